package knowledge

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// Bounds on one file: a hostile or broken file is refused, never digested.
const (
	maxFileBytes = 1 << 20
	maxDepth     = 16
)

// decoder fills Go values from the nodes of one file and collects every fault with its place.
type decoder struct {
	file   string
	faults Faults
}

func (d *decoder) pos(n *yaml.Node) Pos { return Pos{File: d.file, Line: n.Line, Col: n.Column} }

func (d *decoder) fault(n *yaml.Node, rule, format string, args ...any) {
	d.faults = append(d.faults, Fault{Pos: d.pos(n), Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// decode parses data into the value that target points to.
func (d *decoder) decode(data []byte, target any) {
	if len(data) > maxFileBytes {
		d.fault(&yaml.Node{Line: 1, Column: 1}, "yaml", "le fichier dépasse %d Kio", maxFileBytes>>10)
		return
	}
	if !utf8.Valid(data) {
		d.fault(&yaml.Node{Line: 1, Column: 1}, "yaml", "le fichier n'est pas enregistré en UTF-8")
		return
	}
	root, err := parse(data)
	if err != nil {
		line, message := yamlError(err)
		d.fault(&yaml.Node{Line: line, Column: 1}, "yaml", "%s", message)
		return
	}
	if root == nil {
		d.fault(&yaml.Node{Line: 1, Column: 1}, "yaml", "le fichier est vide")
		return
	}
	d.value(root, reflect.ValueOf(target).Elem(), maxDepth)
}

// value fills one Go value from one node.
func (d *decoder) value(n *yaml.Node, v reflect.Value, depth int) {
	switch {
	case depth == 0:
		d.fault(n, "yaml", "trop de niveaux imbriqués")
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.fault(n, "yaml", "les ancres et les alias (& et *) ne sont pas acceptés ici")
	case isScalar(v):
		d.scalar(n, v)
	case v.Kind() == reflect.Slice:
		d.list(n, v, depth)
	case v.Kind() == reflect.Map:
		d.table(n, v)
	default:
		d.record(n, v, depth)
	}
}

func isScalar(v reflect.Value) bool {
	switch v.Interface().(type) {
	case String, Int, Bool, Date:
		return true
	}
	return false
}

func (d *decoder) scalar(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.ScalarNode {
		d.fault(n, "type", "un texte est attendu ici, pas %s", kindName(n))
		return
	}
	if n.Tag == "!!null" {
		d.fault(n, "vide", "valeur manquante")
		return
	}
	switch field := v.Addr().Interface().(type) {
	case *String:
		if n.Tag != "!!str" {
			d.fault(n, "guillemets", "écrivez %s entre guillemets\u00a0: \"%s\"", n.Value, n.Value)
			return
		}
		if strings.TrimSpace(n.Value) == "" {
			d.fault(n, "vide", "valeur vide")
			return
		}
		*field = String{Value: typeset(strings.TrimSpace(n.Value)), Pos: d.pos(n)}
	case *Int:
		i, err := strconv.Atoi(n.Value)
		if err != nil {
			d.fault(n, "type", "un nombre entier est attendu, pas \"%s\"", n.Value)
			return
		}
		*field = Int{Value: i, Pos: d.pos(n)}
	case *Bool:
		if n.Tag != "!!bool" {
			d.fault(n, "type", "true ou false est attendu, pas \"%s\"", n.Value)
			return
		}
		*field = Bool{Value: strings.EqualFold(n.Value, "true"), Pos: d.pos(n)}
	case *Date:
		date, ok := parseDate(n.Value)
		if !ok {
			d.fault(n, "date", "%s", wrongDate(n.Value))
			return
		}
		if n.Tag != "!!str" {
			d.fault(n, "guillemets", "écrivez la date entre guillemets\u00a0: \"%s\"", n.Value)
			return
		}
		date.Pos = d.pos(n)
		*field = date
	}
}

// typeset puts the no-break spaces of French typography, so that maintainers type ordinary ones.
func typeset(s string) string {
	if !strings.ContainsAny(s, ":;?!»«") { // most
		return s
	}
	return strings.NewReplacer(" :", "\u00a0:", " ;", "\u00a0;", " ?", "\u00a0?", " !", "\u00a0!", " »", "\u00a0»", "« ", "«\u00a0").Replace(s)
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, depth int) {
	if n.Kind != yaml.SequenceNode {
		d.fault(n, "type", "une liste est attendue ici, pas %s%s", kindName(n), asList(n))
		return
	}
	list := reflect.MakeSlice(v.Type(), 0, len(n.Content))
	for _, item := range n.Content {
		element := reflect.New(v.Type().Elem()).Elem()
		if element.Kind() == reflect.Pointer {
			element.Set(reflect.New(element.Type().Elem()))
			d.value(item, element.Elem(), depth-1)
		} else {
			d.value(item, element, depth-1)
		}
		list = reflect.Append(list, element)
	}
	v.Set(list)
}

// asList writes the text that stands where a list should as a list, "" when it is long.
func asList(n *yaml.Node) string {
	if n.Kind == yaml.MappingNode {
		return "\u00a0; mettez un tiret devant chaque élément\u00a0: - clé: valeur"
	}
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" || len(n.Value) > 40 || n.Value == "" {
		return ""
	}
	parts := strings.Split(n.Value, ",")
	for i, part := range parts {
		if parts[i] = strings.TrimSpace(part); n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
			parts[i] = `"` + parts[i] + `"`
		}
	}
	return fmt.Sprintf("\u00a0; écrivez [%s]", strings.Join(parts, ", "))
}

// table fills a map from texts to texts.
func (d *decoder) table(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.fault(n, "type", "des lignes \"clé: valeur\" sont attendues ici, pas %s", kindName(n))
		return
	}
	table := map[string]String{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if _, twice := table[key.Value]; twice {
			d.fault(key, "doublon", "la clé \"%s\" est écrite deux fois", key.Value)
			continue
		}
		var value String
		d.value(n.Content[i+1], reflect.ValueOf(&value).Elem(), 1)
		table[key.Value] = value
	}
	v.Set(reflect.ValueOf(table))
}

func (d *decoder) record(n *yaml.Node, v reflect.Value, depth int) {
	if n.Kind != yaml.MappingNode {
		d.fault(n, "type", "des lignes \"clé: valeur\" sont attendues ici, pas %s", kindName(n))
		return
	}
	if at := v.FieldByName("At"); at.IsValid() {
		at.Set(reflect.ValueOf(d.pos(n)))
	}
	fields := recordFields(v.Type())
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		at := slices.IndexFunc(fields, func(f recordField) bool { return f.key == key.Value })
		switch {
		case at < 0 && d.glued(key, fields, seen):
		case at < 0:
			d.fault(key, "clé", "clé inconnue \"%s\"%s", key.Value, meant(key.Value, fieldKeys(fields)))
		case seen[key.Value]:
			d.fault(key, "doublon", "la clé \"%s\" est écrite deux fois", key.Value)
		default:
			d.value(n.Content[i+1], v.FieldByIndex(fields[at].index), depth-1)
		}
		seen[key.Value] = true
	}
	for _, f := range fields {
		if f.tag.Get("need") == "yes" && !seen[f.key] {
			d.fault(n, "manque", "il manque la clé \"%s\"", f.key)
		}
	}
}

// glued puts down a key that is right but for what is stuck to it: a value without the space after the colon, or no-break
// spaces before it.
func (d *decoder) glued(key *yaml.Node, fields []recordField, seen map[string]bool) bool {
	name, value, joined := strings.Cut(key.Value, ":")
	plain := strings.TrimSpace(key.Value)
	switch keys := fieldKeys(fields); {
	case joined && slices.Contains(keys, name):
		d.fault(key, "yaml", "il manque une espace après les deux-points\u00a0: %s: %s", name, shorten(value))
		seen[name] = true
	case plain != key.Value:
		d.fault(key, "yaml", "espace insécable devant la clé \"%s\"\u00a0: remplacez-la par des espaces ordinaires", plain)
		seen[plain] = true
	default:
		return false
	}
	return true
}

// recordField is one key that a record accepts.
type recordField struct {
	key   string
	index []int
	tag   reflect.StructTag
	typ   reflect.Type
}

// recordFields lists the keys of a record, those of its embedded Entry included.
func recordFields(t reflect.Type) []recordField {
	var fields []recordField
	for i := range t.NumField() {
		f := t.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if f.Anonymous {
			for _, inner := range recordFields(f.Type) {
				inner.index = append([]int{i}, inner.index...)
				fields = append(fields, inner)
			}
			continue
		}
		if key == "" || key == "-" {
			continue
		}
		fields = append(fields, recordField{key: key, index: []int{i}, tag: f.Tag, typ: f.Type})
	}
	return fields
}

func fieldKeys(fields []recordField) []string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	return keys
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "des lignes \"clé: valeur\""
	case yaml.SequenceNode:
		return "une liste"
	}
	if n.Tag == "!!null" {
		return "rien"
	}
	return fmt.Sprintf("le texte \"%s\"", shorten(n.Value))
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// DecodeYAML reads one YAML text into a list or a record made of this package's scalars, as strictly as the base itself. The
// name stands for the file in the faults.
func DecodeYAML(name string, data []byte, target any) Faults {
	d := &decoder{file: name}
	d.decode(data, target)
	return d.faults.Sort()
}
