package understand

import (
	"slices"
	"strings"
)

// verbHere reports whether a word that is also a noun is used as a verb: after a subject, or after "de", "à", a modal.
func (s *sentence) verbHere(i int) bool {
	if len(s.tokens[i].verbs) == 0 {
		return false
	}
	if s.at(i-1).is("de", "d", "pour") || s.isAt(i-1) {
		return looksInfinitive(s.tokens[i].word) || strings.HasSuffix(s.tokens[i].raw, "é")
	}
	if s.at(i+1).is("un", "une", "son", "sa") && s.tokens[i].before <= blank && slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.to == i && (h.slot == "holder" || h.slot == "sector") // "le foyer lance un potager"
	}) {
		return true
	}
	return s.at(i-1).is("je", "j", "on", "nous", "me", "m", "se", "s", "vais", "va", "veux", "veut", "voulons", "qui", "ai",
		"avons", "est", "ont",
		"deja") || s.at(i-1).is("a") && !s.isAt(i-1) || looksInfinitive(s.tokens[i].word) || strings.HasSuffix(s.tokens[i].raw, "é")
}

// onlyParticiple reports whether the verbs of a token are past participles and nothing else.
func onlyParticiple(t *token) bool {
	for _, r := range t.verbs {
		if r.mood != participle {
			return false
		}
	}
	return len(t.verbs) > 0
}

// offered reports whether "à" stands before: "épicerie à reprendre" tells nothing of who would.
func (s *sentence) offered(i int) bool {
	return s.isAt(i-1) && !s.at(i-2).is("cherche", "cherchons", "cherchent", "aide", "aider", "reussir", "commence", "commencer",
		"arrive", "arriver", "pense", "hesite", "apprete", "appretons") && s.tokens[i].is("reprendre", "racheter", "ouvrir", "creer", "monter",
		"lancer") && (len(s.at(i-2).verbs) == 0 || s.lang.words[s.at(i-2).word]&noun != 0)
}

// done reports whether the verb at i is told as past: "on a ouvert", "j'ai créé", "lancée en 2019".
func (s *sentence) done(i int) bool {
	t := &s.tokens[i]
	can := slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&participle != 0 })
	for j := i - 1; j >= 0 && j >= i-4 && s.tokens[j+1].before < comma; j-- {
		p := &s.tokens[j]
		if p.word == "a" && s.prepositional(j) {
			break
		}
		if s.isVerb(p, "etre") && !p.is("est", "sont", "ete", "etait") || p.is("est") && s.at(j-1).is("on") || s.at(j-1).is("n",
			"ne") && !s.negatedLater(j, i) {
			break
		}
		if s.isVerb(p, "avoir", "etre") && p.is("ai", "a", "avons", "as", "ont", "est", "sommes", "suis", "sont", "avait", "avais",
			"avions", "avez", "etait", "etais", "ete") {
			return (can || looksInfinitive(t.word) && j == i-1 && p.is("ai", "avons", "a") && !s.isAt(j)) && s.denialOf(i, i+1) != notYet && !s.beforeNotYet(i)
		}
		if !p.is("deja", "tout", "juste", "bien", "recemment", "enfin", "ensemble", "donc", "y", "en", "l", "le", "la", "les",
			"nous", "me", "m", "se", "s", "meme", "aussi", "ete", "vient", "toutes", "tous", "pas", "encore", "officiellement",
			"finalement") {
			break
		}
	}
	if s.at(i-1).is("de", "d") && s.isVerb(s.at(i-2), "venir") && looksInfinitive(t.word) {
		return true // "on vient d'ouvrir"
	}
	return can && s.sinceAfter(i+1)
}

// prepositional reports whether "a" at j is the preposition, by what stands before: "aider a", "reussir a".
func (s *sentence) prepositional(j int) bool {
	p := s.at(j - 1)
	return s.tokens[j].raw == "à" || len(p.verbs) > 0 && (s.lang.words[p.word]&(noun|closed) == 0 || strings.HasSuffix(p.raw, "é") || strings.HasSuffix(p.raw, "er"))
}

// negatedLater reports whether the negation begun by "ne" before j is completed before i: "n'a pas", unlike "rien n'est".
func (s *sentence) negatedLater(j, i int) bool {
	for k := j + 1; k < i; k++ {
		if s.tokens[k].is("pas", "jamais", "plus") {
			return true
		}
	}
	return false
}

// beforeNotYet reports whether "pas encore" stands shortly before the token.
func (s *sentence) beforeNotYet(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if s.tokens[j].is("pas", "jamais") {
			return true
		}
	}
	return false
}

// sinceAfter reports whether a time in the past follows: "depuis deux ans", "en 2019", "il y a six mois", "l'an dernier".
func (s *sentence) sinceAfter(i int) bool {
	for j := i; j < i+9 && j < len(s.tokens) && s.tokens[j].before < stop; j++ {
		if s.timePast(j) {
			return true
		}
	}
	return false
}

// timePast reports whether the tokens at j tell a time in the past.
func (s *sentence) timePast(j int) bool {
	t := s.at(j)
	switch {
	case t.is("depuis"):
		return true
	case t.is("en") && s.at(j+1).digits() && s.at(j+1).number > 1900 && s.at(j+1).number < 2100:
		return true
	case t.is("y") && s.at(j+1).is("a"), t.is("ca") && s.at(j+1).is("fait"):
		_, next, counts := count(s.tokens, j+2)
		return counts && s.at(next).is("an", "ans", "mois", "annees", "semaines", "jours", "annee")
	case t.is("dernier", "derniere", "passee", "passe"):
		return s.at(j-1).is("an", "annee", "mois", "ete", "automne", "hiver", "printemps", "semaine", "janvier", "fevrier", "mars",
			"avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre")
	}
	return false
}

// wished reports whether the verb at i is only wished for, and since which token: "j'aimerais ouvrir", "envie de créer",
// "et si on montait".
func (s *sentence) wished(i int) (from int, wished bool) {
	for _, r := range s.tokens[i].verbs {
		if r.mood&conditional != 0 && r.mood&infinitive == 0 {
			return i, true
		}
	}
	told := s.at(i-1).is("on", "je", "j", "nous") && s.isFinite(&s.tokens[i]) // "on voudrait du travail pour tous, on monte une entreprise"
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		t := &s.tokens[j]
		if s.tokens[j+1].before == stop || s.tokens[j+1].before >= comma && told || t.is("mais") {
			break
		}
		switch {
		case s.wishing(t) && !s.at(j-1).is("tu", "vous", "un", "qui"), s.tentative(j), t.is("demande") && s.at(j-1).is("me", "nous", "se"):
			return j, true
		case t.is("puis", "peut", "peux", "pouvons") && s.at(j+1).is("je", "on", "nous") && s.someBefore(j, "que"):
			return j, true // "que puis-je lancer"
		case t.is("si") && slices.ContainsFunc(s.tokens[i].verbs, func(r reading) bool { return r.mood&imperfect != 0 }):
			return j, true
		}
		for _, h := range s.hits {
			if h.slot == "stage" && h.code == "idea" && !h.weak && h.denial != denied && h.from <= j && j < h.to && !s.noProject(h) && !s.otherThought(h) {
				return h.from, true
			}
		}
	}
	return i, false
}

// wishing reports whether a token is a wish in the conditional, the future being a common fault for it: "j'aimerai".
func (s *sentence) wishing(t *token) bool {
	for _, r := range t.verbs {
		switch r.verb {
		case "aimer", "vouloir", "souhaiter", "desirer", "plaire", "adorer", "interesser", "tenter", "falloir", "rever":
			if r.mood&conditional != 0 || r.mood&future != 0 && t.word[len(t.word)-1] == 'i' {
				return true
			}
		case "pouvoir":
			if r.mood&conditional != 0 && !t.is("pourriez") {
				return true
			}
		}
	}
	return false
}

// tentative reports whether the token at j is a verb of thinking in the mouth of the person: "je pense", "on envisage de".
func (s *sentence) tentative(j int) bool {
	t := &s.tokens[j]
	if !s.isVerb(t, "songer", "envisager", "hesiter", "rever", "reflechir", "imaginer", "penser") {
		return false
	}
	if s.at(j-1).is("de") && s.at(j-2).is("train") {
		return true
	}
	return s.at(j-1).is("je", "j", "on", "nous", "y", "en", "me", "ai", "avons", "a", "pas", "moi") || s.at(j-2).is("je", "j", "on", "nous")
}

// isFinite reports whether the token is a verb in the present or the imperfect.
func (s *sentence) isFinite(t *token) bool {
	return slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&(present|imperfect) != 0 })
}

// lasting reports whether a time in the past stands near the tokens.
func (s *sentence) lasting(from int) bool {
	if s.sinceAfter(from) {
		return true
	}
	for j := from - 1; j >= 0 && j >= from-8 && s.tokens[j+1].before < stop; j-- {
		if s.timePast(j) {
			return true
		}
	}
	return false
}
