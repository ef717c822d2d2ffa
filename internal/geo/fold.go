package geo

import (
	"unicode"
	"unicode/utf8"
)

// latin gives, for the letters U+00C0 to U+017F in order, their plain lower-case form; "-" marks the two
// signs × and ÷ and stands for a space. Forms of several letters are in [ligature].
const latin = "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnn" +
	"oooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// Fold reduces a text to what matters when names are compared: lower case, no accents, œ and æ in two
// letters, one space between words whatever separated them, "st", "ste" and "s/" in full (saint, sainte,
// sur). Folding twice changes nothing.
func Fold(s string) string {
	return string(appendFold(make([]byte, 0, len(s)+8), s))
}

// appendFold appends the folded form of s to dst.
func appendFold(dst []byte, s string) []byte {
	start, word := len(dst), len(dst)
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			dst = append(dst, byte(r))
			continue
		case 'A' <= r && r <= 'Z':
			dst = append(dst, byte(r)+'a'-'A')
			continue
		case r >= utf8.RuneSelf:
			if next, kept := appendLetter(dst, r); kept {
				dst = next
				continue
			}
		}
		dst = endWord(dst, start, word, r)
		word = len(dst)
	}
	dst = endWord(dst, start, word, 0)
	if len(dst) > start && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// appendLetter appends the plain form of a letter or digit beyond ASCII; kept is false when r separates
// words instead. Accents written apart vanish.
func appendLetter(dst []byte, r rune) (_ []byte, kept bool) {
	switch {
	case 0xC0 <= r && r <= 0x17F:
		if pair := ligature(r); pair != "" {
			return append(dst, pair...), true
		}
		plain := latin[r-0xC0]
		if plain == '-' {
			return dst, false
		}
		return append(dst, plain), true
	case 0x300 <= r && r <= 0x36F:
		return dst, true
	case r == 'ᵉ':
		return append(dst, 'e'), true
	case r == utf8.RuneError || 0x2B0 <= r && r <= 0x2FF: // the latter are apostrophes and the like
		return dst, false
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return utf8.AppendRune(dst, unicode.ToLower(r)), true
	}
	return dst, false
}

// ligature gives the letters of which r is made, when it stands for several.
func ligature(r rune) string {
	switch r {
	case 'Æ', 'æ':
		return "ae"
	case 'Œ', 'œ':
		return "oe"
	case 'ß':
		return "ss"
	case 'Þ', 'þ':
		return "th"
	case 'Ĳ', 'ĳ':
		return "ij"
	}
	return ""
}

// endWord closes the word that starts at word, writes it in full when it is a known abbreviation, and adds
// a space. The text being folded starts at start; by is the character that ended the word.
func endWord(dst []byte, start, word int, by rune) []byte {
	switch string(dst[word:]) {
	case "":
		return dst
	case "st":
		dst = append(dst[:word], "saint"...)
	case "ste":
		dst = append(dst[:word], "sainte"...)
	case "sts":
		dst = append(dst[:word], "saints"...)
	case "stes":
		dst = append(dst[:word], "saintes"...)
	case "s":
		if by == '/' && word > start {
			dst = append(dst[:word], "sur"...)
		}
	}
	return append(dst, ' ')
}
