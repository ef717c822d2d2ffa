package session

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// These tests run in bubbles where time passes only when everybody waits.

func TestLocksWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLocks(Options{}.withDefaults())
		unlock, err := l.lock(t.Context(), "chat")
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if _, err := l.lock(t.Context(), "chat"); !errors.Is(err, ErrBusy) || time.Since(start) != 6*time.Second {
			t.Errorf("lock = %v after %v, want ErrBusy after 6 s", err, time.Since(start))
		}
		go func() {
			time.Sleep(3 * time.Second)
			unlock()
		}()
		start = time.Now()
		again, err := l.lock(t.Context(), "chat")
		if err != nil || time.Since(start) != 3*time.Second {
			t.Errorf("lock = %v after %v, want nil after 3 s", err, time.Since(start))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := l.lock(ctx, "chat"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("lock = %v, want the deadline of its context", err)
		}
		again()
		if len(l.slots) != 0 {
			t.Errorf("%d slots left", len(l.slots))
		}
	})
}

func TestLocksDeadHolder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLocks(Options{LockWait: time.Hour}.withDefaults())
		turn, end := context.WithCancel(t.Context())
		late, err := l.lock(turn, "chat")
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute) // a slow turn is not a dead one
		end()
		start := time.Now()
		unlock, err := l.lock(t.Context(), "chat")
		if err != nil || time.Since(start) != 4*time.Second {
			t.Errorf("lock = %v after %v, want nil after the lease of 4 s", err, time.Since(start))
		}
		late() // must not take the lock away from its new holder
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := l.lock(ctx, "chat"); err == nil {
			t.Error("two holders at once")
		}
		unlock()
		if len(l.slots) != 0 {
			t.Errorf("%d slots left", len(l.slots))
		}
	})
}
