package main_test

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"jalon/internal/botapi"
)

// trouble is a way in which a call to Telegram goes wrong.
type trouble struct {
	name  string
	fault botapi.Fault
	// done is true when Telegram does what it was asked all the same: a message sent again then comes twice.
	done bool
}

func troubles() []trouble {
	return []trouble{
		{"asked to wait", botapi.Fault{RetryAfter: 1}, false},
		{"internal error", botapi.Fault{Status: http.StatusInternalServerError}, false},
		{"bad gateway in HTML", botapi.Fault{Status: http.StatusBadGateway, Body: "<html><body>502 Bad Gateway</body></html>"}, false},
		{"connection reset", botapi.Fault{Reset: true}, false},
		{"garbage for an answer", botapi.Fault{Status: http.StatusOK, Body: "\x00\xff{{{"}, false},
		{"slow", botapi.Fault{Delay: 1500 * time.Millisecond}, false},
		{"half an answer", botapi.Fault{Half: true}, true},
		{"no answer", botapi.Fault{Drop: true}, true},
		{"garbage after the work", botapi.Fault{Body: `{"ok":true,"result":`}, true},
	}
}

// TestBotAPIFaults makes every kind of call fail once at every step of a whole conversation, in every way. People see what
// they see without faults; what was sent before its answer was lost may come twice.
func TestBotAPIFaults(t *testing.T) {
	t.Parallel()
	script := wholeConversation()
	sound := newDouble(t)
	sound.serve(t)
	calm := phone{sound, botapi.User{ID: 700, FirstName: "V"}}
	for _, s := range script {
		if _, err := calm.take(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	want := calm.texts()
	var group errgroup.Group
	for _, kind := range troubles() {
		p := phone{newDouble(t), botapi.User{ID: 701, FirstName: "V"}}
		group.Go(func() error {
			p.api.serve(t)
			failures, err := playInTrouble(t.Context(), p, script, kind.fault)
			if err != nil {
				return fmt.Errorf("%s: %w", kind.name, err)
			}
			got := p.texts()
			most := len(want)
			if kind.done {
				most += 2 * failures // the repeated one, and what follows a press under the first of the two
			}
			if len(got) < len(want) || len(got) > most {
				return fmt.Errorf("%s: %d messages, want %d to %d: %q", kind.name, len(got), len(want), most, got)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
}

// playInTrouble makes the steps of a script while one call of each kind fails at each, and tells how many calls that send
// failed.
func playInTrouble(ctx context.Context, p phone, script []step, fault botapi.Fault) (failures int, err error) {
	queued := map[string]int{}
	for _, s := range script {
		for _, method := range []string{"getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery", "editMessageReplyMarkup"} {
			if method == "getUpdates" && fault.RetryAfter > 0 && queued[method] == 3 {
				continue // a second each time
			}
			if fault.Method = method; queued[method] == failed(p.api, method) {
				p.api.Fail(fault)
				queued[method]++
			}
		}
		if _, err := p.take(ctx, s); err != nil {
			return 0, fmt.Errorf("%+v: %w", s, err)
		}
	}
	for end := time.Now().Add(within); p.api.Pending() > 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			return 0, fmt.Errorf("%d updates are never confirmed", p.api.Pending())
		}
	}
	for _, r := range p.api.Refusals() {
		if !strings.Contains(r.Description, "message is not modified") && !strings.Contains(r.Description, "query is too old") {
			return 0, fmt.Errorf("telegram refuses %+v", r)
		}
	}
	for method := range queued {
		if fault.Delay == 0 && failed(p.api, method) == 0 { // a slow answer is a true one
			return 0, fmt.Errorf("%s never failed", method)
		}
	}
	return failed(p.api, "sendMessage"), nil
}

// failed counts the calls of a method that were made to fail.
func failed(api telegramDouble, method string) int {
	n := 0
	for _, c := range api.Calls() {
		if c.Fault && c.Method == method {
			n++
		}
	}
	return n
}

// TestStartInTrouble starts the program while nothing that Telegram answers at first is of any use.
func TestStartInTrouble(t *testing.T) {
	t.Parallel()
	api := newDouble(t)
	for _, method := range []string{"getMe", "deleteWebhook", "getUpdates", "getMyCommands", "setMyCommands", "setMyDescription"} {
		for _, fault := range []botapi.Fault{{Reset: true}, {Status: http.StatusBadGateway, Body: "<html>"}, {Status: http.StatusOK, Body: "[]"}, {Drop: true}} {
			fault.Method = method
			api.Fail(fault)
		}
	}
	running := api.serve(t)
	p := phone{api, botapi.User{ID: 710, FirstName: "V"}}
	for _, s := range wholeConversation() {
		if _, err := p.take(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Contains(running.log.String(), token) {
		t.Error("the log holds the token")
	}
	noRefusals(t, api)
}

// TestWrongToken wants a clear word and an end, not an endless attempt.
func TestWrongToken(t *testing.T) {
	t.Parallel()
	api := newDouble(t)
	api.Fail(botapi.Fault{Method: "getMe", Status: http.StatusUnauthorized, Body: `{"ok":false,"error_code":401,"description":"Unauthorized"}`, Times: 100})
	running := api.serve(t)
	ended := make(chan error, 1)
	go func() { ended <- running.command.Wait() }()
	select {
	case err := <-ended:
		if err == nil {
			t.Error("jalon ends as if nothing were wrong")
		}
	case <-time.After(30 * time.Second):
		t.Fatal("jalon goes on with a token that is refused")
	}
	if code := running.command.ProcessState.ExitCode(); code != 3 {
		t.Errorf("exit code = %d, want 3", code)
	}
	if log := running.log.String(); !strings.Contains(log, "jeton refusé") || strings.Contains(log, token) {
		t.Errorf("log = %s", log)
	}
}

// TestStopWhileTelegramIsSlow: behind a webhook the end is in time and without an error, and what was cut off comes again.
func TestStopWhileTelegramIsSlow(t *testing.T) {
	t.Parallel()
	api := newDouble(t)
	hook, store := freeAddress(t), filepath.Join(t.TempDir(), "sessions.db")
	start := func() *bot {
		return api.serve(t, "--store", store, "--webhook", "http://"+hook+"/jalon", "--listen", hook)
	}
	running := start()
	api.Fail(botapi.Fault{Method: "sendMessage", Delay: 20 * time.Second})
	p := person{t, api, botapi.User{ID: 740, FirstName: "V"}}
	p.say("/start")
	for end := time.Now().Add(within); api.Faults() > 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nothing is ever sent")
		}
	}
	stop(t, running)
	start()
	p.shown("Où en êtes-vous ?")
}
