package check

import (
	"strings"

	"jalon/knowledge"
)

func ruleEmptyArea() Rule {
	return Rule{
		Name:  "zone-vide",
		Title: "Un territoire contient au moins une commune, une fois les exclusions retirées.",
		Doc: `Une fiche dont le territoire ne contient plus rien ne serait jamais proposée : c'est le cas quand except retire tout ce que include
ajoute. Retirez l'exclusion, ou la fiche.

    include: ["48"]
    except: ["R76"]      refusé : la Lozère est dans l'Occitanie, il ne reste rien`,
		find: findEmptyArea,
	}
}

// place is a territory of the base and the place to show when something is wrong with it.
type zone struct {
	at              knowledge.Pos
	include, except []knowledge.String
	// codes are the same spelt out, named areas included.
	codes, out []string
}

// zones lists the territories of actors, programmes and named areas.
func (s *subject) zones() []zone {
	var all []zone
	add := func(t knowledge.Territory) {
		z := zone{at: t.At, include: t.Include, except: t.Except}
		z.codes, z.out = s.base.Codes(t)
		all = append(all, z)
	}
	for _, a := range s.base.Actors {
		add(a.Territory)
	}
	for _, p := range s.base.Programmes {
		add(p.Territory)
	}
	for _, a := range s.base.Areas {
		all = append(all, zone{a.At, a.Include, a.Except, knowledge.Values(a.Include), knowledge.Values(a.Except)})
	}
	return all
}

func findEmptyArea(s *subject) {
	for _, z := range s.zones() {
		if len(z.out) == 0 || len(z.codes) == 0 || !s.known(z.codes) {
			continue
		}
		if !s.reaches(z.codes, z.out) {
			s.fault(z.at, "ce territoire ne contient aucune commune\u00a0: %s retire tout", strings.Join(z.out, ", "))
		}
	}
}

// known reports whether every code exists: the others have faults of their own.
func (s *subject) known(codes []string) bool {
	for _, code := range codes {
		if !s.places.Known(code) {
			return false
		}
	}
	return true
}

// reaches reports whether a territory holds any place at all.
func (s *subject) reaches(include, except []string) bool {
	for _, department := range s.places.Departments() {
		if s.places.Touches(include, except, department) {
			return true
		}
	}
	return false
}
