package check

func ruleDeadEnd() Rule {
	return Rule{
		Name:  "impasse",
		Title: "Chaque réponse mène quelque part.",
		Doc: `Après une réponse vient la question nommée par son goto, sinon celle nommée par le next de la question, sinon end. Une réponse sans
l'un ni l'autre laisserait la personne devant rien. Une question sans réponse possible aussi.`,
		find: findDeadEnd,
	}
}

func findDeadEnd(s *subject) {
	tree := &s.base.Tree
	for i := range tree.Nodes {
		node := &tree.Nodes[i]
		isPlace := node.Kind.Value == "place"
		switch {
		case isPlace && len(node.Choices) > 0:
			s.fault(node.Choices[0].At, "la question du lieu n'a pas de réponses à choisir (choices)")
		case !isPlace && len(node.Choices) == 0:
			s.fault(node.ID.Pos, "la question \"%s\" n'a aucune réponse (choices)", node.ID.Value)
		case !isPlace && node.Unknown.At.IsZero() && !node.Optional.Value:
			s.fault(node.ID.Pos, "la question \"%s\" n'a pas de sortie pour qui ne sait pas (unknown, ou optional: true)", node.ID.Value)
		}
		for _, w := range waysFrom(node) {
			if w.to == "" {
				s.fault(w.at, "la réponse \"%s\" de la question \"%s\" ne mène nulle part\u00a0: il manque goto, ou next à la question", w.says, node.ID.Value)
			}
		}
		if node.Next.Value == "" && node.Slot.Value != "" && !s.deadAt(node.ID.Value) {
			s.fault(node.ID.Pos, "la question \"%s\" n'a pas de suite (next) quand sa réponse est déjà connue", node.ID.Value)
		}
	}
}

// deadAt reports whether a question already has a fault of the rule under way.
func (s *subject) deadAt(id string) bool {
	node := s.base.Tree.Node(id)
	for _, w := range waysFrom(node) {
		if w.to == "" {
			return true
		}
	}
	return false
}
