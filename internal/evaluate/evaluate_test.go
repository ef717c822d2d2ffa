package evaluate

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jalon/knowledge"
)

func search(grades map[string]int) Search {
	var s Search
	for entry, grade := range grades {
		s.Expect = append(s.Expect, Expected{Entry: knowledge.String{Value: entry}, Grade: knowledge.Int{Value: grade}})
	}
	return s
}

func TestJudge(t *testing.T) {
	s := search(map[string]int{"a": 3, "b": 1})
	tests := map[string]struct {
		found []string
		want  Score
	}{
		"ideal":       {[]string{"a", "b"}, Score{1, 1, true, true, false}},
		"good second": {[]string{"x", "a"}, Score{7 / math.Log2(3) / (7 + 1/math.Log2(3)), 0.5, false, true, false}},
		"only weak":   {[]string{"b"}, Score{1 / (7 + 1/math.Log2(3)), 0, false, false, false}},
		"empty":       {nil, Score{Empty: true}},
	}
	for name, test := range tests {
		got := Judge(s, test.found)
		if math.Abs(got.NDCG-test.want.NDCG) > 1e-9 {
			t.Errorf("%s: nDCG %f, want %f", name, got.NDCG, test.want.NDCG)
		}
		got.NDCG, test.want.NDCG = 0, 0
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestSummariseAndPaired(t *testing.T) {
	good, bad := make([]Score, 40), make([]Score, 40)
	for i := range good {
		good[i], bad[i] = Score{NDCG: 0.9, First: true, Third: true, Reciprocal: 1}, Score{NDCG: 0.5, Empty: i%2 == 0}
	}
	s := Summarise(good)
	if s.Queries != 40 || math.Abs(s.NDCG-0.9) > 1e-9 || s.Success1 < 0.999 || math.Abs(s.Interval[0]-0.9) > 1e-9 {
		t.Errorf("%+v", s)
	}
	if s := Summarise(bad); math.Abs(s.EmptyRate-0.5) > 1e-9 {
		t.Errorf("%+v", s)
	}
	if gain, p := Paired(good, bad); math.Abs(gain-0.4) > 1e-9 || p > 0.01 {
		t.Errorf("gain %f, p %f", gain, p)
	}
	if gain, p := Paired(good, good); gain != 0 || p < 0.99 {
		t.Errorf("gain %f, p %f", gain, p)
	}
}

func TestTally(t *testing.T) {
	var tally Tally
	for _, test := range []struct {
		wanted []string
		got    string
		right  bool
	}{
		{[]string{"care"}, "care", true}, {[]string{"care", "culture"}, "culture", true}, {nil, "", true}, {nil, "care", false},
		{[]string{"care"}, "", false}, {[]string{"care"}, "culture", false}, {[]string{"care", "none"}, "", true},
	} {
		if right := tally.Add(test.wanted, test.got); right != test.right {
			t.Errorf("%v, %q: %v", test.wanted, test.got, right)
		}
	}
	if diff := cmp.Diff(Tally{Right: 2, Wrong: 2, Missed: 2, Silence: 2}, tally); diff != "" {
		t.Error(diff)
	}
	if tally.Precision() != 0.5 || tally.Recall() != 0.5 {
		t.Errorf("precision %f, recall %f", tally.Precision(), tally.Recall())
	}
}

func TestPlaceAnswer(t *testing.T) {
	code := func(v string) knowledge.String { return knowledge.String{Value: v} }
	homonym := Sentence{Places: []knowledge.String{code("48086"), code("65290")}}
	one := Sentence{Place: code("48095")}
	for name, test := range map[string]struct {
		sentence   Sentence
		taken      string
		candidates []string
		right      bool
	}{
		"candidates given":     {homonym, "", []string{"12133", "65290", "48086"}, true},
		"one candidate lacks":  {homonym, "", []string{"48086"}, false},
		"one place taken":      {homonym, "48086", nil, false},
		"nothing":              {homonym, "", nil, false},
		"the place":            {one, "48095", nil, true},
		"asked, though plain":  {one, "", []string{"48095", "48086"}, false},
		"asked where not told": {Sentence{}, "", []string{"48095", "48086"}, true},
	} {
		var tally Tally
		if right := tally.Add(test.sentence.Wanted("place"), test.sentence.PlaceAnswer(test.taken, test.candidates)); right != test.right {
			t.Errorf("%s: right is %v", name, right)
		}
	}
}

func TestHalvesAreBalanced(t *testing.T) {
	kept := 0
	for i := range 1000 {
		if Kept(string(rune('a'+i%26)) + string(rune(0x100+i))) {
			kept++
		}
	}
	if kept < 400 || kept > 600 {
		t.Errorf("%d of 1000 are kept", kept)
	}
}
