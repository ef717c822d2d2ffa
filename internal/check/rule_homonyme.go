package check

import (
	"jalon/internal/geo"
	"jalon/knowledge"
)

func ruleNamesake() Rule {
	return Rule{
		Name:  "homonyme",
		Title: "Deux fiches du même genre ne portent pas le même nom.",
		Doc: `Deux acteurs, deux programmes ou deux mots du même nom ne se distinguent pas dans une liste : soit c'est deux fois la même chose, et
une fiche est de trop, soit il faut préciser le nom (« France Active Bretagne », « France Active Occitanie »). Les accents et les majuscules
ne comptent pas.`,
		find: findNamesake,
	}
}

func findNamesake(s *subject) {
	taken, ids := map[[2]string]knowledge.String{}, map[knowledge.Pos]string{}
	for _, e := range s.entries {
		ids[e.name.Pos] = e.ID
	}
	each := func(kind string, name knowledge.String) {
		if name.Pos.IsZero() {
			return
		}
		key := [2]string{kind, geo.Fold(name.Value)}
		if other, twice := taken[key]; twice && ids[name.Pos] != "" && ids[name.Pos] == ids[other.Pos] {
			return // the id written twice has its own fault
		} else if twice {
			s.fault(name.Pos, "le nom \"%s\" est aussi celui de %s", name.Value, other.Pos)
			s.fault(other.Pos, "le nom \"%s\" est aussi celui de %s", other.Value, name.Pos)
			return
		}
		taken[key] = name
	}
	for _, e := range s.entries {
		each(e.kind, e.name)
	}
	for _, scenario := range s.base.Scenarios {
		each("scenario", scenario.Name)
	}
	for _, r := range s.base.References {
		each("reference", r.Title)
	}
	for _, slot := range []string{"stage", "holder", "sector", "need"} {
		for _, code := range s.base.Vocabulary.List(slot) {
			each(slot, code.Label)
		}
	}
	for _, kind := range s.base.Vocabulary.Kinds {
		each("kind", kind.Label)
	}
}
