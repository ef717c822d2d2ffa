package understand

import (
	"slices"
	"strings"
)

// hintCues reads stages that are told by what is seen of them: what a building would make, the four that arrives on Tuesday, the
// reserves that are eaten, the villages that want theirs.
func (s *sentence) hintCues(cues []cue) []cue {
	for j := range s.tokens {
		if s.taken[j] {
			continue
		}
		switch {
		case s.wouldMake(j), s.wouldDo(j), s.toldProject(j), s.saidToSelf(j):
			cues = append(cues, cue{"idea", j, j + 1, false})
		case s.keysHad(j), s.delivered(j), s.firstSoon(j), s.fitting(j), s.lent(j), s.advances(j), s.at(j).is("devient") && s.strongSector(j+1):
			cues = append(cues, cue{"creation", j, j + 1, false})
		case s.eatsSavings(j), s.lastsOnly(j), s.losesMoney(j), s.nobodyLeft(j), s.fewLeft(j):
			cues = append(cues, cue{"consolidation", j, j + 1, false})
		case s.tooSmall(j), s.wantTheirs(j), s.coversOthers(j), s.takesMore(j), s.thrives(j):
			cues = append(cues, cue{"development", j, j + 1, false})
		}
	}
	return cues
}

// wouldMake reports whether what a place would make, or the good that a thing would do, is told at j: "la gare ferait un beau
// tiers-lieu", "quel atelier ça ferait", "un petit café ferait du bien".
func (s *sentence) wouldMake(j int) bool {
	t := s.at(j)
	if !t.is("ferait", "feraient", "serait", "calmerait", "manquerait") || s.at(j-1).is("on", "je", "nous", "se") || s.denialOf(j, j+1) != affirmed {
		return false
	}
	near := func(from, to int) bool {
		return slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "sector" && h.from >= from && h.from < to && h.denial == affirmed }) ||
			slices.ContainsFunc(s.tokens[max(from, 0):max(0, min(to, len(s.tokens)))], func(t token) bool { return t.is("salle", "lieu", "endroit", "maison", "atelier", "local") })
	}
	switch next := s.at(j + 1); {
	case next.is("un", "une", "de", "d") && t.is("ferait", "feraient"):
		return s.at(j+2).is("bel", "beau", "belle", "super", "chouette", "sacre", "sacree", "joli", "jolie", "bon", "bonne", "parfait", "parfaite", "excellent", "magnifique") && near(j+2, j+6)
	case next.is("du") && s.at(j+2).is("bien"):
		return near(j-6, j)
	}
	return s.at(j-1).is("ca", "cela") && t.is("ferait") && slices.ContainsFunc(s.tokens[max(0, j-8):j], func(t token) bool { return t.is("quel", "quelle", "quels") }) && near(j-8, j)
}

// wouldDo reports whether those who speak tell at j what they would do: "j'y verrais des apprentis", "on ferait ça à Langogne".
func (s *sentence) wouldDo(j int) bool {
	t := s.at(j)
	if !s.isVerb(t, "faire", "voir", "tirer", "mettre", "installer", "transformer", "vendre", "proposer", "accueillir", "loger", "planter", "cuisiner", "ouvrir", "organiser") || s.denialOf(j, j+1) != affirmed ||
		!slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&conditional != 0 }) {
		return false
	}
	k := j - 1
	for s.at(k).is("y", "en", "l", "le", "la", "les", "leur") {
		k--
	}
	return (s.at(k).is("je", "j", "on") || s.at(k).is("nous") && strings.HasSuffix(t.word, "ions")) && !s.someBefore(k, "comment") && !s.someBefore(k, "que") && !s.someBefore(k, "quoi") && !s.at(j+1).is("quoi", "mieux", "appel", "bien", "comment", "combien", "plus", "confiance") && !(s.isVerb(t, "voir") && !s.at(j+1).is("un", "une", "des")) && j+1 < len(s.tokens)
}

// established reports whether a structure that exists, or that has employees, speaks.
func (s *sentence) established() bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.denial == affirmed && !h.weak && (h.slot == "holder" && h.code == "organisation" && s.ours(h.from-1) || h.slot == "employs" && h.code == "yes")
	})
}

// toldProject reports whether what the project is stands after its name at j: "mon projet : une ferme", "notre truc c'est le vélo",
// "j'ai décidé de faire un camping".
func (s *sentence) toldProject(j int) bool {
	t := s.at(j)
	k := j + 1
	switch {
	case t.is("projet", "truc", "idee") && s.ours(j-1):
		for s.at(k).is("a", "moi", "nous") {
			k++
		}
		switch v := s.at(k); {
		case v.is("ce", "c") && s.at(k+1).is("est", "serait"):
			k += 2
		case v.is("est", "serait"):
			k++
		case v.before < comma:
			return false
		}
		for s.at(k).is("le", "la", "les", "l", "un", "une", "des", "d", "de", "du", "petit", "petite") {
			k++
		}
		return s.strongSector(k)
	case t.is("decide", "decides", "decidee") && s.at(j+1).is("de", "d") && (s.at(j-1).is("ai", "avons", "a") || s.at(j-2).is("ai", "avons", "a")):
		return s.isVerb(s.at(j+2), "faire", "accueillir", "ouvrir", "lancer", "monter", "creer") && looksInfinitive(s.at(j+2).word) && s.sectorNear(j+3) && !s.at(j+3).is("du", "de", "la", "le") && !s.ofSomebody(j)
	}
	return false
}

// keysHad reports whether the keys of a place at j have been or are about to be given: "on a récupéré les clés".
func (s *sentence) keysHad(j int) bool {
	if !s.at(j).is("cles", "clefs", "cle", "clef") || s.at(j+1).is("pour", "en", "du") && s.at(j+1).is("pour") || !s.at(j-1).is("les", "des") {
		return false
	}
	if s.at(j+1).is("on", "nous") && s.at(j+2).is("les") && s.isVerb(s.at(j+3), "avoir") {
		return true
	}
	for k := j - 2; k >= 0 && k >= j-5 && s.tokens[k+1].before < comma; k-- {
		if s.isVerb(s.at(k), "recuperer", "recevoir", "remettre", "prendre") || s.at(k).is("eu") || s.at(k).is("a", "avons") && k == j-2 && s.at(k-1).is("on", "nous") {
			return s.denialOf(k, k+1) == affirmed && !s.established()
		}
	}
	return false
}

// delivered reports whether a means of the activity at j is ordered or arrives, which an activity that runs would not tell so:
// "le four arrive mardi", "les panneaux sont commandés".
func (s *sentence) delivered(j int) bool {
	if !named(s.at(j), "four", "frigo", "machine", "caisse", "enseigne", "camion", "fourgon", "materiel", "panneau", "panneaux", "serre", "chapiteau", "comptoir", "etagere", "bardage", "charpente", "mobilier",
		"equipement", "pressoir", "moulin", "turbine", "bac", "metier") || !s.at(j-1).is("le", "la", "l", "les", "mon", "notre", "nos") || s.established() {
		return false
	}
	v, next := s.at(j+1), s.at(j+2)
	if s.at(j+3).is("chez", "avec") || s.at(j+2).is("chez", "avec") {
		return false
	}
	return v.is("arrive", "arrivent") && s.at(j+1).before < comma || v.is("est", "sont") && next.is("commande", "commandee", "commandes", "commandees", "livre", "livree", "livres", "livrees", "pose", "posee", "arrive",
		"arrivee", "arrives", "monte", "montes", "installe", "installes", "achete", "achetee", "achetes")
}

// firstSoon reports whether the first sale or service at j is told with its date: "premier marché début mai".
func (s *sentence) firstSoon(j int) bool {
	return s.at(j).is("premier", "premiere", "premiers", "premieres") && !s.at(j-1).is("au", "du") && named(s.at(j+1), "fournee", "service", "marche", "client", "recolte", "pensionnaire", "livraison", "panier",
		"dormeur", "vente", "cuvee", "brassin") && (s.comes(j+2) || s.at(j+3).is("semaine") && s.at(j+4).is("prochaine")) && !s.established()
}

// fitting reports whether a place for the activity is being fitted out at j: "en train d'équiper mon labo", "on repeint la salle pour
// le bar".
func (s *sentence) fitting(j int) bool {
	t := s.at(j)
	if !s.isVerb(t, "equiper", "repeindre", "amenager", "retaper", "renover", "carreler", "isoler", "demenager", "poncer", "meubler") || s.established() || s.denialOf(j, j+1) != affirmed {
		return false
	}
	going := s.at(j-1).is("de", "d") && s.at(j-2).is("train") || s.at(j-1).is("le", "la", "les") && s.at(j-2).is("on") || s.at(j-1).is("on", "nous") && s.isFinite(t)
	if !going || s.at(j-1).is("nous") && s.at(j-2).is("on") {
		return false
	}
	for k := j + 1; k < j+10 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if named(s.at(k), "labo", "laboratoire", "atelier", "local", "locaux", "boutique", "fournil", "bureau") && s.ours(k-1) || s.at(k).is("pour") && s.sectorNear(k+1) || s.ours(k-1) && s.strongSector(k) ||
			k == j+2 && s.at(k).is("moulin", "grange", "gare", "presbytere", "hangar", "auberge", "cafe", "bar", "bistrot", "boutique", "four", "scierie") && s.at(k-1).is("le", "la", "l") {
			return true
		}
	}
	return false
}

// eatsSavings reports whether an activity eats what was put aside, from the verb at j: "on puise dans la cagnotte".
func (s *sentence) eatsSavings(j int) bool {
	if !s.voiced(j) && !slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "sector" && h.to <= j }) || !s.isVerb(s.at(j), "puiser", "manger", "taper", "piocher", "grignoter", "entamer", "vider", "bouffer", "siphonner", "plomber") {
		return false
	}
	for k := j + 1; k < j+6 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.at(k).is("reserve", "reserves", "cagnotte", "economies", "tresorerie", "caisse", "treso", "fonds", "budget", "benefices", "recettes") {
			return true
		}
	}
	return false
}

// lastsOnly reports whether what time is left to the activity is told at j: "on tient encore huit mois", "il nous reste deux mois à
// vivre".
func (s *sentence) lastsOnly(j int) bool {
	t := s.at(j)
	us := s.at(j-1).is("nous") || s.at(j-1).is("on")
	if !us || !(s.isVerb(t, "tenir") && s.isFinite(t) || t.is("reste")) {
		return false
	}
	k := j + 1
	for s.at(k).is("encore", "plus", "que", "a", "peine", "environ", "au", "mieux", "guere") {
		k++
	}
	_, to, counts := count(s.tokens, k)
	if !counts || !s.at(to).is("mois", "semaines") {
		return false
	}
	return s.isVerb(t, "tenir") || s.at(to+1).is("a") && s.at(to+2).is("vivre", "tenir") || s.at(to+1).is("de") && s.at(to+2).is("tresorerie", "treso", "vie", "budget")
}

// losesMoney reports whether an activity loses an amount, from the verb at j: "le festival a perdu onze mille euros".
func (s *sentence) losesMoney(j int) bool {
	if !s.isVerb(s.at(j), "perdre") || s.denialOf(j, j+1) != affirmed || s.at(j-1).is("je", "ai") {
		return false
	}
	for k := j + 1; k < j+6 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.at(k).digits() && s.at(k).number >= 100 || s.at(k).is("euros", "euro", "sous", "argent", "balles") {
			return s.voiced(j) || slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "sector" && h.to <= j && j-h.to < 4 })
		}
	}
	return false
}

// nobodyLeft reports whether nobody is left to do the work, from "plus" at j: "plus personne ne fait les plannings".
func (s *sentence) nobodyLeft(j int) bool {
	if !s.at(j).is("plus") || !s.at(j+1).is("personne") {
		return false
	}
	for k := j + 2; k < j+5 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.at(k).is("a", "aux") && named(s.at(k+2), "assemblee", "reunion", "ag", "atelier", "soiree", "permanence", "cours") && s.ours(k+1) {
			return true
		}
		if s.at(k).is("a", "pour") && (s.sectorNear(k+1) || s.at(k+1).is("l") && s.at(k+2).is("accueil")) {
			return true
		}
		if s.isVerb(s.at(k), "faire", "tenir", "occuper", "vouloir", "investir", "prendre", "ouvrir", "animer", "assurer", "engager", "bouger", "aider") && !(s.isVerb(s.at(k), "vouloir") && !s.at(k+1).is("prendre", "reprendre", "tenir", "venir", "se", "s")) {
			return true
		}
	}
	return false
}

// fewLeft reports whether few people are left of those who made the activity, from the verb at j: "il reste quatre adhérents".
func (s *sentence) fewLeft(j int) bool {
	has := s.at(j).is("a", "avons", "compte", "comptons")
	if !has && !s.at(j).is("reste", "restons", "sommes", "est") {
		return false
	}
	k := j + 1
	only := false
	for s.at(k).is("plus", "que", "qu", "a", "encore") {
		only = only || s.at(k).is("que", "qu") && s.at(k-1).is("plus")
		k++
	}
	if k >= len(s.tokens) {
		return false
	}
	n, to, counts := count1(s.tokens, k)
	if !counts || n > 30 {
		return false
	}
	if has {
		return only && named(s.at(to), "adherent", "benevole", "membre", "chauffeur", "conducteur", "animateur", "musicien", "chanteur", "choriste", "joueur", "famille", "producteur", "societaire", "eleve", "abonne", "licencie",
			"client", "lecteur", "danseur", "comedien", "resident", "administrateur")
	}
	if s.at(j).is("reste") && named(s.at(to), "adherent", "benevole", "membre", "client", "choriste", "joueur", "eleve", "abonne", "actif") {
		return !(s.at(to+1).is("a") && looksInfinitive(s.at(to+2).word))
	}
	return only && (s.at(to).is("a", "au") || named(s.at(to), "adherent", "benevole", "membre", "actif")) && s.at(j-1).is("on", "nous", "n")
}

// tooSmall reports whether a means of the activity at j no longer suffices: "le camion ne suffit plus".
func (s *sentence) tooSmall(j int) bool {
	if !named(s.at(j), "camion", "camionnette", "four", "salle", "local", "atelier", "cuisine", "frigo", "minibus", "hangar", "boutique", "bus", "labo", "serre", "machine", "terrain", "equipe", "cuve") ||
		!s.ours(j-1) && !(s.countedAt(j-1) && s.ours(j-2)) && !s.at(j-1).is("le", "la", "l", "les") {
		return false
	}
	v := j + 1
	for s.at(v).is("ne", "n", "nous", "y") {
		v++
	}
	return s.isVerb(s.at(v), "suffire") && s.at(v+1).is("plus")
}

// wantTheirs reports whether others want the same for themselves, from the verb at j: "trois villages réclament le leur".
func (s *sentence) wantTheirs(j int) bool {
	if !s.isVerb(s.at(j), "reclamer", "vouloir", "demander", "attendre") || !slices.ContainsFunc(s.tokens[max(0, j-6):j], func(t token) bool {
		return named(&t, "village", "commune", "mairie", "ecole", "ville", "vallee", "canton", "territoire", "bourg", "quartier", "hameau", "asso", "association", "com")
	}) {
		return false
	}
	if s.at(j-1).is("en") && s.isVerb(s.at(j), "vouloir") && s.at(j+1).is("autant", "aussi", "une", "un") && (j+2 >= len(s.tokens) || s.at(j+2).before >= comma || s.at(j+2).is("aussi", "egalement")) {
		return true
	}
	for k := j + 1; k < j+4; k++ {
		if s.at(k).is("le", "la", "les") && s.at(k+1).is("leur", "leurs") && (k+2 >= len(s.tokens) || s.at(k+2).before >= comma || s.lang.words[s.at(k+2).word]&closed != 0) {
			return true
		}
	}
	return false
}

// coversOthers reports whether the activity is to reach places beside those it serves, from the verb at j: "couvrir les cent autres
// communes".
func (s *sentence) coversOthers(j int) bool {
	if !s.isVerb(s.at(j), "couvrir", "desservir", "equiper", "gagner", "essaimer", "livrer") {
		return false
	}
	for k := j + 1; k < j+5 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.at(k).is("autres") && named(s.at(k+1), "commune", "village", "vallee", "canton", "territoire", "departement", "bourg", "ecole", "quartier") || s.at(k).is("autres") && k+1 == len(s.tokens) {
			return true
		}
	}
	return false
}

// takesMore reports whether hands are taken on beside those there are, from the verb at j: "on prend huit ouvriers de plus".
func (s *sentence) takesMore(j int) bool {
	return s.isVerb(s.at(j), "prendre", "embaucher", "recruter") && s.countedAt(j+1) && s.at(j+3).is("de") && s.at(j+4).is("plus")
}

// saidToSelf reports whether people tell themselves at j that a thing would be good: "on se dit qu'un camion épicerie ce serait bien".
func (s *sentence) saidToSelf(j int) bool {
	if !s.isVerb(s.at(j), "dire") || !s.at(j-1).is("se", "me") || !s.at(j+1).is("que", "qu") || !s.weSay(j) {
		return false
	}
	end := min(j+14, len(s.tokens))
	would := slices.ContainsFunc(s.tokens[j:end], func(t token) bool {
		return slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&conditional != 0 })
	})
	return would && slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "sector" && !h.weak && h.from > j && h.to <= end })
}

// lent reports whether a place is lent or offered at j to make something of: "la mairie nous prête l'école pour en faire un café".
func (s *sentence) lent(j int) bool {
	if !s.isVerb(s.at(j), "preter", "proposer", "laisser", "ceder", "confier", "donner", "louer") || !s.at(j-1).is("nous", "me", "m") || s.established() {
		return false
	}
	for k := j + 2; k < j+9 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.at(k).is("pour") && (s.at(k+1).is("faire", "en", "y", "ouvrir", "monter", "installer")) {
			return s.sectorNear(k+2) || s.sectorNear(k+4)
		}
	}
	return false
}

// advances reports whether the project named at j is said to advance: "notre projet de jardin avance".
func (s *sentence) advances(j int) bool {
	if !s.at(j).is("projet") || !s.ours(j-1) {
		return false
	}
	for k := j + 1; k < j+9 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.at(k).is("avance", "murit", "progresse") && s.denialOf(k, k+1) == affirmed {
			return !s.at(k + 1).is("pas")
		}
	}
	return false
}

// thrives reports whether an activity is said at j to be a great success: "notre cantine solidaire cartonne".
func (s *sentence) thrives(j int) bool {
	return s.at(j).is("cartonne", "cartonnent", "cartonnait") && s.denialOf(j, j+1) == affirmed && slices.ContainsFunc(s.hits, func(h hit) bool {
		return (h.slot == "sector" && !h.weak || h.slot == "holder" && h.code == "organisation") && h.to <= j && j-h.to < 3
	})
}
