package understand

import "slices"

// workplaces reads the structures told by what they do: "je gère une épicerie", "animatrice d'un tiers-lieu", "notre recyclerie
// emploie", and staff or volunteers that a structure has.
func (s *sentence) workplaces() []claim {
	var claims []claim
	for i := 1; i < len(s.tokens); i++ { // "je dirige un réseau"
		if s.tokens[i].is("dirige", "preside", "dirigeons", "presidons") && s.at(i-1).is("je", "on", "nous") && s.at(i+1).is("un", "une", "le", "la", "l") && s.denialOf(i, i+1) == affirmed {
			claims = append(claims, claim{"organisation", i - 1, i + 2})
		}
	}
	for _, h := range s.hits {
		switch {
		case h.denial != affirmed:
		case h.slot == "sector" && !h.weak:
			if from, holds := s.runs(h); holds {
				claims = append(claims, claim{"organisation", from, h.to})
			} else if from, holds := s.worksIn(h); holds {
				claims = append(claims, claim{"organisation", from, h.to})
			} else if s.social(h) && s.related(h) {
				claims = append(claims, claim{"organisation", h.from, h.to})
			} else if from, holds := s.lives(h); holds || (s.social(h) || s.at(h.from-1).is("notre")) && s.placeFront(h.from, h.to) || s.social(h) && s.at(h.from-1).is("notre") && s.at(h.from-2).is("dans") && s.opens(h.from-2) {
				claims = append(claims, claim{"organisation", from, h.to})
			}
		case h.slot == "employs" && h.code == "yes":
			if _, from, told := s.staff(h); told && s.at(from).is("on", "nous", "nos", "notre", "emploie", "employons", "j") && s.employer(from, h.to) {
				claims = append(claims, claim{"organisation", from, h.to})
			}
		}
	}
	return claims
}

// employer reports whether "on", "nous", "je" has or employs staff: what employs exists.
func (s *sentence) employer(from, to int) bool {
	return slices.ContainsFunc(s.tokens[from:to], func(t token) bool {
		return t.is("a", "avons", "ai", "emploie", "employons", "nos", "notre")
	})
}

// runs reads "je gère une épicerie", "on tient un café", "on est une ressourcerie": what is managed exists.
func (s *sentence) runs(h hit) (from int, holds bool) {
	for j := h.from - 1; j >= 1 && j >= h.from-3; j-- {
		t := &s.tokens[j]
		if !s.social(h) && s.livelihood(j) {
			return h.from, false
		}
		if s.at(j-1).is("je", "j", "on", "nous") && s.at(j+1).is("un", "une", "le", "la", "l", "notre", "mon", "ma", "deux", "trois") &&
			!(t.is("tiens", "exploite") && s.at(j-1).is("je") && !s.social(h)) && t.is("gere", "gerons", "dirige", "dirigeons", "preside", "presidons", "tiens", "tient", "tenons", "anime", "animons", "exploite",
			"exploitons", "coordonne", "coordonnons", "emploie", "employons") {
			return j - 1, true
		}
		if t.is("tourner", "vivre") && s.someVerb(j-1, "faire") && s.at(j-2).is("je", "on", "nous") {
			return j - 2, true
		}
		if j == h.from-2 && s.at(j+1).is("un", "une") && (t.is("est") && s.at(j-1).is("on") || t.is("sommes")) { // "on est une ressourcerie"
			return max(j-1, 0), true
		}
	}
	return h.from, false
}

// livelihood reports whether the verb at j tells of what one person, or a couple, lives by: "je gère un gîte", "avec mon mari on tient
// un bar".
func (s *sentence) livelihood(j int) bool {
	if !s.at(j).is("gere", "tiens", "tient", "tenons", "gerons", "exploite", "exploitons") {
		return false
	}
	if s.at(j-1).is("je", "j") {
		return true
	}
	for k := range s.tokens {
		if s.tokens[k].is("avec", "et") && s.at(k+1).is("mon", "ma") && someone(s.at(k+2)) {
			return true
		}
	}
	return false
}

// worksIn reads a role in a place that the lexicon knows as an activity: "coordinatrice d'un tiers-lieu", "bénévole à la
// recyclerie". Somebody on the staff of an ordinary shop says nothing of the project.
func (s *sentence) worksIn(h hit) (from int, holds bool) {
	from = s.self(h.from)
	if from < 0 || s.former(h.from) || s.leaves() || s.soughtOrMade(h.from) {
		return h.from, false
	}
	role := -1
	for j := h.from - 1; j >= from && role < 0; j-- {
		switch {
		case s.isRole(&s.tokens[j]) || s.tokens[j].is("travaille", "travaillons", "bosse", "bossons"):
			role = j
		case s.tokens[j].is("et", "qui", "dont", "on", "nous", "envie", "reve", "besoin"):
			return h.from, false
		}
	}
	if role < 0 {
		return h.from, false
	}
	head := s.tokens[role].is("gerant", "gerante", "cogerant", "cogerante", "directeur", "directrice", "responsable", "president", "presidente", "copresident",
		"copresidente", "fondateur", "fondatrice", "cofondateur", "cofondatrice", "createur", "creatrice", "patron", "patronne", "coordinateur", "coordinatrice",
		"coordo", "tresorier", "tresoriere", "administrateur", "administratrice", "societaire", "associe", "associee", "dirigeant", "dirigeante")
	det := s.at(h.from - 1)
	placed := det.is("un", "une", "du", "au", "notre") || det.is("la", "l") && s.at(h.from-2).is("a", "de") || det.is("d", "de") && head
	return from, placed && (head || s.social(h))
}

// social reports whether the activity told is one of the social economy rather than any shop.
func (s *sentence) social(h hit) bool {
	switch h.code {
	case "circular-economy", "third-places", "inclusion":
		return true
	}
	return slices.ContainsFunc(s.tokens[h.from:min(len(s.tokens), h.to+2)], func(t token) bool {
		return t.is("associatif", "associative", "solidaire", "cooperatif", "cooperative", "participatif", "participative", "insertion", "parentale", "sociale", "social",
			"mjc", "ehpad")
	})
}

// lives reads "notre recyclerie emploie", "la ressourcerie déborde": a place told as working.
func (s *sentence) lives(h hit) (from int, holds bool) {
	det := s.at(h.from - 1)
	ours := det.is("notre", "nos")
	if ours && s.at(h.from-2).is("si", "que", "qu", "pour") {
		return h.from, false
	}
	if !ours && !(det.is("le", "la", "l") && s.social(h) && s.opens(h.from)) || s.soughtOrMade(h.from) {
		return h.from, false
	}
	if !ours && (s.others() || slices.ContainsFunc(s.tokens, func(t token) bool {
		return t.is("reprendre", "repreneur", "repreneurs", "racheter", "sauver", "reprise")
	})) {
		return h.from, false
	}
	if ours {
		return h.from - 1, s.oursLives(h.to)
	}
	for j := h.to; j < h.to+4 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		t := &s.tokens[j]
		if t.is("nous", "me", "m", "qui", "on", "je", "mais", "avec", "cherche", "devrait") || !s.isFinite(t) && !s.qualifies(t) && !t.is("ne", "n", "se", "s", "y") && !s.taken[j] {
			return h.from, false
		}
		if s.isFinite(t) {
			return h.from - 1, s.livelyVerb(j) && !s.someVerb(j, "vouloir", "devoir", "chercher", "aimer", "faire", "lancer", "porter") && !s.at(j+1).is("besoin")
		}
	}
	return h.from, false
}

// oursLives reports whether "notre recyclerie", that ends at i, is told as running: what it will be or still needs does not count.
func (s *sentence) oursLives(i int) bool {
	for j := i; j < i+5 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		t := &s.tokens[j]
		switch {
		case t.is("nous", "me", "m", "qui", "que", "on", "je", "il", "elle", "y", "mais", "avec", "dans", "pour", "et"):
			return false
		case !s.isFinite(t) || s.at(j-1).is("de", "d", "du", "des"):
			continue
		case t.is("a") && s.isAt(j) && !s.isNumber(j+1):
			return false
		case t.is("a"):
			return !s.at(j+1).is("besoin", "pas") || s.at(j+1).is("pas") && s.at(j+2).is("assez")
		case t.is("est"):
			return s.at(j+1).is("ouvert", "ouverte", "installe", "installee", "plein", "pleine", "victime", "debordee", "deborde", "trop", "devenu", "devenue", "connu", "connue", "en")
		case s.isVerb(t, "devoir"):
			return s.someVerb(j+1, "rendre", "quitter", "fermer", "demenager", "partir", "licencier", "refuser", "se") && !s.at(j+1).is("ouvrir")
		case t.is("cherche"):
			return anyIs(s.tokens[j:min(len(s.tokens), j+4)], "nouveau", "nouvelle", "autre", "deuxieme", "second", "seconde", "plus")
		}
		return t.is("veut", "souhaite", "ferme") || !s.someVerb(j, "aller", "devoir", "pouvoir", "ouvrir", "vouloir", "prendre", "avancer", "naitre", "faire", "etre", "chercher", "consister", "voir",
			"demarrer", "commencer")
	}
	return false
}

// crowd reads the members, volunteers or public that a structure has: "on a 200 adhérents", "nous accueillons douze personnes".
func (s *sentence) crowd() []claim {
	for i := range s.tokens {
		t := &s.tokens[i]
		if n, next, counted := count(s.tokens, i); counted && n >= 10 && t.before == comma && s.at(next).is("societaires", "adherents") && s.plural() {
			return []claim{{"organisation", i, next + 1}}
		}
		if !s.at(i-1).is("on", "nous") || s.denialOf(i, i+1) != affirmed {
			continue
		}
		n, next, counted := count(s.tokens, i+1)
		who := s.at(next)
		switch {
		case t.is("a", "avons", "compte", "comptons", "reunit", "reunissons", "federe", "regroupe") && counted && n >= 10 && who.is("adherents", "benevoles", "licencies", "usagers", "societaires",
			"membres", "adherentes", "abonnes", "residents", "eleves"),
			t.is("accueille", "accueillons", "accompagne", "accompagnons", "emploie", "employons", "forme", "formons", "loge", "logeons") && counted && n >= 2 &&
				(who.is("salaries", "beneficiaires", "usagers", "residents", "stagiaires", "apprentis") || s.namesPeople(next) && (t.is("emploie", "employons") || s.at(next+1).is("en", "par"))),
			t.is("perd", "perdons") && anyIs(s.tokens[i+1:min(len(s.tokens), i+4)], "adherents", "benevoles", "usagers", "licencies"):
			return []claim{{"organisation", i - 1, min(len(s.tokens), max(next, i+1)+1)}}
		}
	}
	return nil
}
