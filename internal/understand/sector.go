package understand

import (
	"cmp"
	"slices"
)

// Ranks of what a sentence says of sectors, the likeliest first.
const (
	ranChosen    = iota // what is chosen rather than something else
	ranAsProject        // the object of the project: "ouvrir une épicerie"
	ranOutright         // named
	ranAround           // a trade that the person has, a building that was: "l'ancienne école", "je suis boulangère"
	ranWeak             // a word that may mean many things
)

// sectors ranks the sectors named; the first is the answer when its word is no weak one.
func (s *sentence) sectors(u *Understanding) {
	type ranked struct {
		hit
		rank int
	}
	var found []ranked
	for _, h := range s.hits[:min(len(s.hits), maxPhrases)] {
		if h.slot == "sector" && h.denial != denied && !s.orphan(h, u) && !s.yours(h) && !s.mentioned(h, u) && !s.visited(h) && !s.ofRelative(h) && !s.passing(h) {
			found = append(found, ranked{h, s.rankOf(h)})
		}
	}
	if i := s.labelledOther(); len(found) == 0 && i > 0 {
		s.sure(u, "sector", "other", 1, i-1, i+1)
		return
	}
	if len(found) == 0 || s.asksTime() {
		return
	}
	weights := map[string]int{}
	for _, f := range found {
		weights[f.code] += s.weight(f.hit, f.rank)
	}
	slices.SortStableFunc(found, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(weights[b.code], weights[a.code]), a.rank-b.rank, a.from-b.from)
	})
	for _, f := range found {
		if !slices.Contains(u.Sectors, f.code) && (f.rank < ranWeak || found[0].rank == ranWeak) {
			u.Sectors = append(u.Sectors, f.code)
		}
	}
	first := found[0]
	switch {
	case first.rank == ranAround && (s.bygone(first.hit) || s.existing(first.hit) && s.regrets(first.to)):
		u.unsure("sector")
	case first.rank < ranWeak:
		s.sure(u, "sector", first.code, s.certainty(first.from, first.to), first.from, first.to)
	case len(u.Sectors) == 1 && (s.weakEnough(first.hit) || len(found) > 2 && !s.around(first.hit)):
		s.sure(u, "sector", first.code, 0.7, first.from, first.to)
	default:
		u.unsure("sector")
	}
	for _, f := range found[1:] {
		if f.code != first.code && f.rank < ranWeak {
			u.Spans = append(u.Spans, s.span("sector", f.from, f.to))
		}
	}
}

// labelledOther returns where "autre" fills the field of the sector, as in "secteur : autre"; 0 when nowhere.
func (s *sentence) labelledOther() int {
	for i := 1; i < len(s.tokens); i++ {
		if s.tokens[i].is("autre", "autres") && s.tokens[i].before >= comma && s.at(i-1).is("domaine", "secteur", "theme", "thematique") && (i+1 == len(s.tokens) || s.at(i+1).before >= comma) {
			return i
		}
	}
	return 0
}

// rankOf tells how much a phrase about a sector says.
func (s *sentence) rankOf(h hit) int {
	switch {
	case !h.weak && s.chosen(h.from):
		return ranChosen
	case h.weak && !s.inRole(h.from) && s.shared(h):
		return ranAsProject
	case h.weak || s.inRole(h.from):
		return ranWeak
	case h.denial == lacking || s.existing(h) || s.becomes(h) || s.houses(h) || s.around(h) || s.inTitle(h) || s.sells(h) || s.serves(h) || s.accompanies(h):
		return ranAround
	case s.object(h.from):
		return ranAsProject
	}
	return ranOutright
}

// sells reports whether a shop is told by what it sells, which says more: "une boutique de fripes".
func (s *sentence) sells(h hit) bool {
	if s.at(h.to).is("en") && (s.someVerb(h.from-1, "fournir", "livrer", "approvisionner") || s.someVerb(h.from-2, "fournir", "livrer", "approvisionner")) {
		return true // "je fournis trente restaurants en légumes"
	}
	if h.to-h.from > 1 || !s.tokens[h.from].is("magasin", "boutique", "commerce", "vente", "marche") || !s.at(h.to).is("de", "d", "pour") {
		return false
	}
	return slices.ContainsFunc(s.hits, func(o hit) bool {
		return o.slot == "sector" && !o.weak && o.code != h.code && o.from > h.to && o.from <= h.to+2
	})
}

// yours reports whether the thing is that of the reader of the message: "votre appli ne marche pas".
func (s *sentence) yours(h hit) bool { return s.at(h.from-1).is("votre", "vos", "ton", "ta", "tes") }

// shared reports whether what a weak word names is to be lived in with others: "j'ai une grande maison et j'aimerais la partager".
func (s *sentence) shared(h hit) bool {
	return h.code == "housing" && slices.ContainsFunc(s.treatments(h), func(j int) bool { return s.isVerb(&s.tokens[j], "partager") })
}

// treated reports whether the sentence says what is to be done with the thing: "j'ai un moulin, je voudrais le restaurer"; what it
// would become says more: "une école à transformer en gîte".
func (s *sentence) treated(h hit) bool {
	return slices.ContainsFunc(s.treatments(h), func(j int) bool {
		return !s.at(j+1).is("en", "pour") && !s.isVerb(&s.tokens[j], "transformer", "vendre", "convertir", "louer", "quitter", "garder")
	})
}

// treatments lists the verbs in the infinitive that have the phrase as their object, by a pronoun: "le restaurer", "l'ouvrir".
func (s *sentence) treatments(h hit) []int {
	var found []int
	for j := h.to + 1; j < len(s.tokens) && j <= h.to+2*reach; j++ {
		if s.tokens[j].before >= stop {
			break
		}
		if looksInfinitive(s.tokens[j].word) && len(s.tokens[j].verbs) > 0 && s.at(j-1).is("le", "la", "l", "les") && s.tokens[j].before < bracket {
			found = append(found, j)
		}
	}
	return found
}

// inRole reports whether the phrase completes a role: "adjointe à la culture".
func (s *sentence) inRole(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if s.tokens[j].is("adjoint", "adjointe", "delegue", "deleguee", "chargee", "charge") {
			return true
		}
		if !s.tokens[j].is("a", "la", "l", "au", "aux", "de", "du") {
			return false
		}
	}
	return false
}

// inTitle reports whether the phrase stands in a proper name: "l'association Les Potagers de l'Espoir".
func (s *sentence) inTitle(h hit) bool {
	return s.tokens[h.from].capital && h.from > 0 && (s.at(h.from-1).capital || s.at(h.from+1).capital || s.at(h.from-1).is("association", "asso", "cooperative", "collectif"))
}

// around reports whether the phrase tells of the surroundings: what a building was, what it stands beside, the trade of the person.
func (s *sentence) around(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-4 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("ancien", "ancienne", "anciens", "ex", "vieille", "vieux"), t.is("face", "cote", "pres", "dessus", "derriere",
			"loin") && s.at(j+1).is("de", "d", "du"):
			return true
		case t.is("suis", "etais", "sommes", "etait") && s.at(j-1).is("je", "j", "nous", "on") && h.from-j <= 3:
			return true
		case t.is("dans", "chez") && s.isVerb(s.at(j-1), "travailler", "bosser"):
			return true
		case s.lang.words[t.word]&(closed|adjective) == 0:
			return false
		}
	}
	return false
}

// bygone reports whether the phrase only tells what a building was or stands beside: "dans l'ancien garage", not "rouvrir l'ancien café".
func (s *sentence) bygone(h hit) bool {
	past := false
	for j := h.from - 1; j >= 0 && j >= h.from-8 && s.tokens[j+1].before < stop; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("ancien", "ancienne", "anciens", "ex", "face", "cote", "derriere", "dessus") && j >= h.from-4:
			past = true
		case t.is("avec", "pour", "et"):
			return past
		case s.isVerb(t, "rouvrir", "reprendre", "relancer", "revivre", "sauver", "ranimer", "racheter", "restaurer", "renover", "redemarrer", "remettre"):
			return false
		}
	}
	return past
}

// landmark reports whether a weak word is the name of some place: "le moulin de Mazamet".
func (s *sentence) landmark(h hit) bool {
	return s.at(h.from-1).is("le", "la", "l") && h.to < len(s.tokens) && (s.taken[h.to] || h.to+1 < len(s.tokens) && s.taken[h.to+1])
}

// object reports whether a verb of beginning, an idea or a project governs the token at i.
func (s *sentence) object(i int) bool {
	if s.governed(i) {
		return true
	}
	for j := i - 1; j >= 0 && j >= i-4 && s.tokens[j+1].before < comma; j-- {
		if s.tokens[j].is("faire", "fais", "faisons", "devenir", "cherche", "tenir") {
			return !s.anotherSector(j, i)
		}
	}
	return false
}

// governed reports whether an idea, a beginning or a project bears on the token at i.
func (s *sentence) governed(i int) bool {
	for _, h := range s.hits {
		if h.slot == "stage" && (h.code == "idea" || h.code == "creation") && h.from <= i && i-h.to <= 4 && !s.stops(h.to, i) && !s.anotherSector(h.to, i) {
			return true
		}
	}
	for j := i - 1; j >= 0 && j >= i-4 && s.tokens[j+1].before < comma; j-- {
		if s.tokens[j].is("projet") {
			return !s.anotherSector(j, i)
		}
	}
	return false
}

// anotherSector reports whether the phrase of a sector stands between two tokens.
func (s *sentence) anotherSector(from, to int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.slot == "sector" && !h.weak && h.from >= from && h.to <= to
	})
}

// weakEnough reports whether a weak word may be taken: the text hardly says anything else, or a project bears on it.
func (s *sentence) weakEnough(h hit) bool {
	words := 0
	for i := range s.tokens {
		if !s.taken[i] && s.lang.words[s.tokens[i].word]&closed == 0 {
			words++
		}
	}
	if words <= 2 && s.telegraphic() && !s.inquires() && !s.landmark(h) {
		return true
	}
	return (s.governed(h.from) || s.treated(h) || s.wishedFor(h)) && !s.around(h)
}

// wishedFor reports whether the phrase is just what is wanted: "on voudrait des jardins".
func (s *sentence) wishedFor(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-4 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		if t.is("voudrait", "voudrais", "voudrions", "aimerait", "aimerais", "aimerions", "veut", "veux", "voulons", "faudrait") {
			return s.at(h.from-1).is("un", "une", "des", "petit", "petite", "vrai", "vraie", "mettre", "de", "d")
		}
		if s.lang.words[t.word]&(closed|adjective) == 0 && !t.is("mettre", "avoir", "installer", "venir", "faire", "accueillir") {
			return false
		}
	}
	return false
}

// chosen reports whether what stands at i is what a change of mind leads to: "on penche pour un garage", "plutôt la culture".
func (s *sentence) chosen(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4 && s.tokens[j+1].before < comma; j-- {
		t, next := &s.tokens[j], s.at(j+1)
		switch {
		case s.stressed(i, j), t.is("mettez", "mets") && i == j+1, s.isVerb(t, "rester", "concentrer", "miser") && next.is("sur"):
			return true
		case t.is("plutot") && !next.is("que", "qu"), s.isVerb(t, "pencher", "opter") && next.is("pour", "vers", "sur"), s.isVerb(t, "partir") && next.is("sur"),
			t.is("abord") && s.at(j-1).is("d"), t.is("tout") && s.at(j-1).is("avant"), t.is("surtout") && j > 0:
			return true
		case s.lang.words[t.word]&(closed|adjective) == 0:
			return false
		}
	}
	return false
}

// stressed reports whether "c'est" at j brings out what stands at i: "nous c'est le cinéma qu'on remet debout", "ce qui me travaille
// c'est le covoiturage", "le mien c'est une auto-école".
func (s *sentence) stressed(i, j int) bool {
	if !s.at(j).is("est") || !s.at(j-1).is("c") || s.at(i-1).is("pas") || s.at(j+1).is("pas", "plus") {
		return false
	}
	for k := i + 1; k < i+4; k++ {
		if s.at(k).is("que", "qu") && s.at(k+1).is("je", "j", "on", "nous") {
			return true
		}
	}
	for k := j - 2; k >= 0 && k >= j-7 && s.tokens[k+1].before < stop; k-- {
		if s.tokens[k].is("nous", "moi", "but", "projet", "idee", "reve", "envie", "mien", "mienne") || s.tokens[k].is("qui") && s.at(k-1).is("ce") {
			return true
		}
	}
	return false
}

// asksTime reports whether the text only asks when something opens or closes: "à quelle heure ferme la déchetterie".
func (s *sentence) asksTime() bool {
	for i := range s.tokens {
		if s.tokens[i].is("heure", "heures") && s.at(i-1).is("quelle", "quelles") || i == 0 && s.tokens[i].is("horaire", "horaires") {
			return true
		}
	}
	return false
}

// inquires reports whether a few words ask for a figure or a time: "combien de points sur mon permis", "horaires de la gare".
func (s *sentence) inquires() bool {
	return slices.ContainsFunc(s.tokens, func(t token) bool {
		return t.is("combien", "quand", "quel", "quelle", "heure", "heures", "horaire", "horaires", "prix", "tarif", "tarifs", "pourquoi")
	})
}
