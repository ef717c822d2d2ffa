package understand

import "slices"

// paidTeam returns the end of the words at i that tell of people paid by the structure: "deux éducateurs payés", "notre doctoresse
// salariée", "mes quatre gars", "on a quelqu'un à mi-temps", "tous salariés"; i when there is none.
func (s *sentence) paidTeam(i int) int {
	t := s.at(i)
	if s.taken[i] || s.denialOf(i, i+1) != affirmed || (s.seekingStaff(i) || s.hoped(i)) && !t.is("mes", "nos") {
		return i
	}
	n, next, counted := count(s.tokens, i)
	switch {
	case counted && n > 0 && next > i && s.at(next).before < comma:
		if s.paidAs(next+1) && !s.theirTeam(i) && !(s.at(next+2).is("d", "de", "chez") && !s.inStructure(next+2)) && s.lang.words[s.at(next).word]&closed == 0 && !s.wage(next) {
			return next + 2
		}
		if s.wage(next) && (t.before == comma || t.before == bracket) && s.voiced(i) && !s.theirTeam(i) {
			return next + 1
		}
		if s.keeps(i-1) && s.isStaff(next) {
			return next + 1
		}
	case t.is("mes", "nos"):
		if _, after, few := count(s.tokens, i+1); few && (s.isStaff(after) && !s.at(after).is("gars") || s.wage(after) || s.at(after).is("mi", "temps", "contrats", "emplois", "postes")) {
			return after + 1
		}
	case t.is("la", "le", "notre", "les", "nos"):
		if s.wage(i+2) && s.at(i+1).before < comma && s.at(i+2).before < comma && (s.tradeName(i+1) || s.isRole(s.at(i+1)) || s.at(i+1).is("doctoresse", "medecin", "equipe", "infirmiere", "kine")) && !s.theirStaff(i-1) && (!s.at(i+3).is("de", "du", "d") || s.inStructure(i+3)) {
			return i + 3
		}
	case t.is("quelqu") && s.keeps(i-1):
		if s.at(i+2).is("en", "a") && s.at(i+3).is("mi", "cdi", "cdd", "temps", "contrat", "plein") || s.wage(i+3) {
			return i + 4
		}
	case t.is("tous", "toutes"):
		if s.wage(i+1) && s.voiced(i) {
			return i + 2
		}
	}
	return i
}

// wage reports whether the token at i says that somebody is paid.
func (s *sentence) wage(i int) bool {
	return s.at(i).is("salarie", "salaries", "salariee", "salariees", "remuneres", "remunerees")
}

// paidAs reports whether the words at i say that people are paid: "salariés", "payés", "en contrat".
func (s *sentence) paidAs(i int) bool {
	return s.at(i).before < comma && (s.wage(i) || s.at(i).is("payes", "payees") || s.at(i).is("en") && s.at(i+1).is("contrat", "contrats", "cdi", "cdd", "cddi", "insertion", "parcours"))
}

// isStaff reports whether the word at i names people who work for those who speak.
func (s *sentence) isStaff(i int) bool {
	return s.at(i).before < comma && s.at(i).is("agents", "ouvriers", "ouvrieres", "gars", "encadrants", "animateurs", "animatrices", "educateurs", "educatrices", "moniteurs", "monitrices", "techniciens", "vendeuses", "vendeurs",
		"cuisiniers", "cuisinieres", "directrice", "directeur", "coordinatrice", "vendeuse", "apprentis", "etp", "permanents", "permanentes", "employes", "employees")
}

// keeps reports whether "on a", "j'ai", "l'asso compte" ends at i.
func (s *sentence) keeps(i int) bool {
	t := s.at(i)
	switch {
	case t.is("ai", "avons", "comptons", "employons"):
		return true
	case t.is("a", "compte", "emploie"):
		return t.raw != "à" && (s.at(i-1).is("on", "asso", "association", "equipe", "cooperative", "scop", "scic", "regie", "structure", "entreprise", "boite", "club", "mjc") || s.someBefore(i, "notre") || s.at(i-4).is("notre"))
	}
	return false
}

// theirTeam reports whether the people at i are those of somebody else: "la mairie a deux agents salariés".
func (s *sentence) theirTeam(i int) bool {
	for j := i - 1; j >= 0 && j >= i-5 && s.tokens[j+1].before < comma; j-- {
		if s.theirStaff(j) || s.tokens[j].is("combien", "entre", "sur", "si", "pour") {
			return true
		}
	}
	return false
}

// seekingStaff reports whether staff is looked for or asked about shortly before the token at i.
func (s *sentence) seekingStaff(i int) bool {
	for j := i - 1; j >= 0 && j >= i-6 && s.tokens[j+1].before < stop; j-- {
		if s.isVerb(&s.tokens[j], "chercher", "rechercher", "recruter", "embaucher", "trouver", "manquer", "former", "falloir") && !s.done(j) || s.tokens[j].is("comment", "combien", "faut", "faudrait") {
			return true
		}
	}
	return false
}

// unpaidTeam reports whether those who speak tell at i that they do not manage to pay people they have: "on ne paye pas les deux
// animatrices".
func (s *sentence) unpaidTeam(i int) bool {
	if !s.someVerb(i, "payer") || !s.denies(i) || !s.at(i+1).is("pas", "plus") || !s.at(i-2).is("on", "nous") {
		return false
	}
	return s.at(i+2).is("les", "nos", "notre", "la", "le") && slices.ContainsFunc(s.tokens[i+2:min(len(s.tokens), i+6)], func(t token) bool {
		return s.isRole(&t) || t.is("animatrices", "animateurs", "salaries", "salaires", "educateurs", "educatrices")
	})
}
