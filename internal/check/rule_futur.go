package check

import (
	"time"

	"jalon/knowledge"
)

func ruleFuture() Rule {
	return Rule{
		Name:  "futur",
		Title: "Aucune relecture ni aucune source n'est datée d'après aujourd'hui.",
		Doc: `verified.on dit quand la fiche a été relue, seen quand la source a été vue ou publiée : ce sont des jours passés. Une date à venir
est une faute de frappe, souvent l'année. Une relecture ne précède pas non plus la page dont elle vient.`,
		find: findFuture,
	}
}

func findFuture(s *subject) {
	today := dayOf(s.day)
	each := func(date knowledge.Date, what string) {
		if !date.IsZero() && date.Time.After(today) && date.Time.Year() <= 2100 {
			s.fault(date.Pos, "%s du %s est à venir (nous sommes le %s)", what, date.ISO(), today.Format(time.DateOnly))
		}
	}
	for _, e := range s.entries {
		each(e.Verified.On, "la relecture")
		for _, source := range e.Sources {
			each(source.Seen, "la source")
			if !source.Seen.IsZero() && !e.Verified.On.IsZero() && source.Seen.Time.After(e.Verified.On.Time) && !source.Seen.Time.After(today) {
				s.fault(source.Seen.Pos, "la source est du %s, après la relecture du %s\u00a0: relisez la fiche", source.Seen.ISO(), e.Verified.On.ISO())
			}
		}
	}
	for _, r := range s.base.References {
		each(r.Date, "la publication")
	}
}

// dayOf is the first moment of a day, in UTC as the dates of the base are.
func dayOf(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
