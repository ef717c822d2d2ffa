package check

import "unicode/utf8"

// maxLabel is the most characters of a button: phones cut longer ones.
const maxLabel = 30

func ruleButton() Rule {
	return Rule{
		Name:  "bouton",
		Title: "Le texte d'un bouton tient en 30 caractères, numéro compris.",
		Doc: `Un téléphone coupe les boutons plus longs. Les réponses ont un numéro devant (« 12. ») : leur texte va jusqu'à 26 caractères. Les
boutons du robot (button.…, edit.…, menu.… dans wording) vont jusqu'à 30. Ce qui est remplacé entre accolades n'est pas compté.`,
		find: findButton,
	}
}

func findButton(s *subject) {
	for _, said := range sentences(s.said) {
		text, known := s.base.Wording[said.key]
		if !said.button || !known {
			continue
		}
		plain := bracedPattern.ReplaceAllString(text.Value, "")
		if n := utf8.RuneCountInString(plain); n > maxLabel {
			s.fault(text.Pos, "ce bouton a %d caractères, %d au plus", n, maxLabel)
		}
	}
	for i := range s.base.Tree.Nodes {
		for _, choice := range s.base.Tree.Nodes[i].Choices {
			if choice.Label.Pos.IsZero() {
				s.fault(choice.At, "cette réponse n'a pas de texte (label)")
			}
		}
	}
}
