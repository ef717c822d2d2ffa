package understand

import "slices"

// holdsOrganisation reads "association", "coopérative", "présidente": the person must have it, be in it or speak for it.
func (s *sentence) holdsOrganisation(h hit) (from int, holds bool) {
	prev := s.at(h.from - 1)
	ours := canonical(prev.word) == "mon"
	changed := ours && s.someVerb(h.from-2, "transformer", "passer", "changer", "faire")
	if s.inAuthority(h) || s.compared(h.from, h.to) || s.tokens[h.from].is("societe") && s.at(h.from-2).is("dans") && !prev.is("ma", "une") {
		return h.from, false
	}
	if s.school(h.from) {
		return s.holdsSchool(h)
	}
	if s.ourPlace(h) || s.placeFront(h.from, h.to) || s.presented(h) || s.related(h) || s.carriesIt(h) || s.headline(h) || s.hires(h.to) {
		return h.from - 1, true
	}
	if (ours && s.oursToCome(h.from) || !ours && s.soughtOrMade(h.from)) && !changed {
		return h.from, false
	}
	if j := s.self(h.from); j >= 0 && !s.former(h.from) && !s.leaves() {
		if s.weAt(j+1) && s.countsAt(j+2) && s.at(h.from-1).is("un", "une", "1") {
			return j, false // "on est trois dans une fanfare et on veut…": the people told say more
		}
		return j, !s.firm(h) || !(s.weAt(j+1) && s.countsAt(j+2)) && !anyIs(s.tokens[j:h.from], "salarie", "salariee", "employe", "employee", "travaille", "bosse", "cadre", "stagiaire")
	}
	head := s.tokens[h.from].is("patron", "patronne", "directeur", "directrice", "gerant", "gerante") || !prev.is("notre") && s.tokens[h.from].is("president", "presidente")
	if ours && (s.at(h.to).is("de") && someone(s.at(h.to+1)) || s.unrelated(h.to)) {
		return h.from, false
	}
	if ours && !s.at(h.from-2).is("a") && !head {
		return h.from - 1, true
	}
	if s.at(h.to).is("c") && s.at(h.to+1).is("est") && s.at(h.to+2).is("moi") {
		return h.from, true
	}
	if j := s.having(h.from); j >= 0 {
		return j, true
	}
	switch {
	case prev.is("pour") && s.looseStructure(h.from) && s.seeks(), s.opens(h.from) && !prev.is("le", "l", "la") && (!prev.is("un", "une") || s.weWish() || s.verblessClause(h.to)) && s.stands(h):
		return h.from, true
	case prev.is("et") && s.isRole(&s.tokens[h.from]) && !slices.ContainsFunc(s.tokens[:h.from-1], func(t token) bool { return s.isFinite(&t) && !t.is("a", "garde") }):
		return h.from, true
	case s.someVerb(h.from-2, "devenir") && s.done(h.from-2):
		return h.from - 2, true
	case s.severalOf(h.from) && s.wants(h.to) && !s.others():
		return h.from, true
	case s.opens(h.from) && s.wants(h.to) && !s.others(), prev.is("le", "l", "la", "les") && !s.isRole(&s.tokens[h.from]) && !(prev.is("les") && s.looseStructure(h.from)) && s.acts(h.to) && !s.others():
		return h.from - 1, true
	}
	return h.from, false
}

// inAuthority reports whether the role at h is held in a town hall: "vice-présidente d'une communauté d'agglo".
func (s *sentence) inAuthority(h hit) bool {
	if !s.isRole(&s.tokens[h.from]) {
		return false
	}
	return slices.ContainsFunc(s.hits, func(o hit) bool {
		return o.slot == "holder" && o.code == "authority" && o.from >= h.to && o.from < h.to+reach && !slices.ContainsFunc(s.tokens[h.to:o.from], func(t token) bool {
			return t.before >= comma || t.is("et", "avec", "mais", "qui")
		})
	})
}

// looseStructure reports whether the word at i names a structure without telling which: "l'asso".
func (s *sentence) looseStructure(i int) bool {
	return s.tokens[i].is("asso", "association", "assoc", "structure", "club", "scic", "scop", "cooperative", "coop", "amicale", "boite", "entreprise",
		"associations", "assos", "entreprises", "structures", "cooperatives")
}

// seeks reports whether the text begins with what is looked for: "cherche local pour asso".
func (s *sentence) seeks() bool {
	return s.tokens[0].is("cherche", "recherche", "cherchons", "besoin", "aide") || s.at(1).is("cherche", "recherche", "cherchons")
}

// ourPlace reports whether the structure is told as the place from which people speak: "avec l'asso on voudrait", "dans
// l'asso on est fatigués".
func (s *sentence) ourPlace(h hit) bool {
	det := s.at(h.from - 1)
	if !s.at(h.from-2).is("avec", "dans", "a", "chez") || !det.is("le", "la", "l") && canonical(det.word) != "mon" {
		return false
	}
	if canonical(det.word) != "mon" && (!s.looseStructure(h.from) || s.firm(h)) {
		return false
	}
	if s.someVerb(h.from-3, "travailler", "passer", "aller", "penser", "parler") {
		return false
	}
	if canonical(det.word) == "mon" {
		return true
	}
	from, to := s.sentenceOf(h.from)
	return anyIs(s.tokens[max(from, h.from-8):min(to, h.to+4)], "on", "nous")
}

// placeFront reports whether the structure of the tokens from and to (excluded) opens a clause as the place from which people
// speak: "à la MJC on voudrait", "dans notre recyclerie on manque de place".
func (s *sentence) placeFront(from, to int) bool {
	j := from - 1
	if s.at(j).is("la", "l", "le", "notre", "nos", "mon", "ma") {
		j--
	}
	if !s.at(j).is("au", "dans", "chez") && !s.isAt(j) || !s.fronted(j) && !s.at(j-1).is("nous") {
		return false
	}
	for k := to; k < to+4 && k < len(s.tokens) && s.tokens[k].before < stop; k++ {
		if s.at(j-1).is("nous") && s.tokens[k].is("manquons", "voulons", "cherchons", "souhaitons", "aimerions", "voudrions", "reflechissons", "envisageons", "avons") {
			return true
		}
		if s.tokens[k].is("on", "nous") {
			return s.willing(k+1) && !s.at(k+1).is("propose", "proposent") || s.someVerb(k+1, "manquer", "perdre", "deborder", "essouffler", "galerer", "demarrer", "organiser", "tester", "commencer", "accueillir") || s.at(k+1).is("a",
				"est", "s", "n", "se", "ne") && !s.at(k+2).is("m", "dit", "propose", "me", "nous", "vous")
		}
	}
	return false
}

// presented reports whether the text presents the structure as the one that speaks: "c'est l'asso du moulin", "ici le foyer
// rural", "c'est pour notre club".
func (s *sentence) presented(h hit) bool {
	j := h.from - 1
	if s.at(j).is("nous") && s.tokens[h.from].before == comma {
		return s.opens(j)
	}
	if !s.at(j).is("le", "la", "l", "notre", "mon", "ma") {
		return false
	}
	if s.at(j - 1).is("pour") {
		j--
	}
	if s.at(j-1).is("ici", "nous") {
		return s.opens(j-1) || j == 1
	}
	return s.at(j-1).is("est") && s.at(j-2).is("c") && s.opens(j-2) && !s.helps(h.to) && !slices.ContainsFunc(s.tokens[h.to:min(len(s.tokens), h.to+3)], func(t token) bool { return t.is("qui", "que", "ou") })
}

// firm reports whether the structure is a firm like any other, where people work without carrying its projects.
func (s *sentence) firm(h hit) bool {
	return s.tokens[h.from].is("entreprise", "boite", "societe", "usine", "hopital", "pme", "tpe", "sas", "sarl", "eurl", "ehpad", "lycee", "maison")
}

// carriesIt reports whether the text says outright that the structure carries the project: "porté par la MJC", "c'est la mairie
// qui porte le projet".
func (s *sentence) carriesIt(h hit) bool {
	j := h.from - 1
	if s.at(j).is("le", "la", "l", "les", "un", "une", "notre", "mon", "ma") {
		j--
	}
	if s.at(j).is("par") {
		employed := s.at(j-1).is("employe", "employee", "embauche", "embauchee", "recrute", "recrutee", "salarie", "salariee", "missionne", "missionnee", "mandate", "mandatee")
		return s.at(j-1).is("porte", "portee", "portes", "pilote", "pilotee", "mene", "menee") || employed && !s.leaves() && !s.firm(h) && (s.opens(j-1) || s.at(j-2).is("suis") || s.tokens[j-1].before >= comma)
	}
	return s.at(h.to).is("qui") && s.at(h.to+1).is("porte", "portent", "pilote", "mene") && s.at(j).is("est")
}

// hires reports whether the structure that ends at i is told as the employer of the person: "la mairie m'a recrutée".
func (s *sentence) hires(i int) bool {
	if !s.at(i).is("m", "me") {
		return false
	}
	for j := i + 1; j < i+3; j++ {
		if s.someVerb(j, "employer", "recruter", "embaucher", "nommer", "missionner", "salarier", "engager") {
			return true
		}
	}
	return false
}

// headline reports whether the text begins with the structure as with a letterhead, and people speak after it: "mission locale
// du Lot : nous cherchons…", "SCIC à Die, 45 sociétaires".
func (s *sentence) headline(h hit) bool {
	if h.from > 2 || !s.opens(h.from) || s.at(h.from-1).is("le", "la", "l", "les", "un", "une", "des", "pour") || s.at(h.to).is("ou") || s.others() {
		return false
	}
	for j := h.to; j < len(s.tokens) && j < h.to+14; j++ {
		if (s.finiteHere(j) || s.at(j).is("s", "se", "ne", "n")) && !s.taken[j] && !slices.ContainsFunc(s.tokens[h.to:j], func(t token) bool { return t.before >= comma }) {
			return false // a letterhead has no verb: "notre mairie refuse, on est trente"
		}
		if s.tokens[j].before >= comma && s.tokens[j].is("on", "nous") && len(s.at(j+1).verbs) > 0 && !s.at(j+1).is("m", "me", "peut") {
			return true
		}
		if _, next, counted := count(s.tokens, j); counted && s.tokens[j].before >= comma && s.at(next).is("salaries", "salariees", "adherents", "benevoles", "societaires", "licencies", "membres", "places") {
			return true
		}
	}
	return false
}

// oursToCome reports whether the structure that people call theirs, at i, is still to be made: "créer notre coopérative", "quel
// statut pour mon entreprise".
func (s *sentence) oursToCome(i int) bool {
	for j := i - 1; j >= 0 && j >= i-6 && s.tokens[j+1].before < comma; j-- {
		if s.someVerb(j, "creer", "monter", "fonder", "lancer", "constituer", "ouvrir", "choisir", "demarrer", "quitter", "immatriculer", "domicilier", "installer", "demissionner") {
			return !s.done(j) || s.someVerb(j, "quitter", "demissionner")
		}
		if s.tokens[j].is("projet", "idee", "statut", "forme", "nom", "futur", "future", "creation") {
			return true
		}
		if s.tokens[j].is("dans", "avec", "chez") {
			return false
		}
	}
	return false
}

// related reports whether a clause tells that the person works in the structure: "l'association où je suis
// bénévole", "l'asso que je préside".
func (s *sentence) related(h hit) bool {
	for j := h.to; j < h.to+7 && j < len(s.tokens); j++ {
		if j > h.to && s.tokens[j-1].is("et", "mais", "que", "qui") || j > h.to+2 && s.isFinite(&s.tokens[j-1]) && !s.taken[j-1] && s.tokens[j].before < comma {
			return false
		}
		if s.firm(h) && s.at(j+2).is("travaille", "bosse") {
			return s.wants(j + 3)
		}
		if s.at(j).is("que", "dont", "ou", "laquelle", "lequel", "qu") && s.at(j+1).is("je", "j", "on", "nous") {
			return s.at(j+2).is("fais") && s.at(j+3).is("partie") || s.at(j+2).is("m", "nous") && s.at(j+3).is("occupe", "occupons") || s.at(j+2).is("suis", "preside", "presidons", "dirige", "dirigeons", "travaille", "travaillons", "bosse", "bossons", "enseigne", "enseignons", "intervient", "interviens", "anime", "animons", "gere", "gerons",
				"milite", "coordonne", "administre", "sommes", "represente") || s.at(j+2).is("ai", "a", "avons") && s.someVerb(j+3, "creer", "fonder", "monter")
		}
	}
	return false
}

// others reports whether the text is told by one person, for whom a structure that acts is somebody else's, or by people whom
// it helps.
func (s *sentence) others() bool {
	return slices.ContainsFunc(s.tokens, func(t token) bool { return t.is("je", "j", "mon", "ma", "mes", "moi") })
}

// leaves reports whether the person tells of going away from where they work: "je suis salarié et je veux changer de vie".
func (s *sentence) leaves() bool {
	for i := range s.tokens {
		if s.someVerb(i, "quitter", "demissionner", "plaquer", "reconvertir") || s.tokens[i].is("reconversion") ||
			s.someVerb(i, "changer") && s.at(i+1).is("de") && s.at(i+2).is("vie", "metier", "voie", "travail", "boulot") ||
			s.someVerb(i, "lancer", "installer") && s.at(i-1).is("me", "m") {
			return true
		}
	}
	return false
}

// acts reports whether the structure that ends at i is told as living and working: "tient une buvette", "a quinze ans".
func (s *sentence) acts(i int) bool {
	for j := i; j < i+9 && j < len(s.tokens) && (s.tokens[j].before < comma || j == i); j++ {
		t := &s.tokens[j]
		switch {
		case j == i && t.before >= comma, t.is("nous", "me", "m", "vous", "te", "t", "qui", "que", "dont", "avec", "car", "mais", "ou", "il", "elle", "on", "je", "cote", "voisin", "voisine"):
			return false
		case s.taken[j], !s.isFinite(t), s.at(j-1).is("de", "d", "du", "des", "la", "le", "un", "une", "au") || s.at(j-1).is("l") && j > i,
			t.raw == "à", t.is("a") && s.at(j+1).before < comma && j+1 < len(s.tokens) && s.taken[j+1]:
			continue
		}
		return s.livelyVerb(j)
	}
	return false
}

// livelyVerb reports whether the finite verb at j tells what a living structure does, has or lacks.
func (s *sentence) livelyVerb(j int) bool {
	t, next := &s.tokens[j], s.at(j+1)
	switch {
	case s.at(j+1).is("nous", "me", "m", "pas") && s.at(j+1).before < comma && !s.isVerb(t, "avoir", "fonctionner", "arriver"):
		return false
	case t.is("vient", "viennent"):
		return next.is("de", "d")
	case t.is("a", "ont", "avait"):
		_, _, counted := count(s.tokens, j+1)
		return counted || next.is("besoin", "du", "deja", "perdu", "grandi", "plus", "pas", "toujours", "des", "embauche", "fete", "failli") ||
			s.someVerb(j+1, "creer", "lancer", "ouvrir", "perdre", "demarrer", "vieillir", "decider", "voter", "racheter", "acheter", "fondre", "monter")
	case t.is("est", "sont", "etait"):
		return next.is("en", "au", "ne", "nee", "fragile", "fatiguee", "epuisee", "installee", "declaree", "creee", "agreee", "reconnue", "fragilisee", "petite", "vieillissante", "menacee") || s.someVerb(j+1, "creer", "installer", "fatiguer", "epuiser")
	}
	return s.isVerb(t, "exister", "gerer", "tenir", "employer", "tourner", "fonctionner", "organiser", "compter", "regrouper", "accueillir",
		"deborder", "grandir", "manquer", "perdre", "risquer", "fatiguer", "vieillir", "animer", "exploiter", "recruter", "essouffler", "porter",
		"marcher", "produire", "developper", "lancer", "vouloir", "souhaiter", "chercher", "faire", "occuper", "former", "distribuer", "fabriquer",
		"cultiver", "envisager", "projeter", "embaucher", "survivre", "peiner", "galerer", "arriver", "reflechir", "prevoir", "aimer", "devoir", "reunir",
		"rassembler", "battre", "vivoter", "rechercher")
}

// someVerb reports whether the token at i is a form of one of the verbs.
func (s *sentence) someVerb(i int, verbs ...string) bool { return s.isVerb(s.at(i), verbs...) }

// stands reports whether a structure that opens the text stands for its author: "asso de parents à Mende", "SCOP de 12 salariés".
func (s *sentence) stands(h hit) bool {
	next := s.at(h.to)
	switch {
	case next.is("de") && s.isNumber(h.to+1):
		return true
	case next.is("de", "d") && s.at(h.to+1).is("aide", "accompagnement", "soutien", "reinsertion") && !s.plural() && !anyIs(s.tokens, "nos", "notre"):
		return false
	case next.is("a") && s.at(h.to+1).is("t", "elle", "le", "droit"):
		return false
	case !s.looseStructure(h.from) && !s.tokens[h.from].is("assos", "associations", "comite", "foyer") || s.helps(h.to):
		return false
	case h.to >= len(s.tokens):
		return len(s.tokens) <= 2 && s.tokens[h.from].is("asso", "association", "assoc", "structure", "entreprise")
	case !s.tokens[h.from].is("asso", "association", "assoc", "club", "amicale", "foyer", "comite"):
		return next.is("de") && s.isNumber(h.to+1) || next.is("en") && s.at(h.to+1).is("difficulte", "difficultes", "crise")
	}
	return s.taken[h.to] || next.digits() || s.isNumber(h.to) || next.capital || s.lang.class(next.word, nil)&adjective != 0 && !next.is("est") || next.is("de", "d", "du",
		"des", "qui", "avec", "en", "dans", "loi", "sans", "a", "depuis", "et", "employeuse", "employeur", "non") || s.weWish()
}

// weWish reports whether "on" or "nous" wants something anywhere in the text.
func (s *sentence) weWish() bool {
	for i := range s.tokens {
		if s.tokens[i].is("on", "nous") && s.willing(i+1) {
			return true
		}
	}
	return false
}

// having returns the token of "j'ai", "on a", "nous avons" before the structure at i, -1 for none.
func (s *sentence) having(i int) int {
	for j := i - 1; j >= 1 && j >= i-5 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		if t.is("ai", "avons") || t.is("a") && s.at(j-1).is("on", "l") && !s.isAt(j) {
			if s.denialOf(i, i+1) != affirmed {
				return -1
			}
			return j - 1
		}
		if t.is("viens", "vient", "venons") && s.at(j+1).is("de", "d") && s.made(j+2) && s.at(j-1).is("je", "on", "nous") {
			return j - 1
		}
		if !t.is("un", "une", "deja", "petite", "petit", "deux", "la", "l", "notre", "chacun", "de", "d") && !s.made(j) {
			return -1
		}
	}
	return -1
}

// made reports whether the token at j tells that something was created: "on a créé une association".
func (s *sentence) made(j int) bool {
	return s.isVerb(&s.tokens[j], "creer", "monter", "fonder", "lancer", "constituer", "ouvrir", "declarer") && s.done(j)
}

// compared reports whether "ou" joins the structure at from to another: what is asked is which to choose.
func (s *sentence) compared(from, to int) bool {
	structure := func(i int) bool {
		return slices.ContainsFunc(s.hits, func(h hit) bool {
			return h.slot == "holder" && h.code == "organisation" && h.from <= i && i < h.to
		})
	}
	next, prev := to+1, from-2
	if s.at(next).is("un", "une", "en", "bien") {
		next++
	}
	entre := s.at(from-1).is("entre") || s.at(from-2).is("entre")
	return (s.at(to).is("ou") || entre && s.at(to).is("et")) && structure(next) || s.at(from-1).is("ou") && structure(prev) || s.at(from-2).is("ou") && structure(from-3)
}

// soughtOrMade reports whether the structure at i is to be created, or only thought of: "créer une association", "une idée d'asso",
// "passer en scop".
func (s *sentence) soughtOrMade(i int) bool {
	for j := i - 1; j >= 0 && j >= i-5 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("projet") && s.at(j-1).is("de") && s.at(j-2).is("charge", "chargee", "chef", "cheffe"):
			return false
		case s.someVerb(j, "quitter", "demissionner"):
			return true
		case s.someVerb(j, "ceder", "vendre", "transmettre", "developper", "agrandir", "sauver", "consolider", "relancer", "demenager", "perenniser"):
			return false
		case t.is("pour"), t.is("fais", "fait", "faisons") && s.at(j+1).is("partie"), s.at(j - 1).is("vous"):
			return false
		case t.is("idee", "projet", "statut", "forme", "status", "entre", "type", "creation", "format", "statuts", "que",
			"question", "comme"):
			if t.is("comme") && s.isRole(s.at(j+1)) {
				return false
			}
			return !(t.is("que") && s.at(j-1).is("tant", "alors"))
		case t.is("en") && j == i-1:
			return !s.atWork(j-1) && !s.at(j-1).is("suis") && !s.namesPeople(j-1)
		case s.isVerb(t, "creer", "monter", "fonder", "lancer", "constituer", "ouvrir", "devenir", "passer", "transformer",
			"chercher", "trouver", "rejoindre", "choisir", "rencontrer", "contacter", "connaitre", "faire", "demarrer", "vouloir",
			"envisager", "falloir", "adherer") && !t.is("est", "fait", "sommes"):
			return !s.done(j)
		case t.is("avec", "par", "via", "aupres", "grace", "chez"):
			return !s.atWork(j - 1)
		}
	}
	return false
}
