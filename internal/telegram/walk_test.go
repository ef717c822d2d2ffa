package telegram

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jalon/internal/botapi"
)

func count(calls []botapi.Call, method string) int {
	n := 0
	for _, c := range calls {
		if c.Method == method {
			n++
		}
	}
	return n
}

func TestWalkIsEditedInPlace(t *testing.T) {
	l := newLab(t)
	l.poll()
	if _, err := l.api.Start(ann(), ""); err != nil {
		t.Fatal(err)
	}
	first := l.waitBot(ann().ID, "Page 1")
	for _, want := range []string{"page 2", "page 3", "page 4"} {
		p := l.press(ann(), first.ID, "next")
		if !p.Answered || p.Text != want {
			t.Fatalf("press = %+v, want the toast %q", p, want)
		}
	}
	l.waitBot(ann().ID, "Page 4")
	if got := l.fromBot(ann().ID); len(got) != 1 {
		t.Errorf("the walk left %d messages, want 1", len(got))
	}
	m := l.fromBot(ann().ID)[0]
	if want := "Page 4\n\nOù allons-nous ? <là> & là"; m.Text != want {
		t.Errorf("text = %q, want %q", m.Text, want)
	}
	if len(m.Entities) != 1 || m.Entities[0].Type != "bold" || m.Entities[0].Length != len("Page 4") {
		t.Errorf("entities = %+v, want the title bold", m.Entities)
	}
	l.noRefusals()
}

func TestSamePressTwiceIsNotAnEdit(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "/start")
	m := l.waitBot(ann().ID, "Page 1")
	for range 3 {
		if p := l.press(ann(), m.ID, "same"); !p.Answered {
			t.Fatal("the press was not answered")
		}
	}
	l.stop()
	l.noRefusals()
	if n := count(l.api.Calls(), "editMessageText"); n != 0 {
		t.Errorf("%d edits, want none", n)
	}
}

func TestTypedTextBringsTheScreenDown(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "/start")
	first := l.waitBot(ann().ID, "Page 1")
	l.say(ann(), "bonjour")
	second := l.waitBot(ann().ID, "Écho")
	l.eventually("the old screen loses its buttons", func() bool {
		all := l.fromBot(ann().ID)
		return all[0].ID == first.ID && len(all[0].Markup) == 0
	})
	if len(second.Markup) == 0 {
		t.Error("the new screen has no buttons")
	}
	l.press(ann(), second.ID, "next")
	l.waitBot(ann().ID, "Page 2")
	if n := len(l.fromBot(ann().ID)); n != 2 {
		t.Errorf("%d messages, want 2", n)
	}
	l.noRefusals()
}

func TestKeptMessagesStay(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "/start")
	first := l.waitBot(ann().ID, "Page 1")
	l.press(ann(), first.ID, "card")
	card := l.waitBot(ann().ID, "Carte")
	// The screen stands above the card now: it is shown anew, and the old one loses its buttons.
	l.press(ann(), first.ID, "next")
	second := l.waitBot(ann().ID, "Page 2")
	if second.ID == first.ID || second.ID < card.ID {
		t.Errorf("the screen is message %d, want one below the card %d", second.ID, card.ID)
	}
	l.eventually("the old screen loses its buttons", func() bool { return len(l.fromBot(ann().ID)[0].Markup) == 0 })
	// A press on the card itself leaves the card as it is.
	l.press(ann(), card.ID, "next")
	l.waitBot(ann().ID, "Page 3")
	for _, m := range l.fromBot(ann().ID) {
		if m.ID == card.ID && (!strings.HasPrefix(m.Text, "Carte") || len(m.Markup) == 0) {
			t.Errorf("the card became %+v", m)
		}
	}
	l.noRefusals()
}

func TestCardsAreKeptEvenWhenMemoryIsLost(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "/start")
	first := l.waitBot(ann().ID, "Page 1")
	l.press(ann(), first.ID, "card")
	card := l.waitBot(ann().ID, "Carte")
	l.eventually("the session is saved", func() bool { return len(l.toy.seen(privateKey(ann()))) == 2 })
	l.toy.mu.Lock()
	delete(l.toy.sessions, privateKey(ann()))
	l.toy.mu.Unlock()
	l.press(ann(), card.ID, "next")
	l.waitBot(ann().ID, "Page 1")
	if all := l.fromBot(ann().ID); !strings.HasPrefix(all[1].Text, "Carte") || len(all) != 3 {
		t.Errorf("messages = %+v, want the card kept and a new screen", all)
	}
}

func TestApartSendsAnew(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "à part")
	m := l.waitBot(ann().ID, "Page 0")
	l.press(ann(), m.ID, "next")
	l.waitBot(ann().ID, "Page 1")
	l.eventually("the old screen loses its buttons", func() bool { return len(l.fromBot(ann().ID)[0].Markup) == 0 })
	if n := len(l.fromBot(ann().ID)); n != 2 {
		t.Errorf("%d messages, want 2", n)
	}
}

func TestDeletedScreenIsSentAnew(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "/start")
	m := l.waitBot(ann().ID, "Page 1")
	l.api.Fail(botapi.Fault{Method: "editMessageText", Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: message to edit not found"}`})
	l.press(ann(), m.ID, "next")
	if again := l.waitBot(ann().ID, "Page 2"); again.ID == m.ID {
		t.Error("the screen was not sent anew")
	}
}

func TestInaccessibleAndForgedPresses(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "/start")
	m := l.waitBot(ann().ID, "Page 1")
	p, err := l.api.PressInaccessible(ann(), botapi.Chat{}, m.ID, "next")
	if err != nil || !p.Answered {
		t.Fatalf("press on an inaccessible message = %+v, %v", p, err)
	}
	again := l.waitBot(ann().ID, "Page 2")
	if again.ID == m.ID {
		t.Error("an inaccessible message was edited")
	}
	for _, data := range []string{"\x00", strings.Repeat("é", 200), "n", "v0|1"} {
		if p := l.press(ann(), again.ID, data); p.Text != "Bouton inconnu" {
			t.Errorf("press of %q = %+v", data, p)
		}
	}
}

func TestLocationKeyboard(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "lieu")
	l.eventually("the keyboard is shown", func() bool { return l.api.Keyboard(ann().ID) != nil })
	k := l.api.Keyboard(ann().ID)
	if !k.OneTime || !k.Resize || k.Placeholder != "Commune ou code postal" || !k.Keyboard[0][0].RequestLocation || k.Keyboard[1][0].Text != "Annuler" {
		t.Errorf("keyboard = %+v", k)
	}
	all := l.fromBot(ann().ID)
	if len(all) != 2 || len(all[0].Markup) == 0 {
		t.Errorf("messages = %+v, want the screen with its buttons and the keyboard", all)
	}
	l.say(ann(), "lieu") // the keyboard stays with the next question
	l.eventually("asked again", func() bool { return len(l.fromBot(ann().ID)) == 4 })
	if _, err := l.api.Locate(ann(), 45.5498, 3.7412); err != nil {
		t.Fatal(err)
	}
	m := l.waitBot(ann().ID, "Reçu")
	if !strings.Contains(m.Text, "45.550 3.741") {
		t.Errorf("text = %q", m.Text)
	}
	if l.api.Keyboard(ann().ID) != nil {
		t.Error("the keyboard is still shown")
	}
	if !strings.Contains(l.calls(), "C'est noté.") {
		t.Error("the removal was not said")
	}
	l.noRefusals()
}

func TestEverythingElseIsSent(t *testing.T) {
	l := newLab(t)
	l.poll()
	for _, kind := range []string{"voice", "photo", "sticker", "document", "video", "contact", "poll", "dice"} {
		before := len(l.fromBot(ann().ID))
		if _, err := l.api.SendMedia(ann(), kind); err != nil {
			t.Fatal(err)
		}
		l.eventually(kind+" is answered", func() bool { return len(l.fromBot(ann().ID)) > before })
	}
	l.say(ann(), "plan")
	l.say(ann(), "fiche")
	l.say(ann(), "image")
	l.say(ann(), "long")
	l.waitBot(ann().ID, "Une ligne")
	l.stop()
	var kinds []string
	for _, m := range l.fromBot(ann().ID) {
		switch {
		case m.Venue != nil:
			kinds = append(kinds, "venue "+m.Venue.Title)
		case m.Media != nil:
			kinds = append(kinds, m.Media.Kind+" "+m.Caption)
		}
	}
	if diff := cmp.Diff([]string{"venue Mairie", "document Votre fiche", "photo Votre image"}, kinds); diff != "" {
		t.Error(diff)
	}
	all := l.fromBot(ann().ID)
	for i, m := range all[len(all)-4:] {
		if units(m.Text) > 4096 || (len(m.Markup) > 0) != (i == 3) {
			t.Errorf("page %d has %d units and %d rows of buttons", i, units(m.Text), len(m.Markup))
		}
	}
	l.noRefusals()
}

func TestTwoPeopleInOneGroup(t *testing.T) {
	l := newLab(t)
	l.poll()
	g := botapi.Chat{ID: -777, Type: "group", Title: "Le groupe"}
	l.api.Invite(ann(), g)
	for _, u := range []botapi.User{ann(), bob()} {
		if _, err := l.api.Say(u, g, "/aide@Jouet_Bot"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.api.Say(bob(), g, "/aide@autre_bot"); err != nil {
		t.Fatal(err)
	}
	l.eventually("both are answered", func() bool { return len(l.fromBot(g.ID)) == 2 })
	screens := l.fromBot(g.ID)
	if screens[0].ReplyTo == 0 || screens[1].ReplyTo == 0 {
		t.Error("the answers do not say whom they answer")
	}
	own := map[int]botapi.User{}
	for _, s := range screens {
		for _, m := range l.api.History(g.ID) {
			if m.ID == s.ReplyTo {
				own[s.ID] = m.From
			}
		}
	}
	// Each edits their own screen; on the other's, they get a new one and the other's stays.
	for _, s := range screens {
		if _, err := l.api.Press(own[s.ID], g, s.ID, "next"); err != nil {
			t.Fatal(err)
		}
	}
	l.eventually("both walk", func() bool {
		all := l.fromBot(g.ID)
		return len(all) == 2 && strings.HasPrefix(all[0].Text, "Page 2") && strings.HasPrefix(all[1].Text, "Page 2")
	})
	other := screens[0]
	for _, u := range []botapi.User{ann(), bob()} {
		if u.ID != own[other.ID].ID {
			if _, err := l.api.Press(u, g, other.ID, "next"); err != nil {
				t.Fatal(err)
			}
		}
	}
	l.eventually("a new screen", func() bool { return len(l.fromBot(g.ID)) == 3 })
	all := l.fromBot(g.ID)
	if !strings.HasPrefix(all[0].Text, "Page 2") || len(all[0].Markup) == 0 || !strings.HasPrefix(all[2].Text, "Page 3") {
		t.Errorf("messages = %+v", all)
	}
	// What people say to each other is not answered; what they reply to the bot is.
	if _, err := l.api.Say(ann(), g, "il fait beau"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.api.Reply(bob(), g, all[2].ID, "un commerce"); err != nil {
		t.Fatal(err)
	}
	l.eventually("the reply is answered", func() bool {
		all := l.fromBot(g.ID)
		return strings.Contains(all[len(all)-1].Text, "un commerce")
	})
	l.stop()
	for _, m := range l.fromBot(g.ID) {
		if strings.Contains(m.Text, "beau") {
			t.Error("the bot answered people talking to each other")
		}
	}
	l.noRefusals()
}

func TestGroupBecomesSupergroup(t *testing.T) {
	l := newLab(t)
	l.api.Invite(ann(), botapi.Chat{ID: -778, Type: "group", Title: "Le groupe"})
	if _, err := l.api.Say(ann(), botapi.Chat{ID: -778, Type: "group"}, "/aide@jouet_bot"); err != nil {
		t.Fatal(err)
	}
	next, err := l.api.Upgrade(ann(), -778)
	if err != nil {
		t.Fatal(err)
	}
	l.poll()
	l.eventually("the answer follows", func() bool { return len(l.fromBot(next)) == 1 })
}

func TestBlockedPersonIsForgotten(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "/start")
	l.waitBot(ann().ID, "Page 1")
	l.api.Block(ann())
	l.eventually("forgotten after my_chat_member", func() bool { return len(l.toy.goneKeys()) == 1 })
	l.say(bob(), "/start")
	l.waitBot(bob().ID, "Page 1")
	l.say(bob(), "lent")
	l.api.Deactivate(bob())
	close(l.toy.slow)
	l.eventually("forgotten after 403", func() bool { return len(l.toy.goneKeys()) == 2 })
	if diff := cmp.Diff([]string{privateKey(ann()), privateKey(bob())}, l.toy.goneKeys()); diff != "" {
		t.Error(diff)
	}
	if l.turns.get(OutcomeFailed) != 0 {
		t.Error("a blocked person counts as a failure")
	}
}

func TestInlineMode(t *testing.T) {
	l := newLab(t)
	l.poll()
	r, err := l.api.Query(ann(), "épicerie 48")
	if err != nil || !r.Answered {
		t.Fatalf("Query = %+v, %v", r, err)
	}
	if len(r.Results) != 2 || r.Personal || r.Cache != 300 || !strings.Contains(string(r.Button), "Ouvrir Jalon") {
		t.Errorf("answer = %+v", r)
	}
	if r, err := l.api.Query(bob(), "boum"); err != nil || !r.Answered || len(r.Results) != 0 || r.Cache != 1 {
		t.Errorf("a failed query = %+v, %v; want an empty answer", r, err)
	}
	// A press under a card is answered in the private chat, or opens it.
	card, err := l.api.Choose(ann(), botapi.Chat{ID: bob().ID, Type: "private"}, "épicerie 48", r.Results[0])
	if err != nil {
		t.Fatal(err)
	}
	p, err := l.api.PressInline(bob(), card, "next")
	if err != nil || !p.Answered || !strings.HasPrefix(p.URL, "https://t.me/jouet_bot?start=") {
		t.Errorf("press by somebody new = %+v, %v", p, err)
	}
	l.say(ann(), "/start")
	l.waitBot(ann().ID, "Page 1")
	if p, err := l.api.PressInline(ann(), card, "next"); err != nil || !p.Answered || p.Text != "page 2" {
		t.Errorf("press = %+v, %v", p, err)
	}
	l.waitBot(ann().ID, "Page 2")
	if len(l.toy.goneKeys()) != 0 {
		t.Error("somebody who never opened the bot was forgotten")
	}
}

func TestPageOfTheBot(t *testing.T) {
	l := newLab(t)
	b := l.poll()
	l.eventually("the page is set", func() bool {
		return len(l.api.Commands("fr")) == 2 && l.api.Description("") == "Trouver qui peut aider." && count(l.api.Calls(), "getMyShortDescription") == 2
	})
	id, name := b.Me()
	if id != 4242 || name != "jouet_bot" {
		t.Errorf("Me() = %d, %q", id, name)
	}
	l.stop()
	before := len(l.api.Calls())
	l.poll()
	l.eventually("the page is read again", func() bool { return count(l.api.Calls()[before:], "getMyShortDescription") == 2 })
	l.stop()
	for _, c := range l.api.Calls()[before:] {
		if strings.HasPrefix(c.Method, "setMy") {
			t.Errorf("%s although nothing differs", c.Method)
		}
	}
}
