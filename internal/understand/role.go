package understand

import (
	"slices"
	"strings"
)

// self returns the token that says "I am", "we are", "as" for the role at i, -1 for none.
func (s *sentence) self(i int) int {
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		t := &s.tokens[j]
		if s.tokens[j+1].before >= stop {
			return -1
		}
		switch {
		case t.is("suis", "sommes"), t.is("est") && s.at(j-1).is("on"):
			return max(j-1, 0)
		case t.is("que") && s.at(j-1).is("tant"), t.is("represente", "representons", "preside", "dirige", "dirigeons", "gere",
			"gerons", "administre"):
			return j - 1
		case t.is("travaille", "travaillons", "bosse", "interviens", "exerce") && s.at(j-1).is("je", "on", "nous"):
			return j - 1
		case s.isRole(t) && s.opens(j):
			return j
		case t.is("partie") && s.isVerb(s.at(j-1), "faire") && s.at(j-2).is("je", "on", "nous"):
			return j - 2
		case t.is("pour", "mais", "avec", "par", "veux", "voudrais", "cherche", "cherchons", "dont", "si", "quand",
			"car") || s.tokens[j+1].before >= comma && !t.is("et"):
			return -1
		case s.isVerb(t, "vouloir", "creer", "monter", "lancer", "ouvrir", "devenir", "chercher", "aider", "rejoindre",
			"rencontrer", "soutenir", "accompagner") && s.lang.words[t.word]&(noun|adjective|closed) == 0:
			return -1
		}
	}
	return -1
}

// compared reports whether "ou" joins the structure at from to another: what is asked is which to choose.
func (s *sentence) compared(from, to int) bool {
	structure := func(i int) bool {
		return slices.ContainsFunc(s.hits, func(h hit) bool {
			return h.slot == "holder" && h.code == "organisation" && h.from <= i && i < h.to
		})
	}
	next, prev := to+1, from-2
	if s.at(next).is("un", "une", "en", "bien") {
		next++
	}
	entre := s.at(from-1).is("entre") || s.at(from-2).is("entre")
	return (s.at(to).is("ou") || entre && s.at(to).is("et")) && structure(next) || s.at(from-1).is("ou") && structure(prev) || s.at(from-2).is("ou") && structure(from-3)
}

// soughtOrMade reports whether the structure at i is to be created, or only thought of: "créer une association", "une idée d'asso",
// "passer en scop".
func (s *sentence) soughtOrMade(i int) bool {
	for j := i - 1; j >= 0 && j >= i-5 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("idee", "projet", "statut", "forme", "status", "entre", "type", "creation", "format", "statuts", "que",
			"question", "comme"):
			return !t.is("que") || !s.at(j-1).is("tant")
		case t.is("en") && j == i-1:
			return true
		case s.isVerb(t, "creer", "monter", "fonder", "lancer", "constituer", "ouvrir", "devenir", "passer", "transformer",
			"chercher", "trouver", "rejoindre", "choisir", "rencontrer", "contacter", "connaitre", "faire", "demarrer", "vouloir",
			"envisager", "falloir", "adherer") && !t.is("est", "fait", "sommes"):
			return !s.done(j)
		case t.is("avec", "par", "via", "aupres", "grace", "chez"):
			return true
		}
	}
	return false
}

// holdsAuthority reads "maire", "mairie", "communauté de communes": the person must say to be or to speak for it.
func (s *sentence) holdsAuthority(h hit) (from int, holds bool) {
	if j := s.self(h.from); j >= 0 && !s.former(h.from) && !s.lodged(j, h.from) {
		return j, true
	}
	if !s.opens(h.from) {
		alone := slices.ContainsFunc(s.tokens, func(t token) bool { return t.is("je", "j", "moi") })
		return h.from, !alone && s.at(h.from-1).is("la", "notre", "le") && s.wants(h.to)
	}
	next := s.at(h.to)
	switch {
	case s.wants(h.to):
		return h.from, true
	case s.at(h.from-1).is("le", "la", "l", "les") && !next.is("de", "d", "du"):
		return h.from, false
	case h.to >= len(s.tokens) || next.before >= comma:
		return h.from, true
	case s.tokens[h.from].is("commune", "agglo", "agglomeration"):
		return h.from, false
	case next.is("de", "d", "du", "des", "a", "en") || s.taken[h.to]:
		return h.from, !s.helps(h.to)
	}
	return h.from, false
}

// isRole reports whether a token names what somebody does in a structure or a town hall.
func (s *sentence) isRole(t *token) bool {
	return t.is("chargee", "charge", "agent", "agente", "elu", "elue", "secretaire", "directeur", "directrice", "technicien",
		"technicienne", "animateur", "animatrice", "coordinateur", "coordinatrice", "responsable", "president", "presidente",
		"tresorier", "tresoriere", "salarie", "salariee", "benevole", "membre", "employe", "employee", "conseiller", "conseillere",
		"adjoint", "adjointe", "maire", "gerant", "gerante", "fondateur", "fondatrice", "administrateur", "administratrice",
		"fonctionnaire", "developpeur", "developpeuse")
}

// lodged reports whether the commune or the town hall at i is only where the person is, not what they speak for: "je suis d'une
// petite commune", unlike "je suis agent de la commune".
func (s *sentence) lodged(j, i int) bool {
	if !s.tokens[i].is("commune", "communaute", "agglo", "agglomeration", "intercommunalite", "interco", "collectivite", "mairie",
		"municipalite") {
		return false
	}
	for k := j; k < i; k++ {
		switch {
		case s.isRole(&s.tokens[k]), s.tokens[k].is("elus", "vice", "travaille", "travaillons", "bosse", "represente", "stagiaire", "cadre"):
			return false
		case s.tokens[k].is("de", "d", "dans", "sur", "a", "en", "pour", "pres"):
			return true
		}
	}
	return false
}

// former reports whether the role before i is over: "ancien maire", "ex élue".
func (s *sentence) former(i int) bool { return s.at(i-1).is("ancien", "ancienne", "ex") }

// opens reports whether the token at i begins the text or a sentence, greetings and articles aside.
func (s *sentence) opens(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if s.tokens[j+1].before >= stop {
			return true
		}
		if _, number := numberWord(s.tokens[j].word); number || s.tokens[j].digits() || s.tokens[j].is("de", "d") && j > 0 && endsInAine(s.tokens[j-1].word) {
			continue
		}
		if !s.tokens[j].is("bonjour", "bonsoir", "salut", "coucou", "hello", "madame", "monsieur", "le", "la", "l", "les", "une",
			"un", "petite", "petit", "notre", "nous", "des", "moi", "merci", "ici", "une", "jeune", "pour") {
			return false
		}
	}
	return true
}

// wants reports whether a verb of wanting follows the subject that ends at i: "la mairie veut", "notre asso cherche".
func (s *sentence) wants(i int) bool {
	for j := i; j < i+7 && j < len(s.tokens) && (s.tokens[j].before < stop); j++ {
		t := &s.tokens[j]
		if s.isVerb(t, "vouloir", "souhaiter", "chercher", "rechercher", "aimer", "envisager", "projeter", "reflechir", "prevoir",
			"racheter", "lancer", "ouvrir", "creer", "porter", "posseder", "monter") && s.lang.words[t.word]&noun == 0 {
			return !s.at(j+1).is("nous", "m", "me", "que", "qu", "bien", "pas", "vendre", "fermer")
		}
		if t.is("a", "avons") && s.someVerb(j+1, "racheter", "acheter", "decider", "recuperer", "preempter") {
			return true
		}
		if t.is("qui", "m", "nous", "me", "a", "est", "va", "avec", "pour", "et", "il", "je", "on") && !t.is("qui") {
			return false
		}
	}
	return false
}

// helps reports whether the subject is told as helping somebody else: "la mairie de Luc nous prête un local".
func (s *sentence) helps(i int) bool {
	for j := i; j < i+7 && j < len(s.tokens) && s.tokens[j].before < stop; j++ {
		if s.tokens[j].is("nous", "m",
			"me") && len(s.at(j+1).verbs) > 0 && !strings.HasSuffix(s.at(j+1).word, "ons") && !s.at(j+1).is("sommes") || s.tokens[j].is("soutient", "prete", "propose", "accord", "vend") {
			return true
		}
	}
	return false
}

// holdsOrganisation reads "association", "coopérative", "présidente": the person must have it, be in it or speak for it.
func (s *sentence) holdsOrganisation(h hit) (from int, holds bool) {
	mine := canonical(s.at(h.from-1).word) == "mon" && s.someVerb(h.from-2, "transformer", "passer", "changer", "faire")
	if s.soughtOrMade(h.from) && !mine || s.compared(h.from, h.to) {
		return h.from, false
	}
	if j := s.self(h.from); j >= 0 && !s.former(h.from) {
		return j, true
	}
	prev := s.at(h.from - 1)
	if canonical(prev.word) == "mon" && !s.at(h.from-2).is("de", "a", "dans") || s.at(h.from-2).is("de", "dans",
		"pour") && canonical(prev.word) == "mon" {
		return h.from - 1, true
	}
	if j := s.having(h.from); j >= 0 {
		return j, true
	}
	if s.opens(h.from) && (s.wants(h.to) || !s.at(h.from-1).is("le", "l", "la") && s.stands(h)) {
		return h.from, true
	}
	return h.from, false
}

// someVerb reports whether the token at i is a form of one of the verbs.
func (s *sentence) someVerb(i int, verbs ...string) bool { return s.isVerb(s.at(i), verbs...) }

// stands reports whether a structure that opens the text stands for its author: "asso de parents à Mende", "asso 48 cherche local".
func (s *sentence) stands(h hit) bool {
	next := s.at(h.to)
	if s.helps(h.to) || h.to >= len(s.tokens) {
		return h.to >= len(s.tokens) && len(s.tokens) <= 2
	}
	return s.taken[h.to] || next.digits() || next.capital || s.lang.class(next.word, nil)&adjective != 0 && !next.is("est") || next.is("de", "d", "du", "des", "qui", "avec", "en", "dans", "loi", "sans", "a", "depuis", "et")
}

// having returns the token of "j'ai", "on a", "nous avons" before the structure at i, -1 for none.
func (s *sentence) having(i int) int {
	for j := i - 1; j >= 1 && j >= i-5 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		if t.is("ai", "avons") || t.is("a") && s.at(j-1).is("on", "l") && !s.isAt(j) {
			if s.denialOf(i, i+1) != affirmed {
				return -1
			}
			return j - 1
		}
		if !t.is("un", "une", "deja", "petite", "petit", "deux", "la", "notre", "chacun") && !s.made(j) {
			return -1
		}
	}
	return -1
}

// made reports whether the token at j tells that something was created: "on a créé une association".
func (s *sentence) made(j int) bool {
	return s.isVerb(&s.tokens[j], "creer", "monter", "fonder", "lancer", "constituer", "ouvrir") && s.done(j)
}
