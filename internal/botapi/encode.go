package botapi

import (
	"encoding/json"
	"fmt"
)

// wireChat is a chat in the Bot API's own shape.
type wireChat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	LastName  string `json:"last_name,omitempty"`
	Username  string `json:"username,omitempty"`
}

// wireMessage is a message in the Bot API's own shape.
type wireMessage struct {
	MessageID       int           `json:"message_id"`
	From            *User         `json:"from,omitempty"`
	Chat            wireChat      `json:"chat"`
	Date            int64         `json:"date"`
	EditDate        int64         `json:"edit_date,omitempty"`
	ReplyTo         *wireMessage  `json:"reply_to_message,omitempty"`
	ViaBot          *User         `json:"via_bot,omitempty"`
	Protected       bool          `json:"has_protected_content,omitempty"`
	Text            string        `json:"text,omitempty"`
	Entities        []Entity      `json:"entities,omitempty"`
	LinkPreview     *wirePreview  `json:"link_preview_options,omitempty"`
	Caption         string        `json:"caption,omitempty"`
	CaptionEntities []Entity      `json:"caption_entities,omitempty"`
	Photo           []wireFile    `json:"photo,omitempty"`
	Document        *wireFile     `json:"document,omitempty"`
	Voice           *wireFile     `json:"voice,omitempty"`
	Video           *wireFile     `json:"video,omitempty"`
	Sticker         *wireSticker  `json:"sticker,omitempty"`
	Poll            *wirePoll     `json:"poll,omitempty"`
	Dice            *wireDice     `json:"dice,omitempty"`
	Contact         *Contact      `json:"contact,omitempty"`
	Location        *Location     `json:"location,omitempty"`
	Venue           *Venue        `json:"venue,omitempty"`
	Pinned          *wireMessage  `json:"pinned_message,omitempty"`
	MigrateTo       int64         `json:"migrate_to_chat_id,omitempty"`
	MigrateFrom     int64         `json:"migrate_from_chat_id,omitempty"`
	ReplyMarkup     *wireKeyboard `json:"reply_markup,omitempty"`
}

type wirePreview struct {
	URL        string `json:"url,omitempty"`
	IsDisabled bool   `json:"is_disabled,omitempty"`
}

type wireKeyboard struct {
	Rows [][]Button `json:"inline_keyboard"`
}

// wireFile is a photo size, a document, a voice or a video.
type wireFile struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	FileName     string `json:"file_name,omitempty"`
	MIME         string `json:"mime_type,omitempty"`
	Size         int    `json:"file_size,omitempty"`
	Width        int    `json:"width,omitempty"`
	Height       int    `json:"height,omitempty"`
	Duration     int    `json:"duration,omitempty"`
}

type wireSticker struct {
	wireFile
	Type       string `json:"type"`
	IsAnimated bool   `json:"is_animated"`
	IsVideo    bool   `json:"is_video"`
	Emoji      string `json:"emoji,omitempty"`
}

type wirePoll struct {
	ID        string           `json:"id"`
	Question  string           `json:"question"`
	Options   []wirePollOption `json:"options"`
	Voters    int              `json:"total_voter_count"`
	IsClosed  bool             `json:"is_closed"`
	Anonymous bool             `json:"is_anonymous"`
	Type      string           `json:"type"`
	Multiple  bool             `json:"allows_multiple_answers"`
}

type wirePollOption struct {
	Text   string `json:"text"`
	Voters int    `json:"voter_count"`
}

type wireDice struct {
	Emoji string `json:"emoji"`
	Value int    `json:"value"`
}

// wire returns the chat as the bot sees it.
func (c *chat) wire() wireChat {
	w := wireChat{ID: c.ID, Type: c.Type, Title: c.Title}
	if c.user != nil {
		w.FirstName, w.LastName, w.Username = c.user.FirstName, c.user.LastName, c.user.Username
	}
	return w
}

// encode returns the message as the bot sees it; s.mu must be held.
func (s *Server) encode(m *message) wireMessage {
	w := s.encodeAlone(m)
	if m.ReplyTo != 0 {
		if to := m.chat.find(m.ReplyTo); to != nil {
			inner := s.encodeAlone(to)
			w.ReplyTo = &inner
		}
	}
	if m.pinned != nil {
		inner := s.encodeAlone(m.pinned)
		w.Pinned = &inner
	}
	return w
}

// encodeAlone is encode without the messages that this one refers to.
func (s *Server) encodeAlone(m *message) wireMessage {
	from := m.From
	w := wireMessage{
		MessageID: m.ID, From: &from, Chat: m.chat.wire(), Date: m.Date.Unix(), Protected: m.Protected,
		Text: m.Text, Entities: m.Entities, Caption: m.Caption, CaptionEntities: m.CaptionEntities,
		Contact: m.Contact, Location: m.Location, Venue: m.Venue,
	}
	if !m.Edited.IsZero() {
		w.EditDate = m.Edited.Unix()
	}
	if m.ViaBot {
		w.ViaBot = &s.me
	}
	if len(m.Markup) > 0 {
		w.ReplyMarkup = &wireKeyboard{Rows: m.Markup}
	}
	if m.LinkPreview != "" && m.FromBot {
		w.LinkPreview = &wirePreview{URL: m.LinkPreview}
	}
	switch m.Service {
	case "migrate_to_chat_id":
		w.MigrateTo = m.other
	case "migrate_from_chat_id":
		w.MigrateFrom = m.other
	}
	w.addMedia(m.Media)
	return w
}

// addMedia puts a media under its own name.
func (w *wireMessage) addMedia(m *Media) {
	if m == nil {
		return
	}
	f := wireFile{
		FileID: m.FileID, FileUniqueID: "u" + m.FileID, FileName: m.FileName, MIME: m.MIME,
		Size: m.Size, Width: m.Width, Height: m.Height,
	}
	switch m.Kind {
	case "photo":
		f.FileName, f.MIME = "", ""
		w.Photo = []wireFile{f}
	case "document":
		w.Document = &f
	case "voice":
		f.Duration = 1
		w.Voice = &f
	case "video":
		f.Duration = 1
		w.Video = &f
	case "sticker":
		f.FileName, f.MIME = "", ""
		w.Sticker = &wireSticker{wireFile: f, Type: "regular", Emoji: "🙂"}
	case "poll":
		w.Poll = &wirePoll{
			ID: "1", Question: "?", Anonymous: true, Type: "regular",
			Options: []wirePollOption{{Text: "1"}, {Text: "2"}},
		}
	case "dice":
		w.Dice = &wireDice{Emoji: "🎲", Value: 4}
	}
}

// encodeUpdate returns an update of one kind, its identifier first.
func encodeUpdate(id int64, kind string, content any) (json.RawMessage, error) {
	inner, err := json.Marshal(content)
	if err != nil {
		return nil, fmt.Errorf("update of kind %s: %w", kind, err)
	}
	return fmt.Appendf(nil, `{"update_id":%d,%q:%s}`, id, kind, inner), nil
}
