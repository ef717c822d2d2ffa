package guide_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"jalon/internal/guide"
	"jalon/internal/session"
	"jalon/knowledge"
)

var (
	leftover = regexp.MustCompile(`\{[a-z]+\}`)
	keyLike  = regexp.MustCompile(`^[a-z]+(\.[a-z0-9-]+)+$`)
)

// inspect checks what must hold of every reply: within Telegram's bounds, nothing unfilled, always a way on.
func inspect(t *testing.T, did guide.Event, r guide.Reply) {
	t.Helper()
	fail := func(format string, args ...any) {
		t.Helper()
		t.Fatalf("after %+v: %s", did, fmt.Sprintf(format, args...))
	}
	if len(r.Messages) == 0 && r.Toast == "" {
		fail("no answer")
	}
	wayOn := false
	for _, m := range r.Messages {
		text := m.Title + "\n\n" + m.Body
		if n := len(utf16.Encode([]rune(text))); n > 4096 {
			fail("%d UTF-16 units", n)
		}
		if strings.TrimSpace(text) == "" && m.Venue == nil && m.File == nil {
			fail("an empty message")
		}
		if found := leftover.FindString(text); found != "" || !utf8.ValidString(text) {
			fail("%q is left in %q", found, text)
		}
		for line := range strings.Lines(text) {
			if keyLike.MatchString(strings.TrimSpace(line)) {
				fail("the wording lacks %q", line)
			}
		}
		wayOn = wayOn || m.AskLocation != nil
		buttons := 0
		for _, row := range m.Rows {
			for _, b := range row {
				buttons++
				wayOn = wayOn || b.Action != ""
				inspectButton(t, did, b)
			}
		}
		if buttons > 20 {
			fail("%d buttons", buttons)
		}
	}
	if !wayOn {
		fail("no way on in %+v", r.Messages)
	}
	if len([]rune(r.Toast)) > 200 {
		fail("a toast of %d characters", len([]rune(r.Toast)))
	}
}

func inspectButton(t *testing.T, did guide.Event, b guide.Button) {
	t.Helper()
	kinds := 0
	for _, value := range []string{b.Action, b.URL, b.Copy, b.Share} {
		if value != "" {
			kinds++
		}
	}
	if n := len([]rune(b.Label)); n == 0 || n > 30 || kinds != 1 || keyLike.MatchString(b.Label) {
		t.Fatalf("after %+v: button %+v", did, b)
	}
	if len(b.Action) > 64 || len([]rune(b.Copy)) > 256 {
		t.Fatalf("after %+v: button %q carries too much", did, b.Label)
	}
}

// texts are typed at random during the walks.
func texts() []string {
	return []string{
		"langogne", "48", "07110", "luc", "saint julien", "mendde", "Bruxelles", "1", "2", "9", "99", "retour", "menu", "aide", "je ne sais pas",
		"on est quatre et on veut reprendre l'épicerie de Luc", "c'est quoi une scic ?", "bonjour", "merci", "recyclerie", "xqzwk", "?", "   ", "<b>&amp;",
		strings.Repeat("é", 5000), "\x00\xff\u202e", "je n'en peux plus", "DLA", "passer", "mairie de Luc", "J-00W08-002SV", "Partager ma position", "Annuler",
	}
}

// walk plays n random events, over buttons of any age, and inspects every reply.
func walk(t *testing.T, g *guide.Guide, random *rand.Rand, key string, n int) {
	t.Helper()
	var actions []string
	commands := []string{"start", "aide", "privacy", "effacer", "recommencer", "lien", "projets", "reglages", "stats", "modifier", "lieu", "inconnue", "menu", "retour"}
	typed := texts()
	for i := range n {
		ev := guide.Event{ID: int64(i + 1), Key: key}
		switch dice := random.IntN(20); {
		case dice < 13 && len(actions) > 0:
			recent := max(0, len(actions)-20)
			if dice < 2 {
				recent = 0
			}
			ev.Kind, ev.Action = guide.KindPress, actions[recent+random.IntN(len(actions)-recent)]
		case dice == 13:
			ev.Kind, ev.Action = guide.KindPress, []string{"", "1:", "1:c", "1:v:zzz", "2:c:stage:idea", "\x00", "1:p:sector:99", "1:p:sector:-1", "1:e:nowhere", "1:v:pro:7", "1:w:x:y"}[random.IntN(11)]
		case dice == 14:
			ev.Kind, ev.Command = guide.KindCommand, commands[random.IntN(len(commands))]
		case dice == 15:
			ev.Kind, ev.Lat, ev.Lon = guide.KindLocation, 42+8*random.Float64(), -5+12*random.Float64()
		case dice == 16:
			ev.Kind = guide.KindMedia
		default:
			ev.Kind, ev.Text = guide.KindText, typed[random.IntN(len(typed))]
		}
		reply, err := g.Turn(context.Background(), ev)
		if err != nil {
			t.Fatalf("%+v: %v", ev, err)
		}
		inspect(t, ev, reply)
		for _, m := range reply.Messages {
			for _, row := range m.Rows {
				for _, b := range row {
					if b.Action != "" {
						actions = append(actions, b.Action)
					}
				}
			}
		}
	}
}

func shippedGuide(t testing.TB) *guide.Guide {
	t.Helper()
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	store := session.OpenMemory(session.Options{})
	places, err := gazetteer()
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := guide.Prepare(base, places)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = snapshot.Index.Close() })
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	return guide.New(snapshot, guide.Options{Sessions: store, Counters: store, Now: func() time.Time { return now }, Username: func() string { return "jalon_bot" }})
}

func TestRandomWalksNeverEnd(t *testing.T) {
	g := shippedGuide(t)
	walks := 60
	if testing.Short() {
		walks = 10
	}
	for seed := range walks {
		walk(t, g, rand.New(rand.NewPCG(uint64(seed), 5)), fmt.Sprint("walker ", seed), 60)
	}
}

func TestEveryEntryOpens(t *testing.T) {
	g := shippedGuide(t)
	base := g.Snapshot().Base
	open := func(kind, id string) {
		ev := guide.Event{Kind: guide.KindPress, Key: "reader", Action: "1:o:" + kind + ":" + id}
		reply, err := g.Turn(context.Background(), ev)
		if err != nil {
			t.Fatal(err)
		}
		if len(ev.Action) > 64 || reply.Toast != "" {
			t.Errorf("%s %s does not open: %q", kind, id, reply.Toast)
		}
		inspect(t, ev, reply)
	}
	for _, a := range base.Actors {
		open("actor", a.ID)
	}
	for _, p := range base.Programmes {
		open("programme", p.ID)
	}
	for _, p := range base.Projects {
		open("project", p.ID)
	}
	for _, r := range base.Resources {
		open("resource", r.ID)
	}
	for _, term := range base.Terms {
		open("term", term.ID)
	}
}
