// Command learn learns afresh how internal/understand weighs what it reads, after its labelled sentences or its grammar have
// changed much:
//
//	go run ./internal/understand/learn
//
// The votes of words are learnt from every sentence to practise on, every fresh one, and the half of the others that may be
// tuned on; the half kept to measure is never read. How much grammar weighs against the votes, and how far the likeliest answer is
// to be trusted, is learnt from the fresh sentences alone, on which nobody tuned the grammar, with votes that did not see them.
// Exit codes: 0 done, 2 wrong usage, 3 could not run; nothing is written unless all could be learnt.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

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
	if err := flags.Parse(args); err != nil {
		return exitUsage
	}
	if flags.NArg() > 0 {
		fmt.Fprintln(stderr, "learn: no argument is expected")
		return exitUsage
	}
	if err := learn(*room, stderr); err != nil {
		fmt.Fprintln(stderr, "learn:", err)
		return exitFailed
	}
	return exitDone
}

// learn learns everything, then writes it.
func learn(room string, progress io.Writer) error {
	sets, err := readSets(room)
	if err != nil {
		return err
	}
	t, err := newTeacher()
	if err != nil {
		return err
	}
	fresh := t.lessons(sets.fresh)
	all := append(t.lessons(sets.others), fresh...)
	weights, err := t.weights(all, fresh)
	if err != nil {
		return err
	}
	words, phrases, err := t.models(all)
	if err != nil {
		return err
	}
	files := map[string]*bytes.Buffer{"words.votes": {}, "phrases.votes": {}, "weights.json": {}}
	encoder := json.NewEncoder(files["weights.json"])
	encoder.SetIndent("", "\t")
	if err := errors.Join(words.Write(files["words.votes"]), phrases.Write(files["phrases.votes"]), encoder.Encode(weights)); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	for name, file := range files {
		if err := os.WriteFile(filepath.Join(room, "votes", name), file.Bytes(), 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	fmt.Fprintf(progress, "learnt from %d sentences, of which %d fresh\n", len(all), len(fresh))
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
	t := &teacher{reader: understand.New(base, places)}
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
func (t *teacher) weights(all, fresh []lesson) (understand.Weights, error) {
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
			return understand.Weights{}, err
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
	weights := understand.Weights{Choice: map[string][]float64{}, Trust: map[string][]float64{}}
	for j, q := range t.questions {
		choice, trust, err := judge(trials[j])
		if err != nil {
			return understand.Weights{}, fmt.Errorf("%s: %w", q.Name, err)
		}
		weights.Choice[q.Name], weights.Trust[q.Name] = rounded(choice), rounded(trust)
	}
	return weights, nil
}

// rounded keeps three decimals.
func rounded(numbers []float64) []float64 {
	for i := range numbers {
		numbers[i] = math.Round(numbers[i]*1000) / 1000
	}
	return numbers
}
