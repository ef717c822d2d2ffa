package main

import (
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"jalon/internal/understand"
	"jalon/internal/votes"
)

const (
	aimPenalty       = 1.5
	aimChoicePenalty = 2
)

// message is a text and what it may rightly be said to want.
type message struct {
	aim   understand.Aim
	right []string
	fresh bool // no rule about what people want was made from it
}

func (t *teacher) messages(sentences []labelled, fresh bool) []message {
	list := make([]message, len(sentences))
	for i, q := range sentences {
		list[i] = message{t.reader.Aim(q.text), q.aims, fresh}
	}
	return list
}

// aimModel learns the votes on what a text wants.
func aimModel(messages []message) (*votes.Model, error) {
	var examples []votes.Example
	for _, m := range messages {
		examples = append(examples, votes.Example{Features: m.aim.Features, Answers: [][]string{m.right}})
	}
	m, err := votes.Train([]votes.Question{{Name: "intent", Answers: understand.Aims()}}, examples, aimPenalty)
	if err != nil {
		return nil, fmt.Errorf("learn the votes on what texts want: %w", err)
	}
	return m, nil
}

// aimWeights learns to choose what a text wants, from fresh ones, with votes that did not see them.
func aimWeights(messages []message) ([]float64, error) {
	cases := make([][]votes.Case, folds)
	var work errgroup.Group
	for fold := range folds {
		work.Go(func() error {
			var others, held []message
			for i, m := range messages {
				if m.fresh && i%folds == fold {
					held = append(held, m)
				} else {
					others = append(others, m)
				}
			}
			model, err := aimModel(others)
			if err != nil {
				return err
			}
			for _, m := range held {
				cases[fold] = append(cases[fold], m.choice(model))
			}
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	weights, err := votes.TrainChoice(slices.Concat(cases...), aimChoicePenalty)
	if err != nil {
		return nil, fmt.Errorf("learn to choose what a text wants: %w", err)
	}
	return rounded(weights), nil
}

// choice is what there was to choose between, by the votes of a model.
func (m message) choice(model *votes.Model) votes.Case {
	c := votes.Case{Options: m.aim.Options(model.Odds(m.aim.Features)[0])}
	for _, aim := range understand.Aims() {
		c.Right = append(c.Right, slices.Contains(m.right, aim))
	}
	return c
}
