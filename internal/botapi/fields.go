package botapi

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// fields is a JSON object whose members are read with Telegram's strictness
// and refused with its words. Errors are plain: the reader of the whole
// object says what could not be parsed.
type fields map[string]json.RawMessage

// JSON kinds, as Telegram names them in its refusals.
const (
	kindNull    = "Null"
	kindBoolean = "Boolean"
	kindNumber  = "Number"
	kindString  = "String"
	kindArray   = "Array"
	kindObject  = "Object"
)

// kindOf tells the kind of a valid JSON value.
func kindOf(raw json.RawMessage) string {
	text := strings.TrimLeft(string(raw), " \t\r\n")
	if text == "" {
		return kindNull
	}
	switch text[0] {
	case '{':
		return kindObject
	case '[':
		return kindArray
	case '"':
		return kindString
	case 't', 'f':
		return kindBoolean
	case 'n':
		return kindNull
	default:
		return kindNumber
	}
}

// object reads a JSON object; ok is false when raw is something else.
func object(raw json.RawMessage) (f fields, ok bool) {
	if kindOf(raw) != kindObject || json.Unmarshal(raw, &f) != nil {
		return nil, false
	}
	return f, true
}

// array reads a JSON array; ok is false when raw is something else.
func array(raw json.RawMessage) (items []json.RawMessage, ok bool) {
	if kindOf(raw) != kindArray || json.Unmarshal(raw, &items) != nil {
		return nil, false
	}
	return items, true
}

// has tells whether the member is there, even null.
func (f fields) has(name string) bool {
	_, ok := f[name]
	return ok
}

// get returns a member of the wanted kind, nil when it is absent or null.
func (f fields) get(name, kind string) (json.RawMessage, error) {
	raw, ok := f[name]
	if !ok || kindOf(raw) == kindNull {
		return nil, nil
	}
	if kindOf(raw) != kind {
		return nil, say("Field %q must be of type %s", name, kind)
	}
	return raw, nil
}

// inner returns a member that must be an object.
func (f fields) inner(name string) (fields, error) {
	if !f.has(name) {
		return nil, say("Can't find field %q", name)
	}
	found, ok := object(f[name])
	if !ok {
		return nil, say("Field %q must be of type %s", name, kindObject)
	}
	return found, nil
}

// text returns a string member, "" when absent; a number counts as its digits.
func (f fields) text(name string) (string, error) {
	raw, ok := f[name]
	if !ok {
		return "", nil
	}
	switch kindOf(raw) {
	case kindNull:
		return "", nil
	case kindNumber:
		return strings.TrimSpace(string(raw)), nil
	case kindString:
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return "", fmt.Errorf("field %q: %w", name, err)
		}
		return s, nil
	default:
		return "", say("Field %q must be of type String", name)
	}
}

// needText is text for a member that must be there.
func (f fields) needText(name string) (string, error) {
	if raw, ok := f[name]; !ok || kindOf(raw) == kindNull {
		return "", say("Can't find field %q", name)
	}
	return f.text(name)
}

// flag returns a boolean member, false when absent.
func (f fields) flag(name string) (bool, error) {
	raw, err := f.get(name, kindBoolean)
	if err != nil || raw == nil {
		return false, err
	}
	return strings.TrimSpace(string(raw)) == "true", nil
}

// flags reads several boolean members into their places.
func (f fields) flags(into map[string]*bool) error {
	for _, name := range sortedKeys(into) {
		v, err := f.flag(name)
		if err != nil {
			return err
		}
		*into[name] = v
	}
	return nil
}

// needInt returns an integer member; a string of digits counts as a number.
func (f fields) needInt(name string) (int64, error) {
	raw, ok := f[name]
	if !ok || kindOf(raw) == kindNull {
		return 0, say("Can't find field %q", name)
	}
	if k := kindOf(raw); k != kindNumber && k != kindString {
		return 0, say("Field %q must be of type Number", name)
	}
	s, err := f.text(name)
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, say("Field %q must be a valid Number", name)
	}
	return n, nil
}

// needFloat returns a number member.
func (f fields) needFloat(name string) (float64, error) {
	raw, ok := f[name]
	if !ok || kindOf(raw) == kindNull {
		return 0, say("Can't find field %q", name)
	}
	s, err := f.text(name)
	if err != nil {
		return 0, say("Field %q must be of type Number", name)
	}
	return toFloat(s), nil
}
