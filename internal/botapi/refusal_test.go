package botapi

import (
	"net/http"
	"testing"
	"time"
)

// TestRefusals walks what Telegram refuses, with its texts.
func TestRefusals(t *testing.T) {
	r := quick(t)
	group := r.call
	if _, err := r.Say(ada, club, "/start@jalon_bot"); err != nil {
		t.Fatal(err)
	}
	own := r.sent("bonjour", params{"reply_markup": board(button("a"))})
	theirs := r.say(ada, "coucou")
	var venue wireMessage
	r.must("sendVenue", params{"chat_id": "11", "latitude": "44.7", "longitude": "5", "title": "Lieu", "address": "Rue"}, &venue)
	mk := func(v any) params { return params{"chat_id": "11", "text": "x", "reply_markup": v} }
	in := func(b map[string]any) params { return mk(board(b)) }
	text := func(s string) params { return params{"chat_id": "11", "text": s} }
	html := func(s string) params { return params{"chat_id": "11", "text": s, "parse_mode": "HTML"} }
	ent := func(e any) params { return params{"chat_id": "11", "text": "salut", "entities": []any{e}} }

	for _, c := range []struct {
		name, method string
		p            params
		want         string
	}{
		{"no text", "sendMessage", params{"chat_id": "0"}, "Bad Request: message text is empty"},
		{"empty text", "sendMessage", text(""), "Bad Request: message text is empty"},
		{"blank text", "sendMessage", text(" \n "), "Bad Request: text must be non-empty"},
		{"blank after parsing", "sendMessage", html("<b></b>"), "Bad Request: text must be non-empty"},
		{"4097 units", "sendMessage", text(long(4097)), "Bad Request: message is too long"},
		{"emoji count twice", "sendMessage", text(repeat("🏡", 2049)), "Bad Request: message is too long"},
		{"too many bytes", "sendMessage", text(long(32769)), "Bad Request: text is too long"},
		{"no UTF-8", "sendMessage", text("a\xff"), "Bad Request: strings must be encoded in UTF-8"},
		{"parse mode", "sendMessage", params{"chat_id": "11", "text": "x", "parse_mode": "bbcode"}, "Bad Request: unsupported parse_mode"},
		{"no chat", "sendMessage", params{"text": "x"}, "Bad Request: chat_id is empty"},
		{"unknown chat", "sendMessage", params{"chat_id": "99", "text": "x"}, "Bad Request: chat not found"},
		{"null chat", "sendMessage", params{"chat_id": "null", "text": "x"}, "Bad Request: chat not found"},
		{"named chat", "sendMessage", params{"chat_id": "@nobody", "text": "x"}, "Bad Request: chat not found"},
		{"itself", "sendMessage", params{"chat_id": "42", "text": "x"}, "Forbidden: bot can't send messages to bots"},
		{"thread", "sendMessage", params{"chat_id": "11", "text": "x", "message_thread_id": "5"}, "Bad Request: message thread not found"},
		{"business", "sendMessage", params{"chat_id": "11", "text": "x", "business_connection_id": "b"}, "Bad Request: business connection not found"},
		{"effect", "sendMessage", params{"chat_id": "11", "text": "x", "message_effect_id": "no"}, "Bad Request: EFFECT_ID_INVALID"},
		{"paid", "sendMessage", params{"chat_id": "11", "text": "x", "allow_paid_broadcast": "true"}, "Bad Request: FLOODSKIP_NOT_ALLOWED"},
		{"reply gone", "sendMessage", params{"chat_id": "11", "text": "x", "reply_parameters": params{"message_id": 999}}, "Bad Request: message to be replied not found"},
		{"reply to nothing", "sendMessage", params{"chat_id": "11", "text": "x", "reply_parameters": params{}}, `Bad Request: can't find field "message_id"`},
		{"preview flag", "sendMessage", params{"chat_id": "11", "text": "x", "link_preview_options": params{"is_disabled": "yes"}}, `Bad Request: field "is_disabled" must be of type Boolean`},
		{"preview address", "sendMessage", params{"chat_id": "11", "text": "x", "link_preview_options": params{"url": "nothing"}}, "Bad Request: WEBPAGE_URL_INVALID"},

		{"tag p", "sendMessage", html("é<p>x</p>"), `Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 2`},
		{"unclosed tag", "sendMessage", html("a <b"), "Bad Request: can't parse entities: Unclosed start tag at byte offset 2"},
		{"no end tag", "sendMessage", html("<b>x"), `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{"end tag alone", "sendMessage", html("x</b>"), "Bad Request: can't parse entities: Unexpected end tag at byte offset 1"},
		{"crossed tags", "sendMessage", html("<b><i>x</b></i>"), `Bad Request: can't parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`},
		{"emoji id", "sendMessage", html(`<tg-emoji emoji-id="x">a</tg-emoji>`), "Bad Request: can't parse entities: Invalid custom emoji identifier specified"},
		{"entity type", "sendMessage", ent(params{"type": "big", "offset": 0, "length": 1}), "Bad Request: can't parse MessageEntity: Unsupported type specified"},
		{"entity after end", "sendMessage", ent(params{"type": "bold", "offset": 100, "length": 1}), "Bad Request: entity begins after the end of the text at UTF-16 offset 100"},
		{"entity too long", "sendMessage", ent(params{"type": "bold", "offset": 0, "length": 9}), "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9"},
		{"entity before", "sendMessage", ent(params{"type": "bold", "offset": -1, "length": 1}), "Bad Request: receive an entity with incorrect offset -1"},
		{"entity link", "sendMessage", ent(params{"type": "text_link", "offset": 0, "length": 1, "url": "no"}), "Bad Request: entity URL 'no' is invalid: Wrong HTTP URL"},
		{"entity link empty", "sendMessage", ent(params{"type": "text_link", "offset": 0, "length": 1, "url": ""}), "Bad Request: entity URL '' is invalid: URL host is empty"},
		{"entity no link", "sendMessage", ent(params{"type": "text_link", "offset": 0, "length": 1}), `Bad Request: can't parse MessageEntity: Can't find field "url"`},
		{"entity nobody", "sendMessage", ent(params{"type": "text_mention", "offset": 0, "length": 1, "user": params{"id": 5}}), "Bad Request: user not found"},

		{"markup no JSON", "sendMessage", mk("{"), "Bad Request: can't parse reply keyboard markup JSON object"},
		{"markup null", "sendMessage", mk("null"), "Bad Request: object expected as reply markup"},
		{"rows no array", "sendMessage", mk(params{"inline_keyboard": "x"}), `Bad Request: field "inline_keyboard" must be of type Array`},
		{"row no array", "sendMessage", mk(params{"inline_keyboard": []any{"x"}}), `Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`},
		{"button no object", "sendMessage", mk(params{"inline_keyboard": []any{[]any{1}}}), "Bad Request: can't parse inline keyboard button: InlineKeyboardButton must be an Object"},
		{"no label", "sendMessage", in(params{"callback_data": "x"}), `Bad Request: can't parse inline keyboard button: Can't find field "text"`},
		{"empty label", "sendMessage", in(params{"text": "", "callback_data": "x"}), "Bad Request: inline keyboard button text must be non-empty"},
		{"no kind", "sendMessage", in(params{"text": "x"}), "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{"empty data", "sendMessage", in(params{"text": "x", "callback_data": ""}), "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{"65 bytes", "sendMessage", in(button(long(65))), "Bad Request: BUTTON_DATA_INVALID"},
		{"33 accents", "sendMessage", in(button(repeat("é", 33))), "Bad Request: BUTTON_DATA_INVALID"},
		{"button address", "sendMessage", in(params{"text": "x", "url": "not-a-url"}), "Bad Request: inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"},
		{"button ftp", "sendMessage", in(params{"text": "x", "url": "ftp://example.com"}), "Bad Request: inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol"},
		{"button phone", "sendMessage", in(params{"text": "x", "url": "tel:+33475000000"}), "Bad Request: inline keyboard button URL 'tel:+33475000000' is invalid: Wrong port number specified in the URL"},
		{"button here", "sendMessage", in(params{"text": "x", "url": "http://localhost/"}), "Bad Request: inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL"},
		{"app not https", "sendMessage", in(params{"text": "x", "web_app": params{"url": "http://example.com"}}), "Bad Request: inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed"},
		{"copy nothing", "sendMessage", in(params{"text": "x", "copy_text": params{"text": ""}}), "Bad Request: BUTTON_COPY_TEXT_INVALID"},
		{"copy 257", "sendMessage", in(params{"text": "x", "copy_text": params{"text": long(257)}}), "Bad Request: BUTTON_COPY_TEXT_INVALID"},
		{"pay", "sendMessage", in(params{"text": "x", "pay": true}), "Bad Request: BUTTON_TYPE_INVALID"},
		{"game", "sendMessage", in(params{"text": "x", "callback_game": params{}}), "Bad Request: BUTTON_TYPE_INVALID"},
		{"login", "sendMessage", in(params{"text": "x", "login_url": params{"url": "https://example.com"}}), "Bad Request: BOT_DOMAIN_INVALID"},
		{"style", "sendMessage", in(params{"text": "x", "callback_data": "x", "style": "pink"}), "Bad Request: can't parse inline keyboard button: invalid button style specified"},
		{"chosen flag", "sendMessage", in(params{"text": "x", "switch_inline_query_chosen_chat": params{"allow_user_chats": "yes"}}), `Bad Request: can't parse inline keyboard button: Field "allow_user_chats" must be of type Boolean`},
		{"101 buttons", "sendMessage", mk(many(101)), "Bad Request: reply markup is too long"},
		{"keys no array", "sendMessage", mk(params{"keyboard": "x"}), `Bad Request: field "keyboard" must be of type Array`},
		{"key row", "sendMessage", mk(params{"keyboard": []any{"x"}}), `Bad Request: field "keyboard" must be an Array of Arrays`},
		{"key kind", "sendMessage", mk(params{"keyboard": []any{[]any{7}}}), "Bad Request: can't parse keyboard button: KeyboardButton must be a String or an Object"},
		{"key empty", "sendMessage", mk(params{"keyboard": []any{[]any{""}}}), "Bad Request: keyboard button text must be non-empty"},
		{"resize flag", "sendMessage", mk(params{"keyboard": []any{[]any{"x"}}, "resize_keyboard": "yes"}), `Bad Request: field "resize_keyboard" must be of type Boolean`},
		{"position in a group", "sendMessage", params{"chat_id": "-50", "text": "x", "reply_markup": params{"keyboard": []any{[]any{params{"text": "x", "request_location": true}}}}}, "Bad Request: location can be requested in private chats only"},
		{"phone in a group", "sendMessage", params{"chat_id": "-50", "text": "x", "reply_markup": params{"keyboard": []any{[]any{params{"text": "x", "request_contact": true}}}}}, "Bad Request: phone number can be requested in private chats only"},
		{"app in a group", "sendMessage", params{"chat_id": "-50", "text": "x", "reply_markup": params{"keyboard": []any{[]any{params{"text": "x", "web_app": params{"url": "https://example.com"}}}}}}, "Bad Request: web App buttons can be used in private chats only"},

		{"same again", "editMessageText", params{"chat_id": "11", "message_id": own.MessageID, "text": "bonjour", "reply_markup": board(button("a"))}, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"},
		{"edit unknown", "editMessageText", params{"chat_id": "11", "message_id": 999, "text": "x"}, "Bad Request: message to edit not found"},
		{"edit nothing", "editMessageText", params{"text": "x"}, "Bad Request: message identifier is not specified"},
		{"edit inline unknown", "editMessageText", params{"text": "x", "inline_message_id": "none"}, "Bad Request: MESSAGE_ID_INVALID"},
		{"edit theirs", "editMessageText", params{"chat_id": "11", "message_id": theirs, "text": "x"}, "Bad Request: message can't be edited"},
		{"edit a venue", "editMessageText", params{"chat_id": "11", "message_id": venue.MessageID, "text": "x"}, "Bad Request: there is no text in the message to edit"},
		{"edit no caption", "editMessageCaption", params{"chat_id": "11", "message_id": own.MessageID, "caption": "x"}, "Bad Request: there is no caption in the message to edit"},
		{"edit in keys", "editMessageText", params{"chat_id": "11", "message_id": own.MessageID, "text": "y", "reply_markup": params{"keyboard": []any{[]any{"x"}}}}, "Bad Request: inline keyboard expected"},
		{"same buttons", "editMessageReplyMarkup", params{"chat_id": "11", "message_id": own.MessageID, "reply_markup": board(button("a"))}, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"},
		{"delete unknown", "deleteMessage", params{"chat_id": "11", "message_id": 999}, "Bad Request: message to delete not found"},
		{"delete nothing", "deleteMessage", params{"chat_id": "11"}, "Bad Request: message identifier is not specified"},
		{"delete nowhere", "deleteMessage", params{"message_id": 1}, "Bad Request: chat identifier is not specified"},
		{"delete no list", "deleteMessages", params{"chat_id": "11", "message_ids": "5"}, "Bad Request: expected an Array of message identifiers"},
		{"pin unknown", "pinChatMessage", params{"chat_id": "11", "message_id": 999}, "Bad Request: message to pin not found"},

		{"callback unknown", "answerCallbackQuery", params{"callback_query_id": "1"}, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"action", "sendChatAction", params{"chat_id": "11", "action": "dancing"}, "Bad Request: wrong parameter action in request"},
		{"no latitude", "sendVenue", params{"chat_id": "11", "longitude": "5", "title": "x", "address": "x"}, "Bad Request: latitude is empty"},
		{"no longitude", "sendLocation", params{"chat_id": "11", "latitude": "5"}, "Bad Request: longitude is empty"},
		{"no phone", "sendContact", params{"chat_id": "11", "first_name": "x"}, `Bad Request: parameter "phone_number" is required`},
		{"no first name", "sendContact", params{"chat_id": "11", "phone_number": "1"}, `Bad Request: parameter "first_name" is required`},
		{"no photo", "sendPhoto", params{"chat_id": "11"}, "Bad Request: there is no photo in the request"},
		{"no document", "sendDocument", params{"chat_id": "11"}, "Bad Request: there is no document in the request"},
		{"photo unknown", "sendPhoto", params{"chat_id": "11", "photo": "none"}, "Bad Request: wrong file identifier/HTTP URL specified"},
		{"photo address", "sendPhoto", params{"chat_id": "11", "photo": "https://example.com/a.png"}, "Bad Request: failed to get HTTP URL content"},
		{"file unknown", "getFile", params{"file_id": "none"}, "Bad Request: invalid file_id"},

		{"commands no list", "setMyCommands", params{"commands": params{}}, "Bad Request: expected an Array of BotCommand"},
		{"command empty", "setMyCommands", params{"commands": []Command{{"", "x"}}}, "Bad Request: command must be non-empty"},
		{"command spaces", "setMyCommands", params{"commands": []Command{{"bad one", "x"}}}, "Bad Request: BOT_COMMAND_INVALID"},
		{"command capital", "setMyCommands", params{"commands": []Command{{"Aide", "x"}}}, "Bad Request: BOT_COMMAND_INVALID"},
		{"command untold", "setMyCommands", params{"commands": []Command{{"aide", ""}}}, "Bad Request: command description must be non-empty"},
		{"command long", "setMyCommands", params{"commands": []Command{{"aide", long(257)}}}, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"},
		{"scope", "setMyCommands", params{"commands": []Command{{"a", "x"}}, "scope": params{"type": "moon"}}, "Bad Request: can't parse BotCommandScope: Unsupported type specified"},
		{"scope no chat", "setMyCommands", params{"commands": []Command{{"a", "x"}}, "scope": params{"type": "chat"}}, `Bad Request: can't parse BotCommandScope: Can't find field "chat_id"`},
		{"scope no user", "setMyCommands", params{"commands": []Command{{"a", "x"}}, "scope": params{"type": "chat_member", "chat_id": 0}}, `Bad Request: can't parse BotCommandScope: Can't find field "user_id"`},
		{"language", "setMyCommands", params{"commands": []Command{{"a", "x"}}, "language_code": "french"}, "Bad Request: invalid language code specified"},
		{"description", "setMyDescription", params{"description": long(513)}, "Bad Request: BOT_DESC_INVALID"},
		{"short description", "setMyShortDescription", params{"short_description": long(121)}, "Bad Request: BOT_ABOUT_INVALID"},
		{"menu", "setChatMenuButton", params{"menu_button": params{"type": "moon"}}, "Bad Request: can't parse menu button: MenuButton has unsupported type"},
		{"results no list", "answerInlineQuery", params{"inline_query_id": "1", "results": params{}}, "Bad Request: expected an Array of inline query results"},
		{"inline unknown", "answerInlineQuery", params{"inline_query_id": "1", "results": []any{}}, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"leave private", "leaveChat", params{"chat_id": "11"}, "Bad Request: chat is not a group or channel chat"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := group(c.method, c.p)
			if g.Description != c.want || g.OK {
				t.Errorf("%s = %q, want %q", c.method, g.Description, c.want)
			}
			want := http.StatusBadRequest
			if c.want[:9] == "Forbidden" {
				want = http.StatusForbidden
			}
			if g.Code != want || g.ErrorCode != want {
				t.Errorf("%s = status %d, error_code %d, want %d", c.method, g.Code, g.ErrorCode, want)
			}
		})
	}
	if n := len(r.Refusals()); n < 90 {
		t.Errorf("Refusals() has %d calls, want every refusal above", n)
	}
}

// TestAccepted walks what is at the edge and passes.
func TestAccepted(t *testing.T) {
	r := quick(t)
	in := func(b map[string]any) params { return params{"chat_id": "11", "text": "x", "reply_markup": board(b)} }
	for name, p := range map[string]params{
		"4096 units":          {"chat_id": "11", "text": long(4096)},
		"2048 emoji":          {"chat_id": "11", "text": repeat("🏡", 2048)},
		"64 bytes":            in(button(long(64))),
		"256 to copy":         in(params{"text": "x", "copy_text": params{"text": repeat("é", 256)}}),
		"empty copy, data":    in(params{"text": "x", "callback_data": "d", "copy_text": params{"text": ""}}),
		"empty inline query":  in(params{"text": "x", "switch_inline_query": ""}),
		"bare address":        in(params{"text": "x", "url": "example.com"}),
		"tg address":          in(params{"text": "x", "url": "tg://resolve?domain=a"}),
		"app in private":      in(params{"text": "x", "web_app": params{"url": "https://example.com"}}),
		"style":               in(params{"text": "x", "callback_data": "d", "style": "danger"}),
		"100 buttons":         {"chat_id": "11", "text": "x", "reply_markup": many(100)},
		"no rows":             {"chat_id": "11", "text": "x", "reply_markup": params{"inline_keyboard": []any{}}},
		"empty rows":          {"chat_id": "11", "text": "x", "reply_markup": params{"inline_keyboard": []any{[]any{}}}},
		"optional reply":      {"chat_id": "11", "text": "x", "reply_parameters": params{"message_id": 999, "allow_sending_without_reply": true}},
		"small letters mode":  {"chat_id": "11", "text": "<b>x</b>", "parse_mode": "html"},
		"ignored entities":    {"chat_id": "11", "text": "x", "entities": "nothing"},
		"found by Telegram":   {"chat_id": "11", "text": "/aide", "entities": []any{params{"type": "bot_command", "offset": 0, "length": 5}}},
		"plain keys":          {"chat_id": "11", "text": "x", "reply_markup": params{"keyboard": []any{[]any{"Oui", params{"text": "Non"}}}}},
		"position in private": {"chat_id": "11", "text": "x", "reply_markup": params{"keyboard": []any{[]any{params{"text": "x", "request_location": true}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			if g := r.call("sendMessage", p); !g.OK {
				t.Errorf("sendMessage(%v) = %q, want it accepted", p, g.Description)
			}
		})
	}
}

func TestBlockedAndUnknown(t *testing.T) {
	r := quick(t)
	send := func(chat string) string {
		return r.call("sendMessage", params{"chat_id": chat, "text": "x"}).Description
	}
	r.Block(ada)
	if got, want := send("11"), "Forbidden: bot was blocked by the user"; got != want {
		t.Errorf("to a person who blocked = %q, want %q", got, want)
	}
	if _, err := r.Say(ada, Chat{}, "x"); err == nil {
		t.Error("Say while blocked = nil, want an error")
	}
	r.Unblock(ada)
	if got := send("11"); got != "" {
		t.Errorf("after Unblock = %q, want success", got)
	}
	if _, err := r.Say(bruno, club, "/aide@jalon_bot"); err != nil {
		t.Fatal(err)
	}
	if got, want := send("12"), "Forbidden: bot can't initiate conversation with a user"; got != want {
		t.Errorf("to a person met in a group = %q, want %q", got, want)
	}
	r.Kick(bruno, club)
	if got, want := send("-50"), "Forbidden: bot was kicked from the group chat"; got != want {
		t.Errorf("to a group that put it out = %q, want %q", got, want)
	}
	r.Invite(bruno, club)
	if got := send("-50"); got != "" {
		t.Errorf("after Invite = %q, want success", got)
	}
	r.must("leaveChat", params{"chat_id": "-50"}, nil)
	if got, want := send("-50"), "Forbidden: bot is not a member of the group chat"; got != want {
		t.Errorf("after leaveChat = %q, want %q", got, want)
	}
	r.Deactivate(ada)
	if got, want := send("11"), "Forbidden: user is deactivated"; got != want {
		t.Errorf("to a deactivated account = %q, want %q", got, want)
	}
}

func TestMigration(t *testing.T) {
	r := quick(t)
	if _, err := r.Say(ada, club, "/start@jalon_bot"); err != nil {
		t.Fatal(err)
	}
	next, err := r.Upgrade(ada, club.ID)
	if err != nil {
		t.Fatal(err)
	}
	g := r.call("sendMessage", params{"chat_id": "-50", "text": "x"})
	if g.Code != 400 || g.Parameters == nil || g.Parameters.MigrateTo != next ||
		g.Description != "Bad Request: group chat was upgraded to a supergroup chat" {
		t.Errorf("to the old group = %s, want a 400 that leads to %d", g.body, next)
	}
	r.must("sendMessage", params{"chat_id": next, "text": "x"}, nil)
}

func TestOldCallback(t *testing.T) {
	r := newRig(t, Options{Quick: true, Patience: time.Millisecond})
	r.say(ada, "x")
	m := r.sent("choix", params{"reply_markup": board(button("d"))})
	offset := r.polled(params{})
	press := func() string {
		if _, err := r.Press(ada, Chat{}, m.MessageID, "d"); err != nil {
			t.Fatal(err)
		}
		list := r.polled(params{"offset": ids(t, offset)[0] + 1})
		var u struct {
			Callback wireCallback `json:"callback_query"`
		}
		decode(t, list[len(list)-1], &u)
		return u.Callback.ID
	}
	old := press()
	r.clock.advance(31 * time.Second)
	if g := r.call("answerCallbackQuery", params{"callback_query_id": old}); g.Description != "Bad Request: "+tooOld {
		t.Errorf("after 31 s = %q, want too old", g.Description)
	}
	fresh := press()
	if g := r.call("answerCallbackQuery", params{"callback_query_id": fresh, "text": long(201)}); g.Description != "Bad Request: MESSAGE_TOO_LONG" {
		t.Errorf("with 201 characters = %q, want MESSAGE_TOO_LONG", g.Description)
	}
	if g := r.call("answerCallbackQuery", params{"callback_query_id": fresh, "url": "https://example.com"}); g.Description != "Bad Request: URL_INVALID" {
		t.Errorf("with a foreign address = %q, want URL_INVALID", g.Description)
	}
	r.must("answerCallbackQuery", params{"callback_query_id": fresh, "url": "https://t.me/jalon_bot?start=x"}, nil)
	if g := r.call("answerCallbackQuery", params{"callback_query_id": fresh}); g.Description != "Bad Request: "+tooOld {
		t.Errorf("twice = %q, want too old", g.Description)
	}
}

func TestDeleteAge(t *testing.T) {
	r := quick(t)
	m := r.sent("x", nil)
	r.clock.advance(49 * time.Hour)
	g := r.call("deleteMessage", params{"chat_id": "11", "message_id": m.MessageID})
	if g.Description != "Bad Request: message can't be deleted for everyone" {
		t.Errorf("after 49 h = %q, want a refusal", g.Description)
	}
	r.must("editMessageText", params{"chat_id": "11", "message_id": m.MessageID, "text": "y"}, nil) // no age limit
}

func TestLimits(t *testing.T) {
	r := quick(t)
	r.say(bruno, "x")
	r.Limit(Limits{ChatPerSecond: 1, Burst: 2})
	send := func(chat string) got { return r.call("sendMessage", params{"chat_id": chat, "text": "x"}) }
	if a, b := send("11"), send("11"); !a.OK || !b.OK {
		t.Fatalf("burst = %q, %q, want success", a.Description, b.Description)
	}
	g := send("11")
	if g.Code != 429 || g.Description != "Too Many Requests: retry after 1" || g.Parameters == nil ||
		g.Parameters.RetryAfter != 1 || g.header.Get("Retry-After") != "1" {
		t.Errorf("third at once = %s, want 429 with retry_after 1", g.body)
	}
	if g := send("12"); !g.OK {
		t.Errorf("another chat = %q, want success", g.Description)
	}
	r.clock.advance(time.Second)
	if g := send("11"); !g.OK {
		t.Errorf("after the wait = %q, want success", g.Description)
	}
	r.Limit(Limits{GroupPerMinute: 20})
	if _, err := r.Say(ada, club, "x"); err != nil {
		t.Fatal(err)
	}
	passed := 0
	for range 25 {
		if send("-50").OK {
			passed++
		}
	}
	if passed != 20 {
		t.Errorf("%d messages passed in a group, want 20", passed)
	}
}

func TestRouting(t *testing.T) {
	r := quick(t)
	get := func(path string) got {
		resp, err := http.Get(r.http.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		return r.read(resp)
	}
	for _, c := range []struct {
		path string
		code int
		want string
	}{
		{"/bot42:token/getMe", 200, ""},
		{"/bot42:token/GETME", 200, ""},
		{"/bot42:token/test/getMe", 200, ""},
		{"/bot42:token/sendPoem", 404, "Not Found: method not found"},
		{"/bot42:other/getMe", 401, "Unauthorized"},
		{"/bot42:token", 404, "Not Found"},
		{"/", 404, "Not Found"},
		{"/file/bot42:token/photos/none", 404, "Not Found"},
		{"/file/bot42:other/photos/none", 401, "Unauthorized"},
	} {
		if g := get(c.path); g.Code != c.code || g.Description != c.want {
			t.Errorf("GET %s = %d %q, want %d %q", c.path, g.Code, g.Description, c.code, c.want)
		}
	}
}

func TestMarkdownIsNotPretended(t *testing.T) {
	r := quick(t)
	if g := r.call("sendMessage", params{"chat_id": "11", "text": "*x*", "parse_mode": "MarkdownV2"}); g.Code != 501 {
		t.Errorf("MarkdownV2 = %d %q, want 501", g.Code, g.Description)
	}
}
