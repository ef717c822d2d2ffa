package understand

import (
	"math/bits"
	"slices"
)

// Words shorter than these are taken as typed, or allowed one typing error only.
const (
	minOneFault  = 5
	minTwoFaults = 9
	maxWord      = 40
	maxCorrected = 12 // unknown words corrected in one sentence
)

// speller finds the word of the lexicon that a mistyped word means.
type speller struct {
	words []spelt // sorted by length
	first [maxWord + 2]int
}

type spelt struct {
	word    string
	letters uint32
}

func newSpeller(words []string) *speller {
	s := &speller{}
	for _, w := range words {
		if len(w) >= 4 && len(w) < maxWord && !hasDigit(w) {
			s.words = append(s.words, spelt{w, letters(w)})
		}
	}
	slices.SortStableFunc(s.words, func(a, b spelt) int { return len(a.word) - len(b.word) })
	n := 0
	for size := range s.first {
		for n < len(s.words) && len(s.words[n].word) < size {
			n++
		}
		s.first[size] = n
	}
	return s
}

// letters is the set of letters of a word.
func letters(w string) uint32 {
	var set uint32
	for i := 0; i < len(w); i++ {
		if 'a' <= w[i] && w[i] <= 'z' {
			set |= 1 << (w[i] - 'a')
		}
	}
	return set
}

func hasDigit(w string) bool {
	for i := 0; i < len(w); i++ {
		if '0' <= w[i] && w[i] <= '9' {
			return true
		}
	}
	return false
}

// faults is how many typing errors a word of that length may have.
func faults(size int) int {
	switch {
	case size >= minTwoFaults:
		return 2
	case size >= minOneFault:
		return 1
	}
	return 0
}

// correct returns the word that word was meant to be; "" when there is none, or when two are as near.
func (s *speller) correct(word string) string {
	limit := faults(len(word))
	if limit == 0 || len(word) >= maxWord || hasDigit(word) {
		return ""
	}
	set := letters(word)
	best, distance, tie := "", limit+1, false
	for i := s.first[max(len(word)-limit, 0)]; i < s.first[min(len(word)+limit, maxWord)+1]; i++ {
		w := &s.words[i]
		if bits.OnesCount32(w.letters^set) > 2*limit {
			continue
		}
		d := damerau(word, w.word, min(limit, distance))
		if d > faults(max(len(w.word), len(word)-1)) || d > 1 && w.word[0] != word[0] {
			continue
		}
		switch {
		case d < distance:
			best, distance, tie = w.word, d, false
		case d == distance && w.word != best:
			tie = tie || !related(best, w.word)
		}
	}
	if tie || distance > limit {
		return ""
	}
	return best
}

// related reports whether two words are forms of one: "recycler", "recyclerie".
func related(a, b string) bool {
	n := min(len(a), len(b))
	same := 0
	for same < n && a[same] == b[same] {
		same++
	}
	return same >= 4 && same >= n-2
}

// damerau counts the letters added, missing, changed or swapped between two words, up to limit; beyond, limit+1.
func damerau(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit || len(a) > maxWord || len(b) > maxWord {
		return limit + 1
	}
	var rows [3][maxWord + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := last[j-1]
			if a[i-1] != b[j-1] {
				cost++
			}
			cost = min(cost, row[j-1]+1, last[j]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cost = min(cost, before[j-2]+1)
			}
			row[j] = cost
			least = min(least, cost)
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}
