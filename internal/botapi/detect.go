package botapi

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

const errEntityType = wordsError("Unsupported type specified")

// entityTypes lists the types of entities in the order that decides between
// two entities over the same text.
func entityTypes() []string {
	return []string{
		"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number",
		"text_link", "text_mention", "pre", "code", "blockquote", "expandable_blockquote",
		"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time",
	}
}

// What Telegram finds in plain text by itself. Each expression has what comes
// before as its first group and the entity as its second.
var (
	reCommand = regexp.MustCompile(`(^|[^\pL\pN_/>])(/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)`)
	reMention = regexp.MustCompile(`(^|[^\pL\pN_@])(@[A-Za-z0-9_]{3,32})`)
	reHashtag = regexp.MustCompile(`(^|[^\pL\pN_#&])(#[\pL\pN_]*[\pL_][\pL\pN_]*)`)
	reEmail   = regexp.MustCompile(`(^|[^\pL\pN_.@+-])([A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)`)
	reURL     = regexp.MustCompile(`(?i)(^|[^\pL\pN_@/.])((?:https?://[^\s<>"]+|(?:[\pL\pN-]+\.)+(?:fr|com|org|net|eu|coop|io|me|info|bzh|gouv\.fr)(?:[/?#][^\s<>"]*)?))`)
)

// detect adds the commands, mentions, hashtags, addresses of the text where
// no entity given by the sender stands.
func (f *formatted) detect() {
	if f.text == "" {
		return
	}
	var found []Entity
	f.find(&found, reURL, "url")
	f.find(&found, reEmail, "email")
	f.find(&found, reCommand, "bot_command")
	f.find(&found, reMention, "mention")
	f.find(&found, reHashtag, "hashtag")
	f.entities = append(f.entities, found...)
	f.tidy()
}

// find adds the matches of re that overlap nothing that excludes them.
func (f *formatted) find(found *[]Entity, re *regexp.Regexp, kind string) {
	for _, m := range re.FindAllStringSubmatchIndex(f.text, -1) {
		start, end := m[4], m[5]
		match := strings.TrimRight(f.text[start:end], ".,;:!?)'»…")
		if kind == "bot_command" && !commandEnds(f.text[end:]) {
			match = ""
		}
		if match == "" {
			continue
		}
		e := Entity{Type: kind, Offset: utf16Len(f.text[:start]), Length: utf16Len(match)}
		if !slices.ContainsFunc(*found, e.overlaps) && !slices.ContainsFunc(f.entities, e.excluded) {
			*found = append(*found, e)
		}
	}
}

// commandEnds tells whether a command may end where the rest begins.
func commandEnds(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || r != '/' && r != '@' && !isWord(r)
}

func isWord(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

func (e Entity) overlaps(other Entity) bool {
	return e.Offset < other.Offset+other.Length && other.Offset < e.Offset+e.Length
}

// excluded tells whether a given entity forbids finding e over its text.
func (e Entity) excluded(given Entity) bool {
	switch given.Type {
	case "text_link", "text_mention", "pre", "code":
		return e.overlaps(given)
	}
	return false
}

// preview returns the first address of a text, "" when it has none.
func (f *formatted) preview() string {
	for _, e := range f.entities {
		switch e.Type {
		case "text_link":
			return e.URL
		case "url":
			if full, err := checkURL(utf16Slice(f.text, e.Offset, e.Length)); err == nil {
				return full
			}
		}
	}
	return ""
}

// utf16Len counts the UTF-16 code units of a text.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += runeUnits(r)
	}
	return n
}

func runeUnits(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// utf16Slice returns the part of a text that an entity covers.
func utf16Slice(s string, offset, length int) string {
	at, start := 0, -1
	for i, r := range s {
		if start < 0 && at >= offset {
			start = i
		}
		if start >= 0 && at >= offset+length {
			return s[start:i]
		}
		at += runeUnits(r)
	}
	if start < 0 {
		return ""
	}
	return s[start:]
}
