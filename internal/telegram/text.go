package telegram

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const zeroWidthJoiner = '\u200d'

// width is how many UTF-16 units a character takes: what Telegram counts in.
func width(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// units is the length of a text in UTF-16 units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += width(r)
	}
	return n
}

// cut shortens a text to at most limit UTF-16 units.
func cut(s string, limit int) string {
	return s[:fit(s, limit)]
}

// fit is the length in bytes of the longest beginning of s that takes at most limit UTF-16 units.
func fit(s string, limit int) int {
	if len(s) <= limit {
		return len(s) // a character never takes more units than bytes
	}
	n := 0
	for at, r := range s {
		n += width(r)
		if n > limit {
			return at
		}
	}
	return len(s)
}

// cutBytes shortens a text to at most limit bytes, whole characters only.
func cutBytes(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}

// cutRunes shortens a text to at most limit characters.
func cutRunes(s string, limit int) string {
	n := 0
	for at := range s {
		if n == limit {
			return s[:at]
		}
		n++
	}
	return s
}

// clean makes a text fit to be sent: valid UTF-8, no control character but the newline, none that turns the direction of
// reading, no space around.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\r', r >= '\u2028' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// cleanLine is clean for a text of one line.
func cleanLine(s string) string {
	return strings.Join(strings.FieldsFunc(clean(s), func(r rune) bool { return r == '\n' || r == ' ' }), " ")
}

// escape writes a text in Telegram's HTML, in which three characters have a meaning.
func escape(b *strings.Builder, s string) {
	start := 0
	for i := range len(s) {
		var entity string
		switch s[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		default:
			continue
		}
		b.WriteString(s[start:i])
		b.WriteString(entity)
		start = i + 1
	}
	b.WriteString(s[start:])
}

// prose is a text whose beginning, up to the byte bold, is bold.
type prose struct {
	text string
	bold int
}

// compose puts the title above the body.
func compose(title, body string) prose {
	title, body = cleanLine(title), clean(body)
	switch {
	case title == "":
		return prose{text: body}
	case body == "":
		return prose{text: title, bold: len(title)}
	}
	return prose{text: title + "\n\n" + body, bold: len(title)}
}

// html writes a stretch of the prose.
func (p prose) html(s span) string {
	var b strings.Builder
	b.Grow(s.end - s.start + 16)
	plain := s.start
	if s.start < p.bold {
		plain = min(p.bold, s.end)
		b.WriteString("<b>")
		escape(&b, p.text[s.start:plain])
		b.WriteString("</b>")
	}
	escape(&b, p.text[plain:s.end])
	return b.String()
}

// pages writes the prose as HTML in pages of the size of a message, the first of at most first UTF-16 units. Limits count what
// people see: tags and entities are written after the cutting, so none can be cut.
func (p prose) pages(first int) []string {
	spans := split(p.text, first, maxText)
	pages := make([]string, len(spans))
	for i, s := range spans {
		pages[i] = p.html(s)
	}
	return pages
}

// span is a stretch of a text, in bytes.
type span struct {
	start, end int
}

// split cuts a text into stretches without spaces around: between paragraphs, else between lines, else between words, else
// between characters that do not belong together.
func split(s string, first, limit int) []span {
	var spans []span
	at, room := 0, first
	for {
		at += len(s[at:]) - len(strings.TrimLeftFunc(s[at:], unicode.IsSpace))
		if at == len(s) {
			return spans
		}
		n := fit(s[at:], room)
		if at+n < len(s) {
			n = breakBefore(s[at:], n)
		}
		end := at + len(strings.TrimRightFunc(s[at:at+n], unicode.IsSpace))
		if end > at {
			spans = append(spans, span{at, end})
		}
		at += n
		room = limit
	}
}

// breakBefore chooses where to cut s, at n bytes or somewhat before.
func breakBefore(s string, n int) int {
	page, least := s[:n], n/3
	for _, mark := range []string{"\n\n", "\n", " "} {
		if at := strings.LastIndex(page, mark); at > least {
			return at
		}
	}
	if s[n] == ' ' || s[n] == '\n' {
		return n
	}
	at := n
	for range 32 {
		next, _ := utf8.DecodeRuneInString(s[at:])
		before, size := utf8.DecodeLastRuneInString(s[:at])
		if !sticks(before, next) {
			return at
		}
		if at-size <= least {
			break
		}
		at -= size
	}
	return n
}

// sticks says whether two characters are drawn as one, such as a letter and its accent or the parts of an emoji.
func sticks(before, next rune) bool {
	return before == zeroWidthJoiner || next == zeroWidthJoiner ||
		unicode.In(next, unicode.Mn, unicode.Me) || next >= 0x1F3FB && next <= 0x1F3FF
}
