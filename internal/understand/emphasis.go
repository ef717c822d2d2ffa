package understand

import "slices"

// serves reports whether an activity is a means of insertion: "une menuiserie d'insertion", "une blanchisserie qui embauche des
// chômeurs".
func (s *sentence) serves(h hit) bool {
	if h.code == "inclusion" {
		return false
	}
	next := s.at(h.to)
	if next.is("d", "de") && s.at(h.to+1).is("insertion", "reinsertion") {
		return true
	}
	return (next.is("qui", "pour", "ou") || next.is("tenu", "tenue", "anime", "animee", "gere", "geree") && s.at(h.to+1).is("par")) && slices.ContainsFunc(s.hits, func(o hit) bool {
		return o.slot == "sector" && o.code == "inclusion" && !o.weak && o.denial == affirmed && o.from > h.to && o.from <= h.to+4 && (!next.is("qui", "pour", "ou") || s.givesWork(o.from) || s.givesWork(h.to+1))
	})
}

// givesWork reports whether a verb of giving work stands at i: "embaucher", "remettre au travail".
func (s *sentence) givesWork(i int) bool {
	return s.isVerb(s.at(i), "embaucher", "employer", "recruter", "salarier", "inserer", "reinserer", "remettre", "redonner", "remobiliser", "former") ||
		s.isVerb(s.at(i), "faire") && s.isVerb(s.at(i+1), "travailler", "bosser")
}

// accompanies reports whether the phrase only completes what is wished, as a part or a public: "un lieu avec bureaux, café et
// potager", "des concerts pour les anciens".
func (s *sentence) accompanies(h hit) bool {
	public := h.code == "care"
	for j := h.from - 1; j >= 0 && j >= h.from-3*reach && s.tokens[j+1].before < stop; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("avec", "plus"), public && t.is("pour", "aux", "que"):
			return true
		case t.before >= comma || s.sectorAt(j) || t.is("wifi", "bureaux"):
		case s.lang.words[t.word]&(closed|adjective) == 0 || t.is("qui", "que", "qu", "pour", "on", "nous", "je", "j", "dans", "a", "au", "mais"):
			return false
		}
	}
	return false
}

// sectorAt reports whether a phrase about a sector holds the token at j.
func (s *sentence) sectorAt(j int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "sector" && h.from <= j && j < h.to })
}

// visited reports whether the phrase is only a place where somebody was or met: "ma fille est à la crèche", "hier au concert".
func (s *sentence) visited(h hit) bool {
	at := false
	for j := h.from - 1; j >= 0 && j >= h.from-reach && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("a", "au", "aux"):
			at = true
		case t.is("la", "l", "le", "les", "alle", "allee", "alles", "allees", "deja", "ete"):
		case at && t.is("hier"), at && s.isVerb(t, "reunir", "rencontrer", "croiser", "manger", "boire"), at && t.is("lieu") && s.isVerb(s.at(j-1), "avoir"):
			return !s.governed(h.from)
		case at && t.is("est", "etais", "etait", "etions", "sont", "suis", "sommes", "vais", "va"):
			return !s.governed(h.from) && !s.someBefore(j, "rien") && !s.at(j-1).is("ca", "c", "projet") && !s.at(j+1).is("la", "l", "le")
		default:
			return false
		}
	}
	return false
}

// ofRelative reports whether the phrase tells the trade or the pastime of a relative: "mon mari est menuisier", "ma fille fait du piano".
func (s *sentence) ofRelative(h hit) bool {
	acts := false
	for j := h.from - 1; j >= 0 && j >= h.from-2*reach && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("est", "fait", "etait", "travaille", "joue", "prof"):
			acts = true
		case acts && kin(t):
			return s.at(j-1).is("mon", "ma", "notre", "mes", "sa", "son") && s.relates(h)
		case s.lang.words[t.word]&(closed|adjective) == 0:
			return false
		}
	}
	return false
}

// relates reports whether the phrase names what one does rather than what one suffers.
func (s *sentence) relates(h hit) bool { return h.weak || h.code != "care" && h.code != "inclusion" }
