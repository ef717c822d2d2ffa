package botapi

import "encoding/json"

// placeholderMax bounds the text shown in the empty field, in characters.
const placeholderMax = 64

// readKeys reads the rows of a reply keyboard; empty rows are dropped.
func readKeys(raw json.RawMessage) ([][]KeyboardButton, error) {
	rows, _ := array(raw)
	var out [][]KeyboardButton
	for _, row := range rows {
		items, ok := array(row)
		if !ok {
			return nil, bad(`Field "keyboard" must be an Array of Arrays`)
		}
		var keys []KeyboardButton
		for _, item := range items {
			k, err := readKey(item)
			if err != nil {
				return nil, bad("Can't parse keyboard button: %v", err)
			}
			keys = append(keys, k)
		}
		if len(keys) > 0 {
			out = append(out, keys)
		}
	}
	return out, nil
}

// readKey reads one button: a text alone, or an object.
func readKey(raw json.RawMessage) (KeyboardButton, error) {
	var k KeyboardButton
	if kindOf(raw) == kindString {
		if err := json.Unmarshal(raw, &k.Text); err != nil {
			return k, wordsError("KeyboardButton must be a String or an Object")
		}
		return k, nil
	}
	f, ok := object(raw)
	if !ok {
		return k, wordsError("KeyboardButton must be a String or an Object")
	}
	var err error
	if k.Text, err = f.needText("text"); err != nil {
		return k, err
	}
	if k.Style, err = readStyle(f); err != nil {
		return k, err
	}
	if err := f.flags(map[string]*bool{"request_contact": &k.RequestContact, "request_location": &k.RequestLocation}); err != nil {
		return k, err
	}
	for _, other := range []string{"request_poll", "request_users", "request_chat"} {
		inner, err := f.get(other, kindObject)
		if err != nil {
			return k, err
		}
		if k.other == "" && inner != nil {
			k.other = other
		}
	}
	app, err := f.get("web_app", kindObject)
	if err != nil || app == nil {
		return k, err
	}
	inner, _ := object(app)
	k.WebApp = &WebApp{}
	k.WebApp.URL, err = inner.needText("url")
	return k, err
}

// check refuses what Telegram refuses and counts the buttons. Telegram's words
// for a long placeholder are not documented: these are ours.
func (r *ReplyKeyboard) check(private bool) (int, error) {
	if len([]rune(r.Placeholder)) > placeholderMax {
		return 0, bad("Input field placeholder is too long")
	}
	count := 0
	for _, row := range r.Keyboard {
		for _, k := range row {
			if err := k.check(private); err != nil {
				return 0, err
			}
			count++
		}
	}
	return count, nil
}

func (k KeyboardButton) check(private bool) error {
	switch {
	case k.Text == "":
		return bad("Keyboard button text must be non-empty")
	case k.WebApp != nil && checkApp(k.WebApp.URL) != nil:
		return bad("Keyboard button Web App URL '%s' is invalid: %v", k.WebApp.URL, errNotHTTPS)
	case private:
		return nil
	case k.RequestContact:
		return bad("Phone number can be requested in private chats only")
	case k.RequestLocation:
		return bad("Location can be requested in private chats only")
	case k.other == "request_poll":
		return bad("Poll can be requested in private chats only")
	case k.other == "request_users":
		return bad("Users can be requested in private chats only")
	case k.other == "request_chat":
		return bad("Chats can be requested in private chats only")
	case k.WebApp != nil:
		return bad("Web App buttons can be used in private chats only")
	}
	return nil
}
