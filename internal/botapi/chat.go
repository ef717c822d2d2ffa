package botapi

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// person is somebody the server knows.
type person struct {
	User
	gone bool // the account is deactivated
}

// chat is one conversation, as the server keeps it.
type chat struct {
	Chat
	user     *person // in a private chat
	started  bool    // the person wrote first, or the bot is a member
	blocked  bool    // the person stopped the bot, or the bot was put out
	migrated int64   // the supergroup that a group became
	messages []*message
	lastID   int // in a supergroup
	keyboard *ReplyKeyboard
	action   string
	actionAt time.Time
	botLast  bool // the bot was the last bot to write
	activity Activity
	buckets  buckets
}

// message is a Message with what only the server knows.
type message struct {
	Message
	chat     *chat
	inlineID string   // for a message sent in inline mode with buttons
	cleared  bool     // the person no longer sees it
	pinned   *message // what a pinning tells of
	other    int64    // the chat a migration leads to or comes from
}

// learn notes a person.
func (s *Server) learn(u User) *person {
	p, ok := s.people[u.ID]
	if !ok {
		p = &person{}
		s.people[u.ID] = p
	}
	p.User = u
	return p
}

// person finds a known user; s.mu must be held.
func (s *Server) person(id int64) *User {
	if id == s.me.ID {
		return &s.me
	}
	if p, ok := s.people[id]; ok {
		u := p.User
		return &u
	}
	return nil
}

// private returns the private chat of a person, made if need be.
func (s *Server) private(u User) *chat {
	p := s.learn(u)
	c, ok := s.chats[u.ID]
	if !ok {
		c = &chat{Chat: Chat{ID: u.ID, Type: "private"}, user: p}
		s.chats[u.ID] = c
	}
	return c
}

// group returns a group, made if need be with the bot as a member.
func (s *Server) group(g Chat) *chat {
	c, ok := s.chats[g.ID]
	if !ok {
		c = &chat{Chat: g, started: true}
		s.chats[g.ID] = c
	}
	return c
}

// place returns the chat in which u acts.
func (s *Server) place(u User, where Chat) *chat {
	if where.ID == 0 || where.ID == u.ID || where.Type == "private" {
		return s.private(u)
	}
	s.learn(u)
	return s.group(where)
}

// newID returns the identifier of the next message of a chat. Private chats
// and groups share one series, as they do for a bot; a supergroup has its own.
func (s *Server) newID(c *chat) int {
	if c.Type == "supergroup" {
		c.lastID++
		return c.lastID
	}
	s.lastID++
	return s.lastID
}

// post adds a message to a chat.
func (s *Server) post(c *chat, m *message) *message {
	m.ID, m.chat = s.newID(c), c
	m.Date = s.now()
	c.messages = append(c.messages, m)
	s.changed(c.ID)
	return m
}

// find returns a message of the chat, nil when there is none.
func (c *chat) find(id int) *message {
	i, ok := slices.BinarySearchFunc(c.messages, id, func(m *message, id int) int { return m.ID - id })
	if !ok {
		return nil
	}
	return c.messages[i]
}

// remove deletes a message.
func (c *chat) remove(m *message) {
	c.messages = slices.DeleteFunc(c.messages, func(x *message) bool { return x == m })
}

// chatFor finds the chat that a call names and checks that the bot may write
// there.
func (s *Server) chatFor(q *query) (*chat, error) {
	text := strings.TrimSpace(q.arg("chat_id"))
	if text == "" {
		return nil, bad("chat_id is empty")
	}
	c, err := s.chatByID(text)
	if err != nil {
		return nil, err
	}
	return c, c.writable()
}

// chatByID finds a chat by the text of its identifier.
func (s *Server) chatByID(text string) (*chat, error) {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return nil, bad("Chat not found")
	}
	c, ok := s.chats[id]
	switch {
	case ok:
		return c, nil
	case s.people[id] != nil:
		return &chat{Chat: Chat{ID: id, Type: "private"}, user: s.people[id]}, nil
	case id == s.me.ID:
		return nil, forbidden("bot can't send messages to bots")
	}
	return nil, bad("Chat not found")
}

// writable tells why the bot may not write in the chat, if it may not.
func (c *chat) writable() error {
	switch {
	case c.migrated != 0:
		return migrated(c.migrated)
	case c.Type != "private" && c.blocked:
		return forbidden("bot was kicked from the " + c.Type + " chat")
	case c.Type != "private" && !c.started:
		return forbidden("bot is not a member of the " + c.Type + " chat")
	case c.Type != "private":
		return nil
	case c.user.gone:
		return forbidden("user is deactivated")
	case c.user.IsBot:
		return forbidden("bot can't send messages to bots")
	case c.blocked:
		return forbidden("bot was blocked by the user")
	case !c.started:
		return forbidden("bot can't initiate conversation with a user")
	}
	return nil
}

// changed signals the watchers of a chat; s.mu must be held.
func (s *Server) changed(chatID int64) {
	for c := range s.watches[chatID] {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// sendTo is what every sending call does: the chat is checked, the message it
// answers found, the keyboard shown, the limits applied.
func (s *Server) sendTo(q *query, m markup, msg *message) (any, error) {
	reply, err := readReply(q)
	if err != nil {
		return nil, err
	}
	c, err := s.chatFor(q)
	if err != nil {
		return nil, err
	}
	if err := s.sendable(q, c, &m); err != nil {
		return nil, err
	}
	if msg.ReplyTo, err = reply.in(c); err != nil {
		return nil, err
	}
	if err := s.limits.take(c, s.now()); err != nil {
		return nil, err
	}
	msg.FromBot, msg.From, msg.Markup = true, s.me, m.inline
	msg.Silent = toBool(q.arg("disable_notification"))
	msg.Protected = toBool(q.arg("protect_content"))
	switch {
	case m.reply != nil:
		c.keyboard = m.reply
	case m.remove:
		c.keyboard = nil
	}
	c.action, c.botLast = "", true
	c.activity.Posts++
	c.activity.Acts++
	return s.encode(s.post(c, msg)), nil
}

// sendable checks what depends on the chat.
func (s *Server) sendable(q *query, c *chat, m *markup) error {
	switch {
	case q.arg("business_connection_id") != "":
		return bad("Business connection not found")
	case toInt(q.arg("message_thread_id")) != 0:
		return bad("Message thread not found")
	case toBool(q.arg("allow_paid_broadcast")):
		return bad("FLOODSKIP_NOT_ALLOWED")
	case q.arg("message_effect_id") != "":
		if _, err := strconv.ParseInt(q.arg("message_effect_id"), 10, 64); err != nil || c.Type != "private" {
			return bad("EFFECT_ID_INVALID")
		}
	}
	return m.check(c.Type == "private")
}
