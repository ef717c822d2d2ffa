package recommend

import (
	"unicode"
	"unicode/utf8"

	"jalon/knowledge"
)

// Refusal says why an actor that people know was not proposed first.
type Refusal struct {
	Actor *knowledge.Actor
	// Proposed is true when the actor is in the list after all, further down.
	Proposed bool
	Reasons  []Reason
}

// WhyNot explains why no actor of a kind ("dla", "fabrique") stands at the head for a profile: it takes the one that comes
// nearest to fitting. Nothing is found when the base has no actor of that kind, or when one is at the head.
func (e *Engine) WhyNot(p Profile, kind string, result Result) (Refusal, bool) {
	if len(result.Actors) > 0 && result.Actors[0].Actor.Kind.Value == kind {
		return Refusal{}, false
	}
	best, bestScore, refusal := (*candidate)(nil), -1, Refusal{}
	for i := range e.actors {
		c := &e.actors[i]
		if c.actor.Kind.Value != kind {
			continue
		}
		level, covers := e.places.Covers(c.include, c.except, p.Place)
		score := 10*countTrue(covers) + nearness(level) - 2*len(c.unmet(p)) - 2*countTrue(!c.allowed(p))
		if best == nil || score > bestScore {
			best, bestScore = c, score
		}
	}
	if best == nil {
		return refusal, false
	}
	refusal.Actor, refusal.Reasons = best.actor, e.refusal(p, best)
	for _, r := range result.Actors {
		refusal.Proposed = refusal.Proposed || r.Actor == best.actor
	}
	if len(refusal.Reasons) == 0 {
		refusal.Reasons = []Reason{{"rank", e.phrases.say("whynot.rank")}}
	}
	return refusal, true
}

// refusal lists the rules that an actor does not meet for a profile.
func (e *Engine) refusal(p Profile, c *candidate) []Reason {
	ph := e.phrases
	var reasons []Reason
	if _, covers := e.places.Covers(c.include, c.except, p.Place); !covers {
		reasons = append(reasons, Reason{"covers", ph.say("whynot.covers", "area", e.Covers(c.actor), "place", e.places.In(p.Place))})
	}
	if !c.allowed(p) {
		key := "whynot.employs"
		if p.Holder == "organisation" && p.Employs == "" {
			key = "whynot.employs-unknown"
		}
		reasons = append(reasons, Reason{"employs", ph.say(key)})
	}
	for _, unmet := range c.unmet(p) {
		list := map[Criterion][]knowledge.String{Sector: c.actor.Sectors, Holder: c.actor.Holders, Stage: c.actor.Stages}[unmet]
		var labels []string
		for _, code := range list {
			if found := ph.base.Vocabulary.Find(string(unmet), code.Value); found != nil {
				labels = append(labels, lowerFirst(found.Label.Value))
			}
		}
		reasons = append(reasons, Reason{string(unmet), ph.say("whynot."+string(unmet), "list", enumerate(labels))})
	}
	return reasons
}

// lowerFirst puts the first letter of a label in lower case, to stand in a sentence.
func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}
