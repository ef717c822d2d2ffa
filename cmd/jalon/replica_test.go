package main_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"jalon/internal/botapi"
)

// needs tells where a program of the machine is, and skips the test where there is none; with JALON_CI set that is a failure.
func needs(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	switch {
	case err == nil:
		return path
	case os.Getenv("JALON_CI") != "":
		t.Fatalf("%s is missing", program)
	}
	t.Skipf("no %s on this machine: not tried", program)
	return ""
}

// redisServer is a Redis server of the test's own, on loopback.
type redisServer struct {
	t       *testing.T
	address string
	process *exec.Cmd
}

// startRedis starts a Redis server that ends with the test, or skips the test where there is none.
func startRedis(t *testing.T) *redisServer {
	t.Helper()
	r := &redisServer{t: t, address: freeAddress(t)}
	r.start()
	t.Cleanup(r.stop)
	return r
}

func (r *redisServer) start() {
	r.t.Helper()
	binary := needs(r.t, "redis-server")
	_, port, err := net.SplitHostPort(r.address)
	if err != nil {
		r.t.Fatal(err)
	}
	r.process = exec.Command(binary, "--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no", "--dir", r.t.TempDir())
	if err := r.process.Start(); err != nil {
		r.t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		conn, err := net.Dial("tcp", r.address)
		if err == nil {
			_ = conn.Close()
			return
		}
		if time.Now().After(end) {
			r.t.Fatal("redis-server does not answer")
		}
	}
}

// stop ends the server at once: it keeps nothing.
func (r *redisServer) stop() {
	_ = r.process.Process.Kill()
	_ = r.process.Wait()
}

// settings writes a file of settings that makes the program use the server.
func (r *redisServer) settings() string {
	r.t.Helper()
	name := filepath.Join(r.t.TempDir(), "jalon.env")
	text := "JALON_STORE=redis://" + r.address + "/0\nJALON_STORE_KEY=une phrase de passe pour les essais\n"
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		r.t.Fatal(err)
	}
	return name
}

// TestRedisGone takes Redis away in the middle of a conversation, which goes on to its card, and gives it back.
func TestRedisGone(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	api := newDouble(t)
	settings := server.settings()
	running := api.serve(t, "--config", settings)
	p := phone{api, botapi.User{ID: 590, FirstName: "V"}}
	script := wholeConversation()
	play := func(steps []step) {
		t.Helper()
		for _, s := range steps {
			if _, err := p.take(t.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
	}
	play(script[:2])
	settled(t, api)
	server.stop()
	play([]step{{pressed: "Un groupe", answer: "Ma mémoire ne répond pas"}, {pressed: "J'ai une idée", answer: "Dans quel domaine ?"}})
	play(script[3:6])
	server.start()
	play(script[6:8])
	settled(t, api)
	told := 0
	for _, text := range p.texts() {
		told += strings.Count(text, "Ma mémoire ne répond pas")
	}
	if told != 1 {
		t.Errorf("people are told %d times that the memory fails, want once: %q", told, p.texts())
	}
	running.kill()
	api.serve(t, "--config", settings)
	if _, err := p.take(t.Context(), step{typed: "menu", answer: "Et maintenant ?"}); err != nil {
		t.Errorf("what was answered is forgotten: %v", err)
	}
	noRefusals(t, api)
}

// balancer is the one address in front of several replicas, as a proxy that knows nothing of what it passes on.
type balancer struct {
	targets []string
	client  http.Client
	next    atomic.Int64
	// both makes it pass each update to every replica at the same moment.
	both atomic.Bool
}

func (b *balancer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	turn := int(b.next.Add(1))
	if b.both.Load() {
		var group sync.WaitGroup
		for _, target := range b.targets {
			group.Go(func() { _, _ = b.pass(r, target, body) })
		}
		group.Wait()
		return
	}
	for i := range b.targets {
		status, err := b.pass(r, b.targets[(turn+i)%len(b.targets)], body)
		var refused *net.OpError
		if errors.As(err, &refused) && refused.Op == "dial" {
			continue // it is down: the next one
		}
		if err != nil {
			status = http.StatusBadGateway
		}
		w.WriteHeader(status)
		return
	}
	w.WriteHeader(http.StatusBadGateway)
}

func (b *balancer) pass(r *http.Request, target string, body []byte) (int, error) {
	request, err := http.NewRequestWithContext(r.Context(), r.Method, "http://"+target+r.URL.Path, bytes.NewReader(body))
	if err != nil {
		return 0, fmt.Errorf("pass: %w", err)
	}
	request.Header = r.Header.Clone()
	answer, err := b.client.Do(request)
	if err != nil {
		return 0, fmt.Errorf("pass: %w", err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode, nil
}

// phone is a person in a test where many act at once: what goes wrong is returned.
type phone struct {
	api  telegramDouble
	user botapi.User
}

// within is how long a person waits for something to show.
const within = 40 * time.Second

// sees waits for a message of the bot, after the message since, with these words.
func (p phone) sees(ctx context.Context, since int, words string) error {
	ctx, stop := context.WithTimeout(ctx, within)
	defer stop()
	changes := p.api.Watch(ctx, p.user.ID)
	for {
		history := p.api.History(p.user.ID)
		for _, m := range history {
			if m.FromBot && (m.ID > since || !m.Edited.IsZero()) && strings.Contains(plain(m.Text), words) {
				return nil
			}
		}
		if _, open := <-changes; !open {
			return fmt.Errorf("person %d never sees %q; seen: %s", p.user.ID, words, transcript(history))
		}
	}
}

func (p phone) last() int {
	if tail := p.api.Tail(p.user.ID, 1); len(tail) > 0 {
		return tail[0].ID
	}
	return 0
}

// step is one act of a script: a typed text, or a button pressed, and the words that answer it.
type step struct{ typed, pressed, answer string }

// take makes a step and tells how long the person waited for the answer.
func (p phone) take(ctx context.Context, s step) (time.Duration, error) {
	since, began := p.last(), time.Now()
	if s.typed != "" {
		if _, err := p.api.Say(p.user, botapi.Chat{}, s.typed); err != nil {
			return 0, fmt.Errorf("type %s: %w", s.typed, err)
		}
		return time.Since(began), p.sees(ctx, since, s.answer)
	}
	b, err := p.button(ctx, s.pressed)
	if err != nil {
		return 0, err
	}
	began = time.Now()
	if _, err := p.api.Press(p.user, botapi.Chat{}, b.message, b.data); err != nil {
		return 0, fmt.Errorf("press %s: %w", s.pressed, err)
	}
	err = p.sees(ctx, since, s.answer)
	return time.Since(began), err
}

// button waits for a button whose label has these words.
func (p phone) button(ctx context.Context, label string) (*found, error) {
	ctx, stop := context.WithTimeout(ctx, within)
	defer stop()
	changes := p.api.Watch(ctx, p.user.ID)
	for {
		history := p.api.History(p.user.ID)
		if b := find(history, label); b != nil {
			return b, nil
		}
		if _, open := <-changes; !open {
			return nil, fmt.Errorf("person %d has no button %q; seen: %s", p.user.ID, label, transcript(history))
		}
	}
}

// wholeConversation goes from the first message to the card and its next steps.
func wholeConversation() []step {
	return []step{
		{typed: "/start", answer: "Où en êtes-vous ?"},
		{pressed: "J'ai une idée", answer: "Qui porte le projet ?"},
		{pressed: "Un groupe", answer: "Dans quel domaine ?"},
		{pressed: "Commerce", answer: "Où se passe le projet ?"},
		{typed: "Herm", answer: "De quoi avez-vous le plus besoin ?"},
		{pressed: "Passer", answer: "PLOUCS"},
		{pressed: "Pourquoi cet acteur ?", answer: "mission première"},
		{typed: "c'est quoi une SCIC ?", answer: "coopérative"},
		{typed: "/recommencer", answer: "Où en êtes-vous ?"},
	}
}

// replicas are two programs on one Redis behind one address.
type replicas struct {
	t        *testing.T
	api      telegramDouble
	balancer *balancer
	settings string
	hook     string
	running  [2]*bot
}

func startReplicas(t *testing.T) *replicas {
	server := startRedis(t)
	api := newDouble(t)
	r := &replicas{t: t, api: api, balancer: &balancer{targets: []string{freeAddress(t), freeAddress(t)}}}
	r.balancer.client.Transport = &http.Transport{MaxIdleConnsPerHost: 64}
	front := httptest.NewServer(r.balancer)
	t.Cleanup(front.Close)
	r.hook, r.settings = front.URL+"/jalon", server.settings()
	for i := range r.running {
		r.start(i)
	}
	for i := range r.running {
		r.ready(i)
	}
	return r
}

func (r *replicas) start(i int) {
	r.running[i] = r.api.serve(r.t, "--config", r.settings, "--webhook", r.hook, "--listen", r.balancer.targets[i])
}

// ready waits until a replica listens.
func (r *replicas) ready(i int) {
	r.t.Helper()
	for end := time.Now().Add(20 * time.Second); !strings.Contains(r.running[i].log.String(), "listening for the webhook"); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			r.t.Fatalf("replica %d does not start", i)
		}
	}
}

// texts are the messages of the bot that a person saw, in order.
func (p phone) texts() []string {
	var list []string
	for _, m := range p.api.History(p.user.ID) {
		if m.FromBot {
			list = append(list, seen(m))
		}
	}
	return list
}

// TestReplicas spreads the webhook over two replicas on one Redis and kills one, then the other, while people talk.
func TestReplicas(t *testing.T) {
	t.Parallel()
	r := startReplicas(t)
	script := wholeConversation()
	play := func(ctx context.Context, p phone) (slowest time.Duration, err error) {
		for _, s := range script {
			took, err := p.take(ctx, s)
			if err != nil {
				return 0, err
			}
			slowest = max(slowest, took)
		}
		return slowest, nil
	}
	alone := phone{r.api, botapi.User{ID: 500, FirstName: "V"}}
	if _, err := play(t.Context(), alone); err != nil {
		t.Fatal(err)
	}
	r.handled()
	want := alone.texts()

	r.balancer.both.Store(true)
	twin := phone{r.api, botapi.User{ID: 501, FirstName: "V"}}
	if _, err := play(t.Context(), twin); err != nil {
		t.Fatal(err)
	}
	r.handled()
	if got := twin.texts(); len(got) != len(want) {
		t.Errorf("each update brought to both replicas: %d messages, want %d: %q", len(got), len(want), got)
	}
	r.balancer.both.Store(false)
	r.playWhileKilled(play, len(want))
	r.refusals()
}

// handled waits until everything sent was handled.
func (r *replicas) handled() {
	r.t.Helper()
	settled(r.t, r.api)
}

// playWhileKilled lets many people play at once, and ends a replica now and then.
func (r *replicas) playWhileKilled(play func(context.Context, phone) (time.Duration, error), want int) {
	r.t.Helper()
	const people, rounds, kills = 12, 2, 2
	var slowest atomic.Int64
	var group errgroup.Group
	for i := range people {
		p := phone{r.api, botapi.User{ID: int64(600 + i), FirstName: "V"}}
		group.Go(func() error {
			for range rounds {
				took, err := play(r.t.Context(), p)
				if err != nil {
					return err
				}
				slowest.Store(max(slowest.Load(), int64(took)))
			}
			return nil
		})
	}
	for i := range kills {
		time.Sleep(150 * time.Millisecond)
		r.running[i].kill()
		time.Sleep(300 * time.Millisecond)
		r.start(i)
		r.ready(i)
	}
	if err := group.Wait(); err != nil {
		r.t.Fatal(err)
	}
	r.handled()
	repeated := 0
	for i := range people {
		p := phone{r.api, botapi.User{ID: int64(600 + i)}}
		got := p.texts()
		repeated += max(0, len(got)-rounds*want)
		if len(got) < rounds*want || len(got) > rounds*want+3*kills {
			r.t.Errorf("person %d saw %d messages, want %d: %q", p.user.ID, len(got), rounds*want, got)
		}
	}
	r.t.Logf("%d people, %d kills: %d messages came twice, the longest wait was %v", people, kills, repeated, time.Duration(slowest.Load()).Round(time.Millisecond))
	if longest := time.Duration(slowest.Load()); longest > 8*time.Second {
		r.t.Errorf("somebody waited %v", longest)
	}
}

func (r *replicas) refusals() {
	r.t.Helper()
	for _, refusal := range r.api.Refusals() {
		if !strings.Contains(refusal.Description, "query is too old") && !strings.Contains(refusal.Description, "message is not modified") {
			r.t.Errorf("Telegram refuses %+v", refusal)
		}
	}
}
