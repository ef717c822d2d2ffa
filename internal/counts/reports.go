package counts

import "strings"

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
