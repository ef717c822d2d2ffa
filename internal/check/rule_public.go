package check

import (
	"slices"

	"jalon/knowledge"
)

func ruleAudience() Rule {
	return Rule{
		Name:  "public",
		Title: "Au moins une personne peut remplir toutes les conditions d'une fiche.",
		Doc: `La condition employs (employer au moins une personne) n'est demandée qu'aux structures : une fiche qui la pose sans accueillir
organisation ne peut être proposée à personne. De même pour made_for: {employs: "yes"} d'un acteur qui n'accueille pas les structures, ou
{employs: "no"} d'un acteur qui demande d'employer.`,
		find: findAudience,
	}
}

func findAudience(s *subject) {
	each := func(conditions, holders []knowledge.String) {
		if at := valueAt(conditions, "employs"); !at.IsZero() && len(holders) > 0 && !knowledge.Has(holders, "organisation") {
			s.fault(at, "personne ne peut remplir cette condition\u00a0: seule une structure (organisation) peut employer, et holders n'en parle pas")
		}
	}
	for _, a := range s.base.Actors {
		each(a.Conditions, a.Holders)
		for _, fit := range a.MadeFor {
			switch employs := fit.Employs; {
			case employs.Pos.IsZero():
			case !knowledge.Has(a.Holders, "organisation") || len(fit.Holders) > 0 && !knowledge.Has(fit.Holders, "organisation"):
				s.fault(employs.Pos, "personne ne peut y répondre\u00a0: l'emploi n'est demandé qu'aux structures (organisation)")
			case employs.Value == "no" && knowledge.Has(a.Conditions, "employs"):
				s.fault(employs.Pos, "personne ne peut y répondre\u00a0: la condition employs demande d'employer quelqu'un")
			}
		}
	}
	for _, p := range s.base.Programmes {
		each(p.Conditions, p.Holders)
	}
}

// valueAt is the place of a value of a list, zero when the list does not have it.
func valueAt(list []knowledge.String, value string) knowledge.Pos {
	if i := slices.IndexFunc(list, func(s knowledge.String) bool { return s.Value == value }); i >= 0 {
		return list[i].Pos
	}
	return knowledge.Pos{}
}
