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

// Calls returns the last calls of the bot, oldest first.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Call(nil), s.calls...)
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
