package links

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// site is a server with a page of each kind.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	page := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
	}
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", page("<title>Accueil</title>"))
	mux.HandleFunc("/good", page("<title>Nos aides</title><p>Page introuvable ? Cherchez ici.</p>"))
	mux.HandleFunc("/soft", page("<html><head><TITLE>\nErreur 404 - Page introuvable</TITLE>"))
	mux.HandleFunc("/wall", page("<title>Just a moment...</title>"))
	mux.Handle("/moved", http.RedirectHandler("/good", http.StatusMovedPermanently))
	mux.Handle("/to-home", http.RedirectHandler("/", http.StatusFound))
	mux.Handle("/loop", http.RedirectHandler("/loop", http.StatusFound))
	for code := range map[int]bool{401: true, 403: true, 404: true, 410: true, 429: true, 500: true, 503: true, 418: true} {
		mux.HandleFunc(fmt.Sprintf("/%d", code), status(code))
	}
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			_ = connection.Close()
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	return server
}

func TestStates(t *testing.T) {
	server := site(t)
	want := map[string]string{
		"/": "valid", "/good": "valid", "/moved": "valid", "/soft": "broken soft-404", "/to-home": "broken home-page", "/404": "broken missing",
		"/410": "broken missing", "/401": "uncertain refused", "/403": "uncertain refused", "/429": "uncertain refused", "/500": "uncertain failing",
		"/503": "uncertain failing", "/418": "uncertain odd-answer", "/slow": "uncertain too-slow", "/cut": "uncertain unreached", "/loop": "uncertain odd-answer",
		"/wall": "uncertain refused",
	}
	addresses := []string{"http://no-such-host.invalid/", "nonsense", "ftp://example.org/"}
	for path := range want {
		addresses = append(addresses, server.URL+path)
	}
	want["http://no-such-host.invalid/"], want["nonsense"], want["ftp://example.org/"] = "broken no-host", "broken malformed", "broken malformed"
	progress := 0
	got := map[string]string{}
	for _, v := range Check(t.Context(), addresses, Options{AllowPrivate: true, Pause: time.Millisecond, Timeout: 700 * time.Millisecond, Progress: func(done, total int) {
		progress++
		if done != progress || total != len(addresses) {
			t.Errorf("progress %d of %d after %d", done, total, progress)
		}
	}}) {
		got[strings.TrimPrefix(v.URL, server.URL)] = strings.TrimSpace(string(v.State) + " " + string(v.Cause))
		if strings.HasSuffix(v.URL, "/moved") && !strings.HasSuffix(v.Final, "/good") {
			t.Errorf("moved to %q", v.Final)
		}
	}
	// Without a network the resolver fails before it can tell that the host does not exist.
	if got["http://no-such-host.invalid/"] == "uncertain unreached" || got["http://no-such-host.invalid/"] == "uncertain too-slow" {
		want["http://no-such-host.invalid/"] = got["http://no-such-host.invalid/"]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	server := site(t)
	for _, v := range Check(t.Context(), []string{server.URL + "/good"}, Options{}) {
		if v.State != Uncertain || v.Cause != Private {
			t.Errorf("%+v", v)
		}
	}
	for address, private := range map[string]bool{
		"127.0.0.1": true, "10.1.2.3": true, "192.168.1.1": true, "172.16.0.1": true, "169.254.169.254": true, "100.64.0.1": true, "0.0.0.0": true,
		"::1": true, "fe80::1": true, "fd00::1": true, "::ffff:127.0.0.1": true, "224.0.0.1": true, "93.184.216.34": false, "2606:2800:220:1::1": false,
	} {
		err := refusePrivate("tcp", netip.AddrPortFrom(netip.MustParseAddr(address), 80).String(), nil)
		if (err != nil) != private {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestPoliteness(t *testing.T) {
	var now, most atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(5 * time.Millisecond)
		now.Add(-1)
	}))
	defer server.Close()
	var addresses []string
	for i := range 10 {
		addresses = append(addresses, fmt.Sprintf("%s/%d", server.URL, i))
	}
	began := time.Now()
	if got := len(Check(t.Context(), addresses, Options{AllowPrivate: true, Pause: 20 * time.Millisecond})); got != 10 {
		t.Errorf("%d verdicts", got)
	}
	if most.Load() != 1 {
		t.Errorf("%d requests to one host at once", most.Load())
	}
	if took := time.Since(began); took < 9*20*time.Millisecond {
		t.Errorf("no pauses: %v", took)
	}
}

func TestKnownVerdictsAreKept(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	young, old, broken := server.URL+"/young", server.URL+"/old", server.URL+"/broken"
	o := Options{AllowPrivate: true, Pause: time.Millisecond, Now: func() time.Time { return now }, Known: map[string]Verdict{
		young:  {URL: young, State: Valid, Checked: now.AddDate(0, 0, -1)},
		old:    {URL: old, State: Valid, Checked: now.AddDate(0, 0, -30)},
		broken: {URL: broken, State: Broken, Checked: now.AddDate(0, 0, -1)},
	}}
	if got := Check(t.Context(), []string{young, old, broken, young}, o); len(got) != 3 || asked.Load() != 2 {
		t.Errorf("%d verdicts after %d requests", len(got), asked.Load())
	}
}

func TestStopsWhenAsked(t *testing.T) {
	server := site(t)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if got := Check(ctx, []string{server.URL + "/good", server.URL + "/slow"}, Options{AllowPrivate: true}); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
