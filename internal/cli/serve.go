package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"jalon/internal/guide"
	"jalon/internal/session"
	"jalon/internal/telegram"
)

// serveSettings are the settings of "jalon serve", read once and passed down.
type serveSettings struct {
	token, api, store, webhook, listen string
}

func (a *app) serve() *cobra.Command {
	var set serveSettings
	cmd := &cobra.Command{
		Use: "serve", Short: "Le robot sur Telegram",
		Long: "Le robot sur Telegram. Variables : TELEGRAM_BOT_TOKEN (jeton), TELEGRAM_API_URL (autre serveur Bot API),\nJALON_WEBHOOK_SECRET (secret du webhook), JALON_STORE_KEY (clé du fichier de sessions).",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			set.token, set.api = a.Getenv("TELEGRAM_BOT_TOKEN"), a.Getenv("TELEGRAM_API_URL")
			if err := set.check(a.Getenv("JALON_WEBHOOK_SECRET")); err != nil {
				return err
			}
			return a.runServe(cmd.Context(), set)
		},
	}
	f := cmd.Flags()
	f.StringVar(&set.store, "store", "", "fichier des sessions (créé s'il manque) ; par défaut, en mémoire")
	f.StringVar(&set.webhook, "webhook", "", "adresse publique du webhook ; par défaut, le robot interroge Telegram")
	f.StringVar(&set.listen, "listen", "", "adresse d'écoute du webhook, par exemple 127.0.0.1:8443")
	return cmd
}

func (s serveSettings) check(secret string) error {
	switch {
	case s.token == "":
		return wrongUsage("il manque la variable TELEGRAM_BOT_TOKEN")
	case s.webhook != "" && s.listen == "":
		return wrongUsage("--webhook demande --listen")
	case s.webhook == "" && s.listen != "":
		return wrongUsage("--listen demande --webhook")
	case s.webhook != "" && secret == "":
		return wrongUsage("--webhook demande la variable JALON_WEBHOOK_SECRET")
	}
	return nil
}

func (a *app) runServe(ctx context.Context, set serveSettings) error {
	s, err := a.snapshot()
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(a.Stderr, nil))
	store, err := a.openStore(set.store)
	if err != nil {
		return err
	}
	defer func() {
		if err := store.Close(); err != nil {
			log.Error("store not closed", "error", err)
		}
	}()
	var bot *telegram.Bot
	g := guide.New(s, guide.Options{Sessions: store, Log: log, Username: func() string {
		_, username := bot.Me()
		return username
	}})
	bot, err = telegram.New(telegram.Config{Token: set.token, APIURL: set.api, Texts: telegramTexts(s), Log: log}, g)
	if err != nil {
		return fmt.Errorf("robot : %w", err)
	}
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() error { return sweep(ctx, store, log) })
	work.Go(func() error { return a.intake(ctx, bot, set, log) })
	if err := work.Wait(); err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("robot : %w", err)
	}
	return nil
}

// intake receives updates until ctx ends, by polling or by webhook.
func (a *app) intake(ctx context.Context, bot *telegram.Bot, set serveSettings, log *slog.Logger) error {
	if set.webhook == "" {
		log.Info("polling Telegram")
		return bot.Poll(ctx) //nolint:wrapcheck // wrapped by the caller
	}
	handler, err := bot.Webhook(ctx, set.webhook, a.Getenv("JALON_WEBHOOK_SECRET"))
	if err != nil {
		return err //nolint:wrapcheck // wrapped by the caller
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", set.listen)
	if err != nil {
		return fmt.Errorf("adresse d'écoute %s : %w", set.listen, err)
	}
	log.Info("listening for the webhook", "address", listener.Addr().String())
	mux := http.NewServeMux()
	mux.Handle("/", handler)
	if err := serveUntil(ctx, listener, mux); err != nil {
		return err
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return bot.Shutdown(closing) //nolint:wrapcheck // wrapped by the caller
}

// openStore opens the store of sessions: a file, or the memory of the process.
func (a *app) openStore(path string) (session.Store, error) {
	if path == "" {
		return session.OpenMemory(session.Options{}), nil
	}
	ring, created, err := session.LoadKeyring(a.Getenv("JALON_STORE_KEY"), a.Getenv("JALON_STORE_KEY_EARLIER"), path)
	if err != nil {
		return nil, fmt.Errorf("clé du fichier de sessions : %w", err)
	}
	if created {
		fmt.Fprintf(a.Stderr, "jalon: une clé a été créée à côté de %s ; gardez-la à part du fichier\n", path)
	}
	store, err := session.OpenBolt(path, ring, session.Options{})
	if err != nil {
		return nil, storeError(path, err)
	}
	return store, nil
}

// storeError says in French what is wrong with a store and what to do.
func storeError(path string, err error) error {
	for _, known := range []struct {
		err  error
		says string
	}{
		{session.ErrCorrupt, "le fichier est abîmé ; déplacez-le, un nouveau sera créé"},
		{session.ErrReadOnly, "le fichier ne peut pas être écrit ; vérifiez ses droits"},
		{session.ErrLocked, "un autre programme s'en sert déjà"},
		{session.ErrFull, "le disque est plein"},
	} {
		if errors.Is(err, known.err) {
			return fmt.Errorf("sessions dans %s : %s : %w", path, known.says, err)
		}
	}
	return fmt.Errorf("sessions dans %s : %w", path, err)
}

// sweep drops expired sessions every hour until ctx ends.
func sweep(ctx context.Context, store session.Store, log *slog.Logger) error {
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	for {
		if removed, err := store.Sweep(ctx); err != nil && ctx.Err() == nil {
			log.Warn("sessions not swept", "error", strings.TrimSpace(err.Error()))
		} else if removed > 0 {
			log.Info("expired sessions removed", "count", removed)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-hourly.C:
		}
	}
}
