package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jalon/internal/geo"
)

// What is read of a text: the rest is ignored, so that the work is bounded.
const (
	maxText   = 2400 // bytes
	maxTokens = 240
)

// separation tells what stands between a token and the one before; the larger, the more it separates.
type separation uint8

const (
	joined separation = iota // nothing: "10km"
	apostrophe
	hyphen
	blank
	slash
	bracket // an opening or closing one
	comma
	stop // the end of a sentence, a colon, a new line
)

// token is a word or a number of a sentence.
type token struct {
	start, end int        // byte offsets in the text
	raw        string     // lower case, accents kept
	word       string     // folded: lower case, no accents
	before     separation // what separates it from the token before
	capital    bool       // written with a capital that means something: not the first of a sentence, not a text in capitals
	title      bool       // begins with a capital, wherever it stands
	number     int        // its value, when it is written in digits; else -1
	// What the language says of it; see [language.annotate].
	verbs     []reading // the verbs of which it may be a form
	class     class     // what sort of word it is
	known     bool      // an everyday French word, a word of the lexicon or a number
	names     []int32   // the words of the lexicon that it may stand for
	rewritten bool      // shorthand in full, or an elision cut though no apostrophe was typed
	fixed     bool      // a typing error was supposed: names are those of the word meant
}

// is reports whether the token is one of the folded words.
func (t *token) is(words ...string) bool {
	for _, w := range words {
		if t.word == w {
			return true
		}
	}
	return false
}

// digits reports whether the token is written in digits.
func (t *token) digits() bool { return t.number >= 0 }

// tokenise cuts a text into words and numbers.
func tokenise(text string) []token {
	text = text[:min(len(text), maxText)]
	shouted := shouts(text)
	tokens := make([]token, 0, len(text)/5+4)
	gap, sentence := stop, true
	for i := 0; i < len(text) && len(tokens) < maxTokens; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if plus, found := plusSign(text, i, tokens); found {
			plus.before = blank
			tokens = append(tokens, plus)
			gap, i = blank, i+1
			continue
		}
		if !wordRune(r) {
			if s := separates(text, i, r, size); s > gap {
				gap = s
			}
			i += size
			continue
		}
		end := wordEnd(text, i)
		t := newToken(text, i, end)
		t.before = gap
		if gap == stop {
			sentence = true
		}
		t.capital = t.title && !sentence && !shouted
		if t.word != "" {
			tokens = append(tokens, t)
			gap, sentence = joined, false
		}
		i = end
	}
	return acronyms(text, tokens)
}

// newToken makes the token of the bytes from start to end.
func newToken(text string, start, end int) token {
	written := text[start:end]
	t := token{start: start, end: end, raw: lower(written), word: geo.Fold(written), number: -1}
	first, _ := utf8.DecodeRuneInString(written)
	t.title = unicode.IsUpper(first)
	if n, ok := digitsValue(t.word); ok {
		t.number = n
	}
	return t
}

// wordRune reports whether r is part of a word: a letter, a digit or an accent written apart.
func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)) && (r < 0x2B0 || r > 0x2FF)
}

// wordEnd returns the end of the word that begins at start. Digits and the letters after them are two words ("10km"),
// except in the numbers of the departments of Corsica.
func wordEnd(text string, start int) int {
	first, size := utf8.DecodeRuneInString(text[start:])
	numeric := unicode.IsDigit(first)
	end := start + size
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !wordRune(r) {
			break
		}
		if numeric && !unicode.IsDigit(r) {
			if corsica(text[start:end], r) {
				if next, _ := utf8.DecodeRuneInString(text[end+n:]); !wordRune(next) || end+n == len(text) {
					return end + n
				}
			}
			break
		}
		end += n
	}
	return end
}

func corsica(digits string, r rune) bool {
	return (digits == "2" || digits == "02") && (r == 'a' || r == 'A' || r == 'b' || r == 'B')
}

// plusSign reads a "+" that stands for a word: "que" or "de" after it, "plus"; else "et". Between two numbers it is a sum.
func plusSign(text string, i int, tokens []token) (token, bool) {
	if text[i] != '+' || i == 0 || i+2 >= len(text) || text[i-1] != ' ' || text[i+1] != ' ' || len(tokens) == 0 {
		return token{}, false
	}
	next := strings.TrimLeft(text[i+1:], " ")
	if next == "" || tokens[len(tokens)-1].digits() && next[0] >= '0' && next[0] <= '9' {
		return token{}, false
	}
	t := newToken(text, i, i+1)
	t.word = "et"
	for _, begin := range [...]string{"que ", "qu'", "ke ", "de ", "d'"} {
		if strings.HasPrefix(next, begin) {
			t.word = "plus"
		}
	}
	t.raw = t.word
	return t, true
}

// separates tells how much the character at i separates words.
func separates(text string, i int, r rune, size int) separation {
	switch r {
	case '\'', '’', 'ʼ', '`', '´', '‘', '＇':
		return apostrophe
	case '-', '‐', '‑', '_':
		return hyphen
	case '/', '\\', '|', '+', '&':
		return slash
	case ',', '…':
		return comma
	case '(', ')', '[', ']', '{', '}', '"', '«', '»', '“', '”':
		return bracket
	case '!', '?', ';', ':', '\n', '\r', '。':
		return stop
	case '–', '—':
		return comma
	case '.':
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		if wordRune(next) && i+size < len(text) {
			return blank // "c.a.e", "st.etienne", "4.5"
		}
		return stop
	}
	return blank
}

// shouts reports whether a text of several letters is written in capitals throughout, so that they mean nothing.
func shouts(text string) bool {
	upper := 0
	for _, r := range text {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsUpper(r):
			upper++
		}
	}
	return upper > 1
}

// lower puts a word in lower case, accents kept.
func lower(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	out := make([]byte, 0, len(s))
	for _, r := range s {
		out = utf8.AppendRune(out, unicode.ToLower(r))
	}
	return string(out)
}

// digitsValue is the value of a word of one to nine digits.
func digitsValue(word string) (int, bool) {
	if word == "" || len(word) > 9 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(word); i++ {
		if word[i] < '0' || word[i] > '9' {
			return 0, false
		}
		n = 10*n + int(word[i]-'0')
	}
	return n, true
}

// acronyms joins letters written with points: "S.C.I.C" is one word.
func acronyms(text string, tokens []token) []token {
	out := tokens[:0]
	for i := 0; i < len(tokens); {
		end := i + 1
		for end < len(tokens) && letter(&tokens[end-1]) && letter(&tokens[end]) && text[tokens[end-1].end] == '.' && tokens[end].start == tokens[end-1].end+1 {
			end++
		}
		t := tokens[i]
		if end-i >= 3 {
			word := make([]byte, 0, end-i)
			for _, part := range tokens[i:end] {
				word = append(word, part.word...)
			}
			t.word, t.raw, t.end = string(word), string(word), tokens[end-1].end
			out = append(out, t)
		} else {
			out = append(out, t)
			end = i + 1
		}
		i = end
	}
	return out
}

func letter(t *token) bool { return len(t.word) == 1 && t.end == t.start+1 && t.number < 0 }
