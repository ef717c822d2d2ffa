package understand

import (
	"slices"
	"strings"
)

// frailCues reads an activity that holds with difficulty: "nos loyers ne couvrent pas les charges", "on peine à payer les salaires",
// "trop dépendants des subventions", "sinon on ferme", "personne pour remplacer le trésorier".
func (s *sentence) frailCues(cues []cue) []cue {
	for j := range s.tokens {
		if s.taken[j] {
			continue
		}
		to := max(s.shortfall(j), s.struggle(j), s.leans(j), s.lastResort(j), s.unrelieved(j), s.unpaid(j), s.defaults(j), s.closesFor(j), s.unaided(j))
		if to > j {
			cues = append(cues, cue{"consolidation", j, to, false})
		}
	}
	return cues
}

// named reports whether a token is one of these nouns, in the singular or with the "s" of the plural.
func named(t *token, nouns ...string) bool {
	return slices.Contains(nouns, t.word) || slices.Contains(nouns, strings.TrimSuffix(t.word, "s"))
}

// voiced reports whether those who speak are the subject near the token at i: "on", "nous", "notre asso", "je".
func (s *sentence) voiced(i int) bool {
	for j := i - 1; j >= 0 && j >= i-7 && s.tokens[j+1].before < stop; j-- {
		if s.tokens[j].is("on", "nous", "je", "j") || s.ours(j) {
			return true
		}
	}
	return s.running()
}

// falls reports whether the verb at k is denied, or told as hardly true: "ne couvrent pas", "suffit à peine".
func (s *sentence) falls(k int) bool {
	return s.denialOf(k, k+1) != affirmed || s.at(k+1).is("pas", "plus", "guere", "peu", "mal", "difficilement") || s.at(k+2).is("peine", "juste")
}

// shortfall returns the end of an income at j that does not suffice: "les cotisations ne suffisent plus"; 0 when there is none.
func (s *sentence) shortfall(j int) int {
	if !named(s.at(j), "loyer", "cotisation", "vente", "recette", "entree", "adhesion", "subvention", "marge", "billetterie", "revenu", "salaire",
		"chiffre", "ca", "activite", "tresorerie", "don", "argent", "billet", "repas", "panier", "abonnement", "commande", "consommation", "bar", "boutique", "caisse", "inscription") {
		return 0
	}
	for k := j + 1; k < j+8 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.isVerb(&s.tokens[k], "couvrir", "suffire", "compenser", "rentrer", "combler", "rembourser", "absorber", "payer") && s.falls(k) {
			return k + 1
		}
	}
	return 0
}

// struggle returns the end of a difficulty at j to keep an activity going: "on galère à tenir le commerce"; 0 when there is none.
func (s *sentence) struggle(j int) int {
	t := s.at(j)
	hard := s.isVerb(t, "peiner", "galerer", "ramer", "lutter", "batailler", "trimer") && !s.at(j-1).is("la") || t.is("mal") && s.at(j-1).is("du", "trop", "de", "tant") ||
		s.isVerb(t, "arriver", "parvenir", "reussir", "pouvoir", "savoir") && s.falls(j) || t.is("difficile", "dur", "complique", "difficulte", "difficultes")
	if s.isVerb(t, "pouvoir") && slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&conditional != 0 }) { // "ne pourraient-ils pas tenir la buvette"
		return 0
	}
	if !hard || !s.voiced(j) && !t.is("difficile", "dur", "complique") {
		return 0
	}
	for k := j + 1; k < j+7 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		v, next := s.at(k), s.at(k+1)
		if !looksInfinitive(v.word) || next.is("un", "une") && !s.at(k+2).is("salaire", "smic", "revenu", "equilibre") {
			continue
		}
		mine := s.isVerb(v, "payer", "honorer") && next.is("mon", "ma", "mes")
		if !mine && s.isVerb(v, "payer", "tenir", "boucler", "equilibrer", "garder", "maintenir", "survivre", "joindre", "fideliser", "couvrir",
			"renouveler", "mobiliser", "degager", "honorer", "perdurer", "conserver", "rembourser", "assumer", "verser") {
			return k + 1
		}
	}
	return 0
}

// support reports whether a token is a giver, or what is given, that an activity may lean on.
func support(t *token) bool {
	return named(t, "subvention", "aide", "financeur", "mairie", "departement", "region", "etat", "commune", "client", "benevole", "dotation", "appel", "fond",
		"argent", "subside", "don", "public", "publique", "financement", "bonne", "fondation", "collectivite", "benevolat", "mecene", "sub", "subv")
}

// leans returns the end of a dependence told at j: "dépendants des aides publiques", "on survit grâce aux subventions", "80 % de notre
// budget vient du département"; 0 when there is none.
func (s *sentence) leans(j int) int {
	t := s.at(j)
	adjective := named(t, "dependant", "dependante", "dependance", "tributaire", "perfusion")
	verb := s.isVerb(t, "dependre") && !t.is("dependant", "dependants") && (s.at(j-1).is("on", "nous", "en") || s.running())
	lives := s.isVerb(t, "survivre") || s.isVerb(t, "vivre", "tenir", "reposer") && s.isFinite(t) && s.only(j+1)
	share := t.is("budget", "recettes", "ressources", "chiffre", "ca", "financement", "financements") && s.ours(j-1) && s.part(j)
	if share {
		return j + 1
	}
	if !adjective && !verb && !(lives && s.voiced(j)) {
		return 0
	}
	for k := j + 1; k < j+8 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if support(&s.tokens[k]) {
			return k + 1
		}
	}
	return 0
}

// only reports whether what follows from i is all there is: "que de", "uniquement", "grâce à", "sur".
func (s *sentence) only(i int) bool {
	for j := i; j < i+4; j++ {
		if s.at(j).is("que", "qu", "uniquement", "grace", "sur", "seulement", "essentiellement", "surtout", "quasiment", "entierement") {
			return true
		}
	}
	return false
}

// part reports whether a share stands before the token at j: "80 % de notre budget", "la moitié de nos recettes", and who gives it after.
func (s *sentence) part(j int) bool {
	some := false
	for k := j - 1; k >= 0 && k >= j-6; k-- {
		some = some || s.tokens[k].digits() || named(s.at(k), "moitie", "tiers", "quart", "essentiel", "majorite", "partie")
	}
	return some && slices.ContainsFunc(s.tokens[j:], func(t token) bool { return support(&t) || s.isVerb(&t, "disparaitre", "partir", "sauter", "perdre") })
}

// lastResort returns the end of a threat on the activity told at j: "sinon on ferme", "sans ça on arrête"; 0 when there is none.
func (s *sentence) lastResort(j int) int {
	if !s.at(j).is("sinon") && !(s.at(j).is("si") && s.tokens[j].before >= blank) && !(s.at(j).is("sans") && s.at(j+1).is("ca", "cela", "eux", "elle", "aide")) {
		return 0
	}
	for k := j + 1; k < j+10 && k < len(s.tokens) && s.tokens[k].before < stop; k++ {
		t := s.at(k)
		ours := s.at(k-1).is("on", "nous") || s.at(k-2).is("on", "nous") || s.at(k-1).is("association", "asso", "est")
		if ours && (s.isVerb(t, "couler", "licencier", "disparaitre") || s.isVerb(t, "fermer", "arreter") && s.isFinite(t) || t.is("mort", "morts", "fini",
			"foutu", "foutus", "cuits", "fichus")) {
			return k + 1
		}
	}
	return 0
}

// unrelieved returns the end of a role of an association that nobody takes, told at j: "personne pour remplacer le trésorier"; 0
// when there is none.
func (s *sentence) unrelieved(j int) int {
	if !s.at(j).is("personne", "candidat", "candidats", "candidate", "volontaire", "volontaires", "releve") || s.at(j-1).is("une", "la", "chaque", "un", "le") {
		return 0
	}
	roles := func(t token) bool {
		return named(&t, "tresorier", "tresoriere", "president", "presidente", "presidence", "bureau", "ca", "conseil", "secretaire", "secretariat", "tresorerie", "suite", "main", "association", "asso")
	}
	for k := j + 1; k < j+6 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.isVerb(s.at(k), "reprendre", "remplacer", "succeder", "relayer", "engager", "investir", "presenter", "vouloir", "prendre") && slices.ContainsFunc(s.tokens, roles) {
			return k + 1
		}
	}
	return 0
}

// unpaid returns the end of a work that does not pay those who do it, told at j: "je ne me paie pas", "pas à me sortir un smic"; 0
// when there is none.
func (s *sentence) unpaid(j int) int {
	t, by := s.at(j), s.at(j-1)
	oneself := by.is("me", "m", "se", "nous")
	wage := false
	for k := j + 1; k < j+5; k++ {
		wage = wage || s.at(k).is("salaire", "smic", "revenu", "rsa", "euro")
	}
	if !oneself && !wage || s.at(j-2).is("vous", "tu") {
		return 0
	}
	if (s.isVerb(t, "payer", "remunerer") && oneself || s.isVerb(t, "sortir", "degager", "verser", "tirer", "salarier") && wage) && (s.falls(j) || s.at(j-2).is("a") && s.negator(j-3)) {
		return j + 1
	}
	return 0
}

// defaults returns the end of a share that members no longer pay, from the verb at j: "deux foyers ne payent plus leur part"; 0 when
// there is none.
func (s *sentence) defaults(j int) int {
	if !s.isVerb(s.at(j), "payer", "regler", "verser") || !s.falls(j) {
		return 0
	}
	for k := j + 1; k < j+4 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		members := named(s.at(k), "cotisation", "adhesion", "quote") || s.running() && named(s.at(k), "part", "loyer", "charge", "participation")
		if s.at(k-1).is("leur", "leurs") && members {
			return k + 1
		}
	}
	return 0
}

// closesFor returns the end of what those who speak close or cancel for lack of people or means, from the verb at j: "on ferme une
// séance sur deux faute de bénévoles"; 0 when there is none.
func (s *sentence) closesFor(j int) int {
	if !s.isVerb(s.at(j), "fermer", "annuler", "supprimer", "reduire", "arreter") || !s.weAmong(s.clauseStart(j), j) || s.at(j-1).is("de", "pour") {
		return 0
	}
	for k := j + 1; k < j+9 && k < len(s.tokens) && s.tokens[k].before < stop; k++ {
		if s.at(k).is("faute") && s.at(k+1).is("de", "d") || s.at(k).is("manque") && s.at(k-1).is("par") {
			return k + 1
		}
	}
	return 0
}

// unaided returns the end of an aid that is no longer given to those who speak, from the verb at j: "la mairie ne nous aide plus"; 0
// when there is none.
func (s *sentence) unaided(j int) int {
	if !s.isVerb(s.at(j), "donner", "verser", "aider", "soutenir", "financer", "subventionner") || !s.at(j-1).is("nous") || !s.at(j+1).is("plus") || s.at(j+2).is("de", "d", "que") {
		return 0
	}
	for k := s.clauseStart(j); k < j; k++ {
		if named(s.at(k), "mairie", "com", "commune", "departement", "region", "agglo", "fondation", "financeur") || s.running() && named(s.at(k), "etat", "caf", "msa") {
			return j + 2
		}
	}
	return 0
}
