package guide

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"
)

// trouble is what a conversation meets with the store.
type trouble struct {
	// failing is true when the store fails, or failed at the last turn; told, when the person knows.
	failing, told bool
	// blind is true when the conversation goes on without what the store may hold of it.
	blind bool
}

// recall returns the state of a conversation: that of the store, or what is in spare of it when that is newer or the store
// cannot be read.
func (g *Guide) recall(ctx context.Context, key string) (state, trouble) {
	s, err := g.load(ctx, key)
	k, spared := g.spare.get(key)
	switch {
	case !spared:
		return s, trouble{failing: err != nil, blind: err != nil}
	case err != nil:
		return k.state, k.trouble
	case s.last() > k.state.last(): // another replica went on meanwhile
		g.spare.drop(key)
		return s, trouble{}
	case k.blind:
		return k.state.over(s), trouble{failing: true, told: k.told}
	}
	return k.state, k.trouble
}

// keep saves the state, in spare when the store does not take it.
func (g *Guide) keep(ctx context.Context, key string, s state, t trouble) {
	err := g.save(ctx, key, s)
	if err == nil {
		if t.failing {
			g.spare.drop(key)
		}
		return
	}
	g.options.Log.WarnContext(ctx, "session not saved", "error", err)
	g.spare.put(key, spared{state: s, trouble: trouble{failing: true, told: t.failing, blind: t.blind}, at: g.options.Now()})
}

// last is the number of the latest event handled.
func (s *state) last() int64 {
	if len(s.Seen) == 0 {
		return 0
	}
	return slices.Max(s.Seen)
}

// over lays a state that began without knowing an earlier one over it: what was answered last counts, the rest stays.
func (s state) over(earlier state) state {
	given := maps.Clone(earlier.Answers.Given)
	if given == nil {
		given = map[string]string{}
	}
	maps.Copy(given, s.Answers.Given)
	earlier.Answers.Given, earlier.Answers.At = given, s.Answers.At
	earlier.Seen, earlier.Memory, earlier.Await, earlier.Tree = append(earlier.Seen, s.Seen...), s.Memory, s.Await, s.Tree
	return earlier
}

// spare keeps in the memory of the process what the store would not take, so that conversations go on while it is in trouble.
type spare struct {
	mutex sync.Mutex
	kept  map[string]spared
}

// spared is a conversation in spare.
type spared struct {
	trouble
	state state
	at    time.Time
}

// maxSpared bounds the conversations in spare; spareLasts, how long one is worth keeping when there are many.
const (
	maxSpared  = 2000
	spareLasts = time.Hour
)

func (s *spare) get(key string) (spared, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	k, ok := s.kept[key]
	return k, ok
}

func (s *spare) put(key string, k spared) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.kept == nil {
		s.kept = map[string]spared{}
	}
	if len(s.kept) >= maxSpared {
		maps.DeleteFunc(s.kept, func(_ string, old spared) bool { return k.at.Sub(old.at) > spareLasts })
	}
	for other := range s.kept {
		if len(s.kept) < maxSpared {
			break
		}
		delete(s.kept, other)
	}
	s.kept[key] = k
}

func (s *spare) drop(key string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.kept, key)
}
