package understand

import "strings"

// passing reports whether the phrase is said in passing: it belongs to somebody else, helps those who speak, is where they
// live, work or met, was left, only serves as a comparison, or is what a customer or an inhabitant looks for.
func (s *sentence) passing(h hit) bool {
	if s.treated(h) || s.another(h.to) || s.doneAlike(h.to) || s.resumed(h.to) {
		return s.likened(h)
	}
	return s.theirOwn(h) || s.helper(h) || s.left(h) || s.setting(h) || s.likened(h) || s.soughtAsCustomer(h) || s.tradesman(h) || s.scenery(h)
}

// scenery reports whether the phrase is only part of the picture: "entre le judo et la chorale", "une dame de la boulangerie", "un
// village de vignerons", what is done for pleasure in the evening, what the project is not.
func (s *sentence) scenery(h hit) bool {
	for j := h.to; j < len(s.tokens) && j < h.to+reach+2; j++ {
		if s.tokens[j].is("chose") && s.at(j-1).is("autre") && (s.at(j-2).is("est", "tout", "a") || s.someVerb(j-2, "faire")) && !s.governed(h.from) {
			return true
		}
	}
	j := h.from - 1
	for s.at(j).is("le", "la", "l", "les") && s.tokens[j+1].before < comma {
		j--
	}
	if s.at(j).is("de", "d", "du", "des") && s.tokens[j+1].before < comma {
		if s.tradeName(h.from) && s.at(j-1).is("village", "pays", "coin", "commune", "terre", "famille", "fils", "fille") {
			return true
		}
		if s.at(j).is("du") || j < h.from-1 {
			return s.at(j-1).is("dame", "monsieur", "type", "gars", "mec", "serveur", "serveuse", "vendeuse", "client", "cliente", "mail", "courrier", "lettre", "message", "numero", "affiche", "caisse", "parking",
				"porte", "cave", "cour", "mur", "trottoir")
		}
	}
	for ; j >= 0 && j >= h.from-reach && s.tokens[j+1].before < comma; j-- {
		switch t := &s.tokens[j]; {
		case t.is("entre") && s.at(j+1).is("le", "la", "l", "les", "un", "une", "deux") && (s.at(j).before == comma || s.at(h.from-2).is("et", "entre")) && s.segmentHas(j, "et"):
			return !s.willed(h)
		case s.someVerb(j, "faire", "jouer") && s.at(j-1).is("je") && s.at(j-2).is("soir", "weekend", "end", "dimanche", "cote", "loisir", "loisirs"):
			return true
		case s.someVerb(j, "faire", "vendre", "etre", "avoir", "tenir", "proposer") && s.imperfect(t) && (s.someBefore(j, "avant") || s.someBefore(j, "autrefois")):
			return true
		}
	}
	return false
}

// segmentHas reports whether a word stands shortly after the token at i, in the same part of the sentence.
func (s *sentence) segmentHas(i int, word string) bool {
	for j := i + 1; j < len(s.tokens) && j < i+7 && s.tokens[j].before < comma; j++ {
		if s.tokens[j].is(word) {
			return true
		}
	}
	return false
}

// doneAlike reports whether people want to do, after the token at i, the same as what was just told: "faire pareil", "la même", "un
// endroit comme ça".
func (s *sentence) doneAlike(i int) bool {
	if s.sameEnd == nil {
		s.sameEnd = s.lastly(s.alikeAt)
	}
	return i < *s.sameEnd
}

func (s *sentence) alikeAt(j int) bool {
	t, before := s.at(j), s.at(j-1)
	switch {
	case t.is("pareil", "memes", "idem", "imiter", "copier") || s.someVerb(j, "inspirer"):
		return true
	case t.is("mien", "mienne", "notres"):
		return before.is("le", "la", "les")
	case t.is("meme"):
		return before.is("la", "le", "les", "un", "une") && (j+1 == len(s.tokens) || s.at(j+1).is("chose", "truc", "a", "ici", "chez", "dans", "en") || s.at(j+1).before >= comma)
	case t.is("ca", "celui", "celle"):
		return before.is("comme")
	}
	return false
}

// resumed reports whether what was told before the token at i is to be taken over: "moi je le rouvrirais", "prendre la suite".
func (s *sentence) resumed(i int) bool {
	if s.overEnd == nil {
		s.overEnd = s.lastly(s.resumedAt)
	}
	return i < *s.overEnd
}

func (s *sentence) resumedAt(j int) bool {
	t, before := s.at(j), s.at(j-1)
	switch {
	case t.is("renaitre", "revivre"):
		return true
	case t.is("suite", "releve", "succession", "repreneur"):
		return before.is("la", "sa", "leur", "un")
	case before.is("je", "on", "nous"):
		return s.someVerb(j, "reprendre", "succeder")
	case before.is("le", "la", "l", "les"):
		return t.before < bracket && s.someVerb(j, "rouvrir", "reprendre", "relancer", "sauver", "racheter", "continuer", "refaire", "perpetuer", "garder", "faire") && !looksInfinitive(s.at(j+1).word) && !s.done(j)
	}
	return false
}

// lastly returns where the text after the last token that holds begins, 0 when none does.
func (s *sentence) lastly(holds func(j int) bool) *int {
	after := 0
	for j := len(s.tokens); j > 0 && after == 0; j-- {
		if holds(j - 1) {
			after = j
		}
	}
	return &after
}

// wantedBetween reports whether a wish or a beginning stands between two tokens.
func (s *sentence) wantedBetween(from, to int) bool {
	for j := from; j < to; j++ {
		if s.wishing(s.at(j)) || s.isVerb(s.at(j), "vouloir", "souhaiter", "rever", "projeter", "envisager") || s.at(j).is("projet", "idee", "reve", "envie") {
			return true
		}
	}
	return false
}

// theirOwn reports whether somebody beside the speaker is the subject: "mon conjoint cultive des céréales", "une amie qui fait du
// coworking", "ma mère couturière".
func (s *sentence) theirOwn(h hit) bool {
	for j := h.from - 1; j >= max(0, h.from-longClause) && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("on", "nous", "je", "j", "mais", "pour", "avec", "chez") || t.is("et") && (s.at(j+1).is("moi", "qu", "que") || kin(s.at(j-1))):
			return false
		case (kin(t) || t.is("ex", "patron", "patronne")) && (s.at(j-1).is("ancien", "ancienne") && s.at(j-2).is("notre", "mon") || s.at(j-1).is("beau", "belle", "grand") && s.at(j-2).is("mon", "ma", "un", "une") || s.at(j-1).is("mon", "ma", "mes", "un", "une", "notre", "nos")) && !s.at(j-2).is("de", "d", "a", "avec", "pour", "chez", "par") && !(s.at(j-1).is("beau", "belle", "grand") && s.at(j-3).is("avec", "pour", "chez", "et")) && !t.is("grands", "grand", "beau", "belle", "femme", "voisins", "amis") || t.is("voisins") && s.at(j-1).is("nos", "mes") && anyIs(s.tokens[j:h.from], "sont") || t.is("femme") && s.at(j-1).is("ma"):
			return (!s.wantedBetween(j, h.from) || t.is("patron", "patronne") || s.someVerb(j+1, "vouloir") && s.imperfect(s.at(j+1))) && s.relates(h) && !(s.someVerb(j+1, "venir") && !s.at(j+2).is("de", "d")) && !s.isVerb(s.at(j+1), "aller", "partir", "arreter", "ceder", "vendre")
		}
	}
	return false
}

// helper reports whether the phrase is what or who helps, lodges, tells or meets those who speak: "la médiathèque nous prête une
// salle", "les commerçants nous soutiennent", "aidés par l'épicerie solidaire".
func (s *sentence) helper(h hit) bool {
	det := h.from - 1
	if s.at(det).is("par") || s.at(det).is("le", "la", "l", "les", "un", "une") && (s.at(det-1).is("par") || s.at(det-1).is("a") && s.at(det-2).is("grace")) {
		j := det
		if s.at(det).before < comma && !s.at(det).is("par") {
			j--
		}
		return s.isVerb(s.at(j-1), "aider", "soutenir", "conseiller", "accompagner", "heberger", "accueillir", "preter", "suivre", "former", "recommander", "envoyer") || s.at(j-1).is("grace")
	}
	if s.at(h.to).is("d") && s.at(h.to+1).is("a") && s.at(h.to+2).is("cote") || s.at(h.to).is("voisin", "voisine", "voisins") {
		return !s.governed(h.from)
	}
	if !s.at(det).is("le", "la", "l", "les", "un", "une", "des", "plusieurs", "deux", "trois", "quelques") {
		return false
	}
	for j := h.to; j < h.to+5 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		switch t := &s.tokens[j]; {
		case t.is("nous", "m", "me", "vous"):
			return s.isVerb(s.at(j+1), "preter", "soutenir", "aider", "garder", "accueillir", "heberger", "donner", "conseiller", "envoyer", "suivre", "encourager", "laisser", "proposer",
				"offrir", "fournir", "contacter", "dire", "repondre", "louer", "parler", "inviter", "recommander", "connaitre") || s.at(j+1).is("a", "ont") && len(s.at(j+2).verbs) > 0
		case t.is("sont", "est") && s.at(j+1).is("partants", "partant", "partante", "daccord", "contents", "ravis", "interesses", "motives", "favorables", "mefiants", "contre", "avec", "derriere"):
			return true
		case t.is("qui", "que", "ou", "est", "sont", "et", "on", "je"):
			return false
		}
	}
	return false
}

// left reports whether the phrase is what the person did, kept or learnt before: "j'ai vendu mon restaurant", "après mon burn-out",
// "ancienne directrice d'ehpad", "je sors du lycée agricole".
func (s *sentence) left(h hit) bool {
	if s.at(h.to).is("c", "ce") && (s.at(h.to+1).is("etait") || s.at(h.to+1).is("est") && s.at(h.to+2).is("fini", "termine")) {
		return true
	}
	if s.at(h.to).is("ou", "que", "qu") && (s.imperfect(s.at(h.to+1)) || s.imperfect(s.at(h.to+2))) {
		return true // "la scierie où travaillait mon père"
	}
	for j := h.from - 1; j >= 0 && j >= h.from-8 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case s.isVerb(t, "vendre", "visiter", "commander", "ceder") && s.done(j):
			return s.spoken(j)
		case s.isVerb(t, "fermer", "quitter") && s.done(j) && s.at(j+1).is("mon", "ma") && s.spoken(j):
			return s.anotherSector(h.to, len(s.tokens))
		case s.isVerb(t, "tenir", "gerer", "diriger", "animer") && s.done(j) && s.spoken(j):
			return s.spent(h.to)
		case t.is("sors", "sortant", "diplome", "diplomee") && s.at(j+1).is("de", "d", "du", "en"), t.is("apres") && (s.at(j+1).is("mon", "ma", "un", "une", "des") && h.from == j+2 || h.from == j+1),
			t.is("ancien", "ancienne", "ex", "anciens") && s.namesPeople(j+1) && h.from-j <= 5 && h.from-j > 1:
			return !s.governed(h.from)
		case t.is("etais") && (s.at(j-2).is("quand") || s.at(j-3).is("quand")), t.is("eu") && s.at(j-1).is("a") && s.at(j-2).is("y") && s.at(j+1).is("un", "une", "des"),
			t.is("reve", "projet", "idee") && s.at(j-2).is("etait"), t.is("ou") && s.at(j-1).is("temps", "epoque"), t.is("rien") && s.at(j+1).is("en", "a", "au") && s.isVerb(s.at(j-1), "connaitre"):
			return true
		case t.is("viens") && s.at(j-1).is("je") && s.at(j+1).is("de", "du", "d") && (s.at(j+2).is("monde", "milieu", "secteur") || h.from <= j+3 && !looksInfinitive(s.at(j+2).word)):
			return true
		case s.isVerb(t, "parler") && s.at(j+1).is("de", "d", "du", "des") && (s.done(j) && s.at(j-2).is("m", "nous", "me") || s.isFinite(t) && !s.at(j-1).is("je", "j", "on", "nous", "qui")) && !s.isAt(h.to):
			return true
		case t.is("devrais", "devrait", "devrions") && s.at(j-1).is("je", "on", "nous") && s.at(j-2).is("que", "qu") && s.isVerb(s.at(j-3), "dire", "trouver", "penser") && !s.at(j-4).is("je", "j", "on", "me"):
			return true
		case t.is("servir") && s.at(j-1).is("devait", "aurait") || t.is("devait") && s.at(j+1).is("etre"):
			return true
		case t.is("pour", "on", "nous", "qui", "que", "et", "je", "j"):
			return false
		}
	}
	return false
}

// spent reports whether a length of time that is over follows at i: "pendant douze ans", "trente ans".
func (s *sentence) spent(i int) bool {
	for j := i; j < i+5 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.tokens[j].is("an", "ans", "annees", "annee", "mois") {
			return true
		}
		if s.tokens[j].is("depuis", "et") {
			return false
		}
	}
	return false
}

// setting reports whether the phrase is where people live, work, meet or are lodged: "on est basés dans une pépinière
// d'entreprises", "nous vivons dans une ferme", "rendez-vous à la maison de santé".
func (s *sentence) setting(h hit) bool {
	j := h.from - 1
	for s.at(j).is("le", "la", "l", "un", "une", "ce", "cette", "ancien", "ancienne", "vieille", "notre", "les") && s.tokens[j+1].before < comma {
		j--
	}
	if j < 0 || !(s.at(j).is("au", "aux", "dans", "chez", "devant", "sur") || s.isAt(j) || s.at(j).is("de", "d", "du") && s.at(j-1).is("dessus", "dessous", "cote", "face", "pres", "derriere", "voisins", "voisin", "voisine", "et")) || s.governed(h.from) {
		return false
	}
	for k := j - 1; k >= 0 && k >= j-8 && s.tokens[k+1].before <= comma; k-- {
		t := &s.tokens[k]
		switch {
		case s.tokens[k+1].before == comma && !(s.at(j).is("de", "d", "dans", "chez") || s.isAt(j)):
			return false
		case s.wishing(t) || s.isVerb(t, "vouloir") || t.is("projet", "pour", "envie", "idee", "reve") || looksInfinitive(t.word) && len(t.verbs) > 0 && !s.isVerb(t, "travailler"):
			return false
		case t.is("reunion", "reunions") && s.at(j).is("sur"):
			return false // "une réunion sur les toits solaires"
		case t.is("bases", "base", "basee", "basees", "heberges", "hebergee", "heberge", "hebergees", "rendez", "rdv", "reunion", "reunions", "lieu", "passe", "passee", "passes", "connaitre", "connus", "connues", "connu", "repetent", "repetons", "voisins", "voisin", "voisine"):
			return true
		case s.isVerb(t, "vivre", "habiter", "loger", "travailler", "bosser", "retrouver", "reunir", "rencontrer", "reunir", "dormir") && (s.isFinite(t) || s.done(k)):
			return s.at(k-1).is("je", "j", "on", "nous", "se", "ai", "a", "avons", "sommes", "est", "qui") && !(s.social(h) && s.isVerb(t, "travailler", "bosser"))
		}
	}
	return false
}

// likened reports whether the phrase is only compared or told apart: "rien à voir avec le tourisme", "on nous prend pour une
// ressourcerie", "comme la recyclerie d'à côté", "ce n'est pas une crèche".
func (s *sentence) likened(h hit) bool {
	if s.at(h.from).is("pas", "plus") && s.at(h.from+1).is("un", "une", "le", "la", "l") && s.at(h.from-1).is("est") {
		return true
	}
	for j := h.from - 1; j >= 0 && j >= h.from-4 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("qui") && s.at(j-1).is("nous", "moi") && s.at(j-2).is("pas"):
			return true
		case t.is("avec") && s.at(j-1).is("voir") && s.at(j-3).is("rien"), t.is("pour") && (s.isVerb(s.at(j-1), "prendre") && s.at(j-2).is("nous", "me", "vous") || s.isVerb(s.at(j-2), "prendre") && s.at(j-3).is("nous", "me", "vous")), t.is("contrairement"):
			return true
		case t.is("comme") && s.at(j+1).is("le", "la", "l", "les") && !s.isVerb(s.at(j-1), "faire", "monter", "ouvrir", "creer") && !s.at(j-1).is("truc", "chose", "endroit", "lieu", "ca"):
			return true
		case s.lang.words[t.word]&(closed|adjective) == 0:
			return false
		}
	}
	return false
}

// soughtAsCustomer reports whether the phrase is what an inhabitant or a customer looks for, or a task for a professional: "où est la
// déchetterie", "je cherche une nounou pour mon fils", "un graphiste pour faire notre affiche", "la crèche ferme à 18h".
func (s *sentence) soughtAsCustomer(h hit) bool {
	to := h.to
	if s.at(to - 1).is("pour") {
		to--
	}
	next := s.at(to)
	switch {
	case next.is("pour") && s.at(to+1).is("dimanche", "samedi", "demain", "vendredi", "lundi", "mardi", "mercredi", "jeudi"):
		return true
	case next.is("pour") && (s.at(to+1).is("mon", "ma", "mes", "moi") && !s.at(to+2).is("projet", "association", "asso", "village", "commune", "activite", "entreprise", "commerce")):
		return true
	case next.is("pour") && s.isVerb(s.at(h.to+1), "faire", "refaire", "relire", "dessiner", "reparer", "imprimer") && s.at(h.to+2).is("notre", "nos", "mon", "ma", "mes"):
		return true
	case next.is("le", "la") && s.at(h.to+1).is("plus") && s.at(h.to+2).is("proche", "pres"):
		return true
	}
	for j := h.to; j < h.to+4 && j+2 < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.someVerb(j, "fermer", "ouvrir", "passer") && s.isAt(j+1) && s.tokens[j+2].digits() {
			return true
		}
	}
	j := h.from - 1
	for s.at(j).is("le", "la", "l", "un", "une", "des", "les", "de", "d", "du") && s.tokens[j+1].before < comma {
		j--
	}
	return s.isVerb(s.at(j), "etre") && s.at(j-1).is("ou") && j == 1 || s.isVerb(s.at(j), "vendre") && s.at(j-1).is("qui") && j == 1 || s.isVerb(s.at(j-1), "inscrire") && s.at(j-2).is("m", "me") || s.at(j).is("venir", "vous", "voir") && s.at(h.from-1).is("en") ||
		s.at(j).is("en") && s.isVerb(s.at(j-1), "voir", "venir", "rentrer")
}

// tradesman reports whether the phrase is a trade told of people who are listed or act, not of those who speak: "deux maraîchers, une
// instit et un retraité".
func (s *sentence) tradesman(h hit) bool {
	if h.to-h.from > 1 || !s.tradeName(h.from) {
		return false
	}
	if s.at(h.from-1).is("un", "une", "deux", "trois") && (h.from == 1 || s.at(h.from-1).before >= comma || s.at(h.from-2).is("et")) && s.at(h.to).before == comma {
		return s.at(h.to).is("un", "une", "deux", "trois") || s.at(h.from-2).is("et")
	}
	if s.at(h.from-1).is("le", "la", "l") && (h.from == 1 || s.at(h.from-1).before >= comma) && (s.at(h.to).is("a", "est") || s.isFinite(s.at(h.to)) && !s.someVerb(h.to, "fermer", "partir", "arreter", "vendre", "prendre", "ceder", "chercher")) {
		return !s.at(h.to).is("est") || !s.at(h.to+1).is("parti", "partie", "mort", "ferme", "malade", "decede")
	}
	return s.at(h.from-1).is("apprenti", "apprentie") && !s.at(h.from-2).is("suis")
}

// tradeName reports whether the word at i looks like the name of a person by the trade.
func (s *sentence) tradeName(i int) bool {
	word := strings.TrimSuffix(s.tokens[i].word, "s")
	if s.tokens[i].is("verger", "vergers", "panier", "paniers", "potager", "potagers", "foyer", "foyers", "rucher", "ruchers", "loyer", "loyers", "atelier", "ateliers", "fumier", "sentier", "sentiers",
		"chantier", "chantiers", "plancher", "marcher", "cahier", "cahiers") {
		return false
	}
	for _, ending := range [...]string{"eur", "euse", "trice", "cher", "cere", "chere", "ger", "gere", "cier", "ciere", "lier", "sier", "isier", "ien", "ienne", "iste", "ysan", "ysanne", "ant", "ante", "isan", "isane", "ron"} {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}
