package check

import (
	"jalon/internal/geo"
)

func ruleOffice() Rule {
	return Rule{
		Name:  "bureau",
		Title: "Un bureau est une commune qui existe, dans le territoire de l'acteur.",
		Doc: `Le code d'un bureau est le code INSEE de sa commune, entre guillemets. La commune doit être dans le territoire de l'acteur : sinon le
code est faux (un code postal, une commune du même nom), ou le territoire est trop petit. Un siège lointain qui ne reçoit personne n'est pas
un bureau.`,
		find: findOffice,
	}
}

func findOffice(s *subject) {
	for _, a := range s.base.Actors {
		include, except := s.base.Codes(a.Territory)
		for _, office := range a.Offices {
			place, known := s.places.Place(office.Commune.Value)
			switch {
			case office.Commune.Pos.IsZero():
			case !known || !s.places.Known(office.Commune.Value) || place.Kind != geo.KindCommune:
				s.kind(office.Commune, geo.KindCommune, "une commune")
			case !s.known(include) || len(include) == 0:
			default:
				if _, covers := s.places.Covers(include, except, place); !covers {
					s.fault(office.Commune.Pos, "%s (%s) n'est pas dans le territoire de l'acteur\u00a0: %s", place.Name, place.Department, s.places.Describe(include, except))
				}
			}
		}
	}
}
