package recommend

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"time"

	"jalon/internal/geo"
	"jalon/knowledge"
)

// candidate is an actor made ready for matching.
type candidate struct {
	actor           *knowledge.Actor
	include, except []string
	offices         []geo.Place
	role            string
	// area says in French where the actor acts; worked out at the first use.
	area func() string
	// order is the actor's rank by id: the last resort that makes every order total.
	order int
}

func (e *Engine) candidate(a *knowledge.Actor) candidate {
	c := candidate{actor: a, order: len(e.actors), area: sync.OnceValue(func() string { return e.describe(a.Territory) })}
	c.include, c.except = e.base.Codes(a.Territory)
	if kind := e.base.Vocabulary.Kind(a.Kind.Value); kind != nil {
		c.role = kind.Role.Value
	}
	for _, office := range a.Offices {
		if place, known := e.places.Place(office.Commune.Value); known && place.Located {
			c.offices = append(c.offices, place)
		}
	}
	return c
}

// nearby is a candidate seen from a place.
type nearby struct {
	*candidate
	level geo.Level
	km    float64
	// office is the nearest of the candidate's offices, nil when none is located.
	office *geo.Place
}

// located reports whether a distance is known.
func (n nearby) located() bool { return n.office != nil }

func (c *candidate) seenFrom(place geo.Place, level geo.Level) nearby {
	n := nearby{candidate: c, level: level, km: math.Inf(1)}
	if !place.Located || place.Kind == geo.KindCountry {
		return n
	}
	for i := range c.offices {
		office := &c.offices[i]
		if km := geo.Km(place.Lat, place.Lon, office.Lat, office.Lon); km < n.km {
			n.km, n.office = km, office
		}
	}
	return n
}

// allowed reports whether the conditions that are never relaxed are met.
func (c *candidate) allowed(p Profile) bool {
	return !knowledge.Has(c.actor.Conditions, "employs") || p.Employs == "yes" && p.Holder == "organisation"
}

// unmet lists the criteria that the actor does not meet, in the order in which they are relaxed.
func (c *candidate) unmet(p Profile) []Criterion {
	var unmet []Criterion
	for i, missed := range c.misses(p) {
		if missed {
			unmet = append(unmet, relaxable()[i])
		}
	}
	return unmet
}

// relaxable are the criteria in the order in which they are relaxed.
func relaxable() [3]Criterion { return [3]Criterion{Sector, Holder, Stage} }

// misses tells which of the relaxable criteria the actor does not meet.
func (c *candidate) misses(p Profile) [3]bool {
	return [3]bool{
		!speaksOf(c.actor.Sectors, p.Sector) && p.Sector != "other",
		!speaksOf(c.actor.Holders, p.Holder),
		// A scheme for employers looks at the structure, which exists, whatever the stage of its new project.
		!speaksOf(c.actor.Stages, p.Stage) && !knowledge.Has(c.actor.Conditions, "employs"),
	}
}

// relaxation is how many criteria, in their order, must be relaxed for the actor to fit.
func (c *candidate) relaxation(p Profile) int {
	misses := c.misses(p)
	for i := len(misses) - 1; i >= 0; i-- {
		if misses[i] {
			return i + 1
		}
	}
	return 0
}

// speaksOf reports whether a list that restricts an entry lets a value through.
func speaksOf(list []knowledge.String, value string) bool {
	return len(list) == 0 || value == "" || knowledge.Has(list, value)
}

// late reports whether the entry should have been reviewed by the day.
func (c *candidate) late(day time.Time) bool {
	by := c.actor.ReviewBy
	return !by.IsZero() && day.After(by.Time.AddDate(0, 0, 1))
}

// rank returns the actors that fit with as little relaxed as possible, best first, and what was relaxed.
func (a *Around) rank(p Profile, day time.Time, flags Flags) ([]Criterion, []nearby) {
	order := relaxable()
	depth, fitting := len(order)+1, make([]int, 0, len(a.here)) // those that fit with so many criteria relaxed
	for i := range a.here {
		n := &a.here[i]
		if !n.allowed(p) {
			continue
		}
		if d := n.relaxation(p); d < depth {
			depth, fitting = d, append(fitting[:0], i)
		} else if d == depth {
			fitting = append(fitting, i)
		}
	}
	if len(fitting) == 0 {
		return nil, nil
	}
	group := make([]nearby, len(fitting))
	for i, at := range fitting {
		group[i] = a.here[at]
	}
	sortNearby(group, p, day, flags)
	return slices.Clone(order[:depth]), withoutDistantTwins(group)
}

// withoutDistantTwins leaves out a national network, reached by its relays, where one of its kind acts nearer.
func withoutDistantTwins(ranked []nearby) []nearby {
	kinds := map[string]bool{}
	for _, n := range ranked {
		if n.level != geo.LevelNational {
			kinds[n.actor.Kind.Value] = true
		}
	}
	return slices.DeleteFunc(ranked, func(n nearby) bool {
		return n.level == geo.LevelNational && n.actor.Relays.Value != "" && n.role == "support" && kinds[n.actor.Kind.Value]
	})
}

// relevance is how well an actor suits a profile; fields compare in order, larger first.
type relevance struct {
	purpose int // was made for such a profile, has the need asked for as a speciality
	role    int // 2: accompanies projects near by, or answers the need asked for; 1: guides to those who do
	fit     int // nearness, specialist of the sector, less what is doubtful
	level   int
	km      int // less is better; offices not known come last
}

func (n nearby) relevance(p Profile, day time.Time, flags Flags) relevance {
	needed := p.Need != "" && knowledge.Has(n.actor.Needs, p.Need)
	near := nearness(n.level)
	within := near > 0 || n.actor.Relays.Value != ""
	narrow := p.Sector == "other" && len(n.actor.Sectors) > 0
	r := relevance{level: near, km: math.MaxInt}
	if n.located() {
		r.km = int(math.Round(n.km))
	}
	if doubtful := n.actor.Status.Value == "unknown" && n.role != "support"; within {
		r.purpose = countTrue(needed && !doubtful, n.madeFor(p))
	}
	switch {
	case needed, n.role == "support" && near > 0 && !narrow:
		r.role = 2
	case n.role == "support" && within, n.role == "network" && near > 0:
		r.role = 1
	}
	r.fit = near + countTrue(p.Sector != "other" && p.Sector != "" && knowledge.Has(n.actor.Sectors, p.Sector)) -
		countTrue(n.late(day)) - countTrue(n.actor.Status.Value == "unknown") - countTrue(narrow)
	if flags != nil && flags(n.actor.ID) >= 2 {
		r.purpose, r.fit = 0, r.fit-2
	}
	return r
}

func nearness(level geo.Level) int {
	switch level {
	case geo.LevelLocal:
		return 3
	case geo.LevelDepartment:
		return 2
	case geo.LevelRegion:
		return 1
	}
	return 0
}

func countTrue(facts ...bool) int {
	n := 0
	for _, f := range facts {
		if f {
			n++
		}
	}
	return n
}

// madeFor reports whether the profile is one that the actor was created for.
func (c *candidate) madeFor(p Profile) bool {
	for _, fit := range c.actor.MadeFor {
		if asks(fit.Stages, p.Stage) && asks(fit.Holders, p.Holder) && asks(fit.Sectors, p.Sector) && asks(fit.Needs, p.Need) &&
			(fit.Employs.Value == "" || fit.Employs.Value == p.Employs) {
			return true
		}
	}
	return false
}

// asks reports whether a profile's value is one of those asked for; an empty list asks nothing.
func asks(list []knowledge.String, value string) bool {
	return len(list) == 0 || knowledge.Has(list, value)
}

// compare orders relevances, the better first.
func (r relevance) compare(other relevance) int {
	return cmp.Or(cmp.Compare(other.purpose, r.purpose), cmp.Compare(other.role, r.role), cmp.Compare(other.fit, r.fit),
		cmp.Compare(other.level, r.level), cmp.Compare(r.km, other.km))
}

// sortNearby puts the best first; exact equals take turns, one step a day.
func sortNearby(group []nearby, p Profile, day time.Time, flags Flags) {
	type scored struct {
		nearby
		relevance relevance
	}
	list := make([]scored, len(group))
	for i, n := range group {
		list[i] = scored{n, n.relevance(p, day, flags)}
	}
	slices.SortFunc(list, func(a, b scored) int { return cmp.Or(a.relevance.compare(b.relevance), cmp.Compare(a.order, b.order)) })
	turn := int(day.UTC().Truncate(24*time.Hour).Unix() / (24 * 60 * 60))
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && list[to].relevance == list[from].relevance {
			to++
		}
		for i := range to - from {
			group[from+i] = list[from+(i+turn)%(to-from)].nearby
		}
		from = to
	}
}
