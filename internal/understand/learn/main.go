// Command learn learns afresh how internal/understand weighs what it reads, after its labelled sentences or its grammar have
// changed much:
//
//	go run ./internal/understand/learn
//
// The votes of words are learnt from every sentence to practise on, every fresh one, and the half of the others that may be
// tuned on; the half kept to measure is never read. How much grammar weighs against the votes is learnt from the fresh sentences
// alone, on which nobody tuned the grammar, with votes that did not see them. Exit codes: 0 done, 2 wrong usage, 3 could not run;
// nothing is written unless all could be learnt.
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
	"slices"

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
	choicePenalty  = 4
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

// models learns the two views.
func (t *teacher) models(lessons []lesson) (words, phrases *votes.Model, err error) {
	var byWords, byPhrases []votes.Example
	for _, l := range lessons {
		byWords = append(byWords, votes.Example{Features: l.Words, Answers: l.answers})
		byPhrases = append(byPhrases, votes.Example{Features: l.Phrases, Answers: l.answers})
	}
	if words, err = votes.Train(t.questions, byWords, wordsPenalty); err != nil {
		return nil, nil, fmt.Errorf("words: %w", err)
	}
	if phrases, err = votes.Train(t.questions, byPhrases, phrasesPenalty); err != nil {
		return nil, nil, fmt.Errorf("phrases: %w", err)
	}
	return words, phrases, nil
}

// weights learns how much grammar weighs against the votes. The fresh sentences, at the end of all, are cut into folds; the votes
// on those of a fold are learnt from everything else.
func (t *teacher) weights(all, fresh []lesson) (map[string][]float64, error) {
	cases := make([][]votes.Case, len(t.questions))
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
			return nil, err
		}
		for _, l := range held {
			if l.Length < understand.Enough {
				continue
			}
			byWords, byPhrases := words.Odds(l.Words), phrases.Odds(l.Phrases)
			for j, q := range t.questions {
				c := votes.Case{Options: l.Options(q.Name, q.Answers, byWords[j], byPhrases[j])}
				for _, answer := range q.Answers {
					c.Right = append(c.Right, slices.Contains(l.answers[j], answer))
				}
				cases[j] = append(cases[j], c)
			}
		}
	}
	weights := map[string][]float64{}
	for j, q := range t.questions {
		found, err := votes.TrainChoice(cases[j], choicePenalty)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.Name, err)
		}
		for i := range found {
			found[i] = math.Round(found[i]*1000) / 1000
		}
		weights[q.Name] = found
	}
	return weights, nil
}
