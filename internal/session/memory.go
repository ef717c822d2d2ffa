package session

import (
	"bytes"
	"context"
	"maps"
	"strings"
	"sync"
)

// Memory is a Store that lasts as long as its process. Nothing is sealed, since nothing is written.
type Memory struct {
	opts  Options
	locks *locks

	mu       sync.RWMutex
	closed   bool
	sessions map[string]memorySession
	counts   map[string]int64
	facts    map[string][]byte
}

type memorySession struct {
	value []byte
	day   uint32 // see Options.expiryDay
}

// OpenMemory returns an empty store in memory.
func OpenMemory(opts Options) *Memory {
	opts = opts.withDefaults()
	return &Memory{
		opts:     opts,
		locks:    newLocks(opts),
		sessions: make(map[string]memorySession),
		counts:   make(map[string]int64),
		facts:    make(map[string][]byte),
	}
}

// do runs fn under the lock of the maps, unless ctx is done or the store closed.
func (m *Memory) do(ctx context.Context, fn func()) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return ErrClosed
	}
	fn()
	return nil
}

// read is do for what changes nothing.
func (m *Memory) read(ctx context.Context, fn func()) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	if m.closed {
		return ErrClosed
	}
	fn()
	return nil
}

// Load implements Store.
func (m *Memory) Load(ctx context.Context, key string) (value []byte, err error) {
	err = m.read(ctx, func() {
		if s, ok := m.sessions[key]; ok && !m.opts.expired(s.day) {
			value = cloneValue(s.value)
		}
	})
	return value, err
}

// Save implements Store.
func (m *Memory) Save(ctx context.Context, key string, value []byte) error {
	if len(value) > MaxValue {
		return ErrTooLarge
	}
	s := memorySession{value: cloneValue(value), day: m.opts.expiryDay()}
	return m.do(ctx, func() { m.sessions[key] = s })
}

// Delete implements Store.
func (m *Memory) Delete(ctx context.Context, key string) error {
	return m.do(ctx, func() { delete(m.sessions, key) })
}

// Lock implements Store.
func (m *Memory) Lock(ctx context.Context, key string) (func(), error) {
	if err := m.read(ctx, func() {}); err != nil {
		return nil, err
	}
	return m.locks.lock(ctx, key)
}

// Add implements Store.
func (m *Memory) Add(ctx context.Context, deltas map[string]int64) error {
	return m.do(ctx, func() {
		for name, delta := range deltas {
			m.counts[name] += delta
		}
	})
}

// Counts implements Store.
func (m *Memory) Counts(ctx context.Context, prefix string) (map[string]int64, error) {
	found := make(map[string]int64)
	err := m.read(ctx, func() {
		maps.Copy(found, m.counts)
	})
	maps.DeleteFunc(found, func(name string, _ int64) bool { return !strings.HasPrefix(name, prefix) })
	return found, err
}

// Put implements Store.
func (m *Memory) Put(ctx context.Context, name string, value []byte) error {
	if len(value) > MaxValue {
		return ErrTooLarge
	}
	value = cloneValue(value)
	return m.do(ctx, func() { m.facts[name] = value })
}

// Get implements Store.
func (m *Memory) Get(ctx context.Context, name string) (value []byte, err error) {
	err = m.read(ctx, func() {
		if fact, ok := m.facts[name]; ok {
			value = cloneValue(fact)
		}
	})
	return value, err
}

// List implements Store.
func (m *Memory) List(ctx context.Context, prefix string) (map[string][]byte, error) {
	found := make(map[string][]byte)
	err := m.read(ctx, func() {
		for name, value := range m.facts {
			if strings.HasPrefix(name, prefix) {
				found[name] = cloneValue(value)
			}
		}
	})
	return found, err
}

// Remove implements Store.
func (m *Memory) Remove(ctx context.Context, name string) error {
	return m.do(ctx, func() { delete(m.facts, name) })
}

// Sweep implements Store.
func (m *Memory) Sweep(ctx context.Context) (removed int, err error) {
	err = m.do(ctx, func() {
		before := len(m.sessions)
		maps.DeleteFunc(m.sessions, func(_ string, s memorySession) bool { return m.opts.expired(s.day) })
		removed = before - len(m.sessions)
	})
	return removed, err
}

// Check implements Store: memory is fine as long as the store is open.
func (m *Memory) Check(ctx context.Context) error {
	return m.do(ctx, func() {})
}

// Close implements Store and forgets everything.
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	m.sessions, m.counts, m.facts = nil, nil, nil
	return nil
}

// cloneValue copies a value, so that neither side sees the other's changes; an empty value stays different from none.
func cloneValue(value []byte) []byte {
	if len(value) == 0 {
		return []byte{}
	}
	return bytes.Clone(value)
}
