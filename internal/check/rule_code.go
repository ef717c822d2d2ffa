package check

import (
	"slices"

	"jalon/knowledge"
)

func ruleCode() Rule {
	return Rule{
		Name:  "code",
		Title: "Chaque code est dans les listes de vocabulary/codes.yaml.",
		Doc: `Étapes, porteurs, domaines, besoins, conditions et genres d'acteurs sont des listes fermées : vocabulary/codes.yaml. Un code
inconnu ne serait jamais proposé à personne. "other" veut dire « pas encore choisi » : c'est une réponse des gens, jamais le domaine d'un
acteur ou d'un programme ; une fiche qui vaut pour tous les domaines n'écrit pas sectors.`,
		find: findCode,
	}
}

func findCode(s *subject) {
	each := func(sectors []knowledge.String) {
		if at := valueAt(sectors, "other"); !at.IsZero() {
			s.fault(at, "\"other\" n'est pas un domaine de fiche\u00a0; pour tous les domaines, n'écrivez pas sectors")
		}
	}
	for _, a := range s.base.Actors {
		each(a.Sectors)
	}
	for _, p := range s.base.Programmes {
		each(p.Sectors)
	}
	for _, r := range s.base.Resources {
		each(r.Sectors)
	}
	relaxed := []string{"sector", "holder", "stage"}
	for _, scenario := range s.base.Scenarios {
		for _, value := range scenario.Expect.Relaxed {
			if !slices.Contains(relaxed, value.Value) {
				s.fault(value.Pos, "\"%s\" n'est pas un critère qui s'élargit (sector, holder, stage)%s", value.Value, meant(value.Value, relaxed))
			}
		}
	}
}

// values is the texts of a list of codes of the vocabulary.
func values(codes []knowledge.Code) []string {
	list := make([]string, len(codes))
	for i, c := range codes {
		list[i] = c.Code.Value
	}
	return list
}
