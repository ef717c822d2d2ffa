package botapi

import (
	"context"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fault is a failure that the server plays instead of, or around, a true
// answer. Faults that fit a method are consumed in the order given to Fail.
type Fault struct {
	// Method is the method to fail, in any letter case; "" fails any method.
	Method string
	// Times is how many calls fail; 0 counts as 1.
	Times int
	// Status is the HTTP status answered instead of doing the work; 0 does the
	// work and keeps the true status.
	Status int
	// Body replaces the body of the answer: garbage, half of a JSON document…
	Body string
	// RetryAfter, in seconds, answers a 429 that asks to wait, without doing
	// the work.
	RetryAfter int
	// Delay passes before anything is done.
	Delay time.Duration
	// Reset does nothing and resets the connection.
	Reset bool
	// Drop does the work and closes the connection without an answer.
	Drop bool
	// Half does the work, sends half of the true answer and closes.
	Half bool
}

// Fail queues a fault.
func (s *Server) Fail(f Fault) {
	if f.Times <= 0 {
		f.Times = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, f)
}

// Faults returns how many failures are still to come.
func (s *Server) Faults() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, f := range s.faults {
		n += f.Times
	}
	return n
}

// takeFault consumes the first fault that fits the method.
func (s *Server) takeFault(method string) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.Method != "" && !strings.EqualFold(f.Method, method) {
			continue
		}
		if s.faults[i].Times--; s.faults[i].Times == 0 {
			s.faults = slices.Delete(s.faults, i, i+1)
		}
		return f, true
	}
	return Fault{}, false
}

// serveFault answers a call with a fault.
func (s *Server) serveFault(ctx context.Context, w http.ResponseWriter, q *query, f Fault) {
	if f.Delay > 0 && !s.sleep(ctx, f.Delay) {
		s.record(q, 0, "the client left", true)
		return
	}
	switch {
	case f.Reset:
		s.record(q, 0, "connection reset", true)
		reset(w)
	case f.RetryAfter > 0:
		a := failure(flood(f.RetryAfter))
		s.record(q, a.Code, a.Description, true)
		writeAnswer(w, a)
	case f.Status > 0:
		s.record(q, f.Status, "injected", true)
		writeFault(w, f)
	default:
		s.serveAround(ctx, w, q, f)
	}
}

// writeFault answers the status and body of a fault.
func writeFault(w http.ResponseWriter, f Fault) {
	if f.Body != "" {
		w.WriteHeader(f.Status)
		_, _ = w.Write([]byte(f.Body))
		return
	}
	writeAnswer(w, answer{
		OK: f.Status < 300, ErrorCode: f.Status, Description: http.StatusText(f.Status), Code: f.Status,
	})
}

// serveAround does the work, then spoils its answer as the fault says.
func (s *Server) serveAround(ctx context.Context, w http.ResponseWriter, q *query, f Fault) {
	a := s.run(ctx, q)
	spoilt := f.Drop || f.Half || f.Body != ""
	s.record(q, a.Code, a.Description, spoilt)
	switch {
	case f.Drop:
		panic(http.ErrAbortHandler) // net/http's own way to close without a word
	case f.Half:
		writeHalf(w, a)
	case f.Body != "":
		w.WriteHeader(a.Code)
		_, _ = w.Write([]byte(f.Body))
	default:
		writeAnswer(w, a)
	}
}

// writeHalf announces an answer, sends half of it and closes.
func writeHalf(w http.ResponseWriter, a answer) {
	body := a.encode()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(a.Code)
	_, _ = w.Write(body[:len(body)/2])
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

// reset ends a connection with a TCP reset, where it can.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// sleep waits, and returns false when the client or the server leaves first.
func (s *Server) sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
	case <-s.ctx.Done():
	}
	return false
}
