package health

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func get(t *testing.T, h http.Handler, path string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(body)
}

func TestPages(t *testing.T) {
	var broken error
	h := New(Options{
		Checks:  map[string]func(context.Context) error{"store": func(context.Context) error { return broken }, "base": func(context.Context) error { return nil }},
		Version: func() any { return map[string]string{"base": "abc"} },
		Gauges:  []Gauge{{"jalon_base_actors", "Actors.", func() float64 { return 42 }}},
	})
	h.Turn("press", "done", 3*time.Millisecond)
	h.Turn("", "ignored", time.Millisecond)
	h.Call("sendMessage", 200, 3, time.Millisecond)
	h.Queue(7)
	h.Dropped(2)
	pages := h.Handler()
	for path, wants := range map[string][]string{
		"/healthz": {"ok"},
		"/readyz":  {"base: ok", "store: ok"},
		"/version": {`"base":"abc"`},
		"/metrics": {
			`jalon_turn_seconds_count{kind="press",outcome="done"} 1`, `jalon_turn_seconds_count{kind="none",outcome="ignored"} 1`,
			`jalon_call_seconds_count{method="sendMessage",status="200"} 1`, `jalon_call_retries_total{method="sendMessage"} 2`, "jalon_queue 7",
			"jalon_dropped_total 2", "jalon_base_actors 42",
		},
	} {
		code, body := get(t, pages, path)
		for _, want := range wants {
			if code != http.StatusOK || !strings.Contains(body, want) {
				t.Errorf("%s: %d, lacks %q", path, code, want)
			}
		}
	}
	if code, _ := get(t, pages, "/debug/pprof/"); code != http.StatusNotFound {
		t.Errorf("profiles without being asked for: %d", code)
	}
	broken = errors.New("no disk")
	if code, body := get(t, pages, "/readyz"); code != http.StatusServiceUnavailable || !strings.Contains(body, "store: no disk") {
		t.Errorf("/readyz: %d %s", code, body)
	}
	if code, _ := get(t, New(Options{Profile: true}).Handler(), "/debug/pprof/"); code != http.StatusOK {
		t.Errorf("no profiles: %d", code)
	}
}
