package check

import (
	"maps"
	"slices"
)

func ruleSentence() Rule {
	return Rule{
		Name:  "phrase",
		Title: "Toutes les phrases que dit le robot sont écrites dans wording.",
		Doc: `Le programme dit chaque phrase par sa clé : button.back, place.unknown… Si la clé manque dans wording/, les gens verraient la clé
elle-même. La faute est montrée là où des phrases voisines sont écrites. Une étape ou un porteur ajouté au vocabulaire demande aussi ses
phrases (message.stage.…).`,
		sound: []string{"wording", "vocabulary"},
		find:  findSentence,
	}
}

func findSentence(s *subject) {
	written := slices.Sorted(maps.Keys(s.base.Wording))
	for _, key := range slices.Sorted(maps.Keys(spoken(s.base, s.said))) {
		if _, known := s.base.Wording[key]; !known {
			s.fault(s.beside(key), "il manque la phrase \"%s\", que dit le robot%s", key, s.unsaidNear(key, written))
		}
	}
}

// unsaidNear points at a key that nothing says and that looks like the missing one.
func (s *subject) unsaidNear(key string, written []string) string {
	all := spoken(s.base, s.said)
	unsaid := slices.DeleteFunc(slices.Clone(written), func(other string) bool {
		_, known := all[other]
		return known
	})
	if near := meant(key, unsaid); near != "" {
		return near
	}
	return ""
}
