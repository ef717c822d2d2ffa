package check

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"

	"jalon/knowledge"
)

// Change is one entry that two versions of a base do not have alike.
type Change struct {
	// Kind is what it is: "actor", "programme", "project", "resource", "term", "area", "reference", "scenario", "question",
	// "code", "sentence", "words", "synonyms".
	Kind string `json:"kind"`
	ID   string `json:"id"`
	Name string `json:"name"`
	// Fields are those that changed, for an entry that both versions have.
	Fields []FieldChange `json:"fields,omitempty"`
}

// FieldChange is one field before and after; empty means not written.
type FieldChange struct {
	Key string `json:"key"`
	Old string `json:"old"`
	New string `json:"new"`
}

// item is one entry laid flat.
type item struct {
	kind, id, name string
	fields         map[string]string
}

func (i item) key() string { return i.kind + " " + i.id }

// compare lists what was added, changed and removed from one base to another, in a fixed order.
func compare(before, after *knowledge.Base) (added, changed, removed []Change) {
	old, now := map[string]item{}, map[string]item{}
	for _, i := range items(before) {
		old[i.key()] = i
	}
	for _, i := range items(after) {
		now[i.key()] = i
		was, known := old[i.key()]
		if !known {
			added = append(added, Change{Kind: i.kind, ID: i.id, Name: i.name})
			continue
		}
		if fields := fieldChanges(was.fields, i.fields); len(fields) > 0 {
			changed = append(changed, Change{Kind: i.kind, ID: i.id, Name: i.name, Fields: fields})
		}
	}
	for _, i := range items(before) {
		if _, known := now[i.key()]; !known {
			removed = append(removed, Change{Kind: i.kind, ID: i.id, Name: i.name})
		}
	}
	return added, changed, removed
}

func fieldChanges(old, now map[string]string) []FieldChange {
	keys := map[string]bool{}
	for key := range old {
		keys[key] = true
	}
	for key := range now {
		keys[key] = true
	}
	var changes []FieldChange
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if old[key] != now[key] {
			changes = append(changes, FieldChange{key, old[key], now[key]})
		}
	}
	return changes
}

// items lays every entry of a base flat.
func items(base *knowledge.Base) []item {
	var all []item
	add := func(kind, id, name string, value any) {
		fields := map[string]string{}
		flatten(fields, "", reflect.ValueOf(value))
		all = append(all, item{kind, id, name, fields})
	}
	for _, e := range base.Actors {
		add("actor", e.ID, e.Name.Value, e)
	}
	for _, e := range base.Programmes {
		add("programme", e.ID, e.Name.Value, e)
	}
	for _, e := range base.Projects {
		add("project", e.ID, e.Name.Value, e)
	}
	for _, e := range base.Resources {
		add("resource", e.ID, e.Title.Value, e)
	}
	for _, e := range base.Terms {
		add("term", e.ID, e.Term.Value, e)
	}
	for _, e := range base.Areas {
		add("area", e.ID, e.Name.Value, e)
	}
	for _, e := range base.References {
		add("reference", e.ID, e.Title.Value, e)
	}
	for _, e := range base.Scenarios {
		add("scenario", e.Name.Value, e.Name.Value, e)
	}
	for i := range base.Tree.Nodes {
		add("question", base.Tree.Nodes[i].ID.Value, base.Tree.Nodes[i].Ask.Value, &base.Tree.Nodes[i])
	}
	return append(all, smallItems(base)...)
}

// smallItems lays the vocabulary, the lexicon, the synonyms and the wording flat.
func smallItems(base *knowledge.Base) []item {
	var all []item
	for _, slot := range []string{"stage", "holder", "sector", "need", "condition"} {
		for _, code := range base.Vocabulary.List(slot) {
			i := item{"code", slot + " " + code.Code.Value, code.Label.Value, map[string]string{}}
			flatten(i.fields, "", reflect.ValueOf(code))
			all = append(all, i)
		}
	}
	for _, kind := range base.Vocabulary.Kinds {
		i := item{"code", "kind " + kind.Code.Value, kind.Label.Value, map[string]string{}}
		flatten(i.fields, "", reflect.ValueOf(kind))
		all = append(all, i)
	}
	words := map[string][2][]string{}
	for _, e := range base.Lexicon {
		id := e.Slot.Value + " " + e.Code.Value
		w := words[id]
		w[0] = append(w[0], knowledge.Values(e.Words)...)
		w[1] = append(w[1], knowledge.Values(e.Weak)...)
		words[id] = w
	}
	for _, id := range slices.Sorted(maps.Keys(words)) {
		all = append(all, item{"words", id, id, map[string]string{"words": sortedList(words[id][0]), "weak": sortedList(words[id][1])}})
	}
	for _, e := range base.Synonyms {
		id := cmp.Or(strings.Join(knowledge.Values(e.Same), ", "), strings.Join(knowledge.Values(e.From), ", ")+" → "+strings.Join(knowledge.Values(e.To), ", "))
		all = append(all, item{"synonyms", id, id, nil})
	}
	for _, key := range slices.Sorted(maps.Keys(base.Wording)) {
		all = append(all, item{"sentence", key, key, map[string]string{"text": base.Wording[key].Value}})
	}
	return all
}

func sortedList(list []string) string {
	list = slices.Clone(list)
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// flatten writes the fields of a value under their keys: "territory.include" is "48, 07".
func flatten(fields map[string]string, key string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			flatten(fields, key, v.Elem())
		}
	case reflect.Slice:
		var parts []string
		for i := range v.Len() {
			inner := map[string]string{}
			flatten(inner, "", v.Index(i))
			parts = append(parts, oneLine(inner))
		}
		if len(parts) > 0 {
			fields[key] = strings.Join(parts, ", ")
		}
	case reflect.Map:
		inner := map[string]string{}
		for _, k := range v.MapKeys() {
			flatten(inner, k.String(), v.MapIndex(k))
		}
		if len(inner) > 0 {
			fields[key] = oneLine(inner)
		}
	case reflect.Struct:
		flattenStruct(fields, key, v)
	}
}

func flattenStruct(fields map[string]string, key string, v reflect.Value) {
	text := ""
	switch value := v.Interface().(type) {
	case knowledge.String:
		text = value.Value
	case knowledge.Date:
		text = value.ISO()
	case knowledge.Bool:
		if value.Value {
			text = "true"
		}
	default:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			name, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			switch {
			case name == "-" || !f.IsExported():
			case option == "inline":
				flatten(fields, key, v.Field(i))
			case key == "":
				flatten(fields, name, v.Field(i))
			default:
				flatten(fields, key+"."+name, v.Field(i))
			}
		}
		return
	}
	if text != "" {
		fields[key] = text
	}
}

// oneLine writes the fields of one element of a list: a single text as it is, else "key: value" pairs.
func oneLine(fields map[string]string) string {
	if text, single := fields[""]; single && len(fields) == 1 {
		return text
	}
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		parts = append(parts, key+": "+fields[key])
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
