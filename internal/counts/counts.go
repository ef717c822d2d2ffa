// Package counts names what is counted and makes figures of it that show nobody.
//
// A count is a number beside a cell (campaign, department, stage, holder, sector) and a week: no identity, no time finer
// than a week, no text. The room imports no other: plain maps come in, tables go out.
//
// # What is shown
//
// A figure may be asked for any set of dimensions and any filter. It goes through two steps:
//
//  1. Every finest count n (one week, campaign, department, stage, holder and sector, one thing counted) is lowered to the
//     first number of its run. The runs are 0 | 1 2 | 3 4 | 5 6 | 7 8 9 | 10 11 | 12 13 14 | and so on by fives. What the
//     finest counts were before that is used nowhere else.
//  2. Every figure of every table, totals included, is the sum of lowered counts, rounded down to a multiple of 5. Below 5
//     it is shown "< 5", and nothing tells 0 from 1 to 4: rows that hold no figure of 5 or more are not named, they are
//     summed into one row of others which is always there. A share is rounded to a step that is worth five answers at
//     least. The same cell has the same figure in every table.
//
// Lowering never raises: a figure of 5 or more is a true "at least", and a count under 5 is always "< 5". A count of 5 or
// more may be shown "< 5" too. Rounding hides most things; lowering closes what rounding alone leaves open, for example
// five cells of 4 under a total of 20.
//
// # Why no count can be worked out
//
// Suppose somebody sees every table for every set of dimensions and every filter, at as many moments as they like, knows
// this program, and knows that relaxed ≤ finish and national ≤ finish in every cell. Take any cell of any table that
// holds n ≥ 1, and a finest cell under it that is not empty. The run of that finest count has another member just beside
// it: one more, or one less when the count is the last of its run. The data with that other member (where one less finish
// would fall below relaxed or national, these equal it, are in the same run, and move with it; where one more relaxed would
// pass finish, finish moves with it) has the same lowered counts, hence the very same tables; and n differs by one. So
// no count, small or large, is ever certain. This is also true of what came between two looks: the later count moves alone
// within its run, or, when it is the last of its run, all looks at which it already stood there move down together.
// The tests exhibit the second data set for every cell of every set of dimensions, and play the attacker in full on small
// worlds: they go through all data sets, and all pairs of successive ones, that give the tables seen.
//
// What is not covered: a figure that changes while one looks tells that somebody came just then, though not how many, so
// that a public page is best made once a week; and somebody who sends answers on purpose, to push a cell over five while
// looking after each, learns what the others had brought. Figures are for those who run the bot or who made the link.
package counts

import (
	"fmt"
	"strings"
	"time"
)

// What is what happened.
type What string

// The things counted.
const (
	Start    What = "start"    // a conversation began
	Finish   What = "finish"   // a result was shown
	Relaxed  What = "relaxed"  // nobody fitted: criteria were relaxed
	National What = "national" // only national actors were found
	Helped   What = "helped"   // "cela vous a aidé": yes
	NotYet   What = "not-yet"  // "cela vous a aidé": not really
)

// Whats lists the things counted, in the order in which they are shown.
func Whats() []What { return []What{Start, Finish, Relaxed, National, Helped, NotYet} }

// Cell is where it happened. Empty fields are not known.
type Cell struct {
	Campaign, Department, Stage, Holder, Sector string
}

// Prefix begins the names of all counts in the store.
const Prefix = "count/"

// Name is the name of a counter in the store.
func Name(day time.Time, c Cell, what What) string {
	return Prefix + strings.Join([]string{weekOf(day), c.Campaign, c.Department, c.Stage, c.Holder, c.Sector, string(what)}, "/")
}

// Count is one counter read back.
type Count struct {
	Week string // "2026-W47"
	Cell
	What What
	N    int64
}

// Parse reads a counter back; ok is false for a name that is none.
func Parse(name string, n int64) (c Count, ok bool) {
	rest, found := strings.CutPrefix(name, Prefix)
	if !found || strings.Count(rest, "/") != 6 {
		return Count{}, false
	}
	var parts [7]string
	for i := range parts {
		parts[i], rest, _ = strings.Cut(rest, "/")
	}
	return Count{parts[0], Cell{parts[1], parts[2], parts[3], parts[4], parts[5]}, What(parts[6]), n}, true
}

// Read reads all the counters of a store back, and leaves out names that are none.
func Read(counters map[string]int64) []Count {
	list := make([]Count, 0, len(counters))
	for name, n := range counters {
		if c, ok := Parse(name, n); ok {
			list = append(list, c)
		}
	}
	return list
}

// Monday is the first day of a week written "2026-W47"; ok is false for what is not a week.
func Monday(week string) (day time.Time, ok bool) {
	var year, number int
	if n, err := fmt.Sscanf(week, "%4d-W%2d", &year, &number); err != nil || n != 2 {
		return time.Time{}, false
	}
	// The 4th of January is in the first week of its year.
	fourth := time.Date(year, time.January, 4, 0, 0, 0, 0, time.UTC)
	day = fourth.AddDate(0, 0, 7*(number-1)-(int(fourth.Weekday())+6)%7)
	return day, weekOf(day) == week
}

func weekOf(day time.Time) string {
	year, week := day.UTC().ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, week)
}
