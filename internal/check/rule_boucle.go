package check

import "jalon/knowledge"

func ruleLoop() Rule {
	return Rule{
		Name:  "boucle",
		Title: "Aucune suite de réponses ne ramène à une question déjà posée.",
		Doc: `Le robot retient une réponse par question : revenir à une question déjà répondue donnerait la même réponse, et la conversation
tournerait en rond sans jamais finir. Pour faire préciser une réponse, menez à une question d'aide qui repart vers la suite (comme stage-help).
Pour corriger, les gens ont les boutons Retour et Modifier.`,
		find: findLoop,
	}
}

func findLoop(s *subject) {
	tree := &s.base.Tree
	done, open := map[string]bool{}, map[string]bool{}
	var visit func(node *knowledge.Node)
	visit = func(node *knowledge.Node) {
		id := node.ID.Value
		open[id] = true
		ways := append(waysFrom(node), way{to: node.Next.Value, at: node.Next.Pos, says: "déjà connue"})
		for _, w := range ways {
			next := tree.Node(w.to)
			switch {
			case next == nil || done[w.to]:
			case open[w.to]:
				s.fault(w.at, "on revient à la question \"%s\", déjà posée\u00a0: la conversation tournerait en rond", w.to)
			default:
				visit(next)
			}
		}
		open[id], done[id] = false, true
	}
	if start := tree.Node(tree.Start.Value); start != nil {
		visit(start)
	}
}
