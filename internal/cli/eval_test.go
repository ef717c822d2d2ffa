package cli

import (
	"encoding/json"
	"testing"
)

// TestFloors keeps search and understanding from getting worse without anybody noticing: the floors stand a little under what
// is measured on the half of the sets that nobody tunes on.
func TestFloors(t *testing.T) {
	code, out, said := run(t, "", "eval", "--json", "--searches", "../../index/testdata/searches.yaml", "--sentences", "../understand/testdata/sentences.yaml")
	if code != exitFine {
		t.Fatalf("exit %d: %s", code, said)
	}
	var d evalDocument
	if err := json.Unmarshal([]byte(out), &d); err != nil {
		t.Fatal(err)
	}
	search, sentences := d.Search["kept"], d.Sentences["kept"]
	place := sentences.Slots["place"]
	for _, floor := range []struct {
		name       string
		got, least float64
	}{
		{"nDCG@10", search.All.NDCG, 0.80}, {"success@1", search.All.Success1, 0.82}, {"success@3", search.All.Success3, 0.91},
		{"not empty", 1 - search.All.EmptyRate, 1}, {"gain on bleve's own French", search.Gain, 0.15},
		{"precision of the answers", sentences.All.Precision(), 0.965}, {"recall of the answers", sentences.All.Recall(), 0.905},
		{"precision of the place", place.Precision(), 0.975}, {"recall of the place", place.Recall(), 0.945},
	} {
		if floor.got < floor.least {
			t.Errorf("%s is %.3f, under %.3f", floor.name, floor.got, floor.least)
		}
	}
	if search.All.Queries < 125 || sentences.Sentences < 1000 {
		t.Errorf("only %d queries and %d sentences", search.All.Queries, sentences.Sentences)
	}
}

// TestPractice keeps what is understood of the sentences that understanding was tuned on, both halves alike, and what is found for
// situations told at length, of which one half was tuned on.
func TestPractice(t *testing.T) {
	code, out, said := run(t, "", "eval", "--json", "--searches", "../../index/testdata/told.yaml", "--sentences", "../understand/testdata/practice.yaml")
	if code != exitFine {
		t.Fatalf("exit %d: %s", code, said)
	}
	var d evalDocument
	if err := json.Unmarshal([]byte(out), &d); err != nil {
		t.Fatal(err)
	}
	for half, least := range map[string]float64{"tuning": 0.63, "kept": 0.55} {
		if search := d.Search[half]; search.All.NDCG < least || search.All.EmptyRate > 0 || search.Gain < 0.2 {
			t.Errorf("%s: nDCG@10 %.3f, empty %.3f, gain %.3f", half, search.All.NDCG, search.All.EmptyRate, search.Gain)
		}
	}
	for half, sentences := range d.Sentences {
		place := sentences.Slots["place"]
		if p, r := sentences.All.Precision(), sentences.All.Recall(); p < 0.97 || r < 0.94 {
			t.Errorf("%s: precision %.3f, recall %.3f of the answers", half, p, r)
		}
		if p, r := place.Precision(), place.Recall(); p < 0.97 || r < 0.97 {
			t.Errorf("%s: precision %.3f, recall %.3f of the place", half, p, r)
		}
		if sentences.Sentences < 800 {
			t.Errorf("%s: only %d sentences", half, sentences.Sentences)
		}
	}
}
