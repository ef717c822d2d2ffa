package geo

import "slices"

// Covers tells the most local level at which the codes of include, minus those of except, hold the whole
// of p; false when they do not. Several codes may hold a place together: all the intercommunalities of a
// department hold it at the local level. Unknown codes count for nothing.
//
// For the same territory asked many times, or long lists, [Gazetteer.Compile] is quicker.
func (g *Gazetteer) Covers(include, except []string, p Place) (Level, bool) {
	switch p.Kind {
	case KindCommune:
		return g.communeRank(include, except, p).level()
	case KindDepartment:
		return g.departmentRank(include, except, p).level()
	}
	t, _ := g.Compile(include, except) // what it knows is enough: unknown codes hold nothing
	return t.Level(p)
}

// Touches reports whether the codes of include, minus those of except, hold some part of p.
func (g *Gazetteer) Touches(include, except []string, p Place) bool {
	switch p.Kind {
	case KindCommune:
		return g.communeRank(include, except, p) != notCovered
	case KindDepartment:
		if touches, sure := g.touchesDepartment(include, except, p); sure {
			return touches
		}
	}
	t, _ := g.Compile(include, except) // what it knows is enough: unknown codes hold nothing
	return t.Touches(p)
}

func (g *Gazetteer) communeRank(include, except []string, p Place) rank {
	c := g.commune(p.Code)
	if c < 0 {
		return notCovered
	}
	for _, code := range except {
		if g.holds(code, c) != notCovered {
			return notCovered
		}
	}
	best := notCovered
	for _, code := range include {
		best = nearer(best, g.holds(code, c))
	}
	return best
}

// holds tells at which rank the code holds the commune.
func (g *Gazetteer) holds(code string, c int) rank {
	place := &g.communes[c]
	if place.department == noDepartment {
		if code == place.code {
			return local
		}
		return notCovered
	}
	d := &g.departments[place.department]
	switch {
	case code == "":
		return notCovered
	case code[0] == 'E':
		if place.epci != noEPCI && g.epcis[place.epci].siren == code[1:] {
			return local
		}
		return notCovered
	case code == place.code:
		return local
	}
	return d.heldBy(code)
}

// heldBy tells at which rank the code of a department, of a region or of the country holds d.
func (d *department) heldBy(code string) rank {
	switch {
	case code == d.code:
		return departmental
	case code == countryCode && !isCollectivity(d.code):
		return national
	case len(code) == 3 && code[0] == 'R' && code[1:] == d.region:
		return regional
	}
	return notCovered
}

// departmentRank answers from the larger codes alone when they suffice, and counts communes otherwise.
func (g *Gazetteer) departmentRank(include, except []string, p Place) rank {
	i := g.department(p.Code)
	if i < 0 {
		return notCovered
	}
	d := &g.departments[i]
	for _, code := range except {
		if d.heldBy(code) != notCovered || g.share(code, i) > 0 {
			return notCovered
		}
	}
	best, communes := notCovered, 0
	for _, code := range include {
		if r := d.heldBy(code); r != notCovered {
			best = nearer(best, r)
		} else {
			communes += g.share(code, i)
		}
	}
	if communes < d.end-d.first {
		return best
	}
	t, _ := g.Compile(include, except) // what it knows is enough: unknown codes hold nothing
	return t.whole[i]
}

// touchesDepartment answers without counting communes; sure is false when an exclusion makes it necessary.
func (g *Gazetteer) touchesDepartment(include, except []string, p Place) (touches, sure bool) {
	i := g.department(p.Code)
	if i < 0 {
		return false, true
	}
	d := &g.departments[i]
	holds := func(code string) bool { return d.heldBy(code) != notCovered }
	partly := func(code string) bool { return g.share(code, i) > 0 }
	switch {
	case slices.ContainsFunc(except, holds):
		return false, true
	case slices.ContainsFunc(except, partly):
		return false, false
	}
	return slices.ContainsFunc(include, holds) || slices.ContainsFunc(include, partly), true
}

// share counts the communes of department i that a local code holds.
func (g *Gazetteer) share(code string, i int) int {
	d := &g.departments[i]
	switch len(code) {
	case len("07010"):
		if c := g.commune(code); d.first <= c && c < d.end {
			return 1
		}
	case len("E200073096"):
		if e, ok := g.epciBySiren[code[1:]]; ok && code[0] == 'E' {
			return len(span(g.epcis[e].members, d.first, d.end))
		}
	}
	return 0
}
