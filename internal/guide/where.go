package guide

import (
	"context"
	"slices"
	"strings"

	"jalon/internal/dialogue"
	"jalon/internal/geo"
	"jalon/internal/understand"
)

// typedPlace reads a text as a place; read is false when it is none, and may be a sentence.
func (t *turn) typedPlace(ctx context.Context, text string) (reply Reply, read bool) {
	answer := t.resolve(text)
	if u := t.Reader.Read(text); u.Place == nil && len(u.Places) == 0 && len(u.Named) > 0 && len(strings.Fields(text)) > 2 {
		return t.perhaps(u.Named), true // "c'est loin Lyon"
	}
	switch {
	case answer.Exact && len(answer.Candidates) == 1 && len([]rune(strings.TrimSpace(text))) == 1:
		return t.meant(answer.Candidates), true // a lone digit is more often a mistake than a department
	case answer.Exact && len(answer.Candidates) == 1:
		return t.choseplace(ctx, answer.Candidates[0].Code), true
	case answer.Exact && len(answer.Candidates) > 1:
		return t.which(answer.Candidates), true
	case answer.Abroad != "":
		return t.abroad(answer.Abroad), true
	}
	named := slices.ContainsFunc(answer.Candidates, func(m geo.Match) bool { return m.Via != geo.ViaTypo })
	u, sentence := t.Reader.Read(text), len(strings.Fields(text)) > 4
	if (sentence || !named) && !u.Empty() && (u.Place != nil || !u.Guessed) {
		return Reply{}, false
	}
	if sentence && len(u.Named) > 0 && u.Intent == understand.None {
		return t.perhaps(u.Named), true
	}
	if len(answer.Candidates) > 0 {
		return t.meant(answer.Candidates), true
	}
	if sentence {
		return Reply{}, false
	}
	t.state.Proposed = nil
	t.notice = t.say("place.unknown")
	return t.current(ctx), true
}

// region reports whether a text is the name of a region.
func (t *turn) region(text string) bool {
	answer := t.Places.Resolve(text)
	return answer.Exact && len(answer.Candidates) == 1 && answer.Candidates[0].Kind == geo.KindRegion
}

// resolve reads a text as places that a project can have: a region gives its departments, and the city of Paris stands for
// its department.
func (t *turn) resolve(text string) geo.Answer {
	answer := t.Places.Resolve(text)
	answer.Candidates = t.asked(answer.Candidates)
	return answer
}

func (t *turn) asked(matches []geo.Match) []geo.Match {
	var kept []geo.Match
	for _, m := range matches {
		switch {
		case m.Kind == geo.KindRegion:
			for _, d := range t.Places.Departments() {
				if d.Region == m.Region {
					kept = append(kept, geo.Match{Place: d, Via: m.Via, Edits: m.Edits})
				}
			}
		case m.Kind == geo.KindDepartment && m.Code == "75" && len(kept) > 0:
		default:
			kept = append(kept, m)
		}
	}
	return kept
}

// which asks which of several places of the same name, of the same postcode or of the same region is meant.
func (t *turn) which(matches []geo.Match) Reply {
	places, title, key := placesOf(matches), "place.which", "place.which-body"
	switch {
	case !slices.ContainsFunc(places, func(p geo.Place) bool { return p.Kind != geo.KindDepartment }):
		title, key = "place.which-department", "place.which-department-body"
	case len(places) > screenChoices && places[0].Kind == geo.KindCommune: // the departments of a region all show
		places, key = places[:screenChoices], "place.which-more"
	case matches[0].Via == geo.ViaPostcode:
		key = "place.which-postcode"
	}
	return Reply{Messages: []Message{t.choosePlace(t.say(title), t.say(key), places)}}
}

// later keeps the places that a text names, to be proposed when the place is asked.
func (t *turn) later(named []geo.Match) {
	if len(named) > 0 && t.where().Known["place"] == "" {
		t.state.Proposed = codesOf(placesOf(t.asked(named)))
	}
}

func codesOf(places []geo.Place) []string {
	var codes []string
	for _, p := range places[:min(len(places), maxPlaces)] {
		codes = append(codes, p.Code)
	}
	return codes
}

// proposed are the places proposed of which none was chosen yet.
func (t *turn) proposed() []geo.Place {
	var places []geo.Place
	for _, code := range t.state.Proposed {
		if p, known := t.Places.Place(code); known {
			places = append(places, p)
		}
	}
	return places
}

// refuse takes the place back that a text says not to be the right one.
func (t *turn) refuse(denied []geo.Match, known dialogue.Facts) {
	if code := known["place"]; slices.ContainsFunc(denied, func(m geo.Match) bool { return m.Code == code }) {
		delete(t.state.Answers.Given, t.placeNode())
		t.notice = t.say("place.refused", "place", t.answer("place", code))
	}
}

// amongShown reads the department, or another sign, that tells one of the places now proposed from the others: "dans le 63".
func (t *turn) amongShown(ctx context.Context, text string) (reply Reply, done bool) {
	var shown []geo.Place
	for _, b := range t.state.Shown {
		if a, ok := parseAction(b[1]); ok && a.verb == verbPlace {
			if p, known := t.Places.Place(a.arg(0)); known && p.Kind == geo.KindCommune {
				shown = append(shown, p)
			}
		}
	}
	u := t.Reader.Read(text)
	if len(shown) < 2 || u.Place == nil || u.Place.Kind != geo.KindDepartment || len(u.Facts) > 0 {
		return Reply{}, false
	}
	var there []geo.Match
	for _, m := range t.resolve(commonName(shown) + " (" + u.Place.Name + ")").Candidates {
		if m.Department == u.Place.Code && m.Via != geo.ViaTypo && m.Kind == geo.KindCommune {
			there = append(there, m)
		}
	}
	switch len(there) {
	case 0:
		return Reply{}, false
	case 1:
		return t.choseplace(ctx, there[0].Code), true
	}
	return t.which(there), true
}

// commonName is the name that places share: "Saint-Martin" of Saint-Martin-d'Hères and Saint-Martin-des-Olmes.
func commonName(places []geo.Place) string {
	words := strings.Split(places[0].Name, "-")
	for _, p := range places[1:] {
		other := strings.Split(p.Name, "-")
		n := 0
		for n < len(words) && n < len(other) && words[n] == other[n] {
			n++
		}
		words = words[:n]
	}
	return strings.Join(words, "-")
}

// meant proposes the places whose names are near to what was typed.
func (t *turn) meant(matches []geo.Match) Reply {
	near := slices.DeleteFunc(slices.Clone(matches), func(m geo.Match) bool { return m.Edits > 1 })
	if len(near) > 0 {
		matches = near
	}
	return Reply{Messages: []Message{t.choosePlace(t.say("place.meant"), t.say("place.meant-body"), placesOf(matches))}}
}

// perhaps asks whether the project is at one of the places that a text names, none of which it says to be the one.
func (t *turn) perhaps(matches []geo.Match) Reply {
	return Reply{Messages: []Message{t.choosePlace(t.say("place.perhaps"), t.say("place.perhaps-body"), placesOf(matches))}}
}

// placeNext reports whether the next question is that of the place.
func (t *turn) placeNext() bool {
	position := t.where()
	return position.Node != nil && position.Node.Kind.Value == "place"
}

// typeInstead takes the location keyboard away and asks for the place in words.
func (t *turn) typeInstead(ctx context.Context) Reply {
	reply := t.show(ctx, t.step(dialogue.Event{Kind: dialogue.Edit, Node: t.placeNode()}))
	reply.Messages = append([]Message{{Body: t.say("locate.typed"), DropKeyboard: true, Keep: true}}, reply.Messages...)
	return reply
}

func placesOf(matches []geo.Match) []geo.Place {
	places := make([]geo.Place, len(matches))
	for i, m := range matches {
		places[i] = m.Place
	}
	return places
}

// abroad says that Jalon knows France only, and offers what helps at a distance.
func (t *turn) abroad(country string) Reply {
	return Reply{Messages: []Message{{
		Title: t.say("place.abroad"), Body: t.say("place.abroad-body", "country", country),
		Rows: [][]Button{{t.button("button.national", verbPlace, dialogue.Anywhere)}, {t.button("button.other-place", verbEdit, t.placeNode())}},
	}}}
}

// located reads a shared position.
func (t *turn) located() Reply {
	near := t.Places.Nearest(t.event.Lat, t.event.Lon)
	thanks := Message{Body: t.say("locate.thanks"), DropKeyboard: true, Keep: true}
	if near.Abroad {
		reply := t.abroad(t.say("place.elsewhere"))
		reply.Messages = append([]Message{thanks}, reply.Messages...)
		return reply
	}
	var places []geo.Place
	for _, c := range near.Communes {
		places = append(places, c.Place)
	}
	places = append(places, near.Department)
	return Reply{Messages: []Message{thanks, t.choosePlace(t.say("locate.which"), t.say("locate.which-body"), places)}}
}
