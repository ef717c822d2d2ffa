// Package links checks that addresses still answer, politely: several hosts at once, one request at a time for a host, with
// a pause between two.
//
// It judges and never changes anything. "Broken" is only what certainly is (no such page, no such host, the home page
// instead of the page); a server that refuses robots, is slow or fails for now is "uncertain", for a person to look at.
// Addresses inside private networks are refused, redirects included, unless they are allowed.
package links

import (
	"context"
	"net/url"
	"slices"
	"sync"
	"time"
)

// State is what is known of an address.
type State string

// The states.
const (
	Valid     State = "valid"
	Uncertain State = "uncertain"
	Broken    State = "broken"
)

// Cause says why an address is not valid.
type Cause string

// The causes.
const (
	Missing   Cause = "missing"    // 404, 410
	NoHost    Cause = "no-host"    // the name of the site does not exist
	SoftGone  Cause = "soft-404"   // a page that says it does not exist
	HomePage  Cause = "home-page"  // sent to the home page instead
	Refused   Cause = "refused"    // 401, 403, 429: robots are not welcome
	Failing   Cause = "failing"    // 5xx
	TooSlow   Cause = "too-slow"   // no answer in time
	Unreached Cause = "unreached"  // connection or certificate at fault
	Private   Cause = "private"    // an address of a private network
	Odd       Cause = "odd-answer" // any other status
	Malformed Cause = "malformed"
)

// Verdict is the outcome for one address.
type Verdict struct {
	URL    string `json:"url"`
	State  State  `json:"state"`
	Cause  Cause  `json:"cause,omitempty"`
	Status int    `json:"status,omitempty"`
	// Final is where redirects ended, when elsewhere.
	Final   string    `json:"final,omitempty"`
	Checked time.Time `json:"checked"`
}

// Options are how to check. The zero value is polite.
type Options struct {
	Parallel     int           // hosts asked at once; 8
	Pause        time.Duration // between two requests to a host; 1 s
	Timeout      time.Duration // for one address; 15 s
	AllowPrivate bool
	Now          func() time.Time
	// Known are earlier verdicts; those younger than MaxAge are not asked again. Broken ones always are.
	Known  map[string]Verdict
	MaxAge time.Duration // 7 days
	// Progress is called after each address, from one goroutine at a time.
	Progress func(done, total int)
}

func (o Options) complete() Options {
	if o.Parallel <= 0 {
		o.Parallel = 8
	}
	if o.Pause == 0 {
		o.Pause = time.Second
	}
	if o.Timeout <= 0 {
		o.Timeout = 15 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.MaxAge == 0 {
		o.MaxAge = 7 * 24 * time.Hour
	}
	if o.Progress == nil {
		o.Progress = func(int, int) {}
	}
	return o
}

// Check judges every address once and returns the verdicts in the order of the addresses. It stops early when ctx ends: the
// addresses not asked are then left out.
func Check(ctx context.Context, addresses []string, o Options) []Verdict {
	o = o.complete()
	addresses = slices.Compact(slices.Sorted(slices.Values(addresses)))
	run := &run{options: o, client: newClient(o), total: len(addresses), verdicts: map[string]Verdict{}}
	hosts := map[string][]string{}
	for _, address := range addresses {
		known, found := o.Known[address]
		if found && known.State != Broken && o.Now().Sub(known.Checked) < o.MaxAge {
			run.note(known)
			continue
		}
		host := address
		if u, err := url.Parse(address); err == nil {
			host = u.Host
		}
		hosts[host] = append(hosts[host], address)
	}
	run.hosts(ctx, hosts)
	var verdicts []Verdict
	for _, address := range addresses {
		if v, judged := run.verdicts[address]; judged {
			verdicts = append(verdicts, v)
		}
	}
	return verdicts
}

// run is one passage over all the addresses.
type run struct {
	options  Options
	client   *client
	total    int
	mutex    sync.Mutex
	verdicts map[string]Verdict
}

func (r *run) note(v Verdict) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.verdicts[v.URL] = v
	r.options.Progress(len(r.verdicts), r.total)
}

// hosts asks the hosts, several at once, each address of a host after the other.
func (r *run) hosts(ctx context.Context, hosts map[string][]string) {
	places := make(chan struct{}, r.options.Parallel)
	var wait sync.WaitGroup
	for _, list := range hosts {
		wait.Go(func() {
			select {
			case places <- struct{}{}:
			case <-ctx.Done():
				return
			}
			defer func() { <-places }()
			for i, address := range list {
				if i > 0 && !pause(ctx, r.options.Pause) || ctx.Err() != nil {
					return
				}
				if v := r.client.judge(ctx, address); ctx.Err() == nil {
					v.Checked = r.options.Now()
					r.note(v)
				}
			}
		})
	}
	wait.Wait()
}

func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
