package understand

import "slices"

// creationCue reads a verb or a noun of beginning: wished for it is an idea, done it is behind, else it is the creation.
func (s *sentence) creationCue(cues []cue, h hit) []cue {
	t := &s.tokens[h.from]
	verb := len(t.verbs) > 0 && s.lang.words[t.word]&noun == 0 || s.verbHere(h.from)
	switch {
	case !verb && h.to == h.from+1 && !s.lexicon.says(t.word, h.slot): // a noun that is also a form of a verb: "entreprise"
		return cues
	case s.gaveUp(h.from), verb && (s.opensToPublic(h.from) || s.resumes(h)), s.neutralObject(h):
		return cues
	case s.isStep(h.from, h.to):
		return s.stepCue(cues, h)
	case verb && h.to == h.from+1 && t.is("installer", "installe", "installons", "installent"):
		return append(cues, cue{"creation", h.from, h.to, !s.settlesIn(h.from, h.to) && !(s.at(h.from-1).is("j", "on", "nous") && s.at(h.to).is("un", "une") && s.sectorNear(h.to+1))})
	case h.weak && !verb && s.sectorNear(h.to+1) && t.is("reprise", "rachat", "ouverture", "reouverture", "transformation"):
		return append(cues, cue{"creation", h.from, h.to, false})
	case h.denial == denied || h.weak && !verb || s.at(h.from-1).is("me", "de", "d", "se", "nous") && s.someBefore(h.from, "avant"):
		return append(cues, cue{"creation", h.from, h.to, true})
	case verb && s.done(h.from):
		return s.doneCue(cues, h)
	case s.offered(h.from):
		return append(cues, cue{"creation", h.from, h.to, true})
	case verb && onlyParticiple(t):
		return cues // "un lieu ouvert à tous"
	}
	from, wished := s.wished(h.from)
	for k := h.from + 1; k < h.to && !wished; k++ { // "je me lancerais"
		wished = slices.ContainsFunc(s.tokens[k].verbs, func(r reading) bool { return r.mood&conditional != 0 && r.mood&infinitive == 0 })
	}
	if wished && s.prepared(h) {
		return append(cues, cue{"creation", from, h.to, false})
	}
	if wished {
		return append(cues, cue{"idea", from, h.to, false})
	}
	return append(cues, cue{"creation", h.from, h.to, h.weak && !(verb && s.intended(h))})
}

// prepared reports whether an opening is wished for with its date, a step being told: "on a trouvé une maison, on voudrait ouvrir en janvier".
func (s *sentence) prepared(h hit) bool {
	next := s.at(h.to)
	return h.to == h.from+1 && s.isVerb(s.at(h.from), "ouvrir", "demarrer", "rouvrir") && (next.is("en", "debut", "fin", "mi", "courant") || next.is("au") && s.month(s.at(h.to+1))) &&
		s.comes(h.to) && slices.ContainsFunc(s.tokens, func(t token) bool {
		return t.is("local", "maison", "place", "lieu", "permis", "travaux", "banque", "statuts", "pret", "bail", "agrement", "batiment", "pmi", "cles")
	})
}

// isStep reports whether a phrase is a step of the setting up, which counts as such wished, going on or done: "signer le bail".
func (s *sentence) isStep(from, to int) bool {
	return to-from > 1 && s.isVerb(&s.tokens[from], "signer", "deposer", "rediger", "ecrire", "obtenir", "trouver", "immatriculer",
		"commencer", "finaliser", "boucler", "attendre", "preparer", "remplir", "valider", "avoir", "rester")
}

// stepCue reads a step of the setting up; what is still to find is a need.
func (s *sentence) stepCue(cues []cue, h hit) []cue {
	if t := &s.tokens[h.from]; s.isVerb(t, "trouver", "avoir") && (h.denial != affirmed || s.isVerb(t, "trouver") && !s.done(h.from)) {
		return cues
	}
	return append(cues, cue{"creation", h.from, h.to, h.weak || h.denial == denied})
}

// gaveUp reports whether what stands at i is told as given up: "j'ai renoncé à ouvrir", "j'ai failli reprendre".
func (s *sentence) gaveUp(i int) bool {
	for j := i - 1; j >= 0 && j >= i-5 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("mais", "et", "donc"):
			return false
		case t.is("reve") && s.someBefore(j, "etait"), s.isVerb(t, "renoncer", "abandonner", "deconseiller", "regretter"), t.is("failli", "avant", "autrefois", "jadis") && s.at(j-1).before == stop:
			return true
		case t.is("voulu") && !s.someBefore(j, "toujours") && !s.someBefore(j, "aurais") && !s.someBefore(j, "aurait") && !s.someBefore(j, "aurions") && !s.at(j+1).is("toujours"), t.is("failli"):
			return true
		}
	}
	return false
}

// opensToPublic reports whether the verb at i tells of opening hours, or of a place of others: "à quelle heure ouvre la déchetterie".
func (s *sentence) opensToPublic(i int) bool {
	t := &s.tokens[i]
	if t.is("ouvrir") && s.at(i-1).is("va") && s.at(i-2).is("qui") && s.at(i+1).is("la", "le", "l") {
		return true // "qui va ouvrir la boutique ?"
	}
	if !t.is("ouvre", "ouvrent", "ouvrez", "ouvert", "ouverte", "ouverts", "ouvertes") {
		return false
	}
	ours := s.at(i-1).is("je", "j", "on", "nous")
	if ours && s.at(i+1).is("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche") {
		return false
	}
	for j := max(i-5, 0); j < min(i+6, len(s.tokens)); j++ {
		if s.tokens[j].is("heure", "heures", "h", "horaire", "horaires", "quand", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
			"dimanche", "midi", "matin", "soir", "tard") && !s.comes(i+1) {
			return true
		}
	}
	if t.is("ouvre", "ouvrent") {
		return !s.at(i-1).is("je", "j", "on", "nous", "y", "m", "s", "qui", "l", "en") && !s.comes(i+1)
	}
	return s.isVerb(s.at(i-1), "etre") && !s.lasting(i) && !s.at(i-2).is("on", "nous") && len(t.verbs) > 0
}

// resumes reports whether "reprendre" has nothing to take over: "je reprends au début".
func (s *sentence) resumes(h hit) bool {
	if h.to-h.from > 1 || !s.isVerb(&s.tokens[h.from], "reprendre") {
		return false
	}
	next := s.at(h.to)
	switch {
	case s.at(h.from-1).is("le", "la", "l", "les") || next.before <= blank && next.is("la", "le", "les") && s.at(h.to+1).before >= comma:
		return false
	case next.is("sa", "son", "ses", "leur", "leurs"): // "le propriétaire veut reprendre sa parcelle"
		return !s.sectorNear(h.to + 1)
	case slices.ContainsFunc(s.hits, func(o hit) bool { return o.slot == "sector" }):
		return false
	}
	return h.to >= len(s.tokens) || next.before >= comma || next.is("a") && !s.at(h.to+1).is("plusieurs") && !s.at(h.to+1).digits() || next.is("au", "depuis", "ou", "en", "dans", "demain", "plus", "apres", "tout", "et",
		"alors", "donc", "du", "des") || next.is("le", "la", "mes", "ma", "mon") && s.at(h.to+1).is("debut", "fil", "reponse", "reponses", "questionnaire")
}

// intended reports whether a verb that often means something else is here what is wanted of a project: "nous voulons transformer la
// grange en gîte".
func (s *sentence) intended(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-4 && s.tokens[j+1].before < comma; j-- {
		if t := &s.tokens[j]; t.is("projet", "projets", "train", "on", "nous", "je") && (t.is("train") || t.is("projet", "projets") || s.isVerb(&s.tokens[h.from], "preparer")) || s.isVerb(t, "vouloir", "souhaiter", "compter",
			"aller") && !t.is("compte") {
			return slices.ContainsFunc(s.hits, func(o hit) bool { return o.slot == "sector" && o.from >= h.to && o.from <= h.to+6 })
		}
	}
	return false
}

// settlesIn reports whether somebody sets up in a trade: "m'installer en maraîchage", "comme éleveuse".
func (s *sentence) settlesIn(from, to int) bool {
	return (s.at(from-1).is("me", "m", "nous", "se", "s") || s.at(to).is("en", "comme")) && s.sectorNear(to)
}

// sectorNear reports whether the phrase of a sector begins at i or just after.
func (s *sentence) sectorNear(i int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "sector" && !h.weak && h.from >= i && h.from <= i+2 })
}

// sectorAfter reports whether a sector is told after i.
func (s *sentence) sectorAfter(i int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "sector" && !h.weak && h.from >= i })
}

// someBefore reports whether the word stands among the three tokens before i.
func (s *sentence) someBefore(i int, word string) bool {
	return s.at(i-1).is(word) || s.at(i-2).is(word) || s.at(i-3).is(word)
}

// neutralObject reports whether a verb of beginning has an object that is no project: "créer du lien", "ouvrir un compte".
func (s *sentence) neutralObject(h hit) bool {
	first := &s.tokens[h.from]
	if h.to-h.from > 1 || len(first.verbs) == 0 && !first.is("creation", "lancement") {
		return false
	}
	if s.isVerb(first, "monter") && (s.at(h.from-1).is("tout") || s.at(h.to).is("sur", "en") || s.at(h.to).is("a", "au", "dans", "vers") && !s.sectorAfter(h.to) && !s.someBefore(h.from, "que")) {
		return true
	}
	if first.is("monte", "montent", "montait") && (h.to >= len(s.tokens) || s.at(h.to).before >= comma) && !s.at(h.from-1).is("l", "le", "la", "les", "se", "en", "je", "on") {
		return true // "l'eau monte"
	}
	for j := h.to; j < h.to+4 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		t := &s.tokens[j]
		switch t.word {
		case "fichier", "fichiers", "application", "appli", "mot", "rendez", "rdv", "sport", "tente", "meuble", "meubles", "documents", "document",
			"lettre", "courrier", "pdf", "lien", "liens", "emploi", "emplois", "poste", "postes", "compte", "contact", "contacts", "etude", "etudes", "debat",
			"discussion", "site", "page", "campagne", "appel", "cagnotte", "crowdfunding", "financement", "confiance", "dynamique",
			"ligne", "droits", "droit", "public", "tous", "parole", "travail", "boulot", "cours", "gout", "souffle", "main", "controle",
			"competence", "competences", "puissance", "gamme", "prix", "conscience", "besoin", "evenement", "fete", "porte",
			"yeux", "voie", "ecole", "lycee", "vie", "discussions", "conversation", "valeur", "valeurs", "richesse", "recherche",
			"recherches", "questionnaire", "sondage", "vin", "fenetre", "fenetres", "oeil", "bouteille", "bouteilles", "video", "escalier", "escaliers", "defi",
			"masque", "tasse", "tarif", "tarifs", "volume", "alerte", "dialogue", "armoire", "lit", "volets", "artistique", "son", "ton", "guerre", "petition", "flambeau", "relais":
			return !(t.is("ecole", "lycee", "fete", "evenement", "vie") && !s.tokens[h.from].is("reprendre", "reprends"))
		case "portes":
			return !s.comes(h.from-4) && !s.comes(h.to)
		}
		if s.lang.words[t.word]&(closed|adjective) == 0 {
			return false
		}
	}
	return false
}

// doneCue reads a beginning that is behind: the activity runs, unless what was created is only the group that carries it, or was
// begun by others.
func (s *sentence) doneCue(cues []cue, h hit) []cue {
	founded := s.isVerb(s.at(h.from-1), "etre") && s.at(h.from-2).is("association", "asso", "collectif", "prefiguration", "comite", "pilotage", "dossier", "etude", "groupe")
	over := s.at(h.from-1).is("avions", "avait", "avais", "avaient") && !slices.ContainsFunc(s.tokens[h.to:], func(t token) bool { return t.is("depuis") })
	if founded || over || s.someBefore(h.from, "qui") || s.byOthers(h.from) { // "des gens qui ont monté une recyclerie"
		return append(cues, cue{"consolidation", h.from, h.to, true})
	}
	for j := h.to; j < h.to+4 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.tokens[j].is("asso", "association", "collectif", "groupe", "page", "dossier", "statuts", "collectifs", "comite") {
			return append(cues, cue{"consolidation", h.from, h.to, true})
		}
	}
	begun := s.isVerb(&s.tokens[h.from], "ouvrir", "rouvrir", "lancer", "demarrer", "creer", "monter", "fonder")
	return append(cues, cue{"consolidation", h.from, h.to, !begun})
}

// byOthers reports whether somebody else is the subject of the verb done at i: "un ami a créé", "ils ont ouvert".
func (s *sentence) byOthers(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4 && s.tokens[j+1].before < comma; j-- {
		switch p := &s.tokens[j]; {
		case p.is("ai", "avons", "suis", "sommes", "avais", "avions", "viens", "venons", "on", "nous", "je", "j"):
			return false
		case p.is("a", "ont", "est", "sont", "avait", "vient", "avaient") && (someone(s.at(j-1)) || s.at(j-1).is("il", "elle", "ils", "elles", "mairie", "commune",
			"maire", "personnes", "region", "departement", "jeunes", "habitants", "autres")):
			return true
		}
	}
	return false
}

// soonCues reads beginnings with their date: "ouverture en septembre", "on inaugure le mois prochain".
func (s *sentence) soonCues(cues []cue) []cue {
	for j := range s.tokens {
		t := &s.tokens[j]
		if t.is("ouverture", "reouverture", "inauguration", "lancement", "demarrage") || s.isVerb(t, "inaugurer") && s.isFinite(t) {
			date := s.at(j+1).is("le") && s.at(j+2).digits() || s.at(j+1).is("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
			if (s.comes(j+1) || date || s.at(j-1).is("l", "d") && s.at(j-2).is("de", "avant") && s.spell(j-4)) && !s.taken[j] && s.denialOf(j, j+1) == affirmed {
				cues = append(cues, cue{"creation", j, j + 1, false})
			}
		}
	}
	return cues
}

// makingCues reads places being made into something: "on retape la grange pour en faire une salle", "en train d'acheter un bar";
// and what is said to come: "notre future coopérative".
func (s *sentence) makingCues(cues []cue) []cue {
	for j := range s.tokens {
		t := &s.tokens[j]
		switch {
		case t.is("futur", "future", "futurs", "futures") && (s.sectorNear(j) || s.at(j+1).is("cooperative", "association", "asso", "scic", "scop", "lieu",
			"local", "gerant", "gerante", "gerants", "associe", "associes", "exploitation", "entreprise")):
			cues = append(cues, cue{"creation", j, j + 1, false})
		case s.isVerb(t, "retaper", "renover", "amenager", "restaurer", "rehabiliter", "acheter", "racheter", "transformer") && s.making(j):
			cues = append(cues, cue{"creation", j, j + 1, false})
		}
	}
	return cues
}

// making reports whether the verb at j is told as going on or just done, for a project that is named.
func (s *sentence) making(j int) bool {
	named := false
	for k := j + 1; k < j+10 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		named = named || s.tokens[k].is("en") && s.isVerb(&s.tokens[j], "transformer") && s.sectorNear(k+1) || s.tokens[k].is("pour") && (s.at(k+1).is("en", "y") || s.isVerb(s.at(k+1), "faire", "ouvrir", "creer", "monter"))
	}
	going := s.at(j-1).is("de", "d") && s.at(j-2).is("train")
	justDone := s.at(j-1).is("de", "d") && s.isVerb(s.at(j-2), "venir")
	ours := s.at(j-1).is("on", "nous", "je", "j") && s.isFinite(&s.tokens[j])
	if s.denialOf(j, j+1) != affirmed {
		return false
	}
	return named && (going || justDone || ours) || going && s.sectorNear(j+1)
}

// spell reports whether a length of time ends at j: "six mois".
func (s *sentence) spell(j int) bool {
	return s.at(j).is("mois", "semaines", "semaine", "jours") || s.at(j+1).is("mois", "semaines", "semaine", "jours")
}

// comes reports whether a time to come is told among the tokens from i: "en mai", "dans deux mois", "le mois prochain", "bientôt".
func (s *sentence) comes(i int) bool {
	first := max(i, 0)
	for j := first; j < i+6 && j < len(s.tokens) && (j == first || s.tokens[j].before < stop); j++ {
		t, next := s.at(j), s.at(j+1)
		switch {
		case t.is("bientot", "demain", "prochain", "prochaine", "prochainement", "prevue", "prevu", "imminente", "imminent", "incessamment"):
			return true
		case t.is("dans"):
			_, to, counts := count(s.tokens, j+1)
			if counts && s.at(to).is("an", "ans", "mois", "semaine", "semaines", "jour", "jours") || next.is("quelques", "l") && s.at(j+2).is("mois",
				"semaines", "jours", "annee") {
				return true
			}
		case t.is("en", "au", "a", "debut", "fin", "mi", "courant", "d", "ce") || t.digits() || s.month(t):
			if t.is("a") && next.is("la") && s.at(j+2).is("rentree", "toussaint", "pentecote") || t.is("en") && next.is("fin") && s.at(j+2).is("annee") {
				return true
			}
			if s.month(t) && j == first && !next.digits() || !s.at(j-1).is("depuis") && s.month(next) && !s.at(j+2).digits() {
				return true
			}
		}
	}
	return false
}

// month reports whether a token is a month or a season.
func (s *sentence) month(t *token) bool {
	return t.is("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
		"printemps", "automne", "ete", "hiver", "rentree", "janvie", "fevrie")
}
