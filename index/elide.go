package index

import (
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// elisionFilter takes elided words off the front of a word: "l'épicerie" is "épicerie", "jusqu’à" is "à", "qu'on" is "on".
// "aujourd'hui" stays whole. The offsets move with the word, so that highlights leave the article out.
type elisionFilter struct{}

// Filter implements analysis.TokenFilter.
func (elisionFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	for _, t := range tokens {
		for {
			cut := elided(t.Term)
			if cut == 0 {
				break
			}
			t.Term = t.Term[cut:]
			t.Start += cut
		}
	}
	return tokens
}

// elided is the length of the elided word and its apostrophe at the start of a term, 0 when there is none.
func elided(term []byte) int {
	for at := 0; at < len(term) && at <= len("quelqu"); {
		r, size := utf8.DecodeRune(term[at:])
		if apostrophe(r) {
			if rest := term[at+size:]; elides(string(foldTerm(term[:at]))) && len(rest) > 0 {
				return at + size
			}
			return 0
		}
		if r > unicodeLatin {
			return 0
		}
		at += size
	}
	return 0
}

// unicodeLatin is the last letter that French uses inside elided words.
const unicodeLatin = 'ſ'

// elides reports whether a word loses its last vowel before another and then says nothing of its own.
func elides(word string) bool {
	switch word {
	case "l", "d", "j", "m", "t", "s", "n", "c", "z", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu":
		return true
	}
	return false
}
