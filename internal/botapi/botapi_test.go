package botapi

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	ada   = User{ID: 11, FirstName: "Ada", Language: "fr"}
	bruno = User{ID: 12, FirstName: "Bruno"}
	club  = Chat{ID: -50, Type: "group", Title: "Club"}
)

// clock is a clock that tests move.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// rig is a server with its address and its clock.
type rig struct {
	*Server
	t     *testing.T
	clock *clock
	http  *httptest.Server
	base  string // of the methods
}

func newRig(t *testing.T, o Options) *rig {
	t.Helper()
	r := &rig{t: t, clock: newClock()}
	if o.Now == nil {
		o.Now = r.clock.now
	}
	if o.Patience == 0 {
		o.Patience = 5 * time.Second
	}
	o.Token = "42:token"
	r.Server = New(o)
	r.http = httptest.NewServer(r.Server)
	r.base = r.http.URL + "/bot42:token/"
	t.Cleanup(func() {
		r.Close()
		r.http.Close()
	})
	return r
}

// quick is a rig without delays of politeness, with Ada's chat started.
func quick(t *testing.T) *rig {
	t.Helper()
	r := newRig(t, Options{Quick: true})
	r.say(ada, "bonjour")
	return r
}

func (r *rig) say(u User, text string) int {
	r.t.Helper()
	id, err := r.Say(u, Chat{}, text)
	if err != nil {
		r.t.Fatal(err)
	}
	return id
}

// params are the parameters of a call: strings as they are, the rest as JSON.
type params map[string]any

func (p params) values() url.Values {
	v := url.Values{}
	for name, value := range p {
		if s, ok := value.(string); ok {
			v.Set(name, s)
			continue
		}
		raw, err := json.Marshal(value)
		if err != nil {
			panic(err)
		}
		v.Set(name, string(raw))
	}
	return v
}

// got is what a call came back with.
type got struct {
	answer
	header http.Header
	body   string
}

// call makes a call as a form.
func (r *rig) call(method string, p params) got {
	r.t.Helper()
	resp, err := http.PostForm(r.base+method, p.values())
	if err != nil {
		r.t.Fatal(err)
	}
	return r.read(resp)
}

func (r *rig) read(resp *http.Response) got {
	r.t.Helper()
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	g := got{header: resp.Header, body: string(body)}
	if err := json.Unmarshal(body, &g.answer); err != nil && len(body) > 0 {
		r.t.Fatalf("answer %q: %v", body, err)
	}
	g.Code = resp.StatusCode
	return g
}

// must makes a call that has to succeed and decodes its result.
func (r *rig) must(method string, p params, into any) {
	r.t.Helper()
	g := r.call(method, p)
	if !g.OK {
		r.t.Fatalf("%s %v = %d %s", method, p, g.Code, g.Description)
	}
	if into != nil {
		if err := json.Unmarshal(g.Result, into); err != nil {
			r.t.Fatalf("%s result %s: %v", method, g.Result, err)
		}
	}
}

// sent makes the bot write to Ada and returns the message.
func (r *rig) sent(text string, more params) wireMessage {
	r.t.Helper()
	p := params{"chat_id": "11", "text": text}
	for name, value := range more {
		p[name] = value
	}
	var m wireMessage
	r.must("sendMessage", p, &m)
	return m
}

// polled returns the raw updates of one short getUpdates.
func (r *rig) polled(p params) []json.RawMessage {
	r.t.Helper()
	var list []json.RawMessage
	r.must("getUpdates", p, &list)
	return list
}

// ids returns the identifiers of updates.
func ids(t *testing.T, list []json.RawMessage) []int64 {
	t.Helper()
	var out []int64
	for _, raw := range list {
		var u struct {
			ID int64 `json:"update_id"`
		}
		if err := json.Unmarshal(raw, &u); err != nil {
			t.Fatalf("update %s: %v", raw, err)
		}
		out = append(out, u.ID)
	}
	return out
}

// board is an inline keyboard of one button a row.
func board(buttons ...map[string]any) map[string]any {
	rows := [][]map[string]any{}
	for _, b := range buttons {
		rows = append(rows, []map[string]any{b})
	}
	return map[string]any{"inline_keyboard": rows}
}

func button(data string) map[string]any { return map[string]any{"text": "ok", "callback_data": data} }

func long(n int) string { return strings.Repeat("x", n) }

func repeat(s string, n int) string { return strings.Repeat(s, n) }

// many is an inline keyboard of n buttons.
func many(n int) map[string]any {
	var list []map[string]any
	for range n {
		list = append(list, button("x"))
	}
	return board(list...)
}

func decode(t *testing.T, raw json.RawMessage, into any) {
	t.Helper()
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
}
