package atlas

import (
	"fmt"
	"slices"
	"strings"

	"jalon/knowledge"
)

// treeEnd is the name of the way out in the drawings of the tree.
const treeEnd = "end"

// edge leads from a question to the next by some of its answers.
type edge struct {
	from, to string
	labels   []string
}

// edges lists the ways of the tree in the order in which they are written; answers that lead to the same question share one.
func edges(tree *knowledge.Tree) []edge {
	var list []edge
	for i := range tree.Nodes {
		n := &tree.Nodes[i]
		add := func(label, to string) {
			if to == "" {
				to = n.Next.Value
			}
			at := slices.IndexFunc(list, func(e edge) bool { return e.from == n.ID.Value && e.to == to })
			if at < 0 {
				list = append(list, edge{from: n.ID.Value, to: to})
				at = len(list) - 1
			}
			list[at].labels = append(list[at].labels, label)
		}
		for _, c := range n.Choices {
			add(c.Label.Value, c.Goto.Value)
		}
		if n.Kind.Value == "place" {
			add("un lieu", "")
		}
		if !n.Unknown.At.IsZero() {
			add("Je ne sais pas", n.Unknown.Goto.Value)
		}
		if n.Optional.Value {
			add("Passer", "")
		}
	}
	return list
}

// TreeMermaid draws the tree of questions as a Mermaid flowchart, with every answer.
func TreeMermaid(tree *knowledge.Tree) string {
	quote := strings.NewReplacer(`"`, "#quot;", "<", "#lt;", ">", "#gt;", "\n", "<br>")
	name := func(id string) string { return "n_" + strings.ReplaceAll(id, "-", "_") }
	var out strings.Builder
	out.WriteString("flowchart TD\n")
	for i := range tree.Nodes {
		n := &tree.Nodes[i]
		fmt.Fprintf(&out, "    %s[\"%s\"]\n", name(n.ID.Value), quote.Replace(n.Ask.Value))
	}
	fmt.Fprintf(&out, "    %s([\"Résultat\"])\n", name(treeEnd))
	for _, e := range edges(tree) {
		fmt.Fprintf(&out, "    %s -->|\"%s\"| %s\n", name(e.from), quote.Replace(strings.Join(e.labels, "\n")), name(e.to))
	}
	return out.String()
}
