package check

import (
	"strings"

	"jalon/knowledge"
)

func ruleEmpty() Rule {
	return Rule{
		Name:  "vide",
		Title: "Aucune valeur, aucune liste obligatoire n'est vide.",
		Doc: `Une clé sans valeur se retire. Une liste obligatoire (stages, holders, include…) a au moins un élément : une fiche sans étape ou
sans porteur ne dirait pas pour qui elle est.

    holders: []                        refusé
    holders: [individual, collective]  accepté`,
		find: findEmpty,
	}
}

func findEmpty(s *subject) {
	needed := func(at knowledge.Pos, key string, list []knowledge.String) {
		if len(list) == 0 && !s.missing(at, key) {
			s.fault(at, "la liste \"%s\" est vide", key)
		}
	}
	for _, a := range s.base.Actors {
		needed(a.At, "stages", a.Stages)
		needed(a.At, "holders", a.Holders)
		needed(a.Territory.At, "include", a.Territory.Include)
	}
	for _, p := range s.base.Programmes {
		needed(p.At, "stages", p.Stages)
		needed(p.At, "holders", p.Holders)
		needed(p.Territory.At, "include", p.Territory.Include)
	}
	for _, p := range s.base.Projects {
		needed(p.At, "sectors", p.Sectors)
	}
	for _, a := range s.base.Areas {
		needed(a.At, "include", a.Include)
	}
	for _, scenario := range s.base.Scenarios {
		if scenario.Answers == (knowledge.Answers{}) && scenario.Sentence.Value == "" {
			s.fault(scenario.At, "le scénario ne dit ni réponses (answers) ni phrase (sentence)")
		}
		if expectsNothing(scenario.Expect) {
			s.fault(scenario.At, "le scénario n'attend rien\u00a0: dites ce qui doit être proposé (first, among, never…)")
		}
	}
	for i := range s.base.Lexicon {
		if e := &s.base.Lexicon[i]; len(e.Words)+len(e.Weak) == 0 {
			s.fault(e.At, "cette entrée n'a aucun mot (words ou weak)")
		}
	}
	for i := range s.base.Synonyms {
		switch e := &s.base.Synonyms[i]; {
		case s.broken(e.At):
		case len(e.Same) > 0 && len(e.From)+len(e.To) > 0:
			s.fault(e.At, "écrivez same, ou bien from et to, pas les deux")
		case len(e.Same) == 1:
			s.fault(e.At, "il faut au moins deux mots dans same")
		case len(e.Same) == 0 && (len(e.From) == 0 || len(e.To) == 0):
			s.fault(e.At, "il manque same, ou from et to")
		}
	}
}

func expectsNothing(e knowledge.Expect) bool {
	return e.First.Value == "" && len(e.Among)+len(e.Never)+len(e.Relaxed)+len(e.Programme) == 0 && !e.Strict.Value &&
		e.Level.Value == "" && e.Answers == (knowledge.Answers{})
}

// missing reports whether the record at this place already has a fault for lacking the key, for misspelling it, or for not
// being readable.
func (s *subject) missing(at knowledge.Pos, key string) bool {
	for _, f := range s.faults {
		lacks := f.Rule == "manque" && f.Pos == at && f.Message == "il manque la clé \""+key+"\""
		misspelt := f.Rule == "clé" && strings.Contains(f.Message, "vouliez-vous dire \""+key+"\"")
		if f.Pos.File == at.File && (f.Rule == "type" || lacks || misspelt) {
			return true
		}
	}
	return false
}
