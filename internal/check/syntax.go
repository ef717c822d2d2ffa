package check

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"jalon/knowledge"
)

// misfit is something in a file that YAML does not accept, where it stands: the reader of YAML often gives the line where it
// lost its way, which is not the line to correct.
type misfit struct {
	line, col int // from 1; columns count characters
	says      string
}

// pinpoint moves the faults of YAML files that cannot be read to what is to be corrected, and says it in plain words.
func (s *subject) pinpoint() {
	for i, f := range s.faults {
		source, known := s.sources[f.Pos.File]
		if f.Rule != "yaml" || !known || strings.Contains(f.Message, "Kio") || strings.Contains(f.Message, "imbriqués") {
			continue
		}
		if m, found := firstMisfit(source); found {
			s.faults[i].Pos = knowledge.Pos{File: f.Pos.File, Line: m.line, Col: m.col}
			s.faults[i].Message = m.says
		}
	}
}

var keyStart = regexp.MustCompile(`^(?:[\p{L}\d_.-]+|"[^"]*"|'[^']*') ?:(?: +|$)`)

var conflictStart = regexp.MustCompile(`^(?:<{7}|={7}|>{7})(?: |$)`)

// layout is what the lines read so far ask of the next one.
type layout struct {
	indents []int // the indents under way
	lists   []int // the indents of the lists under way, in order
	opens   bool  // the last line may hold deeper ones
	opened  bool  // the line before may hold deeper ones
	block   int   // indent of the key of a text in several lines, -1 outside of one
	inner   int   // indent of that text, 0 before its first line
	flow    flow
}

// flow is a list or a record between brackets that is not closed yet.
type flow struct {
	text         string // what was read of it, with its ends of lines; empty outside of one
	line, offset int    // where it begins
	indent       int    // of the key that it belongs to
}

// place is the line and the offset in it of an offset in the text.
func (f flow) place(at int) (line, offset int) {
	before := f.text[:min(at, len(f.text))]
	if n := strings.Count(before, "\n"); n > 0 {
		return f.line + n, at - strings.LastIndexByte(before, '\n') - 1
	}
	return f.line, f.offset + at
}

// firstMisfit reads a file line by line, as the base is written: blocks by indent, lists and records between brackets.
func firstMisfit(source string) (misfit, bool) {
	state := layout{indents: []int{0}, opens: true, block: -1}
	rows := strings.Split(source, "\n")
	for i, row := range rows {
		row = strings.TrimRight(row, "\r")
		line, at, says := state.next(row, i+1)
		if says != "" {
			row = rows[line-1]
			return misfit{line, 1 + utf8.RuneCountInString(row[:min(at, len(row))]), says}, true
		}
	}
	if state.flow.text != "" {
		at, says, _ := wrongFlow(state.flow.text)
		line, at := state.flow.place(at)
		return misfit{line, 1 + utf8.RuneCountInString(rows[line-1][:min(at, len(rows[line-1]))]), says}, true
	}
	return misfit{}, false
}

// next looks at one line and returns the line and the offset of what is wrong, and what.
func (l *layout) next(row string, line int) (wrongLine, at int, says string) {
	if at, says := oddBytes(row); says != "" {
		return line, at, says
	}
	if l.flow.text == "" {
		at, says := l.read(row, line)
		return line, at, says
	}
	text := strings.TrimLeft(row, " ")
	begins := len(row)-len(text) <= l.flow.indent && (keyStart.MatchString(text) || strings.HasPrefix(text, "- "))
	if !begins {
		l.flow.text += "\n" + row
	}
	at, says, unclosed := wrongFlow(l.flow.text)
	if says != "" && (begins || !unclosed) {
		wrongLine, at = l.flow.place(at)
		return wrongLine, at, says
	}
	if !unclosed {
		l.flow = flow{}
	}
	return 0, 0, ""
}

func oddBytes(row string) (at int, says string) {
	for i, r := range row {
		if r == utf8.RuneError && !strings.HasPrefix(row[i:], "\uFFFD") {
			return i, "cette lettre n'est pas enregistrée en UTF-8"
		}
		if r != '\t' && unicode.IsControl(r) {
			return i, "caractère de contrôle interdit"
		}
	}
	return 0, ""
}

// read looks at one line and returns the offset of what is wrong with it, and what.
func (l *layout) read(row string, line int) (at int, says string) {
	text := strings.TrimLeft(row, " ")
	indent := len(row) - len(text)
	switch {
	case l.block >= 0 && (text == "" || indent > l.block):
		if text != "" && l.inner == 0 {
			l.inner = indent
		}
		if text != "" && indent < l.inner {
			return indent, "ligne mal alignée avec celles du dessus"
		}
		return 0, ""
	case strings.TrimSpace(text) == "" || strings.HasPrefix(text, "#"):
		return 0, ""
	case text[0] == '\t':
		return indent, "tabulation interdite\u00a0: alignez avec des espaces"
	case conflictStart.MatchString(text):
		return indent, "reste d'un conflit git\u00a0: gardez une seule des deux versions, sans ces marques"
	case strings.HasPrefix(text, "---") && line > 1:
		return indent, "un seul document par fichier\u00a0: retirez la ligne ---"
	}
	l.block, l.opened = -1, l.opens
	if says := l.align(indent); says != "" {
		return indent, says
	}
	if says := l.listed(indent, strings.HasPrefix(text, "- ") || text == "-"); says != "" {
		return indent, says
	}
	inList := false
	for strings.HasPrefix(text, "- ") || text == "-" {
		inList = true
		rest := strings.TrimLeft(strings.TrimPrefix(text, "-"), " ")
		indent, text = indent+len(text)-len(rest), rest
		l.indents, l.opens = append(l.indents, indent), false
	}
	key := keyStart.FindString(text)
	switch {
	case text == "" || strings.HasPrefix(text, "---"):
		l.opens = true
		return 0, ""
	case key == "" && !inList && text[0] != '[' && text[0] != '{':
		return indent, "il manque deux-points et une espace après la clé"
	}
	value := text[len(key):]
	l.opens = key != "" && (strings.TrimSpace(value) == "" || strings.HasPrefix(value, "#"))
	if strings.HasPrefix(value, "|") || strings.HasPrefix(value, ">") {
		l.block, l.inner = indent, 0
		return 0, ""
	}
	if value != "" && (value[0] == '[' || value[0] == '{') {
		at, says, unclosed := wrongFlow(value)
		if unclosed {
			l.flow = flow{value, line, indent + len(key), indent}
			return 0, ""
		}
		return indent + len(key) + at, says
	}
	at, says = wrongValue(value)
	return indent + len(key) + at, says
}

// listed compares an element of a list, or a line that is none, with the lists under way.
func (l *layout) listed(indent int, element bool) (says string) {
	for len(l.lists) > 0 && l.lists[len(l.lists)-1] > indent {
		l.lists = l.lists[:len(l.lists)-1]
	}
	inside := len(l.lists) > 0 && l.lists[len(l.lists)-1] == indent
	switch {
	case !element && inside:
		l.lists = l.lists[:len(l.lists)-1] // a list at the indent of its key ends with the next key
	case element && !inside && !l.opened:
		return "élément de liste mal aligné avec ceux du dessus, ou sans clé avant lui"
	case element && !inside:
		l.lists = append(l.lists, indent)
	}
	return ""
}

// align compares the indent of a line with those under way.
func (l *layout) align(indent int) (says string) {
	last := l.indents[len(l.indents)-1]
	if indent > last {
		if !l.opens {
			return "ligne mal alignée\u00a0: trop d'espaces au début"
		}
		l.indents = append(l.indents, indent)
		return ""
	}
	for len(l.indents) > 0 && l.indents[len(l.indents)-1] > indent {
		l.indents = l.indents[:len(l.indents)-1]
	}
	if len(l.indents) == 0 || l.indents[len(l.indents)-1] != indent {
		return "ligne mal alignée avec celles du dessus"
	}
	return ""
}

// wrongValue returns what is wrong with what stands after a key, and its offset.
func wrongValue(value string) (at int, says string) {
	if value == "" {
		return 0, ""
	}
	switch value[0] {
	case '"', '\'':
		end := closing(value)
		if end < 0 {
			return 0, "guillemet ouvert et jamais fermé"
		}
		if rest := strings.TrimSpace(value[end:]); rest != "" && rest[0] != '#' {
			if value[0] == '\'' {
				return end, "texte après l'apostrophe qui ferme\u00a0: mettez le texte entre guillemets droits \" pour y écrire des apostrophes"
			}
			return end, "texte après le guillemet fermant\u00a0: mettez \\\" pour un guillemet dans le texte, ou « »"
		}
		return badEscape(value[:end])
	case '@', '`', '%', '!', ']', '}', ',':
		return 0, "ce signe ne peut pas commencer une valeur\u00a0: mettez-la entre guillemets"
	case '&', '*':
		return 0, "les ancres et les alias (& et *) ne sont pas acceptés ici"
	}
	if at := strings.Index(value, ": "); at >= 0 {
		return at, "deux-points dans un texte sans guillemets\u00a0: mettez tout le texte entre guillemets"
	}
	return 0, ""
}

// badEscape finds a backslash that means nothing in a text between double quotes.
func badEscape(text string) (at int, says string) {
	if text[0] != '"' {
		return 0, ""
	}
	for i := 1; i < len(text)-1; i++ {
		if text[i] != '\\' {
			continue
		}
		if i++; !strings.ContainsRune(`0abtnvfre "/\N_LPxuU`, rune(text[i])) {
			return i - 1, "barre oblique inverse (\\) mal placée dans des guillemets"
		}
	}
	return 0, ""
}

// closing is the offset after the quote that closes the text at the beginning, -1 when none does on its line.
func closing(text string) int {
	quote := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\n':
			return -1
		case quote == '"' && text[i] == '\\':
			i++
		case text[i] != quote:
		case quote == '\'' && i+1 < len(text) && text[i+1] == '\'':
			i++
		default:
			return i + 1
		}
	}
	return -1
}

// wrongFlow reads a list or a record between brackets; unclosed is true when only its end lacks.
func wrongFlow(value string) (at int, says string, unclosed bool) {
	var open []int
	for i := 0; i < len(value); i++ {
		switch c := value[i]; c {
		case '[', '{':
			open = append(open, i)
		case '#':
			if value[i-1] == ' ' || value[i-1] == '\n' {
				if end := strings.IndexByte(value[i:], '\n'); end >= 0 {
					i += end
				} else {
					i = len(value)
				}
			}
		case ']', '}':
			if value[open[len(open)-1]] != c-2 {
				return i, "ce signe ferme ce qui n'a pas été ouvert", false
			}
			if open = open[:len(open)-1]; len(open) == 0 {
				if rest := strings.TrimSpace(value[i+1:]); rest != "" && rest[0] != '#' {
					return i + 1, "texte après le crochet ou l'accolade qui ferme", false
				}
				return 0, "", false
			}
		case '"', '\'':
			if before := strings.TrimRight(value[:i], " \n"); !strings.ContainsRune("[{,:", rune(before[len(before)-1])) {
				if c == '"' {
					return i, "virgule oubliée, ou guillemet mal placé", false
				}
				continue // an apostrophe in a word
			}
			end := closing(value[i:])
			if end < 0 {
				return i, "guillemet ouvert et jamais fermé", false
			}
			i += end - 1
			if rest := strings.TrimLeft(value[i+1:], " \n"); rest != "" && !strings.ContainsRune(",:]}#", rune(rest[0])) {
				return i + 1, "virgule oubliée après ce texte", false
			}
		}
	}
	if value[open[len(open)-1]] == '[' {
		return open[len(open)-1], "crochet ouvert et jamais fermé", true
	}
	return open[len(open)-1], "accolade ouverte et jamais fermée", true
}
