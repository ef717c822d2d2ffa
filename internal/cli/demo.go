package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"jalon/internal/botapi"
	"jalon/internal/demo"
	"jalon/internal/geo"
	"jalon/internal/guide"
	"jalon/internal/session"
	"jalon/internal/telegram"
)

// demoToken and demoName belong to the local double of the Bot API: they open nothing anywhere.
const (
	demoToken = "1000001:demonstration-sans-reseau-jalon-00000"
	demoName  = "jalon_demo_bot"
)

func (a *app) demo() *cobra.Command {
	var addr string
	cmd := &cobra.Command{
		Use: "demo", Short: "Le robot dans une page, sans jeton ni réseau",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runDemo(cmd.Context(), addr) },
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "adresse d'écoute")
	return cmd
}

// runDemo runs the real bot against the local Bot API server, and the page over it, until ctx ends.
func (a *app) runDemo(ctx context.Context, addr string) error {
	s, err := a.talkative()
	if err != nil {
		return err
	}
	page, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		if errors.Is(err, syscall.EADDRINUSE) {
			return fmt.Errorf("l'adresse %s est déjà prise ; choisissez-en une autre : --addr 127.0.0.1:0", addr)
		}
		return fmt.Errorf("adresse d'écoute %s : %w", addr, err)
	}
	api := botapi.New(botapi.Options{Token: demoToken, BotName: "Jalon", BotUsername: demoName, Quick: true})
	defer api.Close()
	inside, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("adresse interne : %w", err)
	}
	store := session.OpenMemory(session.Options{})
	g := guide.New(s, guide.Options{Sessions: store, Counters: store, Username: func() string { return demoName }})
	bot, err := telegram.New(telegram.Config{Token: demoToken, APIURL: "http://" + inside.Addr().String(), Texts: telegramTexts(s)}, g)
	if err != nil {
		return fmt.Errorf("robot : %w", err)
	}
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() error { return serveUntil(ctx, inside, api) })
	work.Go(func() error {
		return serveUntil(ctx, page, demo.New(api, demo.Options{Title: "Jalon", Username: demoName, Welcome: strings.Split(s.Base.Wording["demo.welcome"].Value, "\n"), Spots: spots(s.Places)}))
	})
	work.Go(func() error { return bot.Poll(ctx) })
	work.Go(func() error { return newLive(g, a.folder, slog.New(slog.NewTextHandler(a.Stderr, nil))).run(ctx) })
	fmt.Fprintf(a.Stderr, "jalon: la démonstration est sur http://%s (Ctrl+C pour arrêter)\n", page.Addr())
	if err := work.Wait(); err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("démonstration : %w", err)
	}
	return nil
}

// serveUntil serves until ctx ends; requests under way end with it.
func serveUntil(ctx context.Context, listener net.Listener, handler http.Handler) error {
	ended := func(w http.ResponseWriter, r *http.Request) {
		asked, stop := context.WithCancel(r.Context())
		defer stop()
		defer context.AfterFunc(ctx, stop)()
		handler.ServeHTTP(w, r.WithContext(asked))
	}
	return serveFor(ctx, listener, http.HandlerFunc(ended), 2*time.Second)
}

// serveFor serves until ctx ends, then gives the requests under way a time to finish.
func serveFor(ctx context.Context, listener net.Listener, handler http.Handler, grace time.Duration) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serveur : %w", err)
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(closing); err != nil {
		_ = server.Close() // streams that never end by themselves
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serveur : %w", err)
	}
	return nil
}

// spots finds places for the page's own picker.
func spots(places *geo.Gazetteer) func(string) []demo.Spot {
	return func(text string) []demo.Spot {
		var list []demo.Spot
		for _, m := range places.Resolve(text).Candidates {
			if m.Kind == geo.KindCommune && m.Located && len(list) < 8 {
				department, _ := places.Place(m.Department)
				list = append(list, demo.Spot{Name: m.Name, Detail: m.Department + ", " + department.Name, Lat: m.Lat, Lon: m.Lon})
			}
		}
		return list
	}
}

// telegramTexts takes the bot's own texts from the wording.
func telegramTexts(s *guide.Snapshot) telegram.Texts {
	say := func(key string) string { return s.Base.Wording[key].Value }
	texts := telegram.Texts{
		Name: say("bot.name"), Description: say("bot.description"), ShortDescription: say("bot.short"),
		Failure: say("turn.failed"), TooMany: say("flood.slow"), Noted: say("locate.noted"), Open: say("button.open"),
		Resume: guide.Button{Label: say("button.resume"), Action: guide.Resume()},
	}
	for _, name := range guide.Commands() {
		texts.Commands = append(texts.Commands, telegram.Command{Name: name, Description: say("command." + name)})
	}
	return texts
}
