package counts

import "strconv"

// Line is one figure, as it may be shown.
type Line struct {
	What  What
	Shown string
}

// small is the count below which a figure is not shown.
const small = 5

// Summary gives the few figures of a campaign. Counts are summed over everything but what happened, and a sum under five is
// shown as "< 5"; sums of five or more are shown rounded down to a multiple of five, so that the difference between two looks
// tells of nobody.
func Summary(list []Count, campaign string) []Line {
	sums := map[What]int64{}
	for _, c := range list {
		if c.Campaign == campaign {
			sums[c.What] += c.N
		}
	}
	var lines []Line
	for _, what := range []What{Start, Finish, Relaxed, National, Helped, NotYet} {
		shown := "<\u00a05"
		if sums[what] >= small {
			shown = strconv.FormatInt(sums[what]/small*small, 10)
		}
		lines = append(lines, Line{what, shown})
	}
	return lines
}
