package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jalon/internal/botapi"
)

const toySecret = "un-Secret_42"

// hook starts a bot behind a webhook of the double.
func (l *lab) hook() *httptest.Server {
	l.t.Helper()
	var h atomic.Value
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.Load().(http.Handler).ServeHTTP(w, r) }))
	b := l.bot()
	h.Store(b.receiver(toySecret)) // updates may come before Webhook returns
	if _, err := b.Webhook(l.t.Context(), srv.URL+"/hook", toySecret); err != nil {
		l.t.Fatal(err)
	}
	l.stop = func() {
		l.stop = nil
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := b.Shutdown(ctx); err != nil {
			l.t.Errorf("Shutdown() = %v", err)
		}
		srv.Close()
	}
	return srv
}

func TestWebhookConversation(t *testing.T) {
	l := newLab(t)
	l.hook()
	scenario(l)
	l.stop()
	l.noRefusals()
	l.eventually("all is confirmed", func() bool { return l.api.Pending() == 0 })
	for _, c := range l.api.Calls() {
		if c.Method == "setWebhook" && (c.Params["max_connections"] != "64" || c.Params["secret_token"] != toySecret || !strings.Contains(c.Params["allowed_updates"], "my_chat_member")) {
			t.Errorf("setWebhook%v", c.Params)
		}
	}
}

func bringTo(h http.Handler, method, secret string, body io.Reader) int {
	r := httptest.NewRequest(method, "/hook", body)
	if secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

func textUpdate(id int, who int64, text string) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":1,"from":{"id":%d},"chat":{"id":%d,"type":"private"},"date":1,"text":%q}}`, id, who, who, text)
}

func TestWebhookRefusesWhatIsNotTelegram(t *testing.T) {
	l := newLab(t)
	b := l.bot()
	h := b.receiver(toySecret)
	good := textUpdate(1, 7, "bonjour")
	for name, c := range map[string]struct {
		method, secret string
		body           io.Reader
		want           int
	}{
		"GET":           {http.MethodGet, toySecret, http.NoBody, 405},
		"no secret":     {http.MethodPost, "", strings.NewReader(good), 401},
		"wrong secret":  {http.MethodPost, toySecret + "x", strings.NewReader(good), 401},
		"too large":     {http.MethodPost, toySecret, bytes.NewReader(make([]byte, 1<<20+1)), 413},
		"no JSON":       {http.MethodPost, toySecret, strings.NewReader("le texte secret"), 400},
		"cut":           {http.MethodPost, toySecret, strings.NewReader(good[:40]), 400},
		"no number":     {http.MethodPost, toySecret, strings.NewReader(`{"message":{}}`), 400},
		"unknown kind":  {http.MethodPost, toySecret, strings.NewReader(`{"update_id":2,"demain":{}}`), 200},
		"unknown shape": {http.MethodPost, toySecret, strings.NewReader(`{"update_id":3,"message":[]}`), 200},
		"too deep":      {http.MethodPost, toySecret, strings.NewReader(`{"update_id":4,"message":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`), 200},
	} {
		if got := bringTo(h, c.method, c.secret, c.body); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	if len(l.toy.seen("telegram:7:7")) != 0 {
		t.Error("something was handled")
	}
	if err := b.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
	if got := bringTo(h, http.MethodPost, toySecret, strings.NewReader(good)); got != 503 {
		t.Errorf("after the shutdown: %d, want 503", got)
	}
}

func TestWebhookSettings(t *testing.T) {
	l := newLab(t)
	for _, c := range [][2]string{{"https://exemple.fr/h", ""}, {"https://exemple.fr/h", "é"}, {"exemple.fr", "x"}, {"ftp://exemple.fr", "x"}} {
		if _, err := l.bot().Webhook(t.Context(), c[0], c[1]); !errors.Is(err, ErrConfig) {
			t.Errorf("Webhook(%q, %q) = %v, want ErrConfig", c[0], c[1], err)
		}
	}
	l.api.Fail(botapi.Fault{Method: "setWebhook", Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: bad webhook: Failed to resolve host"}`})
	if _, err := l.bot().Webhook(t.Context(), "https://exemple.fr/h", "x"); !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), "bad webhook") {
		t.Errorf("Webhook = %v, want Telegram's reason", err)
	}
}

// 200 says that the update was handled, and to the one who brought it again as well.
func TestWebhookAnswersAfterHandling(t *testing.T) {
	l := newLab(t)
	l.say(botapi.User{ID: 7}, "/start") // the double knows the chat
	srv := l.hook()
	l.waitBot(7, "Page 1")
	bring := func(body string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL, strings.NewReader(body))
		if err != nil {
			t.Error(err)
			return 0
		}
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", toySecret)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Error(err)
			return 0
		}
		_ = resp.Body.Close()
		return resp.StatusCode
	}
	var brought sync.WaitGroup
	var early atomic.Int64
	for range 3 {
		brought.Go(func() {
			if got := bring(textUpdate(900_001, 7, "lent")); got != 200 {
				t.Errorf("status %d, want 200", got)
			}
			if len(l.toy.seen("telegram:7:7")) < 2 {
				early.Add(1)
			}
		})
	}
	l.eventually("the repetitions are recognised", func() bool { return l.turns.get(OutcomeRepeated) == 2 })
	close(l.toy.slow)
	brought.Wait()
	if got := bring(textUpdate(900_001, 7, "lent")); got != 200 {
		t.Errorf("status of an old one %d, want 200", got)
	}
	if early.Load() != 0 || len(l.toy.seen("telegram:7:7")) != 2 {
		t.Errorf("%d answers were early, %d updates handled", early.Load(), len(l.toy.seen("telegram:7:7")))
	}
}

func TestWebhookAsksAgainWhenTelegramIsAway(t *testing.T) {
	l := newLab(t)
	l.pace.webhook = 50 * time.Millisecond
	l.hook()
	l.api.Fail(botapi.Fault{Method: "sendMessage", Status: 502, Times: 40})
	l.say(ann(), "bonjour")
	l.say(bob(), "bonjour")
	l.waitBot(ann().ID, "Écho")
	l.waitBot(bob().ID, "Écho")
	if l.turns.get(OutcomeUnreachable) == 0 {
		t.Error("no turn was given up")
	}
}

// stubAPI answers every call at once; it keeps nothing.
func stubAPI(tb testing.TB) *httptest.Server {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		switch {
		case strings.HasSuffix(r.URL.Path, "/answerCallbackQuery"), strings.HasSuffix(r.URL.Path, "/setWebhook"):
			_, _ = io.WriteString(w, `{"ok":true,"result":true}`)
		default:
			_, _ = io.WriteString(w, `{"ok":true,"result":{"id":4242,"username":"jouet_bot","message_id":5,"date":1,"chat":{"id":7,"type":"private"}}}`)
		}
	}))
	tb.Cleanup(srv.Close)
	return srv
}

func TestTenThousandChatsAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("ten thousand turns")
	}
	chats := 10_000
	if underRace {
		chats = 1_000
	}
	y, p := newToy(), quickPace()
	var deepest atomic.Int64
	b, err := newBot(Config{Token: toyToken, APIURL: stubAPI(t).URL, Texts: toyTexts(), Observe: Observer{Queue: func(depth int) {
		deepest.Store(max(deepest.Load(), int64(depth)))
	}}}, y, p)
	if err != nil {
		t.Fatal(err)
	}
	h := b.receiver(toySecret)
	var all sync.WaitGroup
	for i := range chats {
		all.Go(func() {
			if got := bringTo(h, http.MethodPost, toySecret, strings.NewReader(textUpdate(i+1, int64(i+1), "bonjour"))); got != http.StatusOK {
				t.Errorf("status %d", got)
			}
		})
	}
	all.Wait()
	if err := b.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
	if len(y.handled) != chats || deepest.Load() > 1024 {
		t.Errorf("%d chats were answered, %d updates waited; want %d, and at most 1024", len(y.handled), deepest.Load(), chats)
	}
}

// BenchmarkWebhookTurn measures one turn over loopback: an update in, a press answered and a message edited, 200 out, on real
// connections on both sides; 64 updates are in flight. The Bot API is a stub that answers at once, in the same process.
func BenchmarkWebhookTurn(b *testing.B) {
	api := stubAPI(b)
	bot, err := New(Config{Token: toyToken, APIURL: api.URL, Texts: toyTexts(), Log: slog.New(slog.DiscardHandler), ChatRate: 1e6, ChatBurst: 1e6}, newToy())
	if err != nil {
		b.Fatal(err)
	}
	if err := bot.Prepare(b.Context()); err != nil {
		b.Fatal(err)
	}
	front := httptest.NewServer(bot.receiver(toySecret))
	defer front.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	var id atomic.Int64
	b.ReportAllocs()
	b.SetParallelism(32)
	b.RunParallel(func(pb *testing.PB) {
		who := id.Add(1) << 32
		for n := 0; pb.Next(); n++ {
			body := textUpdate(int(id.Add(1)), who, "/start")
			if n%8 != 0 {
				body = fmt.Sprintf(`{"update_id":%d,"callback_query":{"id":"1","from":{"id":%d},"message":{"message_id":5,"date":1,"chat":{"id":%d,"type":"private"}},"data":"next"}}`, id.Add(1), who, who)
			}
			r, err := http.NewRequest(http.MethodPost, front.URL, strings.NewReader(body))
			if err != nil {
				b.Error(err)
				return
			}
			r.Header.Set("X-Telegram-Bot-Api-Secret-Token", toySecret)
			resp, err := client.Do(r)
			if err != nil {
				b.Error(err)
				return
			}
			_, _ = io.Copy(io.Discard, resp.Body)
			_ = resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				b.Errorf("status %d", resp.StatusCode)
				return
			}
		}
	})
	b.StopTimer()
	if err := bot.Shutdown(context.Background()); err != nil {
		b.Error(err)
	}
}
