package recommend

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"jalon/index"
	"jalon/internal/geo"
	"jalon/knowledge"
)

// Territories lists the codes of the territories that hold a place, the most local first.
func Territories(place geo.Place) []string {
	var codes []string
	if place.Kind == geo.KindCommune {
		codes = append(codes, place.Code)
	}
	if place.EPCI != "" {
		codes = append(codes, "E"+place.EPCI)
	}
	if place.Department != "" {
		codes = append(codes, place.Department)
	}
	if place.Region != "" {
		codes = append(codes, "R"+place.Region)
	}
	return append(codes, "FR")
}

// programmes are the open ones that suit the profile, those of the actors proposed first, and the ones that are over.
func (e *Engine) programmes(p Profile, actors []Recommendation) (open, past []ProgrammeMatch) {
	type scored struct {
		match ProgrammeMatch
		rank  int
	}
	var list []scored
	for _, hit := range e.selected(index.Selection{
		Type: index.TypeProgramme, Stage: p.Stage, Holder: p.Holder, Sector: openSector(p.Sector), Need: p.Need, Territories: Territories(p.Place), Limit: 60,
	}) {
		programme := e.base.Programme(hit.ID)
		if programme == nil || knowledge.Has(programme.Conditions, "employs") && p.Employs != "yes" {
			continue
		}
		include, except := e.base.Codes(programme.Territory)
		level, covered := e.places.Covers(include, except, p.Place)
		if !covered {
			continue
		}
		list = append(list, scored{ProgrammeMatch{programme, e.Operator(programme)}, rankProgramme(programme, level, p, actors)})
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.rank, a.rank) })
	for _, s := range list {
		switch {
		case s.match.Programme.Past() && len(past) < maxProgrammes:
			past = append(past, s.match)
		case !s.match.Programme.Past() && len(open) < maxProgrammes:
			open = append(open, s.match)
		}
	}
	return open, past
}

func rankProgramme(programme *knowledge.Programme, level geo.Level, p Profile, actors []Recommendation) int {
	rank := 2 * nearness(level)
	for i, r := range actors {
		if knowledge.Has(programme.Operators, r.Actor.ID) {
			rank += max(1, 6-i)
			break
		}
	}
	return rank + 2*countTrue(p.Need != "" && knowledge.Has(programme.Needs, p.Need)) +
		countTrue(p.Sector != "other" && knowledge.Has(programme.Sectors, p.Sector))
}

// Operator names those who run a programme.
func (e *Engine) Operator(programme *knowledge.Programme) string {
	var names []string
	for _, id := range programme.Operators {
		if a := e.base.Actor(id.Value); a != nil {
			names = append(names, a.Name.Value)
		}
	}
	return strings.Join(append(names, knowledge.Values(programme.OperatorNames)...), ", ")
}

// openSector is the sector to look for, none for who has not chosen.
func openSector(sector string) string {
	if sector == "other" {
		return ""
	}
	return sector
}

// selected asks the index; a failing index gives nothing rather than no answer at all.
func (e *Engine) selected(s index.Selection) []index.Hit {
	if e.index == nil {
		return nil
	}
	hits, err := e.index.Select(context.Background(), s)
	if err != nil {
		return nil
	}
	return hits
}

// resources are what to read for the profile.
func (e *Engine) resources(p Profile) []*knowledge.Resource {
	var list []*knowledge.Resource
	for _, hit := range e.selected(index.Selection{
		Type: index.TypeResource, Stage: p.Stage, Holder: p.Holder, Sector: openSector(p.Sector), Need: p.Need, Limit: maxResources,
	}) {
		if r := e.base.Resource(hit.ID); r != nil && !r.Past() {
			list = append(list, r)
		}
	}
	return list
}

// Beyond this distance (km) a project is no neighbour any more.
const neighbour = 80

// projects are inspiring ones: of the same sector near by, then of the same sector, then near by.
func (e *Engine) projects(p Profile) []ProjectMatch {
	type scored struct {
		project int
		km, far float64 // km is infinite where a distance is not known
	}
	list := make([]scored, 0, len(e.projectPlaces))
	for i, at := range e.projectPlaces {
		s := scored{i, math.Inf(1), 2000}
		if at != nil && at.Located && p.Place.Located && p.Place.Kind != geo.KindCountry {
			s.km = math.Round(geo.Km(p.Place.Lat, p.Place.Lon, at.Lat, at.Lon))
			s.far = s.km
		}
		same := p.Sector != "" && p.Sector != "other" && knowledge.Has(e.base.Projects[i].Sectors, p.Sector)
		if !same && s.km > neighbour {
			continue
		}
		if !same {
			s.far += 300
		}
		list = append(list, s)
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(a.far, b.far) })
	var matches []ProjectMatch
	for _, s := range list[:min(len(list), maxProjects)] {
		m := ProjectMatch{Project: e.base.Projects[s.project]}
		if at := e.projectPlaces[s.project]; at != nil {
			m.Place = *at
		}
		if !math.IsInf(s.km, 1) {
			m.Km, m.Located = s.km, true
		}
		matches = append(matches, m)
	}
	return matches
}

// placesOfProjects finds where each project of the base is; nil where that is not known.
func placesOfProjects(base *knowledge.Base, places *geo.Gazetteer) []*geo.Place {
	list := make([]*geo.Place, len(base.Projects))
	for i, project := range base.Projects {
		code := project.Commune.Value
		if code == "" {
			code = project.Department.Value
		}
		if place, known := places.Place(code); known {
			list[i] = &place
		}
	}
	return list
}
