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

// Cell is one profile in one department: what it is offered.
type Cell struct {
	Stage      string `json:"stage"`
	Holder     string `json:"holder"`
	Sector     string `json:"sector"`
	Department string `json:"department"`
	// Level is that of the first actor; empty when there is nobody.
	Level string `json:"level"`
	// Relaxed are the criteria that had to be relaxed.
	Relaxed []string `json:"relaxed"`
	// Actors counts those that fit with the same relaxation.
	Actors int    `json:"actors"`
	First  string `json:"first"`

	reachable bool // the first actor can be reached
	late      bool // every actor that fits should have been reviewed
}

// Department sums up the cells of a department.
type Department struct {
	Code string `json:"code"`
	Name string `json:"name"`
	// Best is the most local level reached by a cell, Worst the least local.
	Best  string `json:"best"`
	Worst string `json:"worst"`
	// Local, Department, Region, National and Nobody count the cells by the level of their first actor.
	Local      int `json:"local"`
	Department int `json:"department"`
	Region     int `json:"region"`
	National   int `json:"national"`
	Nobody     int `json:"nobody"`
	// Relaxed counts the cells for which a criterion had to be relaxed.
	Relaxed int `json:"relaxed"`
	// Actors counts the actors that act in the whole department; Own, those of them that do not act in all of France.
	Actors int `json:"actors"`
	Own    int `json:"own"`
	// Nearer counts the actors that act in a part of the department only.
	Nearer int `json:"nearer"`
}

// The kinds of anomaly.
const (
	OnlyNational = "only-national"
	OneActor     = "one-actor"
	AllOverdue   = "all-overdue"
	Nobody       = "nobody"
)

// Anomaly is a weak spot of the coverage.
type Anomaly struct {
	// Kind is "only-national", "one-actor", "all-overdue" or "nobody".
	Kind       string `json:"kind"`
	Department string `json:"department"`
	// Cells counts the cells concerned; Example is one of them.
	Cells   int  `json:"cells"`
	Example Cell `json:"example"`
}

// Coverage is every cell, with a summary by department and the weak spots.
type Coverage struct {
	Cells       []Cell       `json:"cells"`
	Departments []Department `json:"departments"`
	Anomalies   []Anomaly    `json:"anomalies"`
}

// Cover works out every cell of stage × holder × sector × department on a day, in the order of the departments, then of the
// vocabulary. The need and the job of the structure are not known, as for somebody who has not answered these questions.
func Cover(base *knowledge.Base, places *geo.Gazetteer, engine *recommend.Engine, day time.Time) Coverage {
	departments := places.Departments()
	fresh := withoutLate(base, places, day)
	byDepartment := make([][]Cell, len(departments))
	actors := make([]tally, len(departments))
	var wait sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(departments))
	for worker := range workers {
		wait.Go(func() {
			for i := worker; i < len(departments); i += workers {
				byDepartment[i] = coverDepartment(base, engine, departments[i], day)
				if fresh != nil {
					markLate(byDepartment[i], fresh.At(departments[i]), day)
				}
				actors[i] = countActors(base, places, departments[i])
			}
		})
	}
	wait.Wait()
	c := Coverage{Cells: slices.Concat(byDepartment...), Departments: []Department{}, Anomalies: []Anomaly{}}
	for i, place := range departments {
		d := summary(place, byDepartment[i])
		d.Actors, d.Own, d.Nearer = actors[i].all, actors[i].own, actors[i].nearer
		c.Departments = append(c.Departments, d)
		c.Anomalies = append(c.Anomalies, anomalies(place, byDepartment[i])...)
	}
	return c
}

func coverDepartment(base *knowledge.Base, engine *recommend.Engine, place geo.Place, day time.Time) []Cell {
	around := engine.At(place)
	var cells []Cell
	reach := map[string]bool{}
	for _, stage := range base.Vocabulary.Stages {
		for _, holder := range base.Vocabulary.Holders {
			for _, sector := range base.Vocabulary.Sectors {
				p := recommend.Profile{Stage: stage.Code.Value, Holder: holder.Code.Value, Sector: sector.Code.Value}
				cell := Cell{Stage: p.Stage, Holder: p.Holder, Sector: p.Sector, Department: place.Code, Relaxed: []string{}}
				best, fitting, relaxed, found := around.Best(p, day)
				for _, criterion := range relaxed {
					cell.Relaxed = append(cell.Relaxed, string(criterion))
				}
				if found {
					cell.Level, cell.Actors, cell.First = string(best.Level), fitting, best.Actor.ID
					if _, known := reach[cell.First]; !known {
						reach[cell.First] = engine.Contact(best.Actor, place).URL != ""
					}
					cell.reachable = reach[cell.First]
				}
				cells = append(cells, cell)
			}
		}
	}
	return cells
}

// withoutLate prepares recommendations without the actors that should have been reviewed; nil when all are in time.
func withoutLate(base *knowledge.Base, places *geo.Gazetteer, day time.Time) *recommend.Engine {
	fresh := *base
	fresh.Actors = nil
	for _, a := range base.Actors {
		if a.ReviewBy.IsZero() || !a.ReviewBy.Time.Before(dayOf(day)) {
			fresh.Actors = append(fresh.Actors, a)
		}
	}
	if len(fresh.Actors) == len(base.Actors) {
		return nil
	}
	return recommend.New(&fresh, places, nil)
}

// markLate marks the cells in which nobody fits as well once the late actors are left out.
func markLate(cells []Cell, fresh *recommend.Around, day time.Time) {
	for i := range cells {
		c := &cells[i]
		_, fitting, relaxed, _ := fresh.Best(recommend.Profile{Stage: c.Stage, Holder: c.Holder, Sector: c.Sector}, day)
		c.late = c.Actors > 0 && (fitting == 0 || len(relaxed) > len(c.Relaxed))
	}
}

// tally counts the actors of a department: those that cover it, those of them that are not national, and those that act in a
// part of it only.
type tally struct{ all, own, nearer int }

func countActors(base *knowledge.Base, places *geo.Gazetteer, place geo.Place) (n tally) {
	for _, a := range base.Actors {
		if a.Past() {
			continue
		}
		include, except := base.Codes(a.Territory)
		level, covers := places.Covers(include, except, place)
		switch {
		case covers:
			n.all++
			if level != geo.LevelNational && (!place.Collectivity() || !slices.Contains(include, "FR")) {
				n.own++
			}
		case places.Touches(include, except, place):
			n.nearer++
		}
	}
	return n
}

func summary(place geo.Place, cells []Cell) Department {
	d := Department{Code: place.Code, Name: place.Name}
	best, worst := len(levels()), -1
	for _, cell := range cells {
		rank := slices.Index(levels(), cell.Level)
		best, worst = min(best, rank), max(worst, rank)
		switch geo.Level(cell.Level) {
		case geo.LevelLocal:
			d.Local++
		case geo.LevelDepartment:
			d.Department++
		case geo.LevelRegion:
			d.Region++
		case geo.LevelNational:
			d.National++
		default:
			d.Nobody++
		}
		if len(cell.Relaxed) > 0 {
			d.Relaxed++
		}
	}
	if len(cells) > 0 {
		d.Best, d.Worst = levels()[best], levels()[worst]
	}
	return d
}

// levels lists the levels, the most local first, then none.
func levels() []string {
	return []string{string(geo.LevelLocal), string(geo.LevelDepartment), string(geo.LevelRegion), string(geo.LevelNational), ""}
}

// anomalies finds the weak spots of a department, the gravest first.
func anomalies(place geo.Place, cells []Cell) []Anomaly {
	var found []Anomaly
	for _, kind := range []struct {
		name string
		is   func(Cell) bool
	}{
		{Nobody, func(c Cell) bool { return c.Actors == 0 }},
		{OnlyNational, func(c Cell) bool { return c.Level == string(geo.LevelNational) }},
		{OneActor, func(c Cell) bool { return c.Actors == 1 }},
		{AllOverdue, func(c Cell) bool { return c.late }},
	} {
		anomaly := Anomaly{Kind: kind.name, Department: place.Code}
		for _, cell := range cells {
			if kind.is(cell) {
				if anomaly.Cells == 0 {
					anomaly.Example = cell
				}
				anomaly.Cells++
			}
		}
		if anomaly.Cells > 0 {
			found = append(found, anomaly)
		}
	}
	return found
}
