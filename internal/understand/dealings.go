package understand

import "slices"

// isServant reports whether a token is somebody who sells to a project, teaches, counsels or visits it, and need not live where it is.
func (s *sentence) isServant(t *token) bool { return s.lang.servants[t.word] }

// servedFrom reports whether the place is that of somebody who serves the project and is the subject: "un coach de Paris demande",
// "notre imprimeur d'Angoulême a fermé", "notre comptable à Nevers nous dit".
func (s *sentence) servedFrom(m mention) bool {
	of := m.from - 1
	if s.at(m.from).is("du", "des", "au", "aux") {
		of = m.from
	}
	for s.at(of).is("le", "la", "l", "les") && of > 0 {
		of--
	}
	who := of - 1
	if !s.at(of).is("de", "d", "du", "des", "a", "au", "aux") || who < 1 || !s.isServant(s.at(who)) || s.at(who).is("salarie", "salariee", "salaries") {
		return false
	}
	first := who
	if s.at(first - 1).is("expert") {
		first--
	}
	if det := s.at(first - 1); !det.is("un", "une", "des", "notre", "nos", "mon", "ma", "mes") || !s.subjectAt(first) && !s.at(first-2).is("par", "avec") {
		return false
	}
	ours := s.at(first-1).is("notre", "nos", "mon", "ma", "mes") || s.at(who).is("touristes", "clients", "clientes")
	return m.to < len(s.tokens) && (ours || !s.offers(m.to, m.to+7)) && !s.resumed(m.to) && !s.someVerb(m.to, "vouloir", "souhaiter", "chercher")
}

// brand reports whether the token at j is a chain or a maker, whose shops and factories are told by the name of a town.
func (s *sentence) brand(j int) bool {
	t := s.at(j)
	if t.fixed {
		t = &token{word: t.raw} // a name, not the word that it resembles
	}
	return s.lang.brands[t.word] || s.lang.brands[s.at(j-1).word+" "+t.word] || t.is("radio") && !s.at(j-1).is("la", "une", "notre")
}

// branded reports whether the place only tells which shop of a chain, or which employer: "chez Leclerc à Aubenas", "le Super U de
// Fourmies"; not the walls that a chain leaves: "l'ancien Leclerc d'Aubenas".
func (s *sentence) branded(m mention) bool {
	j := m.from - 1
	for j > 0 && s.at(j).is("a", "de", "d", "du", "des", "au", "aux", "le", "la", "l", "les") && s.tokens[j+1].before < comma {
		j--
	}
	if j < 0 || s.tokens[min(j+1, len(s.tokens)-1)].before >= comma || !s.brand(j) || j == 0 && !s.weAmong(m.to, len(s.tokens)) {
		return false
	}
	for k := j - 1; k >= 0 && k >= j-4; k-- {
		if s.at(k).is("ancien", "ancienne", "face", "derriere", "pres", "cote", "parking") || s.at(k).is("notre") {
			return false
		}
	}
	return !s.offers(m.to, m.to+6)
}

// tooFar reports whether the place, or what is there, is told as far away: "celle d'Auxerre est à 30 km", "le marché de Sarlat est
// trop loin", "Lyon c'est loin", "c'est loin Lyon".
func (s *sentence) tooFar(m mention) bool {
	head := m.from - 1
	if m.from >= 2 && s.at(head).is("loin") && s.at(m.from).before < comma && !s.at(head-1).is("pas", "plus") && (s.at(head-1).is("est") || s.at(head-2).is("est")) || m.to+2 < len(s.tokens) && s.at(m.to).is("c") && s.at(m.to+1).is("est") && (s.at(m.to+2).is("loin") || s.at(m.to+3).is("loin") && s.at(m.to+2).is("trop", "bien", "vraiment", "tres", "super", "hyper")) {
		return true
	}
	for s.at(head).is("le", "la", "l", "les") && head > 0 {
		head--
	}
	if head < 1 || !s.at(head).is("de", "d", "du", "des", "a", "au") || !s.at(m.to).is("est", "sont", "c") || s.forTaking(s.clauseStart(m.from), m.from) {
		return false
	}
	k := m.to + 1
	if s.at(k - 1).is("c") {
		k++
	}
	for s.at(k).is("trop", "bien", "vraiment", "tres", "deja", "quand", "meme", "super", "un", "peu") && k < m.to+5 {
		k++
	}
	if s.at(k).is("loin", "eloigne", "eloignee") {
		return !s.at(k - 1).is("pas")
	}
	return s.isAt(k) && (s.isNumber(k+1) || s.at(k+1).digits()) && s.at(k+2).is("km", "kms", "kilometres", "bornes", "minutes", "min", "mn", "heure", "heures", "h")
}

// askedAfter reports whether those who speak ask to know, meet or visit what is at the place: "qui connaît le garage solidaire de Die",
// "avez-vous le contact de la recyclerie de Crest".
func (s *sentence) askedAfter(m mention) bool {
	of := m.from - 1
	if s.at(m.from).is("du", "des") {
		of = m.from
	}
	for s.at(of).is("le", "la", "l", "les") && of > 0 {
		of--
	}
	start := s.clauseStart(m.from)
	if !s.at(of).is("de", "d", "du", "des") || m.stated > 0 {
		return false
	}
	if slices.ContainsFunc(s.tokens[start:of], func(t token) bool {
		return t.is("maire", "mairie", "elus", "elu", "commune", "habitants", "gens", "communaute", "proprietaire", "notre", "nos", "mon", "ma")
	}) {
		return false
	}
	for k := of - 1; k > start; k-- {
		if !s.at(k).is("le", "la", "l", "les", "du", "des", "ceux", "celui", "celle") {
			continue
		}
		verb := k - 1
		for verb > start && s.at(verb).is("avec", "de", "deja", "l", "equipe", "contact", "le", "numero", "coordonnees", "les", "vous", "un") {
			verb--
		}
		asked := s.at(verb).is("qui", "quelqu", "vous") || s.at(verb-1).is("qui", "quelqu", "un", "vous", "deja", "quelquun") || s.at(verb-2).is("qui", "un")
		contact := anyIs(s.tokens[verb+1:k+1], "contact", "numero", "coordonnees")
		if s.isVerb(s.at(verb), "connaitre", "visiter", "avoir") && asked && (contact || !s.isVerb(s.at(verb), "avoir")) || contact && s.isVerb(s.at(verb), "avoir", "chercher", "donner", "vouloir") {
			return true
		}
		if looksInfinitive(s.at(verb).word) && s.isVerb(s.at(verb), "rencontrer", "visiter", "echanger", "contacter", "discuter", "interroger") {
			return true
		}
	}
	return false
}

// theirKind reports whether the place tells which other thing of the same kind is meant: "celle d'Auxerre", "ceux de Millau".
func (s *sentence) theirKind(m mention) bool {
	of := m.from - 1
	if s.at(m.from).is("du", "des") {
		of = m.from
	}
	for s.at(of).is("le", "la", "l", "les") && of > 0 {
		of--
	}
	return !m.wide() && s.at(of).is("de", "d", "du", "des", "a") && s.at(of-1).is("celui", "celle", "ceux", "celles") && !s.resumed(m.to) && !s.offers(m.to, m.to+6)
}

// supplies reports whether goods are bought at the place or come from it: "on achète notre farine à Decize", "nos farines viennent d'un
// moulin de Decize".
func (s *sentence) supplies(m mention) bool {
	for k := s.clauseStart(m.from); k < m.from; k++ {
		t := s.at(k)
		if s.isVerb(t, "acheter", "commander", "prendre", "livrer", "envoyer", "expedier") && !t.is("acheter", "commander", "prendre", "livrer", "envoyer", "expedier") {
			for n := k + 1; n < m.from; n++ {
				if goods(s.at(n)) && s.at(n-1).is("notre", "nos", "la", "les", "le", "mon", "ma", "du", "des", "leur", "mes", "leurs") && s.isAt(m.from-1) {
					return true
				}
			}
		}
		if goods(t) && s.at(k-1).is("notre", "nos", "la", "les", "le", "mon", "ma", "mes") && k > 0 && s.isVerb(s.at(k+1), "venir", "arriver", "partir") {
			return true
		}
	}
	return false
}

// goods reports whether a token is something that is delivered.
func goods(t *token) bool {
	return t.is("farine", "farines", "legume", "legumes", "viande", "viandes", "lait", "graine", "graines", "pain", "fruits", "materiel", "fournitures", "marchandise", "marchandises", "cartons", "colis",
		"produits", "matieres", "tissus", "laine", "pieces", "plants", "fromages", "fromage", "houblon", "malt", "papier", "palettes")
}

// teamOf reports whether the word at j opens the name of a club that plays: "le match contre", "supporter de".
func (s *sentence) teamOf(j int) bool {
	return s.at(j).is("supporter", "supportrice", "supporters", "fan", "fans", "derby")
}

// plays reports whether the place only names a team or its ground: "le stade de Reims joue dimanche", "le FC Nantes a perdu".
func (s *sentence) plays(m mention) bool {
	j := m.from - 1
	for j > 0 && s.at(j).is("de", "d", "du", "la", "le", "l") {
		j--
	}
	if !s.at(j).is("stade", "fc", "as", "us", "rc", "sc", "aj", "om", "olympique", "racing", "equipe", "contre", "club") || s.tokens[j+1].before >= comma {
		return false
	}
	if s.at(j-1).is("notre", "nos") {
		return false
	}
	if s.at(j).is("contre") {
		return anyIs(s.tokens[max(0, j-4):j], "match", "jouer", "joue", "derby", "finale", "victoire", "defaite")
	}
	for k := m.to; k < m.to+5 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.isVerb(s.at(k), "jouer", "gagner", "perdre", "battre", "affronter", "monter", "descendre") && !s.at(k).is("jouer") {
			return true
		}
	}
	return false
}
