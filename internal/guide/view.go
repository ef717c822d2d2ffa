package guide

import (
	"context"
	"strings"

	"jalon/index"
	"jalon/internal/geo"
	"jalon/internal/recommend"
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
	viewStats      = "st"  // campaign
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
		t.notice = t.say("apart." + map[bool]string{true: "on", false: "off"}[t.state.Apart])
		reply = t.stay(ctx)
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
	case viewStats:
		return t.figures(ctx, arg), true
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
	return t.viewOf(result, name, arg)
}

// viewOf is the view of a finished orientation.
func (t *turn) viewOf(result recommend.Result, name, arg string) (reply Reply, found bool) {
	one := func(m Message) (Reply, bool) { return Reply{Messages: []Message{m}}, true }
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
	return Message{Title: t.say(key), Body: t.say(key + "-body"), Rows: [][]Button{t.cancel()}}
}

// cancel is the row that gives up what was begun.
func (t *turn) cancel() []Button {
	return []Button{{Label: t.say("button.cancel"), Action: t.onward()[0].Action}}
}

// backToMenu is the row that leads from a view to the ways on.
func (t *turn) backToMenu() []Button {
	return []Button{t.button("button.menu", verbView, viewMenu, "")}
}

// list makes a view of numbered lines with a button each, that knows the way back to it; name is the view's.
func (t *turn) list(name, title, intro string, items []listItem) Message {
	m := Message{Title: title}
	lines := []string{}
	if intro != "" {
		lines = append(lines, intro, "")
	}
	for i, item := range items {
		lines = append(lines, numbered(i+1, item.text), "")
		m.Rows = append(m.Rows, []Button{{Label: short(numbered(i+1, item.label)), Action: actFrom(name, item)}})
	}
	if len(items) == 0 {
		lines = []string{t.say("whynot.none")}
	}
	m.Body = strings.TrimSpace(strings.Join(lines, "\n"))
	m.Rows = append(m.Rows, t.backToMenu())
	return m
}

// actFrom opens an entry from a list, which it names where the bytes of a button allow.
func actFrom(list string, item listItem) string {
	if action := act(verbEntry, item.kind, item.id, list); len(action) <= maxAction {
		return action
	}
	return act(verbEntry, item.kind, item.id)
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
			text += " " + t.Engine.Distance(r, result.Profile.Place)
		}
		items = append(items, listItem{text, r.Actor.Name.Value, index.TypeActor, r.Actor.ID})
		if len(items) == 5 {
			break
		}
	}
	return t.list(viewOthers, t.say("others.title"), t.say("others.intro"), items)
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
	return t.list(viewProgrammes, t.say("programmes.title"), "", items)
}

func (t *turn) programmeLine(p recommend.ProgrammeMatch) string {
	key, operator := "programmes.line", operatorBeside(p.Programme.Name.Value, p.Operator)
	if operator == "" {
		key = "programmes.line-own"
	}
	return t.say(key, "name", p.Programme.Name.Value, "operator", operator, "does", p.Programme.Does.Value)
}

// operatorBeside names who runs a programme without the name that the programme already says.
func operatorBeside(name, operator string) string {
	var others []string
	for _, one := range strings.Split(operator, ", ") {
		if one != name {
			others = append(others, one)
		}
	}
	return strings.Join(others, ", ")
}

func (t *turn) resources(result recommend.Result) Message {
	var items []listItem
	for _, r := range result.Resources {
		items = append(items, listItem{r.Title.Value + " – " + r.Does.Value, r.Title.Value, index.TypeResource, r.ID})
	}
	return t.list(viewResources, t.say("resources.title"), "", items)
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
	return t.list(viewProjects, t.say("projects.title"), t.say("projects.intro"), items)
}

// path lists who helps at the stages to come; stages that follow each other with the same actor make one line.
func (t *turn) path(result recommend.Result) Message {
	var items []listItem
	present := result.Actors[0].Actor
	for i := 0; i < len(result.Path); {
		actor := result.Path[i].Actor
		var stages []string
		for ; i < len(result.Path) && result.Path[i].Actor == actor; i++ {
			stages = append(stages, t.answer("stage", result.Path[i].Stage))
		}
		key := "path.line"
		if actor == present {
			key = "path.same"
		}
		present = actor
		text := t.say(key, "stage", strings.Join(stages, " · "), "name", actor.Name.Value, "does", actor.Does.Value)
		items = append(items, listItem{text, actor.Name.Value, index.TypeActor, actor.ID})
	}
	return t.list(viewPath, t.say("path.title"), t.say("path.intro"), items)
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
	m := Message{Title: t.say("button.whynot." + kind), Rows: [][]Button{t.backToMenu()}}
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
	return Reply{Messages: []Message{{
		Keep: true, Rows: [][]Button{t.onward()},
		Venue: &Venue{Lat: office.Lat, Lon: office.Lon, Title: actor.Name.Value, Address: t.say("map.address", "city", t.placeName(office))},
	}}}, true
}
