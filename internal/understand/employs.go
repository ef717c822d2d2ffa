package understand

import "slices"

// employs decides whether the structure employs somebody: staff it has, not staff it would like.
func (s *sentence) employs(u *Understanding) {
	for i := range s.tokens {
		switch {
		case s.someVerb(i, "embaucher", "employer", "salarier", "payer") && s.at(i+1).is("personne") && (s.denies(i) || s.at(i-1).is("on", "nous")): // "on n'a encore embauché personne"
			s.sure(u, "employs", "no", 1, i, i+2)
			return
		case s.neverHired(i):
			s.sure(u, "employs", "no", s.certainty(i, i+1), i, i+1)
			return
		case s.hired(i) || s.pays(i) || s.unpaidTeam(i):
			s.sure(u, "employs", "yes", s.certainty(i, i+1), i, i+1)
			return
		}
	}
	for _, h := range s.hits {
		if h.slot != "employs" {
			continue
		}
		code, from, told := s.staff(h)
		if told && !(code == "yes" && s.anothersStaff(h.from)) {
			s.sure(u, "employs", code, s.certainty(h.from, h.to), from, h.to)
			return
		}
	}
	for i := range s.tokens {
		if to := min(s.paidTeam(i), len(s.tokens)); to > i {
			s.sure(u, "employs", "yes", s.certainty(i, to), i, to)
			return
		}
	}
}

// anothersStaff reports whether the staff at i is that of a relative, a mayor or a former place: "un ami a créé sa scop avec douze salariés".
func (s *sentence) anothersStaff(i int) bool {
	for j := i - 1; j >= 0 && j >= i-2*reach && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("on", "nous", "je", "j", "notre", "nos", "mais"):
			return false
		case t.is("maire") && s.at(j-1).is("le") && s.at(j+1).is("a"), t.is("voisins", "parents") || kin(t):
			return s.at(j-1).is("mon", "ma", "mes", "un", "une", "le") && s.at(j-2).word != "de"
		}
	}
	return false
}

// neverHired reads "on n'a encore jamais embauché", "pas encore embauché".
func (s *sentence) neverHired(i int) bool {
	if !s.someVerb(i, "embaucher") || looksInfinitive(s.tokens[i].word) {
		return false
	}
	return s.at(i-1).is("jamais") || s.at(i-1).is("encore") && s.at(i-2).is("pas")
}

// pays reads "on paie deux personnes", "ça fait vivre trois personnes", "on a créé deux emplois", "je me salarie".
func (s *sentence) pays(i int) bool {
	t, p := &s.tokens[i], s.at(i-1)
	n, next, counted := count(s.tokens, i+1)
	people := counted && n >= 1 && (s.at(next).is("personne", "personnes", "salarie", "salaries", "salariees") || s.namesPeople(next) || s.isRole(s.at(next)) && !s.at(next).is("comptable", "formateur", "formatrice", "intervenant", "intervenante"))
	switch {
	case s.denialOf(i, i+1) != affirmed:
		return false
	case t.is("paie", "paye", "payons", "remunere", "remunerons"):
		return p.is("on", "nous", "je", "asso", "association") && people && s.at(i+1).word != "plusieurs"
	case t.is("vivre", "travailler"):
		return p.is("fait", "font", "faisons", "fais") && people
	case t.is("bosser", "tourner"):
		return p.is("fait", "faisons") && s.at(i-2).is("on", "nous") && people
	case t.is("verse", "versons"):
		return p.is("on", "nous") && counted && s.at(next).is("salaire", "salaires", "paies")
	case s.someVerb(i, "creer"):
		return counted && s.at(next).is("emploi", "emplois", "poste", "postes") && s.done(i)
	case t.raw == "salarie":
		return p.is("me", "se") || counted
	}
	return t.is("salaries", "salariees") && p.is("est") && s.at(i-2).is("s")
}

// hired reports whether the verb at i tells that somebody was taken on: "on a embauché une coordinatrice".
func (s *sentence) hired(i int) bool {
	if t := &s.tokens[i]; t.raw == "salarie" && s.at(i-1).is("on") || t.is("salarions") {
		return true
	}
	if !s.someVerb(i, "embaucher", "recruter") || !s.done(i) || s.denies(i) || s.denialOf(i, i+1) != affirmed {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-5 && s.tokens[j+1].before < comma; j-- {
		switch {
		case s.tokens[j].is("ete", "suis", "qui", "ils", "elle", "il"):
			return false
		case s.tokens[j].is("on", "nous", "j", "je", "viens", "venons"):
			return !s.at(i+1).is("par", "comme", "quand", "pour") && !anyIs(s.tokens[i:min(len(s.tokens), i+6)], "benevole", "benevoles", "habitants", "adherents",
				"membres", "familles", "volontaires")
		}
	}
	return false
}

// denies reports whether "ne" stands shortly before the token at i.
func (s *sentence) denies(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if s.tokens[j].is("n", "ne") {
			return true
		}
	}
	return false
}

// staff reads one phrase about staff.
func (s *sentence) staff(h hit) (code string, from int, told bool) {
	ours := h.code == "yes" && slices.ContainsFunc(s.tokens[h.from:h.to], func(t token) bool { return canonical(t.word) == "mon" })
	switch {
	case h.code == "yes" && s.gone(h):
		return "no", h.from, s.replaced(h.to) || s.at(h.from-1).is("seule", "seul", "unique")
	case s.at(h.from-1).is("m", "me", "ou") && (h.code == "no" || s.isVerb(&s.tokens[h.from], "employer")), h.code == "no" && s.at(h.from-2).is("ou"):
		return "", h.from, false
	case !h.weak && (h.denial == affirmed || ours):
		return h.code, h.from, h.code == "no" && !s.dreamt(h.from) || h.code == "yes" && (ours || !s.hoped(h.from))
	case !h.weak && h.code == "yes" && h.denial != affirmed:
		return "no", h.from, !s.noMore(h)
	case h.denial == lacking, h.denial == notYet, s.at(h.from-1).is("de", "d") && s.at(h.from-2).is("plus") && s.at(h.from-3).is("a", "ai", "avons") && !s.at(h.to).is("que", "qu"):
		return "no", h.from, !s.noMore(h)
	case h.denial == denied || s.hoped(h.from):
		return "", h.from, false
	}
	if s.isVerb(&s.tokens[h.from], "employer") && !s.theirStaff(h.from-1) && s.isFinite(&s.tokens[h.from]) && s.tokens[h.from].is("emploie", "employons",
		"emploient", "emploies") {
		return "yes", h.from, true
	}
	from, has := s.hasStaff(h)
	if s.at(from).is("a", "ai", "avons") && s.at(from-1).is("on", "j", "nous", "il", "y", "elle") {
		from--
	}
	return "yes", from, has
}

// noMore reports whether a negation of staff tells something else: "pas assez de salariés", "pas que des bénévoles".
func (s *sentence) noMore(h hit) bool { return s.at(h.from-1).is("assez", "que", "seulement") }

// gone reports whether the staff is told as past: "on avait une salariée", "notre salariée est partie".
func (s *sentence) gone(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-3 && s.tokens[j+1].before < comma; j-- {
		if s.tokens[j].is("avait", "avais", "avions", "employait", "employions") || s.tokens[j].is("eu") && !s.at(j-1).is("pas", "jamais") {
			return true
		}
	}
	for j := h.to; j < h.to+5 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.tokens[j].is("partie", "parti", "partis", "parties", "licenciee", "licencie") && s.at(j-1).is("est", "sont", "etait") {
			return true
		}
	}
	return false
}

// replaced reports whether staff told as past left nobody: "… mais elle est partie", "on ne l'a pas remplacée".
func (s *sentence) replaced(i int) bool {
	for j := i; j < i+16 && j < len(s.tokens); j++ {
		t := &s.tokens[j]
		if t.is("personne") && s.at(j-1).is("plus") || t.is("partie", "parti", "partis", "parties", "arrete", "licencie", "licenciee", "plus", "quitte", "quittes") && s.at(j-1).is("est", "sont", "a", "n",
			"etait", "depuis", "ete", "ai", "nous") || s.someVerb(j, "remplacer") && s.denialOf(j, j+1) != affirmed {
			return !s.at(i).is("est", "sont") || s.someVerb(j, "remplacer") || anyIs(s.tokens[j:], "remplacee", "remplace", "remplacer")
		}
	}
	return false
}

// anyIs reports whether one of the tokens is one of the words.
func anyIs(tokens []token, words ...string) bool {
	for i := range tokens {
		if tokens[i].is(words...) {
			return true
		}
	}
	return false
}

// dreamt reports whether a way to work without staff, told at i, is only wished for.
func (s *sentence) dreamt(i int) bool {
	for j := i - 1; j >= 0 && j >= i-reach && s.tokens[j+1].before < comma; j-- {
		if s.someVerb(j, "vouloir", "souhaiter", "aimer", "envisager", "prevoir") || s.tokens[j].is("peut", "faut", "si") {
			return true
		}
	}
	return false
}

// hoped reports whether the staff at i is only wanted, promised or somebody else's.
func (s *sentence) hoped(i int) bool {
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		t := &s.tokens[j]
		if s.tokens[j+1].before >= stop || t.is("mais") {
			return false
		}
		if s.isVerb(t, "embaucher", "recruter", "vouloir", "souhaiter", "chercher", "aimer", "esperer", "prevoir", "envisager",
			"devenir", "creer", "trouver", "rever", "payer", "financer", "salarier", "employer", "falloir", "pouvoir",
			"prendre") && !s.done(j) && !t.is("emploie", "employons", "emploi") {
			return true
		}
		if t.is("besoin", "premier", "futur", "futurs", "envie", "embauche", "recrutement", "etre", "comment", "terme", "aura", "aurons", "auront", "aurait",
			"aurions", "poste", "usine") && !(t.is("embauche") && s.done(j)) {
			return true
		}
	}
	return false
}

// hasStaff reports whether "on a", "notre", "avec", a number, or being on the staff oneself stands before.
func (s *sentence) hasStaff(h hit) (from int, has bool) {
	n, _, counted := count(s.tokens, h.from-1)
	if s.tokens[h.from].is("cdi", "cdd") && (s.at(h.from-1).is("mon") || s.at(h.from-1).is("un") && s.at(h.from-2).is("ai") || s.at(h.from-1).is("en") && s.at(h.from-2).is("suis")) {
		return h.from, false // the contract of the person
	}
	if s.tokens[h.from].is("permanent", "permanente", "permanents", "permanentes") && !counted && canonical(s.at(h.from-1).word) != "mon" {
		return h.from, false
	}
	for j := h.from - 1; j >= 0 && j >= h.from-6 && s.tokens[j+1].before < stop; j-- {
		t := &s.tokens[j]
		switch {
		case kin(t) && s.at(j+1).is("est", "etait", "sont"):
			return h.from, false
		case t.is("avec"):
			return j, counted || canonical(s.at(h.from-1).word) == "mon"
		case s.someVerb(j, "quitter", "demissionner", "perdre") && !s.done(j), t.is("a") && s.theirStaff(j-1), s.isVerb(t, "payer") && s.theirStaff(j-1):
			return h.from, false
		case t.is("ai", "a", "avons") && anyIs(s.tokens[j+1:h.from], "ete"):
			return h.from, false
		case t.is("ai", "avons", "ont", "emploie", "employons", "emploient", "compte", "comptons", "paie", "payons",
			"dont", "notre", "nos", "mon", "ma", "mes"), t.is("reste") && s.at(j-1).is("il", "nous"), t.is("a") && !s.theirStaff(j-1) && (!s.isAt(j) || t.raw == "a" && s.isNumber(j+1)):
			return j, s.onlyCounts(j+1, h.from)
		case s.isVerb(t, "embaucher", "recruter", "prendre", "engager") && s.done(j):
			return j, s.spoken(j) && t.before != stop
		case t.is("travaille", "bosse") && s.at(j-1).is("je"):
			return j - 1, s.inStructure(h.to)
		case t.is("suis", "sommes"), t.is("est") && s.at(j-1).is("on"):
			return j, counted && n >= 2 && !s.at(h.to).is("d", "de", "chez") || s.inStructure(h.to) || s.at(h.from-1).is("seule", "unique", "seul")
		}
	}
	if counted && h.from > 0 && s.tokens[h.from].before < comma && !(s.at(h.from-2).is("a") && s.theirStaff(h.from-3)) && (n > 1 || s.at(h.to).is("et", "plus") && anyIs(s.tokens[h.to:min(len(s.tokens), h.to+4)], "benevole", "benevoles")) {
		return h.from - 1, true
	}
	return h.from, false
}

// theirStaff reports whether the one at i who has staff is somebody else: "la mairie a deux salariés".
func (s *sentence) theirStaff(i int) bool {
	return s.at(i).is("usine", "conjoint", "conjointe", "mairie", "commune", "ville", "comcom", "com", "communes", "village", "agglo", "departement", "voisin", "voisine", "cote", "frere", "soeur", "mari", "femme",
		"patron", "patronne", "ami", "amie", "copain", "copine", "pere", "mere") && !s.at(i-1).is("notre", "nos")
}

// onlyCounts reports whether nothing but numbers and small words stands between the tokens: "on a [deux ou trois] salariés".
func (s *sentence) onlyCounts(from, to int) bool {
	for j := from; j < to; j++ {
		t := &s.tokens[j]
		if !s.isNumber(j) && s.lang.words[t.word]&(closed|adjective) == 0 && !s.isRole(t) && !t.is("equipe", "etp", "postes", "contrats", "personnes", "salaries", "permanents", "service", "services", "civique",
			"civiques", "benevoles", "educatrices", "animateurs", "animatrices", "educateurs", "apprentis", "stagiaires", "temps", "plein") {
			return false
		}
		if t.is("pour", "avec", "qui", "que", "dans", "chez", "sans", "ou") && !s.isNumber(j+1) {
			return false
		}
	}
	return true
}

// inStructure reports whether a structure follows: "salariée d'une association".
func (s *sentence) inStructure(i int) bool {
	for _, h := range s.hits {
		if h.slot == "holder" && h.code == "organisation" && h.from >= i && h.from <= i+4 {
			return true
		}
	}
	return false
}
