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
	if t.placeNext() {
		if reply, read := t.typedPlace(ctx, text); read {
			return reply
		}
	}
	return t.sentence(ctx, text)
}

// typedPlace reads a text as a place; read is false when it is none, and may be a sentence.
func (t *turn) typedPlace(ctx context.Context, text string) (reply Reply, read bool) {
	answer := t.resolve(text)
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
	t.notice = t.say("place.unknown")
	return t.current(ctx), true
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

// which asks which of several places of the same name is meant.
func (t *turn) which(matches []geo.Match) Reply {
	places, body := placesOf(matches), t.say("place.which-body")
	if len(places) > screenChoices && places[0].Kind == geo.KindCommune { // the departments of a region all show
		places, body = places[:screenChoices], t.say("place.which-more")
	}
	return Reply{Messages: []Message{t.choosePlace(t.say("place.which"), body, places)}}
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
	if len(facts) > 0 {
		t.state.Answers = dialogue.Fill(&t.Base.Tree, t.state.Answers, facts)
		t.notice = t.understood(before, facts)
		t.skipOptional()
	}
	switch {
	case len(u.Places) > 0 && u.Guessed:
		return t.withNotice(t.meant(t.asked(u.Places)))
	case len(u.Places) > 0:
		return t.withNotice(t.which(t.asked(u.Places)))
	case u.Abroad != "":
		return t.withNotice(t.abroad(u.Abroad))
	case len(facts) > 0 && len(u.Named) > 0 && t.placeNext():
		return t.withNotice(t.perhaps(u.Named))
	case len(facts) > 0:
		return t.correctable(t.current(ctx))
	}
	return t.search(ctx, text)
}

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
	case understand.Thanks, understand.Insult, understand.Distress, understand.Help, understand.Outside:
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
