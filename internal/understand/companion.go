package understand

// joins reports whether the people join the one who speaks: "trois voisines m'ont rejointe", "j'ai embarqué deux copains".
func (s *sentence) joins(f folk) bool {
	for j := f.to; (f.mine || f.counted || f.indefinite) && j < f.to+7 && j < len(s.tokens) && s.tokens[j].before < comma && !s.tokens[j].is("je", "j", "on"); j++ {
		if s.someVerb(j, "rejoindre", "suivre", "joindre", "associer", "embarquer") && s.denialOf(j, j+1) == affirmed {
			return s.at(j-1).is("m", "me") || s.at(j-2).is("m", "me") || (s.at(j+1).is("avec", "a") && s.at(j+2).is("moi", "nous"))
		}
	}
	if s.sharesIn(f) {
		return true
	}
	for j := f.from - 1; f.several() && !f.definite && j >= 0 && j >= f.from-3; j-- {
		if s.someVerb(j, "embarquer", "convaincre", "reunir", "rallier", "motiver", "rassembler", "entrainer", "associer") {
			return s.done(j) && s.at(j-1).is("ai", "a", "avons")
		}
	}
	return false
}

// sharesIn reports whether the people are told to be part of it: "les copines me suivent", "mes deux fils sont de la partie".
func (s *sentence) sharesIn(f folk) bool {
	if f.indefinite && !f.counted || s.audience(f) {
		return false
	}
	for j := f.to; j < f.to+6 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		switch {
		case s.negator(j):
			return false
		case s.at(j).is("sont", "est", "seraient"):
			return s.at(j+1).is("de") && anyIs(s.tokens[j+1:min(len(s.tokens), j+4)], "aventure", "partie", "projet") || s.at(j+1).is("dans") && s.at(j+3).is("coup", "projet", "aventure", "affaire") ||
				s.at(j+1).is("partants", "partantes") && (f.mine || f.counted) && !s.audience(f)
		case s.at(j).is("me", "nous", "m") && s.someVerb(j+1, "suivre", "rejoindre"):
			return (f.definite || f.mine) && s.at(j+1).word != "suit" || f.mine
		case s.at(j).is("embarquent", "embarque"):
			return f.mine || f.counted
		}
	}
	return false
}

// found reports whether "j'ai", "on a trouvé" stands before the people at i.
func (s *sentence) found(i int) bool {
	return s.at(i-1).is("ai", "avons") || s.at(i-1).is("a") && s.at(i-2).is("on") || s.at(i-1).is("trouve") && s.at(i-2).is("ai", "a", "avons")
}

// withMe reports whether the people are told to be with the person: "cinq personnes motivées avec moi", "mes voisins sont d'accord
// pour se lancer avec moi".
func (s *sentence) withMe(f folk) bool {
	if !f.mine && !f.counted {
		return false
	}
	for j := f.to; j < f.to+8 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		switch {
		case s.tokens[j].is("avec") && s.at(j+1).is("moi"):
			return j == f.to || s.qualifies(&s.tokens[j-1]) || s.someVerb(j-1, "lancer", "embarquer", "monter", "partir", "porter", "engager", "ouvrir", "reprendre", "creer")
		case s.negator(j), s.tokens[j].is("habitent", "vivent", "habite", "vit"):
			return false
		}
	}
	return false
}

// andMe reports whether "et moi" follows the people that end at i, what tells them apart aside: "des voisins du bourg et moi".
func (s *sentence) andMe(i int) bool {
	for j := i; j < i+5 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.tokens[j].is("et") && s.at(j+1).is("moi") {
			return !s.at(j+2).is("je", "j")
		}
		if j == i && !s.tokens[j].is("de", "d", "du", "des", "a", "au") && s.lang.words[s.tokens[j].word]&adjective == 0 {
			return false
		}
	}
	return false
}

// eachAndWe reports whether a relative does one thing, the person another and both of them the project: "ma sœur coiffe, moi je
// soigne les pieds, ensemble on imagine un camion".
func (s *sentence) eachAndWe(f folk) bool {
	if !s.subjectAt(f.to - 1) {
		return false
	}
	me := false
	for j := f.to; j < len(s.tokens) && s.tokens[j].before < stop; j++ {
		me = me || s.at(j).is("moi") && s.at(j+1).is("je", "j") && s.at(j).before >= comma || s.at(j).is("et") && s.at(j+1).is("moi") && s.at(j+2).is("je", "j")
		if me && s.at(j).is("on", "nous") && s.willing(j+1) && (s.at(j).before >= comma || s.at(j-1).is("ensemble", "et", "deux")) {
			return true
		}
	}
	return false
}

// joinsOthers reports whether one person only wishes to join others yet unknown, or tries something with them: "je voudrais m'associer
// avec d'autres éleveurs", "faire un essai avec cinq familles", "avec des gens au chômage".
func (s *sentence) joinsOthers(f folk, j int) bool {
	start := s.clauseStart(j)
	clause := s.tokens[start:j]
	if s.tokens[f.to-1].is("gens", "personnes") && s.at(f.to).is("au", "en", "sans", "qui") && f.indefinite {
		return true
	}
	if anyIs(clause, "on", "nous") || !anyIs(clause, "je", "j") {
		return false
	}
	for k := start; k < j; k++ {
		if s.at(k).is("essai", "essaie", "essais", "test", "tests") || s.someVerb(k, "tester", "essayer", "associer", "mutualiser") && !s.done(k) {
			return true
		}
	}
	return false
}

// forefront reports whether people who open the text are taken up by "on" or "nous": "les soignants du canton et quelques habitants,
// on prépare…"; not those of whom something is said: "les jeunes, on voudrait leur proposer".
func (s *sentence) forefront(f folk) bool {
	if !f.several() && !s.at(f.to).is("et") || s.audience(f) || !s.opens(f.from) {
		return false
	}
	for j := f.to; j < f.to+10 && j < len(s.tokens) && s.tokens[j].before < stop; j++ {
		if s.tokens[j].before == comma && s.tokens[j].is("on", "nous") {
			_, to := s.sentenceOf(j)
			return len(s.at(j+1).verbs) > 0 && s.willingNow(j+1) && !anyIs(s.tokens[j:to], "les", "leur", "eux", "elles", "ils", "leurs") && !anyIs(s.tokens[f.from:to], "je", "j", "mes", "mon", "ma")
		}
		if s.finiteHere(j) || s.tokens[j].before == comma && s.tokens[j].is("qui", "que") {
			return false
		}
	}
	return false
}

// willingNow reports whether the verb at i tells what people want or do for a project, tried or worked at too.
func (s *sentence) willingNow(i int) bool {
	return s.willing(i) || s.someVerb(i, "demarrer", "remettre", "tenter", "essayer", "organiser", "travailler", "commencer", "retaper", "sauver") || s.at(i).is("a", "avons") && s.someVerb(i+1, "decider", "envie", "imaginer", "commencer")
}

// betweenCommas reports whether people who are counted stand alone between commas beside "on": "on fait du broyage en commun, dix voisins, et".
func (s *sentence) betweenCommas(f folk) bool {
	return f.counted && !f.mine && !f.definite && f.several() && f.n <= 30 && !s.audience(f) && s.tokens[f.from].before == comma && (f.to >= len(s.tokens) || s.tokens[f.to].before >= comma && s.at(f.to).is("et", "on", "nous", "mais", "pour")) &&
		s.tokens[0].is("on", "nous") && f.from < 16
}
