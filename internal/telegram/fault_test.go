package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-telegram/bot"
	"github.com/google/go-cmp/cmp"

	"jalon/internal/botapi"
	"jalon/internal/guide"
)

// scenario is a conversation that makes every kind of call; it returns what the person then sees.
func scenario(l *lab) {
	l.t.Helper()
	u := ann()
	l.say(u, "/start")
	m := l.waitBot(u.ID, "Page 1")
	l.press(u, m.ID, "next")
	l.waitBot(u.ID, "Page 2")
	l.say(u, "plan")
	l.waitBot(u.ID, "Page 2")
	l.say(u, "fiche")
	l.say(u, "image")
	l.eventually("all is handled", func() bool { return len(l.toy.seen(privateKey(u))) == 5 })
}

func TestEveryCallSurvivesFaults(t *testing.T) {
	methods := []string{"getMe", "deleteWebhook", "getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery", "sendVenue", "sendDocument", "sendPhoto", "editMessageReplyMarkup", "setMyCommands", "getMyCommands"}
	for name, f := range map[string]botapi.Fault{
		"500":            {Status: 500, Times: 3},
		"502 in HTML":    {Status: 502, Body: "<html>Bad Gateway</html>", Times: 2},
		"garbage":        {Status: 200, Body: "\x00\xff garbage", Times: 2},
		"cut short":      {Status: 200, Body: `{"ok":true,"result":{"message_id":`, Times: 2},
		"reset":          {Reset: true, Times: 2},
		"slow":           {Delay: 150 * time.Millisecond, Times: 2},
		"429":            {RetryAfter: 1, Times: 1},
		"dropped answer": {Drop: true},
		"half an answer": {Half: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLab(t)
			if f.Delay > 0 {
				l.pace.call, l.pace.aside = 100*time.Millisecond, 100*time.Millisecond
			}
			for i, m := range methods {
				if f.RetryAfter > 0 && i%3 != 0 {
					continue // each costs a true second
				}
				f.Method = m
				l.api.Fail(f)
			}
			l.poll()
			scenario(l)
			l.stop()
			var got []string
			for _, m := range l.fromBot(ann().ID) {
				switch {
				case m.Venue != nil:
					got = append(got, "venue")
				case m.Media != nil:
					got = append(got, m.Media.Kind)
				default:
					title, _, _ := strings.Cut(m.Text, "\n")
					got = append(got, title)
				}
			}
			want := []string{"Page 2", "venue", "Page 2", "document", "Page 2", "photo", "Page 2"}
			if name != "dropped answer" && name != "half an answer" && name != "slow" {
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
			} else if len(got) < len(want) || len(got) > len(want)+len(methods) {
				t.Errorf("messages = %q, want those of %q, some twice", got, want)
			}
			if l.turns.get(OutcomeFailed)+l.turns.get(OutcomeUnreachable) > 0 {
				t.Errorf("turns failed: %v", l.turns.n)
			}
			if n := count(l.api.Calls(), "answerCallbackQuery"); n == 0 {
				t.Error("the press was not answered")
			}
		})
	}
}

func TestLongOutageLosesNothing(t *testing.T) {
	l := newLab(t)
	l.api.Fail(botapi.Fault{Method: "sendMessage", Status: 503, Times: 17})
	l.poll()
	for i := range 3 {
		l.say(ann(), fmt.Sprintf("bonjour %d", i))
		l.say(bob(), fmt.Sprintf("bonjour %d", i))
	}
	for _, u := range []botapi.User{ann(), bob()} {
		l.eventually("all is handled", func() bool { return len(l.toy.seen(privateKey(u))) == 3 })
		if diff := cmp.Diff([]string{"text bonjour 0", "text bonjour 1", "text bonjour 2"}, l.toy.seen(privateKey(u))); diff != "" {
			t.Error(diff)
		}
	}
	l.stop()
	if l.api.Pending() != 0 {
		t.Errorf("%d updates are not confirmed", l.api.Pending())
	}
}

// What another replica is busy with waits, and nobody is told of a fault.
func TestBusyConversationWaits(t *testing.T) {
	l := newLab(t)
	l.toy.busy = 2
	l.poll()
	l.say(ann(), "bonjour")
	l.eventually("it is handled", func() bool { return len(l.toy.seen(privateKey(ann()))) == 1 })
	l.stop()
	if got := l.fromBot(ann().ID); len(got) != 1 || l.turns.get(OutcomeBusy)+l.turns.get(OutcomeFailed) != 0 {
		t.Errorf("the bot says %v, %d turns end busy, %d failed", got, l.turns.get(OutcomeBusy), l.turns.get(OutcomeFailed))
	}
}

// A reply of several messages that fails in the middle goes on where it was.
func TestInterruptedReplyGoesOn(t *testing.T) {
	l := newLab(t)
	l.pace.tries = 2
	l.poll()
	l.say(ann(), "/start")
	m := l.waitBot(ann().ID, "Page 1")
	l.api.Fail(botapi.Fault{Method: "sendMessage", Status: 503, Times: 5})
	l.press(ann(), m.ID, "card")
	l.waitBot(ann().ID, "Carte")
	l.say(ann(), "plan")
	l.waitBot(ann().ID, "Page 1")
	l.api.Fail(botapi.Fault{Method: "sendMessage", Status: 503, Times: 5})
	l.say(ann(), "fiche")
	l.eventually("all is handled", func() bool { return len(l.toy.seen(privateKey(ann()))) == 4 })
	l.stop()
	if v, d := count(l.api.Calls(), "sendVenue"), count(l.api.Calls(), "sendDocument"); v != 1 || d != 1 {
		t.Errorf("%d venues and %d documents were sent, want one of each", v, d)
	}
}

func TestThrottledTooLongIsGivenUp(t *testing.T) {
	l := newLab(t)
	l.pace.throttle = time.Second
	l.poll()
	l.api.Fail(botapi.Fault{Method: "sendMessage", RetryAfter: 600})
	l.say(ann(), "bonjour")
	l.eventually("given up", func() bool { return l.turns.get(OutcomeFailed) == 1 })
	l.say(ann(), "bonsoir")
	l.waitBot(ann().ID, "Écho")
}

func TestThrottledPressIsAnswered(t *testing.T) {
	t.Parallel()
	l := newLab(t)
	l.pace.aside = 100 * time.Millisecond
	l.poll()
	l.say(ann(), "/start")
	m := l.waitBot(ann().ID, "Page 1")
	l.api.Fail(botapi.Fault{Method: "answerCallbackQuery", RetryAfter: 1, Times: 2})
	if p := l.press(ann(), m.ID, "next"); !p.Answered {
		t.Error("the press is not answered after Telegram asked to wait")
	}
}

func TestOneThrottledChatDoesNotHoldTheOthers(t *testing.T) {
	l := newLab(t)
	l.conf = func(c *Config) { c.Workers = 1 }
	l.poll()
	l.api.Fail(botapi.Fault{Method: "sendMessage", RetryAfter: 2})
	l.say(ann(), "bonjour")
	l.eventually("the first is told to wait", func() bool { return l.api.Faults() == 0 })
	start := time.Now()
	l.say(bob(), "bonjour")
	l.waitBot(bob().ID, "Écho")
	if took := time.Since(start); took > 1500*time.Millisecond {
		t.Errorf("another chat waited for %v", took)
	}
	l.waitBot(ann().ID, "Écho")
}

func TestPanicsErrorsAndTimeouts(t *testing.T) {
	l := newLab(t)
	l.pace.handler, l.pace.grace = 200*time.Millisecond, 100*time.Millisecond
	defer close(l.toy.stubborn)
	l.poll()
	for i, c := range []struct {
		text string
		want Outcome
	}{{"boum", OutcomePanic}, {"erreur", OutcomeFailed}, {"lent", OutcomeTimeout}, {"sourd", OutcomeTimeout}} {
		before := l.turns.get(c.want)
		l.say(ann(), c.text)
		l.eventually(c.text+" fails", func() bool { return l.turns.get(c.want) == before+1 })
		if got := l.fromBot(ann().ID); len(got) != i+1 || !strings.HasPrefix(got[i].Text, "Quelque chose") {
			t.Fatalf("%s: messages = %+v, want one excuse more", c.text, got)
		} else if rows := got[i].Markup; len(rows) != 1 || rows[0][0].CallbackData != "next" {
			t.Errorf("%s: the buttons under the excuse are %+v, want a way on", c.text, rows)
		}
	}
	l.say(ann(), "/start")
	m := l.waitBot(ann().ID, "Page 1")
	if p := l.press(ann(), m.ID, "boum"); !p.Answered {
		t.Error("a press that panics keeps turning")
	}
	l.waitBot(ann().ID, "Quelque chose")
	if log := l.log.String(); !strings.Contains(log, "toy") {
		t.Errorf("the log does not say where the panic was:\n%s", log)
	}
	l.noRefusals()
}

// A panic of the room's own ends the turn and nothing else.
func TestOwnPanicIsContained(t *testing.T) {
	l := newLab(t)
	b := l.bot()
	b.observe.Turn = func(guide.Kind, Outcome, time.Duration) { panic("le texte secret") }
	j, err := b.queue.accept(t.Context(), typed(1, 7))
	if err != nil {
		t.Fatal(err)
	}
	<-j.done
	if log := l.log.String(); !strings.Contains(log, "TestOwnPanicIsContained") {
		t.Errorf("the log does not say where the panic was:\n%s", log)
	}
}

func TestSlowTurnShowsItIsAtWork(t *testing.T) {
	l := newLab(t)
	l.pace.slow, l.pace.typing = 20*time.Millisecond, 50*time.Millisecond
	l.poll()
	l.say(ann(), "bonjour")
	l.waitBot(ann().ID, "Écho")
	l.say(ann(), "lent")
	l.eventually("typing twice", func() bool { return count(l.api.Calls(), "sendChatAction") >= 2 })
	close(l.toy.slow)
	l.waitBot(ann().ID, "Écho\n\nlent")
	l.stop()
	for _, c := range l.api.Calls() {
		if c.Method == "sendChatAction" && c.Params["action"] != "typing" {
			t.Errorf("action %q", c.Params["action"])
		}
	}
}

func TestUpdatesOfEveryShape(t *testing.T) {
	l := newLab(t)
	l.poll()
	deep := strings.Repeat(`{"reply_to_message":`, 3000) + `1` + strings.Repeat(`}`, 3000)
	text := func(s string) string {
		raw, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return `{"message":{"message_id":900,"from":{"id":1111101,"first_name":"A"},"chat":{"id":1111101,"type":"private"},"date":1,"text":` + string(raw) + `}}`
	}
	l.say(ann(), "/start") // the double knows the chat from here
	l.waitBot(ann().ID, "Page 1")
	answered := 1
	for _, c := range []struct {
		raw     string
		answers bool
	}{
		{`{"message":{"message_id":900,"from":{"id":1111101},"chat":{"id":1111101,"type":"private"},"date":1,"reply_to_message":` + deep + `,"text":"profond"}}`, true},
		{`{"message":{"message_id":900,"from":{"id":1111101},"chat":{"id":1111101,"type":"private"},"date":1,"text":"\ud800 seul \udfff"}}`, true},
		{text("\u0001\u0002\u0007 contrôle \u007f"), true},
		{text("\u202eÀ l'envers\u202c \u05d0\u05d1"), true},
		{text(strings.Repeat("😀", 2048)), true},
		{text(strings.Repeat("😀", 15_000)), true},
		{text(strings.Repeat("<b>&", 2500)), true},
		{`{"message":{"message_id":"x"}}`, false},
		{`{"message":[]}`, false},
		{`{"message":null}`, false},
		{`{"poll":{"id":"1"}}`, false},
		{`{"demain":{"id":"1"}}`, false},
		{`{"callback_query":{"id":"1"}}`, false},
		{`{"my_chat_member":{}}`, false},
		{`[]`, false},
		{`"update"`, false},
	} {
		if l.api.Inject(json.RawMessage(c.raw)) == 0 {
			t.Fatalf("the double refuses %.80s", c.raw)
		}
		if c.answers {
			answered++
		}
	}
	l.say(ann(), "fin")
	l.waitBot(ann().ID, "Écho\n\nfin")
	l.stop()
	if got := len(l.toy.seen(privateKey(ann()))); got != answered+1 {
		t.Errorf("%d updates were handled, want %d", got, answered+1)
	}
	if l.turns.get(OutcomeFailed)+l.turns.get(OutcomePanic) > 0 {
		t.Errorf("turns failed: %v", l.turns.n)
	}
	l.noRefusals()
}

// An update too deep for encoding/json, or without a number, must not hold back those around it.
func TestUnreadableUpdatesArePassedOver(t *testing.T) {
	deep := strings.Repeat("[", 25_000) + strings.Repeat("]", 25_000)
	update := func(id int, text string) string {
		return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":1,"from":{"id":7},"chat":{"id":7,"type":"private"},"date":1,"text":%q}}`, id, text)
	}
	var offsets []string
	var mu sync.Mutex
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		result := `{"id":4242,"username":"jouet_bot","message_id":5}`
		if strings.HasSuffix(r.URL.Path, "deleteWebhook") {
			result = "true"
		}
		if strings.HasSuffix(r.URL.Path, "getUpdates") {
			mu.Lock()
			offsets = append(offsets, r.FormValue("offset"))
			mu.Unlock()
			result = "[]"
			switch r.FormValue("offset") {
			case "0":
				result = "[" + update(10, "avant") + `,{"update_id":11,"message":` + deep + `},{"message":{}},7,` + update(13, "après") + "]"
			case "14":
				result = `[{"message":{"text":"sans numéro"}}]`
			}
		}
		_, _ = fmt.Fprintf(w, `{"ok":true,"result":%s}`, result)
	}))
	defer srv.Close()
	y, p := newToy(), quickPace()
	p.poll = 0
	b, err := newBot(Config{Token: toyToken, APIURL: srv.URL, Texts: toyTexts()}, y, p)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	go func() {
		for ctx.Err() == nil {
			mu.Lock()
			enough := len(offsets) >= 3
			mu.Unlock()
			if enough {
				time.Sleep(300 * time.Millisecond) // to see how often it asks
				cancel()
			}
			time.Sleep(time.Millisecond)
		}
	}()
	if err := b.Poll(ctx); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	if diff := cmp.Diff([]string{"text avant", "text après"}, y.seen("telegram:7:7")); diff != "" {
		t.Error(diff)
	}
	if n := len(offsets); n < 3 || n > 200 || offsets[n-1] != "14" {
		t.Errorf("%d calls, the last with offset %s; want some tens of calls with 14", n, offsets[n-1])
	}
}

func TestRepeatedUpdatesAreAnsweredOnce(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "/start")
	l.waitBot(ann().ID, "Page 1")
	raw := `{"update_id":%d,"message":{"message_id":900,"from":{"id":1111101},"chat":{"id":1111101,"type":"private"},"date":1,"text":"encore"}}`
	for range 3 {
		for _, id := range []int{500_002, 500_001, 500_003} {
			l.api.Inject(json.RawMessage(fmt.Sprintf(raw, id)))
		}
	}
	l.say(ann(), "fin")
	l.waitBot(ann().ID, "Écho\n\nfin")
	l.stop()
	if got := len(l.toy.seen(privateKey(ann()))); got != 5 {
		t.Errorf("%d updates were handled, want 5: %q", got, l.toy.seen(privateKey(ann())))
	}
}

func TestConflictsAndRefusedTokens(t *testing.T) {
	l := newLab(t)
	b := l.poll()
	l.say(ann(), "bonjour")
	l.waitBot(ann().ID, "Écho")
	for _, f := range []botapi.Fault{
		{Method: "getUpdates", Status: 409, Times: 2}, {Method: "getUpdates", Status: 401, Times: 2}, {Method: "getUpdates", RetryAfter: 1},
	} {
		l.api.Fail(f)
	}
	l.say(ann(), "bonsoir")
	l.waitBot(ann().ID, "Écho\n\nbonsoir")
	// Somebody sets a webhook while the bot polls: it takes the updates back.
	resp, err := http.PostForm(l.http.URL+"/bot"+toyToken+"/setWebhook", url.Values{"url": {"http://127.0.0.1:9/"}})
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	l.say(ann(), "bonne nuit")
	l.waitBot(ann().ID, "Écho\n\nbonne nuit")
	l.stop()

	_, name := b.Me()
	if name != "jouet_bot" {
		t.Errorf("name = %q", name)
	}
	l.conf = func(c *Config) { c.Token = "4242:wrong" }
	if err := l.bot().Poll(t.Context()); !errors.Is(err, ErrToken) {
		t.Errorf("Poll with a wrong token = %v, want ErrToken", err)
	}
}

// TestTokenIsNeverTold makes every call fail in every way with the token in the answers, and looks at errors and logs.
func TestTokenIsNeverTold(t *testing.T) {
	answers := []http.HandlerFunc{
		func(w http.ResponseWriter, r *http.Request) { http.Error(w, r.URL.String(), http.StatusBadGateway) },
		func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.String()+"?", http.StatusFound)
		},
		func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = fmt.Fprintf(w, `{"ok":false,"error_code":400,"description":"Bad Request: %s"}`, r.URL)
		},
		func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = fmt.Fprintf(w, `{"ok":false,"error_code":401,"description":"%s"}`, r.URL)
		},
		func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	}
	log := &lockedBuffer{}
	var told []string
	for _, answer := range answers {
		srv := httptest.NewServer(answer)
		p := quickPace()
		b, err := newBot(Config{Token: toyToken, APIURL: srv.URL, Texts: toyTexts(), Log: slog.New(slog.NewTextHandler(log, nil))}, newToy(), p)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		for _, err := range []error{b.Prepare(ctx), b.Poll(ctx)} {
			told = append(told, fmt.Sprint(err))
		}
		_, err = b.Webhook(ctx, "https://exemple.fr/h", "secret")
		told = append(told, fmt.Sprint(err))
		turn := b.newTurn(ctx, &slot{slots: make(chan struct{}, 1), base: ctx}, typed(1, 7))
		turn.in.callback = "c"
		turn.watch = newStopwatch(time.Minute, time.Second, func() {})
		_, err = turn.deliver(ctx, guide.Reply{Messages: []guide.Message{{Body: "bonjour"}}})
		told = append(told, fmt.Sprint(err))
		turn.asides.Wait()
		cancel()
		srv.CloseClientConnections()
		srv.Close()
	}
	secret := strings.Split(toyToken, ":")[1]
	for _, text := range append(told, log.String()) {
		if strings.Contains(text, secret) {
			t.Errorf("the token is told: %s", text)
		}
	}
}

func TestReadFaults(t *testing.T) {
	bad := func(text string) error { return fmt.Errorf("%w, Bad Request: %s", bot.ErrorBadRequest, text) }
	for _, c := range []struct {
		err  error
		want fault
	}{
		{nil, faultNone},
		{bad("message is not modified: specified new message content and reply markup are exactly the same"), faultUnmodified},
		{bad("message to edit not found"), faultUneditable},
		{bad("there is no text in the message to edit"), faultUneditable},
		{bad("message can't be edited"), faultUneditable},
		{bad("query is too old and response timeout expired or query ID is invalid"), faultStale},
		{bad("message thread not found"), faultNoThread},
		{bad("chat not found"), faultGone},
		{bad("can't parse entities: Unsupported start tag \"p\""), faultRefused},
		{fmt.Errorf("%w, Forbidden: bot was blocked by the user", bot.ErrorForbidden), faultGone},
		{fmt.Errorf("call: %w", &bot.TooManyRequestsError{RetryAfter: 5}), faultThrottled},
		{fmt.Errorf("call: %w", &bot.MigrateError{MigrateToChatID: -5}), faultMigrated},
		{fmt.Errorf("call: %w", &callError{status: 502}), faultTransient},
		{fmt.Errorf("call: %w", &callError{cause: context.DeadlineExceeded}), faultTransient},
		{fmt.Errorf("call: %w", &callError{cause: errStopped}), faultStopped},
		{fmt.Errorf("call: %w", &callError{cause: context.Canceled}), faultStopped},
		{fmt.Errorf("%w, Unauthorized", bot.ErrorUnauthorized), faultTransient},
		{fmt.Errorf("%w, Not Found: method not found", bot.ErrorNotFound), faultRefused},
	} {
		if got := read(c.err); got != c.want {
			t.Errorf("read(%v) = %v, want %v", c.err, got, c.want)
		}
	}
	for in, want := range map[string]string{
		"can't parse entities: Unsupported start tag \"secret\"": "can't parse entities",
		"chat not found": "chat not found",
		"BUTTON_URL \"https://secret\" is invalid": "BUTTON_URL",
	} {
		if got := reason(bad(in)); got != want {
			t.Errorf("reason(%q) = %q, want %q", in, got, want)
		}
	}
}

// The transport reconnects when the server closes connections that were idle.
func TestIdleConnectionsMayBeClosed(t *testing.T) {
	var calls atomic.Int64
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		calls.Add(1)
		_, _ = w.Write([]byte(`{"ok":true,"result":{"id":4242,"username":"jouet_bot"}}`))
	}))
	defer srv.Close()
	b, err := New(Config{Token: toyToken, APIURL: srv.URL, Texts: toyTexts()}, newToy())
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if _, err := b.api.GetMe(t.Context()); err != nil {
			t.Fatal(err)
		}
		srv.CloseClientConnections()
	}
	if calls.Load() != 5 {
		t.Errorf("%d calls, want 5", calls.Load())
	}
}
