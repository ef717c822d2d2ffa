package atlas

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"jalon/internal/geo"
)

func toyMap(t *testing.T) Map {
	t.Helper()
	places, err := geo.Load()
	if err != nil {
		t.Fatal(err)
	}
	m := Map{
		Title: "Carte <essai> & Cie", Subtitle: "Sous-titre", Legend: "Légende", Credit: "Crédit", Counted: true,
		Classes: []Class{{Key: "near", Label: "Près", Color: "#08306b", Ink: "#ffffff", Hatch: "dots"}, {Key: "far", Label: "Loin", Color: "#fdd49e", Ink: "#7a3b00", Hatch: "falling"}},
	}
	for i, d := range places.Departments() {
		m.Areas = append(m.Areas, Area{Code: d.Code, Name: d.Name, Class: []string{"near", "far"}[i%2], Says: "dit \"cela\""})
	}
	return m
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	for decoder := xml.NewDecoder(strings.NewReader(text)); ; {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("not well formed: %v", err)
		}
	}
}

func TestMapHoldsEveryDepartment(t *testing.T) {
	m := toyMap(t)
	var b bytes.Buffer
	if err := m.WriteSVG(&b); err != nil {
		t.Fatal(err)
	}
	svg := b.String()
	wellFormed(t, svg)
	for _, area := range m.Areas {
		want := 1
		if slices.Contains(nearParis(), area.Code) {
			want = 2 // drawn again, larger
		}
		if got := strings.Count(svg, `data-code="`+area.Code+`" fill="url(#p-`+area.Class+`)"`); got != want {
			t.Errorf("%s %s is drawn %d times in its class, want %d", area.Code, area.Name, got, want)
		}
	}
	for _, want := range []string{"Carte &lt;essai&gt; &amp; Cie", "Près (54)", "Loin (53)", "Crédit", `id="p-far"`, "Saint-Pierre-et-Miquelon (975)"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the map lacks %q", want)
		}
	}
}

// TestOutlines looks at the outlines themselves: one a department, closed in the drawing, none of them empty.
func TestOutlines(t *testing.T) {
	all, err := shapes()
	if err != nil {
		t.Fatal(err)
	}
	places, err := geo.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range places.Departments() {
		s, drawn := all[d.Code]
		if drawn == d.Collectivity() {
			t.Errorf("%s: drawn %v", d.Code, drawn)
		}
		if !drawn {
			continue
		}
		low, high := s.box()
		if low.x < 0 || low.y < 0 || high.x > 1226 || high.y > 1170 || high.x-low.x < 8 || high.y-low.y < 8 {
			t.Errorf("%s lies from %v to %v", d.Code, low, high)
		}
		x, y := s.centre()
		if x < float64(low.x) || x > float64(high.x) || y < float64(low.y) || y > float64(high.y) {
			t.Errorf("%s: centre %.0f %.0f is outside %v %v", d.Code, x, y, low, high)
		}
	}
	if len(all) != 101 {
		t.Errorf("%d outlines, want 101", len(all))
	}
	// Neighbours stand where they should: the north above the south, the west left of the east.
	nordX, nordY := all["59"].centre()
	herault, heraultY := all["34"].centre()
	finistere, _ := all["29"].centre()
	bas, _ := all["67"].centre()
	if nordY >= heraultY || finistere >= bas || nordX <= finistere || herault <= finistere {
		t.Error("the outlines are not where they should be")
	}
}

func TestReadRefusesBrokenOutlines(t *testing.T) {
	for _, text := range []string{"1,2|x,3", "1,2|3", ""} {
		if ring, err := readRing(text); err == nil {
			t.Errorf("readRing(%q) = %v", text, ring)
		}
	}
}

func TestPageIsWhole(t *testing.T) {
	m := toyMap(t)
	p := Page{
		Title: "Page </script><b>", Intro: "Intro", Credit: "Crédit", Map: m,
		Filters: []Filter{{Label: "Étape", All: "Toutes", Options: []string{"Idée", "Montage"}}},
	}
	for i := range m.Areas {
		p.Cells = append(p.Cells, []PageCell{{"near", "A </script>", 2, ""}, {"far", "B", i, "domaine"}})
	}
	var b bytes.Buffer
	if err := p.WriteHTML(&b); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	if n := strings.Count(page, "</script>"); n != 1 {
		t.Errorf("%d ends of script, want 1: a text gets out of the data", n)
	}
	for _, other := range []string{"http://", "https://", "src=", "@import", "url(h"} {
		if at := strings.Index(strings.ReplaceAll(page, `xmlns="http://www.w3.org/2000/svg"`, ""), other); at >= 0 {
			t.Errorf("the page fetches something: %q", page[max(0, at-60):at+60])
		}
	}
	for _, want := range []string{`<html lang="fr">`, "<caption>", `scope="col"`, `aria-live="polite"`, `<option value="1">Montage</option>`, `"names":["A \u003c/script\u003e","B"]`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"un deux trois", []string{"un deux", "trois"}},
		{"interminablement long", []string{"interminablement", "long"}},
	} {
		if got := wrap(test.text, 8); !slices.Equal(got, test.want) {
			t.Errorf("wrap(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}
