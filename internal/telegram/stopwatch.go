package telegram

import (
	"sync"
	"time"
)

// stopwatch bounds the time that a handler works. It stands still while a reply is shown: Telegram's delays are not the
// handler's.
type stopwatch struct {
	least time.Duration // left after a pause, whatever was used before

	mu      sync.Mutex
	timer   *time.Timer
	left    time.Duration
	started time.Time
}

// newStopwatch starts a stopwatch that calls expired, once, after d of work.
func newStopwatch(d, least time.Duration, expired func()) *stopwatch {
	return &stopwatch{least: least, left: d, started: time.Now(), timer: time.AfterFunc(d, expired)}
}

// pause stops the time and reports whether there was any left.
func (s *stopwatch) pause() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left -= time.Since(s.started)
	return s.timer.Stop()
}

// resume lets the time run again.
func (s *stopwatch) resume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.started = time.Now()
	s.left = max(s.left, s.least)
	s.timer.Reset(s.left)
}
