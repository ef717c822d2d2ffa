package geo

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Level tells how near to a place a territory acts.
type Level string

// The levels, the most local first.
const (
	LevelLocal      Level = "local" // commune, intercommunality, or a list of them
	LevelDepartment Level = "department"
	LevelRegion     Level = "region"
	LevelNational   Level = "national"
)

// rank orders levels, 1 the most local; 0 means not covered.
type rank uint8

const (
	notCovered rank = iota
	local
	departmental
	regional
	national
)

func (r rank) level() (Level, bool) {
	switch r {
	case local:
		return LevelLocal, true
	case departmental:
		return LevelDepartment, true
	case regional:
		return LevelRegion, true
	case national:
		return LevelNational, true
	}
	return "", false
}

// ErrUnknownCode says that a territory code names nothing that exists.
var ErrUnknownCode = errors.New("unknown territory code")

// Known reports whether code names an existing territory: "FR", "R84", "07", "E200073096", "07010".
func (g *Gazetteer) Known(code string) bool {
	return g.part(code).rank != notCovered
}

// part is a territory code once understood: rank tells which table index points into.
type part struct {
	rank  rank
	epci  bool // for rank local: index is that of an intercommunality, else of a commune
	index int
}

// part understands a territory code. The rank is notCovered when the code names nothing.
func (g *Gazetteer) part(code string) part {
	switch {
	case code == countryCode:
		return part{rank: national}
	case strings.HasPrefix(code, "R"):
		if r := g.region(code[1:]); r >= 0 {
			return part{rank: regional, index: r}
		}
	case strings.HasPrefix(code, "E"):
		if e, ok := g.epciBySiren[code[1:]]; ok {
			return part{rank: local, epci: true, index: int(e)}
		}
	case len(code) == 5:
		if c := g.commune(code); c >= 0 {
			return part{rank: local, index: c}
		}
	default:
		if d := g.department(code); d >= 0 {
			return part{rank: departmental, index: d}
		}
	}
	return part{}
}

// Territory is a list of territory codes, minus some, ready for quick questions. It never changes. Make it
// with [Gazetteer.Compile].
type Territory struct {
	g           *Gazetteer
	departments []rank // whole department by index: the most local code that holds it
	out         []bool // department by index: removed whole
	locals      []uint16
	removed     []uint16 // communes, sorted
	whole       []rank   // department by index: covered wholly, everything considered
	touched     []bool   // department by index: some part is covered
}

// Compile prepares a territory. It fails with [ErrUnknownCode] on a code that names nothing; the other
// codes are then compiled all the same.
func (g *Gazetteer) Compile(include, except []string) (*Territory, error) {
	n := len(g.departments)
	t := &Territory{g: g, departments: make([]rank, n), out: make([]bool, n), whole: make([]rank, n), touched: make([]bool, n)}
	var unknown []error
	for _, code := range include {
		p := g.part(code)
		if p.rank == notCovered {
			unknown = append(unknown, fmt.Errorf("%w: %q", ErrUnknownCode, code))
			continue
		}
		t.locals = g.spread(p, t.locals, func(d int) { t.departments[d] = nearer(t.departments[d], p.rank) })
	}
	for _, code := range except {
		p := g.part(code)
		if p.rank == notCovered {
			unknown = append(unknown, fmt.Errorf("%w: %q", ErrUnknownCode, code))
			continue
		}
		t.removed = g.spread(p, t.removed, func(d int) { t.out[d] = true })
	}
	t.locals, t.removed = compact(t.locals), compact(t.removed)
	for d := range t.whole {
		t.weigh(d)
	}
	return t, errors.Join(unknown...)
}

// spread calls whole for every department that the part holds, or appends its communes to locals.
func (g *Gazetteer) spread(p part, locals []uint16, whole func(d int)) []uint16 {
	switch {
	case p.rank == national:
		for d := range g.departments {
			if !isCollectivity(g.departments[d].code) {
				whole(d)
			}
		}
	case p.rank == regional:
		for _, d := range g.regions[p.index].departments {
			whole(int(d))
		}
	case p.rank == departmental:
		whole(p.index)
	case p.epci:
		return append(locals, g.epcis[p.index].members...)
	case p.rank == local:
		return append(locals, uint16(p.index))
	}
	return locals
}

func nearer(a, b rank) rank {
	if a == notCovered || (b != notCovered && b < a) {
		return b
	}
	return a
}

func compact(list []uint16) []uint16 {
	slices.Sort(list)
	return slices.Compact(list)
}

// weigh decides whether department d is covered wholly, and whether at all.
func (t *Territory) weigh(d int) {
	if t.out[d] {
		return
	}
	first, end := t.g.departments[d].first, t.g.departments[d].end
	removed := span(t.removed, first, end)
	locals := span(t.locals, first, end)
	kept := len(locals)
	for _, c := range removed {
		if _, found := slices.BinarySearch(locals, c); found {
			kept--
		}
	}
	t.touched[d] = kept > 0 || (t.departments[d] != notCovered && len(removed) < end-first)
	switch {
	case len(removed) > 0:
	case len(locals) == end-first && end > first:
		t.whole[d] = local
	default:
		t.whole[d] = t.departments[d]
	}
}

// span is the part of a sorted list that lies in [first, end).
func span(list []uint16, first, end int) []uint16 {
	lo, _ := slices.BinarySearch(list, uint16(first))
	hi, _ := slices.BinarySearch(list, uint16(end))
	return list[lo:hi]
}

// Level returns the most local level at which the territory holds the whole of p; false if it does not.
func (t *Territory) Level(p Place) (Level, bool) {
	return t.rank(p).level()
}

func (t *Territory) rank(p Place) rank {
	switch p.Kind {
	case KindCommune:
		if c := t.g.commune(p.Code); c >= 0 {
			return t.communeRank(c)
		}
	case KindDepartment:
		if d := t.g.department(p.Code); d >= 0 {
			return t.whole[d]
		}
	case KindRegion:
		if r := t.g.region(p.Region); r >= 0 {
			return t.all(t.g.regions[r].departments)
		}
	case KindCountry:
		all := make([]uint8, 0, len(t.whole))
		for d := range t.whole {
			if !isCollectivity(t.g.departments[d].code) {
				all = append(all, uint8(d))
			}
		}
		return t.all(all)
	}
	return notCovered
}

func (t *Territory) communeRank(c int) rank {
	d := t.g.communes[c].department
	if d != noDepartment && t.out[d] {
		return notCovered
	}
	if _, found := slices.BinarySearch(t.removed, uint16(c)); found {
		return notCovered
	}
	if _, found := slices.BinarySearch(t.locals, uint16(c)); found {
		return local
	}
	if d == noDepartment {
		return notCovered
	}
	return t.departments[d]
}

// all is the rank at which all the departments are held together: the least local of theirs.
func (t *Territory) all(departments []uint8) rank {
	worst := notCovered
	for _, d := range departments {
		if t.whole[d] == notCovered {
			return notCovered
		}
		worst = max(worst, t.whole[d])
	}
	return worst
}

// Touches reports whether the territory holds some part of p.
func (t *Territory) Touches(p Place) bool {
	switch p.Kind {
	case KindDepartment:
		d := t.g.department(p.Code)
		return d >= 0 && t.touched[d]
	case KindRegion:
		r := t.g.region(p.Region)
		return r >= 0 && slices.ContainsFunc(t.g.regions[r].departments, func(d uint8) bool { return t.touched[d] })
	case KindCountry:
		for d := range t.touched {
			if t.touched[d] && !isCollectivity(t.g.departments[d].code) {
				return true
			}
		}
		return false
	}
	_, covered := t.Level(p)
	return covered
}
