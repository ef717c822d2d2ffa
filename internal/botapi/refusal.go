package botapi

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// refusalError is an answer other than a result, in Telegram's own words.
type refusalError struct {
	status  int
	text    string // the whole description, prefix included
	retry   int    // seconds, 0 when not asked to wait
	migrate int64  // the chat to use instead, 0 when none
}

func (e *refusalError) Error() string { return e.text }

// wordsError is an explanation in Telegram's own words, which begin with a
// capital; describe sets the case when it becomes a refusal.
type wordsError string

func (e wordsError) Error() string { return string(e) }

// say is a wordsError made from a format.
func say(format string, args ...any) error { return wordsError(fmt.Sprintf(format, args...)) }

// bad is a 400 with the given explanation.
func bad(format string, args ...any) error {
	return &refusalError{status: http.StatusBadRequest, text: describe("Bad Request", fmt.Sprintf(format, args...))}
}

// forbidden is a 403 with the given explanation.
func forbidden(text string) error {
	return &refusalError{status: http.StatusForbidden, text: describe("Forbidden", text)}
}

// conflict is a 409 with the given explanation.
func conflict(text string) error {
	return &refusalError{status: http.StatusConflict, text: describe("Conflict", text)}
}

// flood is a 429 that asks to wait so many seconds.
func flood(seconds int) error {
	return &refusalError{
		status: http.StatusTooManyRequests,
		text:   "Too Many Requests: retry after " + strconv.Itoa(seconds),
		retry:  seconds,
	}
}

// migrated is the 400 of a group that became a supergroup.
func migrated(to int64) error {
	return &refusalError{
		status:  http.StatusBadRequest,
		text:    "Bad Request: group chat was upgraded to a supergroup chat",
		migrate: to,
	}
}

// errClosed is the answer of a server that was closed.
func errClosed() error {
	return &refusalError{status: http.StatusBadGateway, text: "Bad Gateway"}
}

// describe joins the prefix and the explanation as Telegram does: the first
// letter becomes small, except in codes such as BUTTON_DATA_INVALID.
func describe(prefix, text string) string {
	if strings.HasPrefix(text, prefix) {
		return text
	}
	if len(text) >= 2 && (text[1] == '_' || text[1] >= 'A' && text[1] <= 'Z') {
		return prefix + ": " + text
	}
	first, size := utf8.DecodeRuneInString(text)
	return prefix + ": " + string(unicode.ToLower(first)) + text[size:]
}
