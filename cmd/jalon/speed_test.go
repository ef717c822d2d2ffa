package main_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jalon/internal/botapi"
)

var (
	speedRun     = flag.Bool("speed", false, "measure the speed of the program against that of a reference bot")
	speedUpdates = flag.Int("speed-updates", 20_000, "how many updates to send to each")
	// Each of the two is measured several times, in turn; the best of each counts: the one that the rest of the machine
	// disturbed least.
	speedRounds   = flag.Int("speed-rounds", 3, "how often to measure each")
	speedProfiles = flag.String("speed-profiles", "", "folder where profiles of the program are left")
)

const (
	speedInFlight = 64
	speedPeople   = 512
)

// TestSpeed plays the same people against Jalon and against a bot that only makes the same calls, one after the other, in the
// same run: 20,000 updates by webhook, 64 in flight, each a real turn, with sessions in a file. Figures of different runs do
// not compare; the ratio within one does.
//
// With 64 updates in flight all the time, how long one waits says no more than how many are answered a second, whichever the
// bot. So the wait is measured apart, with updates that come at moments of their own, at four tenths of that speed.
func TestSpeed(t *testing.T) {
	if !*speedRun {
		t.Skip("asked for with -speed")
	}
	places := speedPlaces(t)
	replies := recordReplies(t, places)
	var jalon, other []speedFigures
	for round := range *speedRounds {
		jalon = append(jalon, load{"jalon", *speedUpdates, 0}.measure(t, places, replies, func(api telegramDouble) subject { return startJalon(t, api, round) }))
		other = append(other, load{"reference", *speedUpdates, 0}.measure(t, places, replies, func(api telegramDouble) subject { return startReference(t, api, replies) }))
	}
	best, reference := fastest(jalon), fastest(other)
	ratio := best.perSecond / reference.perSecond
	calm := load{"jalon, paced", *speedUpdates / 4, 0.4 * best.perSecond}.measure(t, places, replies, func(api telegramDouble) subject { return startJalon(t, api, *speedRounds) })
	t.Logf("jalon:        %v", best)
	t.Logf("reference:    %v", reference)
	t.Logf("jalon, paced: %v", calm)
	t.Logf("ratio %.2f (goal: 0.70); processor time of the bots alone: %.2f", ratio, float64(reference.cpu)/float64(best.cpu))
	for _, goal := range []struct {
		what string
		met  bool
	}{
		{"the ratio is 0.7 at least", ratio >= 0.7}, {"p99 is 25 ms at most", calm.p99 <= 25*time.Millisecond},
		{"150 MB at most", best.resident <= 150<<20}, {"ready within 1 s", best.ready <= time.Second},
		{"nothing lost, nothing repeated", best.lost == 0 && best.repeated == 0},
	} {
		if !goal.met {
			t.Errorf("not so: %s", goal.what)
		}
	}
}

func fastest(list []speedFigures) speedFigures {
	return slices.MaxFunc(list, func(a, b speedFigures) int { return int(a.perSecond - b.perSecond) })
}

// speedFigures is what was measured of one bot.
type speedFigures struct {
	updates, calls, lost, repeated int
	perSecond                      float64
	p50, p99, most                 time.Duration
	cpu                            time.Duration // of the bot alone, for one update
	resident                       int64
	ready                          time.Duration
}

func (f speedFigures) String() string {
	return fmt.Sprintf("%d updates, %d calls, %.0f updates/s, p50 %.1f ms, p99 %.1f ms, max %.0f ms, %d µs of processor an update, %d MB at most, ready in %d ms, %d lost, %d repeated",
		f.updates, f.calls, f.perSecond, ms(f.p50), ms(f.p99), ms(f.most), f.cpu.Microseconds(), f.resident>>20, f.ready.Milliseconds(), f.lost, f.repeated)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// subject is a bot under measure.
type subject struct {
	*bot
	ready time.Duration // from its start to its first listening
	ops   string
}

// speedStep is one act of the people played.
type speedStep struct {
	text  string // typed; "" for a press
	place bool   // types a place
	press string // the beginning of the data of the button to press, one of several
}

// speedScript is what everybody does, again and again from the second step: the walk, the place, the end with its search, the
// programmes, and once more.
func speedScript() []speedStep {
	return []speedStep{
		{text: "/start"}, {press: "1:c:stage:idea"}, {press: "1:c:holder:collective"}, {press: "1:c:sector:"}, {place: true},
		{press: "1:c:need:"}, {press: "1:v:prog:"}, {press: "1:r"},
	}
}

// speedPlaces are communes without a homonym, from all over the country.
func speedPlaces(t *testing.T) []string {
	t.Helper()
	snapshot, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	var places []string
	for _, name := range []string{
		"Langogne", "Mende", "Crest", "Die", "Aubenas", "Guéret", "Ambert", "Herm", "Laval", "Florac Trois Rivières", "Privas", "Figeac", "Aurillac",
		"Saint-Flour", "Thiers", "Tulle", "Ussel", "Auch", "Mirande", "Foix", "Pamiers", "Ploërmel", "Pontivy", "Redon", "Fougères", "Vire Normandie",
		"Alençon", "Argentan", "Mortagne-au-Perche", "Nevers", "Autun", "Langres", "Épinal", "Verdun", "Bar-le-Duc", "Lons-le-Saunier",
	} {
		if a := snapshot.Places.Resolve(name); a.Exact && len(a.Candidates) == 1 {
			places = append(places, name)
		}
	}
	if len(places) < 20 {
		t.Fatalf("only %d places", len(places))
	}
	return places
}

// newSpeedDouble is a Bot API server that keeps few calls.
func newSpeedDouble(t *testing.T) telegramDouble {
	t.Helper()
	api := botapi.New(botapi.Options{Token: token, BotUsername: "jalon_bot", Quick: true, KeepCalls: 2000, Patience: 30 * time.Second})
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: api, ReadHeaderTimeout: time.Minute}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		api.Close()
		_ = server.Close()
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return telegramDouble{api, "http://" + listener.Addr().String()}
}

func startJalon(t *testing.T, api telegramDouble, round int) subject {
	t.Helper()
	hook, ops := freeAddress(t), freeAddress(t)
	store := filepath.Join(t.TempDir(), strconv.Itoa(round)+".db")
	began := time.Now()
	b := api.serve(t, "--store", store, "--webhook", "http://"+hook+"/jalon", "--listen", hook, "--ops", ops, "--pprof", "true")
	waitHook(t, api, hook)
	return subject{b, time.Since(began), ops}
}

func startReference(t *testing.T, api telegramDouble, replies map[string][]fixedCall) subject {
	t.Helper()
	listen := freeAddress(t)
	encoded, err := json.Marshal(reference{API: api.url, Listen: listen, Hook: "http://" + listen + "/", Secret: "secret", Replies: replies})
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	b := &bot{command: exec.Command(program, "-test.run=^TestReferenceBot$"), log: &lockedBuffer{}}
	b.command.Env = append(os.Environ(), referenceVariable+"="+string(encoded))
	b.command.Stdout, b.command.Stderr = b.log, b.log
	began := time.Now()
	if err := b.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.end)
	waitHook(t, api, listen)
	return subject{b, time.Since(began), ""}
}

// end kills a bot that still runs.
func (b *bot) end() {
	if b.command.ProcessState == nil {
		b.kill()
	}
}

// waitHook waits until the bot has set its webhook and listens there.
func waitHook(t *testing.T, api telegramDouble, address string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		set := slices.ContainsFunc(api.Calls(), func(c botapi.Call) bool { return c.Method == "setWebhook" && c.Status == http.StatusOK })
		if !set {
			continue
		}
		if conn, err := net.Dial("tcp", address); err == nil {
			_ = conn.Close()
			return
		}
	}
	t.Fatal("the bot does not set its webhook")
}

// recordReplies has one conversation with Jalon and notes the calls that answer each kind of update.
func recordReplies(t *testing.T, places []string) map[string][]fixedCall {
	t.Helper()
	api := newSpeedDouble(t)
	jalon := startJalon(t, api, 99)
	defer jalon.end()
	player := speedPlayer{api: api, user: botapi.User{ID: 2, FirstName: "V"}, places: places}
	time.Sleep(500 * time.Millisecond) // the page of the bot is set meanwhile
	replies := map[string][]fixedCall{}
	for _, s := range speedScript() {
		before := len(api.Calls())
		kind, err := player.act(s)
		if err != nil {
			t.Fatal(err)
		}
		settled(t, api)
		var calls []fixedCall
		for _, c := range api.Calls()[before:] {
			if c.Status != http.StatusOK {
				t.Fatalf("Jalon makes a call that is refused: %+v", c)
			}
			call := fixedCall{Method: c.Method, Text: c.Params["text"]}
			if markup := c.Params["reply_markup"]; markup != "" {
				if err := json.Unmarshal([]byte(markup), &call.Markup); err != nil {
					t.Fatal(err)
				}
			}
			calls = append(calls, call)
		}
		replies[kind] = calls
		t.Logf("%s is answered by %d calls", kind, len(calls))
	}
	return replies
}

// speedPlayer is one of the people played, by one goroutine at a time.
type speedPlayer struct {
	api    telegramDouble
	user   botapi.User
	places []string
	step   int
	turns  int
	acts   int // messages that the bot should have sent or edited so far
}

// act makes a step and returns its kind. A press returns once it is answered.
func (p *speedPlayer) act(s speedStep) (kind string, err error) {
	p.turns++
	if s.press == "" {
		text := s.text
		if s.place {
			text = p.places[(int(p.user.ID)+p.turns)%len(p.places)]
		}
		if _, err := p.api.Say(p.user, botapi.Chat{}, text); err != nil {
			return "", fmt.Errorf("type: %w", err)
		}
		return kindOf(text, ""), nil
	}
	message, data := p.button(s.press)
	if data == "" {
		return "", fmt.Errorf("no button %s; seen: %s", s.press, transcript(p.api.Tail(p.user.ID, 4)))
	}
	pressed, err := p.api.Press(p.user, botapi.Chat{}, message, data)
	if err != nil || !pressed.Answered {
		return "", fmt.Errorf("press %s: %+v: %w", data, pressed, err)
	}
	return kindOf("", data), nil
}

// button finds, under the last messages, the buttons whose data begins so, and takes one of them.
func (p *speedPlayer) button(prefix string) (message int, data string) {
	tail := p.api.Tail(p.user.ID, 3)
	for i := len(tail) - 1; i >= 0; i-- {
		var fit []string
		for _, row := range tail[i].Markup {
			for _, b := range row {
				if strings.HasPrefix(b.CallbackData, prefix) && !strings.HasSuffix(b.CallbackData, ":unknown") {
					fit = append(fit, b.CallbackData)
				}
			}
		}
		if len(fit) > 0 {
			return tail[i].ID, fit[p.turns%len(fit)]
		}
	}
	return 0, ""
}

// acts counts the messages that a reply sends or edits.
func acts(calls []fixedCall) int {
	n := 0
	for _, c := range calls {
		if c.Method != "answerCallbackQuery" {
			n++
		}
	}
	return n
}

// take makes the next step and waits until the whole reply is seen.
func (p *speedPlayer) take(ctx context.Context, replies map[string][]fixedCall) (time.Duration, error) {
	script := speedScript()
	s := script[p.step]
	if p.step++; p.step == len(script) {
		p.step = 1
	}
	watch, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	changes := p.api.Watch(watch, p.user.ID)
	began := time.Now()
	kind, err := p.act(s)
	if err != nil {
		return 0, err
	}
	p.acts += acts(replies[kind])
	for p.api.Activity(p.user.ID).Acts < p.acts {
		if _, open := <-changes; !open {
			return 0, fmt.Errorf("person %d: %s is not answered; seen: %s", p.user.ID, kind, transcript(p.api.Tail(p.user.ID, 4)))
		}
	}
	return time.Since(began), nil
}

// load is what is sent to a bot.
type load struct {
	name    string
	updates int
	rate    float64 // updates a second, at random moments; 0: as many as are answered
}

// measure plays everybody against a bot.
func (l load) measure(t *testing.T, places []string, replies map[string][]fixedCall, start func(telegramDouble) subject) speedFigures {
	t.Helper()
	api := newSpeedDouble(t)
	s := start(api)
	defer s.end()
	if s.ops != "" && *speedProfiles != "" {
		profile(t, s.ops)
	}
	free := make(chan *speedPlayer, speedPeople)
	for i := range speedPeople {
		free <- &speedPlayer{api: api, user: botapi.User{ID: int64(100_000 + i), FirstName: "V", Language: "fr"}, places: places}
	}
	var (
		sent   atomic.Int64
		lost   atomic.Int64
		mutex  sync.Mutex
		delays []time.Duration
		group  sync.WaitGroup
	)
	wait := l.pace()
	before, began := s.processor(t), time.Now()
	for range speedInFlight {
		group.Go(func() {
			for sent.Add(1) <= int64(l.updates) {
				wait()
				p := <-free
				took, err := p.take(t.Context(), replies)
				free <- p
				if err != nil {
					lost.Add(1)
					t.Error(err)
					return
				}
				mutex.Lock()
				delays = append(delays, took)
				mutex.Unlock()
			}
		})
	}
	group.Wait()
	elapsed := time.Since(began)
	settled(t, api)
	f := speedFigures{updates: len(delays), lost: int(lost.Load()), perSecond: float64(len(delays)) / elapsed.Seconds(), ready: s.ready, resident: s.highest(t)}
	f.cpu = (s.processor(t) - before) / time.Duration(max(1, len(delays)))
	for range speedPeople {
		p := <-free
		f.repeated += max(0, api.Activity(p.user.ID).Acts-p.acts)
		f.calls += p.acts
	}
	slices.Sort(delays)
	if n := len(delays); n > 0 {
		f.p50, f.p99, f.most = delays[n/2], delays[n*99/100], delays[n-1]
	}
	t.Logf("%s: %v", l.name, f)
	return f
}

// pace returns what waits for the moment of the next update.
func (l load) pace() (wait func()) {
	if l.rate == 0 {
		return func() {}
	}
	var mutex sync.Mutex
	next := time.Now()
	random := rand.New(rand.NewPCG(1, 1))
	return func() {
		mutex.Lock()
		next = next.Add(time.Duration(random.ExpFloat64() / l.rate * float64(time.Second)))
		at := next
		mutex.Unlock()
		time.Sleep(time.Until(at))
	}
}

// processor is the processor time that a program has used.
func (b *bot) processor(t *testing.T) time.Duration {
	t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", b.command.Process.Pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	words := strings.Fields(after)
	user, err := strconv.Atoi(words[11])
	if err != nil {
		t.Fatal(err)
	}
	system, err := strconv.Atoi(words[12])
	if err != nil {
		t.Fatal(err)
	}
	return time.Duration(user+system) * 10 * time.Millisecond // the clock of /proc ticks a hundred times a second
}

// profile takes profiles of the program while people play.
func profile(t *testing.T, ops string) {
	t.Helper()
	go func() { // ends with the profile
		time.Sleep(time.Second)
		for _, query := range []string{"profile?seconds=10", "allocs"} {
			name, _, _ := strings.Cut(query, "?")
			answer, err := http.Get("http://" + ops + "/debug/pprof/" + query)
			if err != nil {
				return
			}
			body, err := io.ReadAll(answer.Body)
			_ = answer.Body.Close()
			if err == nil {
				_ = os.WriteFile(filepath.Join(*speedProfiles, name+".pprof"), body, 0o600)
			}
		}
	}()
}
