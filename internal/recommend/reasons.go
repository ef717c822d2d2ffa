package recommend

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"jalon/internal/geo"
	"jalon/knowledge"
)

// phrases says rules in French with the sentences of the wording.
type phrases struct {
	base   *knowledge.Base
	places *geo.Gazetteer
}

// say fills the sentence of a key: pairs are names and values of its {placeholders}. A key that the wording does not have
// gives the key itself, so that nothing is silently lost.
func (ph phrases) say(key string, pairs ...string) string {
	text, known := ph.base.Wording[key]
	if !known {
		return key
	}
	return knowledge.Fill(text.Value, pairs...)
}

// said is how a code completes a sentence: "vous avez une idée".
func (ph phrases) said(slot, code string) string {
	c := ph.base.Vocabulary.Find(slot, code)
	switch {
	case c == nil:
		return code
	case c.Said.Value != "":
		return c.Said.Value
	}
	return c.Label.Value
}

// recommendation completes a ranked actor with what people read.
func (e *Engine) recommendation(p Profile, n nearby, day time.Time) Recommendation {
	r := Recommendation{
		Actor: n.actor, Level: n.level, Located: n.located(), Unmet: n.unmet(p), Late: n.late(day),
		Covers: n.area(),
	}
	if r.Located {
		r.Office = *n.office
		r.Km = math.Round(n.km*10) / 10
		r.Approximate = p.Place.Approximate || n.office.Approximate
	}
	r.Reasons = e.reasons(p, n, r)
	return r
}

// Covers says in French where an actor acts: the names of its areas, else its codes spelt out.
func (e *Engine) Covers(a *knowledge.Actor) string {
	return e.describe(a.Territory)
}

func (e *Engine) describe(t knowledge.Territory) string {
	var names, codes []string
	for i, s := range t.Include {
		if e.within(t.Include, i) {
			continue
		}
		if id, named := strings.CutPrefix(s.Value, "area:"); named {
			if area := e.base.Area(id); area != nil {
				names = append(names, area.Name.Value)
			}
			continue
		}
		codes = append(codes, s.Value)
	}
	_, except := e.base.Codes(knowledge.Territory{Except: t.Except})
	if len(codes) > 0 {
		names = append(names, e.places.Describe(codes, except))
	}
	return enumerate(names)
}

// within reports whether a code or area of a territory lies inside another one of it: naming it would say nothing more.
func (e *Engine) within(list []knowledge.String, i int) bool {
	own, _ := e.base.Codes(knowledge.Territory{Include: list[i : i+1]})
	others, _ := e.base.Codes(knowledge.Territory{Include: slices.Concat(list[:i:i], list[i+1:])})
	if len(others) == 0 {
		return false
	}
	for _, code := range own {
		place, known := e.places.Place(code)
		if siren, found := strings.CutPrefix(code, "E"); found {
			epci, listed := e.places.EPCI(siren)
			if !listed || len(epci.Communes) == 0 {
				return false
			}
			place, known = e.places.Place(epci.Communes[0])
		}
		if _, covered := e.places.Covers(others, nil, place); !known || !covered {
			return false
		}
	}
	return len(own) > 0
}

// enumerate joins names as French does: "a, b et c".
func enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " et " + names[last]
}

// reasons says the rules that counted for a recommendation.
func (e *Engine) reasons(p Profile, n nearby, r Recommendation) []Reason {
	ph := e.phrases
	var reasons []Reason
	add := func(rule, text string) { reasons = append(reasons, Reason{rule, text}) }
	if n.madeFor(p) {
		add("made-for", ph.say("reason.made-for"))
	}
	if knowledge.Has(n.actor.Conditions, "employs") {
		add("employs", ph.say("reason.employs"))
	}
	add("covers", ph.say("reason.covers."+string(n.level), "place", e.places.In(p.Place)))
	if n.level == geo.LevelNational && n.actor.Relays.Value != "" {
		add("relays", ph.say("reason.relays."+n.actor.Relays.Value))
	}
	if r.Located {
		add("distance", e.Distance(r, p.Place))
	}
	for _, c := range []struct{ slot, code string }{{"stage", p.Stage}, {"holder", p.Holder}} {
		if list := map[string][]knowledge.String{"stage": n.actor.Stages, "holder": n.actor.Holders}[c.slot]; knowledge.Has(list, c.code) {
			add(c.slot, ph.say("reason."+c.slot, "said", ph.said(c.slot, c.code)))
		}
	}
	if p.Sector != "other" && knowledge.Has(n.actor.Sectors, p.Sector) {
		add("sector", ph.say("reason.sector", "said", ph.said("sector", p.Sector)))
	}
	if p.Need != "" && knowledge.Has(n.actor.Needs, p.Need) {
		add("need", ph.say("reason.need", "said", ph.said("need", p.Need)))
	}
	for _, c := range r.Unmet {
		add("relaxed", ph.say("reason.relaxed."+string(c)))
	}
	if r.Late {
		add("late", ph.say("reason.late"))
	}
	return reasons
}

// farAway is the distance (km) beyond which a figure helps nobody.
const farAway = 150

// Distance says how far the nearest office is from a place: "Bureau à 23 km, à Morcenx-la-Nouvelle".
func (e *Engine) Distance(r Recommendation, from geo.Place) string {
	key := "distance.exact"
	switch {
	case r.Km > farAway:
		key = "distance.far"
	case r.Km < 1 && r.Office.Code == from.Code:
		key = "distance.here"
	case r.Approximate:
		key = "distance.about"
	}
	return e.phrases.say(key, "km", fmt.Sprint(max(1, int(math.Round(r.Km)))), "office", e.places.In(r.Office), "city", r.Office.Name)
}
