// Package recommend turns finished answers into actors, programmes, resources and a path, each with its reasons.
//
// What holds: an actor is proposed only where it acts; eligibility is data of the base; when nobody fits, the sector, then
// the holder, then the stage are relaxed and the answer says so; among equally relevant actors the more local comes first,
// then the nearer office; exact equals take turns by day, the same for everyone on a day. The clock stays outside: the day is
// an argument.
package recommend

import (
	"slices"
	"time"

	"jalon/index"
	"jalon/internal/geo"
	"jalon/knowledge"
)

// Profile is what a person answered. Empty fields are not known; the place may be a commune, a department or the country.
type Profile struct {
	Stage, Holder, Sector, Need string
	// Employs is "yes", "no" or empty.
	Employs string
	Place   geo.Place
}

// Criterion is something a profile asks of an actor.
type Criterion string

// The criteria that may be relaxed, in the order in which they are.
const (
	Sector Criterion = "sector"
	Holder Criterion = "holder"
	Stage  Criterion = "stage"
)

// Reason is one rule that counted, in French.
type Reason struct {
	// Rule is the name of the rule: "covers", "distance", "stage", "holder", "sector", "need", "made-for", "employs", "relays",
	// "relaxed", "late".
	Rule string
	Text string
}

// Recommendation is one actor proposed.
type Recommendation struct {
	Actor *knowledge.Actor
	Level geo.Level
	// Km is the distance from the place to Office, the nearest of the actor's offices; meaningful when Located.
	Km     float64
	Office geo.Place
	// Located is false when no office is known or the place has no position. Approximate marks a distance counted from or to
	// a position that is itself approximate.
	Located, Approximate bool
	// Covers says in French where the actor acts.
	Covers  string
	Reasons []Reason
	// Unmet are the criteria that the actor does not meet, when some had to be relaxed.
	Unmet []Criterion
	// Late is true when the entry should have been reviewed before the day asked.
	Late bool
}

// ProgrammeMatch is one programme proposed.
type ProgrammeMatch struct {
	Programme *knowledge.Programme
	// Operator names who runs it.
	Operator string
}

// ProjectMatch is an inspiring project.
type ProjectMatch struct {
	Project *knowledge.Project
	Place   geo.Place
	// Km is the distance from the person's place, meaningful when Located.
	Km      float64
	Located bool
}

// Next is who helps at a following stage.
type Next struct {
	Stage string
	Actor *knowledge.Actor
}

// Result is everything proposed to a profile. Actors is never empty for a profile whose place is in France.
type Result struct {
	Profile    Profile
	Relaxed    []Criterion
	Actors     []Recommendation
	Programmes []ProgrammeMatch
	// Past are programmes that are over, shown as examples of what exists.
	Past      []ProgrammeMatch
	Resources []*knowledge.Resource
	Projects  []ProjectMatch
	Path      []Next
	// Partly counts the actors that suit the profile and act in a part of the department given: naming the commune may
	// bring them in.
	Partly int
}

// Flags tells how many distinct people reported an actor's entry as wrong; nil means nobody did.
type Flags func(actorID string) int

// Engine recommends from one knowledge base; it is safe for use by several goroutines.
type Engine struct {
	base    *knowledge.Base
	places  *geo.Gazetteer
	index   *index.Index
	actors  []candidate
	phrases phrases
	// projectPlaces are the places of the base's projects, in their order.
	projectPlaces []*geo.Place
}

// New prepares an engine. The index must be built from the same base.
func New(base *knowledge.Base, places *geo.Gazetteer, ix *index.Index) *Engine {
	e := &Engine{base: base, places: places, index: ix, phrases: phrases{base: base, places: places}, projectPlaces: placesOfProjects(base, places)}
	for _, a := range base.Actors {
		if !a.Past() {
			e.actors = append(e.actors, e.candidate(a))
		}
	}
	return e
}

// Most actors and other entries returned.
const (
	maxActors     = 8
	maxProgrammes = 5
	maxResources  = 5
	maxProjects   = 4
)

// For recommends to a profile on a day (only its date counts).
func (e *Engine) For(p Profile, day time.Time) Result {
	return e.At(p.Place).For(p, day, nil)
}

// Around is the engine seen from one place: what depends on the place alone is worked out once.
type Around struct {
	engine *Engine
	place  geo.Place
	here   []nearby
	// partly holds the actors that act in a part of the place only.
	partly []*candidate
}

// At prepares the recommendations for a place.
func (e *Engine) At(place geo.Place) *Around {
	a := &Around{engine: e, place: place}
	for i := range e.actors {
		c := &e.actors[i]
		level, covers := e.places.Covers(c.include, c.except, place)
		if covers && place.Collectivity() && slices.Contains(c.include, "FR") {
			level = geo.LevelNational // a national actor that names the collectivity still acts from afar
		}
		if covers {
			a.here = append(a.here, c.seenFrom(place, level))
			continue
		}
		if place.Kind == geo.KindDepartment && e.places.Touches(c.include, c.except, place) {
			a.partly = append(a.partly, c)
		}
	}
	return a
}

// For recommends to a profile at this place on a day; the profile's own place is replaced by this one.
func (a *Around) For(p Profile, day time.Time, flags Flags) Result {
	p.Place = a.place
	relaxed, ranked := a.rank(p, day, flags)
	result := Result{Profile: p, Relaxed: relaxed}
	for i, r := range ranked {
		if i == maxActors {
			break
		}
		result.Actors = append(result.Actors, a.engine.recommendation(p, r, day))
	}
	for _, c := range a.partly {
		if c.relaxation(p) == 0 && c.allowed(p) {
			result.Partly++
		}
	}
	result.Path = a.path(p, day, flags)
	result.Programmes, result.Past = a.engine.programmes(p, result.Actors)
	result.Resources = a.engine.resources(p)
	result.Projects = a.engine.projects(p)
	return result
}

// Best returns the recommendation at the head alone, how many actors fit with the same relaxation, and what was relaxed: the
// cheap form for walking every cell.
func (a *Around) Best(p Profile, day time.Time) (best Recommendation, fitting int, relaxed []Criterion, found bool) {
	p.Place = a.place
	relaxed, ranked := a.rank(p, day, nil)
	if len(ranked) == 0 {
		return best, 0, relaxed, false
	}
	head := ranked[0]
	return Recommendation{
		Actor: head.actor, Level: head.level, Km: head.km, Located: head.located(), Unmet: head.unmet(p), Late: head.late(day),
	}, len(ranked), relaxed, true
}

// path is who helps at each stage after the profile's.
func (a *Around) path(p Profile, day time.Time, flags Flags) []Next {
	var path []Next
	after := p.Stage == ""
	for _, stage := range a.engine.base.Vocabulary.Stages {
		if !after {
			after = stage.Code.Value == p.Stage
			continue
		}
		later := p
		later.Stage, later.Need = stage.Code.Value, ""
		if _, ranked := a.rank(later, day, flags); len(ranked) > 0 {
			path = append(path, Next{Stage: later.Stage, Actor: ranked[0].actor})
		}
	}
	return path
}
