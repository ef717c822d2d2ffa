package atlas

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
)

// Page is a page to explore a map: the map itself, filters, and a table that says the same.
type Page struct {
	Title, Intro, Credit string
	Map                  Map
	// Filters choose among the cells of every area; the cells of an area come in the order of the product of the filters, the
	// last filter changing fastest.
	Filters []Filter
	// Cells are those of each area of the map, in the same order; every area has as many.
	Cells [][]PageCell
}

// Filter is one question of the page.
type Filter struct {
	Label, All string
	Options    []string
}

// PageCell is what one area has for one choice of all the filters.
type PageCell struct {
	// Class is the key of a class of the map.
	Class string
	// First is the name of who comes first, "" when nobody does; Count how many there are.
	First string
	Count int
	// Note is what is to be said besides, "" for nothing.
	Note string
}

var (
	//go:embed page.html
	pageHTML string
	//go:embed page.css
	pageCSS string
	//go:embed page.js
	pageJS string
)

// pageData is what the script of the page reads.
type pageData struct {
	Classes []Class     `json:"classes"`
	Areas   [][2]string `json:"areas"`
	Filters []Filter    `json:"filters"`
	Names   []string    `json:"names"`
	Notes   []string    `json:"notes"`
	// Cells holds four numbers a cell: class, name, count, note.
	Cells [][]int `json:"cells"`
}

// WriteHTML writes the page, whole: styles, script, map and data are in it.
func (p Page) WriteHTML(w io.Writer) error {
	var drawing bytes.Buffer
	if err := p.Map.WriteSVG(&drawing); err != nil {
		return err
	}
	data, err := json.Marshal(p.data())
	if err != nil {
		return fmt.Errorf("atlas: data of the page: %w", err)
	}
	page, err := template.New("page").Parse(pageHTML)
	if err != nil {
		return fmt.Errorf("atlas: page: %w", err)
	}
	err = page.Execute(w, map[string]any{
		"Title": p.Title, "Intro": p.Intro, "Credit": p.Credit, "Filters": p.Filters,
		"Style":  template.CSS(pageCSS),           //nolint:gosec // our own file
		"Script": template.JS(pageJS),             //nolint:gosec // our own file
		"Data":   template.JS(data),               //nolint:gosec // JSON escapes what HTML would read
		"Map":    template.HTML(drawing.String()), //nolint:gosec // drawn above, its texts are escaped
	})
	if err != nil {
		return fmt.Errorf("atlas: page: %w", err)
	}
	return nil
}

// data numbers what the cells repeat.
func (p Page) data() pageData {
	d := pageData{Classes: p.Map.Classes, Filters: p.Filters, Areas: [][2]string{}}
	classes, names, notes := numbers{}, numbers{}, numbers{}
	for _, c := range p.Map.Classes {
		classes.of(c.Key)
	}
	for i, area := range p.Map.Areas {
		d.Areas = append(d.Areas, [2]string{area.Code, area.Name})
		row := make([]int, 0, 4*len(p.Cells[i]))
		for _, cell := range p.Cells[i] {
			row = append(row, classes.of(cell.Class), names.of(cell.First), cell.Count, notes.of(cell.Note))
		}
		d.Cells = append(d.Cells, row)
	}
	d.Names, d.Notes = names.list(), notes.list()
	return d
}

// numbers gives each text a number, from 0.
type numbers map[string]int

func (n numbers) of(text string) int {
	i, known := n[text]
	if !known {
		i = len(n)
		n[text] = i
	}
	return i
}

func (n numbers) list() []string {
	list := make([]string, len(n))
	for text, i := range n {
		list[i] = text
	}
	return list
}
