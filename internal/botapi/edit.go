package botapi

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"
)

// deleteWithin is how old a message may be for the bot to delete it.
const deleteWithin = 48 * time.Hour

// edited finds the message that an editing call names: a message of a chat, or
// one sent in inline mode.
func (s *Server) edited(q *query) (*message, error) {
	id := int(toInt(q.arg("message_id")))
	if q.arg("chat_id") == "" && id == 0 {
		inlineID := q.arg("inline_message_id")
		if inlineID == "" {
			return nil, bad("Message identifier is not specified")
		}
		m, ok := s.inline[inlineID]
		if !ok {
			return nil, bad("MESSAGE_ID_INVALID")
		}
		return m, nil
	}
	c, err := s.chatFor(q)
	if err != nil {
		return nil, err
	}
	m := c.find(id)
	switch {
	case id <= 0:
		return nil, bad("Message identifier is not specified")
	case m == nil:
		return nil, bad("Message to edit not found")
	case !m.FromBot || m.Service != "":
		return nil, bad("Message can't be edited")
	}
	return m, nil
}

// apply replaces the message by a changed copy of it, unless nothing changes.
func (s *Server) apply(q *query, m *message, mk markup, change func(*Message)) (any, error) {
	if err := mk.inlineOnly(); err != nil {
		return nil, err
	}
	if err := mk.check(m.chat.Type == "private"); err != nil {
		return nil, err
	}
	next := m.Message
	change(&next)
	next.Markup = mk.inline
	if len(next.Markup) == 0 {
		next.Markup = nil
	}
	if sameRows(next.Markup, m.Markup) {
		next.Markup = m.Markup
	}
	if reflect.DeepEqual(next, m.Message) {
		m.chat.activity.Acts++
		s.changed(m.chat.ID)
		return nil, bad(notModified)
	}
	if err := s.limits.take(m.chat, s.now()); err != nil {
		return nil, err
	}
	m.chat.activity.Acts++
	contentChanged := next.Text != m.Text || next.Caption != m.Caption ||
		!reflect.DeepEqual(next.Entities, m.Entities) || !reflect.DeepEqual(next.CaptionEntities, m.CaptionEntities)
	m.Message = next
	if contentChanged {
		m.Edited = s.now()
	}
	s.changed(m.chat.ID)
	if q.arg("inline_message_id") != "" && q.arg("chat_id") == "" {
		return true, nil
	}
	return s.encode(m), nil
}

// notModified is Telegram's explanation of an edit that changes nothing.
const notModified = "message is not modified: specified new message content and reply markup are exactly the same " +
	"as a current content and reply markup of the message"

func (s *Server) editMessageText(q *query) (any, error) {
	f, err := s.readText(q.arg("text"), q.arg("parse_mode"), q.arg("entities"))
	if err != nil {
		return nil, err
	}
	preview, err := readPreview(q, &f)
	if err != nil {
		return nil, err
	}
	mk, err := readMarkup(q)
	if err != nil {
		return nil, err
	}
	m, err := s.edited(q)
	if err != nil {
		return nil, err
	}
	if m.Text == "" {
		return nil, bad("There is no text in the message to edit")
	}
	return s.apply(q, m, mk, func(next *Message) {
		next.Text, next.Entities, next.LinkPreview = f.text, f.entities, preview
	})
}

func (s *Server) editMessageCaption(q *query) (any, error) {
	mk, err := readMarkup(q)
	if err != nil {
		return nil, err
	}
	f, err := s.readCaption(q)
	if err != nil {
		return nil, err
	}
	m, err := s.edited(q)
	if err != nil {
		return nil, err
	}
	if m.Media == nil {
		return nil, bad("There is no caption in the message to edit")
	}
	return s.apply(q, m, mk, func(next *Message) {
		next.Caption, next.CaptionEntities = f.text, f.entities
	})
}

func (s *Server) editMessageReplyMarkup(q *query) (any, error) {
	mk, err := readMarkup(q)
	if err != nil {
		return nil, err
	}
	m, err := s.edited(q)
	if err != nil {
		return nil, err
	}
	return s.apply(q, m, mk, func(*Message) {})
}

func (s *Server) deleteMessage(q *query) (any, error) {
	id := int(toInt(q.arg("message_id")))
	switch {
	case q.arg("chat_id") == "":
		return nil, bad("Chat identifier is not specified")
	case id <= 0:
		return nil, bad("Message identifier is not specified")
	}
	c, err := s.chatFor(q)
	if err != nil {
		return nil, err
	}
	m := c.find(id)
	if m == nil {
		return nil, bad("Message to delete not found")
	}
	if err := s.deletable(m); err != nil {
		return nil, err
	}
	c.remove(m)
	s.changed(c.ID)
	return true, nil
}

// deletable tells why the bot may not delete a message, if it may not.
func (s *Server) deletable(m *message) error {
	switch {
	case !m.FromBot && m.chat.Type != "private":
		return bad("Message can't be deleted")
	case s.now().Sub(m.Date) > deleteWithin:
		return bad("Message can't be deleted for everyone")
	}
	return nil
}

func (s *Server) deleteMessages(q *query) (any, error) {
	ids, err := readIDs(q.arg("message_ids"))
	if err != nil {
		return nil, err
	}
	c, err := s.chatFor(q)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if m := c.find(id); m != nil && s.deletable(m) == nil {
			c.remove(m)
		}
	}
	s.changed(c.ID)
	return true, nil
}

// readIDs reads a list of 1 to 100 identifiers of messages.
func readIDs(encoded string) ([]int, error) {
	if encoded == "" {
		return nil, bad("Message identifiers are not specified")
	}
	if !json.Valid([]byte(encoded)) {
		return nil, bad("Can't parse message_ids JSON object")
	}
	items, ok := array(json.RawMessage(encoded))
	switch {
	case !ok:
		return nil, bad("Expected an Array of message identifiers")
	case len(items) > 100:
		return nil, bad("Too many message identifiers specified")
	case len(items) == 0:
		return nil, bad("Message identifiers are not specified")
	}
	ids := make([]int, 0, len(items))
	for _, item := range items {
		id := toInt(strings.Trim(string(item), `"`))
		if id <= 0 {
			return nil, bad("Invalid message identifier specified")
		}
		ids = append(ids, int(id))
	}
	return ids, nil
}

func (s *Server) pinChatMessage(q *query) (any, error) {
	c, err := s.chatFor(q)
	if err != nil {
		return nil, err
	}
	m := c.find(int(toInt(q.arg("message_id"))))
	switch {
	case m == nil || m.Service != "":
		return nil, bad("Message to pin not found")
	case c.Type != "private":
		return nil, bad("not enough rights to manage pinned messages in the chat")
	case m.Pinned:
		return true, nil
	}
	m.Pinned = true
	s.post(c, &message{Message: Message{FromBot: true, From: s.me, Service: "pinned_message"}, pinned: m})
	return true, nil
}

func (s *Server) unpinChatMessage(q *query) (any, error) {
	c, err := s.chatFor(q)
	if err != nil {
		return nil, err
	}
	id := int(toInt(q.arg("message_id")))
	for i := len(c.messages) - 1; i >= 0; i-- {
		if m := c.messages[i]; m.Pinned && (id == 0 || m.ID == id) {
			m.Pinned = false
			s.changed(c.ID)
			return true, nil
		}
	}
	return nil, bad("Message to unpin not found")
}

func (s *Server) unpinAllChatMessages(q *query) (any, error) {
	c, err := s.chatFor(q)
	if err != nil {
		return nil, err
	}
	for _, m := range c.messages {
		m.Pinned = false
	}
	s.changed(c.ID)
	return true, nil
}

// pinned returns the pinned message that stands last, nil when there is none.
func (s *Server) pinned(c *chat) *wireMessage {
	for i := len(c.messages) - 1; i >= 0; i-- {
		if c.messages[i].Pinned {
			w := s.encodeAlone(c.messages[i])
			return &w
		}
	}
	return nil
}
