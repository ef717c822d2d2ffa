package understand

import "slices"

// ofProject keeps the signs of a stage that are told of the project: not of somebody else, of private life, or of the world at
// large; what befalls others, or those who speak in another life, gives way to what they plan.
func (s *sentence) ofProject(cues []cue) []cue {
	cues = slices.DeleteFunc(cues, func(c cue) bool {
		return c.code != "idea" && (s.ofSomebody(c.from) || s.private(c) || s.hearsay(c) || s.inGeneral(c)) || c.runs() && (s.ofOther(c) || s.knownPlace(c) || s.leftJob(c) || s.givenUp(c) || s.unknownSubject(c))
	})
	plan := slices.ContainsFunc(cues, func(c cue) bool { return !c.weak && !c.runs() })
	return slices.DeleteFunc(cues, func(c cue) bool {
		return plan && c.runs() && (!s.own(c) || s.state(c) || s.purpose(c)) || c.code == "development" && s.beforeOpening(c, cues)
	})
}

// runs reports whether the sign tells of an activity that runs.
func (c cue) runs() bool { return c.code == "consolidation" || c.code == "development" }

// we reports whether the token at i stands for those who speak.
func (s *sentence) we(i int) bool {
	t := s.at(i)
	return t.is("on", "nous", "je", "j", "moi", "me", "m") && !(t.is("m") && s.at(i+1).is("a", "ont")) || s.ours(i) && !s.at(i+1).is("ancien", "ancienne", "anciens") && !s.otherNoun(i+1) && !someone(s.at(i+1))
}

// weAmong reports whether those who speak are named among the tokens from and to, the last excluded.
func (s *sentence) weAmong(from, to int) bool {
	for j := from; j < to && j < len(s.tokens); j++ {
		if s.we(j) {
			return true
		}
	}
	return false
}

// own reports whether a difficulty or a growth is that of those who speak, or of a part of what they run.
func (s *sentence) own(c cue) bool {
	start := s.clauseStart(c.from)
	if s.at(start).is("mais", "maintenant", "aujourd", "desormais") || s.at(start+1).is("maintenant", "aujourd") || s.weAmong(start, c.to) {
		return true
	}
	for j := start; j <= c.to && j < len(s.tokens); j++ {
		if s.at(j-1).is("ses", "son", "leurs", "leur") || s.at(j+1).is("du") && !s.at(j+2).is("departement") {
			continue
		}
		if s.resource(s.at(j)) || s.support(j) || s.at(j).is("caisse", "caisses", "compte", "comptes", "deficit", "association", "asso", "structure", "cooperative", "collectif") && !s.at(j-1).is("un", "une") {
			return true
		}
	}
	return s.ordinal(c.from) || s.at(c.from).is("autre", "deuxieme")
}

// state reports whether a weariness is that of one person alone: "je suis épuisée par mon travail".
func (s *sentence) state(c cue) bool {
	tired := false
	for j := c.from; j < c.to; j++ {
		tired = tired || s.isVerb(s.at(j), "epuiser", "fatiguer", "licencier", "galerer", "surendetter") || s.at(j).is("bout", "burn", "burnout")
	}
	start := s.clauseStart(c.from)
	return tired && !slices.ContainsFunc(s.tokens[start:c.to], func(t token) bool { return t.is("on", "nous", "nos", "notre", "benevoles", "equipe") })
}

// purpose reports whether what must be kept is what a plan is for: "on monte une scop pour sauver nos emplois".
func (s *sentence) purpose(c cue) bool {
	return s.at(c.from-1).is("pour") && s.isVerb(s.at(c.from), "sauver", "garder", "maintenir", "sauvegarder", "preserver", "conserver")
}

// leftJob reports whether a dismissal is one that the person underwent, or a word for members: "j'ai été licenciée", "nos licenciés".
func (s *sentence) leftJob(c cue) bool {
	t := s.at(c.from)
	if t.is("licenciement") {
		return s.at(c.from-1).is("un", "mon", "apres", "d") || s.at(c.from-2).is("apres")
	}
	if t.is("licencie", "licenciee", "licencies", "licenciees") {
		return !s.at(c.from-1).is("on", "avons") && !(s.at(c.from-1).is("a") && s.at(c.from-2).is("on"))
	}
	return false
}

// unknownSubject reports whether it is neither those who speak nor an activity that is said to be launched, open or full.
func (s *sentence) unknownSubject(c cue) bool {
	start := s.clauseStart(c.from)
	if !s.at(start).is("le", "la", "l", "les") || c.from == start || s.weAmong(start, c.to) || s.resource(s.at(start+1)) || s.at(start+1).is("projet", "activite", "lieu", "boutique", "salle", "local", "site") {
		return false
	}
	for j := c.from; j < c.to; j++ {
		if s.at(j).is("lance", "lancee", "ouvert", "ouverte", "complet", "sursis", "depuis") {
			return !slices.ContainsFunc(s.hits, func(h hit) bool {
				return (h.slot == "sector" || h.slot == "holder") && h.from >= start && h.from < c.from
			})
		}
	}
	return false
}

// givenUp reports whether what was opened was then sold or closed: "j'ai déjà ouvert puis revendu deux restaurants".
func (s *sentence) givenUp(c cue) bool {
	for j := c.to; j < c.to+8 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.at(j).is("puis", "et") && s.at(j+1).is("revendu", "vendu", "ferme", "cede", "transmis", "arrete", "revendus", "revendue") {
			return true
		}
	}
	return false
}

// strongAt reports whether the token at i belongs to words that are enough to tell a sector.
func (s *sentence) strongAt(i int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "sector" && !h.weak && h.from <= i && i < h.to })
}

// private reports whether a step is one of private life: "le compromis de notre maison", "un dossier de retraite".
func (s *sentence) private(c cue) bool {
	if s.at(c.to).is("mon", "mes") && s.at(c.to+1).is("loyer", "impots", "factures") && !s.running() {
		return true
	}
	if s.at(c.to-1).is("fermer") && s.at(c.to).is("la", "les", "l") && s.at(c.to+1).is("porte", "fenetre", "yeux", "oeil", "classe") {
		return true
	}
	for j := c.from; j < c.to+7 && j < len(s.tokens) && (j <= c.from || s.tokens[j].before < comma); j++ {
		if s.at(j).is("maison", "veranda", "auto", "voiture", "retraite", "caf", "piscine", "appartement", "appart", "mariage", "chomage", "passeport", "impots", "pavillon") &&
			!s.strongAt(j) && !s.at(j+1).is("entreprise", "entrepreneur", "entreprises", "construction", "promotion", "partagee", "commune") && (j < c.to || s.at(j-1).is("de", "la", "ma", "notre", "mon", "credit", "pret", "d")) {
			return true
		}
	}
	return false
}

// hearsay reports whether the sign is only read or heard of: "j'ai lu qu'une recyclerie avait ouvert".
func (s *sentence) hearsay(c cue) bool {
	for j := c.from - 1; j >= 1 && j >= c.from-9 && s.tokens[j+1].before < comma; j-- {
		switch t := s.at(j); {
		case s.we(j):
			return false
		case t.is("que", "qu") && !s.at(j-1).is("plus", "alors", "parce", "pour", "pense", "crois", "sur", "fait", "fois", "ce", "depuis", "mois", "ans", "autant"):
			v := s.at(j - 1)
			return s.isVerb(v, "lire", "voir", "entendre", "apprendre", "dire", "raconter", "paraitre", "savoir", "sembler") && !s.isVerb(v, "vouloir")
		}
	}
	return false
}

// inGeneral reports whether a step or a difficulty is asked about in general, nobody being told to take it: "à quoi sert une étude
// de marché", "est-ce que vous aidez les entreprises en difficulté".
func (s *sentence) inGeneral(c cue) bool {
	start := s.clauseStart(c.from)
	for j := range s.tokens {
		if s.we(j) && !(s.at(j).is("on") && s.at(j-1).is("peut", "doit")) && !(s.at(j).is("je", "j") && s.isVerb(s.at(j+1), "chercher", "vouloir")) && !(s.at(j).is("me", "m", "nous") && s.isVerb(s.at(j+1), "aider", "envoyer", "expliquer", "dire")) {
			return false
		}
	}
	if c.code == "creation" && s.at(0).is("peut") && s.at(1).is("on") && c.from == 2 {
		return true
	}
	if t := s.at(c.from); c.code == "creation" && len(t.verbs) > 0 && s.lang.words[t.word]&noun == 0 && !s.isStep(c.from, c.to) {
		return false
	}
	open := s.at(c.from-1).is("comment") && looksInfinitive(s.at(c.from).word) && !s.at(c.from+1).is("ses", "son", "sa", "leur", "leurs")
	if c.runs() && !open && (s.at(0).is("que", "peut", "quels", "quelles", "quel", "quelle", "comment", "qui") || s.at(0).raw == "où") {
		return true
	}
	for j := start; j < c.from; j++ {
		t := s.at(j)
		if t.is("combien", "quoi", "vous") || c.code == "creation" && t.is("exemple", "exemples", "modele", "obligatoire", "faut", "obtenir", "quelle", "quel") || t.is("qui") && j == start || t.is("marche", "marchent", "fonctionne") && s.at(j-1).is("comment") || t.is("est") && s.at(j+1).is("ce") {
			return true
		}
	}
	return s.isVerb(s.at(c.to), "etre", "exister", "servir") && slices.ContainsFunc(s.tokens, func(t token) bool { return t.is("obligatoire", "il", "elle", "quoi", "gratuit", "gratuite") })
}

// ofOther reports whether the subject of what is told is somebody or something else than the project: "la mairie est en déficit",
// "l'asso d'avant avait fait faillite".
func (s *sentence) ofOther(c cue) bool {
	start := s.clauseStart(c.from)
	end := c.to
	if s.at(end).before < comma {
		end++
	}
	if s.weAmong(start, end) {
		return false
	}
	for j := c.from; j < c.to; j++ {
		if s.support(j) {
			return false
		}
	}
	for j := start; j < c.to; j++ {
		if s.otherNoun(j) && (j < c.from || j > c.from) && s.at(j-1).is("le", "la", "l", "les", "un", "une", "des", "ancien", "ancienne", "tous", "grosse", "gros", "deux", "mon", "ma", "mes", "notre") && s.subjectAt(j) && !(s.at(j-1).is("des") && j-1 > start) {
			return true
		}
		if j < c.from && (s.at(j).is("precedent", "precedente", "ancien", "ancienne", "precedents") || s.at(j).is("avant") && s.at(j-1).is("d") ||
			s.at(j-2).is("de", "d") && canonical(s.at(j-1).word) == "mon" && (someone(s.at(j)) || s.at(j).is("village", "bourg", "quartier")) ||
			s.at(j).is("cote") && s.at(j-1).is("a") && s.at(j-2).is("d") || s.at(j).is("coin") && s.at(j-1).is("du")) {
			return true
		}
	}
	return false
}

// knownPlace reports whether the sign describes a place known or worked in: "j'ai travaillé dans une ressourcerie qui refuse du monde".
func (s *sentence) knownPlace(c cue) bool {
	for q := c.from - 1; q > 2 && q >= c.from-4; q-- {
		if !s.at(q).is("qui") {
			continue
		}
		for j := q - 1; j >= 0 && j >= q-6 && s.tokens[j+1].before < comma; j-- {
			if s.ours(j) || s.at(j).is("est", "suis", "sommes") {
				return false
			}
			if s.at(j).is("dans", "chez", "comme", "par", "vu", "connais") && s.at(j+1).is("un", "une", "la", "le", "l", "des", "les") {
				return true
			}
		}
	}
	return false
}

// support reports whether the token at j is money that an activity is given.
func (s *sentence) support(j int) bool {
	return s.at(j).is("subvention", "subventions", "financement", "financements", "aides", "aide", "convention")
}

// otherNoun reports whether a noun names people, places or powers that no project is.
func (s *sentence) otherNoun(j int) bool {
	return named(s.at(j), "mairie", "usine", "supermarche", "hypermarche", "patron", "boulanger", "boucher", "epicier", "agriculteur", "eleveur", "paysan", "maire", "college", "lycee", "etat",
		"gouvernement", "pays", "population", "commerce", "commercant", "route", "operateur", "banque", "multinationale", "concurrent", "touriste", "jeune", "ecole", "hopital",
		"poste", "monde", "logement", "village", "bourg", "vendeur", "cedant", "locataire", "ministere", "planete", "climat", "personne", "garagiste", "medecin", "employeur",
		"boss", "proprio", "coiffeur", "banquier")
}

// beforeOpening reports whether a demand is told of what is not open yet: "on ouvre en mars, on a déjà une liste d'attente".
func (s *sentence) beforeOpening(c cue, cues []cue) bool {
	if !slices.ContainsFunc(s.tokens[c.from:c.to], func(t token) bool {
		return t.is("attente", "demandes", "demande", "commandes", "inscriptions", "complet", "complets")
	}) || s.running() {
		return false
	}
	return slices.ContainsFunc(cues, func(o cue) bool {
		if o.code != "creation" || o.weak {
			return false
		}
		t := s.at(o.from)
		return t.is("ouverture") || s.comes(o.to) || s.someBefore(o.from, "avant") || t.is("avant") || slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&future != 0 })
	})
}
