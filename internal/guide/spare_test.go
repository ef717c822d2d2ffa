package guide_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"jalon/internal/guide"
	"jalon/internal/session"
)

// ailing is a store in memory that fails as told.
type ailing struct {
	session.Store
	load, save, remove error
}

func (s *ailing) Load(ctx context.Context, key string) ([]byte, error) {
	if s.load != nil {
		return nil, s.load
	}
	return s.Store.Load(ctx, key)
}

func (s *ailing) Save(ctx context.Context, key string, value []byte) error {
	if s.save != nil {
		return s.save
	}
	return s.Store.Save(ctx, key, value)
}

func (s *ailing) Delete(ctx context.Context, key string) error {
	if s.remove != nil {
		return s.remove
	}
	return s.Store.Delete(ctx, key)
}

// ailingGuide is a guide over such a store, and somebody who presses its buttons.
type ailingGuide struct {
	t      *testing.T
	store  *ailing
	guide  *guide.Guide
	events int64
}

func newAilingGuide(t *testing.T) *ailingGuide {
	store := &ailing{Store: session.OpenMemory(session.Options{})}
	return &ailingGuide{t: t, store: store, guide: newGuide(t, toyBase(t), store, time.Now)}
}

// press presses buttons and returns all that is shown.
func (a *ailingGuide) press(actions ...string) string {
	a.t.Helper()
	var shown []string
	for _, action := range actions {
		a.events++
		reply, err := a.guide.Turn(a.t.Context(), guide.Event{ID: a.events, Key: "someone", Kind: guide.KindPress, Action: action})
		if err != nil {
			a.t.Fatal(err)
		}
		for _, m := range reply.Messages {
			shown = append(shown, m.Title+"\n"+m.Body)
		}
	}
	return strings.Join(shown, "\n")
}

const memoryFails = "Ma mémoire ne répond pas"

var errFull = errors.New("the store is full")

func TestAConversationOutlivesItsStore(t *testing.T) {
	for name, fail := range map[string]func(*ailing, error){
		"it takes nothing": func(s *ailing, err error) { s.save = err },
		"it gives nothing": func(s *ailing, err error) { s.load, s.save = err, err },
	} {
		t.Run(name, func(t *testing.T) {
			a := newAilingGuide(t)
			a.press("1:c:stage:idea")
			fail(a.store, errFull)
			shown := a.press("1:c:holder:collective", "1:c:sector:culture", "1:l:48080", "1:c:need:skip")
			if n := strings.Count(shown, memoryFails); n != 1 {
				t.Errorf("people are told %d times, want once, in:\n%s", n, shown)
			}
			fail(a.store, nil)
			if shown := a.press("1:s"); !strings.Contains(shown, "Et maintenant") || strings.Contains(shown, memoryFails) {
				t.Errorf("once the store works again, the conversation shows:\n%s", shown)
			}
			fresh := guide.New(a.guide.Snapshot(), guide.Options{Sessions: a.store})
			reply, err := fresh.Turn(t.Context(), guide.Event{ID: 100, Key: "someone", Kind: guide.KindPress, Action: "1:s"})
			if err != nil || len(reply.Messages) == 0 || reply.Messages[0].Title != "Votre projet" {
				t.Errorf("after the trouble the store holds something else: %+v, %v", reply.Messages, err)
			}
		})
	}
}

func TestAnotherReplicaWentOn(t *testing.T) {
	a := newAilingGuide(t)
	a.press("1:c:stage:idea")
	a.store.save = errFull
	a.press("1:c:holder:individual")
	a.store.save = nil
	other := guide.New(a.guide.Snapshot(), guide.Options{Sessions: a.store})
	for i, action := range []string{"1:c:holder:collective", "1:c:sector:culture"} {
		if _, err := other.Turn(t.Context(), guide.Event{ID: int64(50 + i), Key: "someone", Kind: guide.KindPress, Action: action}); err != nil {
			t.Fatal(err)
		}
	}
	if shown := a.press("1:v:edit:"); !strings.Contains(shown, "groupe") || strings.Contains(shown, memoryFails) {
		t.Errorf("what the other replica saved is lost:\n%s", shown)
	}
}

func TestErasingIsTrue(t *testing.T) {
	a := newAilingGuide(t)
	a.press("1:c:stage:idea")
	a.store.remove = errFull
	shown := false
	err := a.guide.Handle(t.Context(), guide.Event{ID: 9, Key: "someone", Kind: guide.KindCommand, Command: "effacer"}, func(context.Context, guide.Reply) (string, error) {
		shown = true
		return "", nil
	})
	if !errors.Is(err, errFull) || shown {
		t.Errorf("erasing what cannot be erased = %v, shown: %v", err, shown)
	}
}

func TestSparesAreBounded(t *testing.T) {
	a := newAilingGuide(t)
	a.store.save = errFull
	const many = 2500
	for i := range many {
		ev := guide.Event{ID: int64(i + 1), Key: fmt.Sprint("person ", i), Kind: guide.KindPress, Action: "1:c:stage:idea"}
		if _, err := a.guide.Turn(t.Context(), ev); err != nil {
			t.Fatal(err)
		}
	}
	told := 0
	for i := range many {
		reply, err := a.guide.Turn(t.Context(), guide.Event{ID: int64(many + i + 1), Key: fmt.Sprint("person ", i), Kind: guide.KindPress, Action: "1:s"})
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(reply.Messages[0].Body, memoryFails) {
			told++
		}
	}
	if told == 0 || told > 2000 {
		t.Errorf("%d of %d conversations were in spare, want some and at most 2,000", told, many)
	}
}

// While another replica has the conversation, nothing is shown and nothing is saved: the event is to come again.
func TestABusyConversationWaits(t *testing.T) {
	store := session.OpenMemory(session.Options{LockWait: 10 * time.Millisecond})
	g := newGuide(t, toyBase(t), store, time.Now)
	unlock, err := store.Lock(t.Context(), "someone")
	if err != nil {
		t.Fatal(err)
	}
	event := guide.Event{ID: 1, Key: "someone", Kind: guide.KindPress, Action: "1:c:stage:idea"}
	if reply, err := g.Turn(t.Context(), event); !errors.Is(err, guide.ErrBusy) || len(reply.Messages) != 0 {
		t.Errorf("a turn beside another = %v, %v, want ErrBusy", reply.Messages, err)
	}
	unlock()
	if reply, err := g.Turn(t.Context(), event); err != nil || len(reply.Messages) == 0 {
		t.Errorf("once it is free the event gives %v, %v", reply.Messages, err)
	}
}
