package understand

import (
	"slices"
	"strings"
)

// toldOnly reports whether a phrase about a need is only part of what is told: what the project will be, what others do or lack, what
// goes well, what is done already. Nothing is asked for then.
func (s *sentence) toldOnly(h hit) bool {
	if s.questioned(h.from) && !s.described(h) {
		return false
	}
	return s.happens(h) || s.forPurpose(h) || s.pastTold(h) || s.described(h) || s.served(h) || s.thanksTo(h) || s.goesWell(h) || s.ownWork(h) || s.helped(h) || s.ofOthersNeed(h) || s.against(h) || s.trialMade(h)
}

// described reports whether the phrase belongs to what describes a thing to be made: "un lieu où les parents peuvent échanger", "une
// épicerie où les clients sont bénévoles". Somebody looked for is described to be found: "quelqu'un qui", "des gens qui".
func (s *sentence) described(h hit) bool {
	for j := h.from - 1; j >= 1 && j >= h.from-reach && s.tokens[j+1].before < comma; j-- {
		t := s.at(j)
		switch {
		case t.is("on", "nous", "je", "j", "me", "m"), t.is("comment", "si", "besoin", "manque"):
			return false
		case t.is("ou") && t.raw == "où", t.is("qui"), t.is("que", "qu") && s.at(j-1).is("pour"):
			return t.before < comma && s.thingBefore(j)
		}
	}
	return false
}

// thingBefore reports whether a thing that is made, and neither a person nor a place looked for, stands before the relative at j.
func (s *sentence) thingBefore(j int) bool {
	return slices.ContainsFunc(s.hits, func(o hit) bool {
		return o.slot == "sector" && o.to <= j && j-o.to <= 3 && !s.isSought(o.from)
	}) || s.at(j-1).is("chose") && s.at(j-2).is("quelque") || s.at(j-1).is("lieu", "espace", "endroit", "projet", "service", "outil", "groupe") && s.at(j-2).is("un", "une", "le", "notre", "mon") && !s.isSought(j-1)
}

// isSought reports whether a verb of seeking bears on the noun at i.
func (s *sentence) isSought(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4 && s.tokens[j+1].before < comma; j-- {
		if s.isVerb(s.at(j), "chercher", "rechercher", "trouver", "manquer", "falloir", "connaitre", "visiter", "rencontrer") || s.at(j).is("besoin") {
			return true
		}
	}
	return false
}

// served reports whether the phrase is what a project helps others with: "on aide les associations à recruter", "accompagner les
// porteurs de projet dans leur recherche de financement".
func (s *sentence) served(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-reach-2 && s.tokens[j+1].before < comma; j-- {
		t := s.at(j)
		if t.is("comment", "besoin", "manque", "qui", "nous", "me", "m") {
			return false
		}
		if s.isVerb(t, "aider", "accompagner", "permettre", "conseiller", "orienter", "soutenir", "appuyer") && (looksInfinitive(t.word) || s.at(j-1).is("on", "je", "j", "nous", "qui", "association", "asso")) && s.at(j+1).is("les", "des", "aux", "a", "le", "la", "l", "d", "de", "ceux", "celles", "nos") {
			return j+2 < h.from && !s.at(j-1).is("nous", "me", "m", "pour") && !s.at(j+2).is("benevoles", "salaries")
		}
	}
	return false
}

// thanksTo reports whether the phrase is what made something possible, or what is had: "grâce à une subvention".
func (s *sentence) thanksTo(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-4 && s.tokens[j+1].before < comma; j-- {
		t := s.at(j)
		switch {
		case t.is("grace"), t.is("avec") && s.at(h.from).is("aide", "soutien", "appui"):
			return true
		case !t.is("a", "au", "aux", "la", "le", "les", "l", "une", "un", "des", "notre", "nos", "de", "d"):
			return false
		}
	}
	return false
}

// goesWell reports whether the thing that the phrase names is said to be, to go or to act well: "la trésorerie va bien", "la
// gouvernance est partagée", "notre réseau compte quarante communes".
func (s *sentence) goesWell(h hit) bool {
	if !s.nounAt(h) || h.denial != affirmed {
		return s.at(h.from).is("est", "sommes", "suis", "on") && s.at(h.to-1).is("rentable", "rentables", "viable", "viables", "autonome", "autonomes") && h.denial == affirmed &&
			s.at(h.from-1).is("on", "nous", "je") && !s.at(h.from-2).is("que", "qu", "si", "quand")
	}
	v := h.to
	for s.at(v).is("nous", "y", "ne", "n", "se", "s", "en", "deja", "les", "l") && s.at(v).before < comma {
		v++
	}
	t := s.at(v)
	if v >= len(s.tokens) || t.before >= comma {
		return false
	}
	switch {
	case t.is("est", "sont"):
		next := s.at(v + 1)
		return next.is("partage", "partagee", "partages", "partagees", "sain", "sains", "saine", "saines", "equilibre", "equilibree", "bonne", "bon", "bons", "bonnes", "super", "geniale",
			"collegiale", "collective", "horizontale", "participative", "claire", "claires", "clairs", "solide", "solides", "stable", "stables", "ouverte", "ouvert", "lancee", "lance", "prevue",
			"prevu", "contents", "content", "ravis", "nombreux", "fideles", "formidables", "geniaux", "adorables", "motives", "formes", "en")
	case s.isVerb(t, "aller"):
		return s.at(v+1).is("bien", "mieux")
	}
	return s.isVerb(t, "compter", "permettre", "venir", "monter", "augmenter", "progresser", "aider", "soutenir", "suivre", "accompagner", "adorer", "aimer", "reunir", "regrouper",
		"rassembler", "tourner", "proposer", "organiser") && s.isFinite(t) && !s.at(v+1).is("pas", "plus", "peu", "mal") && !(s.isVerb(t, "aider") && s.at(v+1).is("a"))
}

// nounAt reports whether the phrase is a noun with what completes it, after a determiner or at the beginning.
func (s *sentence) nounAt(h hit) bool {
	first := s.at(h.from)
	return s.at(h.from-1).is("le", "la", "les", "l", "un", "une", "des", "du", "notre", "nos", "mon", "ma", "mes", "ce", "cette", "ces") && !looksInfinitive(first.word) ||
		first.is("notre", "nos", "mon", "ma", "mes", "le", "la", "les", "l", "des")
}

// ownWork reports whether the phrase is what those who speak already do or offer: "je fais la compta", "on propose des formations".
func (s *sentence) ownWork(h hit) bool {
	j := h.from - 1
	for s.at(j).is("le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "deja", "aussi", "notre", "nos", "tous", "toute", "toutes", "petits", "petites") && s.at(j+1).before < comma {
		j--
	}
	t, by := s.at(j), s.at(j-1)
	if j < 1 || s.tokens[j+1].before >= comma || !slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&present != 0 }) || s.hopedFor(j) {
		return false
	}
	if s.isVerb(t, "occuper", "charger") {
		return by.is("m", "s", "nous", "me", "se")
	}
	return s.isVerb(t, "faire", "proposer", "tenir", "gerer", "organiser", "animer", "donner", "offrir", "dispenser", "assurer", "accueillir", "toucher", "percevoir", "recevoir",
		"beneficier", "developper") && (by.is("je", "j", "on", "nous", "association", "asso", "tiers", "collectif", "scic", "cooperative") || s.at(j-2).is("notre"))
}

// taught reports whether what is to be learnt is to be taught to others: "apprendre le numérique aux autres".
func (s *sentence) taught(h hit) bool {
	if !s.isVerb(s.at(h.from), "apprendre", "enseigner") && !s.isVerb(s.at(h.to-1), "apprendre", "enseigner") {
		return false
	}
	for j := h.to; j < h.to+4 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.at(j).is("aux") {
			return true
		}
	}
	return false
}

// helped reports whether somebody already helps with what the phrase names: "un ami avocat nous aide pour les statuts".
func (s *sentence) helped(h hit) bool {
	if h.code == "training" && (s.taught(h) || s.at(h.from).is("appris")) {
		return true
	}
	if s.at(h.to).is("nous", "m", "me") && s.isVerb(s.at(h.to+1), "aider", "accompagner", "conseiller", "epauler", "soutenir", "suivre") && s.isFinite(s.at(h.to+1)) && s.nounAt(h) {
		return true
	}
	for j := h.from - 1; j >= 1 && j >= h.from-5 && s.tokens[j+1].before < comma; j-- {
		t := s.at(j)
		if s.isVerb(t, "aider", "accompagner", "conseiller", "epauler", "former", "soutenir") && s.isFinite(t) {
			return s.at(j-1).is("nous", "m", "me") && !s.hopedFor(j) && s.denialOf(j, j+1) == affirmed
		}
	}
	return false
}

// ofOthersNeed reports whether others than those who speak are the subject of what is lacking: "les agriculteurs du coin ont du mal à
// recruter".
func (s *sentence) ofOthersNeed(h hit) bool {
	for j := h.from - 1; j >= 1 && j >= h.from-reach && s.tokens[j+1].before < comma; j-- {
		t := s.at(j)
		switch {
		case t.is("on", "nous", "je", "j", "que", "qu", "comment", "si", "nos", "notre", "mon", "ma"):
			return false
		case named(t, "agriculteur", "entreprise", "artisan", "commercant", "association", "asso", "commune", "producteur", "eleveur", "restaurateur", "maraicher", "employeur", "paysan",
			"voisin", "collectivite", "touriste", "parent", "exploitant", "viticulteur", "hopital", "ehpad", "ecole"):
			if s.at(j-1).is("les", "des", "aux") || s.at(j-2).is("beaucoup", "plein") {
				return !s.isSought(j)
			}
		}
	}
	return false
}

// against reports whether those who are said to be against are so of something else: "mes voisins sont contre les éoliennes".
func (s *sentence) against(h hit) bool {
	next := s.at(h.to)
	return s.at(h.to-1).is("contre") && h.to < len(s.tokens) && next.before < comma && next.is("les", "le", "la", "l", "des", "un", "une") && !s.at(h.to+1).is("projet", "idee", "cafe", "epicerie")
}

// trialMade reports whether a place or a service for trials is what is to be made: "monter une couveuse d'entreprises".
func (s *sentence) trialMade(h hit) bool {
	if h.code != "testing" || len(s.at(h.from).verbs) > 0 {
		return false
	}
	for j := h.from - 1; j >= 0 && j >= h.from-4 && s.tokens[j+1].before < comma; j-- {
		if s.makesOther(j) || s.at(j).is("notre", "nos") {
			return true
		}
	}
	return false
}

// happens reports whether a verb that would be a wish in the infinitive tells what happens: "le pressoir attire du monde", "on s'inspire
// de ce qui se fait".
func (s *sentence) happens(h hit) bool {
	i := h.from
	if s.at(i).is("me", "se", "s", "m") && i+1 < h.to {
		i++
	}
	t, by := s.at(i), s.at(h.from-1)
	if h.from == 0 || t.before >= comma || h.denial != affirmed || s.asksItself(h) || !s.isFinite(t) || s.hopedFor(h.from) || strings.Contains(t.raw, "é") || strings.HasSuffix(t.word, "er") || s.isAt(h.from-1) ||
		s.isVerb(by, "vouloir", "aimer", "souhaiter", "pouvoir", "devoir", "falloir", "aller") {
		return false
	}
	if s.lang.words[t.word]&(noun|adjective|closed) != 0 && !by.is("on", "je", "j", "nous") {
		return false
	}
	return s.isVerb(t, "embaucher", "recruter", "preter") && s.doneByOthers(h.from) || !s.isVerb(t, "embaucher", "recruter", "preter", "chercher", "rechercher", "manquer", "galerer", "perdre",
		"peiner", "ramer", "emprunter", "couter", "ruiner", "refuser", "hesiter", "vendre", "falloir", "trouver", "recherche", "squatter", "acheter", "louer", "bosser", "travailler",
		"tourner", "changer", "depasser", "connaitre", "comprendre", "savoir", "pouvoir", "vouloir", "devoir", "reposer", "dependre", "rapporter", "couvrir", "coincer", "rever", "quitter",
		"decider", "voter", "declarer", "passer", "devenir", "monter", "lancer", "faire")
}

// doneByOthers reports whether the verb at i is not done by those who speak for themselves: "le patron m'embauche", "on prête notre salle".
func (s *sentence) doneByOthers(i int) bool {
	by := s.at(i - 1)
	if s.isVerb(s.at(i), "preter") {
		return by.is("on", "je", "nous") && !s.at(i-2).is("on", "nous", "que", "qu")
	}
	return by.is("m", "me", "qui", "ils", "elle", "il") || !by.is("on", "je", "j", "nous", "association", "asso") && !s.voiced(i)
}

// forPurpose reports whether the phrase is what a project is for: "un café pour réunir les habitants".
func (s *sentence) forPurpose(h hit) bool {
	j := h.from - 1
	for s.at(j).is("mieux", "se", "s", "y", "en", "faire") {
		j--
	}
	if !s.at(j).is("pour") || s.tokens[j+1].before >= comma || len(s.at(h.from).verbs) == 0 {
		return false
	}
	return s.thingBefore(j)
}

// pastTold reports whether a verb of the past, told of oneself or of others, bears on the phrase: "ma thèse portait sur la gouvernance",
// "quand j'étais agent immobilier".
func (s *sentence) pastTold(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-6 && s.tokens[j+1].before < comma; j-- {
		t := s.at(j)
		if t.is("mais", "pour", "si", "et", "comment", "pas", "plus") {
			return false
		}
		if s.imperfect(t) && !s.isVerb(t, "vouloir", "chercher", "falloir", "manquer", "aimer", "souhaiter", "demander", "pouvoir", "devoir", "savoir", "esperer", "penser", "compter") {
			return !s.isFiniteNow(t)
		}
	}
	return false
}

// isFiniteNow reports whether a token is a verb in the present as well.
func (s *sentence) isFiniteNow(t *token) bool {
	return slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&(present|conditional) != 0 })
}

// learnt reports whether the phrase is what is to be learnt, the need being to learn it: "se former à la comptabilité", "un stage de
// gestion", "aucune notion de droit du travail".
func (s *sentence) learnt(h hit) bool {
	if h.code == "training" || h.code == "premises" || h.code == "funding" {
		return false
	}
	for j := h.from - 1; j >= 0 && j >= h.from-6 && s.tokens[j+1].before < comma; j-- {
		t := s.at(j)
		switch {
		case t.is("stage", "formation", "formations", "notion", "notions", "cours", "initiation", "competences", "competence", "bases"), s.isVerb(t, "former", "apprendre", "initier", "maitriser"):
			return true
		case s.isVerb(t, "connaitre", "comprendre") && s.falls(j):
			return true
		case t.is("on", "nous", "je", "j", "pour", "mais", "et") && !(t.is("et") && s.needAt(j-1)):
			return false
		}
	}
	return false
}
