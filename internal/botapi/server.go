// Package botapi is a local double of Telegram's Bot API server. It keeps
// chats and messages, delivers updates by polling or webhook, and refuses what
// Telegram refuses, with Telegram's own texts. It serves the demo and the
// tests: people's phones are played through the methods of Server, the bot
// talks to it over HTTP as it would to the real one.
//
// Rules of the room: it imports no other room and no Telegram library; dates
// and expiry come from an injected clock, only waiting (long polls, webhook
// retries, injected delays) takes real time; nothing is fetched from the
// network but the bot's own webhook.
//
// Three things are not played: Markdown (refused as 501, so that nobody
// believes it was read), methods that a bot in text and buttons does not need
// (404, as an unknown method), and pictures or previews fetched by address.
package botapi

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options says how a Server behaves. The zero value works.
type Options struct {
	// Token is the bot's token; "" means "1:demo".
	Token string
	// BotName and BotUsername name the bot; "" means "Jalon" and "jalon_bot".
	BotName, BotUsername string
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Quick leaves out the delays of politeness of getUpdates, setWebhook and
	// 409, and makes webhook retries come a hundred times sooner.
	Quick bool
	// Cloud demands of a webhook what Telegram's own servers demand: https and
	// one of four ports. Otherwise it is free, as with a self-hosted server.
	Cloud bool
	// Patience is how long Press and Query wait for the bot; 0 means 10 s.
	Patience time.Duration
	// KeepCalls is how many calls Calls remembers; 0 means 10,000.
	KeepCalls int
	// Log receives what is worth telling, never the content of a message; nil
	// discards it.
	Log *slog.Logger
}

// complete fills in what was left out.
func (o Options) complete() Options {
	if o.Token == "" {
		o.Token = "1:demo"
	}
	if o.BotName == "" {
		o.BotName = "Jalon"
	}
	if o.BotUsername == "" {
		o.BotUsername = "jalon_bot"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Patience == 0 {
		o.Patience = 10 * time.Second
	}
	if o.KeepCalls == 0 {
		o.KeepCalls = 10_000
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Server is the double: an http.Handler for the bot, methods for the people.
// It is safe for concurrent use.
type Server struct {
	opt     Options
	me      User
	methods map[string]method
	ctx     context.Context // ends with Close
	stop    context.CancelFunc
	work    sync.WaitGroup // deliveries to the webhook

	mu        sync.Mutex // guards everything below
	closed    bool
	people    map[int64]*person
	chats     map[int64]*chat
	inline    map[string]*message // messages sent in inline mode, by their identifier
	lastID    int                 // of messages in private chats and groups
	serial    int64               // of callbacks, files, inline queries
	updates   queue
	hook      *hook
	hookSetAt time.Time
	presses   map[string]*press
	queries   map[string]*asked
	cached    map[string]cachedReply
	files     map[string]*file
	profile   profile
	limits    limiter
	faults    []Fault
	calls     callLog
	watches   map[int64]map[chan struct{}]struct{}
}

// New returns a server with no chat and no webhook.
func New(o Options) *Server {
	o = o.complete()
	id := toInt(o.Token)
	s := &Server{
		opt:     o,
		me:      User{ID: id, IsBot: true, FirstName: o.BotName, Username: o.BotUsername},
		people:  map[int64]*person{},
		chats:   map[int64]*chat{},
		inline:  map[string]*message{},
		updates: newQueue(),
		presses: map[string]*press{},
		queries: map[string]*asked{},
		cached:  map[string]cachedReply{},
		files:   map[string]*file{},
		profile: newProfile(o.BotName),
		calls:   callLog{keep: o.KeepCalls},
		watches: map[int64]map[chan struct{}]struct{}{},
	}
	s.methods = methods()
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

// Close ends long polls and deliveries to the webhook, and waits for the
// deliveries. The server refuses calls afterwards.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	for id, set := range s.watches {
		for c := range set {
			close(c)
		}
		delete(s.watches, id)
	}
	s.mu.Unlock()
	s.stop()
	s.work.Wait()
}

// now is the time of the injected clock.
func (s *Server) now() time.Time { return s.opt.Now() }

// nextSerial returns a new identifier; s.mu must be held.
func (s *Server) nextSerial() string {
	s.serial++
	return strconv.FormatInt(7_000_000_000+s.serial, 10)
}

// ServeHTTP serves /bot<token>/METHOD, /bot<token>/test/METHOD and
// /file/bot<token>/PATH.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path, ok := strings.CutPrefix(r.URL.Path, "/file/bot"); ok {
		s.serveFile(w, r, path)
		return
	}
	rest, ok := strings.CutPrefix(r.URL.Path, "/bot")
	token, name, found := strings.Cut(rest, "/")
	if !ok || !found || name == "" {
		writeAnswer(w, failure(&refusalError{status: http.StatusNotFound, text: "Not Found"}))
		return
	}
	if !s.isToken(token) {
		writeAnswer(w, failure(&refusalError{status: http.StatusUnauthorized, text: "Unauthorized"}))
		return
	}
	if after, ok := strings.CutPrefix(name, "test/"); ok {
		name = after
	}
	q, err := readQuery(r)
	if errors.Is(err, errUnreadable) {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if err != nil {
		s.finish(w, &query{method: name}, failure(err))
		return
	}
	q.method = name
	s.serve(r.Context(), w, q)
}

func (s *Server) isToken(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(s.opt.Token)) == 1
}

// serve answers a call, with the fault that waits for it if there is one.
func (s *Server) serve(ctx context.Context, w http.ResponseWriter, q *query) {
	if m, ok := s.methods[strings.ToLower(q.method)]; ok {
		q.method = m.name
	}
	f, faulty := s.takeFault(q.method)
	if !faulty {
		s.finish(w, q, s.run(ctx, q))
		return
	}
	s.serveFault(ctx, w, q, f)
}

// run executes a call.
func (s *Server) run(ctx context.Context, q *query) answer {
	m, ok := s.methods[strings.ToLower(q.method)]
	if !ok {
		return failure(&refusalError{status: http.StatusNotFound, text: "Not Found: method not found"})
	}
	result, err := m.run(ctx, s, q)
	if err != nil {
		return failure(err)
	}
	if d, ok := result.(described); ok {
		return success(d.result, d.text)
	}
	return success(result, "")
}

// finish records the call and answers it.
func (s *Server) finish(w http.ResponseWriter, q *query, a answer) {
	s.record(q, a.Code, a.Description, false)
	writeAnswer(w, a)
}

// verbatim is a result already encoded, sent byte for byte: it may be what no
// decoder accepts.
type verbatim []byte

// described is a result that comes with a sentence.
type described struct {
	result any
	text   string
}

// answer is the body of an answer and its HTTP status.
type answer struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result,omitempty"`
	ErrorCode   int             `json:"error_code,omitempty"`
	Description string          `json:"description,omitempty"`
	Parameters  *parameters     `json:"parameters,omitempty"`
	Code        int             `json:"-"`
}

type parameters struct {
	RetryAfter int   `json:"retry_after,omitempty"`
	MigrateTo  int64 `json:"migrate_to_chat_id,omitempty"`
}

func success(result any, text string) answer {
	raw, ok := result.(verbatim)
	if !ok {
		encoded, err := json.Marshal(result)
		if err != nil {
			return failure(err)
		}
		raw = encoded
	}
	return answer{OK: true, Result: json.RawMessage(raw), Description: text, Code: http.StatusOK}
}

func failure(err error) answer {
	var r *refusalError
	if !errors.As(err, &r) {
		r = &refusalError{status: http.StatusInternalServerError, text: "Internal Server Error: " + err.Error()}
	}
	a := answer{ErrorCode: r.status, Description: r.text, Code: r.status}
	if r.retry > 0 || r.migrate != 0 {
		a.Parameters = &parameters{RetryAfter: r.retry, MigrateTo: r.migrate}
	}
	return a
}

// encode returns the body of the answer.
func (a answer) encode() []byte {
	result := a.Result
	a.Result = nil
	body, err := json.Marshal(a)
	if err != nil || len(result) == 0 {
		return body
	}
	body = append(body[:len(body)-1], `,"result":`...)
	return append(append(body, result...), '}')
}

// writeAnswer sends an answer; the connection may be gone, which is nobody's
// fault here.
func writeAnswer(w http.ResponseWriter, a answer) {
	w.Header().Set("Content-Type", "application/json")
	if a.Parameters != nil && a.Parameters.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(a.Parameters.RetryAfter))
	}
	w.WriteHeader(a.Code)
	_, _ = w.Write(a.encode())
}
