package guide

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"jalon/index"
	"jalon/internal/dialogue"
	"jalon/internal/geo"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

// result shows the end of the walk: what was answered, the card to keep, and the ways on.
func (t *turn) result(_ context.Context, position dialogue.Position) Reply {
	found := t.recommend(t.profile(position.Facts))
	t.countResult(found)
	if len(found.Actors) == 0 {
		return Reply{Messages: []Message{t.nobody(position)}}
	}
	recap := t.recap(position)
	switch {
	case t.fresh && t.notice != "": // the recap says all of it
		recap.Title = t.say("recap.understood")
	case t.notice != "":
		recap.Body = t.notice + "\n\n" + recap.Body
	}
	return Reply{Messages: []Message{recap, t.card(found, found.Actors[0]), t.menu(found)}}
}

// recap lists the answers.
func (t *turn) recap(position dialogue.Position) Message {
	return Message{
		Title: t.say("recap.title"), Body: strings.Join(t.answers(position.Known), "\n"),
		Rows: [][]Button{{t.button("button.edit", verbView, viewEdit, ""), t.button("button.restart", verbRestart)}},
	}
}

// answers says each answer on a line of its own.
func (t *turn) answers(facts dialogue.Facts) []string {
	var lines []string
	for _, slot := range knowledge.Slots() {
		value := t.answer(slot, facts[slot])
		if slot == "need" {
			value = t.need(facts["holder"], facts["need"])
		}
		if value != "" {
			lines = append(lines, t.say("recap."+slot, "answer", value))
		}
	}
	return lines
}

// need names a need as who has it would: a town hall with an empty building looks for no premises.
func (t *turn) need(holder, need string) string {
	if text, known := t.Base.Wording["need."+holder+"."+need]; known {
		return text.Value
	}
	return t.answer("need", need)
}

// answer names one answer for people, "" when there is none.
func (t *turn) answer(slot, value string) string {
	switch {
	case value == "":
		return ""
	case slot == "place":
		place, _ := t.Places.Place(value)
		if place.Kind == geo.KindCountry {
			return t.say("place.anywhere")
		}
		return t.placeName(place)
	case slot == "employs":
		return t.say("employs." + value)
	}
	if code := t.Base.Vocabulary.Find(slot, value); code != nil {
		return code.Label.Value
	}
	return value
}

// editor offers to change each answer.
func (t *turn) editor(position dialogue.Position) Message {
	m := Message{Title: t.say("edit.title")}
	lines := t.answers(position.Known)
	for _, slot := range knowledge.Slots() {
		node := t.slotNode(slot)
		if node == nil || position.Known[slot] == "" && (!node.Optional.Value || !position.Done()) {
			continue
		}
		m.Rows = append(m.Rows, []Button{t.button("edit."+slot, verbEdit, node.ID.Value)})
	}
	m.Body = strings.Join(append(lines, "", t.say("edit.body")), "\n")
	m.Rows = append(m.Rows, t.onward())
	return m
}

// slotNode is the main question of a slot, nil when the tree has none.
func (t *turn) slotNode(slot string) *knowledge.Node {
	var aside *knowledge.Node
	for i := range t.Base.Tree.Nodes {
		node := &t.Base.Tree.Nodes[i]
		if node.Slot.Value != slot {
			continue
		}
		if !node.Aside.Value {
			return node
		}
		if aside == nil {
			aside = node
		}
	}
	return aside
}

// card shows one recommendation, to keep.
func (t *turn) card(found recommend.Result, r recommend.Recommendation) Message {
	actor := r.Actor
	lines := []string{t.kindLabel(actor), "", actor.Does.Value, ""}
	lines = append(lines, t.say("card.covers", "area", r.Covers))
	if r.Located {
		lines = append(lines, t.Engine.Distance(r, found.Profile.Place))
	}
	if actor.Note.Value != "" {
		lines = append(lines, actor.Note.Value)
	}
	lines = append(lines, "", t.say("card.why"))
	for _, reason := range shortReasons(r) {
		lines = append(lines, "– "+reason.Text)
	}
	lines = append(lines, "")
	contact, how := t.contact(actor, found.Profile.Place)
	if how != "" {
		lines = append(lines, how)
	}
	lines = append(lines, t.freshness(actor.Entry, r.Late))
	if t.flags != nil && t.flags(actor.ID) >= flagged {
		lines = append(lines, t.say("report.flag"))
	}
	m := Message{Title: actor.Name.Value, Body: strings.Join(lines, "\n"), Keep: true}
	if r.Located {
		contact = append(contact, t.button("button.map", verbView, viewMap, actor.ID))
	}
	m.Rows = append(m.Rows, paired(contact)...)
	m.Rows = append(m.Rows, paired(t.cardFoot(actor))...)
	return m
}

// cardFoot offers to explain the kind of actor and to tell that the entry is wrong.
func (t *turn) cardFoot(a *knowledge.Actor) []Button {
	var foot []Button
	if kind := t.Base.Vocabulary.Kind(a.Kind.Value); kind != nil && kind.Term.Value != "" {
		if term := t.Base.Term(kind.Term.Value); term != nil {
			label := t.say("button.explain-term", "term", term.Term.Value)
			if utf8.RuneCountInString(label) > maxLabel {
				label = t.say("button.explain-short", "term", term.Term.Value)
			}
			foot = append(foot, Button{Label: short(label), Action: act(verbEntry, index.TypeTerm, term.ID)})
		}
	}
	return append(foot, t.button("button.report", verbView, viewReport, a.ID))
}

// paired puts buttons two by two where both labels can be read on half the width of a phone, and one a row otherwise.
func paired(buttons []Button) [][]Button {
	const half = 17
	var rows [][]Button
	for i := 0; i < len(buttons); i++ {
		row := []Button{buttons[i]}
		if i+1 < len(buttons) && utf8.RuneCountInString(buttons[i].Label) <= half && utf8.RuneCountInString(buttons[i+1].Label) <= half {
			row = append(row, buttons[i+1])
			i++
		}
		rows = append(rows, row)
	}
	return rows
}

// shortReasons are the reasons that fit a card: those that the card does not already tell otherwise.
func shortReasons(r recommend.Recommendation) []recommend.Reason {
	var reasons []recommend.Reason
	for _, reason := range r.Reasons {
		if reason.Rule != "distance" && reason.Rule != "late" && reason.Rule != "covers" && (len(reasons) < 4 || reason.Rule == "relaxed") {
			reasons = append(reasons, reason)
		}
	}
	return reasons
}

func (t *turn) kindLabel(a *knowledge.Actor) string {
	if kind := t.Base.Vocabulary.Kind(a.Kind.Value); kind != nil {
		return upperFirst(kind.Label.Value)
	}
	return ""
}

// contact gives the buttons to reach an actor and, when its own site is not known, the way round in a sentence.
func (t *turn) contact(a *knowledge.Actor, place geo.Place) (buttons []Button, how string) {
	way := t.Engine.Contact(a, place)
	switch way.How {
	case recommend.OwnSite:
		buttons = append(buttons, Button{Label: t.say("button.site"), URL: way.URL})
		if a.Contact.Directory.Value != "" {
			buttons = append(buttons, Button{Label: t.say("button.directory"), URL: a.Contact.Directory.Value})
		}
		return buttons, ""
	case recommend.Directory:
		return []Button{{Label: t.say("button.directory"), URL: way.URL}}, t.say("contact.directory")
	}
	return []Button{{Label: short(t.say("button.via", "name", way.Via)), URL: way.URL}}, t.say("contact.via", "name", way.Via)
}

// freshness says when an entry was checked, and after which source.
func (t *turn) freshness(e knowledge.Entry, late bool) string {
	var newest knowledge.Date
	for _, s := range e.Sources {
		if s.Seen.Time.After(newest.Time) {
			newest = s.Seen
		}
	}
	text := t.say("fresh.checked", "date", t.date(e.Verified.On))
	if !newest.IsZero() {
		key := "fresh.source"
		if newest.Precision == "day" {
			key = "fresh.source-day"
		}
		text = t.say(key, "date", t.date(e.Verified.On), "seen", t.date(newest))
	}
	if late {
		text += " " + t.say("fresh.late")
	}
	if e.Status.Value == "unknown" {
		text += " " + t.say("fresh.unknown")
	}
	return text
}

// date writes a date as French does: "22 novembre 2026", "juin 2022", "2022".
func (t *turn) date(d knowledge.Date) string {
	month := func() string { return t.say(fmt.Sprintf("month.%d", int(d.Time.Month()))) }
	switch d.Precision {
	case "day":
		day := fmt.Sprint(d.Time.Day())
		if d.Time.Day() == 1 {
			day = "1er"
		}
		return fmt.Sprintf("%s %s %d", day, month(), d.Time.Year())
	case "month":
		return fmt.Sprintf("%s %d", month(), d.Time.Year())
	}
	return d.ISO()
}

// menu is the ways on after the card, each one tap away.
func (t *turn) menu(found recommend.Result) Message {
	m := Message{Title: t.say("menu.title"), Body: t.menuBody(found)}
	if found.Partly > 0 {
		m.Rows = append(m.Rows, []Button{t.button("button.closer", verbEdit, t.placeNode())})
	}
	add := func(key, view, arg string, wanted bool) {
		if wanted {
			m.Rows = append(m.Rows, []Button{t.button(key, verbView, view, arg)})
		}
	}
	add("menu.message", viewMessage, found.Actors[0].Actor.ID, true)
	add("menu.others", viewOthers, "", len(found.Actors) > 1)
	add("menu.programmes", viewProgrammes, "", len(found.Programmes)+len(found.Past) > 0)
	add("menu.resources", viewResources, "", len(found.Resources) > 0)
	add("menu.projects", viewProjects, "", len(found.Projects) > 0)
	add("menu.path", viewPath, "", len(found.Path) > 0)
	add("menu.why", viewWhy, found.Actors[0].Actor.ID, true)
	add("menu.sheet", viewSheet, "", true)
	if t.state.Helped != cellKey(found.Profile) {
		m.Rows = append(m.Rows, []Button{t.button("helped.button-yes", verbView, viewHelped, "yes"), t.button("helped.button-no", verbView, viewHelped, "no")})
	}
	m.Rows = append(m.Rows, []Button{t.button("button.edit", verbView, viewEdit, ""), t.button("button.restart", verbRestart)})
	return m
}

func (t *turn) menuBody(found recommend.Result) string {
	lines := []string{t.say("menu.body")}
	if found.Partly > 0 {
		key := "menu.partly"
		if found.Partly == 1 {
			key = "menu.partly-one"
		}
		lines = append(lines, t.say(key, "count", fmt.Sprint(found.Partly), "place", t.answer("place", found.Profile.Place.Code)))
	}
	return strings.Join(lines, "\n\n")
}

// nobody is the honest answer where the base knows nobody at all.
func (t *turn) nobody(position dialogue.Position) Message {
	place, _ := t.Places.Place(position.Facts["place"])
	return Message{
		Title: t.say("nobody.title"), Body: t.say("nobody.body", "place", place.Name),
		Rows: [][]Button{{t.button("button.other-place", verbEdit, t.placeNode()), t.button("button.restart", verbRestart)}},
	}
}
