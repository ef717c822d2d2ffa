package botapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	resultsMax     = 50
	resultIDMax    = 64 // bytes
	nextOffsetMax  = 64 // bytes
	inlineQueryMax = 256
	cacheStandard  = 300 // seconds
)

var reStart = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// InlineReply is what the person sees under the field of an inline query.
type InlineReply struct {
	Answered   bool              `json:"answered"`
	Results    []json.RawMessage `json:"results,omitempty"`
	Cache      int               `json:"cache_time"` // seconds
	Personal   bool              `json:"is_personal,omitempty"`
	NextOffset string            `json:"next_offset,omitempty"`
	Button     json.RawMessage   `json:"button,omitempty"`
	// Cached tells that Telegram's cache answered and the bot saw nothing.
	Cached bool `json:"cached,omitempty"`
}

// asked is an inline query that waits for its answer.
type asked struct {
	user  User
	query string
	at    time.Time
	done  chan InlineReply
}

// cachedReply is an answer that Telegram gives again by itself.
type cachedReply struct {
	InlineReply
	until time.Time
}

// Query makes u type "@bot text" in any chat and waits for the results. An
// answer that the bot allowed to be kept is given again without asking the
// bot: to everyone, unless it is personal.
func (s *Server) Query(u User, text string) (InlineReply, error) {
	if utf8.RuneCountInString(text) > inlineQueryMax || !utf8.ValidString(text) {
		return InlineReply{}, fmt.Errorf("query: not a text of at most %d characters", inlineQueryMax)
	}
	s.mu.Lock()
	s.learn(u)
	for _, key := range []string{cacheKey(0, text), cacheKey(u.ID, text)} {
		if c, ok := s.cached[key]; ok && s.now().Before(c.until) {
			s.mu.Unlock()
			c.Cached = true
			return c.InlineReply, nil
		}
	}
	a := &asked{user: u, query: text, at: s.now(), done: make(chan InlineReply, 1)}
	id := s.nextSerial()
	s.queries[id] = a
	s.push("inline_query", fmt.Sprintf("inline_query:%d", u.ID), map[string]any{
		"id": id, "from": u, "query": text, "offset": "", "chat_type": "sender",
	})
	s.mu.Unlock()

	t := time.NewTimer(s.opt.Patience)
	defer t.Stop()
	select {
	case r := <-a.done:
		return r, nil
	case <-t.C:
	case <-s.ctx.Done():
	}
	s.mu.Lock()
	delete(s.queries, id)
	s.mu.Unlock()
	return InlineReply{}, nil
}

func cacheKey(user int64, text string) string { return fmt.Sprintf("%d:%s", user, text) }

func (s *Server) answerInlineQuery(q *query) (any, error) {
	r := InlineReply{
		Answered:   true,
		Cache:      int(q.number("cache_time", cacheStandard, 0, 86_400)),
		Personal:   toBool(q.arg("is_personal")),
		NextOffset: q.arg("next_offset"),
	}
	var err error
	if r.Button, err = readResultsButton(q); err != nil {
		return nil, err
	}
	if r.Results, err = s.readResults(q.arg("results")); err != nil {
		return nil, err
	}
	a, ok := s.queries[q.arg("inline_query_id")]
	if !ok || s.now().Sub(a.at) > lasts("inline_query") {
		return nil, bad(tooOld)
	}
	if len(r.NextOffset) > nextOffsetMax {
		return nil, bad("NEXT_OFFSET_INVALID")
	}
	delete(s.queries, q.arg("inline_query_id"))
	if r.Cache > 0 {
		key := cacheKey(0, a.query)
		if r.Personal {
			key = cacheKey(a.user.ID, a.query)
		}
		s.cached[key] = cachedReply{r, s.now().Add(time.Duration(r.Cache) * time.Second)}
	}
	a.done <- r
	return true, nil
}

// readResultsButton reads the button above the results.
func readResultsButton(q *query) (json.RawMessage, error) {
	encoded := q.arg("button")
	if encoded == "" {
		return nil, nil
	}
	if !json.Valid([]byte(encoded)) {
		return nil, bad("Can't parse inline query results button JSON object")
	}
	f, ok := object(json.RawMessage(encoded))
	if !ok {
		return nil, bad("Can't parse inline query results button: InlineQueryResultsButton must be an Object")
	}
	start, app, err := resultsButton(f)
	switch {
	case err != nil:
		return nil, bad("Can't parse inline query results button: %v", err)
	case app == "" && !reStart.MatchString(start):
		return nil, bad("START_PARAM_INVALID")
	}
	return json.RawMessage(encoded), nil
}

// resultsButton reads what the button above the results does.
func resultsButton(f fields) (start, app string, err error) {
	if _, err = f.needText("text"); err != nil {
		return "", "", err
	}
	if f.has("start_parameter") {
		start, err = f.needText("start_parameter")
		return start, "", err
	}
	if !f.has("web_app") {
		return "", "", wordsError("InlineQueryResultsButton must have exactly one optional field")
	}
	inner, err := f.inner("web_app")
	if err != nil {
		return "", "", err
	}
	app, err = inner.needText("url")
	return "", app, err
}

// readResults reads the results of an inline query and refuses what Telegram
// refuses.
func (s *Server) readResults(encoded string) ([]json.RawMessage, error) {
	if encoded == "" {
		return nil, nil
	}
	if !json.Valid([]byte(encoded)) {
		return nil, bad("Can't parse JSON encoded inline query results: not a JSON text")
	}
	raw := json.RawMessage(encoded)
	if kindOf(raw) == kindNull {
		return nil, nil
	}
	items, ok := array(raw)
	switch {
	case !ok:
		return nil, bad("Expected an Array of inline query results")
	case len(items) > resultsMax:
		return nil, bad("Too many inline query results specified")
	}
	seen := map[string]bool{}
	for _, item := range items {
		r, err := s.readResult(item)
		if err != nil {
			return nil, err
		}
		switch {
		case r.id == "" || len(r.id) > resultIDMax:
			return nil, bad("RESULT_ID_INVALID")
		case seen[r.id]:
			return nil, bad("RESULT_ID_DUPLICATE")
		}
		seen[r.id] = true
	}
	return items, nil
}

// result is one result of an inline query, with the message it sends.
type result struct {
	id  string
	msg Message
}

// readResult reads one result.
func (s *Server) readResult(raw json.RawMessage) (result, error) {
	f, ok := object(raw)
	if !ok {
		return result{}, bad("Can't parse inline query result: Inline query result must be an object")
	}
	r, err := s.resultOf(f)
	var refused *refusalError
	switch {
	case errors.As(err, &refused):
		return r, bad("Can't parse inline query result: %s", strings.TrimPrefix(refused.text, "Bad Request: "))
	case err != nil:
		return r, bad("Can't parse inline query result: %v", err)
	}
	if markup, ok := f["reply_markup"]; ok && kindOf(markup) != kindNull {
		m, err := markupOf(markup)
		if err != nil {
			return r, err
		}
		if err := m.check(false); err != nil {
			return r, err
		}
		r.msg.Markup = m.inline
	}
	return r, nil
}

// resultOf reads the members of a result: its identifier, its type, and what
// it sends.
func (s *Server) resultOf(f fields) (result, error) {
	kind, err := f.needText("type")
	if err != nil {
		return result{}, err
	}
	r := result{}
	if r.id, err = f.needText("id"); err != nil {
		return r, err
	}
	content, err := f.get("input_message_content", kindObject)
	if err != nil {
		return r, err
	}
	switch kind = strings.ToLower(kind); kind {
	case "article":
		if _, err := f.needText("title"); err != nil {
			return r, err
		}
		if content == nil {
			return r, wordsError(`Can't find field "message_text"`)
		}
	case "venue", "location", "contact":
		if content == nil {
			return r, s.contentOf(f, kind, &r.msg)
		}
	default:
		return r, say("type %q is unsupported for the inline query result", kind)
	}
	inner, _ := object(content)
	return r, s.contentOf(inner, "", &r.msg)
}

// contentOf reads what a result sends; kind is "" when its members tell.
func (s *Server) contentOf(f fields, kind string, into *Message) error {
	text, err := f.text("message_text")
	switch {
	case err != nil:
		return err
	case kind == "" && text != "":
		mode, err := f.text("parse_mode")
		if err != nil {
			return err
		}
		t, err := s.readText(text, mode, string(f["entities"]))
		into.Text, into.Entities = t.text, t.entities
		return err
	case kind == "contact" || kind == "" && f.has("phone_number"):
		c := &Contact{}
		if c.PhoneNumber, err = f.needText("phone_number"); err != nil {
			return err
		}
		c.FirstName, err = f.needText("first_name")
		into.Contact = c
		return err
	case kind != "" || f.has("latitude") && f.has("longitude"):
		return pointOf(f, kind, into)
	}
	return wordsError("Input message content is not specified")
}

// pointOf reads a location or a venue.
func pointOf(f fields, kind string, into *Message) error {
	var l Location
	var err error
	if l.Latitude, err = f.needFloat("latitude"); err != nil {
		return err
	}
	if l.Longitude, err = f.needFloat("longitude"); err != nil {
		return err
	}
	into.Location = &l
	if kind == "location" || kind == "" && !f.has("address") {
		return l.check()
	}
	v := &Venue{Location: l}
	if v.Title, err = f.needText("title"); err != nil {
		return err
	}
	if v.Address, err = f.needText("address"); err != nil {
		return err
	}
	into.Venue = v
	return l.check()
}

// Choose makes u send a result of an inline query in a chat, which may be one
// where the bot is not: a group it never saw, or the private chat of u with
// somebody else. It returns the inline_message_id, which is "" when the message
// has no buttons.
func (s *Server) Choose(u User, where Chat, query string, raw json.RawMessage) (inlineMessageID string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.readResult(raw)
	if err != nil {
		return "", fmt.Errorf("choose: %w", err)
	}
	c := s.elsewhere(u, where)
	m := &message{Message: r.msg}
	m.From, m.ViaBot = u, true
	s.post(c, m)
	chosen := map[string]any{"result_id": r.id, "from": u, "query": query}
	if len(m.Markup) > 0 {
		m.inlineID = "inline" + s.nextSerial()
		s.inline[m.inlineID] = m
		chosen["inline_message_id"] = m.inlineID
	}
	if c.started {
		s.push("message", chatLine(c.ID), s.encode(m))
	}
	s.push("chosen_inline_result", fmt.Sprintf("chosen_inline_result:%d", u.ID), chosen)
	return m.inlineID, nil
}

// elsewhere returns the chat in which u sends a result. One between two
// people is none of the bot's: it is in no list.
func (s *Server) elsewhere(u User, where Chat) *chat {
	_, known := s.chats[where.ID]
	switch {
	case where.Type == "private" && where.ID != 0 && where.ID != u.ID:
		s.learn(u)
		return &chat{Chat: where}
	case !known && where.ID != 0 && where.Type != "private":
		s.chats[where.ID] = &chat{Chat: where}
	}
	return s.place(u, where)
}

// Inline returns a message sent in inline mode as it is seen now.
func (s *Server) Inline(inlineMessageID string) (Message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.inline[inlineMessageID]
	if !ok {
		return Message{}, false
	}
	return m.Message, true
}
