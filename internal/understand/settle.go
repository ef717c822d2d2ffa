package understand

import (
	"slices"

	"jalon/internal/geo"
)

// nearby is the distance in kilometres within which a landmark tells homonyms apart.
const nearby = 40

// settle decides which place is meant.
func (s *sentence) settle(u *Understanding, found []mention) {
	if len(found) == 0 {
		s.wholeText(u)
		return
	}
	slices.SortStableFunc(found, func(a, b mention) int { return a.from - b.from })
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
	if slices.ContainsFunc(append(slices.Clone(communes), wide...), func(m mention) bool { return m.role != home }) {
		communes, wide = away(communes, wide)
	}
	for i := range communes {
		communes[i].matches = narrowed(communes[i], wide, found)
	}
	s.choose(u, communes, wide)
}

// away leaves out where people live or come from when another place is told, unless both agree.
func away(communes, wide []mention) (keptCommunes, keptWide []mention) {
	notHome := func(m mention) bool { return m.role != home }
	if slices.ContainsFunc(communes, notHome) {
		keptWide = wide
		for _, m := range communes {
			if notHome(m) {
				keptCommunes = append(keptCommunes, m)
			}
		}
		return keptCommunes, keptWide
	}
	for _, w := range wide {
		if notHome(w) {
			keptWide = append(keptWide, w)
		}
	}

	for _, m := range communes { // a home inside the territory of the project says more
		if slices.ContainsFunc(keptWide, func(w mention) bool { return len(within(m.matches, w)) > 0 }) {
			keptCommunes = append(keptCommunes, m)
		}
	}
	return keptCommunes, keptWide
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

// narrowed keeps, of the homonyms of a mention, those that the rest of the sentence allows.
func narrowed(m mention, wide, all []mention) []geo.Match {
	matches := m.matches
	for _, w := range wide {
		if kept := within(matches, w); len(kept) > 0 {
			matches = kept
		}
	}
	for _, other := range all {
		if other.direct && !other.wide() && other.from != m.from {
			if kept := sharing(matches, other.matches); len(kept) > 0 {
				matches = kept
			}
		}
	}
	if len(matches) > 1 && !m.direct && !m.guessed {
		matches = present1(matches)
	}
	if len(matches) > 1 && !m.direct {
		for _, other := range all {
			if other.from != m.from && len(other.matches) == 1 && !other.wide() && other.abroad == "" {
				if kept := around(matches, other.matches[0]); len(kept) == 1 {
					return kept
				}
			}
		}
	}
	return matches
}

// sharing keeps the matches that others hold too: a name and a postcode.
func sharing(matches, others []geo.Match) []geo.Match {
	var kept []geo.Match
	for _, m := range matches {
		if slices.ContainsFunc(others, func(o geo.Match) bool { return o.Code == m.Code }) {
			kept = append(kept, m)
		}
	}
	return kept
}

// present1 keeps the one commune that bears the name today when the others bore it once and are smaller.
func present1(matches []geo.Match) []geo.Match {
	first := matches[0]
	if first.Via != geo.ViaName {
		return matches
	}
	for _, m := range matches[1:] {
		if m.Via != geo.ViaAlias || m.Population >= first.Population {
			return matches
		}
	}
	return matches[:1]
}

// around keeps the matches near a landmark.
func around(matches []geo.Match, landmark geo.Match) []geo.Match {
	var kept []geo.Match
	for _, m := range matches {
		if m.Located && landmark.Located && geo.Km(m.Lat, m.Lon, landmark.Lat, landmark.Lon) <= nearby {
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

// elsewhere proposes longer names when no homonym lies in the department told: "saint julien 48".
func (s *sentence) elsewhere(m mention, wide []mention) mention {
	if len(m.matches) < 2 || m.guessed || m.direct || len(wide) != 1 || !conflicting(m, wide) || wide[0].matches[0].Kind != geo.KindDepartment {
		return m
	}
	answer := s.places.Resolve(s.written(m.from, m.to) + " " + wide[0].matches[0].Code)
	if kept := within(answer.Candidates, wide[0]); len(kept) > 0 {
		m.matches, m.guessed = kept[:min(len(kept), maxProposed)], true
	}
	return m
}

// chooseWide gives the department named, or the several; a region is too wide an answer.
func (s *sentence) chooseWide(u *Understanding, wide []mention) {
	for _, w := range wide {
		for _, m := range w.matches {
			known := slices.ContainsFunc(u.Places, func(o geo.Match) bool { return o.Code == m.Code })
			if m.Kind == geo.KindDepartment && !known {
				u.Places = append(u.Places, m)
				u.Guessed = u.Guessed || w.guessed
			}
		}
	}
	if len(u.Places) == 1 && !u.Guessed {
		u.place(u.Places[0].Place, 1)
		u.Places = nil
	}
}

// mainMentions leaves out landmarks, weak mentions and repetitions when something better stands.
func mainMentions(communes []mention) []mention {
	better := func(keep func(mention) bool) {
		if len(communes) > 1 && slices.ContainsFunc(communes, keep) {
			communes = slices.DeleteFunc(slices.Clone(communes), func(m mention) bool { return !keep(m) })
		}
	}
	better(func(m mention) bool { return !m.weak })
	better(func(m mention) bool { return !m.guessed })
	better(func(m mention) bool { return m.role != beside })
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
	told := slices.ContainsFunc(wide, func(w mention) bool { return !w.weak })
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
