package understand

import "slices"

// clauseEnd returns the token after the clause in which the token before i stands.
func (s *sentence) clauseEnd(i int) int {
	for j := i; j < len(s.tokens) && j < i+longClause; j++ {
		if t := &s.tokens[j]; t.before >= comma || t.is("mais", "donc", "alors", "puis") || t.is("et", "car") && (s.at(j+1).is("je", "j", "on", "nous", "moi", "il") || s.at(j+1).is("maintenant", "depuis", "la", "aujourd") && s.at(j+2).is("je", "j", "on", "nous")) {
			return j
		}
	}
	return min(i+longClause, len(s.tokens))
}

// theirClause reports whether the place is told in a clause whose subject is somebody or something else, that those who speak neither
// own, take over nor speak for, while they tell of themselves elsewhere: "le TER s'arrête à Culoz, il faudrait
// une navette", "la laiterie de Craponne nous paye mal, on veut une coopérative".
func (s *sentence) theirClause(m mention) bool {
	start, end := s.clauseStart(m.from), s.clauseEnd(m.to)
	if m.role > home || m.stated > 0 || m.wide() || m.abroad != "" || m.direct || m.from-start < 2 || s.at(start).before < comma && start > 0 && !s.at(start).is("mais", "et", "car") {
		return false
	}
	clause := start
	for k := start; k < m.from; k++ {
		if s.at(k).is("et", "mais", "car", "ou") {
			start = k + 1
		}
	}
	first := s.at(start)
	head := s.at(start + 1)
	if head.is("dernier", "derniere", "seul", "seule", "petit", "petite", "vieux", "vieille", "unique") {
		head = s.at(start + 2)
	}
	if !first.is("le", "la", "l", "les", "un", "une", "des", "notre", "nos", "mon", "ma", "mes", "votre", "vos") || s.taken[start+1] || ofTheVillage(head) || first.is("le", "la", "l", "les") && ourPeople(head) || s.weSubject(clause, end) {
		return false
	}
	if !s.otherVerb(start+1, end, m.to) || s.offers(start, end+4) || s.resumed(m.to) || s.takenOver(m.to) || s.forTaking(start, m.from) {
		return false
	}
	return s.wantsApart(0, start) || s.wantsApart(end, len(s.tokens)) || s.weSubject(0, start) || s.weSubject(end, len(s.tokens)) || anyIs(s.tokens, "nous", "me", "m", "notre", "nos")
}

// ofTheVillage reports whether a token is what every commune has, by which people tell where they live: "l'école de Luc", "la mairie".
func ofTheVillage(t *token) bool {
	return t.is("mairie", "maire", "commune", "communes", "village", "bourg", "ville", "habitants", "gens", "ecole", "college", "lycee", "eglise", "gare", "poste", "salle", "cinema", "piscine", "foyer", "centre", "quartier", "presbytere",
		"place", "elus", "municipalite", "comcom", "interco", "communaute", "projet", "idee", "association", "asso", "club", "comite", "collectif", "mjc", "jeunes", "anciens", "familles", "parents", "population", "marche", "lieu", "groupe", "equipe", "moulin",
		"chateau", "vallee", "canton", "enfants", "ados", "medecin", "medecins", "docteur", "boulanger", "boucher", "epicier", "facteur", "infirmiere", "pharmacie", "garagiste", "cure", "paysans", "eleveurs", "agriculteurs", "pays", "secteur", "territoire", "ancien", "ancienne")
}

// ourPeople reports whether a token is a group that writes of itself by its name: "l'harmonie de Guise n'a plus que onze musiciens".
func ourPeople(t *token) bool {
	return t.is("benevoles", "adherents", "membres", "salaries", "usagers", "harmonie", "fanfare", "chorale", "orchestre", "choeur", "compagnie", "troupe", "amicale", "theatre", "bibliotheque", "mediatheque", "ludotheque", "creche",
		"maison", "conseil", "parti", "paroisse", "ressourcerie", "recyclerie", "cooperative", "scic", "scop", "amap", "bar", "cafe", "epicerie", "librairie", "commerces", "commerce", "boulangerie")
}

// weSubject reports whether those who speak, or what they call theirs, are the subject among the tokens from and to (excluded).
func (s *sentence) weSubject(from, to int) bool {
	for k := from; k < to && k < len(s.tokens); k++ {
		t, next := s.at(k), s.at(k+1)
		switch {
		case t.is("je", "j", "on", "moi", "ici"):
			return true
		case t.is("nous") && (next.is("sommes") || len(next.word) > 4 && next.word[len(next.word)-3:] == "ons"):
			return true
		case t.is("mon", "ma", "mes") && k == from && !s.placeNoun(k+1) && !ofTheVillage(next) && !s.at(k+2).is("et") && !next.is("ferme", "fermes", "atelier", "ateliers", "boutique", "entreprise", "boite", "local", "terrain", "maison", "jardin", "activite", "structure",
			"grange", "exploitation", "cabinet", "salon", "brasserie", "magasin", "studio", "gite", "chantier", "troupeau", "contrat", "poste", "boulot", "emploi", "job", "travail", "compagnie"):
			return false
		case s.ours(k) && k < from+3 && !s.isServant(next) && !someone(next) && !s.otherNoun(k+1) && !next.is("concurrents", "financeur", "financeurs", "assureur", "enfants", "federation", "syndicat", "reseau"):
			return true
		}
	}
	return false
}

// otherVerb reports whether a verb among the tokens from and to (excluded) tells what a subject does or is, just after the place or anywhere when it is no noun; no wish, lack nor end.
func (s *sentence) otherVerb(from, to, after int) bool {
	told := false
	for k := from; k < to && k < len(s.tokens); k++ {
		t := s.at(k)
		if s.isVerb(t, "vouloir", "souhaiter", "chercher", "rechercher", "manquer", "fermer", "disparaitre", "mourir", "vider", "vendre", "ceder", "projeter", "envisager", "lancer", "monter", "creer", "ouvrir") && s.lang.words[t.word]&noun == 0 || s.wishing(t) || t.is("besoin", "tente") || t.is("plus", "rien", "aucun", "aucune") && s.negator(k) {
			return false
		}
		if s.taken[k] || !s.isFinite(t) || s.isAt(k) {
			continue
		}
		told = told || k == after || s.lang.words[t.word]&(noun|adjective) == 0 || s.at(k-1).is("ne", "n", "nous", "se", "s", "me", "m", "qui")
	}
	return told
}

// wantsApart reports whether those who speak say what they want or what is lacking among the tokens from and to (excluded), with no
// place named there.
func (s *sentence) wantsApart(from, to int) bool {
	wants := false
	for k := from; k < to && k < len(s.tokens); k++ {
		if s.taken[k] {
			return false
		}
		t := s.at(k)
		wants = wants || t.is("je", "j", "on", "nous") && s.hasWish(k+1) || t.is("faudrait", "faut", "interesse") || t.is("comment") && t.before >= comma || t.is("envie", "place") && s.at(k+1).is("d", "de", "au")
	}
	return wants
}

// didThere reports whether those who speak tell something they did once at the place, which founds nothing, and then what they want
// without naming a place: "on s'est mariés à Honfleur et on rêve d'un gîte", "j'ai passé mon permis à Laval".
func (s *sentence) didThere(m mention) bool {
	start, end := s.clauseStart(m.from), s.clauseEnd(m.to)
	if m.role != project || m.stated > 0 || m.abroad != "" || m.direct || !s.wantsApart(end, len(s.tokens)) {
		return false
	}
	for k := start; k < m.from; k++ {
		t := s.at(k)
		if len(t.verbs) == 0 || s.lang.words[t.word]&closed != 0 || !s.done(k) || !s.spoken(k) || k == 0 {
			continue
		}
		if s.isVerb(t, "faire") {
			return anyIs(s.tokens[k+1:m.from], "carriere", "etudes", "service", "armee", "stage", "saison", "saisons", "apprentissage", "lycee")
		}
		return s.isVerb(t, "marier", "passer", "boire", "manger", "jouer", "apprendre", "etudier", "feter", "dormir", "recevoir", "suivre", "assister", "participer", "former", "licencier", "muter", "soigner", "operer", "accoucher",
			"croiser", "ecouter", "lire", "danser", "chanter", "promener", "emprunter") && !s.forTaking(k, m.from)
	}
	return false
}

// shunned reports whether the place is told as one that people leave or give up: "marre de Lyon", "j'adore Pézenas mais c'est trop
// cher", "à Uzès les loyers sont fous, on cherche ailleurs".
func (s *sentence) shunned(m mention) bool {
	if s.at(m.from-1).is("de", "d") && s.at(m.from-2).is("marre", "assez", "fuir", "fuit", "fuyant") || s.at(m.from-1).is("fuir", "fuit", "fuyant") {
		return true
	}
	if s.isVerb(s.at(m.from-1), "adorer", "aimer") && s.at(m.to).is("mais") {
		return !slices.ContainsFunc(s.tokens[m.to:], func(t token) bool { return t.is("y", "ici") })
	}
	if start := s.clauseStart(m.from); s.at(start).is("trop", "plus") && !s.weSubject(start, m.from) && s.isAt(m.from-1) && !s.at(start+1).is("de", "d") == s.at(start).is("plus") && s.wantsApart(s.clauseEnd(m.to), len(s.tokens)) {
		return s.at(start).is("trop")
	}
	for k := m.to; k+1 < len(s.tokens); k++ {
		if s.isVerb(s.at(k), "chercher", "partir", "aller", "regarder") && s.at(k+1).is("ailleurs") && s.weAmong(s.clauseStart(k), k) && m.stated < 2 {
			return true
		}
	}
	return false
}

// unserved reports whether the negation at j tells what no longer comes or stands at a place: "le bus ne passe plus à Luc".
func (s *sentence) unserved(j int) bool {
	return s.isVerb(s.at(j-1), "passer", "venir", "arriver", "livrer", "desservir", "monter", "exister", "arreter", "tourner") && !s.weSubject(s.clauseStart(j), j)
}
