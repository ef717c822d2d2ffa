package geo

import (
	"strings"
)

// propose guesses what a text that names nothing may have meant. Nothing here is exact.
func (g *Gazetteer) propose(text string, readings []string) Answer {
	words := strings.Fields(readings[0])
	if len(words) == 0 {
		return Answer{}
	}
	core := words
	for rest := dropFiller(core); len(rest) > 0; rest = dropFiller(core) {
		core = rest
	}
	if found := g.proposeQualified(core); len(found) > 0 {
		return Answer{Candidates: found}
	}
	if found := g.proposals(readings[len(readings)-1], maxProposals, lookAll, nil); len(found) > 0 {
		return Answer{Candidates: found}
	}
	if len(core) < len(words) {
		if found := g.proposals(strings.Join(core, " "), maxProposals, lookAll, nil); len(found) > 0 {
			return Answer{Candidates: found}
		}
	}
	return Answer{Candidates: g.inside(text, words)}
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
	if found := g.proposals(s.name, maxProposals, lookAll, within); len(found) > 0 {
		return found
	}
	for _, s := range splits {
		if found := g.matches(g.named(s.name)); len(found) > 0 {
			return found
		}
	}
	if s.postcode != "" {
		if a, ok := g.fiveCharacters(s.postcode); ok {
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
	return nil
}
