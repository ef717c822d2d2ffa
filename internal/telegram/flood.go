package telegram

import (
	"time"

	"golang.org/x/time/rate"
)

// floods limits conversations that send too much without waiting for the answers: more than queued waiting at once; or, with
// a backlog, more than burst and then faster than sustained a second; or more than throttled waiting when Telegram itself
// asks to slow down.
type floods struct {
	queued, throttled int
	sustained         rate.Limit
	burst             int

	rates   map[conversation]*rate.Limiter
	sweepAt int                        // how many rates make it worth forgetting some
	limited map[conversation]time.Time // until when
	told    map[conversation]time.Time // when the person was last told
}

const (
	backlog     = 10 // updates waiting
	limitedFor  = 10 * time.Second
	toldEvery   = time.Minute
	maxSkipped  = 100
	sweepFloods = 4096
)

func newFloods(queued, burst int, sustained float64) floods {
	return floods{
		queued: queued, throttled: max(1, queued/3), sustained: rate.Limit(sustained), burst: burst, sweepAt: sweepFloods,
		rates: map[conversation]*rate.Limiter{}, limited: map[conversation]time.Time{}, told: map[conversation]time.Time{},
	}
}

// admit says whether one more update of a conversation, in which so many wait, is handled.
func (f *floods) admit(c conversation, waiting int, now time.Time) bool {
	if until, ok := f.limited[c]; ok {
		if now.Before(until) {
			return false
		}
		delete(f.limited, c)
	}
	if waiting > f.queued {
		f.limit(c, now)
		return false
	}
	if waiting < backlog {
		return true // somebody quick who waits for each answer is no flood
	}
	r := f.rates[c]
	if r == nil {
		f.sweep(now)
		r = rate.NewLimiter(f.sustained, f.burst)
		f.rates[c] = r
	}
	return r.AllowN(now, 1)
}

func (f *floods) limit(c conversation, now time.Time) {
	f.limited[c] = now.Add(limitedFor)
}

// tell says whether the person is to be told now; once a while is enough.
func (f *floods) tell(c conversation, now time.Time) bool {
	if last, ok := f.told[c]; ok && now.Sub(last) < toldEvery {
		return false
	}
	f.told[c] = now
	return true
}

// sweep forgets conversations that have been quiet, once there are many.
func (f *floods) sweep(now time.Time) {
	if len(f.rates) < f.sweepAt {
		return
	}
	for c, r := range f.rates {
		if r.TokensAt(now) >= float64(f.burst) {
			delete(f.rates, c)
			delete(f.limited, c)
		}
	}
	for c, at := range f.told {
		if now.Sub(at) >= toldEvery {
			delete(f.told, c)
		}
	}
	f.sweepAt = max(sweepFloods, 2*len(f.rates))
}
