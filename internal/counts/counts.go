// Package counts names what is counted and makes figures of it that show nobody.
//
// A count is a number beside a cell (campaign, department, stage, holder, sector) and a week: no identity, no time finer
// than a week, no text. What is shown is rounded so that a small count can neither be read nor worked out by subtraction.
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

// Cell is where it happened. Empty fields are not known.
type Cell struct {
	Campaign, Department, Stage, Holder, Sector string
}

// Prefix begins the names of all counts in the store.
const Prefix = "count/"

// Name is the name of a counter in the store.
func Name(day time.Time, c Cell, what What) string {
	year, week := day.UTC().ISOWeek()
	return Prefix + strings.Join([]string{fmt.Sprintf("%d-W%02d", year, week), c.Campaign, c.Department, c.Stage, c.Holder, c.Sector, string(what)}, "/")
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
	parts := strings.Split(rest, "/")
	if !found || len(parts) != 7 {
		return Count{}, false
	}
	return Count{parts[0], Cell{parts[1], parts[2], parts[3], parts[4], parts[5]}, What(parts[6]), n}, true
}
