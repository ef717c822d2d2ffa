package botapi

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	hookStandard  = 40 // connections when none is asked
	hookCloudMax  = 100
	hookLocalMax  = 100_000
	hookPatience  = 60 * time.Second // for the bot's answer
	hookRetryMax  = 60 * time.Second
	hookRetryLate = time.Hour      // the longest Retry-After obeyed
	hookGone      = 23 * time.Hour // of 410 before the webhook is closed
)

var reSecret = regexp.MustCompile(`^[A-Za-z0-9_-]{0,256}$`)

// hook is the webhook that is set.
type hook struct {
	url       string
	secret    string
	max       int
	cert      bool
	ip        string
	client    *http.Client
	ctx       context.Context // ends when the webhook is deleted or replaced
	stop      context.CancelFunc
	flying    int
	ready     []*line
	lastError string
	lastAt    time.Time
	goneSince time.Time
}

// checkHook refuses what Telegram refuses as the address of a webhook.
func (s *Server) checkHook(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return bad("bad webhook: invalid webhook URL specified")
	case u.Scheme == "http" && !s.opt.Cloud, u.Scheme == "https":
	default:
		return bad("bad webhook: An HTTPS URL must be provided for webhook")
	}
	if s.opt.Cloud && !slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port()) {
		return bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
	}
	return nil
}

func (s *Server) setWebhook(q *query) (any, error) {
	address := q.arg("url")
	if address == "" {
		return s.deleteWebhook(q)
	}
	if err := s.checkHook(address); err != nil {
		return nil, err
	}
	switch secret := q.arg("secret_token"); {
	case len(secret) > 256:
		return nil, bad("secret token is too long")
	case !reSecret.MatchString(secret):
		return nil, bad("secret token contains unallowed characters")
	}
	if s.hook != nil && !s.opt.Quick && s.now().Sub(s.hookSetAt) < time.Second {
		return nil, flood(1)
	}
	most := int64(hookLocalMax)
	if s.opt.Cloud {
		most = hookCloudMax
	}
	h := &hook{
		url: address, secret: q.arg("secret_token"), ip: q.arg("ip_address"),
		max: int(q.number("max_connections", hookStandard, 1, most)),
	}
	if old := s.hook; old != nil && old.url == h.url && old.secret == h.secret && old.max == h.max && !q.has("allowed_updates") &&
		!toBool(q.arg("drop_pending_updates")) && q.arg("certificate") == "" && len(q.files) == 0 {
		return described{true, "Webhook is already set"}, nil
	}
	var err error
	if h.client, h.cert, err = hookClient(q, h.max); err != nil {
		return nil, err
	}
	if q.has("allowed_updates") {
		s.updates.allow(q.arg("allowed_updates"))
	}
	s.replaceHook(q, h)
	return described{true, "Webhook was set"}, nil
}

// hookClient makes the client that speaks to the webhook, which trusts the
// certificate that came with the call.
func hookClient(q *query, connections int) (*http.Client, bool, error) {
	transport := &http.Transport{MaxIdleConnsPerHost: min(connections, 100), IdleConnTimeout: time.Minute}
	pem := q.files["certificate"].data
	if len(pem) > 0 {
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(pem) {
			return nil, false, bad("bad webhook: Failed to set custom certificate file")
		}
		transport.TLSClientConfig = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
	}
	client := &http.Client{Transport: transport, Timeout: hookPatience, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	return client, len(pem) > 0, nil
}

// replaceHook ends the webhook that is set and sets another, or none.
func (s *Server) replaceHook(q *query, h *hook) {
	if s.hook != nil {
		s.hook.stop()
		s.hook.client.CloseIdleConnections()
	}
	if toBool(q.arg("drop_pending_updates")) {
		s.updates.clear()
	}
	s.hook = h
	if h == nil {
		return
	}
	s.hookSetAt = s.now()
	h.ctx, h.stop = context.WithCancel(s.ctx)
	s.endPoll(hookedPoll)
	for _, name := range sortedKeys(s.updates.lines) {
		l := s.updates.lines[name]
		l.queued = false
		s.ready(l)
	}
	s.pump()
}

func (s *Server) deleteWebhook(q *query) (any, error) {
	text := "Webhook was deleted"
	if s.hook == nil {
		text = "Webhook is already deleted"
	}
	s.replaceHook(q, nil)
	return described{true, text}, nil
}

func (s *Server) getWebhookInfo(*query) (any, error) {
	s.updates.expire(s.now())
	info := struct {
		URL            string   `json:"url"`
		Certificate    bool     `json:"has_custom_certificate"`
		Pending        int      `json:"pending_update_count"`
		IP             string   `json:"ip_address,omitempty"`
		ErrorDate      int64    `json:"last_error_date,omitempty"`
		Error          string   `json:"last_error_message,omitempty"`
		MaxConnections int      `json:"max_connections,omitempty"`
		Allowed        []string `json:"allowed_updates,omitempty"`
	}{Pending: s.updates.all.Len(), Allowed: s.updates.allowed}
	if h := s.hook; h != nil {
		info.URL, info.Certificate, info.IP, info.MaxConnections = h.url, h.cert, h.ip, h.max
		if info.Error = h.lastError; info.Error != "" {
			info.ErrorDate = h.lastAt.Unix()
		}
	}
	return info, nil
}

// ready lists a line for the webhook; s.mu must be held.
func (s *Server) ready(l *line) {
	if s.hook == nil || l.queued || l.busy || len(l.updates) == 0 {
		return
	}
	l.queued = true
	s.hook.ready = append(s.hook.ready, l)
}

// pump sends what may be sent; s.mu must be held.
func (s *Server) pump() {
	h := s.hook
	if h == nil || s.closed {
		return
	}
	for h.flying < h.max && len(h.ready) > 0 {
		l := h.ready[0]
		h.ready = h.ready[1:]
		l.queued = false
		for len(l.updates) > 0 && s.now().After(l.updates[0].expires) {
			s.updates.drop(l.updates[0])
		}
		if len(l.updates) == 0 || l.busy {
			continue
		}
		l.busy = true
		h.flying++
		u := l.updates[0]
		s.work.Go(func() { s.deliver(h, l, u) })
	}
}

// deliver sends one update until it is accepted, expires or the webhook
// changes; then the line goes on.
func (s *Server) deliver(h *hook, l *line, u *update) {
	outcome := h.send(u.body)
	if outcome.ok && len(outcome.body) > 0 {
		s.runHooked(outcome)
	}
	s.mu.Lock()
	h.flying--
	wait := time.Duration(0)
	switch {
	case outcome.ok:
		h.goneSince = time.Time{}
		s.updates.drop(u)
	case h.ctx.Err() == nil:
		wait = s.missed(h, u, outcome)
	}
	s.pump()
	s.mu.Unlock()

	if wait > 0 {
		s.sleep(h.ctx, wait)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	l.busy = false
	if len(l.updates) == 0 {
		delete(s.updates.lines, l.name)
	}
	s.ready(l)
	s.pump()
}

// missed notes that an update was not accepted and tells when to send it
// again; s.mu must be held.
func (s *Server) missed(h *hook, u *update, o outcome) time.Duration {
	u.tries++
	h.lastError, h.lastAt = o.why, s.now()
	if o.status == http.StatusGone {
		if h.goneSince.IsZero() {
			h.goneSince = s.now()
		} else if s.now().Sub(h.goneSince) > hookGone && s.hook == h {
			s.replaceHook(newQuery(), nil)
			return 0
		}
	}
	s.opt.Log.Info("webhook missed", "update", u.id, "try", u.tries, "why", o.why)
	if u.forced && u.tries > 3 {
		s.updates.drop(u)
		return 0
	}
	wait := o.retryAfter
	if wait == 0 && u.tries > 1 {
		wait = min(hookRetryMax, time.Second<<min(u.tries-1, 10))
	}
	if s.opt.Quick {
		wait /= 100
	}
	return wait
}

// runHooked executes the method that came in the body of an answer.
func (s *Server) runHooked(o outcome) {
	q := newQuery()
	q.hooked = true
	if q.readBody(o.contentType, strings.NewReader(string(o.body))) != nil {
		return
	}
	q.method = q.arg("method")
	delete(q.args, "method")
	switch name := strings.ToLower(q.method); {
	case name == "", strings.HasPrefix(name, "get"), name == "setwebhook", name == "deletewebhook", name == "close", name == "logout":
		return
	}
	if m, ok := s.methods[strings.ToLower(q.method)]; ok {
		q.method = m.name
	}
	a := s.run(s.ctx, q)
	s.record(q, a.Code, a.Description, false)
}

// Hook sets the webhook without a call of the bot, as setWebhook does. At most
// so many updates are on their way at once; 0 means Telegram's standard, 40.
func (s *Server) Hook(address, secret string, connections int) error {
	q := newQuery()
	q.args["url"], q.args["secret_token"] = address, secret
	if connections > 0 {
		q.args["max_connections"] = strconv.Itoa(connections)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.setWebhook(q)
	return err
}

// Pending returns how many updates the bot has not confirmed.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.updates.all.Len()
}

// outcome is what the webhook answered to one update.
type outcome struct {
	ok          bool
	status      int
	why         string
	retryAfter  time.Duration
	contentType string
	body        json.RawMessage
}
