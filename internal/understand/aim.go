package understand

import (
	"maps"
	"slices"
	"strings"

	"jalon/internal/votes"
)

// Aim is a text before it is weighed what it wants, apart from giving answers.
type Aim struct {
	Features []string // its words, how it is pointed, what its phrases say
	read     Intent   // by grammar
	grounds  votes.Option
}

// Aims are what a text may want, in the order of [Aim.Options].
func Aims() []string {
	return []string{string(None), string(Define), string(Greeting), string(Thanks), string(Insult), string(Distress), string(Help), string(Outside)}
}

// The least chances of wanting something from which it is believed: of a text that gives no answer, and of one that seems to.
const (
	credibleAim = 0.6
	plainAim    = 0.85
)

// maxAimed is how many words a text has at most for its aims to be weighed: a longer one is a story.
const maxAimed = 80

// Aim returns what a text may want. Those who learn to weigh it and those who weigh share it.
func (r *Reader) Aim(text string) Aim {
	s := r.sentence(text)
	u := newUnderstanding()
	if len(s.tokens) == 0 {
		return Aim{read: None, grounds: s.aimGrounds(&u)}
	}
	terms, asked := s.definition()
	found := s.listen()
	s.answers(&u)
	s.settle(&u, found)
	told := u.clone()
	u.Terms = terms
	s.intent(&u, asked)
	return s.aim(&told, u.Intent)
}

// aim is that of a sentence whose answers are told and of which grammar has read the intent.
func (s *sentence) aim(told *Understanding, read Intent) Aim {
	t := s.testimony(told)
	features := slices.Concat(t.Words, t.Phrases)
	for _, mark := range [...]string{"?", "!", "...", "…"} {
		if strings.Contains(s.text, mark) {
			features = append(features, "mark:"+mark)
		}
	}
	if len(s.tokens) <= 4 {
		features = append(features, "whole:"+strings.Join(s.masked(), " "))
	}
	return Aim{features, read, s.aimGrounds(told)}
}

// aimGrounds describes by numbers what a text tells beside what it wants.
func (s *sentence) aimGrounds(told *Understanding) votes.Option {
	n, hits := len(s.tokens), 0
	for _, h := range s.hits {
		if !h.weak {
			hits++
		}
	}
	return votes.Option{
		1, is(n <= 2), is(n <= 4), is(n < 8), is(n >= 12), is(n >= 20), is(len(told.Facts) == 1), is(len(told.Facts) == 2), is(len(told.Facts) > 2),
		is(told.Place != nil), is(len(told.Places) > 0 && !told.Guessed), is(hits == 0), is(hits > 2), is(told.Facts["holder"] != ""), is(told.Facts["sector"] != ""),
	}
}

// Options describes each of the aims that a text may have (see [Aims]), with how likely the votes make it.
func (a Aim) Options(likely map[string]float64) []votes.Option {
	var options []votes.Option
	aims := Aims()
	for i, aim := range aims {
		mine, none := aim == string(a.read), aim == string(None)
		vote := evidence(likely[aim])
		o := votes.Option{vote, vote * is(mine), vote * is(none), is(mine), is(mine && none)}
		for k := range aims {
			o = append(o, is(k == i), is(k == i && mine))
		}
		for _, ground := range a.grounds {
			o = append(o, ground*is(none), ground*is(mine && !none))
		}
		options = append(options, o)
	}
	return options
}

// reviewIntent weighs what grammar read that a text wants against the votes of its words. Told is what the text told before its
// intent was read. A question about a word is left to grammar, and distress that it reads is never doubted.
func (s *sentence) reviewIntent(u, told *Understanding) {
	if u.Intent == Define || u.Intent == Distress || s.jury.aims == nil || len(s.tokens) > maxAimed {
		return
	}
	aim := s.aim(told, u.Intent)
	options := aim.Options(s.jury.aims.Odds(aim.Features)[0])
	if len(options[0]) != len(s.jury.weights.Aim) {
		return
	}
	chances := votes.Chances(s.jury.weights.Aim, options)
	best := 0
	for i := range chances {
		if chances[i] > chances[best] {
			best = i
		}
	}
	least := credibleAim
	if len(told.Facts) > 0 || told.Place != nil {
		least = plainAim
	}
	switch intent := Intent(Aims()[best]); {
	case intent == u.Intent:
	case intent == None || chances[best] < least:
		if u.Intent != None {
			*u = *told
		}
	case intent == Define:
	default:
		*u = *told
		u.Intent = intent
		s.heed(u)
	}
}

// heed leaves what a text that wants something tells by chance.
func (s *sentence) heed(u *Understanding) {
	if u.Intent == Distress {
		s.lighten(u)
		return
	}
	for slot := range u.Facts {
		u.forget(slot)
	}
	u.unsettle()
	u.Abroad, u.Ambiguous, u.Named = "", nil, nil
}

// clone returns an understanding that shares nothing that changes.
func (u *Understanding) clone() Understanding {
	c := *u
	c.Facts, c.Confidence = maps.Clone(u.Facts), maps.Clone(u.Confidence)
	c.Sectors, c.Spans, c.Ambiguous = slices.Clone(u.Sectors), slices.Clone(u.Spans), slices.Clone(u.Ambiguous)
	return c
}
