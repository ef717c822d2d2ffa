package check

import (
	"fmt"

	"jalon/knowledge"
)

// maxData is the most bytes that a button carries on Telegram.
const maxData = 64

func ruleBytes() Rule {
	return Rule{
		Name:  "octets",
		Title: "Ce qu'un bouton transporte tient en 64 octets.",
		Doc: `Telegram n'accepte que 64 octets derrière un bouton : la question et la réponse, ou le genre et l'identifiant d'une fiche. Avec des
identifiants dans les limites de la règle identifiant, cela tient toujours ; un identifiant trop long ne s'ouvrirait pas. Raccourcissez-le
avant de publier la fiche, jamais après.`,
		find: findBytes,
	}
}

// The longest that stands before the ids in a button: its version, its verb and what kind of entry it opens.
const (
	choiceOverhead = len("1:c::")
	entryOverhead  = len("1:o:programme:")
)

func findBytes(s *subject) {
	for i := range s.base.Tree.Nodes {
		node := &s.base.Tree.Nodes[i]
		for _, choice := range node.Choices {
			s.carried(choice.ID.Pos, choiceOverhead+len(node.ID.Value)+len(choice.ID.Value), fmt.Sprintf("%s et %s", node.ID.Value, choice.ID.Value))
		}
	}
	for _, e := range s.entries {
		s.carried(e.At, entryOverhead+len(e.ID), e.ID)
	}
}

func (s *subject) carried(at knowledge.Pos, bytes int, what string) {
	if bytes > maxData {
		s.fault(at, "le bouton qui porte %s ferait %d octets, %d au plus\u00a0: raccourcissez l'identifiant", what, bytes, maxData)
	}
}
