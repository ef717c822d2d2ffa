package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"jalon/internal/session"
	"jalon/internal/settings"
)

// openStore opens the store of sessions: a Redis server, a file, or the memory of the process.
func (a *app) openStore(ctx context.Context, v settings.Values) (session.Store, error) {
	place := v.Text("JALON_STORE")
	if place == "" {
		return session.OpenMemory(session.Options{}), nil
	}
	shared := strings.HasPrefix(place, "redis")
	beside := place
	if shared {
		beside = ""
	}
	ring, created, err := session.LoadKeyring(v.Text("JALON_STORE_KEY"), v.Text("JALON_STORE_KEY_EARLIER"), beside)
	if err != nil {
		return nil, storeError("clé des sessions", err)
	}
	if created {
		fmt.Fprintf(a.Stderr, "jalon: une clé a été créée à côté de %s ; gardez-en une copie, à part du fichier\n", place)
	}
	if shared {
		store, err := session.OpenRedis(ctx, place, ring, session.Options{})
		if err != nil {
			return nil, storeError("sessions sur Redis", err)
		}
		return store, nil
	}
	store, err := session.OpenBolt(place, ring, session.Options{SetAside: true})
	if err != nil {
		return nil, storeError("sessions dans "+place, err)
	}
	if aside := store.Aside(); aside != "" {
		fmt.Fprintf(a.Stderr, "jalon: %s était abîmé ; il est rangé sous %s et un nouveau fichier est commencé\n", place, aside)
	}
	return store, nil
}

// storeError says in French what is wrong with a store and what to do.
func storeError(where string, err error) error {
	for _, known := range []struct {
		err  error
		says string
	}{
		{session.ErrCorrupt, "le fichier est abîmé ; déplacez-le, un nouveau sera créé"},
		{session.ErrForeign, "ce fichier appartient à un autre programme ; choisissez-en un autre"},
		{session.ErrPath, "ce chemin ne convient pas (dossier absent, ou pas un fichier)"},
		{session.ErrReadOnly, "le fichier ne peut pas être écrit ; vérifiez ses droits"},
		{session.ErrLocked, "un autre programme s'en sert déjà"},
		{session.ErrFull, "le disque est plein"},
		{session.ErrUnavailable, "le serveur ne répond pas"},
		{session.ErrRefused, "le serveur refuse la connexion ; vérifiez le mot de passe"},
		{session.ErrKey, "les sessions ont été chiffrées avec une autre clé ; remettez-la, ou déplacez le fichier"},
		{session.ErrNoKey, "il manque la clé"},
		{session.ErrWeakKey, "la clé est trop courte ou trop simple : 32 octets, ou une phrase d'au moins 16 caractères, dont 6 différents"},
		{session.ErrExposedKey, "le fichier de la clé est lisible par d'autres ; chmod 600"},
	} {
		if errors.Is(err, known.err) {
			return fmt.Errorf("%s : %s : %w", where, known.says, err)
		}
	}
	return fmt.Errorf("%s : %w", where, err)
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
