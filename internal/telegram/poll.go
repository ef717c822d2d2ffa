package telegram

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// batch is how many updates are asked for at once: Telegram's own limit.
const batch = 100

// arrives is how long a call may take to arrive; one that waits longer was read, and its offset confirms.
const arrives = time.Second

// numbersLast is how long a quiet poller counts on the next update to have the next number: after a week without any, Telegram
// starts again from another.
const numbersLast = 6 * 24 * time.Hour

// Poll asks Telegram for updates until ctx ends, then lets the turns under way end, confirms what was handled and returns nil;
// this takes ten seconds at most. An error says why the bot could not start.
//
// Telegram takes an update as confirmed when a later one is asked for. So the poller asks from the first update not handled:
// while one turn is long, the next answers bring that update again, which is known, with those that came after it.
func (b *Bot) Poll(ctx context.Context) error {
	b.polling.Store(true)
	err := b.Prepare(ctx)
	if err == nil {
		err = b.insist(ctx, func() error { return b.dropWebhook(ctx) })
	}
	if err != nil {
		b.queue.cut(errStopped)
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	b.setup.Go(func() { b.dress(b.queue.base) })
	b.log.Info("polling")
	p := &poller{bot: b, lively: time.Now(), wait: backoff.ExponentialBackOff{
		InitialInterval: 2 * b.pace.first, Multiplier: 2, RandomizationFactor: 0.5, MaxInterval: b.pace.failed,
	}}
	for ctx.Err() == nil {
		p.round(ctx)
	}
	b.finish(p)
	return nil
}

// finish ends the polling: turns end, what they handled is confirmed.
func (b *Bot) finish(p *poller) {
	drain, cancel := context.WithTimeout(context.Background(), b.pace.drain)
	defer cancel()
	if err := b.Shutdown(drain); err != nil {
		b.log.Warn("turns cut off at the end")
	}
	if offset := p.offset(); offset > p.confirmed {
		confirm, cancel := context.WithTimeout(context.Background(), b.pace.confirm)
		defer cancel()
		if _, err := b.getUpdates(confirm, offset, 1, 0); err != nil {
			b.log.Warn("last updates not confirmed")
		}
	}
	b.log.Info("stopped polling")
}

// poller knows which updates it was given and not yet confirmed.
type poller struct {
	bot       *Bot
	wait      backoff.ExponentialBackOff
	jobs      []*job    // accepted and not confirmed, by number
	after     int64     // the number after the last one seen
	confirmed int64     // the offset last asked with
	lively    time.Time // when an update last came
}

// offset is the first update that is not handled, or the one to come.
func (p *poller) offset() int64 {
	for len(p.jobs) > 0 {
		j := p.jobs[0]
		select {
		case <-j.done:
		default:
			return j.in.update
		}
		if j.verdict == stopped {
			return j.in.update
		}
		if j.verdict == unreached {
			p.bot.log.Error("an update was given up: telegram could not be reached")
		}
		p.jobs = p.jobs[1:]
	}
	return p.after
}

// round asks once for updates and accepts them.
func (p *poller) round(ctx context.Context) {
	offset := p.offset()
	timeout := p.bot.pace.poll
	if len(p.jobs) > 0 {
		timeout = 0
	}
	start := time.Now()
	updates, err := p.bot.getUpdates(ctx, offset, batch, timeout)
	if err != nil {
		if ctx.Err() != nil && time.Since(start) > arrives {
			p.confirmed = offset
		}
		p.failed(ctx, err)
		return
	}
	p.wait.Reset()
	p.confirmed = offset
	if len(updates) == 0 {
		p.quiet(ctx, start, timeout)
		return
	}
	p.lively = start
	progress := p.accept(ctx, updates)
	if !progress && len(p.jobs) == 0 {
		sleep(ctx, p.bot.pace.empty) // nothing but updates without a number: they cannot be passed over
	}
	p.settle(ctx)
}

// quiet is what follows an answer without updates.
func (p *poller) quiet(ctx context.Context, start time.Time, timeout time.Duration) {
	if timeout > 0 && time.Since(start) < p.bot.pace.empty {
		sleep(ctx, p.bot.pace.empty) // a server that does not wait must not be asked without a pause
	}
	if len(p.jobs) == 0 && time.Since(p.lively) > numbersLast {
		p.after, p.lively = 0, time.Now()
	}
	p.settle(ctx)
}

// accept hands the updates that are new to the dispatcher, and reports whether any was known by its number.
func (p *poller) accept(ctx context.Context, updates []json.RawMessage) bool {
	progress := false
	read := make([]*update, 0, len(updates))
	for _, raw := range updates {
		u, err := readUpdate(raw)
		if err != nil {
			p.bot.observe.turn("", OutcomeUnreadable, 0)
			p.bot.log.Warn("update passed over: unreadable")
			u = &update{ID: u.ID} // nothing of it is handled
		}
		if u.ID != 0 {
			progress = true
			read = append(read, u)
		}
	}
	slices.SortStableFunc(read, func(a, b *update) int { return cmp.Compare(a.ID, b.ID) })
	for _, u := range read {
		if !p.knows(u.ID) && !p.acceptOne(ctx, u) {
			break
		}
	}
	return progress
}

func (p *poller) knows(id int64) bool {
	_, found := slices.BinarySearchFunc(p.jobs, id, func(j *job, id int64) int { return cmp.Compare(j.in.update, id) })
	return found
}

// acceptOne reports whether the update was taken, or needs not be.
func (p *poller) acceptOne(ctx context.Context, u *update) bool {
	j, err := p.bot.take(ctx, u)
	if err != nil {
		return false
	}
	if j != nil {
		at, _ := slices.BinarySearchFunc(p.jobs, u.ID, func(j *job, id int64) int { return cmp.Compare(j.in.update, id) })
		p.jobs = slices.Insert(p.jobs, at, j)
	}
	p.after = max(p.after, u.ID+1)
	return true
}

// settle waits until everything accepted is handled, or for a moment where that is long; for the first where asking again
// would bring nothing new.
func (p *poller) settle(ctx context.Context) {
	p.offset()
	if len(p.jobs) == 0 {
		return
	}
	if len(p.jobs) >= batch {
		select {
		case <-p.jobs[0].done:
		case <-ctx.Done():
		}
		return
	}
	moment := time.NewTimer(p.bot.pace.settle)
	defer moment.Stop()
	for _, j := range p.jobs {
		select {
		case <-j.done:
		case <-moment.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

// failed waits as long as a failed getUpdates wants.
func (p *poller) failed(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return
	}
	d := p.wait.NextBackOff()
	var refusal *pollError
	if errors.As(err, &refusal) {
		d = max(d, refusal.wait)
		p.bot.log.Warn("no updates", "status", refusal.status)
		if refusal.webhook {
			// Another copy of the bot set a webhook meanwhile; whoever is started last decides.
			if err := p.bot.dropWebhook(ctx); err != nil {
				p.bot.log.Warn("webhook not removed", "fault", read(err).String())
			}
		}
	}
	sleep(ctx, d)
}

// pollError is Telegram's refusal to give updates.
type pollError struct {
	status  int
	wait    time.Duration
	webhook bool // a webhook is set
}

func (e *pollError) Error() string { return "getUpdates: status " + strconv.Itoa(e.status) }

// getUpdates asks for updates. The library keeps its own getUpdates to itself; this one cuts the answer into updates without
// reading them.
func (b *Bot) getUpdates(ctx context.Context, offset int64, limit int, timeout time.Duration) ([]json.RawMessage, error) {
	ctx = withManner(ctx, manner{tries: 1, deadline: timeout + b.pace.call})
	req, err := b.updatesRequest(ctx, offset, limit, timeout)
	if err != nil {
		return nil, err
	}
	resp, err := b.calls.Do(req)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body) // in memory already
	if err != nil {
		return nil, fmt.Errorf("read updates: %w", err)
	}
	if updates, ok := splitBatch(body); ok {
		return updates, nil
	}
	refusal := &pollError{status: resp.StatusCode}
	var e envelope
	if json.Unmarshal(body, &e) == nil {
		refusal.wait = time.Duration(min(max(e.Parameters.RetryAfter, 0), 3600)) * time.Second
		refusal.webhook = resp.StatusCode == http.StatusConflict && strings.Contains(e.Description, "webhook")
	}
	return nil, refusal
}

func (b *Bot) updatesRequest(ctx context.Context, offset int64, limit int, timeout time.Duration) (*http.Request, error) {
	allowed, err := json.Marshal(allowedUpdates())
	if err != nil {
		return nil, fmt.Errorf("ask for updates: %w", err)
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, field := range [][2]string{
		{"offset", strconv.FormatInt(offset, 10)},
		{"limit", strconv.Itoa(limit)},
		{"timeout", strconv.Itoa(int(timeout / time.Second))},
		{"allowed_updates", string(allowed)},
	} {
		if err := form.WriteField(field[0], field[1]); err != nil {
			return nil, fmt.Errorf("ask for updates: %w", err)
		}
	}
	if err := form.Close(); err != nil {
		return nil, fmt.Errorf("ask for updates: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.apiURL+"/bot"+b.token+"/"+methodUpdates, bytes.NewReader(body.Bytes()))
	if err != nil {
		return nil, scrub(err, b.token)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	return req, nil
}
