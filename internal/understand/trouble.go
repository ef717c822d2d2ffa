package understand

// troubled reports whether what follows a phrase says that the thing goes wrong: "le local est insalubre", "nos statuts ne sont plus
// adaptés", "la salle qu'on nous prête va fermer".
func (s *sentence) troubled(h hit) bool {
	if s.ofThings(h) {
		return false
	}
	end := h.to + 6
	if s.at(h.to).is("que", "qu", "dont", "ou") {
		end += 5
	}
	for j := h.to; j < end && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.tokens[j].is("mais", "pour", "si") {
			return false
		}
		if s.fails(j) || s.unfit(j, h.to) || s.undone(j, h.code) || s.moves(j, h) {
			return true
		}
	}
	return false
}

// ofThings reports whether a price, an aid belongs to what the project does not decide: "les prix de l'essence".
func (s *sentence) ofThings(h hit) bool {
	return h.weak && h.code == "business-model" && s.at(h.to).is("de", "d", "du", "des")
}

// fails reports whether the word at j alone says that something goes wrong, or is too little or too much.
func (s *sentence) fails(j int) bool {
	t, next := s.at(j), s.at(j+1)
	switch {
	case t.is("insalubre", "insalubres", "vetuste", "vetustes", "inadapte", "inadaptee", "inadaptes", "inadaptees", "insuffisant", "insuffisante",
		"insuffisants", "insuffisantes", "obsolete", "obsoletes", "delabre", "delabree", "menace", "menacee", "menaces", "menacees", "exigu", "exigue", "bancal", "bancals", "bancale", "flou", "floue", "flous"):
		return true
	case s.isVerb(t, "inquieter", "bloquer", "coincer", "plomber", "etouffer", "etrangler", "preoccuper") && !s.at(j-1).is("pas", "plus"):
		return s.at(j-1).is("nous", "m", "me", "qui", "est", "c") || t.before < comma
	case t.is("trop"):
		return next.is("petit", "petite", "petits", "petites", "cher", "chere", "chers", "cheres", "loin", "juste", "juste", "bas", "basse", "basses", "eleve",
			"elevee", "eleves", "elevees", "lourd", "lourde", "lourds", "lourdes", "vieux", "vieille", "court", "courte", "courts", "complique", "compliques", "faible", "faibles",
			"sombre", "froid", "froide", "etroit", "etroite", "strict", "stricts", "humide", "maigre", "maigres", "rigide", "rigides", "rares", "rare")
	case t.is("chute", "baisse", "danger", "peril"):
		return s.at(j - 1).is("en")
	case t.is("sec"):
		return s.at(j - 1).is("a")
	case t.is("rouge", "nez"):
		return s.at(j-1).is("le") && s.at(j-2).is("dans", "sous")
	}
	return false
}

// unfit reports whether the word at j, denied after from, says that the thing does not do: "ne sont plus adaptés", "ne suffit pas".
func (s *sentence) unfit(j, from int) bool {
	t := s.at(j)
	fit := t.is("adapte", "adaptee", "adaptes", "adaptees", "normes", "clair", "claire", "clairs", "claires", "equilibre", "point", "jour", "conforme",
		"conformes", "suffisant", "suffisante", "suffisants", "suffisantes", "renouvele", "renouvelee", "reconduit", "reconduite", "versee", "versees", "bon", "bonne", "bons", "solide", "rendez", "assez")
	if s.at(from-1).is("bureau", "bureaux") || !fit && !s.isVerb(t, "suffire", "convenir", "rentrer", "venir", "arriver", "tomber", "suivre", "tenir", "correspondre", "decoller", "passer", "revenir") {
		return false
	}
	for k := j + 1; k >= from && k >= j-4; k-- {
		if s.at(k).is("pas", "plus", "jamais", "guere", "aucun", "aucune") && (k < j || !fit) {
			return true
		}
	}
	return false
}

// undone reports whether the words at j say that the thing is still to be had or done: "les statuts sont à refaire".
func (s *sentence) undone(j int, code string) bool {
	if !s.at(j-1).is("a") || s.at(j-1).raw != "à" && !s.at(j-2).is("reste") {
		return false
	}
	return s.isVerb(s.at(j), "refaire", "revoir", "trouver", "reecrire", "choisir", "definir", "clarifier", "ajuster", "modifier", "regler", "boucler") ||
		code != "premises" && s.isVerb(s.at(j), "ecrire", "rediger", "construire", "calculer", "fixer", "chercher")
}

// moves reports whether the verb at j makes the thing go away, or a burden grow: "les aides baissent", "le loyer a doublé".
func (s *sentence) moves(j int, h hit) bool {
	t, what := s.at(j), s.at(h.to-1)
	if t.before >= comma || len(t.verbs) == 0 || s.denialOf(j, j+1) != affirmed {
		return false
	}
	burden := what.is("loyer", "loyers", "couts", "cout", "dettes", "facture", "factures", "charges")
	switch {
	case burden:
		return s.isVerb(t, "augmenter", "doubler", "tripler", "exploser", "flamber", "grimper", "monter", "peser")
	case h.code == "funding" && !what.is("banque", "banques", "garantie", "prime"), h.code == "business-model" && !what.is("prix", "tarif", "tarifs"):
		return s.isVerb(t, "baisser", "chuter", "fondre", "plonger", "reculer", "disparaitre", "diminuer", "secher", "arreter", "stagner", "s'effondrer", "effondrer", "retirer", "tarir")
	case h.code != "premises" || s.shadowed(h):
		return false
	case s.isVerb(t, "fermer", "expirer", "finir", "terminer", "arreter", "demolir", "vendre", "raser", "detruire"):
		return s.at(j-1).is("va", "vont", "doit", "doivent", "etre", "ete", "se", "s") || what.is("bail") || (t.is("vendu", "vendue", "vendus", "vendues") && s.at(j-1).is("est", "sont", "deja"))
	}
	return false
}

// mustLeave reports whether people must leave the place that the phrase names: "on doit quitter notre hangar".
func (s *sentence) mustLeave(h hit) bool {
	if h.code != "premises" {
		return false
	}
	for j := h.from - 1; j >= 0 && j >= h.from-4 && s.tokens[j+1].before < comma; j-- {
		t := s.at(j)
		if s.isVerb(t, "quitter", "liberer", "evacuer", "rendre", "partir", "sortir", "perdre") {
			if s.isVerb(t, "partir", "sortir") && !s.at(j+1).is("de", "d", "du", "des") {
				return false
			}
			return s.isVerb(t, "perdre") || s.pressed(j)
		}
		if s.lang.words[t.word]&closed == 0 {
			return false
		}
	}
	return false
}

// pressed reports whether what the verb at j says is imposed: "on doit", "il faut", "on nous demande de".
func (s *sentence) pressed(j int) bool {
	for k := j - 1; k >= 0 && k >= j-5 && s.tokens[k+1].before < comma; k-- {
		if s.isVerb(s.at(k), "devoir", "falloir", "demander", "obliger", "forcer", "prier", "sommer", "aller", "risquer", "contraindre") {
			return true
		}
	}
	return false
}

// takes reports whether the place that the phrase names is to be bought, let or taken: "comment acheter le bâtiment", "on voudrait
// louer un hangar", "est-ce que la commune peut nous vendre le presbytère".
func (s *sentence) takes(h hit) bool {
	if h.code != "premises" || s.at(h.to).is("aux", "a") && s.at(h.to+1).is("des", "tous", "associations", "gens", "touristes", "habitants") {
		return false
	}
	for j := h.from - 1; j >= 0 && j >= h.from-5 && s.tokens[j+1].before < comma; j-- {
		t := s.at(j)
		switch {
		case s.isVerb(t, "acheter", "acquerir", "louer", "recuperer", "occuper", "racheter", "preempter"):
			return looksInfinitive(t.word) && !s.done(j) && (!s.shadowed(h) || s.isVerb(t, "acheter", "acquerir"))
		case s.isVerb(t, "vendre", "ceder", "preter", "louer", "attribuer", "confier"):
			return s.at(j-1).is("nous", "me", "m") && s.hopedFor(j)
		case s.lang.words[t.word]&(closed|adjective) == 0 && !t.is("ancien", "ancienne"):
			return false
		}
	}
	return false
}

// whereTo returns the tokens of a question about where to stand: "où est-ce que je pourrais installer ma brasserie", "on n'a nulle part
// où se retrouver".
func (s *sentence) whereTo() (from, to int) {
	for j := range s.tokens {
		t := &s.tokens[j]
		if !t.is("ou") || t.raw != "où" && !s.at(j-1).is("part", "pas", "savoir", "sais", "cherche", "cherchons") && j > 0 {
			continue
		}
		if j > 0 && t.before < comma && !s.at(j-1).is("part", "pas", "endroit", "savoir", "sais", "sait", "cherche", "cherchons", "demande", "trouver", "voir", "d", "reste", "savons", "idee") && !s.questioned(j) {
			continue // "l'ESAT où je suis monitrice"
		}
		none := s.at(j-1).is("part", "pas", "endroit")
		for k := j + 1; k <= j+7 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
			v := s.at(k)
			if s.isVerb(v, "installer", "implanter", "poser", "stocker", "ranger", "entreposer", "garer", "abriter", "caser", "exposer", "heberger") ||
				(none || j == 0) && s.isVerb(v, "mettre", "retrouver", "reunir", "repeter", "loger", "jouer", "travailler") || none && s.isVerb(v, "aller") && k+1 == len(s.tokens) {
				next := s.at(k + 2)
				if !s.done(k) && !next.is("candidature", "question", "questions", "dossier", "annonce", "argent", "application", "logiciel", "enfants", "annonces", "economies", "plainte") && (looksInfinitive(v.word) || s.weBetween(j, k)) {
					return j, k + 1
				}
			}
		}
	}
	return 0, 0
}

// weBetween reports whether the one who speaks is the subject between two tokens.
func (s *sentence) weBetween(from, to int) bool {
	for j := from; j < to; j++ {
		if s.at(j).is("on", "je", "j", "nous") {
			return true
		}
	}
	return false
}

// isTrouble reports whether a word of trouble stands before the phrase and names it: "le problème c'est le lieu", "ce qui coince c'est le
// local", "il ne reste que le local à trouver".
func (s *sentence) isTrouble(h hit) bool {
	j := h.from - 1
	for s.at(j).is("le", "la", "l", "les", "un", "une", "surtout", "plutot", "que", "de", "d") {
		j--
	}
	if !s.at(j).is("est", "reste") || s.tokens[j+1].before >= stop {
		return false
	}
	if s.at(j).is("reste") && s.isAt(h.to) && !s.undone(h.to+1, h.code) {
		return false // "il reste la vitrine à peindre"
	}
	if s.at(j).is("reste") {
		return s.at(j+1).is("que", "plus") || s.at(j+1).is("le", "la")
	}
	for k := j - 1; k >= 0 && k >= j-7 && s.tokens[k+1].before < stop; k-- {
		if s.at(k).is("probleme", "souci", "manque", "coince", "bloque", "frein", "obstacle", "hic", "difficulte", "arrete", "dur", "complique", "difficile", "peche") {
			return !s.at(k - 1).is("pas")
		}
	}
	return false
}

// ofPublic reports whether what is lacking is lacked by those whom a project serves: "les gens n'ont plus les moyens de se chauffer",
// "les loyers sont trop chers pour les jeunes".
func (s *sentence) ofPublic(h hit) bool {
	if h.code != "premises" && h.code != "funding" && h.code != "business-model" {
		return false
	}
	public := func(i int) bool {
		return s.at(i).is("gens", "familles", "jeunes", "habitants", "personnes", "vieux", "anciens", "saisonniers", "ceux", "menages", "retraites", "etudiants", "locataires", "chomeurs")
	}
	for j := h.from - 1; j >= 0 && j >= h.from-5 && s.tokens[j+1].before < comma; j-- {
		if s.at(j).is("on", "nous", "je", "j", "trouver", "que", "qu", "comment", "si", "veulent", "cherchent") && !s.at(j-1).is("ceux") {
			break
		}
		if public(j) && (s.at(j).is("ceux") || s.at(j-1).is("les", "des", "nos", "le", "aux")) && !s.questioned(j) {
			return !h.weak || s.finiteHere(j+1) || s.at(j+1).is("n", "ne", "ont", "a")
		}
	}
	for j := h.to; j < len(s.tokens) && j <= h.to+5 && s.tokens[j].before < comma; j++ {
		if public(j) && j == h.to+1 && s.at(h.to).is("des") && h.code == "business-model" {
			return true // "réduire les charges des familles"
		}
		if public(j) && (s.at(j-1).is("aux") || s.at(j-2).is("pour") && s.at(j-1).is("les", "des")) && s.troubledTill(h.to, j) {
			return true
		}
	}
	return false
}

// troubledTill reports whether "trop cher" or the like stands between two tokens, or is the last word before them.
func (s *sentence) troubledTill(from, to int) bool {
	for j := from - 2; j < to; j++ {
		if s.at(j).is("trop", "cher", "chers", "chere", "cheres") {
			return true
		}
	}
	return false
}
