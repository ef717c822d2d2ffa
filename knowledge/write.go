package knowledge

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// block writes what stands at the beginning of lines: a record, a table or a list, at an indent.
func (w *writer) block(n *yaml.Node, t reflect.Type, indent int) {
	switch t = indirect(t); {
	case n.Kind == yaml.SequenceNode && len(n.Content) == 0:
		w.above(n.Line, indent)
		w.line(indent, "[]", w.layout.trail(n.Line))
	case n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			w.item(item, indirect(t.Elem()), indent)
		}
	default:
		for _, e := range sorted(n, t) {
			w.above(e.key.Line, indent)
			w.entry(e, t, indent, strings.Repeat(" ", indent))
		}
	}
}

func indirect(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// pair is one key of a record and its value.
type pair struct{ key, value *yaml.Node }

// sorted lists the keys of a record in their order; those of a table stay as they are.
func sorted(n *yaml.Node, t reflect.Type) []pair {
	var pairs []pair
	for i := 0; i+1 < len(n.Content); i += 2 {
		pairs = append(pairs, pair{n.Content[i], n.Content[i+1]})
	}
	if t.Kind() == reflect.Struct {
		order := keyOrder(t)
		slices.SortStableFunc(pairs, func(a, b pair) int {
			return slices.Index(order, a.key.Value) - slices.Index(order, b.key.Value)
		})
	}
	return pairs
}

// item writes one element of a list, behind its dash.
func (w *writer) item(n *yaml.Node, t reflect.Type, indent int) {
	w.above(n.Line, indent)
	dash := strings.Repeat(" ", indent) + "- "
	if t.Kind() != reflect.Struct || isText(t) {
		w.line(0, dash+w.scalar(n, "", ""), w.layout.trail(n.Line))
		return
	}
	pairs := sorted(n, t)
	if inline(n, t) && !w.commented(n) || len(pairs) == 0 {
		w.line(0, dash+w.flow(n, t), w.layout.trail(n.Line))
		return
	}
	for i, e := range pairs {
		w.above(e.key.Line, indent+2)
		before := strings.Repeat(" ", indent+2)
		if i == 0 {
			before = dash
		}
		w.entry(e, t, indent+2, before)
	}
}

// entry writes one key and its value; before is what stands before the key on its line.
func (w *writer) entry(e pair, t reflect.Type, indent int, before string) {
	key, trail := keyText(e.key.Value, t), w.layout.trail(e.key.Line)
	typ, tag := fieldOf(t, e.key.Value)
	switch n := e.value; {
	case isText(typ):
		if n.Line != e.key.Line {
			trail = strings.TrimSpace(trail + " " + w.layout.trail(n.Line))
		}
		w.line(0, before+key+": "+w.scalar(n, e.key.Value, tag), trail)
	case n.Kind == yaml.SequenceNode && isText(indirect(typ.Elem())) && n.Style&yaml.FlowStyle != 0, len(n.Content) == 0:
		w.list(n, before+key+": ", indent, e.key.Value, tag)
	case n.Kind == yaml.MappingNode && inline(n, typ) && !w.commented(n):
		w.line(0, before+key+": "+w.flow(n, typ), trail)
	case n.Kind == yaml.SequenceNode && isText(indirect(typ.Elem())):
		w.line(0, before+key+":", trail)
		for _, item := range n.Content {
			w.above(item.Line, indent+2)
			w.line(indent+2, "- "+w.scalar(item, e.key.Value, tag), w.layout.trail(item.Line))
		}
	default:
		w.line(0, before+key+":", trail)
		w.block(n, typ, indent+2)
	}
}

// list writes a list between brackets: in one line when it is so, else with the breaks that it has.
func (w *writer) list(n *yaml.Node, before string, indent int, key string, tag reflect.StructTag) {
	if len(n.Content) == 0 {
		empty := "[]"
		if n.Kind == yaml.MappingNode {
			empty = "{}"
		}
		w.line(0, before+empty, w.layout.trail(n.Line))
		return
	}
	texts := make([]string, len(n.Content))
	broken := false
	for i, item := range n.Content {
		texts[i] = w.scalar(item, key, tag)
		broken = broken || item.Line != n.Content[0].Line
	}
	if !broken {
		w.line(0, before+"["+strings.Join(texts, ", ")+"]", w.layout.trail(n.Content[0].Line))
		return
	}
	opening := ""
	if n.Line != n.Content[0].Line {
		opening = w.layout.trail(n.Line)
	}
	w.line(0, before+"[", opening)
	for i := 0; i < len(texts); {
		last := i
		for last < len(texts) && n.Content[last].Line == n.Content[i].Line {
			last++
		}
		w.above(n.Content[i].Line, indent+2)
		w.line(indent+2, strings.Join(texts[i:last], ", ")+",", w.layout.trail(n.Content[i].Line))
		i = last
	}
	w.line(indent, "]", "")
}

// flow writes a record or a table between braces.
func (w *writer) flow(n *yaml.Node, t reflect.Type) string {
	var parts []string
	for _, e := range sorted(n, t) {
		typ, tag := fieldOf(t, e.key.Value)
		value := ""
		switch {
		case isText(typ):
			value = w.scalar(e.value, e.key.Value, tag)
		case e.value.Kind == yaml.SequenceNode:
			var items []string
			for _, item := range e.value.Content {
				if element := indirect(typ.Elem()); isText(element) {
					items = append(items, w.scalar(item, e.key.Value, tag))
				} else {
					items = append(items, w.flow(item, element))
				}
			}
			value = "[" + strings.Join(items, ", ") + "]"
		default:
			value = w.flow(e.value, typ)
		}
		parts = append(parts, keyText(e.key.Value, t)+": "+value)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// inline reports whether a record is written between braces: sources and the like always are, entries never, others as they
// were.
func inline(n *yaml.Node, t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[Source](), reflect.TypeFor[Verified](), reflect.TypeFor[Fit](), reflect.TypeFor[Answers](), reflect.TypeFor[Expect]():
		return true
	case reflect.TypeFor[Territory](), reflect.TypeFor[Contact](), reflect.TypeFor[Office](), reflect.TypeFor[Node](), reflect.TypeFor[Scenario](), reflect.TypeFor[Resource](),
		reflect.TypeFor[Term](), reflect.TypeFor[Area](), reflect.TypeFor[Reference]():
		return false
	}
	return n.Style&yaml.FlowStyle != 0
}

// commented reports whether some comment stands inside a record.
func (w *writer) commented(n *yaml.Node) bool {
	first, last := n.Line, n.Line
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		last = max(last, n.Line)
		for _, child := range n.Content {
			visit(child)
		}
	}
	visit(n)
	for line := first; line < last; line++ {
		if comment, aside := w.layout.aside(line + 1); aside && comment != "" || w.layout.trail(line) != "" {
			return true
		}
	}
	return false
}

// fieldOf is the type and the tag of a key of a record; the values of a table are texts.
func fieldOf(t reflect.Type, key string) (reflect.Type, reflect.StructTag) {
	if t.Kind() == reflect.Map {
		return t.Elem(), ""
	}
	for _, f := range recordFields(t) {
		if f.key == key {
			return f.typ, f.tag
		}
	}
	return reflect.TypeFor[String](), ""
}

// isText reports whether a type is written as one word or text.
func isText(t reflect.Type) bool {
	return t == reflect.TypeFor[String]() || t == reflect.TypeFor[Int]() || t == reflect.TypeFor[Bool]() || t == reflect.TypeFor[Date]()
}

var (
	plainText  = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	plainKey   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*$`)
	otherwords = regexp.MustCompile(`^(?i:y|n|yes|no|on|off|true|false|null)$`)
)

// scalar writes a text: identifiers and codes of the vocabulary as they are, the rest between quotes.
func (w *writer) scalar(n *yaml.Node, key string, tag reflect.StructTag) string {
	text := strings.TrimSpace(n.Value)
	if n.Tag == "!!bool" && n.Style == 0 {
		return text
	}
	coded := tag.Get("code") != "" || tag.Get("one") != "" || tag.Get("ref") != "" || slices.Contains([]string{"id", "code", "relaxed"}, key)
	told := tag == "" && slices.Contains(Slots(), key) && key != "place" // what an answer of the tree tells
	if (coded || told) && plainText.MatchString(text) && !otherwords.MatchString(text) {
		return text
	}
	return quoted(text)
}

// keyText writes a key: those of records as they are, those of tables between quotes when they are no plain word.
func keyText(key string, t reflect.Type) string {
	if t.Kind() == reflect.Struct || plainKey.MatchString(key) && !otherwords.MatchString(key) {
		return key
	}
	return quoted(key)
}

// quoted writes a text between double quotes; the no-break spaces that the loader puts by itself are written as ordinary ones.
func quoted(text string) string {
	text = strings.NewReplacer("\u00a0:", " :", "\u00a0;", " ;", "\u00a0?", " ?", "\u00a0!", " !", "\u00a0»", " »", "«\u00a0", "« ").Replace(text)
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// above writes the comments that stand above a line; several empty lines become one.
func (w *writer) above(line, indent int) {
	w.asides(w.layout.lead(line), indent)
	w.began = true
}

func (w *writer) asides(lines []string, indent int) {
	for i, comment := range lines {
		switch {
		case comment != "":
			w.line(indent, comment, "")
		case i > 0 && lines[i-1] == "" || !w.began && i == 0 || bytes.HasSuffix(w.Bytes(), []byte(":\n")):
		default:
			w.WriteByte('\n')
		}
	}
}

// foot writes the comments that stand below everything.
func (w *writer) foot() {
	below := w.layout.last()
	for len(below) > 0 && below[len(below)-1] == "" {
		below = below[:len(below)-1]
	}
	w.asides(below, 0)
}

// line writes one line and the comment at its end.
func (w *writer) line(indent int, text, trail string) {
	w.WriteString(strings.Repeat(" ", indent))
	w.WriteString(text)
	if trail != "" {
		w.WriteString(" " + trail)
	}
	w.WriteByte('\n')
}
