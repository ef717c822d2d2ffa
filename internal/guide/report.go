package guide

import (
	"slices"

	"jalon/internal/counts"
	"jalon/knowledge"
)

// flagged is how many distinct reports mark an entry.
const flagged = 2

// report asks what is wrong with an entry.
func (t *turn) report(a *knowledge.Actor) Message {
	m := Message{Title: t.say("report.title"), Body: t.say("report.body", "name", a.Name.Value)}
	for _, reason := range counts.Reasons() {
		m.Rows = append(m.Rows, []Button{t.button("report."+reason, verbReport, a.ID, reason)})
	}
	m.Rows = append(m.Rows, t.cancel())
	return m
}

// reported counts a report, once a person and entry, and returns to the conversation.
func (t *turn) reported(id, reason string) (Reply, bool) {
	a := t.Base.Actor(id)
	if a == nil || !slices.Contains(counts.Reasons(), reason) {
		return Reply{}, false
	}
	if !slices.Contains(t.state.Reported, id) {
		t.state.Reported = append(t.state.Reported, id)
		t.add(counts.ReportName(id, reason))
	}
	m := Message{Title: t.say("report.thanks"), Body: t.say("report.done"), Rows: [][]Button{t.onward()}}
	return Reply{Messages: []Message{m}}, true
}
