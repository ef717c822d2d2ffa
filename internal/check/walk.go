package check

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"jalon/knowledge"
)

// text is one text of the base, with what its field says of it.
type text struct {
	knowledge.String
	key string // the key it is written under: "does"
	tag reflect.StructTag
}

// prose reports whether the text is made of words for people, rather than a code, a reference or an address.
func (t text) prose() bool {
	for _, tag := range []string{"code", "one", "ref"} {
		if t.tag.Get(tag) != "" {
			return false
		}
	}
	switch t.key {
	case "id", "code", "slot", "url", "website", "directory", "commune", "department", "include", "except", "places", "year", "relaxed":
		return false
	}
	return true
}

// address reports whether the text is the address of a page.
func (t text) address() bool { return t.key == "url" || t.key == "website" || t.key == "directory" }

// list is one list of texts of the base.
type list struct {
	key    string
	values []knowledge.String
	tag    reflect.StructTag
}

// collect walks the whole base for its texts and lists, in a fixed order.
func collect(base *knowledge.Base) ([]text, []list) {
	c := &collector{}
	c.value(reflect.ValueOf(base).Elem(), "", "")
	for _, key := range slices.Sorted(maps.Keys(base.Wording)) {
		c.texts = append(c.texts, text{String: base.Wording[key], key: "wording"})
	}
	return c.texts, c.lists
}

type collector struct {
	texts []text
	lists []list
}

func (c *collector) value(v reflect.Value, key string, tag reflect.StructTag) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.value(v.Elem(), key, tag)
		}
	case reflect.Slice:
		if values, ok := v.Interface().([]knowledge.String); ok {
			c.lists = append(c.lists, list{key, values, tag})
		}
		for i := range v.Len() {
			c.value(v.Index(i), key, tag)
		}
	case reflect.Struct:
		switch value := v.Interface().(type) {
		case knowledge.String:
			if !value.Pos.IsZero() {
				c.texts = append(c.texts, text{value, key, tag})
			}
		case knowledge.Int, knowledge.Bool, knowledge.Date, knowledge.Pos:
		default:
			c.fields(v)
		}
	}
}

func (c *collector) fields(v reflect.Value) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if !field.IsExported() {
			continue
		}
		key, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		c.value(v.Field(i), key, field.Tag)
	}
}

// entry is what the entries of all types have in common.
type entry struct {
	*knowledge.Entry
	kind string // "actor", "programme", "project", "resource", "term", "area"
	name knowledge.String
}

func entriesOf(base *knowledge.Base) []entry {
	var all []entry
	for _, a := range base.Actors {
		all = append(all, entry{&a.Entry, "actor", a.Name})
	}
	for _, p := range base.Programmes {
		all = append(all, entry{&p.Entry, "programme", p.Name})
	}
	for _, p := range base.Projects {
		all = append(all, entry{&p.Entry, "project", p.Name})
	}
	for _, r := range base.Resources {
		all = append(all, entry{&r.Entry, "resource", r.Title})
	}
	for _, t := range base.Terms {
		all = append(all, entry{&t.Entry, "term", t.Term})
	}
	for _, a := range base.Areas {
		all = append(all, entry{&a.Entry, "area", a.Name})
	}
	return all
}
