package dialogue

import "jalon/knowledge"

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

// count numbers the question among those of the way: the ones answered before it, itself, and those still ahead.
func count(tree *knowledge.Tree, w walk, node *knowledge.Node) (step, of int) {
	for _, id := range w.path {
		if id == node.ID.Value {
			break
		}
		if counted(tree.Node(id)) {
			step++
		}
	}
	ahead, here := 0, node
	for range tree.Nodes {
		if here = tree.Node(here.Next.Value); here == nil {
			break
		}
		if counted(here) && w.facts[here.Slot.Value] == "" || onPath(w, here.ID.Value) && counted(here) {
			ahead++
		}
	}
	if counted(node) || step == 0 {
		step++
	}
	return step, step + ahead
}

func counted(node *knowledge.Node) bool {
	return node != nil && !node.Aside.Value && !node.Optional.Value
}

func onPath(w walk, id string) bool {
	for _, p := range w.path {
		if p == id {
			return true
		}
	}
	return false
}
