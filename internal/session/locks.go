package session

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// locks gives one holder at a time for each key, inside this process.
type locks struct {
	wait, lease time.Duration

	mu    sync.Mutex
	slots map[string]*slot
}

// slot is the lock of one key, there as long as somebody holds it or waits for it.
type slot struct {
	token chan struct{} // full while held
	users int           // holder and waiters; guarded by locks.mu
}

func newLocks(opts Options) *locks {
	return &locks{wait: opts.LockWait, lease: opts.LockLease, slots: make(map[string]*slot)}
}

// lock waits for its turn, as Store.Lock says.
func (l *locks) lock(ctx context.Context, key string) (unlock func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("waiting for the conversation: %w", err)
	}
	s := l.enter(key)
	select {
	case s.token <- struct{}{}:
		return l.hold(ctx, key, s), nil
	default:
	}
	timer := time.NewTimer(l.wait)
	defer timer.Stop()
	select {
	case s.token <- struct{}{}:
		return l.hold(ctx, key, s), nil
	case <-ctx.Done():
		err = fmt.Errorf("waiting for the conversation: %w", ctx.Err())
	case <-timer.C:
		err = ErrBusy
	}
	l.leave(key, s)
	return nil, err
}

// hold returns the unlocking function; the lock also ends by itself one lease after ctx.
func (l *locks) hold(ctx context.Context, key string, s *slot) func() {
	release := sync.OnceFunc(func() {
		<-s.token
		l.leave(key, s)
	})
	forget := context.AfterFunc(ctx, func() { time.AfterFunc(l.lease, release) })
	return func() {
		forget()
		release()
	}
}

func (l *locks) enter(key string) *slot {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.slots[key]
	if s == nil {
		s = &slot{token: make(chan struct{}, 1)}
		l.slots[key] = s
	}
	s.users++
	return s
}

func (l *locks) leave(key string, s *slot) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s.users--; s.users == 0 {
		delete(l.slots, key)
	}
}
