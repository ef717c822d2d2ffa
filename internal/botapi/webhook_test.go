package botapi

import (
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// receiver is a bot's webhook: it notes what comes and answers as told.
type receiver struct {
	mu     sync.Mutex
	seen   []int64
	busy   map[int64]int // updates in hand, by chat
	most   int           // at once in one chat
	secret []string
	answer func(n int, w http.ResponseWriter)
	came   chan int64
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, _ := io.ReadAll(req.Body)
	var u struct {
		ID      int64 `json:"update_id"`
		Message struct{ Chat struct{ ID int64 } }
	}
	_ = json.Unmarshal(body, &u)
	chat := u.Message.Chat.ID
	r.mu.Lock()
	r.busy[chat]++
	r.most = max(r.most, r.busy[chat])
	r.seen = append(r.seen, u.ID)
	r.secret = append(r.secret, req.Header.Get("X-Telegram-Bot-Api-Secret-Token"))
	n := len(r.seen)
	r.mu.Unlock()
	if r.answer != nil {
		r.answer(n, w)
	}
	r.mu.Lock()
	r.busy[chat]--
	r.mu.Unlock()
	r.came <- u.ID
}

func newReceiver(t *testing.T, answer func(n int, w http.ResponseWriter)) (*receiver, string) {
	t.Helper()
	r := &receiver{busy: map[int64]int{}, answer: answer, came: make(chan int64, 10_000)}
	srv := httptest.NewServer(r)
	t.Cleanup(srv.Close)
	return r, srv.URL
}

// wait waits for n updates to be answered.
func (r *receiver) wait(t *testing.T, n int) []int64 {
	t.Helper()
	var out []int64
	for len(out) < n {
		select {
		case id := <-r.came:
			out = append(out, id)
		case <-time.After(10 * time.Second):
			t.Fatalf("%d updates came, want %d", len(out), n)
		}
	}
	return out
}

// drained waits until the bot confirmed everything.
func (r *rig) drained() {
	r.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); r.Pending() > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			r.t.Fatalf("%d updates still wait", r.Pending())
		}
	}
}

func TestWebhookDelivers(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	bot, address := newReceiver(t, nil)
	r.say(ada, "avant")
	r.must("setWebhook", params{"url": address, "secret_token": "s3cret_-", "max_connections": 7, "allowed_updates": []string{"message"}}, nil)
	for range 4 {
		r.say(ada, "x")
	}
	r.Block(bruno) // not allowed: not delivered
	got := bot.wait(t, 5)
	r.drained()
	if !slices.IsSorted(got) {
		t.Errorf("updates of one chat came as %v, want in order", got)
	}
	if diff := cmp.Diff(slices.Repeat([]string{"s3cret_-"}, 5), bot.secret); diff != "" {
		t.Errorf("secret header: -want +got\n%s", diff)
	}
	var info struct {
		URL     string   `json:"url"`
		Pending int      `json:"pending_update_count"`
		Max     int      `json:"max_connections"`
		Allowed []string `json:"allowed_updates"`
		Error   string   `json:"last_error_message"`
	}
	r.must("getWebhookInfo", nil, &info)
	if info.URL != address || info.Max != 7 || info.Pending != 0 || !cmp.Equal(info.Allowed, []string{"message"}) || info.Error != "" {
		t.Errorf("getWebhookInfo = %+v", info)
	}
}

func TestWebhookRetries(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	bot, address := newReceiver(t, func(n int, w http.ResponseWriter) {
		switch n {
		case 1:
			w.WriteHeader(http.StatusInternalServerError)
		case 2:
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
		case 3:
			w.Header().Set("Location", "/other")
			w.WriteHeader(http.StatusFound)
		case 4:
			w.WriteHeader(http.StatusNoContent)
		}
	})
	r.must("setWebhook", params{"url": address}, nil)
	r.say(ada, "x")
	r.say(ada, "y")
	got := bot.wait(t, 5)
	r.drained()
	if first := got[0]; !cmp.Equal(got, []int64{first, first, first, first, first + 1}) {
		t.Errorf("updates came as %v, want the first repeated until it is accepted", got)
	}
	var info struct {
		Error string `json:"last_error_message"`
	}
	r.must("getWebhookInfo", nil, &info)
	if info.Error != "Wrong response from the webhook: 302 Found" {
		t.Errorf("last_error_message = %q", info.Error)
	}
}

func TestWebhookOneInFlightPerChat(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	bot, address := newReceiver(t, func(int, http.ResponseWriter) { time.Sleep(time.Millisecond) })
	r.must("setWebhook", params{"url": address}, nil)
	for i := range 120 {
		r.say(User{ID: int64(100 + i%4), FirstName: "P"}, "x")
	}
	bot.wait(t, 120)
	r.drained()
	if bot.most != 1 {
		t.Errorf("%d updates of one chat in flight, want 1", bot.most)
	}
}

func TestWebhookAnswerRunsAMethod(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	_, address := newReceiver(t, func(n int, w http.ResponseWriter) {
		w.Header().Set("Content-Type", "application/json")
		body := `{"method":"sendMessage","chat_id":11,"text":"réponse"}`
		if n == 2 {
			body = `{"method":"deleteWebhook"}` // not executed
		}
		_, _ = io.WriteString(w, body)
	})
	r.must("setWebhook", params{"url": address}, nil)
	r.say(ada, "x")
	r.say(ada, "y")
	r.drained()
	h := r.History(11)
	if len(h) != 3 || h[2].Text != "réponse" && h[1].Text != "réponse" {
		t.Errorf("History = %+v, want the answer among two messages", h)
	}
	calls := r.Calls()
	if last := calls[len(calls)-1]; last.Method != "sendMessage" || !last.InWebhook {
		t.Errorf("last call = %+v, want sendMessage in a webhook answer", last)
	}
}

func TestWebhookSurvivesABotThatIsDown(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	down := httptest.NewServer(http.NotFoundHandler())
	address := down.URL
	down.Close()
	r.must("setWebhook", params{"url": address}, nil)
	r.say(ada, "x")
	bot, up := newReceiver(t, nil)
	r.must("setWebhook", params{"url": up}, nil)
	if got := bot.wait(t, 1); len(got) != 1 {
		t.Errorf("after the webhook moved = %v, want the update", got)
	}
}

func TestWebhookGone(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	_, address := newReceiver(t, func(_ int, w http.ResponseWriter) { w.WriteHeader(http.StatusGone) })
	r.must("setWebhook", params{"url": address}, nil)
	tried := func() int {
		r.mu.Lock()
		defer r.mu.Unlock()
		return r.updates.all.Front().Value.(*update).tries
	}
	hooked := func() bool {
		var info struct{ URL string }
		r.must("getWebhookInfo", nil, &info)
		return info.URL != ""
	}
	r.say(ada, "x")
	for n := range 2 {
		for deadline := time.Now().Add(5 * time.Second); tried() <= n && time.Now().Before(deadline); {
			time.Sleep(time.Millisecond)
		}
		if !hooked() {
			t.Fatal("the webhook closed before 23 h of 410")
		}
		r.clock.advance(11*time.Hour + 40*time.Minute)
	}
	for deadline := time.Now().Add(5 * time.Second); hooked(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the webhook is still set after more than 23 h of 410")
		}
	}
}

func TestSetWebhook(t *testing.T) {
	local := newRig(t, Options{Quick: true})
	cloud := newRig(t, Options{Quick: true, Cloud: true})
	for _, c := range []struct {
		r    *rig
		p    params
		want string
	}{
		{cloud, params{"url": "http://example.com"}, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"},
		{cloud, params{"url": "https://example.com:8080/"}, "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"},
		{cloud, params{"url": "https://example.com:8443/"}, "Webhook was set"},
		{local, params{"url": "ftp://example.com"}, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"},
		{local, params{"url": "nothing"}, "Bad Request: bad webhook: invalid webhook URL specified"},
		{local, params{"url": "http://127.0.0.1:9/", "secret_token": "à"}, "Bad Request: secret token contains unallowed characters"},
		{local, params{"url": "http://127.0.0.1:9/", "secret_token": long(257)}, "Bad Request: secret token is too long"},
		{local, params{"url": "http://127.0.0.1:9/"}, "Webhook was set"},
		{local, params{"url": "http://127.0.0.1:9/"}, "Webhook is already set"},
		{local, params{"url": ""}, "Webhook was deleted"},
		{local, params{"url": ""}, "Webhook is already deleted"},
	} {
		if g := c.r.call("setWebhook", c.p); g.Description != c.want {
			t.Errorf("setWebhook(%v) = %q, want %q", c.p, g.Description, c.want)
		}
	}
	slow := newRig(t, Options{})
	slow.must("setWebhook", params{"url": "http://127.0.0.1:9/a"}, nil)
	if g := slow.call("setWebhook", params{"url": "http://127.0.0.1:9/b"}); g.Code != 429 || g.Parameters == nil || g.Parameters.RetryAfter != 1 {
		t.Errorf("setWebhook twice at once = %s, want 429 retry 1", g.body)
	}
}

func TestDropPendingUpdates(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	r.say(ada, "x")
	r.must("deleteWebhook", params{"drop_pending_updates": true}, nil)
	if got := r.polled(params{}); len(got) != 0 {
		t.Errorf("after drop_pending_updates = %v, want nothing", ids(t, got))
	}
}

func TestWebhookCertificate(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	bot := &receiver{busy: map[int64]int{}, came: make(chan int64, 10)}
	srv := httptest.NewTLSServer(bot)
	defer srv.Close()
	cert := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: srv.Certificate().Raw})
	body, contentType := form(t, map[string]string{"url": srv.URL}, "certificate", cert)
	resp, err := http.Post(r.base+"setWebhook", contentType, body)
	if err != nil {
		t.Fatal(err)
	}
	if g := r.read(resp); g.Description != "Webhook was set" {
		t.Fatalf("setWebhook with a certificate = %q", g.Description)
	}
	r.say(ada, "x")
	bot.wait(t, 1)
}
