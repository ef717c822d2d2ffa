// Package load plays many people against a bot and measures how it answers.
// It is a tool of the tests and of the benchmarks.
package load

import (
	"context"
	"time"

	"jalon/internal/botapi"
)

// Plan says what to play.
type Plan struct {
	// Server is the double the bot talks to.
	Server *botapi.Server
	// Updates is the number of updates to send, Users the number of people
	// who send them, InFlight how many updates may wait for an answer at once.
	Updates, Users, InFlight int
	// Places are what people type when they are asked where; "Crest" if empty.
	Places []string
	// Limit is how long one update may wait before it is counted as lost;
	// 0 means 30 s.
	Limit time.Duration
	// Seed makes the choices of people reproducible.
	Seed uint64
}

// Report is what was measured.
type Report struct {
	Updates   int           `json:"updates"`
	PerSecond float64       `json:"updates_per_second"`
	P50       time.Duration `json:"p50"`
	P99       time.Duration `json:"p99"`
	Max       time.Duration `json:"max"`
	// Lost counts updates that got no answer, Repeated those answered twice.
	Lost     int           `json:"lost"`
	Repeated int           `json:"repeated"`
	Presses  int           `json:"presses"`
	Typed    int           `json:"typed"`
	Finished int           `json:"finished"`
	Elapsed  time.Duration `json:"elapsed"`
}

// Run plays the plan and returns when every update is answered or lost, or
// when ctx ends.
func Run(ctx context.Context, p Plan) (Report, error) { return Report{}, ctx.Err() }
