package check

import (
	"slices"
	"strings"

	"jalon/knowledge"
)

func rulePurpose() Rule {
	return Rule{
		Name:  "mission",
		Title: "Ce pour quoi un acteur est fait (made_for) reste dans ce qu'il accompagne.",
		Doc: `made_for fait passer un acteur devant les autres pour certains profils. Chaque étape, porteur, domaine ou besoin qui y est nommé
doit aussi être dans stages, holders, sectors ou needs de la fiche : sinon ce profil ne lui est jamais envoyé, et la ligne ne sert à rien. Une
ligne vide ferait passer l'acteur devant pour tout le monde.`,
		find: findPurpose,
	}
}

func findPurpose(s *subject) {
	for _, a := range s.base.Actors {
		for _, fit := range a.MadeFor {
			if len(fit.Stages)+len(fit.Holders)+len(fit.Sectors)+len(fit.Needs) == 0 && fit.Employs.Pos.IsZero() && !s.broken(fit.At) {
				s.fault(fit.At, "cette ligne de made_for ne dit rien\u00a0: elle vaudrait pour tout le monde")
			}
			s.within(a, fit.Stages, a.Stages, "stages")
			s.within(a, fit.Holders, a.Holders, "holders")
			s.within(a, fit.Needs, a.Needs, "needs")
			if len(a.Sectors) > 0 {
				s.within(a, fit.Sectors, a.Sectors, "sectors")
			}
		}
	}
}

// badCode reports whether a value was found not to be a code.
func (s *subject) badCode(value knowledge.String) bool {
	return slices.ContainsFunc(s.faults, func(f knowledge.Fault) bool { return f.Rule == "code" && f.Pos == value.Pos })
}

// within puts down the values of a purpose that the actor's own list does not have.
func (s *subject) within(a *knowledge.Actor, purpose, own []knowledge.String, key string) {
	if s.missing(a.At, key) || slices.ContainsFunc(own, s.badCode) {
		return // the actor's own list has a fault of its own
	}
	for _, value := range purpose {
		if !knowledge.Has(own, value.Value) {
			says := strings.Join(knowledge.Values(own), ", ")
			if says == "" {
				says = "aucun"
			}
			s.fault(value.Pos, "\"%s\" n'est pas dans %s de l'acteur (%s)", value.Value, key, says)
		}
	}
}
