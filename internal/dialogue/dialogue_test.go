package dialogue

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jalon/knowledge"
)

func shipped(t testing.TB) *knowledge.Tree {
	t.Helper()
	base, _, err := knowledge.Read(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	return &base.Tree
}

// play answers questions in order and returns the last position.
func play(t *testing.T, tree *knowledge.Tree, pairs ...string) (Answers, Position) {
	t.Helper()
	var answers Answers
	position := Where(tree, answers)
	for i := 0; i < len(pairs); i += 2 {
		if position.Node == nil || position.Node.ID.Value != pairs[i] {
			t.Fatalf("question %d is %v, want %s", i/2, position.Node, pairs[i])
		}
		answers, position = Step(tree, answers, Event{Kind: Choose, Node: pairs[i], Choice: pairs[i+1]})
	}
	return answers, position
}

func TestWalks(t *testing.T) {
	tree := shipped(t)
	tests := map[string]struct {
		pairs []string
		facts Facts
	}{
		"plain": {
			[]string{"stage", "idea", "holder", "collective", "sector", "mobility", "place", "07010", "need", "skip"},
			Facts{"stage": "idea", "holder": "collective", "sector": "mobility", "place": "07010"},
		},
		"no idea yet": {
			[]string{"stage", "none", "first-steps", "together", "sector", "unknown", "place", "48"},
			Facts{"stage": "idea", "holder": "collective", "sector": "other", "place": "48", "need": "network"},
		},
		"an association is asked whether it employs": {
			[]string{"stage", "consolidation", "holder", "organisation", "employs", "yes", "sector", "care", "place", "unknown", "need", "funding"},
			Facts{"stage": "consolidation", "holder": "organisation", "employs": "yes", "sector": "care", "place": "FR", "need": "funding"},
		},
		"a town hall with an empty place": {
			[]string{"stage", "authority", "brings", "place", "sector", "culture", "place", "23096"},
			Facts{"stage": "idea", "holder": "authority", "sector": "culture", "place": "23096", "need": "premises"},
		},
		"somebody who knows nothing": {
			[]string{"stage", "unknown", "stage-help", "unknown", "holder", "unknown", "holder-help", "unknown", "sector", "unknown", "place", "unknown", "need", "unknown"},
			Facts{"stage": "idea", "holder": "individual", "sector": "other", "place": "FR"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, position := play(t, tree, test.pairs...)
			if !position.Done() {
				t.Fatalf("stopped at %s", position.Node.ID.Value)
			}
			if diff := cmp.Diff(test.facts, position.Facts); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBackKeepsLaterAnswers(t *testing.T) {
	tree := shipped(t)
	answers, _ := play(t, tree, "stage", "idea", "holder", "individual", "sector", "energy")
	var position Position
	for _, want := range []string{"sector", "holder", "stage", "stage"} {
		answers, position = Step(tree, answers, Event{Kind: Back})
		if got := position.Node.ID.Value; got != want {
			t.Fatalf("back leads to %s, want %s", got, want)
		}
	}
	_, position = Step(tree, answers, Event{Kind: Choose, Node: "stage", Choice: "creation"})
	want := Facts{"stage": "creation", "holder": "individual", "sector": "energy"}
	if diff := cmp.Diff(want, position.Facts); diff != "" || position.Node.ID.Value != "place" {
		t.Errorf("after the change: at %s\n%s", position.Node.ID.Value, diff)
	}
}

func TestEditWinsOverWhatAnEarlierAnswerImplied(t *testing.T) {
	tree := shipped(t)
	answers, _ := play(t, tree, "stage", "authority", "brings", "place", "sector", "culture", "place", "23096")
	answers, _ = Step(tree, answers, Event{Kind: Edit, Node: "need"})
	answers, position := Step(tree, answers, Event{Kind: Choose, Node: "need", Choice: "funding"})
	if !position.Done() || position.Facts["need"] != "funding" {
		t.Errorf("need = %q, done %v", position.Facts["need"], position.Done())
	}
	answers, _ = Step(tree, answers, Event{Kind: Edit, Node: "holder"})
	_, position = Step(tree, answers, Event{Kind: Choose, Node: "holder", Choice: "individual"})
	if position.Node == nil || position.Node.ID.Value != "stage" || position.Facts["holder"] == "authority" {
		t.Errorf("a person is still taken for an authority: %v", position)
	}
}

func TestProgress(t *testing.T) {
	tree := shipped(t)
	pairs := []string{"stage", "none", "first-steps", "need-seen", "holder", "organisation", "employs", "no", "sector", "other", "place", "48"}
	want := [][2]int{{1, 4}, {1, 4}, {2, 4}, {2, 4}, {3, 4}, {4, 4}}
	var answers Answers
	position := Where(tree, answers)
	for i := 0; i < len(pairs); i += 2 {
		if got := [2]int{position.Step, position.Of}; got != want[i/2] {
			t.Errorf("at %s: step %v, want %v", pairs[i], got, want[i/2])
		}
		answers, position = Step(tree, answers, Event{Kind: Choose, Node: pairs[i], Choice: pairs[i+1]})
	}
}

func TestFill(t *testing.T) {
	tree := shipped(t)
	facts := Facts{"sector": "local-shops", "place": "48080", "holder": "organisation", "employs": "yes"}
	answers := Fill(tree, Answers{}, facts)
	position := Where(tree, answers)
	if position.Node.ID.Value != "stage" {
		t.Fatalf("asks %s, want the only thing missing: stage", position.Node.ID.Value)
	}
	answers, position = Step(tree, answers, Event{Kind: Choose, Node: "stage", Choice: "creation"})
	facts["stage"] = "creation"
	if diff := cmp.Diff(facts, position.Facts); diff != "" || position.Node.ID.Value != "need" {
		t.Errorf("at %v\n%s", position.Node, diff)
	}
	if diff := cmp.Diff(answers, Fill(tree, answers, facts)); diff != "" {
		t.Errorf("filling twice changes something:\n%s", diff)
	}
}

func TestEveryEdgeLeadsToTheEnd(t *testing.T) {
	tree := shipped(t)
	edges := 0
	var explore func(answers Answers, depth int)
	explore = func(answers Answers, depth int) {
		position := Where(tree, answers)
		if position.Done() {
			for _, slot := range []string{"stage", "holder", "sector", "place"} {
				if position.Facts[slot] == "" {
					t.Fatalf("%v ends without %s", answers.Given, slot)
				}
			}
			return
		}
		if depth == 0 {
			t.Fatalf("%v does not end", answers.Given)
		}
		node := position.Node
		choices := []string{knowledge.UnknownChoice}
		if node.Kind.Value == "place" {
			choices = append(choices, "07010")
		}
		if node.Optional.Value {
			choices = append(choices, knowledge.SkipChoice)
		}
		for i, c := range node.Choices {
			if node.ID.Value != "sector" || i < 2 {
				choices = append(choices, c.ID.Value)
			}
		}
		for _, c := range choices {
			edges++
			next, position := Step(tree, answers, Event{Kind: Choose, Node: node.ID.Value, Choice: c})
			if position.Refused {
				t.Fatalf("%s refuses %s", node.ID.Value, c)
			}
			explore(next, depth-1)
		}
	}
	explore(Answers{}, 9)
	if edges < 500 {
		t.Errorf("only %d edges walked", edges)
	}
}

func TestForgedEventsChangeNothing(t *testing.T) {
	tree := shipped(t)
	answers, before := play(t, tree, "stage", "idea")
	for _, event := range []Event{
		{Choose, "nowhere", "idea"}, {Choose, "holder", "nobody"}, {Choose, "holder", ""}, {Choose, "holder", "skip"}, {Edit, "nowhere", ""}, {"dance", "", ""},
	} {
		got, position := Step(tree, answers, event)
		if diff := cmp.Diff(answers, got); diff != "" || position.Node != before.Node {
			t.Errorf("%v changes the conversation: %s", event, diff)
		}
	}
}

func FuzzStepNeverLeavesTheTree(f *testing.F) {
	tree := shipped(f)
	f.Add(uint64(1), uint64(2))
	f.Fuzz(func(t *testing.T, a, b uint64) {
		random := rand.New(rand.NewPCG(a, b))
		var answers Answers
		kinds := []EventKind{Choose, Choose, Choose, Choose, Back, Edit, Resume, Restart}
		for range 60 {
			node := tree.Nodes[random.IntN(len(tree.Nodes))]
			choices := []string{"unknown", "skip", "forged", "07010"}
			for _, c := range node.Choices {
				choices = append(choices, c.ID.Value)
			}
			event := Event{Kind: kinds[random.IntN(len(kinds))], Node: node.ID.Value, Choice: choices[random.IntN(len(choices))]}
			previous := Answers{Given: cloneForTest(answers.Given), At: answers.At}
			next, position := Step(tree, answers, event)
			if diff := cmp.Diff(previous, Answers{Given: cloneForTest(answers.Given), At: answers.At}); diff != "" {
				t.Fatalf("Step changed its argument: %s", diff)
			}
			if again := Where(tree, next); again.Node != position.Node {
				t.Fatalf("replay leads elsewhere after %v", event)
			}
			if position.Node != nil && (position.Step < 1 || position.Step > position.Of) {
				t.Fatalf("step %d of %d", position.Step, position.Of)
			}
			seen := slices.Clone(position.Path)
			slices.Sort(seen)
			if len(slices.Compact(seen)) != len(position.Path) {
				t.Fatalf("a question twice on the way: %v", position.Path)
			}
			answers = next
		}
	})
}

func cloneForTest(m map[string]string) map[string]string {
	c := map[string]string{}
	for k, v := range m {
		c[k] = v
	}
	return c
}

func BenchmarkStep(b *testing.B) {
	tree := shipped(b)
	answers := Fill(tree, Answers{}, Facts{"stage": "idea", "holder": "collective", "sector": "energy"})
	for b.Loop() {
		Step(tree, answers, Event{Kind: Choose, Node: "place", Choice: "07010"})
	}
}
