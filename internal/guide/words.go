package guide

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"jalon/internal/dialogue"
	"jalon/internal/geo"
	"jalon/knowledge"
)

// typedCommand returns the command that a typed word stands for: "menu", "retour"…
func (t *turn) typedCommand(folded string) string {
	for _, name := range []string{"menu", "retour", "recommencer", "aide", "confidentialite", "effacer", "modifier", "lieu", "reglages", "commencer"} {
		if t.isWord("typed."+name, folded) {
			return name
		}
	}
	return ""
}

// isWord reports whether a text is one of the words of a list of the wording.
func (t *turn) isWord(key, folded string) bool {
	for word := range strings.SplitSeq(t.say(key), "|") {
		if folded == geo.Fold(word) {
			return true
		}
	}
	return false
}

// holdsWords reports whether a short text holds one of the phrases of a list of the wording.
func (t *turn) holdsWords(key, folded string) bool {
	const fewWords = 7
	if len(strings.Fields(folded)) > fewWords {
		return false
	}
	for phrase := range strings.SplitSeq(t.say(key), "|") {
		if strings.Contains(" "+folded+" ", " "+geo.Fold(phrase)+" ") {
			return true
		}
	}
	return false
}

// typedButton returns the action of the button shown whose label, or number, was typed.
func typedButton(buttons [][2]string, folded string) string {
	for _, b := range buttons {
		label := strings.Trim(geo.Fold(b[0]), " .!?,;:…")
		number, rest, numbered := strings.Cut(label, " ")
		number = strings.TrimRight(number, ".")
		if _, err := strconv.Atoi(number); err != nil || !numbered {
			number, rest = "", ""
		}
		if folded == label || folded == number && number != "" || folded == strings.TrimSpace(rest) && rest != "" {
			return b[1]
		}
	}
	return ""
}

// typedChoice returns the choice that a typed number or label means. Who would pass a question that cannot be passed does
// not know, and who does not know one that can be passed passes it.
func (t *turn) typedChoice(node *knowledge.Node, folded string) string {
	if n, err := strconv.Atoi(folded); err == nil && node.Kind.Value != "place" {
		if n >= 1 && n <= len(node.Choices) {
			return node.Choices[n-1].ID.Value
		}
		return ""
	}
	for _, c := range node.Choices {
		if geo.Fold(c.Label.Value) == folded {
			return c.ID.Value
		}
	}
	for _, key := range []string{"button.unknown", "button.anywhere", "button.skip"} {
		if geo.Fold(t.say(key)) == folded {
			return notSaid(node)
		}
	}
	if t.isWord("typed.ignorer", folded) {
		return notSaid(node)
	}
	return ""
}

// notSaid is the choice of a question for who gives it no answer.
func notSaid(node *knowledge.Node) string {
	if node.Optional.Value {
		return knowledge.SkipChoice
	}
	return knowledge.UnknownChoice
}

// signs answers a message without a word: a question mark asks to be helped, anything else cannot be read.
func (t *turn) signs(ctx context.Context, text string) Reply {
	switch {
	case t.state.Await == awaitCampaign:
		return t.campaignNamed("")
	case t.state.Await == awaitNickname:
		return t.badNickname()
	case strings.Contains(text, "?"):
		return t.helpHere()
	}
	t.notice = t.say("signs.unreadable")
	return t.stay(ctx)
}

// plain answers words that are no answer and yet mean something wherever they are typed; done is false for any other.
func (t *turn) plain(ctx context.Context, folded string) (reply Reply, done bool) {
	switch {
	case t.isWord("typed.perdu", folded):
		return t.helpHere(), true
	case t.holdsWords("typed.humain", folded):
		return t.human(ctx), true
	case t.holdsWords("typed.gratuit", folded):
		t.notice = t.say("social.free")
		return t.stay(ctx), true
	case t.holdsWords("typed.donnees", folded):
		return t.page("privacy"), true
	case t.isWord("typed.aurevoir", folded):
		t.notice = t.say("social.bye")
		return t.stay(ctx), true
	case t.placeNext() && t.isWord("typed.ici", folded):
		t.state.Proposed = nil
		t.notice = t.say("place.here")
		return t.show(ctx, t.where()), true
	case t.isWord("typed.ignorer", folded): // no question is left to pass
		return t.stay(ctx), true
	}
	if slot := t.typedEdit(folded); slot != "" {
		t.event.Action = act(verbEdit, t.slotNode(slot).ID.Value)
		return t.press(ctx), true
	}
	if t.isWord("typed.contact", folded) && t.where().Done() {
		return t.human(ctx), true
	}
	return t.typedView(ctx, folded)
}

// typedEdit returns the slot that a text asks to change with the words of its button: "changer le domaine".
func (t *turn) typedEdit(folded string) string {
	for _, slot := range knowledge.Slots() {
		if folded == geo.Fold(t.say("edit."+slot)) && t.slotNode(slot) != nil {
			return slot
		}
	}
	return ""
}

// likeLabel answers a few words that stand for one of the buttons shown, or of the choices of the question asked, and for no other:
// "un lieu vide", "le domaine".
func (t *turn) likeLabel(ctx context.Context, position dialogue.Position, folded string) (reply Reply, done bool) {
	alike := map[string]bool{}
	for _, b := range t.state.Shown {
		if a, ok := parseAction(b[1]); ok && a.verb != verbEntry && a.verb != verbPlace && stands(folded, b[0]) {
			alike[b[1]] = true
		}
	}
	if position.Node != nil {
		for _, c := range position.Node.Choices {
			if stands(folded, c.Label.Value) {
				alike[act(verbChoose, position.Node.ID.Value, c.ID.Value)] = true
			}
		}
	}
	if len(alike) != 1 {
		return Reply{}, false
	}
	for action := range alike {
		t.event.Action = action
	}
	return t.press(ctx), true
}

// stands reports whether a few words, the small ones apart, all are in a label.
func stands(folded, label string) bool {
	words := strings.Fields(folded)
	if len(words) > fewWords {
		return false
	}
	said := strings.FieldsFunc(geo.Fold(label), func(r rune) bool { return r < 'a' || r > 'z' })
	full := 0
	for _, w := range words {
		switch {
		case isEmpty(w):
		case !slices.Contains(said, w):
			return false
		default:
			full++
		}
	}
	return full > 0
}

// isEmpty reports whether a folded word tells no label from another.
func isEmpty(word string) bool {
	switch word {
	case "le", "la", "les", "l", "un", "une", "des", "de", "du", "d", "au", "aux", "a", "mon", "ma", "mes", "en", "et", "ou", "je", "j", "ai", "on",
		"veux", "voudrais", "est", "c", "pas", "plus", "oui", "non", "moi", "projet", "idee":
		return true
	}
	return false
}

// helpHere explains the question now asked, or how it all works when there is none.
func (t *turn) helpHere() Reply {
	if node := t.where().Node; node != nil && node.Help.Value != "" {
		return Reply{Messages: []Message{t.explain(node)}}
	}
	return t.page("help")
}

// human answers who would rather talk to somebody: the first contact of the result, or the way to one.
func (t *turn) human(ctx context.Context) Reply {
	position := t.where()
	if !position.Done() {
		t.notice = t.say("human.later")
		return t.show(ctx, position)
	}
	found := t.recommend(t.profile(position.Facts))
	if len(found.Actors) == 0 {
		return Reply{Messages: []Message{t.nobody(position)}}
	}
	actor := found.Actors[0].Actor
	buttons, _ := t.contact(actor, found.Profile.Place)
	m := Message{Title: t.say("human.title"), Body: t.say("human.body", "name", actor.Name.Value), Rows: [][]Button{buttons}}
	m.Rows = append(m.Rows, []Button{t.button("menu.message", verbView, viewMessage, actor.ID)}, t.backToMenu())
	return Reply{Messages: []Message{m}}
}

// typedView opens the view of the result whose label was typed, though its button is not on the screen.
func (t *turn) typedView(ctx context.Context, folded string) (reply Reply, done bool) {
	for _, v := range [][2]string{
		{"menu.message", viewMessage}, {"menu.others", viewOthers}, {"menu.programmes", viewProgrammes}, {"menu.projects", viewProjects},
		{"menu.resources", viewResources}, {"menu.path", viewPath}, {"menu.why", viewWhy}, {"menu.sheet", viewSheet},
		{"typed.loin", viewOthers}, {"typed.pourquoi", viewWhy}, {"typed.fiche", viewSheet}, {"typed.message", viewMessage},
	} {
		if !t.isWord(v[0], strings.Trim(folded, " ?")) && folded != strings.Trim(geo.Fold(t.say(v[0])), " ?") || strings.HasPrefix(v[0], "typed.") && !t.where().Done() {
			continue
		}
		position := t.where()
		if !position.Done() {
			t.notice = t.say("menu.later")
			return t.show(ctx, position), true
		}
		return t.view(ctx, v[1], "")
	}
	return Reply{}, false
}

// stepBack leaves the screen shown as its own button would; on the result it asks the last question again.
func (t *turn) stepBack(ctx context.Context) Reply {
	for _, shown := range t.state.Shown {
		if shown[0] == t.say("button.list") {
			t.event.Action = shown[1]
			return t.press(ctx)
		}
	}
	for _, way := range []string{act(verbBack), act(verbView, viewMenu), act(verbResume), act(verbEdit)} {
		for _, shown := range t.state.Shown {
			if shown[1] == way || strings.HasPrefix(shown[1], way+":") {
				t.event.Action = shown[1]
				return t.press(ctx)
			}
		}
	}
	return t.show(ctx, t.step(dialogue.Event{Kind: dialogue.Back}))
}

// stay shows where the conversation is, under the notice: the question, or the way to the result without its card again.
func (t *turn) stay(ctx context.Context) Reply {
	position := t.where()
	if !position.Done() {
		return t.show(ctx, position)
	}
	if t.notice == "" {
		reply, _ := t.view(ctx, viewMenu, "")
		return reply
	}
	return Reply{Messages: []Message{{Body: t.notice, Rows: [][]Button{t.backToMenu()}}}}
}

// onward is the row that leaves a page for the conversation: the question to answer, or the ways on from the result.
func (t *turn) onward() []Button {
	if t.where().Done() {
		return t.backToMenu()
	}
	return []Button{t.button("button.question", verbResume)}
}
