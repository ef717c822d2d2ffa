package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"jalon/internal/guide"
)

// deliver shows a reply; it is the guide.Deliver of the turn.
func (t *turn) deliver(ctx context.Context, r guide.Reply) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		return "", errClosed
	}
	if ctx.Err() != nil || !t.watch.pause() {
		return "", errTimeLimit
	}
	defer t.watch.resume()
	if t.in.event.Kind == guide.KindGone {
		return "", nil // nobody reads it
	}
	if !t.in.elsewhere {
		t.answer(r.Toast)
	}
	if t.screen == nil {
		s := parseScreen(r.Memory)
		t.screen = &s
	}
	calls, cancel := context.WithTimeout(t.ctx, t.bot.pace.delivery)
	defer cancel()
	err := t.show(calls, r)
	t.fault = t.meaning(err)
	if t.in.elsewhere {
		t.answerElsewhere(r.Toast)
	}
	if err != nil {
		return "", &showError{fault: t.fault, reason: reason(err)}
	}
	t.shown = true
	return t.screen.String(), nil
}

func (t *turn) meaning(err error) fault {
	f := read(err)
	if t.in.elsewhere && f == faultGone {
		return faultRefused // this person never opened the bot: there is nothing to forget
	}
	return f
}

// answerElsewhere answers a press under a card of inline mode. The reply went to the private chat; where the person has none
// yet, the answer opens it.
func (t *turn) answerElsewhere(text string) {
	url := ""
	if t.fault == faultRefused {
		url = "https://t.me/" + t.bot.identity().username + "?start=" + openPayload
	}
	t.answered.Do(func() {
		t.beside(func() { t.bot.answerPress(t.insisting(), t.in.callback, text, url) })
	})
}

// show sends the messages of a reply in order. The first screen takes the place of the pressed one where that is still the
// living screen; otherwise it is sent anew, and the old living screen loses its buttons.
func (t *turn) show(ctx context.Context, r guide.Reply) error {
	e := encoder{noted: t.bot.texts.Noted, group: t.in.event.Group}
	old, living, replaced := t.screen.living, 0, false
	target := 0
	if !r.Apart && t.screen.editable(t.in.pressed, t.in.event.Group) {
		target = t.in.pressed
	}
	for _, m := range r.Messages {
		for _, p := range e.parts(m, t.screen.keyboard || !t.screen.known()) {
			id, err := t.place(ctx, p, target)
			if err != nil {
				return err
			}
			if id == old {
				old = 0 // its buttons are those of the new screen
			}
			target = 0
			t.remember(p, id)
			if p.screen {
				replaced, living = true, 0
				if p.buttons {
					living, t.screen.shows = id, p.mark()
				}
			}
		}
	}
	t.bot.observe.dropped(e.dropped)
	if replaced {
		t.screen.living = living
		if old != 0 && old != living {
			t.strip(old)
		}
	}
	return nil
}

func (t *turn) remember(p part, id int) {
	t.screen.last = max(t.screen.last, id)
	switch p.keyboard {
	case keyboardShown:
		t.screen.keyboard = true
	case keyboardDropped:
		t.screen.keyboard = false
	}
}

// place shows one part, in place of the message target where it can be, and returns the number of the message that shows it.
// A part that a former attempt at this turn showed already is not shown again.
func (t *turn) place(ctx context.Context, p part, target int) (int, error) {
	if t.next < len(t.sent) {
		before := t.sent[t.next]
		if reflect.DeepEqual(before.part, p) {
			t.next++
			return before.id, nil
		}
		t.sent = t.sent[:t.next]
	}
	id, err := t.edit(ctx, p, target)
	if err == nil && id == 0 {
		id, err = t.send(ctx, p)
	}
	if err != nil {
		return 0, err
	}
	t.sent = append(t.sent, sentPart{p, id})
	t.next++
	return id, nil
}

// edit puts a part in place of the message target. It returns zero where the part must be sent instead.
func (t *turn) edit(ctx context.Context, p part, target int) (int, error) {
	if target == 0 || !p.replaces() {
		return 0, nil
	}
	if target == t.screen.living && p.mark() == t.screen.shows {
		return target, nil // a second press of the same button
	}
	_, err := t.bot.api.EditMessageText(ctx, &bot.EditMessageTextParams{
		ChatID: t.chat, MessageID: target, Text: p.html, ParseMode: models.ParseModeHTML,
		LinkPreviewOptions: linkPreview(p.preview), ReplyMarkup: p.markup,
	})
	switch read(err) {
	case faultNone, faultUnmodified:
		return target, nil
	case faultUneditable:
		return 0, nil
	case faultMigrated:
		t.migrate(err)
		return 0, nil
	}
	return 0, fmt.Errorf("edit message: %w", err)
}

// send sends a part as a new message, following the chat where it moved and leaving a topic that was closed.
func (t *turn) send(ctx context.Context, p part) (int, error) {
	for range 3 {
		m, err := t.post(ctx, p)
		switch f := read(err); {
		case f == faultNone:
			t.origin = 0 // the first message quotes, the others follow it
			return m.ID, nil
		case f == faultMigrated:
			t.migrate(err)
		case f == faultNoThread && t.thread != 0:
			t.thread = 0
		default:
			return 0, fmt.Errorf("send message: %w", err)
		}
	}
	return 0, errMoving
}

var errMoving = errors.New("chat keeps moving")

func (t *turn) migrate(err error) {
	var moved *bot.MigrateError
	if errors.As(err, &moved) {
		t.chat, t.thread, t.origin = int64(moved.MigrateToChatID), 0, 0
	}
}

func (t *turn) post(ctx context.Context, p part) (*models.Message, error) {
	var quote *models.ReplyParameters
	if t.origin != 0 {
		quote = &models.ReplyParameters{MessageID: t.origin, AllowSendingWithoutReply: true}
	}
	mode := models.ParseModeHTML
	if p.html == "" {
		mode = ""
	}
	api := t.bot.api
	switch p.kind {
	case partVenue:
		return api.SendVenue(ctx, &bot.SendVenueParams{ChatID: t.chat, MessageThreadID: t.thread, Latitude: p.venue.Lat, Longitude: p.venue.Lon,
			Title: p.venue.Title, Address: p.venue.Address, ReplyParameters: quote, ReplyMarkup: p.markup})
	case partPhoto:
		return api.SendPhoto(ctx, &bot.SendPhotoParams{ChatID: t.chat, MessageThreadID: t.thread, Photo: upload(p.file),
			Caption: p.html, ParseMode: mode, ReplyParameters: quote, ReplyMarkup: p.markup})
	case partDocument:
		return api.SendDocument(ctx, &bot.SendDocumentParams{ChatID: t.chat, MessageThreadID: t.thread, Document: upload(p.file),
			Caption: p.html, ParseMode: mode, ReplyParameters: quote, ReplyMarkup: p.markup})
	}
	return api.SendMessage(ctx, &bot.SendMessageParams{ChatID: t.chat, MessageThreadID: t.thread, Text: p.html, ParseMode: mode,
		LinkPreviewOptions: linkPreview(p.preview), ReplyParameters: quote, ReplyMarkup: p.markup})
}

func upload(f *guide.File) *models.InputFileUpload {
	return &models.InputFileUpload{Filename: f.Name, Data: bytes.NewReader(f.Data)}
}

// strip takes the buttons off a screen that another has replaced further down. It may fail: old buttons are understood.
func (t *turn) strip(id int) {
	chat := t.chat
	t.beside(func() {
		ctx, cancel := context.WithTimeout(t.aside, t.bot.pace.answer)
		defer cancel()
		_, _ = t.bot.api.EditMessageReplyMarkup(ctx, &bot.EditMessageReplyMarkupParams{ChatID: chat, MessageID: id})
	})
}

// inlineAnswer answers an inline query. A query that cannot be answered soon is of no use later: it is not tried again.
func (t *turn) inlineAnswer(ctx context.Context) error {
	cards, err := t.bot.handler.Inline(ctx, t.in.event.Text)
	e := encoder{group: true}
	cache := t.bot.inlineCache
	if err != nil {
		cards, cache = nil, brief
	}
	_, sendErr := t.bot.api.AnswerInlineQuery(t.aside, e.inlineAnswer(t.in.inline, cards, t.bot.texts.Open, cache))
	t.bot.observe.dropped(e.dropped)
	if err != nil {
		return fmt.Errorf("inline query: %w", err)
	}
	if f := read(sendErr); f != faultNone && f != faultStale {
		return fmt.Errorf("inline query: %w", &showError{fault: f, reason: reason(sendErr)})
	}
	return nil
}
