package demo

import (
	"context"
	"fmt"
	"sync"
)

// replaysKept is how many keys are remembered for one visitor: far more than a page has in flight.
const replaysKept = 128

// replays does each thing once, however often a page on a weak network asks for it.
type replays struct {
	mu    sync.Mutex
	calls map[string]*call
	order []string // keys, oldest first
}

// call is a thing being done (finished is open) or done (finished is closed).
type call struct {
	finished chan struct{}
	result   any
	err      error
}

// once does the thing of this key, or waits for it and returns its result when it was already asked for. The thing is
// finished even when ctx ends before: the one who asks again gets the result.
func (p *replays) once(ctx context.Context, key string, do func() (any, error)) (any, error) {
	p.mu.Lock()
	c, known := p.calls[key]
	if !known {
		c = &call{finished: make(chan struct{})}
		p.keep(key, c)
	}
	p.mu.Unlock()
	if !known {
		// It ends with the thing itself, which the double bounds in time.
		go func() {
			defer close(c.finished)
			c.result, c.err = do()
		}()
	}
	select {
	case <-c.finished:
		return c.result, c.err
	case <-ctx.Done():
		return nil, fmt.Errorf("left before the end: %w", ctx.Err())
	}
}

// keep remembers a call and drops the oldest.
func (p *replays) keep(key string, c *call) {
	if p.calls == nil {
		p.calls = map[string]*call{}
	}
	p.calls[key] = c
	p.order = append(p.order, key)
	if len(p.order) > replaysKept {
		delete(p.calls, p.order[0])
		p.order = p.order[1:]
	}
}
