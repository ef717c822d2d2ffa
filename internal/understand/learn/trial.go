package main

import (
	"slices"

	"jalon/internal/understand"
	"jalon/internal/votes"
)

const (
	choicePenalty = 4
	trustPenalty  = 4
)

// trial is one question to one sentence, with votes that did not see it.
type trial struct {
	lesson
	question votes.Question
	votes    understand.Votes
	choice   votes.Case
}

func newTrial(l lesson, q votes.Question, right []string, v understand.Votes) trial {
	t := trial{lesson: l, question: q, votes: v, choice: votes.Case{Options: l.Options(q.Name, q.Answers, v)}}
	for _, answer := range q.Answers {
		t.choice.Right = append(t.choice.Right, slices.Contains(right, answer))
	}
	return t
}

// unsaid reports whether silence is right.
func (t trial) unsaid() bool { return t.choice.Right[slices.Index(t.question.Answers, "")] }

// judge learns how to choose the likeliest answer to a question, then how far to trust it: on trials whose choice was learnt from
// the others. An answer beside which silence is as right earns no trust.
func judge(trials []trial) (choice, trust []float64, err error) {
	var grounds []votes.Case
	for fold := range folds {
		weights, err := choose(trials, func(i int) bool { return i%folds != fold })
		if err != nil {
			return nil, nil, err
		}
		for i := fold; i < len(trials); i += folds {
			t := trials[i]
			best, g := t.Grounds(t.question.Name, t.question.Answers, votes.Chances(weights, t.choice.Options), t.votes)
			if right := t.choice.Right[best]; !right || !t.unsaid() {
				grounds = append(grounds, votes.Case{Options: []votes.Option{g, make(votes.Option, len(g))}, Right: []bool{right, !right}})
			}
		}
	}
	if trust, err = votes.TrainChoice(grounds, trustPenalty); err != nil {
		return nil, nil, err
	}
	choice, err = choose(trials, func(int) bool { return true })
	return choice, trust, err
}

// choose learns from some of the trials.
func choose(trials []trial, some func(i int) bool) ([]float64, error) {
	var cases []votes.Case
	for i, t := range trials {
		if some(i) {
			cases = append(cases, t.choice)
		}
	}
	return votes.TrainChoice(cases, choicePenalty)
}
