package counts

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Words put figures into French.
type Words struct {
	// Say fills a sentence of the wording: pairs are names and values of its {placeholders}.
	Say func(key string, pairs ...string) string
	// Name names a value of a dimension that is not empty: "48" → "48 Lozère".
	Name func(d Dimension, value string) string
}

func (w Words) say(key string, pairs ...string) string { return w.Say(key, pairs...) }

// value names a value of a dimension.
func (w Words) value(d Dimension, value string) string {
	switch {
	case value != "":
		return w.Name(d, value)
	case d == ByCampaign:
		return w.say("figures.no-campaign")
	default:
		return w.say("figures.unknown")
	}
}

// header names the columns of a table.
func (w Words) header(t Table) []string {
	var names []string
	for _, d := range t.By {
		names = append(names, w.say("figures.by."+string(d)))
	}
	for _, what := range t.Whats {
		names = append(names, w.say("figures.what."+string(what)))
	}
	return append(names, w.say("figures.rate"))
}

// row puts a row into words, its key first. The total and the others have the given name for a key.
func (w Words) row(t Table, r Row, name string) []string {
	cells := make([]string, len(t.By), len(t.By)+len(t.Whats)+1)
	for i, d := range t.By {
		if i < len(r.Key) {
			cells[i] = w.value(d, r.Key[i])
		}
	}
	if len(r.Key) == 0 && len(t.By) > 0 {
		cells[0] = name
	}
	for _, what := range t.Whats {
		cells = append(cells, r.Number(what).String())
	}
	return append(cells, w.rate(r))
}

// noRate stands for a share that is not shown.
const noRate = "-"

// rate is the share of a row.
func (w Words) rate(r Row) string {
	percent, ok := r.Rate()
	if !ok {
		return noRate
	}
	return strconv.Itoa(percent) + "\u00a0%"
}

// lines are all the rows of a table in words: the rows, the others when there are dimensions, the total.
func (w Words) lines(t Table) [][]string {
	lines := make([][]string, 0, len(t.Rows)+2)
	for _, r := range t.Rows {
		lines = append(lines, w.row(t, r, ""))
	}
	if len(t.By) > 0 {
		lines = append(lines, w.row(t, t.Others, w.say("figures.others")))
	}
	return append(lines, w.row(t, t.Total, w.say("figures.all")))
}

// Text is a table for a terminal: a row a line, names on the left, figures aligned on the right. It ends with a newline.
func (w Words) Text(t Table) string {
	lines := append([][]string{w.header(t)}, w.lines(t)...)
	widths := make([]int, len(lines[0]))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var text strings.Builder
	for n, line := range lines {
		row := ""
		for i, cell := range line {
			gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i < len(t.By) {
				row += plain(cell) + gap + "  "
			} else {
				row += gap + plain(cell) + "  "
			}
		}
		text.WriteString(strings.TrimRight(row, " ") + "\n")
		if n == 0 {
			text.WriteString(strings.Repeat("-", utf8.RuneCountInString(strings.TrimRight(row, " "))) + "\n")
		}
	}
	return text.String()
}

// plain takes control characters out of a name, which could move the cursor of a terminal.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return '?'
		}
		return r
	}, name)
}
