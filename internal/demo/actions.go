package demo

import (
	"encoding/json"
	"errors"
	"math"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"jalon/internal/botapi"
)

const (
	bodyLimit = 32 << 10 // bytes of a request of the page
	textLimit = 4096     // UTF-16 code units of a message, as in Telegram
	dataLimit = 64       // bytes of a button's data, as in Telegram
)

var (
	payloadForm = regexp.MustCompile(`^[A-Za-z0-9_-]{0,64}$`)
	keyForm     = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)
)

// refused is what the person asked and the page never offers.
type refused string

func (r refused) Error() string { return string(r) }

// done is the answer to what has none.
type done struct{}

// request is a body of the page. Key names one thing done: the same key twice is done once.
type request struct {
	Key     string  `json:"key"`
	Payload string  `json:"payload"` // start
	Text    string  `json:"text"`    // say, query
	Message int     `json:"message"` // press
	Data    string  `json:"data"`    // press
	Lat     float64 `json:"lat"`     // locate
	Lon     float64 `json:"lon"`     // locate
	Kind    string  `json:"kind"`    // media
}

// act makes a handler of something that a visitor does: it reads the body, does each key once and writes the result.
func act[T any](d *demo, do func(*visitor, request) (T, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
			http.Error(w, "application/json expected", http.StatusUnsupportedMediaType)
			return
		}
		var req request
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, bodyLimit)).Decode(&req); err != nil {
			status := http.StatusBadRequest
			if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
				status = http.StatusRequestEntityTooLarge
			}
			http.Error(w, "unreadable request", status)
			return
		}
		if !keyForm.MatchString(req.Key) {
			http.Error(w, "no key", http.StatusBadRequest)
			return
		}
		v := d.visitors.of(w, r)
		result, err := v.sent.once(r.Context(), req.Key, func() (any, error) { return do(v, req) })
		writeResult(w, result, err)
	}
}

// writeResult writes the result of an action as JSON.
func writeResult(w http.ResponseWriter, result any, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(result) // the page may have left
}

// start opens the bot, with the payload of a link or none.
func (d *demo) start(v *visitor, req request) (done, error) {
	if !payloadForm.MatchString(req.Payload) {
		return done{}, refused("bad payload")
	}
	_, err := d.api.Start(v.person(), req.Payload)
	return done{}, err
}

// say writes a text in the chat.
func (d *demo) say(v *visitor, req request) (done, error) {
	if strings.TrimSpace(req.Text) == "" || len(utf16.Encode([]rune(req.Text))) > textLimit {
		return done{}, refused("bad text")
	}
	_, err := d.api.Say(v.person(), botapi.Chat{}, req.Text)
	return done{}, err
}

// press presses an inline button and waits for the bot's answer.
func (d *demo) press(v *visitor, req request) (botapi.Pressed, error) {
	if req.Data == "" || len(req.Data) > dataLimit {
		return botapi.Pressed{}, refused("bad data")
	}
	return d.api.Press(v.person(), botapi.Chat{}, req.Message, req.Data)
}

// locate shares a position.
func (d *demo) locate(v *visitor, req request) (done, error) {
	if math.Abs(req.Lat) > 90 || math.Abs(req.Lon) > 180 {
		return done{}, refused("bad position")
	}
	_, err := d.api.Locate(v.person(), req.Lat, req.Lon)
	return done{}, err
}

// media sends something that is not text, to see what the bot says to it.
func (d *demo) media(v *visitor, req request) (done, error) {
	if !slices.Contains([]string{"voice", "photo", "sticker", "document"}, req.Kind) {
		return done{}, refused("bad kind")
	}
	_, err := d.api.SendMedia(v.person(), req.Kind)
	return done{}, err
}

// query types "@bot text" and waits for the cards proposed.
func (d *demo) query(v *visitor, req request) (botapi.InlineReply, error) {
	if len(utf16.Encode([]rune(req.Text))) > 256 {
		return botapi.InlineReply{}, refused("bad query")
	}
	return d.api.Query(v.person(), req.Text)
}

// restart clears the chat and opens the bot as somebody it has never met.
func (d *demo) restart(v *visitor, _ request) (done, error) {
	u := newUser()
	if _, err := d.api.Start(u, ""); err != nil {
		return done{}, err
	}
	d.api.Forget(v.renew(u))
	return done{}, nil
}

// spots answers the search of a commune.
func (d *demo) spots(w http.ResponseWriter, r *http.Request) {
	query := strings.TrimSpace(r.URL.Query().Get("q"))
	found := []Spot{}
	if d.opts.Spots != nil && query != "" && len(query) <= 100 {
		found = append(found, d.opts.Spots(query)...)
	}
	writeResult(w, found, nil)
}

// file gives a file that the bot sent in the visitor's own chat.
func (d *demo) file(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	chatID := d.visitors.of(w, r).person().ID
	history := d.api.History(chatID)
	at := slices.IndexFunc(history, func(m botapi.Message) bool { return m.Media != nil && m.Media.FileID == id })
	if at < 0 {
		http.NotFound(w, r)
		return
	}
	data, kind, ok := d.api.File(id)
	if !ok {
		http.NotFound(w, r)
		return
	}
	disposition := "inline"
	if !shownByBrowsers(kind) {
		kind, disposition = "application/octet-stream", "attachment"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": history[at].Media.FileName}))
	h.Set("Cache-Control", "private, max-age=3600")
	_, _ = w.Write(data) // the page may have left
}

// shownByBrowsers tells whether a file of this media type may open in the browser: it cannot carry a script that acts
// in the page's name.
func shownByBrowsers(kind string) bool {
	return slices.Contains([]string{"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"}, kind)
}
