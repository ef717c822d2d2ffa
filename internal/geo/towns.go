package geo

import (
	"slices"
	"strings"
)

const (
	town     = 7_000 // the population from which people call a place by the beginning of its name alone
	maxTowns = 4
)

// Towns returns at most four towns, of 7,000 inhabitants or more, whose name goes on after the words typed: "brive" is the beginning of
// Brive-la-Gaillarde, "villefranche" that of several. The larger comes first; a name that is complete begins none.
func (g *Gazetteer) Towns(name string) []Match {
	return g.towns(Fold(cut(name)), 0)
}

// towns is Towns for a folded name, for towns of more than least inhabitants.
func (g *Gazetteer) towns(key string, least int) []Match {
	if len(key) < 3 || slices.Contains([]string{"saint", "sainte", "saints", "les", "sur", "sous"}, key) {
		return nil
	}
	if full := uncontract(key); full != "" {
		key = full
	}
	key += " "
	first, _ := slices.BinarySearchFunc(g.names.entries, key, func(e nameEntry, key string) int { return strings.Compare(e.key, key) })
	var found []Match
	for _, e := range g.names.entries[first:] {
		if !strings.HasPrefix(e.key, key) {
			break
		}
		if e.to == toCommune && e.alias == 0 && !e.bare && g.population(e) >= max(town, least+1) {
			m := g.match(e)
			m.Via = ViaPrefix
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int { return b.Population - a.Population })
	return found[:min(len(found), maxTowns)]
}

// withTowns puts before the communes that bear a folded name the larger towns that people call so: "Villefranche".
func (g *Gazetteer) withTowns(key string, exact []Match) []Match {
	largest := 0
	for _, m := range exact {
		if m.Kind != KindCommune {
			return exact
		}
		if m.Via == ViaName {
			largest = max(largest, m.Population)
		}
	}
	towns := g.towns(key, largest)
	for _, m := range exact {
		known := func(t Match) bool { return t.Code == m.Code }
		if i := slices.IndexFunc(towns, known); i >= 0 {
			towns[i] = m
		} else {
			towns = append(towns, m)
		}
	}
	return towns
}
