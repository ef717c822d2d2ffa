package check

// maxYears is the longest an entry may wait for its next review, in years.
const maxYears = 5

func ruleReviewDate() Rule {
	return Rule{
		Name:  "à-relire",
		Title: "La prochaine relecture vient après la dernière, et avant cinq ans.",
		Doc: `review_by dit quand relire la fiche. Cette date suit verified.on ; au-delà de cinq ans, la fiche ne serait plus sûre, ou l'année est
une faute de frappe.`,
		find: findReviewDate,
	}
}

func findReviewDate(s *subject) {
	for _, e := range s.entries {
		by, on := e.ReviewBy, e.Verified.On
		switch {
		case by.IsZero() || on.IsZero() || by.Time.Year() > 2100:
		case by.Time.Before(on.Time):
			s.fault(by.Pos, "à relire le %s, avant la dernière relecture du %s", by.ISO(), on.ISO())
		case by.Time.After(on.Time.AddDate(maxYears, 0, 0)):
			s.fault(by.Pos, "à relire le %s, plus de %d ans après la dernière relecture du %s", by.ISO(), maxYears, on.ISO())
		}
	}
}
