package geo

import (
	"slices"
	"strings"
)

// maxTerritoryWords is the greatest number of words in the name of a department or region, article
// included: "les provence alpes cote d azur".
const maxTerritoryWords = 6

// splits lists the ways to read the words as a name and its qualifier, the likeliest first.
func (g *Gazetteer) splits(words []string) []split {
	var found []split
	add := func(name []string, s split) {
		if len(s.departments) == 0 {
			return
		}
		if name = g.withoutTerritory(name, s.departments); len(name) > 0 {
			s.name = strings.Join(name, " ")
			found = append(found, s)
		}
	}
	for i, word := range words {
		if len(word) == 5 && allDigits(word) {
			s := split{postcode: word, departments: g.postcodeDepartments(word)}
			add(words[i+1:], s)
			add(withoutTrailers(words[i+1:]), s)
			add(words[:i], s)
		}
	}
	last := len(words) - 1
	if last < 1 {
		return found
	}
	if d := g.departmentNumber(words[last]); d >= 0 {
		add(words[:last], split{departments: []string{g.departments[d].code}})
	}
	if d := g.departmentNumber(words[0]); d >= 0 {
		add(words[1:], split{departments: []string{g.departments[d].code}})
	}
	for n := min(maxTerritoryWords, last); n >= 1; n-- {
		if g.names.last[words[last]] {
			add(words[:len(words)-n], split{departments: g.territory(words[len(words)-n:])})
		}
		if g.names.first[words[0]] {
			add(words[n:], split{departments: g.territory(words[:n])})
		}
	}
	return found
}

// withoutTerritory removes from the end of a name what repeats the department: "mende en lozere" when it
// is known to be in Lozère.
func (g *Gazetteer) withoutTerritory(name, departments []string) []string {
	name = withoutLinks(name)
	for len(name) > 1 {
		if d := g.departmentNumber(name[len(name)-1]); d < 0 || !slices.Contains(departments, g.departments[d].code) {
			break
		}
		name = withoutLinks(name[:len(name)-1])
	}
	if len(name) == 0 || !g.names.last[name[len(name)-1]] {
		return name
	}
	for n := min(maxTerritoryWords, len(name)-1); n >= 1; n-- {
		said := g.territory(name[len(name)-n:])
		if slices.ContainsFunc(said, func(code string) bool { return slices.Contains(departments, code) }) {
			if rest := withoutLinks(name[:len(name)-n]); g.named(strings.Join(name, " ")) == nil {
				return rest
			}
		}
	}
	return name
}

// withoutLinks removes the last words that only join a name to what follows.
func withoutLinks(name []string) []string {
	for len(name) > 0 && isLink(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	return name
}

// withoutTrailers removes the last words that name no place.
func withoutTrailers(words []string) []string {
	for len(words) > 1 && (isTrailer(words[len(words)-1]) || allDigits(words[len(words)-1])) {
		words = words[:len(words)-1]
	}
	return words
}

// postcodeDepartments lists the departments of the communes that a postcode serves, or the one that its
// beginning tells.
func (g *Gazetteer) postcodeDepartments(code string) []string {
	var codes []string
	for _, m := range g.byPostcode(code) {
		if !slices.Contains(codes, m.Department) {
			codes = append(codes, m.Department)
		}
	}
	if d := g.postcodeDepartment(code); d >= 0 && len(codes) == 0 {
		codes = append(codes, g.departments[d].code)
	}
	return codes
}

// territory lists the departments that the words name, one by one or as a region.
func (g *Gazetteer) territory(words []string) []string {
	var codes []string
	for _, e := range g.named(strings.Join(words, " ")) {
		switch e.to {
		case toDepartment:
			codes = append(codes, g.departments[e.index].code)
		case toRegion:
			for _, d := range g.regions[e.index].departments {
				codes = append(codes, g.departments[d].code)
			}
		}
	}
	return codes
}
