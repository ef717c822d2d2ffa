package telegram

import (
	"context"
	"errors"
	"sync"
	"time"

	"jalon/internal/guide"
)

var (
	errStopping = errors.New("the bot is stopping")
	errStopped  = errors.New("the bot has stopped")
)

// verdict is what became of an accepted update.
type verdict int

const (
	handled   verdict = iota
	unreached         // Telegram could not be reached for long: worth bringing again
	stopped           // the bot stopped first: must come again
)

// job is an accepted update. Its verdict may be read once done is closed.
type job struct {
	in      incoming
	since   time.Time
	calm    bool     // stands for updates that were passed over because the conversation sends too much
	tell    bool     // a calm job that asks the person to slow down
	skipped []string // the presses among them, to be answered
	done    chan struct{}
	verdict verdict
}

// line is what waits in one conversation. The first job is the one under way.
type line struct {
	jobs []*job
	calm *job
}

// dispatcher keeps each conversation in order and runs several at once, within bounds: workers turns at a time, capacity
// updates accepted and not handled, and so many in one conversation.
type dispatcher struct {
	run     func(context.Context, *slot, *job) verdict
	observe Observer
	now     func() time.Time
	floods  floods

	// base ends when the bot stops for good; stopping is closed when it accepts no more.
	base     context.Context
	cut      context.CancelCauseFunc
	stopping chan struct{}

	slots chan struct{} // one for each turn under way
	room  chan struct{} // one for each update accepted and not handled

	turns sync.WaitGroup

	mu     sync.Mutex
	closed bool
	lines  map[conversation]*line
	flying map[int64]*job
	recent *recent
}

func newDispatcher(workers, capacity int, f floods, o Observer) *dispatcher {
	base, end := context.WithCancelCause(context.Background())
	return &dispatcher{
		observe: o, now: time.Now, floods: f,
		base: base, cut: end, stopping: make(chan struct{}),
		slots: make(chan struct{}, workers), room: make(chan struct{}, capacity),
		lines: map[conversation]*line{}, flying: map[int64]*job{}, recent: newRecent(recentUpdates),
	}
}

// accept takes an update in, waiting for room as long as ctx lives. An update that is under way or was handled gives the job
// that handles it; one of a conversation that sends too much gives a job that is done.
func (d *dispatcher) accept(ctx context.Context, in incoming) (*job, error) {
	if j := d.known(in); j != nil {
		return j, nil
	}
	select {
	case d.room <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case <-d.stopping:
		return nil, errStopping
	}
	j, queued, err := d.enqueue(in)
	if !queued {
		<-d.room
	}
	d.observe.queue(len(d.room))
	return j, err
}

// known finds the job of an update that came before.
func (d *dispatcher) known(in incoming) *job {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.knownLocked(in)
}

func (d *dispatcher) knownLocked(in incoming) *job {
	j := d.flying[in.update]
	if j == nil && d.recent.has(in.update) {
		j = finished(in)
	}
	if j != nil {
		d.observe.turn(in.event.Kind, OutcomeRepeated, 0)
	}
	return j
}

func finished(in incoming) *job {
	j := &job{in: in, done: make(chan struct{})}
	close(j.done)
	return j
}

func (d *dispatcher) enqueue(in incoming) (*job, bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil, false, errStopping
	}
	if j := d.knownLocked(in); j != nil {
		return j, false, nil
	}
	waiting := 0
	if l := d.lines[in.conv]; l != nil {
		waiting = len(l.jobs)
	}
	if !d.floods.admit(in.conv, waiting, d.now()) {
		d.refuseLocked(in)
		return finished(in), false, nil
	}
	j := &job{in: in, since: d.now(), done: make(chan struct{})}
	d.flying[in.update] = j
	d.appendLocked(j)
	return j, true, nil
}

// appendLocked puts a job where its number wants it among those that wait: updates of one person may arrive in disorder.
func (d *dispatcher) appendLocked(j *job) {
	l := d.lines[j.in.conv]
	if l == nil {
		l = &line{jobs: []*job{j}}
		d.lines[j.in.conv] = l
		d.turns.Add(1)
		go d.serve(l)
		return
	}
	at := len(l.jobs)
	for at > 1 && !j.calm && !l.jobs[at-1].calm && l.jobs[at-1].in.update > j.in.update {
		at--
	}
	l.jobs = append(l.jobs, nil)
	copy(l.jobs[at+1:], l.jobs[at:])
	l.jobs[at] = j
}

// refuseLocked passes over an update of a conversation that sends too much. The first time the person is told; presses are
// answered, so that no button keeps turning.
func (d *dispatcher) refuseLocked(in incoming) {
	d.recent.add(in.update)
	d.observe.turn(in.event.Kind, OutcomeLimited, 0)
	if in.event.Kind == guide.KindInline {
		return
	}
	var calm *job
	if l := d.lines[in.conv]; l != nil {
		calm = l.calm
	}
	if calm == nil {
		tell := d.floods.tell(in.conv, d.now())
		if !tell && in.callback == "" {
			return
		}
		silent := incoming{conv: in.conv, thread: in.thread, event: guide.Event{Group: in.event.Group}}
		calm = &job{in: silent, since: d.now(), calm: true, tell: tell, done: make(chan struct{})}
		d.appendLocked(calm)
		d.lines[in.conv].calm = calm
	}
	if in.callback != "" && len(calm.skipped) < maxSkipped {
		calm.skipped = append(calm.skipped, in.callback)
	}
}

// serve handles what waits in one conversation, one after the other, and ends when nothing waits.
func (d *dispatcher) serve(l *line) {
	defer d.turns.Done()
	for {
		d.mu.Lock()
		j := l.jobs[0]
		if l.calm == j {
			l.calm = nil // what comes from now on finds another
		}
		d.mu.Unlock()
		v := d.turn(j)
		if d.finish(l, j, v) {
			return
		}
	}
}

// turn runs one job when one of the few turns is free.
func (d *dispatcher) turn(j *job) verdict {
	s := &slot{slots: d.slots, base: d.base}
	if !s.take() {
		return stopped
	}
	defer s.give()
	return d.run(d.base, s, j)
}

// finish closes a job and reports whether the conversation has nothing left.
func (d *dispatcher) finish(l *line, j *job, v verdict) bool {
	d.mu.Lock()
	j.verdict = v
	if !j.calm {
		delete(d.flying, j.in.update)
		if v == handled {
			d.recent.add(j.in.update)
		}
	}
	l.jobs = l.jobs[1:]
	empty := len(l.jobs) == 0
	if empty {
		delete(d.lines, j.in.conv)
	}
	d.mu.Unlock()
	if !j.calm {
		<-d.room
		d.observe.queue(len(d.room))
	}
	close(j.done)
	return empty
}

// throttled is told that Telegram asked a conversation to wait. Where much waits behind, the last to come are passed over:
// at Telegram's pace they would keep the others waiting for minutes.
func (d *dispatcher) throttled(c conversation) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l := d.lines[c]
	if l == nil || len(l.jobs) <= d.floods.throttled {
		return
	}
	d.floods.limit(c, d.now())
	late := l.jobs[d.floods.throttled:]
	l.jobs = l.jobs[:d.floods.throttled:d.floods.throttled]
	for _, j := range late {
		if j.calm {
			l.jobs = append(l.jobs, j)
			continue
		}
		delete(d.flying, j.in.update)
		d.refuseLocked(j.in)
		close(j.done)
		<-d.room
	}
}

// close stops the intake, lets turns end for as long as ctx lives, then cuts them off.
func (d *dispatcher) close(ctx context.Context) {
	d.mu.Lock()
	if !d.closed {
		d.closed = true
		close(d.stopping)
	}
	d.mu.Unlock()
	idle := make(chan struct{})
	go func() { // ends with the last turn, which cut makes end
		d.turns.Wait()
		close(idle)
	}()
	select {
	case <-idle:
	case <-ctx.Done():
		d.cut(errStopped)
		select {
		case <-idle:
		case <-time.After(lastMoment):
		}
	}
	d.cut(errStopped)
}

// slot is the right to run one of the few turns at a time; a turn lends it to others while it waits for Telegram.
type slot struct {
	slots chan struct{}
	base  context.Context

	mu   sync.Mutex
	held bool
}

// take waits for the right and reports whether it got it: false when the bot stops first.
func (s *slot) take() bool {
	if s.base.Err() != nil {
		return false
	}
	select {
	case s.slots <- struct{}{}:
		s.mu.Lock()
		s.held = true
		s.mu.Unlock()
		return true
	case <-s.base.Done():
		return false
	}
}

func (s *slot) give() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held {
		s.held = false
		<-s.slots
	}
}

// lend gives the right up until the function it returns is called.
func (s *slot) lend() (resume func()) {
	s.give()
	return func() { s.take() }
}

const (
	recentUpdates = 1 << 14
	lastMoment    = 500 * time.Millisecond
)

// recent remembers the last numbers it was given.
type recent struct {
	ring []int64
	next int
	set  map[int64]struct{}
}

func newRecent(size int) *recent {
	return &recent{ring: make([]int64, size), set: make(map[int64]struct{}, size)}
}

func (r *recent) has(id int64) bool {
	_, ok := r.set[id]
	return ok
}

func (r *recent) add(id int64) {
	if r.has(id) {
		return
	}
	delete(r.set, r.ring[r.next])
	r.ring[r.next] = id
	r.set[id] = struct{}{}
	r.next = (r.next + 1) % len(r.ring)
}
