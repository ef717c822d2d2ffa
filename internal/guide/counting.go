package guide

import (
	"context"
	"strings"
	"sync"
	"time"

	"jalon/internal/counts"
	"jalon/internal/geo"
	"jalon/internal/recommend"
)

// add counts something of this turn.
func (t *turn) add(name string) {
	if t.deltas == nil {
		t.deltas = map[string]int64{}
	}
	t.deltas[name]++
}

func (t *turn) countIn(p recommend.Profile, what counts.What) {
	cell := counts.Cell{Campaign: t.state.Campaign, Department: p.Place.Department, Stage: p.Stage, Holder: p.Holder, Sector: p.Sector}
	if p.Place.Kind == geo.KindDepartment {
		cell.Department = p.Place.Code
	}
	t.add(counts.Name(t.now, cell, what))
}

// countStart counts a conversation that begins.
func (t *turn) countStart() {
	t.add(counts.Name(t.now, counts.Cell{Campaign: t.state.Campaign}, counts.Start))
}

// countResult counts a result, once for the same answers.
func (t *turn) countResult(found recommend.Result) {
	p := found.Profile
	done := cellKey(p)
	if t.state.Counted == done {
		return
	}
	t.state.Counted, t.state.Helped = done, ""
	t.countIn(p, counts.Finish)
	if len(found.Relaxed) > 0 {
		t.countIn(p, counts.Relaxed)
	}
	if len(found.Actors) > 0 && found.Actors[0].Level == geo.LevelNational {
		t.countIn(p, counts.National)
	}
}

func cellKey(p recommend.Profile) string {
	return strings.Join([]string{p.Stage, p.Holder, p.Sector, p.Need, p.Employs, p.Place.Code}, "/")
}

// helped counts whether the result helped, once for the same answers.
func (t *turn) helped(result recommend.Result, arg string) Reply {
	if key := cellKey(result.Profile); t.state.Helped != key {
		t.state.Helped = key
		what := counts.Helped
		if arg != "yes" {
			what = counts.NotYet
		}
		t.countIn(result.Profile, what)
	}
	key := "helped.yes"
	if arg != "yes" {
		key = "helped.no"
	}
	m := t.menu(result)
	m.Body = t.say(key)
	return Reply{Messages: []Message{m}, Toast: t.say("helped.thanks")}
}

func (g *Guide) count(ctx context.Context, deltas map[string]int64) {
	if len(deltas) == 0 || g.options.Counters == nil {
		return
	}
	if err := g.options.Counters.Add(ctx, deltas); err != nil {
		g.options.Log.WarnContext(ctx, "not counted", "error", err)
	}
}

// reports remembers how often each actor was reported, read again from the store from time to time.
type reports struct {
	mutex sync.Mutex
	read  time.Time
	sums  map[string]int
}

// reportsKept is how long the reports read from the store are used before they are read again.
const reportsKept = time.Minute

func (r *reports) flags(ctx context.Context, o Options) recommend.Flags {
	if o.Counters == nil {
		return nil
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if now := o.Now(); r.sums == nil || now.Sub(r.read) > reportsKept || now.Before(r.read) {
		counters, err := o.Counters.Counts(ctx, counts.ReportPrefix)
		if err != nil {
			o.Log.WarnContext(ctx, "reports not read", "error", err)
		}
		r.sums, r.read = counts.Reported(counters), now
	}
	sums := r.sums
	return func(actor string) int { return sums[actor] }
}
