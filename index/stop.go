package index

import (
	_ "embed" // the lists of words
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
)

//go:embed words/stop.txt
var stopList string

//go:embed words/weak.txt
var weakList string

//go:embed words/stems.txt
var stemList string

// wordList reads a list: words between blanks, comments after "#"; each is folded, so that the lists may be written in good
// French.
func wordList(text string) map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		for _, word := range strings.Fields(line) {
			words[fold(word)] = true
		}
	}
	return words
}

// stopFilter drops the words that say nothing of what is looked for: articles, prepositions, auxiliaries, greetings and the
// words of questions. It works on folded terms.
type stopFilter struct{ words map[string]bool }

// Filter implements analysis.TokenFilter.
func (f stopFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	kept := tokens[:0]
	for _, t := range tokens {
		if !f.words[string(t.Term)] {
			kept = append(kept, t)
		}
	}
	return kept
}
