package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"jalon/knowledge"
)

func loadShipped(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func build(t testing.TB, base *knowledge.Base) *Index {
	t.Helper()
	x, err := Build(base)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return x
}

func search(t testing.TB, x *Index, q Query) []Hit {
	t.Helper()
	hits, err := x.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("Search(%+v): %v", q, err)
	}
	return hits
}

// judged is one request of testdata/dev.yaml.
type judged struct {
	Q     string   `yaml:"q"`
	Place string   `yaml:"place"`
	Near  []string `yaml:"near"`
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

func judgedQueries(t testing.TB) []judged {
	t.Helper()
	text, err := os.ReadFile("testdata/dev.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var list []judged
	if err := yaml.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	return list
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
		rank := slices.IndexFunc(hits, func(h Hit) bool { return slices.Contains(j.Best, h.ID) })
		q.ndcg += gain(j, hits)
		if rank == 0 {
			q.first++
		}
		if rank >= 0 && rank < 3 {
			q.three++
		} else {
			q.missed = append(q.missed, fmt.Sprintf("%q at %d", j.Q, rank+1))
		}
	}
	n := float64(len(list))
	q.first, q.three, q.ndcg = q.first/n, q.three/n, q.ndcg/n
	return q
}

// gain is the nDCG@10 of one answer.
func gain(j judged, hits []Hit) float64 {
	got, ideal := 0.0, 0.0
	for i, h := range hits[:min(10, len(hits))] {
		if !slices.ContainsFunc(hits[:i], func(before Hit) bool { return before.ID == h.ID }) {
			got += j.grade(h.ID) / math.Log2(float64(i)+2)
		}
	}
	for i := range min(10, len(j.Best)+len(j.Good)) {
		grade := 3.0
		if i >= len(j.Best) {
			grade = 1
		}
		ideal += grade / math.Log2(float64(i)+2)
	}
	return got / ideal
}

// TestQuality keeps what the tuning reached on its own requests, and that bleve as it comes is far behind.
func TestQuality(t *testing.T) {
	base := loadShipped(t)
	list := judgedQueries(t)
	ours := measure(t, build(t, base), list)
	plain, err := BuildPlain(base)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = plain.Close() }()
	theirs := measure(t, plain, list)
	t.Logf("%d requests: ours %v; bleve's own French %v", len(list), ours, theirs)
	for _, m := range ours.missed {
		t.Log("missed", m)
	}
	if ours.first < 0.78 || ours.three < 0.90 || ours.ndcg < 0.80 || ours.empty > 0 {
		t.Errorf("quality fell to %v", ours)
	}
	if ours.ndcg < theirs.ndcg+0.15 {
		t.Errorf("%v is no better than bleve's own %v", ours, theirs)
	}
}

func TestSearchRepairsWhatPeopleType(t *testing.T) {
	x := build(t, loadShipped(t))
	for typed, want := range map[string]string{
		"epicrie vrac":                "les-cornichons-laval", // a letter missing
		"resourcerie":                 "ressourcerie",         // a double letter
		"plouk landes":                "ploucs",               // as it sounds
		"lavise":                      "avise",                // the article stuck to the word
		"villagesvivants":             "villages-vivants",     // the blank missing
		"tag 35":                      "tag35",                // a blank too many
		"VILLAGES   VIVANTS !!!":      "villages-vivants",
		"s.c.i.c":                     "scic",
		"c koi une scic stp":          "scic",
		"Bonjour, c’est quoi l’ESS ?": "ess",
		"jé une idée de resourcerie":  "ressourcerie",
		"recyclo lozère ressourcerie": "le-petassou",
	} {
		hits := search(t, x, Query{Text: typed, Limit: 3})
		if !slices.ContainsFunc(hits, func(h Hit) bool { return h.ID == want }) {
			t.Errorf("Search(%q) = %v, want %s among the first", typed, hits, want)
		}
	}
}

func TestSearchNeverParsesWhatPeopleType(t *testing.T) {
	x := build(t, loadShipped(t))
	for _, typed := range []string{
		"café:", `"tiers lieu`, "prix < 10", "a:b:c", "+", "local / bureau", "-rural", "caf* ?", "/x/", "(((", "\\", "\x00", "~2", "^5", "&&||!",
		"épicerie AND", strings.Repeat("café ", 3000), strings.Repeat("x", 100000), strings.Repeat("l'", 5000), "\xff\xfe", "日本語", "🙂",
	} {
		_ = search(t, x, Query{Text: typed})
	}
	excluded := search(t, x, Query{Text: "-épicerie"})
	if len(excluded) == 0 || !slices.ContainsFunc(excluded, func(h Hit) bool { return h.ID == "la-vagabonde" }) {
		t.Errorf("a hyphen before a word excludes it: %v", excluded)
	}
}

func TestSearchWithoutAnswer(t *testing.T) {
	x := build(t, loadShipped(t))
	for _, typed := range []string{"", "   ", "?!", "bonjour", "s'il vous plaît", "qsdfgh", "zzzzzz", "12345678901"} {
		if hits := search(t, x, Query{Text: typed}); len(hits) > 0 {
			t.Errorf("Search(%q) = %v, want nothing", typed, hits)
		}
	}
	if hits := search(t, x, Query{Text: "marmeetingue"}); len(hits) == 0 || hits[0].ID != "marmeet" {
		t.Errorf("a word that looks like another finds %v, want marmeet", hits)
	}
	near := search(t, x, Query{Text: "Xyzville", Place: "Xyzville", Near: []string{"48095", "48", "R76", "FR"}})
	if len(near) == 0 {
		t.Fatal("a place without any entry finds nothing")
	}
	for _, h := range near {
		if e := x.entry(h); nearness(e, []string{"48095", "48", "R76", "FR"}) <= everywhere {
			t.Errorf("%s does not act near the place", h.ID)
		}
	}
}

// entry is the entry of a hit.
func (x *Index) entry(h Hit) *entry {
	for i := range x.entries {
		if e := &x.entries[i]; e.id == h.ID && e.kind == h.Type {
			return e
		}
	}
	return nil
}

func TestSearchKeepsPlacesAndTypes(t *testing.T) {
	x := build(t, loadShipped(t))
	lozere := []string{"48095", "E200069268", "48", "R76", "FR"}
	first := search(t, x, Query{Text: "dla", Near: lozere, Limit: 3})
	if !slices.ContainsFunc(first, func(h Hit) bool { return h.ID == "dla-lozere" }) {
		t.Errorf("dla near Mende finds %v, want dla-lozere among the first", first)
	}
	everyone, here := search(t, x, Query{Text: "incubateur", Limit: 1000}), search(t, x, Query{Text: "incubateur", Near: lozere, Limit: 1000})
	if len(everyone) > len(here) {
		t.Errorf("the place leaves out %d of %d entries", len(everyone)-len(here), len(everyone))
	}
	for _, h := range search(t, x, Query{Text: "épicerie", Types: []string{TypeActor}}) {
		if h.Type != TypeActor {
			t.Errorf("asked for actors, got %v", h)
		}
	}
	if hits := search(t, x, Query{Text: "accompagnement", Limit: 3}); len(hits) != 3 {
		t.Errorf("limit 3 gives %d hits", len(hits))
	}
	if hits := search(t, x, Query{Text: "accompagnement"}); len(hits) != defaultLimit {
		t.Errorf("no limit gives %d hits, want %d", len(hits), defaultLimit)
	}
}

func TestAnswersPushUp(t *testing.T) {
	x := build(t, loadShipped(t))
	rank := func(q Query) int {
		q.Text, q.Limit = "projet à plusieurs dans un lieu", 1000
		return slices.IndexFunc(search(t, x, q), func(h Hit) bool { return h.ID == "cooperative-tiers-lieux" })
	}
	plain, pushed := rank(Query{}), rank(Query{Sector: "third-places", Stage: "creation", Holder: "collective"})
	if plain < 0 || pushed < 0 || pushed >= plain {
		t.Errorf("rank %d with the answers, %d without", pushed, plain)
	}
}

func TestWordsAreWrittenAsInTheEntry(t *testing.T) {
	x := build(t, loadShipped(t))
	for _, j := range judgedQueries(t) {
		for _, h := range search(t, x, Query{Text: j.Q, Near: j.Near}) {
			var all []string
			for _, part := range x.entry(h).texts() {
				all = append(all, part.texts...)
			}
			text := strings.Join(all, "\n")
			if len(h.Words) > mostMatched {
				t.Errorf("%q: %d words", j.Q, len(h.Words))
			}
			for _, word := range h.Words {
				if !strings.Contains(text, word) {
					t.Errorf("%q: %s shows %q, which it does not say", j.Q, h.ID, word)
				}
			}
		}
	}
	for typed, want := range map[string][]string{
		"cafe gueret":    {"Guéret", "guéret"},
		"dombinnov":      {"Domb'Innov"},
		"domb innov":     {"Domb'Innov"},
		"coeur":          {"Cœur"},
		"grand soissons": nil,
	} {
		hits := search(t, x, Query{Text: typed, Limit: 1})
		if want == nil {
			continue
		}
		if len(hits) == 0 || !slices.ContainsFunc(hits[0].Words, func(w string) bool { return slices.Contains(want, w) }) {
			t.Errorf("Search(%q) shows %v, want one of %v", typed, hits, want)
		}
	}
}

func TestSearchIsDeterministicAndSafe(t *testing.T) {
	base := loadShipped(t)
	x, again := build(t, base), build(t, base)
	list := judgedQueries(t)[:60]
	want := make([][]Hit, len(list))
	for i, j := range list {
		want[i] = search(t, x, Query{Text: j.Q, Near: j.Near})
		if diff := cmp.Diff(want[i], search(t, again, Query{Text: j.Q, Near: j.Near})); diff != "" {
			t.Errorf("another build answers %q otherwise: %s", j.Q, diff)
		}
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i, j := range list {
				if diff := cmp.Diff(want[i], search(t, x, Query{Text: j.Q, Near: j.Near})); diff != "" {
					t.Errorf("%q at the same time as others: %s", j.Q, diff)
				}
			}
		})
	}
	group.Wait()
}

func TestSearchStops(t *testing.T) {
	x := build(t, loadShipped(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := x.Search(ctx, Query{Text: "épicerie"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Search after cancel: %v", err)
	}
	if _, err := x.Select(ctx, Selection{Type: TypeProgramme}); !errors.Is(err, context.Canceled) {
		t.Errorf("Select after cancel: %v", err)
	}
}

func TestBuildOfAnEmptyBase(t *testing.T) {
	x := build(t, &knowledge.Base{})
	if hits := search(t, x, Query{Text: "épicerie", Near: []string{"48"}}); len(hits) > 0 {
		t.Errorf("an empty base answers %v", hits)
	}
}

// FuzzSearch checks that nothing typed makes a search fail.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"épicerie", "c'est quoi une scic", "tag 35", "a-t-il", "\xff", "+-*/", "lepicerie du villaje", "Domb'Innov"} {
		f.Add(seed, "Guéret")
	}
	x := build(f, loadShipped(f))
	f.Fuzz(func(t *testing.T, text, place string) {
		hits := search(t, x, Query{Text: text, Place: place, Near: []string{"23", "R75", "FR"}})
		for i, h := range hits {
			if h.Score <= 0 || math.IsNaN(h.Score) || math.IsInf(h.Score, 0) || i > 0 && h.Score > hits[i-1].Score {
				t.Fatalf("Search(%q) scores %v", text, hits)
			}
		}
	})
}
