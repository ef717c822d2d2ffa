package demo

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// contentPolicy lets the page load its own files and nothing else.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// guard refuses what does not come from the page itself, and sets the headers of every answer.
func guard(hosts []string, next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "geolocation=(self), clipboard-write=(self), camera=(), microphone=()")
		h.Set("Cache-Control", "no-store")
		switch {
		case !hostAllowed(r.Host, hosts):
			http.Error(w, "unknown host", http.StatusForbidden)
		case sameOrigin.Check(r) != nil || readFromOutside(r):
			http.Error(w, "cross-origin request", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// hostAllowed tells whether the page may be served under this Host header. A name could be pointed at this machine by
// anybody (DNS rebinding); an address could not.
func hostAllowed(host string, extra []string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	return strings.EqualFold(name, "localhost") ||
		slices.ContainsFunc(extra, func(e string) bool { return strings.EqualFold(name, e) })
}

// readFromOutside tells whether another site's page asks for something that only this page needs.
func readFromOutside(r *http.Request) bool {
	if r.URL.Path == "/" { // a link to the page may be anywhere
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return false
	default:
		return true
	}
}
