package check

import (
	"slices"
	"strings"

	"jalon/knowledge"
)

func ruleAnswer() Rule {
	return Rule{
		Name:  "réponse",
		Title: "À la fin de l'arbre, l'étape, le porteur, le domaine et le lieu sont connus.",
		Doc: `Pour proposer un acteur, il faut une étape, un porteur, un domaine et un lieu. Chaque chemin de l'arbre doit les demander, et chaque
réponse à une question qui a un slot doit dire ce qu'elle apprend (set), ou mener à une question d'aide qui le demande. Le message montre un
chemin fautif.`,
		find: findAnswer,
	}
}

// needed lists what must be known at the end.
func needed() []string { return []string{"stage", "holder", "sector", "place"} }

// walker follows every path of the tree, once for each question and each set of things known there.
type walker struct {
	s    *subject
	seen map[string]bool
	told map[knowledge.Pos]bool
}

func findAnswer(s *subject) {
	tree := &s.base.Tree
	if tree.Node(tree.Start.Value) == nil {
		return
	}
	for _, f := range s.faults {
		if f.Rule == "boucle" || f.Rule == "impasse" || f.Rule == "lien" && strings.HasPrefix(f.Pos.File, "tree/") {
			return // the paths have no end yet
		}
	}
	if s.mute(tree) {
		return
	}
	w := &walker{s, map[string]bool{}, map[knowledge.Pos]bool{}}
	w.walk(tree.Start.Value, nil, nil)
}

// mute puts down the answers that do not tell what their question asks, when nothing asks it again after them.
func (s *subject) mute(tree *knowledge.Tree) (found bool) {
	for i := range tree.Nodes {
		node := &tree.Nodes[i]
		slot := node.Slot.Value
		if !slices.Contains(needed(), slot) {
			continue
		}
		choices := node.Choices
		if !node.Unknown.At.IsZero() {
			choices = append(slices.Clone(choices), node.Unknown)
		}
		for j, w := range waysFrom(node) {
			if !slices.Contains(w.tells, slot) && j < len(choices) && escapes(tree, w.to, slot, map[string]bool{}) {
				found = true
				s.fault(choices[j].At, "la réponse \"%s\" n'apprend rien sur \"%s\", et rien ne le redemande ensuite\u00a0: il manque set", w.says, slot)
			}
		}
	}
	return found
}

// escapes reports whether some way from a question leaves the tree without telling the slot.
func escapes(tree *knowledge.Tree, id, slot string, seen map[string]bool) bool {
	node := tree.Node(id)
	if node == nil || seen[id] {
		return node == nil
	}
	seen[id] = true
	for _, w := range waysFrom(node) {
		if !slices.Contains(w.tells, slot) && escapes(tree, w.to, slot, seen) {
			return true
		}
	}
	return false
}

func (w *walker) walk(id string, known, path []string) {
	key := id + " " + strings.Join(known, " ")
	node := w.s.base.Tree.Node(id)
	if node == nil || w.seen[key] {
		return
	}
	w.seen[key] = true
	if node.Slot.Value != "" && slices.Contains(known, node.Slot.Value) {
		w.follow(way{to: node.Next.Value, at: node.Next.Pos}, known, path)
		return
	}
	for _, next := range waysFrom(node) {
		after := slices.Clone(known)
		for _, slot := range next.tells {
			if !slices.Contains(after, slot) {
				after = append(after, slot)
			}
		}
		slices.Sort(after)
		w.follow(next, after, append(slices.Clone(path), next.says))
	}
}

// follow goes one way on, and puts it down when it leaves the tree too early.
func (w *walker) follow(next way, known, path []string) {
	if !next.ends() {
		w.walk(next.to, known, path)
		return
	}
	for _, slot := range needed() {
		if !slices.Contains(known, slot) && !w.told[next.at] {
			w.told[next.at] = true
			w.s.fault(next.at, "la fin est atteinte sans connaître \"%s\", par ce chemin\u00a0: %s", slot, strings.Join(path, " → "))
		}
	}
}
