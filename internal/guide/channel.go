package guide

import "context"

// Kind says what a person did.
type Kind string

// The kinds of event that a channel can bring.
const (
	KindCommand  Kind = "command"  // "/aide", "/start payload"
	KindText     Kind = "text"     // a typed sentence
	KindPress    Kind = "press"    // a button under a message
	KindLocation Kind = "location" // a shared position
	KindMedia    Kind = "media"    // voice, photo, sticker… anything that Jalon cannot read
	KindInline   Kind = "inline"   // "@bot words" typed in any chat; see Guide.Inline
	KindGone     Kind = "gone"     // the person blocked the bot: forget the chat
)

// Event is one thing a person did, in no messenger's words.
type Event struct {
	// ID is the channel's number for this event; the same number twice is the same event. Zero: unknown.
	ID int64
	// Key names the conversation for the store: one key a person and chat. It is never stored or logged in clear.
	Key  string
	Kind Kind
	// Text is the sentence typed (KindText) or the argument of a command (KindCommand).
	Text string
	// Command is the command's name in lower case, without "/" nor "@bot".
	Command string
	// Action is the Action of the button pressed, as it came back: it may be old, damaged or forged.
	Action string
	// Lat and Lon are degrees, for KindLocation.
	Lat, Lon float64
	// Group is true where several people read: personal answers are not shown there.
	Group bool
}

// Reply is what Jalon answers to one event.
type Reply struct {
	// Messages are shown in order. The first that is not Keep replaces the living screen, where there is one.
	Messages []Message
	// Toast is a short confirmation (200 characters at most) shown by the press of a button; may be empty.
	Toast string
	// Memory is what the channel asked to keep with the session at its last delivery (see Deliver).
	Memory string
	// Apart asks for new messages rather than edited ones (the setting for screen readers).
	Apart bool
}

// Message is one message, in plain text: the channel escapes and decorates it.
type Message struct {
	// Title is the only bold line; may be empty.
	Title string
	Body  string
	Rows  [][]Button
	// Keep marks what a person keeps (a card, a sheet): sent as a new message, never edited afterwards.
	Keep bool
	// AskLocation, where not nil, offers the phone's "share my location" beside the typed way.
	AskLocation *LocationRequest
	// DropKeyboard takes away the keyboard that AskLocation brought.
	DropKeyboard bool
	// Venue, where not nil, is shown as a map card; Title and Body are then empty.
	Venue *Venue
	// File, where not nil, is sent as a document or picture with Body as its caption (1,024 characters at most).
	File *File
	// Preview allows the preview of the first link of Body.
	Preview bool
}

// Button is one inline button; exactly one of Action, URL, Copy and Share is set.
type Button struct {
	Label string
	// Action comes back in Event.Action: 1 to 64 bytes, understood after a restart.
	Action string
	URL    string
	// Copy is put in the clipboard: 1 to 256 characters.
	Copy string
	// Share opens "@bot <Share>" in a chat that the person chooses.
	Share string
}

// LocationRequest is a keyboard with one button that shares the position and some that type their label.
type LocationRequest struct {
	Label       string   // "Partager ma position"
	Others      []string // labels sent as text when pressed
	Placeholder string   // 1 to 64 characters, shown in the empty input field
}

// Venue is a place on the map.
type Venue struct {
	Lat, Lon       float64
	Title, Address string
}

// File is a document made for the person.
type File struct {
	Name    string
	MIME    string // "application/pdf", "image/png"…
	Data    []byte
	Picture bool // show as a picture rather than a document
}

// InlineAnswer is one card of inline mode.
type InlineAnswer struct {
	ID          string // 1 to 64 bytes, unique in the list
	Title       string
	Description string
	Message     Message // what is sent in the chat when the card is chosen
}

// Deliver shows a reply in the channel and returns what the channel wants kept with the session (at most 256 bytes; the
// number of its living message, say). Guide.Handle saves the session only after Deliver returned without error: an event
// whose reply could not be shown may come again and gives the same reply.
type Deliver func(ctx context.Context, r Reply) (memory string, err error)
