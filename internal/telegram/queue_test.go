package telegram

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jalon/internal/guide"
)

func toyDispatcher(workers, capacity, queued, burst int, run func(context.Context, *slot, *job) verdict) *dispatcher {
	d := newDispatcher(workers, capacity, newFloods(queued, burst, 1), Observer{})
	d.run = run
	return d
}

func typed(id int64, who int64) incoming {
	return incoming{update: id, conv: conversation{chat: who, user: who}, event: guide.Event{ID: id, Kind: guide.KindText}}
}

func TestOrderWithinBounds(t *testing.T) {
	const chats, each, workers, capacity = 200, 25, 8, 64
	var mu sync.Mutex
	got := map[int64][]int64{}
	var running, most, deepest atomic.Int64
	d := toyDispatcher(workers, capacity, 100, 1000, func(_ context.Context, _ *slot, j *job) verdict {
		most.Store(max(most.Load(), running.Add(1)))
		defer running.Add(-1)
		mu.Lock()
		defer mu.Unlock()
		got[j.in.conv.user] = append(got[j.in.conv.user], j.in.update)
		return handled
	})
	d.observe.Queue = func(depth int) { deepest.Store(max(deepest.Load(), int64(depth))) }
	var senders sync.WaitGroup
	for lane := range 4 { // each sender owns its chats, as Telegram does
		senders.Go(func() {
			for i := range each {
				for c := lane; c < chats; c += 4 {
					if _, err := d.accept(t.Context(), typed(int64(i*chats+c+1), int64(c))); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	senders.Wait()
	d.close(t.Context())
	for c := range chats {
		ids := got[int64(c)]
		if len(ids) != each {
			t.Fatalf("chat %d: %d updates, want %d", c, len(ids), each)
		}
		for i, id := range ids {
			if id != int64(i*chats+c+1) {
				t.Fatalf("chat %d: %v is out of order", c, ids)
			}
		}
	}
	if most.Load() > workers || deepest.Load() > capacity {
		t.Errorf("%d turns and %d updates at once, want at most %d and %d", most.Load(), deepest.Load(), workers, capacity)
	}
}

// gate is a run function that waits to be let through, job by job.
type gate struct {
	enter chan int64
	leave chan verdict
}

func newGate() *gate { return &gate{enter: make(chan int64, 64), leave: make(chan verdict)} }

func (g *gate) run(_ context.Context, _ *slot, j *job) verdict {
	if j.calm {
		g.enter <- -1
		return handled
	}
	g.enter <- j.in.update
	return <-g.leave
}

func (d *dispatcher) mustAccept(t *testing.T, in incoming) *job {
	t.Helper()
	j, err := d.accept(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func TestRepeatedAndReorderedUpdates(t *testing.T) {
	g := newGate()
	d := toyDispatcher(4, 16, 100, 100, g.run)
	first := d.mustAccept(t, typed(1, 7))
	<-g.enter
	d.mustAccept(t, typed(5, 7))
	d.mustAccept(t, typed(3, 7))
	d.mustAccept(t, typed(4, 7))
	if again := d.mustAccept(t, typed(1, 7)); again != first {
		t.Error("an update under way was accepted twice")
	}
	if again := d.mustAccept(t, typed(4, 7)); again == nil {
		t.Error("an update that waits was accepted twice")
	}
	for _, want := range []int64{3, 4, 5} {
		g.leave <- handled
		if got := <-g.enter; got != want {
			t.Errorf("update %d is handled, want %d", got, want)
		}
	}
	g.leave <- handled
	<-first.done
	if again := d.mustAccept(t, typed(1, 7)); again == first {
		t.Error("the job of a handled update is kept")
	} else {
		<-again.done
	}
	// One that could not be answered may come again.
	j := d.mustAccept(t, typed(9, 7))
	<-g.enter
	g.leave <- unreached
	<-j.done
	if j.verdict != unreached {
		t.Errorf("verdict = %v", j.verdict)
	}
	d.mustAccept(t, typed(9, 7))
	if got := <-g.enter; got != 9 {
		t.Errorf("update %d came again, want 9", got)
	}
	g.leave <- handled
	d.close(t.Context())
	if _, err := d.accept(t.Context(), typed(10, 7)); !errors.Is(err, errStopping) {
		t.Errorf("accept after close = %v", err)
	}
}

func TestFullQueueMakesTheIntakeWait(t *testing.T) {
	g := newGate()
	d := toyDispatcher(1, 2, 100, 100, g.run)
	d.mustAccept(t, typed(1, 1))
	d.mustAccept(t, typed(2, 2))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := d.accept(ctx, typed(3, 3)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("accept over the bound = %v", err)
	}
	accepted := make(chan struct{})
	go func() {
		defer close(accepted)
		d.mustAccept(t, typed(3, 3))
	}()
	for range 3 {
		<-g.enter
		g.leave <- handled
	}
	<-accepted
	d.close(t.Context())
}

func TestFloodIsLimitedAndOthersAreNot(t *testing.T) {
	g := newGate()
	d := toyDispatcher(4, 64, 5, 100, g.run)
	var limited int
	d.observe.Turn = func(_ guide.Kind, o Outcome, _ time.Duration) {
		if o == OutcomeLimited {
			limited++
		}
	}
	var silent *job
	for i := range 20 {
		in := typed(int64(i+1), 7)
		if i == 19 {
			in.callback = "press"
		}
		j := d.mustAccept(t, in)
		if i > 6 && j.verdict != handled {
			t.Errorf("a limited update is to come again")
		}
		d.mu.Lock()
		silent = d.lines[in.conv].calm
		d.mu.Unlock()
	}
	if limited != 14 {
		t.Errorf("%d updates were passed over, want 14", limited)
	}
	if silent == nil || !silent.tell || len(silent.skipped) != 1 {
		t.Fatalf("calm = %+v, want one that tells and answers the press", silent)
	}
	<-g.enter
	other := d.mustAccept(t, typed(100, 8))
	if got := <-g.enter; got != 100 {
		t.Errorf("the other conversation waits: %d", got)
	}
	for range 7 {
		g.leave <- handled
	}
	<-other.done
	for got := int64(0); got != -1; {
		got = <-g.enter
		if got > 6 {
			t.Errorf("update %d was handled", got)
		}
	}
	d.close(t.Context())
}

func TestFastConversationIsLimitedWhenItDoesNotWait(t *testing.T) {
	const burst = 7
	g := newGate()
	d := toyDispatcher(4, 64, 100, burst, g.run)
	now := time.Unix(1_000_000, 0)
	d.now = func() time.Time { return now }
	quick := func(id int64) {
		t.Helper()
		j := d.mustAccept(t, typed(id, 7))
		if got := <-g.enter; got != id {
			t.Fatalf("update %d is handled, want %d", got, id)
		}
		g.leave <- handled
		<-j.done
	}
	for i := range 500 { // quick, but waiting for each answer
		quick(int64(i + 1))
	}
	for i := range 50 { // not waiting
		d.mustAccept(t, typed(int64(1000+i), 7))
	}
	if n := len(d.room); n != backlog+burst {
		t.Errorf("%d updates wait, want %d", n, backlog+burst)
	}
	now = now.Add(time.Second)
	d.mustAccept(t, typed(2000, 7))
	d.mustAccept(t, typed(2001, 7))
	if n := len(d.room); n != backlog+burst+1 {
		t.Errorf("%d updates wait, want one more", n)
	}
	told := 0
	<-g.enter
	for range backlog + burst {
		g.leave <- handled
		if <-g.enter == -1 {
			told++
			<-g.enter
		}
	}
	g.leave <- handled
	d.close(t.Context())
	if told != 1 {
		t.Errorf("the person was told %d times, want once", told)
	}
}

func TestThrottledConversationLosesItsBacklog(t *testing.T) {
	g := newGate()
	d := toyDispatcher(4, 64, 30, 100, g.run)
	for i := range 25 {
		d.mustAccept(t, typed(int64(i+1), 7))
	}
	<-g.enter
	d.throttled(conversation{chat: 7, user: 7})
	if n := len(d.room); n != 10 {
		t.Errorf("%d updates wait, want 10", n)
	}
	for range 10 {
		g.leave <- handled
		<-g.enter
	}
	d.close(t.Context())
}

func TestCloseCutsOffWhatDoesNotEnd(t *testing.T) {
	started := make(chan struct{})
	d := toyDispatcher(1, 8, 100, 100, func(ctx context.Context, _ *slot, _ *job) verdict {
		close(started)
		<-ctx.Done()
		return stopped
	})
	j := d.mustAccept(t, typed(1, 1))
	queued := d.mustAccept(t, typed(2, 2))
	<-started
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	d.close(ctx)
	<-j.done
	<-queued.done
	if j.verdict != stopped || queued.verdict != stopped {
		t.Errorf("verdicts = %v, %v; want both to come again", j.verdict, queued.verdict)
	}
}

func TestLentSlotLetsOthersRun(t *testing.T) {
	waiting, resume := make(chan struct{}), make(chan struct{})
	d := toyDispatcher(1, 8, 100, 100, func(_ context.Context, s *slot, j *job) verdict {
		if j.in.update == 1 {
			back := s.lend()
			close(waiting)
			<-resume
			back()
		}
		return handled
	})
	first := d.mustAccept(t, typed(1, 1))
	<-waiting
	<-d.mustAccept(t, typed(2, 2)).done
	close(resume)
	<-first.done
	d.close(t.Context())
	if len(d.slots) != 0 {
		t.Error("a slot was not given back")
	}
}

func TestRecent(t *testing.T) {
	r := newRecent(3)
	for id := int64(1); id <= 5; id++ {
		r.add(id)
		r.add(id)
	}
	if got := fmt.Sprint(r.has(1), r.has(2), r.has(3), r.has(4), r.has(5), len(r.set)); got != "false false true true true 3" {
		t.Errorf("recent = %s", got)
	}
}

func TestFloodsForgetQuietConversations(t *testing.T) {
	f := newFloods(10, 5, 1)
	now := time.Unix(0, 0)
	for i := range 20_000 {
		f.admit(conversation{user: int64(i)}, backlog, now)
		f.tell(conversation{user: int64(i)}, now)
		now = now.Add(time.Duration(rand.IntN(2000)) * time.Millisecond)
	}
	if len(f.rates) > 3*sweepFloods || len(f.told) > 3*sweepFloods {
		t.Errorf("%d rates and %d told are remembered", len(f.rates), len(f.told))
	}
}
