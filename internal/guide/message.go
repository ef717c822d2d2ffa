package guide

import (
	"strings"

	"jalon/internal/recommend"
)

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
		pairs[len(pairs)-1] = " " + t.say("message.need", "need", lowerFirst(t.need(p.Holder, p.Need)))
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
