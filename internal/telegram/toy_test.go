package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jalon/internal/botapi"
	"jalon/internal/guide"
)

const toyToken = "4242:toy-Token_1234567890"

// toy is a small handler that really talks: it answers what is typed, walks from page to page, keeps sessions and recognises
// the events it has saved, as the guide does.
type toy struct {
	mu       sync.Mutex
	sessions map[string]*toySession
	handled  map[string][]string // what was handled and saved, by key
	running  map[string]bool
	overlap  bool // two events of one conversation at once
	gone     []string
	inlines  int
	slow     chan struct{} // closed to let "lent" end
	stubborn chan struct{} // closed to let "sourd" end
	busy     int           // how often it says that another replica has the conversation
}

type toySession struct {
	memory string
	last   int64
	page   int
	apart  bool
}

func newToy() *toy {
	return &toy{sessions: map[string]*toySession{}, handled: map[string][]string{}, running: map[string]bool{},
		slow: make(chan struct{}), stubborn: make(chan struct{})}
}

func (y *toy) begin(ev guide.Event) (toySession, bool) {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.overlap = y.overlap || y.running[ev.Key]
	y.running[ev.Key] = true
	if s := y.sessions[ev.Key]; s != nil {
		return *s, s.last >= ev.ID && ev.ID != 0
	}
	return toySession{}, false
}

func (y *toy) Handle(ctx context.Context, ev guide.Event, deliver guide.Deliver) error {
	s, seen := y.begin(ev)
	defer func() {
		y.mu.Lock()
		defer y.mu.Unlock()
		y.running[ev.Key] = false
	}()
	if y.occupied() {
		return fmt.Errorf("wait: %w", guide.ErrBusy)
	}
	if ev.Kind == guide.KindGone {
		y.mu.Lock()
		defer y.mu.Unlock()
		delete(y.sessions, ev.Key)
		y.gone = append(y.gone, ev.Key)
		return nil
	}
	if seen {
		_, err := deliver(ctx, guide.Reply{Memory: s.memory})
		return err
	}
	r, err := y.reply(ctx, ev, &s)
	if err != nil {
		return err
	}
	r.Memory, r.Apart = s.memory, s.apart
	if s.memory, err = deliver(ctx, r); err != nil {
		return err
	}
	s.last = ev.ID
	y.mu.Lock()
	defer y.mu.Unlock()
	y.sessions[ev.Key] = &s
	y.handled[ev.Key] = append(y.handled[ev.Key], string(ev.Kind)+" "+ev.Command+ev.Text+ev.Action)
	return nil
}

func (y *toy) occupied() bool {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.busy--
	return y.busy >= 0
}

func page(n int) guide.Message {
	return guide.Message{
		Title: fmt.Sprintf("Page %d", n), Body: "Où allons-nous ? <là> & là",
		Rows: [][]guide.Button{{{Label: "Suite", Action: "next"}, {Label: "Carte", Action: "card"}}, {{Label: "Site", URL: "https://exemple.fr/"}}},
	}
}

func (y *toy) reply(ctx context.Context, ev guide.Event, s *toySession) (guide.Reply, error) {
	switch {
	case ev.Kind == guide.KindPress && ev.Action == "next":
		s.page++
		return guide.Reply{Messages: []guide.Message{page(s.page)}, Toast: fmt.Sprintf("page %d", s.page)}, nil
	case ev.Kind == guide.KindPress && ev.Action == "same":
		return guide.Reply{Messages: []guide.Message{page(s.page)}}, nil
	case ev.Kind == guide.KindPress && ev.Action == "card":
		return guide.Reply{Messages: []guide.Message{page(s.page), {Title: "Carte", Body: "À garder.", Keep: true, Rows: [][]guide.Button{{{Label: "Suite", Action: "next"}}}}}}, nil
	case ev.Kind == guide.KindPress && ev.Action == "boum":
		panic("le texte secret")
	case ev.Kind == guide.KindPress:
		return guide.Reply{Messages: []guide.Message{page(s.page)}, Toast: "Bouton inconnu"}, nil
	case ev.Kind == guide.KindCommand:
		s.page = 1
		return guide.Reply{Messages: []guide.Message{page(1)}}, nil
	case ev.Kind == guide.KindLocation:
		return guide.Reply{Messages: []guide.Message{{Title: "Reçu", Body: fmt.Sprintf("%.3f %.3f", ev.Lat, ev.Lon), DropKeyboard: true, Rows: page(1).Rows}}}, nil
	case ev.Kind == guide.KindMedia:
		return guide.Reply{Messages: []guide.Message{{Body: "Je ne lis que le texte.", Rows: page(1).Rows}}}, nil
	}
	return y.replyText(ctx, ev.Text, s)
}

func (y *toy) replyText(ctx context.Context, text string, s *toySession) (guide.Reply, error) {
	messages := func(m ...guide.Message) (guide.Reply, error) { return guide.Reply{Messages: m}, nil }
	switch text {
	case "à part":
		s.apart = true
		return messages(page(s.page))
	case "lieu":
		return messages(guide.Message{Title: "Où ?", Body: "Votre commune", Rows: page(1).Rows,
			AskLocation: &guide.LocationRequest{Label: "Partager ma position", Others: []string{"Annuler"}, Placeholder: "Commune ou code postal"}})
	case "long":
		return messages(guide.Message{Title: "Long", Body: strings.Repeat("Une ligne é😀 <&>.\n", 700), Rows: page(1).Rows})
	case "plan":
		return messages(guide.Message{Keep: true, Venue: &guide.Venue{Lat: 45.5, Lon: 3.7, Title: "Mairie", Address: "1 place du Marché"}}, page(s.page))
	case "fiche":
		return messages(guide.Message{Keep: true, Body: "Votre fiche", File: &guide.File{Name: "fiche.pdf", MIME: "application/pdf", Data: []byte("%PDF-1.4 fiche")}}, page(s.page))
	case "image":
		return messages(guide.Message{Keep: true, Body: "Votre image", File: &guide.File{Name: "qr.png", MIME: "image/png", Data: tinyPNG(), Picture: true}}, page(s.page))
	case "boum":
		panic("le texte secret")
	case "erreur":
		return guide.Reply{}, errors.New("le texte secret")
	case "lent":
		select {
		case <-y.slow:
		case <-ctx.Done():
			return guide.Reply{}, context.Cause(ctx)
		}
	case "sourd":
		<-y.stubborn
	}
	return messages(guide.Message{Title: "Écho", Body: text, Rows: page(1).Rows})
}

func tinyPNG() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func (y *toy) Inline(_ context.Context, query string) ([]guide.InlineAnswer, error) {
	y.mu.Lock()
	y.inlines++
	y.mu.Unlock()
	if query == "boum" {
		return nil, errors.New("le texte secret")
	}
	return []guide.InlineAnswer{
		{ID: "un", Title: "Un <titre>", Description: "La description", Message: guide.Message{Title: "Un", Body: "a < b", Rows: [][]guide.Button{{{Label: "Suite", Action: "next"}}}}},
		{ID: "un", Title: "Deux", Message: guide.Message{Body: strings.Repeat("é", 5000)}},
		{ID: "vide", Title: "", Message: guide.Message{Body: "sans titre"}},
	}, nil
}

func (y *toy) seen(key string) []string {
	y.mu.Lock()
	defer y.mu.Unlock()
	return slices.Clone(y.handled[key])
}

func (y *toy) goneKeys() []string {
	y.mu.Lock()
	defer y.mu.Unlock()
	return slices.Clone(y.gone)
}

// quickPace is usualPace a hundred times faster where waiting tests nothing.
func quickPace() pace {
	p := usualPace()
	p.first, p.most = 2*time.Millisecond, 20*time.Millisecond
	p.settle, p.failed, p.empty = 20*time.Millisecond, 50*time.Millisecond, 5*time.Millisecond
	p.drain, p.confirm = 3*time.Second, time.Second
	p.call = 8 * time.Second
	return p
}

func toyTexts() Texts {
	return Texts{
		Commands: []Command{{"start", "Commencer"}, {"aide", "Obtenir de l'aide"}},
		Name:     "Jalon", Description: "Trouver qui peut aider.", ShortDescription: "Trouver de l'aide.",
		Failure: "Quelque chose n'a pas marché. Réessayez.", TooMany: "Doucement, s'il vous plaît.",
		Resume: guide.Button{Label: "Continuer", Action: "next"},
		Noted:  "C'est noté.", Open: "Ouvrir Jalon",
	}
}

// lab is a bot that polls the double, with a toy behind.
type lab struct {
	t    *testing.T
	api  *botapi.Server
	http *httptest.Server
	toy  *toy
	log  *lockedBuffer
	pace pace
	conf func(*Config)

	turns counters
	stop  func()
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

type counters struct {
	mu sync.Mutex
	n  map[Outcome]int
}

func (c *counters) add(_ guide.Kind, o Outcome, _ time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n == nil {
		c.n = map[Outcome]int{}
	}
	c.n[o]++
}

func (c *counters) get(o Outcome) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n[o]
}

func newLab(t *testing.T) *lab {
	t.Helper()
	l := &lab{t: t, toy: newToy(), log: &lockedBuffer{}, pace: quickPace()}
	l.api = botapi.New(botapi.Options{Token: toyToken, BotName: "Jouet", BotUsername: "jouet_bot", Quick: true, Patience: 5 * time.Second})
	l.http = httptest.NewServer(l.api)
	t.Cleanup(func() {
		if l.stop != nil {
			l.stop()
		}
		l.api.Close()
		l.http.Close()
		l.noSecrets()
	})
	return l
}

// noSecrets checks that the log tells nothing of what people wrote, who they are, or the token.
func (l *lab) noSecrets() {
	log := l.log.String()
	for _, secret := range []string{toyToken, "secret", "bonjour", strings.Split(toyToken, ":")[1], "11111"} {
		if strings.Contains(log, secret) {
			l.t.Errorf("the log holds %q:\n%s", secret, log)
		}
	}
}

func (l *lab) bot() *Bot {
	l.t.Helper()
	cfg := Config{
		Token: toyToken, APIURL: l.http.URL + "/", Texts: toyTexts(),
		Log:     slog.New(slog.NewTextHandler(l.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Observe: Observer{Turn: l.turns.add},
	}
	if l.conf != nil {
		l.conf(&cfg)
	}
	b, err := newBot(cfg, l.toy, l.pace)
	if err != nil {
		l.t.Fatal(err)
	}
	return b
}

// poll starts a bot that polls; stop ends it and waits for it.
func (l *lab) poll() *Bot {
	l.t.Helper()
	b := l.bot()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Poll(ctx) }()
	l.stop = func() {
		l.stop = nil
		cancel()
		select {
		case err := <-done:
			if err != nil {
				l.t.Errorf("Poll() = %v", err)
			}
		case <-time.After(10 * time.Second):
			l.t.Error("Poll did not end within ten seconds")
		}
	}
	return b
}

// eventually waits until cond holds.
func (l *lab) eventually(what string, cond func() bool) {
	l.t.Helper()
	for range 2000 {
		if cond() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	l.t.Fatalf("never: %s; calls:\n%s\nlog:\n%s", what, l.calls(), l.log)
}

func (l *lab) calls() string {
	var b strings.Builder
	for _, c := range l.api.Calls() {
		if c.Method != "getUpdates" && !strings.Contains(c.Method, "My") {
			fmt.Fprintf(&b, "%s %d %s chat=%s message=%s text=%.60q markup=%.40s\n", c.Method, c.Status, c.Description, c.Params["chat_id"], c.Params["message_id"], c.Params["text"], c.Params["reply_markup"])
		}
	}
	return b.String()
}

func (l *lab) say(u botapi.User, text string) int {
	l.t.Helper()
	id, err := l.api.Say(u, botapi.Chat{}, text)
	if err != nil {
		l.t.Fatal(err)
	}
	return id
}

// fromBot is what the bot's messages of a chat show now.
func (l *lab) fromBot(chat int64) []botapi.Message {
	return slices.DeleteFunc(l.api.History(chat), func(m botapi.Message) bool { return !m.FromBot })
}

// waitBot waits until the bot's last message begins with text, and returns it.
func (l *lab) waitBot(chat int64, text string) botapi.Message {
	l.t.Helper()
	var last botapi.Message
	l.eventually("the bot says "+text, func() bool {
		all := l.fromBot(chat)
		if len(all) == 0 {
			return false
		}
		last = all[len(all)-1]
		return strings.HasPrefix(last.Text, text)
	})
	return last
}

func (l *lab) press(u botapi.User, message int, data string) botapi.Pressed {
	l.t.Helper()
	p, err := l.api.Press(u, botapi.Chat{}, message, data)
	if err != nil {
		l.t.Fatal(err)
	}
	return p
}

func (l *lab) noRefusals() {
	l.t.Helper()
	for _, r := range l.api.Refusals() {
		if r.Method == "getUpdates" && r.Status == 409 {
			continue // to the long poll that the last getUpdates of a stopping bot ends; nobody reads it
		}
		l.t.Errorf("%s was refused: %s (%v)", r.Method, r.Description, r.Params)
	}
}

func ann() botapi.User { return botapi.User{ID: 1111101, FirstName: "Anne", Language: "fr"} }
func bob() botapi.User { return botapi.User{ID: 1111102, FirstName: "Basile", Language: "fr"} }

func privateKey(u botapi.User) string { return conversation{chat: u.ID, user: u.ID}.key() }
