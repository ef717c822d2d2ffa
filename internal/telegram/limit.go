package telegram

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limiter keeps what is not a direct reply within Telegram's own figures: 30 messages a second overall, one a second in a
// chat with small bursts, 20 a minute in a group. Direct replies do not wait: they slow down when Telegram says so.
type limiter struct {
	overall *rate.Limiter

	mu      sync.Mutex
	chats   map[int64]*rate.Limiter
	sweepAt int
}

const sweepChats = 1024

func newLimiter() *limiter {
	return &limiter{overall: rate.NewLimiter(30, 30), chats: map[int64]*rate.Limiter{}, sweepAt: sweepChats}
}

// wait waits for the turn of a message to chat.
func (l *limiter) wait(ctx context.Context, chat int64, group bool) bool {
	return l.chat(chat, group, time.Now()).Wait(ctx) == nil && l.overall.Wait(ctx) == nil
}

// spare says whether a message to chat may go now, and counts it.
func (l *limiter) spare(chat int64, group bool, now time.Time) bool {
	return l.chat(chat, group, now).AllowN(now, 1) && l.overall.AllowN(now, 1)
}

func (l *limiter) chat(chat int64, group bool, now time.Time) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if r := l.chats[chat]; r != nil {
		return r
	}
	if len(l.chats) >= l.sweepAt {
		for id, r := range l.chats {
			if r.TokensAt(now) >= float64(r.Burst()) {
				delete(l.chats, id)
			}
		}
		l.sweepAt = max(sweepChats, 2*len(l.chats))
	}
	r := rate.NewLimiter(1, 3)
	if group {
		r = rate.NewLimiter(rate.Every(time.Minute/20), 3)
	}
	l.chats[chat] = r
	return r
}
