package botapi

import "time"

// Message is one bubble of a chat as the person sees it now. Its JSON uses
// the Bot API's own names; times are RFC 3339.
type Message struct {
	ID       int       `json:"message_id"`
	Date     time.Time `json:"date"`
	Edited   time.Time `json:"edit_date,omitzero"`
	FromBot  bool      `json:"from_bot,omitempty"`
	From     User      `json:"from"`
	Text     string    `json:"text,omitempty"`
	Entities []Entity  `json:"entities,omitempty"`
	// Caption and CaptionEntities belong to a message that carries a Media.
	Caption         string   `json:"caption,omitempty"`
	CaptionEntities []Entity `json:"caption_entities,omitempty"`
	// Markup is the inline keyboard, a slice a row; empty when there is none.
	Markup   [][]Button `json:"inline_keyboard,omitempty"`
	Media    *Media     `json:"media,omitempty"`
	Venue    *Venue     `json:"venue,omitempty"`
	Location *Location  `json:"location,omitempty"`
	Contact  *Contact   `json:"contact,omitempty"`
	// ReplyTo is the identifier of the message this one answers, or 0.
	ReplyTo int  `json:"reply_to_message_id,omitempty"`
	ViaBot  bool `json:"via_bot,omitempty"`
	// LinkPreview is the address whose preview is shown under the text, or "".
	LinkPreview string `json:"link_preview,omitempty"`
	// Service is the name of the service event ("pinned_message",
	// "migrate_to_chat_id"…) when the bubble is not something somebody wrote.
	Service string `json:"service,omitempty"`
	Pinned  bool   `json:"pinned,omitempty"`
	// Silent tells that the message came without a notification sound.
	Silent    bool `json:"disable_notification,omitempty"`
	Protected bool `json:"has_protected_content,omitempty"`
}

// Entity is a formatted part of a text. Offset and Length count UTF-16 code
// units, as the Bot API does and as JavaScript strings do.
type Entity struct {
	Type          string `json:"type"`
	Offset        int    `json:"offset"`
	Length        int    `json:"length"`
	URL           string `json:"url,omitempty"`
	User          *User  `json:"user,omitempty"`
	Language      string `json:"language,omitempty"`
	CustomEmojiID string `json:"custom_emoji_id,omitempty"`
}

// Button is one button of an inline keyboard. Exactly one of the fields that
// say what it does is set.
type Button struct {
	Text                         string    `json:"text"`
	URL                          string    `json:"url,omitempty"`
	CallbackData                 string    `json:"callback_data,omitempty"`
	CopyText                     *CopyText `json:"copy_text,omitempty"`
	SwitchInlineQuery            *string   `json:"switch_inline_query,omitempty"`
	SwitchInlineQueryCurrentChat *string   `json:"switch_inline_query_current_chat,omitempty"`
	SwitchInlineQueryChosenChat  *Chosen   `json:"switch_inline_query_chosen_chat,omitempty"`
	WebApp                       *WebApp   `json:"web_app,omitempty"`
	LoginURL                     *LoginURL `json:"login_url,omitempty"`
	Pay                          bool      `json:"pay,omitempty"`
	// Style is "danger", "success", "primary" or "".
	Style string `json:"style,omitempty"`

	game bool // starts a game, which this server has none of
}

// CopyText is what a button puts on the clipboard.
type CopyText struct {
	Text string `json:"text"`
}

// WebApp is the page that a button opens inside Telegram.
type WebApp struct {
	URL string `json:"url"`
}

// LoginURL is the page that a login button opens.
type LoginURL struct {
	URL         string `json:"url"`
	ForwardText string `json:"forward_text,omitempty"`
}

// Chosen is an inline query that a button starts in a chat of the chosen kinds.
type Chosen struct {
	Query    string `json:"query,omitempty"`
	Users    bool   `json:"allow_user_chats,omitempty"`
	Bots     bool   `json:"allow_bot_chats,omitempty"`
	Groups   bool   `json:"allow_group_chats,omitempty"`
	Channels bool   `json:"allow_channel_chats,omitempty"`
}

// Media is a file shown in a message; Server.File gives its bytes.
type Media struct {
	// Kind is "photo", "document", "voice", "video", "sticker", "poll" or "dice".
	Kind     string `json:"type"`
	FileID   string `json:"file_id,omitempty"`
	FileName string `json:"file_name,omitempty"`
	MIME     string `json:"mime_type,omitempty"`
	Size     int    `json:"file_size,omitempty"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
}

// Location is a point on the map, in degrees.
type Location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	// Accuracy is the radius of uncertainty in metres, 0 when unknown.
	Accuracy float64 `json:"horizontal_accuracy,omitempty"`
}

// Venue is a named place on the map.
type Venue struct {
	Location Location `json:"location"`
	Title    string   `json:"title"`
	Address  string   `json:"address"`
}

// Contact is a card with a phone number.
type Contact struct {
	PhoneNumber string `json:"phone_number"`
	FirstName   string `json:"first_name"`
	LastName    string `json:"last_name,omitempty"`
	UserID      int64  `json:"user_id,omitempty"`
	VCard       string `json:"vcard,omitempty"`
}

// ReplyKeyboard is the keyboard that stands in the place of the letters.
type ReplyKeyboard struct {
	Keyboard    [][]KeyboardButton `json:"keyboard"`
	Resize      bool               `json:"resize_keyboard,omitempty"`
	OneTime     bool               `json:"one_time_keyboard,omitempty"`
	Persistent  bool               `json:"is_persistent,omitempty"`
	Selective   bool               `json:"selective,omitempty"`
	Placeholder string             `json:"input_field_placeholder,omitempty"`
}

// KeyboardButton is one button of a reply keyboard: it sends its text, unless
// it requests something.
type KeyboardButton struct {
	Text            string  `json:"text"`
	RequestLocation bool    `json:"request_location,omitempty"`
	RequestContact  bool    `json:"request_contact,omitempty"`
	WebApp          *WebApp `json:"web_app,omitempty"`
	Style           string  `json:"style,omitempty"`

	other string // another request_… it makes, by its name
}

// Command is one line of the commands menu, without its slash.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}
