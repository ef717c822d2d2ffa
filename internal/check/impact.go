package check

import (
	"runtime"
	"slices"
	"sync"
	"time"

	"jalon/internal/geo"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

// Impact is what a change does: to the entries, and to what people are offered.
type Impact struct {
	Added   []Change `json:"added"`
	Changed []Change `json:"changed"`
	Removed []Change `json:"removed"`
	// Moved are the cells whose first recommendation is another; Relaxed those for which more has to be relaxed; Empty those
	// that have nobody any more.
	Moved   []Move `json:"moved"`
	Relaxed []Move `json:"relaxed"`
	Empty   []Move `json:"empty"`
	// Cells counts the cells compared.
	Cells int `json:"cells"`
}

// Move is one cell before and after. Equals take turns by day: From and To are all those that come first in turn.
type Move struct {
	Department string   `json:"department"`
	Stage      string   `json:"stage"`
	Holder     string   `json:"holder"`
	Sector     string   `json:"sector"`
	From       []string `json:"from"`
	To         []string `json:"to"`
	// Relaxed is what has to be relaxed after the change.
	Relaxed []string `json:"relaxed"`
}

// rounds is how many days are looked at to know who takes turns; more equals than that are rare.
const rounds = 12

// Compare works out what changes from one base to another, on a day.
func Compare(before, after *knowledge.Base, places *geo.Gazetteer, day time.Time) Impact {
	impact := Impact{Added: []Change{}, Changed: []Change{}, Removed: []Change{}, Moved: []Move{}, Relaxed: []Move{}, Empty: []Move{}}
	added, changed, removed := compare(before, after)
	impact.Added, impact.Changed, impact.Removed = append(impact.Added, added...), append(impact.Changed, changed...), append(impact.Removed, removed...)
	impact.Cells = len(profiles(after)) * len(places.Departments())
	departments := concerned(before, after, slices.Concat(added, changed, removed), places)
	if len(departments) == 0 {
		return impact
	}
	old, now := recommend.New(before, places, nil), recommend.New(after, places, nil)
	moves := make([][]outcome, len(departments))
	var wait sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(departments))
	for worker := range workers {
		wait.Go(func() {
			for i := worker; i < len(departments); i += workers {
				moves[i] = compareDepartment(old.At(departments[i]), now.At(departments[i]), profiles(after), departments[i], day)
			}
		})
	}
	wait.Wait()
	for _, o := range slices.Concat(moves...) {
		switch {
		case o.empty:
			impact.Empty = append(impact.Empty, o.Move)
		case o.wider:
			impact.Relaxed = append(impact.Relaxed, o.Move)
		default:
			impact.Moved = append(impact.Moved, o.Move)
		}
	}
	return impact
}

// concerned lists the departments where a change may bear on what is offered: those that the actors changed act in, before or
// after; all of them when the vocabulary changes.
func concerned(before, after *knowledge.Base, changes []Change, places *geo.Gazetteer) []geo.Place {
	actors, areas := map[string]bool{}, map[string]bool{}
	for _, c := range changes {
		switch c.Kind {
		case "code":
			return places.Departments()
		case "actor":
			actors[c.ID] = true
		case "area":
			areas["area:"+c.ID] = true
		}
	}
	touched := map[string]bool{}
	for _, base := range []*knowledge.Base{before, after} {
		for _, a := range base.Actors {
			named := slices.ContainsFunc(append(a.Territory.Include, a.Territory.Except...), func(code knowledge.String) bool { return areas[code.Value] })
			if !actors[a.ID] && !named {
				continue
			}
			include, except := base.Codes(a.Territory)
			for _, department := range places.Departments() {
				touched[department.Code] = touched[department.Code] || places.Touches(include, except, department)
			}
		}
	}
	return slices.DeleteFunc(places.Departments(), func(p geo.Place) bool { return !touched[p.Code] })
}

// profiles lists the profiles of the vocabulary, without a place.
func profiles(base *knowledge.Base) []recommend.Profile {
	var all []recommend.Profile
	for _, stage := range base.Vocabulary.Stages {
		for _, holder := range base.Vocabulary.Holders {
			for _, sector := range base.Vocabulary.Sectors {
				all = append(all, recommend.Profile{Stage: stage.Code.Value, Holder: holder.Code.Value, Sector: sector.Code.Value})
			}
		}
	}
	return all
}

// outcome is a cell that changed, and how.
type outcome struct {
	Move
	empty, wider bool
}

func compareDepartment(old, now *recommend.Around, all []recommend.Profile, place geo.Place, day time.Time) []outcome {
	var found []outcome
	for _, p := range all {
		was, had, wasRelaxed, _ := old.Best(p, day)
		is, has, relaxed, _ := now.Best(p, day)
		o := outcome{empty: had > 0 && has == 0, wider: has > 0 && len(relaxed) > len(wasRelaxed)}
		if had > 0 && has > 0 && !o.wider && was.Actor.ID == is.Actor.ID && sameNextDay(old, now, p, day) {
			continue // a quick look that spares most cells
		}
		from, to := heads(old, p, day), heads(now, p, day)
		if !o.empty && !o.wider && slices.Equal(from, to) {
			continue
		}
		o.Move = Move{Department: place.Code, Stage: p.Stage, Holder: p.Holder, Sector: p.Sector, From: from, To: to, Relaxed: []string{}}
		for _, criterion := range relaxed {
			o.Relaxed = append(o.Relaxed, string(criterion))
		}
		found = append(found, o)
	}
	return found
}

// sameNextDay reports whether the same actor comes first on the day after, when equals have taken one more turn.
func sameNextDay(old, now *recommend.Around, p recommend.Profile, day time.Time) bool {
	was, _, _, _ := old.Best(p, day.AddDate(0, 0, 1))
	is, _, _, _ := now.Best(p, day.AddDate(0, 0, 1))
	return was.Actor.ID == is.Actor.ID
}

// heads lists those who come first in turn, sorted.
func heads(around *recommend.Around, p recommend.Profile, day time.Time) []string {
	ids := []string{}
	for i := range rounds {
		best, n, _, found := around.Best(p, day.AddDate(0, 0, i))
		if found && !slices.Contains(ids, best.Actor.ID) {
			ids = append(ids, best.Actor.ID)
		}
		if n < 2 {
			break
		}
	}
	slices.Sort(ids)
	return ids
}
