package atlas

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"jalon/knowledge"
)

// row is one answer on the card of a question, and where it leads when that is not where the question leads.
type row struct {
	text string
	to   string // "" for the way of the question
}

// card is one question on the drawing of a tree.
type card struct {
	id, ask string
	note    string // what kind of question it is
	rows    []row
	next    string
}

// cards lays the questions of a tree out.
func cards(tree *knowledge.Tree) []card {
	var all []card
	for i := range tree.Nodes {
		n := &tree.Nodes[i]
		c := card{id: n.ID.Value, ask: n.Ask.Value, next: n.Next.Value}
		switch {
		case n.Kind.Value == "place":
			c.note = "lieu"
			c.rows = append(c.rows, row{text: "une commune, un département"})
		case n.Optional.Value:
			c.note = "facultative"
		case n.Aside.Value:
			c.note = "aide"
		}
		for _, choice := range n.Choices {
			c.rows = append(c.rows, row{choice.Label.Value, elsewhere(choice.Goto.Value, c.next)})
		}
		if !n.Unknown.At.IsZero() {
			c.rows = append(c.rows, row{"Je ne sais pas", elsewhere(n.Unknown.Goto.Value, c.next)})
		}
		if n.Optional.Value {
			c.rows = append(c.rows, row{text: "Passer"})
		}
		all = append(all, c)
	}
	return all
}

func elsewhere(to, next string) string {
	if to == next {
		return ""
	}
	return to
}

// The drawing of a tree, in its units.
const (
	cardWidth    = 250
	passageWidth = 24
	cardGap      = 34
	layerGap     = 66
	rowHeight    = 20
	pad          = 10
	page         = 30
)

// TreeSVG draws a tree as it is written: a card a question with its answers, from the first question at the top to the
// result at the foot. An arrow starts at the answer that takes it, or at the foot of the card for all the others.
func TreeSVG(tree *knowledge.Tree) string {
	all := cards(tree)
	layers, paths := arrange(all, tree.Start.Value)
	width, height := measure(layers)
	d := &drawing{}
	d.line(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img" aria-labelledby="title desc">`, width, height, width, height)
	d.line(`<title id="title">L'arbre des questions</title>`)
	d.line(`<desc id="desc">%s</desc>`, html.EscapeString(describeTree(edges(tree))))
	d.line(`<style>text{font-family:"DejaVu Sans",Verdana,sans-serif;font-size:12px;fill:#1a1a1a}.ask{font-weight:bold;font-size:13px}.id{font-size:10px;fill:#555}.card{fill:#ffffff;stroke:#0b4f8a;stroke-width:1.5}.aside{stroke-dasharray:5 3}.way{fill:none;stroke:#0b4f8a;stroke-width:1.4}.foot{stroke-width:2.2}.rule{stroke:#d5dde5}</style>`)
	d.line(`<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#0b4f8a"/></marker></defs>`)
	d.line(`<rect width="%.0f" height="%.0f" fill="#f7f9fb"/>`, width, height)
	for _, p := range paths {
		d.way(p)
	}
	for _, layer := range layers {
		for _, s := range layer {
			d.spot(s)
		}
	}
	d.line("</svg>")
	return d.String()
}

// describeTree says the tree in words, for those who do not see it.
func describeTree(list []edge) string {
	var says []string
	for _, e := range list {
		says = append(says, fmt.Sprintf("%s mène à %s", e.from, e.to))
	}
	return strings.Join(says, " ; ") + "."
}

// measure sets the height of every card and the place of every layer, and returns the size of the drawing.
func measure(layers [][]*spot) (width, height float64) {
	left, right := 0.0, 0.0
	for _, layer := range layers {
		for _, s := range layer {
			left, right = min(left, s.x-s.width/2), max(right, s.x+s.width/2)
		}
	}
	y := float64(page)
	for _, layer := range layers {
		tallest := 0.0
		for _, s := range layer {
			s.x += page - left
			s.top, s.height = y, cardHeight(s)
			tallest = max(tallest, s.height)
		}
		for _, s := range layer {
			if s.id == "" {
				s.height = tallest
			}
		}
		y += tallest + layerGap
	}
	return right - left + 2*page, y - layerGap + page
}

func cardHeight(s *spot) float64 {
	switch {
	case s.card != nil:
		return float64(2*pad + 17*len(wrap(s.card.ask, 30)) + 16 + rowHeight*len(s.card.rows) + 6)
	case s.id == treeEnd:
		return 40
	}
	return 0
}

// rowY is the height of the middle of an answer on its card.
func rowY(s *spot, row int) float64 {
	return s.top + float64(pad+17*len(wrap(s.card.ask, 30))+16+rowHeight*row) + rowHeight/2 + 2
}

// way draws an arrow from an answer, or from the foot of a card, through the passages, to the head of a card.
func (d *drawing) way(p path) {
	from := p.spots[0]
	class, x, y := "way foot", from.x, from.top+from.height
	var b strings.Builder
	next := p.spots[1]
	fmt.Fprintf(&b, "M")
	if p.row >= 0 { // out by the side, down along the card, then away
		class = "way"
		side := 1.0
		if next.x < from.x {
			side = -1
		}
		aside := side * float64(8+3*(len(from.card.rows)-p.row))
		fmt.Fprintf(&b, "%.1f %.1fh%.1fV%.1f", x+side*from.width/2, rowY(from, p.row), aside, y)
		x += side*from.width/2 + aside
	} else {
		fmt.Fprintf(&b, "%.1f %.1f", x, y)
	}
	fmt.Fprintf(&b, "C%.1f %.1f ", x, y+layerGap/2)
	for i, s := range p.spots[1:] {
		if i > 0 {
			before := p.spots[i]
			fmt.Fprintf(&b, "C%.1f %.1f ", before.x, before.top+before.height+layerGap/2)
		}
		fmt.Fprintf(&b, "%.1f %.1f %.1f %.1f", s.x, s.top-layerGap/2, s.x, s.top)
		if s.id == "" {
			fmt.Fprintf(&b, "V%.1f", s.top+s.height)
		}
	}
	d.line(`<path class="%s" d="%s" marker-end="url(#arrow)"/>`, class, b.String())
}

// spot draws a card, or the end.
func (d *drawing) spot(s *spot) {
	left := s.x - s.width/2
	if s.id == treeEnd {
		d.line(`<rect class="card" x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="20"/>`, left, s.top, s.width, s.height)
		d.line(`<text class="ask" x="%.1f" y="%.1f" text-anchor="middle">Résultat</text>`, s.x, s.top+25)
		return
	}
	if s.card == nil {
		return
	}
	class := "card"
	if s.card.note == "aide" || s.card.note == "facultative" {
		class += " aside"
	}
	d.line(`<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="8"/>`, class, left, s.top, s.width, s.height)
	y := s.top + pad + 10
	for _, text := range wrap(s.card.ask, 30) {
		d.line(`<text class="ask" x="%.1f" y="%.1f">%s</text>`, left+pad, y, html.EscapeString(text))
		y += 17
	}
	d.line(`<text class="id" x="%.1f" y="%.1f">%s</text>`, left+pad, y-2, html.EscapeString(strings.Join(slices.DeleteFunc([]string{s.card.id, s.card.note}, func(t string) bool { return t == "" }), " · ")))
	for i, r := range s.card.rows {
		middle := rowY(s, i)
		d.line(`<path class="rule" d="M%.1f %.1fh%.1f"/>`, left, middle-rowHeight/2, s.width)
		text := cmp.Or(r.text, "…")
		if letters := []rune(text); len(letters) > 34 {
			text = string(letters[:33]) + "…"
		}
		d.line(`<text x="%.1f" y="%.1f">%s</text>`, left+pad, middle+4, html.EscapeString(text))
	}
}
