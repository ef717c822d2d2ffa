// Package guide is one turn of conversation: load the session, walk the tree or read the sentence, recommend or search,
// show the reply, save.
//
// Every channel enters by Handle. The guide knows no messenger: it receives events and gives replies in plain text. Nothing
// it keeps names anybody: the session holds codes of answers, and texts typed are read and dropped.
package guide

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"jalon/index"
	"jalon/internal/geo"
	"jalon/internal/recommend"
	"jalon/internal/understand"
	"jalon/knowledge"
)

// Snapshot is a knowledge base at work: everything made from one version of it.
type Snapshot struct {
	Base   *knowledge.Base
	Places *geo.Gazetteer
	Index  *index.Index
	Reader *understand.Reader
	Engine *recommend.Engine
	// tree identifies the questions: the same questions and choices give the same text.
	tree string
}

// Prepare builds the index and the engines over a loaded base.
func Prepare(base *knowledge.Base, places *geo.Gazetteer) (*Snapshot, error) {
	ix, err := index.Build(base)
	if err != nil {
		return nil, fmt.Errorf("prepare knowledge base: %w", err)
	}
	return &Snapshot{
		Base: base, Places: places, Index: ix, Reader: understand.New(base, places), Engine: recommend.New(base, places, ix), tree: treeSum(&base.Tree),
	}, nil
}

// treeSum sums the questions and their choices up.
func treeSum(tree *knowledge.Tree) string {
	h := fnv.New64a()
	for i := range tree.Nodes {
		n := &tree.Nodes[i]
		fmt.Fprintln(h, n.ID, n.Ask, n.Slot, n.Next, n.Unknown.Goto)
		for _, c := range n.Choices {
			fmt.Fprintln(h, c.ID, c.Label, c.Goto)
		}
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

// Sessions keeps what conversations must remember, sealed and without names.
type Sessions interface {
	Load(ctx context.Context, key string) ([]byte, error)
	Save(ctx context.Context, key string, value []byte) error
	Delete(ctx context.Context, key string) error
	Lock(ctx context.Context, key string) (unlock func(), err error)
}

// ErrBusy is returned when another turn of the same conversation, in this process or another, does not end in time: nothing was
// done, and the event can come again. A store says so by an error that has a method Busy.
var ErrBusy = errors.New("another turn of the conversation is under way")

// Options are what a guide needs besides knowledge.
type Options struct {
	Sessions Sessions
	// Now tells the time; time.Now when nil.
	Now func() time.Time
	// Username is the bot's name in links, without "@"; links to the bot are left out when it is nil or gives "".
	Username func() string
	Log      *slog.Logger
	// Counters keeps lasting counts; nothing is counted when it is nil.
	Counters Counters
	// Draw gives n letters at random, for the end of campaign names; a source of the system when nil.
	Draw func(n int) string
}

// Counters keeps numbers under names, for ever and without identity.
type Counters interface {
	Add(ctx context.Context, deltas map[string]int64) error
	Counts(ctx context.Context, prefix string) (map[string]int64, error)
}

// Guide answers events. It is safe for use by several goroutines; events of one key must come one after the other.
type Guide struct {
	snapshot atomic.Pointer[Snapshot]
	options  Options
	reports  reports
	spare    spare
}

// New returns a guide over a snapshot.
func New(s *Snapshot, o Options) *Guide {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Draw == nil {
		o.Draw = draw
	}
	if o.Username == nil {
		o.Username = func() string { return "" }
	}
	g := &Guide{options: o}
	g.snapshot.Store(s)
	return g
}

// Swap makes another version of the knowledge base serve the turns to come and returns the one that served. Turns under way
// end on the version they began with.
func (g *Guide) Swap(s *Snapshot) (previous *Snapshot) { return g.snapshot.Swap(s) }

// Snapshot returns the version now serving.
func (g *Guide) Snapshot() *Snapshot { return g.snapshot.Load() }

// Handle answers one event: it loads the session of the event's key, works the reply out, hands it to deliver, and saves
// the session with what deliver returned. An event whose ID was handled before changes nothing and shows nothing. A store
// that fails does not stop the conversation: it goes on in the memory of the process, and says so once. The error is that of
// deliver or of the context; or ErrBusy; or that of the store when somebody asked to be forgotten and was not.
func (g *Guide) Handle(ctx context.Context, ev Event, deliver Deliver) error {
	if ev.Kind == KindGone {
		return g.forget(ctx, ev.Key)
	}
	unlock, err := g.options.Sessions.Lock(ctx, ev.Key)
	var busy interface{ Busy() bool }
	switch {
	case errors.As(err, &busy) && busy.Busy():
		return fmt.Errorf("wait for the conversation: %w", ErrBusy)
	case err != nil:
		g.options.Log.WarnContext(ctx, "session lock failed", "error", err)
	default:
		defer unlock()
	}
	state, met := g.recall(ctx, ev.Key)
	if ev.ID != 0 && slices.Contains(state.Seen, ev.ID) {
		return nil
	}
	t := &turn{
		Snapshot: g.Snapshot(), state: state, event: ev, now: g.options.Now(), username: g.options.Username(), draw: g.options.Draw,
		flags: g.reports.flags(ctx, g.options), counters: g.options.Counters,
	}
	reply := t.run(ctx)
	if met.failing && !met.told {
		reply.Messages = append([]Message{{Body: t.say("store.failed"), Keep: true}}, reply.Messages...)
	}
	reply.Memory, reply.Apart = state.Memory, t.state.Apart
	if t.erase {
		if err := g.forget(ctx, ev.Key); err != nil {
			return err // before anybody is told that it is done
		}
	}
	memory, err := deliver(ctx, reply)
	if err != nil {
		return fmt.Errorf("deliver reply: %w", err)
	}
	g.count(ctx, t.deltas)
	if t.erase {
		return ctx.Err()
	}
	t.state.Memory = memory
	t.state.remember(ev.ID, t.now)
	g.keep(ctx, ev.Key, t.state, met)
	return ctx.Err()
}

// Turn is Handle for channels that show a reply at once and keep nothing, such as a terminal.
func (g *Guide) Turn(ctx context.Context, ev Event) (Reply, error) {
	var shown Reply
	err := g.Handle(ctx, ev, func(_ context.Context, r Reply) (string, error) {
		shown = r
		return "", nil
	})
	return shown, err
}

func (g *Guide) forget(ctx context.Context, key string) error {
	g.spare.drop(key)
	if err := g.options.Sessions.Delete(ctx, key); err != nil {
		return fmt.Errorf("forget session: %w", err)
	}
	return nil
}
