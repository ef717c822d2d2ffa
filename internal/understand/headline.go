package understand

import "slices"

// headlined makes of the commune that opens the text, set apart from what follows, the place of the project: other places told after
// it, unless as the place of something wished or founded, are only gone to, bought from or compared with: "Chorges 05, depuis que
// Biocoop a ouvert à Gap", "peyrelevade, on a un rdv à Guéret".
func (s *sentence) headlined(found []mention) []mention {
	end := s.headlineEnd(found)
	if end == 0 {
		return found
	}
	found[0].weak = false
	for i := range found {
		m := &found[i]
		if m.from < end || m.role >= gone || m.stated > 0 || m.direct || s.wish(*m) >= 0 && s.weAmong(s.clauseStart(m.from), m.from) || s.corrects(*m) || len(sharing(m.matches, found[0].matches)) > 0 {
			continue
		}
		if m.wide() && len(within(found[0].matches, *m)) > 0 || !m.wide() && s.alternative(m.from-2) {
			continue
		}
		if s.at(m.from-1).is("c", "est", "sera", "serait", "choisi") || s.leavesFor(m.from) {
			continue
		}
		m.role = gone
	}
	return found
}

// headlineEnd returns the token after the commune that opens the text, its department included, when it is set apart from a sentence
// that follows; 0 when no commune is, or when the text goes on with another one.
func (s *sentence) headlineEnd(found []mention) int {
	if len(found) < 2 || found[0].from != 0 && !s.greeted(found[0].from) || found[0].wide() || found[0].role != project || found[0].guessed || found[0].abroad != "" {
		return 0
	}
	end := found[0].to
	for _, m := range found[1:] {
		switch {
		case m.from <= end+1 && m.wide() && (m.from == end || s.at(end).is("en", "dans")) || m.from == end && m.direct:
			end = m.to
		case m.from <= end+2 && (m.from == end || s.at(end).is("et", "ou", "puis")):
			return 0
		}
	}
	if end >= len(s.tokens) || s.tokens[end].before < comma && s.tokens[end].before != bracket {
		return 0
	}
	gone := s.isVerb(s.at(end), "quitter", "partir", "fuir") || anyIs(s.tokens[end:min(end+4, len(s.tokens))], "marre", "fini", "quitte", "quittons", "non", "pardon", "visite", "essaye", "vecu", "bof")
	if gone {
		return 0
	}
	return end
}

// greeted reports whether nothing but a greeting stands before the token at i.
func (s *sentence) greeted(i int) bool {
	return !slices.ContainsFunc(s.tokens[:i], func(t token) bool {
		return !t.is("bonjour", "bonsoir", "salut", "coucou", "hello", "bjr", "slt", "le", "la", "les", "l")
	})
}

// leavesFor reports whether the clause that holds the token at i tells of leaving or choosing: "on déménage vers", "on file à".
func (s *sentence) leavesFor(i int) bool {
	return slices.ContainsFunc(s.tokens[s.clauseStart(i):i], func(t token) bool {
		return s.isVerb(&t, "choisir", "preferer", "filer", "retenir", "trouver", "retaper", "etre") && !t.is("ete", "est") || t.is("finalement", "maintenant", "desormais")
	})
}

// coordinated gives a place joined by "et" or "ou" to the one before, with no preposition of its own, the part that one has: "après
// Lyon et Grenoble".
func (s *sentence) coordinated(found []mention) {
	for i := 1; i < len(found); i++ {
		before, m := found[i-1], &found[i]
		if m.from == before.to+1 && s.at(before.to).is("et", "ou") && s.tokens[before.to].before < comma && before.role > m.role {
			m.role = before.role
		}
	}
}

// allOf reports whether the tokens from and to (excluded) say that several people have all the same origin: "tous", "tous les deux".
func (s *sentence) allOf(from, to int) bool {
	if !s.at(from).is("tous", "toutes") || !s.at(to).is("de", "d", "du", "des") {
		return false
	}
	return !slices.ContainsFunc(s.tokens[from:min(to, len(s.tokens))], func(t token) bool { return !t.is("tous", "toutes", "les", "deux", "trois", "quatre") })
}

// besideAbroad leaves out a commune told in the same breath as a country, which is that of a homonym there: "en Belgique, à Bouillon".
func (s *sentence) besideAbroad(found []mention) []mention {
	return slices.DeleteFunc(slices.Clone(found), func(m mention) bool {
		return !m.wide() && m.abroad == "" && !m.direct && slices.ContainsFunc(found, func(o mention) bool {
			return o.abroad != "" && len(o.matches) == 0 && (o.to == m.from || o.to == m.from-1 && s.isAt(o.to))
		})
	})
}
