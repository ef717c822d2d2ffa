// Package load plays many people against a bot and measures how it answers:
// each person starts the bot, presses its buttons, types a place when it asks
// for one, and starts again when the orientation is finished. What people do
// is driven by what the bot shows them, so any bot with inline buttons can be
// measured. It is a tool of tests and benchmarks.
package load

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"jalon/internal/botapi"
)

// tailLength is how many messages back a person looks.
const tailLength = 8

// firstUser is the identifier of the first person played.
const firstUser = 1_000_000

// Plan says what to play.
type Plan struct {
	// Server is the double the bot talks to.
	Server *botapi.Server
	// Hook is the webhook of the bot, with its Secret; "" when the bot polls or
	// sets its webhook by itself.
	Hook, Secret string
	// Updates is the number of updates to send, Users the number of people who
	// send them, InFlight how many updates may wait for an answer at once.
	Updates, Users, InFlight int
	// Places are what people type when they are asked where; "Crest" if empty.
	Places []string
	// Asked tells whether the bot waits for a typed place. By default it does
	// when it shows a reply keyboard that requests a position.
	Asked func(last []botapi.Message, shown *botapi.ReplyKeyboard) bool
	// Done tells whether a message of the bot ends an orientation. By default
	// one that carries a venue, a contact or a link to a site does.
	Done func(botapi.Message) bool
	// Limit is how long one update may wait before it is counted as lost; 0
	// means 30 s. Presses wait no longer than the server's Patience.
	Limit time.Duration
	// Seed makes the choices of people reproducible.
	Seed uint64
}

// Report is what was measured.
type Report struct {
	// Updates were sent; Presses, Typed and Starts are their kinds.
	Updates int `json:"updates"`
	Presses int `json:"presses"`
	Typed   int `json:"typed"`
	Starts  int `json:"starts"`
	// Finished orientations.
	Finished int `json:"finished"`
	// Lost updates got no answer, Repeated answers came twice.
	Lost     int `json:"lost"`
	Repeated int `json:"repeated"`
	// Refused calls are those of the bot that Telegram would refuse.
	Refused   int           `json:"refused"`
	PerSecond float64       `json:"updates_per_second"`
	P50       time.Duration `json:"p50"`
	P99       time.Duration `json:"p99"`
	Max       time.Duration `json:"max"`
	Elapsed   time.Duration `json:"elapsed"`
}

// complete fills in what was left out.
func (p Plan) complete() (Plan, error) {
	if p.Server == nil || p.Updates <= 0 {
		return p, errors.New("load: a plan needs a server and a number of updates")
	}
	p.InFlight = max(1, p.InFlight)
	p.Users = max(p.InFlight, p.Users)
	if len(p.Places) == 0 {
		p.Places = []string{"Crest"}
	}
	if p.Limit == 0 {
		p.Limit = 30 * time.Second
	}
	if p.Asked == nil {
		p.Asked = func(_ []botapi.Message, shown *botapi.ReplyKeyboard) bool { return requests(shown) }
	}
	if p.Done == nil {
		p.Done = finished
	}
	return p, nil
}

// Run plays the plan and returns when every update is answered or lost, or
// when ctx ends: the report then covers what was played.
func Run(ctx context.Context, p Plan) (Report, error) {
	p, err := p.complete()
	if err != nil {
		return Report{}, err
	}
	if p.Hook != "" {
		if err := p.Server.Hook(p.Hook, p.Secret, p.InFlight); err != nil {
			return Report{}, fmt.Errorf("load: %w", err)
		}
	}
	g := game{plan: p, free: make(chan *person, p.Users)}
	for i := range p.Users {
		g.free <- &person{
			User:   botapi.User{ID: firstUser + int64(i), FirstName: "Camille", Language: "fr"},
			random: rand.New(rand.NewPCG(p.Seed, uint64(i))),
		}
	}
	refused := len(p.Server.Refusals())
	began := time.Now()
	var players sync.WaitGroup
	for range p.InFlight {
		players.Go(func() { g.play(ctx) })
	}
	players.Wait()
	elapsed := time.Since(began)
	g.settle(ctx)
	return g.close(elapsed, len(p.Server.Refusals())-refused), ctx.Err()
}

// game is one run.
type game struct {
	plan Plan
	free chan *person // people nobody plays at the moment

	mu     sync.Mutex
	sent   int
	report Report
	delays []time.Duration
}

// person is one of the people played, by one player at a time.
type person struct {
	botapi.User
	random *rand.Rand
	since  int // the last message they had seen before they acted
	begun  bool
}

// play makes free people act until the plan is played or ctx ends.
func (g *game) play(ctx context.Context) {
	for g.take() {
		var p *person
		select {
		case p = <-g.free:
		case <-ctx.Done():
			return
		}
		g.turn(ctx, p)
		g.free <- p
	}
}

// take counts one more update, unless the plan is played.
func (g *game) take() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.sent >= g.plan.Updates {
		return false
	}
	g.sent++
	return true
}

// turn makes a person act once and waits for what they see of it.
func (g *game) turn(ctx context.Context, p *person) {
	s := g.plan.Server
	tail := s.Tail(p.ID, tailLength)
	act := g.choose(p, tail)
	before := s.Activity(p.ID)
	twice := p.look(tail)
	wait, cancel := context.WithTimeout(ctx, g.plan.Limit)
	defer cancel()
	changes := s.Watch(wait, p.ID)
	began := time.Now()
	answered, toast := act.do(s, p)
	for answered && !toast && !act.seen(before, s.Activity(p.ID)) {
		if _, open := <-changes; !open {
			answered = act.seen(before, s.Activity(p.ID))
			break
		}
	}
	g.note(act, answered, time.Since(began), twice)
}

// look makes a person read what came since they last looked, and counts what
// was said twice.
func (p *person) look(tail []botapi.Message) int {
	twice := repeated(tail, p.since)
	if n := len(tail); n > 0 {
		p.since = tail[n-1].ID
	}
	return twice
}

// settle gives the bot the time to confirm its last updates, then makes
// everybody look once more.
func (g *game) settle(ctx context.Context) {
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	limit := time.After(min(g.plan.Limit, 2*time.Second))
	for waiting := true; waiting && g.plan.Server.Pending() > 0; {
		select {
		case <-ticker.C:
		case <-limit:
			waiting = false
		case <-ctx.Done():
			waiting = false
		}
	}
	for range len(g.free) {
		p := <-g.free
		g.report.Repeated += p.look(g.plan.Server.Tail(p.ID, tailLength))
	}
}

// note adds one update to the report.
func (g *game) note(a action, answered bool, delay time.Duration, twice int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := &g.report
	r.Updates++
	r.Repeated += twice
	switch {
	case a.data != "":
		r.Presses++
	case a.start:
		r.Starts++
	default:
		r.Typed++
	}
	if a.finished {
		r.Finished++
	}
	if !answered {
		r.Lost++
		return
	}
	g.delays = append(g.delays, delay)
}

// close makes the report of what was played.
func (g *game) close(elapsed time.Duration, refused int) Report {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := g.report
	r.Elapsed, r.Refused = elapsed, refused
	r.PerSecond = float64(r.Updates-r.Lost) / elapsed.Seconds()
	slices.Sort(g.delays)
	if n := len(g.delays); n > 0 {
		r.P50, r.P99, r.Max = g.delays[n/2], g.delays[min(n-1, n*99/100)], g.delays[n-1]
	}
	return r
}
