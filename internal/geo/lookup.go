package geo

import (
	"bytes"
	"slices"
	"strings"
)

// Lookup returns the places that bear the name exactly once folded: present names, then old and everyday
// ones; no typing errors, no missing article ("Puy-en-Velay" is not "Le Puy-en-Velay"). A contracted
// article counts: "au Puy-en-Velay", "aux Abymes", "du Mans". It is quick enough to try every group of
// words of a sentence.
func (g *Gazetteer) Lookup(name string) []Match {
	if len(name) > maxText {
		return nil
	}
	var buffer [maxText]byte
	key := appendFold(buffer[:0], name)
	found := g.named(string(key))
	if found == nil && abbreviated(key) {
		found = g.named(expand(Fold(strings.ReplaceAll(name, "/", " sur "))))
	}
	if len(found) > 0 && found[0].bare {
		return nil
	}
	return g.matches(found)
}

// LookupBare is Lookup for a name whose article may be missing: "île d'Yeu" is "L'Île-d'Yeu".
func (g *Gazetteer) LookupBare(name string) []Match {
	if len(name) > maxText {
		return nil
	}
	return g.matches(g.named(Fold(name)))
}

// Begins returns the communes whose name begins with the letters typed, at most three of them.
func (g *Gazetteer) Begins(name string) []Match {
	key := expand(Fold(cut(name)))
	if key == "" {
		return nil
	}
	first, _ := slices.BinarySearchFunc(g.names.entries, key, func(e nameEntry, key string) int { return strings.Compare(e.key, key) })
	var found []Match
	for _, e := range g.names.entries[first:] {
		if !strings.HasPrefix(e.key, key) || len(found) == 3 {
			break
		}
		known := func(m Match) bool { return m.Code == g.match(e).Code }
		if e.to == toCommune && !e.bare && !slices.ContainsFunc(found, known) {
			found = append(found, g.match(e))
		}
	}
	return found
}

// abbreviated reports whether a folded name has a word that is often short for another: "ste foy la gde", "chalon s saone".
func abbreviated(key []byte) bool {
	for word := range bytes.FieldsSeq(key) {
		switch string(word) {
		case "s", "ss", "hte", "htes", "ht", "hts", "nd", "mt", "gd", "gde", "vx", "chat":
			return true
		}
	}
	return false
}

// named returns the entries of a folded name; its article may be contracted.
func (g *Gazetteer) named(key string) []nameEntry {
	if found := g.names.equal(key); found != nil {
		return found
	}
	if full := uncontract(key); full != "" {
		return g.names.equal(full)
	}
	return nil
}

// matches turns entries into matches, each place once.
func (g *Gazetteer) matches(entries []nameEntry) []Match {
	if len(entries) == 0 {
		return nil
	}
	found := make([]Match, 0, len(entries))
	for i, e := range entries {
		if !seen(entries[:i], e) {
			found = append(found, g.match(e))
		}
	}
	return found
}

func seen(entries []nameEntry, e nameEntry) bool {
	for _, other := range entries {
		if other.to == e.to && other.index == e.index {
			return true
		}
	}
	return false
}
