package guide

import (
	"context"
	"strconv"

	"jalon/internal/dialogue"
)

// press answers a button, however old: answers are kept by question, so that a button of any screen still means something.
// What cannot be read leads to the present question, or to the beginning.
func (t *turn) press(ctx context.Context) Reply {
	t.state.Await = ""
	a, ok := parseAction(t.event.Action)
	if !ok {
		return t.lost(ctx)
	}
	switch a.verb {
	case verbChoose:
		return t.moved(ctx, t.step(dialogue.Event{Kind: dialogue.Choose, Node: a.arg(0), Choice: a.arg(1)}))
	case verbBack:
		return t.back(ctx, a.arg(0))
	case verbEdit:
		if a.arg(0) == t.placeNode() {
			t.state.Proposed = nil
		}
		return t.moved(ctx, t.step(dialogue.Event{Kind: dialogue.Edit, Node: a.arg(0)}))
	case verbRestart:
		t.restart()
		return t.current(ctx)
	case verbResume:
		return t.current(ctx)
	case verbExplain:
		if node := t.node(a.arg(0)); node != nil {
			return Reply{Messages: []Message{t.explain(node)}}
		}
	case verbPage:
		if node := t.node(a.arg(0)); node != nil {
			position := t.step(dialogue.Event{Kind: dialogue.Edit, Node: a.arg(0)})
			page, _ := strconv.Atoi(a.arg(1))
			return Reply{Messages: []Message{t.question(position, page)}}
		}
	case verbPlace:
		return t.choseplace(ctx, a.arg(0))
	case verbLocate:
		return t.askLocation()
	case verbReport:
		if reply, found := t.reported(a.arg(0), a.arg(1)); found {
			return reply
		}
	case verbEntry:
		if reply, found := t.entry(a.arg(0), a.arg(1), a.arg(2)); found {
			return reply
		}
	case verbView:
		if reply, found := t.view(ctx, a.arg(0), a.arg(1)); found {
			return reply
		}
	}
	return t.lost(ctx)
}

// lost answers a button that means nothing any more: the present question, with a word of explanation.
func (t *turn) lost(ctx context.Context) Reply {
	reply := t.current(ctx)
	reply.Toast = t.say("toast.old-button")
	return reply
}

// moved shows where a step led; a step that the tree refused is an old button.
func (t *turn) moved(ctx context.Context, position dialogue.Position) Reply {
	if position.Refused {
		return t.lost(ctx)
	}
	return t.show(ctx, position)
}

// back asks the question before the one shown, wherever the conversation stands now.
func (t *turn) back(ctx context.Context, shown string) Reply {
	if t.node(shown) != nil {
		t.state.Answers.At = shown
	}
	return t.show(ctx, t.step(dialogue.Event{Kind: dialogue.Back}))
}

func (t *turn) choseplace(ctx context.Context, code string) Reply {
	place, known := t.Places.Place(code)
	if !known {
		return t.lost(ctx)
	}
	t.state.Proposed = nil
	position := t.step(dialogue.Event{Kind: dialogue.Choose, Node: t.placeNode(), Choice: code})
	if !position.Done() { // the result says it itself
		t.notice = t.say("place.noted", "place", t.answer("place", place.Code))
	}
	return t.show(ctx, position)
}

// askLocation offers the phone's own way, with the typed one beside it.
func (t *turn) askLocation() Reply {
	return Reply{Messages: []Message{{
		Title: t.say("locate.title"), Body: t.say("locate.body"), Keep: true,
		AskLocation: &LocationRequest{
			Label: t.say("locate.share"), Others: []string{t.say("locate.type"), t.say("locate.cancel")}, Placeholder: t.say("locate.placeholder"),
		},
	}}}
}
