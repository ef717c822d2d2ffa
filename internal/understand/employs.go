package understand

import "slices"

// employs decides whether the structure employs somebody: staff it has, not staff it would like.
func (s *sentence) employs(u *Understanding) {
	for i := range s.tokens {
		switch {
		case s.someVerb(i, "embaucher", "employer", "salarier", "payer") && s.at(i+1).is("personne") && (s.denies(i) || s.at(i-1).is("on", "nous") || s.isFinite(&s.tokens[i])): // "on n'a encore embauché personne", "notre asso emploie personne"
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
	case t.is("paie", "paye", "payons") && p.is("on", "nous") && s.at(i-2).is("qu", "que") && (s.isRole(s.at(i-3)) || s.isStaff(i-3)):
		return true
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
		return "no", h.from, s.replaced(h.to) || s.noneRemains(h.to) || anyIs(s.tokens[max(0, h.from-1):h.to], "seule", "seul", "unique", "dernier", "derniere", "derniers")
	case h.code == "yes" && s.noneRemains(h.to):
		return "no", h.from, true
	case h.code == "yes" && s.at(h.from-1).is("qui") && s.opens(h.from-1), h.code == "no" && s.at(h.to).is("peut", "doit", "peuvent", "pourrait"):
		return "", h.from, false
	case s.at(h.from-1).is("m", "me", "ou") && (h.code == "no" || s.isVerb(&s.tokens[h.from], "employer")), h.code == "no" && s.at(h.from-2).is("ou"):
		return "", h.from, false
	case !h.weak && (h.denial == affirmed || ours):
		return h.code, h.from, h.code == "no" && !s.dreamt(h.from) || h.code == "yes" && (ours || !s.hoped(h.from))
	case !h.weak && h.code == "yes" && h.denial != affirmed && s.tokens[h.to-1].is("salaires", "salaire"):
		return "yes", h.from, h.denial == lacking // "on n'arrive plus à verser les salaires"
	case !h.weak && h.code == "yes" && h.denial != affirmed:
		return "no", h.from, !s.noMore(h)
	case h.denial == lacking, h.denial == notYet, s.at(h.from-1).is("de", "d") && s.at(h.from-2).is("plus") && s.at(h.from-3).is("a", "ai", "avons") && !s.at(h.to).is("que", "qu"):
		return "no", h.from, !s.noMore(h)
	case h.denial == denied || s.hoped(h.from) && !s.oursCounted(h.from):
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

// noneRemains reports whether "plus personne" is told shortly after the staff that ends at i: "le contrat s'est arrêté, plus personne".
func (s *sentence) noneRemains(i int) bool {
	for j := i; j < i+14 && j+1 < len(s.tokens); j++ {
		if s.at(j).is("plus") && s.at(j+1).is("personne") {
			return j+2 >= len(s.tokens) || s.at(j+2).before >= comma || s.at(j+2).is("et")
		}
	}
	return false
}

// oursCounted reports whether "nos deux", "mes trois" stand before the staff at i: they are there whatever is wished for them.
func (s *sentence) oursCounted(i int) bool {
	for i > 0 && s.tokens[i].before < comma && s.isNumber(i-1) {
		i--
	}
	return canonical(s.at(i-1).word) == "mon"
}

// gone reports whether the staff is told as past: "on avait une salariée", "notre salariée est partie".
func (s *sentence) gone(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-3 && s.tokens[j+1].before < comma; j-- {
		if s.tokens[j].is("avait", "avais", "avions", "employait", "employions") || s.someVerb(j, "licencier") && (s.done(j) || s.at(j-1).is("du")) || s.tokens[j].is("eu") && !s.at(j-1).is("pas", "jamais") {
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
		if s.someVerb(j, "vouloir", "souhaiter", "aimer", "envisager", "prevoir", "rever", "falloir") || s.tokens[j].is("peut", "faut", "si", "serait", "seraient", "sera", "seront") || s.tokens[j].is("comment") && !anyIs(s.tokens[j:i], "quand") {
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
		if s.isVerb(t, "embaucher", "recruter", "vouloir", "souhaiter", "chercher", "aimer", "esperer", "rever", "prevoir", "envisager",
			"devenir", "creer", "trouver", "payer", "financer", "salarier", "employer", "falloir", "pouvoir",
			"prendre") && !s.done(j) && !t.is("emploie", "employons", "emploi", "paie", "paient", "paye", "payons") {
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
	if s.tokens[h.from].is("cdi", "cdd") && (s.at(h.from-1).is("mon") || s.at(h.from-1).is("un") && s.at(h.from-2).is("ai", "eu") || s.at(h.from-1).is("en") && s.at(h.from-2).is("suis")) {
		return h.from, false // the contract of the person
	}
	if s.tokens[h.from].is("permanent", "permanente", "permanents", "permanentes") && !counted && canonical(s.at(h.from-1).word) != "mon" && !(s.at(h.from-1).is("unique", "seul", "seule") && s.self(h.from-1) >= 0) {
		return h.from, false
	}
	for j := h.from - 1; j >= 0 && j >= h.from-6 && s.tokens[j+1].before < stop; j-- {
		t := &s.tokens[j]
		switch {
		case kin(t) && s.at(j+1).is("est", "etait", "sont"):
			return h.from, false
		case t.is("avec"):
			return j, counted && !s.ofSomebody(h.from) || canonical(s.at(h.from-1).word) == "mon"
		case s.someVerb(j, "quitter", "demissionner", "perdre") && !s.done(j), t.is("a") && s.theirStaff(j-1), s.isVerb(t, "payer") && s.theirStaff(j-1):
			return h.from, false
		case t.is("ai", "a", "avons") && anyIs(s.tokens[j+1:h.from], "ete"):
			return h.from, false
		case t.is("ai", "avons", "ont", "emploie", "employons", "emploient", "compte", "comptons", "paie", "payons",
			"dont", "notre", "nos", "mon", "ma", "mes"), t.is("reste") && s.at(j-1).is("il", "nous"), t.is("a") && !s.theirStaff(j-1) && !s.staffTheirs(j, h.to) && (!s.isAt(j) || t.raw == "a" && s.isNumber(j+1)):
			if !s.onlyCounts(j+1, h.from) && canonical(t.word) == "mon" {
				return s.staffCounted(h)
			}
			return j, s.onlyCounts(j+1, h.from)
		case s.isVerb(t, "embaucher", "recruter", "prendre", "engager") && s.done(j):
			return j, s.byUs(j)
		case t.is("travaille", "bosse") && s.at(j-1).is("je"):
			return j - 1, s.inStructure(h.to) && !s.inFirm(h.to)
		case t.is("suis", "sommes"), t.is("est") && s.at(j-1).is("on"):
			return j, counted && n >= 2 && !s.at(h.to).is("d", "de", "chez") || s.inStructure(h.to) && !s.inFirm(h.to) || s.at(h.from-1).is("seule", "unique", "seul")
		}
	}
	return s.staffCounted(h)
}

// staffCounted reads staff that only a number tells: "deux salariés et dix bénévoles", "notre club, trois moniteurs salariés".
func (s *sentence) staffCounted(h hit) (from int, has bool) {
	from = h.from
	if s.isRole(s.at(from-1)) || s.tradeAt(from-1) {
		from--
	}
	n, _, counted := count(s.tokens, from-1)
	if !counted || from == 0 || s.tokens[from].before >= comma || s.tokens[h.from].before >= comma || s.at(from-2).is("a") && (s.theirStaff(from-3) || s.staffTheirs(from-2, h.to)) || s.ofSomebody(h.from) {
		return h.from, false
	}
	volunteers := (s.at(h.to).is("et", "plus") || s.at(h.to).before == comma) && anyIs(s.tokens[h.to:min(len(s.tokens), h.to+4)], "benevole", "benevoles")
	apart := s.tokens[from-1].before >= bracket && (h.to >= len(s.tokens) || s.at(h.to).before >= bracket) && anyIs(s.tokens[:from], "notre", "nos", "on", "nous")
	return from - 1, n > 1 || n == 1 && (volunteers || apart)
}

// theirStaff reports whether the one at i who has staff is somebody else: "la mairie a deux salariés".
func (s *sentence) theirStaff(i int) bool {
	return s.at(i).is("usine", "conjoint", "conjointe", "mairie", "commune", "ville", "comcom", "com", "communes", "village", "agglo", "departement", "voisin", "voisine", "cote", "frere", "soeur", "mari", "femme",
		"patron", "patronne", "ami", "amie", "copain", "copine", "pere", "mere") && !s.at(i-1).is("notre", "nos")
}

// staffTheirs reports whether the subject of "a" at j, staff being told up to the token to, is beside those who speak: "le café d'à
// côté a deux employés, nous…", "l'association a des salariées, pas moi".
func (s *sentence) staffTheirs(j, to int) bool {
	if s.at(to).is("pas") && s.at(to+1).is("moi", "nous") {
		return true
	}
	for k := s.clauseStart(j); k < j; k++ {
		if t := &s.tokens[k]; t.is("on", "nous", "je", "notre", "nos", "y") && s.at(k-1).word != "chez" {
			return false
		} else if someone(t) || t.is("cote", "voisine", "face", "maire", "mairie", "concurrent") {
			return true
		}
	}
	return false
}

// onlyCounts reports whether nothing but numbers and small words stands between the tokens: "on a [deux ou trois] salariés".
func (s *sentence) onlyCounts(from, to int) bool {
	for j := from; j < to; j++ {
		t := &s.tokens[j]
		if someone(t) {
			return false
		}
		if !s.isNumber(j) && s.lang.words[t.word]&(closed|adjective) == 0 && !s.isRole(t) && !s.tradeAt(j) && !t.is("equipe", "etp", "postes", "contrats", "personnes", "salaries", "permanents", "service", "services", "civique",
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

// inFirm reports whether what follows at i is a firm like any other.
func (s *sentence) inFirm(i int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.slot == "holder" && h.code == "organisation" && h.from >= i && h.from <= i+4 && s.firm(h) && canonical(s.at(h.from-1).word) != "mon"
	})
}

// byUs reports whether those who speak, or a structure, are the subject of the verb at j.
func (s *sentence) byUs(j int) bool {
	start := s.clauseStart(j)
	if anyIs(s.tokens[start:j], "on", "nous", "je", "j", "notre", "nos") {
		return true
	}
	return slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.from >= start && h.from < j && (h.slot == "holder" && h.code == "organisation" || h.slot == "sector" && s.social(h))
	})
}

// tradeAt reports whether the token at i names a trade.
func (s *sentence) tradeAt(i int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.slot == "holder" && h.code == "individual" && h.weak && h.from <= i && i < h.to && !s.situation(h)
	})
}
