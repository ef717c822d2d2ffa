package understand

import "slices"

// planned returns the words of a wish, or of a plan, for something that does not run yet, when nothing else tells the stage: "on
// voudrait tester un marché du soir", "huit familles décidées à bâtir un hameau"; hinted is true when weak signs of it stand too, and
// then a mere test counts for nothing.
func (s *sentence) planned(u *Understanding, hinted bool) (from, to int) {
	if s.active() || slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.slot == "holder" && h.code == "organisation" || h.slot == "need" && h.code == "hiring" || h.slot == "employs"
	}) {
		return 0, 0
	}
	p := plan{s, u.Facts["holder"]}
	running := s.running()
	for j := range s.tokens {
		if s.taken[j] || s.denialOf(j, j+1) != affirmed && !s.at(j-1).is("de") {
			continue
		}
		if hinted && s.isVerb(s.at(j+1), "tester", "essayer", "experimenter") {
			continue
		}
		if (p.withOthers(j) || !running && (p.wish(j) || p.decided(j) || p.intoSomething(j) || p.projectOf(j) || p.inSight(j) || p.goingTo(j) || p.seeks(j) || p.wondersHow(j))) && !s.ofSomebody(j) && !s.bystander(j) {
			return j, min(j+2, len(s.tokens))
		}
	}
	return 0, 0
}

// plan is a sentence read for what is planned, and the holder understood in it.
type plan struct {
	*sentence
	holder string
}

// wish reports whether a wish at j is for something that could be made, or for a place to make it in.
func (s plan) wish(j int) bool {
	t := &s.tokens[j]
	if t.is("projetons", "projettent", "projette") && !looksInfinitive(s.at(j+1).word) {
		return s.couldBe()
	}
	if !(s.wishing(t) && !s.isVerb(t, "falloir") || s.wanting(j)) {
		return false
	}
	if s.forOneself(j + 1) {
		return false
	}
	return s.undertakes(j+1) && (s.couldBe() || s.grouped() && (s.anySector() || s.together(j+1))) || s.placeFor(j+1)
}

// forOneself reports whether what is wished for at i is a job, or the sale of what is owned: "travailler dans une ferme", "vendre sa
// maison".
func (s plan) forOneself(i int) bool {
	return s.at(i).is("travailler") && !s.grouped() && !s.together(i) || s.at(i).is("vendre") && s.at(i+1).is("sa", "son", "ses", "leur", "leurs", "ma", "mon")
}

// grouped reports whether several people are told of.
func (s plan) grouped() bool { return s.holder == "collective" }

// anySector reports whether a sector is told, be it by a weak word, which is not what runs already.
func (s plan) anySector() bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "sector" && h.denial == affirmed && !s.ours(h.from-1) })
}

// couldBe reports whether something that could be made is named.
func (s plan) couldBe() bool { return slices.ContainsFunc(s.hits, s.future) }

// futureAt reports whether something that could be made is named at i, or one or two words after.
func (s plan) futureAt(i int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.from >= i && h.from <= i+2 && s.future(h) })
}

// together reports whether living or working under one roof is told from i on: "travailler dans un même lieu".
func (s plan) together(i int) bool {
	for k := i; k < i+7 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.tokens[k].is("ensemble", "meme") && s.isVerb(s.at(i), "vivre", "habiter", "vieillir", "travailler") {
			return true
		}
	}
	return false
}

// placeFor reports whether a place for an activity of several is named at i: "un endroit où faire du théâtre", "un local pour répéter".
func (s plan) placeFor(i int) bool {
	if !s.at(i).is("un", "une") || !named(s.at(i+1), "endroit", "lieu", "espace", "coin", "local", "salle") {
		return false
	}
	several := s.grouped() || s.holder == "authority" || s.at(i-2).is("on", "nous")
	for k := i + 2; several && k < i+6 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		t, next := s.at(k), s.at(k+1)
		if t.is("commun") || (t.is("ou") || t.is("pour")) && (looksInfinitive(next.word) && !s.isVerb(next, "dormir", "stocker", "ranger", "garer", "feter", "manger", "entreposer") || next.is("se") && looksInfinitive(s.at(k+2).word)) {
			return true
		}
	}
	return false
}

// decided reports whether people are said at j to be ready for something that could be made: "décidées à bâtir", "partants pour une
// chaufferie".
func (s plan) decided(j int) bool {
	if !named(s.at(j), "decide", "decidee", "partant", "partante", "motive", "motivee") || !s.grouped() || !s.couldBe() {
		return false
	}
	next := s.at(j + 2)
	if s.at(j+1).is("pour") && next.is("un", "une", "des") {
		return s.futureAt(j + 3)
	}
	return (s.isAt(j+1) || s.at(j+1).is("pour")) && s.isVerb(next, "batir", "construire", "acheter", "faire", "vivre", "habiter", "retaper", "restaurer", "planter", "mutualiser")
}

// intoSomething reports whether a place could be made into something, told at j: "en faire des logements".
func (s plan) intoSomething(j int) bool {
	return s.at(j).is("faire") && s.at(j-1).is("en") && s.at(j+1).is("un", "une", "des", "de") && (s.futureAt(j-1) || s.futureAt(j+2))
}

// projectOf reports whether several people tell at j of their project: "cinq éleveurs, un projet d'abattoir".
func (s plan) projectOf(j int) bool {
	return s.at(j).is("projet") && s.at(j-1).is("un") && s.at(j+1).is("de", "d") && s.strongSector(j+2) && s.grouped()
}

// inSight reports whether a place is in sight, or sought, for something that could be made: "un terrain en vue", "un pas de porte
// pour une mercerie".
func (s plan) inSight(j int) bool {
	if !named(s.at(j), "terrain", "grange", "maison", "local", "ferme", "batiment", "lieu", "porte", "hangar", "ecole", "gare", "boutique") {
		return false
	}
	if s.at(j+1).is("en") && s.at(j+2).is("vue") {
		return s.couldBe()
	}
	if !s.at(j+1).is("pour") || !s.at(j+2).is("un", "une") || s.at(j+3).is("tiny", "maison", "caravane", "yourte", "cabane", "mobil") {
		return false
	}
	for k := j - 1; k >= 0 && k >= j-6; k-- {
		if s.isVerb(s.at(k), "chercher") && s.at(k-1).is("je", "on", "nous") {
			return s.futureAt(j + 3)
		}
	}
	return false
}

// seeks reports whether people are sought at j to buy or build something together: "on cherche d'autres couples pour acheter une ferme".
func (s plan) seeks(j int) bool {
	if !s.isVerb(s.at(j), "chercher") || !s.couldBe() {
		return false
	}
	for k := j + 2; k < j+7 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.at(k).is("pour") && s.isVerb(s.at(k+1), "acheter", "racheter", "vivre", "habiter", "partager", "retaper", "construire", "batir", "vieillir") {
			return named(s.at(k-1), "couple", "famille", "personne", "gens", "ami", "amie", "foyer", "associe", "associee", "voisin", "retraite", "retraitee", "compagnon", "complice", "copain", "copine")
		}
	}
	return false
}

// wondersHow reports whether it is asked at j how to have something that could be made: "comment faire pour avoir une épicerie".
func (s plan) wondersHow(j int) bool {
	return s.at(j).is("avoir", "obtenir") && s.at(j-1).is("pour") && s.at(j-2).is("faire") && s.at(j-3).is("comment", "quoi") && s.at(j+1).is("un", "une") && s.futureAt(j+2)
}

// goingTo reports whether those who speak tell at j what they are going to do, or to set up under a form not chosen yet: "je vais
// donner des cours", "on fait une maison de santé, quel statut".
func (s plan) goingTo(j int) bool {
	t, next := s.at(j), s.at(j+1)
	if !s.at(j-1).is("je", "on", "nous") {
		return false
	}
	if t.is("fait", "faisons", "fais") {
		return (next.is("un", "une") || next.digits()) && s.futureAt(j+2) && slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "need" && h.code == "legal-form" })
	}
	if !t.is("vais", "va", "allons") || !s.isVerb(next, "donner", "vendre", "accueillir", "proposer", "fabriquer", "cultiver", "produire", "elever", "heberger") {
		return false
	}
	for k := j + 2; k < j+8 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if someone(s.at(k)) {
			return false
		}
	}
	return s.couldBe()
}

// withOthers reports whether selling what one makes together with others is wished for at j: "je veux vendre mes pots avec deux amis".
func (s plan) withOthers(j int) bool {
	if !s.wishing(s.at(j)) && !s.wanting(j) || !s.at(j+1).is("vendre", "exposer", "presenter") || !s.ours(j+2) || s.at(j+3).is("vieux", "vieilles", "vieille", "anciens", "anciennes") {
		return false
	}
	for k := j + 3; k < j+8 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.at(k).is("avec") && (s.countedAt(k+1) || s.at(k+1).is("d", "des", "plusieurs", "quelques") || s.at(k+1).is("les") && s.at(k+2).is("autres")) {
			return true
		}
	}
	return false
}

// future reports whether a phrase names something that could be made, not what runs already: "une ferme", not "la ferme".
func (s *sentence) future(h hit) bool {
	return h.slot == "sector" && !h.weak && h.denial == affirmed && !s.at(h.from-1).is("le", "la", "l", "les", "au", "aux") && !s.at(h.from).is("le", "la", "l", "les") && !s.ours(h.from-1) && !s.ours(h.from) && !s.yours(h)
}

// undertakes reports whether a verb in the infinitive that makes, sells or tries something goes on a wish at i.
func (s *sentence) undertakes(i int) bool {
	k := i
	for s.at(k).is("bien", "aussi", "juste", "d", "abord", "y", "en", "le", "la", "l", "les", "tous", "pouvoir", "vraiment", "plutot", "me", "nous", "se") {
		k++
	}
	t := s.at(k)
	return s.makes(i) > 0 || looksInfinitive(t.word) && s.isVerb(t, "tester", "essayer", "experimenter", "donner", "amenager", "restaurer", "retaper", "planter", "coudre", "tricoter", "enseigner", "vieillir", "vivre", "habiter",
		"travailler", "vendre", "devenir", "faire")
}

// active reports whether those who speak tell what they do already: "on répare le samedi", "nous proposons des cours".
func (s *sentence) active() bool {
	for j := range s.tokens {
		t := &s.tokens[j]
		if s.at(j-1).is("on", "nous", "je", "j") && s.isFinite(t) && !s.imperfect(t) && s.isVerb(t, "vendre", "proposer", "reparer", "repeter", "organiser", "animer", "gerer", "tenir", "accueillir", "livrer", "fabriquer", "produire",
			"cultiver", "distribuer", "collecter", "preter", "louer", "transporter", "recevoir", "elever", "nourrir", "former", "employer") {
			return true
		}
	}
	return false
}
