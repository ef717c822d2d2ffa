package check

import (
	"slices"

	"jalon/internal/geo"
	"jalon/knowledge"
)

func ruleOperator() Rule {
	return Rule{
		Name:  "porteur",
		Title: "Un programme a un porteur : un acteur de la base, ou un nom.",
		Doc: `Un programme sans porteur ne mène à personne. operators cite les acteurs qui ont une fiche, par leur identifiant ;
operator_names nomme les autres. Le programme a lieu là où l'un d'eux agit, au moins en partie.`,
		find: findOperator,
	}
}

func findOperator(s *subject) {
	for _, p := range s.base.Programmes {
		if len(p.Operators)+len(p.OperatorNames) == 0 {
			s.fault(p.Name.Pos, "le programme \"%s\" n'a pas de porteur (operators ou operator_names)", p.Name)
		}
		if at, apart := s.elsewhere(p); apart {
			s.fault(at, "aucun de ceux qui portent le programme n'agit sur son territoire\u00a0: vérifiez operators, ou les codes")
		}
		for _, name := range p.OperatorNames {
			for _, a := range s.base.Actors {
				if geo.Fold(a.Name.Value) == geo.Fold(name.Value) {
					s.fault(name.Pos, "\"%s\" a une fiche\u00a0: citez-la dans operators, par son identifiant \"%s\"", name, a.ID)
				}
			}
		}
	}
}

// elsewhere reports whether every operator works away from where its programme is offered, and the place of the territory.
func (s *subject) elsewhere(p *knowledge.Programme) (at knowledge.Pos, apart bool) {
	include, except := s.base.Codes(p.Territory)
	if len(include) == 0 || !s.known(include) || !s.reaches(include, except) || len(p.OperatorNames) > 0 || len(p.Operators) == 0 {
		return at, false
	}
	for _, id := range p.Operators {
		a := s.base.Actor(id.Value)
		if a == nil {
			return at, false
		}
		own, _ := s.base.Codes(a.Territory)
		if s.faulty(a.At.File) {
			return at, false
		}
		if len(own) == 0 || !s.known(own) || s.overlaps(own, include) {
			return at, false
		}
	}
	return p.Territory.At, true
}

// faulty reports whether a file already has an error.
func (s *subject) faulty(file string) bool {
	return slices.ContainsFunc(s.faults, func(f knowledge.Fault) bool { return f.Pos.File == file && !f.Warning })
}
