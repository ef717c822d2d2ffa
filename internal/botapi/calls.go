package botapi

import "time"

// Call is one request that the bot made, with what the server answered.
type Call struct {
	At     time.Time `json:"at"`
	Method string    `json:"method"`
	// Params holds every parameter as text; a file is shown by its name and size.
	Params map[string]string `json:"params,omitempty"`
	// Status is the HTTP status, 0 when the connection was cut on purpose.
	Status      int    `json:"status"`
	Description string `json:"description,omitempty"`
	// InWebhook tells that the call came in the body of a webhook answer.
	InWebhook bool `json:"in_webhook,omitempty"`
	// Fault tells that the answer was injected by Fail.
	Fault bool `json:"fault,omitempty"`
}

// Refusal is a call that Telegram's own rules made the server refuse (4xx).
type Refusal struct{ Call }

// callLog keeps the last calls in a ring.
type callLog struct {
	keep  int
	next  int
	calls []Call
}

func (l *callLog) add(c Call) {
	if len(l.calls) < l.keep {
		l.calls = append(l.calls, c)
		return
	}
	l.calls[l.next] = c
	l.next = (l.next + 1) % l.keep
}

// record notes a call.
func (s *Server) record(q *query, status int, description string, fault bool) {
	c := Call{
		At: s.now(), Method: q.method, Params: q.shown(), Status: status,
		Description: description, InWebhook: q.hooked, Fault: fault,
	}
	s.mu.Lock()
	s.calls.add(c)
	s.mu.Unlock()
	if status >= 400 && !fault {
		s.opt.Log.Info("call refused", "method", q.method, "status", status, "description", description)
	}
}

// Calls returns the last calls of the bot in the order they were answered,
// oldest first.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := &s.calls
	return append(append([]Call(nil), l.calls[l.next:]...), l.calls[:l.next]...)
}

// Refusals returns the calls among Calls that were refused, injected faults
// aside.
func (s *Server) Refusals() []Refusal {
	var out []Refusal
	for _, c := range s.Calls() {
		if c.Status >= 400 && c.Status < 500 && !c.Fault {
			out = append(out, Refusal{c})
		}
	}
	return out
}
