package load

import (
	"reflect"
	"strings"

	"jalon/internal/botapi"
)

// action is what a person does in one turn.
type action struct {
	start    bool
	text     string // what they type, "" when they press or start
	data     string // of the button they press
	message  int    // that carries the button
	finished bool   // the bot had just finished an orientation
}

// choose decides what a person does, from the last messages they see.
func (g *game) choose(p *person, last []botapi.Message) action {
	if !p.begun || len(last) == 0 {
		p.begun = true
		return action{start: true}
	}
	for _, m := range last {
		if m.FromBot && m.ID > p.since && g.plan.Done(m) {
			return action{start: true, finished: true}
		}
	}
	if g.plan.Asked(last, g.plan.Server.Keyboard(p.ID)) {
		return action{text: g.plan.Places[p.random.IntN(len(g.plan.Places))]}
	}
	for i := len(last) - 1; i >= 0; i-- {
		if data := g.pick(p, last[i]); data != "" {
			return action{data: data, message: last[i].ID}
		}
	}
	return action{start: true}
}

// pick chooses a button of a message: mostly an answer, sometimes one of the
// last row, where bots put the way back. It returns "" when nothing there can
// be pressed.
func (g *game) pick(p *person, m botapi.Message) string {
	if !m.FromBot {
		return ""
	}
	var answers, all []string
	for i, row := range m.Markup {
		for _, b := range row {
			if b.CallbackData == "" {
				continue
			}
			all = append(all, b.CallbackData)
			if i < len(m.Markup)-1 {
				answers = append(answers, b.CallbackData)
			}
		}
	}
	if len(answers) == 0 || len(all) > 0 && p.random.IntN(10) == 0 {
		answers = all
	}
	if len(answers) == 0 {
		return ""
	}
	return answers[p.random.IntN(len(answers))]
}

// do plays the action. It tells whether it may still be answered, and whether
// a toast already was the answer.
func (a action) do(s *botapi.Server, p *person) (alive, toast bool) {
	var err error
	switch {
	case a.data != "":
		pressed, err := s.Press(p.User, botapi.Chat{}, a.message, a.data)
		return err == nil && pressed.Answered, pressed.Text != ""
	case a.start:
		_, err = s.Start(p.User, "")
	default:
		_, err = s.Say(p.User, botapi.Chat{}, a.text)
	}
	return err == nil, false
}

// seen tells whether the person sees an answer: after a press, a message sent
// or edited; after a text, a message sent.
func (a action) seen(before, now botapi.Activity) bool {
	if a.data != "" {
		return now.Acts > before.Acts
	}
	return now.Posts > before.Posts
}

// repeated counts the messages of the bot after since that say again what the
// message just before them, also after since, said.
func repeated(tail []botapi.Message, since int) int {
	n := 0
	for i := 1; i < len(tail); i++ {
		a, b := tail[i-1], tail[i]
		if a.FromBot && b.FromBot && a.ID > since && same(a, b) {
			n++
		}
	}
	return n
}

// same tells whether two messages look the same.
func same(a, b botapi.Message) bool {
	return a.Text == b.Text && a.Caption == b.Caption && reflect.DeepEqual(a.Markup, b.Markup) &&
		reflect.DeepEqual(a.Venue, b.Venue) && reflect.DeepEqual(a.Contact, b.Contact) && a.Media == b.Media
}

// requests tells whether a keyboard requests a position.
func requests(k *botapi.ReplyKeyboard) bool {
	if k == nil {
		return false
	}
	for _, row := range k.Keyboard {
		for _, b := range row {
			if b.RequestLocation {
				return true
			}
		}
	}
	return false
}

// finished is the standard Done: a venue, a contact, or a link to a site.
func finished(m botapi.Message) bool {
	if m.Venue != nil || m.Contact != nil {
		return true
	}
	for _, row := range m.Markup {
		for _, b := range row {
			if strings.HasPrefix(b.URL, "http") {
				return true
			}
		}
	}
	return false
}
