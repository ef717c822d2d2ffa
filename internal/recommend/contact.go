package recommend

import (
	"time"

	"jalon/internal/geo"
	"jalon/knowledge"
)

// The ways to reach an actor.
const (
	OwnSite   = "site"      // the actor's own site
	Directory = "directory" // the directory where its network lists it
	Via       = "via"       // another structure that can put in touch
)

// Way is how to reach an actor.
type Way struct {
	How string
	URL string
	// Via names the structure that puts in touch, for How Via.
	Via string
}

// Contact returns how to reach an actor from a place: its site, else its directory, else the regional chamber, else the
// national resource centre.
func (e *Engine) Contact(a *knowledge.Actor, place geo.Place) Way {
	if site := a.Contact.Website.Value; site != "" {
		return Way{How: OwnSite, URL: site}
	}
	if directory := a.Contact.Directory.Value; directory != "" {
		return Way{How: Directory, URL: directory}
	}
	for _, kind := range []string{"cress", "resource-centre"} {
		for i := range e.actors {
			c := &e.actors[i]
			if site := c.actor.Contact.Website.Value; c.actor.Kind.Value == kind && site != "" {
				if _, covers := e.places.Covers(c.include, c.except, place); covers {
					return Way{How: Via, URL: site, Via: c.actor.Name.Value}
				}
			}
		}
	}
	return Way{How: Via}
}

// About describes one actor for a profile, whether or not it suits it: where it acts, how far, and the rules that hold.
func (e *Engine) About(a *knowledge.Actor, p Profile, day time.Time) Recommendation {
	c := e.candidate(a)
	level, covers := e.places.Covers(c.include, c.except, p.Place)
	n := c.seenFrom(p.Place, level)
	r := e.recommendation(p, n, day)
	if !covers {
		kept := r.Reasons[:0]
		for _, reason := range r.Reasons {
			if reason.Rule != "covers" {
				kept = append(kept, reason)
			}
		}
		r.Reasons = kept
		if p.Place.Kind != geo.KindCountry {
			r.Reasons = append(r.Reasons, Reason{"outside", e.phrases.say("reason.outside", "place", e.places.In(p.Place))})
		}
	}
	return r
}
