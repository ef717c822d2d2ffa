package links

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// errPrivate is an address that points inside a private network.
var errPrivate = errors.New("links: address of a private network")

const (
	maxRedirects = 10
	maxBody      = 256 << 10
)

// client asks one address at a time.
type client struct {
	http    *http.Client
	timeout time.Duration
}

func newClient(o Options) *client {
	dialer := &net.Dialer{Timeout: o.Timeout}
	if !o.AllowPrivate {
		dialer.Control = refusePrivate
	}
	transport := &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: o.Timeout, MaxIdleConnsPerHost: 1, Proxy: nil}
	return &client{timeout: o.Timeout, http: &http.Client{Transport: transport, CheckRedirect: func(_ *http.Request, via []*http.Request) error {
		if len(via) >= maxRedirects {
			return http.ErrUseLastResponse
		}
		return nil
	}}}
}

// refusePrivate stops a connection to an address that is not public, once the name is resolved: no name can hide it.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return errPrivate
	}
	ip := target.Addr().Unmap()
	shared := netip.MustParsePrefix("100.64.0.0/10")
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || shared.Contains(ip) {
		return errPrivate
	}
	return nil
}

// judge asks one address.
func (c *client) judge(ctx context.Context, address string) Verdict {
	asked, err := url.Parse(address)
	if err != nil || asked.Host == "" || asked.Scheme != "http" && asked.Scheme != "https" {
		return Verdict{URL: address, State: Broken, Cause: Malformed}
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Verdict{URL: address, State: Broken, Cause: Malformed}
	}
	request.Header.Set("User-Agent", "Mozilla/5.0 (compatible; JalonLinks/1.0)")
	request.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8")
	request.Header.Set("Accept-Language", "fr")
	answer, err := c.http.Do(request)
	if err != nil {
		return failed(address, err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxBody))
	if err != nil && len(body) == 0 {
		return failed(address, err)
	}
	return read(address, asked, answer, body)
}

// failed judges an address that gave no answer.
func failed(address string, err error) Verdict {
	var dns *net.DNSError
	v := Verdict{URL: address, State: Uncertain, Cause: Unreached}
	switch {
	case errors.Is(err, errPrivate):
		v.State, v.Cause = Uncertain, Private
	case errors.As(err, &dns) && dns.IsNotFound:
		v.State, v.Cause = Broken, NoHost
	case errors.Is(err, context.DeadlineExceeded):
		v.Cause = TooSlow
	}
	return v
}

// read judges an answer.
func read(address string, asked *url.URL, answer *http.Response, body []byte) Verdict {
	v := Verdict{URL: address, State: Valid, Status: answer.StatusCode}
	final := answer.Request.URL
	if final.String() != asked.String() {
		v.Final = final.String()
	}
	switch status := answer.StatusCode; {
	case status == http.StatusNotFound || status == http.StatusGone:
		v.State, v.Cause = Broken, Missing
	case status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusTooManyRequests:
		v.State, v.Cause = Uncertain, Refused
	case status >= 500:
		v.State, v.Cause = Uncertain, Failing
	case status < 200 || status >= 300:
		v.State, v.Cause = Uncertain, Odd
	case !home(asked) && home(final):
		v.State, v.Cause = Broken, HomePage
	case sayGone(body):
		v.State, v.Cause = Broken, SoftGone
	case robotWall(body):
		v.State, v.Cause = Uncertain, Refused
	}
	return v
}

// home reports whether an address is that of a whole site.
func home(u *url.URL) bool {
	path := strings.ToLower(strings.Trim(u.Path, "/"))
	return u.RawQuery == "" && (path == "" || path == "fr" || path == "accueil" || path == "home" || path == "index.html" || path == "index.php")
}

var (
	title = regexp.MustCompile(`(?is)<(title|h1)[^>]*>(.*?)</(title|h1)>`)
	gone  = regexp.MustCompile(`(?i)\b404\b|page (introuvable|non trouv)|not found|n'existe (pas|plus)|n&#0?39;existe|n’existe (pas|plus)|page inexistante`)
	walls = regexp.MustCompile(`(?i)just a moment|attention required|checking your browser|are you (a )?(robot|human)|captcha`)
)

// sayGone reports whether a page that answers 200 says in its title that it does not exist.
func sayGone(body []byte) bool {
	for _, m := range title.FindAllSubmatch(body, 4) {
		if gone.Match(m[2]) {
			return true
		}
	}
	return false
}

// robotWall reports whether the page is there to keep robots out.
func robotWall(body []byte) bool {
	for _, m := range title.FindAllSubmatch(body, 4) {
		if walls.Match(m[2]) {
			return true
		}
	}
	return false
}
