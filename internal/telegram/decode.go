package telegram

import (
	"strconv"
	"strings"
	"unicode"

	"jalon/internal/guide"
)

// What Telegram itself lets a person send, in UTF-16 units (text), bytes (data) and characters (inline query). More can only
// come from a forged update and is cut.
const (
	maxText  = 4096
	maxData  = 64
	maxQuery = 256
)

// dateBits is how much of a message's date, in seconds, stands beside the update's number in the number of an event. Update
// numbers start over when nothing came for a week, or with another Bot API server: an event is known again by both.
const dateBits = 9

// identity is what the bot knows of itself.
type identity struct {
	id       int64
	username string
}

// conversation is one person in one chat: what happens in it is handled in order.
type conversation struct {
	chat, user int64
}

// key names the conversation for the store.
func (c conversation) key() string {
	return "telegram:" + strconv.FormatInt(c.chat, 10) + ":" + strconv.FormatInt(c.user, 10)
}

// incoming is one update in Jalon's words, with what is needed to answer it.
type incoming struct {
	update int64
	conv   conversation
	event  guide.Event
	// thread is the topic of the chat in which to answer; zero: none.
	thread int
	// origin is the message that the answer quotes, so that a group sees to whom it speaks; zero: none.
	origin int
	// pressed is the message under which a button was pressed; zero where there is none or it cannot be edited.
	pressed int
	// callback and inline are the numbers of the press or of the inline query, to be answered once.
	callback, inline string
	// elsewhere marks a press under a message that the bot cannot write below: the answer goes to the private chat.
	elsewhere bool
}

// decode translates an update. The second result is false when the update is not for the bot: nothing is to be done then.
func decode(u *update, me identity) (incoming, bool) {
	var in incoming
	ok := false
	switch {
	case u.Message != nil:
		in, ok = decodeMessage(u.Message, me)
	case u.Callback != nil:
		in, ok = decodePress(u.Callback)
	case u.Inline != nil:
		in, ok = decodeInline(u.Inline)
	case u.MyChatMember != nil:
		in, ok = decodeMember(u.MyChatMember)
	}
	in.update = u.ID
	in.event.ID = u.ID<<dateBits | u.date()&(1<<dateBits-1)
	in.event.Key = in.conv.key()
	return in, ok
}

func decodeMessage(m *message, me identity) (incoming, bool) {
	in := incoming{}
	if m.From == nil || m.From.ID == 0 || m.Chat.ID == 0 || m.Chat.Type == "channel" || m.Forwarded {
		return in, false
	}
	// An administrator who stays anonymous speaks through a bot of Telegram's and is known by the chat that sends.
	if m.From.IsBot && m.SenderChat == nil {
		return in, false
	}
	if m.ViaBot != nil && m.ViaBot.ID == me.id {
		return in, false
	}
	in.conv = conversation{chat: m.Chat.ID, user: m.From.ID}
	in.event.Group = isGroup(m.Chat)
	if m.IsTopic {
		in.thread = m.Thread
	}
	if in.event.Group {
		in.origin = m.ID
	}
	toUs := !in.event.Group || m.ReplyTo != nil && m.ReplyTo.From != nil && m.ReplyTo.From.ID == me.id
	return in, decodeContent(m, me, toUs, &in.event)
}

// decodeContent reads what a message says; toUs is false for what people of a group say to each other.
func decodeContent(m *message, me identity, toUs bool, ev *guide.Event) bool {
	if m.Text != "" {
		text := cut(m.Text, maxText)
		c, isCommand := parseCommand(text, me.username)
		switch {
		case isCommand && c.foreign && ev.Group:
			return false // in a private chat nobody else is there to answer
		case isCommand:
			ev.Kind, ev.Command, ev.Text = guide.KindCommand, c.name, c.rest
			return true
		}
		ev.Kind, ev.Text = guide.KindText, text
		return toUs
	}
	where := m.Location
	if m.Venue != nil && m.Venue.Location != nil {
		where = m.Venue.Location
	}
	switch {
	case where.valid():
		ev.Kind, ev.Lat, ev.Lon = guide.KindLocation, *where.Latitude, *where.Longitude
	case where != nil || m.some(), !ev.Group && !m.event():
		ev.Kind = guide.KindMedia
	default:
		return false
	}
	return toUs
}

func (l *location) valid() bool {
	return l != nil && l.Latitude != nil && l.Longitude != nil &&
		*l.Latitude >= -90 && *l.Latitude <= 90 && *l.Longitude >= -180 && *l.Longitude <= 180
}

// decodePress reads the press of a button. It is for the bot whatever it holds, as long as it can be answered.
func decodePress(q *callbackQuery) (incoming, bool) {
	in := incoming{callback: q.ID}
	in.event.Kind = guide.KindPress
	in.event.Action = cutBytes(q.Data, maxData)
	in.conv = conversation{chat: q.From.ID, user: q.From.ID}
	m := q.Message
	switch {
	case m == nil || m.Chat.ID == 0 || m.Chat.Type == "channel":
		in.elsewhere = q.InlineMessage != "" || m != nil
	default:
		in.conv.chat = m.Chat.ID
		in.event.Group = isGroup(m.Chat)
		if m.Date != 0 {
			in.pressed = m.ID
		}
		if m.IsTopic {
			in.thread = m.Thread
		}
	}
	return in, q.ID != "" && q.From.ID != 0
}

func decodeInline(q *inlineQuery) (incoming, bool) {
	in := incoming{inline: q.ID}
	// The chat is not known, and an inline query needs no order with the rest of the conversation.
	in.conv = conversation{user: q.From.ID}
	in.event.Kind = guide.KindInline
	in.event.Text = cutRunes(q.Query, maxQuery)
	return in, q.ID != "" && q.From.ID != 0
}

// decodeMember reads that the bot was blocked, or sent away from a group.
func decodeMember(c *memberChange) (incoming, bool) {
	in := incoming{conv: conversation{chat: c.Chat.ID, user: c.From.ID}}
	in.event.Kind = guide.KindGone
	in.event.Group = isGroup(c.Chat)
	gone := c.New.Status == "kicked" || c.New.Status == "left" && in.event.Group
	return in, gone && c.Chat.ID != 0 && c.From.ID != 0 && c.Chat.Type != "channel"
}

func isGroup(c chat) bool {
	return c.Type == "group" || c.Type == "supergroup" || c.Type != "private" && c.ID < 0
}

type command struct {
	name, rest string
	// foreign is true when the command names another bot.
	foreign bool
}

// parseCommand reads "/name@bot rest". It looks at the text alone: entities count in UTF-16 units and add nothing.
func parseCommand(text, username string) (command, bool) {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	word, ok := strings.CutPrefix(text, "/")
	if !ok {
		return command{}, false
	}
	rest := ""
	if at := strings.IndexFunc(word, unicode.IsSpace); at >= 0 {
		word, rest = word[:at], strings.TrimSpace(word[at:])
	}
	name, bot, addressed := strings.Cut(word, "@")
	if name == "" || strings.ContainsFunc(name, notInCommand) {
		return command{}, false
	}
	c := command{name: strings.ToLower(name), rest: rest}
	c.foreign = addressed && !strings.EqualFold(bot, username)
	return c, true
}

func notInCommand(r rune) bool {
	return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
