package check

import (
	"jalon/internal/geo"
	"jalon/knowledge"
)

func ruleDetour() Rule {
	return Rule{
		Name:  "renvoi",
		Title: "Deux synonymes de la recherche ne se renvoient pas l'un à l'autre.",
		Doc: `Dans vocabulary/synonyms, from mène à to, sans retour. Quand deux lignes se renvoient l'une à l'autre, elles tournent en rond :
ces mots se valent, et s'écrivent ensemble dans same. Un mot de to ne mène pas non plus, seul, à lui-même.

    - from: ["bistrot"]
      to: ["café"]
    - from: ["café"]
      to: ["bistrot"]            refusé : on tourne en rond
    - same: ["bistrot", "café"]  accepté`,
		find: findDetour,
	}
}

// lead is where a synonym goes from one word to another.
type lead struct {
	line int // the rank of its line
	at   knowledge.Pos
}

func findDetour(s *subject) {
	leads := map[[2]string]lead{}
	for i := range s.base.Synonyms {
		e := &s.base.Synonyms[i]
		for _, from := range e.From {
			for _, to := range e.To {
				way := [2]string{geo.Fold(from.Value), geo.Fold(to.Value)}
				back, known := leads[[2]string{way[1], way[0]}]
				switch {
				case way[0] == way[1] && (len(e.From) > 1 || len(e.To) > 1): // also leads elsewhere
				case way[0] == way[1]:
					s.fault(to.Pos, "\"%s\" mène à lui-même", to.Value)
				case known && back.line != i:
					s.fault(to.Pos, "\"%s\" mène déjà à \"%s\" (%s)\u00a0: on tourne en rond, écrivez-les ensemble dans same", to.Value, from.Value, back.at)
				}
				leads[way] = lead{i, to.Pos}
			}
		}
	}
}
