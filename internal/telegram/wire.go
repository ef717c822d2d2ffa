package telegram

import (
	"encoding/json"
	"errors"
	"strconv"
)

// The largest update number taken for one: a greater one would overflow the offset that confirms it.
const maxUpdateID = 1 << 53

var errUnreadable = errors.New("update is unreadable")

// update is the part of Telegram's Update that Jalon reads. The library's own type knows every field of the Bot API, and a
// single field of an unexpected shape would make the whole update unreadable: what is not read cannot fail here.
type update struct {
	ID           int64          `json:"update_id"`
	Message      *message       `json:"message"`
	Callback     *callbackQuery `json:"callback_query"`
	Inline       *inlineQuery   `json:"inline_query"`
	MyChatMember *memberChange  `json:"my_chat_member"`
}

// date is when the message was sent that came, or under which a button was pressed; zero: not told.
func (u *update) date() int64 {
	switch {
	case u.Message != nil:
		return u.Message.Date
	case u.Callback != nil && u.Callback.Message != nil:
		return u.Callback.Message.Date
	}
	return 0
}

type user struct {
	ID    int64 `json:"id"`
	IsBot bool  `json:"is_bot"`
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

type location struct {
	Latitude  *float64 `json:"latitude"`
	Longitude *float64 `json:"longitude"`
}

type message struct {
	ID         int       `json:"message_id"`
	Date       int64     `json:"date"`
	Thread     int       `json:"message_thread_id"`
	IsTopic    bool      `json:"is_topic_message"`
	From       *user     `json:"from"`
	SenderChat *chat     `json:"sender_chat"`
	Chat       chat      `json:"chat"`
	Forwarded  bool      `json:"is_automatic_forward"`
	ViaBot     *user     `json:"via_bot"`
	ReplyTo    *replied  `json:"reply_to_message"`
	Text       string    `json:"text"`
	Location   *location `json:"location"`
	Venue      *struct {
		Location *location `json:"location"`
	} `json:"venue"`
	media
	happening
}

// replied is the message that another one answers; of it only the author counts.
type replied struct {
	From *user `json:"from"`
}

// media are the contents that Jalon cannot read and answers kindly.
type media struct {
	Animation  present `json:"animation"`
	Audio      present `json:"audio"`
	Checklist  present `json:"checklist"`
	Contact    present `json:"contact"`
	Dice       present `json:"dice"`
	Document   present `json:"document"`
	Game       present `json:"game"`
	Giveaway   present `json:"giveaway"`
	Invoice    present `json:"invoice"`
	LivePhoto  present `json:"live_photo"`
	PaidMedia  present `json:"paid_media"`
	Photo      present `json:"photo"`
	Poll       present `json:"poll"`
	Rich       present `json:"rich_message"`
	Sticker    present `json:"sticker"`
	Story      present `json:"story"`
	Video      present `json:"video"`
	VideoNote  present `json:"video_note"`
	VoiceSound present `json:"voice"`
}

func (m media) some() bool {
	return m != media{}
}

// happening are the messages that tell of what happened in a private chat: nobody said anything.
type happening struct {
	AutoDelete   present `json:"message_auto_delete_timer_changed"`
	Background   present `json:"chat_background_set"`
	Boost        present `json:"boost_added"`
	ChatShared   present `json:"chat_shared"`
	Completed    present `json:"giveaway_completed"`
	Connected    present `json:"connected_website"`
	Created      present `json:"giveaway_created"`
	Gift         present `json:"gift"`
	Granted      present `json:"write_access_allowed"`
	Paid         present `json:"successful_payment"`
	Passport     present `json:"passport_data"`
	Pinned       present `json:"pinned_message"`
	Proximity    present `json:"proximity_alert_triggered"`
	Refunded     present `json:"refunded_payment"`
	TasksAdded   present `json:"checklist_tasks_added"`
	TasksDone    present `json:"checklist_tasks_done"`
	UniqueGift   present `json:"unique_gift"`
	UsersShared  present `json:"users_shared"`
	VideoEnded   present `json:"video_chat_ended"`
	VideoStarted present `json:"video_chat_started"`
	Winners      present `json:"giveaway_winners"`
}

func (h happening) event() bool {
	return h != happening{}
}

// present notes that a field was there, whatever it holds.
type present bool

// UnmarshalJSON notes that the field is there.
func (p *present) UnmarshalJSON(raw []byte) error {
	*p = present(string(raw) != "null")
	return nil
}

type callbackQuery struct {
	ID            string   `json:"id"`
	From          user     `json:"from"`
	Message       *pressed `json:"message"`
	InlineMessage string   `json:"inline_message_id"`
	Data          string   `json:"data"`
}

// pressed is the message under which a button was pressed; a date of zero marks one that Telegram no longer shows to bots.
type pressed struct {
	ID      int   `json:"message_id"`
	Date    int64 `json:"date"`
	Thread  int   `json:"message_thread_id"`
	IsTopic bool  `json:"is_topic_message"`
	Chat    chat  `json:"chat"`
}

type inlineQuery struct {
	ID    string `json:"id"`
	From  user   `json:"from"`
	Query string `json:"query"`
}

type memberChange struct {
	Chat chat `json:"chat"`
	From user `json:"from"`
	New  struct {
		Status string `json:"status"`
	} `json:"new_chat_member"`
}

// readUpdate reads one update. With an error the update cannot be read; its number is then returned where it can be found, so
// that it may be passed over for good, and is zero otherwise.
func readUpdate(raw []byte) (*update, error) {
	u := &update{}
	err := json.Unmarshal(raw, u)
	if err != nil {
		return &update{ID: updateNumber(raw)}, errUnreadable
	}
	if u.ID <= 0 || u.ID > maxUpdateID {
		return &update{}, errUnreadable
	}
	return u, nil
}

// updateNumber finds the number of an update that cannot be read otherwise: too deep, of an unexpected shape, damaged inside.
func updateNumber(raw []byte) int64 {
	var id int64
	whole := members(raw, func(key, value []byte) {
		if string(key) != `"update_id"` {
			return
		}
		if n, err := strconv.ParseInt(string(value), 10, 64); err == nil && n > 0 && n <= maxUpdateID {
			id = n
		}
	})
	if !whole {
		return 0
	}
	return id
}

// envelope is what every answer of the Bot API is wrapped in.
type envelope struct {
	OK          bool   `json:"ok"`
	ErrorCode   int    `json:"error_code"`
	Description string `json:"description"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
	} `json:"parameters"`
}

// splitBatch cuts the answer of getUpdates into its updates without reading them: one that cannot be read (nested deeper than
// encoding/json accepts, say) must not make its neighbours unreadable.
func splitBatch(body []byte) ([]json.RawMessage, bool) {
	ok := false
	var updates []json.RawMessage
	found, cut := false, true
	whole := members(body, func(key, value []byte) {
		switch string(key) {
		case `"ok"`:
			ok = string(value) == "true"
		case `"result"`:
			found = true
			cut = elements(value, func(element []byte) { updates = append(updates, element) })
		}
	})
	if !whole || !ok || !found || !cut {
		return nil, false
	}
	return updates, true
}

// members calls f for each member of the object that raw holds, key still in quotes. It reports whether the object was whole.
func members(raw []byte, f func(key, value []byte)) bool {
	at := skipSpace(raw, 0)
	if at >= len(raw) || raw[at] != '{' {
		return false
	}
	at = skipSpace(raw, at+1)
	if at < len(raw) && raw[at] == '}' {
		return skipSpace(raw, at+1) == len(raw)
	}
	for {
		key := at
		end, ok := skipValue(raw, key)
		if !ok || raw[key] != '"' {
			return false
		}
		at = skipSpace(raw, end)
		if at >= len(raw) || raw[at] != ':' {
			return false
		}
		value := skipSpace(raw, at+1)
		stop, ok := skipValue(raw, value)
		if !ok {
			return false
		}
		f(raw[key:end], raw[value:stop])
		at = skipSpace(raw, stop)
		if at >= len(raw) {
			return false
		}
		if raw[at] == '}' {
			return skipSpace(raw, at+1) == len(raw)
		}
		if raw[at] != ',' {
			return false
		}
		at = skipSpace(raw, at+1)
	}
}

// elements calls f for each element of the array that raw holds, and reports whether the array was whole.
func elements(raw []byte, f func(element []byte)) bool {
	at := skipSpace(raw, 0)
	if at >= len(raw) || raw[at] != '[' {
		return false
	}
	at = skipSpace(raw, at+1)
	if at < len(raw) && raw[at] == ']' {
		return skipSpace(raw, at+1) == len(raw)
	}
	for {
		end, ok := skipValue(raw, at)
		if !ok {
			return false
		}
		f(raw[at:end])
		at = skipSpace(raw, end)
		if at >= len(raw) {
			return false
		}
		if raw[at] == ']' {
			return skipSpace(raw, at+1) == len(raw)
		}
		if raw[at] != ',' {
			return false
		}
		at = skipSpace(raw, at+1)
	}
}

// skipValue returns where the value that starts at ends. It counts brackets rather than recurse, so that depth costs nothing,
// and leaves it to encoding/json to say whether the inside is right.
func skipValue(raw []byte, at int) (int, bool) {
	if at >= len(raw) {
		return 0, false
	}
	switch raw[at] {
	case '"':
		return skipString(raw, at)
	case '{', '[':
		depth := 0
		for at < len(raw) {
			switch raw[at] {
			case '"':
				end, ok := skipString(raw, at)
				if !ok {
					return 0, false
				}
				at = end
				continue
			case '{', '[':
				depth++
			case '}', ']':
				depth--
				if depth == 0 {
					return at + 1, true
				}
			}
			at++
		}
		return 0, false
	}
	start := at
	for at < len(raw) {
		switch raw[at] {
		case ',', ']', '}', ':', ' ', '\t', '\r', '\n', '"', '[', '{':
			return at, at > start
		}
		at++
	}
	return at, at > start
}

func skipString(raw []byte, at int) (int, bool) {
	for at++; at < len(raw); at++ {
		switch raw[at] {
		case '\\':
			at++
		case '"':
			return at + 1, true
		}
	}
	return 0, false
}

func skipSpace(raw []byte, at int) int {
	for at < len(raw) {
		switch raw[at] {
		case ' ', '\t', '\r', '\n':
			at++
		default:
			return at
		}
	}
	return at
}
