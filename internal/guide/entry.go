package guide

import (
	"fmt"
	"slices"
	"strings"

	"jalon/index"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

// entry opens one entry of the base; list is the view that it was opened from, "" for none.
func (t *turn) entry(kind, id, list string) (Reply, bool) {
	m, found := t.entryMessage(kind, id)
	if !found {
		return Reply{}, false
	}
	if slices.Contains([]string{viewOthers, viewProgrammes, viewResources, viewProjects, viewPath}, list) && t.where().Done() {
		m.Rows = append(m.Rows, []Button{t.button("button.list", verbView, list, "")})
	}
	m.Rows = append(m.Rows, t.onward())
	return Reply{Messages: []Message{m}}, true
}

func (t *turn) entryMessage(kind, id string) (Message, bool) {
	switch kind {
	case index.TypeActor:
		if a := t.Base.Actor(id); a != nil {
			profile := t.profile(t.where().Known)
			m := t.card(recommend.Result{Profile: profile}, t.Engine.About(a, profile, t.now))
			m.Keep = false
			return m, true
		}
	case index.TypeProgramme:
		if p := t.Base.Programme(id); p != nil {
			return t.programmeCard(p), true
		}
	case index.TypeResource:
		if r := t.Base.Resource(id); r != nil {
			return t.linked(r.Title.Value, []string{strings.Join(append([]string{r.Type.Value}, nonEmpty(r.Year.Value)...), ", "), strings.Join(knowledge.Values(r.Authors), ", "), "", r.Does.Value, "", t.freshness(r.Entry, false)}, r.URL.Value, "button.read"), true
		}
	case index.TypeProject:
		if p := t.Base.Project(id); p != nil {
			return t.projectCard(p), true
		}
	case index.TypeTerm:
		if term := t.Base.Term(id); term != nil {
			return t.termCard(term), true
		}
	}
	return Message{}, false
}

func (t *turn) programmeCard(p *knowledge.Programme) Message {
	var lines []string
	if operator := operatorBeside(p.Name.Value, t.Engine.Operator(p)); operator != "" {
		lines = append(lines, t.say("programme.operator", "name", operator), "")
	}
	lines = append(lines, p.Does.Value, "")
	for _, field := range []struct{ key, value string }{{"programme.format", p.Format.Value}, {"programme.cost", p.Cost.Value}, {"programme.years", p.Years.Value}} {
		if field.value != "" {
			lines = append(lines, t.say(field.key, "text", field.value))
		}
	}
	if p.Past() {
		lines = append(lines, "", t.say("programme.over"))
	}
	return t.linked(p.Name.Value, append(lines, "", t.freshness(p.Entry, false)), p.Website.Value, "button.site")
}

func (t *turn) projectCard(p *knowledge.Project) Message {
	code := p.Commune.Value
	if code == "" {
		code = p.Department.Value
	}
	var lines []string
	if place, known := t.Places.Place(code); known {
		lines = append(lines, t.placeName(place), "")
	}
	lines = append(lines, p.Does.Value)
	var helpers []string
	m := Message{}
	for _, id := range p.SupportedBy {
		if a := t.Base.Actor(id.Value); a != nil {
			helpers = append(helpers, a.Name.Value)
			m.Rows = append(m.Rows, []Button{{Label: short(a.Name.Value), Action: act(verbEntry, index.TypeActor, a.ID)}})
		}
	}
	if len(helpers) > 0 {
		lines = append(lines, "", t.say("project.helpers", "names", strings.Join(helpers, ", ")))
	}
	linked := t.linked(p.Name.Value, append(lines, "", t.freshness(p.Entry, false)), p.Website.Value, "button.site")
	linked.Rows = append(linked.Rows, m.Rows...)
	return linked
}

func (t *turn) termCard(term *knowledge.Term) Message {
	title := term.Term.Value
	if term.Expansion.Value != "" {
		title = fmt.Sprintf("%s – %s", title, term.Expansion.Value)
	}
	m := Message{Title: title, Body: term.Definition.Value}
	for _, id := range term.See {
		if other := t.Base.Term(id.Value); other != nil {
			m.Rows = append(m.Rows, []Button{{Label: short(other.Term.Value), Action: act(verbEntry, index.TypeTerm, other.ID)}})
		}
	}
	return m
}

// linked is a message with lines and a button to a page, where one is known.
func (t *turn) linked(title string, lines []string, url, label string) Message {
	m := Message{Title: title, Body: strings.Join(lines, "\n")}
	if url != "" {
		m.Rows = [][]Button{{{Label: t.say(label), URL: url}}}
	}
	return m
}

func nonEmpty(values ...string) []string {
	var list []string
	for _, v := range values {
		if v != "" {
			list = append(list, v)
		}
	}
	return list
}
