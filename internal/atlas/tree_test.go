package atlas

import (
	"encoding/xml"
	"errors"
	"html"
	"io"
	"strings"
	"testing"

	"jalon/knowledge"
)

func shippedTree(t *testing.T) *knowledge.Tree {
	t.Helper()
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	return &base.Tree
}

func TestTreeDrawingsHoldEverything(t *testing.T) {
	tree := shippedTree(t)
	mermaid, svg := TreeMermaid(tree), TreeSVG(tree)
	for decoder := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the SVG is not well formed: %v", err)
		}
	}
	for i := range tree.Nodes {
		n := &tree.Nodes[i]
		if !strings.Contains(mermaid, n.Ask.Value) {
			t.Errorf("the Mermaid text lacks %q", n.Ask.Value)
		}
		if words := strings.Fields(n.Ask.Value); !strings.Contains(svg, html.EscapeString(words[0])) {
			t.Errorf("the SVG lacks %q", n.Ask.Value)
		}
		for _, c := range n.Choices {
			if !strings.Contains(mermaid, c.Label.Value) {
				t.Errorf("the Mermaid text lacks %q", c.Label.Value)
			}
			if !strings.Contains(svg, html.EscapeString(c.Label.Value)) {
				t.Errorf("the SVG lacks the answer %q", c.Label.Value)
			}
		}
	}
	if got, want := strings.Count(svg, `<rect class="card`), len(tree.Nodes)+1; got != want {
		t.Errorf("%d boxes, want %d", got, want)
	}
}
