package botapi

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
)

// wireMember is what the bot is in a chat.
type wireMember struct {
	User   User   `json:"user"`
	Status string `json:"status"`
	Until  *int64 `json:"until_date,omitempty"`
}

// member returns the bot with a status.
func (s *Server) member(status string) wireMember {
	m := wireMember{User: s.me, Status: status}
	if status == "kicked" {
		m.Until = new(int64)
	}
	return m
}

// moved queues the my_chat_member update of a change of status; s.mu must be
// held.
func (s *Server) moved(c *chat, u User, from, to string) {
	s.push("my_chat_member", chatLine(c.ID), map[string]any{
		"chat": c.wire(), "from": u, "date": s.now().Unix(),
		"old_chat_member": s.member(from), "new_chat_member": s.member(to),
	})
	s.changed(c.ID)
}

// Block makes u stop the bot: a my_chat_member update, then 403 on sends.
func (s *Server) Block(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.private(u); !c.blocked {
		c.blocked = true
		s.moved(c, u, "member", "kicked")
	}
}

// Unblock undoes Block, with its update.
func (s *Server) Unblock(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.private(u); c.blocked {
		c.blocked = false
		s.moved(c, u, "kicked", "member")
	}
}

// Deactivate makes the account of u disappear: 403 on sends, no update.
func (s *Server) Deactivate(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.learn(u).gone = true
}

// Invite makes u bring the bot into a group, with its update.
func (s *Server) Invite(u User, g Chat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.learn(u)
	c := s.group(g)
	from := "left"
	if c.blocked {
		from = "kicked"
	}
	c.started, c.blocked = true, false
	s.moved(c, u, from, "member")
}

// Kick makes u put the bot out of a group, with its update.
func (s *Server) Kick(u User, g Chat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.learn(u)
	c := s.group(g)
	c.blocked = true
	s.moved(c, u, "member", "kicked")
}

// Upgrade turns a group into a supergroup and returns the identifier of the
// new chat. Calls on the old one are refused with migrate_to_chat_id.
func (s *Server) Upgrade(u User, groupID int64) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old, ok := s.chats[groupID]
	if !ok || old.Type != "group" || old.migrated != 0 {
		return 0, fmt.Errorf("upgrade: chat %d is no group", groupID)
	}
	next := s.group(Chat{ID: -1_000_000_000_000 + groupID, Type: "supergroup", Title: old.Title})
	tell := func(c *chat, service string, other int64) {
		m := &message{Message: Message{From: u, Service: service}, other: other}
		s.push("message", chatLine(c.ID), s.encode(s.post(c, m)))
	}
	tell(old, "migrate_to_chat_id", next.ID)
	tell(next, "migrate_from_chat_id", old.ID)
	old.migrated = next.ID
	return next.ID, nil
}

// sample is a small true file of a kind.
func sample(kind string) (name, mediaType string, data []byte) {
	switch kind {
	case "photo", "sticker":
		picture := image.NewRGBA(image.Rect(0, 0, 16, 16))
		for i := range 256 {
			picture.Set(i%16, i/16, color.RGBA{R: uint8(i), G: 120, B: 80, A: 255})
		}
		var b bytes.Buffer
		if err := png.Encode(&b, picture); err == nil {
			data = b.Bytes()
		}
		return kind + ".png", "image/png", data
	case "voice":
		return "voice.oga", "audio/ogg", []byte("OggS\x00\x02")
	case "video":
		return "video.mp4", "video/mp4", []byte("\x00\x00\x00\x18ftypmp42")
	}
	return "note.txt", "text/plain", []byte("bonjour\n")
}
