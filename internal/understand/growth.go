package understand

// furtherCues reads what comes on top of what runs: "une deuxième camionnette", "ouvrir un 3e magasin", "un restaurant en plus de
// notre épicerie".
func (s *sentence) furtherCues(cues []cue) []cue {
	for j := range s.tokens {
		switch {
		case s.ordinal(j) && s.denialOf(j, j+1) == affirmed && (s.branch(j+1) || s.at(j-1).is("un", "une") && !s.at(j).is("seconde") && (j+1 == len(s.tokens) || s.at(j+1).before >= comma)):
			cues = append(cues, cue{"development", j, min(j+2, len(s.tokens)), false})
		case s.isVerb(s.at(j), "passer") && (s.fromTo(j+1) || s.toMore(j)), s.isVerb(s.at(j), "ajouter") && s.toOurs(j+1):
			cues = append(cues, cue{"development", j, j + 1, false})
		case s.at(j).is("en") && s.at(j+1).is("plus") && s.at(j+2).is("de", "du") && (s.ours(j+3) || s.sectorNear(j+3)):
			cues = append(cues, cue{"development", j, j + 3, false})
		}
	}
	return cues
}

// fromTo reports whether a number and a larger one follow: "de 10 à 20 places".
func (s *sentence) fromTo(j int) bool {
	if !s.at(j).is("de", "d") || j+3 >= len(s.tokens) || !s.at(j+2).is("a") {
		return false
	}
	few, _, first := count1(s.tokens, j+1)
	many, _, last := count1(s.tokens, j+3)
	return first && last && many > few
}

// toMore reports whether the verb at j is wished for up to a number larger than one told before it: "on a 12 toits et on veut passer à
// 50".
func (s *sentence) toMore(j int) bool {
	if !s.at(j+1).is("a") || j+2 >= len(s.tokens) || s.at(j+3).is("h", "heures", "heure") {
		return false
	}
	many, _, counted := count1(s.tokens, j+2)
	if _, wished := s.wished(j); !counted || !wished && !s.wanting(j-1) {
		return false
	}
	for k := j - 1; k >= 0 && k >= j-12; k-- {
		if few, _, found := count1(s.tokens, k); found && few > 1 && few < many {
			return true
		}
	}
	return false
}

// toOurs reports whether what is added from j on comes to an activity of the person: "ajouter un café à notre librairie".
func (s *sentence) toOurs(j int) bool {
	for k := j; k < j+8 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.ours(k) && s.at(k-1).is("a", "dans", "de") {
			return true
		}
	}
	return false
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
		"recyclerie", "ressourcerie", "boulangerie", "librairie", "implantation", "salle", "espace", "vehicule", "minibus", "fournil", "labo", "laboratoire", "cuisine", "chapiteau", "village") || s.strongSector(i)
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
