package botapi

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	textMax     = 4096
	captionMax  = 1024
	textBytes   = 1 << 15
	entitiesMax = 100
)

// formatted is a text with its entities, cleaned and trimmed.
type formatted struct {
	text     string
	entities []Entity
}

// format reads a text with its parse mode or its explicit entities.
func (s *Server) format(text, mode, entities string) (formatted, error) {
	if len(text) > textBytes {
		return formatted{}, bad("Text is too long")
	}
	if !utf8.ValidString(text) {
		return formatted{}, bad("Strings must be encoded in UTF-8")
	}
	var out formatted
	var err error
	switch mode = strings.ToLower(mode); {
	case text == "":
		return formatted{}, nil
	case mode == "html":
		out.text, out.entities, err = parseHTML(text, s.person)
	case mode == "" || mode == "none":
		out.text = text
		out.entities, err = s.readEntities(text, entities)
	case mode == "markdown" || mode == "markdownv2":
		return formatted{}, errMarkdown()
	default:
		return formatted{}, bad("Unsupported parse_mode")
	}
	if err != nil {
		return formatted{}, err
	}
	out.clean()
	out.trim()
	out.tidy()
	return out, nil
}

// errMarkdown tells what this double does not read; it is no text of Telegram.
func errMarkdown() error {
	return &refusalError{status: 501, text: "Not Implemented: this local server reads parse_mode HTML and entities, not Markdown"}
}

// readText reads the text of a message.
func (s *Server) readText(text, mode, entities string) (formatted, error) {
	if text == "" {
		return formatted{}, bad("Message text is empty")
	}
	f, err := s.format(text, mode, entities)
	switch {
	case err != nil:
		return formatted{}, err
	case f.text == "":
		return formatted{}, bad("Text must be non-empty")
	case utf16Len(f.text) > textMax:
		return formatted{}, bad("Message is too long")
	}
	f.detect()
	return f, nil
}

// readCaption reads the caption of a photo or a document.
func (s *Server) readCaption(q *query) (formatted, error) {
	f, err := s.format(q.arg("caption"), q.arg("parse_mode"), q.arg("caption_entities"))
	if err == nil && utf16Len(f.text) > captionMax {
		return formatted{}, bad("Message caption is too long")
	}
	f.detect()
	return f, err
}

// readEntities reads explicit entities over a text.
func (s *Server) readEntities(text, encoded string) ([]Entity, error) {
	items, ok := array(json.RawMessage(encoded))
	if !ok {
		return nil, nil // as Telegram, which ignores what is no array
	}
	var out []Entity
	size := utf16Len(text)
	for _, item := range items {
		e, err := s.readEntity(item)
		if err != nil {
			return nil, err
		}
		if e.Type == "" {
			continue
		}
		switch {
		case e.Offset < 0 || e.Offset > 1_000_000:
			return nil, bad("Receive an entity with incorrect offset %d", e.Offset)
		case e.Length < 0 || e.Length > 1_000_000:
			return nil, bad("Receive an entity with incorrect length %d", e.Length)
		case e.Offset > size:
			return nil, bad("Entity begins after the end of the text at UTF-16 offset %d", e.Offset)
		case e.Offset+e.Length > size:
			return nil, bad("Entity beginning at UTF-16 offset %d ends after the end of the text at UTF-16 offset %d", e.Offset, e.Offset+e.Length)
		}
		out = append(out, e)
	}
	return out, nil
}

// readEntity reads one explicit entity. Types that Telegram finds by itself
// come back with an empty Type.
func (s *Server) readEntity(raw json.RawMessage) (Entity, error) {
	f, ok := object(raw)
	if !ok {
		return Entity{}, bad("Can't parse MessageEntity: expected an Object")
	}
	e, err := s.entityOf(f)
	if err != nil {
		return Entity{}, bad("Can't parse MessageEntity: %v", err)
	}
	switch e.Type {
	case "text_link":
		address, err := checkURL(e.URL)
		if e.URL == "" {
			err = errURLHost
		}
		if err != nil {
			return Entity{}, bad("Entity URL '%s' is invalid: %v", e.URL, err)
		}
		e.URL = address
	case "text_mention":
		if e.User = s.person(e.User.ID); e.User == nil {
			return Entity{}, bad("User not found")
		}
	case "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number":
		e.Type = ""
	}
	return e, nil
}

// entityOf reads the members of an explicit entity.
func (s *Server) entityOf(f fields) (Entity, error) {
	var e Entity
	offset, err := f.needInt("offset")
	if err != nil {
		return e, err
	}
	length, err := f.needInt("length")
	if err != nil {
		return e, err
	}
	e.Offset, e.Length = int(offset), int(length)
	if e.Type, err = f.needText("type"); err != nil {
		return e, err
	}
	switch e.Type {
	case "pre":
		e.Language, err = f.text("language")
	case "text_link":
		e.URL, err = f.needText("url")
	case "text_mention":
		var user fields
		if user, err = f.inner("user"); err != nil {
			return e, err
		}
		var id int64
		id, err = user.needInt("id")
		e.User = &User{ID: id}
	case "custom_emoji":
		if _, err = f.needInt("custom_emoji_id"); err == nil {
			e.CustomEmojiID, err = f.text("custom_emoji_id")
		}
	default:
		if !slices.Contains(entityTypes(), e.Type) {
			err = errEntityType
		}
	}
	return e, err
}

// clean replaces control characters by spaces and drops carriage returns and
// marks of direction, as Telegram does to every text.
func (f *formatted) clean() {
	var b strings.Builder
	dropped := []int{} // positions in UTF-16 units of what was dropped
	at := 0
	for _, r := range f.text {
		switch {
		case r == '\r' || r >= 0x2028 && r <= 0x202E:
			dropped = append(dropped, at)
			at++
			continue
		case r < ' ' && r != '\n':
			r = ' '
		}
		b.WriteRune(r)
		at += runeUnits(r)
	}
	if f.text = b.String(); len(dropped) == 0 {
		return
	}
	moved := func(pos int) int {
		n, _ := slices.BinarySearch(dropped, pos)
		return pos - n
	}
	for i, e := range f.entities {
		end := moved(e.Offset + e.Length)
		f.entities[i].Offset = moved(e.Offset)
		f.entities[i].Length = end - f.entities[i].Offset
	}
}

// trim removes the spaces and newlines at both ends.
func (f *formatted) trim() {
	text := strings.TrimRight(f.text, " \n")
	short := strings.TrimLeft(text, " \n")
	first := utf16Len(text[:len(text)-len(short)])
	f.text = short
	size := utf16Len(short)
	for i, e := range f.entities {
		start := max(0, min(size, e.Offset-first))
		end := max(0, min(size, e.Offset+e.Length-first))
		f.entities[i].Offset, f.entities[i].Length = start, end-start
	}
}

// tidy sorts the entities, drops the empty ones and those inside code, and
// keeps the first hundred.
func (f *formatted) tidy() {
	f.entities = slices.DeleteFunc(f.entities, func(e Entity) bool {
		return e.Length <= 0 || strings.TrimSpace(utf16Slice(f.text, e.Offset, e.Length)) == ""
	})
	slices.SortStableFunc(f.entities, func(a, b Entity) int {
		if a.Offset != b.Offset {
			return a.Offset - b.Offset
		}
		if a.Length != b.Length {
			return b.Length - a.Length
		}
		return slices.Index(entityTypes(), a.Type) - slices.Index(entityTypes(), b.Type)
	})
	kept := f.entities[:0]
	codeEnd, quoteEnd := -1, -1
	for _, e := range f.entities {
		quote := strings.HasSuffix(e.Type, "blockquote")
		if e.Offset < codeEnd || quote && e.Offset < quoteEnd {
			continue
		}
		if e.Type == "pre" || e.Type == "code" {
			codeEnd = e.Offset + e.Length
		}
		if quote {
			quoteEnd = e.Offset + e.Length
		}
		kept = append(kept, e)
	}
	f.entities = kept[:min(len(kept), entitiesMax)]
	if len(f.entities) == 0 {
		f.entities = nil
	}
}
