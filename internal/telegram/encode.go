package telegram

import (
	"encoding/json"
	"hash/fnv"
	"io"
	"math"
	"path"
	"strings"

	"github.com/go-telegram/bot/models"

	"jalon/internal/guide"
)

// Limits of the Bot API for what is sent, in UTF-16 units unless said otherwise.
const (
	maxCaption     = 1024
	maxToast       = 200
	maxPlaceholder = 64
	maxLabel       = 64
	maxPhoto       = 10 << 20 // bytes
	maxFile        = 50 << 20 // bytes
)

type partKind int

const (
	partText partKind = iota
	partVenue
	partPhoto
	partDocument
)

// part is one message of Telegram's: a guide.Message becomes one or several.
type part struct {
	kind partKind
	html string
	// markup is the keyboard in the library's type, nil for none.
	markup models.ReplyMarkup
	// buttons is true where markup is a keyboard under the message.
	buttons bool
	// keyboard says what the part does to the keyboard in place of the phone's own.
	keyboard keyboardChange
	// screen marks what the next answer may replace; the rest stays as it was sent.
	screen  bool
	preview bool
	venue   *guide.Venue
	file    *guide.File
}

// mark tells parts that show something else apart.
func (p part) mark() uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, p.html) // a hash takes everything
	if p.preview {
		_, _ = io.WriteString(h, "\x00preview")
	}
	// What cannot be encoded cannot be sent either, and is then reported there.
	_ = json.NewEncoder(h).Encode(p.markup)
	return h.Sum64()
}

type keyboardChange int

const (
	keyboardStays keyboardChange = iota
	keyboardShown
	keyboardDropped
)

// replaces says whether the part may take the place of an earlier screen: the phone's keyboard changes with new messages only.
func (p part) replaces() bool {
	return p.screen && p.keyboard == keyboardStays
}

// encoder turns messages into parts. It never fails: what Telegram would refuse is left out and counted, so that the rest of
// the answer arrives.
type encoder struct {
	// noted accompanies the removal of the phone's keyboard where the screen has buttons of its own.
	noted string
	// group is true where several people read: no keyboard in place of the phone's own.
	group bool
	// dropped counts the buttons and cards left out.
	dropped int
}

// parts translates a message; keyboardUp says that a keyboard may be in place of the phone's own.
func (e *encoder) parts(m guide.Message, keyboardUp bool) []part {
	buttons := e.inlineKeyboard(m.Rows)
	parts := e.contents(m)
	if len(parts) == 0 {
		if buttons == nil && (m.AskLocation == nil || e.group) {
			return nil
		}
		parts = []part{{html: "…"}}
	}
	for i := range parts {
		parts[i].screen = !m.Keep && parts[i].kind == partText
		parts[i].preview = m.Preview
	}
	last := &parts[len(parts)-1]
	if buttons != nil {
		last.markup, last.buttons = buttons, true
	}
	switch {
	case e.group:
		return parts
	case m.AskLocation != nil:
		return askLocation(parts, *m.AskLocation)
	case m.DropKeyboard && keyboardUp:
		return e.dropKeyboard(parts)
	}
	return parts
}

// contents are the parts without their keyboards.
func (e *encoder) contents(m guide.Message) []part {
	text := compose(m.Title, m.Body)
	var parts []part
	first := maxText
	switch {
	case m.Venue != nil:
		if p, ok := venuePart(*m.Venue); ok {
			parts = append(parts, p)
		} else {
			e.dropped++
		}
	case m.File != nil:
		p, ok := filePart(*m.File)
		if !ok {
			e.dropped++
			break
		}
		first = maxCaption
		pages := text.pages(first)
		if len(pages) > 0 {
			p.html, pages = pages[0], pages[1:]
		}
		return append([]part{p}, textParts(pages)...)
	}
	return append(parts, textParts(text.pages(first))...)
}

func textParts(pages []string) []part {
	parts := make([]part, len(pages))
	for i, page := range pages {
		parts[i] = part{html: page}
	}
	return parts
}

// askLocation shows the keyboard that shares the position. A message carries one keyboard only: where the last part has
// buttons already, the keyboard comes with a message of its own.
func askLocation(parts []part, ask guide.LocationRequest) []part {
	label := cut(cleanLine(ask.Label), maxLabel)
	if label == "" {
		return parts
	}
	keyboard := &models.ReplyKeyboardMarkup{
		Keyboard:              [][]models.KeyboardButton{{{Text: label, RequestLocation: true}}},
		ResizeKeyboard:        true,
		OneTimeKeyboard:       true,
		InputFieldPlaceholder: cut(cleanLine(ask.Placeholder), maxPlaceholder),
	}
	for _, other := range ask.Others {
		if text := cut(cleanLine(other), maxLabel); text != "" {
			keyboard.Keyboard = append(keyboard.Keyboard, []models.KeyboardButton{{Text: text}})
		}
	}
	if last := &parts[len(parts)-1]; !last.buttons {
		last.markup, last.keyboard = keyboard, keyboardShown
		return parts
	}
	text := keyboard.InputFieldPlaceholder
	if text == "" {
		text = label
	}
	return append(parts, part{html: compose("", text).html(span{0, len(text)}), markup: keyboard, keyboard: keyboardShown})
}

// dropKeyboard takes the keyboard away with the first part that has room for it, else with a short message before.
func (e *encoder) dropKeyboard(parts []part) []part {
	remove := &models.ReplyKeyboardRemove{RemoveKeyboard: true}
	for i := range parts {
		if parts[i].markup == nil {
			parts[i].markup, parts[i].keyboard = remove, keyboardDropped
			return parts
		}
	}
	pages := compose("", e.noted).pages(maxText)
	if len(pages) == 0 {
		return parts
	}
	return append([]part{{html: pages[0], markup: remove, keyboard: keyboardDropped}}, parts...)
}

func venuePart(v guide.Venue) (part, bool) {
	v.Title, v.Address = cleanLine(v.Title), cleanLine(v.Address)
	if v.Title == "" {
		v.Title = v.Address
	}
	if v.Address == "" {
		v.Address = v.Title
	}
	here := !math.IsNaN(v.Lat) && !math.IsNaN(v.Lon) && math.Abs(v.Lat) <= 90 && math.Abs(v.Lon) <= 180
	return part{kind: partVenue, venue: &v}, here && v.Title != ""
}

func filePart(f guide.File) (part, bool) {
	p := part{kind: partDocument, file: &f}
	switch f.MIME {
	case "image/png", "image/jpeg":
		if f.Picture && len(f.Data) <= maxPhoto {
			p.kind = partPhoto
		}
	}
	f.Name = path.Base(strings.ReplaceAll(cleanLine(f.Name), `\`, "/"))
	if f.Name == "." || f.Name == "/" {
		f.Name = "document"
	}
	return p, len(f.Data) > 0 && len(f.Data) <= maxFile
}

// toast is the short text shown by a press.
func toast(text string) string {
	return cut(cleanLine(text), maxToast)
}
