package check

import "strings"

func ruleUnreachable() Rule {
	return Rule{
		Name:  "inaccessible",
		Title: "Chaque question est posée à quelqu'un, et chaque code du vocabulaire peut être choisi.",
		Doc: `Une question où rien ne mène n'est jamais posée : il manque un goto ou un next quelque part, ou elle est de trop. De même, une étape,
un porteur, un domaine ou un besoin qu'aucune réponse ne donne ne sera jamais celui de personne. jalon tree dessine l'arbre.`,
		find: findUnreachable,
	}
}

func findUnreachable(s *subject) {
	tree := &s.base.Tree
	if tree.At.IsZero() || tree.Node(tree.Start.Value) == nil {
		return
	}
	for _, f := range s.faults {
		if strings.HasPrefix(f.Pos.File, "tree/") && (f.Rule == "lien" || f.Rule == "type") {
			return // the ways on are not all known
		}
	}
	seen := reached(tree)
	given := map[[2]string]bool{}
	for i := range tree.Nodes {
		node := &tree.Nodes[i]
		if !seen[node.ID.Value] {
			s.fault(node.ID.Pos, "rien ne mène à la question \"%s\"", node.ID.Value)
			continue
		}
		for _, choice := range append(node.Choices, node.Unknown) {
			for slot, value := range choice.Set {
				given[[2]string{slot, value.Value}] = true
			}
		}
	}
	for _, slot := range []string{"stage", "holder", "sector", "need"} {
		for _, code := range s.base.Vocabulary.List(slot) {
			if !given[[2]string{slot, code.Code.Value}] {
				s.fault(code.Code.Pos, "aucune question ne permet de répondre \"%s\"", code.Code.Value)
			}
		}
	}
}
