package understand

import (
	"slices"

	"jalon/internal/geo"
)

// rarity is how easily a name is taken for something else.
type rarity uint8

const (
	rare     rarity = iota // no French word
	called                 // a first name
	ordinary               // an everyday word
)

// rarity tells how distinctive the name of the tokens from and to (excluded) is, its article aside.
func (s *sentence) rarity(from, to int) rarity {
	first := from
	for from < to-1 && s.tokens[from].is("le", "la", "les", "l", "au", "aux", "du", "des") {
		from++
	}
	if t := &s.tokens[from]; from > first && to-from == 1 && t.class != 0 && t.class&^(manner|near) == 0 && len(t.names) == 0 {
		return rare // "au Bugue": no noun, though "ça bugue" is said
	}
	if to-from > 1 {
		if s.tokens[from].is("saint", "sainte", "saints", "saintes") {
			return rare
		}
		for _, t := range s.tokens[from:to] {
			if s.rarityOf(&t) == rare {
				return rare
			}
		}
		if s.significant(from, to) < 2 && !s.hyphened(from, to) {
			return ordinary
		}
		return rare
	}
	return s.rarityOf(&s.tokens[from])
}

func (s *sentence) rarityOf(t *token) rarity {
	c := t.class
	switch {
	case t.fixed:
		return rare
	case len(t.word) < 3 || c&^firstName != 0 || len(t.names) > 0:
		return ordinary
	case c&firstName != 0:
		return called
	}
	return rare
}

// Populations from which an everyday word after "à" is the town rather than the word: alone, or with its article.
const (
	village    = 1_000
	city       = 4_000
	metropolis = 100_000
)

// likelyCity reports whether an everyday word after "à" is rather the town: no verb ("à changer"), no set phrase, and a town
// that many know.
func (s *sentence) likelyCity(from, to int, m geo.Match, g sign) bool {
	t := &s.tokens[to-1]
	verb := slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&(infinitive|participle) != 0 })
	if verb || s.inIdiom(from, to) || s.describes(to-1) {
		return false
	}
	if to-from > 1 {
		return m.Population >= metropolis
	}
	return m.Population >= city || s.isAt(g.word) && s.leads(to-1) && (m.Population >= village && s.settles(g.word-1) || m.Population >= towns && s.placeNoun(g.word-1))
}

// describes reports whether the word at i goes with the next, one of them an adjective: "à bas prix", "à la croix rouge".
func (s *sentence) describes(i int) bool {
	next := s.at(i + 1)
	if i+1 >= len(s.tokens) || next.before > hyphen && next.before != blank || next.title && !s.tokens[i].title {
		return false
	}
	a, b := s.lang.words[s.tokens[i].word], s.lang.words[next.word]
	return b&closed == 0 && (a&adjective != 0 && b&noun != 0 || a&noun != 0 && b&adjective != 0)
}

// settles reports whether the verb at j says that people live or settle somewhere: "j'habite à Riez".
func (s *sentence) settles(j int) bool {
	t := s.at(j)
	return s.isVerb(t, "habiter", "vivre", "resider", "installer", "demenager", "implanter")
}

// toldNear reports whether one of the places, no hamlet, lies in a department told before: "en Isère, à la mure".
func (s *sentence) toldNear(from, to int, matches []geo.Match) bool {
	if s.inIdiom(from, to) || len(s.tokens[to-1].verbs) > 0 {
		return false
	}
	return s.inTold(slices.DeleteFunc(slices.Clone(matches), func(m geo.Match) bool { return m.Population < village }))
}

// inTold reports whether one of the places lies in a department told before.
func (s *sentence) inTold(matches []geo.Match) bool {
	return slices.ContainsFunc(s.told, func(w mention) bool { return len(within(matches, w)) > 0 })
}

// supported returns the matches that the signs support; none when a place is not clearly meant.
func (s *sentence) supported(from, to int, matches []geo.Match, g sign) []geo.Match {
	matches = s.territoryFirst(matches, g)
	if matches[0].Kind == geo.KindCountry {
		return nil
	}
	if matches[0].Kind != geo.KindCommune {
		towns := slices.DeleteFunc(slices.Clone(matches), func(m geo.Match) bool { return m.Kind != geo.KindCommune })
		if len(towns) > 0 && s.qualified(to, towns) {
			return towns // "Vienne (38)"
		}
		return s.supportedTerritory(from, to, matches, g)
	}
	if to-from == 1 && s.at(from-1).is("un", "une", "des") && !s.titled(from, to) && s.at(to).is("de", "d") {
		return nil // "un camembert de Normandie"
	}
	common := !s.titled(from, to) && s.rarity(from, to) == ordinary && (s.at(to).capital || s.at(to+1).capital || s.at(to+2).capital) // "la rénovation de maisons dans le Calvados"
	if (s.qualified(to, matches) || s.qualifiedBefore(from, matches)) && !(common && g.word >= 0 && s.at(from-1).is("de", "des", "d")) {
		return matches
	}
	if s.misplacedArticle(from, to, matches) {
		return nil
	}
	if g.strength < 0 || g.territory && s.at(g.word).is("en") && s.rarity(from, to) != rare {
		return nil
	}
	titled := s.titled(from, to)
	switch s.rarity(from, to) {
	case rare:
		if g.strength >= 1 || titled || s.longName(from, to) || s.unheardOf(from, to) {
			return matches
		}
	case called:
		if from > 0 && s.taken[from-1] && s.tokens[from].before <= comma && s.inTold(matches) {
			return matches // "lozere, luc"
		}
		if g.strength == 3 || g.outright || g.strength == 2 && titled || g.strength == 1 && s.placeNoun(g.word-1) {
			return matches
		}
	case ordinary:
		if from > 0 && s.taken[from-1] && s.tokens[from].before <= comma && s.toldNear(from, to, matches) {
			return matches // "Gard, le Vigan"
		}
		if g.strength == 1 && (to-from == 1 || to-from == 2 && s.at(from).is("la", "le", "les")) && s.tokens[to-1].capital && matches[0].Population >= village && s.at(g.word).is("de", "d") && g.word == from-1 {
			return matches // "l'harmonie de Guise"
		}
		if from == 0 && to == 1 && s.tokens[0].title && to < len(s.tokens) && s.at(to).before >= comma && matches[0].Population >= city && s.lang.words[s.tokens[0].word]&closed == 0 && !s.inIdiom(from, to) {
			return matches // "Die, recyclerie"
		}
		if titled && (g.strength == 3 || g.outright && (!s.inIdiom(from, to) || g.point && s.tokens[from].capital && matches[0].Population >= city && s.leads(to-1))) {
			return matches
		}
		if g.outright && g.point && s.toldNear(from, to, matches) {
			return matches
		}
		if g.outright && (g.point || s.at(g.word).is("vers")) && s.likelyCity(from, to, matches[0], g) {
			return matches
		}
	}
	return nil
}

// misplacedArticle reports whether an article stands before a name that has none, so that it is the word rather than the commune:
// "des planqués", "la Beauce".
func (s *sentence) misplacedArticle(from, to int, matches []geo.Match) bool {
	prev := s.at(from - 1)
	if from == 0 || s.tokens[from].before >= comma || !prev.is("le", "la", "les", "l", "du", "des", "un", "une", "ces", "cette", "ce") {
		return false
	}
	if s.at(from).is("saint") && prev.is("le", "du", "un") { // "du saint nectaire"
		return true
	}
	if to-from == 1 && !s.tokens[from].capital && (prev.is("un", "une", "des", "ce", "cette", "ces", "l")) {
		return true // "un lure", "travailler l'étain"
	}
	return matches[0].Population < city && to-from == 1 && !s.tokens[from].capital || prev.is("la", "le", "les") && s.at(from-2).is("dans")
}

// significant counts the words of a name that are no small words.
func (s *sentence) significant(from, to int) int {
	n := 0
	for _, t := range s.tokens[from:to] {
		if t.fixed || s.lang.words[t.word]&closed == 0 {
			n++
		}
	}
	return n
}

// hyphened reports whether three words or more are joined by hyphens: "Entre-Deux-Eaux".
func (s *sentence) hyphened(from, to int) bool {
	for _, t := range s.tokens[from+1 : to] {
		if t.before != hyphen {
			return false
		}
	}
	return to-from >= 3
}

// longName reports whether a name is long enough to be taken without a sign: three words, or a saint's.
func (s *sentence) longName(from, to int) bool {
	return to-from >= 3 || to-from == 2 && s.tokens[from].is("saint", "sainte")
}

// supportedTerritory is supported for departments and regions.
func (s *sentence) supportedTerritory(from, to int, matches []geo.Match, g sign) []geo.Match {
	article := s.tokens[from].is("le", "la", "les", "l", "du", "des",
		"au") || from > 0 && s.tokens[from].before < comma && s.at(from-1).is("le", "la", "les", "l")
	direction := (to-from == 1 || to-from == 2 && article) && s.tokens[to-1].is("nord", "sud", "est", "ouest", "centre")
	switch {
	case overseas(matches[0]) && s.tokens[to-1].is("reunion") && !s.tokens[to-1].title && (s.at(to).is("de", "d", "du", "des") || !s.leads(to-1)),
		overseas(matches[0]) && s.tokens[to-1].is("reunion") && !s.tokens[to-1].title && s.meeting(g.word),
		s.at(to).is("a") && s.at(to+1).is("velo"):
		return nil
	case direction && (s.at(to).is("de", "d", "du", "des", "est", "ouest") || !s.tokens[to-1].title && !s.at(from-1).is("dans")):
		return nil
	case s.endsUnknown(from, matches):
		return nil
	case s.rarity(from, to) == rare, to-from >= 3:
		return matches
	case s.inIdiom(from, to), s.at(to).is("de", "d", "du", "des") && s.tokens[to-1].is("somme", "manche", "lot", "lots"):
		return nil
	case from > 0 && s.taken[from-1] && s.tokens[from].before <= comma, s.tokens[from].before == bracket && s.at(to).before >= bracket:
		return matches
	case s.titled(from, to) && (article || g.strength > 0):
		return matches
	case s.at(to).is("ou", "et") && s.at(to+1).before < comma && len(s.tokens[from].word) > 2 && s.isDepartment(s.at(to+1).word):
		return matches
	case g.strength >= 2 && (article || g.territory):
		return matches
	case article && g.strength == 1 && !s.tokens[to-1].is("cher", "lot", "nord", "somme", "centre", "manche"):
		return matches
	}
	return nil
}

// territoryFirst keeps, of a name that a commune shares with a department or a region, what the sign asks for.
func (s *sentence) territoryFirst(matches []geo.Match, g sign) []geo.Match {
	var communes, wide []geo.Match
	for _, m := range matches {
		if m.Kind == geo.KindCommune {
			communes = append(communes, m)
		} else {
			wide = append(wide, m)
		}
	}
	switch {
	case len(communes) == 0 || len(wide) == 0:
		return matches
	case wide[0].Collectivity() && !g.territory:
		return matches
	case overseas(wide[0]):
		return wide
	case wide[0].Code == "75":
		return communes
	case g.point && (s.isAt(g.word) || communes[0].Population >= known):
		return communes
	case g.territory || wide[0].Kind == geo.KindRegion:
		return wide
	}
	return matches
}

// known is the population from which a commune that bears the name of a department is thought of first after "de".
const known = 5000

// overseas reports whether a department is an island said with "à": La Réunion, Mayotte. Saint-Martin is also many communes.
func overseas(m geo.Match) bool {
	return m.Kind == geo.KindDepartment && len(m.Code) == 3 && !m.Collectivity()
}

// titled reports whether the name begins with a capital that means something.
func (s *sentence) titled(from, to int) bool {
	for _, t := range s.tokens[from:to] {
		if t.capital {
			return true
		}
		if !t.is("le", "la", "les", "l", "au", "aux", "du", "des") {
			return false
		}
	}
	return false
}

// placeNoun reports whether the token at j is a building or a service that stands somewhere: "l'épicerie de Luc".
func (s *sentence) placeNoun(j int) bool {
	t := s.at(j)
	if t.is("gare", "ecole", "eglise", "place", "marche", "college", "lycee", "salle", "presbytere", "cure", "chateau", "moulin",
		"usine", "poste", "four", "foire", "fete", "gens", "asso", "association", "tabac") {
		return true
	}
	for _, n := range s.lexicon.numbers(t.word, nil) {
		if next := s.lexicon.root.next[n]; next != nil && slices.ContainsFunc(next.answers, func(a answer) bool { return a.slot == "sector" && !a.weak }) {
			return true
		}
	}
	return false
}

// inIdiom reports whether the tokens from and to (excluded), with the ones before, make a set phrase: "à sens unique".
func (s *sentence) inIdiom(from, to int) bool {
	for back := 0; back <= 2 && from-back >= 0; back++ {
		at := s.lexicon.root
		for i := from - back; i < len(s.tokens) && i < to+2; i++ {
			var next *node
			if id, known := s.lexicon.ids[canonical(s.tokens[i].word)]; known {
				next = at.next[id]
			}
			if next == nil {
				break
			}
			if at = next; at.idiom && i >= to-1 {
				return true
			}
		}
	}
	return false
}

// meeting reports whether the words before "à" at j, in "à la réunion", tell of people who come together rather than of the island.
func (s *sentence) meeting(j int) bool {
	t := s.at(j - 1)
	if s.at(j+3).is("on", "nous") && s.someVerb(j+4, "etre") && s.imperfect(s.at(j+4)) {
		return true // "à la réunion on était trois"
	}
	return t.is("personnes", "gens", "monde", "habitants", "participants", "participantes", "inscrits", "presents", "presentes", "venus", "venues", "venu", "venue") || s.isNumber(j-1) ||
		s.isVerb(t, "parler", "dire", "inviter", "proposer", "presenter", "venir", "assister", "participer", "discuter", "aller", "convier")
}

// unheardOf reports whether a name has two words of which one at least is no French word, so that nothing else is likely meant:
// "moulins engilbert", "bourbon lancy".
func (s *sentence) unheardOf(from, to int) bool {
	first, last := &s.tokens[from], &s.tokens[to-1]
	if to-from != 2 || s.lang.words[first.word]&closed != 0 || first.title != last.title {
		return false
	}
	return first.fixed || last.fixed || !first.known || !last.known
}

// endsUnknown reports whether the department that begins at the token i is a river, the end of a longer name that is not known: "à
// Truchmol sur Loire".
func (s *sentence) endsUnknown(i int, matches []geo.Match) bool {
	return i > 1 && s.at(i-1).is("sur", "sous") && s.at(i-1).before <= blank && s.tokens[i].before <= blank && matches[0].Kind == geo.KindDepartment &&
		(!s.at(i-2).known || s.at(i-2).fixed)
}
