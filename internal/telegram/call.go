package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// maxAnswer bounds what is read of one answer, in bytes; Telegram's largest, a batch of updates, is about 4 MiB.
const maxAnswer = 16 << 20

const (
	methodUpdates = "getUpdates"
	methodPress   = "answerCallbackQuery"
	methodAction  = "sendChatAction"
)

var errTooLarge = errors.New("answer is too large")

// caller makes every call to the Bot API; the library makes its own through Do. A call that got no usable answer is made
// again, with a growing wait; one that Telegram asked to delay is made again after the delay. A message may then come twice
// when an answer was lost, which is better than not at all.
type caller struct {
	client  *http.Client
	pace    pace
	observe Observer
	log     *slog.Logger
}

// manner is how a call is made, where it differs from the usual.
type manner struct {
	tries    int           // 0: the usual number
	deadline time.Duration // of one attempt; 0: the usual one
	patience time.Duration // the longest that Telegram may ask to wait; 0: the usual one
	// waiting is called before a wait that others must not suffer from, and what it returns after it.
	waiting func(throttled bool) (resume func())
}

type mannerKey struct{}

func withManner(ctx context.Context, m manner) context.Context {
	return context.WithValue(ctx, mannerKey{}, m)
}

func newClient(given *http.Client, workers int) *http.Client {
	client := &http.Client{}
	if given != nil {
		*client = *given
	}
	client.Timeout = 0 // every attempt has its own deadline
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if client.Transport == nil {
		dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}
		client.Transport = &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         dialer.DialContext,
			ForceAttemptHTTP2:   true,
			TLSHandshakeTimeout: 5 * time.Second,
			MaxIdleConns:        4 * workers,
			MaxIdleConnsPerHost: 2 * workers, // a turn answers the press and edits the message at once
			IdleConnTimeout:     90 * time.Second,
		}
	}
	return client
}

// attempt is the outcome of one attempt at a call.
type attempt struct {
	status int
	header http.Header
	body   []byte
	err    error // no usable answer
}

// Do makes a call, as often as needed; it is the library's HTTP client. Its errors never hold the address of the call.
func (c *caller) Do(req *http.Request) (*http.Response, error) {
	method := path.Base(req.URL.Path)
	m, _ := req.Context().Value(mannerKey{}).(manner)
	if m.tries == 0 {
		m.tries = c.pace.tries
	}
	if m.deadline == 0 {
		m.deadline = c.deadline(method)
	}
	if m.patience == 0 {
		m.patience = c.pace.throttle
	}
	start := time.Now()
	a, tries := c.attempts(req, method, m)
	c.observe.call(method, a.status, tries, time.Since(start))
	if a.err != nil {
		if req.Context().Err() == nil {
			c.log.Warn("telegram call failed", "method", method, "status", a.status, "tries", tries)
		}
		return nil, a.err
	}
	return &http.Response{
		Status: http.StatusText(a.status), StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header, Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Request: req,
	}, nil
}

func (c *caller) deadline(method string) time.Duration {
	switch strings.ToLower(method) {
	case "senddocument", "sendphoto":
		return c.pace.upload
	}
	return c.pace.call
}

func (c *caller) attempts(req *http.Request, method string, m manner) (attempt, int) {
	wait := backoff.ExponentialBackOff{InitialInterval: c.pace.first, Multiplier: 2.5, RandomizationFactor: 0.5, MaxInterval: c.pace.most}
	patience := m.patience
	failures := 0
	for try := 1; ; try++ {
		a := c.once(req, method, m.deadline)
		d, throttled := time.Duration(0), false
		switch {
		case a.err == nil && a.status != http.StatusTooManyRequests:
			return a, try
		case a.err == nil:
			d, throttled = retryAfter(a), true
			if d > patience || m.tries == 1 {
				return a, try
			}
			patience -= d
			d += rand.N(c.pace.first) // so that many do not come back at the same moment
		default:
			failures++
			if failures >= m.tries {
				return a, try
			}
			d = wait.NextBackOff()
		}
		if !pause(req.Context(), m, d, throttled) {
			return attempt{status: a.status, err: &callError{method: method, cause: context.Cause(req.Context())}}, try
		}
	}
}

func pause(ctx context.Context, m manner, d time.Duration, throttled bool) bool {
	if m.waiting != nil {
		defer m.waiting(throttled)()
	}
	return sleep(ctx, d)
}

// once makes one attempt and reads the answer to its end.
func (c *caller) once(req *http.Request, method string, deadline time.Duration) attempt {
	ctx, cancel := context.WithTimeout(req.Context(), deadline)
	defer cancel()
	again := req.Clone(ctx)
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return attempt{err: &callError{method: method, cause: err}}
		}
		again.Body = body
	}
	// An empty key is not sent; it lets net/http open another connection when Telegram has just closed the idle one.
	again.Header["Idempotency-Key"] = []string{}
	resp, err := c.client.Do(again)
	if err != nil {
		return attempt{err: &callError{method: method, cause: bare(err)}}
	}
	defer func() { _ = resp.Body.Close() }() // the answer is read: nothing is lost by a failing close
	body, err := readAnswer(resp)
	a := attempt{status: resp.StatusCode, header: resp.Header, body: body}
	switch {
	case err != nil:
		a.err = &callError{method: method, cause: bare(err)}
	case len(body) > maxAnswer:
		a.err = &callError{method: method, cause: errTooLarge}
	case a.status >= http.StatusInternalServerError, a.status != http.StatusTooManyRequests && !readable(method, body):
		a.err = &callError{method: method, status: a.status}
	case a.status == http.StatusOK:
		a.body = essential(method, body)
	}
	return a
}

func readAnswer(resp *http.Response) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(max(resp.ContentLength, 0), 1<<20)) + bytes.MinRead)
	_, err := b.ReadFrom(io.LimitReader(resp.Body, maxAnswer+1))
	return b.Bytes(), err
}

// essential keeps of an answer what the bot needs: of a message its number. The library would read all of it, and take a
// message that was sent for one that was refused when Telegram shows it with something new.
func essential(method string, body []byte) []byte {
	yes, result := outcome(body)
	switch id := messageID(result); {
	case !yes:
		return body
	case method == methodAction || !strings.HasPrefix(method, "send") && !strings.HasPrefix(method, "edit"):
		return body
	default:
		return fmt.Appendf(nil, `{"ok":true,"result":{"message_id":%d}}`, id)
	}
}

// readable says whether a body is a whole answer. A batch of updates is only weighed: one update that encoding/json cannot
// read must not make the others unreadable. A message that was sent has a number; an edit or the answer to a press, which do
// no harm when made again, show the message or say true.
func readable(method string, body []byte) bool {
	if method == methodUpdates {
		return members(body, func(_, _ []byte) {})
	}
	if !json.Valid(body) || !members(body, func(_, _ []byte) {}) {
		return false
	}
	yes, result := outcome(body)
	switch sends, edits := strings.HasPrefix(method, "send") && method != methodAction, strings.HasPrefix(method, "edit"); {
	case !yes || !sends && !edits && method != methodPress:
		return true
	case !sends && string(result) == "true":
		return true
	}
	return method != methodPress && messageID(result) > 0
}

// outcome tells whether a call was done, and with what result.
func outcome(body []byte) (yes bool, result []byte) {
	members(body, func(key, value []byte) {
		switch string(key) {
		case `"ok"`:
			yes = string(value) == "true"
		case `"result"`:
			result = value
		}
	})
	return yes, result
}

// messageID is the number of the message that an answer shows; zero: none.
func messageID(result []byte) int {
	id := 0
	members(result, func(key, value []byte) {
		if string(key) == `"message_id"` {
			id, _ = strconv.Atoi(string(value)) // zero where it is no number
		}
	})
	return id
}

// retryAfter is how long Telegram asks to wait.
func retryAfter(a attempt) time.Duration {
	var e envelope
	seconds := 0
	if json.Unmarshal(a.body, &e) == nil {
		seconds = e.Parameters.RetryAfter
	}
	if seconds <= 0 {
		seconds, _ = strconv.Atoi(a.header.Get("Retry-After")) // zero where it is no number
	}
	return time.Duration(min(max(seconds, 1), 24*3600)) * time.Second
}
