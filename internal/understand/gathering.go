package understand

// gatherings reads the nouns for people together that carry the project: "on est une bande de copains", "nous formons un petit
// groupe", "j'ai réuni une équipe de six"; not those only heard of or served: "des groupes de femmes", "un reportage sur un collectif".
func (s *sentence) gatherings() []claim {
	var claims []claim
	for i := range s.tokens {
		if s.taken[i] || !s.gathering(i) || s.denialOf(i, i+1) != affirmed {
			continue
		}
		from := i
		for from > 0 && s.tokens[from].before < comma && (s.at(from-1).is("un", "une", "le", "la", "l", "ce", "notre", "tout", "toute", "petit", "petite") || canonical(s.at(from-1).word) == "mon" || s.qualifies(s.at(from-1))) {
			from--
		}
		to, people := s.gathered(i)
		if s.ofThem(to) {
			claims = append(claims, claim{"collective", from, to})
			continue
		}
		if s.at(i).is("equipe", "comite", "troupe") && !people && !s.weAt(s.beforeAdverbs(from-1)) && !s.makesUp(from-1) || s.sought(from) || s.madeUp(from) && !s.makesUp(from-1) || s.between(from) {
			continue
		}
		if start, holds := s.gatheringHolds(from, i, to, people); holds {
			claims = append(claims, claim{"collective", max(start, 0), to})
		}
	}
	return claims
}

// gathering reports whether the token at i is a noun for people together: "une bande", "une équipe".
func (s *sentence) gathering(i int) bool {
	return (s.at(i).is("bande", "groupe", "collectif", "equipe", "poignee", "noyau", "tribu", "couple", "trio", "duo", "binome", "troupe", "comite", "poignees", "fratrie") || s.at(i).is("famille") && canonical(s.at(i-1).word) == "mon") &&
		!s.at(i+1).is("scout", "scolaire", "electrogene", "local", "whatsapp", "facebook", "sanguin", "municipale", "pedagogique", "dessinee") &&
		!(s.at(i+1).is("de") && s.at(i+2).is("parole", "foot", "rugby", "direction", "pilotage", "fetes", "jumelage", "quartier", "musique"))
}

// gathered returns where the people of the gathering at i end, and whether they are named or counted.
func (s *sentence) gathered(i int) (to int, people bool) {
	if !s.at(i+1).is("de", "d") {
		return i + 1, false
	}
	for j := i + 2; j < i+5 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.namesPeople(j) && !s.at(j).is("benevoles", "clients", "patients", "enfants", "eleves") {
			return j + 1, true
		}
		if s.isNumber(j) && !measured(s.tokens, j+1) {
			if !s.namesPeople(j + 1) {
				return j + 1, true
			}
			continue
		}
		if !s.qualifies(&s.tokens[j]) {
			break
		}
	}
	return i + 1, false
}

// makesUp reports whether a verb of being, having or gathering people, in the mouth of those who speak, ends at j.
func (s *sentence) makesUp(j int) bool {
	t, p := s.at(j), s.at(j-1)
	switch {
	case t.is("formons", "constituons", "reunissons", "composons", "montons", "avons", "animons", "sommes"):
		return true
	case t.is("forme", "constitue", "est", "a", "reunit") && p.is("on"), t.is("ai") && p.is("j"):
		return true
	case t.is("d", "de") && p.is("partie") && s.someVerb(j-2, "faire"):
		return s.at(j-3).is("je", "on", "nous")
	case s.someVerb(j, "reunir", "rassembler", "monter", "constituer", "former", "creer", "federer", "rejoindre", "embarquer", "convaincre", "motiver", "trouver"):
		return s.done(j) && (p.is("ai", "avons") || p.is("a") && s.at(j-2).is("on") || s.at(j-1).is("de", "d"))
	}
	return false
}

// gatheringHolds reports whether the gathering at i, whose phrase goes from the token from to the token to, carries the project.
func (s *sentence) gatheringHolds(from, i, to int, people bool) (start int, holds bool) {
	prev := from - 1
	definite := s.at(from).is("le", "la", "l", "ce")
	switch {
	case canonical(s.at(from).word) == "mon":
		return from, !s.at(i).is("equipe", "couple", "troupe", "comite", "famille") || s.wants(to)
	case s.weAt(s.beforeAdverbs(prev)) || s.makesUp(s.beforeAdverbs(prev)):
		return s.beforeAdverbs(prev) - 1, !definite
	case s.at(prev).is("par"):
		return prev - 1, s.at(prev-1).is("porte", "portee", "mene", "menee", "lance", "lancee", "imagine", "monte", "montee", "initie")
	case s.at(prev).is("est") && s.at(prev-1).is("c"):
		return prev - 1, s.opens(prev - 1)
	case s.at(prev).is("avec"):
		return prev, to > i+1 && !definite && !s.livesWith(prev) && (s.fronted(prev) || s.saysFirst(prev))
	case s.at(prev).is("nom") || s.at(prev).is("de", "d", "du") && s.at(prev-1).is("nom"):
		return prev, true
	case s.tokens[from].before < comma && s.at(prev).is("que", "qu", "sur", "pour", "a", "de", "d", "des", "du", "chez", "comme", "aux"):
		return from, false
	case s.someVerb(to, "former", "monter", "creer", "constituer") || (s.at(to).is("s", "se") || s.at(to+1).is("s", "se")) && s.gathers(to):
		return from, !s.others()
	case s.opens(from):
		return from, !s.others() && (s.wants(to) && !(s.at(i).is("couple") && !s.weWish() && anyIs(s.tokens[to:min(len(s.tokens), to+5)], "a", "vient", "ont")) || s.gathers(to) || s.weFollow(to) || !definite && (people || from < i) && s.verblessClause(to)) || definite && s.at(to).is("que") && s.saysWe(to+3)
	}
	return from, !definite && !s.others() && s.wants(to) && !anyIs(s.tokens[to:min(len(s.tokens), to+4)], "a", "ont", "vient", "avait")
}

// saysFirst reports whether "je", "on" or "nous" is the subject before j in its clause.
func (s *sentence) saysFirst(j int) bool {
	return anyIs(s.tokens[s.clauseStart(j):j], "je", "j", "on", "nous")
}

// verblessClause reports whether no verb stands between the token at i and the next comma: a heading, "un groupe de parents".
func (s *sentence) verblessClause(i int) bool {
	for j := i; j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.finiteHere(j) || s.at(j).is("a", "ont", "est") && !s.isAt(j) {
			return false
		}
	}
	return true
}

// ofThem reports whether the person is told, shortly after i, to be one of the people: "dont je fais partie".
func (s *sentence) ofThem(i int) bool {
	for j := i; j < i+5 && j < len(s.tokens); j++ {
		if s.at(j).is("dont") && s.at(j+1).is("je") {
			return s.at(j+2).is("fais", "suis") && (s.at(j+2).is("suis") || s.at(j+3).is("partie"))
		}
	}
	return false
}
