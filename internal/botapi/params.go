package botapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const (
	// bodyMax bounds a request: the largest upload and some room for the rest.
	bodyMax = 52 << 20
	// partsMax bounds the parts of a multipart body and the members of a form.
	partsMax = 1000
)

// errUnreadable is a request that has no readable parameters: it is answered
// 400 with no JSON, as a self-hosted server does.
var errUnreadable = errors.New("unreadable request")

// upload is a file that came with a request.
type upload struct {
	name string
	mime string
	data []byte
}

// query is one call with its parameters, however they came.
type query struct {
	method string // as written by the bot, in its known spelling when it has one
	args   map[string]string
	files  map[string]upload
	// hooked tells that the call came in the answer to a webhook.
	hooked bool
}

// arg returns a parameter as text, "" when absent.
func (q *query) arg(name string) string { return q.args[name] }

// has tells whether the parameter is there, even empty.
func (q *query) has(name string) bool {
	_, ok := q.args[name]
	return ok
}

// add keeps the first value of a parameter, as Telegram does.
func (q *query) add(name, value string) {
	if _, ok := q.args[name]; !ok {
		q.args[name] = value
	}
}

// shown returns the parameters as Calls shows them.
func (q *query) shown() map[string]string {
	out := maps.Clone(q.args)
	for name, f := range q.files {
		out[name] = fmt.Sprintf("%s (%d bytes)", f.name, len(f.data))
	}
	return out
}

func newQuery() *query {
	return &query{args: map[string]string{}, files: map[string]upload{}}
}

// readQuery reads the parameters of a request: query string, then form, JSON
// or multipart body.
func readQuery(r *http.Request) (*query, error) {
	q := newQuery()
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, errUnreadable
	}
	q.addValues(values)
	return q, q.readBody(r.Header.Get("Content-Type"), io.LimitReader(r.Body, bodyMax+1))
}

// readBody adds the parameters of a body of the given content type.
func (q *query) readBody(contentType string, body io.Reader) error {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind = ""
	}
	if kind == "multipart/form-data" {
		return q.readMultipart(multipart.NewReader(body, params["boundary"]))
	}
	data, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("body: %w", err)
	}
	if len(data) > bodyMax {
		return errTooLarge()
	}
	switch kind {
	case "application/json":
		return q.readJSON(data)
	case "application/x-www-form-urlencoded":
		values, err := url.ParseQuery(string(data))
		if err != nil {
			return errUnreadable
		}
		q.addValues(values)
	}
	return nil
}

func (q *query) addValues(values url.Values) {
	for _, name := range sortedKeys(values) {
		if name != "" && len(values[name]) > 0 && len(q.args) < partsMax {
			q.add(name, values[name][0])
		}
	}
}

// readJSON adds the members of an object: strings are unquoted, anything else
// stays the JSON text it is.
func (q *query) readJSON(data []byte) error {
	if len(strings.TrimSpace(string(data))) == 0 {
		return nil
	}
	f, ok := object(data)
	if !ok {
		return errUnreadable
	}
	for _, name := range sortedKeys(f) {
		if len(q.args) >= partsMax {
			break
		}
		value := strings.TrimSpace(string(f[name]))
		if kindOf(f[name]) == kindString {
			if err := json.Unmarshal(f[name], &value); err != nil {
				return errUnreadable
			}
		}
		q.add(name, value)
	}
	return nil
}

// readMultipart adds the parts of a form; a body without any part is
// unreadable.
func (q *query) readMultipart(parts *multipart.Reader) error {
	left := int64(bodyMax)
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) && n > 0 {
			return nil
		}
		if err != nil || n >= partsMax {
			return errUnreadable
		}
		data, err := io.ReadAll(io.LimitReader(part, left+1))
		if err != nil {
			return errUnreadable
		}
		if left -= int64(len(data)); left < 0 {
			return errTooLarge()
		}
		name := part.FormName()
		switch {
		case name == "":
		case part.FileName() != "":
			q.files[name] = upload{name: part.FileName(), mime: part.Header.Get("Content-Type"), data: data}
		default:
			q.add(name, string(data))
		}
	}
}

func errTooLarge() error {
	return &refusalError{status: http.StatusRequestEntityTooLarge, text: "Request Entity Too Large"}
}

// toInt reads the integer at the start of a text, 0 when there is none.
func toInt(text string) int64 {
	text = strings.TrimSpace(text)
	end := 0
	for end < len(text) && (text[end] >= '0' && text[end] <= '9' || end == 0 && text[0] == '-') {
		end++
	}
	n, err := strconv.ParseInt(text[:end], 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// toFloat reads a number, 0 when it is none.
func toFloat(text string) float64 {
	x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}

// toBool reads a boolean parameter.
func toBool(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// number returns an integer parameter brought between low and high, standard
// when absent.
func (q *query) number(name string, standard, low, high int64) int64 {
	n := standard
	if q.arg(name) != "" {
		n = toInt(q.arg(name))
	}
	return max(low, min(high, n))
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
