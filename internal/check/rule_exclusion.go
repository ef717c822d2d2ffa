package check

import (
	"strings"

	"jalon/internal/geo"
	"jalon/knowledge"
)

func ruleExclusion() Rule {
	return Rule{
		Name:  "exclusion",
		Title: "Ce que except retire est dans ce que include ajoute.",
		Doc: `Une exclusion hors du territoire ne retire rien : c'est souvent un code mal recopié.

    include: ["48"]
    except: ["07010"]    refusé : cette commune est en Ardèche`,
		find: findExclusion,
	}
}

func findExclusion(s *subject) {
	for _, z := range s.zones() {
		if !s.known(z.codes) || len(z.codes) == 0 {
			continue
		}
		for _, out := range z.except {
			codes := []string{out.Value}
			if id, named := strings.CutPrefix(out.Value, "area:"); named {
				area := s.base.Area(id)
				if area == nil {
					continue
				}
				codes = knowledge.Values(area.Include)
			}
			if s.known(codes) && !s.overlaps(z.codes, codes) {
				s.fault(out.Pos, "\"%s\" n'est pas dans ce territoire\u00a0: il n'y a rien à en retirer", out.Value)
			}
		}
	}
}

// overlaps reports whether two territories have a place in common.
func (s *subject) overlaps(one, other []string) bool {
	for _, code := range other {
		for _, place := range s.parts(code) {
			if s.places.Touches(one, nil, place) {
				return true
			}
		}
	}
	return false
}

// parts is the place of a code, or the communes of an intercommunality.
func (s *subject) parts(code string) []geo.Place {
	if siren, found := strings.CutPrefix(code, "E"); found {
		var communes []geo.Place
		if e, known := s.places.EPCI(siren); known {
			for _, c := range e.Communes {
				if place, known := s.places.Place(c); known {
					communes = append(communes, place)
				}
			}
		}
		return communes
	}
	if place, known := s.places.Place(code); known {
		return []geo.Place{place}
	}
	return nil
}
