package main_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"jalon/internal/botapi"
	"jalon/internal/guide"
)

// killsVariable names the environment variable that asks for more kills than the usual ones.
const killsVariable = "JALON_KILLS"

const usualKills = 40

// TestKills ends the program by SIGKILL at random moments of random conversations, again and again over the same store.
// Beside it a guide that is never killed says what people should see: whatever was sent is answered, as if nothing had
// happened, and at most one reply a kill comes twice.
func TestKills(t *testing.T) {
	kills := usualKills
	if text := os.Getenv(killsVariable); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			t.Fatalf("%s is not a number of kills", killsVariable)
		}
		kills = n
	}
	if testing.Short() {
		kills = usualKills / 4
	}
	lanes := map[string]bool{"polling": false, "webhook": true}
	for name, hooked := range lanes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newKillLane(t, hooked)
			for l.kills < kills/len(lanes) {
				l.turn()
			}
			for _, u := range l.people {
				l.check(u, act{text: "menu"}, momentNever)
			}
			l.storeIsSound()
			t.Logf("%d kills at %v, %d turns, %d replies repeated, %d presses without their answer", l.kills, l.moments, l.turns, l.repeated, l.unanswered)
		})
	}
}

// moment is when the program is killed, seen from an act.
type moment int

const (
	momentNever    moment = iota
	momentBefore          // the person acts while it is down
	momentDuring          // some time after the act
	momentShown           // as soon as anything is shown of the reply
	momentAnswered        // as soon as the press is answered
	momentHandled         // once the reply is shown, before Telegram knows that it was handled
	moments
)

func (m moment) String() string {
	return [...]string{"never", "before", "during", "shown", "answered", "handled"}[m]
}

// killLane is one program with its store, and the people who talk to it one at a time.
type killLane struct {
	t       *testing.T
	api     telegramDouble
	store   string
	hook    string // where updates are brought, "" when the program polls
	running *bot
	shadow  *shadow
	random  *rand.Rand
	people  []botapi.User

	kills, turns, repeated, unanswered int
	moments                            map[moment]int
}

func newKillLane(t *testing.T, hooked bool) *killLane {
	t.Helper()
	l := &killLane{
		t: t, api: newDouble(t), store: filepath.Join(t.TempDir(), "sessions.db"), shadow: newShadow(t),
		random: rand.New(rand.NewPCG(1, 20)), moments: map[moment]int{},
	}
	if hooked {
		l.hook, l.random = freeAddress(t), rand.New(rand.NewPCG(2, 20))
	}
	for i := range 4 {
		l.people = append(l.people, botapi.User{ID: int64(8100 + i), FirstName: "V"})
	}
	l.start()
	return l
}

func (l *killLane) start() {
	arguments := []string{"--store", l.store}
	if l.hook != "" {
		arguments = append(arguments, "--webhook", "http://"+l.hook+"/jalon", "--listen", l.hook)
	}
	l.running = l.api.serve(l.t, arguments...)
}

func (l *killLane) kill(m moment) {
	l.running.kill()
	l.kills++
	l.moments[m]++
}

// turn makes somebody act, with a kill more often than not.
func (l *killLane) turn() {
	u := l.people[l.random.IntN(len(l.people))]
	m := momentNever
	if l.random.IntN(3) > 0 {
		m = moment(1 + l.random.IntN(int(moments)-1))
	}
	a := l.choose(u)
	if a.data == "" && m == momentAnswered {
		m = momentShown
	}
	l.check(u, a, m)
}

// choose decides what a person does, mostly a press on one of the buttons they see.
func (l *killLane) choose(u botapi.User) act {
	history := l.api.History(u.ID)
	if len(history) == 0 {
		return act{text: "/start"}
	}
	var presses []act
	for _, m := range history[max(0, len(history)-8):] {
		for _, row := range m.Markup {
			for _, b := range row {
				if m.FromBot && predictable(b.CallbackData) {
					presses = append(presses, act{data: b.CallbackData, message: m.ID})
				}
			}
		}
	}
	if len(presses) > 0 && l.random.IntN(10) < 7 {
		return presses[l.random.IntN(len(presses))]
	}
	if l.random.IntN(8) == 0 {
		return act{located: true, lat: 43 + 6*l.random.Float64(), lon: -1 + 7*l.random.Float64()}
	}
	typed := []string{
		"Langogne", "48300", "Herm", "Luc", "retour", "menu", "on est quatre et on veut reprendre l'épicerie de Luc",
		"c'est quoi une SCIC ?", "1", "2", "je ne sais pas", "/start", "/aide", "/recommencer", "/modifier", "/effacer", "/lieu",
	}
	return act{text: typed[l.random.IntN(len(typed))]}
}

// predictable leaves out what is drawn at random, counted among people, or slow to make.
func predictable(data string) bool {
	if data == "" || strings.HasPrefix(data, "1:w:") {
		return false
	}
	for _, view := range []string{"rep", "link", "lslot", "lname", "lmake", "lqr", "pdf"} {
		if strings.HasPrefix(data, "1:v:"+view) {
			return false
		}
	}
	return true
}

// check plays an act, with a kill at a moment of it, and compares what the person sees with what they should.
func (l *killLane) check(u botapi.User, a act, m moment) {
	l.t.Helper()
	l.turns++
	began, kills := time.Now(), l.kills
	before := l.api.History(u.ID)
	last := 0
	if len(before) > 0 {
		last = before[len(before)-1].ID
	}
	want := l.shadow.expect(l.t, u, a)
	pressed := l.play(u, a, m)
	killed := l.kills - kills
	l.settle(u, a, m)
	if pressed != nil {
		if p := <-pressed; !p.Answered && killed == 0 {
			l.t.Errorf("%v: the press is not answered", a)
		} else if !p.Answered {
			l.unanswered++
		}
	}
	l.compare(u, a, m, last, want, killed, began)
}

// play makes the act and kills the program at the moment asked, once; then, now and then, once more while it starts again.
func (l *killLane) play(u botapi.User, a act, m moment) <-chan botapi.Pressed {
	if m == momentNever {
		return a.do(l.t, l.api, u)
	}
	if m == momentBefore {
		l.kill(m)
		pressed := a.do(l.t, l.api, u)
		l.startAgain()
		return pressed
	}
	acts := l.api.Activity(u.ID).Acts
	pressed := a.do(l.t, l.api, u)
	switch m {
	case momentDuring:
		time.Sleep(time.Duration(l.random.IntN(30_000)) * time.Microsecond)
	case momentShown:
		l.wait(5*time.Second, func() bool { return l.api.Activity(u.ID).Acts > acts })
	case momentAnswered:
		select {
		case p := <-pressed:
			again := make(chan botapi.Pressed, 1)
			again <- p
			pressed = again
		case <-time.After(5 * time.Second):
		}
	case momentHandled:
		l.wait(5*time.Second, func() bool { return l.api.Activity(u.ID).Acts > acts })
		time.Sleep(time.Duration(l.random.IntN(8_000)) * time.Microsecond)
	}
	l.kill(m)
	l.startAgain()
	return pressed
}

func (l *killLane) startAgain() {
	l.start()
	if l.random.IntN(6) == 0 {
		time.Sleep(time.Duration(l.random.IntN(900)) * time.Millisecond)
		l.kill(momentBefore)
		l.start()
	}
}

// wait looks again and again until something is so, or time is up.
func (l *killLane) wait(limit time.Duration, so func() bool) bool {
	for end := time.Now().Add(limit); !so(); time.Sleep(200 * time.Microsecond) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

// settle waits until Telegram knows that everything was handled.
func (l *killLane) settle(u botapi.User, a act, m moment) {
	l.t.Helper()
	if !l.wait(60*time.Second, func() bool { return l.api.Pending() == 0 }) {
		l.t.Fatalf("%v, kill %v: never handled; %s", a, m, transcript(l.api.History(u.ID)))
	}
}

// compare looks at what came after the message last.
func (l *killLane) compare(u botapi.User, a act, m moment, last int, want guide.Reply, killed int, began time.Time) {
	l.t.Helper()
	history := l.api.History(u.ID)
	var shown, fresh []string
	for _, message := range history {
		switch {
		case !message.FromBot:
		case message.ID > last:
			fresh = append(fresh, seen(message))
			shown = append(shown, seen(message))
		case message.ID == a.message: // edited, or showing the same already
			shown = append(shown, seen(message))
		}
	}
	if !sameDay(began) {
		return
	}
	from, expected := 0, 0
	for _, message := range want.Messages {
		at := indexFrom(shown, from, looks(message))
		if at < 0 {
			l.t.Fatalf("%v, kill %v: %q is not shown; seen: %q\n%s", a, m, looks(message), shown, transcript(history))
		}
		from = at + 1
		expected++
		if message.DropKeyboard {
			expected++ // may come with a message of its own
		}
	}
	if len(fresh) > expected*(1+killed) {
		l.t.Fatalf("%v, kill %v: %d messages for a reply of %d and %d kills: %q", a, m, len(fresh), expected, killed, fresh)
	}
	if len(fresh) > expected {
		l.repeated++
	}
	l.refusals()
}

// indexFrom finds the first text from a place on that begins alike.
func indexFrom(shown []string, from int, want string) int {
	for i := from; i < len(shown); i++ {
		if shown[i] == want {
			return i
		}
	}
	return -1
}

// refusals accepts what a killed program cannot avoid: answering a press twice, and editing a message to what it shows.
func (l *killLane) refusals() {
	l.t.Helper()
	for _, r := range l.api.Refusals() {
		if !strings.Contains(r.Description, "query is too old") && !strings.Contains(r.Description, "message is not modified") {
			l.t.Fatalf("Telegram refuses %+v", r)
		}
	}
}

// storeIsSound checks that the store was never found damaged, and holds nothing personal.
func (l *killLane) storeIsSound() {
	l.t.Helper()
	aside, err := filepath.Glob(l.store + ".corrupt*")
	if err != nil || len(aside) > 0 {
		l.t.Errorf("the store was set aside: %v, %v", aside, err)
	}
	for _, unwanted := range []string{"abîmé", "session not", "level=ERROR"} {
		if strings.Contains(l.running.log.String(), unwanted) {
			l.t.Errorf("the log says %q", unwanted)
		}
	}
}

// TestKillInABurst ends the program in the middle of a hundred messages of one person: nothing is lost, and one reply comes
// twice at most.
func TestKillInABurst(t *testing.T) {
	t.Parallel()
	api := newDouble(t)
	store := filepath.Join(t.TempDir(), "sessions.db")
	running := api.serve(t, "--store", store)
	p := phone{api, botapi.User{ID: 8200, FirstName: "V"}}
	if _, err := p.take(t.Context(), wholeConversation()[0]); err != nil {
		t.Fatal(err)
	}
	const messages, kills = 90, 3
	for range kills {
		settled(t, api)
		before := api.Activity(p.user.ID).Posts
		for range messages {
			if _, err := api.Say(p.user, botapi.Chat{}, "/aide"); err != nil {
				t.Fatal(err)
			}
		}
		for end := time.Now().Add(within); api.Activity(p.user.ID).Posts < before+messages/2 && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
		running.kill()
		running = api.serve(t, "--store", store)
		settled(t, api)
		if replies := api.Activity(p.user.ID).Posts - before; replies < messages || replies > messages+1 {
			t.Errorf("%d messages and a kill gave %d replies", messages, replies)
		}
	}
}
