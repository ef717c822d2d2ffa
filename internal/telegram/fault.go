package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/go-telegram/bot"
)

// callError says that a call got no usable answer: the network failed, or Telegram answered 5xx or something unreadable. It
// never holds the address of the call, in which the token stands.
type callError struct {
	method string
	status int // 0: none came
	cause  error
}

func (e *callError) Error() string {
	if e.status != 0 {
		return fmt.Sprintf("%s: no usable answer, status %d", e.method, e.status)
	}
	return fmt.Sprintf("%s: no answer: %v", e.method, e.cause)
}

func (e *callError) Unwrap() error { return e.cause }

// bare takes the address off an error of net/http.
func bare(err error) error {
	var withURL *url.Error
	if errors.As(err, &withURL) {
		return withURL.Err
	}
	return err
}

// fault is what a failed call means for the turn.
type fault int

const (
	faultNone       fault = iota
	faultGone             // the person blocked the bot, or the bot was sent away
	faultMigrated         // the group became a supergroup with another number
	faultUnmodified       // the message shows this already
	faultUneditable       // the message cannot be edited, or is no more
	faultStale            // the press or query is too old to be answered
	faultNoThread         // the topic is closed or no more
	faultTransient        // no usable answer: worth another try
	faultThrottled        // Telegram asks to wait longer than we do
	faultStopped          // the bot is stopping, or the turn ran out of time
	faultRefused          // anything else: the same call would be refused again
)

func (f fault) String() string {
	return [...]string{
		"none", "gone", "migrated", "unmodified", "uneditable", "stale", "no thread", "transient", "throttled", "stopped", "refused",
	}[f]
}

// read says what a failed call means, from the library's error.
func read(err error) fault {
	var (
		unanswered *callError
		throttled  *bot.TooManyRequestsError
		migrated   *bot.MigrateError
	)
	switch {
	case err == nil:
		return faultNone
	case errors.As(err, &unanswered):
		if errors.Is(err, errStopped) || errors.Is(err, context.Canceled) {
			return faultStopped
		}
		return faultTransient
	case errors.As(err, &throttled):
		return faultThrottled
	case errors.As(err, &migrated):
		return faultMigrated
	case errors.Is(err, bot.ErrorForbidden):
		return faultGone
	case errors.Is(err, bot.ErrorUnauthorized):
		return faultTransient
	case errors.Is(err, bot.ErrorBadRequest):
		return readDescription(strings.ToLower(err.Error()))
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return faultStopped
	}
	return faultRefused
}

func readDescription(text string) fault {
	has := func(part string) bool { return strings.Contains(text, part) }
	switch {
	case has("message is not modified"):
		return faultUnmodified
	case has("message to edit not found"), has("message can't be edited"), has("no text in the message to edit"),
		has("message_id_invalid"), has("message not found"):
		return faultUneditable
	case has("query is too old"), has("query id is invalid"):
		return faultStale
	case has("message thread not found"), has("topic_closed"), has("topic_deleted"):
		return faultNoThread
	case has("chat not found"), has("user is deactivated"), has("bot was blocked"), has("bot was kicked"):
		return faultGone
	}
	return faultRefused
}

// showError says why a reply was not shown. It holds neither what was to be shown nor to whom.
type showError struct {
	fault  fault
	reason string
}

func (e *showError) Error() string {
	if e.reason == "" {
		return "reply not shown: " + e.fault.String()
	}
	return "reply not shown: " + e.fault.String() + ": " + e.reason
}

// reason is what Telegram says of a refusal, up to where it might quote the message.
func reason(err error) string {
	if err == nil {
		return ""
	}
	_, text, found := strings.Cut(err.Error(), "Bad Request: ")
	if !found {
		return ""
	}
	text = strings.ReplaceAll(text, " '", `"`) // an apostrophe inside a word quotes nothing
	if at := strings.IndexAny(text, `:"0123456789`); at >= 0 {
		text = text[:at]
	}
	return strings.TrimSpace(cut(text, 80))
}

// scrub takes the token out of an error's text, wherever it comes from.
func scrub(err error, token string) error {
	if err == nil || token == "" || !strings.Contains(err.Error(), token) {
		return err
	}
	return errors.New(strings.ReplaceAll(err.Error(), token, "***"))
}
