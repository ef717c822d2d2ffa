package understand

import (
	"slices"
	"strings"

	"jalon/internal/geo"
)

// maxName is the greatest number of words of a place name that are tried together.
const maxName = 9

// maxMentions is how many places of one text are asked about: the work is bounded.
const maxMentions = 16

// mention is a place named in a sentence.
type mention struct {
	from, to int // tokens, to excluded
	matches  []geo.Match
	role     role
	guessed  bool   // a typing error was supposed
	abroad   string // the country, when the place is outside France
	direct   bool   // a postcode or a number, not a name
	weak     bool   // named without any sign that a place is meant
	stated   int    // how plainly: 2 "le projet est à", 1 "on est à", "installés à", 0 otherwise
	wished   bool   // "ouvrir une épicerie à": said of what is wished
	landform bool   // a river or a mountain that gives its name to a department: it only tells homonyms apart
}

// wide reports whether the mention is of a department, a region or the country.
func (m *mention) wide() bool { return len(m.matches) > 0 && m.matches[0].Kind != geo.KindCommune }

// area reports whether the mention is of a natural region, which tells where but not in which department.
func (m *mention) area() bool { return m.wide() && m.matches[0].Via == geo.ViaArea }

// mentions finds the places that words around them announce, and takes their tokens.
func (s *sentence) mentions() []mention {
	if m, ok := s.onlyName(); ok {
		s.take(m.from, m.to)
		return []mention{m}
	}
	var found []mention
	for i := 0; i < len(s.tokens) && len(found) < maxMentions; {
		if s.taken[i] {
			i++
			continue
		}
		m, ok := s.mentionAt(i)
		if !ok {
			i++
			continue
		}
		s.take(m.from, m.to)
		found = append(found, m)
		if m.wide() && m.role < gone && (len(m.matches) == 1 || m.area()) {
			s.told = append(s.told, m)
		}
		i = m.to
	}
	return found
}

// moreMentions adds the places named without a sign, among the words that answer nothing else, and those that a typing error
// may hide.
func (s *sentence) moreMentions(found []mention) []mention {
	used := make([]bool, len(s.tokens))
	copy(used, s.taken)
	for _, h := range s.hits {
		for i := h.from; i < h.to && !h.weak; i++ {
			used[i] = true
		}
	}
	for _, d := range s.idioms {
		for i := d.from; i < d.to; i++ {
			used[i] = true
		}
	}
	for i := 0; i < len(s.tokens) && len(found) < maxMentions; {
		m, ok := mention{}, false
		if !used[i] {
			m, ok = s.bareMention(i, used)
		}
		if !ok {
			i++
			continue
		}
		s.take(m.from, m.to)
		found = append(found, m)
		i = m.to
	}
	found = s.fringes(s.shortNamed(s.guesses(s.hesitated(found), used)), used)
	s.hits = slices.DeleteFunc(s.hits, func(h hit) bool { return h.weak && s.taken[h.from] })
	return found
}

// onlyName reads a text that is nothing but the name of a commune, of several words written as such a name is: "Trois-Rivières".
func (s *sentence) onlyName() (mention, bool) {
	n := len(s.tokens)
	if n < 2 || n > maxName || s.nameLimit(0) < n || s.tokens[n-1].before != hyphen && !s.tokens[n-1].title {
		return mention{}, false
	}
	matches := slices.Clone(s.places.Lookup(s.text[s.tokens[0].start:s.tokens[n-1].end]))
	named := len(matches) > 0 && !slices.ContainsFunc(matches, func(m geo.Match) bool { return m.Kind != geo.KindCommune })
	return mention{from: 0, to: n, matches: matches}, named
}

// mentionAt reads a place at a token: a number, else the longest name that signs support.
func (s *sentence) mentionAt(i int) (mention, bool) {
	if m, ok := s.numbered(i); ok {
		return m, true
	}
	if s.tokens[i].digits() || s.insideName(i) {
		return mention{}, false
	}
	if s.beginsNoName(i) {
		return mention{}, false
	}
	sign := s.sign(i)
	for n := s.nameLimit(i); n >= 1; n-- {
		matches := s.lookup(i, i+n)
		if len(matches) == 0 {
			continue
		}
		if s.truncated(i, i+n) {
			if m, ok := s.unfinished(i, i+n, sign); ok {
				return m, true
			}
			break
		}
		if sign.strength < 0 && n > 1 && matches[0].Kind == geo.KindCommune && s.rarity(i, i+n) == rare {
			s.take(i, i+n) // a street or a person that bears the name: its words name no other place
			return mention{}, false
		}
		if kept := s.supported(i, i+n, matches, sign); len(kept) > 0 {
			m := mention{from: i, to: i + n, matches: kept, role: sign.role, weak: sign.strength < 1 && !s.longName(i, i+n) && !s.qualified(i+n, kept) && !s.qualifiedBefore(i, kept)}
			m.abroad = s.foreign(i, i+n, kept, sign)
			m.landform = m.wide() && s.landform(i)
			m.stated = s.stated(sign.word)
			if s.ruledOut(i) {
				m.role = ruledAway
			}
			return m, true
		}
	}
	return mention{}, false
}

// beginsNoName reports whether the token at i is a small word with which no name of a place begins.
func (s *sentence) beginsNoName(i int) bool {
	t := &s.tokens[i]
	cut := len(t.raw) == 1 && s.at(i+1).rewritten && s.at(i+1).before == apostrophe // "chalonnes", read as "c'halonnes"
	if t.fixed || cut || t.is("notre") && s.at(i+1).is("dame") || t.is("pas") && s.at(i+1).is("de") && s.at(i+2).is("calais") {
		return false
	}
	return s.lang.words[t.word]&closed != 0 && !t.title && !t.is("le", "la", "les", "l", "au", "aux", "du", "des", "d", "saint",
		"sous", "sur", "entre", "en", "deux", "trois", "quatre", "cinq", "six", "sept", "dix", "mille", "hors", "outre", "contre",
		"avant", "toutes", "y")
}

// insideName reports whether the token at i goes on a longer name that is not known whole: "Château-Chinon" is not Chinon.
func (s *sentence) insideName(i int) bool {
	if i == 0 || s.taken[i-1] {
		return false
	}
	switch t, prev := &s.tokens[i], &s.tokens[i-1]; t.before {
	case hyphen:
		return !prev.digits() && !prev.is("est", "ouest", "nord", "sud", "ville", "mairie", "gare", "asso", "centre", "bourg",
			"pays", "projet", "cc") && !(t.title && !s.toponymic(i-1) && s.lexicon.says(prev.word, "sector"))
	case blank:
		return s.toponymic(i-1) && !t.is("de", "d", "du", "des", "en", "sur", "le", "la", "les", "l", "au", "aux", "a")
	}
	return false
}

// toponymic reports whether the token at i begins many place names and stands where a name does: "à Château Chinon", "Pont Croix".
func (s *sentence) toponymic(i int) bool {
	t := &s.tokens[i]
	if !t.is("chateau", "pont", "mont", "villeneuve", "val", "roche", "port", "fort", "font", "puy", "croix", "saint", "sainte",
		"haut", "haute", "bas", "basse", "vieux", "neuf", "neuve", "grand", "montagne", "vic", "bourg", "villers", "ville",
		"castel", "champ", "plan", "hte", "htes", "ht", "hts") {
		return false
	}
	return t.capital || t.is("hte", "htes", "ht", "hts") || s.sign(i).strength >= 2 && !t.is("grand", "haut", "bas", "vieux",
		"champ", "bourg", "ville")
}

// nameLimit is how many tokens from i may make one name: nothing but spaces, hyphens and apostrophes between them.
func (s *sentence) nameLimit(i int) int {
	n := 1
	for n < maxName && i+n < len(s.tokens) {
		t := &s.tokens[i+n]
		if s.taken[i+n] || t.before > slash && t.before != blank || t.digits() && !s.arrondissement(i+n) {
			break
		}
		n++
	}
	return n
}

// arrondissement reports whether the number at i follows the name of a city that has arrondissements.
func (s *sentence) arrondissement(i int) bool {
	return i > 0 && s.tokens[i-1].is("paris", "lyon", "marseille") && s.tokens[i].number >= 1 && s.tokens[i].number <= 20
}

// written is the text of the tokens from and to (excluded), as typed.
func (s *sentence) written(from, to int) string {
	start, end := s.tokens[from].start, s.tokens[to-1].end
	if end < start {
		return ""
	}
	for i := from + 1; i < to; i++ {
		if s.tokens[i].rewritten {
			return s.spelt(from, to)
		}
	}
	if s.tokens[from].rewritten {
		return s.spelt(from, to)
	}
	return s.text[start:end]
}

// spelt is the text of the tokens from and to (excluded) with shorthand in full and elisions cut.
func (s *sentence) spelt(from, to int) string {
	words := make([]string, 0, to-from)
	for _, t := range s.tokens[from:to] {
		words = append(words, t.raw)
	}
	return strings.Join(words, " ")
}

// lookup returns the places that bear the name typed.
func (s *sentence) lookup(from, to int) []geo.Match {
	if from+1 == to {
		if t := &s.tokens[from]; len(t.raw) < 2 && !strings.EqualFold(t.raw, "y") || s.lang.words[t.word]&closed != 0 && !t.title {
			return nil
		}
	}
	name := s.written(from, to)
	found := s.bearing(name, to-from >= 3 && s.rarity(from, to) == rare)
	if start, end := s.tokens[from].start, s.tokens[to-1].end; len(found) == 0 && start < end && s.text[start:end] != name {
		found = s.places.Lookup(s.text[start:end]) // what looked like shorthand may be a name
	}
	return slices.Clone(found)
}

// bearing returns the places that bear a name, looked up once in a sentence; a bare one may lack its small words.
func (s *sentence) bearing(name string, bare bool) []geo.Match {
	found, known := s.looked[name]
	if known {
		return found
	}
	found = s.places.Lookup(name)
	if len(found) == 0 && strings.Contains(name, "/") {
		found = s.places.Lookup(strings.ReplaceAll(name, "/", " sur "))
	}
	if len(found) == 0 && bare {
		found = slices.DeleteFunc(s.places.LookupBare(name), func(m geo.Match) bool { return m.Kind != geo.KindCommune })
	}
	if len(found) == 0 && bare {
		found = s.articled(geo.Fold(name))
	}
	s.looked[name] = found
	return found
}

// articled returns the places that bear a folded name of which an article inside was left out: "aire sur adour".
func (s *sentence) articled(name string) []geo.Match {
	for _, small := range [...]string{" sur ", " sous ", " de "} {
		if !strings.Contains(name, small) {
			continue
		}
		for _, article := range [...]string{"l ", "la ", "le ", "les "} {
			if found := s.places.Lookup(strings.Replace(name, small, small+article, 1)); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// truncated reports whether a name goes on after the tokens read: a hyphen follows, or "de", "sur" and a word that is not
// French, so that only its beginning is known.
func (s *sentence) truncated(from, to int) bool {
	next := s.at(to)
	if to >= len(s.tokens) {
		return false
	}
	if next.before == hyphen && !next.digits() {
		return true
	}
	if end := s.linked(to); end > 0 && len(s.places.Begins(s.written(from, end))) > 0 {
		return true
	}
	if next.before == blank && next.is("sur", "sous", "les", "lez", "de", "du", "d", "en", "des") && s.tokens[from].is("saint",
		"sainte") && to+1 < len(s.tokens) && s.tokens[to+1].before < comma && !s.tokens[to+1].known {
		return len(s.places.Lookup(s.written(to+1, to+2))) == 0
	}
	return false
}

// linked returns the end of the word that small words join to the name before the token at i: "es montagne", "de la gde"; 0 for
// none.
func (s *sentence) linked(i int) int {
	j := i
	for j < len(s.tokens) && j < i+3 && s.tokens[j].before <= slash && s.tokens[j].is("es", "s", "sur", "sous", "les", "lez", "le",
		"la", "l", "en", "de", "d", "du", "des", "saint", "sainte") {
		j++
	}
	if j == i || j >= len(s.tokens) || s.tokens[j].before > slash || s.tokens[j].digits() || len(s.tokens[j].raw) < 3 {
		return 0
	}
	return j + 1
}

// unfinished reads a longer name of which only the end is missing or short: "riom es montagne".
func (s *sentence) unfinished(from, to int, g sign) (mention, bool) {
	end := s.linked(to)
	if end == 0 || g.strength < 1 || s.letters(from, end) < 8 {
		return mention{}, false
	}
	begun := s.places.Begins(s.written(from, end))
	if len(begun) != 1 {
		return mention{}, false
	}
	return mention{from: from, to: end, matches: begun, role: g.role, stated: s.stated(g.word)}, true
}

// foreign is the country of a place that also bears, or only bears, the name of one abroad.
func (s *sentence) foreign(from, to int, matches []geo.Match, g sign) string {
	if matches[0].Kind != geo.KindCommune {
		return ""
	}
	answer := s.places.Resolve(s.written(from, to))
	if answer.Abroad == "" || len(answer.Candidates) > 0 && !g.territory {
		return ""
	}
	return answer.Abroad
}

// alternative reports whether "ou" or "et" and another place follow the name that ends at the token i: "Die ou Crest".
func (s *sentence) alternative(i int) bool {
	return s.at(i).is("ou", "et") && s.at(i).before < comma && i+1 < len(s.taken) && s.taken[i+1]
}

// bareMention reads a name that nothing announces: it must be no French word.
func (s *sentence) bareMention(i int, used []bool) (mention, bool) {
	if s.tokens[i].digits() || s.insideName(i) || s.beginsNoName(i) {
		return mention{}, false
	}
	g := s.sign(i)
	if g.strength < 0 {
		return mention{}, false
	}
	for n := s.nameLimit(i); n >= 1; n-- {
		free := true
		for j := i; j < i+n; j++ {
			free = free && !used[j]
		}
		if !free || s.truncated(i, i+n) {
			continue
		}
		matches := s.lookup(i, i+n)
		if len(matches) == 0 && s.opensText(i, i+n) && s.letters(i, i+n) >= 5 {
			matches = s.begun(s.written(i, i+n)) // "lesparre, garage solidaire"
		}
		if len(matches) == 0 || s.ruledOut(i) || s.rarity(i, i+n) != rare || len(s.written(i, i+n)) < 4 && !s.alternative(i+n) && !(matches[0].Population >= city && s.opensText(i, i+n)) {
			continue
		}
		if matches = s.territoryFirst(matches, g); s.endsUnknown(i, matches) {
			continue
		}
		if s.at(i+n).is("a") && s.at(i+n+1).is("velo") || (s.at(i).is("saint") || s.at(i-1).is("un", "une", "l")) && s.misplacedArticle(i, i+n, matches) {
			continue
		}
		if len(s.tokens) > 4 && n == 1 && !s.tokens[i].title && g.strength < 1 && matches[0].Population < 2*village && !s.qualified(i+n, matches) && !s.inTold(matches) && !s.opensText(i, i+n) {
			continue // a word that no list has, rather than a small commune
		}
		m := mention{from: i, to: i + n, matches: matches, role: g.role, weak: true}
		m.abroad = s.foreign(i, i+n, matches, g)
		return m, true
	}
	return mention{}, false
}

// opensText reports whether the name of the tokens from and to (excluded) opens the text, set apart or before what is done there:
// "burzet, on veut garder l'école", "huelgoat café librairie".
func (s *sentence) opensText(from, to int) bool {
	return from == 0 && to < len(s.tokens) && (s.at(to).before >= comma || s.at(to).before == blank && (s.placeNoun(to) || naturalNoun(s.at(to)) || s.isVerb(s.at(to), "manquer", "avoir", "meriter") && s.isFinite(s.at(to))))
}
