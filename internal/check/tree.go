package check

import (
	"jalon/internal/dialogue"
	"jalon/knowledge"
)

// way is one way from a question to the next.
type way struct {
	to string
	// at is where the way is written: the goto of a choice, else the next of the question, else the choice or the question.
	at knowledge.Pos
	// says names the answer that takes the way, for a message.
	says string
	// tells lists what the answer tells, by slot.
	tells []string
}

// waysFrom lists the ways from a question: its choices, not knowing, skipping, and passing over it when its answer is known.
func waysFrom(node *knowledge.Node) []way {
	var ways []way
	add := func(choice *knowledge.Choice, says string) {
		w := way{to: node.Next.Value, at: node.Next.Pos, says: says}
		if choice != nil {
			for slot := range choice.Set {
				w.tells = append(w.tells, slot)
			}
			if choice.Goto.Value != "" {
				w.to, w.at = choice.Goto.Value, choice.Goto.Pos
			}
			if w.at.IsZero() {
				w.at = choice.At
			}
		}
		if w.at.IsZero() {
			w.at = node.At
		}
		ways = append(ways, w)
	}
	for i := range node.Choices {
		add(&node.Choices[i], node.Choices[i].Label.Value)
	}
	if !node.Unknown.At.IsZero() {
		add(&node.Unknown, "Je ne sais pas")
	}
	if node.Kind.Value == "place" {
		add(nil, "un lieu")
		ways[len(ways)-1].tells = []string{"place"}
		for i := range ways {
			if ways[i].says == "Je ne sais pas" {
				ways[i].tells = append(ways[i].tells, "place")
			}
		}
	}
	if node.Optional.Value {
		add(nil, "Passer")
	}
	return ways
}

// reached lists the questions that some answers lead to, from the start.
func reached(tree *knowledge.Tree) map[string]bool {
	seen := map[string]bool{}
	var visit func(id string)
	visit = func(id string) {
		node := tree.Node(id)
		if node == nil || seen[id] {
			return
		}
		seen[id] = true
		for _, w := range waysFrom(node) {
			visit(w.to)
		}
		visit(node.Next.Value)
	}
	visit(tree.Start.Value)
	return seen
}

// ends reports whether a way leads out of the tree.
func (w way) ends() bool { return w.to == dialogue.End }
