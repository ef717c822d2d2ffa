package telegram

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cenkalti/backoff/v5"
	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// refusals is how many times in a row the token may be refused before the bot believes it.
const refusals = 3

// french is the language of the texts, shown to everyone whose own language has none.
const french = "fr"

// allowedUpdates are the kinds of update that the bot reads, always said: Telegram keeps what was said last.
func allowedUpdates() []string {
	return []string{
		models.AllowedUpdateMessage, models.AllowedUpdateCallbackQuery, models.AllowedUpdateInlineQuery, models.AllowedUpdateMyChatMember,
	}
}

// Prepare asks Telegram who the bot is, as long as it takes; Me knows then. Poll and Webhook call it. Its error is ctx's, or
// wraps ErrToken.
func (b *Bot) Prepare(ctx context.Context) error {
	b.preparing.Lock()
	defer b.preparing.Unlock()
	if b.known.Load() != nil {
		return nil
	}
	return b.insist(ctx, func() error {
		me, err := b.api.GetMe(ctx)
		if err != nil {
			return err
		}
		b.known.Store(&identity{id: me.ID, username: me.Username})
		return nil
	})
}

// permanent marks a refusal that no other attempt would change.
type permanent struct{ error }

// insist calls until it succeeds, ctx ends, or Telegram refuses for good.
func (b *Bot) insist(ctx context.Context, call func() error) error {
	wait := backoff.ExponentialBackOff{InitialInterval: 4 * b.pace.first, Multiplier: 2, RandomizationFactor: 0.5, MaxInterval: b.pace.failed}
	refused := 0
	for {
		err := call()
		if err == nil {
			return nil
		}
		if final := (permanent{}); errors.As(err, &final) {
			return fmt.Errorf("%w: %s", ErrConfig, reason(final.error))
		}
		if errors.Is(err, bot.ErrorUnauthorized) || errors.Is(err, bot.ErrorNotFound) {
			refused++
			if refused == refusals {
				return ErrToken
			}
		}
		b.log.Warn("telegram not ready", "fault", read(err).String(), "reason", reason(err))
		if !sleep(ctx, wait.NextBackOff()) {
			return context.Cause(ctx)
		}
	}
}

// dress sets the menu of commands and the bot's page, where they differ from the texts. It is no reason not to start.
func (b *Bot) dress(ctx context.Context) {
	for _, language := range []string{"", french} {
		for _, set := range []func(context.Context, string) error{b.setCommands, b.setName, b.setDescription, b.setShortDescription} {
			if err := set(ctx, language); err != nil && ctx.Err() == nil {
				b.log.Warn("page of the bot not set", "fault", read(err).String(), "reason", reason(err))
			}
		}
	}
}

func (b *Bot) setCommands(ctx context.Context, language string) error {
	if len(b.texts.Commands) == 0 {
		return nil
	}
	commands := make([]models.BotCommand, len(b.texts.Commands))
	for i, c := range b.texts.Commands {
		commands[i] = models.BotCommand{Command: c.Name, Description: clean(c.Description)}
	}
	now, err := b.api.GetMyCommands(ctx, &bot.GetMyCommandsParams{LanguageCode: language})
	if err == nil && slices.Equal(now, commands) || errors.Is(err, bot.ErrorNotFound) {
		return nil // a server without menus needs none
	}
	_, err = b.api.SetMyCommands(ctx, &bot.SetMyCommandsParams{Commands: commands, LanguageCode: language})
	return err
}

func (b *Bot) setName(ctx context.Context, language string) error {
	want := clean(b.texts.Name)
	if want == "" {
		return nil
	}
	now, err := b.api.GetMyName(ctx, &bot.GetMyNameParams{LanguageCode: language})
	if err == nil && now.Name == want || errors.Is(err, bot.ErrorNotFound) {
		return nil
	}
	_, err = b.api.SetMyName(ctx, &bot.SetMyNameParams{Name: want, LanguageCode: language})
	return err
}

func (b *Bot) setDescription(ctx context.Context, language string) error {
	want := clean(b.texts.Description)
	if want == "" {
		return nil
	}
	now, err := b.api.GetMyDescription(ctx, &bot.GetMyDescriptionParams{LanguageCode: language})
	if err == nil && now.Description == want || errors.Is(err, bot.ErrorNotFound) {
		return nil
	}
	_, err = b.api.SetMyDescription(ctx, &bot.SetMyDescriptionParams{Description: want, LanguageCode: language})
	return err
}

func (b *Bot) setShortDescription(ctx context.Context, language string) error {
	want := clean(b.texts.ShortDescription)
	if want == "" {
		return nil
	}
	now, err := b.api.GetMyShortDescription(ctx, &bot.GetMyShortDescriptionParams{LanguageCode: language})
	if err == nil && now.ShortDescription == want || errors.Is(err, bot.ErrorNotFound) {
		return nil
	}
	_, err = b.api.SetMyShortDescription(ctx, &bot.SetMyShortDescriptionParams{ShortDescription: want, LanguageCode: language})
	return err
}

// dropWebhook makes Telegram keep updates for getUpdates, without losing those that wait.
func (b *Bot) dropWebhook(ctx context.Context) error {
	_, err := b.api.DeleteWebhook(ctx, &bot.DeleteWebhookParams{})
	return err
}
