package index

import "github.com/blevesearch/bleve/v2/analysis"

// french holds the parts of the French analysis. Entries and what people type go through the same parts, so that they meet.
type french struct {
	stop stopFilter
	stem stemFilter
	// weak are the stems of the words that count less, common those words as written.
	weak, common map[string]bool
}

func newFrench() *french {
	f := &french{stop: stopFilter{wordList(stopList)}, stem: newStemFilter(stemList), weak: map[string]bool{}, common: wordList(weakList)}
	for word := range f.common {
		f.weak[f.stem.stem(word)] = true
	}
	return f
}

// analyzer is the whole chain; each word counts `times` times, which gives a part of an entry its weight in the one field that
// is searched.
func (f *french) analyzer(times int) analysis.Analyzer {
	return &analysis.DefaultAnalyzer{
		Tokenizer:    tokenizer{},
		TokenFilters: []analysis.TokenFilter{elisionFilter{}, compoundFilter{}, foldFilter{}, f.stop, f.stem, repeatFilter{times}},
	}
}

// words cuts a text into folded words before the stop words are dropped and stems taken.
func (f *french) words(text string) analysis.TokenStream {
	return foldFilter{}.Filter(compoundFilter{}.Filter(elisionFilter{}.Filter(tokenizer{}.Tokenize([]byte(text)))))
}

// repeatFilter makes each word count several times.
type repeatFilter struct{ times int }

// Filter implements analysis.TokenFilter.
func (f repeatFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	if f.times < 2 {
		return tokens
	}
	out := make(analysis.TokenStream, 0, f.times*len(tokens))
	for range f.times {
		out = append(out, tokens...)
	}
	return out
}
