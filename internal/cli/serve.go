package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/sync/errgroup"

	"jalon/internal/guide"
	"jalon/internal/health"
	"jalon/internal/session"
	"jalon/internal/settings"
	"jalon/internal/telegram"
)

func (a *app) serve() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use: "serve", Short: "Le robot sur Telegram",
		Long: "Le robot sur Telegram. Chaque option a un nom d'environnement, qui peut aussi être écrit dans un fichier (--config) :\nTELEGRAM_BOT_TOKEN, TELEGRAM_API_URL, JALON_STORE, JALON_STORE_KEY, JALON_WEBHOOK_SECRET… La liste entière est dans OPERATION.md.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			values, err := a.settings(cmd.Flags(), file)
			if err != nil {
				return err
			}
			if values.Text("TELEGRAM_BOT_TOKEN") == "" {
				return wrongUsage("il manque la variable TELEGRAM_BOT_TOKEN")
			}
			return a.runServe(cmd.Context(), values)
		},
	}
	a.settingsFlags(cmd.Flags(), &file)
	return cmd
}

// settingsFlags gives a command the options of the settings.
func (a *app) settingsFlags(flags *pflag.FlagSet, file *string) {
	flags.StringVar(file, "config", "", "fichier de réglages, une ligne NOM=valeur chacun")
	for _, s := range settings.Table() {
		if s.Flag == "" || s.Flag == "knowledge" {
			continue
		}
		help := s.Help
		if s.Default != "" {
			help += " (par défaut : " + s.Default + ")"
		}
		flags.String(s.Flag, "", help)
		if s.YesNo {
			flags.Lookup(s.Flag).NoOptDefVal = "true" // "--pprof" alone, or "--pprof=false"
		}
	}
}

// joinYesNo lets the value of a yes-or-no setting stand apart: "--watch false" is "--watch=false".
func joinYesNo(args []string) []string {
	var yesNo []string
	for _, s := range settings.Table() {
		if s.YesNo && s.Flag != "" {
			yesNo = append(yesNo, "--"+s.Flag)
		}
	}
	var joined []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if slices.Contains(yesNo, arg) && i+1 < len(args) && (args[i+1] == "true" || args[i+1] == "false") {
			i++
			arg += "=" + args[i]
		}
		joined = append(joined, arg)
	}
	return joined
}

// settings reads the environment, the file and the options, and refuses what cannot hold, all at once.
func (a *app) settings(flags *pflag.FlagSet, file string) (settings.Values, error) {
	options := map[string]string{}
	for _, s := range settings.Table() {
		if flag := flags.Lookup(s.Flag); s.Flag != "" && flag != nil && flag.Changed {
			options[s.Name] = flag.Value.String()
		}
	}
	values, problems, err := settings.Read(a.Getenv, file, options)
	if err != nil {
		return nil, fmt.Errorf("réglages : %w", err)
	}
	if len(problems) > 0 {
		for _, p := range problems[:len(problems)-1] {
			fmt.Fprintf(a.Stderr, "jalon: %s\n", p)
		}
		return nil, wrongUsage("%s", problems[len(problems)-1])
	}
	if a.folder == "" {
		a.folder = values.Text("JALON_KNOWLEDGE")
	}
	return values, nil
}

// logger writes to standard error in the form asked for.
func (a *app) logger(v settings.Values) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(v.Text("JALON_LOG_LEVEL"))) // the settings were checked
	options := &slog.HandlerOptions{Level: level}
	if v.Text("JALON_LOG") == "json" {
		return slog.New(slog.NewJSONHandler(a.Stderr, options))
	}
	return slog.New(slog.NewTextHandler(a.Stderr, options))
}

// server is the bot at work.
type server struct {
	values settings.Values
	log    *slog.Logger
	store  session.Store
	guide  *guide.Guide
	live   *live
	bot    *telegram.Bot
	health *health.Health
}

func (a *app) runServe(ctx context.Context, v settings.Values) error {
	snapshot, err := a.talkative()
	if err != nil {
		return err
	}
	s := &server{values: v, log: a.logger(v)}
	if s.store, err = a.openStore(ctx, v); err != nil {
		return err
	}
	defer func() {
		if err := s.store.Close(); err != nil {
			s.log.Error("store not closed", "error", err)
		}
	}()
	s.guide = guide.New(snapshot, guide.Options{Sessions: s.store, Counters: s.store, Log: s.log, Username: s.username})
	s.live = newLive(s.guide, a.folder, s.log)
	s.health = health.New(s.healthOptions())
	s.bot, err = telegram.New(telegram.Config{
		Token: v.Text("TELEGRAM_BOT_TOKEN"), APIURL: v.Text("TELEGRAM_API_URL"), Texts: telegramTexts(snapshot), Log: s.log,
		Workers: v.Int("JALON_WORKERS"), Queue: v.Int("JALON_QUEUE"), Observe: observer(s.health),
	}, s.guide)
	if err != nil {
		return fmt.Errorf("robot : %w", err)
	}
	return s.run(ctx)
}

func (s *server) username() string {
	_, username := s.bot.Me()
	return username
}

// run works until ctx ends or something breaks that cannot be mended.
func (s *server) run(ctx context.Context) error {
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() error { return sweep(ctx, s.store, s.log) })
	work.Go(func() error { return s.intake(ctx) })
	if s.values.Bool("JALON_WATCH") {
		work.Go(func() error { return s.live.run(ctx) })
	}
	if address := s.values.Text("JALON_OPS"); address != "" {
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
		if err != nil {
			return fmt.Errorf("adresse d'écoute %s : %w", address, err)
		}
		work.Go(func() error { return serveUntil(ctx, listener, s.health.Handler()) })
	}
	err := work.Wait()
	switch {
	case errors.Is(err, telegram.ErrToken):
		return fmt.Errorf("jeton refusé par Telegram ; vérifiez TELEGRAM_BOT_TOKEN : %w", err)
	case err != nil && !errors.Is(err, context.Canceled):
		return fmt.Errorf("robot : %w", err)
	}
	return nil
}

// intake receives updates until ctx ends, by polling or by webhook.
func (s *server) intake(ctx context.Context) error {
	address := s.values.Text("JALON_WEBHOOK")
	if address == "" {
		s.log.Info("polling Telegram")
		return s.bot.Poll(ctx) //nolint:wrapcheck // wrapped by the caller
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.values.Text("JALON_LISTEN"))
	if err != nil {
		return fmt.Errorf("adresse d'écoute %s : %w", s.values.Text("JALON_LISTEN"), err)
	}
	handler, err := s.bot.Webhook(ctx, address, s.values.Text("JALON_WEBHOOK_SECRET"))
	if err != nil {
		_ = listener.Close()
		return err //nolint:wrapcheck // wrapped by the caller
	}
	s.log.Info("listening for the webhook", "address", listener.Addr().String())
	mux := http.NewServeMux()
	mux.Handle("/", handler)
	// The turns under way end while their requests wait for the answer: both are let finish together.
	ending, ctx := errgroup.WithContext(ctx)
	ending.Go(func() error {
		<-ctx.Done()
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
		defer cancel()
		if err := s.bot.Shutdown(closing); err != nil {
			s.log.Warn("turns cut off at the end") // what was cut off is not confirmed, and comes again
		}
		return nil
	})
	ending.Go(func() error { return serveFor(ctx, listener, mux, stopWithin) })
	return ending.Wait() //nolint:wrapcheck // wrapped by the caller
}

// stopWithin bounds the end of the bot.
const stopWithin = 8 * time.Second

// observer hands what the telegram room tells to the counters.
func observer(h *health.Health) telegram.Observer {
	return telegram.Observer{
		Turn: func(kind guide.Kind, outcome telegram.Outcome, took time.Duration) {
			h.Turn(string(kind), string(outcome), took)
		},
		Call:    h.Call,
		Queue:   h.Queue,
		Dropped: h.Dropped,
	}
}

// healthOptions are the checks and figures of the running bot.
func (s *server) healthOptions() health.Options {
	return health.Options{
		Profile: s.values.Bool("JALON_PPROF"),
		Version: s.live.version,
		Checks: map[string]func(context.Context) error{
			"store": s.store.Check,
			"telegram": func(context.Context) error {
				if id, _ := s.bot.Me(); id == 0 {
					return errNotYetKnown
				}
				return nil
			},
		},
		Gauges: []health.Gauge{
			{Name: "jalon_base_actors", Help: "Actors of the knowledge base.", Read: func() float64 { return float64(len(s.guide.Snapshot().Base.Actors)) }},
			{Name: "jalon_base_late_reviews", Help: "Entries whose review date has passed.", Read: func() float64 { return float64(lateReviews(s.guide.Snapshot().Base, time.Now())) }},
			{Name: "jalon_base_refused", Help: "1 when the last change of the knowledge folder was refused.", Read: s.live.refused},
		},
	}
}

var errNotYetKnown = errors.New("telegram has not answered yet")
