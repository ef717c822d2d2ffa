package understand

import (
	"slices"
	"strings"

	"jalon/internal/geo"
)

// Bounds on guesses.
const (
	maxGuesses  = 2 // mistyped names looked up in one sentence: each costs a scan of all names
	maxProposed = 5 // near spellings proposed
)

// guesses looks for places behind unknown words that follow a sign: names without their article, names abroad, names with a
// typing error.
func (s *sentence) guesses(found []mention, used []bool) []mention {
	tries := maxGuesses
	for i := 0; i < len(s.tokens) && tries > 0; i++ {
		if used[i] || s.taken[i] || s.tokens[i].digits() || s.ruledOut(i) {
			continue
		}
		g := s.sign(i)
		to := s.unknownName(i, used)
		named := g.strength == 1 && s.tokens[i].title || i == 0 && (s.at(to).is("en", "dans") && to < len(s.tokens) || to == len(s.tokens) && to > 1 && s.tokens[0].is("saint", "sainte") || to > 0 && to < len(s.tokens) && s.taken[to] && s.tokens[to].before == comma)
		if to == i || g.group && (to-i > 1 || g.strength < 2) || g.strength < 2 && !named {
			continue
		}
		tries--
		m, ok := s.guess(i, to, g)
		if ok {
			s.take(m.from, m.to)
			found = append(found, m)
			i = m.to - 1
		}
	}
	return found
}

// shortNamed looks, when a department is told and no commune, for the town that people there call by an everyday word: "dans
// l'Ain, à Bourg".
func (s *sentence) shortNamed(found []mention) []mention {
	if len(found) != 1 || !found[0].wide() || len(found[0].matches) != 1 || found[0].landform || found[0].role >= gone {
		return found
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		after := s.at(i + 1)
		if s.taken[i] || !s.isAt(i-1) || t.before >= comma || len(t.word) < 4 || t.verbs != nil || i+1 < len(s.tokens) && after.before < comma && !s.taken[i+1] {
			continue
		}
		matches := outstanding(within(s.places.Towns(s.written(i, i+1)), found[0]))
		if len(matches) == 1 {
			s.take(i, i+1)
			return append(found, mention{from: i, to: i + 1, matches: matches})
		}
	}
	return found
}

// hesitated adds the place, of which the name is an everyday word, that the text names as an alternative to one found: "die ou crest".
func (s *sentence) hesitated(found []mention) []mention {
	for _, m := range slices.Clone(found) {
		or := m.from - 1
		if m.wide() || !s.at(or).is("ou") || s.tokens[m.from].before >= comma || s.tokens[or].before >= comma {
			continue
		}
		for from := max(0, or-3); from < or; from++ {
			g := s.sign(from)
			if s.taken[or-1] || from > 0 && g.strength < 1 && s.tokens[from].before < comma {
				continue
			}
			matches := slices.DeleteFunc(s.lookup(from, or), func(o geo.Match) bool { return o.Kind != geo.KindCommune })
			if len(matches) > 0 {
				s.take(from, or)
				found = append(found, mention{from: from, to: or, matches: matches, role: m.role, stated: m.stated, weak: m.weak})
			}
		}
	}
	return found
}

// outstanding keeps the largest of several towns when it outshines the others.
func outstanding(found []geo.Match) []geo.Match {
	if len(found) > 1 && found[0].Population > outshone*found[1].Population {
		return found[:1]
	}
	return found
}

// begun returns the one place whose name goes on after the words typed, or the one town among several; nil when none is.
func (s *sentence) begun(name string) []geo.Match {
	if towns := outstanding(s.places.Towns(name)); len(towns) == 1 {
		return towns
	}
	found := s.places.Begins(name)
	if len(found) != 1 || !strings.HasPrefix(geo.Fold(found[0].Name), geo.Fold(name)+" ") {
		return nil
	}
	return found
}

// unknownName returns the end of the words from i that look like a name: no French word, or joined by small words to some.
func (s *sentence) unknownName(i int, used []bool) int {
	end, unknown := i, 0
	for j := i; j < len(s.tokens) && j < i+maxName; j++ {
		t := &s.tokens[j]
		if used[j] || s.taken[j] || t.digits() || j > i && t.before > slash && t.before != blank {
			break
		}
		switch {
		case j > i && s.toponymic(j-1) && s.rarityOf(t) == rare, !t.known && len(t.raw) >= 3 || j > i && t.before == hyphen, t.fixed && t.title:
			unknown++
			end = j + 1
		case t.is("saint", "sainte", "le", "la", "les", "l", "du", "de", "d", "des", "sur", "en", "sous", "lez",
			"saints") || t.capital || j == i && s.toponymic(j):
		default:
			j = len(s.tokens)
		}
	}
	if unknown == 0 || s.tokens[i].is("de", "d", "sur", "en", "sous") {
		return i
	}
	return end
}

// guess asks the gazetteer what the unknown name of the tokens from and to (excluded) may mean.
func (s *sentence) guess(from, to int, g sign) (mention, bool) {
	m := mention{from: from, to: to, role: g.role}
	if s.entities[geo.Fold(s.written(from, to))] {
		return m, false
	}
	answer := s.places.Resolve(s.written(from, to))
	switch {
	case answer.Abroad != "" && len(answer.Candidates) == 0:
		m.abroad = answer.Abroad
		return m, true
	case answer.Exact:
		m.matches = s.territoryFirst(answer.Candidates, g)
		return m, m.matches[0].Kind != geo.KindCountry && !s.endsUnknown(from, m.matches)
	}
	if to-from >= 3 && s.letters(from, to) >= 8 {
		if begun := s.places.Begins(s.written(from, to)); len(begun) == 1 {
			m.matches = begun
			return m, true
		}
	}
	if m.matches = s.towns(from, to, g); len(m.matches) > 0 {
		return m, true
	}
	if begun := s.begun(s.written(from, to)); s.isAt(g.word) && len(begun) == 1 && s.letters(from, to) >= 5 {
		m.matches = begun // "à Arzacq"
		return m, true
	}
	m.guessed = true
	slices.SortStableFunc(answer.Candidates, func(a, b geo.Match) int { return s.shortened(b, from) - s.shortened(a, from) })
	for _, c := range answer.Candidates {
		if len(m.matches) < maxProposed && (!g.territory || c.Kind != geo.KindCommune) && s.plausible(c, from, to, g) {
			m.matches = append(m.matches, c)
		}
	}
	if len(m.matches) == 1 && m.matches[0].Via == geo.ViaPrefix && m.wide() {
		m.guessed = false // an abbreviation that only one department has: "Ille-et-V"
	}
	return m, len(m.matches) > 0
}

// towns returns the towns whose name begins with the words from and to (excluded), after a sign of a commune; one alone when it
// outshines the others: "à Brive".
func (s *sentence) towns(from, to int, g sign) []geo.Match {
	if g.territory || g.strength < 2 {
		return nil
	}
	return outstanding(s.places.Towns(s.written(from, to)))
}

// plausible reports whether a proposal of the gazetteer is near enough to what was typed to be shown.
func (s *sentence) plausible(c geo.Match, from, to int, g sign) bool {
	size, wide := s.letters(from, to), c.Kind != geo.KindCommune
	switch {
	case c.Via == geo.ViaTypo && g.strength == 1 && !s.tokens[from].is("saint", "sainte"):
		return c.Edits == 1 && size >= 6
	case c.Via == geo.ViaTypo:
		return s.alike(c, from, size)
	case c.Via != geo.ViaPrefix || g.strength == 1:
		return false
	case to-from > 1:
		return size >= 5
	case wide || g.territory:
		return size >= 6 && wide == g.territory
	}
	return size >= 6 || s.shortened(c, from) > 0 && size >= 4
}

// alike reports whether a name with typing errors begins as the one proposed, the more so with two errors.
func (s *sentence) alike(c geo.Match, from, size int) bool {
	if c.Edits == 1 {
		return size >= 4
	}
	typed, name := geo.Fold(s.tokens[from].raw), geo.Fold(c.Name)
	return size >= 8 && len(typed) > 2 && strings.HasPrefix(name, typed[:2])
}

// shortened is 1 for a town that people call by the first word of its name: "Brive".
func (s *sentence) shortened(c geo.Match, from int) int {
	if c.Via == geo.ViaPrefix && c.Population >= metropolis/10 && strings.HasPrefix(geo.Fold(c.Name), s.tokens[from].word+" ") {
		return 1
	}
	return 0
}

// letters counts the letters of a name, small words aside.
func (s *sentence) letters(from, to int) int {
	size := 0
	for _, t := range s.tokens[from:to] {
		if s.lang.words[t.word]&closed == 0 || to-from == 1 {
			size += len(t.raw)
		}
	}
	return size
}

// wholeText reads a short text that nothing else explains as the name of a place.
func (s *sentence) wholeText(u *Understanding) {
	if len(u.Facts) > 0 || len(s.tokens) > 8 || s.projectHits() {
		return
	}
	for i := range s.taken {
		if s.taken[i] {
			return
		}
	}
	if !slices.ContainsFunc(s.tokens, func(t token) bool { return !t.digits() }) {
		return // a number that is neither a postcode nor a department
	}
	if slices.ContainsFunc(s.tokens, func(t token) bool {
		return t.is("pas", "plus", "ni", "sans", "plateau", "massif", "vallee", "monts", "causse", "avec", "appelle", "prenom", "enfants")
	}) || s.tokens[0].is("chez") {
		return
	}
	if s.numberAmongWords() {
		return
	}
	answer := s.places.Resolve(s.text)
	whole := func() { u.Spans = append(u.Spans, s.span("place", 0, len(s.tokens))) }
	switch {
	case answer.Abroad != "" && len(answer.Candidates) == 0:
		if s.nameLike() {
			u.Abroad = answer.Abroad
			whole()
		}
	case answer.Exact:
		s.wholeName(u, answer.Candidates)
	case s.nameLike() && len(s.tokens) <= 4 && !s.entities[geo.Fold(s.text)]:
		s.wholeGuess(u, answer.Candidates)
	}
}

// numberAmongWords reports whether a number of two or three figures, which was not read as a department, stands among words
// other than a name: "rendez-vous le 15", "on est 48".
func (s *sentence) numberAmongWords() bool {
	numbers, words := false, false
	for i := range s.tokens {
		t := &s.tokens[i]
		numbers = numbers || t.digits() && len(t.word) <= 3
		words = words || t.digits() && (s.amount(i, i+1) || s.at(i-1).is("en") && t.number >= 40 && t.number < 100 || len(t.word) == 1 && i > 0 && !s.at(i-1).is("departement", "paris", "lyon", "marseille"))
		words = words || !t.digits() && (t.known || measured(s.tokens, i)) && !t.is("le", "la", "les", "dans", "departement", "du", "de", "en", "n", "numero",
			"arrondissement", "e", "er", "eme", "bis", "saint", "sainte", "sur", "sous", "a")
	}
	return numbers && words
}

// nameLike reports whether no word of the text is a French one, small words aside.
func (s *sentence) nameLike() bool {
	unknown := 0
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case !t.known || t.fixed && t.title:
			unknown++
		case s.lang.words[t.word]&closed == 0 && !t.digits():
			return false
		}
	}
	return unknown > 0
}

// wholeName takes a text that is exactly the name of a place, unless it is an everyday word.
func (s *sentence) wholeName(u *Understanding, candidates []geo.Match) {
	if candidates[0].Kind == geo.KindCountry {
		return
	}
	ordinaryWords := true
	for i := range s.tokens {
		t := &s.tokens[i]
		ordinaryWords = ordinaryWords && (t.digits() || s.rarityOf(t) != rare || s.lang.words[t.word]&closed != 0)
	}
	if ordinaryWords && s.significant(0, len(s.tokens)) < 2 && candidates[0].Via != geo.ViaPostcode && !s.tokens[len(s.tokens)-1].digits() {
		proper := s.tokens[0].title || s.tokens[len(s.tokens)-1].title
		if !proper && candidates[0].Population < 2*city || s.lang.words[s.tokens[len(s.tokens)-1].word]&closed != 0 && len(s.tokens) == 1 {
			return
		}
	}
	if ordinaryWords && candidates[0].Via != geo.ViaPostcode && !s.tokens[len(s.tokens)-1].digits() && s.isFinite(s.at(1)) && len(s.lookup(0, len(s.tokens))) == 0 {
		return // "on aime la campagne"
	}
	m := mention{from: 0, to: len(s.tokens), matches: s.territoryFirst(candidates, s.sign(0))}
	u.Spans = append(u.Spans, s.span("place", m.from, m.to))
	if m.wide() {
		s.choose(u, nil, []mention{m})
		return
	}
	m.direct = candidates[0].Via == geo.ViaPostcode
	m.matches = prominent(narrowed(m, nil, nil))
	s.choose(u, []mention{m}, nil)
}

// wholeGuess proposes the near spellings of a text that looks like a mistyped name.
func (s *sentence) wholeGuess(u *Understanding, candidates []geo.Match) {
	size := s.letters(0, len(s.tokens))
	if first := outstanding(s.places.Towns(s.text)); len(first) == 1 {
		u.Spans = append(u.Spans, s.span("place", 0, len(s.tokens)))
		u.place(first[0].Place, 0.8) // "brive"
		return
	}
	for _, c := range candidates {
		typo := c.Via == geo.ViaTypo && s.alike(c, 0, size)
		if (typo || c.Via == geo.ViaPrefix && size >= 4 || c.Via == geo.ViaName && len(s.tokens) > 1) && len(u.Places) < maxProposed {
			u.Places = append(u.Places, c)
		}
	}
	if len(u.Places) > 0 {
		u.Guessed = true
		u.unsure("place")
		u.Spans = append(u.Spans, s.span("place", 0, len(s.tokens)))
	}
}
