package counts

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Charts are drawn in units of about a pixel on a phone, and scaled by the page.
const (
	chartWidth = 360
	// maxBars and maxColumns bound what is drawn; the table beside a chart has all of it.
	maxBars    = 12
	maxColumns = 26
	// maxLabel is the length in characters of the longest name that fits over a bar.
	maxLabel = 46
)

// bar is one rectangle of a chart, and the figure written at its end or over it, if any.
type bar struct {
	X, Y, Width, Height float64
	Style               What
	Figure              string
	TextX, TextY        float64
	Anchor              string // as in label
}

// label is a text of a chart. Anchor tells which part of it stands at X: "start", "middle" or "end".
type label struct {
	X, Y   float64
	Anchor string
	Text   string
}

// chart is a drawing of figures. Figures under five have no bar.
type chart struct {
	Width, Height float64
	Bars          []bar
	Labels        []label
	// Lines are the heights of the horizontal lines of a column chart, which begin at Margin.
	Lines  []float64
	Margin float64
	// Legend are the things drawn.
	Legend []What
	// Left counts the rows that found no place.
	Left int
}

// drawn are the things that bars show, by what they show of a need: met, met by relaxing, met nationally only.
func drawn() []What { return []What{Finish, Relaxed, National} }

// bars draws a table by one dimension: for each row with results its name, and a bar for each thing drawn, the longest rows
// first unless the values have an order of their own.
func (w Words) bars(t Table, ordered bool) chart {
	const (
		top, thick, thin, gap, after = 16.0, 13.0, 9.0, 3.0, 12.0
		room                         = chartWidth - 44.0
	)
	rows := slices.DeleteFunc(slices.Clone(t.Rows), func(r Row) bool { return r.Number(Finish).Small() })
	if !ordered {
		slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Compare(b.Number(Finish), a.Number(Finish)) })
	}
	c := chart{Width: chartWidth, Left: max(0, len(rows)-maxBars)}
	rows = rows[:len(rows)-c.Left]
	most := Number(unit)
	for _, r := range rows {
		most = max(most, r.Number(Finish))
	}
	y := 0.0
	for _, r := range rows {
		c.Labels = append(c.Labels, label{0, y + top - 4, "start", clipped(w.value(t.By[0], r.Key[0]))})
		y += top
		for _, what := range drawn() {
			figure, height := r.Number(what), thin
			if what == Finish {
				height = thick
			}
			if !figure.Small() {
				b := bar{Y: y, Width: room * min(1, float64(figure)/float64(most)), Height: height, Style: what, Figure: figure.String(), Anchor: "start"}
				b.TextX, b.TextY = b.Width+5, y+height/2+4
				c.Bars = append(c.Bars, b)
				y += height + gap
			}
		}
		y += after
	}
	c.Height = y
	for _, what := range drawn() {
		if slices.ContainsFunc(c.Bars, func(b bar) bool { return b.Style == what }) {
			c.Legend = append(c.Legend, what)
		}
	}
	return c
}

// columns draws results by week, the last weeks when there are many.
func (w Words) columns(t Table) chart {
	const top, height, bottom, digit = 14.0, 120.0, 22.0, 7.5
	rows := slices.DeleteFunc(slices.Clone(t.Rows), func(r Row) bool { _, ok := Monday(r.Key[0]); return !ok })
	c := chart{Width: chartWidth, Height: top + height + bottom, Legend: []What{Finish}, Left: max(0, len(rows)-maxColumns)}
	rows = rows[c.Left:]
	if !slices.ContainsFunc(rows, func(r Row) bool { return !r.Number(Finish).Small() }) {
		return chart{}
	}
	most := Number(0)
	for _, r := range rows {
		most = max(most, r.Number(Finish))
	}
	most = (most + 2*unit - 1) / (2 * unit) * 2 * unit // so that its half is a figure too
	left := 8 + digit*float64(len(most.String()))
	c.Margin = left
	for i, figure := range []Number{0, most / 2, most} {
		y := top + height*float64(2-i)/2
		text := figure.String()
		if figure == 0 {
			text = "0"
		}
		c.Lines = append(c.Lines, y)
		c.Labels = append(c.Labels, label{left - 5, y + 4, "end", text})
	}
	step := (chartWidth - left) / float64(len(rows))
	wide := min(step*0.8, 40)
	for i, r := range rows {
		middle := left + step*(float64(i)+0.5)
		if figure := r.Number(Finish); !figure.Small() {
			tall := height * float64(figure) / float64(most)
			b := bar{X: middle - wide/2, Y: top + height - tall, Width: wide, Height: tall, Style: Finish}
			if len(rows) <= maxColumns/2 {
				b.Figure, b.Anchor, b.TextX, b.TextY = figure.String(), "middle", middle, top+height-tall-3
			}
			c.Bars = append(c.Bars, b)
		}
		if name := (label{middle, top + height + 15, "middle", w.value(ByWeek, r.Key[0])}); placed(&name, i, len(rows)) {
			c.Labels = append(c.Labels, name)
		}
	}
	return c
}

// placed reports whether the name of the column at i of n is written, and keeps it inside the drawing: all names when they
// are few, else the first, the last, and the one in the middle when there is room.
func placed(name *label, i, n int) bool {
	const few, enough = 4, 8
	switch {
	case n <= few:
		return true
	case i == 0:
		name.X, name.Anchor = 0, "start"
		return true
	case i == n-1:
		name.X, name.Anchor = chartWidth, "end"
		return true
	default:
		return n >= enough && i == n/2
	}
}

// clipped shortens a name that would run out of the drawing.
func clipped(name string) string {
	if utf8.RuneCountInString(name) <= maxLabel {
		return name
	}
	return string([]rune(name)[:maxLabel-1]) + "…"
}
