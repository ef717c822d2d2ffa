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
	case s.says("danger"):
		u.Intent, u.Danger = Distress, true
		s.lighten(u)
	case s.despairs("distress"), s.despairs("tired") && !s.trouble(u), s.despairs("spent") && (s.turnAt("spent", 0) > 0 || s.turnAt("spent", min(1, len(s.tokens)-1)) > 1 || !s.structureTold(u) && u.Facts["need"] == ""), s.weary(u):
		u.Intent = Distress
		s.lighten(u)
	case s.entire(u):
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

// entire reads a text that is wholly a turn of phrase: what its words might tell of a project is taken back ("ferme la").
func (s *sentence) entire(u *Understanding) bool {
	for _, kind := range [...]struct {
		name   string
		intent Intent
	}{{"insults", Insult}, {"appeals", Help}, {"thanks", Thanks}, {"greetings", Greeting}} {
		for i := range s.tokens {
			if to := s.turnAt(kind.name, i); to > i && s.isWhole(i, to) && len(u.Terms) == 0 {
				for slot := range u.Facts {
					delete(u.Confidence, slot)
				}
				clear(u.Facts)
				delete(u.Confidence, "place")
				u.Intent, u.Sectors, u.Place, u.Places, u.Guessed, u.Abroad, u.Spans, u.Ambiguous = kind.intent, nil, nil, nil, false, "", nil, nil
				return true
			}
		}
	}
	return false
}

// despairs reports whether a turn of phrase of that kind is said of life itself: not denied ("ce n'est pas que ça va mal"), nor
// of one matter that one is tired of or wants to end ("j'en peux plus de la ville", "en finir avec le gaspillage").
func (s *sentence) despairs(kind string) bool {
	for i := range s.tokens {
		to := s.turnAt(kind, i)
		if to == i || s.at(i-1).is("que") && s.at(i-2).is("pas") {
			continue
		}
		next, matter := s.at(to), s.at(to+1)
		if next.before < comma && (next.is("de", "d", "du", "des") && !s.tokens[to-1].is("vivre", "mourir", "suicider") || next.is("avec") && s.tokens[to-1].is("finir")) &&
			!matter.is("tout", "vivre", "vie", "pleurer", "rien", "continuer", "souffrir", "nerfs", "forces", "me", "moi", "lutter", "tunnel", "rouleau") && !s.at(to+2).is("vie") {
			continue
		}
		return true
	}
	return false
}

// trouble reports whether the text tells of an activity or a structure, so that being tired is one of its troubles.
func (s *sentence) trouble(u *Understanding) bool {
	return s.structureTold(u) || u.Facts["sector"] != "" && (u.Facts["need"] != "" || u.Facts["stage"] != "")
}

// structureTold reports whether the text names a structure, the person's or not, other than an ordinary firm.
func (s *sentence) structureTold(u *Understanding) bool {
	return u.Facts["holder"] == "organisation" || slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.slot == "holder" && h.code == "organisation" && h.denial == affirmed && !s.isRole(&s.tokens[h.from]) && !s.firm(h)
	})
}

// weary reports whether the words of somebody tired tell of the person, not of a structure, an activity or an aim.
func (s *sentence) weary(u *Understanding) bool {
	if u.Facts["sector"] != "" || u.Facts["need"] != "" || u.Facts["holder"] == "organisation" || len(s.tokens) > 16 {
		return false
	}
	for i := range s.tokens {
		if s.tokens[i].is("pour") && !s.at(i+1).is("mes", "moi", "nous", "mon", "ma") || s.tokens[i].is("ceux", "celles", "gens", "personnes") {
			return false
		}
	}
	return s.despairs("weary")
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
	case s.says("appeals") && len(s.tokens) <= 14 && s.substance() <= 3:
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
		if s.tokens[i].class&(closed|manner|firstName) == 0 {
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
