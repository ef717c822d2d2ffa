package understand

import (
	"cmp"
	"slices"
	"strings"

	"jalon/internal/geo"
)

// maxBrief is how many words a text has at most that lists words rather than telling something.
const maxBrief = 9

// fringes looks, in a brief text about a project, for a place at either end that nothing announces: mistyped, cut short, or an
// everyday word: "tiers lieu parthenai", "limou 11 cinéma citoyen", "gap ferme pédagogique". It is proposed, never taken.
func (s *sentence) fringes(found []mention, used []bool) []mention {
	if len(s.tokens) > maxBrief || len(s.hits) == 0 {
		return found
	}
	if m := s.everyday(used); len(m.matches) > 0 {
		s.take(m.from, m.to)
		return append(found, m)
	}
	for _, end := range [...]func([]bool) (int, int){s.head, s.tail} {
		from, to := end(used)
		if from == to || !s.misspelt(from, to) {
			continue
		}
		m := mention{from: from, to: to, matches: s.nearest(from, to, found), guessed: true}
		if len(m.matches) == 0 {
			continue
		}
		found = slices.DeleteFunc(found, func(o mention) bool { return o.from >= from && o.to <= to })
		s.take(from, to)
		found = append(found, m)
	}
	return found
}

// head returns the words that open the text and may name a place, before those of the project.
func (s *sentence) head(used []bool) (from, to int) {
	for to < len(s.tokens) && s.nameLikeAt(to, used) && (to == 0 || s.tokens[to].before < comma) {
		to++
	}
	for to > 0 && to < len(s.tokens) && s.linking(to-1) {
		to--
	}
	return 0, to
}

// tail returns the words that close the text and may name a place, after those of the project.
func (s *sentence) tail(used []bool) (from, to int) {
	from, to = len(s.tokens), len(s.tokens)
	for from > 0 && s.nameLikeAt(from-1, used) && (from == to || s.tokens[from].before < comma) {
		from--
	}
	if from == 0 || from < to && s.tokens[from].before < comma && !used[from-1] {
		return to, to
	}
	for from < to && s.linking(from) && !s.at(from).is("le", "la", "les", "l") {
		from++
	}
	return from, to
}

// linking reports whether the token at i is a small word that neither opens nor closes a name.
func (s *sentence) linking(i int) bool {
	t := &s.tokens[i]
	return !s.taken[i] && t.known && s.lang.words[t.word]&closed != 0 && !t.is("saint", "sainte", "st", "ste")
}

// nameLikeAt reports whether the token at i may belong to the name of a place, its number included.
func (s *sentence) nameLikeAt(i int, used []bool) bool {
	t := &s.tokens[i]
	switch {
	case s.taken[i]:
		return true
	case used[i]:
		return false
	case t.digits():
		return len(t.word) == 2 || len(t.word) == 5
	}
	return !t.known || t.is("le", "la", "les", "l", "du", "de", "d", "des", "sur", "en", "sous", "et", "saint", "sainte") || s.toponymic(i)
}

// misspelt reports whether one of the tokens from and to (excluded) that name nothing yet is no French word: it may be a name mistyped.
func (s *sentence) misspelt(from, to int) bool {
	for i := from; i < to; i++ {
		if t := &s.tokens[i]; !s.taken[i] && !t.known && !t.digits() && len(t.raw) >= 3 {
			return !s.entities[geo.Fold(s.written(from, to))]
		}
	}
	return false
}

// nearest returns the places whose names are near to what the tokens from and to (excluded) spell, in the department told beside if
// one is, which comes last.
func (s *sentence) nearest(from, to int, found []mention) []geo.Match {
	answer := s.places.Resolve(s.written(from, to))
	size := s.letters(from, to)
	var beside *mention
	for i := range found {
		if m := &found[i]; m.wide() && m.from >= from && m.to <= to {
			beside = m
		}
	}
	var near []geo.Match
	for _, c := range answer.Candidates {
		inside := beside != nil && len(within([]geo.Match{c}, *beside)) > 0
		if c.Kind != geo.KindCountry && (answer.Exact || inside || beside == nil && (c.Via != geo.ViaTypo && size >= 5 || c.Via == geo.ViaTypo && (s.alike(c, from, size) || s.nearDepartment(c, to)))) {
			near = append(near, c)
		}
	}
	slices.SortStableFunc(near, func(a, b geo.Match) int { return cmp.Compare(b.Kind, a.Kind) }) // departments first
	near = near[:min(len(near), maxProposed)]
	if beside != nil && len(near) > 0 {
		near = append(near, beside.matches...)
	}
	return near
}

// nearDepartment reports whether a proposal is a department that begins as the word before the token to does: "la creuz".
func (s *sentence) nearDepartment(c geo.Match, to int) bool {
	typed := s.tokens[to-1].word
	return c.Kind == geo.KindDepartment && len(typed) >= 5 && strings.HasPrefix(geo.Fold(c.Name), typed[:4])
}

// everyday reads the town or the department of which the name, an everyday word, or the number stands alone at one end of the text,
// beside the words of the project: "sens recyclerie", "tours, on veut un tiers-lieu", "recyclerie dans creuse", "53 habitat groupé".
func (s *sentence) everyday(used []bool) mention {
	to := max(0, slices.Index(used, true))
	for i := 1; i < to; i++ {
		if s.tokens[i].before >= comma {
			to = i
		}
	}
	if m := s.everydayIn(0, to); len(m.matches) > 0 {
		return m
	}
	to = len(s.tokens)
	from := to
	for from > 0 && !used[from-1] && !(from < to && s.leadsTo(from)) {
		from--
	}
	if from < to-1 && s.leadsTo(from) {
		from++
	}
	return s.everydayIn(from, to)
}

// leadsTo reports whether the word at i leads to a place: "dans creuse", "a sens".
func (s *sentence) leadsTo(i int) bool {
	return s.tokens[i].is("dans", "vers", "sur", "a")
}

func (s *sentence) everydayIn(from, to int) mention {
	if to-from < 1 || to-from > 4 || s.taken[from] || s.taken[to-1] || s.inIdiom(from, to) {
		return mention{}
	}
	m := mention{from: from, to: to, guessed: true}
	last := &s.tokens[to-1]
	switch {
	case to == 1 && last.word[0] <= '9' && !s.counted(0) && !strings.HasSuffix(s.at(1).word, "s"):
		m.matches = s.department(strings.ToUpper(last.word))
	case !last.digits() && (to-from > 2 || s.lang.words[last.word]&closed == 0) && s.tokens[from].before != apostrophe:
		m.matches = slices.DeleteFunc(s.lookup(from, to), func(m geo.Match) bool {
			return m.Kind == geo.KindCommune && m.Population < 2*village || m.Kind == geo.KindCountry
		})
	}
	return m
}
