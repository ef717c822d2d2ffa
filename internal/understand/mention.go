package understand

import "slices"

// mentioned reports whether the phrase about a sector only happens to be said: where something took place, somebody else's
// trade, a past job, studies, something of one's own that broke down, what a customer looks for. A sentence that tells a stage or
// an organisation speaks of a project: only what cannot be its own is left out then.
func (s *sentence) mentioned(h hit, u *Understanding) bool {
	if s.grown(h) || s.repairs(h) || s.somebodys(h) && !s.treated(h) || s.onceTrade(h) || s.metAt(h) {
		return true
	}
	if u.Facts["stage"] != "" || u.Facts["holder"] == "organisation" || u.Facts["holder"] == "authority" || s.needs() {
		return false
	}
	return s.studied(h) || s.ownThing(h) || s.asCustomer(h) || s.tradeAlone(h)
}

// needs reports whether the sentence says what is lacking to a project.
func (s *sentence) needs() bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "need" && !h.weak && h.denial != denied })
}

// kin reports whether a token is a person beside the one who speaks.
func kin(t *token) bool {
	return t.is("mari", "femme", "epoux", "epouse", "pere", "mere", "frere", "soeur", "fils", "fille", "oncle", "tante", "cousin", "cousine", "voisin",
		"voisine", "ami", "amie", "copain", "copine", "compagnon", "compagne", "conjoint", "conjointe", "maire", "president", "presidente", "collegue",
		"parents", "grands", "beau", "belle", "papa", "maman", "pote", "secretaire", "tresorier", "tresoriere", "adjoint", "adjointe", "voisins", "amis", "adherents", "adherent", "membre", "membres")
}

// somebodys reports whether the phrase is the trade of somebody else, told in passing: "mon mari est menuisier", "une voisine
// agricultrice m'a parlé de vous", "le maire est agriculteur".
func (s *sentence) somebodys(h hit) bool {
	j := h.from - 1
	for s.at(j).is("un", "une", "des", "ancien", "ancienne", "aussi", "meme", "tous", "deux", "deja") && s.tokens[j+1].before < comma {
		j--
	}
	copula := (s.at(j).is("est", "etait", "sont", "etaient") || (j < h.from-1 || s.at(h.from).is("un", "une")) && s.at(j).is("a", "avait", "ont", "tient", "tenait") && s.at(h.to).is("en", "a")) && s.at(j+1).before < comma
	if s.kinKeeps(j) && s.tokens[h.from].before < comma {
		return true
	}
	if copula {
		for k := j - 1; k >= 0 && k >= j-5 && s.tokens[k+1].before < comma; k-- {
			if s.at(k).is("projet", "idee", "reve", "but", "ce", "c", "qui", "activite") {
				return false
			}
			if kin(s.at(k)) {
				return true
			}
		}
		return false
	}
	return j == h.from-1 && kin(s.at(j)) && s.at(j-1).is("une", "un", "mon", "ma", "mes") && s.tokens[h.from].before < comma && s.reports(h.to)
}

// kinKeeps reports whether a person beside the speaker keeps, likes or works in what follows the token at i: "ma sœur tient un
// restaurant", "mon mari aime le vélo".
func (s *sentence) kinKeeps(i int) bool {
	for j := i; j > i-3 && j > 0 && s.tokens[j].before < comma; j-- {
		if s.tokens[j].is("tient", "tenait", "aime", "adore", "gere", "bosse", "travaille", "travaillait", "fait", "apprend", "etudie", "vend") {
			return kin(s.at(j-1)) && s.at(j-2).is("mon", "ma", "mes", "le", "un", "une", "des", "notre", "nos")
		}
	}
	return false
}

// reports tells whether the words at i tell that somebody spoke of the bot or helped: "m'a parlé de vous", "qui m'a donné".
func (s *sentence) reports(i int) bool {
	for j := i; j < i+5 && j < len(s.tokens); j++ {
		if s.isVerb(&s.tokens[j], "parler", "donner", "dire", "conseiller", "envoyer", "recommander", "indiquer") {
			return true
		}
	}
	return false
}

// grown reports whether "culture" is that of a plant, which says what is grown: "la culture du blé".
func (s *sentence) grown(h hit) bool {
	return h.code == "culture" && h.to-h.from == 1 && s.tokens[h.from].is("culture", "cultures") && s.at(h.to).is("de", "du", "d", "des") &&
		slices.ContainsFunc(s.hits, func(o hit) bool {
			return o.slot == "sector" && o.code == "food-farming" && o.from > h.to && o.from <= h.to+2
		})
}

// repairs reports whether the phrase is the repair of one thing, which is no trade: "réparer le toit", "ils ont réparé le pont".
func (s *sentence) repairs(h hit) bool {
	if !s.someVerb(h.from, "reparer") {
		return false
	}
	if h.to-h.from > 1 {
		return s.done(h.from) && !s.spoken(h.from)
	}
	return s.at(h.to).is("le", "la", "l", "mon", "ma", "notre")
}

// another reports whether one more of the same is to be made: "j'ai bossé dans un fablab et je veux en lancer un".
func (s *sentence) another(i int) bool {
	for j := i; j+2 < len(s.tokens); j++ {
		if s.tokens[j].is("en", "y") && looksInfinitive(s.tokens[j+1].word) && s.tokens[j+2].is("un", "une", "autant") {
			return true
		}
	}
	return false
}

// onceTrade reports whether the phrase is what the person was or did before: "j'étais agriculteur", "j'ai bossé dix ans dans l'hôtellerie".
func (s *sentence) onceTrade(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-7 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("etais", "etions", "ete") && s.at(j-1).is("j", "je", "ai", "nous", "avons") && h.from-j <= 3:
			return !s.governed(h.from) && !s.another(h.to)
		case t.is("travaille", "bosse", "exerce") && s.at(j-1).is("ai", "a", "avons") || t.is("travaillais", "bossais"):
			return s.at(h.from-1).is("dans", "en", "comme", "l", "la", "le", "les", "un", "une", "chez") && !s.governed(h.from) && !s.another(h.to)
		case t.is("pour", "veux", "voudrais", "aimerais", "projet", "ouvrir", "monter", "creer"):
			return false
		}
	}
	return false
}

// metAt reports whether the phrase is where something small took place: "j'ai perdu mes clés au café", "on se voit au bistrot".
func (s *sentence) metAt(h hit) bool {
	j := h.from - 1
	if s.at(j).is("le", "la", "l", "un", "une", "notre", "ce", "cette") {
		j--
	}
	if !s.at(j).is("au", "a", "dans", "chez", "devant", "sur", "depuis", "aux") || j < 0 || s.tokens[j+1].before >= comma || h.weak {
		return false
	}
	for k := j - 1; k >= 0 && k >= j-6 && s.tokens[k+1].before < comma; k-- {
		t := &s.tokens[k]
		switch {
		case looksInfinitive(t.word) && len(t.verbs) > 0 || t.is("plus", "jamais", "moins", "projet", "idee"):
			return false
		case t.is("perdu", "oublie", "laisse", "vu", "lu", "trouve", "entendu", "croise", "rencontre", "rencontres", "ne", "nee", "parle", "achete",
			"bu", "mange", "grandi", "vus", "rencontree") && s.at(k-1).is("ai", "a", "avons", "suis", "avez", "as", "sommes", "est", "ete", "ont", "a"):
			return true
		case t.is("voit", "reunit", "reunissons", "reunissent", "voyons", "retrouve", "attends", "retrouvons"):
			return s.at(k-1).is("se", "nous", "vous", "t", "l")
		case t.is("suis", "suit", "vis", "habite", "loge") && s.at(k-1).is("je", "j") && k == j-1:
			return true
		case t.is("ecris", "appelle", "reviens", "rentre") && (s.at(k-1).is("je", "j") || s.at(k-1).is("vous") && s.at(k-2).is("je")):
			return true
		}
	}
	return false
}

// studied reports whether the phrase is what the person learnt: "j'ai un diplôme de cuisine".
func (s *sentence) studied(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-3 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("etudes", "diplome", "licence", "master", "bts", "cap", "bac", "brevet", "etudiant", "etudiante", "prof", "stage", "alternance", "apprentissage"):
			return s.hasBefore(j)
		case !t.is("de", "d", "en", "dans", "la", "le", "l", "du", "pro"):
			return false
		}
	}
	return false
}

// hasBefore reports whether "j'ai", "j'ai fait", "je suis" stands before the token at i.
func (s *sentence) hasBefore(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if s.tokens[j].is("ai", "suis", "fais", "passe") {
			return s.at(j-1).is("j", "je")
		}
	}
	return false
}

// ownThing reports whether the phrase names something of one's own that gives trouble, no activity: "mon vélo a été volé".
func (s *sentence) ownThing(h hit) bool {
	first := s.at(h.from)
	if h.to-h.from == 1 && s.at(h.from-1).is("mon", "ma") {
		return s.tradeName(h.from) || first.is("logement", "appartement", "appart", "velo", "voiture", "bagnole", "permis", "ordinateur", "ordi", "electricite", "chauffage", "chaudiere",
			"potager", "jardin", "bus", "train", "loyer", "immeuble", "poulailler", "compost", "facture", "vin", "pain", "medecin", "docteur", "nounou", "kine", "psy", "dentiste", "coloc", "artisan", "tablette", "smartphone")
	}
	if s.at(h.from-1).is("mes") && first.is("poules", "tomates", "plantes", "legumes", "abeilles", "factures") || first.is("facture") && s.at(h.from-1).is("ma") {
		return true
	}
	if s.at(h.from-1).is("je", "j") && s.at(h.to-1).is("vacances") || s.at(h.from-1).is("le", "un", "mon") && s.at(h.from-2).is("attends", "prends", "prendre", "rate") {
		return true
	}
	return h.code == "mobility" && len(s.tokens) <= 8 && s.at(0).is("je", "j") && (s.at(1).is("ai") || s.at(2).is("ai"))
}

// asCustomer reports whether the phrase is what a customer looks for or asks the price of: "où trouver un bon restaurant",
// "combien coûte un panneau solaire", "je cherche un hôtel pour ce week-end".
func (s *sentence) asCustomer(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-6 && s.tokens[j+1].before < stop; j-- {
		t, next := &s.tokens[j], s.at(j+1)
		switch {
		case t.is("ou") && next.is("trouver", "est", "sont"):
			return h.code == "local-shops" || h.code == "tourism"
		case t.is("ou") && next.is("acheter", "manger", "dormir", "boire", "louer"), t.is("ou") && s.at(j+2).is("peut", "puis") &&
			s.at(j+3).is("acheter", "manger", "dormir", "boire", "louer"):
			return true
		case t.is("coute", "coutent", "vaut") && s.at(j-1).is("combien"), t.is("prix", "tarif", "tarifs") && s.at(j-1).is("le", "quel", "est", "les", "quels"):
			return true
		case t.is("cherche", "reserver", "voudrais", "recherche") && s.at(j-1).is("je", "j", "voudrais", "veux"):
			return s.stayAfter(h.to)
		}
	}
	return false
}

// stayAfter reports whether a night, a week-end, a holiday follows the token at i.
func (s *sentence) stayAfter(i int) bool {
	for j := i; j < i+6 && j < len(s.tokens); j++ {
		if s.tokens[j].is("weekend", "week", "soir", "demain", "nuit", "nuits", "vacances", "aout", "juillet", "dimanche", "samedi", "midi") {
			return true
		}
	}
	return false
}

// tradeAlone reports whether the sentence says nothing but the trade of the person: "je suis boulanger de métier".
func (s *sentence) tradeAlone(h hit) bool {
	j := h.from - 1
	for s.at(j).is("un", "une", "simple", "ancien", "ancienne") {
		j--
	}
	return s.at(j).is("suis", "sommes") && s.at(j-1).is("je", "j", "nous", "on") && s.tokens[h.from].before < comma
}

// orphan reports whether the phrase is a plain noun, known to all ("la boulangerie"), in a text that tells nothing of a project, nor
// of those who would carry it, nor that the thing closes or is missed: "le supermarché agrandit son parking".
func (s *sentence) orphan(h hit, u *Understanding) bool {
	if content(s.tokens, h) > 1 || s.social(h) || !s.at(h.from-1).is("le", "la", "l", "les", "mon", "ce", "cette", "au", "ces") && !s.at(h.from).is("la", "le", "l") ||
		u.Facts["stage"] != "" || u.Facts["holder"] != "" || u.Facts["employs"] != "" || s.needs() || s.governed(h.from) || s.chosen(h.from) || s.willed(h) || h.denial != affirmed {
		return false
	}
	if slices.ContainsFunc(s.hits, func(o hit) bool { return o.slot == "sector" && !o.weak && o.from != h.from }) {
		return false
	}
	told := false
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.is("on", "nous", "notre", "nos", "projet", "idee", "repreneur", "reprendre", "sauver", "rouvrir", "revit", "renaitre") || s.wishing(t) || s.someVerb(i, "vouloir", "chercher") ||
			s.someVerb(i, "fermer", "disparaitre", "mourir", "arreter", "couler", "survivre", "tenir", "ouvrir", "revivre", "renaitre") && !s.weekday(i+1) {
			return false
		}
		told = told || t.is("est", "a", "sont") && t.raw != "à" || s.isFinite(t) && s.lang.words[t.word]&(noun|adjective) == 0 && !(i >= h.from && i < h.to)
	}
	return told
}

// weekday reports whether a day or an hour follows at i: "fermée le lundi", "ferme à midi".
func (s *sentence) weekday(i int) bool {
	for j := i; j < i+3; j++ {
		if s.at(j).is("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "midi", "soir") || s.at(j).digits() {
			return true
		}
	}
	return false
}
