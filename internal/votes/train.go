package votes

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"gonum.org/v1/gonum/optimize"
)

// Example is a text that somebody labelled: its features, and the answers to each question in their order, of which each is
// as right as the others.
type Example struct {
	Features []string
	Answers  [][]string
}

// ErrExample says that an example has not known answers for each question.
var ErrExample = errors.New("an example does not answer every question")

// Train learns the weights that make the answers of the examples likely, held back by penalty, the weight of the squares of
// the weights: the larger, the more examples a feature needs to count. Features of one example only are left out. The
// same examples always give the same model.
func Train(questions []Question, examples []Example, penalty float64) (*Model, error) {
	for i, e := range examples {
		if len(e.Answers) != len(questions) {
			return nil, fmt.Errorf("example %d: %w", i, ErrExample)
		}
		for j, q := range questions {
			if len(e.Answers[j]) == 0 || slices.ContainsFunc(e.Answers[j], func(a string) bool { return !slices.Contains(q.Answers, a) }) {
				return nil, fmt.Errorf("example %d, answers %q to %s: %w", i, e.Answers[j], q.Name, ErrExample)
			}
		}
	}
	m := newModel(questions, common(examples))
	texts := make([][]int32, len(examples))
	for i, e := range examples {
		for _, f := range slices.Compact(slices.Sorted(slices.Values(e.Features))) {
			if row, known := m.rows[f]; known {
				texts[i] = append(texts[i], row)
			}
		}
	}
	at := 0
	for j, q := range questions {
		p := problem{texts: texts, answers: len(q.Answers), rows: len(m.features), penalty: penalty}
		for _, e := range examples {
			right := make([]float64, len(q.Answers))
			for _, a := range e.Answers[j] {
				right[slices.Index(q.Answers, a)] += 1 / float64(len(e.Answers[j]))
			}
			p.right = append(p.right, right)
		}
		found, err := p.solve()
		if err != nil {
			return nil, fmt.Errorf("learn %s: %w", q.Name, err)
		}
		m.keep(found, at, len(q.Answers))
		at += len(q.Answers)
	}
	return m, nil
}

// common lists the features that two examples or more have, in their order.
func common(examples []Example) []string {
	counts := map[string]int{}
	for _, e := range examples {
		for _, f := range slices.Compact(slices.Sorted(slices.Values(e.Features))) {
			counts[f]++
		}
	}
	maps.DeleteFunc(counts, func(_ string, n int) bool { return n < 2 })
	return slices.SortedFunc(maps.Keys(counts), cmp.Compare[string])
}

// keep records the weights found for one question, whose answers are the columns from at.
func (m *Model) keep(found []float64, at, answers int) {
	rows := len(m.features)
	for j := range answers {
		m.bias[at+j] = float32(found[rows*answers+j])
		for row := range rows {
			w := math.Round(found[row*answers+j] / step)
			m.weights[row*m.columns+at+j] = int8(max(-127, min(127, w)))
		}
	}
}

// problem is the learning of one question.
type problem struct {
	texts   [][]int32   // the rows of each example
	right   [][]float64 // the share of each answer in what is right for each example
	answers int
	rows    int
	penalty float64
}

// solve returns the weights by row and answer, then the bias of each answer.
func (p *problem) solve() ([]float64, error) {
	start := make([]float64, (p.rows+1)*p.answers)
	result, err := optimize.Minimize(
		optimize.Problem{Func: func(x []float64) float64 { return p.loss(x, nil) }, Grad: func(grad, x []float64) { p.loss(x, grad) }},
		start,
		&optimize.Settings{GradientThreshold: 1e-2, MajorIterations: 300, Converger: &optimize.FunctionConverge{Relative: 1e-6, Iterations: 5}},
		&optimize.LBFGS{},
	)
	if err != nil && result == nil {
		return nil, fmt.Errorf("minimise: %w", err)
	}
	return result.X, nil
}

// loss is how unlikely the right answers are with the weights x; it also writes the gradient, unless grad is nil.
func (p *problem) loss(x, grad []float64) float64 {
	total := 0.0
	for i := range grad {
		grad[i] = 0
	}
	bias := p.rows * p.answers
	for i := range bias {
		total += p.penalty / 2 * x[i] * x[i]
		if grad != nil {
			grad[i] = p.penalty * x[i]
		}
	}
	shares := make([]float64, p.answers)
	for i, text := range p.texts {
		copy(shares, x[bias:])
		for _, row := range text {
			for j, w := range x[int(row)*p.answers : (int(row)+1)*p.answers] {
				shares[j] += w
			}
		}
		softmax(shares)
		for j, right := range p.right[i] {
			total -= right * math.Log(max(shares[j], 1e-12))
			shares[j] -= right
		}
		if grad == nil {
			continue
		}
		for j, d := range shares {
			grad[bias+j] += d
		}
		for _, row := range text {
			for j, d := range shares {
				grad[int(row)*p.answers+j] += d
			}
		}
	}
	return total
}
