// Command learn learns afresh how internal/understand weighs what it reads, after its labelled sentences or its grammar have
// changed much:
//
//	go run ./internal/understand/learn [-part answers|places|aims]
//
// The votes of words are learnt from every sentence to practise on, every fresh one, and the half of the others that may be
// tuned on; the half kept to measure is never read. How much grammar weighs against the votes, and how far the likeliest answer is
// to be trusted, is learnt from the fresh sentences alone, on which nobody tuned the grammar, with votes that did not see them. So
// it is for the places that sentences name, of which one at most is that of the project, and for what a text wants apart from giving
// answers; some sentences are labelled for one of these only.
// Exit codes: 0 done, 2 wrong usage, 3 could not run; nothing is written unless all could be learnt.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"jalon/internal/geo"
	"jalon/internal/understand"
	"jalon/internal/votes"
	"jalon/knowledge"
)

const (
	exitDone   = 0
	exitUsage  = 2
	exitFailed = 3
)

const (
	wordsPenalty   = 10
	phrasesPenalty = 10
	folds          = 4
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

// run does the whole work and says on stderr what it did.
func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("learn", flag.ContinueOnError)
	flags.SetOutput(stderr)
	room := flags.String("room", filepath.Join("internal", "understand"), "`folder` of internal/understand")
	part := flags.String("part", "all", "what to learn: `answers`, places, aims or all")
	if err := flags.Parse(args); err != nil {
		return exitUsage
	}
	if !slices.Contains([]string{"all", "answers", "places", "aims"}, *part) {
		fmt.Fprintln(stderr, "learn: -part is answers, places, aims or all")
		return exitUsage
	}
	if flags.NArg() > 0 {
		fmt.Fprintln(stderr, "learn: no argument is expected")
		return exitUsage
	}
	if err := learn(*room, *part, stderr); err != nil {
		fmt.Fprintln(stderr, "learn:", err)
		return exitFailed
	}
	return exitDone
}

// learn learns one part, or all, then writes it.
func learn(room, part string, progress io.Writer) error {
	sets, err := readSets(room)
	if err != nil {
		return err
	}
	t, err := newTeacher()
	if err != nil {
		return err
	}
	weights, err := readWeights(room, part)
	if err != nil {
		return err
	}
	files := map[string]*votes.Model{}
	if part == "all" || part == "answers" {
		fresh := t.lessons(sets.fresh)
		all := append(t.lessons(sets.others), fresh...)
		if weights.Choice, weights.Trust, err = t.weights(all, fresh); err != nil {
			return err
		}
		if files["words"], files["phrases"], err = t.models(all); err != nil {
			return err
		}
		fmt.Fprintf(progress, "answers: learnt from %d sentences, of which %d fresh\n", len(all), len(fresh))
	}
	if part == "all" || part == "places" {
		surveys := append(t.surveys(slices.Concat(sets.fresh, sets.freshSites), true), t.surveys(slices.Concat(sets.others, sets.sites), false)...)
		if weights.Site, err = siteWeights(surveys); err != nil {
			return err
		}
		if files["sites"], err = siteModel(surveys); err != nil {
			return err
		}
		fmt.Fprintf(progress, "places: learnt from %d sentences that name some\n", len(surveys))
	}
	if part == "all" || part == "aims" {
		messages := append(t.messages(slices.Concat(sets.fresh, sets.freshAims), true), t.messages(sets.others, false)...)
		if weights.Aim, err = aimWeights(messages); err != nil {
			return err
		}
		if files["aims"], err = aimModel(messages); err != nil {
			return err
		}
		fmt.Fprintf(progress, "aims: learnt from %d texts\n", len(messages))
	}
	return write(room, files, weights)
}

// readWeights returns the weights shipped, of which one part is learnt afresh; none when all are.
func readWeights(room, part string) (weights understand.Weights, err error) {
	if part == "all" {
		return weights, nil
	}
	data, err := os.ReadFile(filepath.Join(room, "votes", "weights.json"))
	if err != nil {
		return weights, fmt.Errorf("read weights: %w", err)
	}
	if err := json.Unmarshal(data, &weights); err != nil {
		return weights, fmt.Errorf("read weights: %w", err)
	}
	return weights, nil
}

// write writes the models and the weights.
func write(room string, models map[string]*votes.Model, weights understand.Weights) error {
	files := map[string]*bytes.Buffer{"weights.json": {}}
	for name, m := range models {
		files[name+".votes"] = &bytes.Buffer{}
		if err := m.Write(files[name+".votes"]); err != nil {
			return fmt.Errorf("encode: %w", err)
		}
	}
	encoder := json.NewEncoder(files["weights.json"])
	encoder.SetIndent("", "\t")
	if err := encoder.Encode(weights); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	for name, file := range files {
		if err := os.WriteFile(filepath.Join(room, "votes", name), file.Bytes(), 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// lesson is a sentence to learn from: what it testifies and the right answers to each question.
type lesson struct {
	understand.Testimony
	answers [][]string
}

// teacher turns sentences into models.
type teacher struct {
	reader    *understand.Reader
	places    *geo.Gazetteer
	questions []votes.Question
}

func newTeacher() (*teacher, error) {
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		return nil, fmt.Errorf("load the base: %w", err)
	}
	places, err := geo.Load()
	if err != nil {
		return nil, fmt.Errorf("load places: %w", err)
	}
	t := &teacher{reader: understand.New(base, places), places: places}
	for _, slot := range understand.Voted() {
		t.questions = append(t.questions, votes.Question{Name: slot, Answers: append([]string{""}, codes(base, slot)...)})
	}
	return t, nil
}

// codes lists the answers that a slot may get.
func codes(base *knowledge.Base, slot string) []string {
	if slot == "employs" {
		return []string{"yes", "no"}
	}
	var list []string
	for _, c := range base.Vocabulary.List(slot) {
		list = append(list, c.Code.Value)
	}
	return list
}

// lessons reads sentences.
func (t *teacher) lessons(sentences []labelled) []lesson {
	list := make([]lesson, len(sentences))
	for i, q := range sentences {
		list[i] = lesson{Testimony: t.reader.Testify(q.text), answers: q.answers}
	}
	return list
}

// models learns the two views, side by side.
func (t *teacher) models(lessons []lesson) (words, phrases *votes.Model, err error) {
	var byWords, byPhrases []votes.Example
	for _, l := range lessons {
		byWords = append(byWords, votes.Example{Features: l.Words, Answers: l.answers})
		byPhrases = append(byPhrases, votes.Example{Features: l.Phrases, Answers: l.answers})
	}
	var both errgroup.Group
	both.Go(func() (err error) { words, err = votes.Train(t.questions, byWords, wordsPenalty); return err })
	both.Go(func() (err error) { phrases, err = votes.Train(t.questions, byPhrases, phrasesPenalty); return err })
	if err := both.Wait(); err != nil {
		return nil, nil, fmt.Errorf("learn votes: %w", err)
	}
	return words, phrases, nil
}

// weights learns how much grammar weighs against the votes. The fresh sentences, at the end of all, are cut into folds; the votes
// on those of a fold are learnt from everything else.
func (t *teacher) weights(all, fresh []lesson) (choice, trust map[string][]float64, err error) {
	trials := make([][]trial, len(t.questions))
	for fold := range folds {
		var others, held []lesson
		for i, l := range all {
			if i >= len(all)-len(fresh) && i%folds == fold {
				held = append(held, l)
				continue
			}
			others = append(others, l)
		}
		words, phrases, err := t.models(others)
		if err != nil {
			return nil, nil, err
		}
		for _, l := range held {
			if l.Length < understand.Enough {
				continue
			}
			byWords, byPhrases := words.Odds(l.Words), phrases.Odds(l.Phrases)
			for j, q := range t.questions {
				trials[j] = append(trials[j], newTrial(l, q, l.answers[j], understand.Votes{Words: byWords[j], Phrases: byPhrases[j]}))
			}
		}
	}
	choice, trust = map[string][]float64{}, map[string][]float64{}
	for j, q := range t.questions {
		c, g, err := judge(trials[j])
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", q.Name, err)
		}
		choice[q.Name], trust[q.Name] = rounded(c), rounded(g)
	}
	return choice, trust, nil
}

// rounded keeps three decimals.
func rounded(numbers []float64) []float64 {
	for i := range numbers {
		numbers[i] = math.Round(numbers[i]*1000) / 1000
	}
	return numbers
}
