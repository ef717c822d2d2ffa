package counts

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// plainWords say the keys themselves.
func plainWords() Words {
	return Words{
		Say:  func(key string, pairs ...string) string { return strings.Join(append([]string{key}, pairs...), " ") },
		Name: func(_ Dimension, value string) string { return value },
	}
}

func readCSV(t *testing.T, table Table) [][]string {
	t.Helper()
	var text strings.Builder
	if err := plainWords().CSV(&text, table); err != nil {
		t.Fatal(err)
	}
	rest, marked := strings.CutPrefix(text.String(), "\ufeff")
	if !marked || strings.Count(rest, "\n") != strings.Count(rest, "\r\n") {
		t.Errorf("no mark at the start, or a line without CR LF: %q", text.String())
	}
	reader := csv.NewReader(strings.NewReader(rest))
	reader.Comma = ';'
	lines, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// checkOutputs checks that no output of a table breaks out of its form.
func checkOutputs(t *testing.T, table Table) {
	t.Helper()
	want := len(table.Rows) + 2 // with the names and the total
	if len(table.By) > 0 {
		want++ // the others
	}
	lines := readCSV(t, table)
	if len(lines) != want {
		t.Errorf("%d lines of CSV for %d rows", len(lines), len(table.Rows))
	}
	for _, line := range lines {
		for i, cell := range line {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("the cell %d of %q begins like a formula", i, line)
			}
		}
	}
	if text := plainWords().Text(table); strings.Count(text, "\n") != len(lines)+1 || strings.ContainsAny(text, "\r\x1b\a\b") {
		t.Errorf("the text moves the cursor: %q", text)
	}
	if _, err := json.Marshal(table.Document()); err != nil {
		t.Error(err)
	}
}

func TestCSV(t *testing.T) {
	f := New([]Count{
		at("2026-W40", Cell{Campaign: "=HYPERLINK(\"x\")"}, Finish, 6), at("2026-W40", Cell{Campaign: "a;b \"c\"\r\nd"}, Finish, 9), at("2026-W40", Cell{Campaign: "-1"}, Finish, 5),
		at("2026-W40", Cell{Campaign: "＋1"}, Finish, 25), at("2026-W40", Cell{}, Helped, 20),
	})
	want := [][]string{
		{"figures.by.campaign", "figures.what.start", "figures.what.finish", "figures.what.relaxed", "figures.what.national", "figures.what.helped", "figures.what.not-yet", "figures.rate"},
		{"'-1", "< 5", "5", "< 5", "< 5", "< 5", "< 5", ""},
		{"'=HYPERLINK(\"x\")", "< 5", "5", "< 5", "< 5", "< 5", "< 5", ""},
		{"a;b \"c\"??d", "< 5", "5", "< 5", "< 5", "< 5", "< 5", ""},
		{"'＋1", "< 5", "25", "< 5", "< 5", "< 5", "< 5", ""},
		{"figures.no-campaign", "< 5", "< 5", "< 5", "< 5", "20", "< 5", "100 %"},
		{"figures.others", "< 5", "< 5", "< 5", "< 5", "< 5", "< 5", ""},
		{"figures.all", "< 5", "40", "< 5", "< 5", "20", "< 5", "100 %"},
	}
	if diff := cmp.Diff(want, readCSV(t, f.Table(Query{By: []Dimension{ByCampaign}}))); diff != "" {
		t.Errorf("CSV (-want +got):\n%s", diff)
	}
}

func TestText(t *testing.T) {
	f := New([]Count{at("2026-W40", Cell{Stage: "é\x1b[31m"}, Finish, 1200), at("2026-W40", Cell{Stage: "idea"}, Finish, 3)})
	w := plainWords()
	w.Say = func(key string, _ ...string) string { return key[strings.LastIndex(key, ".")+1:] }
	want := `stage   finish  relaxed  national  helped  not-yet  rate
--------------------------------------------------------
é?[31m    1200      < 5       < 5     < 5      < 5     -
idea       < 5      < 5       < 5     < 5      < 5     -
others     < 5      < 5       < 5     < 5      < 5     -
all       1200      < 5       < 5     < 5      < 5     -
`
	table := f.Table(Query{By: []Dimension{ByStage}, Values: map[Dimension][]string{ByStage: {"idea"}}})
	slices.Reverse(table.Rows)
	if diff := cmp.Diff(want, w.Text(table)); diff != "" {
		t.Errorf("Text (-want +got):\n%s", diff)
	}
}

func TestDocument(t *testing.T) {
	f := New([]Count{at("2026-W40", Cell{Stage: "idea"}, Finish, 7), at("2026-W40", Cell{Stage: "idea"}, Helped, 20)})
	want := `{"by":["stage"],"total":{"figures":{"finish":5,"helped":20,"national":"< 5","not-yet":"< 5","relaxed":"< 5"},"rate":100},` +
		`"rows":[{"key":{"stage":"idea"},"figures":{"finish":5,"helped":20,"national":"< 5","not-yet":"< 5","relaxed":"< 5"},"rate":100}],` +
		`"others":{"figures":{"finish":"< 5","helped":"< 5","national":"< 5","not-yet":"< 5","relaxed":"< 5"},"rate":null}}` + "\n"
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(f.Table(Query{By: []Dimension{ByStage}}).Document()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, text.String()); diff != "" {
		t.Errorf("Document (-want +got):\n%s", diff)
	}
}

// page makes a page of a year of figures, and one of the least there can be.
func pages(t *testing.T) map[string]string {
	t.Helper()
	var year []Count
	week := time.Date(2026, time.January, 5, 0, 0, 0, 0, time.UTC)
	for i := range int64(40) {
		c := Cell{Campaign: "foire-" + string(rune('a'+i%20)), Department: []string{"48", "23", "07"}[i%3], Stage: "idea", Holder: "collective", Sector: "energy"}
		for what, n := range map[What]int64{Finish: 5 + i, Relaxed: i, National: i / 2, Helped: i, NotYet: i / 3} {
			year = append(year, at(weekOf(week.AddDate(0, 0, int(7*i))), c, what, n))
		}
	}
	hostile := Cell{Campaign: `</table><script>alert(1)</script>`, Department: `"><img src=x>`, Stage: "javascript:alert(1)", Holder: "a&b", Sector: strings.Repeat("très long ", 30)}
	made := map[string]string{}
	for name, f := range map[string]*Figures{
		"a year": New(year), "nothing": New(nil), "hostile names": New([]Count{at("<2026>", hostile, Finish, 40), at("2026-W40", hostile, Start, 40)}),
	} {
		var text strings.Builder
		if err := plainWords().HTML(&text, f, Page{By: []Dimension{ByDepartment, BySector}, Made: week}); err != nil {
			t.Fatal(err)
		}
		made[name] = text.String()
	}
	return made
}

// TestPageStandsAlone checks that the page is well formed, loads nothing and runs nothing, and that every drawing is named
// and has its table.
func TestPageStandsAlone(t *testing.T) {
	for name, text := range pages(t) {
		var drawings, tables, captions, titles int
		decoder := xml.NewDecoder(strings.NewReader(strings.Replace(text, "<!DOCTYPE html>", "", 1)))
		decoder.Entity = xml.HTMLEntity
		ids := map[string]bool{}
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			element, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			switch element.Name.Local {
			case "script", "link", "img", "iframe", "a", "object", "form", "use", "image":
				t.Errorf("%s has an element %s", name, element.Name.Local)
			case "table":
				tables++
			case "caption":
				captions++
			case "title":
				titles++
			}
			for _, a := range element.Attr {
				switch {
				case strings.HasPrefix(a.Name.Local, "on"), a.Name.Local == "src", a.Name.Local == "href":
					t.Errorf("%s: %s has %s", name, element.Name.Local, a.Name.Local)
				case a.Name.Local == "id" && ids[a.Value]:
					t.Errorf("%s has two ids %q", name, a.Value)
				case a.Name.Local == "id":
					ids[a.Value] = true
				case a.Name.Local == "role" && a.Value == "img":
					drawings++
				case strings.Contains(a.Value, "NaN"), strings.Contains(a.Value, "Inf"):
					t.Errorf("%s: %s has %s = %s", name, element.Name.Local, a.Name.Local, a.Value)
				}
			}
		}
		if strings.Contains(text, "http") && !strings.Contains(text, "http-equiv") || strings.Count(text, "url(") != strings.Count(text, "url(#") {
			t.Errorf("%s names an address", name)
		}
		if wantDrawings := map[string]int{"a year": 6, "nothing": 0, "hostile names": 5}[name]; drawings != wantDrawings || titles != drawings+1 {
			t.Errorf("%s has %d drawings and %d titles, want %d drawings", name, drawings, titles, wantDrawings)
		}
		if tables != 7 || captions != tables {
			t.Errorf("%s has %d tables and %d captions", name, tables, captions)
		}
		if !utf8.ValidString(text) {
			t.Errorf("%s is not UTF-8", name)
		}
	}
}

// TestDrawingsStayInside checks that bars and the places of texts stay inside the drawing, and that bars keep to scale.
func TestDrawingsStayInside(t *testing.T) {
	var list []Count
	for i := range int64(60) {
		list = append(list, at(weekOf(time.Date(2026, time.January, 5, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(7*i))), Cell{Sector: string(rune('a' + i%30))}, Finish, 5*(1+i*i)))
	}
	f, w := New(list), plainWords()
	for name, c := range map[string]chart{"columns": w.columns(f.Table(Query{By: []Dimension{ByWeek}})), "bars": w.bars(f.Table(Query{By: []Dimension{BySector}}), false)} {
		if len(c.Bars) < maxBars || c.Left == 0 {
			t.Fatalf("%s: %d bars, %d left out", name, len(c.Bars), c.Left)
		}
		for _, b := range c.Bars {
			if b.X < 0 || b.Y < 0 || b.Width <= 0 || b.Height <= 0 || b.X+b.Width > c.Width || b.Y+b.Height > c.Height {
				t.Errorf("%s: %+v is outside %v × %v", name, b, c.Width, c.Height)
			}
		}
		for _, l := range c.Labels {
			if width := 7 * float64(len(l.Text)); l.X < 0 || l.X > c.Width || l.Y < 0 || l.Y > c.Height || l.Anchor == "end" && l.X < width {
				t.Errorf("%s: %+v is outside", name, l)
			}
		}
	}
}
