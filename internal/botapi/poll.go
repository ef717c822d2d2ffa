package botapi

import (
	"context"
	"time"
)

const (
	// pollMax is the longest long poll.
	pollMax = 50 * time.Second
	// courtesy is the shortest poll when the same offset is asked again, and
	// the time between two answers 409.
	courtesy = 3 * time.Second
	// hurry is how soon the same offset may be asked again without getting a
	// single update.
	hurry = 500 * time.Millisecond

	otherPoll   = "terminated by other getUpdates request; make sure that only one bot instance is running"
	hookedPoll  = "terminated by setWebhook request"
	whileHooked = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)

// poll is a long poll that waits.
type poll struct {
	// ended receives why the poll ends in a conflict.
	ended chan string
}

// endPoll ends the long poll that waits, if there is one; s.mu must be held.
func (s *Server) endPoll(why string) {
	if p := s.updates.poll; p != nil {
		p.ended <- why
		s.updates.poll = nil
	}
}

// getUpdates answers the updates from offset on, and waits for one up to
// timeout when there is none.
func (s *Server) getUpdates(ctx context.Context, q *query) (any, error) {
	offset := q.number("offset", 0, -1<<31, 1<<62)
	limit := int(q.number("limit", 100, 1, 100))
	timeout := time.Duration(q.number("timeout", 0, 0, int64(pollMax/time.Second))) * time.Second

	s.mu.Lock()
	switch {
	case s.closed:
		s.mu.Unlock()
		return nil, errClosed()
	case s.hook != nil:
		s.mu.Unlock()
		return nil, s.conflict(ctx, whileHooked)
	}
	s.endPoll(otherPoll)
	if q.has("allowed_updates") {
		s.updates.allow(q.arg("allowed_updates"))
	}
	timeout, limit = s.slow(offset, timeout, limit)
	s.updates.confirm(offset)
	me := &poll{ended: make(chan string, 1)}
	s.updates.poll = me
	s.mu.Unlock()

	defer s.leave(me)
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for {
		s.mu.Lock()
		if s.updates.poll != me {
			s.mu.Unlock()
			return nil, s.conflict(ctx, <-me.ended)
		}
		s.updates.expire(s.now())
		batch, n := s.updates.batch(limit)
		wake := s.updates.wake
		s.mu.Unlock()
		if n > 0 || timeout == 0 {
			return batch, nil
		}
		select {
		case <-wake:
		case why := <-me.ended:
			return nil, s.conflict(ctx, why)
		case <-timer.C:
			return batch, nil
		case <-ctx.Done():
			return batch, nil
		case <-s.ctx.Done():
			return nil, errClosed()
		}
	}
}

// leave ends the poll as the one that waits.
func (s *Server) leave(p *poll) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.updates.poll == p {
		s.updates.poll = nil
	}
}

// slow makes a bot that asks the same offset again at once wait, as Telegram
// does; s.mu must be held.
func (s *Server) slow(offset int64, timeout time.Duration, limit int) (time.Duration, int) {
	now := time.Now()
	u := &s.updates
	if !s.opt.Quick && offset == u.offset {
		if timeout < courtesy && now.Before(u.askedAt.Add(courtesy)) {
			timeout = courtesy
		}
		if now.Before(u.askedAt.Add(hurry)) {
			limit = 1
		}
	}
	u.offset, u.askedAt = offset, now
	return timeout, limit
}

// conflict is a 409, held back when another was answered less than three
// seconds ago.
func (s *Server) conflict(ctx context.Context, why string) error {
	s.mu.Lock()
	now := time.Now()
	wait := now.Before(s.updates.calmAt) && !s.opt.Quick
	if !wait {
		s.updates.calmAt = now.Add(courtesy)
	}
	s.mu.Unlock()
	if wait {
		s.sleep(ctx, courtesy)
	}
	return conflict(why)
}
