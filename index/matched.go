package index

import (
	"iter"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
)

// mostMatched is how many words a hit shows.
const mostMatched = 8

// stems are those of everything that the request leads to.
func (r *request) stems() map[string]bool {
	stems := map[string]bool{}
	for _, word := range r.content {
		for _, lead := range word.leads {
			for _, stem := range lead.stems {
				stems[stem] = true
			}
		}
	}
	return stems
}

// matched gives the words of an entry that answered the request, as they are written in the entry, in the order in which they
// come there, each once. A compound that matches whole is given whole.
func (x *Index) matched(e *entry, stems map[string]bool) []string {
	var words []string
	seen := map[string]bool{}
	for _, part := range e.texts() {
		for _, text := range part.texts {
			for group := range groups(x.french.words(text)) {
				for _, t := range x.matching(group, stems) {
					if word := string(t.Term); !seen[word] && len(words) < mostMatched {
						seen[word] = true
						words = append(words, strings.ReplaceAll(text[t.Start:t.End], string(softHyphen), ""))
					}
				}
			}
		}
	}
	return words
}

// matching gives what matches of one word as written: the whole compound, else those of its parts that do.
func (x *Index) matching(group analysis.TokenStream, stems map[string]bool) analysis.TokenStream {
	answers := func(t *analysis.Token) bool {
		word := string(t.Term)
		return !x.french.stop.words[word] && stems[x.french.stem.stem(word)]
	}
	whole := len(group) - 1
	if answers(group[whole]) {
		return group[whole:]
	}
	var parts analysis.TokenStream
	for _, t := range group[:whole] {
		if answers(t) {
			parts = append(parts, t)
		}
	}
	if whole > 0 && len(parts) == whole {
		return group[whole:]
	}
	return parts
}

// groups gives the tokens of one word as written at a time: the word, or the parts of a compound and then the whole.
func groups(tokens analysis.TokenStream) iter.Seq[analysis.TokenStream] {
	return func(yield func(analysis.TokenStream) bool) {
		for i := 0; i < len(tokens); {
			end := i + 1
			for end < len(tokens) && tokens[end].Position == tokens[i].Position {
				end++
			}
			if !yield(tokens[i:end]) {
				return
			}
			i = end
		}
	}
}
