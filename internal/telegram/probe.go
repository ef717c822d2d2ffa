package telegram

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/go-telegram/bot"
)

// Probe is what Telegram says of the bot at one moment.
type Probe struct {
	Username string
	// Webhook is the address where Telegram sends updates, "" with polling; Pending is how many wait, LastError the last
	// failure that Telegram saw, "" when there was none.
	Webhook, LastError string
	Pending            int
}

// Look asks Telegram once who the bot is and how its updates are sent. Its error wraps ErrToken when the token is refused.
func (b *Bot) Look(ctx context.Context) (Probe, error) {
	me, err := b.api.GetMe(ctx)
	if err != nil {
		if errors.Is(err, bot.ErrorUnauthorized) || errors.Is(err, bot.ErrorNotFound) {
			return Probe{}, ErrToken
		}
		return Probe{}, unseen(err)
	}
	p := Probe{Username: me.Username}
	hook, err := b.api.GetWebhookInfo(ctx)
	if err != nil {
		return p, unseen(err)
	}
	p.Webhook, p.LastError, p.Pending = hook.URL, hook.LastErrorMessage, hook.PendingUpdateCount
	return p, nil
}

// unseen says why Telegram tells nothing, without the address of the call.
func unseen(err error) error {
	return fmt.Errorf("telegram: %s", cmp.Or(reason(err), read(err).String()))
}
