package check

import (
	"regexp"
	"strconv"
	"strings"

	"jalon/knowledge"
)

func rulePast() Rule {
	return Rule{
		Name:  "passé",
		Title: "Ce qui est terminé n'est jamais proposé comme une porte ouverte.",
		Doc: `Une fiche en status: past est montrée comme un exemple. Elle ne porte donc pas, seule, un programme en cours, et aucun scénario ne
l'attend. Un programme dont years ne parle que d'années passées (« 2020 », « 2018-2020 ») est terminé : status: past. S'il continue, dites-le
(« Depuis 2018 »).`,
		find: findPast,
	}
}

func findPast(s *subject) {
	for _, p := range s.base.Programmes {
		if p.Past() {
			continue
		}
		if last := lastYear(p.Years.Value); last > 0 && last < s.day.Year() && p.Status.Value == "active" {
			s.fault(p.Years.Pos, "le programme s'est terminé en %d d'après years\u00a0: mettez status: past, ou dites qu'il continue", last)
		}
		if at, over := s.allPast(p.Operators); over && len(p.OperatorNames) == 0 {
			s.fault(at, "le programme est en cours, mais ceux qui le portent sont terminés (status: past)")
		}
	}
	for _, scenario := range s.base.Scenarios {
		for _, id := range append([]knowledge.String{scenario.Expect.First}, scenario.Expect.Among...) {
			if a := s.base.Actor(id.Value); a != nil && a.Past() {
				s.fault(id.Pos, "\"%s\" est terminé (status: past)\u00a0: il n'est jamais proposé", id.Value)
			}
		}
	}
}

// allPast reports whether every operator named is over, and the place of the first.
func (s *subject) allPast(operators []knowledge.String) (at knowledge.Pos, over bool) {
	for _, id := range operators {
		if a := s.base.Actor(id.Value); a == nil || !a.Past() {
			return at, false
		}
	}
	if len(operators) == 0 {
		return at, false
	}
	return operators[0].Pos, true
}

var yearsOnly = regexp.MustCompile(`^(?:[Ee]n |[Dd]e )?((?:19|20)\d\d)(?:\s*(?:-|–|à|et|,)\s*((?:19|20)\d\d))*\.?$`)

var fourDigits = regexp.MustCompile(`(?:19|20)\d\d`)

// lastYear is the last year of a text that is nothing but years, 0 for another.
func lastYear(years string) int {
	if !yearsOnly.MatchString(strings.TrimSpace(years)) {
		return 0
	}
	last := 0
	for _, y := range fourDigits.FindAllString(years, -1) {
		n, _ := strconv.Atoi(y)
		last = max(last, n)
	}
	return last
}
