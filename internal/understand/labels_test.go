package understand_test

import (
	"slices"
	"strings"
	"testing"

	"jalon/internal/geo"
	"jalon/knowledge"
)

// slots are those whose answers are codes of the vocabulary.
func slots() []string { return []string{"stage", "holder", "sector", "need"} }

func TestEveryLabelIsUnderstoodAsItsCode(t *testing.T) {
	r, base, _ := newReader(t)
	for _, slot := range slots() {
		for _, c := range base.Vocabulary.List(slot) {
			for _, text := range []string{c.Label.Value, c.Short.Value, c.Code.Value} {
				for _, typed := range []string{text, strings.ToUpper(text), geo.Fold(text)} {
					if got := r.Read(typed).Facts[slot]; got != c.Code.Value {
						t.Errorf("Read(%q): %s is %q, want %q", typed, slot, got, c.Code.Value)
					}
				}
			}
		}
	}
}

func TestEveryChoiceOfTheTreeIsUnderstood(t *testing.T) {
	r, base, _ := newReader(t)
	for _, node := range base.Tree.Nodes {
		slot := node.Slot.Value
		if slot == "" || slot == "place" || node.Aside.Value {
			continue
		}
		for _, choice := range node.Choices {
			want, sets := choice.Set[slot]
			if !sets {
				continue
			}
			if got := r.Read(choice.Label.Value).Facts[slot]; got != want.Value {
				t.Errorf("Read(%q): %s is %q, want %q", choice.Label.Value, slot, got, want.Value)
			}
		}
	}
}

func TestLexiconHasNoCollision(t *testing.T) {
	_, base, _ := newReader(t)
	type place struct {
		code string
		at   knowledge.Pos
	}
	seen := map[string]place{}
	for _, e := range base.Lexicon {
		for _, w := range append(slices.Clone(e.Words), e.Weak...) {
			key := e.Slot.Value + " " + geo.Fold(w.Value)
			if first, twice := seen[key]; twice && first.code != e.Code.Value {
				t.Errorf("%s: %q says %s, and %s at %s", w.Pos, w.Value, e.Code.Value, first.code, first.at)
			} else if twice {
				t.Errorf("%s: %q is already at %s", w.Pos, w.Value, first.at)
			}
			seen[key] = place{e.Code.Value, w.Pos}
		}
	}
}

// TestEveryWordOfTheLexiconCounts reads every phrase that suffices on its own.
func TestEveryWordOfTheLexiconCounts(t *testing.T) {
	r, base, _ := newReader(t)
	wrong, total := 0, 0
	for _, e := range base.Lexicon {
		if e.Slot.Value != "sector" {
			continue // the others depend on the grammar around them
		}
		for _, w := range e.Words {
			total++
			phrase := knowledge.Variants(w.Value)[0]
			if got := r.Read("un projet de " + phrase).Facts["sector"]; got != e.Code.Value {
				wrong++
				t.Logf("%s: %q is %q, want %q", w.Pos, phrase, got, e.Code.Value)
			}
		}
	}
	if wrong > total/100 {
		t.Errorf("%d phrases of %d are not read as their code", wrong, total)
	}
}

func TestAccentsAndCaseAreFree(t *testing.T) {
	r, base, _ := newReader(t)
	for _, e := range base.Lexicon {
		for _, w := range e.Words {
			phrase := knowledge.Variants(w.Value)[0]
			want, got := r.Read(phrase).Facts, r.Read(geo.Fold(phrase)).Facts
			if e.Slot.Value == "sector" && want["sector"] != got["sector"] {
				t.Errorf("%q is %q, %q is %q", phrase, want["sector"], geo.Fold(phrase), got["sector"])
			}
		}
	}
}
