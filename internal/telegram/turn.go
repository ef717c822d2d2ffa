package telegram

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"jalon/internal/guide"
)

var (
	errTimeLimit = errors.New("the turn took too long")
	errClosed    = errors.New("the turn is over")
)

// panicError is a panic of the handler's. It tells where, never with what: the value may hold what people typed.
type panicError struct {
	value string
	where string
}

func (e *panicError) Error() string { return "panic: " + e.value + " at " + e.where }

// turn is the handling of one update: the handler's work, the showing of its reply, and what a person must get whatever
// happens, such as the answer to a press.
type turn struct {
	bot *Bot
	in  incoming
	// ctx outlives the handler's: replies are shown on it. aside is the same for calls that may fail.
	ctx, aside context.Context
	slot       *slot
	watch      *stopwatch

	answered sync.Once
	asides   sync.WaitGroup // calls that go on beside the turn; waited for at its end

	mu      sync.Mutex // held while a reply is shown
	closed  bool       // the handler was given up: it shows nothing any more
	chat    int64      // follows the migration of a group
	thread  int
	origin  int
	screen  *screen // nil before the first reply of an attempt
	sent    []sentPart
	next    int // how many of sent this attempt has come past
	shown   bool
	fault   fault
	problem error
}

// sentPart is a part that a former attempt at the same turn sent already.
type sentPart struct {
	part part
	id   int
}

// handle runs the turn of one job. Whatever goes wrong in it ends with it.
func (b *Bot) handle(ctx context.Context, s *slot, j *job) verdict {
	defer b.contain()
	if j.calm {
		b.calm(ctx, j)
		return handled
	}
	t := b.newTurn(ctx, s, j.in)
	notSlow := t.whenSlow()
	outcome, v := t.run()
	notSlow()
	if outcome != OutcomeDone || t.shown {
		t.answer("") // a turn that ends well and shows nothing was handled before, and its press answered then
	}
	s.give() // others need not wait for what is done beside the turn
	t.asides.Wait()
	b.observe.turn(j.in.event.Kind, outcome, time.Since(j.since))
	if outcome != OutcomeDone && outcome != OutcomeGone {
		b.log.Warn("turn ended badly", "kind", string(j.in.event.Kind), "outcome", string(outcome), "fault", t.fault.String(), "where", whereOf(t.problem))
	}
	return v
}

// contain ends a panic outside the handler and logs where it was.
func (b *Bot) contain() {
	if v := recover(); v != nil {
		b.log.Error("panic", "where", asError(v).Error())
	}
}

// beside runs a call beside the turn; the turn waits for it at its end.
func (t *turn) beside(call func()) {
	t.asides.Go(func() {
		defer t.bot.contain()
		call()
	})
}

// whereOf tells where a panic came from; of other errors nothing is logged, for they may quote what people typed.
func whereOf(err error) string {
	var p *panicError
	if errors.As(err, &p) {
		return p.Error()
	}
	return ""
}

func (b *Bot) newTurn(ctx context.Context, s *slot, in incoming) *turn {
	t := &turn{bot: b, in: in, slot: s, chat: in.conv.chat, thread: in.thread, origin: in.origin}
	t.aside = withManner(ctx, manner{deadline: b.pace.aside, patience: b.pace.aside})
	t.ctx = withManner(ctx, manner{waiting: func(throttled bool) func() {
		if throttled {
			b.queue.throttled(in.conv)
		}
		return s.lend()
	}})
	return t
}

// run makes attempts at the turn until the reply is shown, for as long as Telegram cannot be reached.
func (t *turn) run() (Outcome, verdict) {
	wait := backoff.ExponentialBackOff{InitialInterval: 4 * t.bot.pace.first, Multiplier: 2, RandomizationFactor: 0.5, MaxInterval: 4 * t.bot.pace.most}
	until := time.Now().Add(t.bot.patience())
	for {
		err := t.attempt()
		outcome := t.judge(err)
		if outcome == OutcomeUnreachable || outcome == OutcomeBusy {
			if t.bot.queue.base.Err() != nil {
				return outcome, stopped
			}
			d := wait.NextBackOff()
			if time.Now().Add(d).After(until) {
				return outcome, unreached
			}
			resume := t.slot.lend()
			awake := sleep(t.ctx, d)
			resume()
			if !awake {
				return outcome, stopped
			}
			continue
		}
		t.conclude(outcome)
		return outcome, handled
	}
}

// conclude does what a bad end asks for.
func (t *turn) conclude(outcome Outcome) {
	switch outcome {
	case OutcomeGone:
		t.forget()
	case OutcomeFailed, OutcomePanic, OutcomeTimeout:
		if !t.shown && t.fault != faultThrottled {
			t.apologise()
		}
	}
}

// judge says how an attempt ended.
func (t *turn) judge(err error) Outcome {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.problem = err
	var p *panicError
	switch {
	case t.closed:
		return OutcomeTimeout
	case t.fault == faultGone:
		return OutcomeGone
	case t.fault == faultTransient, t.fault == faultStopped, t.bot.queue.base.Err() != nil && err != nil && !t.shown:
		return OutcomeUnreachable
	case errors.As(err, &p):
		return OutcomePanic
	case errors.Is(err, guide.ErrBusy):
		return OutcomeBusy
	case errors.Is(err, errTimeLimit):
		return OutcomeTimeout
	case t.fault != faultNone:
		return OutcomeFailed
	case err == nil:
		return OutcomeDone
	case t.shown:
		return OutcomeUnsaved
	}
	return OutcomeFailed
}

// attempt runs the handler once. A handler that takes too long is told so, then given up: it goes on alone but shows nothing.
func (t *turn) attempt() error {
	t.mu.Lock()
	t.screen, t.next, t.shown, t.fault, t.problem, t.closed = nil, 0, false, faultNone, nil, false
	t.mu.Unlock()
	ctx, cancel := context.WithCancelCause(t.ctx)
	defer cancel(nil)
	p := t.bot.pace
	late := make(chan struct{})
	t.watch = newStopwatch(p.handler, p.grace, func() {
		cancel(errTimeLimit)
		close(late)
	})
	defer t.watch.pause()
	done := make(chan error, 1)
	go func() { done <- t.protected(ctx) }() // ends with the handler
	select {
	case err := <-done:
		return overtime(ctx, err)
	case <-late:
	}
	select {
	case err := <-done:
		return overtime(ctx, err)
	case <-time.After(p.grace):
	}
	t.mu.Lock()
	t.closed = true
	t.mu.Unlock()
	return errTimeLimit
}

// overtime tells an error that comes of the time limit from another.
func overtime(ctx context.Context, err error) error {
	if err != nil && errors.Is(context.Cause(ctx), errTimeLimit) {
		return errTimeLimit
	}
	return err
}

// protected calls the handler and contains its panics.
func (t *turn) protected(ctx context.Context) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = asError(v)
		}
	}()
	if t.in.inline != "" {
		return t.inlineAnswer(ctx)
	}
	err = t.bot.handler.Handle(ctx, t.in.event, t.deliver)
	if err != nil {
		return fmt.Errorf("handle event: %w", err)
	}
	return nil
}

func asError(v any) *panicError {
	e := &panicError{value: fmt.Sprintf("%T", v)}
	if fault, ok := v.(runtime.Error); ok {
		e.value = fault.Error() // names types and numbers only
	}
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	var where []string
	for len(where) < 4 {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, "runtime.") {
			where = append(where, fmt.Sprintf("%s:%d", frame.Function, frame.Line))
		}
		if !more {
			break
		}
	}
	e.where = strings.Join(where, " < ")
	return e
}

// answer ends the waiting of a pressed button, once, beside the rest of the turn.
func (t *turn) answer(text string) {
	if t.in.callback == "" {
		return
	}
	t.answered.Do(func() {
		t.beside(func() { t.bot.answerPress(t.insisting(), t.in.callback, text, "") })
	})
}

// insisting is for the answer to a press, which is worth waiting for as long as it is of use.
func (t *turn) insisting() context.Context {
	return withManner(t.ctx, manner{patience: t.bot.pace.answer})
}

// answerPress answers a press; one that is too old to be answered needs no answer.
func (b *Bot) answerPress(ctx context.Context, id, text, url string) {
	ctx, cancel := context.WithTimeout(ctx, b.pace.answer)
	defer cancel()
	_, err := b.api.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{CallbackQueryID: id, Text: toast(text), URL: url})
	if f := read(err); f == faultRefused {
		b.log.Warn("press not answered", "fault", f.String())
	}
}

// whenSlow shows that the bot is at work when the turn takes long, until the function it returns is called.
func (t *turn) whenSlow() func() {
	if t.in.inline != "" || t.in.event.Kind == guide.KindGone {
		return func() {}
	}
	ctx, cancel := context.WithCancel(t.aside)
	ended := make(chan struct{})
	timer := time.AfterFunc(t.bot.pace.slow, func() {
		defer close(ended)
		if !t.in.elsewhere {
			t.answer("")
		}
		for {
			t.typing(ctx)
			if !sleep(ctx, t.bot.pace.typing) {
				return
			}
		}
	})
	return func() {
		cancel()
		if !timer.Stop() {
			<-ended
		}
	}
}

func (t *turn) typing(ctx context.Context) {
	if !t.bot.limiter.spare(t.in.conv.chat, t.in.event.Group, time.Now()) {
		return
	}
	// A failure is of no consequence: the reply itself follows.
	_, _ = t.bot.api.SendChatAction(withManner(ctx, manner{tries: 1, deadline: t.bot.pace.aside}),
		&bot.SendChatActionParams{ChatID: t.in.conv.chat, MessageThreadID: t.in.thread, Action: models.ChatActionTyping})
}

// apologise tells the person that the turn failed.
func (t *turn) apologise() {
	if t.in.inline != "" || t.in.event.Kind == guide.KindGone {
		return
	}
	t.bot.say(t.aside, t.in, t.bot.texts.Failure)
}

// forget tells the handler that the person is gone.
func (t *turn) forget() {
	if t.in.event.Kind == guide.KindGone || t.in.elsewhere {
		return
	}
	in := incoming{update: t.in.update, conv: t.in.conv}
	in.event = guide.Event{ID: t.in.event.ID, Key: t.in.event.Key, Kind: guide.KindGone, Group: t.in.event.Group}
	if err := t.bot.newTurn(t.ctx, t.slot, in).attempt(); err != nil {
		t.bot.log.Warn("person not forgotten", "where", whereOf(err))
	}
}

// calm asks a conversation that sends too much to slow down, and answers the presses that were passed over.
func (b *Bot) calm(ctx context.Context, j *job) {
	ctx = withManner(ctx, manner{tries: 1, deadline: b.pace.aside, patience: b.pace.aside})
	if j.tell && b.limiter.wait(ctx, j.in.conv.chat, j.in.event.Group) {
		b.say(ctx, j.in, b.texts.TooMany)
	}
	for _, id := range j.skipped {
		if b.limiter.overall.Wait(ctx) != nil {
			return
		}
		b.answerPress(ctx, id, "", "")
	}
}

// wayOn is the button under the bot's own sentences, so that nobody is left without a next step.
func (b *Bot) wayOn() models.ReplyMarkup {
	e := encoder{}
	if keyboard := e.inlineKeyboard([][]guide.Button{{b.texts.Resume}}); keyboard != nil {
		return keyboard
	}
	return nil
}

// say sends one sentence of the bot's own; it may fail.
func (b *Bot) say(ctx context.Context, in incoming, sentence string) {
	ctx, cancel := context.WithTimeout(ctx, b.pace.answer)
	defer cancel()
	text := compose("", sentence).pages(maxText)
	if len(text) == 0 {
		return
	}
	_, err := b.api.SendMessage(ctx, &bot.SendMessageParams{
		ChatID: in.conv.chat, MessageThreadID: in.thread, Text: text[0],
		ParseMode: models.ParseModeHTML, LinkPreviewOptions: linkPreview(false), ReplyMarkup: b.wayOn(),
	})
	if err != nil {
		b.log.Warn("sentence not sent", "fault", read(err).String())
	}
}
