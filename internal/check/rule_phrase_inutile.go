package check

import (
	"maps"
	"slices"
)

func ruleUnsaid() Rule {
	return Rule{
		Name:  "phrase-inutile",
		Title: "Chaque phrase de wording est dite par le robot.",
		Doc: `Une phrase dont la clé n'est connue de personne est une clé mal écrite, ou une phrase qui ne sert plus. Corrigez la clé, ou retirez
la ligne.`,
		sound: []string{"wording", "vocabulary"},
		find:  findUnsaid,
	}
}

func findUnsaid(s *subject) {
	all := spoken(s.base, s.said)
	missing := slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(key string) bool {
		_, known := s.base.Wording[key]
		return known
	})
	for _, key := range slices.Sorted(maps.Keys(s.base.Wording)) {
		if _, known := all[key]; !known {
			s.fault(s.keyOf(key), "le robot ne dit jamais la phrase \"%s\"%s", key, meant(key, missing))
		}
	}
}
