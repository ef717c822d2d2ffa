package telegram

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"

	"github.com/go-telegram/bot"
)

// maxBody bounds the body of one update, in bytes; Telegram's own limit is 64 KiB.
const maxBody = 1 << 20

const secretHeader = "X-Telegram-Bot-Api-Secret-Token"

var secretShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// Webhook asks Telegram to bring updates to publicURL with the secret (1 to 256 of A–Z, a–z, 0–9, _ and -), and returns the
// handler that receives them. ctx bounds the start only; Shutdown ends the rest.
//
// The handler answers 200 once the update was handled, or recognised as one that was, or cannot be read; then Telegram
// forgets it. It answers 503 while the bot stops and when Telegram could not be reached for the reply: the update comes again.
func (b *Bot) Webhook(ctx context.Context, publicURL, secret string) (http.Handler, error) {
	if !secretShape.MatchString(secret) {
		return nil, fmt.Errorf("%w: the webhook secret is 1 to 256 letters, digits, _ or -", ErrConfig)
	}
	if u, err := url.Parse(publicURL); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%w: the webhook address is not an http or https address", ErrConfig)
	}
	if err := b.Prepare(ctx); err != nil {
		return nil, err
	}
	err := b.insist(ctx, func() error {
		_, err := b.api.SetWebhook(ctx, &bot.SetWebhookParams{
			URL: publicURL, SecretToken: secret, AllowedUpdates: allowedUpdates(), MaxConnections: min(max(b.workers, 1), 100),
		})
		if read(err) == faultRefused && errors.Is(err, bot.ErrorBadRequest) {
			return permanent{err}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	b.setup.Go(func() { b.dress(b.queue.base) })
	b.log.Info("webhook set")
	return b.receiver(secret), nil
}

// receiver is the handler of the webhook.
func (b *Bot) receiver(secret string) http.Handler {
	want := sha256.Sum256([]byte(secret))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			w.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		got := sha256.Sum256([]byte(r.Header.Get(secretHeader)))
		if subtle.ConstantTimeCompare(got[:], want[:]) != 1 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.WriteHeader(b.receive(w, r))
	})
}

// receive takes one update in and says with which status to answer.
func (b *Bot) receive(w http.ResponseWriter, r *http.Request) int {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return http.StatusRequestEntityTooLarge
		}
		return http.StatusBadRequest
	}
	u, err := readUpdate(body)
	if err != nil {
		b.observe.turn("", OutcomeUnreadable, 0)
		b.log.Warn("update passed over: unreadable")
		if u.ID == 0 {
			return http.StatusBadRequest
		}
		return http.StatusOK // it would be as unreadable the next time
	}
	j, err := b.take(r.Context(), u)
	if err != nil {
		return http.StatusServiceUnavailable
	}
	if j == nil {
		return http.StatusOK
	}
	select {
	case <-j.done:
	case <-r.Context().Done():
		return http.StatusServiceUnavailable // nobody reads it; the turn goes on
	}
	if j.verdict != handled {
		return http.StatusServiceUnavailable
	}
	return http.StatusOK
}
