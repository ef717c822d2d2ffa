package understand

import "slices"

// demandCues reads an activity that outgrows itself: "nos ventes ont triplé", "la commune d'à côté nous demande de venir", "60
// familles en attente", "plus assez de place".
func (s *sentence) demandCues(cues []cue) []cue {
	for j := range s.tokens {
		if s.taken[j] {
			continue
		}
		if to := max(s.soars(j), s.asked(j), s.outgrown(j), s.waits(j)); to > j {
			cues = append(cues, cue{"development", j, to, false})
		}
	}
	return cues
}

// soars returns the end of a figure of the activity at j that rises fast; 0 when there is none.
func (s *sentence) soars(j int) int {
	if !named(s.at(j), "vente", "commande", "demande", "visiteur", "adherent", "frequentation", "chiffre", "ca", "inscription", "client", "clientele", "abonne",
		"activite", "production", "usager", "public", "membre", "reservation", "entree", "panier", "adhesion", "eleve", "besoin", "licencie", "nombre", "inscrit", "taille", "balade", "visite", "sortie", "stage", "spectateur") || named(s.at(j-1), "nouveau") || s.at(j).is("nombre") && !named(s.at(j+2), "adherent", "licencie", "inscrit", "client", "usager", "membre", "eleve", "famille", "abonne", "visiteur", "commande", "demande") {
		return 0
	}
	for k := j + 1; k < j+6 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		t := s.at(k)
		if t.is("pour", "et", "mais", "charges", "pas", "plus", "prix", "cout", "couts") {
			return 0
		}
		if s.isVerb(t, "doubler", "tripler", "quadrupler", "exploser", "decupler", "affluer", "pleuvoir", "grimper", "bondir", "envoler", "deborder") && !looksInfinitive(t.word) {
			return k + 1
		}
	}
	return 0
}

// asked returns the end of a request, told at j, that others elsewhere make of those who speak: "d'autres villages voudraient la
// même chose", "la commune voisine nous réclame"; 0 when there is none.
func (s *sentence) asked(j int) int {
	if !named(s.at(j), "commune", "village", "mairie", "ecole", "ville", "vallee", "territoire", "canton", "maire", "collectivite", "hopital", "communaute", "entreprise",
		"departement", "cantine", "ehpad", "creche", "groupe", "association", "asso", "restaurant", "bourg", "agglo", "quartier", "gens", "habitant", "college") || !s.ofOthers(j) {
		return 0
	}
	wants := 0
	for k := j + 1; k < j+12 && k < len(s.tokens) && s.tokens[k].before < stop; k++ {
		t := s.at(k)
		if wants == 0 && s.isVerb(t, "demander", "vouloir", "reclamer", "solliciter", "contacter", "appeler", "souhaiter", "aimer", "attendre", "proposer", "inviter") && s.denialOf(k, k+1) == affirmed {
			wants = k
			if s.at(k-1).is("nous") || s.at(k-2).is("nous") && s.isVerb(s.at(k-1), "avoir") {
				return k + 1
			}
			continue
		}
		if wants > 0 && (t.is("nous", "meme", "pareil") || s.ours(k) || t.is("on") && s.at(k-1).is("qu", "que")) {
			return k + 1
		}
	}
	return 0
}

// ofOthers reports whether the noun at i is of others than those who speak: "la commune voisine", "trois mairies", "d'autres écoles".
func (s *sentence) ofOthers(i int) bool {
	p, n := s.at(i-1), s.at(i+1)
	if p.is("autre", "autres", "plusieurs", "quelques") || s.at(i-2).is("plusieurs", "autres") || n.is("voisin", "voisine", "voisins", "voisines", "alentour", "autour", "proche", "proches",
		"limitrophe", "limitrophes", "environnantes", "environnants") {
		return true
	}
	if p.digits() && p.number >= 2 || p.is("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "dix") {
		return true
	}
	for k := i + 1; k < i+6; k++ {
		if s.at(k).is("cote", "environs", "alentours", "voisin", "voisine", "voisines", "coin") && !s.at(k-1).is("le") {
			return true
		}
	}
	return false
}

// exceeds reports whether more of a thing is told than there is to meet it, from "plus" at j: "plus de commandes que de mains".
func (s *sentence) exceeds(j int) bool {
	if !s.at(j).is("plus") || !s.at(j+1).is("de", "d") || !s.at(j-1).is("a", "avons", "ai", "recoit", "recevons") {
		return false
	}
	for k := j + 3; k < j+6; k++ {
		if s.at(k).is("que", "qu") && s.at(k+1).is("de", "d") {
			return !s.at(k+2).is("recettes", "revenus", "ressources", "benevoles", "clients", "rentrees")
		}
	}
	return false
}

// outgrown returns the end of a room or means at j that no longer suffices: "plus assez de place", "trop petit pour la demande", "un
// atelier plus grand"; 0 when there is none.
func (s *sentence) outgrown(j int) int {
	t, next := s.at(j), s.at(j+1)
	switch {
	case s.exceeds(j):
		return j + 3
	case s.isVerb(t, "doubler", "tripler", "quadrupler") && s.ours(j+1) && s.at(j+2).is("adherents", "ventes", "clients", "production", "chiffre", "capacite", "surface", "membres"):
		return j + 3
	case t.is("assez") && next.is("de", "d") && s.at(j+2).is("place", "stock", "capacite", "machines", "places", "produits", "production"), t.is("assez") && next.is("de") && s.at(j+2).is("bras", "mains") && s.at(j+3).is("pour") && s.isVerb(s.at(j+4), "suivre", "repondre", "fournir", "livrer", "honorer", "satisfaire", "produire"):
		if s.at(j-1).is("plus") || s.at(j-1).is("pas") && (s.voiced(j) || s.at(j+3).is("pour")) {
			return j + 3
		}
	case t.is("trop") && next.is("petit", "petite", "petits", "petites", "etroit", "exigu", "exigue", "juste") && s.at(j+2).is("pour", "maintenant", "aujourd") && !s.at(j+3).is("que"):
		if s.ours(j-3) || s.ours(j-2) || s.ours(j-4) || s.at(j+4).is("demande") {
			return j + 2
		}
	case t.is("plus") && next.is("grand", "grande", "grands", "grandes", "spacieux", "spacieuse", "vaste", "vastes", "gros", "grosse"):
		if named(s.at(j-1), "atelier", "local", "locaux", "lieu", "batiment", "four", "salle", "boutique", "magasin", "camion", "espace", "cuisine", "laboratoire", "labo",
			"entrepot", "hangar", "serre", "machine", "equipe", "vehicule") || s.at(j-1).is("pour") && s.at(j-2).is("local", "lieu", "locaux") {
			return j + 2
		}
	}
	return 0
}

// waits returns the end of people who wait for a place, told at j: "60 familles en attente"; 0 when there is none.
func (s *sentence) waits(j int) int {
	if named(s.at(j), "famille", "enfant", "personne", "gens", "client", "adherent", "demande", "commande", "inscription", "candidat", "producteur", "foyer", "usager",
		"commune", "eleve", "jeune", "senior", "artisan", "monde") && (s.at(j+1).is("en") && s.at(j+2).is("attente") ||
		s.isVerb(s.at(j+1), "attendre") && (s.at(j+2).is("une", "leur", "un") || s.at(j+2).before >= comma) && s.countedAt(j-1)) {
		return j + 3
	}
	return 0
}

// countedAt reports whether a number from two on stands at i: "20", "vingt".
func (s *sentence) countedAt(i int) bool {
	if i < 0 || i >= len(s.tokens) {
		return false
	}
	n, _, found := count1(s.tokens, i)
	return found && n > 1
}

// setupCues reads the steps of a setting up: "on attend le kbis", "nos statuts sont chez l'avocat", "les travaux sont en cours".
func (s *sentence) setupCues(cues []cue) []cue {
	for j := range s.tokens {
		if s.taken[j] {
			continue
		}
		if to := max(s.stepDoing(j), s.stepDone(j), s.starts(j)); to > j {
			cues = append(cues, cue{"creation", j, to, false})
		}
	}
	return cues
}

// stepNoun reports whether a token is a paper, a permission, money or a place that a beginning needs.
func (s *sentence) stepNoun(i int) bool {
	t := s.at(i)
	if named(t, "kbis", "recepisse", "previsionnel", "bail", "compromis", "pacte", "siret", "siren", "notaire", "permi", "immatriculation", "statut", "capital", "architecte", "maquette",
		"preemption", "safer", "kbi", "siege") {
		return true
	}
	next := s.at(i + 1)
	switch {
	case t.is("plan", "plans"):
		return next.is("de") && s.at(i+2).is("financement", "affaires") || next.is("d") && s.at(i+2).is("affaires")
	case t.is("etude", "etudes"):
		return next.is("de") && s.at(i+2).is("marche", "faisabilite", "sol")
	case t.is("fonds"):
		return next.is("de") && s.at(i+2).is("commerce")
	case t.is("business"):
		return next.is("plan")
	case t.is("ag", "assemblee"):
		return next.is("constitutive", "fondatrice") || s.at(i-1).is("premiere") || s.at(i+2).is("constitutive")
	case t.is("pret", "prets"):
		return s.at(i-1).is("le", "un", "notre", "mon", "du") && !next.is("a", "de")
	case t.is("gerance"), t.is("licence") && s.at(i-1).is("la"):
		return true
	case t.is("agrement"):
		return true
	}
	return false
}

// stepDoing returns the end of a step that those who speak do, from its verb at j: "on bosse sur les statuts"; 0 when there is none.
func (s *sentence) stepDoing(j int) int {
	t := s.at(j)
	if !t.is("eu") && !s.isVerb(t, "signer", "attendre", "deposer", "ecrire", "rediger", "finaliser", "boucler", "constituer", "preparer", "relire", "bosser", "travailler", "terminer", "finir", "remplir",
		"recevoir", "obtenir", "valider", "negocier", "faire", "peaufiner", "avancer", "passer", "prendre", "lancer", "monter", "choisir", "reunir", "acheter") || s.denialOf(j, j+1) == denied {
		return 0
	}
	if !s.mineBefore(j) {
		return 0
	}
	for k := j + 1; k < j+6 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		switch {
		case s.stepNoun(k):
			if s.at(k).is("agrement", "licence", "gerance", "pret") && s.running() || s.at(k).is("statuts") && s.at(k-1).is("nouveaux", "modele", "de", "exemple") {
				return 0
			}
			return k + 1
		case s.lang.words[s.tokens[k].word]&closed == 0 && !s.at(k).is("premier", "premiere", "dernier", "derniere", "nouveau"):
			return 0
		}
	}
	return 0
}

// mineBefore reports whether the verb at i is done, or going to be done, by those who speak.
func (s *sentence) mineBefore(i int) bool {
	for j := i - 1; j >= 0 && j >= i-6 && s.tokens[j+1].before < comma; j-- {
		switch t := s.at(j); {
		case t.is("on", "nous", "je", "j"):
			return true
		case t.is("comment", "vous", "tu", "faut", "pour", "ou", "besoin", "aide", "aider", "veux", "voudrais", "voudrait", "veut", "aimerais"):
			return false
		}
	}
	return false
}

// stepDone returns the end of a step told of its noun at j: "nos statuts sont chez l'avocat", "l'agrément est en attente"; 0 when
// there is none.
func (s *sentence) stepDone(j int) int {
	works := s.at(j).is("travaux", "chantier") && !s.voicedWorks(j)
	if !works && !s.stepNoun(j) && !named(s.at(j), "plan", "local", "nom", "licence", "dossier") {
		return 0
	}
	for k := j + 1; k < j+6 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		t := s.at(k)
		if t.is("qui", "que", "quoi", "quel", "quand", "pas") {
			return 0
		}
		if s.at(j).is("bail") && s.isVerb(t, "commencer", "demarrer", "debuter") {
			return k + 1
		}
		if works && (s.isVerb(t, "avancer", "commencer", "demarrer", "debuter", "finir") || t.is("cours")) {
			return k + 1
		}
		if !works && s.isVerb(s.at(k-1), "etre") && t.is("prets", "pret", "depose", "deposes", "deposee", "signe", "signes", "faits", "fait", "faite", "valide", "valides", "validee", "accorde",
			"accordee", "demande", "demandee", "choisi", "choisis", "trouve", "chez", "rediges", "ecrits", "boucle", "passee", "acceptee", "ecrit", "termine", "terminee") {
			return k + 1
		}
		if !works && t.is("cours", "attente") && s.at(k-1).is("en") && s.isVerb(s.at(k-2), "etre") {
			return k + 1
		}
	}
	return 0
}

// voicedWorks reports whether the works at j are those of something else: "les travaux de la mairie".
func (s *sentence) voicedWorks(j int) bool {
	return s.at(j+1).is("de", "du", "des", "d", "chez") && !s.sectorNear(j+2) || s.at(j-1).is("des", "de", "du")
}

// starts returns the end of a beginning at j whose date is told: "je commence dans deux mois", "on démarre en avril"; 0 when there
// is none.
func (s *sentence) starts(j int) int {
	if s.isVerb(s.at(j), "commencer", "demarrer", "debuter", "ouvrir", "emmenager") && s.isFinite(&s.tokens[j]) && s.at(j-1).is("je", "on", "nous", "j") && s.comes(j+1) &&
		!s.done(j) && !slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "employs" }) {
		return j + 1
	}
	return 0
}
