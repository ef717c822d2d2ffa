// Package health shows how the bot does, on an address of its own: /healthz, /readyz, /metrics, /version and, on request,
// /debug/pprof. Nothing it shows tells who wrote or what.
package health

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/pprof"
	"sort"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Options are what the pages show.
type Options struct {
	// Checks say by name whether a part works; the program is ready when all give nil. Each has a second to answer.
	Checks map[string]func(context.Context) error
	// Version gives what /version shows, as JSON.
	Version func() any
	// Gauges are read at each scrape, by name ("jalon_base_actors"), with their help.
	Gauges []Gauge
	// Profile adds /debug/pprof.
	Profile bool
}

// Gauge is a figure read when it is asked for.
type Gauge struct {
	Name, Help string
	Read       func() float64
}

// Health counts what happens and serves the pages.
type Health struct {
	options  Options
	registry *prometheus.Registry
	turns    *prometheus.HistogramVec
	calls    *prometheus.HistogramVec
	retries  *prometheus.CounterVec
	queue    prometheus.Gauge
	dropped  prometheus.Counter
}

// New prepares the counters.
func New(o Options) *Health {
	buckets := []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}
	h := &Health{
		options: o, registry: prometheus.NewRegistry(),
		turns:   prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "jalon_turn_seconds", Help: "Turns handled, by kind of event and outcome.", Buckets: buckets}, []string{"kind", "outcome"}),
		calls:   prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "jalon_call_seconds", Help: "Calls to the Bot API, by method and last status (0: no answer).", Buckets: buckets}, []string{"method", "status"}),
		retries: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "jalon_call_retries_total", Help: "Calls made again after a failure."}, []string{"method"}),
		queue:   prometheus.NewGauge(prometheus.GaugeOpts{Name: "jalon_queue", Help: "Updates accepted and not yet handled."}),
		dropped: prometheus.NewCounter(prometheus.CounterOpts{Name: "jalon_dropped_total", Help: "Buttons and cards left out because Telegram would refuse them."}),
	}
	h.registry.MustRegister(h.turns, h.calls, h.retries, h.queue, h.dropped, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, g := range o.Gauges {
		h.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: g.Name, Help: g.Help}, g.Read))
	}
	return h
}

// Turn counts a turn.
func (h *Health) Turn(kind, outcome string, took time.Duration) {
	if kind == "" {
		kind = "none"
	}
	h.turns.WithLabelValues(kind, outcome).Observe(took.Seconds())
}

// Call counts a call to the Bot API and the tries beyond the first.
func (h *Health) Call(method string, status, tries int, took time.Duration) {
	h.calls.WithLabelValues(method, strconv.Itoa(status)).Observe(took.Seconds())
	if tries > 1 {
		h.retries.WithLabelValues(method).Add(float64(tries - 1))
	}
}

// Queue tells how many updates wait.
func (h *Health) Queue(depth int) { h.queue.Set(float64(depth)) }

// Dropped counts what had to be left out of replies.
func (h *Health) Dropped(n int) { h.dropped.Add(float64(n)) }

// Handler serves the pages.
func (h *Health) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", h.ready)
	mux.Handle("GET /metrics", promhttp.HandlerFor(h.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /version", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		if h.options.Version != nil {
			_ = json.NewEncoder(w).Encode(h.options.Version())
		}
	})
	if h.options.Profile {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
		mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	}
	return mux
}

// ready answers 200 when every part works, 503 with the list otherwise.
func (h *Health) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	var names []string
	for name := range h.options.Checks {
		names = append(names, name)
	}
	sort.Strings(names)
	status, lines := http.StatusOK, ""
	for _, name := range names {
		if err := h.options.Checks[name](ctx); err != nil {
			status = http.StatusServiceUnavailable
			lines += fmt.Sprintf("%s: %v\n", name, err)
			continue
		}
		lines += name + ": ok\n"
	}
	w.WriteHeader(status)
	_, _ = fmt.Fprint(w, lines)
}
