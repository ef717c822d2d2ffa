package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"golang.org/x/text/unicode/norm"
)

// foldFilter writes words in small letters without accents, whatever their length: "Épicerie" and "epicerie" meet, "cœur" is
// "coeur". It changes terms only: offsets stay those of the text, so that highlights fall on the words as written.
type foldFilter struct{}

// Filter implements analysis.TokenFilter.
func (foldFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	for _, t := range tokens {
		t.Term = foldTerm(t.Term)
	}
	return tokens
}

// foldTerm folds one term; plain small letters are returned as they are.
func foldTerm(term []byte) []byte {
	plain := true
	for _, b := range term {
		if b >= utf8.RuneSelf || b >= 'A' && b <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return term
	}
	return []byte(fold(string(term)))
}

// fold writes a text in small letters without accents, ligatures opened, every apostrophe as "'" and every hyphen as "-".
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		foldRune(&b, r)
	}
	return b.String()
}

func foldRune(b *strings.Builder, r rune) {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		} else if r == '`' {
			r = '\''
		}
		b.WriteByte(byte(r))
		return
	}
	switch r {
	case 'à', 'â', 'ä', 'á', 'ã', 'å', 'À', 'Â', 'Ä', 'Á', 'Ã', 'Å':
		b.WriteByte('a')
	case 'é', 'è', 'ê', 'ë', 'É', 'È', 'Ê', 'Ë':
		b.WriteByte('e')
	case 'î', 'ï', 'í', 'ì', 'Î', 'Ï', 'Í', 'Ì':
		b.WriteByte('i')
	case 'ô', 'ö', 'ó', 'ò', 'õ', 'ø', 'Ô', 'Ö', 'Ó', 'Ò', 'Õ', 'Ø':
		b.WriteByte('o')
	case 'û', 'ù', 'ü', 'ú', 'Û', 'Ù', 'Ü', 'Ú':
		b.WriteByte('u')
	case 'ç', 'Ç':
		b.WriteByte('c')
	case 'œ', 'Œ':
		b.WriteString("oe")
	case 'æ', 'Æ':
		b.WriteString("ae")
	case softHyphen:
	default:
		foldRare(b, r)
	}
}

// foldRare folds what French hardly writes: other scripts, wide letters, combining accents.
func foldRare(b *strings.Builder, r rune) {
	switch {
	case apostrophe(r):
		b.WriteByte('\'')
	case hyphen(r):
		b.WriteByte('-')
	case r == 'ß':
		b.WriteString("ss")
	case r == 'ł', r == 'Ł':
		b.WriteByte('l')
	case unicode.Is(unicode.Mn, r):
	default:
		small := unicode.ToLower(r)
		if parts := norm.NFKD.String(string(small)); parts != string(r) {
			for _, part := range parts { // each may be folded further: "ǽ" is "æ" and an accent
				foldRune(b, part)
			}
			return
		}
		b.WriteRune(r)
	}
}

// key keeps the letters and digits alone, folded: "Domb'Innov", "domb innov" and "DOMBINNOV" have the same key. A plus stays:
// "Impact+" is a name, "impact" a word.
func key(s string) string {
	var b strings.Builder
	for _, r := range fold(s) {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || r == '+' {
			b.WriteRune(r)
		}
	}
	return b.String()
}
