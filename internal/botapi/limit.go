package botapi

import (
	"math"
	"time"
)

// Limits are the rates beyond which the server answers 429. A zero member
// sets no limit; the zero Limits, which a new server has, sets none at all.
type Limits struct {
	// PerSecond bounds all messages and edits together.
	PerSecond float64
	// ChatPerSecond bounds one private chat, after Burst messages at once.
	ChatPerSecond float64
	Burst         int
	// GroupPerMinute bounds one group.
	GroupPerMinute float64
}

// Limit sets the rates. They are counted by the injected clock.
func (s *Server) Limit(l Limits) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits = limiter{Limits: l}
	for _, c := range s.chats {
		c.buckets = buckets{}
	}
}

// limiter applies Limits.
type limiter struct {
	Limits
	all bucket
}

// buckets are those of one chat.
type buckets struct{ chat, group bucket }

// take counts one message in a chat, or refuses it.
func (l *limiter) take(c *chat, now time.Time) error {
	if l.Limits == (Limits{}) {
		return nil
	}
	wait := l.all.wait(now, l.PerSecond, max(1, l.PerSecond))
	if c.Type == "private" {
		wait = max(wait, c.buckets.chat.wait(now, l.ChatPerSecond, float64(max(1, l.Burst))))
	} else {
		wait = max(wait, c.buckets.group.wait(now, l.GroupPerMinute/60, max(1, l.GroupPerMinute)))
	}
	if wait > 0 {
		return flood(int(math.Ceil(wait.Seconds())))
	}
	l.all.tokens--
	c.buckets.chat.tokens--
	c.buckets.group.tokens--
	return nil
}

// bucket is a token bucket, full when new.
type bucket struct {
	tokens float64
	last   time.Time
}

// wait fills the bucket and returns how long until it has a token.
func (b *bucket) wait(now time.Time, rate, size float64) time.Duration {
	if rate <= 0 {
		b.tokens = size
		return 0
	}
	if b.last.IsZero() {
		b.tokens = size
	} else if gone := now.Sub(b.last).Seconds(); gone > 0 {
		b.tokens = min(size, b.tokens+gone*rate)
	}
	b.last = now
	if b.tokens >= 1 {
		return 0
	}
	return time.Duration((1 - b.tokens) / rate * float64(time.Second))
}
