package telegram

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jalon/internal/botapi"
	"jalon/internal/guide"
)

func people(n int) []botapi.User {
	users := make([]botapi.User, n)
	for i := range users {
		users[i] = botapi.User{ID: int64(1_000_000 + i), FirstName: "P"}
	}
	return users
}

func TestManyChatsInOrder(t *testing.T) {
	const chats, each = 40, 8
	l := newLab(t)
	l.poll()
	users := people(chats)
	for i := range each {
		for _, u := range users {
			l.say(u, fmt.Sprintf("message %d", i))
		}
	}
	for _, u := range users {
		l.eventually("all is answered", func() bool { return len(l.fromBot(u.ID)) == each })
		for i, m := range l.fromBot(u.ID) {
			if want := fmt.Sprintf("Écho\n\nmessage %d", i); m.Text != want {
				t.Fatalf("answer %d is %q, want %q", i, m.Text, want)
			}
		}
	}
	l.stop()
	if l.toy.overlap {
		t.Error("two turns of one conversation ran at once")
	}
	if l.api.Pending() != 0 {
		t.Errorf("%d updates are not confirmed", l.api.Pending())
	}
}

// A long turn must not hold back the others, and is not confirmed before its end.
func TestLongTurnHoldsNobodyBack(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "lent")
	for i, u := range people(30) {
		l.say(u, "bonjour")
		if i%10 == 9 {
			l.waitBot(u.ID, "Écho")
		}
	}
	if l.api.Pending() != 31 {
		t.Errorf("%d updates are unconfirmed, want all 31 until the first is handled", l.api.Pending())
	}
	close(l.toy.slow)
	l.waitBot(ann().ID, "Écho")
	l.eventually("all is confirmed", func() bool { return l.api.Pending() == 0 })
	l.stop()
	for _, u := range people(30) {
		if n := len(l.fromBot(u.ID)); n != 1 {
			t.Errorf("%d answers, want 1", n)
		}
	}
}

func TestStopFinishesTurnsAndConfirms(t *testing.T) {
	l := newLab(t)
	l.poll()
	l.say(ann(), "lent")
	l.say(bob(), "bonjour")
	l.waitBot(bob().ID, "Écho")
	time.AfterFunc(100*time.Millisecond, func() { close(l.toy.slow) })
	l.stop()
	if got := l.fromBot(ann().ID); len(got) != 1 || l.api.Pending() != 0 {
		t.Errorf("%d answers and %d updates unconfirmed, want 1 and 0", len(got), l.api.Pending())
	}
}

// What the end cuts off comes again at the next start.
func TestStopCutsOffWhatIsTooLong(t *testing.T) {
	l := newLab(t)
	l.pace.drain = 100 * time.Millisecond
	l.poll()
	l.say(ann(), "bonjour")
	l.waitBot(ann().ID, "Écho\n\nbonjour")
	l.say(ann(), "lent")
	l.say(ann(), "fin")
	l.eventually("the turn has begun", func() bool {
		l.toy.mu.Lock()
		defer l.toy.mu.Unlock()
		return l.toy.running[privateKey(ann())]
	})
	start := time.Now()
	l.stop()
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("the end took %v", took)
	}
	if l.api.Pending() != 2 {
		t.Errorf("%d updates are unconfirmed, want 2", l.api.Pending())
	}
	close(l.toy.slow)
	l.poll()
	l.waitBot(ann().ID, "Écho\n\nfin")
	l.stop()
	if diff := cmp.Diff([]string{"text bonjour", "text lent", "text fin"}, l.toy.seen(privateKey(ann()))); diff != "" {
		t.Error(diff)
	}
	if l.api.Pending() != 0 {
		t.Errorf("%d updates are unconfirmed", l.api.Pending())
	}
}

func TestFloodInPolling(t *testing.T) {
	l := newLab(t)
	l.conf = func(c *Config) { c.ChatBurst = 20 }
	for i := range 400 {
		l.say(ann(), fmt.Sprintf("bonjour %d", i))
	}
	l.say(bob(), "bonjour")
	l.poll()
	l.waitBot(bob().ID, "Écho")
	l.eventually("all is confirmed", func() bool { return l.api.Pending() == 0 })
	l.stop()
	told, echoes := 0, 0
	for _, m := range l.fromBot(ann().ID) {
		switch {
		case strings.HasPrefix(m.Text, "Doucement"):
			told++
		case strings.HasPrefix(m.Text, "Écho"):
			echoes++
		}
	}
	if told != 1 || echoes < 20 || echoes > 120 {
		t.Errorf("told %d times, answered %d times; want once, and not all of them", told, echoes)
	}
}

// TestKilledBot runs the bot in a process of its own and kills it at random moments: nothing is lost, and no kill costs more
// than one repeated reply.
func TestKilledBot(t *testing.T) {
	if dir := os.Getenv("JALON_TEST_KILLED"); dir != "" {
		killedBot(t, dir)
		return
	}
	if testing.Short() {
		t.Skip("starts processes")
	}
	const kills, messages = 12, 120
	l := newLab(t)
	dir := t.TempDir()
	u := ann()
	random := rand.New(rand.NewPCG(1, 2))
	next := 0
	for range kills {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledBot$")
		cmd.Env = append(os.Environ(), "JALON_TEST_KILLED="+dir, "JALON_TEST_API="+l.http.URL)
		starts := count(l.api.Calls(), "deleteWebhook")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		l.eventually("the process has started", func() bool { return count(l.api.Calls(), "deleteWebhook") > starts })
		for range messages / kills {
			l.say(u, fmt.Sprintf("n %d", next))
			next++
			time.Sleep(time.Duration(random.IntN(8)) * time.Millisecond)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // killed
	}
	l.toy.sessions = loadSessions(t, dir)
	l.poll()
	l.say(u, "fin")
	l.waitBot(u.ID, "Écho\n\nfin")
	l.stop()
	if l.api.Pending() != 0 {
		t.Errorf("%d updates are unconfirmed", l.api.Pending())
	}
	times := map[string]int{}
	var order []string
	for _, m := range l.fromBot(u.ID) {
		if times[m.Text]++; times[m.Text] == 1 {
			order = append(order, m.Text)
		}
	}
	repeated := 0
	for i := range next {
		want := fmt.Sprintf("Écho\n\nn %d", i)
		if i >= len(order) || order[i] != want {
			t.Fatalf("answer %d is missing or out of order: %q", i, order)
		}
		repeated += times[want] - 1
	}
	if repeated > kills {
		t.Errorf("%d replies were repeated in %d kills", repeated, kills)
	}
	t.Logf("%d messages, %d kills, %d replies repeated", next, kills, repeated)
}

// killedBot is the process that is killed. Its sessions are one file, replaced in one step.
func killedBot(t *testing.T, dir string) {
	y := newToy()
	y.sessions = loadSessions(t, dir)
	b, err := newBot(Config{Token: toyToken, APIURL: os.Getenv("JALON_TEST_API"), Texts: toyTexts()}, &savingToy{toy: y, dir: dir}, quickPace())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := b.Poll(ctx); err != nil {
		t.Fatal(err)
	}
}

// savingToy is a toy whose only session survives the process.
type savingToy struct {
	*toy
	dir string
}

func (s *savingToy) Handle(ctx context.Context, ev guide.Event, deliver guide.Deliver) error {
	if err := s.toy.Handle(ctx, ev, deliver); err != nil {
		return err
	}
	return s.save()
}

func (s *savingToy) save() error {
	s.mu.Lock()
	session := s.sessions[privateKey(ann())]
	s.mu.Unlock()
	if session == nil {
		return nil
	}
	next := filepath.Join(s.dir, "next")
	if err := os.WriteFile(next, fmt.Appendf(nil, "%d %s", session.last, session.memory), 0o600); err != nil {
		return err
	}
	return os.Rename(next, filepath.Join(s.dir, "session"))
}

func loadSessions(t *testing.T, dir string) map[string]*toySession {
	t.Helper()
	sessions := map[string]*toySession{}
	raw, err := os.ReadFile(filepath.Join(dir, "session"))
	if err != nil {
		return sessions // none yet
	}
	s := &toySession{}
	if _, err := fmt.Sscanf(string(raw), "%d %s", &s.last, &s.memory); err != nil {
		t.Fatal(err)
	}
	sessions[privateKey(ann())] = s
	return sessions
}
