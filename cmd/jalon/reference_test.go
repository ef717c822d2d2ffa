package main_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	library "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// referenceVariable holds, for the process that is the reference bot, what it must know as JSON.
const referenceVariable = "JALON_REFERENCE"

// reference is what the reference bot is given.
type reference struct {
	API, Listen, Hook, Secret string
	// Replies are the calls that answer each kind of update, in order: those that Jalon made, with their texts fixed.
	Replies map[string][]fixedCall
}

// fixedCall is one call to the Bot API.
type fixedCall struct {
	Method, Text string
	Markup       *models.InlineKeyboardMarkup
}

// kindOf names the kind of an update: what is common to those that are answered by the same calls.
func kindOf(text, data string) string {
	switch {
	case data != "":
		if at := strings.LastIndex(data, ":"); at >= 0 && strings.HasPrefix(data, "1:c:") {
			return data[:at]
		}
		return data
	case strings.HasPrefix(text, "/"):
		return text
	}
	return "text"
}

// TestReferenceBot is no test: it is the program that TestSpeed compares Jalon with. It does nothing but receive updates and
// make the calls it was given, with the library and the client settings of Jalon.
func TestReferenceBot(t *testing.T) {
	encoded := os.Getenv(referenceVariable)
	if encoded == "" {
		t.Skip("the program that TestSpeed runs")
	}
	var r reference
	if err := json.Unmarshal([]byte(encoded), &r); err != nil {
		t.Fatal(err)
	}
	dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}
	client := &http.Client{Transport: &http.Transport{
		DialContext: dialer.DialContext, ForceAttemptHTTP2: true, MaxIdleConns: 256, MaxIdleConnsPerHost: 128, IdleConnTimeout: 90 * time.Second,
	}}
	replier := &referenceReplier{replies: r.Replies, living: map[int64]int{}}
	api, err := library.New(token, library.WithSkipGetMe(), library.WithServerURL(r.API), library.WithHTTPClient(time.Minute, client), library.WithNotAsyncHandlers(),
		library.WithDefaultHandler(replier.handle), library.WithErrorsHandler(func(err error) { t.Error(err) }))
	if err != nil {
		t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", r.Listen)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := api.SetWebhook(t.Context(), &library.SetWebhookParams{URL: r.Hook, SecretToken: r.Secret, MaxConnections: 64}); err != nil {
		t.Fatal(err)
	}
	server := &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, err := io.ReadAll(io.LimitReader(q.Body, 1<<20))
		if err != nil || q.Header.Get("X-Telegram-Bot-Api-Secret-Token") != r.Secret {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		var u models.Update
		if err := json.Unmarshal(body, &u); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		api.ProcessUpdate(q.Context(), &u)
	})}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		t.Fatal(err)
	}
}

// referenceReplier answers updates with fixed calls. It remembers which message of each chat has the buttons, as Jalon does.
type referenceReplier struct {
	replies map[string][]fixedCall
	mutex   sync.Mutex
	living  map[int64]int
}

func (r *referenceReplier) handle(ctx context.Context, api *library.Bot, u *models.Update) {
	var chat int64
	var kind, callback string
	pressed := 0
	switch {
	case u.CallbackQuery != nil:
		chat, callback, kind = u.CallbackQuery.From.ID, u.CallbackQuery.ID, kindOf("", u.CallbackQuery.Data)
		if m := u.CallbackQuery.Message.Message; m != nil {
			pressed = m.ID
		}
	case u.Message != nil:
		chat, kind = u.Message.Chat.ID, kindOf(u.Message.Text, "")
	default:
		return
	}
	r.mutex.Lock()
	old := r.living[chat]
	r.mutex.Unlock()
	living := old
	for _, c := range r.replies[kind] {
		if id := c.make(ctx, api, chat, callback, pressed, old); id != 0 && c.Markup != nil {
			living = id
		}
	}
	r.mutex.Lock()
	r.living[chat] = living
	r.mutex.Unlock()
}

// make makes the call and returns the message that shows it. Errors are counted by the one who compares: what is missing shows.
func (c fixedCall) make(ctx context.Context, api *library.Bot, chat int64, callback string, pressed, old int) int {
	off := true
	preview := &models.LinkPreviewOptions{IsDisabled: &off}
	var markup models.ReplyMarkup
	if c.Markup != nil {
		markup = c.Markup
	}
	switch c.Method {
	case "answerCallbackQuery":
		_, _ = api.AnswerCallbackQuery(ctx, &library.AnswerCallbackQueryParams{CallbackQueryID: callback})
	case "editMessageText":
		_, _ = api.EditMessageText(ctx, &library.EditMessageTextParams{ChatID: chat, MessageID: pressed, Text: c.Text, ParseMode: models.ParseModeHTML, LinkPreviewOptions: preview, ReplyMarkup: markup})
		return pressed
	case "editMessageReplyMarkup":
		_, _ = api.EditMessageReplyMarkup(ctx, &library.EditMessageReplyMarkupParams{ChatID: chat, MessageID: old})
	case "sendMessage":
		m, err := api.SendMessage(ctx, &library.SendMessageParams{ChatID: chat, Text: c.Text, ParseMode: models.ParseModeHTML, LinkPreviewOptions: preview, ReplyMarkup: markup})
		if err == nil {
			return m.ID
		}
	}
	return 0
}
