package sheet

import (
	"net/url"
	"slices"
	"strings"
)

// layout turns the texts of a sheet into measured blocks.
type layout struct {
	*faces
	sheet Sheet
	code  *placedCode
}

// The head of a sheet, in mm.
const (
	codeSide = 32.0 // the QR code, without its quiet zone
	codeGap  = 9.0  // between the texts and the code's column: more than a quiet zone
	// mostLabel is the widest column of labels.
	mostLabel = 44.0
	// maxAnswers bounds the head: with two lines an answer, the rest of the page keeps more than a third.
	maxAnswers = 9
)

// head is the title, the answers, and beside them the column of the QR code, whose square the page draws.
func (l layout) head() block {
	width := sheetWidth
	if l.code != nil || l.sheet.Code != "" {
		width -= codeSide + codeGap
	}
	var texts block
	for _, part := range []struct {
		text string
		most int
		gap  float64
		style
	}{
		{l.sheet.Title, 2, 1.2, style{bold, 21, 1.15, accent()}},
		{l.sheet.Subtitle, 2, 0.8, style{bold, 12, 1.25, black()}},
		{l.sheet.Date, 1, 0, style{regular, 9.5, 1.3, soft()}},
	} {
		if lines, _ := l.paragraph(part.text, part.style, area{width: width, most: part.most}); lines.height > 0 {
			texts.add(lines, 0)
			texts.gap(part.gap)
		}
	}
	if answers := l.answers(width); answers.height > 0 {
		texts.gap(3)
		texts.add(answers, 0)
	}
	column := l.column()
	texts.put(column, sheetWidth-codeSide, 0)
	texts.height = max(texts.height, column.height) + 1.5
	return texts
}

// answers is a table: what was asked, what was said.
func (l layout) answers(width float64) block {
	label, text := style{regular, 9.5, 1.36, soft()}, style{bold, 9.5, 1.36, black()}
	var b block
	shown := l.sheet.Answers[:min(len(l.sheet.Answers), maxAnswers)]
	const gap = 5
	labelWidth := 0.0
	for _, a := range shown {
		labelWidth = max(labelWidth, min(l.face[label.weight].width(l.clean(a.Label), label.size)+gap, mostLabel))
	}
	for i, a := range shown {
		name, _ := l.paragraph(a.Label, label, area{width: labelWidth - gap + 0.1, most: 2})
		said, _ := l.paragraph(a.Text, text, area{width: width - labelWidth, most: 2})
		b.put(name, 0, b.height)
		b.put(said, labelWidth, b.height)
		b.height += max(name.height, said.height)
		if left := len(l.sheet.Answers) - len(shown); i == len(shown)-1 && left > 0 {
			b.add(l.more(left, text), 0)
		}
	}
	return b
}

// column is what stands under the QR code: how to type the link instead.
func (l layout) column() block {
	var b block
	if l.code != nil {
		b.gap(codeSide + l.code.quiet())
	}
	if l.sheet.Code != "" {
		label, _ := l.paragraph(l.sheet.CodeLabel, style{regular, 8, 1.25, soft()}, area{width: codeSide, most: 4})
		b.add(label, 0)
		b.gap(0.6)
		code, _ := l.paragraph(l.sheet.Code, style{bold, 10.5, 1.25, black()}, area{width: codeSide, most: 4})
		b.add(code, 0)
		b.gap(0.8)
	}
	link, _ := l.paragraph(shown(l.sheet.Link), style{regular, 6.5, 1.25, soft()}, area{width: codeSide, most: 5})
	b.add(link, 0)
	return b
}

// foot is the sources and the closing words.
func (l layout) foot() block {
	small := style{regular, 7.5, 1.3, soft()}
	var b block
	b.gap(3)
	b.rule(sheetWidth, 0.2, pale())
	b.gap(1.6)
	var sources string
	for i, source := range l.sheet.Sources {
		if i > 0 {
			sources += " ; "
		}
		sources += shown(source)
	}
	if sources != "" {
		if l.sheet.SourcesLabel != "" {
			sources = l.sheet.SourcesLabel + " : " + sources
		}
		lines, _ := l.paragraph(sources, small, area{width: sheetWidth, most: 4})
		b.add(lines, 0)
		b.gap(0.8)
	}
	lines, _ := l.paragraph(l.sheet.Footer, small, area{width: sheetWidth, most: 3})
	b.add(lines, 0)
	return b
}

// density is how large the letters of the body are.
type density struct{ scale float64 }

func (d density) size(points float64) float64 { return points * d.scale }

// white is how large a gap of mm is: it shrinks sooner than letters do.
func (d density) white(mm float64) float64 { return mm * d.scale * d.scale * d.scale }

// heading opens a section.
func (l layout) heading(title string, d density) block {
	var b block
	b.gap(d.white(3.4))
	lines, _ := l.paragraph(title, style{bold, d.size(12.5), 1.2, accent()}, area{width: sheetWidth, most: 2})
	b.add(lines, 0)
	b.gap(0.7)
	b.rule(sheetWidth, 0.35, accent())
	b.gap(d.white(1.5))
	return b
}

// amount bounds the texts of an entry.
type amount struct{ text, details, lines int }

// entry sets one entry: its title with its address beside it, then what it says. A brief one keeps its title, its address and
// two lines of text; one that has little to say stands on one line.
func (l layout) entry(e Entry, d density, brief bool) block {
	most := amount{text: 7, details: 8, lines: 3}
	if brief {
		most = amount{text: 2}
	}
	const indent = 3.6
	name, body, address := style{bold, d.size(10.5), 1.3, black()}, style{regular, d.size(9.5), 1.32, black()}, style{regular, d.size(9), 1.32, accent()}
	web := area{width: sheetWidth, most: 2, url: e.URL}
	b, _ := l.paragraph(e.Title, name, area{width: sheetWidth, most: 2})
	text, _ := l.paragraph(e.Text, body, area{width: sheetWidth, most: most.text})
	url, _ := l.paragraph(shown(e.URL), address, web)
	details := e.Details[:min(len(e.Details), most.details)]
	if line := b; len(details) == 0 && line.beside(text) && line.beside(url) {
		line.gap(d.white(1.2))
		return line
	}
	if !b.beside(url) {
		b.add(url, 0)
	}
	b.add(text, 0)
	for _, detail := range details {
		lines, _ := l.paragraph(detail, body, area{width: sheetWidth - indent, most: most.lines})
		if lines.height == 0 {
			continue
		}
		dash, _ := l.paragraph("–", body, area{width: indent, most: 1})
		b.put(dash, 0.4, b.height)
		b.add(lines, indent)
	}
	b.gap(d.white(1.7))
	return b
}

// beside puts a block of one line after the only line of this one, when there is room for both; nothing is always beside.
func (b *block) beside(other block) bool {
	const gap = 3
	if len(other.spans) == 0 {
		return true
	}
	if len(b.spans) == 0 || len(other.spans) > 1 {
		return false
	}
	last, next := b.spans[len(b.spans)-1], other.spans[0]
	if next.x = last.x + last.width + gap; last.y != b.spans[0].y || next.x+next.width > sheetWidth {
		return false
	}
	next.y = last.y
	b.spans = append(slices.Clone(b.spans), next)
	return true
}

// more is the line that says that n entries were left out.
func (l layout) more(n int, s style) block {
	text := strings.ReplaceAll(l.sheet.MoreText, "{n}", number(n))
	if text == "" {
		text = ellipsis
	}
	s.weight, s.ink = italic, soft()
	lines, _ := l.paragraph(text, s, area{width: sheetWidth - codeSide - codeGap, most: 2})
	return lines
}

// shown is an address as people read it: without what a browser adds by itself.
func shown(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return address
	}
	_, text, _ := strings.Cut(address, "://")
	return strings.TrimSuffix(text, "/")
}
