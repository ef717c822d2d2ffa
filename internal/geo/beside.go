package geo

import (
	"math"
	"slices"
	"strings"
)

// beside reads a name followed by a neighbour, "Luc près de Langogne": the homonyms come in the order of
// their distance to it.
func (g *Gazetteer) beside(words []string) []Match {
	tries := 2 // more would be no sentence
	for i := 1; i < len(words)-1 && tries > 0; i++ {
		if !isBeside(words[i]) {
			continue
		}
		tries--
		homonyms := g.matches(g.named(strings.Join(withoutLinks(words[:i]), " ")))
		if len(homonyms) == 0 {
			continue
		}
		rest := words[i+1:]
		others := g.named(strings.Join(rest, " "))
		for len(others) == 0 && len(rest) > 1 && isFiller(rest[0]) {
			rest = rest[1:]
			others = g.named(strings.Join(rest, " "))
		}
		if len(others) > 0 {
			sortByDistance(homonyms, g.matches(others))
			return homonyms
		}
	}
	return nil
}

// isBeside reports whether a folded word announces a neighbour.
func isBeside(word string) bool {
	switch word {
	case "pres", "proche", "cote", "vers", "autour", "environs", "alentours":
		return true
	}
	return false
}

// sortByDistance puts first the places that are nearest to any of the others.
func sortByDistance(places, others []Match) {
	distance := func(m Match) float64 {
		best := math.Inf(1)
		for _, o := range others {
			if m.Located && o.Located {
				best = min(best, Km(m.Lat, m.Lon, o.Lat, o.Lon))
			}
		}
		return best
	}
	slices.SortStableFunc(places, func(a, b Match) int {
		switch x, y := distance(a), distance(b); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
}
