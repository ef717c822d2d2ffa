package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	noBreak  = '\u00a0'
	ellipsis = "…"
	// unknown stands for a word in letters that the fonts do not have.
	unknown = '□'
	// longest is the most bytes of one text that are looked at: several times what a page holds.
	longest = 4_000
)

// Undrawable returns the letters of a text that the fonts of this room do not have, each once and in their order: on paper
// a word made of them is a small square. Symbols such as emoji are simply left out and not listed.
func Undrawable(text string) (string, error) {
	all, err := newFaces()
	if err != nil {
		return "", err
	}
	var missing strings.Builder
	for _, r := range norm.NFC.String(strings.ToValidUTF8(text, "")) {
		if all.drawn(r) == string(unknown) && r != unknown && !strings.ContainsRune(missing.String(), r) {
			missing.WriteRune(r)
		}
	}
	return missing.String(), nil
}

// clean makes a text fit for paper: one line of letters that the fonts have, single spaces, no break where French forbids
// one. Letters of other scripts become one square a word, symbols that the fonts lack disappear.
func (f *faces) clean(text string) string {
	if len(text) > longest {
		text = text[:longest]
	}
	clean, known := f.cleaned[text]
	if !known {
		clean = f.tidy(text)
		f.cleaned[text] = clean
	}
	return clean
}

func (f *faces) tidy(text string) string {
	var out []rune
	for _, r := range norm.NFC.String(strings.ToValidUTF8(text, "")) {
		for _, d := range f.drawn(r) {
			last := rune(' ')
			if len(out) > 0 {
				last = out[len(out)-1]
			}
			switch {
			case d == unknown && last == unknown, d == ' ' && (last == ' ' || last == noBreak):
			case d == noBreak && last == ' ' && len(out) > 0:
				out[len(out)-1] = noBreak
			case strings.ContainsRune(":;?!»%€", d) && last == ' ' && len(out) > 0:
				out[len(out)-1] = noBreak
				out = append(out, d)
			case d == ' ' && last == '«':
				out = append(out, noBreak)
			default:
				out = append(out, d)
			}
		}
	}
	return strings.Trim(string(out), " \u00a0")
}

// drawn is what stands on paper for a character: itself, a plainer form of it, a square, or nothing.
func (f *faces) drawn(r rune) string {
	switch {
	case r == noBreak, r == '\u202f', r == '\u2007':
		return string(noBreak)
	case unicode.IsSpace(r):
		return " "
	case r == '\u2011', r == '\u2010':
		return "-"
	case r == unicode.ReplacementChar, unicode.In(r, unicode.C, unicode.Variation_Selector):
		return ""
	case f.has(r):
		return string(r)
	}
	plain := strings.Map(func(part rune) rune {
		switch {
		case part == r, unicode.IsMark(part):
			return -1
		case f.has(part):
			return part
		}
		return unknown
	}, norm.NFKD.String(string(r)))
	switch {
	case plain != "":
		return plain
	case unicode.IsLetter(r), unicode.IsNumber(r):
		return string(unknown)
	}
	return ""
}

// wrap cuts a clean text into at most most lines of at most width mm; whole is false when something had to be left out, and
// the last line then ends in "…".
func (f *face) wrap(text string, size, width float64, most int) (lines []string, whole bool) {
	limit := width / (size * mmPerPoint)
	line, used := "", 0.0
	for word := range strings.SplitSeq(text, " ") {
		for n, piece := range f.pieces(word, limit) {
			long := f.width(piece, 1) / mmPerPoint
			space, _ := f.advance(' ')
			switch {
			case line == "":
				line, used = piece, long
			case n > 0 || used+space+long > limit: // the rest of a word too long for a line begins its own
				lines = append(lines, line)
				line, used = piece, long
			default:
				line, used = line+" "+piece, used+space+long
			}
			if len(lines) >= most && line != "" {
				lines[most-1] = f.shorten(lines[most-1], limit)
				return lines[:most], false
			}
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines, true
}

// balance sets the same lines again, as even as they can be.
func (f *face) balance(lines []string, text string, size float64, a area) []string {
	narrow, wide := a.width/float64(max(len(lines), 1)), a.width
	for wide-narrow > 0.5 {
		middle := (narrow + wide) / 2
		if even, whole := f.wrap(text, size, middle, len(lines)); whole {
			lines, wide = even, middle
		} else {
			narrow = middle
		}
	}
	return lines
}

// pieces cuts a word too long for a line, after a sign that addresses are made of where there is one.
func (f *face) pieces(word string, limit float64) []string {
	var pieces []string
	letters := []rune(word)
	start, after, used := 0, 0, 0.0
	for i := 0; i < len(letters); i++ {
		em, _ := f.advance(letters[i])
		if used+em > limit && i > start {
			if after <= start {
				after = i
			}
			pieces = append(pieces, string(letters[start:after]))
			start, used = after, 0
			i = after - 1
			continue
		}
		used += em
		if strings.ContainsRune("-/_.?&=+", letters[i]) && used > limit/2 {
			after = i + 1
		}
	}
	if start < len(letters) {
		pieces = append(pieces, string(letters[start:]))
	}
	return pieces
}

// shorten ends a line in "…" without making it longer than limit, in em, after a whole word where the last one is not most of
// the line.
func (f *face) shorten(line string, limit float64) string {
	const ends = " \u00a0,;:.–-(«"
	room := limit - f.width(ellipsis, 1)/mmPerPoint
	used, fits := 0.0, len(line)
	for at, r := range line {
		em, _ := f.advance(r)
		if used += em; used > room {
			fits = at
			break
		}
	}
	cut := line[:fits]
	if space := strings.LastIndexByte(cut, ' '); fits < len(line) && line[fits] != ' ' && space > fits/2 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, ends) + ellipsis
}
