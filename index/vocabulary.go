package index

import (
	"cmp"
	"slices"
	"strings"
)

// vocabulary is the words of the base as written (folded), with the number of entries that hold each; words that only the
// synonyms and the lexicon know hold none.
type vocabulary struct {
	// words are sorted, with the same order in count.
	words []string
	count []int32
	at    map[string]int32
	// stems are those that the index holds, with the number of entries.
	stems map[string]int32
	// near finds words by what is left when letters are taken out; see spelling.go.
	near []uint64
	// heard gives words by their sound; see sound.go.
	heard    map[string][]int32
	listener listener
}

// tally counts words while entries are read.
type tally struct {
	words, stems map[string]*count
}

type count struct {
	entries, last int32
}

func newTally() *tally { return &tally{map[string]*count{}, map[string]*count{}} }

// knows makes a word known without any entry that holds it.
func (t *tally) knows(word string) { bump(t.words, word, nowhere) }

// add counts a word and its stem once for an entry.
func (t *tally) add(word, stem string, entry int32) {
	bump(t.words, word, entry)
	bump(t.stems, stem, entry)
}

const nowhere = -1

func bump(m map[string]*count, word string, entry int32) {
	c := m[word]
	if c == nil {
		c = &count{last: nowhere}
		m[word] = c
	}
	if entry != c.last {
		c.entries++
		c.last = entry
	}
}

// vocabulary sorts what was counted and prepares the spelling.
func (t *tally) vocabulary() *vocabulary {
	v := &vocabulary{words: make([]string, 0, len(t.words)), count: make([]int32, len(t.words)), at: make(map[string]int32, len(t.words)), stems: make(map[string]int32, len(t.stems))}
	for word := range t.words {
		v.words = append(v.words, word)
	}
	slices.Sort(v.words)
	for i, word := range v.words {
		v.count[i] = t.words[word].entries
		v.at[word] = int32(i)
	}
	for stem, c := range t.stems {
		v.stems[stem] = c.entries
	}
	v.near = deletions(v.words)
	v.heard, v.listener = make(map[string][]int32, len(v.words)), newListener()
	for i, word := range v.words {
		if s := v.listener.sound(word); len(word) >= shortest && s != "" {
			v.heard[s] = append(v.heard[s], int32(i))
		}
	}
	return v
}

// known reports whether a word, or another form of it, is in the vocabulary.
func (v *vocabulary) known(word, stem string) bool {
	if _, found := v.at[word]; found {
		return true
	}
	_, found := v.stems[stem]
	return found
}

// starting gives the words of the base that start with a prefix, those of most entries first.
func (v *vocabulary) starting(prefix string, limit int) []string {
	first, _ := slices.BinarySearch(v.words, prefix)
	var found []int
	for i := first; i < len(v.words) && strings.HasPrefix(v.words[i], prefix); i++ {
		if v.count[i] > 0 && len(v.words[i]) > len(prefix) {
			found = append(found, i)
		}
	}
	slices.SortFunc(found, func(a, b int) int { return cmp.Or(cmp.Compare(v.count[b], v.count[a]), cmp.Compare(a, b)) })
	words := make([]string, 0, limit)
	for _, i := range found[:min(limit, len(found))] {
		words = append(words, v.words[i])
	}
	return words
}
