package check

import "jalon/knowledge"

func ruleDate() Rule {
	return Rule{
		Name:  "date",
		Title: "Les dates existent et s'écrivent AAAA-MM-JJ, AAAA-MM ou AAAA.",
		Doc: `"2026-02-30" n'existe pas, "12/03/2026" ne se lit pas. Quand une source ne dit que l'année, écrivez l'année seule : "2022". Une
relecture (verified, review_by) se date au jour. Avant 1980 et après 2100, c'est une faute de frappe.`,
		find: findDate,
	}
}

func findDate(s *subject) {
	each := func(date knowledge.Date, whole bool) {
		switch {
		case date.IsZero():
		case date.Time.Year() < 1980 || date.Time.Year() > 2100:
			s.fault(date.Pos, "l'année %d est sûrement une faute de frappe", date.Time.Year())
		case whole && date.Precision != "day":
			s.fault(date.Pos, "cette date se donne au jour près\u00a0: AAAA-MM-JJ")
		}
	}
	for _, e := range s.entries {
		each(e.Verified.On, true)
		each(e.ReviewBy, true)
		for _, source := range e.Sources {
			each(source.Seen, false)
		}
	}
	for _, r := range s.base.References {
		each(r.Date, false)
	}
	for _, r := range s.base.Resources {
		if year := r.Year; !year.Pos.IsZero() && !isYear(year.Value) {
			s.fault(year.Pos, "\"%s\" n'est pas une année\u00a0: quatre chiffres, entre guillemets", year.Value)
		}
	}
}

// isYear reports whether the text is a year, or two years of a period: "2020", "2018-2021".
func isYear(text string) bool {
	if len(text) == len("2018-2021") && text[4] == '-' {
		return isYear(text[:4]) && isYear(text[5:])
	}
	if len(text) != 4 || text[0] != '1' && text[0] != '2' {
		return false
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
