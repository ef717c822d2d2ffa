package botapi

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// answering makes the bot answer every callback and inline query as told, in
// the background, until the test ends.
func (r *rig) answering(callback func(wireCallback) params, inline func(id string) params) {
	r.t.Helper()
	ctx, cancel := context.WithCancel(r.t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		offset := int64(0)
		for ctx.Err() == nil {
			var list []struct {
				ID       int64                `json:"update_id"`
				Callback *wireCallback        `json:"callback_query"`
				Inline   *struct{ ID string } `json:"inline_query"`
			}
			g := r.call("getUpdates", params{"timeout": 1, "offset": offset})
			if json.Unmarshal(g.Result, &list) != nil {
				continue
			}
			for _, u := range list {
				offset = u.ID + 1
				if u.Callback != nil {
					r.call("answerCallbackQuery", callback(*u.Callback))
				}
				if u.Inline != nil {
					r.call("answerInlineQuery", inline(u.Inline.ID))
				}
			}
		}
	}()
	r.t.Cleanup(func() { cancel(); r.Close(); <-done })
}

func TestPress(t *testing.T) {
	r := quick(t)
	m := r.sent("choix", params{"reply_markup": board(button("d"))})
	var seen []wireCallback
	r.answering(func(c wireCallback) params {
		seen = append(seen, c)
		return params{"callback_query_id": c.ID, "text": "vu " + c.Data, "show_alert": c.Data == "forged"}
	}, nil)
	for _, c := range []struct {
		data string
		want Pressed
	}{
		{"d", Pressed{Answered: true, Text: "vu d"}},
		{"forged", Pressed{Answered: true, Text: "vu forged", Alert: true}},
	} {
		got, err := r.Press(ada, Chat{}, m.MessageID, c.data)
		if err != nil || got != c.want {
			t.Errorf("Press(%q) = %+v, %v, want %+v", c.data, got, err, c.want)
		}
	}
	if _, err := r.PressInaccessible(ada, Chat{}, 77, "old"); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Press(ada, Chat{}, 77, "d"); err == nil {
		t.Error("Press on no message = nil, want an error")
	}
	first, _ := json.Marshal(seen[0].Message)
	if !strings.Contains(string(first), `"text":"choix"`) || seen[0].From.ID != ada.ID {
		t.Errorf("callback = %+v, want the whole message and its person", seen[0])
	}
	last, _ := json.Marshal(seen[2].Message)
	if want := `{"chat":{"first_name":"Ada","id":11,"type":"private"},"date":0,"message_id":77}`; string(last) != want {
		t.Errorf("inaccessible message = %s, want %s", last, want)
	}
}

func TestPressWithoutAnswer(t *testing.T) {
	r := newRig(t, Options{Quick: true, Patience: time.Millisecond})
	r.say(ada, "x")
	m := r.sent("choix", params{"reply_markup": board(button("d"))})
	if got, err := r.Press(ada, Chat{}, m.MessageID, "d"); err != nil || got.Answered {
		t.Errorf("Press = %+v, %v, want no answer", got, err)
	}
}

func TestSayEntities(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	r.say(ada, "voilà 🏡 /aide@jalon_bot")
	var u struct {
		Message wireMessage
	}
	decode(t, r.polled(params{})[0], &u)
	want := []Entity{{Type: "bot_command", Offset: 9, Length: 15}}
	if diff := cmp.Diff(want, u.Message.Entities, cmp.AllowUnexported(Entity{})); diff != "" {
		t.Errorf("entities: -want +got\n%s", diff)
	}
	if m := u.Message; m.From.ID != 11 || m.From.Language != "fr" || m.Chat.Type != "private" || m.Chat.FirstName != "Ada" || m.Date != r.clock.now().Unix() {
		t.Errorf("message = %+v", m)
	}
}

func TestSayLong(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	r.say(ada, repeat("🏡", textMax+10))
	h := r.History(11)
	if len(h) != 2 || utf16Len(h[0].Text) != 2*textMax || utf16Len(h[1].Text) != 20 {
		t.Errorf("a long text came in %d messages, want 2", len(h))
	}
	for _, text := range []string{"", " \n", "\xff"} {
		if _, err := r.Say(ada, Chat{}, text); err == nil {
			t.Errorf("Say(%q) = nil, want an error", text)
		}
	}
}

func TestStart(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	if _, err := r.Start(ada, "p_v1-A"); err != nil {
		t.Fatal(err)
	}
	r.Block(ada)
	if _, err := r.Start(ada, ""); err != nil { // the link unblocks
		t.Fatal(err)
	}
	h := r.History(11)
	if len(h) != 2 || h[0].Text != "/start p_v1-A" || h[1].Text != "/start" {
		t.Errorf("History = %+v", h)
	}
	for _, payload := range []string{"é", "a b", long(65)} {
		if _, err := r.Start(ada, payload); err == nil {
			t.Errorf("Start(%q) = nil, want an error", payload)
		}
	}
}

func TestPrivacyMode(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	heard := func(text string, to int) bool {
		t.Helper()
		before := r.Pending()
		if _, err := r.Reply(ada, club, to, text); err != nil {
			t.Fatal(err)
		}
		return r.Pending() > before
	}
	if heard("bonjour", 0) || heard("/aide", 0) || heard("/aide@other_bot", 0) {
		t.Error("the bot hears what is not for it")
	}
	if !heard("/aide@Jalon_Bot", 0) {
		t.Error("the bot does not hear a command to it")
	}
	var m wireMessage
	r.must("sendMessage", params{"chat_id": "-50", "text": "x"}, &m)
	if !heard("/aide", 0) || heard("bonjour", 0) {
		t.Error("after it spoke, the bot must hear plain commands and nothing else")
	}
	if !heard("merci", m.MessageID) {
		t.Error("the bot does not hear an answer to it")
	}
}

func TestKeyboard(t *testing.T) {
	r := quick(t)
	show := func(markup any) { r.sent("où ?", params{"reply_markup": markup}) }
	place := params{"keyboard": []any{[]any{params{"text": "📍", "request_location": true}, "Annuler"}}, "one_time_keyboard": true, "input_field_placeholder": "Commune"}
	show(place)
	want := &ReplyKeyboard{OneTime: true, Placeholder: "Commune", Keyboard: [][]KeyboardButton{{{Text: "📍", RequestLocation: true}, {Text: "Annuler"}}}}
	if diff := cmp.Diff(want, r.Keyboard(11), cmp.AllowUnexported(KeyboardButton{})); diff != "" {
		t.Errorf("Keyboard: -want +got\n%s", diff)
	}
	r.say(ada, "Crest")
	if r.Keyboard(11) == nil {
		t.Error("a typed text hid the keyboard")
	}
	r.say(ada, "Annuler")
	if r.Keyboard(11) != nil {
		t.Error("the button of a one-time keyboard did not hide it")
	}
	show(place)
	if _, err := r.Locate(ada, 44.73, 5.02); err != nil {
		t.Fatal(err)
	}
	if r.Keyboard(11) != nil {
		t.Error("sharing a position did not hide the one-time keyboard")
	}
	show(place)
	show(params{"remove_keyboard": true})
	if r.Keyboard(11) != nil {
		t.Error("remove_keyboard did not remove it")
	}
	if _, err := r.Locate(ada, 91, 0); err == nil {
		t.Error("Locate beyond the pole = nil, want an error")
	}
}

func TestHistory(t *testing.T) {
	r := quick(t)
	m := r.sent("<b>a</b> https://example.com", params{"parse_mode": "HTML", "reply_markup": board(button("d")), "disable_notification": true})
	r.clock.advance(time.Minute)
	var edited wireMessage
	r.must("editMessageText", params{"chat_id": "11", "message_id": m.MessageID, "text": "b", "link_preview_options": params{"is_disabled": true}}, &edited)
	if edited.ReplyMarkup != nil || edited.EditDate != r.clock.now().Unix() || edited.Date != m.Date {
		t.Errorf("edited = %+v, want no keyboard, an edit date and the first date", edited)
	}
	if m.ReplyMarkup == nil || m.LinkPreview == nil || m.LinkPreview.URL != "https://example.com/" || m.Entities[0].Type != "bold" {
		t.Errorf("sent = %+v, want its keyboard, its preview and bold", m)
	}
	h := r.History(11)
	last := h[len(h)-1]
	if last.Text != "b" || !last.FromBot || last.Markup != nil || last.Edited.IsZero() || !last.Silent || last.LinkPreview != "" {
		t.Errorf("History ends with %+v", last)
	}
	if tail := r.Tail(11, 1); len(tail) != 1 || tail[0].ID != last.ID {
		t.Errorf("Tail = %+v, want the last message", tail)
	}
	if a := r.Activity(11); a != (Activity{Posts: 1, Acts: 2}) {
		t.Errorf("Activity = %+v, want a post and an edit", a)
	}
	raw, err := json.Marshal(last)
	if err != nil || !strings.Contains(string(raw), `"message_id":`) || strings.Contains(string(raw), `"inline_keyboard"`) {
		t.Errorf("as JSON = %s, %v", raw, err)
	}
	r.Forget(11)
	if len(r.History(11)) != 0 || len(r.Tail(11, 9)) != 0 {
		t.Error("History after Forget is not empty")
	}
	r.must("editMessageText", params{"chat_id": "11", "message_id": m.MessageID, "text": "c"}, nil)
	r.must("deleteMessage", params{"chat_id": "11", "message_id": m.MessageID}, nil)
	if g := r.call("editMessageText", params{"chat_id": "11", "message_id": m.MessageID, "text": "d"}); g.OK {
		t.Error("a deleted message was edited")
	}
	if r.History(404) != nil || r.Keyboard(404) != nil {
		t.Error("an unknown chat has a history or a keyboard")
	}
}

func TestPin(t *testing.T) {
	r := quick(t)
	m := r.sent("x", nil)
	r.must("pinChatMessage", params{"chat_id": "11", "message_id": m.MessageID}, nil)
	var c struct {
		Pinned *wireMessage `json:"pinned_message"`
		First  string       `json:"first_name"`
	}
	r.must("getChat", params{"chat_id": "11"}, &c)
	if c.Pinned == nil || c.Pinned.MessageID != m.MessageID || c.First != "Ada" {
		t.Errorf("getChat = %+v, want the pinned message", c)
	}
	h := r.History(11)
	if h[len(h)-1].Service != "pinned_message" || !h[len(h)-2].Pinned {
		t.Errorf("History ends with %+v", h[len(h)-2:])
	}
	r.must("unpinChatMessage", params{"chat_id": "11"}, nil)
	if g := r.call("unpinChatMessage", params{"chat_id": "11"}); g.OK {
		t.Error("unpinned twice")
	}
}

func TestWatch(t *testing.T) {
	r := quick(t)
	ctx, cancel := context.WithCancel(t.Context())
	watch := r.Watch(ctx, 11)
	other := r.Watch(ctx, 12)
	for range 3 {
		r.sent("x", nil)
	}
	<-watch
	select {
	case <-watch:
		t.Error("three changes unread gave two signals, want one")
	case <-other:
		t.Error("a change elsewhere gave a signal")
	default:
	}
	r.must("sendChatAction", params{"chat_id": "11", "action": "typing"}, nil)
	<-watch
	if action, ok := r.Action(11); !ok || action != "typing" {
		t.Errorf("Action = %q, %v, want typing", action, ok)
	}
	r.clock.advance(6 * time.Second)
	if action, ok := r.Action(11); ok {
		t.Errorf("Action after 6 s = %q, want none", action)
	}
	r.must("sendChatAction", params{"chat_id": "11", "action": "typing"}, nil)
	r.sent("x", nil)
	if _, ok := r.Action(11); ok {
		t.Error("Action after a message, want none")
	}
	cancel()
	for range watch { // ends when the channel closes
	}
	for range other {
	}
}

func TestMedia(t *testing.T) {
	r := quick(t)
	for _, kind := range []string{"voice", "photo", "sticker", "document", "video", "contact", "poll", "dice"} {
		if _, err := r.SendMedia(ada, kind); err != nil {
			t.Fatal(err)
		}
		list := r.polled(params{"offset": -1})
		var u struct {
			Message map[string]json.RawMessage
		}
		decode(t, list[0], &u)
		if _, ok := u.Message[kind]; !ok {
			t.Errorf("SendMedia(%s) = %v, want the member %s", kind, sortedKeys(u.Message), kind)
		}
	}
	if _, err := r.SendMedia(ada, "song"); err == nil {
		t.Error("SendMedia(song) = nil, want an error")
	}
}

func TestFiles(t *testing.T) {
	r := quick(t)
	_, _, picture := sample("photo")
	send := func(method, field string, data []byte) got {
		t.Helper()
		body, contentType := form(t, map[string]string{"chat_id": "11", "caption": "<i>x</i>", "parse_mode": "HTML"}, field, data)
		resp, err := http.Post(r.base+method, contentType, body)
		if err != nil {
			t.Fatal(err)
		}
		return r.read(resp)
	}
	var m wireMessage
	decode(t, send("sendPhoto", "photo", picture).Result, &m)
	if m.Caption != "x" || m.CaptionEntities[0].Type != "italic" || m.Photo[0].Width != 16 {
		t.Errorf("photo = %+v", m)
	}
	data, mediaType, ok := r.File(m.Photo[0].FileID)
	if !ok || mediaType != "image/png" || len(data) != len(picture) {
		t.Errorf("File = %d bytes of %s, %v", len(data), mediaType, ok)
	}
	var f struct {
		Path string `json:"file_path"`
	}
	r.must("getFile", params{"file_id": m.Photo[0].FileID}, &f)
	resp, err := http.Get(r.http.URL + "/file/bot42:token/" + f.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); err != nil || len(body) != len(picture) {
		t.Errorf("downloaded %d bytes, %v, want %d", len(body), err, len(picture))
	}
	r.must("sendPhoto", params{"chat_id": "11", "photo": m.Photo[0].FileID}, nil)
	r.must("editMessageCaption", params{"chat_id": "11", "message_id": m.MessageID, "caption": "y"}, nil)
	for _, c := range []struct {
		field string
		data  []byte
		want  string
	}{
		{"photo", []byte("texte"), "Bad Request: IMAGE_PROCESS_FAILED"},
		{"photo", nil, "Bad Request: file must be non-empty"},
		{"photo", make([]byte, photoMax+1), "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"},
	} {
		method := "send" + strings.ToUpper(c.field[:1]) + c.field[1:]
		if g := send(method, c.field, c.data); g.Description != c.want {
			t.Errorf("%s of %d bytes = %q, want %q", method, len(c.data), g.Description, c.want)
		}
	}
	q := newQuery()
	q.files["document"] = upload{name: "a.bin", data: make([]byte, uploadMax+1)}
	if _, err := r.inputFile(q, "document"); err == nil || err.Error() != "Request Entity Too Large" {
		t.Errorf("a document beyond 50 MB = %v, want it refused", err)
	}
	if g := r.call("sendPhoto", params{"chat_id": "11", "photo": m.Photo[0].FileID, "caption": long(1025)}); g.Description != "Bad Request: message caption is too long" {
		t.Errorf("a caption of 1025 = %q", g.Description)
	}
}

func TestProfile(t *testing.T) {
	r := newRig(t, Options{})
	r.must("setMyCommands", params{"commands": []Command{{"help", "Help"}}}, nil)
	r.must("setMyCommands", params{"commands": []Command{{"/aide", "Aide"}}, "language_code": "fr"}, nil)
	if diff := cmp.Diff([]Command{{"aide", "Aide"}}, r.Commands("fr")); diff != "" {
		t.Errorf("Commands(fr): -want +got\n%s", diff)
	}
	if diff := cmp.Diff([]Command{{"help", "Help"}}, r.Commands("de")); diff != "" {
		t.Errorf("Commands(de): -want +got\n%s", diff)
	}
	r.must("setMyCommands", params{"commands": []Command{{"lieu", "Lieu"}}, "scope": params{"type": "all_private_chats"}}, nil)
	if diff := cmp.Diff([]Command{{"lieu", "Lieu"}}, r.Commands("fr")); diff != "" {
		t.Errorf("a narrower scope: -want +got\n%s", diff)
	}
	r.must("deleteMyCommands", params{"scope": params{"type": "all_private_chats"}}, nil)
	var list []Command
	r.must("getMyCommands", params{"scope": params{"type": "all_private_chats"}}, &list)
	if len(list) != 0 {
		t.Errorf("getMyCommands after deleteMyCommands = %v", list)
	}
	r.must("setMyDescription", params{"description": "par défaut"}, nil)
	r.must("setMyDescription", params{"description": "en français", "language_code": "fr"}, nil)
	if fr, de := r.Description("fr"), r.Description("de"); fr != "en français" || de != "par défaut" {
		t.Errorf("Description = %q, %q", fr, de)
	}
	r.must("setMyShortDescription", params{"short_description": "court"}, nil)
	r.must("setMyName", params{"name": "Jalon d'essai"}, nil)
	var got map[string]string
	r.must("getMyShortDescription", nil, &got)
	r.must("getMyName", nil, &got)
	if got["short_description"] != "court" || got["name"] != "Jalon d'essai" {
		t.Errorf("profile = %v", got)
	}
	r.must("setChatMenuButton", params{"menu_button": params{"type": "commands"}}, nil)
	var menu struct{ Type string }
	r.must("getChatMenuButton", nil, &menu)
	if menu.Type != "commands" {
		t.Errorf("menu button = %q", menu.Type)
	}
	for _, method := range []string{"logOut", "close"} {
		r.must(method, nil, nil)
	}
}

func TestInline(t *testing.T) {
	r := quick(t)
	article := params{
		"type": "article", "id": "a1", "title": "PLOUCS",
		"input_message_content": params{"message_text": "<b>PLOUCS</b>", "parse_mode": "HTML"},
		"reply_markup":          board(button("more")),
	}
	personal := false
	r.answering(func(c wireCallback) params { return params{"callback_query_id": c.ID} }, func(id string) params {
		return params{"inline_query_id": id, "results": []any{article}, "cache_time": 60, "is_personal": personal, "next_offset": "2"}
	})
	got, err := r.Query(ada, "ploucs")
	if err != nil || !got.Answered || len(got.Results) != 1 || got.Cache != 60 || got.Cached || got.NextOffset != "2" {
		t.Fatalf("Query = %+v, %v", got, err)
	}
	if again, err := r.Query(bruno, "ploucs"); err != nil || !again.Cached {
		t.Errorf("the same query by another = %+v, %v, want the cache", again, err)
	}
	r.clock.advance(61 * time.Second)
	personal = true
	if fresh, err := r.Query(ada, "ploucs"); err != nil || fresh.Cached || !fresh.Personal {
		t.Errorf("after a minute = %+v, %v, want the bot's answer", fresh, err)
	}
	if other, err := r.Query(bruno, "ploucs"); err != nil || other.Cached {
		t.Errorf("a personal answer reached another: %+v, %v", other, err)
	}
	elsewhere := Chat{ID: -77, Type: "group", Title: "Ailleurs"}
	id, err := r.Choose(ada, elsewhere, "ploucs", got.Results[0])
	if err != nil || id == "" {
		t.Fatalf("Choose = %q, %v", id, err)
	}
	h := r.History(-77)
	if len(h) != 1 || h[0].Text != "PLOUCS" || !h[0].ViaBot || h[0].FromBot {
		t.Errorf("History = %+v, want the message sent via the bot", h)
	}
	if p, err := r.PressInline(ada, id, "more"); err != nil || !p.Answered {
		t.Errorf("PressInline = %+v, %v", p, err)
	}
	r.must("editMessageText", params{"inline_message_id": id, "text": "ouvert"}, nil)
	if h := r.History(-77); h[0].Text != "ouvert" {
		t.Errorf("after the edit = %q", h[0].Text)
	}
	before := len(r.History(bruno.ID))
	card, err := r.Choose(ada, Chat{ID: bruno.ID, Type: "private"}, "ploucs", got.Results[0])
	if m, ok := r.Inline(card); err != nil || !ok || m.Text != "PLOUCS" || len(r.History(bruno.ID)) != before {
		t.Errorf("a card between two people = %+v, %v, %v, want it out of the bot's chats", m, ok, err)
	}
	if _, err := r.Query(ada, long(257)); err == nil {
		t.Error("Query of 257 characters = nil, want an error")
	}
}

func TestInlineRefusals(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	content := params{"message_text": "x"}
	one := func(more params) []any {
		p := params{"type": "article", "id": "a", "title": "t", "input_message_content": content}
		for name, value := range more {
			p[name] = value
		}
		return []any{p}
	}
	for _, c := range []struct {
		results any
		want    string
	}{
		{[]any{1}, "Bad Request: can't parse inline query result: Inline query result must be an object"},
		{one(params{"type": nil}), `Bad Request: can't parse inline query result: Can't find field "type"`},
		{one(params{"type": "poem"}), `Bad Request: can't parse inline query result: type "poem" is unsupported for the inline query result`},
		{one(params{"title": nil}), `Bad Request: can't parse inline query result: Can't find field "title"`},
		{one(params{"input_message_content": params{}}), "Bad Request: can't parse inline query result: Input message content is not specified"},
		{one(params{"input_message_content": params{"message_text": "<p>", "parse_mode": "HTML"}}), `Bad Request: can't parse inline query result: can't parse entities: Unsupported start tag "p" at byte offset 0`},
		{one(params{"id": ""}), "Bad Request: RESULT_ID_INVALID"},
		{one(params{"id": long(65)}), "Bad Request: RESULT_ID_INVALID"},
		{append(one(nil), one(nil)...), "Bad Request: RESULT_ID_DUPLICATE"},
		{one(params{"reply_markup": board(button(long(65)))}), "Bad Request: BUTTON_DATA_INVALID"},
		{make([]int, 51), "Bad Request: too many inline query results specified"},
	} {
		g := r.call("answerInlineQuery", params{"inline_query_id": "1", "results": c.results})
		if g.Description != c.want {
			t.Errorf("results %v = %q, want %q", c.results, g.Description, c.want)
		}
	}
	for _, c := range []struct {
		button any
		want   string
	}{
		{"x", "Bad Request: can't parse inline query results button JSON object"},
		{params{"start_parameter": "a"}, `Bad Request: can't parse inline query results button: Can't find field "text"`},
		{params{"text": "x"}, "Bad Request: can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field"},
		{params{"text": "x", "start_parameter": "é"}, "Bad Request: START_PARAM_INVALID"},
		{params{"text": "x", "start_parameter": "a", "web_app": nil}, "Bad Request: " + tooOld},
	} {
		g := r.call("answerInlineQuery", params{"inline_query_id": "1", "button": c.button})
		if g.Description != c.want {
			t.Errorf("button %v = %q, want %q", c.button, g.Description, c.want)
		}
	}
}

func TestInlineContents(t *testing.T) {
	r := newRig(t, Options{Quick: true})
	venue := params{"title": "Lieu", "address": "Rue", "latitude": 44.7, "longitude": 5}
	with := func(kind string, more params) json.RawMessage {
		p := params{"type": kind, "id": "r", "title": "t"}
		for name, value := range more {
			p[name] = value
		}
		raw, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	for _, c := range []struct {
		name string
		raw  json.RawMessage
		ok   func(Message) bool
	}{
		{"venue", with("venue", venue), func(m Message) bool { return m.Venue != nil && m.Venue.Title == "Lieu" }},
		{"venue inside", with("article", params{"input_message_content": venue}), func(m Message) bool { return m.Venue != nil && m.Location != nil }},
		{"location", with("location", params{"latitude": "44.7", "longitude": 5}), func(m Message) bool { return m.Venue == nil && m.Location.Latitude == 44.7 }},
		{"contact", with("contact", params{"phone_number": "+33199000000", "first_name": "Accueil"}), func(m Message) bool { return m.Contact.FirstName == "Accueil" }},
		{"contact inside", with("article", params{"input_message_content": params{"phone_number": "1", "first_name": "A"}}), func(m Message) bool { return m.Contact != nil }},
	} {
		if _, err := r.Choose(ada, Chat{}, "q", c.raw); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if last := r.Tail(11, 1)[0]; !c.ok(last) {
			t.Errorf("%s = %+v", c.name, last)
		}
	}
	for name, raw := range map[string]json.RawMessage{
		"no latitude": with("venue", params{"longitude": 5}),
		"off the map": with("location", params{"latitude": 91, "longitude": 5}),
		"no name":     with("contact", params{"phone_number": "1"}),
		"no address":  with("venue", params{"latitude": 1, "longitude": 5, "address": nil}),
	} {
		if _, err := r.Choose(ada, Chat{}, "q", raw); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestDeleteMessages(t *testing.T) {
	r := quick(t)
	a, b := r.sent("a", nil), r.sent("b", nil)
	theirs := r.say(ada, "x") // a bot may delete what a person wrote in private
	r.must("deleteMessages", params{"chat_id": "11", "message_ids": []int{a.MessageID, theirs, 999}}, nil)
	h := r.History(11)
	if last := h[len(h)-1]; last.ID != b.MessageID {
		t.Errorf("History ends with %+v, want the message kept", last)
	}
	for _, c := range []struct {
		ids  any
		want string
	}{
		{"", "Bad Request: message identifiers are not specified"},
		{[]int{}, "Bad Request: message identifiers are not specified"},
		{"[", "Bad Request: can't parse message_ids JSON object"},
		{make([]int, 101), "Bad Request: too many message identifiers specified"},
		{[]int{-1}, "Bad Request: invalid message identifier specified"},
	} {
		if g := r.call("deleteMessages", params{"chat_id": "11", "message_ids": c.ids}); g.Description != c.want {
			t.Errorf("message_ids %v = %q, want %q", c.ids, g.Description, c.want)
		}
	}
	if _, err := r.Say(ada, club, "/x@jalon_bot"); err != nil {
		t.Fatal(err)
	}
	if g := r.call("deleteMessage", params{"chat_id": "-50", "message_id": theirs + 1}); g.Description != "Bad Request: message can't be deleted" {
		t.Errorf("a person's message in a group = %q", g.Description)
	}
}

func TestUnpinAll(t *testing.T) {
	r := quick(t)
	for range 2 {
		m := r.sent("x", nil)
		r.must("pinChatMessage", params{"chat_id": "11", "message_id": m.MessageID}, nil)
	}
	r.must("unpinAllChatMessages", params{"chat_id": "11"}, nil)
	for _, m := range r.History(11) {
		if m.Pinned {
			t.Errorf("message %d is still pinned", m.ID)
		}
	}
}

func TestMenuButton(t *testing.T) {
	r := quick(t)
	r.must("setChatMenuButton", params{"chat_id": "11", "menu_button": params{"type": "web_app", "text": "Ouvrir", "web_app": params{"url": "https://example.com"}}}, nil)
	var menu struct{ Type string }
	r.must("getChatMenuButton", params{"chat_id": "11"}, &menu)
	if menu.Type != "web_app" {
		t.Errorf("the menu of the chat = %q", menu.Type)
	}
	r.must("getChatMenuButton", nil, &menu)
	if menu.Type != "commands" {
		t.Errorf("the menu of the others = %q, want commands", menu.Type)
	}
	for _, c := range []struct {
		p    params
		want string
	}{
		{params{"chat_id": "x"}, "Bad Request: invalid chat_id specified"},
		{params{"chat_id": "99"}, "Bad Request: user not found"},
		{params{"menu_button": "{"}, "Bad Request: can't parse menu button JSON object"},
		{params{"menu_button": "1"}, "Bad Request: can't parse menu button: MenuButton must be an Object"},
		{params{"menu_button": params{"type": "web_app"}}, `Bad Request: can't parse menu button: Can't find field "text"`},
		{params{"menu_button": params{"type": "web_app", "text": "x", "web_app": 1}}, `Bad Request: can't parse menu button: Field "web_app" must be of type Object`},
	} {
		if g := r.call("setChatMenuButton", c.p); g.Description != c.want {
			t.Errorf("setChatMenuButton(%v) = %q, want %q", c.p, g.Description, c.want)
		}
	}
}
