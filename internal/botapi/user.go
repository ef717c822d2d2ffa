package botapi

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// User is a person with a phone. An empty Language means that the client
// sends none.
type User struct {
	ID        int64  `json:"id"`
	IsBot     bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name,omitempty"`
	Username  string `json:"username,omitempty"`
	Language  string `json:"language_code,omitempty"`
}

// Chat is where people write. The zero Chat stands for the private chat of
// the user with the bot.
type Chat struct {
	ID int64 `json:"id"`
	// Type is "private", "group" or "supergroup".
	Type  string `json:"type"`
	Title string `json:"title,omitempty"`
}

// Say makes u write text in chat and returns the identifier of the message.
// Commands, mentions, hashtags and addresses become entities as in a client; a
// text too long for one message is sent in several and the last identifier is
// returned. In a group, the bot hears only what privacy mode lets it hear.
func (s *Server) Say(u User, where Chat, text string) (int, error) {
	return s.say(u, where, 0, text)
}

// Reply is Say in answer to a message.
func (s *Server) Reply(u User, where Chat, messageID int, text string) (int, error) {
	return s.say(u, where, messageID, text)
}

func (s *Server) say(u User, where Chat, to int, text string) (int, error) {
	if !utf8.ValidString(text) {
		return 0, fmt.Errorf("say: the text is not UTF-8")
	}
	parts := []formatted{}
	for runes := []rune(text); len(runes) > 0; {
		n := min(len(runes), textMax)
		f := formatted{text: string(runes[:n])}
		f.clean()
		f.trim()
		f.detect()
		if f.text != "" {
			parts = append(parts, f)
		}
		runes = runes[n:]
	}
	if len(parts) == 0 {
		return 0, fmt.Errorf("say: the text is empty")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.place(u, where)
	last := 0
	for _, f := range parts {
		m := &message{Message: Message{From: u, Text: f.text, Entities: f.entities, ReplyTo: to}}
		if err := s.receive(c, m); err != nil {
			return last, fmt.Errorf("say: %w", err)
		}
		last = m.ID
	}
	return last, nil
}

// receive adds a person's message to a chat and queues its update; s.mu must
// be held.
func (s *Server) receive(c *chat, m *message) error {
	switch {
	case c.blocked:
		return fmt.Errorf("the bot is blocked in chat %d", c.ID)
	case c.migrated != 0:
		return fmt.Errorf("group %d is now supergroup %d", c.ID, c.migrated)
	case m.ReplyTo != 0 && c.find(m.ReplyTo) == nil:
		return fmt.Errorf("no message %d in chat %d", m.ReplyTo, c.ID)
	}
	c.started = true
	if k := c.keyboard; k != nil && k.OneTime && (m.Location != nil || m.Contact != nil || k.holds(m.Text)) {
		c.keyboard = nil
	}
	s.post(c, m)
	if s.hears(c, m) {
		s.push("message", chatLine(c.ID), s.encode(m))
	}
	return nil
}

// holds tells whether the keyboard has a button of that text.
func (r *ReplyKeyboard) holds(text string) bool {
	for _, row := range r.Keyboard {
		if slices.ContainsFunc(row, func(k KeyboardButton) bool { return k.Text == text }) {
			return true
		}
	}
	return false
}

// hears tells whether privacy mode lets the bot see a message: in a group,
// commands to it, plain commands when it was the last bot to write, answers to
// it and messages sent through it.
func (s *Server) hears(c *chat, m *message) bool {
	if c.Type == "private" || m.ViaBot || m.Service != "" {
		return true
	}
	if to := c.find(m.ReplyTo); to != nil && to.FromBot {
		return true
	}
	for _, e := range m.Entities {
		if e.Type != "bot_command" {
			continue
		}
		_, name, addressed := strings.Cut(utf16Slice(m.Text, e.Offset, e.Length), "@")
		if addressed && strings.EqualFold(name, s.me.Username) || !addressed && c.botLast {
			return true
		}
	}
	return false
}

// Start makes u open the bot by its link: "/start payload". A person who had
// blocked the bot unblocks it so.
func (s *Server) Start(u User, payload string) (int, error) {
	if payload == "" {
		return s.restart(u, "/start")
	}
	if !reStart.MatchString(payload) {
		return 0, fmt.Errorf("start: %q is no payload", payload)
	}
	return s.restart(u, "/start "+payload)
}

func (s *Server) restart(u User, text string) (int, error) {
	s.mu.Lock()
	c := s.private(u)
	blocked := c.blocked
	s.mu.Unlock()
	if blocked {
		s.Unblock(u)
	}
	return s.Say(u, Chat{}, text)
}

// Locate makes u share a position in the private chat.
func (s *Server) Locate(u User, lat, lon float64) (int, error) {
	l := Location{Latitude: lat, Longitude: lon}
	if l.check() != nil {
		return 0, fmt.Errorf("locate: %v, %v is not on Earth", lat, lon)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &message{Message: Message{From: u, Location: &l}}
	if err := s.receive(s.private(u), m); err != nil {
		return 0, fmt.Errorf("locate: %w", err)
	}
	return m.ID, nil
}

// SendMedia makes u send something that is not text: "voice", "photo",
// "sticker", "document", "video", "contact", "poll" or "dice".
func (s *Server) SendMedia(u User, kind string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &message{Message: Message{From: u}}
	switch kind {
	case "contact":
		m.Contact = &Contact{PhoneNumber: "+33199000000", FirstName: u.FirstName, UserID: u.ID}
	case "poll", "dice":
		m.Media = &Media{Kind: kind}
	case "voice", "photo", "sticker", "document", "video":
		name, mediaType, data := sample(kind)
		m.Media = s.media(kind, &file{name: name, mime: mediaType, data: data})
	default:
		return 0, fmt.Errorf("send media: unknown kind %q", kind)
	}
	if err := s.receive(s.private(u), m); err != nil {
		return 0, fmt.Errorf("send media: %w", err)
	}
	return m.ID, nil
}

// History returns what is seen in the chat now, oldest first.
func (s *Server) History(chatID int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.chats[chatID]
	if !ok {
		return nil
	}
	out := make([]Message, 0, len(c.messages))
	for _, m := range c.messages {
		if !m.cleared {
			out = append(out, m.Message)
		}
	}
	return out
}

// Tail returns the last n messages of History.
func (s *Server) Tail(chatID int64, n int) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.chats[chatID]
	if !ok {
		return nil
	}
	out := make([]Message, 0, min(n, len(c.messages)))
	for i := len(c.messages) - 1; i >= 0 && len(out) < n && !c.messages[i].cleared; i-- {
		out = append(out, c.messages[i].Message)
	}
	slices.Reverse(out)
	return out
}

// Activity counts what the bot did in a chat.
type Activity struct {
	// Posts are the messages it sent.
	Posts int
	// Acts are the messages it sent or edited, edits that changed nothing
	// included.
	Acts int
}

// Activity returns what the bot did in the chat so far.
func (s *Server) Activity(chatID int64) Activity {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.chats[chatID]; ok {
		return c.activity
	}
	return Activity{}
}

// Forget makes the person clear the chat: they see nothing of it any more,
// the bot's messages stay its own.
func (s *Server) Forget(chatID int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.chats[chatID]
	if !ok {
		return
	}
	for _, m := range c.messages {
		m.cleared = true
	}
	c.keyboard = nil
	s.changed(chatID)
}

// Watch signals each change of the chat until ctx ends or the server closes,
// then the channel is closed; changes that come while a signal waits to be
// read are coalesced into it.
func (s *Server) Watch(ctx context.Context, chatID int64) <-chan struct{} {
	c := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		close(c)
		return c
	}
	if s.watches[chatID] == nil {
		s.watches[chatID] = map[chan struct{}]struct{}{}
	}
	s.watches[chatID][c] = struct{}{}
	context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if _, ok := s.watches[chatID][c]; ok {
			delete(s.watches[chatID], c)
			close(c)
		}
		if len(s.watches[chatID]) == 0 {
			delete(s.watches, chatID)
		}
	})
	return c
}

// Keyboard returns the reply keyboard now shown in the chat, nil when none.
func (s *Server) Keyboard(chatID int64) *ReplyKeyboard {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.chats[chatID]; ok && c.keyboard != nil {
		k := *c.keyboard
		return &k
	}
	return nil
}
