package index

import (
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// tokenizer cuts a text into words. A word is a run of letters, digits and accents; an apostrophe or a hyphen between two of
// them stays inside ("l'épicerie", "tiers-lieu", "Domb'Innov"), and so do the points of initials ("S.C.I.C."). Later filters
// take these words apart. Offsets are those of the text as given.
type tokenizer struct{}

// Tokenize implements analysis.Tokenizer.
func (tokenizer) Tokenize(text []byte) analysis.TokenStream {
	tokens := make(analysis.TokenStream, 0, 1+len(text)/6)
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if !starts(r) {
			at += size
			continue
		}
		end := wordEnd(text, at)
		tokens = append(tokens, &analysis.Token{Term: text[at:end:end], Start: at, End: end, Position: len(tokens) + 1, Type: analysis.AlphaNumeric})
		at = end
	}
	return tokens
}

// wordEnd is where the word that starts at start ends.
func wordEnd(text []byte, start int) int {
	piece := 0 // letters since the last joint
	at := start
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		switch {
		case wordRune(r):
			if !unicode.Is(unicode.Mn, r) {
				piece++
			}
		case joint(r) && wordStarts(text[at+size:]), r == '.' && piece == 1 && initial(text[at+size:]):
			piece = 0
		default:
			return at
		}
		at += size
	}
	return at
}

// starts reports whether a word may start with r: a letter or a digit.
func starts(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r)) && !apostrophe(r)
}

// wordRune reports whether r may stand inside a word: what starts one, an accent on its own, a soft hyphen.
func wordRune(r rune) bool { return starts(r) || unicode.Is(unicode.Mn, r) || r == softHyphen }

// wordStarts reports whether the text goes on with a letter or a digit.
func wordStarts(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return starts(r)
}

// initial reports whether the text goes on with one letter alone, as in "A.M.A.P".
func initial(text []byte) bool {
	r, size := utf8.DecodeRune(text)
	return unicode.IsLetter(r) && !wordStarts(text[size:])
}

// softHyphen shows nothing and is part of the word it cuts.
const softHyphen = '\u00ad'

// joint reports whether a sign joins the parts of one word.
func joint(r rune) bool { return apostrophe(r) || hyphen(r) }

// apostrophe lists the signs that phones and books use for one.
func apostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʹ', '′', '´', '`', '＇':
		return true
	}
	return false
}

func hyphen(r rune) bool {
	switch r {
	case '-', '\u2010', '\u2011', '\u2012', '–', '\u2212', '·', '•':
		return true
	}
	return false
}
