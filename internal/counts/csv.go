package counts

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// CSV writes a table for spreadsheets set to French: UTF-8 with a mark at its start, semicolons between cells, lines ended
// by CR LF. No cell begins like a formula. The first line names the columns; the total is the last line, the others the
// one before.
func (w Words) CSV(out io.Writer, t Table) error {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return fmt.Errorf("writing figures: %w", err)
	}
	writer := csv.NewWriter(out)
	writer.Comma, writer.UseCRLF = ';', true
	for _, line := range append([][]string{w.header(t)}, w.lines(t)...) {
		for i, cell := range line {
			line[i] = harmless(cell)
		}
		if rate := len(line) - 1; line[rate] == noRate {
			line[rate] = ""
		}
		if err := writer.Write(line); err != nil {
			return fmt.Errorf("writing figures: %w", err)
		}
	}
	writer.Flush()
	if err := writer.Error(); err != nil {
		return fmt.Errorf("writing figures: %w", err)
	}
	return nil
}

// harmless makes a cell that a spreadsheet would take for a formula a text, and takes line ends out of it.
func harmless(cell string) string {
	cell = strings.TrimSpace(strings.ReplaceAll(plain(cell), "\u00a0", " "))
	if first, _ := utf8.DecodeRuneInString(cell); cell != noRate && cell != "" && strings.ContainsRune("=+-@|%\"'＝＋－＠", first) {
		return "'" + cell
	}
	return cell
}

// MarshalJSON gives the number, or "< 5" as a text.
func (n Number) MarshalJSON() ([]byte, error) {
	if n.Small() {
		return []byte(`"< 5"`), nil
	}
	return fmt.Appendf(nil, "%d", n), nil
}

// Document is a table as JSON shows it.
type Document struct {
	By    []Dimension   `json:"by"`
	Total RowDocument   `json:"total"`
	Rows  []RowDocument `json:"rows"`
	// Others is absent when the table has no dimensions.
	Others *RowDocument `json:"others,omitempty"`
}

// RowDocument is a row as JSON shows it: its figures are numbers, or "< 5".
type RowDocument struct {
	Key     map[Dimension]string `json:"key,omitempty"`
	Figures map[What]Number      `json:"figures"`
	// Rate is in percent, null when it is not shown.
	Rate *int `json:"rate"`
}

// Document is the table for JSON.
func (t Table) Document() Document {
	d := Document{By: append([]Dimension{}, t.By...), Total: t.rowDocument(t.Total), Rows: []RowDocument{}}
	for _, r := range t.Rows {
		d.Rows = append(d.Rows, t.rowDocument(r))
	}
	if len(t.By) > 0 {
		others := t.rowDocument(t.Others)
		d.Others = &others
	}
	return d
}

func (t Table) rowDocument(r Row) RowDocument {
	d := RowDocument{Figures: map[What]Number{}}
	for i, value := range r.Key {
		if d.Key == nil {
			d.Key = map[Dimension]string{}
		}
		d.Key[t.By[i]] = value
	}
	for _, what := range t.Whats {
		d.Figures[what] = r.Number(what)
	}
	if rate, ok := r.Rate(); ok {
		d.Rate = &rate
	}
	return d
}
