package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jalon/internal/understand"
	"jalon/internal/votes"
)

func TestWrongUsage(t *testing.T) {
	for _, c := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"-nothing"}, exitUsage, "-nothing"},
		{[]string{"now"}, exitUsage, "no argument"},
		{[]string{"-part", "half"}, exitUsage, "answers, places, aims or all"},
		{[]string{"-part", "places", "-room", t.TempDir()}, exitFailed, "practice.yaml"},
		{[]string{"-room", t.TempDir()}, exitFailed, "practice.yaml"},
	} {
		var said bytes.Buffer
		if exit := run(c.args, &said); exit != c.exit || !strings.Contains(said.String(), c.says) {
			t.Errorf("%v: exit %d, said %q", c.args, exit, said.String())
		}
	}
}

// TestLearns learns from a few sentences only, then reads what was written.
func TestLearns(t *testing.T) {
	room := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(room, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var practice strings.Builder
	for range 10 {
		practice.WriteString("- text: \"une épicerie au village\"\n  category: short\n  sector: local-shops\n- text: \"un vélo pour tous\"\n  category: short\n  sector: mobility\n")
	}
	write("testdata/practice.yaml", practice.String())
	write("testdata/sentences.yaml", "- text: \"bonjour\"\n  category: social\n")
	write("testdata/dev.yaml", "- {say: \"je cherche un local\", need: premises}\n")
	write("testdata/fresh.yaml", strings.Repeat("- text: \"une épicerie et des vélos pour le village, c'est notre idée\"\n  category: short\n  sector: local-shops\n", 8))
	write("testdata/sites.yaml", strings.Repeat("- text: \"ma cousine habite à Guéret\"\n  category: mention\n- text: \"notre café est à Mende\"\n  category: mention\n  place: \"48095\"\n", 10))
	write("testdata/fresh-sites.yaml", strings.Repeat("- text: \"ma cousine habite à Guéret, notre café est à Mende\"\n  category: mention\n  place: \"48095\"\n", 8))
	write("testdata/fresh-aims.yaml", strings.Repeat("- text: \"il fait beau ce matin\"\n  category: social\n  intent: outside\n- text: \"un café au village\"\n  category: noise\n", 8))
	write("votes/words.votes", "")
	var said bytes.Buffer
	if exit := run([]string{"-room", room}, &said); exit != exitDone || !strings.Contains(said.String(), "8 fresh") {
		t.Fatalf("exit %d: %s", exit, said.String())
	}
	m := readVotes(t, filepath.Join(room, "votes", "words.votes"))
	if m.Weight("w:epicerie", "sector", "local-shops") <= m.Weight("w:epicerie", "sector", "mobility") {
		t.Error("nothing was learnt of a grocery")
	}
	if m := readVotes(t, filepath.Join(room, "votes", "sites.votes")); m.Weight("Lv:habiter", "site", understand.Elsewhere) <= m.Weight("Lv:habiter", "site", understand.Here) {
		t.Error("nothing was learnt of where a cousin lives")
	}
	if m := readVotes(t, filepath.Join(room, "votes", "aims.votes")); m.Weight("w:beau", "intent", "outside") <= m.Weight("w:beau", "intent", "") {
		t.Error("nothing was learnt of the weather")
	}
	weights, words := filepath.Join(room, "votes", "weights.json"), filepath.Join(room, "votes", "words.votes")
	kept := readFile(t, words)
	if exit := run([]string{"-room", room, "-part", "places"}, &said); exit != exitDone || !strings.Contains(said.String(), "places: learnt from 28 ") {
		t.Fatalf("places alone: exit %d: %s", exit, said.String())
	}
	if !bytes.Equal(kept, readFile(t, words)) || !bytes.Contains(readFile(t, weights), []byte(`"stage"`)) {
		t.Error("learning places alone changed what weighs answers")
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestVotesFitTheSentences fails when the features, the words or the sentences have changed so much that the votes shipped no
// longer know the sentences they were learnt from: run this command again.
func TestVotesFitTheSentences(t *testing.T) {
	const room = ".."
	sets, err := readSets(room)
	if err != nil {
		t.Fatal(err)
	}
	teacher, err := newTeacher()
	if err != nil {
		t.Fatal(err)
	}
	lessons := teacher.lessons(append(sets.others, sets.fresh...))
	for name, features := range map[string]func(lesson) []string{
		"words":   func(l lesson) []string { return l.Words },
		"phrases": func(l lesson) []string { return l.Phrases },
	} {
		m := readVotes(t, filepath.Join(room, "votes", name+".votes"))
		total, right := 0, 0
		for _, l := range lessons {
			for i, odds := range m.Odds(features(l)) {
				share := 0.0
				for _, answer := range l.answers[i] {
					share += odds[answer]
				}
				total++
				if share > 0.5 {
					right++
				}
			}
		}
		if share := float64(right) / float64(total); share < 0.95 {
			t.Errorf("%s: the votes know %.3f of the answers they were learnt from", name, share)
		}
	}
}

// TestVotesKnowThePlaces is the same for the places that sentences name.
func TestVotesKnowThePlaces(t *testing.T) {
	sets, err := readSets("..")
	if err != nil {
		t.Fatal(err)
	}
	teacher, err := newTeacher()
	if err != nil {
		t.Fatal(err)
	}
	m := readVotes(t, filepath.Join("..", "votes", "sites.votes"))
	total, right := 0, 0
	for _, s := range teacher.surveys(slices.Concat(sets.fresh, sets.freshSites, sets.others, sets.sites), true) {
		for i, site := range s.sites {
			total++
			if s.right[i] == (m.Odds(site.Features)[0][understand.Here] > 0.5) {
				right++
			}
		}
	}
	if share := float64(right) / float64(total); share < 0.9 {
		t.Errorf("the votes know %.3f of the places they were learnt from", share)
	}
}

// TestVotesKnowTheAims is the same for what texts want.
func TestVotesKnowTheAims(t *testing.T) {
	sets, err := readSets("..")
	if err != nil {
		t.Fatal(err)
	}
	teacher, err := newTeacher()
	if err != nil {
		t.Fatal(err)
	}
	m := readVotes(t, filepath.Join("..", "votes", "aims.votes"))
	total, right := 0, 0
	for _, text := range teacher.messages(sets.freshAims, true) {
		total++
		odds := m.Odds(text.aim.Features)[0]
		if slices.ContainsFunc(text.right, func(aim string) bool { return odds[aim] > 0.5 }) {
			right++
		}
	}
	if share := float64(right) / float64(total); share < 0.85 {
		t.Errorf("the votes know %.3f of the texts they were learnt from", share)
	}
}

func readVotes(t *testing.T, path string) *votes.Model {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	m, err := votes.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
