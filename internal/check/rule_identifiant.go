package check

import (
	"regexp"

	"jalon/knowledge"
)

// The most characters of the ids of questions and of choices: both travel in one button.
const (
	maxNodeID   = 16
	maxChoiceID = 20
)

var idPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func ruleID() Rule {
	return Rule{
		Name:  "identifiant",
		Title: "Les identifiants sont courts, en minuscules, chiffres et tirets.",
		Doc: `L'identifiant d'une fiche est le nom de son fichier sans .yaml ; celui d'un mot, d'une ressource ou d'une question est sa clé id.
Minuscules sans accent, chiffres et tirets : 48 caractères au plus, 16 pour une question, 20 pour une réponse. "unknown" et "skip" sont
pris par « Je ne sais pas » et « Passer ». Un identifiant ne change jamais : il est dans d'anciens messages et dans des liens imprimés.`,
		find: findID,
	}
}

func findID(s *subject) {
	each := func(id knowledge.String, most int) {
		switch {
		case id.Pos.IsZero():
		case !idPattern.MatchString(id.Value):
			s.fault(id.Pos, "identifiant \"%s\"\u00a0: minuscules sans accent, chiffres et tirets seulement", id.Value)
		case len(id.Value) > most:
			s.fault(id.Pos, "identifiant de %d caractères, %d au plus", len(id.Value), most)
		}
	}
	for i := range s.base.Tree.Nodes {
		node := &s.base.Tree.Nodes[i]
		each(node.ID, maxNodeID)
		for _, choice := range node.Choices {
			each(choice.ID, maxChoiceID)
			if choice.ID.Value == knowledge.UnknownChoice || choice.ID.Value == knowledge.SkipChoice {
				s.fault(choice.ID.Pos, "l'identifiant \"%s\" est réservé", choice.ID.Value)
			}
			if choice.ID.Pos.IsZero() {
				s.fault(choice.At, "cette réponse n'a pas d'identifiant (id)")
			}
		}
	}
	for _, slot := range []string{"stage", "holder", "sector", "need", "condition"} {
		for _, code := range s.base.Vocabulary.List(slot) {
			each(code.Code, maxChoiceID)
		}
	}
	for _, kind := range s.base.Vocabulary.Kinds {
		each(kind.Code, maxChoiceID)
	}
}
