package understand

import "slices"

// need decides what the project needs most: the first thing asked for outright, else the first that something asks for.
func (s *sentence) need(u *Understanding) {
	for _, h := range s.hits {
		if h.slot == "holder" && h.code == "organisation" && s.at(h.to).is("ou", "et") && s.compared(h.from, h.to) {
			s.sure(u, "need", "legal-form", 1, h.from, min(h.to+2, len(s.tokens)))
			return
		}
	}
	if from, to := s.changesForm(); to > from {
		s.sure(u, "need", "legal-form", 1, from, to)
		return
	}
	var weak []hit
	for _, h := range s.hits {
		if h.slot != "need" || h.denial == denied || h.weak && s.covered(h) {
			continue
		}
		switch {
		case s.owned(h), h.code == "hiring" && s.at(h.to).is("personne"):
		case !h.weak || h.denial == lacking || s.wantedAt(h):
			s.sure(u, "need", h.code, s.certainty(h.from, h.to), h.from, h.to)
			return
		default:
			weak = append(weak, h)
		}
	}
	if len(weak) == 0 {
		return
	}
	if s.telegraphic() && !s.tokens[weak[0].from].is("euros") {
		s.sure(u, "need", weak[0].code, 0.7, weak[0].from, weak[0].to)
		return
	}
	u.unsure("need")
}

// changesForm returns the tokens of "passer d'une association à une SCIC": from one form of structure to another.
func (s *sentence) changesForm() (from, to int) {
	for _, h := range s.hits {
		if h.slot != "holder" || h.code != "organisation" {
			continue
		}
		for _, into := range s.hits {
			if into.slot == "holder" && into.code == "organisation" && into.from > h.to && into.from-h.to <= 3 && (s.at(h.to).is("a", "en", "vers")) {
				return h.from, into.to
			}
		}
	}
	return 0, 0
}

// covered reports whether a longer phrase about something else holds the hit: "point poste", "que des bénévoles".
func (s *sentence) covered(h hit) bool {
	return slices.ContainsFunc(s.hits, func(o hit) bool {
		return o.slot != h.slot && o.from <= h.from && h.to <= o.to && o.to-o.from > h.to-h.from
	})
}

// owned reports whether the thing is had already: "on a un local", "le financement est trouvé", "on a embauché".
func (s *sentence) owned(h hit) bool {
	if h.denial == lacking || h.denial == notYet || slices.ContainsFunc(s.tokens[h.from:h.to], func(t token) bool { return t.is("pas", "plus", "sans", "manque", "trop", "besoin") }) {
		return false
	}
	if len(s.tokens[h.from].verbs) > 0 && s.done(h.from) {
		return true
	}
	for j := h.from - 1; j >= 0 && j >= h.from-5 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("besoin", "pour", "trouver", "cherche", "chercher", "veux", "question", "questions", "probleme", "problemes",
			"demande", "du", "mal"):
			return false
		case t.is("ai", "avons", "possede", "possedons", "dispose", "disposons", "proprietaire") || t.is("obtenu", "trouve",
			"recu", "signe") && s.done(j) || t.is("a") && s.at(j-1).is("on", "qui", "l"):
			return s.denialOf(h.from, h.to) == affirmed
		}
	}
	next := s.at(h.to)
	return next.is("trouve", "trouves", "obtenu", "ok", "boucle", "signe") && next.before < comma || next.is("est",
		"sont") && s.at(h.to+1).is("trouve", "trouves", "ok", "boucle", "obtenu", "la", "pret")
}

// wantedAt reports whether a word of asking bears on the phrase: "besoin", "cherche", "comment", "où", "aide".
func (s *sentence) wantedAt(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-reach; j-- {
		if s.tokens[j+1].before >= stop {
			break
		}
		t := &s.tokens[j]
		if t.is("besoin", "besoins", "manque", "manquons", "ou", "comment", "quel", "quelle", "quels", "quelles", "aide", "aides",
			"question", "questions", "probleme", "problemes", "difficulte", "difficultes", "soutien", "conseil", "conseils",
			"accompagnement", "qui", "quoi", "galere", "recherche", "manquent", "combien", "appui", "priorite", "souci", "soucis",
			"piste", "pistes") && (!t.is("ou", "qui") || t.raw == "où" || t.raw == "qui" && s.asks(j)) {
			return true
		}
		if s.isVerb(t, "chercher", "rechercher", "trouver", "falloir", "manquer", "obtenir", "demander", "aider", "vouloir",
			"souhaiter", "avoir", "aimer", "accompagner", "conseiller", "choisir", "comprendre", "savoir", "lever", "decrocher",
			"reussir") && !s.isVerb(t, "avoir") {
			return !s.done(j)
		}
	}
	return false
}

// asks reports whether "qui" at j asks: "qui finance", "qui peut prêter".
func (s *sentence) asks(j int) bool {
	return j == 0 || s.tokens[j].before >= comma || s.at(j-1).is("savoir", "a", "par", "avec")
}

// telegraphic reports whether the text is a few words without a verb: "subvention épicerie 48".
func (s *sentence) telegraphic() bool {
	return len(s.tokens) <= 8 && !slices.ContainsFunc(s.tokens, func(t token) bool {
		return s.isFinite(&t) && s.lang.words[t.word]&(noun|adjective) == 0 || t.is("est", "a", "ai")
	})
}
