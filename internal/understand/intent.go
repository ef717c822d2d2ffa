package understand

import (
	"slices"
	"strings"
)

// intent decides what the sentence wants, apart from giving answers. Distress goes before everything; a question about a word
// keeps the answers given beside it; the others need a sentence that tells nothing of a project.
func (s *sentence) intent(u *Understanding, asked bool) {
	s.unplace(u)
	switch {
	case s.says("distress"), s.says("tired") && !s.trouble(u), s.weary(u):
		u.Intent = Distress
		s.lighten(u)
	case asked:
		u.Intent = Define
	case s.outside(u):
		u.Intent = Outside
		u.Place, u.Places, u.Guessed, u.Abroad, u.Spans, u.Ambiguous = nil, nil, false, "", nil, nil
		delete(u.Confidence, "place")
	case len(u.Facts) > 0 || u.Place != nil || len(u.Places) > 0 && !u.Guessed || u.Abroad != "":
	default:
		u.Intent = s.mannered()
	}
	if u.Intent != Define {
		u.Terms = nil
	}
	if u.Intent != None && u.Intent != Define && u.Intent != Distress && u.Guessed {
		u.Places, u.Guessed, u.Spans, u.Ambiguous = nil, false, nil, nil
	}
}

// unplace takes back a place that is the whole of a turn of phrase: "un grand merci".
func (s *sentence) unplace(u *Understanding) {
	if len(u.Facts) > 0 || len(u.Spans) != 1 || u.Spans[0].Slot != "place" || !s.says("thanks") && !s.says("insults") {
		return
	}
	if first, last := &s.tokens[0], &s.tokens[len(s.tokens)-1]; u.Spans[0].Start <= first.start && u.Spans[0].End >= last.end {
		u.Place, u.Places, u.Guessed, u.Spans, u.Ambiguous = nil, nil, false, nil, nil
		delete(u.Confidence, "place")
	}
}

// trouble reports whether the text tells of an activity or a structure, so that being tired is one of its troubles.
func (s *sentence) trouble(u *Understanding) bool {
	return u.Facts["holder"] == "organisation" || u.Facts["sector"] != "" && (u.Facts["need"] != "" || u.Facts["stage"] != "")
}

// weary reports whether the words of somebody tired tell of the person, not of a structure, an activity or an aim.
func (s *sentence) weary(u *Understanding) bool {
	if u.Facts["sector"] != "" || u.Facts["need"] != "" || u.Facts["holder"] == "organisation" || len(s.tokens) > 16 {
		return false
	}
	return !slices.ContainsFunc(s.tokens, func(t token) bool { return t.is("pour") }) && s.says("weary")
}

// lighten takes back the stage that only the words of distress told: "envie d'en finir", "je galère".
func (s *sentence) lighten(u *Understanding) {
	if u.Facts["sector"] != "" || u.Facts["holder"] == "organisation" {
		return
	}
	switch u.Facts["stage"] {
	case "idea":
		u.forget("stage")
	case "consolidation":
		if slices.ContainsFunc(u.Spans, func(p Span) bool { return p.Slot == "stage" && !strings.Contains(p.Text, " ") }) {
			u.forget("stage")
		}
	}
}

// forget takes an answer back.
func (u *Understanding) forget(slot string) {
	delete(u.Facts, slot)
	delete(u.Confidence, slot)
	u.Spans = slices.DeleteFunc(u.Spans, func(p Span) bool { return p.Slot == slot })
	if slot == "sector" {
		u.Sectors = nil
	}
}

// outside reports whether the sentence is clearly about something else: weather, football, cooking, a sick animal, opening hours.
// What a word of it said by chance is taken back.
func (s *sentence) outside(u *Understanding) bool {
	switch {
	case u.Facts["holder"] != "" || u.Facts["employs"] != "" || len(u.Facts) > 2:
		return false
	case u.Facts["stage"] == "" && s.says("elsewhere"), len(u.Facts) == 1 && u.Facts["sector"] == "food-farming" && s.says("cooking"):
		for _, slot := range [...]string{"sector", "need"} {
			u.forget(slot)
		}
		return true
	}
	return len(u.Facts) == 0 && (s.sum() || !s.projectHits() && !slices.Contains(u.Ambiguous, "sector") && s.says("outside"))
}

// sum reports whether the text is a sum to do: "2 + 2".
func (s *sentence) sum() bool {
	numbers := 0
	for i := range s.tokens {
		switch t := &s.tokens[i]; {
		case t.digits():
			numbers++
		case !t.is("x", "fois", "plus", "moins", "divise", "par", "combien", "font", "fait", "egal", "egale", "ca"):
			return false
		}
	}
	return numbers >= 2 && (len(s.tokens) > numbers || strings.ContainsAny(s.text, "+*×=÷"))
}

// projectHits reports whether a phrase that is not weak tells of a project.
func (s *sentence) projectHits() bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return !h.weak })
}

// mannered reads insults, thanks, questions about Jalon and greetings, in a sentence that tells nothing else.
func (s *sentence) mannered() Intent {
	switch {
	case s.says("insults"):
		return Insult
	case s.says("appeals") && len(s.tokens) <= 14:
		return Help
	case s.demanding():
	case s.says("thanks"):
		return Thanks
	case s.says("greetings") && len(s.tokens) <= 10 && s.substance() <= 3:
		return Greeting
	}
	return None
}

// substance counts the words that are neither small words, nor names, nor of manners.
func (s *sentence) substance() int {
	n := 0
	for i := range s.tokens {
		if s.lang.class(s.tokens[i].word, s.tokens[i].verbs)&(closed|manner|firstName) == 0 {
			n++
		}
	}
	return n
}

// demanding reports whether something is asked for: politeness beside it says nothing.
func (s *sentence) demanding() bool {
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case s.isVerb(t, "chercher", "vouloir", "souhaiter", "rechercher") && len(t.verbs) == 1, t.is("besoin", "aimerais", "aimerait"):
			return true
		case t.is("merci") && s.at(i+1).is("de", "d") && s.at(i+2).is("me", "m", "nous", "bien"):
			return true
		}
	}
	return false
}
