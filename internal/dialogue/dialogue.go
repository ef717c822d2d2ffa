// Package dialogue walks the tree of questions.
//
// It is pure: the same tree, answers and event give the same result, and the answers passed in are never changed. Answers are
// kept by the id of their question and the position is found again by replay, so that a tree that changed between two
// messages never breaks a conversation: what no longer holds is asked again, the rest stays.
package dialogue

import (
	"maps"

	"jalon/knowledge"
)

// Answers are what a person answered so far. The zero value is a conversation not begun.
type Answers struct {
	// Given maps the id of a question to the id of the choice made, to a place code for the question of the place.
	Given map[string]string `json:"given,omitempty"`
	// At is the question being asked again after a step back or a wish to change it; empty: the first without an answer.
	At string `json:"at,omitempty"`
}

// Facts are the answers by slot: "stage", "holder", "employs", "sector", "place", "need".
type Facts map[string]string

// EventKind says what happens in the walk.
type EventKind string

// The kinds of event.
const (
	Choose  EventKind = "choose"  // answer Node with Choice
	Back    EventKind = "back"    // ask the previous question again
	Edit    EventKind = "edit"    // ask Node again
	Restart EventKind = "restart" // forget every answer
	Resume  EventKind = "resume"  // nothing new: where are we?
)

// Event is one step of the walk.
type Event struct {
	Kind   EventKind
	Node   string
	Choice string
}

// Position is where the conversation stands.
type Position struct {
	// Node is the question to ask; nil when every question has its answer.
	Node *knowledge.Node
	// Step and Of count the questions, asides and optional ones left out: "Étape 2/4".
	Step, Of int
	// Facts are the answers met on the way so far.
	Facts Facts
	// Known are the facts, and until the end also the answers already given to questions further on.
	Known Facts
	// Path lists the answered questions met on the way, in order.
	Path []string
	// Refused is true when the event named a question or a choice that the tree does not have; nothing was changed.
	Refused bool
}

// Done reports whether every question has its answer.
func (p Position) Done() bool { return p.Node == nil }

// End is the name of the way out of the tree.
const End = "end"

// Step applies one event and returns the new answers and where they lead.
func Step(tree *knowledge.Tree, answers Answers, event Event) (Answers, Position) {
	next := Answers{Given: maps.Clone(answers.Given), At: answers.At}
	if next.Given == nil {
		next.Given = map[string]string{}
	}
	refused := false
	switch event.Kind {
	case Choose:
		node := tree.Node(event.Node)
		if node == nil || !valid(node, event.Choice) {
			refused = true
			break
		}
		next.Given[event.Node], next.At = event.Choice, ""
		settle(tree, next, node)
	case Back:
		if previous := before(tree, next); previous != "" {
			next.At = previous
		}
	case Edit:
		if tree.Node(event.Node) == nil {
			refused = true
			break
		}
		next.At = event.Node
	case Restart:
		next = Answers{Given: map[string]string{}}
	}
	position := Where(tree, next)
	position.Refused = refused
	return next, position
}

// Where replays the answers and returns the position they lead to.
func Where(tree *knowledge.Tree, answers Answers) Position {
	walk := replay(tree, answers.Given)
	position := Position{Node: walk.stop, Facts: walk.facts, Known: known(tree, answers, walk), Path: walk.path}
	if again := tree.Node(answers.At); again != nil {
		position.Node = again
	}
	if position.Node != nil {
		position.Step, position.Of = count(tree, walk, position.Node)
	}
	return position
}

// Fill answers every question whose slot is among the facts and returns the new answers; facts that no choice gives are left
// out. It overwrites earlier answers to the same questions.
func Fill(tree *knowledge.Tree, answers Answers, facts Facts) Answers {
	for i := range tree.Nodes {
		node := &tree.Nodes[i]
		value, known := facts[node.Slot.Value]
		if !known || value == "" || node.Aside.Value && node.Slot.Value != "employs" {
			continue
		}
		if choice := choiceFor(node, value); choice != "" {
			answers, _ = Step(tree, answers, Event{Kind: Choose, Node: node.ID.Value, Choice: choice})
		}
	}
	return takeBranch(tree, answers, facts)
}

// takeBranch answers the next question where one of its choices says nothing but what is known already of another slot: a
// town hall that says so is not asked where it stands, it takes the town halls' own way.
func takeBranch(tree *knowledge.Tree, answers Answers, facts Facts) Answers {
	node := Where(tree, answers).Node
	if node == nil || answers.At != "" || facts[node.Slot.Value] != "" {
		return answers
	}
	for _, c := range node.Choices {
		says := len(c.Set) > 0
		for slot, value := range c.Set {
			says = says && slot != node.Slot.Value && facts[slot] == value.Value
		}
		if says && c.Goto.Value != "" {
			answers, _ = Step(tree, answers, Event{Kind: Choose, Node: node.ID.Value, Choice: c.ID.Value})
			return answers
		}
	}
	return answers
}

// choiceFor returns the answer to a question that gives its slot the value: the choice of that very name, else the one that
// sets nothing more; "" when there is none.
func choiceFor(node *knowledge.Node, value string) string {
	if node.Kind.Value == "place" {
		return value
	}
	slot, best := node.Slot.Value, ""
	for _, c := range node.Choices {
		if c.Set[slot].Value != value {
			continue
		}
		if c.ID.Value == value {
			return value
		}
		if best == "" && len(c.Set) == 1 {
			best = c.ID.Value
		}
	}
	return best
}

// valid reports whether the choice is an answer to the question.
func valid(node *knowledge.Node, choice string) bool {
	switch {
	case choice == "":
		return false
	case choice == knowledge.SkipChoice:
		return node.Optional.Value
	case node.Kind.Value == "place" && choice != knowledge.UnknownChoice:
		return true
	}
	return node.Choice(choice) != nil
}

// settle makes the newest answer hold: an earlier answer on the way that says otherwise about the same slot is forgotten.
func settle(tree *knowledge.Tree, answers Answers, node *knowledge.Node) {
	slot := node.Slot.Value
	value := learn(node, answers.Given[node.ID.Value])[slot]
	if slot == "" || value == "" {
		return
	}
	for range tree.Nodes {
		walk := replay(tree, answers.Given)
		if walk.facts[slot] == value {
			return
		}
		contrary := ""
		for _, id := range walk.path {
			if other := learn(tree.Node(id), answers.Given[id])[slot]; id != node.ID.Value && other != "" && other != value {
				contrary = id
			}
		}
		if contrary == "" {
			return
		}
		delete(answers.Given, contrary)
	}
}

// before returns the answered question that precedes the one now asked, "" at the beginning.
func before(tree *knowledge.Tree, answers Answers) string {
	walk := replay(tree, answers.Given)
	previous := ""
	for _, id := range walk.path {
		if id == answers.At {
			return previous
		}
		previous = id
	}
	return previous
}
