// Package votes tells how likely each answer to a few questions is, from the features of a text: every feature votes for the
// answers beside which it stood in sentences that people labelled. It is a linear model (multinomial logistic regression):
// small, deterministic, and each of its opinions can be traced to the features that weigh most.
//
// A model is learnt once ([Train]), written ([Model.Write]) and shipped; whoever asks it only reads ([Read], [Model.Odds]).
// The room knows neither French nor the questions: who makes the features says what they mean.
package votes

import (
	"math"
	"slices"
)

// Question is what is asked of a text, with the answers it may get; "" among them is no answer at all.
type Question struct {
	Name    string
	Answers []string
}

// Model holds the weights of features. It never changes and may be shared by goroutines.
type Model struct {
	questions []Question
	rows      map[string]int32 // feature → row
	features  []string         // by row
	columns   int              // answers of all questions
	bias      []float32        // by column
	weights   []int8           // by row, then column; in steps
}

// step is the unit of the weights kept.
const step = 1.0 / 50

// Odds returns, for each question of the model, the probability of each of its answers; they add up to 1. Unknown features
// are silent.
func (m *Model) Odds(features []string) []map[string]float64 {
	counts := make([]int, m.columns) // whole steps: the order of the features changes nothing
	for _, f := range features {
		row, known := m.rows[f]
		if !known {
			continue
		}
		for i, w := range m.weights[int(row)*m.columns : (int(row)+1)*m.columns] {
			counts[i] += int(w)
		}
	}
	sums := make([]float64, m.columns)
	for i, n := range counts {
		sums[i] = float64(m.bias[i]) + float64(n)*step
	}
	odds := make([]map[string]float64, len(m.questions))
	for i, q := range m.questions {
		shares := sums[:len(q.Answers)]
		sums = sums[len(q.Answers):]
		softmax(shares)
		odds[i] = make(map[string]float64, len(shares))
		for j, answer := range q.Answers {
			odds[i][answer] = shares[j]
		}
	}
	return odds
}

// Weight is how much a feature weighs for an answer to a question, against the mean of its answers; 0 when unknown.
func (m *Model) Weight(feature, question, answer string) float64 {
	row, known := m.rows[feature]
	if !known {
		return 0
	}
	at := int(row) * m.columns
	for _, q := range m.questions {
		j := slices.Index(q.Answers, answer)
		if q.Name != question {
			at += len(q.Answers)
			continue
		}
		if j < 0 {
			return 0
		}
		total := 0
		for _, w := range m.weights[at : at+len(q.Answers)] {
			total += int(w)
		}
		return (float64(m.weights[at+j]) - float64(total)/float64(len(q.Answers))) * step
	}
	return 0
}

// Questions are those the model answers, in the order of [Model.Odds].
func (m *Model) Questions() []Question { return slices.Clone(m.questions) }

// softmax turns sums of weights into probabilities, in place.
func softmax(sums []float64) {
	top := slices.Max(sums)
	total := 0.0
	for i, x := range sums {
		sums[i] = math.Exp(x - top)
		total += sums[i]
	}
	for i := range sums {
		sums[i] /= total
	}
}
