package understand

import (
	"slices"
	"strings"
)

// setAside reports whether what a phrase names is no need of the project: it is refused, it is part of something else, or it is told
// of somebody else.
func (s *sentence) setAside(h hit) bool {
	first, last := s.at(h.from), s.at(h.to-1)
	switch {
	case h.denial == denied && !s.contrasted(h), h.weak && s.covered(h), s.refused(h), s.yours(h), s.ofPublic(h):
		return true
	case h.weak && h.code == "premises" && s.at(h.from-1).is("mon", "ma", "mes", "notre", "nos", "son", "sa", "ses", "leur", "leurs") &&
		!s.troubled(h) && !s.mustLeave(h):
		return true // what one has
	case first.is("qui") && h.from > 0 && first.before < comma && !s.asks(h.from) && !s.questioned(h.from), s.besideNeed(h):
		return true // "c'est moi qui décide"
	case h.weak && h.code == "premises" && s.completes(h.from):
		return true // "la buvette de la gare"
	case h.weak && (s.at(h.from-1).raw == "à" || s.at(h.from-1).is("ils", "elles")), h.code == "premises" && h.weak && len(last.raw) > 0 && last.raw[len(last.raw)-1] == 0xA9:
		return true // "un garage à tarif social", "comment ils votent", "on n'a pas fermé"
	case first.is("nous") && last.verbs != nil && len(last.word) > 3 && last.word[len(last.word)-3:] == "ons" && !s.at(h.from-1).is("nous"):
		return true // "nous organisons un festival"
	case first.is("sous") && h.to == h.from+1 && !s.at(h.from-1).is("des", "les", "de", "lé", "mes", "nos", "leurs", "quelques", "trois", "juste", "cote", "question"):
		return true // "sous chapiteau"
	case first.is("plus") && s.at(h.from+1).is("le", "la", "les", "l", "nos", "mes", "des"):
		return true // "deux salariés plus les bénévoles"
	case s.at(h.from-1).is("ancien", "ancienne", "ex") && !(h.code == "premises" && (s.lookedFor(h) || s.takes(h))):
		return true
	case s.at(h.to).is("non") && s.at(h.to+1).is("plus"), s.at(h.from-1).is("question") && s.at(h.from-2).is("plus"):
		return true // "les voitures ne manquent pas, l'argent non plus"
	case s.ofSomebody(h.from) && slices.ContainsFunc(s.tokens[h.to:], func(t token) bool { return t.is("moi") || t.is("nous") && t.before >= comma }):
		return true // "ma cousine cherche un local, moi je monte une serre"
	case s.at(h.to).is("par") && (onlyParticiple(last) || strings.Contains(last.raw, "é")) && s.at(h.to+1).before < comma:
		return true // "un projet financé par la région"
	}
	if s.toldOnly(h) {
		return true
	}
	if first.is("decide", "decidons") && !s.questioned(h.from) && !s.hopedFor(h.from) && s.at(h.from-1).is("on", "nous") {
		return true // "on décide tout ensemble"
	}
	if h.code == "hiring" && (s.at(h.from-1).is("suis") || s.at(h.from-1).is("en") && s.at(h.from-2).is("suis")) {
		return true
	}
	return (h.code == "training" || h.code == "testing") && s.at(h.from-1).is("de", "d") && s.at(h.from-2).is("centre", "lieu", "organisme", "projet", "ecole", "salle", "institut", "maison")
}

// besideNeed reports whether the words beside the phrase make it something else than a need: "des fermes prêtes à s'associer", "mon
// stage", "toujours les mêmes mécanos", "tu es une association ou une entreprise".
func (s *sentence) besideNeed(h hit) bool {
	by, next := s.at(h.from-1), s.at(h.to)
	switch h.code {
	case "premises":
		return next.is("prete", "pretes", "pret", "prets") && s.isAt(h.to+1)
	case "training":
		return by.is("mon", "ma", "mes") && s.at(h.from).is("stage", "formation", "stages", "formations", "cours")
	case "participation":
		return next.is("aux") && s.isVerb(s.at(h.from), "donner") || s.at(h.to-1).is("memes") && next.before < comma && next.class&(verbal|closed) == 0
	case "legal-form":
		return by.is("es", "etes") && s.at(h.from-2).is("tu", "vous") || s.at(h.from-2).is("es", "etes")
	}
	return false
}

// completes reports whether the noun at i only completes the noun before it: "la buvette de la gare".
func (s *sentence) completes(i int) bool {
	j := i - 1
	if s.at(j).is("la", "l", "cette", "ce", "notre") {
		j--
	}
	before := s.at(j - 1)
	return j > 0 && s.at(j).is("de", "d", "du", "des") && s.at(j+1).before < comma && before.class&(noun|closed) == noun && !s.needAt(j-1) &&
		!before.is("besoin", "recherche", "manque", "quete", "question", "probleme", "envie", "faute", "achat", "location", "loyer", "acquisition", "partage", "bout", "coin", "recherches", "demande", "projet")
}

// refused reports whether "pas de local" is said of what is not looked for: "on ne cherche pas de local".
func (s *sentence) refused(h hit) bool {
	if s.at(h.from).is("plus") && s.isVerb(s.at(h.from-1), "mettre", "donner", "gagner", "apporter", "couter") && !s.at(h.from-2).is("n", "ne", "en", "y") {
		return true // "ceux qui mettent plus d'argent"
	}
	if !s.at(h.from).is("pas", "plus", "aucun", "aucune") {
		return false
	}
	if s.at(h.from).is("pas") && s.at(h.to).is("a") && s.at(h.to+1).is("chercher", "trouver", "recruter", "demander") {
		return true
	}
	return s.at(h.from).is("pas") && s.isVerb(s.at(h.from-1), "chercher", "vouloir", "demander", "rechercher", "souhaiter", "parler", "reclamer", "attendre", "etre", "manquer")
}

// contrasted reports whether "pas" tells what is missing beside what is there: "on a le local, pas l'argent".
func (s *sentence) contrasted(h hit) bool {
	j := h.from - 1
	for s.at(j).is("le", "la", "les", "l", "un", "une", "encore") {
		j--
	}
	if !s.at(j).is("pas", "ni") || s.at(j).before < comma && !s.at(j-1).is("mais", "et", "contre", "ni") {
		return false
	}
	for k := j - 1; k >= 0 && k >= j-2*reach && s.tokens[k+1].before < stop; k-- {
		if s.tokens[k].is("a", "ai", "avons", "ont", "as", "pret", "prets", "prete") && !(s.tokens[k].is("a") && s.prepositional(k)) {
			return true
		}
		if s.negator(k) {
			return false
		}
	}
	return false
}

// covered reports whether a longer phrase about something else holds the hit: "point poste", "que des bénévoles"; a house to share
// may well be looked for.
func (s *sentence) covered(h hit) bool {
	return slices.ContainsFunc(s.hits, func(o hit) bool {
		return o.slot != h.slot && o.from <= h.from && h.to <= o.to && o.to-o.from > h.to-h.from &&
			!(h.code == "premises" && (o.weak || o.from >= h.from-1 && s.lookedFor(h)))
	})
}

// shadowed reports whether the word also tells the sector: a place, a farm may be the project itself rather than what it lacks.
func (s *sentence) shadowed(h hit) bool {
	return h.code == "premises" && slices.ContainsFunc(s.hits, func(o hit) bool {
		return o.slot == "sector" && o.from < h.to && h.from < o.to
	})
}

// owned reports whether the thing is had already: "on a un local", "le financement est trouvé", "le terrain on l'a".
func (s *sentence) owned(h hit) bool {
	if h.denial != affirmed || slices.ContainsFunc(s.tokens[h.from:h.to], func(t token) bool {
		return t.is("pas", "plus", "sans", "manque", "trop", "besoin", "ne", "perdu", "perdre", "perd", "refus", "baisse", "coupe", "aucun", "aucune")
	}) {
		return false
	}
	if first := s.at(h.from); s.isVerb(first, "chercher", "rechercher", "manquer") && s.isFinite(first) || (looksInfinitive(first.word) || s.at(h.from-2).is("galere", "mal", "peine", "rame", "peines")) && s.at(h.from-1).is("a") && !s.at(h.from-2).is("on", "il", "elle", "qui", "y") {
		return false
	}
	if len(s.tokens[h.from].verbs) > 0 && s.done(h.from) || s.at(h.from).is("nous", "m", "me") && s.at(h.to-2).is("a", "ont", "avait", "avez") || s.lends(h.from) || s.lends(h.from+1) || s.at(h.from).is("louons", "loue") && !s.hopedFor(h.from) {
		return true
	}
	for j := h.from - 1; j >= 0 && j >= h.from-5 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("besoin", "pour", "trouver", "cherche", "chercher", "veux", "question", "questions", "probleme", "problemes",
			"demande", "du", "mal", "perdu", "refuse", "peur", "sauf"):
			return false
		case t.is("ai", "avons", "possede", "possedons", "dispose", "disposons", "proprietaire") || t.is("obtenu", "trouve",
			"recu", "signe") && s.done(j) || t.is("a") && s.at(j-1).is("on", "qui", "l"):
			return !s.at(j + 1).is("que")
		case s.lends(j):
			return true
		}
	}
	return s.settled(h)
}

// lends reports whether the verb at i tells of what is lent or given: "la mairie nous prête une salle".
func (s *sentence) lends(i int) bool {
	return s.at(i).is("prete", "pretent", "finance", "donne", "offre", "loue", "laisse", "laissent", "cede", "montre", "montrent", "apprend") && s.at(i-1).is("nous", "me", "m", "leur", "lui") && !s.hopedFor(i)
}

// hopedFor reports whether a verb is wished or asked for: "qu'on nous prête une salle", "comment", "si la mairie".
func (s *sentence) hopedFor(i int) bool {
	for j := i - 1; j >= 0 && j >= i-reach && s.tokens[j+1].before < stop; j-- {
		if s.tokens[j].is("que", "qu", "comment", "si", "qui", "peut", "pourrait", "est", "veux", "voudrais", "faut") {
			return true
		}
	}
	return false
}

// settled reports whether what follows says that the thing is had: "le terrain on l'a", "l'argent c'est bon", "les statuts aussi".
func (s *sentence) settled(h hit) bool {
	next, i := s.at(h.to), h.to
	if next.before >= stop {
		return false
	}
	switch {
	case next.is("trouve", "trouves", "obtenu", "obtenue", "obtenus", "ok", "boucle", "signe", "assure", "acquis", "acquise") && next.before < comma:
		return true
	case next.is("est", "sont"):
		return s.at(i+1).is("a") && s.at(i+2).is("nous", "moi") || s.at(i+1).is("trouve", "trouves", "ok", "boucle", "obtenu", "la", "pret", "prets", "assure", "acquis", "regle", "signe", "deposes", "faits", "bon", "bons",
			"obtenue", "obtenus", "accordee", "accorde", "renouvelee", "votee", "validee", "acquise", "assuree", "bouclee", "signee", "regles", "versee", "trouvee", "prete")
	case next.is("on", "nous", "je", "j"):
		return s.at(i+1).is("l", "les", "en") && s.at(i+2).is("a", "ai", "avons") && !s.at(i+3).is("pas", "plus") || s.isVerb(s.at(i+1), "connaitre", "maitriser", "gerer") && !s.at(i+2).is("pas", "mal")
	case next.is("c"):
		return s.at(i+2).is("bon", "ok", "regle", "fait", "gere", "good", "nickel")
	}
	return next.is("aussi") && i+1 < len(s.tokens) && s.at(i+1).before >= comma
}

// blocks reports whether what follows says that the thing is missing or a trouble: "l'argent c'est le problème", "le local non".
func (s *sentence) blocks(h hit) bool {
	if next := s.at(h.to); next.is("non") && h.to < len(s.tokens) && s.at(h.to+1).before >= comma {
		return true
	}
	link := false
	for j := h.to; j < h.to+6 && j < len(s.tokens) && s.tokens[j].before < stop; j++ {
		t := &s.tokens[j]
		switch {
		case t.is("probleme", "souci", "blocage", "obstacle", "frein", "hic", "casse") && link, t.is("bloque", "bloquent", "coince", "manque", "manquent", "inquiete",
			"inquietent", "peche", "preoccupe"):
			return true
		case t.is("c", "est", "qui", "reste"):
			link = true
		case s.lang.words[t.word]&closed == 0:
			return false
		}
	}
	return false
}

// instead reports whether the thing is what is wanted in place of another: "pas de formation, juste un lieu".
func (s *sentence) instead(h hit) bool {
	j := h.from - 1
	for s.at(j).is("un", "une", "le", "la", "les", "l", "de", "d", "du", "des") {
		j--
	}
	if !s.at(j).is("juste", "mais", "plutot", "seulement", "simplement", "uniquement", "contre", "revanche") {
		return false
	}
	return slices.ContainsFunc(s.hits, func(o hit) bool {
		return o.to <= h.from && o.slot == "need" && (o.denial == denied || s.refused(o))
	})
}

// wantedAt reports whether a word of asking bears on the phrase: "besoin", "cherche", "comment", "où", "aide".
func (s *sentence) wantedAt(h hit) bool {
	if s.lookedFor(h) {
		return true
	}
	if s.shadowed(h) || s.strict(h) {
		return false
	}
	for j := h.from - 1; j >= 0 && j >= h.from-reach; j-- {
		if s.tokens[j+1].before >= stop {
			break
		}
		t := &s.tokens[j]
		if t.is("besoin", "besoins", "manque", "manquons", "ou", "comment", "quel", "quelle", "quels", "quelles", "aide", "aides",
			"question", "questions", "probleme", "problemes", "difficulte", "difficultes", "soutien", "conseil", "conseils",
			"accompagnement", "qui", "quoi", "galere", "recherche", "manquent", "combien", "appui", "priorite", "souci", "soucis",
			"piste", "pistes", "moyen", "sauf", "reste") && !(t.is("quoi") && s.at(j+1).is("que", "qu")) && (!t.is("ou", "qui") || s.asks(j) && (t.raw == "où" && (j == 0 || t.before != comma) || t.is("qui"))) {
			return true
		}
		if s.isVerb(t, "chercher", "rechercher", "trouver", "falloir", "manquer", "obtenir", "demander", "aider", "vouloir",
			"souhaiter", "aimer", "accompagner", "conseiller", "choisir", "comprendre", "savoir", "lever", "decrocher",
			"reussir", "denicher", "rencontrer", "contacter", "connaitre") {
			return !s.done(j)
		}
		if s.makesOther(j) {
			return false
		}
		if s.inquired(j) {
			return true
		}
	}
	return false
}

// makesOther reports whether the verb at j makes or offers what follows, so that a wish before it does not bear on what follows alone:
// "proposer des repas à 3 euros".
func (s *sentence) makesOther(j int) bool {
	t := s.at(j)
	return looksInfinitive(t.word) && s.isVerb(t, "proposer", "vendre", "creer", "ouvrir", "monter", "lancer", "transformer", "accueillir", "installer", "offrir", "organiser", "construire", "couvrir",
		"transmettre", "donner", "reparer", "produire", "cultiver", "planter", "livrer", "distribuer", "fabriquer", "cuisiner", "servir", "animer", "heberger", "loger")
}

// strict reports whether a weak word must be the very object of a search: people and places are named for many reasons.
func (s *sentence) strict(h hit) bool {
	return h.code == "hiring" || h.code == "network" || h.code == "testing" || h.code == "premises" || h.code == "participation" && len(s.tokens[h.from].verbs) == 0 ||
		s.tokens[h.to-1].is("president", "presidente", "tresorier", "tresoriere")
}

// inquired reports whether at the token at j it is asked whether something exists: "y a-t-il", "existe-t-il", "avez-vous".
func (s *sentence) inquired(j int) bool {
	t, next := s.at(j), s.at(j+1)
	switch {
	case t.is("il") && s.at(j-1).is("t"), t.is("til"):
		return true
	case t.is("a") && s.at(j-1).is("y"):
		return s.questioned(j)
	case t.is("avez", "connaissez", "proposez", "auriez", "existe"):
		return next.is("vous") || s.questioned(j)
	}
	return false
}

// lookedFor reports whether a verb of seeking has the phrase as its object: "on cherche un lieu", "il faudrait une salle", "besoin d'un toit".
func (s *sentence) lookedFor(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-reach && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		if s.taken[j] {
			continue
		}
		if t.is("besoin", "recherche", "sauf", "faute", "quete") || t.is("quel", "quelle", "quels", "quelles") && j == h.from-1 || t.is("reste") && !s.at(j-1).is("on", "je", "nous") && !(s.isAt(h.to) && !s.undone(h.to+1, h.code)) {
			return true
		}
		if s.isVerb(t, "chercher", "rechercher", "trouver", "falloir", "manquer", "denicher", "degoter", "degotter", "prospecter", "viser") || h.code == "network" && s.isVerb(t, "rencontrer", "contacter", "connaitre", "rejoindre") {
			return !s.done(j)
		}
		if s.isVerb(t, "vouloir", "aimer", "rever", "souhaiter", "preferer", "demander", "reclamer") || t.is("til") || t.is("il", "elle", "on") && s.at(j-1).is("t") || t.is("avez", "auriez", "aurait") {
			return s.asksFor(j, h)
		}
		if s.isVerb(t, "preter") && (s.hopedFor(j) || looksInfinitive(t.word)) {
			return true
		}
		if t.is("et", "pour", "qui", "que") || t.class&(closed|adjective) == 0 && !t.digits() && !s.needAt(j) {
			return false
		}
	}
	return false
}

// asksFor reports whether the verb of wishing or the question at j is about the thing that the phrase names: "on veut un local", not a
// thing that may be the project itself.
func (s *sentence) asksFor(j int, h hit) bool {
	if s.shadowed(h) || s.done(j) || s.at(h.from-1).is("le", "la", "les", "l", "mon", "ma", "mes", "notre", "nos") {
		return false
	}
	if len(s.at(j).verbs) == 0 || s.at(j).is("avez", "auriez", "aurait") {
		return s.questioned(j) || s.at(j).is("til") || s.at(j-1).is("t")
	}
	return s.at(j-1).is("on", "nous", "je", "j") || (s.ofPeople(j) || s.at(j).is("veulent")) && !s.isVerb(s.at(j), "reclamer", "demander")
}

// needAt reports whether a phrase about a need holds the token at j: in an enumeration of what is looked for.
func (s *sentence) needAt(j int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "need" && h.from <= j && j < h.to })
}

// asks reports whether "qui" or "où" at j asks: "qui finance", "savoir où", not "l'homme qui".
func (s *sentence) asks(j int) bool {
	return j == 0 || s.tokens[j].before >= comma || s.at(j-1).is("savoir", "sais", "sait", "a", "par", "avec", "d", "trouver", "cherche", "voir", "et")
}
