package atlas

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"jalon/knowledge"
)

// treeEnd is the name of the way out in the drawings of the tree.
const treeEnd = "end"

// edge leads from a question to the next by some of its answers.
type edge struct {
	from, to string
	labels   []string
}

// edges lists the ways of the tree in the order in which they are written; answers that lead to the same question share one.
func edges(tree *knowledge.Tree) []edge {
	var list []edge
	for i := range tree.Nodes {
		n := &tree.Nodes[i]
		add := func(label, to string) {
			if to == "" {
				to = n.Next.Value
			}
			at := slices.IndexFunc(list, func(e edge) bool { return e.from == n.ID.Value && e.to == to })
			if at < 0 {
				list = append(list, edge{from: n.ID.Value, to: to})
				at = len(list) - 1
			}
			list[at].labels = append(list[at].labels, label)
		}
		for _, c := range n.Choices {
			add(c.Label.Value, c.Goto.Value)
		}
		if n.Kind.Value == "place" {
			add("un lieu", "")
		}
		if !n.Unknown.At.IsZero() {
			add("Je ne sais pas", n.Unknown.Goto.Value)
		}
		if n.Optional.Value {
			add("Passer", "")
		}
	}
	return list
}

// TreeMermaid draws the tree of questions as a Mermaid flowchart, with every answer.
func TreeMermaid(tree *knowledge.Tree) string {
	quote := strings.NewReplacer(`"`, "#quot;", "<", "&lt;", ">", "&gt;")
	name := func(id string) string { return "n_" + strings.ReplaceAll(id, "-", "_") }
	var out strings.Builder
	out.WriteString("flowchart TD\n")
	for i := range tree.Nodes {
		n := &tree.Nodes[i]
		fmt.Fprintf(&out, "    %s[\"%s\"]\n", name(n.ID.Value), quote.Replace(n.Ask.Value))
	}
	fmt.Fprintf(&out, "    %s([\"Résultat\"])\n", name(treeEnd))
	for _, e := range edges(tree) {
		fmt.Fprintf(&out, "    %s -->|\"%s\"| %s\n", name(e.from), quote.Replace(strings.Join(e.labels, "<br>")), name(e.to))
	}
	return strings.ReplaceAll(out.String(), "&lt;br&gt;", "<br>")
}

// Sizes of the drawing of the tree, in pixels.
const (
	boxWidth, boxHeight = 250, 58
	layerGap, boxGap    = 96, 70
	treeMargin          = 30
)

// spot is where a question stands in the drawing.
type spot struct{ x, y int }

// layers puts each question below all those that lead to it.
func layers(tree *knowledge.Tree, list []edge) [][]string {
	depth := map[string]int{tree.Start.Value: 0}
	for range tree.Nodes {
		for _, e := range list {
			if from, known := depth[e.from]; known && depth[e.to] < from+1 && from < len(tree.Nodes) {
				depth[e.to] = from + 1
			}
		}
	}
	var rows [][]string
	place := func(id string) {
		d, reached := depth[id]
		if !reached {
			return
		}
		for len(rows) <= d {
			rows = append(rows, nil)
		}
		rows[d] = append(rows[d], id)
	}
	for i := range tree.Nodes {
		place(tree.Nodes[i].ID.Value)
	}
	place(treeEnd)
	return slices.DeleteFunc(rows, func(row []string) bool { return len(row) == 0 })
}

// TreeSVG draws the tree of questions from top to bottom.
func TreeSVG(tree *knowledge.Tree) string {
	list := edges(tree)
	rows := layers(tree, list)
	widest := 1
	for _, row := range rows {
		widest = max(widest, len(row))
	}
	width := 2*treeMargin + widest*boxWidth + (widest-1)*boxGap + 380
	height := 2*treeMargin + len(rows)*boxHeight + (len(rows)-1)*layerGap
	spots := map[string]spot{}
	for y, row := range rows {
		used := len(row)*boxWidth + (len(row)-1)*boxGap
		for x, id := range row {
			spots[id] = spot{(width-used)/2 + x*(boxWidth+boxGap), treeMargin + y*(boxHeight+layerGap)}
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-labelledby=\"t\" font-family=\"sans-serif\">\n", width, height, width, height)
	out.WriteString("<title id=\"t\">L'arbre des questions de Jalon</title>\n<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#1b6048\"/></marker></defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n")
	sides := 0
	for i, e := range list {
		aside := 0
		if reach := between(spots, spots[e.from], spots[e.to]); reach > 0 {
			sides++
			aside = (reach + 30) * 4 / 3 * (1 - 2*(sides%2))
		}
		drawEdge(&out, e, spots[e.from], spots[e.to], aside, i)
	}
	for _, row := range rows {
		for _, id := range row {
			drawBox(&out, tree.Node(id), spots[id])
		}
	}
	out.WriteString("</svg>\n")
	return out.String()
}

// between is how far the boxes of the layers between two questions reach to either side of the way; 0 when there is none.
func between(spots map[string]spot, from, to spot) int {
	reach, middle := 0, (from.x+to.x)/2
	for _, s := range spots {
		if s.y > from.y && s.y < to.y {
			reach = max(reach, s.x+boxWidth-middle-boxWidth/2, middle+boxWidth/2-s.x)
		}
	}
	return reach
}

// drawEdge draws a way, bent by so much to pass aside of the boxes between.
func drawEdge(out *strings.Builder, e edge, from, to spot, bend, i int) {
	x1, y1, x2, y2 := from.x+boxWidth/2, from.y+boxHeight, to.x+boxWidth/2, to.y-2
	fmt.Fprintf(out, "<path d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"#1b6048\" stroke-width=\"1.4\" marker-end=\"url(#a)\"/>\n", x1, y1, x1+bend, y1+50, x2+bend, y2-50, x2, y2)
	lines := e.labels
	if len(lines) > 3 {
		lines = append(slices.Clone(lines[:2]), fmt.Sprintf("… %d réponses", len(e.labels)))
	}
	x, y := (x1+x2)/2+3*bend/4, (y1+y2)/2-6*(len(lines)-1)+12*(i%3-1)
	for n, line := range lines {
		fmt.Fprintf(out, "<text x=\"%d\" y=\"%d\" font-size=\"11\" text-anchor=\"middle\" fill=\"#333\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\">%s</text>\n", x, y+13*n, html.EscapeString(line))
	}
}

func drawBox(out *strings.Builder, n *knowledge.Node, at spot) {
	text, fill := "Résultat", "#1b6048"
	ink := "#fff"
	if n != nil {
		text, fill, ink = n.Ask.Value, "#eaf3ee", "#123"
	}
	fmt.Fprintf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\" fill=\"%s\" stroke=\"#1b6048\"/>\n", at.x, at.y, boxWidth, boxHeight, fill)
	lines := wrap(text, 36)
	for i, line := range lines {
		fmt.Fprintf(out, "<text x=\"%d\" y=\"%d\" font-size=\"14\" text-anchor=\"middle\" fill=\"%s\">%s</text>\n", at.x+boxWidth/2, at.y+boxHeight/2+5+16*i-8*(len(lines)-1), ink, html.EscapeString(line))
	}
}
