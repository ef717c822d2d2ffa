package votes

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/optimize"
)

// Option is one of those between which to choose, described by numbers in an order that all options share.
type Option []float64

// Case is a choice that somebody made: its options, and for each whether it is right.
type Case struct {
	Options []Option
	Right   []bool
}

// Chances returns how likely each option is to be right, with the weight of each number; they add up to 1.
func Chances(weights []float64, options []Option) []float64 {
	chances := make([]float64, len(options))
	for i, o := range options {
		for j, value := range o {
			chances[i] += weights[j] * value
		}
	}
	softmax(chances)
	return chances
}

// ErrCase says that the cases do not all describe their options by as many numbers, or say which is right of each.
var ErrCase = errors.New("a case is not described like the others")

// TrainChoice learns what each number of an option weighs (conditional logit), held back by penalty. The same cases always
// give the same weights; without cases there are none.
func TrainChoice(cases []Case, penalty float64) ([]float64, error) {
	if len(cases) == 0 {
		return nil, nil
	}
	numbers := len(cases[0].Options[0])
	for i, c := range cases {
		if len(c.Right) != len(c.Options) || slices.ContainsFunc(c.Options, func(o Option) bool { return len(o) != numbers }) {
			return nil, fmt.Errorf("case %d: %w", i, ErrCase)
		}
	}
	loss := func(x, grad []float64) float64 {
		total := 0.0
		for j, w := range x {
			total += penalty / 2 * w * w
			if grad != nil {
				grad[j] = penalty * w
			}
		}
		for _, c := range cases {
			total += c.loss(x, grad)
		}
		return total
	}
	result, err := optimize.Minimize(
		optimize.Problem{Func: func(x []float64) float64 { return loss(x, nil) }, Grad: func(grad, x []float64) { loss(x, grad) }},
		make([]float64, numbers),
		&optimize.Settings{GradientThreshold: 1e-3, MajorIterations: 500},
		&optimize.LBFGS{},
	)
	if err != nil && result == nil {
		return nil, fmt.Errorf("learn to choose: %w", err)
	}
	return result.X, nil
}

// loss is how unlikely the right options of a case are; the gradient is added to grad, unless it is nil.
func (c Case) loss(x, grad []float64) float64 {
	chances := Chances(x, c.Options)
	right := 0.0
	for i, p := range chances {
		if c.Right[i] {
			right += p
		}
	}
	right = max(right, 1e-12)
	if grad != nil {
		for i, p := range chances {
			pull := p
			if c.Right[i] {
				pull -= p / right
			}
			for j, value := range c.Options[i] {
				grad[j] += pull * value
			}
		}
	}
	return -math.Log(right)
}
