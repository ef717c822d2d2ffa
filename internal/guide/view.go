package guide

import (
	"context"
	"fmt"
	"strings"

	"jalon/index"
	"jalon/internal/geo"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

// The views that a button can open. They are in old messages: a view keeps its meaning for ever.
const (
	viewEdit       = "edit"
	viewMenu       = "menu"
	viewOthers     = "others"
	viewProgrammes = "prog"
	viewResources  = "read"
	viewProjects   = "proj"
	viewPath       = "path"
	viewWhy        = "why"   // actor id
	viewWhyNot     = "not"   // kind of actor
	viewMap        = "map"   // actor id
	viewMessage    = "msg"   // actor id
	viewApart      = "apart" // "on", "off"
	viewReport     = "rep"   // actor id
	viewHelped     = "help"  // "yes", "no"
	viewLink       = "link"
	viewLinkSlot   = "lslot" // slot
	viewLinkName   = "lname"
	viewLinkMake   = "lmake"
	viewLinkQR     = "lqr" // campaign
	viewPosterA4   = "la4" // campaign
	viewPosterA5   = "la5" // campaign
	viewSheet      = "pdf"
	viewProject    = "pro" // place in the list
	viewNewProject = "new"
)

// view opens a view of the present result; found is false for a view that does not exist.
func (t *turn) view(ctx context.Context, name, arg string) (reply Reply, found bool) {
	position := t.where()
	one := func(m Message) (Reply, bool) { return Reply{Messages: []Message{m}}, true }
	switch name {
	case viewEdit:
		return one(t.editor(position))
	case viewApart:
		t.state.Apart = arg == "on"
		reply = t.current(ctx)
		reply.Toast = t.say("apart." + map[bool]string{true: "on", false: "off"}[t.state.Apart])
		return reply, true
	case viewMap:
		return t.venue(arg)
	case viewReport:
		if a := t.Base.Actor(arg); a != nil {
			return one(t.report(a))
		}
		return Reply{}, false
	case viewLink:
		return one(t.linkMaker())
	case viewLinkSlot:
		return one(t.toggleLink(arg))
	case viewLinkMake:
		return t.linkMade(""), true
	case viewLinkName, viewNewProject:
		return one(t.await(name))
	case viewProject:
		return t.openProject(ctx, arg)
	case viewLinkQR, viewPosterA4, viewPosterA5:
		return t.linkPaper(name, arg)
	}
	if !position.Done() {
		return t.show(ctx, position), true
	}
	result := t.recommend(t.profile(position.Facts))
	if len(result.Actors) == 0 {
		return one(t.nobody(position))
	}
	switch name {
	case viewMenu:
		return one(t.menu(result))
	case viewOthers:
		return one(t.others(result))
	case viewProgrammes:
		return one(t.programmes(result))
	case viewResources:
		return one(t.resources(result))
	case viewProjects:
		return one(t.projects(result))
	case viewPath:
		return one(t.path(result))
	case viewWhy:
		return one(t.why(result, arg))
	case viewWhyNot:
		return one(t.whyNot(result, arg))
	case viewMessage:
		return t.readyMessage(result, arg)
	case viewHelped:
		return t.helped(result, arg), true
	case viewSheet:
		return t.orientation(result)
	}
	return Reply{}, false
}

// await asks for words that only the next message can bring.
func (t *turn) await(view string) Message {
	key := "link.ask-name"
	t.state.Await = awaitCampaign
	if view == viewNewProject {
		key, t.state.Await = "projects.ask-name", awaitNickname
	}
	return Message{Title: t.say(key), Body: t.say(key + "-body"), Rows: [][]Button{{t.button("button.cancel", verbResume)}}}
}

// backToMenu is the row that leads from a view to the ways on.
func (t *turn) backToMenu() []Button {
	return []Button{t.button("button.menu", verbView, viewMenu, ""), t.button("button.restart", verbRestart)}
}

// list makes a view of numbered lines with a button each.
func (t *turn) list(title, intro string, items []listItem) Message {
	m := Message{Title: title}
	lines := []string{}
	if intro != "" {
		lines = append(lines, intro, "")
	}
	for i, item := range items {
		lines = append(lines, numbered(i+1, item.text), "")
		m.Rows = append(m.Rows, []Button{{Label: clip(numbered(i+1, item.label), maxLabel), Action: act(verbEntry, item.kind, item.id)}})
	}
	m.Body = strings.TrimSpace(strings.Join(lines, "\n"))
	m.Rows = append(m.Rows, t.backToMenu())
	return m
}

// listItem is one line of a list, and the entry that its button opens.
type listItem struct {
	text, label, kind, id string
}

func (t *turn) others(result recommend.Result) Message {
	var items []listItem
	for _, r := range result.Actors[1:] {
		text := r.Actor.Name.Value + " – " + r.Actor.Does.Value
		if r.Located {
			text += " " + t.Engine.Distance(r, result.Profile.Place) + "."
		}
		items = append(items, listItem{text, r.Actor.Name.Value, index.TypeActor, r.Actor.ID})
		if len(items) == 5 {
			break
		}
	}
	return t.list(t.say("others.title"), t.say("others.intro"), items)
}

func (t *turn) programmes(result recommend.Result) Message {
	var items []listItem
	for _, p := range result.Programmes {
		items = append(items, listItem{t.programmeLine(p), p.Programme.Name.Value, index.TypeProgramme, p.Programme.ID})
	}
	for i, p := range result.Past {
		if i == 2 {
			break
		}
		items = append(items, listItem{t.say("programmes.past", "line", t.programmeLine(p)), p.Programme.Name.Value, index.TypeProgramme, p.Programme.ID})
	}
	return t.list(t.say("programmes.title"), "", items)
}

func (t *turn) programmeLine(p recommend.ProgrammeMatch) string {
	return t.say("programmes.line", "name", p.Programme.Name.Value, "operator", p.Operator, "does", p.Programme.Does.Value)
}

func (t *turn) resources(result recommend.Result) Message {
	var items []listItem
	for _, r := range result.Resources {
		items = append(items, listItem{r.Title.Value + " – " + r.Does.Value, r.Title.Value, index.TypeResource, r.ID})
	}
	return t.list(t.say("resources.title"), "", items)
}

func (t *turn) projects(result recommend.Result) Message {
	var items []listItem
	for _, p := range result.Projects {
		where := p.Place.Name
		if p.Place.Kind == geo.KindCommune {
			where = t.placeName(p.Place)
		}
		items = append(items, listItem{t.say("projects.line", "name", p.Project.Name.Value, "place", where, "does", p.Project.Does.Value), p.Project.Name.Value, index.TypeProject, p.Project.ID})
	}
	return t.list(t.say("projects.title"), t.say("projects.intro"), items)
}

func (t *turn) path(result recommend.Result) Message {
	var items []listItem
	for _, next := range result.Path {
		stage := t.answer("stage", next.Stage)
		items = append(items, listItem{t.say("path.line", "stage", stage, "name", next.Actor.Name.Value, "does", next.Actor.Does.Value), next.Actor.Name.Value, index.TypeActor, next.Actor.ID})
	}
	return t.list(t.say("path.title"), t.say("path.intro"), items)
}

// why tells every rule that counted for an actor, and offers to say why the best known ones were not proposed.
func (t *turn) why(result recommend.Result, id string) Message {
	m := Message{Title: t.say("why.title"), Rows: [][]Button{}}
	r := result.Actors[0]
	for _, other := range result.Actors {
		if other.Actor.ID == id {
			r = other
		}
	}
	lines := []string{r.Actor.Name.Value, ""}
	for _, reason := range r.Reasons {
		lines = append(lines, "– "+reason.Text)
	}
	m.Body = strings.Join(lines, "\n")
	for _, kind := range []string{"dla", "fabrique"} {
		if _, found := t.Engine.WhyNot(result.Profile, kind, result); found {
			m.Rows = append(m.Rows, []Button{t.button("button.whynot."+kind, verbView, viewWhyNot, kind)})
		}
	}
	m.Rows = append(m.Rows, t.backToMenu())
	return m
}

func (t *turn) whyNot(result recommend.Result, kind string) Message {
	m := Message{Title: t.say("whynot.title"), Rows: [][]Button{t.backToMenu()}}
	refusal, found := t.Engine.WhyNot(result.Profile, kind, result)
	if !found {
		m.Body = t.say("whynot.none")
		return m
	}
	lines := []string{refusal.Actor.Name.Value, refusal.Actor.Does.Value, ""}
	for _, reason := range refusal.Reasons {
		lines = append(lines, "– "+reason.Text)
	}
	if refusal.Proposed {
		lines = append(lines, "", t.say("whynot.proposed"))
	}
	m.Body = strings.Join(lines, "\n")
	m.Rows = [][]Button{{Button{Label: t.say("button.see"), Action: act(verbEntry, index.TypeActor, refusal.Actor.ID)}}, t.backToMenu()}
	return m
}

// venue shows an actor's nearest office on the map.
func (t *turn) venue(id string) (Reply, bool) {
	actor := t.Base.Actor(id)
	if actor == nil {
		return Reply{}, false
	}
	profile := t.profile(t.where().Known)
	r := t.Engine.About(actor, profile, t.now)
	office := r.Office
	if !r.Located {
		if len(actor.Offices) == 0 {
			return Reply{Toast: t.say("toast.no-map")}, true
		}
		office, _ = t.Places.Place(actor.Offices[0].Commune.Value)
	}
	return Reply{Messages: []Message{{Keep: true, Venue: &Venue{Lat: office.Lat, Lon: office.Lon, Title: actor.Name.Value, Address: t.say("map.address", "city", t.placeName(office))}}}}, true
}

// entry opens one entry of the base.
func (t *turn) entry(kind, id string) (Reply, bool) {
	m, found := t.entryMessage(kind, id)
	if !found {
		return Reply{}, false
	}
	if t.where().Done() {
		m.Rows = append(m.Rows, t.backToMenu())
	} else {
		m.Rows = append(m.Rows, []Button{t.button("button.resume", verbResume)})
	}
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
	lines := []string{t.say("programme.operator", "name", t.Engine.Operator(p)), "", p.Does.Value}
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
			m.Rows = append(m.Rows, []Button{{Label: clip(a.Name.Value, maxLabel), Action: act(verbEntry, index.TypeActor, a.ID)}})
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
			m.Rows = append(m.Rows, []Button{{Label: clip(other.Term.Value, maxLabel), Action: act(verbEntry, index.TypeTerm, other.ID)}})
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

// maxCopy is the most characters that a button can put in the clipboard.
const maxCopy = 256

// readyMessage is a first message to send to an actor, filled with the answers.
func (t *turn) readyMessage(result recommend.Result, id string) (Reply, bool) {
	p := result.Profile
	actor := t.Base.Actor(id)
	if actor == nil {
		actor = result.Actors[0].Actor
	}
	pairs := []string{
		"stage", t.say("message.stage." + p.Stage), "sector", t.said("sector", p.Sector), "holder", t.say("message.holder." + p.Holder),
		"place", t.Places.In(p.Place), "name", actor.Name.Value, "need", "",
	}
	if p.Need != "" {
		pairs[len(pairs)-1] = " " + t.say("message.need", "need", lowerFirst(t.answer("need", p.Need)))
	}
	text := t.say("message.text", pairs...)
	if p.Sector == "other" {
		text = t.say("message.text-other", pairs...)
	}
	m := Message{Title: t.say("message.title"), Body: t.say("message.intro") + "\n\n" + text}
	if len([]rune(text)) <= maxCopy {
		m.Rows = append(m.Rows, []Button{{Label: t.say("button.copy"), Copy: text}})
	}
	m.Rows = append(m.Rows, t.backToMenu())
	return Reply{Messages: []Message{m}}, true
}

func (t *turn) said(slot, code string) string {
	c := t.Base.Vocabulary.Find(slot, code)
	if c == nil {
		return ""
	}
	if c.Said.Value != "" {
		return c.Said.Value
	}
	return strings.ToLower(c.Label.Value)
}
