package main_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"jalon/internal/botapi"
	"jalon/internal/geo"
	"jalon/internal/guide"
	"jalon/internal/session"
	"jalon/knowledge"
)

// shipped is the base that the program under test embeds, at work in the test.
var shipped = sync.OnceValues(func() (*guide.Snapshot, error) {
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		return nil, err
	}
	places, err := geo.Load()
	if err != nil {
		return nil, err
	}
	return guide.Prepare(base, places)
})

// shadow is a guide that is never killed, beside the program that is: given the same events once each, it says what people
// should see.
type shadow struct {
	guide *guide.Guide
	event int64
}

func newShadow(t testing.TB) *shadow {
	t.Helper()
	snapshot, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	store := session.OpenMemory(session.Options{})
	return &shadow{guide: guide.New(snapshot, guide.Options{Sessions: store, Counters: store, Username: func() string { return "jalon_bot" }})}
}

// act is one thing that a person does.
type act struct {
	// text is typed; a command when it begins with "/".
	text string
	// data is that of the button pressed under message.
	data    string
	message int
	// located is true for a position shared.
	located  bool
	lat, lon float64
	// media is the kind of what cannot be read: "voice"…
	media string
}

func (a act) String() string {
	switch {
	case a.data != "":
		return fmt.Sprintf("press %q under %d", a.data, a.message)
	case a.located:
		return fmt.Sprintf("position %.3f, %.3f", a.lat, a.lon)
	case a.media != "":
		return a.media
	}
	return fmt.Sprintf("type %q", a.text)
}

// do plays the act on the person's phone. The channel gives how a press was answered; nil for what is not a press.
func (a act) do(t testing.TB, api telegramDouble, u botapi.User) <-chan botapi.Pressed {
	t.Helper()
	var err error
	switch {
	case a.data != "":
		pressed := make(chan botapi.Pressed, 1)
		go func() { // ends with the double's patience
			p, err := api.Press(u, botapi.Chat{}, a.message, a.data)
			if err != nil {
				t.Errorf("%v: %v", a, err)
			}
			pressed <- p
		}()
		for api.Pending() == 0 && len(pressed) == 0 { // the press is on its way
			time.Sleep(50 * time.Microsecond)
		}
		return pressed
	case a.located:
		_, err = api.Locate(u, a.lat, a.lon)
	case a.media != "":
		_, err = api.SendMedia(u, a.media)
	case strings.HasPrefix(a.text, "/start"):
		_, err = api.Start(u, strings.TrimSpace(strings.TrimPrefix(a.text, "/start")))
	default:
		_, err = api.Say(u, botapi.Chat{}, a.text)
	}
	if err != nil {
		t.Fatalf("%v: %v", a, err)
	}
	return nil
}

// expect plays the act on the shadow and returns what the person should see.
func (s *shadow) expect(t testing.TB, u botapi.User, a act) guide.Reply {
	t.Helper()
	s.event++
	ev := guide.Event{ID: s.event, Key: strconv.FormatInt(u.ID, 10), Kind: guide.KindText, Text: a.text}
	switch {
	case a.data != "":
		ev.Kind, ev.Action, ev.Text = guide.KindPress, a.data, ""
	case a.located:
		ev.Kind, ev.Lat, ev.Lon = guide.KindLocation, a.lat, a.lon
	case a.media != "":
		ev.Kind = guide.KindMedia
	case strings.HasPrefix(a.text, "/"):
		name, rest, _ := strings.Cut(strings.TrimPrefix(a.text, "/"), " ")
		ev.Kind, ev.Command, ev.Text = guide.KindCommand, name, strings.TrimSpace(rest)
	}
	reply, err := s.guide.Turn(context.Background(), ev)
	if err != nil {
		t.Fatalf("%v: %v", a, err)
	}
	return reply
}

// looks is how a message of a reply begins on the phone.
func looks(m guide.Message) string {
	if m.Venue != nil {
		return "venue " + squeeze(m.Venue.Title)
	}
	return begin(m.Title + " " + m.Body)
}

// begin is the beginning of a text, without what typography may change.
func begin(text string) string {
	const enough = 200
	text = squeeze(text)
	if r := []rune(text); len(r) > enough {
		text = string(r[:enough])
	}
	return text
}

func squeeze(text string) string { return strings.Join(strings.Fields(plain(text)), " ") }

// seen is how a message on the phone begins.
func seen(m botapi.Message) string {
	if m.Venue != nil {
		return "venue " + squeeze(m.Venue.Title)
	}
	return begin(m.Text + " " + m.Caption)
}

// sameDay reports whether no day began since then: equals take turns by day.
func sameDay(then time.Time) bool {
	return then.UTC().Format(time.DateOnly) == time.Now().UTC().Format(time.DateOnly)
}
