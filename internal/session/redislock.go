package session

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	mathrand "math/rand/v2"
	"sync"
	"time"
)

// How often a replica asks for a lock that another one holds: at once, then less and less.
const (
	firstPoll = 2 * time.Millisecond
	lastPoll  = 50 * time.Millisecond
)

// Lock implements Store. Goroutines of one process wait for each other first, so that one of them asks Redis.
func (r *Redis) Lock(ctx context.Context, key string) (unlock func(), err error) {
	start := time.Now()
	leave, err := r.locks.lock(ctx, key)
	if err != nil {
		return nil, err
	}
	id := r.ring.lockID(key)
	name, token := redisLock+base64.RawURLEncoding.EncodeToString(id[:]), rand.Text()
	if err := r.obtain(ctx, name, token, start.Add(r.locks.wait)); err != nil {
		leave()
		return nil, err
	}
	held, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	err = r.background(func() {
		defer close(ended)
		r.renew(held, name, token)
	})
	if err != nil {
		stop()
		leave()
		return nil, err
	}
	return sync.OnceFunc(func() {
		stop()
		<-ended
		r.abandon(ctx, name, token)
		leave()
	}), nil
}

// background runs fn in a goroutine that Close waits for; fn must end when quit is closed.
func (r *Redis) background(fn func()) error {
	r.closing.Lock()
	defer r.closing.Unlock()
	select {
	case <-r.quit:
		return ErrClosed
	default:
		r.renewal.Go(fn)
		return nil
	}
}

// obtain asks for the lock until it is granted or the deadline has passed.
func (r *Redis) obtain(ctx context.Context, name, token string, deadline time.Time) error {
	for poll := firstPoll; ; poll = min(2*poll, lastPoll) {
		granted := false
		err := r.once(ctx, func(ctx context.Context) (err error) {
			granted, err = r.client.SetNX(ctx, name, token, r.opts.LockLease).Result()
			return err
		})
		if err != nil {
			r.abandon(ctx, name, token) // it may have been granted all the same
			return err
		}
		if granted {
			return nil
		}
		if time.Now().After(deadline) {
			return ErrBusy
		}
		pause := poll/2 + mathrand.N(poll)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return redisError(ctx, ctx.Err())
		}
	}
}

// renew prolongs a lock until ctx is done, the store is closed or the lock is lost.
func (r *Redis) renew(ctx context.Context, name, token string) {
	ticker := time.NewTicker(max(r.opts.LockLease/3, time.Millisecond))
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.quit:
			return
		case <-ticker.C:
		}
		var left int64
		err := r.once(ctx, func(ctx context.Context) (err error) {
			left, err = r.scripts.renew.Run(ctx, r.client, []string{name}, token, r.opts.LockLease.Milliseconds()).Int64()
			return err
		})
		if err == nil && left == 0 {
			return // it ran out while Redis could not be reached
		}
	}
}

// abandon gives a lock back if it is ours. When Redis cannot be reached, the lock ends by itself.
func (r *Redis) abandon(ctx context.Context, name, token string) {
	_ = r.once(context.WithoutCancel(ctx), func(ctx context.Context) error {
		return r.scripts.unlock.Run(ctx, r.client, []string{name}, token).Err()
	})
}
