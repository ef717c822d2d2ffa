package understand

import (
	"slices"

	"jalon/internal/geo"
	"jalon/internal/votes"
)

// maxSites is how many places a text may name for their chances to be weighed: a longer list is no sentence.
const maxSites = 8

// reviewPlace weighs where the project is among the places named: the likeliest is taken when it is likely enough, whether grammar
// took it or not; a place taken that is not likely enough becomes a question.
func (s *sentence) reviewPlace(u *Understanding, found []mention) {
	if len(s.tokens) < Enough || len(found) > maxSites || s.jury.sites == nil {
		return
	}
	sites, mentions := s.sites(u, found)
	if len(sites) == 0 {
		return
	}
	options := SiteOptions(sites, s.jury.likely(sites))
	if len(options[0]) != len(s.jury.weights.Site) {
		return
	}
	chances := votes.Chances(s.jury.weights.Site, options)
	settled, best, most := 0.0, -1, 0.0
	for i, site := range sites {
		if site.standing != left {
			settled += chances[i]
			continue
		}
		chance := 0.0
		for k, other := range sites {
			if k == i || other.standing == left && agree(mentions[i], mentions[k]) {
				chance += chances[k]
			}
		}
		if chance > most {
			best, most = i, chance
		}
	}
	switch {
	case settled >= crediblePlace:
	case most >= crediblePlace && mentions[best].abroad == "":
		u.unsettle()
		m := mentions[best]
		m.role = project
		all := slices.Clone(mentions)
		s.decide(u, slices.DeleteFunc(slices.Clone(mentions), func(o mention) bool { return o.from != m.from && !agree(m, o) }), all)
	case u.Place != nil:
		u.unsettle()
		u.unsure("place")
	}
}

// agree reports whether one of two mentions may hold the other.
func agree(m, o mention) bool {
	return len(within(m.matches, o)) > 0 || len(within(o.matches, m)) > 0
}

// unsettle takes back the place, or those between which to ask.
func (u *Understanding) unsettle() {
	u.Place, u.Places, u.Guessed = nil, nil, false
	delete(u.Confidence, "place")
	u.Spans = slices.DeleteFunc(u.Spans, func(span Span) bool { return span.Slot == "place" })
}

// namedOnly lists the places that the text names, in its order, when none is taken nor proposed: not those denied, mistyped, or that may
// be everyday words.
func (s *sentence) namedOnly(u *Understanding, found []mention) []geo.Match {
	if u.Place != nil || len(u.Places) > 0 || u.Abroad != "" {
		return nil
	}
	var list []geo.Match
	for _, m := range found {
		if m.abroad != "" || m.role == ruledAway || m.guessed || m.landform || len(m.matches) > maxProposed || !m.wide() && m.weak && s.rarity(m.from, m.to) != rare {
			continue
		}
		for _, o := range s.inRegions(m.matches) {
			if (o.Kind == geo.KindCommune || o.Kind == geo.KindDepartment) && !slices.ContainsFunc(list, func(l geo.Match) bool { return l.Code == o.Code }) {
				list = append(list, o)
			}
		}
	}
	return list
}

// inRegions puts its departments in the place of each region.
func (s *sentence) inRegions(matches []geo.Match) []geo.Match {
	var list []geo.Match
	for _, m := range matches {
		if m.Kind != geo.KindRegion {
			list = append(list, m)
			continue
		}
		for _, d := range s.places.Departments() {
			if d.Region == m.Region {
				list = append(list, geo.Match{Place: d, Via: m.Via})
			}
		}
	}
	return list
}

// ruledPlaces lists the places that the text says are not that of the project.
func ruledPlaces(found []mention) []geo.Match {
	var list []geo.Match
	for _, m := range found {
		if m.role == ruledAway {
			list = append(list, m.matches...)
		}
	}
	return list
}

// likely returns how likely the words around each of the places named make it the one of the project.
func (j jury) likely(sites []Site) []float64 {
	list := make([]float64, len(sites))
	for i, site := range sites {
		list[i] = j.sites.Odds(site.Features)[0][Here]
	}
	return list
}

// Here and Elsewhere are the answers of the votes to whether the project is at a place.
const (
	Here      = "here"
	Elsewhere = "elsewhere"
)
