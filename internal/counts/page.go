package counts

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"
	"time"
)

//go:embed page.html
var pageSource string

// Page is what a page of figures shows.
type Page struct {
	// Campaign, when it is not empty, keeps the figures of that campaign.
	Campaign string
	// By are the dimensions of a table that crosses them, after the tables by each dimension; fewer than two give none.
	By []Dimension
	// Values are the closed lists of Query.
	Values map[Dimension][]string
	// Made is the day on which the page is made.
	Made time.Time
}

// sheet is the page in words.
type sheet struct {
	Title    string
	Period   string
	Made     string
	Tiles    []tile
	Sections []section
	Reading  string
	Notes    []string
}

type tile struct{ Figure, Name, Means string }

// section is a chart and the table of the same figures, or a table alone.
type section struct {
	ID, Title, Describes string
	Chart                *chart
	Legend               []legend
	Left                 string
	Table                lines
}

type legend struct {
	Style What
	Name  string
}

// lines is a table in words: Names is how many columns on the left are names, and the last row is the total.
type lines struct {
	Caption string
	Header  []string
	Names   int
	Rows    [][]string
}

// Last is the place of the total.
func (l lines) Last() int { return len(l.Rows) - 1 }

// HTML writes figures as one page that needs nothing else: no script, no address, drawings inside.
func (w Words) HTML(out io.Writer, f *Figures, p Page) error {
	parsed, err := template.New("page").Funcs(template.FuncMap{"num": func(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }}).Parse(pageSource)
	if err != nil {
		return fmt.Errorf("page of figures: %w", err)
	}
	var text strings.Builder
	if err := parsed.Execute(&text, w.sheet(f, p)); err != nil {
		return fmt.Errorf("page of figures: %w", err)
	}
	if _, err := io.WriteString(out, text.String()); err != nil {
		return fmt.Errorf("page of figures: %w", err)
	}
	return nil
}

func (w Words) sheet(f *Figures, p Page) sheet {
	only := map[Dimension]string{}
	s := sheet{Title: w.say("figures.title"), Made: w.say("figures.made", "day", p.Made.Format("02/01/2006")), Reading: w.say("figures.reading"), Notes: w.Notes()}
	if p.Campaign != "" {
		only[ByCampaign] = p.Campaign
		s.Title = w.say("figures.campaign", "name", p.Campaign)
	}
	s.Tiles = w.tiles(f.Table(Query{Only: only}))
	for _, d := range Dimensions() {
		if d == ByCampaign && p.Campaign != "" {
			continue
		}
		t := f.Table(Query{By: []Dimension{d}, Only: only, Values: p.Values})
		if d == ByWeek {
			s.Period = w.period(t)
		}
		s.Sections = append(s.Sections, w.section(t, d))
	}
	if by := order(p.By); len(by) > 1 {
		t := f.Table(Query{By: by, Only: only, Values: p.Values})
		s.Sections = append(s.Sections, section{ID: "croisement", Title: w.say("figures.crossed"), Table: w.table(t, w.say("figures.crossed"))})
	}
	return s
}

// period says from which week to which there are figures, "" when there are none.
func (w Words) period(t Table) string {
	weeks := between(t.Rows)
	if len(weeks) == 0 {
		return ""
	}
	first, _ := Monday(weeks[0])
	last, _ := Monday(weeks[len(weeks)-1])
	const layout = "02/01/2006"
	return w.say("figures.period", "from", first.Format(layout), "to", last.AddDate(0, 0, 6).Format(layout))
}

// tiles are the few figures at the top.
func (w Words) tiles(t Table) []tile {
	var tiles []tile
	for _, what := range []What{Start, Finish, Relaxed, National} {
		tiles = append(tiles, tile{t.Total.Number(what).String(), w.say("figures.what." + string(what)), w.say("figures.means." + string(what))})
	}
	return append(tiles, tile{w.rate(t.Total), w.say("figures.rate"), w.say("figures.means.rate")})
}

func (w Words) section(t Table, d Dimension) section {
	title := w.say("figures.section." + string(d))
	s := section{ID: string(d), Title: title, Table: w.table(t, title)}
	var c chart
	if d == ByWeek {
		c, s.Describes = w.columns(t), w.say("figures.describe.columns")
	} else {
		c, s.Describes = w.bars(t, d == ByStage || d == ByHolder), w.say("figures.describe.bars")
	}
	if len(c.Bars) == 0 {
		return s
	}
	s.Chart = &c
	for _, what := range c.Legend {
		s.Legend = append(s.Legend, legend{what, w.say("figures.what." + string(what))})
	}
	if c.Left > 0 {
		s.Left = w.say("figures.left", "count", strconv.Itoa(c.Left))
	}
	return s
}

func (w Words) table(t Table, caption string) lines {
	l := lines{Caption: caption, Header: w.header(t), Names: len(t.By), Rows: w.lines(t)}
	for _, row := range l.Rows {
		for i, cell := range row {
			row[i] = unbroken(cell)
		}
	}
	return l
}

// unbroken keeps "< 5" on one line.
func unbroken(text string) string { return strings.ReplaceAll(text, "< 5", "<\u00a05") }

// Notes say how figures are to be read, a paragraph each.
func (w Words) Notes() []string {
	var notes []string
	for _, note := range []string{"least", "small", "start", "rate", "nobody"} {
		notes = append(notes, unbroken(w.say("figures.note."+note)))
	}
	return notes
}
