package check

import "jalon/knowledge"

func ruleSource() Rule {
	return Rule{
		Name:  "source",
		Title: "Chaque fiche cite au moins une source : une publication ou une adresse.",
		Doc: `Un fait sans source ne se relit pas. Chaque source dit d'où elle vient, par ref (une publication de references/) ou par url, et si
possible quand elle a été vue ou publiée (seen).

    sources:
      - {ref: guide-2022, seen: "2022-06"}
      - {url: "https://exemple.fr/qui-sommes-nous", seen: "2026-03"}`,
		find: findSource,
	}
}

func findSource(s *subject) {
	for _, e := range s.entries {
		if len(e.Sources) == 0 && !s.missing(e.At, "sources") {
			s.fault(e.name.Pos, "\"%s\" n'a aucune source", e.name)
		}
		for _, source := range e.Sources {
			switch ref, url := source.Ref.Value != "", source.URL.Value != ""; {
			case !ref && !url && !s.broken(source.At):
				s.fault(source.At, "cette source ne dit pas d'où elle vient\u00a0: il manque ref ou url")
			case ref && url:
				s.fault(source.At, "cette source dit à la fois ref et url\u00a0: faites-en deux")
			}
		}
	}
}

// broken reports whether a fault of form was found on the line: what seems to lack there may just be unreadable.
func (s *subject) broken(at knowledge.Pos) bool {
	for _, f := range s.faults {
		if f.Pos.File == at.File && f.Pos.Line == at.Line {
			return true
		}
	}
	return false
}
