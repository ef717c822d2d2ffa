package check

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"jalon/knowledge"
)

// maxWidth is the widest line of source shown, in columns of a terminal: a longer one is cut around the fault.
const maxWidth = 110

// Show prints faults sorted as they are, each with its line of source and a caret under the word. Warnings are marked.
func Show(w io.Writer, fsys fs.FS, faults knowledge.Faults) error {
	sources := map[string]string{}
	for _, f := range faults {
		name := f.Pos.File
		if _, known := sources[name]; !known {
			data, err := readSource(fsys, name)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("read %s: %w", name, err)
			}
			sources[name] = data
		}
		mark := ""
		if f.Warning {
			mark = "avertissement\u00a0: "
		}
		if _, err := fmt.Fprintf(w, "%s: %s%s [%s]\n%s", f.Pos, mark, f.Message, f.Rule, Excerpt(sources[name], f.Pos)); err != nil {
			return fmt.Errorf("print: %w", err)
		}
	}
	return nil
}

// Excerpt is the line of source of a fault with a caret under the word, as lines to print; "" when the source does not have it.
//
//	   |
//	14 |       goto: territorie
//	   |             ^~~~~~~~~~
func Excerpt(source string, pos knowledge.Pos) string {
	row, found := lineOf(source, pos.Line)
	if !found {
		return ""
	}
	letters := []rune(strings.TrimRight(row, "\r\n"))
	col := min(max(pos.Col-1, 0), len(letters))
	from, to := cut(letters, col)
	length := wordLength(letters[col:])
	length = max(1, min(length, to-col))
	head, mark := "", ""
	if from > 0 {
		head = "… "
	}
	tail := ""
	if to < len(letters) {
		tail = " …"
	}
	for _, r := range head + string(letters[from:col]) {
		mark += blank(r)
	}
	mark += "^" + strings.Repeat("~", max(0, displayWidth(letters[col:min(col+length, len(letters))])-1))
	number := strconv.Itoa(pos.Line)
	gap := strings.Repeat(" ", len(number))
	return gap + " |\n" + number + " | " + head + string(letters[from:to]) + tail + "\n" + gap + " | " + mark + "\n"
}

func lineOf(source string, n int) (row string, found bool) {
	for row := range strings.Lines(source) {
		if n--; n == 0 {
			return row, true
		}
	}
	return "", false
}

// cut chooses the part of a line to show: all of it, or a window around the column.
func cut(letters []rune, col int) (from, to int) {
	if displayWidth(letters) <= maxWidth {
		return 0, len(letters)
	}
	from = max(0, col-maxWidth/3)
	return from, min(len(letters), from+maxWidth)
}

// wordLength is how many characters the word at the beginning has: a quoted text with its quotes, else up to a space or a
// sign of YAML.
func wordLength(letters []rune) int {
	if len(letters) == 0 {
		return 1
	}
	if quote := letters[0]; quote == '"' || quote == '\'' {
		for i := 1; i < len(letters); i++ {
			switch {
			case letters[i] == '\\' && quote == '"':
				i++
			case letters[i] == quote:
				return i + 1
			}
		}
		return len(letters)
	}
	for i, r := range letters {
		if unicode.IsSpace(r) || strings.ContainsRune(`,:;"[]{}()«»`, r) {
			return i
		}
	}
	return len(letters)
}

// displayWidth is how many columns of a terminal the characters take.
func displayWidth(letters []rune) int {
	n := 0
	for _, r := range letters {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1F300 && r <= 0x1FAFF:
		return 2
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// blank is what stands under a character to the left of the caret.
func blank(r rune) string {
	if r == '\t' {
		return "\t"
	}
	return strings.Repeat(" ", runeWidth(r))
}
