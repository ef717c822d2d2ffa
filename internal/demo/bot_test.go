package demo

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"jalon/internal/botapi"
)

const (
	testToken = "1:demo"
	// hostile is what a message would be if people could write HTML into the page.
	hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script> & "co" </article>`
	// tinyPNG is a picture of one pixel.
	tinyPNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
	tinyPDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" +
		"trailer<</Root 1 0 R>>\n"
)

// bench is a Bot API double, a scripted bot that works against it, and the demo over it.
type bench struct {
	*demo
	web *httptest.Server
	bot *scripted
}

// newBench starts the three of them; they end with the test.
func newBench(t *testing.T, opts Options) *bench {
	t.Helper()
	api := botapi.New(botapi.Options{Token: testToken, BotName: "Jalon", BotUsername: "jalon_bot", Quick: true})
	t.Cleanup(api.Close)
	service := httptest.NewServer(api)
	t.Cleanup(service.Close)
	if opts.Spots == nil {
		opts.Spots = testSpots
	}
	base, leave := context.WithCancel(t.Context())
	d := newDemo(api, opts)
	web := httptest.NewUnstartedServer(d.handler())
	web.Config.BaseContext = func(net.Listener) context.Context { return base }
	web.Start()
	t.Cleanup(func() {
		leave()
		web.Close()
	})
	b := &scripted{url: service.URL + "/bot" + testToken + "/", slow: make(chan struct{}), waiting: make(chan struct{}, 1)}
	b.begin(t)
	return &bench{demo: d, web: web, bot: b}
}

// testSpots finds three communes by the start of their name.
func testSpots(query string) []Spot {
	var found []Spot
	for _, s := range []Spot{
		{Name: "Herm", Detail: "40, Landes", Lat: 43.80, Lon: -1.13},
		{Name: "Hermé", Detail: "77, Seine-et-Marne", Lat: 48.48, Lon: 3.39},
		{Name: "Laval", Detail: "53, Mayenne", Lat: 48.07, Lon: -0.77},
	} {
		if strings.HasPrefix(strings.ToLower(s.Name), strings.ToLower(query)) {
			found = append(found, s)
		}
	}
	return found
}

// scripted is a tiny bot: it polls, and answers each update by a fixed script.
type scripted struct {
	url string
	// slow is closed to let the button « Lent » be answered.
	slow chan struct{}
	// waiting receives when « Lent » was pressed.
	waiting chan struct{}
	// told counts the updates.
	told atomic.Int64
}

// update is the part of an update that the script reads.
type update struct {
	ID      int64 `json:"update_id"`
	Message *struct {
		Text     string                                 `json:"text"`
		Chat     struct{ ID int64 }                     `json:"chat"`
		Location *struct{ Latitude, Longitude float64 } `json:"location"`
		Voice    *struct{}                              `json:"voice"`
	} `json:"message"`
	Callback *struct {
		ID      string `json:"id"`
		Data    string `json:"data"`
		Message struct {
			ID   int                `json:"message_id"`
			Chat struct{ ID int64 } `json:"chat"`
		} `json:"message"`
	} `json:"callback_query"`
	Inline *struct {
		ID    string `json:"id"`
		Query string `json:"query"`
	} `json:"inline_query"`
}

// begin sets the bot's menu and answers updates until the test ends.
func (b *scripted) begin(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	t.Cleanup(func() {
		cancel()
		<-ended
	})
	b.call(ctx, t, "setMyDescription", m{"description": "Je vous aide à trouver qui peut vous aider.", "language_code": "fr"})
	b.call(ctx, t, "setMyCommands", m{"language_code": "fr", "commands": []m{
		{"command": "start", "description": "Commencer"}, {"command": "aide", "description": "Ce que je sais faire"},
	}})
	go func() {
		defer close(ended)
		offset := int64(0)
		for ctx.Err() == nil {
			var batch []update
			raw := b.call(ctx, t, "getUpdates", m{"offset": offset, "timeout": 20})
			if err := json.Unmarshal(raw, &batch); err != nil && ctx.Err() == nil {
				t.Errorf("getUpdates: %v in %s", err, raw)
				return
			}
			for _, u := range batch {
				offset = u.ID + 1
				b.answer(ctx, t, u)
			}
		}
	}()
}

// m is a JSON object.
type m = map[string]any

// call calls a method of the Bot API and returns its result.
func (b *scripted) call(ctx context.Context, t *testing.T, method string, params m) json.RawMessage {
	t.Helper()
	body, err := json.Marshal(params)
	if err != nil {
		t.Errorf("%s: %v", method, err)
	}
	return b.post(ctx, t, method, "application/json", bytes.NewReader(body))
}

// upload calls a method that sends a file.
func (b *scripted) upload(ctx context.Context, t *testing.T, method, field, name string, data []byte, params map[string]string) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for k, v := range params {
		_ = form.WriteField(k, v)
	}
	part, _ := form.CreateFormFile(field, name)
	_, _ = part.Write(data)
	_ = form.Close()
	b.post(ctx, t, method, form.FormDataContentType(), &body)
}

func (b *scripted) post(ctx context.Context, t *testing.T, method, kind string, body io.Reader) json.RawMessage {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.url+method, body)
	if err != nil {
		t.Errorf("%s: %v", method, err)
		return nil
	}
	req.Header.Set("Content-Type", kind)
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		if ctx.Err() == nil {
			t.Errorf("%s: %v", method, err)
		}
		return nil
	}
	defer answer.Body.Close()
	var got struct {
		OK          bool
		Result      json.RawMessage
		Description string
	}
	if err := json.NewDecoder(answer.Body).Decode(&got); (err != nil || !got.OK) && ctx.Err() == nil {
		t.Errorf("%s: refused: %s %v", method, got.Description, err)
	}
	return got.Result
}

// answer plays the script.
func (b *scripted) answer(ctx context.Context, t *testing.T, u update) {
	t.Helper()
	b.told.Add(1)
	switch {
	case u.Callback != nil:
		b.pressed(ctx, t, u)
	case u.Inline != nil:
		b.call(ctx, t, "answerInlineQuery", m{"inline_query_id": u.Inline.ID, "cache_time": 1, "results": []m{{
			"type": "article", "id": "1", "title": "Carte " + u.Inline.Query, "description": "Locaux de village",
			"input_message_content": m{"message_text": "<b>Carte</b> & co", "parse_mode": "HTML"},
			"reply_markup":          m{"inline_keyboard": [][]m{{{"text": "Ouvrir", "url": "https://t.me/jalon_bot?start=carte"}}}},
		}}})
	case u.Message != nil:
		b.reply(ctx, t, u.Message.Chat.ID, u)
	}
}

// reply answers a message.
func (b *scripted) reply(ctx context.Context, t *testing.T, chat int64, u update) {
	t.Helper()
	text := u.Message.Text
	say := func(text string, more m) {
		params := m{"chat_id": chat, "text": text}
		for k, v := range more {
			params[k] = v
		}
		b.call(ctx, t, "sendMessage", params)
	}
	switch {
	case strings.HasPrefix(text, "/start"):
		payload := strings.TrimSpace(strings.TrimPrefix(text, "/start"))
		say("Bonjour "+payload, nil)
		say("<b>Où en est votre projet ?</b>\n\nÉtape 1/4.", m{"parse_mode": "HTML", "reply_markup": m{"inline_keyboard": [][]m{
			{{"text": "1. Une idée", "callback_data": "idea"}},
			{{"text": "C’est quoi ?", "callback_data": "help"}, {"text": "Lent", "callback_data": "slow"}},
			{{"text": "Site", "url": "https://example.org/"}, {"text": "Copier", "copy_text": m{"text": "à copier"}}},
			{{"text": "Partager", "switch_inline_query": "48"}},
		}}})
	case text == "hostile":
		say(hostile, m{"reply_markup": m{"inline_keyboard": [][]m{{{"text": hostile, "callback_data": "x"}}}}})
	case text == "commandes":
		say("Essayez /aide.", nil)
	case text == "long":
		say(strings.Repeat("Une ligne de texte.\n", 60), nil)
	case text == "fichiers":
		png, _ := base64.StdEncoding.DecodeString(tinyPNG)
		b.upload(ctx, t, "sendPhoto", "photo", "qr.png", png, map[string]string{"chat_id": fmt.Sprint(chat), "caption": "Le code à imprimer"})
		b.upload(ctx, t, "sendDocument", "document", "fiche é.pdf", []byte(tinyPDF), map[string]string{"chat_id": fmt.Sprint(chat), "caption": "Votre fiche"})
		b.upload(ctx, t, "sendDocument", "document", "page.html", []byte(hostile), map[string]string{"chat_id": fmt.Sprint(chat)})
	case text == "écrit":
		b.call(ctx, t, "sendChatAction", m{"chat_id": chat, "action": "typing"})
	case u.Message.Location != nil:
		say("Vous êtes là", m{"reply_markup": m{"remove_keyboard": true}})
		b.call(ctx, t, "sendVenue", m{"chat_id": chat, "latitude": 43.7075, "longitude": -1.0517, "title": "Tiers-lieu", "address": "Dax"})
	case u.Message.Voice != nil:
		say("Je ne sais pas écouter.", nil)
	case strings.HasPrefix(text, "n "): // many short messages, to be counted
		say("vu "+text, nil)
	default:
		say("Où se passe votre projet ?", m{"reply_markup": m{"resize_keyboard": true, "input_field_placeholder": "Commune ou code postal",
			"keyboard": [][]m{{{"text": "Partager ma position", "request_location": true}}, {{"text": "Annuler"}}}}})
	}
}

// pressed answers a press.
func (b *scripted) pressed(ctx context.Context, t *testing.T, u update) {
	t.Helper()
	c := u.Callback
	reply := m{"callback_query_id": c.ID}
	switch c.Data {
	case "help":
		reply["text"], reply["show_alert"] = "Un projet peut n’être qu’une envie.", true
	case "slow":
		b.waiting <- struct{}{}
		select {
		case <-b.slow:
		case <-ctx.Done():
		}
		reply["text"] = "C’est fait."
	}
	b.call(ctx, t, "answerCallbackQuery", reply)
	if c.Data == "idea" {
		b.call(ctx, t, "editMessageText", m{"chat_id": c.Message.Chat.ID, "message_id": c.Message.ID,
			"text": "<b>Qui porte le projet ?</b>\n\nÉtape 2/4.", "parse_mode": "HTML",
			"reply_markup": m{"inline_keyboard": [][]m{{{"text": "1. Moi", "callback_data": "me"}, {"text": "2. Un collectif", "callback_data": "us"}}}}})
	}
}

// within fails the test when ok does not become true in time.
func within(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not in time", what)
		}
	}
}
