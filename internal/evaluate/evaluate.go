// Package evaluate measures how well Jalon finds and understands, on queries and sentences written apart from the words that
// help it.
//
// Each set is split in two halves by a fixed hash of its text: one to tune on, one that is only counted. Figures come by
// category with bootstrap intervals; the failures shown are those of the half to tune on.
package evaluate

import (
	"cmp"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"

	"jalon/knowledge"
)

// Search is one query and what should be found.
type Search struct {
	At       knowledge.Pos    `yaml:"-"`
	Query    knowledge.String `yaml:"query" need:"yes"`
	Category knowledge.String `yaml:"category" need:"yes"`
	Expect   []Expected       `yaml:"expect" need:"yes"`
	Comment  knowledge.String `yaml:"comment"`
}

// Expected is an entry that answers a query, by type and id ("actor/ploucs"), and how well: 3 exactly, 2 well, 1 somewhat.
type Expected struct {
	At    knowledge.Pos    `yaml:"-"`
	Entry knowledge.String `yaml:"entry" need:"yes"`
	Grade knowledge.Int    `yaml:"grade" need:"yes"`
}

// Kept reports whether a text belongs to the half that is only counted.
func Kept(text string) bool {
	h := fnv.New32a()
	h.Write([]byte(text))
	return h.Sum32()%2 == 1
}

// Score is the quality of the answer to one query.
type Score struct {
	NDCG, Reciprocal float64
	First, Third     bool // a good answer (grade 2 or 3) stands first, within the first three
	Empty            bool
}

// depth is how many hits count.
const depth = 10

// Judge scores the entries found for a query, best first.
func Judge(s Search, found []string) Score {
	grades := map[string]int{}
	var ideal []int
	for _, e := range s.Expect {
		grades[e.Entry.Value] = e.Grade.Value
		ideal = append(ideal, e.Grade.Value)
	}
	slices.SortFunc(ideal, func(a, b int) int { return cmp.Compare(b, a) })
	score := Score{Empty: len(found) == 0}
	gain, best := 0.0, 0.0
	for i := range depth {
		discount := 1 / math.Log2(float64(i)+2)
		if i < len(ideal) {
			best += (math.Exp2(float64(ideal[i])) - 1) * discount
		}
		if i >= len(found) {
			continue
		}
		grade := grades[found[i]]
		gain += (math.Exp2(float64(grade)) - 1) * discount
		if grade >= 2 {
			if score.Reciprocal == 0 {
				score.Reciprocal = 1 / float64(i+1)
			}
			score.First = score.First || i == 0
			score.Third = score.Third || i < 3
		}
	}
	if best > 0 {
		score.NDCG = gain / best
	}
	return score
}

// Summary is the mean of scores with the interval in which 95 of 100 resamplings fall.
type Summary struct {
	Queries   int        `json:"queries"`
	NDCG      float64    `json:"ndcg10"`
	Interval  [2]float64 `json:"ndcg10_interval"`
	MRR       float64    `json:"mrr"`
	Success1  float64    `json:"success1"`
	Success3  float64    `json:"success3"`
	EmptyRate float64    `json:"empty_rate"`
}

// Summarise averages scores.
func Summarise(scores []Score) Summary {
	s := Summary{Queries: len(scores)}
	if len(scores) == 0 {
		return s
	}
	n := float64(len(scores))
	for _, score := range scores {
		s.NDCG += score.NDCG / n
		s.MRR += score.Reciprocal / n
		s.Success1 += number(score.First) / n
		s.Success3 += number(score.Third) / n
		s.EmptyRate += number(score.Empty) / n
	}
	s.Interval = bootstrap(scores, func(score Score) float64 { return score.NDCG })
	return s
}

func number(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// resamplings is how often scores are drawn again; the same draws each time, so that figures can be compared.
const resamplings = 1000

func bootstrap[T any](scores []T, value func(T) float64) [2]float64 {
	random := rand.New(rand.NewPCG(1, 2))
	means := make([]float64, resamplings)
	for i := range means {
		for range scores {
			means[i] += value(scores[random.IntN(len(scores))])
		}
		means[i] /= float64(len(scores))
	}
	slices.Sort(means)
	return [2]float64{means[resamplings*25/1000], means[resamplings*975/1000]}
}

// Paired compares two rankings of the same queries: the mean gain of the first in nDCG and the share of sign flips that give
// as large a gain by chance (a two-sided randomisation test).
func Paired(a, b []Score) (gain, p float64) {
	differences := make([]float64, len(a))
	for i := range a {
		differences[i] = a[i].NDCG - b[i].NDCG
		gain += differences[i] / float64(len(a))
	}
	random := rand.New(rand.NewPCG(3, 4))
	extreme := 0
	for range 10 * resamplings {
		sum := 0.0
		for _, d := range differences {
			if random.IntN(2) == 0 {
				d = -d
			}
			sum += d
		}
		if math.Abs(sum)/float64(len(a)) >= math.Abs(gain)-1e-12 {
			extreme++
		}
	}
	return gain, float64(extreme) / (10 * resamplings)
}
