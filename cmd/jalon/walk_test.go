package main_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"jalon/internal/botapi"
)

// TestWalks lets many people press whatever they find: buttons of all ages, forged and damaged data, under messages that
// Telegram no longer shows; they type, share positions, send what cannot be read, make links, block the bot and come back;
// half-way the program is started anew. Nothing is refused by Telegram, every press is answered, every turn leaves a way on.
func TestWalks(t *testing.T) {
	t.Parallel()
	const people = 20
	acts := 200
	if testing.Short() {
		acts = 30
	}
	api := newDouble(t)
	store := filepath.Join(t.TempDir(), "sessions.db")
	walkers := make([]*walker, people)
	for i := range walkers {
		walkers[i] = &walker{phone: phone{api, botapi.User{ID: int64(1000 + i), FirstName: "V", Language: "fr"}}, random: rand.New(rand.NewPCG(5, uint64(i)))}
	}
	for range 2 {
		running := api.serve(t, "--store", store)
		var group errgroup.Group
		for _, w := range walkers {
			group.Go(func() error { return w.walk(t.Context(), acts/2) })
		}
		if err := group.Wait(); err != nil {
			t.Fatal(err)
		}
		settled(t, api)
		stop(t, running)
	}
	presses, edits := 0, 0
	for _, w := range walkers {
		presses += w.presses
		edits += api.Activity(w.user.ID).Acts
	}
	t.Logf("%d people, %d presses, %d acts in all, %d messages sent or edited", people, presses, people*acts, edits)
	for _, r := range api.Refusals() {
		if r.Method != "getUpdates" { // the last one, which confirms, may end the long poll that was just given up
			t.Errorf("Telegram refuses %+v", r)
		}
	}
}

// stop asks a program to end and waits for it.
func stop(t *testing.T, b *bot) {
	t.Helper()
	if err := b.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- b.command.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Fatalf("jalon ends with %v", err)
		}
	case <-time.After(12 * time.Second):
		t.Fatal("jalon does not end within 12 s of being asked to")
	}
}

// walker is somebody who presses whatever they find.
type walker struct {
	phone
	random  *rand.Rand
	presses int
	did     string // what they did last
}

// walk makes some acts, and looks after each whether there is a way on.
func (w *walker) walk(ctx context.Context, acts int) error {
	for range acts {
		if err := w.act(ctx); err != nil {
			return fmt.Errorf("person %d, after %s: %w; seen: %s", w.user.ID, w.did, err, transcript(w.api.Tail(w.user.ID, 12)))
		}
	}
	return nil
}

func (w *walker) act(ctx context.Context) error {
	history := w.api.History(w.user.ID)
	before := w.api.Activity(w.user.ID)
	if len(history) == 0 {
		return w.types(ctx, before, "/start")
	}
	switch dice := w.random.IntN(100); {
	case dice < 68:
		return w.pressSomething(ctx, history)
	case dice < 76:
		return w.pressForged(ctx, history)
	case dice < 88:
		return w.types(ctx, before, pick(w.random, walkTexts()))
	case dice < 92:
		w.did = "a position"
		if _, err := w.api.Locate(w.user, 41+10*w.random.Float64(), -5+14*w.random.Float64()); err != nil {
			return err
		}
		return w.answered(ctx, before)
	case dice < 95:
		w.did = "something that cannot be read"
		kinds := []string{"voice", "photo", "sticker", "document", "video", "contact", "poll", "dice"}
		if _, err := w.api.SendMedia(w.user, pick(w.random, kinds)); err != nil {
			return err
		}
		return w.answered(ctx, before)
	case dice < 98:
		return w.query()
	}
	return w.blockAndComeBack(ctx)
}

func pick[T any](random *rand.Rand, list []T) T { return list[random.IntN(len(list))] }

func walkTexts() []string {
	return []string{
		"/start", "/aide", "/recommencer", "/modifier", "/lieu", "/lien", "/projets", "/reglages", "/confidentialite", "/privacy", "/effacer", "/stats",
		"/stats mairie-abcd", "/inconnue", "/start groupe", "/start " + strings.Repeat("A", 64), "/start J-00W08-002SV", "/help", "/retour", "/menu",
		"langogne", "48", "07110", "Luc", "saint julien", "mendde", "Bruxelles", "Paris", "2A", "Herm", "1", "2", "9", "99", "0", "-1",
		"retour", "menu", "aide", "je ne sais pas", "passer", "Annuler", "Écrire ma commune", "Partager ma position",
		"on est quatre et on veut reprendre l'épicerie de Luc", "c'est quoi une scic ?", "bonjour", "merci", "recyclerie", "xqzwk", "?", ".",
		"<b>&amp;</i> </b> &lt;", strings.Repeat("é", 4000), "\u202eobil", "😀😀😀", "mairie de Luc", "café du pont", "je n'en peux plus", "vous êtes nuls",
	}
}

// pressSomething presses a button, recent or not.
func (w *walker) pressSomething(ctx context.Context, history []botapi.Message) error {
	var buttons []found
	for _, m := range history {
		for _, row := range m.Markup {
			for _, b := range row {
				if b.CallbackData != "" {
					buttons = append(buttons, found{m.ID, b.CallbackData})
				}
			}
		}
	}
	if len(buttons) == 0 {
		return w.types(ctx, w.api.Activity(w.user.ID), "/menu")
	}
	from := max(0, len(buttons)-25)
	if w.random.IntN(6) == 0 {
		from = 0
	}
	b := buttons[from+w.random.IntN(len(buttons)-from)]
	return w.press(ctx, b.message, b.data)
}

// pressForged presses what no screen shows, or what Telegram no longer gives.
func (w *walker) pressForged(ctx context.Context, history []botapi.Message) error {
	forged := []string{
		"", "1", "1:", "1:c", "1:c:stage", "1:c:stage:zzz", "1:v:zzz", "2:c:stage:idea", "0:r", "\x00", "1:p:sector:99", "1:p:sector:-1", "1:e:nowhere",
		"1:v:pro:7", "1:w:x:y", "1:o:actor:nobody", "1:o:term:", "1:l:99999", "1:l:48", "1:b:", "1:h:nowhere", "1:v:why:nobody", "1:v:map:nobody", "1:v:lqr:x",
		"1:v:pdf:", "1:v:help:yes", "1:v:lmake:", "1:v:new:", "next", strings.Repeat("é", 32), strings.Repeat(":", 64), "1:c:need:skip", "1:c:place:75056",
	}
	data := pick(w.random, forged)
	m := pick(w.random, history)
	switch {
	case w.random.IntN(3) == 0:
		w.did = fmt.Sprintf("pressing %q under the inaccessible message %d", data, m.ID)
		w.presses++
		p, err := w.api.PressInaccessible(w.user, botapi.Chat{}, m.ID, data)
		return w.pressed(ctx, p, err)
	case !m.FromBot:
		return nil
	}
	return w.press(ctx, m.ID, data)
}

func (w *walker) press(ctx context.Context, message int, data string) error {
	w.did = fmt.Sprintf("pressing %q under message %d", data, message)
	w.presses++
	p, err := w.api.Press(w.user, botapi.Chat{}, message, data)
	return w.pressed(ctx, p, err)
}

var errUnanswered = errors.New("the press is not answered")

func (w *walker) pressed(ctx context.Context, p botapi.Pressed, err error) error {
	if err != nil {
		return err
	}
	if !p.Answered {
		return errUnanswered
	}
	return w.wayOn(ctx, func() bool { return true })
}

// types types a text and waits for a message in answer.
func (w *walker) types(ctx context.Context, before botapi.Activity, text string) error {
	w.did = fmt.Sprintf("typing %.40q", text)
	var err error
	if payload, isStart := strings.CutPrefix(text, "/start "); isStart {
		_, err = w.api.Start(w.user, payload)
	} else {
		_, err = w.api.Say(w.user, botapi.Chat{}, text)
	}
	if err != nil {
		return err
	}
	return w.answered(ctx, before)
}

func (w *walker) answered(ctx context.Context, before botapi.Activity) error {
	return w.wayOn(ctx, func() bool { return w.api.Activity(w.user.ID).Posts > before.Posts })
}

var errDeadEnd = errors.New("no answer with a way on")

// wayOn waits until something is so and the person can go on: a button that the bot answers stands under one of its last
// messages, or a keyboard is shown.
func (w *walker) wayOn(ctx context.Context, so func() bool) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	changes := w.api.Watch(ctx, w.user.ID)
	for {
		if so() && w.canGoOn() {
			return nil
		}
		if _, open := <-changes; !open {
			return errDeadEnd
		}
	}
}

func (w *walker) canGoOn() bool {
	if w.api.Keyboard(w.user.ID) != nil {
		return true
	}
	tail := w.api.Tail(w.user.ID, 4)
	return find(tail, "") != nil
}

// query types words after the bot's name in another chat.
func (w *walker) query() error {
	text := pick(w.random, []string{"épicerie 48", "scic", "", "DLA", "recyclerie Ardèche", "xqzwk", "<b>", "café", strings.Repeat("a", 256)})
	w.did = fmt.Sprintf("the inline query %.20q", text)
	reply, err := w.api.Query(w.user, text)
	if err == nil && !reply.Answered {
		err = errUnanswered
	}
	return err
}

// blockAndComeBack stops the bot and starts it again: it has forgotten everything.
func (w *walker) blockAndComeBack(ctx context.Context) error {
	w.did = "blocking and coming back"
	if err := w.quiet(ctx); err != nil {
		return err
	}
	w.api.Block(w.user)
	before, last := w.api.Activity(w.user.ID), w.last()
	w.api.Unblock(w.user)
	if err := w.types(ctx, before, "/start"); err != nil {
		return err
	}
	for _, m := range w.api.Tail(w.user.ID, 4) {
		if m.ID > last && strings.Contains(plain(m.Text), "On reprend là où vous en étiez") {
			return errors.New("the bot remembers somebody who had blocked it")
		}
	}
	return nil
}

// quiet waits until the bot does nothing more in the chat, so that it is not blocked in the middle of a reply.
func (w *walker) quiet(ctx context.Context) error {
	for {
		before := w.api.Activity(w.user.ID)
		select {
		case <-time.After(300 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
		if w.api.Activity(w.user.ID) == before {
			return nil
		}
	}
}

// TestBlockedInTheMiddle blocks the bot, or makes the account disappear, while it answers: it forgets the person and goes on
// with the others.
func TestBlockedInTheMiddle(t *testing.T) {
	t.Parallel()
	api := newDouble(t)
	running := api.serve(t)
	other := phone{api, botapi.User{ID: 760, FirstName: "V"}}
	if _, err := other.take(t.Context(), wholeConversation()[0]); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		p := phone{api, botapi.User{ID: int64(770 + i), FirstName: "V"}}
		for _, s := range wholeConversation()[:2] {
			if _, err := p.take(t.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := api.Say(p.user, botapi.Chat{}, "Herm"); err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			api.Block(p.user)
		} else {
			api.Deactivate(p.user)
		}
	}
	for _, s := range wholeConversation()[1:] {
		if _, err := other.take(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	settled(t, api)
	back := phone{api, botapi.User{ID: 770, FirstName: "V"}}
	api.Unblock(back.user)
	if _, err := back.take(t.Context(), step{typed: "/start", answer: "Bonjour, je suis Jalon."}); err != nil {
		t.Error(err)
	}
	for _, r := range api.Refusals() {
		if r.Status != 403 {
			t.Errorf("Telegram refuses %+v", r)
		}
	}
	for _, unwanted := range []string{"panic", "level=ERROR"} {
		if strings.Contains(running.log.String(), unwanted) {
			t.Errorf("the log says %q", unwanted)
		}
	}
}

// TestGroups has two people write, press and be answered in one group, which then becomes a supergroup: nobody's answers are
// shown there, and each keeps their own in private.
func TestGroups(t *testing.T) {
	t.Parallel()
	api := newDouble(t)
	api.serve(t)
	first, second := phone{api, botapi.User{ID: 751, FirstName: "V"}}, phone{api, botapi.User{ID: 752, FirstName: "V"}}
	if _, err := first.take(t.Context(), wholeConversation()[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := first.take(t.Context(), wholeConversation()[1]); err != nil {
		t.Fatal(err)
	}
	group := botapi.Chat{ID: -5000, Type: "group", Title: "Le village"}
	api.Invite(first.user, group)
	for _, p := range []phone{first, second, first} {
		if _, err := api.Say(p.user, group, "/start@jalon_bot"); err != nil {
			t.Fatal(err)
		}
	}
	settled(t, api)
	inGroup := api.History(group.ID)
	for _, m := range inGroup {
		if !m.FromBot {
			continue
		}
		for _, p := range []phone{first, second} {
			for _, data := range []string{"1:c:stage:idea", "1:v:menu:", "forged"} {
				for _, press := range []func(botapi.User, botapi.Chat, int, string) (botapi.Pressed, error){api.Press, api.PressInaccessible} {
					if pressed, err := press(p.user, group, m.ID, data); err != nil || !pressed.Answered {
						t.Fatalf("%s in the group: %+v, %v", data, pressed, err)
					}
				}
			}
		}
		if _, err := api.Reply(second.user, group, m.ID, "on veut monter une épicerie à Langogne"); err != nil {
			t.Fatal(err)
		}
		break
	}
	settled(t, api)
	if _, err := api.Upgrade(first.user, group.ID); err != nil {
		t.Fatal(err)
	}
	settled(t, api)
	answers := 0
	for _, m := range api.History(group.ID) {
		if !m.FromBot {
			continue
		}
		answers++
		if text := plain(m.Text); !strings.Contains(text, "en privé") || strings.Contains(text, "Langogne") {
			t.Errorf("in the group the bot says %q", text)
		}
	}
	if answers < 4 {
		t.Errorf("%d answers in the group", answers)
	}
	if _, err := first.take(t.Context(), wholeConversation()[2]); err != nil {
		t.Errorf("in private, the first goes on: %v", err)
	}
	if _, err := second.take(t.Context(), wholeConversation()[0]); err != nil {
		t.Errorf("in private, the second begins: %v", err)
	}
	noRefusals(t, api)
}
