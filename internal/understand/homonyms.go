package understand

import (
	"slices"
	"strings"

	"jalon/internal/geo"
)

// nearby is the distance in kilometres within which a landmark tells homonyms apart.
const nearby = 40

// Populations that make one place the one meant among homonyms: a town that has at least the first, when the others have at most
// the second and are that many times smaller.
const (
	towns    = 2_000
	hamlets  = 1_000
	outshone = 10
)

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

// present1 keeps the one commune that bears the name today when the others bore it once, unless one is a larger town that kept it
// in its name: Vire Normandie.
func present1(matches []geo.Match) []geo.Match {
	first := matches[0]
	if first.Via != geo.ViaName {
		return matches
	}
	for _, m := range matches[1:] {
		kept := strings.HasPrefix(geo.Fold(m.Name)+" ", geo.Fold(m.Alias)+" ")
		if m.Via != geo.ViaAlias || kept && m.Population >= first.Population {
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

// elsewhere proposes longer names when no homonym lies in the department told: "saint julien 48".
func (s *sentence) elsewhere(m mention, wide []mention) mention {
	if len(m.matches) == 0 || m.guessed || m.direct || len(wide) != 1 || wide[0].weak || len(within(m.matches, wide[0])) > 0 || wide[0].matches[0].Kind != geo.KindDepartment {
		return m
	}
	var kept []geo.Match
	for _, d := range wide[0].matches {
		kept = append(kept, within(s.places.Resolve(s.written(m.from, m.to)+" "+d.Code).Candidates, wide[0])...)
	}
	kept = slices.DeleteFunc(kept, func(o geo.Match) bool { return o.Kind != geo.KindCommune || wide[0].area() && o.Via != geo.ViaPrefix })
	if len(kept) == 0 {
		return m
	}
	begun := !slices.ContainsFunc(kept, func(o geo.Match) bool { return o.Via != geo.ViaPrefix })
	if first := outstanding(kept); begun && len(first) == 1 && first[0].Population >= village {
		m.matches = first // "Villefranche (12)"
		return m
	}
	m.matches, m.guessed = kept[:min(len(kept), maxProposed)], true
	return m
}

// prominent keeps the town that everyone thinks of first, when its homonyms are tiny: Aubusson, La Rochelle. A town known by
// the beginning of its name counts, "Le Puy", another place that bore the name once does not.
func prominent(matches []geo.Match) []geo.Match {
	if len(matches) < 2 {
		return matches
	}
	first := 0
	for i, m := range matches {
		if m.Kind != geo.KindCommune {
			return matches
		}
		if m.Population > matches[first].Population {
			first = i
		}
	}
	largest := matches[first]
	if largest.Population < towns || !bears(largest) {
		return matches
	}
	for i, m := range matches {
		if i != first && (m.Population > hamlets || m.Population*outshone > largest.Population) {
			return matches
		}
	}
	return matches[first : first+1]
}

// bears reports whether the name that led to a place is its present name, or that name before it tells where it lies: "Le Puy".
func bears(m geo.Match) bool {
	if m.Via != geo.ViaAlias {
		return m.Via == geo.ViaName
	}
	rest, begins := strings.CutPrefix(geo.Fold(m.Name), geo.Fold(m.Alias)+" ")
	next, _, _ := strings.Cut(rest, " ")
	return begins && m.Population >= city && slices.Contains([]string{"en", "sur", "sous", "les", "lez", "de", "d", "du"}, next)
}

// withTowns adds to homonyms the larger towns that people call so, "Villefranche", and puts them first; a name that one place
// alone bears stays alone, unless it is a saint's, of which there are many, or the place is tiny beside the town.
func (s *sentence) withTowns(m mention, wide []mention) []geo.Match {
	if m.direct || m.guessed || len(wide) > 0 || len(m.matches) == 0 {
		return m.matches
	}
	all := s.places.Towns(s.written(m.from, m.to))
	largest := 0
	for _, p := range m.matches {
		if p.Via == geo.ViaName {
			largest = max(largest, p.Population)
		}
	}
	alone := len(m.matches) == 1
	saint := s.tokens[m.from].is("saint", "sainte")
	all = slices.DeleteFunc(all, func(t geo.Match) bool {
		known := slices.ContainsFunc(m.matches, func(o geo.Match) bool { return o.Code == t.Code })
		return known || t.Population <= largest || alone && !saint && t.Population < 10*largest
	})
	if m.wide() || alone && (m.matches[0].Via != geo.ViaName || s.qualified(m.to, m.matches)) {
		return m.matches
	}
	return append(all, m.matches...)
}
