package index

import (
	"cmp"
	"slices"
)

// When nothing answers a request, words that look enough like its own are tried: alike is the least likeness, 0 to 1, and
// mostAlike how many are tried for a word.
const (
	alike     = 0.4
	mostAlike = 4
)

// resemble gives the words of a request that lead nowhere the words of the base that look like them, and reports whether there
// are any.
func (x *Index) resemble(r *request) bool {
	found := false
	for _, t := range r.content {
		if x.french.common[t.word] {
			continue
		}
		for _, s := range x.vocabulary.alike(t.word) {
			t.lead(alternative{stems: []string{x.french.stem.stem(s.word)}, weight: s.likeness})
			found = true
		}
	}
	return found
}

// likeness is a word of the base and how much it looks like another.
type likeness struct {
	word     string
	likeness float64
}

// alike gives the words of the base that share the most runs of three letters with a word.
func (v *vocabulary) alike(word string) []likeness {
	runs := trigrams(word)
	if len(runs) < shortest {
		return nil
	}
	var found []likeness
	for i, candidate := range v.words {
		if v.count[i] == 0 || len(candidate) > 2*len(word) || len(word) > 2*len(candidate) {
			continue
		}
		if l := shared(runs, trigrams(candidate)); l >= alike {
			found = append(found, likeness{candidate, l})
		}
	}
	slices.SortFunc(found, func(a, b likeness) int {
		return cmp.Or(cmp.Compare(b.likeness, a.likeness), cmp.Compare(a.word, b.word))
	})
	return found[:min(len(found), mostAlike)]
}

// trigrams are the runs of three letters of a word, its start marked by two blanks, so that first letters weigh more.
func trigrams(word string) []uint32 {
	runs := make([]uint32, 0, len(word))
	last := uint32(' ')<<8 | ' '
	for i := range len(word) {
		last = (last<<8 | uint32(word[i])) & 0xffffff
		runs = append(runs, last)
	}
	return runs
}

// shared is the share of runs that two words have in common, 0 to 1.
func shared(a, b []uint32) float64 {
	n := 0
	for _, run := range a {
		if slices.Contains(b, run) {
			n++
		}
	}
	return 2 * float64(n) / float64(len(a)+len(b))
}

// around scores the entries that act near the place, for a request of which nothing else is understood.
func (x *Index) around(r *ranking, q *Query) {
	if len(q.Near) == 0 {
		return
	}
	for i := range x.entries {
		if e := &x.entries[i]; r.near[i] > everywhere && e.kind == TypeActor {
			r.total[i] = r.near[i] * push(e, q)
		}
	}
}
