package botapi

import "time"

// Fault is a failure that the server plays instead of, or around, a true
// answer. Faults of one method are consumed in the order given to Fail.
type Fault struct {
	// Method is the method to fail, in any letter case; "" fails any method.
	Method string
	// Times is how many calls fail; 0 counts as 1.
	Times int
	// Status is the HTTP status answered; 0 keeps the true answer.
	Status int
	// Body replaces the body of the answer: garbage, half of a JSON document…
	Body string
	// RetryAfter, in seconds, makes the answer a 429 that asks to wait.
	RetryAfter int
	// Delay passes before anything is answered.
	Delay time.Duration
	// Reset does nothing and resets the connection.
	Reset bool
	// Drop does the work and closes the connection without an answer.
	Drop bool
}

// Fail queues a fault.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, f)
}
