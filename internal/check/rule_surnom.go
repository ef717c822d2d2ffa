package check

import (
	"strings"

	"jalon/internal/geo"
	"jalon/knowledge"
)

func ruleAlias() Rule {
	return Rule{
		Name:  "surnom",
		Title: "Un autre nom (aliases) apporte du nouveau, et deux acteurs sans lien ne le partagent pas.",
		Doc: `aliases donne les autres noms d'une fiche. Y remettre son propre nom n'apporte rien. Y mettre un surnom d'un autre acteur, ou son
nom, ferait sortir l'un à la place de l'autre dans la recherche. C'est accepté entre acteurs du même genre (les DLA, les relais d'un réseau) et
entre acteurs qui agissent au même endroit (une structure et ce qu'elle porte).

    name: "La Brèche"
    aliases: ["La Brèche"]    refusé : c'est déjà son nom`,
		find: findAlias,
	}
}

func findAlias(s *subject) {
	named := map[string]*knowledge.Actor{}
	for _, a := range s.base.Actors {
		named[geo.Fold(a.Name.Value)] = a
	}
	for _, e := range s.entries {
		for _, alias := range e.Aliases {
			if !alias.Pos.IsZero() && alias.Value == e.name.Value {
				s.fault(alias.Pos, "\"%s\" est déjà le nom de la fiche\u00a0: retirez-le d'aliases", alias.Value)
			}
		}
	}
	for _, a := range s.base.Actors {
		for _, alias := range a.Aliases {
			if alias.Pos.IsZero() {
				continue
			}
			key := geo.Fold(alias.Value)
			if other := named[key]; other != nil && other.ID != a.ID && !s.akin(a, other) {
				s.fault(alias.Pos, "\"%s\" désigne déjà un autre acteur (%s)", alias.Value, other.At.File)
			}
			named[key] = a
		}
		if !a.FullName.Pos.IsZero() && strings.EqualFold(a.FullName.Value, a.Name.Value) {
			s.fault(a.FullName.Pos, "full_name répète name\u00a0: retirez-le, ou écrivez le nom complet")
		}
	}
}

// akin reports whether two actors may bear the same alias: they do the same, or work at the same place.
func (s *subject) akin(a, other *knowledge.Actor) bool {
	one, _ := s.base.Codes(a.Territory)
	two, _ := s.base.Codes(other.Territory)
	return a.Kind.Value == other.Kind.Value || !s.known(one) || !s.known(two) || s.overlaps(one, two)
}
