package index

import (
	"cmp"
	"slices"
)

// Words shorter than shortest are never corrected; words of at least long letters may have two faults.
const (
	shortest = 4
	long     = 8
	// deepest is the length of the start of a word that deletions look at; the rest is compared afterwards.
	deepest = 9
)

// faults is the number of typing errors forgiven to a word: a letter missing, too many, wrong, or two neighbours swapped.
func faults(length int) int {
	switch {
	case length < shortest:
		return 0
	case length < long:
		return 1
	}
	return 2
}

// deletions is the index of spellings: for each word, what is left of its start when up to two letters are taken out, as
// hash<<32 | number of the word, sorted. Two spellings that differ by few faults share such a remainder, so that a lookup
// reads a handful of words and never the whole vocabulary.
func deletions(words []string) []uint64 {
	list := make([]uint64, 0, 24*len(words))
	var rests []uint32
	for i, word := range words {
		if len(word) < shortest-1 || !small(word) {
			continue
		}
		// A word two letters shorter than a long one may be meant by it.
		rests = remainders(rests[:0], word, faults(len(word)+2))
		for _, hash := range rests {
			list = append(list, uint64(hash)<<32|uint64(i))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// remainders hashes what is left of the start of a word when up to depth letters are taken out.
func remainders(to []uint32, word string, depth int) []uint32 {
	start := []byte(word[:min(len(word), deepest)])
	to = append(to, hashSkipping(start, -1, -1))
	if depth > 0 {
		for i := range start {
			to = append(to, hashSkipping(start, i, -1))
			for j := i + 1; depth > 1 && j < len(start); j++ {
				to = append(to, hashSkipping(start, i, j))
			}
		}
	}
	slices.Sort(to)
	return slices.Compact(to)
}

// hashSkipping is FNV-1a of a word without its letters i and j.
func hashSkipping(word []byte, i, j int) uint32 {
	h := uint32(2166136261)
	for k, b := range word {
		if k != i && k != j {
			h = (h ^ uint32(b)) * 16777619
		}
	}
	return h
}

// spelling is a word of the vocabulary that a mistyped one may mean.
type spelling struct {
	word     string
	distance int
	count    int32
}

// nearest gives the words of the vocabulary that a mistyped word may mean, the likeliest first, at most limit and all at the
// same distance: the fewest faults, then the word of most entries.
func (v *vocabulary) nearest(word string, limit int) []spelling {
	allowed := faults(len(word))
	if allowed == 0 || !small(word) {
		return nil
	}
	var found []spelling
	seen := map[uint32]bool{}
	for _, hash := range remainders(nil, word, allowed) {
		at, _ := slices.BinarySearch(v.near, uint64(hash)<<32)
		for ; at < len(v.near) && uint32(v.near[at]>>32) == hash; at++ {
			number := uint32(v.near[at])
			if seen[number] {
				continue
			}
			seen[number] = true
			candidate := v.words[number]
			if d := distance(word, candidate, allowed); d <= allowed {
				found = append(found, spelling{candidate, d, v.count[number]})
			}
		}
	}
	slices.SortFunc(found, func(a, b spelling) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(other(a.word[0], word[0]), other(b.word[0], word[0])),
			cmp.Compare(b.count, a.count), cmp.Compare(a.word, b.word))
	})
	for i := range found {
		if i == limit || found[i].distance > found[0].distance {
			return found[:i]
		}
	}
	return found
}

// meant gives the words that a mistyped one may stand for: one fault away, else those that sound the same, else two faults
// away.
func (v *vocabulary) meant(word string, limit int) []spelling {
	near := v.nearest(word, limit)
	if len(near) > 0 && near[0].distance == 1 || len(word) < shortest {
		return near
	}
	var same []spelling
	for _, at := range v.heard[v.listener.sound(word)] {
		same = append(same, spelling{v.words[at], 1, v.count[at]})
	}
	if len(same) == 0 {
		return near
	}
	slices.SortFunc(same, func(a, b spelling) int { return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.word, b.word)) })
	return same[:min(limit, len(same))]
}

// other is 0 for the same letter and 1 for another: people seldom miss the first.
func other(a, b byte) int {
	if a == b {
		return 0
	}
	return 1
}

// distance counts the faults between two words: a letter missing, too many or wrong, or two neighbours swapped, each one
// fault. Beyond most it gives most+1.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most || len(a) > maxLetters || len(b) > maxLetters {
		return most + 1
	}
	var rows [3][maxLetters + 1]int
	before, above, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+other(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}

// maxLetters is the length of the longest word that is compared with others.
const maxLetters = 40
