package understand

// ofSomebody reports whether what stands at i is told of somebody who is not of the project: "ma voisine a ouvert un gîte", "un
// ami qui a monté sa ferme", "les commerces perdent des clients"; what one wishes for somebody is of the project all the same: "ma
// fille voudrait ouvrir un salon".
func (s *sentence) ofSomebody(i int) bool {
	start := s.clauseStart(i)
	for j := start; j < i; j++ {
		t := &s.tokens[j]
		switch {
		case t.is("je", "j", "on", "moi") || t.is("nous") && s.at(j+1).word != "a" && s.at(j+1).word != "ont":
			return false
		case s.wishing(t) || t.is("veut", "veulent", "souhaite", "souhaitent", "envie", "projet", "reve"):
			return false
		case t.is("ils", "elles") && start > 0 && s.bystander(start-1):
			return true
		case someone(t) && s.subjectAt(j) && !(s.at(j).is("quelqu") && s.at(j+2).is("pour")), j <= start+1 && s.at(j-1).is("les", "certains", "plusieurs") && s.strongSector(j) && !s.at(j).is("reparations") && !s.weAmong(j, i) && !s.at(j+2).is("bureau", "ca", "conseil", "association", "asso"):
			return true
		}
	}
	return false
}

// bystander reports whether somebody who is not of the project is the subject of the clause that the token at i ends.
func (s *sentence) bystander(i int) bool {
	for j := s.clauseStart(i); j <= i; j++ {
		if someone(&s.tokens[j]) && s.subjectAt(j) {
			return true
		}
	}
	return false
}

// longClause is how many tokens a long clause has.
const longClause = 40

// clauseStart returns the first token of the clause in which the token at i stands, no further than a long clause goes.
func (s *sentence) clauseStart(i int) int {
	first := max(i-longClause, 0)
	for j := i; j > first; j-- {
		if t := &s.tokens[j]; t.before >= comma || t.is("mais", "donc", "alors", "puis") || t.is("et", "car") && s.at(j+1).is("je", "j", "on", "nous", "moi", "il", "elle", "ils", "elles") {
			return j
		}
	}
	return first
}

// someone reports whether a token is a person beside those who speak.
func someone(t *token) bool {
	switch t.word {
	case "mari", "femme", "epoux", "epouse", "pere", "mere", "frere", "freres", "soeur", "soeurs", "fils", "fille", "oncle", "tante", "cousin", "cousine", "cousins",
		"voisin", "voisine", "voisins", "voisines", "ami", "amie", "amis", "amies", "copain", "copine", "copains", "copines", "pote", "potes", "compagnon", "compagne", "conjoint",
		"conjointe", "collegue", "collegues", "parents", "papa", "maman", "gens", "dame", "monsieur", "type", "couple", "proprietaire", "gars", "quelqu", "neveu", "niece", "inconnu", "patron", "patronne", "gendre", "bru", "chef", "ex":
		return true
	}
	return false
}

// subjectAt reports whether the noun at j may be the subject of its clause: nothing that makes a complement of it stands before.
func (s *sentence) subjectAt(j int) bool {
	k := j - 1
	for k >= 0 && s.tokens[k+1].before < comma && (s.at(k).is("mon", "ma", "mes", "notre", "nos", "un", "une", "des", "le", "la", "les", "l", "ce", "cette", "ces", "sa", "son", "ses", "autres",
		"jeune", "jeunes", "vieux", "beau", "belle", "grand", "ancien", "ancienne", "petit", "petite", "deux", "trois") || s.at(k).digits()) {
		k--
	}
	if k == j-1 && !s.at(j).is("quelqu") && !(s.at(j).is("papa", "maman") && s.isFinite(s.at(j+1))) { // "maman de deux enfants" speaks
		return false
	}
	return k < 0 || s.tokens[k+1].before >= comma || !s.at(k).is("avec", "chez", "de", "d", "du", "des", "pour", "a", "au", "aux", "par", "et", "sur", "entre", "sans", "comme", "suis", "sommes", "est", "etions", "vers", "a")
}
