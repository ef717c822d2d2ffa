package botapi

import (
	"encoding/json"
	"reflect"
)

const (
	// callbackMax bounds callback_data, in bytes; copyMax the text to copy, in
	// characters.
	callbackMax = 64
	copyMax     = 256
	// buttonsMax and markupMax bound a whole keyboard, in buttons and bytes.
	// Telegram does not document its own bounds: these are the figures that
	// makers of bots report.
	buttonsMax = 100
	markupMax  = 10 << 10
)

// markup is what a reply_markup asks for; the zero markup asks for nothing.
type markup struct {
	inline [][]Button
	reply  *ReplyKeyboard
	remove bool
	force  bool
	size   int
}

// readMarkup reads the reply_markup of a call.
func readMarkup(q *query) (markup, error) {
	encoded := q.arg("reply_markup")
	if encoded == "" {
		return markup{}, nil
	}
	if !json.Valid([]byte(encoded)) {
		return markup{}, bad("Can't parse reply keyboard markup JSON object")
	}
	return markupOf(json.RawMessage(encoded))
}

// markupOf reads a reply markup.
func markupOf(raw json.RawMessage) (markup, error) {
	f, ok := object(raw)
	if !ok {
		return markup{}, bad("Object expected as reply markup")
	}
	m := markup{size: len(raw)}
	rows, err := f.get("keyboard", kindArray)
	if err != nil {
		return m, bad("%v", err)
	}
	keys, err := readKeys(rows)
	if err != nil {
		return m, err
	}
	inline, err := f.get("inline_keyboard", kindArray)
	if err != nil {
		return m, bad("%v", err)
	}
	if m.inline, err = readRows(inline); err != nil {
		return m, err
	}
	board := ReplyKeyboard{Keyboard: keys}
	if err := f.flags(map[string]*bool{
		"remove_keyboard": &m.remove, "force_reply": &m.force, "selective": &board.Selective,
		"resize_keyboard": &board.Resize, "one_time_keyboard": &board.OneTime, "is_persistent": &board.Persistent,
	}); err != nil {
		return m, bad("%v", err)
	}
	if board.Placeholder, err = f.text("input_field_placeholder"); err != nil {
		return m, bad("%v", err)
	}
	if len(keys) > 0 {
		m.reply = &board
		m.inline = nil
	}
	return m, nil
}

// readRows reads the rows of an inline keyboard; empty rows are dropped.
func readRows(raw json.RawMessage) ([][]Button, error) {
	rows, _ := array(raw)
	var out [][]Button
	for _, row := range rows {
		items, ok := array(row)
		if !ok {
			return nil, bad(`Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`)
		}
		var buttons []Button
		for _, item := range items {
			b, err := readButton(item)
			if err != nil {
				return nil, bad("Can't parse inline keyboard button: %v", err)
			}
			buttons = append(buttons, b)
		}
		if len(buttons) > 0 {
			out = append(out, buttons)
		}
	}
	return out, nil
}

// readButton reads one inline button. What it does is looked for in
// Telegram's order, and the first thing found wins.
func readButton(raw json.RawMessage) (Button, error) {
	f, ok := object(raw)
	if !ok {
		return Button{}, wordsError("InlineKeyboardButton must be an Object")
	}
	var b Button
	var err error
	if b.Text, err = f.needText("text"); err != nil {
		return b, err
	}
	if b.Style, err = readStyle(f); err != nil {
		return b, err
	}
	if b.URL, err = f.text("url"); err != nil || b.URL != "" {
		return b, err
	}
	if b.CallbackData, err = f.text("callback_data"); err != nil || b.CallbackData != "" {
		return b, err
	}
	for _, kind := range []struct {
		field string
		read  func(fields) error
	}{
		{"callback_game", func(fields) error { b.game = true; return nil }},
		{"pay", func(fields) error { b.Pay = true; return nil }},
		{"switch_inline_query", b.readSwitch("switch_inline_query", &b.SwitchInlineQuery)},
		{"switch_inline_query_chosen_chat", b.readChosen},
		{"switch_inline_query_current_chat", b.readSwitch("switch_inline_query_current_chat", &b.SwitchInlineQueryCurrentChat)},
		{"login_url", b.readLogin},
		{"web_app", b.readApp},
		{"copy_text", b.readCopy},
	} {
		if f.has(kind.field) {
			err = kind.read(f)
			return b, err
		}
	}
	return b, wordsError("Text buttons are unallowed in the inline keyboard")
}

func readStyle(f fields) (string, error) {
	style, err := f.text("style")
	switch style {
	case "", "danger", "success", "primary":
		return style, err
	}
	return "", wordsError("invalid button style specified")
}

func (b *Button) readSwitch(name string, into **string) func(fields) error {
	return func(f fields) error {
		text, err := f.needText(name)
		*into = &text
		return err
	}
}

func (b *Button) readChosen(f fields) error {
	inner, err := f.inner("switch_inline_query_chosen_chat")
	if err != nil {
		return err
	}
	var c Chosen
	if c.Query, err = inner.text("query"); err != nil {
		return err
	}
	b.SwitchInlineQueryChosenChat = &c
	return inner.flags(map[string]*bool{
		"allow_user_chats": &c.Users, "allow_bot_chats": &c.Bots,
		"allow_group_chats": &c.Groups, "allow_channel_chats": &c.Channels,
	})
}

func (b *Button) readLogin(f fields) error {
	inner, err := f.inner("login_url")
	if err != nil {
		return err
	}
	b.LoginURL = &LoginURL{}
	if b.LoginURL.URL, err = inner.needText("url"); err != nil {
		return err
	}
	b.LoginURL.ForwardText, err = inner.text("forward_text")
	return err
}

func (b *Button) readApp(f fields) error {
	inner, err := f.inner("web_app")
	if err != nil {
		return err
	}
	b.WebApp = &WebApp{}
	b.WebApp.URL, err = inner.needText("url")
	return err
}

func (b *Button) readCopy(f fields) error {
	inner, err := f.inner("copy_text")
	if err != nil {
		return err
	}
	b.CopyText = &CopyText{}
	b.CopyText.Text, err = inner.needText("text")
	return err
}

// check refuses what Telegram refuses in a keyboard shown in such a chat.
func (m *markup) check(private bool) error {
	count := 0
	for _, row := range m.inline {
		count += len(row)
		for i := range row {
			if err := row[i].check(private); err != nil {
				return err
			}
		}
	}
	if m.reply != nil {
		n, err := m.reply.check(private)
		if err != nil {
			return err
		}
		count += n
	}
	if count > buttonsMax || m.size > markupMax {
		return bad("Reply markup is too long")
	}
	return nil
}

// check refuses what Telegram refuses in one button, and completes its
// address.
func (b *Button) check(private bool) error {
	switch {
	case b.Text == "":
		return bad("Inline keyboard button text must be non-empty")
	case b.URL != "":
		full, err := checkURL(b.URL)
		if err != nil {
			return bad("Inline keyboard button URL '%s' is invalid: %v", b.URL, err)
		}
		b.URL = full
	case len(b.CallbackData) > callbackMax:
		return bad("BUTTON_DATA_INVALID")
	case b.game || b.Pay:
		return bad("BUTTON_TYPE_INVALID")
	case b.LoginURL != nil:
		return bad("BOT_DOMAIN_INVALID")
	case b.WebApp != nil && checkApp(b.WebApp.URL) != nil:
		return bad("Inline keyboard button Web App URL '%s' is invalid: %v", b.WebApp.URL, errNotHTTPS)
	case b.WebApp != nil && !private:
		return bad("BUTTON_TYPE_INVALID")
	case b.CopyText != nil && (b.CopyText.Text == "" || len([]rune(b.CopyText.Text)) > copyMax):
		return bad("BUTTON_COPY_TEXT_INVALID")
	}
	return nil
}

// inlineOnly refuses a markup that cannot be part of an edit.
func (m *markup) inlineOnly() error {
	if m.reply != nil || m.remove || m.force {
		return bad("Inline keyboard expected")
	}
	return nil
}

// sameRows tells whether two inline keyboards are the same.
func sameRows(a, b [][]Button) bool {
	return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b)
}
