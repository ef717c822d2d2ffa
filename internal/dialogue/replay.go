package dialogue

import (
	"maps"
	"slices"

	"jalon/knowledge"
)

// walk is one passage through the tree with given answers.
type walk struct {
	path  []string
	facts Facts
	stop  *knowledge.Node // first question without a valid answer, nil at the end
}

// replay goes from the start along the answers. A question whose slot an earlier answer already gave is passed over, unless
// it has an answer of its own, which then counts.
func replay(tree *knowledge.Tree, given map[string]string) walk {
	w := walk{facts: Facts{}}
	own := map[string]bool{}
	id := tree.Start.Value
	for range len(tree.Nodes) + 1 {
		node := tree.Node(id)
		if node == nil {
			return w
		}
		choice, answered := given[id]
		if !answered || !valid(node, choice) {
			if w.facts[node.Slot.Value] == "" {
				w.stop = node
				return w
			}
			id = node.Next.Value
			continue
		}
		w.path = append(w.path, id)
		for slot, value := range learn(node, choice) {
			if mine := slot == node.Slot.Value; w.facts[slot] == "" || mine && !own[slot] {
				w.facts[slot] = value
				own[slot] = own[slot] || mine
			}
		}
		id = after(node, choice)
	}
	return w
}

// learn returns what an answer tells, by slot.
func learn(node *knowledge.Node, choice string) Facts {
	facts := Facts{}
	if node == nil || !valid(node, choice) {
		return facts
	}
	if node.Kind.Value == "place" {
		if choice == knowledge.UnknownChoice {
			choice = Anywhere
		}
		facts["place"] = choice
		return facts
	}
	if c := node.Choice(choice); c != nil {
		for slot, value := range c.Set {
			facts[slot] = value.Value
		}
	}
	return facts
}

// Anywhere is the place of a project whose place is not known yet: the whole country.
const Anywhere = "FR"

// after returns the question that follows an answer.
func after(node *knowledge.Node, choice string) string {
	if c := node.Choice(choice); c != nil && c.Goto.Value != "" {
		return c.Goto.Value
	}
	return node.Next.Value
}

// count numbers a question among all those of the way: the answered ones, then those still ahead. An aside has the number of
// the question that led to it.
func count(tree *knowledge.Tree, w walk, node *knowledge.Node) (step, of int) {
	way := slices.Clone(w.path)
	for next := w.stop; next != nil && len(way) <= 2*len(tree.Nodes); next = tree.Node(next.Next.Value) {
		if next == w.stop || w.facts[next.Slot.Value] == "" {
			way = append(way, next.ID.Value)
		}
	}
	found := false
	for _, id := range way {
		if counted(tree.Node(id)) {
			of++
			if !found {
				step = of
			}
		}
		found = found || id == node.ID.Value
	}
	return max(step, 1), max(of, 1)
}

func counted(node *knowledge.Node) bool {
	return node != nil && !node.Aside.Value && !node.Optional.Value
}

// known adds to the facts of the way the answers given to the own questions of other slots, as long as the way has no end:
// they will count once it gets there.
func known(tree *knowledge.Tree, answers Answers, w walk) Facts {
	facts := maps.Clone(w.facts)
	if w.stop == nil {
		return facts
	}
	for i := range tree.Nodes {
		node := &tree.Nodes[i]
		slot := node.Slot.Value
		if value := learn(node, answers.Given[node.ID.Value])[slot]; slot != "" && value != "" && facts[slot] == "" {
			facts[slot] = value
		}
	}
	return facts
}
