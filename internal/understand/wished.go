package understand

// returns reports whether the project is where the past was: "j'ai grandi à Gramat et je veux y revenir".
func (s *sentence) returns() bool {
	for i := range s.tokens {
		if s.tokens[i].is("y") && !s.at(i+2).is("plus", "pas") && s.isVerb(s.at(i+1), "revenir", "retourner", "ouvrir", "installer", "vivre", "lancer", "monter", "creer", "rentrer") {
			return true
		}
	}
	return false
}

// homesBefore makes of the places named before a wish those where people live, when the wish names its own: "on est à Paris, on
// veut s'installer à Gramat".
func (s *sentence) homesBefore(found []mention) []mention {
	for i := len(found) - 1; i > 0; i-- {
		verb := s.wish(found[i])
		if verb < 0 {
			continue
		}
		for n := range found[:i] {
			m := &found[n]
			if m.role <= beside && m.stated < 2 && !m.direct && m.to <= verb && s.subjectAmong(m.to, verb) {
				m.role = home
			}
		}
		found[i].wished = true
		break
	}
	return found
}

// wish returns the token of the verb of founding or seeking in the clause of a mention, -1 for none; a second place does not count.
func (s *sentence) wish(m mention) int {
	if m.weak || m.role > beside {
		return -1
	}
	for k := m.from - 1; k >= 0 && k >= m.from-12 && s.tokens[k+1].before < comma && !s.taken[k]; k-- {
		t := s.at(k)
		switch {
		case t.is("deuxieme", "second", "seconde", "autre", "antenne", "aussi", "egalement", "deux", "comme"):
			return -1
		case t.is("projet", "demain", "bientot"):
			return k
		case s.isVerb(t, "monter", "ouvrir", "creer", "lancer", "installer", "implanter", "partir", "reprendre", "construire", "planter",
			"chercher", "demenager", "arriver", "acheter"):
			return k
		case s.isVerb(t, "faire", "vouloir", "aimer") && (s.wishing(t) || t.is("veux", "veut", "voulons", "faire", "ferait", "ferais", "ferions")):
			return k
		}
	}
	return -1
}

// subjectAmong reports whether a subject, or a word that stands for the project, is among the tokens from and to, the last included.
func (s *sentence) subjectAmong(from, to int) bool {
	for k := from; k <= to && k < len(s.tokens); k++ {
		if s.tokens[k].is("je", "j", "on", "nous", "projet", "demain", "bientot") {
			return true
		}
	}
	return false
}

// stated reports whether the sign at the token j follows words that tell where the project or the speakers are.
// It is 2 for the project itself, 1 for those who speak, 0 otherwise.
func (s *sentence) stated(j int) int {
	t, subject := s.at(j-1), s.at(j-2)
	switch {
	case j >= 1 && s.at(j).is("sera", "choisi", "retenu"):
		return 2
	case j >= 1 && s.isAt(j) && t.is("nous", "moi") && (j == 1 || t.before >= comma || s.at(j-2).is("mais", "et")) && s.tokens[j].before < comma:
		return 1
	case j >= 1 && t.is("ici") && s.tokens[j].before < comma:
		return 2
	case j < 1 || s.tokens[j].before >= comma || !s.isAt(j) && !s.at(j).is("au", "aux", "dans", "en", "sur"):
		return 0
	case t.is("suis", "sommes", "est", "serait", "sera", "sont"):
		if subject.is("projet", "local", "lieu", "batiment", "terrain", "maison", "ferme", "notre", "notres") || subject.is("ce", "c", "ca") || s.at(j-3).is("notre", "mon") && s.placeNoun(j-2) {
			return 2
		}
		if subject.is("je", "j", "on", "nous") {
			return 1
		}
	case t.is("reste", "restons") && subject.is("je", "on", "nous"):
		return 1
	case t.is("installe", "installee", "installes", "situe", "situee", "situes", "base", "basee", "bases", "implante", "implantee", "implantes"):
		return 1
	}
	return 0
}
