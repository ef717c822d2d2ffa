package botapi

import (
	"encoding/json"
	"strings"
	"time"
)

// actionLasts is how long a chat action is shown.
const actionLasts = 5 * time.Second

// reply says which message is answered.
type reply struct {
	id       int
	optional bool
}

// readReply reads reply_parameters, or the older reply_to_message_id.
func readReply(q *query) (reply, error) {
	encoded := q.arg("reply_parameters")
	if encoded == "" {
		return reply{
			id:       int(toInt(q.arg("reply_to_message_id"))),
			optional: toBool(q.arg("allow_sending_without_reply")),
		}, nil
	}
	if !json.Valid([]byte(encoded)) {
		return reply{}, bad("Can't parse reply parameters JSON object")
	}
	f, ok := object(json.RawMessage(encoded))
	if !ok {
		return reply{}, bad("Object expected as reply parameters")
	}
	id, err := f.needInt("message_id")
	if err != nil {
		return reply{}, bad("%v", err)
	}
	optional, err := f.flag("allow_sending_without_reply")
	if err != nil {
		return reply{}, bad("%v", err)
	}
	return reply{id: int(id), optional: optional}, nil
}

// in finds the message answered in a chat: its identifier, or 0.
func (r reply) in(c *chat) (int, error) {
	switch {
	case r.id == 0:
		return 0, nil
	case c.find(r.id) != nil:
		return r.id, nil
	case r.optional:
		return 0, nil
	}
	return 0, bad("Message to be replied not found")
}

// readPreview reads link_preview_options: the address whose preview is shown.
func readPreview(q *query, f *formatted) (string, error) {
	encoded := q.arg("link_preview_options")
	if encoded == "" {
		if toBool(q.arg("disable_web_page_preview")) {
			return "", nil
		}
		return f.preview(), nil
	}
	if !json.Valid([]byte(encoded)) {
		return "", bad("Can't parse link preview options JSON object")
	}
	o, ok := object(json.RawMessage(encoded))
	if !ok {
		return "", bad("Object expected as link preview options")
	}
	var disabled, small, large, above bool
	if err := o.flags(map[string]*bool{
		"is_disabled": &disabled, "prefer_small_media": &small,
		"prefer_large_media": &large, "show_above_text": &above,
	}); err != nil {
		return "", bad("%v", err)
	}
	address, err := o.text("url")
	switch {
	case err != nil:
		return "", bad("%v", err)
	case disabled:
		return "", nil
	case address == "":
		return f.preview(), nil
	}
	if address, err = checkURL(address); err != nil {
		return "", bad("WEBPAGE_URL_INVALID")
	}
	return address, nil
}

func (s *Server) sendMessage(q *query) (any, error) {
	f, err := s.readText(q.arg("text"), q.arg("parse_mode"), q.arg("entities"))
	if err != nil {
		return nil, err
	}
	preview, err := readPreview(q, &f)
	if err != nil {
		return nil, err
	}
	m, err := readMarkup(q)
	if err != nil {
		return nil, err
	}
	return s.sendTo(q, m, &message{Message: Message{Text: f.text, Entities: f.entities, LinkPreview: preview}})
}

// readLocation reads latitude, longitude and their accuracy.
func readLocation(q *query) (Location, error) {
	for _, name := range []string{"latitude", "longitude"} {
		if strings.TrimSpace(q.arg(name)) == "" {
			return Location{}, bad("%s is empty", name)
		}
	}
	l := Location{
		Latitude:  toFloat(q.arg("latitude")),
		Longitude: toFloat(q.arg("longitude")),
		Accuracy:  max(0, min(1500, toFloat(q.arg("horizontal_accuracy")))),
	}
	return l, l.check()
}

// check refuses a point that is not on Earth.
func (l Location) check() error {
	if l.Latitude < -90 || l.Latitude > 90 || l.Longitude < -180 || l.Longitude > 180 {
		return bad("Wrong location specified")
	}
	return nil
}

func (s *Server) sendLocation(q *query) (any, error) {
	l, err := readLocation(q)
	if err != nil {
		return nil, err
	}
	m, err := readMarkup(q)
	if err != nil {
		return nil, err
	}
	return s.sendTo(q, m, &message{Message: Message{Location: &l}})
}

func (s *Server) sendVenue(q *query) (any, error) {
	l, err := readLocation(q)
	if err != nil {
		return nil, err
	}
	v := Venue{Location: l, Title: q.arg("title"), Address: q.arg("address")}
	m, err := readMarkup(q)
	if err != nil {
		return nil, err
	}
	if err := v.check(); err != nil {
		return nil, err
	}
	return s.sendTo(q, m, &message{Message: Message{Venue: &v, Location: &l}})
}

// check refuses a venue without a name or an address.
func (v Venue) check() error {
	switch {
	case strings.TrimSpace(v.Title) == "":
		return bad("VENUE_TITLE_EMPTY")
	case strings.TrimSpace(v.Address) == "":
		return bad("VENUE_ADDRESS_EMPTY")
	}
	return nil
}

func (s *Server) sendContact(q *query) (any, error) {
	for _, name := range []string{"phone_number", "first_name"} {
		if q.arg(name) == "" {
			return nil, bad("Parameter %q is required", name)
		}
	}
	c := Contact{
		PhoneNumber: q.arg("phone_number"), FirstName: q.arg("first_name"),
		LastName: q.arg("last_name"), VCard: q.arg("vcard"),
	}
	m, err := readMarkup(q)
	if err != nil {
		return nil, err
	}
	if len(c.VCard) > 2048 {
		return nil, bad("VCARD_TOO_LONG")
	}
	return s.sendTo(q, m, &message{Message: Message{Contact: &c}})
}

func (s *Server) sendChatAction(q *query) (any, error) {
	action := strings.ToLower(q.arg("action"))
	switch action {
	case "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "record_audio", "upload_audio",
		"upload_document", "choose_sticker", "find_location", "pick_up_location", "record_video_note", "upload_video_note", "cancel":
	default:
		return nil, bad("Wrong parameter action in request")
	}
	c, err := s.chatFor(q)
	if err != nil {
		return nil, err
	}
	if c.action, c.actionAt = action, s.now(); action == "cancel" {
		c.action = ""
	}
	s.changed(c.ID)
	return true, nil
}

// Action returns the action ("typing") that the bot shows in the chat, if it
// was sent within the last five seconds and nothing has come since.
func (s *Server) Action(chatID int64) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.chats[chatID]
	if !ok || c.action == "" || s.now().Sub(c.actionAt) > actionLasts {
		return "", false
	}
	return c.action, true
}

func (s *Server) getChat(q *query) (any, error) {
	text := strings.TrimSpace(q.arg("chat_id"))
	if text == "" {
		return nil, bad("chat_id is empty")
	}
	c, err := s.chatByID(text)
	if err != nil {
		return nil, err
	}
	return struct {
		wireChat
		AccentColorID    int          `json:"accent_color_id"`
		MaxReactionCount int          `json:"max_reaction_count"`
		PinnedMessage    *wireMessage `json:"pinned_message,omitempty"`
	}{wireChat: c.wire(), MaxReactionCount: 11, PinnedMessage: s.pinned(c)}, nil
}

func (s *Server) leaveChat(q *query) (any, error) {
	c, err := s.chatFor(q)
	if err != nil {
		return nil, err
	}
	if c.Type == "private" {
		return nil, bad("Chat is not a group or channel chat")
	}
	c.started = false
	return true, nil
}
