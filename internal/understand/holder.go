package understand

import "slices"

// claim is a sign of who carries the project.
type claim struct {
	code     string
	from, to int
}

// holder decides who carries the project. A role in a town hall says more than a group, a structure more than the number of
// its members; two that exclude each other leave the question open.
func (s *sentence) holder(u *Understanding) {
	claims := s.claims()
	if len(claims) == 0 {
		if s.plural() {
			u.unsure("holder")
		}
		return
	}
	for _, code := range [...]string{"authority", "organisation", "collective", "individual"} {
		i := slices.IndexFunc(claims, func(c claim) bool { return c.code == code })
		if i < 0 {
			continue
		}
		if code == "collective" && slices.ContainsFunc(claims, func(c claim) bool { return c.code == "individual" }) {
			u.unsure("holder")
			return
		}
		s.sure(u, "holder", code, s.certainty(claims[i].from, claims[i].to), claims[i].from, claims[i].to)
		return
	}
}

// claims reads every sign of a holder.
func (s *sentence) claims() []claim {
	var claims []claim
	for _, h := range s.hits {
		if h.slot != "holder" || h.denial != affirmed {
			continue
		}
		if from, holds := s.holds(h); holds {
			claims = append(claims, claim{h.code, from, h.to})
		}
	}
	claims = append(claims, s.numbers()...)
	claims = append(claims, s.runs()...)
	return append(claims, s.alone()...)
}

// holds reports whether a phrase about people or structures says who carries the project; from is where its sign begins.
func (s *sentence) holds(h hit) (from int, holds bool) {
	if !h.weak {
		switch h.code {
		case "collective":
			return h.from, !s.sought(h.from) && !s.between(h.from)
		case "individual":
			return h.from, true
		}
		return h.from, !s.soughtOrMade(h.from)
	}
	switch h.code {
	case "authority":
		return s.holdsAuthority(h)
	case "organisation":
		return s.holdsOrganisation(h)
	case "collective":
		return s.company(h)
	}
	return h.from, false
}

// runs reads "je gère une épicerie": what is managed exists.
func (s *sentence) runs() []claim {
	for _, h := range s.hits {
		if h.slot != "sector" || h.weak || h.denial != affirmed {
			continue
		}
		for j := h.from - 1; j >= 1 && j >= h.from-3; j-- {
			if s.tokens[j].is("gere", "gerons", "dirige", "dirigeons", "preside", "presidons") && s.at(j-1).is("je", "on", "nous") {
				return []claim{{"organisation", j - 1, h.to}}
			}
			if j == h.from-2 && s.at(j+1).is("un", "une") && (s.tokens[j].is("est") && s.at(j-1).is("on") || s.tokens[j].is("sommes")) { // "on est une ressourcerie"
				return []claim{{"organisation", max(j-1, 0), h.to}}
			}
		}
	}
	return nil
}

// between reports whether "entre" at i tells of what people do together rather than of who carries it: "partage entre voisins".
func (s *sentence) between(i int) bool {
	return s.at(i).is("entre") && s.at(i-1).is("partage", "lien", "liens", "entraide", "echange", "echanges", "rencontre",
		"rencontres", "solidarite", "relations", "cooperation", "echanger", "troc", "pret")
}

// sought reports whether the group at i is looked for: "je cherche un groupe".
func (s *sentence) sought(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if s.someVerb(j, "chercher", "trouver", "rencontrer", "rejoindre", "connaitre", "contacter") && !s.tokens[j].is("recherche") {
			return s.lang.words[s.tokens[j].word]&noun == 0
		}
	}
	return false
}

// company reads the people with whom the project is carried: "avec ma sœur", "ma femme et moi", "entre voisins".
func (s *sentence) company(h hit) (from int, holds bool) {
	if s.opens(h.from) && s.tokens[h.from].is("habitants", "habitantes", "citoyens", "villageois", "parents", "voisins") && s.wants(h.to) {
		return h.from, true
	}
	if s.at(h.to).is("et") && s.at(h.to+1).is("moi") {
		return max(h.from-1, 0), true
	}
	for j := h.from - 1; j >= 0 && j >= h.from-4 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("avec", "entre"):
			if s.livesWith(j) || s.between(j) || s.at(j+1).is("les", "le", "la") && s.tokens[h.from].is("habitants", "citoyens",
				"parents", "familles", "voisins", "associations", "gens", "jeunes", "enfants") {
				return h.from, false
			}
			return j, true
		case t.is("et") && s.at(j-1).is("moi"):
			return j - 1, true
		case t.is("bande", "groupe", "collectif", "equipe", "poignee") && s.at(j+1).is("de", "d"):
			return j, true
		}
	}
	return h.from, false
}

// livesWith reports whether "avec" at j goes with living rather than with the project: "je vis avec ma femme".
func (s *sentence) livesWith(j int) bool {
	for k := j - 1; k >= 0 && k >= j-4 && s.tokens[k+1].before < comma; k-- {
		if s.isVerb(&s.tokens[k], "vivre", "habiter", "emmenager", "demenager", "travailler", "parler", "discuter", "arriver",
			"rencontrer", "echanger") {
			return true
		}
	}
	return false
}

// numbers reads "on est quatre", "nous sommes une dizaine", "à trois".
func (s *sentence) numbers() []claim {
	var claims []claim
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case t.is("est", "etait", "serait", "sera") && s.at(i-1).is("on"), t.is("sommes", "serions", "etions",
			"serons"):
			if to, several := s.people(i + 1); several {
				claims = append(claims, claim{"collective", max(i-1, 0), to})
			}
		case s.isAt(i):
			n, next, found := count(s.tokens, i+1)
			if found && n >= 2 && n <= 30 && !s.at(i+1).is("plusieurs", "quelques", "divers",
				"differents") && s.endsGroup(i+1, next) && !s.taken[i+1] {
				claims = append(claims, claim{"collective", i, next})
			}
		}
	}
	return claims
}

// people reads a number of people who carry the project after "on est": the token after it.
func (s *sentence) people(i int) (to int, several bool) {
	for i < len(s.tokens) && s.tokens[i].is("deja", "environ", "actuellement", "maintenant", "aujourd", "hui", "donc", "tous",
		"un", "groupe", "de", "bien", "pour", "l", "instant", "bande", "equipe", "au", "total", "en", "ce", "moment",
		"collectif") && !(s.tokens[i].is("un", "deux") && s.countsAt(i)) {
		i++
	}
	n, next, found := count(s.tokens, i)
	if !found || n < 2 || n > 40 || i < len(s.tokens) && s.taken[i] {
		return i, false
	}
	if measured(s.tokens, next) {
		return next, false
	}
	t := s.at(next)
	if next >= len(s.tokens) || t.before >= comma || s.lang.class(t.word, nil)&closed != 0 && !t.is("e", "eme", "er", "pourcent") {
		return next, true
	}
	if t.is("ami", "amis", "amie", "amies", "copain", "copains", "copine", "copines", "pote", "potes", "voisin", "voisins",
		"voisine", "voisines", "habitant", "habitants", "habitante", "habitantes", "famille", "familles", "parent", "parents",
		"personne", "personnes", "citoyen", "citoyens", "femme", "femmes", "jeune", "jeunes", "maman", "mamans", "collegue",
		"collegues", "producteur", "producteurs", "paysan", "paysans", "agriculteur", "agriculteurs", "soeur", "soeurs", "frere",
		"freres", "porteur", "porteurs", "associe", "associes", "couple", "couples", "fondateurs", "benevoles", "membres",
		"artisans", "artistes", "eleveurs", "maraichers", "etudiants", "retraites", "amoureux", "passionnes", "artisanes", "meres",
		"peres", "infirmieres", "assistantes", "nounous", "entrepreneurs") {
		return next + 1, true
	}
	return next, len(t.verbs) > 0 && s.lang.words[t.word]&noun == 0
}

// countsAt reports whether a group number stands at i: "une dizaine".
func (s *sentence) countsAt(i int) bool {
	n, _, found := count(s.tokens, i)
	return found && n >= 2
}

// endsGroup reports whether nothing is counted by the number that ends before next: "à trois pour reprendre".
func (s *sentence) endsGroup(i, next int) bool {
	t := s.at(next)
	if measured(s.tokens, next) || s.tokens[i].is("un", "une", "zero") || s.at(i-2).is("de", "jusqu", "samedi", "dimanche",
		"lundi", "mardi", "mercredi", "jeudi", "vendredi", "arrive", "passer", "ouvre", "ferme") {
		return false
	}
	if next >= len(s.tokens) || t.before >= comma {
		return i > 1 || s.tokens[i].before < comma
	}
	return s.lang.class(t.word, nil)&closed != 0 && !t.is("cent", "mille", "e", "eme", "l", "euros", "h", "kms", "km")
}

// alone reads "seule", "tout seul" in the mouth of the person.
func (s *sentence) alone() []claim {
	if me := slices.IndexFunc(s.tokens, func(t token) bool { return t.is("moi") }); me >= 0 && len(s.tokens) <= 4 && !slices.ContainsFunc(s.tokens, func(t token) bool {
		return !t.is("moi", "juste", "que", "uniquement", "seulement", "c", "est", "meme", "tout", "seul", "seule", "toute")
	}) {
		return []claim{{"individual", me, me + 1}}
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if !t.is("seul", "seule") || s.at(i-1).is("un", "une", "le", "la", "non", "rester", "etre", "personne", "plus", "l",
			"d") || s.denialOf(i, i+1) != affirmed || len(s.at(i+1).word) > 2 && s.lang.words[s.at(i+1).word]&noun != 0 && s.at(i+1).before < comma {
			continue
		}
		for j := i; j >= 0 && j >= i-reach && s.tokens[j].before <= comma || j == 0; j-- {
			if s.tokens[j].is("je", "j", "suis", "moi", "me", "m", "toute", "tout") || j == 0 && i == 0 && len(s.tokens) <= 3 {
				return []claim{{"individual", s.aloneFrom(i), i + 1}}
			}
		}
	}
	return nil
}

// aloneFrom is where "tout seul" begins.
func (s *sentence) aloneFrom(i int) int {
	if s.at(i-1).is("tout", "toute") {
		return i - 1
	}
	return i
}

// plural reports whether the person speaks for several: a hint, since "on" may be anyone.
func (s *sentence) plural() bool {
	for i := range s.tokens {
		if s.tokens[i].is("nous", "on") && len(s.at(i+1).verbs) > 0 {
			return true
		}
	}
	return false
}
