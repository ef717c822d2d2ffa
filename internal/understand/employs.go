package understand

// employs decides whether the structure employs somebody: staff it has, not staff it would like.
func (s *sentence) employs(u *Understanding) {
	for i := range s.tokens { // "on n'a encore embauché personne"
		t := &s.tokens[i]
		if s.isVerb(t, "embaucher", "employer", "salarier") && s.at(i+1).is("personne") && s.denies(i) {
			s.sure(u, "employs", "no", 1, i, i+2)
			return
		}
	}
	for _, h := range s.hits {
		if h.slot != "employs" {
			continue
		}
		code, from, told := s.staff(h)
		if told {
			s.sure(u, "employs", code, s.certainty(h.from, h.to), from, h.to)
			return
		}
	}
}

// denies reports whether "ne" stands shortly before the token at i.
func (s *sentence) denies(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if s.tokens[j].is("n", "ne") {
			return true
		}
	}
	return false
}

// staff reads one phrase about staff.
func (s *sentence) staff(h hit) (code string, from int, told bool) {
	switch {
	case !h.weak && h.denial == affirmed:
		return h.code, h.from, !s.hoped(h.from)
	case !h.weak && h.code == "yes" && h.denial != affirmed:
		return "no", h.from, !s.noMore(h)
	case h.denial == lacking:
		return "no", h.from, true
	case h.denial == notYet:
		return "no", h.from, true
	case h.denial == denied || s.hoped(h.from):
		return "", h.from, false
	}
	if s.isVerb(&s.tokens[h.from], "employer") && s.isFinite(&s.tokens[h.from]) && s.tokens[h.from].is("emploie", "employons",
		"emploient", "emploies") {
		return "yes", h.from, true
	}
	from, has := s.hasStaff(h)
	if s.at(from).is("a", "ai", "avons") && s.at(from-1).is("on", "j", "nous", "il", "y", "elle") {
		from--
	}
	return "yes", from, has
}

// noMore reports whether a negation of staff tells something else: "pas assez de salariés", "pas que des bénévoles".
func (s *sentence) noMore(h hit) bool { return s.at(h.from-1).is("assez", "que", "seulement") }

// hoped reports whether the staff at i is only wanted, promised or somebody else's.
func (s *sentence) hoped(i int) bool {
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		t := &s.tokens[j]
		if s.tokens[j+1].before >= stop || t.is("mais") {
			return false
		}
		if s.isVerb(t, "embaucher", "recruter", "vouloir", "souhaiter", "chercher", "aimer", "esperer", "prevoir", "envisager",
			"devenir", "creer", "trouver", "payer", "financer", "salarier", "employer", "falloir", "pouvoir",
			"prendre") && !s.done(j) && !t.is("emploie", "employons", "emploi") {
			return true
		}
		if t.is("besoin", "premier", "futur", "futurs", "envie", "embauche", "recrutement", "etre", "comment",
			"poste") && !(t.is("embauche") && s.done(j)) {
			return true
		}
	}
	return false
}

// hasStaff reports whether "on a", "notre", "avec", a number, or being on the staff oneself stands before.
func (s *sentence) hasStaff(h hit) (from int, has bool) {
	for j := h.from - 1; j >= 0 && j >= h.from-6 && s.tokens[j+1].before < stop; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("ai", "avons", "ont", "emploie", "employons", "emploient", "compte", "comptons", "paie", "payons", "avec",
			"dont", "notre", "nos", "mon", "ma", "mes"), t.is("a") && !s.isAt(j):
			return j, true
		case s.isVerb(t, "embaucher", "recruter") && s.done(j):
			return j, true
		case t.is("suis", "sommes"), t.is("est") && s.at(j-1).is("on"):
			_, _, counted := count(s.tokens, h.from-1)
			return j, counted || s.inStructure(h.to)
		}
	}
	n, _, counted := count(s.tokens, h.from-1)
	if counted && n > 1 && h.from > 0 && s.tokens[h.from].before < comma {
		return h.from - 1, true
	}
	return h.from, false
}

// inStructure reports whether a structure follows: "salariée d'une association".
func (s *sentence) inStructure(i int) bool {
	for _, h := range s.hits {
		if h.slot == "holder" && h.code == "organisation" && h.from >= i && h.from <= i+4 {
			return true
		}
	}
	return false
}
