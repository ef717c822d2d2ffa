package check

import (
	"fmt"
	"slices"
	"strings"

	"jalon/knowledge"
)

func ruleCoverage() Rule {
	return Rule{
		Name:  "couverture",
		Title: "Personne ne reste sans réponse : chaque profil de chaque département a un acteur et un moyen de le joindre.",
		Doc: `Pour chaque étape, porteur, domaine et département (et collectivité d'outre-mer), il doit rester au moins un acteur, quitte à élargir
le domaine, puis le porteur, puis l'étape ; et un site ou un annuaire pour le joindre. La faute est montrée à l'étape concernée, dans le
vocabulaire, mais sa cause est dans les fiches : un acteur national retiré, un territoire réduit, une condition ajoutée. jalon coverage montre
toutes les cases, jalon diff celles qui ont changé.`,
		whole: true,
		find:  findCoverage,
	}
}

// hole is a profile that is left alone, and how.
type hole struct {
	stage, holder string
	nobody        bool
}

func findCoverage(s *subject) {
	where, order := map[hole][]string{}, []hole{}
	for _, cell := range Cover(s.base, s.places, s.engine, s.day).Cells {
		if cell.Actors > 0 && cell.reachable {
			continue
		}
		h := hole{cell.Stage, cell.Holder, cell.Actors == 0}
		place, _ := s.places.Place(cell.Department)
		label := fmt.Sprintf("%s (%s)", place.Name, place.Code)
		if len(where[h]) == 0 {
			order = append(order, h)
		}
		if last := where[h]; len(last) == 0 || last[len(last)-1] != label {
			where[h] = append(last, label)
		}
	}
	for len(order) > 0 {
		order = s.together(order, where)
	}
}

// together puts down, in one fault, the first profile left alone and those that are in the same places, and returns the others.
func (s *subject) together(order []hole, where map[hole][]string) (others []hole) {
	first := order[0]
	var profiles []string
	for _, h := range order {
		if h.nobody == first.nobody && slices.Equal(where[h], where[first]) {
			profiles = append(profiles, h.stage+" · "+h.holder)
		} else {
			others = append(others, h)
		}
	}
	says := "personne à proposer"
	if !first.nobody {
		says = "aucun moyen de joindre le premier acteur proposé"
	}
	s.fault(s.stageAt(first.stage), "%s dans %s, pour %s", says, few(where[first]), few(profiles))
	return others
}

func (s *subject) stageAt(stage string) knowledge.Pos {
	if code := s.base.Vocabulary.Find("stage", stage); code != nil {
		return code.Code.Pos
	}
	return knowledge.Pos{}
}

// few names the first of a list and counts the others.
func few(names []string) string {
	const shown = 4
	if len(names) <= shown {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s et %d autres", strings.Join(names[:shown], ", "), len(names)-shown)
}
