package understand

import (
	"slices"

	"jalon/internal/geo"
)

// settle decides which place is meant.
func (s *sentence) settle(u *Understanding, found []mention) {
	if len(found) == 0 {
		s.wholeText(u)
		return
	}
	slices.SortStableFunc(found, func(a, b mention) int { return a.from - b.from })
	found = s.headlined(codesJoined(found))
	all := slices.Clone(found)
	if found = s.heard(s.strong(s.besideAbroad(found))); len(found) > 0 {
		s.decide(u, found, all)
	}
}

// decide takes a place from the mentions that may be that of the project, or gives those between which to ask; all are those of the
// text, which tell homonyms apart.
func (s *sentence) decide(u *Understanding, found, all []mention) {
	for _, m := range found {
		u.Spans = append(u.Spans, s.span("place", m.from, m.to))
	}
	var communes, wide []mention
	for _, m := range found {
		switch {
		case m.abroad != "":
			if u.Abroad == "" {
				u.Abroad = m.abroad
			}
		case m.wide():
			wide = append(wide, m)
		default:
			communes = append(communes, m)
		}
	}
	if u.Abroad != "" {
		communes = slices.DeleteFunc(communes, func(m mention) bool { return s.places.Resolve(s.written(m.from, m.to)).Abroad == u.Abroad })
	}
	if len(communes)+len(wide) > 0 {
		u.Abroad = ""
	}
	for i := range communes {
		communes[i].matches = s.accented(communes[i])
		communes[i].matches = narrowed(communes[i], wide, all)
		communes[i].matches = prominent(s.withTowns(communes[i], wide))
	}
	wide = slices.DeleteFunc(wide, func(m mention) bool { return m.landform })
	if slices.ContainsFunc(wide, func(m mention) bool { return !m.area() }) {
		wide = slices.DeleteFunc(wide, func(m mention) bool { return m.area() })
	}
	s.choose(u, communes, wide)
}

// strong leaves out communes that nothing announces when another is announced.
func (s *sentence) strong(found []mention) []mention {
	announced := slices.ContainsFunc(found, func(m mention) bool { return !m.weak && !m.wide() && m.abroad == "" && m.role == project })
	return slices.DeleteFunc(slices.Clone(found), func(m mention) bool { return announced && m.weak && !m.wide() && !s.corrects(m) })
}

// within returns the matches that lie in the territory of a mention.
func within(matches []geo.Match, wide mention) []geo.Match {
	var kept []geo.Match
	for _, m := range matches {
		if slices.ContainsFunc(wide.matches, func(w geo.Match) bool { return lies(m.Place, w.Place) }) {
			kept = append(kept, m)
		}
	}
	return kept
}

// choose gives the place when one only stands, else the candidates.
func (s *sentence) choose(u *Understanding, communes, wide []mention) {
	communes = mainMentions(communes)
	switch {
	case len(communes) == 1:
		m := s.elsewhere(communes[0], wide)
		if len(m.matches) == 1 && !m.guessed && !conflicting(m, wide) {
			u.place(m.matches[0].Place, confidenceOf(m))
			return
		}
		u.Places, u.Guessed = m.matches, m.guessed
		if len(m.matches) == 1 && !m.guessed { // "Langogne en Ardèche": one of the two is wrong
			for _, w := range wide {
				u.Places = append(u.Places, w.matches[0])
			}
			u.Guessed = true
		}
	case len(communes) > 1:
		for _, m := range communes {
			u.Places = append(u.Places, m.matches[:min(len(m.matches), maxProposed)]...)
			u.Guessed = u.Guessed || m.guessed
		}
	case len(wide) > 0:
		s.chooseWide(u, wide)
	}
	if u.Place == nil && (len(u.Places) > 0 || len(wide) > 0) {
		u.unsure("place")
	}
}

// chooseWide gives the department named, or the several; a region is too wide an answer.
func (s *sentence) chooseWide(u *Understanding, wide []mention) {
	for _, w := range wide {
		if len(w.matches) > 1 && slices.ContainsFunc(wide, func(o mention) bool { return len(o.matches) == 1 && len(sharing(w.matches, o.matches)) > 0 }) {
			continue // "Alsace, Bas-Rhin"
		}
		for _, m := range w.matches {
			known := slices.ContainsFunc(u.Places, func(o geo.Match) bool { return o.Code == m.Code })
			if (m.Kind == geo.KindDepartment || m.Kind == geo.KindCommune && m.Population >= city) && !known { // "Vienne" is a town too
				u.Places = append(u.Places, m)
				u.Guessed = u.Guessed || w.guessed
			}
		}
	}
	switch {
	case len(u.Places) == 1 && wide[0].area():
		u.Guessed = true
	case len(u.Places) == 1 && !u.Guessed:
		u.place(u.Places[0].Place, 1)
		u.Places = nil
	}
}

// codesJoined makes one of a name and the postcode that follows it: "près de Crest (26400)".
func codesJoined(found []mention) []mention {
	var kept []mention
	for _, m := range found {
		if last := len(kept) - 1; last >= 0 && m.direct && !m.wide() && !kept[last].wide() && m.from == kept[last].to {
			if both := sharing(kept[last].matches, m.matches); len(both) > 0 {
				kept[last].matches, kept[last].weak = both, false
				continue
			}
		}
		kept = append(kept, m)
	}
	return kept
}

// mainMentions leaves out landmarks, weak mentions and repetitions when something better stands.
func mainMentions(communes []mention) []mention {
	better := func(keep func(mention) bool) {
		if len(communes) > 1 && slices.ContainsFunc(communes, keep) {
			communes = slices.DeleteFunc(slices.Clone(communes), func(m mention) bool { return !keep(m) })
		}
	}
	better(func(m mention) bool { return m.role != beside })
	better(func(m mention) bool { return !m.weak })
	better(func(m mention) bool { return !m.guessed })
	better(func(m mention) bool { return m.wished })
	better(func(m mention) bool { return m.stated == 2 })
	better(func(m mention) bool { return m.stated > 0 })
	return merged(communes)
}

// merged makes one of mentions that may be of the same place: a name and its postcode, a name said twice.
func merged(communes []mention) []mention {
	var kept []mention
	for _, m := range communes {
		same := slices.IndexFunc(kept, func(k mention) bool { return len(sharing(k.matches, m.matches)) > 0 })
		if same < 0 {
			kept = append(kept, m)
			continue
		}
		kept[same].matches = sharing(kept[same].matches, m.matches)
		kept[same].guessed = kept[same].guessed && m.guessed
	}
	return kept
}

// conflicting reports whether the sentence names a territory that does not hold the place.
func conflicting(m mention, wide []mention) bool {
	told := slices.ContainsFunc(wide, func(w mention) bool { return !w.weak && !w.area() })
	return told && !slices.ContainsFunc(wide, func(w mention) bool { return len(within(m.matches, w)) > 0 })
}

func confidenceOf(m mention) float64 {
	if m.weak {
		return 0.8
	}
	return 1
}

// place records the place meant.
func (u *Understanding) place(p geo.Place, confidence float64) {
	u.Place = &p
	u.Confidence["place"] = confidence
}
