package understand

import "slices"

// declineCues reads what an activity loses: "la subvention du département a sauté", "on a perdu des adhérents", "nos bénévoles sont
// épuisés", "plus que quatre bénévoles".
func (s *sentence) declineCues(cues []cue) []cue {
	for _, h := range s.hits {
		if from, to, found := s.stalls(h); found {
			cues = append(cues, cue{"consolidation", from, to, false})
		}
	}
	for j := range s.tokens {
		if !s.resource(&s.tokens[j]) && !s.aidedPost(j) || s.taken[j] {
			continue
		}
		if from, to, found := s.losing(j); found {
			cues = append(cues, cue{"consolidation", from, to, false})
		}
	}
	return cues
}

// stalls reports whether the activity of the sector told is said to go badly: "notre boutique ne marche pas".
func (s *sentence) stalls(h hit) (from, to int, found bool) {
	ours := canonical(s.at(h.from-1).word) == "mon"
	if h.slot != "sector" && h.slot != "holder" || s.at(h.from).is("ecole", "village", "commune", "college", "bourg", "internet", "voiture", "velo", "telephone", "ordinateur") || !ours && !s.at(h.from-1).is("le", "la", "l") {
		return 0, 0, false
	}
	for k := h.to; k < h.to+4 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.isVerb(&s.tokens[k], "couler", "pericliter", "vivoter", "vider") && s.isFinite(&s.tokens[k]) && (s.at(k-1).is("se") || !s.isVerb(&s.tokens[k], "vider")) {
			return h.from, k + 1, true
		}
		if ours && s.isVerb(&s.tokens[k], "marcher", "tourner", "fonctionner") && s.at(k+1).is("pas", "plus", "mal", "moins") && !s.at(k+2).is("mal") {
			return h.from, k + 2, true
		}
	}
	return 0, 0, false
}

// resource reports whether a token is something that an activity lives on and may lose.
func (s *sentence) resource(t *token) bool {
	return t.is("subvention", "subventions", "adherent", "adherents", "adherente", "adherentes", "benevole", "benevoles", "client", "clients", "clientele",
		"vente", "ventes", "recette", "recettes", "tresorerie", "frequentation", "adhesions", "cotisations", "financeur", "financeurs", "abonnes",
		"membres", "agrement", "convention", "personnes", "spectateurs", "usagers", "paniers", "lecteurs", "licencies", "eleves", "visiteurs", "commandes", "contrats", "bureau", "actifs", "salariee", "salaries", "salarie", "equipe", "aides", "financements", "financement",
		"dons", "reservations", "societaires", "inscrits", "inscriptions", "cotisants", "mecenes", "choristes", "joueurs")
}

// aidedPost reports whether a post that others pay for is named at j: "contrat aidé", "service civique".
func (s *sentence) aidedPost(j int) bool {
	t, next := s.at(j), s.at(j+1)
	return !s.at(j-1).is("mon", "ton", "son") && (named(t, "contrat", "poste") && named(next, "aide", "fonjep") || t.is("service", "services") && named(next, "civique"))
}

// losing finds the loss of the resource named at j, told after it or before it.
func (s *sentence) losing(j int) (from, to int, found bool) {
	t := &s.tokens[j]
	people := !t.is("subvention", "subventions", "vente", "ventes", "recette", "recettes", "tresorerie", "frequentation", "adhesions", "cotisations",
		"financements", "financement", "aides", "agrement", "convention", "bureau", "dons", "contrat", "contrats", "service", "poste", "reservations", "inscriptions")
	for k := j + 1; k < j+7 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		v := &s.tokens[k]
		switch {
		case v.is("pour", "et", "mais", "dont", "afin", "car"):
			k = len(s.tokens)
		case looksInfinitive(v.word) && !(s.at(k-1).is("de", "d") && s.isVerb(s.at(k-2), "venir")):
		case s.isVerb(v, "renouveler") && s.denialOf(k, k+1) != affirmed && !people:
			return j, k + 1, true
		case people && !t.is("personnes") && !v.is("parti") && s.isVerb(v, "epuiser", "essouffler", "fatiguer", "vieillir", "crever", "user", "demissionner", "lacher", "deborder"):
			return j, k + 1, true
		case people && s.isVerb(v, "partir", "quitter", "disparaitre") && !s.isAt(k-1) && !t.is("salarie", "salaries", "salariee", "equipe", "personnes", "actifs"):
			return j, k + 1, true
		case s.aidedPost(j) && s.isVerb(v, "finir", "terminer"):
			return j, k + 1, true
		case !people && s.isVerb(v, "sauter", "supprimer", "couper", "arreter", "disparaitre", "perdre"), !t.is("equipe", "salarie", "salaries", "salariee", "personnes", "bureau", "agrement", "convention") && s.isVerb(v,
			"baisser", "diminuer", "chuter", "fondre", "effondrer", "degringoler", "reculer"):
			return j, k + 1, true
		}
	}
	return s.lost(j)
}

// lost finds a loss told before the resource named at j.
func (s *sentence) lost(j int) (from, to int, found bool) {
	for k := j - 1; k >= 0 && k >= j-6 && s.tokens[k+1].before < comma; k-- {
		v := &s.tokens[k]
		switch {
		case v.is("pour", "et", "mais", "avec", "sans"):
			return 0, 0, false
		case v.is("plus") && s.at(k+1).is("que") && k+2 < j+1 && !s.at(k-1).is("de", "encore"):
			return k, j + 1, true
		case s.isVerb(v, "perdre") && s.denialOf(k, k+1) == affirmed && !s.tokens[j].is("salarie", "salaries", "salariee", "equipe", "personnes", "bureau", "actifs"):
			return k, j + 1, true
		case s.isVerb(v, "supprimer", "couper", "sucrer", "baisser", "diminuer", "reduire", "sabrer", "raboter") && s.tokens[j].is("subvention", "subventions",
			"financement", "financements", "aides"):
			return k, j + 1, true
		case s.isVerb(v, "fondre") && s.tokens[j].is("adherents", "benevoles", "membres", "clients", "abonnes", "adherentes"):
			return k, j + 1, true
		case slices.ContainsFunc(v.verbs, func(r reading) bool { return r.mood&infinitive == 0 }) && s.isVerb(v, "renouveler") && s.denialOf(k, k+1) != affirmed:
			return k, j + 1, true
		}
	}
	return 0, 0, false
}
