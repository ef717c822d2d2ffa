package check

import (
	"fmt"
	"regexp"
	"strings"

	"jalon/internal/geo"
	"jalon/knowledge"
)

func ruleTerritory() Rule {
	return Rule{
		Name:  "territoire",
		Title: "Chaque code de territoire est bien formé et existe dans le Code officiel géographique.",
		Doc: `Un territoire s'écrit en codes : "FR" toute la France, "R84" une région, "07" un département, "E200073096" une intercommunalité (E
et son SIREN), "07010" une commune (code INSEE, pas code postal), "area:…" un territoire nommé de areas/. Les collectivités d'outre-mer
("975", "977", "978", "986", "987", "988") ne sont pas dans "FR". Un nom, un code postal ou le code d'une commune fusionnée ne sont pas
acceptés : le message propose le bon code quand il le trouve. La commande jalon place donne les codes d'un lieu.`,
		find: findTerritory,
	}
}

func findTerritory(s *subject) {
	for _, l := range s.lists {
		switch l.key {
		case "include", "except", "places":
			for _, code := range l.values {
				s.code(code)
			}
		}
	}
	for _, area := range s.base.Areas {
		for _, code := range area.Include {
			if strings.HasPrefix(code.Value, "area:") {
				s.fault(code.Pos, "un territoire nommé ne peut pas en contenir un autre\u00a0: écrivez ses codes")
			}
		}
	}
	for _, p := range s.base.Projects {
		s.kind(p.Commune, geo.KindCommune, "une commune")
		s.kind(p.Department, geo.KindDepartment, "un département")
		if place, known := s.places.Place(p.Commune.Value); known && !p.Department.Pos.IsZero() && place.Department != p.Department.Value {
			s.fault(p.Department.Pos, "%s est dans le département \"%s\"\u00a0: retirez department, ou corrigez commune", place.Name, place.Department)
		}
	}
}

// code puts down a code that names no territory.
func (s *subject) code(code knowledge.String) {
	if code.Pos.IsZero() || strings.HasPrefix(code.Value, "area:") || s.places.Known(code.Value) {
		return
	}
	s.fault(code.Pos, "\"%s\" %s%s", code.Value, unknownCode(code.Value), s.likelyCode(code.Value))
}

// kind puts down a code that is not that of a place of the kind.
func (s *subject) kind(code knowledge.String, kind geo.Kind, what string) {
	if code.Pos.IsZero() {
		return
	}
	place, known := s.places.Place(code.Value)
	switch {
	case !known || !s.places.Known(code.Value):
		s.code(code)
	case place.Kind != kind:
		s.fault(code.Pos, "\"%s\" n'est pas %s", code.Value, what)
	}
}

// unknownCode says what a code that names nothing looks like.
func unknownCode(code string) string {
	for _, known := range []struct{ shape, says string }{
		{`^R\d\d$`, "n'est le code d'aucune région"},
		{`^(\d\d|2[AB]|9[78]\d)$`, "n'est le code d'aucun département"},
		{`^E\d{9}$`, "n'est le SIREN d'aucune intercommunalité"},
		{`^(\d\d|2[AB])\d{3}$`, "n'est le code INSEE d'aucune commune"},
	} {
		if regexp.MustCompile(known.shape).MatchString(code) {
			return known.says
		}
	}
	return "n'est pas un code de territoire"
}

// likelyCode proposes what was meant, "" when nothing is likely.
func (s *subject) likelyCode(code string) string {
	if now := formerRegion(code); now != "" {
		return fmt.Sprintf("\u00a0: c'est une ancienne région, qui fait partie de \"%s\"", now)
	}
	upper := strings.ToUpper(code)
	for _, other := range []string{upper, "0" + code, "E" + code, "R" + code, strings.TrimPrefix(upper, "R")} {
		if other != code && s.places.Known(other) {
			return fmt.Sprintf("\u00a0; vouliez-vous dire \"%s\"\u00a0?", other)
		}
	}
	if place, merged := s.places.Place(code); merged {
		return fmt.Sprintf("\u00a0: cette commune fait partie de %s, écrivez \"%s\"", place.Name, place.Code)
	}
	if id, named := strings.CutPrefix(strings.ToLower(code), "area:"); named {
		return fmt.Sprintf("\u00a0; vouliez-vous dire \"area:%s\"\u00a0?", id)
	}
	if s.base.Area(code) != nil {
		return fmt.Sprintf("\u00a0; vouliez-vous dire \"area:%s\"\u00a0?", code)
	}
	answer := s.places.Resolve(code)
	if !answer.Exact || len(answer.Candidates) == 0 {
		return ""
	}
	best := answer.Candidates[0]
	if best.Via == geo.ViaPostcode {
		return fmt.Sprintf("\u00a0: c'est un code postal, le code INSEE de %s est \"%s\"", best.Name, best.Code)
	}
	return fmt.Sprintf("\u00a0: le code de %s est \"%s\"", best.Name, best.Code)
}

// formerRegion is the region of today that took in a region of before 2016, "" for another code.
func formerRegion(code string) string {
	switch code {
	case "R21", "R41", "R42":
		return "R44"
	case "R54", "R72", "R74":
		return "R75"
	case "R82", "R83":
		return "R84"
	case "R26", "R43":
		return "R27"
	case "R73", "R91":
		return "R76"
	case "R22", "R31":
		return "R32"
	case "R23", "R25":
		return "R28"
	}
	return ""
}
