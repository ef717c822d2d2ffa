package understand

import (
	"slices"
	"strings"
)

// self returns the token that says "I am", "we are", "as" for the role at i, -1 for none.
func (s *sentence) self(i int) int {
	for j := i - 1; j >= 0 && j >= i-reach-3; j-- {
		t := &s.tokens[j]
		if s.tokens[j+1].before >= stop {
			return -1
		}
		if from := s.selfAt(j); from >= 0 {
			if s.isVerb(t, "etre") && s.servedBy(j+1, i) || s.otherSubject(j+1, i) {
				return -1
			}
			return from
		}
		switch {
		case t.is("pour", "par") && s.atWork(j-1):
		case t.is("pour", "mais", "avec", "par", "veux", "voudrais", "cherche", "cherchons", "dont", "si", "quand",
			"car", "qui") || s.tokens[j+1].before >= comma && !t.is("et") && !s.atWork(j):
			return -1
		case s.isVerb(t, "vouloir", "creer", "monter", "lancer", "ouvrir", "devenir", "chercher", "aider", "rejoindre", "aimer", "souhaiter",
			"rencontrer", "soutenir", "accompagner") && s.lang.words[t.word]&(noun|adjective|closed) == 0:
			return -1
		}
	}
	return -1
}

// otherSubject reports whether another clause begins between the sign of who speaks and the structure: "je suis juriste et j'aide une
// asso", "l'asso que je préside compte 40 membres et la mairie coupe"; a role told before it holds for both.
func (s *sentence) otherSubject(from, to int) bool {
	for j := from + 1; j < to; j++ {
		if s.tokens[j].is("et") && (s.at(j+1).is("je", "j", "on", "nous") || s.at(j+1).is("la", "le", "l", "les") && s.isFinite(s.at(to+1)) || s.at(j+2).is("demande")) {
			return !slices.ContainsFunc(s.tokens[from:j], func(t token) bool { return s.isRole(&t) })
		}
	}
	return false
}

// servedBy reports whether the words between "je suis" and a structure tell somebody whom it serves, not somebody who is of it:
// "inscrit à la mission locale", "cliente d'une coopérative".
func (s *sentence) servedBy(from, to int) bool {
	for j := from; j < to; j++ {
		t := &s.tokens[j]
		switch {
		case s.isRole(t), t.is("salaries", "salariees", "benevoles", "administrateurs", "administratrices"):
			return false
		case t.is("curieux", "curieuse", "interesse", "interessee", "savoir", "sur", "perdu", "perdue", "client", "cliente", "beneficiaire", "usager", "usagere", "voisin", "voisine", "voisins", "voisines", "clients", "clientes", "usagers", "beneficiaires", "locataires", "parents", "amis", "fans", "contact", "relation", "lien", "face", "fan", "locataire", "fille",
			"fils", "ami", "amie", "mari", "femme", "contre", "avec", "inscrit", "inscrite", "inscrits", "suivi", "suivie", "ne", "nee"):
			return true
		case onlyParticiple(t) && !t.is("engage", "engagee", "investi", "investie", "implique", "impliquee", "elu", "elue", "regroupes", "constitues", "organises", "associes", "passes",
			"devenus", "devenue", "passe", "passee", "reunis", "retraite", "retraitee") && s.lang.words[t.word]&closed == 0:
			return true
		}
	}
	return false
}

// selfAt returns where the sign begins when the token at j says that the person is, stands for or works in something; else -1.
func (s *sentence) selfAt(j int) int {
	t := &s.tokens[j]
	switch {
	case t.is("suis", "sommes"), t.is("est") && s.at(j-1).is("on"):
		return max(j-1, 0)
	case t.is("que", "qu") && s.at(j-1).is("tant"), t.is("nom") && s.at(j-1).is("au"), t.is("compte") && s.at(j-1).is("le") && s.at(j-2).is("pour"),
		t.is("comme") && s.isRole(s.at(j+1)) && (s.opens(j) || s.at(j-1).is("moi")), t.is("etant"), t.is("son", "sa") && s.at(j-1).is("moi") && t.before == comma, t.is("siege") && s.at(j-1).is("je"), t.is("representons", "dirigeons", "gerons", "coordonnons"), t.is("represente", "preside", "dirige",
			"gere", "administre", "coordonne") && (s.at(j-1).is("je", "j", "on", "qui") || s.opens(j)):
		return max(j-1, 0)
	case t.is("travaille", "travaillons", "bosse", "bossons", "interviens", "exerce", "milite") && t.raw[len(t.raw)-1] != 'é' && s.at(j-1).is("je", "j", "on", "nous"):
		return j - 1
	case t.is("pour") && s.speaksFor(j) && s.at(j+1).is("l", "le", "la", "une", "notre", "mon"):
		return j
	case t.is("etre") && s.at(j-1).is("d", "de") && s.at(j-2).is("viens", "venons", "vient") && s.at(j-3).is("je", "on", "nous"), t.is("presidence", "direction", "tete", "renes", "gerance") && s.someVerb(j-2, "prendre", "reprendre", "assurer") && anyIs(s.tokens[max(0, j-6):j-2], "je", "j", "on"),
		t.is("occupe") && s.at(j-1).is("m"):
		return max(j-2, 0)
	case t.is("ete") && s.at(j+1).is("elu", "elue", "elus", "elues") && (s.at(j-1).is("ai", "avons") || s.at(j-1).is("a") && s.at(j-2).is("on")):
		return max(j-2, 0)
	case t.is("moi") && s.at(j-1).is("est") && s.at(j-2).is("c"):
		return j - 2
	case s.isRole(t) && s.opens(j):
		if s.at(j-1).is("le", "la", "l", "les", "un", "une", "notre") && !s.at(j-2).is("ici") {
			return -1 // "le président d'une association peut-il…"
		}
		return j
	case t.is("partie") && s.isVerb(s.at(j-1), "faire") && s.at(j-2).is("je", "on", "nous"):
		return j - 2
	}
	return -1
}

// speaksFor reports whether "pour" at j goes with writing, asking or carrying: "j'écris pour le club", "je porte ça pour la MJC".
func (s *sentence) speaksFor(j int) bool {
	for k := j - 1; k >= 0 && k >= j-2 && s.tokens[k+1].before < comma; k-- {
		if s.someVerb(k, "ecrire", "contacter", "appeler") {
			return true
		}
		if s.at(k).is("porte", "parle", "portons", "demande", "renseigne", "agis") {
			return s.at(k-1).is("je", "on", "nous", "me", "c")
		}
	}
	return false
}

// atWork reports whether the words that end at j tell a work or a role: "chargée de mission", "bénévole", "je travaille".
func (s *sentence) atWork(j int) bool {
	for k := j; k >= 0 && k >= j-3; k-- {
		if s.isRole(&s.tokens[k]) || s.tokens[k].is("travaille", "travaillons", "bosse", "bossons", "interviens", "milite", "intervenons") {
			return true
		}
		if !s.tokens[k].is("de", "d", "mission", "projet", "developpement", "communication", "economique", "local") {
			return false
		}
	}
	return false
}

// holdsAuthority reads "maire", "mairie", "communauté de communes": the person must say to be or to speak for it.
func (s *sentence) holdsAuthority(h hit) (from int, holds bool) {
	if s.tokens[h.from].is("elu", "elue", "elus") && s.inStructure(h.to) { // "élue présidente de l'asso"
		return h.from, false
	}
	if j := s.self(h.from); j >= 0 && !s.former(h.from) && !s.lodged(j, h.from) {
		return j, true
	}
	if s.neighbouring(h.to) && !s.at(s.beforeCount(h.from-1)).is("nous") {
		return h.from, false
	}
	if s.at(h.from-1).is("la", "l", "le", "les") && s.at(h.from-2).is("nous") && s.opens(h.from-2) && !s.tokens[h.from].is("commune", "communes", "departement", "region") {
		return h.from - 2, true // "nous la mairie, on voudrait"
	}
	if s.atTownHall(h) || s.carriesIt(h) || s.headline(h) || s.hires(h.to) || s.related(h) && (!s.tokens[h.from].is("commune", "ville", "bourg") || anyIs(s.tokens[h.to:min(len(s.tokens), h.to+5)], "represente", "dirige", "elu", "elue", "maire", "adjoint", "adjointe", "preside")) || s.officeOurs(h) {
		return h.from - 1, true
	}
	if s.at(h.to).is("c") && s.at(h.to+1).is("est") && s.at(h.to+2).is("moi") {
		return h.from, true
	}
	next, prev := s.at(h.to), s.at(h.from-1)
	territory := s.tokens[h.from].is("commune", "agglo", "agglomeration", "departement", "region", "parc", "pnr", "metropole", "bourg", "ville")
	if !s.opens(h.from) {
		return h.from, s.tokens[h.from].before == comma && next.is("de") && s.isNumber(h.to+1) && s.plural() || (prev.is("la", "notre", "le", "l") && !s.others() && !s.ownStructure() && !s.at(h.from-2).is("que", "qu", "si") || prev.is("ma", "mon")) && s.wants(h.to)
	}
	switch {
	case s.wants(h.to) && !(s.isRole(&s.tokens[h.from]) && s.at(h.to).is("au", "aux", "a", "de", "d", "du")):
		return h.from, !prev.is("de", "d", "du", "pour") && !(prev.is("les") && s.tokens[h.from].is("elus", "elues", "maires", "conseillers")) && (!s.others() || canonical(prev.word) == "mon")
	case prev.is("le", "la", "l", "les") && !next.is("de", "d", "du"), prev.is("un", "une", "des", "pour") && len(s.tokens) > 4, s.tokens[h.from].is("maires", "conseillers", "deputes") && prev.is("les"):
		return h.from, false
	case territory:
		return h.from, len(s.tokens) == 1 && s.tokens[h.from].is("commune") || s.tokens[h.from].is("commune") && !prev.is("la", "notre", "ma") && s.seeking() && (next.before == comma || s.isNumber(h.to+1) && s.at(h.to+2).is("habitants", "hab"))
	case h.to >= len(s.tokens) || next.before >= comma:
		return h.from, true
	case (s.isRole(&s.tokens[h.from]) || s.isRole(&s.tokens[h.to-1])) && !prev.is("le", "la", "l", "les", "notre", "mon", "ma", "nos"):
		return h.from, !s.helps(h.to) && (!s.finiteHere(h.to) || next.is("cherche", "recherche"))
	case next.is("de", "d", "du", "des", "a", "en", "au", "aux") || s.taken[h.to]:
		return h.from, !s.helps(h.to) && !(s.isRole(&s.tokens[h.from]) && prev.is("le", "la", "l", "les"))
	}
	return h.from, false
}

// neighbouring reports whether the town hall that ends at i is that of others: "la commune voisine", "le département d'à côté".
func (s *sentence) neighbouring(i int) bool {
	return s.at(i).is("voisin", "voisine", "voisins", "voisines") || s.at(i).is("d", "de") && s.at(i+1).is("a") && s.at(i+2).is("cote") || s.at(i).is("d") && s.at(i+1).is("en") && s.at(i+2).is("face")
}

// ownStructure reports whether the text names a structure or an activity that people call theirs: "notre association".
func (s *sentence) ownStructure() bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool {
		return (h.slot == "holder" && h.code == "organisation" || h.slot == "sector" && !h.weak) && s.at(h.from-1).is("notre", "nos")
	})
}

// seeking reports whether the text says that somebody looks for something, or that "nous" speak.
func (s *sentence) seeking() bool {
	return s.plural() || anyIs(s.tokens, "cherche", "recherche", "souhaite", "veut", "voudrait", "offre", "propose", "appel")
}

// officeOurs reports whether people seek for a town hall that they call theirs: "pour ma comcom je cherche".
func (s *sentence) officeOurs(h hit) bool {
	if det := s.at(h.from - 1); det.is("mon", "ma", "mes") && s.tokens[h.from].is("conseil", "equipe", "elus", "conseillers", "adjoints") && (s.wants(h.to) || s.at(h.to).is("hesite", "reflechit", "travaille", "etudie", "hesitent") || s.at(h.to).is("et") && s.at(h.to+1).is("moi")) {
		return true
	}
	if s.at(s.beforeCount(h.from-1)).is("nos", "notre") && (s.tokens[h.from].is("conseil", "conseillers") && s.wants(h.to) || s.tokens[h.from].is("commune", "communes", "ville", "intercommunalite") && s.isFinite(s.at(h.to)) &&
		s.someVerb(h.to, "former", "gerer", "employer", "financer", "porter", "animer", "exploiter", "etudier", "reflechir")) {
		return true
	}
	return canonical(s.at(h.from-1).word) == "mon" && s.at(h.from-2).is("pour") && !s.tokens[h.from].is("commune", "departement", "region", "ville", "bourg", "parc") && !s.isRole(&s.tokens[h.from])
}

// townRole reads "je suis conseillère", "je suis agent chez eux" in a text that names a town hall.
func (s *sentence) townRole() []claim {
	for i := range s.tokens {
		next := s.at(i + 1)
		if s.tokens[i].is("conseiller", "conseillere", "agent", "agente", "adjoint", "adjointe", "technicien", "technicienne") && s.at(i-1).is("suis") &&
			(i+1 == len(s.tokens) || next.before >= comma || next.is("chez", "la", "dans", "a")) && slices.ContainsFunc(s.hits, func(h hit) bool {
			return h.slot == "holder" && h.code == "authority" && s.at(h.from).is("maire", "mairie", "commune", "communaute", "com", "conseil", "agglo", "departement", "interco")
		}) {
			return []claim{{"authority", i - 1, i + 1}}
		}
	}
	return nil
}

// atTownHall reports whether the town hall is told as the place from which people speak: "à la mairie on voudrait".
func (s *sentence) atTownHall(h hit) bool {
	if s.tokens[h.from].is("commune", "departement", "region", "agglomeration", "parc", "bourg", "ville") {
		return false
	}
	j := h.from - 1
	for j > 0 && s.tokens[j+1].before < comma && (s.at(j).is("la", "le", "l", "notre", "mes", "nos", "conseil", "bureau", "service", "collegues", "seance", "reunion") || s.at(j).is("du", "de") && s.at(j-1).is("conseil", "bureau", "service", "collegues", "seance",
		"reunion")) {
		j--
	}
	if s.at(j).is("au") || s.at(j).is("a", "en", "dans") || s.at(j).is("avec") && (s.tokens[h.from].is("conseil", "equipe") || s.at(j+2).is("collegues")) {
		return s.opens(j) && (s.weFollow(h.to) || s.weWork(h.to))
	}
	return false
}

// weWork reports whether "on" or "nous" and a verb of work follow at i, after a comma or nothing.
func (s *sentence) weWork(i int) bool {
	return s.at(i).is("on", "nous") && s.someVerb(i+1, "travailler", "plancher", "bosser", "etudier", "discuter", "preparer", "tenter", "essayer")
}

// isRole reports whether a token names what somebody does in a structure or a town hall.
func (s *sentence) isRole(t *token) bool {
	return t.is("chargee", "charge", "agent", "agente", "elu", "elue", "secretaire", "directeur", "directrice", "technicien",
		"technicienne", "animateur", "animatrice", "coordinateur", "coordinatrice", "responsable", "president", "presidente",
		"tresorier", "tresoriere", "salarie", "salariee", "benevole", "membre", "employe", "employee", "conseiller", "conseillere",
		"adjoint", "adjointe", "maire", "gerant", "gerante", "fondateur", "fondatrice", "administrateur", "administratrice",
		"fonctionnaire", "developpeur", "developpeuse", "coordo", "chef", "cheffe", "manager", "dgs", "dga", "vice", "stagiaire",
		"alternant", "alternante", "apprenti", "apprentie", "encadrant", "encadrante", "copresident", "copresidente", "cogerant", "cogerante",
		"patron", "patronne", "dirigeant", "dirigeante", "creatrice", "createur", "cofondateur", "cofondatrice", "societaire",
		"adherent", "adherente", "mediateur", "mediatrice", "regisseur", "regisseuse", "assistante", "assistant", "depute", "deputee",
		"senateur", "senatrice", "mairesse", "delegue", "deleguee", "attache", "attachee", "referent", "referente", "facilitateur", "facilitatrice",
		"intervenant", "intervenante", "educateur", "educatrice", "formateur", "formatrice", "comptable", "associe", "associee", "permanent", "permanente",
		"volontaire", "civique", "moniteur", "monitrice", "cadre", "militant", "militante", "fabmanager", "pca", "copca", "compagnon", "chefe", "cheffes", "elus", "adjoints")
}

// lodged reports whether the commune or the town hall at i is only where the person is, not what they speak for: "je suis d'une
// petite commune", unlike "je suis agent de la commune".
func (s *sentence) lodged(j, i int) bool {
	if !s.tokens[i].is("commune", "communaute", "agglo", "agglomeration", "intercommunalite", "interco", "collectivite", "mairie",
		"municipalite", "departement", "region", "metropole", "parc", "pnr", "bourg", "gal", "com", "comcom", "ville") {
		return false
	}
	for k := j; k < i; k++ {
		switch {
		case s.isRole(&s.tokens[k]), s.tokens[k].is("nom", "compte", "occupe", "travaille", "travaillons", "bosse", "represente", "stagiaire", "cadre"):
			return false
		case k == j && s.tokens[k].is("pour"):
			return false
		case s.tokens[k].is("de", "d", "dans", "sur", "a", "en", "pour", "pres"):
			return true
		}
	}
	return false
}

// former reports whether the role at i is over: "ancien maire", "ex élue", "j'ai été présidente".
func (s *sentence) former(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4 && s.tokens[j+1].before < comma; j-- {
		if s.tokens[j].is("ancien", "ancienne", "ex", "etais", "etait") || s.tokens[j].is("ete") && s.at(j-1).is("ai") && !(j == i-1 && s.tokens[i].is("elu", "elue")) {
			return true
		}
	}
	return false
}

// opens reports whether the token at i begins the text or a sentence, greetings and articles aside.
func (s *sentence) opens(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if s.tokens[j+1].before >= stop {
			return true
		}
		if s.taken[j] || s.tokens[j].is("e", "eme", "vice", "co", "premier", "premiere", "deuxieme") {
			continue
		}
		if s.introduces(j) {
			continue
		}
		if _, number := numberWord(s.tokens[j].word); number || s.tokens[j].digits() || s.tokens[j].is("de", "d") && j > 0 && endsInAine(s.tokens[j-1].word) {
			continue
		}
		if !s.tokens[j].is("bonjour", "bonsoir", "salut", "coucou", "hello", "madame", "monsieur", "le", "la", "l", "les", "une",
			"un", "petite", "petit", "notre", "nous", "des", "moi", "merci", "ici", "une", "jeune", "pour", "nouveau", "nouvelle", "nouvellement", "nouveaux") {
			return false
		}
	}
	return true
}

// introduces reports whether the token at j is part of how people give their name: "moi c'est Marie Dubois", "je m'appelle Luc".
func (s *sentence) introduces(j int) bool {
	t := &s.tokens[j]
	switch {
	case t.title && s.lang.words[t.word]&firstName != 0, t.title && !t.known && j > 0 && s.lang.words[s.tokens[j-1].word]&firstName != 0:
		return true
	case t.is("est"):
		return s.at(j-1).is("c") && s.at(j-2).is("moi")
	case t.is("c"):
		return s.at(j - 1).is("moi")
	case t.is("appelle"):
		return s.at(j - 1).is("m")
	case t.is("m"):
		return s.at(j + 1).is("appelle")
	}
	return t.is("je") && s.at(j+1).is("m") && s.at(j+2).is("appelle")
}

// wants reports whether a verb of wanting follows the subject that ends at i: "la mairie veut", "notre asso cherche".
func (s *sentence) wants(i int) bool {
	for j := i; j < i+7 && j < len(s.tokens) && (s.tokens[j].before < stop); j++ {
		t := &s.tokens[j]
		if t.is("nous", "moi") && s.at(j-1).is("chez") {
			continue // "la mairie de chez nous veut"
		}
		if s.isVerb(t, "vouloir", "souhaiter", "chercher", "rechercher", "aimer", "envisager", "projeter", "reflechir", "prevoir",
			"racheter", "lancer", "ouvrir", "creer", "porter", "posseder", "monter") && s.lang.words[t.word]&noun == 0 {
			return !s.at(j+1).is("nous", "m", "me", "que", "qu", "bien", "pas", "vendre", "fermer", "rien", "plus", "jamais") && !(s.at(j+1).is("a") && s.at(j+2).is("nous", "me"))
		}
		if t.is("a", "avons", "ont") && s.someVerb(j+1, "racheter", "acheter", "decider", "recuperer", "preempter", "voter", "prevoir") ||
			t.is("vient", "viennent") && s.at(j+1).is("de", "d") && s.someVerb(j+2, "racheter", "acheter", "recuperer", "voter", "decider") {
			return !s.someVerb(j+1, "vendre", "fermer") && !s.at(j+2).is("contre")
		}
		if t.is("va", "vont") && s.someVerb(j+1, "racheter", "acheter", "ouvrir", "creer", "construire", "renover", "lancer", "rouvrir") && s.weWish() {
			return true
		}
		if t.is("a", "est") && s.alsoWants(j+1) {
			return true
		}
		if t.is("peut", "peuvent", "pourrait", "doit", "fermer", "vendre", "refuse") {
			return false
		}
		if t.is("qui", "m", "nous", "me", "a", "est", "va", "avec", "pour", "et", "il", "je", "on") && !t.is("qui") {
			return false
		}
	}
	return false
}

// alsoWants reports whether the subject of the verb before i wants something too: "a un local vide et cherche une idée".
func (s *sentence) alsoWants(i int) bool {
	for j := i; j < i+10 && j < len(s.tokens) && s.tokens[j].before < stop; j++ {
		if s.tokens[j].is("et") {
			return s.someVerb(j+1, "chercher", "rechercher", "vouloir", "souhaiter", "aimer", "envisager", "reflechir")
		}
		if s.tokens[j].is("nous", "me", "m", "on", "je", "qui") {
			return false
		}
	}
	return false
}

// helps reports whether the subject is told as helping somebody else: "la mairie de Luc nous prête un local".
func (s *sentence) helps(i int) bool {
	for j := i; j < i+7 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.tokens[j].is("nous", "m",
			"me") && len(s.at(j+1).verbs) > 0 && !strings.HasSuffix(s.at(j+1).word, "ons") && !s.at(j+1).is("sommes") || s.tokens[j].is("soutient", "prete", "propose", "accord", "vend") {
			return true
		}
	}
	return false
}
