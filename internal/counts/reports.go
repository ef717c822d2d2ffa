package counts

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// ReportPrefix begins the names of the counters of reports: people who said that an entry is wrong.
const ReportPrefix = "report/"

// The reasons of a report.
const (
	NoAnswer  = "no-answer" // "ce contact ne répond plus"
	Wrong     = "wrong"     // "une information est fausse"
	Elsewhere = "elsewhere" // "ne s'occupe pas de mon cas"
)

// Reasons lists the reasons of a report.
func Reasons() []string { return []string{NoAnswer, Wrong, Elsewhere} }

// ReportName is the name of the counter of a report.
func ReportName(actor, reason string) string { return ReportPrefix + actor + "/" + reason }

// ParseReport reads the name of a counter of reports back.
func ParseReport(name string) (actor, reason string, ok bool) {
	rest, found := strings.CutPrefix(name, ReportPrefix)
	actor, reason, cut := strings.Cut(rest, "/")
	return actor, reason, found && cut
}

// Reported sums the reports of each actor.
func Reported(counters map[string]int64) map[string]int {
	sums := map[string]int{}
	for name, n := range counters {
		if actor, _, ok := ParseReport(name); ok {
			sums[actor] += int(n)
		}
	}
	return sums
}

// Report is an entry that people said was wrong.
type Report struct {
	Actor string
	Total int64
	// Reasons are how many gave each reason.
	Reasons map[string]int64
}

// Reports lists the entries that are reported, the most reported first. Reports tell of entries and not of people: they are
// given as they are.
func Reports(counters map[string]int64) []Report {
	found := map[string]*Report{}
	for name, n := range counters {
		actor, reason, ok := ParseReport(name)
		if !ok || n <= 0 {
			continue
		}
		r := found[actor]
		if r == nil {
			r = &Report{Actor: actor, Reasons: map[string]int64{}}
			found[actor] = r
		}
		r.Reasons[reason] = plus(r.Reasons[reason], n)
		r.Total = plus(r.Total, n)
	}
	list := make([]Report, 0, len(found))
	for _, r := range found {
		list = append(list, *r)
	}
	slices.SortFunc(list, func(a, b Report) int { return cmp.Or(cmp.Compare(b.Total, a.Total), cmp.Compare(a.Actor, b.Actor)) })
	return list
}

// Settled is what to add to the counters so that an actor is no longer reported.
func Settled(counters map[string]int64, actor string) map[string]int64 {
	deltas := map[string]int64{}
	for name, n := range counters {
		if of, _, ok := ParseReport(name); ok && of == actor && n != 0 {
			deltas[name] = -n
		}
	}
	return deltas
}

// plus adds two counts that are not negative, and stays at the largest there is.
func plus(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}
