package guide

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"jalon/internal/dialogue"
	"jalon/internal/geo"
	"jalon/knowledge"
)

// screenChoices is the most choices on one screen; the rest stand behind "Autres…".
const screenChoices = 8

// question shows a question with its choices, numbered over all its pages.
func (t *turn) question(position dialogue.Position, page int) Message {
	node := position.Node
	m := Message{Title: node.Ask.Value, Body: t.questionBody(position)}
	first, last := pageBounds(len(node.Choices), page)
	for i := first; i < last; i++ {
		c := &node.Choices[i]
		m.Rows = append(m.Rows, []Button{{Label: numbered(i+1, c.Label.Value), Action: act(verbChoose, node.ID.Value, c.ID.Value)}})
	}
	switch {
	case last < len(node.Choices):
		m.Rows = append(m.Rows, []Button{t.button("button.more", verbPage, node.ID.Value, fmt.Sprint(page+1))})
	case page > 0:
		m.Rows = append(m.Rows, []Button{t.button("button.first-page", verbPage, node.ID.Value, "0")})
	}
	if node.Kind.Value == "place" {
		m.Rows = append(m.Rows, []Button{t.button("button.locate", verbLocate)})
	}
	m.Rows = append(m.Rows, t.waysOut(position)...)
	return m
}

// pageBounds returns the choices of one page. A list that fits a screen has one page.
func pageBounds(n, page int) (first, last int) {
	if n <= screenChoices || page < 0 || page*screenChoices >= n {
		page = 0
	}
	first = page * screenChoices
	return first, min(n, first+screenChoices)
}

// numbered puts a number before a label, so that people can type it.
func numbered(i int, label string) string { return fmt.Sprintf("%d. %s", i, label) }

func (t *turn) questionBody(position dialogue.Position) string {
	var lines []string
	if t.notice != "" {
		lines = append(lines, t.notice, "")
	}
	if !position.Node.Optional.Value {
		lines = append(lines, t.say("question.step", "step", fmt.Sprint(position.Step), "of", fmt.Sprint(position.Of)))
	}
	if hint := position.Node.Hint.Value; hint != "" {
		lines = append(lines, hint)
	}
	return strings.Join(lines, "\n")
}

// waysOut are the buttons under the choices: not knowing, skipping, being explained, going back.
func (t *turn) waysOut(position dialogue.Position) [][]Button {
	node := position.Node
	id := node.ID.Value
	var first, second []Button
	if node.Optional.Value {
		first = append(first, t.button("button.skip", verbChoose, id, knowledge.SkipChoice))
	} else if node.Choice(knowledge.UnknownChoice) != nil {
		key := "button.unknown"
		if node.Kind.Value == "place" {
			key = "button.anywhere"
		}
		first = append(first, t.button(key, verbChoose, id, knowledge.UnknownChoice))
	}
	if node.Help.Value != "" {
		first = append(first, t.button("button.explain", verbExplain, id))
	}
	if t.begun() {
		second = append(second, t.button("button.back", verbBack, id), t.button("button.restart", verbRestart))
	}
	rows := [][]Button{first}
	if len(first) == 0 {
		rows = nil
	}
	if len(second) > 0 {
		rows = append(rows, second)
	}
	return rows
}

// explain answers "C'est quoi ?" about a question.
func (t *turn) explain(node *knowledge.Node) Message {
	return Message{
		Title: node.Ask.Value, Body: node.Help.Value,
		Rows: [][]Button{{t.button("button.answer", verbEdit, node.ID.Value)}},
	}
}

// maxPlaces is the most places offered at once: the departments of the largest region fit.
const maxPlaces = 13

// choosePlace offers several places to choose from.
func (t *turn) choosePlace(title, body string, places []geo.Place) Message {
	m := Message{Title: title, Body: body}
	t.state.Proposed = codesOf(places)
	for i, p := range places {
		if i == maxPlaces {
			break
		}
		m.Rows = append(m.Rows, []Button{{Label: t.placeLabel(i+1, p), Action: act(verbPlace, p.Code)}})
	}
	last := []Button{t.button("button.other-place", verbEdit, t.placeNode())}
	m.Rows = append(m.Rows, last)
	return m
}

// placeNode is the id of the question of the place.
func (t *turn) placeNode() string {
	for i := range t.Base.Tree.Nodes {
		if node := &t.Base.Tree.Nodes[i]; node.Kind.Value == "place" {
			return node.ID.Value
		}
	}
	return ""
}

// placeName names a place so that homonyms can be told apart: "Luc (Lozère)".
func (t *turn) placeName(p geo.Place) string {
	if p.Kind != geo.KindCommune {
		return p.Name
	}
	if d, known := t.Places.Place(p.Department); known {
		return p.Name + " (" + d.Name + ")"
	}
	return p.Name
}

// placeLabel is the label of a place to choose, with the number of its department where the name of it is too long.
func (t *turn) placeLabel(i int, p geo.Place) string {
	label := numbered(i, t.placeName(p))
	if p.Kind == geo.KindDepartment {
		label = numbered(i, p.Name+" ("+p.Code+")")
	}
	if p.Kind == geo.KindCommune && len([]rune(label)) > maxLabel {
		room := maxLabel - len(" ()") - len(p.Department)
		name := numbered(i, p.Name)
		if utf8.RuneCountInString(name) > room {
			name = clip(numbered(i, abbreviated(p.Name)), room)
		}
		return name + " (" + p.Department + ")"
	}
	return clip(label, maxLabel)
}

// abbreviated writes the saints of a name as addresses do.
func abbreviated(name string) string {
	return strings.NewReplacer("Saint-", "St-", "Sainte-", "Ste-").Replace(name)
}

// short makes a label of a name: one too long loses what it says in brackets, then whole words, never a part of one where
// that leaves enough to know it by.
func short(name string) string {
	if utf8.RuneCountInString(name) <= maxLabel {
		return name
	}
	if at := strings.LastIndex(name, " ("); at > 0 && strings.HasSuffix(name, ")") {
		if name = name[:at]; utf8.RuneCountInString(name) <= maxLabel {
			return name
		}
	}
	const enough = 15
	words := strings.Fields(clip(name, maxLabel))
	cut := strings.TrimSuffix(words[len(words)-1], "…")
	if full := strings.Fields(name); len(words) > 1 && cut != full[len(words)-1] {
		words = words[:len(words)-1]
	} else {
		words[len(words)-1] = cut
	}
	for len(words) > 1 && utf8.RuneCountInString(words[len(words)-1]) < 4 {
		words = words[:len(words)-1]
	}
	if kept := strings.TrimRight(strings.Join(words, " "), ",;:") + "…"; utf8.RuneCountInString(kept) > enough {
		return kept
	}
	return clip(name, maxLabel)
}

// maxLabel is the most characters of a label: phones cut longer ones.
const maxLabel = 30

// clip shortens a text to n characters, with an ellipsis.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return strings.TrimRight(string(r[:n-1]), " ") + "…"
	}
	return s
}
