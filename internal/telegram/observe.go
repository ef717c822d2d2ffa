package telegram

import (
	"time"

	"jalon/internal/guide"
)

// Outcome says how a turn ended.
type Outcome string

// The outcomes of a turn.
const (
	OutcomeDone        Outcome = "done"        // handled, and the reply was shown
	OutcomeUnsaved     Outcome = "unsaved"     // the reply was shown, but the handler reported an error afterwards
	OutcomeFailed      Outcome = "failed"      // the handler failed, or Telegram refused the reply
	OutcomePanic       Outcome = "panic"       // the handler panicked
	OutcomeTimeout     Outcome = "timeout"     // the handler took longer than it may
	OutcomeGone        Outcome = "gone"        // the person blocked the bot
	OutcomeBusy        Outcome = "busy"        // another replica has a turn of the conversation: the update is to come again
	OutcomeUnreachable Outcome = "unreachable" // Telegram could not be reached: the update is to come again
	OutcomeLimited     Outcome = "limited"     // the conversation sends too much: not handled
	OutcomeRepeated    Outcome = "repeated"    // this update was handled already
	OutcomeIgnored     Outcome = "ignored"     // not for the bot
	OutcomeUnreadable  Outcome = "unreadable"  // the update could not be read
)

// Observer is told what happens, for counters. Any field may be nil. The functions are called from many goroutines and must
// return at once; they are given nothing about who wrote or what.
type Observer struct {
	// Turn is called once an update, with the kind of event (empty where it has none) and how long it took in all.
	Turn func(kind guide.Kind, outcome Outcome, took time.Duration)
	// Call is called once a call to the Bot API, with the last status (0: no answer came) and the number of attempts.
	Call func(method string, status, tries int, took time.Duration)
	// Queue is called with the number of updates accepted and not yet handled, whenever it changes.
	Queue func(depth int)
	// Dropped is called with the number of buttons or cards left out of a reply because Telegram would refuse them.
	Dropped func(n int)
}

func (o Observer) turn(kind guide.Kind, outcome Outcome, took time.Duration) {
	if o.Turn != nil {
		o.Turn(kind, outcome, took)
	}
}

func (o Observer) call(method string, status, tries int, took time.Duration) {
	if o.Call != nil {
		o.Call(method, status, tries, took)
	}
}

func (o Observer) queue(depth int) {
	if o.Queue != nil {
		o.Queue(depth)
	}
}

func (o Observer) dropped(n int) {
	if n > 0 && o.Dropped != nil {
		o.Dropped(n)
	}
}
