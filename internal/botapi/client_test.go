package botapi

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// TestClientPolls lets the real client hold a conversation by polling.
func TestClientPolls(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	handled := make(chan int64, 10)
	handler := func(ctx context.Context, b *bot.Bot, u *models.Update) {
		defer func() { handled <- u.ID }()
		var err error
		switch {
		case u.CallbackQuery != nil:
			if _, err = b.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{CallbackQueryID: u.CallbackQuery.ID, Text: "noté"}); err == nil {
				_, err = b.EditMessageText(ctx, &bot.EditMessageTextParams{
					ChatID: u.CallbackQuery.Message.Message.Chat.ID, MessageID: u.CallbackQuery.Message.Message.ID,
					Text: "choisi : " + u.CallbackQuery.Data,
				})
			}
		case u.Message.Location != nil:
			_, err = b.SendVenue(ctx, &bot.SendVenueParams{
				ChatID: u.Message.Chat.ID, Latitude: u.Message.Location.Latitude, Longitude: u.Message.Location.Longitude,
				Title: "Ici", Address: "Là",
			})
		default:
			_, err = b.SendMessage(ctx, &bot.SendMessageParams{
				ChatID: u.Message.Chat.ID, Text: "<b>bonjour</b> " + u.Message.From.FirstName, ParseMode: models.ParseModeHTML,
				ReplyMarkup: &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{{
					{Text: "un", CallbackData: "1"}, {Text: "copier", CopyText: &models.CopyTextButton{Text: "x"}},
				}}},
			})
		}
		if err != nil {
			t.Errorf("update %d: %v", u.ID, err)
		}
	}
	b, err := bot.New("42:token", bot.WithServerURL(r.http.URL), bot.WithDefaultHandler(handler))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.SetMyCommands(t.Context(), &bot.SetMyCommandsParams{Commands: []models.BotCommand{{Command: "aide", Description: "Aide"}}}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { b.Start(ctx) })
	defer running.Wait()
	defer r.Close() // ends the long poll of the client
	defer cancel()

	watch := r.Watch(t.Context(), ada.ID)
	until := func(what string, ok func(last Message) bool) Message {
		t.Helper()
		late := time.After(10 * time.Second)
		for {
			if tail := r.Tail(ada.ID, 1); len(tail) > 0 && tail[0].FromBot && ok(tail[0]) {
				return tail[0]
			}
			select {
			case <-watch:
			case <-late:
				t.Fatalf("%s never came; History = %+v", what, r.History(ada.ID))
			}
		}
	}
	r.say(ada, "salut")
	m := until("the greeting", func(m Message) bool { return m.Text == "bonjour Ada" })
	if len(m.Markup) != 1 || m.Markup[0][1].CopyText == nil || m.Entities[0].Type != "bold" {
		t.Errorf("greeting = %+v", m)
	}
	p, err := r.Press(ada, Chat{}, m.ID, "1")
	if err != nil || p.Text != "noté" {
		t.Errorf("Press = %+v, %v", p, err)
	}
	until("the edit", func(m Message) bool { return m.Text == "choisi : 1" && m.Markup == nil })
	if _, err := r.Locate(ada, 44.7, 5); err != nil {
		t.Fatal(err)
	}
	until("the venue", func(m Message) bool { return m.Venue != nil && m.Venue.Title == "Ici" })
	for range 3 { // the client cancels what still runs when it stops
		<-handled
	}
	if got := r.Refusals(); len(got) != 0 {
		t.Errorf("Refusals = %+v", got)
	}
	if got := r.Commands("fr"); len(got) != 1 {
		t.Errorf("Commands = %v", got)
	}
}

// TestClientErrors checks that the client understands the refusals.
func TestClientErrors(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	r.say(ada, "x")
	b, err := bot.New("42:token", bot.WithServerURL(r.http.URL))
	if err != nil {
		t.Fatal(err)
	}
	send := func(chat int64) error {
		_, err := b.SendMessage(t.Context(), &bot.SendMessageParams{ChatID: chat, Text: "x"})
		return err
	}
	r.Block(bruno)
	if err := send(bruno.ID); !errors.Is(err, bot.ErrorForbidden) {
		t.Errorf("to a person who blocked = %v, want ErrorForbidden", err)
	}
	if err := send(404); !errors.Is(err, bot.ErrorBadRequest) {
		t.Errorf("to nobody = %v, want ErrorBadRequest", err)
	}
	r.Fail(Fault{Method: "sendMessage", RetryAfter: 7})
	var slow *bot.TooManyRequestsError
	if err := send(ada.ID); !errors.As(err, &slow) || slow.RetryAfter != 7 {
		t.Errorf("with 429 = %v, want to wait 7 s", err)
	}
	if _, err := r.Say(ada, club, "/x@jalon_bot"); err != nil {
		t.Fatal(err)
	}
	next, err := r.Upgrade(ada, club.ID)
	if err != nil {
		t.Fatal(err)
	}
	var moved *bot.MigrateError
	if err := send(club.ID); !errors.As(err, &moved) || int64(moved.MigrateToChatID) != next {
		t.Errorf("to an upgraded group = %v, want it to lead to %d", err, next)
	}
	if _, err := bot.New("42:wrong", bot.WithServerURL(r.http.URL)); !errors.Is(err, bot.ErrorUnauthorized) {
		t.Errorf("with a wrong token = %v, want ErrorUnauthorized", err)
	}
	if err := r.Hook("http://127.0.0.1:9/", "", 0); err != nil {
		t.Fatal(err)
	}
	if g := r.call("getUpdates", nil); g.Code != http.StatusConflict {
		t.Errorf("getUpdates with a webhook = %d, want 409", g.Code)
	}
}

// TestClientMethods makes the client call everything else the server has.
func TestClientMethods(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	r.say(ada, "x")
	b, err := bot.New("42:token", bot.WithServerURL(r.http.URL))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	_, _, picture := sample("photo")
	photo, err := b.SendPhoto(ctx, &bot.SendPhotoParams{ChatID: ada.ID, Photo: &models.InputFileUpload{Filename: "a.png", Data: bytes.NewReader(picture)}})
	if err != nil {
		t.Fatal(err)
	}
	for name, call := range map[string]func() error{
		"sendDocument": func() error {
			_, err := b.SendDocument(ctx, &bot.SendDocumentParams{ChatID: ada.ID, Document: &models.InputFileUpload{Filename: "a.pdf", Data: bytes.NewReader([]byte("%PDF"))}})
			return err
		},
		"sendContact": func() error {
			_, err := b.SendContact(ctx, &bot.SendContactParams{ChatID: ada.ID, PhoneNumber: "+33199000000", FirstName: "Accueil"})
			return err
		},
		"sendLocation": func() error {
			_, err := b.SendLocation(ctx, &bot.SendLocationParams{ChatID: ada.ID, Latitude: 44, Longitude: 5})
			return err
		},
		"sendChatAction": func() error {
			_, err := b.SendChatAction(ctx, &bot.SendChatActionParams{ChatID: ada.ID, Action: models.ChatActionTyping})
			return err
		},
		"editMessageCaption": func() error {
			_, err := b.EditMessageCaption(ctx, &bot.EditMessageCaptionParams{ChatID: ada.ID, MessageID: photo.ID, Caption: "y"})
			return err
		},
		"getFile": func() error {
			_, err := b.GetFile(ctx, &bot.GetFileParams{FileID: photo.Photo[0].FileID})
			return err
		},
		"getChat": func() error {
			_, err := b.GetChat(ctx, &bot.GetChatParams{ChatID: ada.ID})
			return err
		},
		"setMyDescription": func() error {
			_, err := b.SetMyDescription(ctx, &bot.SetMyDescriptionParams{Description: "x", LanguageCode: "fr"})
			return err
		},
		"setMyShortDescription": func() error {
			_, err := b.SetMyShortDescription(ctx, &bot.SetMyShortDescriptionParams{ShortDescription: "x"})
			return err
		},
		"setChatMenuButton": func() error {
			_, err := b.SetChatMenuButton(ctx, &bot.SetChatMenuButtonParams{MenuButton: models.MenuButtonCommands{Type: "commands"}})
			return err
		},
		"deleteWebhook": func() error {
			_, err := b.DeleteWebhook(ctx, &bot.DeleteWebhookParams{})
			return err
		},
		"getWebhookInfo": func() error {
			_, err := b.GetWebhookInfo(ctx)
			return err
		},
		"pinChatMessage": func() error {
			_, err := b.PinChatMessage(ctx, &bot.PinChatMessageParams{ChatID: ada.ID, MessageID: photo.ID})
			return err
		},
	} {
		if err := call(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestClientWebhook lets the real client answer from its webhook handler.
func TestClientWebhook(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	answered := make(chan string, 1)
	b, err := bot.New("42:token", bot.WithServerURL(r.http.URL), bot.WithWebhookSecretToken("s3"),
		bot.WithDefaultHandler(func(_ context.Context, _ *bot.Bot, u *models.Update) { answered <- u.Message.Text }))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { b.StartWebhook(ctx) })
	defer running.Wait()
	defer cancel()
	hook := httptest.NewServer(b.WebhookHandler())
	defer hook.Close()
	if _, err := b.SetWebhook(ctx, &bot.SetWebhookParams{URL: hook.URL, SecretToken: "s3"}); err != nil {
		t.Fatal(err)
	}
	r.say(ada, "par webhook")
	select {
	case text := <-answered:
		if text != "par webhook" {
			t.Errorf("the handler got %q", text)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the handler got nothing")
	}
	r.drained()
}

// TestManyAtOnce uses every side of the server at the same time; it says
// something under the race detector.
func TestManyAtOnce(t *testing.T) {
	r := newRig(t, Options{Quick: true, Patience: time.Millisecond})
	_, address := newReceiver(t, nil)
	var all sync.WaitGroup
	for i := range 8 {
		u := User{ID: int64(100 + i), FirstName: fmt.Sprint("P", i)}
		all.Go(func() {
			for range 15 {
				id, err := r.Say(u, Chat{}, "bonjour /aide https://example.com")
				if err != nil {
					t.Error(err)
				}
				chat := fmt.Sprint(u.ID)
				m := r.call("sendMessage", params{"chat_id": chat, "text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": board(button("d"))})
				r.call("editMessageText", params{"chat_id": chat, "message_id": id + 1, "text": "y"})
				if _, err := r.PressInaccessible(u, Chat{}, id, "d"); err != nil {
					t.Error(err)
				}
				r.History(u.ID)
				r.Calls()
				if !m.OK {
					t.Errorf("sendMessage = %q", m.Description)
				}
			}
			r.Block(u)
			r.Unblock(u)
			r.Forget(u.ID)
		})
	}
	all.Go(func() {
		for i := range 20 {
			if i%2 == 0 {
				r.call("setWebhook", params{"url": address})
			} else {
				r.call("deleteWebhook", nil)
				r.call("getUpdates", params{"limit": 5})
			}
			r.Fail(Fault{Method: "getMe", Status: 500})
			r.call("getMe", nil)
		}
	})
	all.Go(func() {
		watch := r.Watch(t.Context(), 100)
		for range 5 {
			<-watch
		}
	})
	all.Wait()
	if got := len(r.Calls()); got < 8*15*2 {
		t.Errorf("%d calls recorded, want at least %d", got, 8*15*2)
	}
}
