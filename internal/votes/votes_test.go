package votes

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// animals are labelled texts: what an animal is depends on its features, and a third of the texts say two animals.
func animals() ([]Question, []Example) {
	questions := []Question{{Name: "animal", Answers: []string{"", "cat", "dog"}}, {Name: "size", Answers: []string{"", "big"}}}
	var examples []Example
	for i := range 30 {
		noise := fmt.Sprintf("noise%d", i%7)
		examples = append(examples,
			Example{Features: []string{"meows", noise}, Answers: [][]string{{"cat"}, {""}}},
			Example{Features: []string{"barks", noise, "heavy"}, Answers: [][]string{{"dog"}, {"big"}}},
			Example{Features: []string{"sleeps", noise, fmt.Sprintf("once%d", i)}, Answers: [][]string{{"cat", "dog"}, {""}}},
			Example{Features: []string{noise}, Answers: [][]string{{""}, {""}}},
		)
	}
	return questions, examples
}

func train(t testing.TB) *Model {
	t.Helper()
	questions, examples := animals()
	m, err := Train(questions, examples, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestOddsAreLearnt(t *testing.T) {
	m := train(t)
	for _, c := range []struct {
		features        []string
		question        int
		answer          string
		atLeast, atMost float64
	}{
		{[]string{"meows"}, 0, "cat", 0.8, 1},
		{[]string{"barks", "heavy"}, 0, "dog", 0.8, 1},
		{[]string{"barks", "heavy"}, 1, "big", 0.6, 1},
		{[]string{"meows"}, 1, "big", 0, 0.2},
		{[]string{"sleeps"}, 0, "cat", 0.4, 0.5}, // as right as the other
		{[]string{"sleeps"}, 0, "dog", 0.4, 0.5},
		{[]string{"noise1", "never seen"}, 0, "", 0.6, 1},
	} {
		if p := m.Odds(c.features)[c.question][c.answer]; p < c.atLeast || p > c.atMost {
			t.Errorf("%v: %q has %.2f, want %.2f to %.2f", c.features, c.answer, p, c.atLeast, c.atMost)
		}
	}
}

func TestOddsAddUpToOne(t *testing.T) {
	m := train(t)
	for _, features := range [][]string{nil, {"meows", "barks"}, {"unknown"}, {"meows", "meows", "meows"}} {
		for i, odds := range m.Odds(features) {
			total := 0.0
			for _, p := range odds {
				total += p
			}
			if math.Abs(total-1) > 1e-9 || len(odds) != len(m.Questions()[i].Answers) {
				t.Errorf("%v: %v adds up to %v", features, odds, total)
			}
		}
	}
	if diff := cmp.Diff(m.Odds([]string{"meows", "noise1", "barks"}), m.Odds([]string{"barks", "meows", "noise1"})); diff != "" {
		t.Errorf("the order of features matters:\n%s", diff)
	}
}

func TestWeightTellsWhatSpoke(t *testing.T) {
	m := train(t)
	if m.Weight("meows", "animal", "cat") <= 0 || m.Weight("meows", "animal", "dog") >= 0 {
		t.Errorf("meows weighs %.2f for cat, %.2f for dog", m.Weight("meows", "animal", "cat"), m.Weight("meows", "animal", "dog"))
	}
	for _, c := range [][3]string{{"never seen", "animal", "cat"}, {"meows", "colour", "cat"}, {"meows", "animal", "cow"}, {"once3", "animal", "cat"}} {
		if w := m.Weight(c[0], c[1], c[2]); w != 0 {
			t.Errorf("%v weighs %.2f", c, w)
		}
	}
}

func TestTrainRefusesExamplesWithoutAnswers(t *testing.T) {
	questions, _ := animals()
	for _, answers := range [][][]string{nil, {{"cat"}}, {{"cat"}, {}}, {{"cow"}, {""}}, {{"cat", "cow"}, {""}}} {
		if _, err := Train(questions, []Example{{Features: []string{"x"}, Answers: answers}}, 1); !errors.Is(err, ErrExample) {
			t.Errorf("%v: error %v", answers, err)
		}
	}
}

func TestFilesGiveTheSameModelBack(t *testing.T) {
	m, again := train(t), train(t)
	var out, second bytes.Buffer
	if err := errors.Join(m.Write(&out), again.Write(&second)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), second.Bytes()) {
		t.Error("learning twice gives two files")
	}
	read, err := Read(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for _, features := range [][]string{nil, {"meows"}, {"barks", "heavy"}} {
		if diff := cmp.Diff(m.Odds(features), read.Odds(features)); diff != "" {
			t.Errorf("%v after a file:\n%s", features, diff)
		}
	}
	for cut := range out.Len() - 1 {
		if _, err := Read(bytes.NewReader(out.Bytes()[:cut])); err == nil {
			t.Fatalf("a file cut at %d is read", cut)
		}
	}
}

func TestChoiceIsLearnt(t *testing.T) {
	// The first number tells nothing; the second marks the right option three times out of four.
	var cases []Case
	for i := range 40 {
		marked := i % 3
		right := marked
		if i%4 == 0 {
			right = (marked + 1) % 3
		}
		c := Case{Options: make([]Option, 3), Right: make([]bool, 3)}
		for k := range 3 {
			c.Options[k] = Option{float64((i + k) % 2), 0}
		}
		c.Options[marked][1], c.Right[right] = 1, true
		cases = append(cases, c)
	}
	weights, err := TrainChoice(cases, 0.01)
	if err != nil {
		t.Fatal(err)
	}
	chances := Chances(weights, []Option{{0, 1}, {0, 0}, {0, 0}})
	if chances[0] < 0.65 || chances[0] > 0.85 || math.Abs(chances[0]+chances[1]+chances[2]-1) > 1e-9 {
		t.Errorf("the marked option has %.2f, with weights %.2f", chances, weights)
	}
	held, err := TrainChoice(cases, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(held[1]) > weights[1]/10 {
		t.Errorf("a heavy penalty leaves %.2f of %.2f", held, weights)
	}
	if none, err := TrainChoice(nil, 1); none != nil || err != nil {
		t.Errorf("no case gives %v, %v", none, err)
	}
	for _, odd := range []Case{{Options: []Option{{1, 2}}}, {Options: []Option{{1}}, Right: []bool{true}}} {
		if _, err := TrainChoice(append(cases[:1:1], odd), 1); !errors.Is(err, ErrCase) {
			t.Errorf("%v: error %v", odd, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	var out bytes.Buffer
	if err := train(f).Write(&out); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		for _, odds := range m.Odds([]string{"meows"}) {
			for answer, p := range odds {
				if math.IsNaN(p) || p < 0 || p > 1 {
					t.Errorf("%q has %v", answer, p)
				}
			}
		}
	})
}

func BenchmarkOdds(b *testing.B) {
	m := train(b)
	features := []string{"meows", "noise1", "noise2", "heavy", "unknown"}
	for b.Loop() {
		m.Odds(features)
	}
}
