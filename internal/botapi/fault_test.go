package botapi

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"syscall"
	"testing"
	"time"
)

// try makes a call that may not come back.
func (r *rig) try(method string, p params) (int, string, error) {
	r.t.Helper()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.PostForm(r.base+method, p.values())
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(body), err
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault Fault
		code  int
		body  string // the whole body, "" to leave it unchecked
		cut   error  // how the connection ends, nil when it does not
		done  bool   // the message was sent all the same
	}{
		{name: "status", fault: Fault{Status: 502}, code: 502, body: `{"ok":false,"error_code":502,"description":"Bad Gateway"}`},
		{name: "status and page", fault: Fault{Status: 503, Body: "<html>"}, code: 503, body: "<html>"},
		{name: "garbage", fault: Fault{Body: `{"ok":tr`}, code: 200, body: `{"ok":tr`, done: true},
		{name: "retry", fault: Fault{RetryAfter: 3}, code: 429, body: `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 3","parameters":{"retry_after":3}}`},
		{name: "half", fault: Fault{Half: true}, code: 200, cut: io.ErrUnexpectedEOF, done: true},
		{name: "drop", fault: Fault{Drop: true}, cut: io.EOF, done: true},
		{name: "reset", fault: Fault{Reset: true}, cut: syscall.ECONNRESET},
		{name: "delay", fault: Fault{Delay: 20 * time.Millisecond}, code: 200, done: true},
		{name: "another method", fault: Fault{Method: "getMe", Status: 500}, code: 200, done: true},
		{name: "this method", fault: Fault{Method: "SENDMESSAGE", Status: 500}, code: 500},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := quick(t)
			before := len(r.History(11))
			r.Fail(c.fault)
			began := time.Now()
			code, body, err := r.try("sendMessage", params{"chat_id": "11", "text": "x"})
			if !errors.Is(err, c.cut) || code != c.code || c.body != "" && body != c.body {
				t.Errorf("sendMessage = %d %q, %v, want %d %q, %v", code, body, err, c.code, c.body, c.cut)
			}
			if time.Since(began) < c.fault.Delay {
				t.Errorf("answered after %v, want at least %v", time.Since(began), c.fault.Delay)
			}
			if sent := len(r.History(11)) > before; sent != c.done {
				t.Errorf("message sent = %v, want %v", sent, c.done)
			}
			if len(r.Refusals()) != 0 {
				t.Errorf("Refusals() = %v, want injected faults left out", r.Refusals())
			}
		})
	}
}

func TestFaultsAreConsumedInOrder(t *testing.T) {
	r := quick(t)
	r.Fail(Fault{Method: "sendMessage", Times: 2, Status: 500})
	r.Fail(Fault{Status: 502})
	r.Fail(Fault{Method: "getMe", Status: 503})
	var codes []int
	for _, method := range []string{"sendMessage", "getMe", "sendMessage", "sendMessage", "getMe", "getMe"} {
		code, _, err := r.try(method, params{"chat_id": "11", "text": "x"})
		if err != nil {
			t.Fatal(err)
		}
		codes = append(codes, code)
	}
	want := []int{500, 502, 500, 200, 503, 200}
	for i := range want {
		if codes[i] != want[i] {
			t.Fatalf("statuses = %v, want %v", codes, want)
		}
	}
	if r.Faults() != 0 {
		t.Errorf("Faults() = %d, want none left", r.Faults())
	}
}

func TestCallsAreKept(t *testing.T) {
	r := newRig(t, Options{Quick: true, KeepCalls: 3})
	r.say(ada, "x")
	for _, text := range []string{"a", "b", "c", "d"} {
		r.sent(text, nil)
	}
	calls := r.Calls()
	var texts []string
	for _, c := range calls {
		texts = append(texts, c.Params["text"])
	}
	if len(texts) != 3 || texts[0] != "b" || texts[2] != "d" {
		t.Errorf("Calls() texts = %v, want the last three in order", texts)
	}
	if c := calls[0]; c.Method != "sendMessage" || c.Status != 200 || c.Params["chat_id"] != "11" || !c.At.Equal(r.clock.now()) {
		t.Errorf("call = %+v", c)
	}
	body, contentType := form(t, map[string]string{"chat_id": "11"}, "document", []byte("abc"))
	resp, err := http.Post(r.base+"sendDocument", contentType, body)
	if err != nil {
		t.Fatal(err)
	}
	r.read(resp)
	if c := r.Calls()[2]; c.Params["document"] != "document.bin (3 bytes)" {
		t.Errorf("params of an upload = %v", c.Params)
	}
	if _, err := json.Marshal(calls); err != nil {
		t.Error(err)
	}
}

func TestClosedServer(t *testing.T) {
	r := quick(t)
	waiting := make(chan got, 1)
	r.polled(params{"offset": -1})
	r.polled(params{"offset": int64(1) << 40})
	go func() { waiting <- r.call("getUpdates", params{"timeout": 50}) }()
	for polling := false; !polling; time.Sleep(time.Millisecond) {
		r.mu.Lock()
		polling = r.updates.poll != nil
		r.mu.Unlock()
	}
	watch := r.Watch(t.Context(), 11)
	r.Close()
	if g := <-waiting; g.Code != http.StatusBadGateway {
		t.Errorf("a long poll at Close = %d, want 502", g.Code)
	}
	for range watch { // ends when the channel closes
	}
	for _, method := range []string{"getMe", "getUpdates"} {
		if g := r.call(method, nil); g.Code != http.StatusBadGateway {
			t.Errorf("%s after Close = %d, want 502", method, g.Code)
		}
	}
}
