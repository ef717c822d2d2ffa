package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// ErrFormat is returned when a file would not keep its meaning or its comments: it is then left as it is.
var ErrFormat = errors.New("knowledge: the file cannot be formatted without loss")

// Format writes a file of the base in its canonical form: the order of the keys, the quotes, the indents and the spaces;
// comments and the breaks between sections are kept. The meaning never changes: what Load reads of both is the same, but for
// codes and dates that lacked their quotes. A file with another fault of form is not formatted: the error is then Faults.
func Format(name string, data []byte) ([]byte, error) {
	value, faults := decodeFile(name, data)
	if value == nil {
		return nil, faults
	}
	faults = slices.DeleteFunc(faults, func(f Fault) bool { return f.Rule == "guillemets" || f.Rule == "longueur" })
	if len(faults) > 0 {
		return nil, faults
	}
	root, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	w := &writer{layout: readLayout(data, root)}
	w.header(name)
	w.asides(w.layout.lead(root.Line), 0) // what stands above everything is about the file
	w.block(root, reflect.TypeOf(value).Elem(), 0)
	w.foot()
	out := bytes.Clone(w.Bytes())
	if !keepsAll(name, data, out, value) {
		return nil, fmt.Errorf("%s: %w", name, ErrFormat)
	}
	return out, nil
}

// decodeFile reads one file apart from the others; the value is nil for a file of no known kind.
func decodeFile(name string, data []byte) (any, Faults) {
	value := shape(name)
	if value == nil {
		return nil, readPart(file{name, data}).faults
	}
	d := &decoder{file: name}
	d.decode(data, value)
	return value, d.faults
}

// keepsAll reports whether the formatted file holds the same content and the same comments as the original.
func keepsAll(name string, before, after []byte, value any) bool {
	again, faults := decodeFile(name, after)
	if len(faults) > 0 {
		return false
	}
	comments, kept := commentsOf(before), commentsOf(after)
	header := slices.IndexFunc(kept, isHeader)
	if header >= 0 && slices.IndexFunc(comments, isHeader) < 0 {
		kept = slices.Delete(kept, header, header+1)
	}
	slices.Sort(comments)
	slices.Sort(kept)
	if !slices.Equal(comments, kept) {
		return false
	}
	if quoted, ok := requoted(before); ok {
		value, _ = decodeFile(name, quoted)
	}
	return reflect.DeepEqual(plain(reflect.ValueOf(value)), plain(reflect.ValueOf(again)))
}

// requoted puts quotes around the numbers, dates and booleans of a file, so that it reads as the formatted one does; ok is
// false when there is nothing to quote.
func requoted(data []byte) (out []byte, ok bool) {
	root, err := parse(data)
	if err != nil || root == nil {
		return nil, false
	}
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode && n.Style == 0 && n.Tag != "!!str" && n.Tag != "!!bool" {
			n.Style, n.Tag, ok = yaml.DoubleQuotedStyle, "!!str", true
		}
		for _, child := range n.Content {
			visit(child)
		}
	}
	visit(root)
	if !ok {
		return nil, false
	}
	out, err = yaml.Marshal(root)
	return out, err == nil
}

// plain is a value without the places where it was written.
func plain(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return plain(v.Elem())
	case reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = plain(v.Index(i))
		}
		return list
	case reflect.Map:
		table := map[string]any{}
		for _, key := range v.MapKeys() {
			table[key.String()] = plain(v.MapIndex(key))
		}
		return table
	case reflect.Struct:
		record := map[string]any{}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Type != reflect.TypeFor[Pos]() {
				record[f.Name] = plain(v.Field(i))
			}
		}
		return record
	}
	return v.Interface()
}

// header writes the line that tells editors the schema, unless the file has it.
func (w *writer) header(name string) {
	schema := SchemaFor(name)
	if schema == "" || slices.ContainsFunc(w.layout.comments(), isHeader) {
		return
	}
	fmt.Fprintf(w, "# yaml-language-server: $schema=%s\n", schema)
}

func isHeader(comment string) bool {
	return strings.HasPrefix(comment, "# yaml-language-server: $schema=")
}

// commentsOf lists the comments of a file.
func commentsOf(data []byte) []string {
	root, err := parse(data)
	if err != nil || root == nil {
		return nil
	}
	return readLayout(data, root).comments()
}

// writer writes a file in its canonical form.
type writer struct {
	bytes.Buffer
	layout *layout
	began  bool // something other than comments was written
}
