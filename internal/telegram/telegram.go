// Package telegram is the door to Telegram, and the only room that knows of it: updates come in and become guide.Event,
// replies become messages and go out.
//
// What it promises to the people who write:
//
//   - An update is confirmed to Telegram only after it was handled, so a crash loses nothing; one that comes twice is handled
//     once as far as memory reaches, and carries the same Event.ID beyond.
//   - One conversation (a person in a chat) is handled in order, many at once, within bounds. A conversation that sends too
//     much is limited and told so; the others do not suffer from it.
//   - A turn has ten seconds, its panics are contained, and whatever happens the pressed button stops turning and the person
//     gets a reply or a sentence of excuse.
//   - The walk lives in one message that is edited in place as long as nothing of the bot's stands below it; what is to be kept
//     is sent as new messages and stays.
//   - Nothing is sent that Telegram would refuse: everything is escaped, cut at Telegram's limits and checked before.
//
// What it promises to those who run it: every call has a deadline; 5xx and network errors are tried again, 429 waits as told.
// Neither logs, errors nor counters hold the token, a text, a name or a number of a person or a chat.
//
// Intake has two forms, Bot.Poll and Bot.Webhook, over the same dispatcher: update → decode → queue of the conversation →
// Handler → encode → calls.
package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-telegram/bot"

	"jalon/internal/guide"
)

// Handler is what Telegram's events are handed to; *guide.Guide is one. It is called from many goroutines, once at a time for
// one Event.Key, and must come back soon after its context ends.
type Handler interface {
	// Handle answers an event through deliver. After an error from deliver the same event may come again.
	Handle(ctx context.Context, ev guide.Event, deliver guide.Deliver) error
	// Inline finds the cards for words typed after the bot's name in any chat; the same for everyone.
	Inline(ctx context.Context, query string) ([]guide.InlineAnswer, error)
}

// Texts are the sentences that the room says by itself and those of the bot's page, in French, from the wording.
type Texts struct {
	// Commands are those of the menu, at most 100.
	Commands []Command
	// Name (64 characters at most), Description (512) and ShortDescription (120) are shown on the bot's page. One that is
	// empty is left as it is.
	Name, Description, ShortDescription string
	// Failure is said when a turn failed, TooMany to a conversation that sends too much. Both are needed.
	Failure, TooMany string
	// Resume is the button under these two; one without a label: none.
	Resume guide.Button
	// Noted accompanies the removal of the location keyboard where the screen has buttons of its own; empty: it stays until
	// the phone hides it.
	Noted string
	// Open is the label above the inline cards that opens the bot; empty: none.
	Open string
}

// Command is an entry of the menu of commands.
type Command struct {
	Name        string // 1 to 32 of a–z, 0–9 and _
	Description string // 1 to 256 characters
}

// Config is what the bot needs. Zero values stand for the usual ones, but for Token and Texts.
type Config struct {
	Token  string
	APIURL string // of the Bot API server; "https://api.telegram.org" by default
	Texts  Texts
	// Workers is how many turns run at once (64), Queue how many updates are taken in and not yet handled (1,024).
	Workers, Queue int
	// ChatQueue is how many updates of one conversation may wait (100). Of one that has a backlog, ChatBurst are taken (300),
	// then ChatRate a second (5). What exceeds them is passed over.
	ChatQueue, ChatBurst int
	ChatRate             float64
	// InlineCache is how long Telegram may keep the cards of inline mode (5 minutes).
	InlineCache time.Duration
	Log         *slog.Logger // discarded by default
	Observe     Observer
	// Client, where not nil, gives its transport; timeouts and redirects are the room's own.
	Client *http.Client
}

// Errors of New and of the start.
var (
	ErrConfig = errors.New("telegram: wrong setting")
	ErrToken  = errors.New("telegram: the token is refused")
)

// Bot is the bot on Telegram. Use it with Poll or with Webhook, once.
type Bot struct {
	api         *bot.Bot
	calls       *caller
	handler     Handler
	texts       Texts
	token       string
	apiURL      string
	pace        pace
	observe     Observer
	log         *slog.Logger
	limiter     *limiter
	queue       *dispatcher
	workers     int
	inlineCache int // seconds
	polling     atomic.Bool

	known     atomic.Pointer[identity]
	preparing sync.Mutex
	setup     sync.WaitGroup // the bot's page being set in the background
}

// New makes a bot that hands events to h. It checks the settings and calls nothing yet. Its error wraps ErrConfig.
func New(cfg Config, h Handler) (*Bot, error) {
	return newBot(cfg, h, usualPace())
}

func newBot(cfg Config, h Handler, p pace) (*Bot, error) {
	cfg, err := cfg.complete()
	if err != nil {
		return nil, err
	}
	if h == nil {
		return nil, fmt.Errorf("%w: no handler", ErrConfig)
	}
	b := &Bot{
		handler: h, texts: cfg.Texts, token: cfg.Token, apiURL: cfg.APIURL, pace: p, observe: cfg.Observe, log: cfg.Log,
		limiter: newLimiter(), workers: cfg.Workers, inlineCache: int(cfg.InlineCache / time.Second),
	}
	b.calls = &caller{client: newClient(cfg.Client, cfg.Workers), pace: p, observe: cfg.Observe, log: cfg.Log}
	b.queue = newDispatcher(cfg.Workers, cfg.Queue, newFloods(cfg.ChatQueue, cfg.ChatBurst, cfg.ChatRate), cfg.Observe)
	b.queue.run = b.handle
	b.api, err = bot.New(cfg.Token,
		bot.WithSkipGetMe(), bot.WithServerURL(cfg.APIURL), bot.WithHTTPClient(p.poll, b.calls),
		// The library receives no update here and its own logging would show what people write.
		bot.WithDefaultHandler(nil), bot.WithErrorsHandler(func(error) {}), bot.WithDebugHandler(func(string, ...any) {}))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrConfig, scrub(err, cfg.Token))
	}
	return b, nil
}

var (
	tokenShape   = regexp.MustCompile(`^[A-Za-z0-9:_-]+$`)
	commandShape = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
)

// complete fills in the usual values and checks the rest.
func (c Config) complete() (Config, error) {
	c.Token = strings.TrimSpace(c.Token)
	c.APIURL = strings.TrimRight(strings.TrimSpace(c.APIURL), "/")
	if c.APIURL == "" {
		c.APIURL = "https://api.telegram.org"
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	orElse(&c.Workers, 64)
	orElse(&c.Queue, 1024)
	orElse(&c.ChatQueue, 100)
	orElse(&c.ChatBurst, 300)
	orElse(&c.ChatRate, 5)
	orElse(&c.InlineCache, 5*time.Minute)
	return c, errors.Join(c.checkServer(), c.Texts.check())
}

func orElse[T int | float64 | time.Duration](value *T, usual T) {
	if *value <= 0 {
		*value = usual
	}
}

func (c Config) checkServer() error {
	if !tokenShape.MatchString(c.Token) {
		return fmt.Errorf("%w: the token is missing or has a character that no token has", ErrConfig)
	}
	u, err := url.Parse(c.APIURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%w: the address of the Bot API server is not an http or https address", ErrConfig)
	}
	return nil
}

func (t Texts) check() error {
	var faults []error
	wrong := func(format string, args ...any) {
		faults = append(faults, fmt.Errorf("%w: %s", ErrConfig, fmt.Sprintf(format, args...)))
	}
	if clean(t.Failure) == "" || clean(t.TooMany) == "" {
		wrong("the sentences for a failure and for too many messages are needed")
	}
	if len(t.Commands) > 100 {
		wrong("%d commands, at most 100", len(t.Commands))
	}
	for _, c := range t.Commands {
		if n := units(clean(c.Description)); !commandShape.MatchString(c.Name) || n < 1 || n > 256 {
			wrong("command %q: 1 to 32 of a-z, 0-9 and _, described in 1 to 256 characters", c.Name)
		}
	}
	for _, page := range []struct {
		what, text string
		limit      int
	}{{"name", t.Name, 64}, {"description", t.Description, 512}, {"short description", t.ShortDescription, 120}} {
		if n := units(page.text); n > page.limit {
			wrong("the %s has %d characters, at most %d", page.what, n, page.limit)
		}
	}
	return errors.Join(faults...)
}

// Me returns the number and the user name (without "@") of the bot. The name is empty before Prepare, Poll or Webhook has
// asked Telegram for it.
func (b *Bot) Me() (id int64, username string) {
	me := b.identity()
	return me.id, me.username
}

func (b *Bot) identity() identity {
	if me := b.known.Load(); me != nil {
		return *me
	}
	number, _, _ := strings.Cut(b.token, ":")
	id, _ := strconv.ParseInt(number, 10, 64) // zero where the token does not begin with the number
	return identity{id: id}
}

// patience is how long a turn is attempted while Telegram cannot be reached.
func (b *Bot) patience() time.Duration {
	if b.polling.Load() {
		return b.pace.polling
	}
	return b.pace.webhook
}

// Shutdown stops taking updates in, lets the turns under way end, and cuts them off when ctx ends; what was cut off comes
// again at the next start. It always returns within a second of the end of ctx. Poll does all this by itself.
func (b *Bot) Shutdown(ctx context.Context) error {
	b.queue.close(ctx)
	b.setup.Wait()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("shut down: turns cut off: %w", err)
	}
	return nil
}

// take decodes an update and accepts it. A nil job means that there is nothing to handle.
func (b *Bot) take(ctx context.Context, u *update) (*job, error) {
	defer b.contain() // what cannot be decoded is passed over
	in, ok := decode(u, b.identity())
	if !ok {
		b.observe.turn("", OutcomeIgnored, 0)
		return nil, nil
	}
	return b.queue.accept(ctx, in)
}
