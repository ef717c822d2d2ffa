package main_test

import (
	"strings"
	"testing"
	"time"

	"jalon/internal/botapi"
)

// TestFlood lets one person send thousands of messages at once: they are asked to slow down, and somebody else's conversation
// goes on.
func TestFlood(t *testing.T) { // not beside other tests: it measures a wait
	api := newDouble(t)
	api.serve(t)
	calm := phone{api, botapi.User{ID: 740, FirstName: "V"}}
	if _, err := calm.take(t.Context(), wholeConversation()[0]); err != nil {
		t.Fatal(err)
	}
	loud := phone{api, botapi.User{ID: 741, FirstName: "L"}}
	const messages = 5000
	for i := range messages {
		text := []string{"Langogne", "/start", "menu", "épicerie", "c'est quoi une SCIC ?"}[i%5]
		if _, err := api.Say(loud.user, botapi.Chat{}, text); err != nil {
			t.Fatal(err)
		}
	}
	slowest := time.Duration(0)
	for _, s := range wholeConversation()[1:] {
		took, err := calm.take(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		slowest = max(slowest, took)
	}
	if slowest > 5*time.Second {
		t.Errorf("somebody else waited %v for an answer", slowest)
	}
	settled(t, api)
	replies, told := 0, 0
	for _, text := range loud.texts() {
		replies++
		if strings.Contains(text, "Doucement") {
			told++
		}
	}
	if told == 0 || told > 3 {
		t.Errorf("the loud one was told %d times to slow down", told)
	}
	if replies > messages/2 {
		t.Errorf("%d replies to a flood of %d messages", replies, messages)
	}
	t.Logf("a flood of %d messages had %d replies; the longest wait of somebody else was %v", messages, replies, slowest.Round(time.Millisecond))
	noRefusals(t, api)
}

// TestManyChatsAtOnce brings ten thousand people who write at the same moment.
func TestManyChatsAtOnce(t *testing.T) {
	people := 10_000
	if testing.Short() {
		people = 1_000
	}
	api := newDouble(t)
	running := api.serve(t)
	settledStart := phone{api, botapi.User{ID: 9_999, FirstName: "V"}}
	if _, err := settledStart.take(t.Context(), wholeConversation()[0]); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	for i := range people {
		if _, err := api.Say(botapi.User{ID: int64(10_000 + i), FirstName: "V"}, botapi.Chat{}, "/start"); err != nil {
			t.Fatal(err)
		}
	}
	for end := began.Add(2 * time.Minute); api.Pending() > 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d of %d people wait for an answer after two minutes", api.Pending(), people)
		}
	}
	took := time.Since(began)
	for i := range people {
		if got := api.Activity(int64(10_000 + i)).Posts; got != 2 {
			t.Fatalf("person %d saw %d messages, want 2", i, got)
		}
	}
	t.Logf("%d people were answered in %v; %d MB at most", people, took.Round(time.Millisecond), running.highest(t)>>20)
	noRefusals(t, api)
}
