package telegram

import (
	"context"
	"time"
)

// pace holds every duration that the room waits or allows.
type pace struct {
	// slow is when a turn is long enough to show "typing" and to answer the press; typing is how often it is shown again.
	slow, typing time.Duration
	// handler bounds the work of one turn, deliveries apart; grace is left to it to notice.
	handler, grace time.Duration
	// delivery bounds the showing of one reply, retries included.
	delivery time.Duration
	// polling and webhook bound all the attempts at one turn, by the way updates come. Telegram gives up on a webhook after
	// 60 seconds and brings the update again.
	polling, webhook time.Duration
	// call, upload and aside bound one attempt at a call: of an ordinary one, of one with a file, of one that may fail. A
	// call that Telegram is slow to answer may have been done: making it again too soon shows a message twice.
	call, upload, aside time.Duration
	// answer bounds all the attempts at the answer to a press: later it is of no use.
	answer time.Duration
	// tries is how often a call is attempted; first and most bound the growing wait between two.
	tries       int
	first, most time.Duration
	// throttle is the longest that Telegram may ask one call to wait.
	throttle time.Duration
	// poll is how long getUpdates waits for something to happen; settle is how long the poller waits for turns under way
	// before it asks for more; failed bounds the wait after a failed getUpdates, empty the one after a hasty answer.
	poll, settle, failed, empty time.Duration
	// drain is left to turns at the end, confirm to the last getUpdates.
	drain, confirm time.Duration
}

func usualPace() pace {
	return pace{
		slow: 500 * time.Millisecond, typing: 4 * time.Second,
		handler: 10 * time.Second, grace: 2 * time.Second,
		delivery: 50 * time.Second,
		polling:  4 * time.Minute, webhook: 55 * time.Second,
		call: 25 * time.Second, upload: 30 * time.Second, aside: 5 * time.Second, answer: 30 * time.Second,
		tries: 5, first: 250 * time.Millisecond, most: 5 * time.Second,
		throttle: 30 * time.Second,
		poll:     50 * time.Second, settle: 600 * time.Millisecond, failed: 10 * time.Second, empty: 250 * time.Millisecond,
		drain: 8 * time.Second, confirm: time.Second,
	}
}

// sleep waits for d and reports whether it did: false when ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
