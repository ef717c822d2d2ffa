package understand

import (
	"slices"
	"strings"
)

// alone reads "seule", "tout seul", "il n'y a que moi" in the mouth of the person.
func (s *sentence) alone() []claim {
	if me := slices.IndexFunc(s.tokens, func(t token) bool { return t.is("moi") }); me >= 0 && len(s.tokens) <= 8 && !slices.ContainsFunc(s.tokens, func(t token) bool {
		return !t.is("moi", "juste", "que", "qu", "uniquement", "seulement", "c", "est", "meme", "tout", "seul", "seule", "toute", "il", "n", "y", "a",
			"pour", "l", "le", "instant", "moment")
	}) {
		return []claim{{"individual", me, me + 1}}
	}
	for _, h := range s.hits {
		if h.slot == "holder" && h.code == "collective" && h.denial == lacking && s.tokens[h.from].is("associe", "associee", "associes", "associees") && !s.plural() {
			return []claim{{"individual", h.from - 1, h.to}}
		}
	}
	for i := range s.tokens {
		if s.tokens[i].is("moi") && s.at(i-1).is("juste", "que", "uniquement") && (i+1 >= len(s.tokens) || s.at(i+1).before >= comma || s.at(i+1).is("pour")) && (s.at(i-2).is("est") || s.at(i-1).before >= comma) {
			return []claim{{"individual", i - 1, i + 1}}
		}
		if s.tokens[i].is("personne") && s.at(i+1).is("ne", "n") && anyIs(s.tokens[i+2:min(len(s.tokens), i+7)], "moi", "me") && slices.ContainsFunc(s.tokens[i+2:min(len(s.tokens), i+6)], func(t token) bool {
			return s.isVerb(&t, "associer", "lancer", "suivre", "rejoindre", "accompagner", "embarquer")
		}) {
			return []claim{{"individual", i, i + 3}}
		}
		if s.tokens[i].is("seul", "seule") && (s.at(i-1).is("pas") && s.at(i-2).is("suis", "serai", "serais") || s.at(i-1).is("plus") && s.at(i-2).is("suis") && s.at(i-3).is("ne")) {
			return []claim{{"collective", i - 2, i + 1}}
		}
		if from, lonely := s.lonely(i); lonely {
			return []claim{{"individual", from, i + 1}}
		}
	}
	return nil
}

// lonely reports whether "seul" at i tells that the person is alone in the project, and where that is said from.
func (s *sentence) lonely(i int) (from int, lonely bool) {
	t, prev, next := &s.tokens[i], s.at(i-1), s.at(i+1)
	if !t.is("seul", "seule") && !(t.is("solo") && t.before == comma) || s.denialOf(i, i+1) != affirmed && !s.tooMuch(i) {
		return i, false
	}
	switch {
	case next.is("chez"), next.is("ce") && s.at(i+2).is("soir", "matin", "midi", "week", "dimanche"):
		return i, false
	case t.before == comma && slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "stage" || h.slot == "sector" }) && (i+1 >= len(s.tokens) || next.before >= comma || next.is("pour") && (s.at(i+2).is("commencer", "demarrer") || s.at(i+3).is("instant", "moment")) || next.is("au") && s.at(i+2).is("debut", "depart")):
		return i, true
	case prev.is("trop") && !s.at(i-2).is("suis"):
		return i, false
	case prev.is("le", "la"):
		if s.at(i-2).is("suis") && (next.is("a", "sur", "dans") || s.at(i-3).is("je") && i+1 == len(s.tokens)) {
			return i - 3, true
		}
		return i, false
	case prev.is("un", "une", "non", "rester", "personne", "plus", "l", "d", "vit", "vivent"),
		prev.is("etre", "travailler") && !s.someVerb(i-2, "preferer", "vouloir", "aimer"):
		return i, false
	case len(next.word) > 2 && s.lang.words[next.word]&noun != 0 && next.before < comma && !next.is("face", "contre", "pour", "devant", "depuis"):
		return i, false
	}
	from = i
	if prev.is("tout", "toute") {
		from--
	}
	for j := from - 1; j >= 0 && j >= i-reach && s.tokens[j+1].before <= comma; j-- {
		switch {
		case s.tokens[j].is("je", "j", "suis", "moi", "me", "m"):
			return from, true
		case s.tokens[j].is("il", "elle", "qui", "gens", "personnes", "ils", "elles", "ma", "mon", "mes", "se"):
			if !s.tokens[j].is("ma", "mon", "mes") || s.namesPeople(j+1) {
				return i, false
			}
		}
	}
	return from, from == 0 || s.opens(from) || s.tokens[i].before <= comma && prev.is("tout", "toute") || prev.is("projet", "mais")
}

// tooMuch reports whether what is denied before "seul" at i is only being able to: "je peux pas porter l'épicerie toute seule".
func (s *sentence) tooMuch(i int) bool {
	if !s.at(i-1).is("tout", "toute") {
		return false
	}
	for j := i - 2; j >= 1 && j >= i-9 && s.tokens[j+1].before < comma; j-- {
		if s.someVerb(j, "pouvoir", "arriver", "sortir", "parvenir") {
			return s.at(j-1).is("je", "j", "n", "ne", "y", "m", "en")
		}
	}
	return false
}

// namesPeople reports whether the token at i names a person: "ma mère".
func (s *sentence) namesPeople(i int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.slot == "holder" && h.weak && (h.code == "collective" || h.code == "individual") && h.from <= i && i < h.to
	})
}

// person reads what people tell of themselves when nothing says that they are several: "je suis boulangère", "j'ai 50 ans",
// "au chômage, je voudrais…".
func (s *sentence) person() []claim {
	if !slices.ContainsFunc(s.hits, func(h hit) bool {
		return (h.slot == "sector" || h.slot == "stage" || h.slot == "need" && h.code == "premises") && h.denial == affirmed
	}) {
		return nil // a trade alone tells of no project
	}
	if !s.projecting() || s.lendsHand() {
		return nil
	}
	first := false
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case t.is("nous", "notre", "nos", "ensemble"), t.is("on") && len(s.at(i+1).verbs) > 0 && !s.at(i+1).is("m"):
			return nil
		}
		if t.is("avec") && (s.at(i+1).is("mon", "ma", "mes", "des", "un", "une", "plusieurs", "d") || s.isNumber(i+1)) && (s.namesPeople(i+2) || s.namesPeople(i+3)) && !s.livesWith(i) {
			return nil // others may carry it too
		}
		first = first || t.is("je", "j", "me", "m", "mon", "ma", "mes", "moi")
	}
	for i := 1; i+2 < len(s.tokens) && len(s.tokens) > 5; i++ { // "j'ai 50 ans"
		if s.tokens[i].is("ai") && s.at(i-1).is("j", "je") && s.at(i+2).is("ans") && s.tokens[i+1].number > 15 && s.tokens[i+1].number < 100 {
			return []claim{{"individual", i - 1, i + 3}}
		}
	}
	for i := 1; i+2 < len(s.tokens); i++ { // "à 25 ans je voudrais"
		if s.isAt(i-1) && s.tokens[i].number > 15 && s.at(i+1).is("ans") && (i == 1 || s.tokens[i-1].before >= comma) && s.at(i+2).is("je", "j") {
			return []claim{{"individual", i - 1, i + 2}}
		}
	}
	for _, h := range s.hits {
		if h.slot == "holder" && (h.code == "organisation" || h.code == "authority") && s.belongs(h.from) {
			return nil
		}
	}
	for _, h := range s.hits {
		parent := h.code == "collective" && s.tokens[h.from].is("porteur", "porteuse", "passionne", "passionnee", "maman", "papa", "papi", "papy", "mamie", "mere", "pere")
		if h.slot != "holder" || h.code != "individual" && !parent || !h.weak || h.label || h.denial != affirmed {
			continue
		}
		if from, holds := s.isMe(h, first); holds {
			return []claim{{"individual", from, h.to}}
		}
	}
	return s.trade(first)
}

// lendsHand reports whether the person tells only of helping others: "je donne un coup de main à une recyclerie".
func (s *sentence) lendsHand() bool {
	for i := range s.tokens {
		if s.at(i-1).is("je", "j") && (s.someVerb(i, "aider", "accompagner", "conseiller") && s.at(i+1).is("un", "une", "des") || s.someVerb(i, "donner", "filer") && s.at(i+2).is("coup") && s.at(i+4).is("main")) {
			return true
		}
	}
	return false
}

// projecting reports whether a wish, a search, a step or a question of the person goes with what they tell of themselves; a search for
// work is no project.
func (s *sentence) projecting() bool {
	for i := range s.tokens {
		t := &s.tokens[i]
		if s.isVerb(t, "vouloir", "aimer", "souhaiter", "rever", "envisager", "monter", "lancer", "ouvrir", "creer", "reprendre", "racheter", "installer", "reconvertir", "transformer",
			"proposer", "imaginer", "penser", "reflechir", "demarrer", "partager", "manquer", "devenir", "falloir", "pouvoir", "tester", "vendre", "preparer", "mettre", "changer") ||
			t.is("projet", "idee", "reve", "envie", "besoin", "comment", "combien", "quel", "quelle") || t.raw == "où" ||
			s.isVerb(t, "chercher", "trouver") && !anyIs(s.tokens[i:min(len(s.tokens), i+4)], "stage", "emploi", "travail", "poste", "boulot") {
			return true
		}
	}
	return false
}

// trade reads the trade of the person in a word that no list has: "je suis tatoueuse", "fraiseur de métier, je veux".
func (s *sentence) trade(first bool) []claim {
	for i := range s.tokens {
		t, next := &s.tokens[i], s.at(i+1)
		if s.taken[i] || !s.tradeWord(t) || s.inStructure(i+1) {
			continue
		}
		j := i - 1
		for j >= 0 && s.tokens[j+1].before < comma && s.tokens[j].is("ancien", "ancienne", "ex", "actuellement", "un", "une", "jeune", "aussi", "toujours", "encore", "simple", "future") {
			j--
		}
		byTrade := next.is("de") && s.at(i+2).is("metier", "formation", "profession")
		switch {
		case s.at(j).is("suis") && s.at(j-1).is("je", "j") && s.tokens[j+1].before < comma, s.at(j).is("etant"):
			return []claim{{"individual", j - 1, i + 1}}
		case first && s.opens(j+1) && !s.at(j).is("le", "la", "les", "un", "une", "notre", "des") && (byTrade || next.before == comma && s.at(i+1).is("je", "j") || next.is("je", "j")):
			return []claim{{"individual", j + 1, i + 1}}
		}
	}
	return nil
}

// tradeWord reports whether a word is made as those of trades are, and is no everyday adjective.
func (s *sentence) tradeWord(t *token) bool {
	if len(t.word) < 6 || s.isRole(t) || t.title && !t.known || s.lang.words[t.word]&closed != 0 || s.lang.words[t.word]&(noun|adjective) == adjective ||
		t.is("premier", "premiere", "dernier", "derniere", "particulier", "particuliere", "entier", "entiere", "meilleur", "meilleure", "amateur",
			"optimiste", "pessimiste", "realiste", "triste", "acteur", "actrice", "utilisateur", "utilisatrice", "auditeur", "lecteur", "lectrice", "visiteur",
			"demandeur", "demandeuse", "parisien", "parisienne", "ecologiste", "citadin", "financeur", "donateur", "heureuse", "interieur", "serieuse", "curieuse",
			"malheureuse", "amoureuse", "nombreuse", "soucieuse", "porteur", "porteuse", "hier", "quartier", "metier", "chantier", "fier") {
		return false
	}
	for _, end := range [...]string{"eur", "euse", "trice", "ienne", "iste", "logue", "peute", "graphe", "designer", "ier", "iere", "icien", "nome", "aire"} {
		if strings.HasSuffix(t.word, end) {
			return end != "aire" || t.is("notaire", "veterinaire", "disquaire", "antiquaire", "libraire", "apothicaire")
		}
	}
	return false
}

// belongs reports whether the structure at i may be the one for which the person works.
func (s *sentence) belongs(i int) bool {
	for j := i - 1; j >= 0 && j >= i-reach && s.tokens[j+1].before < comma; j-- {
		if s.tokens[j].is("dans", "pour", "chez") || s.isRole(&s.tokens[j]) {
			return true
		}
		if s.isFinite(&s.tokens[j]) {
			return false
		}
	}
	return false
}

// isMe reports whether the trade or the situation is that of the person; first tells that somebody says "je" in the text.
func (s *sentence) isMe(h hit, first bool) (from int, holds bool) {
	f := s.folk(h)
	head := &s.tokens[h.from]
	if s.isVerb(head, "changer", "quitter", "demissionner", "reconvertir", "heriter", "licencier") || head.is("mon", "ma", "mes", "je", "ete", "rupture", "burn", "m", "me", "licenciement", "touche") {
		mine := anyIs(s.tokens[s.clauseStart(h.from):h.to], "je", "j", "me", "m", "mon", "ma", "mes", "moi", "suis", "ai") || s.verblessUntil(s.clauseStart(h.from), h.from)
		return h.from, first && mine && !s.someVerb(h.from-1, "aider", "accompagner")
	}
	if head.is("au", "en", "a", "sans", "licencie", "licenciee") {
		return h.from, first && (s.tokens[h.from].before >= comma || s.opens(h.from) || s.at(h.from-1).is("suis", "moi", "actuellement", "et", "compte", "bientot", "etre", "bosse", "travaille") || s.at(h.from-2).is("suis", "me", "m"))
	}
	if f.several() || f.definite || f.mine || s.at(f.from-1).is("de", "d", "du", "des", "par", "pour", "avec", "cherche") {
		return h.from, false
	}
	for j := f.from - 1; j >= 0 && j >= f.from-4 && s.tokens[j+1].before < comma; j-- {
		switch {
		case s.tokens[j].is("suis", "etant") || s.tokens[j].is("comme") && s.opens(j) && first || s.tokens[j].is("etais") && s.at(j-1).is("j") || s.tokens[j].is("tant") && s.at(j-1).is("en"):
			return max(j-1, 0), true
		case s.tokens[j].is("ancien", "ancienne", "ex", "actuellement", "aujourd", "hui", "moi", "meme", "aussi", "encore", "de", "formation", "bien", "un", "une", "en", "donc", "toujours"),
			s.qualifies(&s.tokens[j]):
		default:
			return h.from, false
		}
	}
	for f.from > 0 && s.at(f.from-1).is("fraichement", "bientot", "recemment", "actuellement", "nouvellement") {
		f.from--
	}
	next := s.at(h.to)
	aged := next.before == comma && s.at(h.to+1).is("ans")
	return f.from, (first || aged) && s.opens(f.from) && !f.indefinite && (!s.finiteHere(h.to) || next.is("cherche", "recherche", "je"))
}

// verblessUntil reports whether no verb in the present stands from the token i to the token j, excluded.
func (s *sentence) verblessUntil(i, j int) bool {
	for k := i; k < j; k++ {
		if s.finiteHere(k) || s.at(k).is("est", "a", "ont", "sont") {
			return false
		}
	}
	return true
}

// finiteHere reports whether the token at i is a verb in the present, and not a participle typed with its accent or "à".
func (s *sentence) finiteHere(i int) bool {
	if i >= len(s.tokens) {
		return false
	}
	t := &s.tokens[i]
	return s.isFinite(t) && !s.isAt(i) && t.raw[len(t.raw)-1] != 0xA9 && s.lang.words[t.word]&(noun|adjective) == 0
}
