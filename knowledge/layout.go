package knowledge

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// layout is what a file holds besides its content: comments and empty lines, by line.
type layout struct {
	rows []string
	// within are the lines (from 1) that lie inside a text of several lines: nothing in them is a comment.
	within map[int]bool
	// given are the lines above which the comments were already written.
	given map[int]bool
}

func readLayout(data []byte, root *yaml.Node) *layout {
	text := strings.TrimPrefix(string(data), "\uFEFF")
	rows := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	l := &layout{rows: rows, within: map[int]bool{}, given: map[int]bool{}}
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode {
			l.span(n)
		}
		for _, child := range n.Content {
			visit(child)
		}
	}
	if root != nil {
		visit(root)
	}
	return l
}

// span marks the lines of a text that runs over several of them.
func (l *layout) span(n *yaml.Node) {
	first := n.Line // index of the following row
	switch n.Style &^ yaml.TaggedStyle {
	case yaml.LiteralStyle, yaml.FoldedStyle:
		indent := indentOf(l.rows[n.Line-1])
		for i := first; i < len(l.rows) && (strings.TrimSpace(l.rows[i]) == "" || indentOf(l.rows[i]) > indent); i++ {
			l.within[i+1] = true
		}
	case yaml.DoubleQuotedStyle, yaml.SingleQuotedStyle:
		quote := byte('"')
		if n.Style&yaml.SingleQuotedStyle != 0 {
			quote = '\''
		}
		start := []rune(l.rows[n.Line-1])
		open := !closes(string(start[min(n.Column, len(start)):]), quote)
		for i := first; open && i < len(l.rows); i++ {
			l.within[i+1] = true
			open = !closes(l.rows[i], quote)
		}
	}
}

// closes reports whether a quoted text ends in the row.
func closes(row string, quote byte) bool {
	for i := 0; i < len(row); i++ {
		switch {
		case quote == '"' && row[i] == '\\':
			i++
		case row[i] == quote && quote == '\'' && i+1 < len(row) && row[i+1] == quote:
			i++
		case row[i] == quote:
			return true
		}
	}
	return false
}

func indentOf(row string) int { return len(row) - len(strings.TrimLeft(row, " ")) }

// aside reports whether a line (from 1) has no content, and its comment if any.
func (l *layout) aside(line int) (comment string, aside bool) {
	if line < 1 || line > len(l.rows) || l.within[line] {
		return "", false
	}
	text := strings.TrimSpace(l.rows[line-1])
	return text, text == "" || strings.HasPrefix(text, "#")
}

// lead is the comments and empty lines right above a line, given once; an empty line is "".
func (l *layout) lead(line int) []string {
	if l.given[line] {
		return nil
	}
	l.given[line] = true
	var above []string
	for i := line - 1; ; i-- {
		comment, aside := l.aside(i)
		if !aside {
			break
		}
		above = append(above, comment)
	}
	slices.Reverse(above)
	return above
}

// trail is the comment at the end of a line that has content, "" when there is none.
func (l *layout) trail(line int) string {
	if _, aside := l.aside(line); aside || line < 1 || line > len(l.rows) {
		return ""
	}
	row := l.rows[line-1]
	for i := 0; i < len(row); i++ {
		switch row[i] {
		case '"', '\'':
			if i > 0 && !strings.ContainsRune(" [{,:", rune(row[i-1])) {
				continue // an apostrophe in a word
			}
			if end := quotedEnd(row[i:]); end > 0 {
				i += end - 1
			}
		case '#':
			if i > 0 && row[i-1] == ' ' {
				return strings.TrimSpace(row[i:])
			}
		}
	}
	return ""
}

// quotedEnd is the length of the quoted text at the beginning, 0 when it goes on below.
func quotedEnd(text string) int {
	for i := 1; i < len(text); i++ {
		switch {
		case text[0] == '"' && text[i] == '\\':
			i++
		case text[i] == text[0] && text[0] == '\'' && i+1 < len(text) && text[i+1] == '\'':
			i++
		case text[i] == text[0]:
			return i + 1
		}
	}
	return 0
}

// comments lists every comment, in the order of lines.
func (l *layout) comments() []string {
	var all []string
	for line := 1; line <= len(l.rows); line++ {
		comment, aside := l.aside(line)
		if !aside {
			comment = l.trail(line)
		}
		if comment != "" {
			all = append(all, comment)
		}
	}
	return all
}

// last lists the comments below all content.
func (l *layout) last() []string {
	line := len(l.rows)
	for ; line > 0; line-- {
		if _, aside := l.aside(line); !aside {
			break
		}
	}
	var below []string
	for line++; line <= len(l.rows); line++ {
		comment, _ := l.aside(line)
		below = append(below, comment)
	}
	return below
}
