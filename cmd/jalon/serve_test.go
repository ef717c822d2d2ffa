package main_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"jalon/internal/botapi"
)

const token = "123456:whole-program-test-token"

// program builds jalon once for all the tests.
var program = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "jalon-program-")
	if err != nil {
		return "", err
	}
	name := filepath.Join(folder, "jalon")
	out, err := exec.Command("go", "build", "-o", name, "jalon/cmd/jalon").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return name, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if name, err := program(); err == nil {
		_ = os.RemoveAll(filepath.Dir(name))
	}
	os.Exit(code)
}

// telegramDouble is a Bot API server on loopback and the people who write to it.
type telegramDouble struct {
	*botapi.Server
	url string
}

func newDouble(t *testing.T) telegramDouble {
	t.Helper()
	api := botapi.New(botapi.Options{Token: token, BotName: "Jalon", BotUsername: "jalon_bot", Quick: true})
	server := httptest.NewServer(api)
	t.Cleanup(func() { api.Close(); server.CloseClientConnections(); server.Close() })
	return telegramDouble{api, server.URL}
}

// bot is a running jalon.
type bot struct {
	command *exec.Cmd
	log     *lockedBuffer
}

type lockedBuffer struct {
	mutex sync.Mutex
	text  bytes.Buffer // no field of it shows: io.Copy would write past the lock
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.String()
}

func (d telegramDouble) serve(t *testing.T, arguments ...string) *bot {
	t.Helper()
	name, err := program()
	if err != nil {
		t.Fatal(err)
	}
	b := &bot{command: exec.Command(name, append([]string{"serve"}, arguments...)...), log: &lockedBuffer{}}
	b.command.Env = append(os.Environ(), "TELEGRAM_BOT_TOKEN="+token, "TELEGRAM_API_URL="+d.url, "JALON_WEBHOOK_SECRET=secret")
	b.command.Stderr, b.command.Stdout = b.log, b.log
	if err := b.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if b.command.ProcessState == nil {
			_ = b.command.Process.Kill()
			_ = b.command.Wait()
		}
		if t.Failed() {
			t.Logf("log of jalon:\n%s", b.log)
		}
	})
	return b
}

// kill ends the bot at once, after Telegram knows that what was shown was handled.
func (d telegramDouble) kill(t *testing.T, b *bot) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); d.Pending() > 0; {
		if time.Now().After(deadline) {
			t.Fatal("updates are never confirmed")
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.kill()
}

func (b *bot) kill() {
	_ = b.command.Process.Kill()
	_ = b.command.Wait()
}

// person talks to the bot as someone with a phone would.
type person struct {
	t    *testing.T
	api  telegramDouble
	user botapi.User
}

// until waits for what the bot shows to satisfy a condition.
func (p person) until(what string, satisfied func(messages []botapi.Message) bool) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.t.Context(), 30*time.Second)
	defer stop()
	changes := p.api.Watch(ctx, p.user.ID)
	for !satisfied(p.api.History(p.user.ID)) {
		select {
		case <-changes:
		case <-time.After(200 * time.Millisecond):
		case <-ctx.Done():
			p.t.Fatalf("%s does not come; seen: %s", what, transcript(p.api.History(p.user.ID)))
		}
	}
}

func transcript(messages []botapi.Message) string {
	var out strings.Builder
	for _, m := range messages {
		fmt.Fprintf(&out, "\n[%d] %.80q", m.ID, m.Text)
	}
	return out.String()
}

// shown waits for a message of the bot with these words.
func (p person) shown(words string) {
	p.t.Helper()
	p.until(words, func(messages []botapi.Message) bool {
		for _, m := range messages {
			if m.FromBot && strings.Contains(plain(m.Text), words) {
				return true
			}
		}
		return false
	})
}

func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// press presses the newest button whose label has these words.
func (p person) press(label string) {
	p.t.Helper()
	p.until("button "+label, func(messages []botapi.Message) bool { return find(messages, label) != nil })
	messages := p.api.History(p.user.ID)
	b := find(messages, label)
	pressed, err := p.api.Press(p.user, botapi.Chat{}, b.message, b.data)
	if err != nil || !pressed.Answered {
		p.t.Fatalf("press %s: %+v, %v", label, pressed, err)
	}
}

type found struct {
	message int
	data    string
}

func find(messages []botapi.Message, label string) *found {
	for i := len(messages) - 1; i >= 0; i-- {
		for _, row := range messages[i].Markup {
			for _, b := range row {
				if strings.Contains(plain(b.Text), label) && b.CallbackData != "" {
					return &found{messages[i].ID, b.CallbackData}
				}
			}
		}
	}
	return nil
}

func (p person) say(text string) {
	p.t.Helper()
	if _, err := p.api.Say(p.user, botapi.Chat{}, text); err != nil {
		p.t.Fatal(err)
	}
}

func noRefusals(t *testing.T, d telegramDouble) {
	t.Helper()
	for _, r := range d.Refusals() {
		t.Errorf("Telegram refuses %+v", r)
	}
}

func TestAWholeConversationByPollingWithKillsInBetween(t *testing.T) {
	api := newDouble(t)
	store := filepath.Join(t.TempDir(), "sessions.db")
	running := api.serve(t, "--store", store)
	p := person{t, api, botapi.User{ID: 4242, FirstName: "Camille", LastName: "Inconnue", Language: "fr"}}
	if _, err := api.Start(p.user, ""); err != nil {
		t.Fatal(err)
	}
	p.shown("Où en êtes-vous ?")
	p.press("J'ai une idée")
	p.shown("Qui porte le projet ?")
	api.kill(t, running)
	running = api.serve(t, "--store", store)
	p.press("Un groupe")
	p.shown("Dans quel domaine ?")
	p.press("Commerce")
	p.shown("Où se passe le projet ?")
	api.kill(t, running)
	p.say("Herm")
	running = api.serve(t, "--store", store)
	p.shown("De quoi avez-vous le plus besoin ?")
	p.press("Passer")
	p.shown("PLOUCS")
	p.shown("Et maintenant ?")
	noRefusals(t, api)
	nothingPersonal(t, running, store)
	if err := running.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- running.command.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("jalon ends with %v", err)
		}
	case <-time.After(15 * time.Second):
		t.Error("jalon does not end within 15 s of being asked to")
	}
}

// nothingPersonal looks for what a person said or is in the log and in the store.
func nothingPersonal(t *testing.T, b *bot, store string) {
	t.Helper()
	data, err := os.ReadFile(store)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"4242", "Camille", "Inconnue", "Herm", "40123", "local-shops", token, "whole-program"} {
		if bytes.Contains(data, []byte(secret)) && secret != "4242" {
			t.Errorf("the store holds %q in clear", secret)
		}
		if regexp.MustCompile(`\b` + regexp.QuoteMeta(secret) + `\b`).MatchString(b.log.String()) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

func TestErasing(t *testing.T) {
	api := newDouble(t)
	store := filepath.Join(t.TempDir(), "sessions.db")
	api.serve(t, "--store", store)
	p := person{t, api, botapi.User{ID: 77, FirstName: "A"}}
	p.say("/start")
	p.press("J'ai une idée")
	p.shown("Qui porte le projet ?")
	p.say("/effacer")
	p.shown("C'est effacé")
	p.say("/start")
	p.until("the first question again", func(messages []botapi.Message) bool {
		asked := 0
		for _, m := range messages {
			asked += strings.Count(plain(m.Text), "Bonjour, je suis Jalon.")
		}
		return asked == 2
	})
	noRefusals(t, api)
}

func TestTwoPeopleInOneGroup(t *testing.T) {
	api := newDouble(t)
	api.serve(t)
	group := botapi.Chat{ID: -100500, Type: "supergroup", Title: "Le village"}
	for _, id := range []int64{1, 2} {
		if _, err := api.Say(botapi.User{ID: id, FirstName: "V"}, group, "/start@jalon_bot"); err != nil {
			t.Fatal(err)
		}
	}
	deadline := time.Now().Add(20 * time.Second)
	for {
		answers := 0
		for _, m := range api.History(group.ID) {
			if m.FromBot && strings.Contains(plain(m.Text), "en privé") {
				answers++
			}
		}
		if answers == 2 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d answers in the group", answers)
		}
		time.Sleep(100 * time.Millisecond)
	}
	noRefusals(t, api)
}

func TestWebhookAndHealthPages(t *testing.T) {
	api := newDouble(t)
	hook, ops := freeAddress(t), freeAddress(t)
	running := api.serve(t, "--webhook", "http://"+hook+"/jalon", "--listen", hook, "--ops", ops)
	p := person{t, api, botapi.User{ID: 5, FirstName: "A"}}
	p.say("/start")
	p.shown("Où en êtes-vous ?")
	p.say("on est quatre et on veut monter une épicerie à Langogne")
	p.shown("J'ai compris")
	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "store: ok", "/metrics": "jalon_turn_seconds_count", "/version": `"base"`} {
		if body := read(t, "http://"+ops+path); !strings.Contains(body, want) {
			t.Errorf("%s lacks %q", path, want)
		}
	}
	for secret, want := range map[string]int{"wrong": http.StatusUnauthorized, "": http.StatusUnauthorized} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+hook+"/jalon", strings.NewReader(`{"update_id":1}`))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("secret %q: %d", secret, answer.StatusCode)
		}
	}
	_ = running
	noRefusals(t, api)
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

func read(t *testing.T, url string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var body bytes.Buffer
	if _, err := body.ReadFrom(answer.Body); err != nil {
		t.Fatal(err)
	}
	return body.String()
}

func TestLiveUpdate(t *testing.T) {
	api := newDouble(t)
	folder := filepath.Join(t.TempDir(), "base")
	if err := os.CopyFS(folder, os.DirFS("../../knowledge")); err != nil {
		t.Fatal(err)
	}
	ops := freeAddress(t)
	api.serve(t, "--knowledge", folder, "--ops", ops)
	p := person{t, api, botapi.User{ID: 6, FirstName: "A"}}
	p.say("/start")
	p.shown("Bonjour, je suis Jalon.")
	wording := filepath.Join(folder, "wording", "bot.yaml")
	original, err := os.ReadFile(wording)
	if err != nil {
		t.Fatal(err)
	}
	change := func(from, to string) {
		t.Helper()
		if err := os.WriteFile(wording, bytes.Replace(original, []byte(from), []byte(to), 1), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	version := func(want string) {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); !strings.Contains(read(t, "http://"+ops+"/version"), want); {
			if time.Now().After(deadline) {
				t.Fatalf("/version never says %s: %s", want, read(t, "http://"+ops+"/version"))
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
	change("help.title:", "help.title: : x")
	version(`"refused":"wording/bot.yaml:`)
	p.say("/aide")
	p.shown("Comment ça marche")
	change("Comment ça marche", "Mode d'emploi tout neuf")
	for deadline := time.Now().Add(20 * time.Second); strings.Contains(read(t, "http://"+ops+"/version"), "refused"); {
		if time.Now().After(deadline) {
			t.Fatal("the good version is not taken")
		}
		time.Sleep(100 * time.Millisecond)
	}
	p.say("/aide")
	p.shown("Mode d'emploi tout neuf")
	noRefusals(t, api)
}
