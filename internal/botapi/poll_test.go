package botapi

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestConfirm(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	for i := range 5 {
		r.say(ada, fmt.Sprint("message ", i))
	}
	all := ids(t, r.polled(params{}))
	if len(all) != 5 || all[4] != all[0]+4 {
		t.Fatalf("getUpdates = %v, want five identifiers in a row", all)
	}
	if got := ids(t, r.polled(params{})); !cmp.Equal(got, all) {
		t.Errorf("again without offset = %v, want the same %v", got, all)
	}
	if got := ids(t, r.polled(params{"limit": 2})); !cmp.Equal(got, all[:2]) {
		t.Errorf("limit 2 = %v, want %v", got, all[:2])
	}
	if got := ids(t, r.polled(params{"offset": all[2]})); !cmp.Equal(got, all[2:]) {
		t.Errorf("offset of the third = %v, want %v", got, all[2:])
	}
	if got := ids(t, r.polled(params{})); !cmp.Equal(got, all[2:]) {
		t.Errorf("then without offset = %v, want the confirmed ones gone: %v", got, all[2:])
	}
	if got := ids(t, r.polled(params{"offset": -1})); !cmp.Equal(got, all[4:]) {
		t.Errorf("offset -1 = %v, want the last one %v", got, all[4:])
	}
	if got := r.Pending(); got != 1 {
		t.Errorf("after offset -1, %d pending, want the others forgotten", got)
	}
	if got := r.polled(params{"offset": all[4] + 1}); len(got) != 0 || r.Pending() != 0 {
		t.Errorf("past the end = %v, want nothing", got)
	}
}

func TestAllowedUpdates(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	next := func(p params) []string {
		t.Helper()
		list := r.polled(p)
		var kinds []string
		for _, raw := range list {
			f, _ := object(raw)
			delete(f, "update_id")
			kinds = append(kinds, sortedKeys(f)...)
		}
		r.polled(params{"offset": -1})
		r.polled(params{"offset": int64(1) << 40})
		return kinds
	}
	r.Block(ada)
	r.Unblock(ada)
	if diff := cmp.Diff([]string{"my_chat_member", "my_chat_member"}, next(params{})); diff != "" {
		t.Errorf("by default: -want +got\n%s", diff)
	}
	next(params{"allowed_updates": []string{"message"}})
	r.Block(ada)
	r.Unblock(ada)
	r.say(ada, "x")
	if diff := cmp.Diff([]string{"message"}, next(params{})); diff != "" {
		t.Errorf("the list is kept when absent: -want +got\n%s", diff)
	}
	next(params{"allowed_updates": []string{}})
	r.Block(ada)
	if diff := cmp.Diff([]string{"my_chat_member"}, next(params{})); diff != "" {
		t.Errorf("an empty list sets the default: -want +got\n%s", diff)
	}
}

func TestExpiry(t *testing.T) {
	r := newRig(t, Options{Quick: true, Patience: time.Millisecond})
	r.say(ada, "x")
	m := r.sent("choix", params{"reply_markup": board(button("d"))})
	if _, err := r.Press(ada, Chat{}, m.MessageID, "d"); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Query(ada, "crest"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		after time.Duration
		want  int
	}{{0, 3}, {31 * time.Second, 2}, {120 * time.Second, 1}, {23 * time.Hour, 1}, {time.Hour, 0}} {
		r.clock.advance(c.after)
		if got := r.polled(params{}); len(got) != c.want {
			t.Errorf("%v later, %d updates wait, want %d", c.after, len(got), c.want)
		}
	}
}

func TestInject(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	first := r.Inject(json.RawMessage(`{"message":{"text":"x"}}`))
	empty := r.Inject(json.RawMessage(` {}`))
	poison := `{"poem" : {"deep":[[[[1]]]], "text":"\ud83c\u0000"} }`
	unknown := r.Inject(json.RawMessage(poison))
	g := r.call("getUpdates", nil)
	var list []json.RawMessage
	decode(t, g.Result, &list)
	if diff := cmp.Diff([]int64{first, empty, unknown}, ids(t, list)); diff != "" {
		t.Errorf("injected: -want +got\n%s", diff)
	}
	if want := fmt.Sprintf(`{"update_id":%d,%s`, unknown, poison[1:]); !strings.Contains(g.body, want) {
		t.Errorf("answer = %s, want the bytes kept: %s", g.body, want)
	}
	r.polled(params{"offset": unknown + 1})
	if got := r.Inject(fmt.Appendf(nil, `{"update_id":%d,"message":{}}`, first)); got != first {
		t.Errorf("a repeated identifier = %d, want %d", got, first)
	}
	if got := ids(t, r.polled(params{"offset": unknown + 1})); !cmp.Equal(got, []int64{first}) {
		t.Errorf("a repeated update = %v, want it delivered once more", got)
	}
	if got := r.polled(params{"offset": unknown + 1}); len(got) != 0 {
		t.Errorf("a repeated update came again: %v", ids(t, got))
	}
	if got := r.Inject(fmt.Appendf(nil, `{"update_id":%d}`, unknown+100)); got != unknown+100 {
		t.Errorf("a later identifier = %d, want it kept", got)
	}
	if got := r.Inject(json.RawMessage(`{}`)); got != unknown+101 {
		t.Errorf("the next identifier = %d, want %d", got, unknown+101)
	}
	if got := r.Inject(json.RawMessage(`{"message":{"text":"` + long(updateMax) + `"}}`)); got != 0 {
		t.Errorf("more than 64 KiB = %d, want it refused", got)
	}
}

func TestBatchSize(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	for range 80 {
		r.Inject(json.RawMessage(`{"message":{"text":"` + long(60_000) + `"}}`))
	}
	if n := len(r.polled(params{})); n < 60 || n > 70 {
		t.Errorf("%d updates of 60 kB in one answer, want about 69 (4 MiB)", n)
	}
}

// ask calls getUpdates without a network, so that time may be simulated.
func ask(ctx context.Context, s *Server, query string) answer {
	values, err := url.ParseQuery(query)
	if err != nil {
		panic(err)
	}
	w := httptest.NewRecorder()
	req := httptest.NewRequestWithContext(ctx, "POST", "/bot1:demo/getUpdates", strings.NewReader(values.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	s.ServeHTTP(w, req)
	var a answer
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		panic(err)
	}
	a.Code = w.Code
	return a
}

func TestLongPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		defer s.Close()
		began := time.Now()
		if a := ask(t.Context(), s, "timeout=90"); string(a.Result) != "[]" || time.Since(began) != 50*time.Second {
			t.Errorf("an empty poll of 90 s = %s after %v, want [] after 50 s", a.Result, time.Since(began))
		}
		time.Sleep(10 * time.Second)
		began = time.Now()
		go func() {
			time.Sleep(7 * time.Second)
			if _, err := s.Say(ada, Chat{}, "x"); err != nil {
				t.Error(err)
			}
		}()
		if a := ask(t.Context(), s, "timeout=50"); !strings.Contains(string(a.Result), `"text":"x"`) || time.Since(began) != 7*time.Second {
			t.Errorf("a poll = %s after %v, want the message after 7 s", a.Result, time.Since(began))
		}
	})
}

func TestPoliteness(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		defer s.Close()
		ask(t.Context(), s, "offset=5")
		began := time.Now()
		ask(t.Context(), s, "offset=5")
		if waited := time.Since(began); waited != 3*time.Second {
			t.Errorf("the same offset at once waited %v, want 3 s", waited)
		}
		time.Sleep(10 * time.Second)
		for range 3 {
			if _, err := s.Say(ada, Chat{}, "x"); err != nil {
				t.Fatal(err)
			}
		}
		count := func() int {
			var list []json.RawMessage
			decode(t, ask(t.Context(), s, "offset=7").Result, &list)
			return len(list)
		}
		if first, again := count(), count(); first != 3 || again != 1 {
			t.Errorf("the same offset twice at once gave %d and %d updates, want 3 and 1", first, again)
		}
	})
}

func TestConflict(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		defer s.Close()
		began := time.Now()
		older := make(chan answer, 3)
		for i := range 3 {
			go func() {
				a := ask(t.Context(), s, fmt.Sprintf("timeout=40&offset=%d", i))
				a.Result = json.RawMessage(time.Since(began).String())
				older <- a
			}()
			synctest.Wait()
		}
		for _, want := range []string{"0s", "3s", "40s"} {
			a := <-older
			if string(a.Result) != want {
				t.Errorf("a poll ended after %s with %d %q, want %s", a.Result, a.Code, a.Description, want)
			}
			if want != "40s" && (a.Code != 409 || a.Description != "Conflict: "+otherPoll) {
				t.Errorf("an older poll = %d %q, want 409", a.Code, a.Description)
			}
		}
	})
}

func TestPollAndWebhook(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	waiting := make(chan got, 1)
	go func() { waiting <- r.call("getUpdates", params{"timeout": 40}) }()
	for polling := false; !polling; time.Sleep(time.Millisecond) {
		r.mu.Lock()
		polling = r.updates.poll != nil
		r.mu.Unlock()
	}
	r.must("setWebhook", params{"url": "http://127.0.0.1:9/"}, nil)
	if g := <-waiting; g.Code != 409 || g.Description != "Conflict: "+hookedPoll {
		t.Errorf("the poll that waited = %d %q, want 409 of setWebhook", g.Code, g.Description)
	}
	if g := r.call("getUpdates", nil); g.Code != 409 || g.Description != "Conflict: "+whileHooked {
		t.Errorf("getUpdates with a webhook = %d %q, want 409", g.Code, g.Description)
	}
	r.must("deleteWebhook", nil, nil)
	r.polled(params{})
}
