package understand

import "slices"

// sign is what stands before a name and tells that a place is meant.
type sign struct {
	strength  int  // 3 "commune de", 2 "à", "près de", 1 "de", 0 nothing, -1 a person or a thing is meant
	territory bool // "en", "dans le": a department or a region rather than a commune
	point     bool // "à", "vers": a commune rather than a department
	outright  bool // "à", "vers", "près de", "habite": not "sur", "dans", "en"
	group     bool // "communauté de communes": its name need not be that of a commune
	role      role
	word      int // the token of the sign, -1 for none
}

// sign reads the words before the token at i.
func (s *sentence) sign(i int) sign {
	t := &s.tokens[i]
	j := i - 1
	switch {
	case t.is("au", "aux"): // the preposition is part of the name: "au Puy"
		return s.signed(sign{strength: 2, point: true, outright: true, word: i}, i)
	case t.is("du", "des"):
		return s.signOfDe(i)
	case t.is("le", "la", "les", "l"):
		g := s.signAt(j)
		if g.strength >= 1 {
			g.territory, g.point = g.territory || !g.point, false
		}
		if s.at(j).is("en") { // "en la ..." is no way to name a place
			g.strength = 0
		}
		if s.isAt(j) { // "à la Réunion", "à La Rochelle"
			g.territory, g.point = false, true
		}
		return g
	}
	if i > 0 && t.before < comma && s.at(j).is("le", "la", "les", "l") {
		return s.sign(j)
	}
	return s.signAt(j)
}

// signAt reads the sign that ends at the token j.
func (s *sentence) signAt(j int) sign {
	if j < 0 || s.at(j+1).before == stop || s.at(j+1).before == comma && !s.at(j).is("a", "vers") {
		return sign{word: -1}
	}
	t := s.at(j)
	switch {
	case s.isAt(j), t.is("au", "aux"):
		return s.signed(sign{strength: 2, point: true, outright: true, word: j}, j)
	case t.is("vers"):
		return s.signed(sign{strength: 2, outright: true, word: j}, j)
	case t.is("chez"):
		if s.at(j-1).is("vers", "de", "pres") {
			return s.signed(sign{strength: 2, outright: true, word: j}, j)
		}
		return sign{strength: -1, word: j}
	case t.is("en"):
		return s.signed(sign{strength: 2, territory: true, word: j}, j)
	case t.is("dans"):
		return s.signed(sign{strength: 2, word: j}, j)
	case t.is("sur", "entre", "pres", "depuis", "region", "secteur", "coin", "cote", "agglo", "agglomeration"):
		return s.signed(sign{strength: 2, word: j}, j)
	case t.is("departement", "dept", "dpt", "prefecture"):
		return sign{strength: 3, territory: true, word: j}
	case t.is("commune", "village", "bourg", "ville", "hameau", "mairie") && s.at(j+1).title:
		return s.signed(sign{strength: 2, point: true, outright: true, word: j}, j)
	case t.is("a") && s.at(j-1).is("y") && s.at(j+1).title:
		return sign{strength: -1, word: j} // "à 40 km il y a Limoges"
	case t.is("et", "ou") && j > 0 && s.taken[j-1]: // "entre Mende et Florac"
		return sign{strength: 1, word: j}
	case t.is("de", "d", "du", "des"):
		return s.signOfDe(j)
	case t.is("apres") && s.at(j+1).title:
		return sign{strength: 1, role: origin, word: j}
	case t.is("facon", "style", "genre", "imitation", "marque"):
		return sign{strength: -1, word: j}
	case t.is("sera", "choisi", "retenu") && s.at(j+1).title, t.is("est") && s.at(j-1).is("c") && s.at(j+1).title && !s.at(j-2).is("nom", "prenom"):
		return sign{strength: 1, point: true, word: j}
	case t.is("pour") && s.leaving(j):
		return sign{strength: 2, point: true, outright: true, word: j}
	case t.is("ecrit", "tape", "note", "indique") && s.spoken(j):
		return sign{strength: 1, role: gone, word: j}
	case s.isVerb(t, "habiter", "vivre", "resider", "quitter"):
		return s.signed(sign{strength: 2, outright: true, word: j}, j)
	case t.is("installe", "installee", "installes", "base", "basee", "bases", "situe", "situee", "situes", "domicilie", "domiciliee"):
		return s.signed(sign{strength: 2, outright: true, word: j}, j)
	case s.at(j+1).before == blank && !s.at(j+1).title && t.is("suis", "est", "sommes", "es", "etes"):
		return sign{strength: -1, word: j}
	case t.title && s.lang.words[t.word]&firstName != 0 && s.lang.words[t.word]&(noun|closed) == 0 && !s.taken[j] && s.at(j+1).before == blank && s.at(j+1).title && !s.isAt(j-1):
		return sign{strength: -1, word: j} // a family name
	case s.at(j+1).title && t.is("enfants", "fils", "fille", "soeur", "frere", "mari", "femme", "compagne", "compagnon", "ami", "amie",
		"copine", "copain", "collegue", "voisin", "voisine", "cousin", "cousine", "docteur", "professeur", "cure", "abbe", "pretre", "pasteur", "maitre", "notaire",
		"boulanger", "boulangere", "boucher", "agriculteur", "agricultrice", "maraicher", "artisan"):
		return sign{strength: -1, word: j}
	case t.is("avec", "appelle", "nomme", "monsieur", "madame", "mr", "mme", "m", "par", "famille", "prenom", "nom", "merci",
		"dit", "selon", "ligne", "autoroute", "mon", "ma", "mes", "ton", "ta", "son", "sa", "notre", "votre"):
		return sign{strength: -1, word: j}
	}
	return sign{word: -1}
}

// leaving reports whether "pour" at the token j tells where people go: "quitter Paris pour Tonnerre".
func (s *sentence) leaving(j int) bool {
	for k := j - 1; k >= 0 && k >= j-4 && s.tokens[k+1].before < comma; k-- {
		if s.isVerb(s.at(k), "quitter", "partir", "demenager") {
			return true
		}
	}
	return false
}

// signOfDe reads "de", "d'", "du", "des" at the token j by what stands before it.
func (s *sentence) signOfDe(j int) sign {
	p := s.at(j - 1)
	if j == 0 || s.at(j).before >= comma {
		return sign{word: j}
	}
	switch {
	case p.is("h", "heure", "heures") && (s.at(j-2).digits() || s.at(j-2).is("une", "demi", "deux", "trois", "quart", "petite", "bonne")):
		return s.signed(sign{strength: 2, outright: true, word: j}, j)
	case p.is("pas") && s.at(j-2).is("deux", "trois", "quelques"):
		return s.signed(sign{strength: 2, outright: true, word: j}, j)
	case s.teamOf(j - 1):
		return sign{strength: -1, word: j}
	case p.is("loin") && !slices.ContainsFunc(s.tokens[max(0, j-4):j], func(t token) bool { return t.is("pas", "non", "peu", "guere", "moins") }):
		return sign{strength: 1, role: gone, word: j}
	case s.seated(j - 1):
		return sign{strength: -1, word: j}
	case p.is("place") && !s.at(j-2).is("la", "sa", "cette", "petite", "grande") || madeThere(p), p.is("rue", "quartier", "avenue", "boulevard", "route", "chemin", "impasse", "allee", "quai", "faubourg", "square", "lotissement",
		"h", "heure", "heures", "notaire", "comptable", "architecte", "avocat", "avocate", "banquier", "cabinet", "journal", "expert", "experte", "fournisseur", "fournisseurs", "fac",
		"universite"), naturalNoun(p) && !p.is("cours", "eaux", "lit", "sources", "source", "val", "vins", "chateaux"):
		return sign{strength: -1, word: j}
	case p.is("commune", "village", "ville", "mairie", "maire", "bourg", "habitants", "habitant", "habitantes", "canton",
		"centre", "municipalite", "mairesse", "adjoint", "adjointe", "elu", "elue", "conseiller", "conseillere", "municipal",
		"municipale", "agglo", "agglomeration", "communes"):
		return s.signed(sign{strength: 3, point: true, outright: true, group: p.is("communes", "agglo", "agglomeration",
			"municipalite"), word: j}, j-1)
	case p.is("hameau", "dit", "lieudit"):
		return sign{strength: 2, point: true, role: beside, word: j}
	case p.is("ile", "iles", "presqu"):
		return s.signed(sign{strength: 1, group: true, word: j}, j)
	case p.is("departement", "dept", "region", "prefecture", "territoire", "parc", "dpt"):
		return sign{strength: 3, territory: p.is("departement", "dept", "dpt", "region"), word: j}
	case p.is("pres", "proche", "proches", "autour", "cote", "cotes", "alentours", "environs", "loin", "sortie", "coin", "secteur",
		"pays", "km", "kms", "kilometres", "minutes", "min", "mn", "nord", "sud", "est", "ouest", "abords", "periphere",
		"banlieue", "campagne", "entree", "portes", "lisiere", "peripherie", "limite", "limites", "hauteurs", "couronne", "confins",
		"proximite", "encablure", "encablures", "lieues", "bornes", "arriere"):
		if p.is("est") && s.at(j-2).is("on", "il", "elle", "qui", "c") {
			break
		}
		return s.signed(sign{strength: 2, outright: true, word: j}, j)
	case s.isVerb(p, "venir", "partir", "etre", "arriver") && !p.is("partir"), p.is("originaire", "natif", "native", "venant"):
		return s.signed(sign{strength: 2, outright: true, word: j}, j)
	}
	return s.signed(sign{strength: 1, word: j}, j)
}

// isAt reports whether the token at j is the preposition "à", typed with or without its accent.
func (s *sentence) isAt(j int) bool {
	t := s.at(j)
	if t.word != "a" {
		return false
	}
	if t.raw == "à" {
		return true
	}
	return !s.at(j-1).is("on", "il", "elle", "qui", "y", "n", "t", "l", "ca", "tu", "mairie", "ne")
}

// isVerb reports whether a token may be a form of one of the verbs.
func (s *sentence) isVerb(t *token, verbs ...string) bool {
	return slices.ContainsFunc(t.verbs, func(r reading) bool { return slices.Contains(verbs, r.verb) })
}

// madeThere reports whether a word names what bears the name of the place where it was first made, wherever it is sold: "du savon de
// Marseille", "des lentilles du Puy".
func madeThere(t *token) bool {
	return t.is("savon", "savons", "moutarde", "piment", "piments", "lentille", "lentilles", "pruneau", "pruneaux", "nougat", "porcelaine", "dentelle", "saucisson", "saucisse", "saucisses",
		"jambon", "jambons", "couteau", "couteaux", "bleu", "fourme", "tomme", "huile", "oignon", "oignons", "ail", "haricot", "haricots", "chou", "choux", "melon", "melons", "calisson",
		"calissons", "poulet", "poulets", "boeuf", "agneau", "brebis", "andouille", "toile", "marbre", "pierre", "cidre", "vin", "biere", "moutons", "race", "bonnet", "bonnets", "pull", "pulls", "camembert", "camemberts", "rillettes", "galettes", "caramels", "choucroute", "gras", "cassoulet")
}

// seated reports whether the group of words that the token at j ends is an administration, a bank, a school of higher learning or a
// line of transport, which bears the name of the town where it sits: "la chambre d'agriculture de Rodez", "le bus de Cahors".
func (s *sentence) seated(j int) bool {
	for k := j; k >= 0 && k >= j-3; k-- {
		t := s.at(k)
		if t.is("prefecture", "chambre", "banque", "tribunal", "msa", "carsat", "afpa", "cci", "cma", "caf", "urssaf", "rectorat", "academie", "depute", "deputee", "senateur", "senatrice", "bus", "train", "trains",
			"autocar", "ligne", "diplome", "diplomee", "diplomes", "master", "licence", "chu", "aeroport", "autoroute") {
			if k == 0 || k == 1 && s.at(0).is("sous") {
				return false // it is who writes
			}
			if t.is("msa", "carsat", "afpa") && !s.weAmong(j+1, len(s.tokens)) {
				return false
			}
			return k == j || s.at(k+1).is("de", "d", "du", "des")
		}
		if k < j && !t.is("de", "d", "du", "des", "l", "la", "le", "les") && k > j-2 {
			return false
		}
	}
	return false
}
