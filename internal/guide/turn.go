package guide

import (
	"context"
	"time"

	"jalon/internal/dialogue"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

// turn works one reply out. It changes its own copy of the state only.
type turn struct {
	*Snapshot
	state    state
	event    Event
	now      time.Time
	username string
	// erase asks for the session to be deleted after the reply was shown.
	erase bool
	// notice is a line put above the next question: what was understood, what was refused.
	notice string
	// fresh is true when nothing was known before the sentence being answered.
	fresh bool
	// draw gives letters at random.
	draw func(n int) string
	// flags tells how often an actor was reported as wrong.
	flags recommend.Flags
	// deltas are what this turn adds to the counts.
	deltas   map[string]int64
	counters Counters
}

func (t *turn) run(ctx context.Context) Reply {
	reply := t.answerEvent(ctx)
	if !t.event.Group {
		t.state.Shown = shown(reply)
	}
	return reply
}

// shown lists the buttons of a reply that a person may type, the last message's first.
func shown(r Reply) [][2]string {
	var list [][2]string
	for i := len(r.Messages) - 1; i >= 0; i-- {
		for _, row := range r.Messages[i].Rows {
			for _, b := range row {
				if b.Action != "" && len(list) < maxShown {
					list = append(list, [2]string{b.Label, b.Action})
				}
			}
		}
	}
	return list
}

// maxShown is the most buttons remembered.
const maxShown = 24

func (t *turn) answerEvent(ctx context.Context) Reply {
	if t.state.Tree != "" && t.state.Tree != t.tree && t.begun() {
		t.notice = t.say("tree.changed")
	}
	t.state.Tree = t.tree
	if t.event.Group {
		return t.inGroup()
	}
	switch t.event.Kind {
	case KindCommand:
		return t.command(ctx)
	case KindPress:
		return t.press(ctx)
	case KindText:
		return t.typed(ctx)
	case KindLocation:
		return t.located()
	default:
		t.notice = t.say("media.unreadable")
		return t.stay(ctx)
	}
}

// say fills a sentence of the wording: pairs are names and values of its {placeholders}. An unknown key gives the key.
func (t *turn) say(key string, pairs ...string) string {
	text, known := t.Base.Wording[key]
	if !known {
		return key
	}
	return knowledge.Fill(text.Value, pairs...)
}

// button makes a button with a label of the wording.
func (t *turn) button(key string, verb string, args ...string) Button {
	return Button{Label: t.say(key), Action: act(verb, args...)}
}

// step applies an event to the answers.
func (t *turn) step(event dialogue.Event) dialogue.Position {
	answers, position := dialogue.Step(&t.Base.Tree, t.state.Answers, event)
	t.state.Answers = answers
	return t.checked(position)
}

// checked makes sure that the place answered still exists; otherwise it is asked again.
func (t *turn) checked(position dialogue.Position) dialogue.Position {
	code := position.Facts["place"]
	if code == "" {
		return position
	}
	if _, known := t.Places.Place(code); known {
		return position
	}
	for i := range t.Base.Tree.Nodes {
		if node := &t.Base.Tree.Nodes[i]; node.Kind.Value == "place" {
			delete(t.state.Answers.Given, node.ID.Value)
		}
	}
	return dialogue.Where(&t.Base.Tree, t.state.Answers)
}

// where is the present position.
func (t *turn) where() dialogue.Position {
	return t.step(dialogue.Event{Kind: dialogue.Resume})
}

// current shows the question to ask now, or the result when there is none left.
func (t *turn) current(ctx context.Context) Reply {
	return t.show(ctx, t.where())
}

// show turns a position into a reply.
func (t *turn) show(ctx context.Context, position dialogue.Position) Reply {
	if position.Done() {
		return t.result(ctx, position)
	}
	if places := t.proposed(); position.Node.Kind.Value == "place" && len(places) > 0 {
		return t.withNotice(Reply{Messages: []Message{t.choosePlace(t.say("place.perhaps"), t.say("place.perhaps-body"), places)}})
	}
	return Reply{Messages: []Message{t.question(position, 0)}}
}

// recommend works the result of a profile out.
func (t *turn) recommend(p recommend.Profile) recommend.Result {
	return t.Engine.At(p.Place).For(p, t.now, t.flags)
}

// profile makes the recommendation's profile from the facts.
func (t *turn) profile(facts dialogue.Facts) recommend.Profile {
	place, known := t.Places.Place(facts["place"])
	if !known {
		place, _ = t.Places.Place(dialogue.Anywhere)
	}
	return recommend.Profile{
		Stage: facts["stage"], Holder: facts["holder"], Sector: facts["sector"], Need: facts["need"], Employs: facts["employs"], Place: place,
	}
}

// begun reports whether any question has an answer.
func (t *turn) begun() bool { return len(t.state.Answers.Given) > 0 }

// node returns a question of the tree, nil when it has none of that id.
func (t *turn) node(id string) *knowledge.Node { return t.Base.Tree.Node(id) }
