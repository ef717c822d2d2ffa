package knowledge

import (
	"reflect"
	"slices"
)

// keyOrder is the order in which the keys of a record are written: that of its type, with the names an entry goes by after
// its title, and what tells where the facts come from at the end.
func keyOrder(t reflect.Type) []string {
	var own, entry []string
	for _, f := range recordFields(t) {
		if len(f.index) > 1 {
			entry = append(entry, f.key)
		} else {
			own = append(own, f.key)
		}
	}
	for _, m := range moved(t) {
		own = slices.DeleteFunc(own, func(k string) bool { return k == m.key })
		own = slices.Insert(own, 1+slices.Index(own, m.after), m.key)
	}
	if len(entry) == 0 {
		return own
	}
	after := 0
	for i, key := range own {
		if slices.Contains([]string{"id", "name", "full_name", "title", "type", "term", "expansion"}, key) {
			after = i + 1
		}
	}
	keys := slices.Clone(own[:after])
	keys = append(keys, "aliases")
	keys = append(keys, own[after:]...)
	return append(keys, "status", "sources", "verified", "review_by")
}

// move is a key that is written elsewhere than in its type.
type move struct{ key, after string }

func moved(t reflect.Type) []move {
	switch t {
	case reflect.TypeFor[Actor]():
		return []move{{"relays", "territory"}}
	case reflect.TypeFor[Node]():
		return []move{{"aside", "slot"}, {"optional", "slot"}}
	case reflect.TypeFor[Scenario]():
		return []move{{"sentence", "name"}}
	}
	return nil
}
