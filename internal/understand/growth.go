package understand

// furtherCues reads what comes on top of what runs: "une deuxième camionnette", "ouvrir un 3e magasin", "un restaurant en plus de
// notre épicerie".
func (s *sentence) furtherCues(cues []cue) []cue {
	for j := range s.tokens {
		switch {
		case s.ordinal(j) && s.denialOf(j, j+1) == affirmed && s.branch(j+1):
			cues = append(cues, cue{"development", j, min(j+2, len(s.tokens)), false})
		case s.at(j).is("en") && s.at(j+1).is("plus") && s.at(j+2).is("de", "du") && (s.ours(j+3) || s.sectorNear(j+3)):
			cues = append(cues, cue{"development", j, j + 3, false})
		}
	}
	return cues
}

// ours reports whether a possessive of the first person stands at i.
func (s *sentence) ours(i int) bool { return canonical(s.at(i).word) == "mon" }

// ordinal reports whether a rank from the second on ends at j: "deuxième", "2e", "3 ème".
func (s *sentence) ordinal(j int) bool {
	t := s.at(j)
	if t.is("deuxieme", "second", "seconde", "troisieme", "quatrieme", "2eme", "3eme", "2e", "3e") {
		return true
	}
	return t.is("e", "eme", "ieme", "nd", "nde") && t.before <= blank && s.at(j-1).digits() && s.at(j-1).number >= 2 && s.at(j-1).number <= 20
}

// branch reports whether what stands at i is a place or a means of an activity.
func (s *sentence) branch(i int) bool {
	return s.at(i).is("magasin", "boutique", "site", "lieu", "local", "camion", "camionnette", "tournee", "antenne", "atelier", "restaurant", "point",
		"etablissement", "structure", "ferme", "epicerie", "creche", "cafe", "bar", "serre", "hangar", "batiment", "four", "marche",
		"recyclerie", "ressourcerie", "boulangerie", "librairie", "implantation", "salle", "espace", "vehicule", "minibus") || s.strongSector(i)
}

// strongSector reports whether the phrase of a sector begins at i.
func (s *sentence) strongSector(i int) bool {
	for _, h := range s.hits {
		if h.slot == "sector" && !h.weak && h.from == i {
			return true
		}
	}
	return false
}
