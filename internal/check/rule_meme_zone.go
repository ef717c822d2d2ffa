package check

import (
	"slices"
	"strings"

	"jalon/internal/geo"
	"jalon/knowledge"
)

func ruleSameArea() Rule {
	return Rule{
		Name:  "même-zone",
		Title: "Deux acteurs du même genre et du même territoire ne sont pas la même fiche, ni le même dispositif unique.",
		Doc: `Le texte du territoire est fabriqué d'après les codes. Quand deux acteurs du même genre montrent le même texte, ils doivent se
distinguer autrement. Trois cas sont refusés : le genre n'a qu'un porteur par territoire (CRESS, DLA, union des Scop, parc, LEADER) ; les deux
fiches disent la même chose ; elles ont le même site et disent à peu près la même chose. C'est en général une fiche copiée dont le territoire est resté, ou un
nouveau porteur ajouté sans passer l'ancien en status: past.`,
		find: findSameArea,
	}
}

// single lists the kinds that a territory has one of.
func single() []string {
	return []string{"cress", "dla", "cooperative-union", "nature-park", "leader"}
}

func findSameArea(s *subject) {
	groups := map[[2]string][]*knowledge.Actor{}
	for _, a := range s.base.Actors {
		include, except := s.base.Codes(a.Territory)
		if a.At.IsZero() || a.Past() || len(include) == 0 || !s.known(include) {
			continue
		}
		key := [2]string{a.Kind.Value, s.places.Describe(include, except)}
		for _, other := range groups[key] {
			s.same(a, other, key[1])
			s.same(other, a, key[1])
		}
		groups[key] = append(groups[key], a)
	}
}

func (s *subject) same(a, other *knowledge.Actor, area string) {
	switch {
	case geo.Fold(a.Name.Value) == geo.Fold(other.Name.Value): // the name written twice has its own fault
	case slices.Contains(single(), a.Kind.Value):
		s.fault(a.Territory.At, "ce territoire (%s) a aussi \"%s\" (%s)\u00a0: il n'y a qu'un acteur de ce genre par territoire", area, other.Name, other.At.File)
	case site(a) != "" && site(a) == site(other) && alike(a.Does.Value, other.Does.Value, 5):
		s.fault(a.Contact.Website.Pos, "\"%s\" (%s) a le même genre, le même territoire (%s) et le même site", other.Name, other.At.File, area)
	case alike(a.Does.Value, other.Does.Value, 9):
		s.fault(a.Does.Pos, "\"%s\" (%s) a le même genre, le même territoire (%s) et dit la même chose", other.Name, other.At.File, area)
	}
}

// site is the address of an actor without what does not change where it leads.
func site(a *knowledge.Actor) string {
	address := strings.ToLower(a.Contact.Website.Value)
	address = strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(address, "www."), "/")
}

// alike reports whether two sentences have at least so many words in ten in common.
func alike(one, other string, tenths int) bool {
	words, total, shared := map[string]int{}, 0, 0
	for word := range strings.FieldsSeq(geo.Fold(one)) {
		words[word]++
		total++
	}
	for word := range strings.FieldsSeq(geo.Fold(other)) {
		total++
		if words[word] > 0 {
			words[word]--
			shared += 2
		}
	}
	return total > 0 && shared*10 >= total*tenths
}
