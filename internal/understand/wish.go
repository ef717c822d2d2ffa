package understand

import "slices"

// wishCues reads wishes that name what is wished for without a verb of beginning: "j'aimerais une épicerie dans mon village", "on
// veut faire un gîte", "et si on en faisait un atelier".
func (s *sentence) wishCues(cues []cue) []cue {
	for j := range s.tokens {
		if s.taken[j] || !s.wishes(j) {
			continue
		}
		if to := s.wishedThing(j); to > j {
			cues = append(cues, cue{"idea", j, to, false})
			continue
		}
		for _, h := range s.hits {
			near := h.from > j && h.from-j < reach+4 && !s.stops(j+1, h.from)
			if near && h.slot == "sector" && !(h.weak && (s.at(h.from).is("visiter") || s.wanting(j))) && h.denial == affirmed && s.wishOfProject(j, h.from) {
				cues = append(cues, cue{"idea", j, h.to, false})
				break
			}
		}
	}
	return cues
}

// wishes reports whether a wish begins at j.
func (s *sentence) wishes(j int) bool {
	t := &s.tokens[j]
	switch {
	case s.isVerb(t, "pouvoir"):
		return s.wishing(t) && s.at(j-1).is("on", "je", "nous") && (s.at(j-2).is("si") || s.thinking(j-1) || s.makes(j+1) > j)
	case s.isVerb(t, "falloir") && s.at(j-1).is("en"): // "il en faudrait une"
		return false
	case s.wishing(t), s.tentative(j), s.wanting(j):
		return true
	case t.is("serait", "ferait") && s.at(j-1).is("ce", "ca", "c") || t.is("dirait", "brancherait", "botterait", "plairait") && s.at(j-1).is("me", "nous"):
		return !(s.at(j+2).is("que") && s.otherNoun(j+4)) && s.at(j+1).is("bien", "chouette", "cool", "genial", "super", "top", "sympa", "pas", "formidable", "beau", "interessant", "tentant", "drole",
			"vraiment", "trop", "tres")
	case t.is("si") && s.at(j-1).is("et"), t.is("pourquoi") && s.at(j+1).is("on", "ne", "nous"):
		return s.supposed(j)
	}
	return false
}

// thinking reports whether "je me dis que", "on se demandait si" stands before the token at i.
func (s *sentence) thinking(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if s.isVerb(&s.tokens[j], "dire", "demander", "penser", "imaginer") {
			return s.at(j-1).is("me", "m", "se", "s", "nous", "je", "on")
		}
	}
	return false
}

// supposed reports whether a supposition in the imperfect or the conditional follows "et si", "pourquoi": "et si on en faisait".
func (s *sentence) supposed(i int) bool {
	subject := false
	for j := i + 1; j < i+6 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		t := &s.tokens[j]
		subject = subject || t.is("on", "je", "j", "nous")
		if subject && s.isVerb(t, "faire", "avoir", "mettre", "prendre", "transformer", "installer", "tenter", "imaginer", "acheter") {
			return slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&(imperfect|conditional) != 0 })
		}
	}
	return false
}

// wanting reports whether people say at j that they want: "on veut", "nous voulons", "les habitants veulent", "j'ai toujours voulu".
func (s *sentence) wanting(j int) bool {
	t := &s.tokens[j]
	if s.denialOf(j, j+1) != affirmed {
		return false
	}
	switch {
	case t.is("veux", "voulons"):
		return !s.at(j - 1).is("tu")
	case t.is("veut"):
		return s.at(j-1).is("on", "qui", "y") || s.ofPeople(j)
	case t.is("veulent"):
		return s.at(j-1).is("certains", "qui") || s.ofPeople(j)
	case t.is("souhaite", "souhaitons", "souhaitent", "desire", "desirons", "espere", "esperons", "ambitionne", "ambitionnons"):
		return s.at(j-1).is("je", "j", "on", "nous", "qui") || s.ofPeople(j)
	case t.is("imagine", "imaginent", "imaginons", "reve", "revent", "projetons", "projettent", "projette") && s.at(j+1).is("un", "une", "d", "de"):
		return s.ofPeople(j) || s.at(j-1).is("nous", "on")
	case t.is("compte", "comptons", "projette", "projetons", "prevoit", "prevois", "prevoyons", "vise", "visons"):
		k := j + 1
		for s.at(k).is("y", "en", "bien", "de", "d", "a", "tous") {
			k++
		}
		return s.at(j-1).is("je", "j", "on", "nous") && looksInfinitive(s.at(k).word)
	case t.is("voulu"):
		return s.someBefore(j, "toujours")
	case t.is("vouloir"):
		return s.isAt(j - 1)
	}
	return false
}

// ofPeople reports whether the words of a holder stand just before the verb at j.
func (s *sentence) ofPeople(j int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "holder" && h.to <= j && h.to >= j-2 })
}

// wishedThing returns the end of something wished for that needs no sector to be a project: "la même", "le sauver", "restaurer le
// moulin", "une lunetterie partagée"; j when there is none.
func (s *sentence) wishedThing(j int) int {
	switch {
	case s.tentative(j):
		return j
	case s.isVerb(&s.tokens[j], "pouvoir"):
		return s.couldDo(j)
	}
	k := j + 1
	for k < len(s.tokens) && s.tokens[k].before < comma && s.tokens[k].is("bien", "aussi", "tous", "toutes", "vraiment", "ensemble", "donc", "le", "la",
		"l", "les", "y", "en", "se", "s", "faire") {
		if s.tokens[k].is("la", "le", "faire", "les") && s.at(k+1).is("meme", "memes", "pareil") && !s.at(k+2).is("chose") {
			return k + 2
		}
		k++
	}
	t, next := s.at(k), s.at(k+1)
	switch {
	case t.before >= comma:
	case t.is("pareil"):
		return k + 1
	case looksInfinitive(t.word) && s.isVerb(t, "restaurer", "rehabiliter", "rallumer", "ressusciter", "sauver", "ranimer", "retaper", "batir", "construire"):
		if canonical(next.word) != "mon" {
			return k + 1
		}
	case t.is("former", "constituer") && next.is("un", "une") && s.at(k+2).is("groupement", "cooperative", "association", "asso", "reseau", "entreprise", "scop", "scic"):
		return k + 3
	case t.is("un", "une", "des", "1") && s.lang.words[next.word]&(closed|adjective) == 0:
		return s.projectNoun(j, k)
	}
	return j
}

// projectNoun returns the end of the article at k and of a noun that makes a project of a wish at j, by itself or by its adjective:
// "une pirogue scolaire associative", "un abri"; j when it does not.
func (s *sentence) projectNoun(j, k int) int {
	for n := k + 2; n <= k+3 && s.at(n).before < comma; n++ {
		if s.at(n).is("partage", "partagee", "partages", "partagees", "collectif", "collective", "cooperatif", "cooperative", "solidaire",
			"solidaires", "associatif", "associative", "participatif", "participative", "itinerant", "itinerante", "ambulant", "ambulante",
			"mutualise", "mutualisee", "citoyen", "citoyenne", "autogere", "autogeree") {
			return n + 1
		}
	}
	if s.at(k+1).is("case", "abri", "refuge", "foyer", "kiosque", "halle", "cabane", "guinguette", "dispensaire", "scierie", "conserverie", "cirque", "manege") {
		return k + 2
	}
	return j
}

// couldDo returns the end of what one thinks one could do: "je me dis que je pourrais emmener les voisines"; j when nothing is told.
func (s *sentence) couldDo(j int) int {
	if s.thinking(j - 1) {
		return max(j, s.makes(j+1))
	}
	return j
}

// makes returns the end of a verb that makes or offers something, in the infinitive, which stands at i pronouns aside; 0 for none.
func (s *sentence) makes(i int) int {
	k := i
	for s.at(k).is("bien", "le", "la", "l", "les", "y", "en", "tous", "peut", "etre", "aussi") {
		k++
	}
	t := s.at(k)
	if looksInfinitive(t.word) && s.isVerb(t, "emmener", "conduire", "transporter", "faire", "vendre", "proposer", "accueillir", "garder", "produire", "cultiver",
		"loger", "heberger", "organiser", "animer", "livrer", "cuisiner", "reparer", "louer", "acheter", "racheter", "reprendre", "planter", "elever",
		"installer", "mettre", "transformer", "partager", "mutualiser", "fabriquer") {
		return k + 1
	}
	return 0
}

// roomOnly reports whether what is wished for at i is a room for what runs already, or for a private day: "une salle pour répéter".
func (s *sentence) roomOnly(i int) bool {
	return s.at(i).is("lieu", "endroit", "salle") && s.at(i+1).is("pour") &&
		(s.running() || s.at(i+3).is("mariage", "anniversaire", "bapteme", "communion", "vacances"))
}

// wishOfProject reports whether the words between a wish and what it names make a project of it, not a search for help.
func (s *sentence) wishOfProject(j, at int) bool {
	want := s.wanting(j)
	if s.roomOnly(at) || s.roomOnly(at+1) {
		return false
	}
	if s.at(j-1).is("je", "j") && s.at(j+1).is("un", "une", "mon", "ma") && s.at(j+2).is("logement", "appartement", "emploi", "travail", "medecin", "docteur",
		"place", "taxi", "bus", "train", "dentiste", "velo", "voiture") {
		return false // wanted for oneself
	}
	for k := j + 1; k < at; k++ {
		t := &s.tokens[k]
		if s.isVerb(t, "trouver", "savoir", "rencontrer", "connaitre", "obtenir", "comprendre", "etre", "chercher", "consolider",
			"developper", "former", "visiter", "aider", "agrandir", "garder", "embaucher", "financer", "parler", "quitter", "donner", "recruter",
			"contacter", "rejoindre", "travailler", "apprendre", "voir", "echanger", "discuter", "adherer", "inscrire", "reserver",
			"changer", "continuer", "recevoir", "demander", "participer", "payer", "adapter", "ameliorer") && len(t.verbs) == 1 {
			return false
		}
		if t.is("fermer", "arreter", "licencier", "passer", "jouer", "lire", "repeter") || s.isVerb(&s.tokens[j], "falloir") && at-j > 5 || s.isVerb(&s.tokens[j], "falloir") && (named(t, "encadrant", "benevole", "comedien", "gens", "animateur", "monde", "responsable", "salarie", "directeur", "directrice", "vendeur", "vendeuse", "cuisinier", "formateur") || s.established()) {
			return false
		}
		if t.is("information", "informations", "info", "infos", "renseignement", "renseignements", "aide", "conseil", "conseils", "numero", "adresse", "exemple", "exemples", "liste", "devis", "date",
			"local", "subvention", "subventions", "accompagnement", "contact", "contacts", "reponse", "rendez", "avis") || t.is("que", "qui",
			"qu") && s.at(k+1).is("vous", "tu", "quelqu", "peut", "pourrait", "soit") || t.is("qu") && s.at(k+1).is("on") && s.at(k+2).is("m", "me", "nous") || canonical(t.word) == "mon" && (want || k == at-1) {
			return false
		}
		if t.before >= comma && t.is("on", "je", "j", "nous", "il", "elle", "c", "ca", "personne") || t.is("personne") && s.at(k-1).is("que") {
			return false // "on voudrait que personne ne reste sur le carreau, on monte…"
		}
		if want && (t.is("avec", "dans", "sur", "chez") || t.is("pour") && !s.at(k+1).is("en", "y", "faire", "ouvrir", "creer", "que") || k == j+1 && t.digits()) {
			return false
		}
		for _, h := range s.hits {
			if h.from <= k && k < h.to && (h.slot == "need" && !h.weak || h.slot == "stage" && h.code != "idea" && (want && !h.weak || h.code != "creation")) {
				return false
			}
		}
	}
	return true
}
