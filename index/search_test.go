package index

import (
	"context"
	"fmt"
	"math"
	"os"
	"slices"
	"sync"
	"testing"

	"gopkg.in/yaml.v3"

	"jalon/knowledge"
)

// shipped is the index of the base that the program carries, built once for the tests that only read it.
var shipped = sync.OnceValues(func() (*Index, error) {
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		return nil, err
	}
	return Build(base)
})

func shippedIndex(t testing.TB) *Index {
	t.Helper()
	x, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// judged is one request of testdata/dev.yaml.
type judged struct {
	Q     string   `yaml:"q"`
	Near  []string `yaml:"near"`
	Place string   `yaml:"place"`
	Best  []string `yaml:"best"`
	Good  []string `yaml:"good"`
}

func (j judged) grade(id string) float64 {
	switch {
	case slices.Contains(j.Best, id):
		return 3
	case slices.Contains(j.Good, id):
		return 1
	}
	return 0
}

// quality is the mean over requests of what people notice.
type quality struct {
	first, three, ndcg float64
	empty              int
	missed             []string
}

func (q quality) String() string {
	return fmt.Sprintf("success@1 %.3f, success@3 %.3f, nDCG@10 %.3f, empty %d", q.first, q.three, q.ndcg, q.empty)
}

func judgedQueries(t testing.TB, file string) []judged {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var list []judged
	if err := yaml.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

type searcher interface {
	Search(context.Context, Query) ([]Hit, error)
}

func measure(t testing.TB, s searcher, list []judged) quality {
	t.Helper()
	var q quality
	for _, j := range list {
		hits, err := s.Search(t.Context(), Query{Text: j.Q, Near: j.Near, Place: j.Place})
		if err != nil {
			t.Fatalf("Search(%q): %v", j.Q, err)
		}
		if len(hits) == 0 {
			q.empty++
		}
		seen := map[string]bool{}
		gain, rank := 0.0, 0
		found := 0
		for _, h := range hits {
			if !seen[h.ID] {
				gain += j.grade(h.ID) / math.Log2(float64(rank)+2)
			}
			seen[h.ID] = true
			rank++
			if slices.Contains(j.Best, h.ID) && found == 0 {
				found = rank
			}
		}
		ideal := 0.0
		for i := range min(10, len(j.Best)+len(j.Good)) {
			grade := 3.0
			if i >= len(j.Best) {
				grade = 1
			}
			ideal += grade / math.Log2(float64(i)+2)
		}
		q.ndcg += gain / ideal
		if found == 1 {
			q.first++
		}
		if found >= 1 && found <= 3 {
			q.three++
		} else {
			top := ""
			for _, h := range hits[:min(4, len(hits))] {
				top += " " + h.ID
			}
			q.missed = append(q.missed, fmt.Sprintf("%q at %d:%s", j.Q, found, top))
		}
	}
	n := float64(len(list))
	q.first, q.three, q.ndcg = q.first/n, q.three/n, q.ndcg/n
	return q
}

func TestQualityOnTuningQueries(t *testing.T) {
	for _, file := range []string{"dev.yaml", "check.yaml", "third.yaml", "probe.yaml"} {
		got := measure(t, shippedIndex(t), judgedQueries(t, file))
		t.Log(file, got)
		for _, m := range got.missed {
			t.Log(m)
		}
	}
}

func TestPlainOnTuningQueries(t *testing.T) {
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	p, err := BuildPlain(base)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	t.Log(measure(t, p, judgedQueries(t, "dev.yaml")))
}
