package botapi

import (
	"container/list"
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

const (
	updateMax = 64 << 10 // bytes of one update
	batchMax  = 4 << 20  // bytes of one answer of getUpdates
)

// update is one update that the bot has not confirmed.
type update struct {
	id      int64
	body    json.RawMessage
	line    string
	expires time.Time
	// forced is an injected repetition of an old identifier: it is delivered
	// once, whatever was confirmed.
	forced bool
	tries  int
	place  *list.Element
}

// queue holds the unconfirmed updates in order, and the same ones in lines:
// a webhook receives one update of a line at a time.
type queue struct {
	next    int64
	all     *list.List // of *update
	lines   map[string]*line
	wake    chan struct{} // closed when something is added
	allowed []string      // nil is the default
	poll    *poll         // the long poll that waits
	calmAt  time.Time     // no two 409 sooner than this
	offset  int64         // of the last getUpdates
	askedAt time.Time     // and its time
}

// line is the updates of one chat, or of one person for one kind.
type line struct {
	name    string
	updates []*update
	busy    bool // one is on its way, or waits to be sent again
	queued  bool // it is in the webhook's list of ready lines
}

func newQueue() queue {
	return queue{next: 100_001, all: list.New(), lines: map[string]*line{}, wake: make(chan struct{})}
}

// optional lists the kinds that are delivered only when asked for.
func optional() []string {
	return []string{"chat_member", "message_reaction", "message_reaction_count"}
}

// wants tells whether the bot asked for a kind of update.
func (q *queue) wants(kind string) bool {
	if q.allowed == nil {
		return !slices.Contains(optional(), kind)
	}
	return slices.Contains(q.allowed, kind)
}

// allow reads allowed_updates: absent keeps the setting, an empty list sets
// the default, unknown kinds are ignored.
func (q *queue) allow(encoded string) {
	items, ok := array(json.RawMessage(encoded))
	if !ok {
		return
	}
	var kinds []string
	for _, item := range items {
		var kind string
		if json.Unmarshal(item, &kind) == nil && kind != "" {
			kinds = append(kinds, kind)
		}
	}
	q.allowed = kinds
}

// lasts tells how long an update of a kind waits to be delivered.
func lasts(kind string) time.Duration {
	switch kind {
	case "callback_query":
		return 150 * time.Second
	case "inline_query":
		return 30 * time.Second
	case "chosen_inline_result":
		return 600 * time.Second
	}
	return 24 * time.Hour
}

// push queues an update of a kind, if the bot wants it. s.mu must be held.
func (s *Server) push(kind, lineName string, content any) {
	q := &s.updates
	if !q.wants(kind) {
		return
	}
	body, err := encodeUpdate(q.next, kind, content)
	if err != nil || len(body) > updateMax {
		s.opt.Log.Warn("update not queued", "kind", kind, "bytes", len(body), "error", err)
		return
	}
	u := &update{id: q.next, body: body, line: lineName, expires: s.now().Add(lasts(kind))}
	q.next++
	s.enqueue(u)
}

// enqueue adds an update and wakes who waits for one; s.mu must be held.
func (s *Server) enqueue(u *update) {
	q := &s.updates
	u.place = q.all.PushBack(u)
	l := q.lines[u.line]
	if l == nil {
		l = &line{name: u.line}
		q.lines[u.line] = l
	}
	l.updates = append(l.updates, u)
	close(q.wake)
	q.wake = make(chan struct{})
	s.ready(l)
	s.pump()
}

// drop forgets an update; s.mu must be held.
func (q *queue) drop(u *update) {
	if u.place == nil {
		return
	}
	q.all.Remove(u.place)
	u.place = nil
	l := q.lines[u.line]
	if l == nil {
		return
	}
	if i := slices.Index(l.updates, u); i == 0 {
		l.updates = l.updates[1:]
	} else if i > 0 {
		l.updates = slices.Delete(l.updates, i, i+1)
	}
	if len(l.updates) == 0 && !l.busy {
		delete(q.lines, l.name)
	}
}

// clear forgets every update.
func (q *queue) clear() {
	for e := q.all.Front(); e != nil; e = q.all.Front() {
		q.drop(e.Value.(*update))
	}
}

// expire forgets the updates that waited too long.
func (q *queue) expire(now time.Time) {
	for e := q.all.Front(); e != nil; {
		u, next := e.Value.(*update), e.Next()
		if now.After(u.expires) {
			q.drop(u)
		}
		e = next
	}
}

// confirm forgets the updates before offset; a negative offset keeps so many
// of the last ones.
func (q *queue) confirm(offset int64) {
	if offset < 0 {
		for q.all.Len() > int(min(-offset, int64(q.all.Len()))) {
			q.drop(q.all.Front().Value.(*update))
		}
		return
	}
	for e := q.all.Front(); e != nil; {
		u, next := e.Value.(*update), e.Next()
		if !u.forced && u.id >= offset {
			return
		}
		if !u.forced {
			q.drop(u)
		}
		e = next
	}
}

// batch returns the first updates as a JSON list, at most limit and four
// megabytes, and how many they are.
func (q *queue) batch(limit int) (list verbatim, n int) {
	list = append(list, '[')
	for e := q.all.Front(); e != nil && n < limit; {
		u, next := e.Value.(*update), e.Next()
		if n > 0 {
			if len(list)+len(u.body) > batchMax {
				break
			}
			list = append(list, ',')
		}
		list = append(list, u.body...)
		n++
		if u.forced {
			q.drop(u)
		}
		e = next
	}
	return append(list, ']'), n
}

// Inject queues a raw update as it is and returns its update_id, which is
// given by the server when the raw update is an object that has none. An
// identifier already used is delivered once more, whatever was confirmed.
// What Telegram could not hold (more than 64 KiB) is refused: Inject
// returns 0.
func (s *Server) Inject(raw json.RawMessage) (updateID int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.updates
	var known struct {
		ID int64 `json:"update_id"`
	}
	f, isObject := object(raw)
	if isObject && f.has("update_id") {
		_ = json.Unmarshal(raw, &known) // an identifier that is none counts as absent
	}
	u := &update{id: known.ID, body: raw, expires: s.now().Add(24 * time.Hour)}
	switch {
	case u.id == 0:
		u.id = q.next
		q.next++
		if isObject && !f.has("update_id") {
			u.body = withID(raw, u.id)
		}
	case u.id < q.next:
		u.forced = true
	default:
		q.next = u.id + 1
	}
	if len(u.body) > updateMax {
		s.opt.Log.Warn("injected update not queued", "bytes", len(u.body))
		return 0
	}
	u.line = lineOf(f, u.id)
	s.enqueue(u)
	return u.id
}

// withID puts an identifier at the start of a raw object, whose other bytes
// stay what they are.
func withID(raw json.RawMessage, id int64) json.RawMessage {
	start := slices.Index(raw, '{') + 1
	out := append([]byte(`{"update_id":`), strconv.AppendInt(nil, id, 10)...)
	rest := raw[start:]
	if trimmed(rest) != '}' {
		out = append(out, ',')
	}
	return append(out, rest...)
}

// trimmed returns the first byte that is no white space.
func trimmed(raw []byte) byte {
	for _, c := range raw {
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c
		}
	}
	return 0
}

// lineOf finds the line of an injected update: its chat, its person, or a line
// of its own.
func lineOf(f fields, id int64) string {
	for _, kind := range sortedKeys(f) {
		inner, ok := object(f[kind])
		if !ok {
			continue
		}
		var at struct {
			Chat struct{ ID int64 } `json:"chat"`
			From struct{ ID int64 } `json:"from"`
		}
		if json.Unmarshal(f[kind], &at) != nil {
			break
		}
		if inner.has("chat") {
			return chatLine(at.Chat.ID)
		}
		return kind + ":" + strconv.FormatInt(at.From.ID, 10)
	}
	return "injected:" + strconv.FormatInt(id, 10)
}

func chatLine(id int64) string { return "chat:" + strconv.FormatInt(id, 10) }
