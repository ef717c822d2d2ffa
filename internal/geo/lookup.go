package geo

// Lookup returns the places that bear the name exactly once folded: present names, then old and everyday
// ones; no typing errors, no missing article ("Puy-en-Velay" is not "Le Puy-en-Velay"). A contracted
// article counts: "au Puy-en-Velay", "aux Abymes", "du Mans". It is quick enough to try every group of
// words of a sentence.
func (g *Gazetteer) Lookup(name string) []Match {
	if len(name) > maxText {
		return nil
	}
	var buffer [maxText]byte
	found := g.named(string(appendFold(buffer[:0], name)))
	if len(found) > 0 && found[0].bare {
		return nil
	}
	return g.matches(found)
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
