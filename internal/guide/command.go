package guide

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"jalon/internal/dialogue"
	"jalon/internal/invite"
)

// command answers "/aide" and its like. English names stand beside the French ones, for who types them by habit.
func (t *turn) command(ctx context.Context) Reply {
	t.state.Await = ""
	switch t.event.Command {
	case "start", "commencer", "debut":
		return t.start(ctx)
	case "help", "aide":
		return t.page("help")
	case "privacy", "confidentialite":
		return t.page("privacy")
	case "effacer", "delete":
		t.erase = true
		t.state = state{Memory: t.state.Memory}
		return Reply{Messages: []Message{{Title: t.say("erase.title"), Body: t.say("erase.body"), DropKeyboard: false, Rows: [][]Button{{t.button("button.start", verbRestart)}}}}}
	case "recommencer", "restart":
		t.restart()
		return t.current(ctx)
	case "retour", "back":
		return t.stepBack(ctx)
	case "menu", "resultat":
		return t.current(ctx)
	case "modifier":
		return Reply{Messages: []Message{t.editor(t.where())}}
	case "lieu":
		t.state.Proposed = nil
		return t.show(ctx, t.step(dialogue.Event{Kind: dialogue.Edit, Node: t.placeNode()}))
	case "lien", "link":
		return Reply{Messages: []Message{t.linkMaker()}}
	case "stats":
		return t.statistics(ctx)
	case "projets":
		return Reply{Messages: []Message{t.projectList()}}
	case "reglages", "settings":
		return Reply{Messages: []Message{t.settings()}}
	}
	t.notice = t.say("command.unknown")
	return t.stay(ctx)
}

// restart forgets the answers.
func (t *turn) restart() {
	t.state.Answers, t.state.Proposed = dialogue.Answers{}, nil
}

// start greets; who has answers already is asked whether to go on.
func (t *turn) start(ctx context.Context) Reply {
	if payload := strings.TrimSpace(t.event.Text); payload != "" {
		if i, ok := invite.Read(payload); ok {
			return t.opened(ctx, payload, i)
		}
	}
	if t.begun() {
		position := t.where()
		m := Message{Title: t.say("resume.title"), Rows: [][]Button{{t.button("button.resume", verbResume)}, {t.button("button.restart", verbRestart)}}}
		for _, line := range t.answers(position.Known) {
			m.Body += line + "\n"
		}
		return Reply{Messages: []Message{m}}
	}
	t.countStart()
	reply := t.current(ctx)
	welcome := Message{Title: t.say("start.title"), Body: t.say("start.body"), Keep: true}
	reply.Messages = append([]Message{welcome}, reply.Messages...)
	return reply
}

// page is a text of the wording with the way back to the conversation.
func (t *turn) page(name string) Reply {
	m := Message{Title: t.say(name + ".title"), Body: t.say(name + ".body"), Rows: [][]Button{t.onward()}}
	return Reply{Messages: []Message{m}}
}

// settings offers the wish for separate messages.
func (t *turn) settings() Message {
	key, arg := "button.apart-on", "on"
	if t.state.Apart {
		key, arg = "button.apart-off", "off"
	}
	return Message{Title: t.say("settings.title"), Body: t.say("settings.body"), Rows: [][]Button{
		{t.button(key, verbView, viewApart, arg)}, t.onward(),
	}}
}

// inGroup answers where several people read: nothing personal, and the way to go on in private.
func (t *turn) inGroup() Reply {
	m := Message{Title: t.say("group.title"), Body: t.say("group.body")}
	if t.username != "" {
		m.Rows = [][]Button{{{Label: t.say("button.private"), URL: "https://t.me/" + t.username + "?start=groupe"}}}
	}
	return Reply{Messages: []Message{m}}
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// Commands lists the commands shown in the menu; their descriptions are "command.<name>" in the wording.
func Commands() []string {
	return []string{"start", "aide", "lieu", "modifier", "recommencer", "lien", "projets", "reglages", "confidentialite", "effacer", "privacy"}
}

// Resume is the action of a button that leads to the question now to ask, or to the result: what a channel puts under its own
// sentences.
func Resume() string { return act(verbResume) }

func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}
