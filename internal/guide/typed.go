package guide

import (
	"context"
	"slices"
	"strings"

	"jalon/index"
	"jalon/internal/dialogue"
	"jalon/internal/geo"
	"jalon/internal/invite"
	"jalon/internal/recommend"
	"jalon/internal/understand"
	"jalon/knowledge"
)

// maxTyped is the most of a message that is read: a longer one is cut, never echoed.
const maxTyped = 600

// typed answers a sentence: a word of command, a number or a label of the present question, a place when a place is asked,
// answers in plain words, a question about a word, else a search.
func (t *turn) typed(ctx context.Context) Reply {
	text := strings.ToValidUTF8(t.event.Text, " ")
	if r := []rune(text); len(r) > maxTyped {
		text = string(r[:maxTyped])
	}
	folded := strings.Trim(geo.Fold(text), " .!?,;:…")
	if folded == "" {
		return t.signs(ctx, text)
	}
	for _, key := range []string{"locate.type", "locate.cancel"} {
		if folded == geo.Fold(t.say(key)) {
			return t.typeInstead(ctx)
		}
	}
	if name := t.typedCommand(folded); name != "" {
		t.event.Command = name
		return t.command(ctx)
	}
	switch t.state.Await {
	case awaitCampaign:
		t.state.Await = ""
		return t.campaignNamed(text)
	case awaitNickname:
		t.state.Await = ""
		return t.named(ctx, text)
	}
	if i, ok := invite.ReadCode(text); ok {
		payload, _ := i.Payload()
		return t.opened(ctx, payload, i)
	}
	if action := typedButton(t.state.Shown, folded); action != "" {
		t.event.Action = action
		return t.press(ctx)
	}
	position := t.where()
	if position.Node != nil {
		if choice := t.typedChoice(position.Node, folded); choice != "" {
			return t.moved(ctx, t.step(dialogue.Event{Kind: dialogue.Choose, Node: position.Node.ID.Value, Choice: choice}))
		}
	}
	if reply, done := t.plain(ctx, folded); done {
		return reply
	}
	if reply, done := t.likeLabel(ctx, position, folded); done {
		return reply
	}
	if reply, done := t.amongShown(ctx, text); done {
		return reply
	}
	if t.placeNext() || t.region(text) {
		if reply, read := t.typedPlace(ctx, text); read {
			return reply
		}
	}
	return t.sentence(ctx, text)
}

// sentence takes what a sentence holds, says so, and asks what is missing.
func (t *turn) sentence(ctx context.Context, text string) Reply {
	u := t.Reader.Read(text)
	if reply, done := t.social(ctx, u); done {
		return reply
	}
	if n, isNumber := smallNumber(text); isNumber && (u.Place == nil || t.where().Known["place"] != "") {
		t.notice = t.say("number.none", "number", n)
		return t.stay(ctx)
	}
	facts := dialogue.Facts{}
	for slot, value := range u.Facts {
		facts[slot] = value
	}
	if u.Place != nil {
		facts["place"] = u.Place.Code
	}
	before := t.where().Known
	t.fresh = len(before) == 0
	t.refuse(u.Denied, before)
	t.later(u.Named)
	if len(facts) > 0 {
		t.state.Answers = dialogue.Fill(&t.Base.Tree, t.state.Answers, facts)
		t.notice = joined(t.notice, t.understood(before, facts))
		t.skipOptional()
	}
	switch {
	case len(u.Places) > 0 && u.Guessed:
		return t.withNotice(t.meant(t.asked(u.Places)))
	case len(u.Places) > 0:
		return t.withNotice(t.which(t.asked(u.Places)))
	case u.Abroad != "":
		return t.withNotice(t.abroad(u.Abroad))
	case len(u.Named) > 0 && (t.placeNext() || len(facts) == 0 && t.notice == "" && len(strings.Fields(text)) <= fewWords):
		return t.withNotice(t.perhaps(u.Named))
	case len(facts) > 0 || t.notice != "":
		return t.correctable(t.current(ctx))
	case t.nearly(u, text):
		t.notice = t.say("unsure")
		return t.stay(ctx)
	}
	return t.search(ctx, text)
}

// nearly reports whether a short text hints at an answer to the question asked.
func (t *turn) nearly(u understand.Understanding, text string) bool {
	node := t.where().Node
	return node != nil && len(strings.Fields(text)) <= fewWords && slices.Contains(u.Ambiguous, node.Slot.Value)
}

// fewWords is how many words a text has at most that only names a place.
const fewWords = 4

// joined puts one notice under another.
func joined(above, below string) string { return strings.TrimPrefix(above+"\n\n"+below, "\n\n") }

// smallNumber reads a text that is a number of one or two digits: more often a choice that is not there than a department.
func smallNumber(text string) (n string, isNumber bool) {
	n = strings.Trim(geo.Fold(text), " .!?,;:…")
	return n, n != "" && len(n) < 3 && strings.Trim(n, "0123456789") == ""
}

// skipOptional passes the questions that may be skipped: who said everything in a sentence gets the answer at once.
func (t *turn) skipOptional() {
	for range t.Base.Tree.Nodes {
		position := t.where()
		if position.Done() || !position.Node.Optional.Value || t.state.Answers.At != "" {
			return
		}
		t.step(dialogue.Event{Kind: dialogue.Choose, Node: position.Node.ID.Value, Choice: knowledge.SkipChoice})
	}
}

// withNotice puts the notice above the first message.
func (t *turn) withNotice(r Reply) Reply {
	if t.notice != "" && len(r.Messages) > 0 {
		r.Messages[0].Body = t.notice + "\n\n" + r.Messages[0].Body
	}
	return r
}

// correctable adds the way to correct what was understood to a question.
func (t *turn) correctable(r Reply) Reply {
	if len(r.Messages) == 1 && t.notice != "" {
		r.Messages[0].Rows = append(r.Messages[0].Rows, []Button{t.button("button.correct", verbView, viewEdit, "")})
	}
	return r
}

// understood says back what was taken from a sentence, and which earlier answers it replaced.
func (t *turn) understood(before, facts dialogue.Facts) string {
	var taken, replaced []string
	for _, slot := range knowledge.Slots() {
		value := t.answer(slot, facts[slot])
		if value == "" {
			continue
		}
		taken = append(taken, value)
		if old := t.answer(slot, before[slot]); old != "" && old != value {
			replaced = append(replaced, old)
		}
	}
	notice := t.say("understood", "answers", strings.Join(taken, " · "))
	if len(replaced) > 0 {
		notice += "\n" + t.say("understood.replaced", "answers", strings.Join(replaced, " · "))
	}
	return notice
}

// social answers what is not about a project: a question about a word, a greeting, thanks, anger, distress.
func (t *turn) social(ctx context.Context, u understand.Understanding) (Reply, bool) {
	switch u.Intent {
	case understand.Define:
		if len(u.Terms) == 0 { // a word that the glossary does not hold: the search may
			return Reply{}, false
		}
		return t.define(u.Terms), true
	case understand.Greeting:
		if len(u.Facts) > 0 || u.Place != nil {
			return Reply{}, false
		}
		if !t.begun() {
			return t.start(ctx), true
		}
		t.notice = t.say("social.greeting")
	case understand.Distress:
		t.notice = t.say("social.distress")
		if u.Danger {
			t.notice = t.say("social.danger")
		}
		if len(u.Facts) > 0 || u.Place != nil || len(u.Places) > 0 { // the project goes on beside it
			return Reply{}, false
		}
	case understand.Thanks, understand.Insult, understand.Help, understand.Outside:
		t.notice = t.say("social." + string(u.Intent))
	default:
		return Reply{}, false
	}
	return t.stay(ctx), true
}

// define explains the terms asked about and returns to the question.
func (t *turn) define(terms []*knowledge.Term) Reply {
	var parts []string
	m := Message{}
	for _, term := range terms {
		card := t.termCard(term)
		parts = append(parts, card.Title+"\n"+card.Body)
		m.Rows = append(m.Rows, card.Rows...)
	}
	if len(terms) == 1 {
		m.Title, m.Body = t.termCard(terms[0]).Title, terms[0].Definition.Value
	} else {
		m.Title, m.Body = t.say("define.title"), strings.Join(parts, "\n\n")
	}
	if len(m.Rows) > 4 {
		m.Rows = m.Rows[:4]
	}
	m.Rows = append(m.Rows, t.onward())
	return Reply{Messages: []Message{m}}
}

// search looks the words up in the base; it never ends in "nothing found" without a next step.
func (t *turn) search(ctx context.Context, text string) Reply {
	p := t.profile(t.where().Known)
	query := index.Query{Text: text, Stage: p.Stage, Holder: p.Holder, Sector: p.Sector, Need: p.Need, Limit: 6}
	if p.Place.Kind != geo.KindCountry {
		query.Near = recommend.Territories(p.Place)
	}
	hits, err := t.Index.Search(ctx, query)
	if err != nil || len(hits) == 0 {
		t.notice = t.say("search.nothing")
		return t.stay(ctx)
	}
	m := Message{Title: t.say("search.title")}
	lines := []string{t.say("search.intro"), ""}
	number := 0
	for _, kind := range []string{index.TypeActor, index.TypeProgramme, index.TypeProject, index.TypeResource, index.TypeTerm} {
		first := true
		for _, hit := range hits {
			if hit.Type != kind {
				continue
			}
			if first {
				lines = append(lines, t.say("search."+kind))
				first = false
			}
			number++
			lines = append(lines, numbered(number, hit.Title))
			m.Rows = append(m.Rows, []Button{{Label: short(numbered(number, hit.Title)), Action: act(verbEntry, hit.Type, hit.ID)}})
		}
	}
	m.Body = strings.Join(lines, "\n")
	m.Rows = append(m.Rows, t.onward())
	return Reply{Messages: []Message{m}}
}
