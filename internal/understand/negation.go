package understand

// denial tells how a sentence denies what a phrase says.
type denial uint8

const (
	affirmed denial = iota
	denied          // "pas une épicerie", "je ne veux pas embaucher"
	lacking         // "on n'a pas de local", "sans argent": it is missed, or simply absent
	notYet          // "pas encore ouvert"
)

// maxScope is how many words after a negation it reaches.
const maxScope = 5

// negate tells for every phrase found whether the sentence denies it.
func (s *sentence) negate() {
	for i := range s.hits {
		h := &s.hits[i]
		h.denial = s.denialOf(h.from, h.to)
		if h.denial == affirmed && (h.slot == "sector" || h.slot == "need") && s.dropped(h.from, h.to) {
			h.denial = denied
		}
	}
}

// dropped reports whether the tokens from and to (excluded) are what is given up or set aside: "oubliez le covoiturage",
// "l'agriculture non merci", "plutôt qu'une épicerie".
func (s *sentence) dropped(from, to int) bool {
	if s.at(to).is("non") && (s.at(to+1).is("merci") || s.at(to+1).before == comma) || s.unwantedAfter(to) {
		return true
	}
	if s.at(from-1).is("de", "d") && s.at(from-2).is("plus") && s.at(from-2).before == stop && s.at(to).before == comma {
		return true // "j'ai changé d'avis : plus de camping, une ferme"
	}
	for j := from - 1; j >= 0 && j >= from-4 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("oublie", "oubliez", "oublions", "oublier", "abandonne", "abandonner", "abandonnons", "renonce", "renoncer", "enlevez", "enleve", "enlever", "retirez", "supprimez", "effacez", "exit"),
			t.is("sur") && s.at(j-1).is("dit") && s.at(j-2).is("ai") && s.at(j-4).is("que"),
			t.is("tomber") && s.at(j-1).is("laisse", "laissez", "laisser"), t.is("que", "qu") && s.at(j-1).is("plutot"),
			t.is("de", "d") && s.at(j-1).is("lieu") && s.at(j-2).is("au"):
			return true
		case s.lang.words[t.word]&closed == 0:
			return false
		}
	}
	return false
}

// unwantedAfter reports whether what stands before the token at i is said not to be wanted: "les chambres d'hôtes on n'en veut pas".
func (s *sentence) unwantedAfter(i int) bool {
	for j := i; j < i+2 && s.at(j).before <= comma; j++ {
		if s.at(j).is("on", "nous", "je", "j", "personne") {
			j++
			if s.at(j).is("n", "ne") {
				j++
			}
			return s.at(j).is("en") && s.isVerb(s.at(j+1), "vouloir") && s.at(j+2).is("pas", "plus")
		}
	}
	return false
}

// denialOf tells whether a negation reaches the tokens from and to (excluded); one inside them is part of the phrase.
func (s *sentence) denialOf(from, to int) denial {
	for j := from - 1; j >= 0 && j >= from-maxScope-1; j-- {
		if s.tokens[j+1].before >= comma || s.closesScope(j) || s.tokens[j].is("on", "nous") && s.at(j+1).is("est", "sommes", "a", "avons") {
			break
		}
		if s.negator(j) {
			return s.kindOfDenial(j, from)
		}
	}
	if len(s.tokens[from].verbs) > 0 && to-from <= 2 { // "je n'emploie pas"
		for j := to; j < to+2 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
			if s.negator(j) && !s.at(j).is("sans", "ni", "zero") {
				return s.kindOfDenial(j, from)
			}
			if s.lang.words[s.tokens[j].word]&closed == 0 {
				break
			}
		}
	}
	return affirmed
}

// closesScope reports whether the token at j ends the reach of a negation that stands before it.
func (s *sentence) closesScope(j int) bool {
	return s.tokens[j].is("mais", "pour", "donc", "car", "puis", "alors", "sauf", "sinon", "quoi", "comment",
		"et") && !(s.tokens[j].is("et") && s.at(j-1).is("sans"))
}

// negator reports whether the token at j denies what follows.
func (s *sentence) negator(j int) bool {
	t, next := &s.tokens[j], s.at(j+1)
	switch t.word {
	case "pas":
		if s.at(j-1).is("pourquoi") || next.before < comma && next.is("loin", "cher", "chere", "chers", "cheres", "mal",
			"seulement", "que", "qu", "grave", "facile", "evident", "trop", "uniquement", "juste", "forcement", "possible") {
			return false
		}
		return !s.tokens[j].is("a") && !s.at(j-1).is("premiers", "premier")
	case "aucun", "aucune", "sans", "ni", "jamais", "zero":
		return true
	case "0":
		return true
	case "plus":
		if s.at(j-1).is("parlez", "parle") {
			return true // "me parlez plus de"
		}
		for k := j - 1; k >= 0 && k >= j-4; k-- {
			if s.tokens[k+1].before >= comma {
				return false
			}
			if s.tokens[k].is("n", "ne", "non") {
				return true
			}
			if s.tokens[k].is("y") && s.at(k+1).is("a") { // "y a plus de boulangerie"
				return next.is("de", "d", "aucun", "aucune", "rien", "personne")
			}
		}
	}
	return false
}

// kindOfDenial tells what the negation at j means for the words at from.
func (s *sentence) kindOfDenial(j, from int) denial {
	t := &s.tokens[j]
	switch {
	case t.is("sans"):
		return lacking
	case s.at(j - 1).is("surtout"):
		return denied
	case t.is("ni"):
		for k := j - 1; k >= 0 && k >= j-6 && s.tokens[k+1].before < comma; k-- {
			if s.isVerb(&s.tokens[k], "chercher", "vouloir", "souhaiter", "demander") {
				return denied // "nous ne cherchons ni à grandir ni à embaucher"
			}
		}
	}
	for k := j + 1; k <= from; k++ {
		switch {
		case s.tokens[k].is("besoin", "envie", "question", "interesse", "interessee", "souci", "soucis", "probleme", "problemes", "difficulte", "difficultes",
			"interet") || k < from && s.isVerb(&s.tokens[k], "vouloir", "chercher", "souhaiter"):
			return denied
		case s.tokens[k].is("encore") && s.at(k+1).is("de", "d", "trouve"):
			return lacking
		case s.tokens[k].is("encore"):
			return notYet
		}
	}
	for k := j - 1; k >= 0 && k >= j-3 && s.tokens[k+1].before < comma; k-- {
		switch {
		case s.isVerb(&s.tokens[k], "parler", "demander", "reclamer", "courir"), s.isVerb(&s.tokens[k], "manquer") && t.is("pas"):
			return denied
		case s.isVerb(&s.tokens[k], "arriver", "reussir", "savoir", "pouvoir", "parvenir"):
			return lacking
		case s.isVerb(&s.tokens[k], "avoir", "exister", "trouver", "posseder", "disposer", "manquer", "rester") && !s.tokens[k].is("reste"):
			return lacking
		case s.isVerb(&s.tokens[k], "vouloir", "chercher", "souhaiter", "etre", "avoir"):
			return denied
		}
	}
	if t.is("aucun", "aucune", "zero", "0") {
		return lacking
	}
	if s.at(j+1).is("de", "d") {
		return lacking
	}
	return denied
}
