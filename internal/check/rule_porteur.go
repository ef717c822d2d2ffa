package check

func ruleOperator() Rule {
	return Rule{
		Name:  "porteur",
		Title: "Un programme a un porteur : un acteur de la base, ou un nom.",
		Doc: `Un programme sans porteur ne mène à personne. operators cite les acteurs qui ont une fiche, par leur identifiant ;
operator_names nomme les autres.`,
		find: findOperator,
	}
}

func findOperator(s *subject) {
	for _, p := range s.base.Programmes {
		if len(p.Operators)+len(p.OperatorNames) == 0 {
			s.fault(p.Name.Pos, "le programme \"%s\" n'a pas de porteur (operators ou operator_names)", p.Name)
		}
		for _, name := range p.OperatorNames {
			for _, a := range s.base.Actors {
				if a.Name.Value == name.Value {
					s.fault(name.Pos, "\"%s\" a une fiche\u00a0: citez-la dans operators, par son identifiant \"%s\"", name, a.ID)
				}
			}
		}
	}
}
