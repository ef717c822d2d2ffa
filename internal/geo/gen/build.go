package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jalon/internal/geo"
)

// row is a line of communes.tsv.gz.
type row struct {
	unit
	epci  string
	at    position
	fixed bool // at is known, not to be estimated
}

// tables are the rebuilt tables.
type tables struct {
	rows    []row
	aliases [][2]string
	merged  map[string]string
	epcis   [][2]string
	lost    int // old names whose commune cannot be found any more
}

// build makes the new tables from the package, the present tables and the official positions.
func build(s *source, p *present, official map[string]position) *tables {
	t := &tables{merged: mergers(s, p)}
	membership := map[string]string{}
	for _, e := range s.epcis {
		t.epcis = append(t.epcis, [2]string{e.Code, e.fullName()})
		for _, m := range e.Members {
			membership[m.Code] = e.Code
		}
	}
	slices.SortFunc(t.epcis, func(a, b [2]string) int { return cmp.Compare(a[0], b[0]) })
	for _, u := range s.communes {
		r := row{unit: u, epci: membership[u.Code]}
		r.at, r.fixed = locate(u, p, official)
		t.rows = append(t.rows, r)
	}
	slices.SortFunc(t.rows, func(a, b row) int { return cmp.Compare(a.Code, b.Code) })
	estimate(t.rows)
	t.name(s, p)
	return t
}

// mergers maps every old code to the present commune.
func mergers(s *source, p *present) map[string]string {
	now := map[string]bool{}
	merged := map[string]string{}
	for _, u := range s.communes {
		now[u.Code] = true
		for _, old := range u.OldCodes {
			merged[old] = u.Code
		}
	}
	for _, u := range s.parts {
		merged[u.Code] = cmp.Or(u.Main, u.City)
	}
	for old, code := range p.merged {
		if target := follow(code, now, merged); target != "" && merged[old] == "" {
			merged[old] = target
		}
	}
	maps.DeleteFunc(merged, func(old, code string) bool { return now[old] || !now[code] })
	return merged
}

// follow finds the present commune that a code leads to; "" if none.
func follow(code string, now map[string]bool, merged map[string]string) string {
	if now[code] {
		return code
	}
	if next := merged[code]; now[next] {
		return next
	}
	return ""
}

// locate finds the position of a commune: official, carried over, taken from the most populated commune
// that it continues, or entered by hand.
func locate(u unit, p *present, official map[string]position) (position, bool) {
	if at, ok := official[u.Code]; ok {
		return at, true
	}
	if at, ok := p.positions[u.Code]; ok {
		return at, true
	}
	best, found := position{}, false
	most := -1
	for _, old := range u.OldCodes {
		if at, ok := p.positions[old]; ok && p.population[old] > most {
			best, found, most = at, true, p.population[old]
		}
	}
	if found {
		if best.quality != qualityEstimated {
			best.quality = qualityPart
		}
		return best, true
	}
	if at, ok := p.islands[u.Code]; ok {
		return at, true
	}
	return position{quality: qualityNone}, false
}

// name gathers the old names: those known, those of the parts of communes, and those that this rebuilding
// makes vanish.
func (t *tables) name(s *source, p *present) {
	now := map[string]bool{}
	current := map[string]string{} // code → folded name
	for _, r := range t.rows {
		now[r.Code] = true
		current[r.Code] = geo.Fold(r.Name)
	}
	seen := map[[2]string]bool{}
	add := func(name, code string) bool {
		target := follow(code, now, t.merged)
		key := [2]string{geo.Fold(name), target}
		if target != "" && current[target] != key[0] && !seen[key] {
			seen[key] = true
			t.aliases = append(t.aliases, [2]string{name, target})
		}
		return target != ""
	}
	for _, a := range p.aliases {
		if !add(a[0], a[1]) {
			t.lost++
		}
	}
	for _, u := range s.parts {
		if u.Main != "" {
			add(u.Name, u.Main)
		}
	}
	for code, name := range p.names {
		if !add(name, code) {
			t.lost++
		}
	}
	slices.SortFunc(t.aliases, func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[1], b[1]), strings.Compare(a[0], b[0]))
	})
}

// summary says in a line what was built.
func (t *tables) summary() string {
	quality := map[string]int{}
	for _, r := range t.rows {
		quality[r.at.quality]++
	}
	var counts []string
	for _, q := range slices.Sorted(maps.Keys(quality)) {
		counts = append(counts, fmt.Sprintf("%s %d", q, quality[q]))
	}
	return fmt.Sprintf("%d communes (positions: %s), %d old names (%d lost), %d old codes, %d intercommunalities",
		len(t.rows), strings.Join(counts, ", "), len(t.aliases), t.lost, len(t.merged), len(t.epcis))
}
