package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"jalon/internal/botapi"
)

const (
	// lookEvery is how often a stream looks for changes that the chat does not signal: the menu, the description, the
	// end of "écrit…".
	lookEvery = 2 * time.Second
	// pingEvery is how often a silent stream shows that it is alive; the page gives up on one that is silent longer.
	pingEvery = 14 * time.Second
	// writeWithin is how long a page may take to read one event.
	writeWithin = 20 * time.Second
)

// stream sends the chat of the browser as Server-Sent Events until the page leaves. It starts from the position of
// Last-Event-ID (or ?since=) when it knows it, and from the whole chat otherwise.
func (d *demo) stream(w http.ResponseWriter, r *http.Request) {
	v := d.visitors.of(w, r)
	v.follow(1)
	defer v.follow(-1)
	since := r.Header.Get("Last-Event-ID")
	if since == "" {
		since = r.URL.Query().Get("since")
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no")
	out := &events{w: w, control: http.NewResponseController(w)}
	for {
		user, shown, renewed, gone := v.current()
		if gone {
			return // the page comes back as somebody new
		}
		if err := d.followChat(r.Context(), out, user, shown, renewed, since); err != nil {
			return // the page left: nobody is there to be told
		}
	}
}

// followChat sends the changes of one chat until it is renewed (nil) or the page is gone (an error). A position of
// another chat brings everything.
func (d *demo) followChat(ctx context.Context, out *events, u botapi.User, shown *view, renewed <-chan struct{}, since string) error {
	watched, stop := context.WithCancel(ctx)
	defer stop()
	changed := d.api.Watch(watched, u.ID)
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		p, position, ok, err := shown.patch(d.api, u.ID, since)
		if err != nil {
			return err
		}
		if ok {
			since = position
			err = out.send("patch", position, p)
		} else {
			err = out.ping()
		}
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("stream: %w", ctx.Err())
		case <-renewed:
			return nil
		case _, more := <-changed:
			if !more {
				changed = nil
			}
		case <-look.C:
		}
	}
}

// events writes Server-Sent Events.
type events struct {
	w       http.ResponseWriter
	control *http.ResponseController
	last    time.Time
}

// send writes one event and lets it go at once.
func (e *events) send(name, id string, data any) error {
	body, err := json.Marshal(data) // one line: JSON escapes line ends
	if err != nil {
		return fmt.Errorf("event %s: %w", name, err)
	}
	// A server without deadlines (a test's recorder) is no reason to stop.
	_ = e.control.SetWriteDeadline(time.Now().Add(writeWithin))
	if _, err := fmt.Fprintf(e.w, "event: %s\nid: %s\ndata: %s\n\n", name, id, body); err != nil {
		return fmt.Errorf("event %s: %w", name, err)
	}
	if err := e.control.Flush(); err != nil {
		return fmt.Errorf("event %s: %w", name, err)
	}
	e.last = time.Now()
	return nil
}

// ping shows a silent stream alive. It carries no id, so that the page keeps its position.
func (e *events) ping() error {
	if time.Since(e.last) < pingEvery {
		return nil
	}
	_ = e.control.SetWriteDeadline(time.Now().Add(writeWithin))
	if _, err := fmt.Fprint(e.w, "event: ping\ndata: {}\n\n"); err != nil {
		return fmt.Errorf("ping: %w", err)
	}
	e.last = time.Now()
	if err := e.control.Flush(); err != nil {
		return fmt.Errorf("ping: %w", err)
	}
	return nil
}
