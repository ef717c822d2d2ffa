package botapi

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	// callbackWindow is how long a callback may be answered. Telegram does not
	// document its own window: makers of bots report tens of seconds.
	callbackWindow = 30 * time.Second
	toastMax       = 200 // characters of the answer to a callback

	tooOld = "query is too old and response timeout expired or query ID is invalid"
)

// Pressed is what the person sees after a press on an inline button.
type Pressed struct {
	// Answered tells whether the bot answered the callback in time.
	Answered bool   `json:"answered"`
	Text     string `json:"text,omitempty"`
	Alert    bool   `json:"show_alert,omitempty"`
	URL      string `json:"url,omitempty"`
}

// press is a callback that waits for its answer.
type press struct {
	at   time.Time
	done chan Pressed
}

// wireCallback is a callback_query in the Bot API's own shape.
type wireCallback struct {
	ID              string `json:"id"`
	From            User   `json:"from"`
	Message         any    `json:"message,omitempty"`
	InlineMessageID string `json:"inline_message_id,omitempty"`
	ChatInstance    string `json:"chat_instance"`
	Data            string `json:"data"`
}

// wireInaccessible is a message that the bot can no longer read.
type wireInaccessible struct {
	Chat      wireChat `json:"chat"`
	MessageID int      `json:"message_id"`
	Date      int64    `json:"date"` // always 0
}

// Press makes u press a button of a message and waits for the bot's answer.
// The data is sent as given, whether or not the message has such a button. A
// bot that does not answer within Options.Patience gives a Pressed that says
// so, and no error.
func (s *Server) Press(u User, where Chat, messageID int, data string) (Pressed, error) {
	s.mu.Lock()
	c := s.place(u, where)
	m := c.find(messageID)
	if m == nil || m.cleared {
		s.mu.Unlock()
		return Pressed{}, fmt.Errorf("press: no message %d in chat %d", messageID, c.ID)
	}
	p := s.callback(wireCallback{From: u, Message: s.encode(m), ChatInstance: fmt.Sprint(c.ID), Data: data})
	s.mu.Unlock()
	return s.await(p), nil
}

// PressInaccessible is Press on a message that Telegram no longer gives to the
// bot: the update carries its identifiers and the date 0.
func (s *Server) PressInaccessible(u User, where Chat, messageID int, data string) (Pressed, error) {
	s.mu.Lock()
	c := s.place(u, where)
	p := s.callback(wireCallback{
		From: u, ChatInstance: fmt.Sprint(c.ID), Data: data,
		Message: wireInaccessible{Chat: c.wire(), MessageID: messageID},
	})
	s.mu.Unlock()
	return s.await(p), nil
}

// PressInline is Press on a message that was sent in inline mode.
func (s *Server) PressInline(u User, inlineMessageID, data string) (Pressed, error) {
	s.mu.Lock()
	s.learn(u)
	if _, ok := s.inline[inlineMessageID]; !ok {
		s.mu.Unlock()
		return Pressed{}, fmt.Errorf("press: no inline message %q", inlineMessageID)
	}
	p := s.callback(wireCallback{From: u, InlineMessageID: inlineMessageID, ChatInstance: inlineMessageID, Data: data})
	s.mu.Unlock()
	return s.await(p), nil
}

// callback queues a callback and returns the press that waits; s.mu must be
// held.
func (s *Server) callback(w wireCallback) *press {
	for id, old := range s.presses {
		if len(s.presses) < 256 {
			break
		}
		if s.now().Sub(old.at) > callbackWindow {
			delete(s.presses, id)
		}
	}
	w.ID = s.nextSerial()
	p := &press{at: s.now(), done: make(chan Pressed, 1)}
	s.presses[w.ID] = p
	s.push("callback_query", fmt.Sprintf("callback_query:%d", w.From.ID), w)
	return p
}

// await waits for the answer to a callback.
func (s *Server) await(p *press) Pressed {
	t := time.NewTimer(s.opt.Patience)
	defer t.Stop()
	select {
	case answer := <-p.done:
		return answer
	case <-t.C:
	case <-s.ctx.Done():
	}
	return Pressed{}
}

func (s *Server) answerCallbackQuery(q *query) (any, error) {
	id := q.arg("callback_query_id")
	p, ok := s.presses[id]
	if !ok || s.now().Sub(p.at) > callbackWindow {
		return nil, bad(tooOld)
	}
	answer := Pressed{Answered: true, Text: q.arg("text"), Alert: toBool(q.arg("show_alert")), URL: q.arg("url")}
	switch {
	case utf8.RuneCountInString(answer.Text) > toastMax:
		return nil, bad("MESSAGE_TOO_LONG")
	case answer.URL != "" && !s.ownLink(answer.URL):
		return nil, bad("URL_INVALID")
	}
	delete(s.presses, id)
	p.done <- answer
	return true, nil
}

// ownLink tells whether an address is a link to the bot, the only kind that
// an answer to a callback may open.
func (s *Server) ownLink(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch {
	case u.Scheme == "https" && (u.Host == "t.me" || u.Host == "telegram.me"):
		return strings.EqualFold(strings.Trim(u.Path, "/"), s.me.Username) && u.Query().Has("start")
	case u.Scheme == "tg":
		return u.Host == "resolve" && strings.EqualFold(u.Query().Get("domain"), s.me.Username)
	}
	return false
}
