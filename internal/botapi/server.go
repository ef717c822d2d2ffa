// Package botapi is a local double of Telegram's Bot API server. It keeps
// chats and messages, delivers updates by polling or webhook, and refuses what
// Telegram refuses, with Telegram's own texts. It serves the demo and the
// tests: people's phones are played through the methods of Server, the bot
// talks to it over HTTP as it would to the real one.
//
// Rules of the room: it imports no other room and no Telegram library; time
// comes from an injected clock; nothing is fetched from the network.
package botapi

import (
	"log/slog"
	"net/http"
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
	// Quick leaves out the delays of politeness (3 s) of getUpdates.
	Quick bool
	// Log receives what is worth telling, never the content of a message; nil
	// discards it.
	Log *slog.Logger
}

// Server is the double: an http.Handler for the bot, methods for the people.
// It is safe for concurrent use.
type Server struct {
	mu     sync.Mutex
	opt    Options
	calls  []Call
	faults []Fault
}

// New returns a server with no chat and no webhook.
func New(o Options) *Server { return &Server{opt: o} }

// ServeHTTP serves /bot<token>/METHOD, /bot<token>/test/METHOD and
// /file/bot<token>/PATH.
func (s *Server) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusNotFound)
}

// Close ends long polls and deliveries to the webhook. The server refuses
// calls afterwards.
func (s *Server) Close() {}
