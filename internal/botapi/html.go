package botapi

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// htmlParser reads the little HTML of the Bot API. Offsets in its refusals
// count bytes of the source, offsets of entities count UTF-16 units of the
// text.
type htmlParser struct {
	src      string
	at       int
	out      strings.Builder
	units    int
	open     []tag
	entities []Entity
	// person finds a user mentioned by tg://user?id=; nil knows nobody.
	person func(id int64) *User
}

// tag is a start tag that waits for its end.
type tag struct {
	name   string
	attrs  map[string]string
	units  int // where its text begins, in UTF-16 units
	offset int // where its text begins in the output, in bytes
}

// parseHTML returns the text and its entities, or Telegram's explanation of
// what is wrong.
func parseHTML(src string, person func(int64) *User) (string, []Entity, error) {
	p := &htmlParser{src: src, person: person}
	for p.at < len(src) {
		var err error
		switch {
		case src[p.at] == '&':
			p.charRef()
		case src[p.at] != '<':
			p.plain()
		case strings.HasPrefix(src[p.at:], "</"):
			err = p.endTag()
		default:
			err = p.startTag()
		}
		if err != nil {
			return "", nil, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, parseError("Can't find end tag corresponding to start tag %q", p.open[n-1].name)
	}
	text := p.out.String()
	if !utf8.ValidString(text) {
		return "", nil, parseError("Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")
	}
	return text, p.entities, nil
}

func parseError(format string, args ...any) error {
	return bad("Can't parse entities: "+format, args...)
}

// plain copies text up to the next mark.
func (p *htmlParser) plain() {
	end := strings.IndexAny(p.src[p.at:], "&<")
	if end < 0 {
		end = len(p.src) - p.at
	}
	p.write(p.src[p.at : p.at+end])
	p.at += end
}

func (p *htmlParser) write(s string) {
	p.out.WriteString(s)
	p.units += utf16Len(s)
}

// charRef copies one character reference, decoded when it is a known one.
func (p *htmlParser) charRef() {
	decoded, size := decodeRef(p.src[p.at:])
	p.write(decoded)
	p.at += size
}

// decodeRef decodes the reference at the start of s and tells how many bytes
// it takes; an unknown one is the ampersand itself.
func decodeRef(s string) (string, int) {
	if strings.HasPrefix(s, "&#") {
		if decoded, size := decodeNumber(s); size > 0 {
			return decoded, size
		}
		return "&", 1
	}
	end := 1
	for end < len(s) && isLetter(s[end]) {
		end++
	}
	var decoded string
	switch s[1:end] {
	case "lt":
		decoded = "<"
	case "gt":
		decoded = ">"
	case "amp":
		decoded = "&"
	case "quot":
		decoded = `"`
	default:
		return "&", 1
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	return decoded, end
}

// decodeNumber decodes "&#8230;" and "&#x2026;"; size is 0 when it is not a
// character. A lone surrogate becomes bytes that are no valid text.
func decodeNumber(s string) (decoded string, size int) {
	base, start := 10, 2
	if len(s) > 2 && (s[2] == 'x' || s[2] == 'X') {
		base, start = 16, 3
	}
	end := start
	for end < len(s) && isDigit(s[end], base) {
		end++
	}
	code, err := strconv.ParseUint(s[start:end], base, 32)
	if err != nil || code == 0 || code > utf8.MaxRune {
		return "", 0
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	if code >= 0xD800 && code <= 0xDFFF {
		return "\xED", end
	}
	return string(rune(code)), end
}

// startTag reads "<name attr=value …>".
func (p *htmlParser) startTag() error {
	begin := p.at
	p.at++
	name := strings.ToLower(p.until(" \t\r\n\v\f>"))
	if p.at >= len(p.src) {
		return parseError("Unclosed start tag at byte offset %d", begin)
	}
	if !knownTag(name) {
		return parseError("Unsupported start tag %q at byte offset %d", name, begin)
	}
	attrs, err := p.attributes(name, begin)
	if err != nil {
		return err
	}
	if name == "span" && attrs["class"] != "tg-spoiler" {
		return parseError(`Tag "span" must have class "tg-spoiler" at byte offset %d`, begin)
	}
	p.at++ // the ">"
	p.open = append(p.open, tag{name: name, attrs: attrs, units: p.units, offset: p.out.Len()})
	return nil
}

// attributes reads up to the ">" and stops on it.
func (p *htmlParser) attributes(name string, begin int) (map[string]string, error) {
	attrs := map[string]string{}
	for {
		p.spaces()
		if p.at >= len(p.src) {
			return nil, parseError("Unclosed start tag %q at byte offset %d", name, begin)
		}
		if p.src[p.at] == '>' {
			return attrs, nil
		}
		key := strings.ToLower(p.until(" \t\r\n\v\f=>"))
		if key == "" {
			return nil, parseError("Empty attribute name in the tag %q at byte offset %d", name, begin)
		}
		p.spaces()
		if p.at >= len(p.src) {
			return nil, parseError("Unclosed start tag %q at byte offset %d", name, begin)
		}
		value := ""
		if p.src[p.at] == '=' {
			p.at++
			var err error
			if value, err = p.value(name, begin); err != nil {
				return nil, err
			}
		}
		if _, twice := attrs[key]; !twice {
			attrs[key] = value
		}
	}
}

// value reads what follows the "=" of an attribute.
func (p *htmlParser) value(name string, begin int) (string, error) {
	p.spaces()
	if p.at >= len(p.src) {
		return "", parseError("Unclosed start tag %q at byte offset %d", name, begin)
	}
	quote := p.src[p.at]
	if quote != '"' && quote != '\'' {
		start := p.at
		for p.at < len(p.src) && (isDigit(p.src[p.at], 10) || isLetter(p.src[p.at]) || p.src[p.at] == '-' || p.src[p.at] == '.') {
			p.at++
		}
		if p.at >= len(p.src) || !isSpace(p.src[p.at]) && p.src[p.at] != '>' {
			return "", parseError("Unexpected end of name token at byte offset %d", start)
		}
		return strings.ToLower(p.src[start:p.at]), nil
	}
	p.at++
	var b strings.Builder
	for p.at < len(p.src) && p.src[p.at] != quote {
		if p.src[p.at] == '&' {
			decoded, size := decodeRef(p.src[p.at:])
			b.WriteString(decoded)
			p.at += size
			continue
		}
		b.WriteByte(p.src[p.at])
		p.at++
	}
	if p.at >= len(p.src) {
		return "", parseError("Unclosed start tag at byte offset %d", begin)
	}
	p.at++
	return b.String(), nil
}

// endTag reads "</name>"; "</>" ends whatever is open.
func (p *htmlParser) endTag() error {
	begin := p.at
	if len(p.open) == 0 {
		return parseError("Unexpected end tag at byte offset %d", begin)
	}
	p.at += 2
	name := strings.ToLower(p.until(" \t\r\n\v\f>"))
	p.spaces()
	if p.at >= len(p.src) || p.src[p.at] != '>' {
		return parseError("Unclosed end tag at byte offset %d", begin)
	}
	p.at++
	last := p.open[len(p.open)-1]
	if name != "" && name != last.name {
		return parseError(`Unmatched end tag at byte offset %d, expected "</%s>", found "</%s>"`, begin, last.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	return p.emit(last)
}

// emit adds the entity of a tag that just ended.
func (p *htmlParser) emit(t tag) error {
	e := Entity{Offset: t.units, Length: p.units - t.units}
	if e.Length == 0 {
		return nil
	}
	switch t.name {
	case "a":
		p.link(t, e)
		return nil
	case "tg-emoji":
		id, err := strconv.ParseInt(t.attrs["emoji-id"], 10, 64)
		if err != nil || id == 0 {
			return parseError("Invalid custom emoji identifier specified")
		}
		e.Type, e.CustomEmojiID = "custom_emoji", t.attrs["emoji-id"]
	case "pre", "code":
		p.code(t, e)
		return nil
	case "blockquote":
		e.Type = "blockquote"
		if _, folded := t.attrs["expandable"]; folded {
			e.Type = "expandable_blockquote"
		}
	default:
		e.Type = simpleTag(t.name)
	}
	p.entities = append(p.entities, e)
	return nil
}

// code adds a pre or code entity; a pre and a code with a language over the
// same text become one.
func (p *htmlParser) code(t tag, e Entity) {
	e.Type = t.name
	if lang, ok := strings.CutPrefix(t.attrs["class"], "language-"); ok && t.name == "code" {
		e.Language = lang
	}
	if n := len(p.entities); n > 0 {
		last := &p.entities[n-1]
		same := last.Offset == e.Offset && last.Length == e.Length && (last.Type == "pre" || last.Type == "code")
		if lang := last.Language + e.Language; same && last.Type != e.Type && lang != "" {
			*last = Entity{Type: "pre", Offset: e.Offset, Length: e.Length, Language: lang}
			return
		}
	}
	p.entities = append(p.entities, e)
}

// link adds the entity of an anchor; an address that is none is dropped
// without a word.
func (p *htmlParser) link(t tag, e Entity) {
	address, given := t.attrs["href"]
	if !given || address == "" {
		address = p.out.String()[t.offset:]
	}
	if id, ok := strings.CutPrefix(address, "tg://user?id="); ok {
		if p.person == nil {
			return
		}
		if u := p.person(toInt(id)); u != nil {
			e.Type, e.User = "text_mention", u
			p.entities = append(p.entities, e)
		}
		return
	}
	address, err := checkURL(address)
	if err != nil {
		return
	}
	e.Type, e.URL = "text_link", address
	p.entities = append(p.entities, e)
}

// until returns the text up to one of the stops, or to the end.
func (p *htmlParser) until(stops string) string {
	end := strings.IndexAny(p.src[p.at:], stops)
	if end < 0 {
		end = len(p.src) - p.at
	}
	s := p.src[p.at : p.at+end]
	p.at += end
	return s
}

func (p *htmlParser) spaces() {
	for p.at < len(p.src) && isSpace(p.src[p.at]) {
		p.at++
	}
}

// knownTag tells whether the Bot API has the tag.
func knownTag(name string) bool {
	switch name {
	case "a", "pre", "code", "blockquote", "tg-emoji":
		return true
	}
	return simpleTag(name) != ""
}

// simpleTag returns the entity type of a tag that has nothing but its text.
func simpleTag(name string) string {
	switch name {
	case "b", "strong":
		return "bold"
	case "i", "em":
		return "italic"
	case "u", "ins":
		return "underline"
	case "s", "strike", "del":
		return "strikethrough"
	case "span", "tg-spoiler":
		return "spoiler"
	case "tg-time":
		return "date_time"
	}
	return ""
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isDigit(c byte, base int) bool {
	return c >= '0' && c <= '9' || base == 16 && (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F')
}
