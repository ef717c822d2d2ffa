package geo

import (
	"slices"
	"strings"
)

const (
	maxText      = 200 // bytes of a text that are read
	maxWords     = 32  // words of a text that are read
	maxProposals = 10
)

// cut keeps the part of a text that is read.
func cut(text string) string {
	return text[:min(len(text), maxText)]
}

// Resolve tells which places a typed text may mean: a name (present, old or everyday; article, accents,
// hyphens and case as they come), a postcode, an INSEE code, the name or number of a department, a region,
// the country; a name with its department, region or postcode; any of them after "près de", "à côté de",
// "j'habite à" and the like. Failing that, it proposes near spellings and beginnings.
//
// Only the beginning of the text is read: 200 bytes, 32 words.
func (g *Gazetteer) Resolve(text string) Answer {
	readings := readings(cut(text))
	for _, key := range readings {
		if a, ok := g.exact(key); ok {
			return a
		}
	}
	for _, key := range readings {
		words := fields(key)
		for len(words) > 0 {
			if a, ok := g.qualified(words); ok {
				return a
			}
			if words = dropFiller(words); len(words) == 0 || len(words) == 1 && isFiller(words[0]) {
				break
			}
			if a, ok := g.exact(strings.Join(words, " ")); ok {
				return a
			}
		}
	}
	return g.propose(text, readings)
}

// fields are the words of a folded text that are read.
func fields(key string) []string {
	words := strings.Fields(key)
	return words[:min(len(words), maxWords)]
}

// readings are the folded forms under which a text is tried: as it is, with a slash read as "sur", with
// abbreviations in full.
func readings(text string) []string {
	keys := []string{Fold(text)}
	if strings.Contains(text, "/") {
		keys = append(keys, Fold(strings.ReplaceAll(text, "/", " sur ")))
	}
	if full := expand(keys[0]); full != keys[0] {
		keys = append(keys, full)
	}
	return keys
}

// exact reads the whole of a folded text as one name or number.
func (g *Gazetteer) exact(key string) (Answer, bool) {
	if a, ok := g.number(key); ok {
		return a, true
	}
	a := Answer{Abroad: g.foreign(key)}
	entries := g.named(key)
	if entries == nil {
		entries = g.named(arrondissement(key))
	}
	for i, e := range entries {
		if a.Abroad != "" && (e.bare || e.alias != 0) || seen(entries[:i], e) {
			continue
		}
		a.Candidates = append(a.Candidates, g.match(e))
	}
	a.Exact = len(a.Candidates) > 0
	if a.Exact && a.Abroad == "" {
		a.Candidates = g.withTowns(key, a.Candidates)
	}
	return a, a.Exact || a.Abroad != ""
}

// foreign is the country of a folded name of a place abroad.
func (g *Gazetteer) foreign(key string) string {
	if country, ok := g.abroad[key]; ok {
		return country
	}
	return g.abroad[uncontract(key)]
}

// split is a way to read a text as a name and what tells it from its homonyms.
type split struct {
	name        string
	postcode    string
	departments []string // any of them
}

// qualified reads a text as a name with its department, region, postcode or country.
func (g *Gazetteer) qualified(words []string) (Answer, bool) {
	for _, s := range g.splits(words) {
		if found := g.distinguish(s); len(found) > 0 {
			return Answer{Candidates: found, Exact: true}, true
		}
	}
	if found := g.beside(words); len(found) > 0 {
		return Answer{Candidates: found, Exact: true}, true
	}
	if country := g.foreignSuffix(words); country != "" {
		return Answer{Abroad: country}, true
	}
	return Answer{}, false
}

// distinguish returns the places that bear the name of the split and satisfy the rest.
func (g *Gazetteer) distinguish(s split) []Match {
	entries := g.named(s.name)
	if entries == nil {
		entries = g.named(expand(s.name))
	}
	all := g.matches(entries)
	if s.postcode != "" {
		if found := filter(all, func(m Match) bool { return slices.Contains(m.Postcodes, s.postcode) }); len(found) > 0 {
			return found
		}
	}
	inside := func(m Match) bool { return slices.Contains(s.departments, m.Department) }
	for _, via := range [...]Via{ViaName, ViaDepartment, ViaAlias} {
		if found := filter(all, func(m Match) bool { return m.Via == via && inside(m) }); len(found) > 0 {
			return found
		}
	}
	return nil
}

func filter(all []Match, keep func(Match) bool) []Match {
	var kept []Match
	for _, m := range all {
		if keep(m) {
			kept = append(kept, m)
		}
	}
	return kept
}

// foreignSuffix is the country that the last words name after the name of a town: "Mons, Belgique".
func (g *Gazetteer) foreignSuffix(words []string) string {
	for i := max(1, len(words)-4); i < len(words); i++ {
		key := strings.Join(words[i:], " ")
		if country := g.abroad[key]; country != "" && (Fold(country) == key || g.named(key) == nil) {
			return country
		}
	}
	return ""
}
