package botapi

import (
	"context"
	"encoding/json"
)

// User is a person with a phone. A zero Language means that the client sends
// none.
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

// Pressed is what the person sees after a press on an inline button.
type Pressed struct {
	// Answered tells whether the bot answered the callback in time.
	Answered bool   `json:"answered"`
	Text     string `json:"text,omitempty"`
	Alert    bool   `json:"show_alert,omitempty"`
	URL      string `json:"url,omitempty"`
}

// InlineReply is what the person sees under the field of an inline query.
type InlineReply struct {
	Answered   bool              `json:"answered"`
	Results    []json.RawMessage `json:"results,omitempty"`
	Cache      int               `json:"cache_time"` // seconds
	Personal   bool              `json:"is_personal,omitempty"`
	NextOffset string            `json:"next_offset,omitempty"`
	Button     json.RawMessage   `json:"button,omitempty"`
}

// Say makes u write text in chat and returns the identifier of the message.
// Commands, mentions, hashtags and links become entities as in a client.
func (s *Server) Say(u User, chat Chat, text string) (int, error) { return 0, nil }

// Start makes u open the bot by its link: "/start payload".
func (s *Server) Start(u User, payload string) (int, error) { return 0, nil }

// Locate makes u share a position in the private chat.
func (s *Server) Locate(u User, lat, lon float64) (int, error) { return 0, nil }

// SendMedia makes u send something that is not text: "voice", "photo",
// "sticker", "document", "video", "contact", "poll" or "dice".
func (s *Server) SendMedia(u User, kind string) (int, error) { return 0, nil }

// Press makes u press a button of a message and waits for the bot's answer.
// The data is sent as given, whether or not the message has such a button.
func (s *Server) Press(u User, chat Chat, messageID int, data string) (Pressed, error) {
	return Pressed{}, nil
}

// PressInaccessible is Press on a message that Telegram no longer gives to the
// bot: the update carries its identifiers and the date 0.
func (s *Server) PressInaccessible(u User, chat Chat, messageID int, data string) (Pressed, error) {
	return Pressed{}, nil
}

// Query makes u type "@bot text" in any chat and waits for the results.
func (s *Server) Query(u User, text string) (InlineReply, error) { return InlineReply{}, nil }

// Block makes u stop the bot: a my_chat_member update, then 403 on sends.
func (s *Server) Block(u User) {}

// Unblock undoes Block, with its update.
func (s *Server) Unblock(u User) {}

// Inject queues a raw update as it is and returns its update_id, which is
// given by the server when the raw update has none.
func (s *Server) Inject(raw json.RawMessage) (updateID int64) { return 0 }

// History returns what is seen in the chat now, oldest first.
func (s *Server) History(chatID int64) []Message { return nil }

// Forget makes the person clear the chat.
func (s *Server) Forget(chatID int64) {}

// Watch signals each change of the chat until ctx ends; changes that come
// while a signal waits to be read are coalesced into it.
func (s *Server) Watch(ctx context.Context, chatID int64) <-chan struct{} { return nil }

// Commands returns the commands menu of a private chat in a language.
func (s *Server) Commands(language string) []Command { return nil }

// Description returns the text shown in the empty chat in a language.
func (s *Server) Description(language string) string { return "" }

// Keyboard returns the reply keyboard now shown in the chat, nil when none.
func (s *Server) Keyboard(chatID int64) *ReplyKeyboard { return nil }

// Action returns the action ("typing") that the bot shows in the chat, if it
// was sent within the last five seconds.
func (s *Server) Action(chatID int64) (string, bool) { return "", false }

// File returns the bytes and the media type of a file by its file_id.
func (s *Server) File(id string) ([]byte, string, bool) { return nil, "", false }
