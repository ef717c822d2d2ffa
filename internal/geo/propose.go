package geo

import (
	"slices"
	"strings"
)

// propose guesses what a text that names nothing may have meant. Nothing here is exact.
func (g *Gazetteer) propose(text string, readings []string) Answer {
	words := fields(readings[0])
	if len(words) == 0 {
		return Answer{}
	}
	core := words
	for rest := dropFiller(core); len(rest) > 0; rest = dropFiller(core) {
		core = rest
	}
	if len(core) < len(words) && len(core) == 1 && isFiller(core[0]) {
		if found := g.matches(g.named(core[0])); len(found) > 0 {
			return Answer{Candidates: found}
		}
	}
	a := Answer{Candidates: g.proposals(readings[len(readings)-1], maxProposals, lookAll, nil)}
	if towns := g.towns(strings.Join(core, " "), 0); len(towns) > 0 {
		rest := filter(a.Candidates, func(m Match) bool {
			return !slices.ContainsFunc(towns, func(t Match) bool { return t.Code == m.Code })
		})
		a.Candidates = slices.Concat(towns, rest[:min(len(rest), maxProposals-len(towns))])
	}
	if likely(a.Candidates) {
		return a
	}
	kernel := strings.Join(core, " ")
	if kernel != readings[len(readings)-1] {
		found := g.proposals(kernel, maxProposals, lookAll, nil)
		if likely(found) || len(a.Candidates) == 0 {
			a.Candidates = found
		}
		if likely(found) {
			return a
		}
	}
	if found := g.proposeQualified(core); len(found) > 0 {
		return Answer{Candidates: found}
	}
	if a.Abroad = g.nearlyForeign(kernel); a.Abroad == "" && len(a.Candidates) == 0 {
		a.Candidates = g.inside(text, words)
	}
	return a
}

// likely reports whether the best proposal is one typing error away, or begins as the text does.
func likely(found []Match) bool {
	return len(found) > 0 && found[0].Edits < 2
}

// proposeQualified reads the words as an unknown name with its department or postcode: near names there,
// else the name elsewhere, else the communes of the postcode.
func (g *Gazetteer) proposeQualified(words []string) []Match {
	splits := g.splits(words)
	if len(splits) == 0 {
		return nil
	}
	s := splits[0]
	within := func(e nameEntry) bool {
		if e.to != toCommune {
			return false
		}
		for _, code := range s.departments {
			if d := g.department(code); d >= 0 && g.departments[d].first <= int(e.index) && int(e.index) < g.departments[d].end {
				return true
			}
		}
		return false
	}
	found := g.proposals(s.name, maxProposals/2, lookAll, within)
	for _, s := range splits {
		if elsewhere := g.matches(g.named(s.name)); len(elsewhere) > 0 {
			return append(found, elsewhere...)
		}
	}
	if len(found) > 0 {
		return found
	}
	if s.postcode != "" {
		if a, ok := g.fiveCharacters(s.postcode, true); ok {
			return a.Candidates
		}
	}
	return nil
}

// inside looks for a place at the end of a sentence, after a preposition, or between commas.
func (g *Gazetteer) inside(text string, words []string) []Match {
	for i := 1; i < len(words); i++ {
		if !isFiller(words[i-1]) || len(words) == i+1 && isFiller(words[i]) {
			continue
		}
		if found := g.matches(g.named(strings.Join(words[i:], " "))); len(found) > 0 {
			return found
		}
		if a, ok := g.qualified(words[i:]); ok && len(a.Candidates) > 0 {
			return a.Candidates
		}
	}
	for part := range strings.FieldsFuncSeq(cut(text), func(r rune) bool { return strings.ContainsRune(",;()\n", r) }) {
		if found := g.matches(g.named(Fold(part))); len(found) > 0 {
			return found
		}
	}
	for i := 1; i < len(words); i++ {
		for _, key := range [...]string{strings.Join(words[i:], " "), strings.Join(words[:len(words)-i], " ")} {
			if found := g.matches(g.named(key)); len(found) > 0 && len(key) > 3 && !isFiller(key) {
				return found
			}
		}
	}
	return nil
}

// nearlyForeign is the country of the place abroad whose name is one typing error away; "" if none, or if
// the name is too short to tell.
func (g *Gazetteer) nearlyForeign(key string) string {
	s := newSpelling(key)
	if s.size < 6 {
		return ""
	}
	s.limit = 1
	nearest := ""
	for name, country := range g.abroad {
		if abs(len(name)-len(key)) <= s.limit+3 && s.distance(name) <= s.limit && (nearest == "" || country < nearest) {
			nearest = country
		}
	}
	return nearest
}
