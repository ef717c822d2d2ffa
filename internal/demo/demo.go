// Package demo serves a page that looks and works like a phone chat with the
// bot, over the local Bot API double (internal/botapi). It lets anybody try
// Jalon in a browser without a token and without a network.
//
// Rules of the room: the page speaks for a person's phone and knows nothing of
// the bot's tree; each browser is a person of its own, remembered by a cookie;
// what the bot wrote reaches the page as data and is never read as HTML; no
// asset comes from outside; a break of the network loses and doubles nothing.
package demo

import (
	"net/http"
	"strings"

	"jalon/internal/botapi"
)

// Options says what the page shows. The zero value works.
type Options struct {
	// Title is the bot's name in the header and the title of the page; "" means "Jalon".
	Title string
	// Username is the bot's username without "@", for links to it and for inline mode; "" means "jalon_bot".
	Username string
	// Welcome is shown beside the phone on a wide screen and under the description on a small one, a paragraph each.
	Welcome []string
	// Spots finds places by what a person typed, best first; nil leaves out the search of a commune. It is called
	// with 1 to 100 characters and may be called by several requests at once.
	Spots func(query string) []Spot
	// Visitors is how many people are remembered at once; the one who wrote least recently is forgotten. 0 means 64.
	Visitors int
	// Hosts are further names under which the page may be asked for; IP addresses and localhost always may.
	Hosts []string
}

// Spot is a place that a person can pick instead of a measured position.
type Spot struct {
	Name   string  `json:"name"`
	Detail string  `json:"detail,omitempty"` // tells homonyms apart: "07, Ardèche"
	Lat    float64 `json:"lat"`              // degrees
	Lon    float64 `json:"lon"`              // degrees
}

// demo is what the handlers share; it does not change after New.
type demo struct {
	api      *botapi.Server
	opts     Options
	visitors *visitors
}

// New returns the page and its API. Its event streams last as long as their requests: a server that shuts down ends
// them by cancelling its BaseContext.
func New(api *botapi.Server, opts Options) http.Handler {
	return newDemo(api, opts).handler()
}

// newDemo completes the options.
func newDemo(api *botapi.Server, opts Options) *demo {
	if opts.Title == "" {
		opts.Title = "Jalon"
	}
	if opts.Username == "" {
		opts.Username = "jalon_bot"
	}
	opts.Username = strings.TrimPrefix(opts.Username, "@")
	if opts.Visitors <= 0 {
		opts.Visitors = 64
	}
	return &demo{api: api, opts: opts, visitors: newVisitors(opts.Visitors, api.Forget)}
}

// handler gives each address its function.
func (d *demo) handler() http.Handler {
	mux := http.NewServeMux()
	d.page(mux)
	mux.HandleFunc("GET /api/stream", d.stream)
	mux.HandleFunc("GET /api/spots", d.spots)
	mux.HandleFunc("GET /file/{id}", d.file)
	mux.HandleFunc("POST /api/start", act(d, d.start))
	mux.HandleFunc("POST /api/say", act(d, d.say))
	mux.HandleFunc("POST /api/press", act(d, d.press))
	mux.HandleFunc("POST /api/locate", act(d, d.locate))
	mux.HandleFunc("POST /api/media", act(d, d.media))
	mux.HandleFunc("POST /api/query", act(d, d.query))
	mux.HandleFunc("POST /api/restart", act(d, d.restart))
	return guard(d.opts.Hosts, mux)
}
