package check

func ruleReview() Rule {
	return Rule{
		Name:    "relecture",
		Title:   "La date de relecture (review_by) n'est pas passée.",
		Warning: true,
		Doc: `Passé review_by, la fiche reste proposée mais recule, et les gens voient qu'elle est à vérifier. Relisez-la d'après ses sources,
corrigez ce qui a changé, puis mettez verified.on à aujourd'hui et review_by à l'an prochain.`,
		find: findReview,
	}
}

func findReview(s *subject) {
	today := dayOf(s.day)
	for _, e := range s.entries {
		if by := e.ReviewBy; !by.IsZero() && by.Time.Before(today) {
			s.fault(by.Pos, "\"%s\" devait être relue le %s", e.name, by.ISO())
		}
	}
}
