package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// clock is a clock that tests move by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 14, 15, 9, 26, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// testKey returns a key of 32 bytes, different for each n.
func testKey(n byte) []byte {
	secret := make([]byte, keySize)
	for i := range secret {
		secret[i] = n + byte(i)*7
	}
	return secret
}

// testRing returns a ring with the test keys of these numbers.
func testRing(t testing.TB, current byte, earlier ...byte) Keyring {
	t.Helper()
	var others [][]byte
	for _, n := range earlier {
		others = append(others, testKey(n))
	}
	ring, err := NewKeyring(testKey(current), others...)
	if err != nil {
		t.Fatal(err)
	}
	return ring
}

// traits tell in what the stores may differ.
type traits struct {
	sweeps bool // Sweep counts what it removes
}

// testStore is the contract. open returns a new, empty store each time, closed by the test.
func testStore(t *testing.T, has traits, open func(t *testing.T, opts Options) Store) {
	cases := map[string]func(t *testing.T, s Store, c *clock){
		"values":      testValues,
		"copies":      testCopies,
		"size":        testSize,
		"counts":      testCounts,
		"facts":       testFacts,
		"separate":    testSeparate,
		"cancelled":   testCancelled,
		"concurrency": testConcurrency,
		"turns":       testTurns,
		"check":       testCheck,
		"closed":      testClosed,
		"expiry":      func(t *testing.T, s Store, c *clock) { testExpiry(t, s, c, has) },
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			c := newClock()
			s := open(t, Options{Now: c.Now})
			defer closeStore(t, s)
			test(t, s, c)
		})
	}
	t.Run("busy", func(t *testing.T) {
		s := open(t, Options{LockWait: 20 * time.Millisecond})
		defer closeStore(t, s)
		testBusy(t, s)
	})
	t.Run("dead holder", func(t *testing.T) {
		s := open(t, Options{LockWait: 2 * time.Second, LockLease: time.Second})
		defer closeStore(t, s)
		testDeadHolder(t, s)
	})
}

func closeStore(t *testing.T, s Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Errorf("Close() = %v", err)
	}
}

func load(t *testing.T, s Store, key string) []byte {
	t.Helper()
	value, err := s.Load(t.Context(), key)
	if err != nil {
		t.Fatalf("Load(%q) = %v", key, err)
	}
	return value
}

func save(t *testing.T, s Store, key, value string) {
	t.Helper()
	if err := s.Save(t.Context(), key, []byte(value)); err != nil {
		t.Fatalf("Save(%q) = %v", key, err)
	}
}

func testValues(t *testing.T, s Store, _ *clock) {
	if got := load(t, s, "a"); got != nil {
		t.Errorf("Load of nothing = %q, want nil", got)
	}
	save(t, s, "a", "one")
	save(t, s, "b", "other")
	save(t, s, "a", "two")
	save(t, s, "empty", "")
	save(t, s, "", "no name")
	if got := load(t, s, "a"); string(got) != "two" {
		t.Errorf("Load = %q, want the last saved", got)
	}
	if got := load(t, s, "empty"); got == nil || len(got) != 0 {
		t.Errorf("Load of an empty value = %#v, want an empty slice", got)
	}
	if got := load(t, s, ""); string(got) != "no name" {
		t.Errorf("Load of the empty key = %q", got)
	}
	for range 2 { // the second time there is nothing to delete
		if err := s.Delete(t.Context(), "a"); err != nil {
			t.Fatal(err)
		}
		if got := load(t, s, "a"); got != nil {
			t.Errorf("Load after Delete = %q, want nil", got)
		}
	}
	if got := load(t, s, "b"); string(got) != "other" {
		t.Errorf("Delete of a neighbour left %q", got)
	}
}

func testCopies(t *testing.T, s Store, _ *clock) {
	value := []byte("mine")
	if err := s.Save(t.Context(), "a", value); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(t.Context(), "f", value); err != nil {
		t.Fatal(err)
	}
	copy(value, "XXXX")
	copy(load(t, s, "a"), "YYYY")
	if got := load(t, s, "a"); string(got) != "mine" {
		t.Errorf("Load = %q: the store shares its bytes with callers", got)
	}
	fact, err := s.Get(t.Context(), "f")
	if err != nil || string(fact) != "mine" {
		t.Errorf("Get = %q, %v: the store shares its bytes with callers", fact, err)
	}
}

func testSize(t *testing.T, s Store, _ *clock) {
	largest := make([]byte, MaxValue)
	for i := range largest {
		largest[i] = byte(i * 31)
	}
	if err := s.Save(t.Context(), "a", largest); err != nil {
		t.Fatal(err)
	}
	if got := load(t, s, "a"); !bytes.Equal(got, largest) {
		t.Errorf("Load of the largest value gives %d other bytes", len(got))
	}
	if err := s.Save(t.Context(), "a", append(largest, 0)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("Save of one byte more = %v, want ErrTooLarge", err)
	}
	if err := s.Put(t.Context(), "f", append(largest, 0)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("Put of one byte more = %v, want ErrTooLarge", err)
	}
}

func testCounts(t *testing.T, s Store, _ *clock) {
	for range 3 {
		if err := s.Add(t.Context(), map[string]int64{"start|07": 1, "start|48": 2, "done|07": -1}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Add(t.Context(), nil); err != nil {
		t.Errorf("Add of nothing = %v", err)
	}
	for prefix, want := range map[string]map[string]int64{
		"start|": {"start|07": 3, "start|48": 6},
		"":       {"start|07": 3, "start|48": 6, "done|07": -3},
		"none":   {},
	} {
		got, err := s.Counts(t.Context(), prefix)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("Counts(%q) = %v (-want +got):\n%s", prefix, err, diff)
		}
	}
}

func testFacts(t *testing.T, s Store, _ *clock) {
	for name, value := range map[string]string{"report/1": "old", "report/2": "b", "campaign/x": "c", "none": ""} {
		if err := s.Put(t.Context(), name, []byte(value)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Put(t.Context(), "report/1", []byte("a")); err != nil {
		t.Fatal(err)
	}
	got, err := s.List(t.Context(), "report/")
	want := map[string][]byte{"report/1": []byte("a"), "report/2": []byte("b")}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("List = %v (-want +got):\n%s", err, diff)
	}
	if value, err := s.Get(t.Context(), "none"); value == nil || len(value) != 0 || err != nil {
		t.Errorf("Get of an empty fact = %#v, %v", value, err)
	}
	for range 2 {
		if err := s.Remove(t.Context(), "report/1"); err != nil {
			t.Fatal(err)
		}
		if value, err := s.Get(t.Context(), "report/1"); value != nil || err != nil {
			t.Errorf("Get after Remove = %q, %v", value, err)
		}
	}
	if value, err := s.Get(t.Context(), "campaign/x"); string(value) != "c" || err != nil {
		t.Errorf("Get of a neighbour = %q, %v", value, err)
	}
}

// testSeparate keeps the same name as a conversation, a counter and a fact.
func testSeparate(t *testing.T, s Store, _ *clock) {
	save(t, s, "same", "conversation")
	err := errors.Join(s.Put(t.Context(), "same", []byte("fact")), s.Add(t.Context(), map[string]int64{"same": 4}))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), "same"); err != nil {
		t.Fatal(err)
	}
	fact, err := s.Get(t.Context(), "same")
	if err != nil || string(fact) != "fact" {
		t.Errorf("Get = %q, %v", fact, err)
	}
	counts, err := s.Counts(t.Context(), "same")
	if err != nil || counts["same"] != 4 {
		t.Errorf("Counts = %v, %v", counts, err)
	}
}

func testCancelled(t *testing.T, s Store, _ *clock) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, call := range calls(ctx, s) {
		if err := call(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s with a cancelled context = %v", name, err)
		}
	}
}

func testClosed(t *testing.T, s Store, _ *clock) {
	save(t, s, "a", "one")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name, call := range calls(t.Context(), s) {
		if err := call(); !errors.Is(err, ErrClosed) {
			t.Errorf("%s on a closed store = %v", name, err)
		}
	}
}

// calls returns a call of each method that can fail.
func calls(ctx context.Context, s Store) map[string]func() error {
	return map[string]func() error{
		"Load":   func() error { _, err := s.Load(ctx, "a"); return err },
		"Save":   func() error { return s.Save(ctx, "a", nil) },
		"Delete": func() error { return s.Delete(ctx, "a") },
		"Lock":   func() error { _, err := s.Lock(ctx, "a"); return err },
		"Add":    func() error { return s.Add(ctx, map[string]int64{"a": 1}) },
		"Counts": func() error { _, err := s.Counts(ctx, ""); return err },
		"Put":    func() error { return s.Put(ctx, "a", nil) },
		"Get":    func() error { _, err := s.Get(ctx, "a"); return err },
		"List":   func() error { _, err := s.List(ctx, ""); return err },
		"Remove": func() error { return s.Remove(ctx, "a") },
		"Sweep":  func() error { _, err := s.Sweep(ctx); return err },
		"Check":  func() error { return s.Check(ctx) },
	}
}

func testExpiry(t *testing.T, s Store, c *clock, has traits) {
	const day = 24 * time.Hour
	save(t, s, "left", "x")
	save(t, s, "used", "x")
	if err := errors.Join(s.Put(t.Context(), "fact", nil), s.Add(t.Context(), map[string]int64{"count": 1})); err != nil {
		t.Fatal(err)
	}
	c.forward(20 * day)
	save(t, s, "used", "y")
	c.forward(10 * day)
	if got := load(t, s, "left"); got == nil {
		t.Error("a conversation expired before 30 days were over")
	}
	c.forward(day)
	if got := load(t, s, "left"); got != nil {
		t.Errorf("31 days later Load = %q", got)
	}
	removed, err := s.Sweep(t.Context())
	if err != nil || has.sweeps && removed != 1 {
		t.Errorf("Sweep = %d, %v, want 1", removed, err)
	}
	c.forward(-25 * day) // what was swept does not come back
	if got := load(t, s, "left"); has.sweeps && got != nil {
		t.Errorf("after Sweep, Load = %q", got)
	}
	c.forward(25 * day)
	if got := load(t, s, "used"); string(got) != "y" {
		t.Errorf("11 days after its last save, Load = %q", got)
	}
	c.forward(1000 * day)
	if _, err := s.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	fact, err := s.Get(t.Context(), "fact")
	counts, countErr := s.Counts(t.Context(), "")
	if err = errors.Join(err, countErr); err != nil || fact == nil || counts["count"] != 1 {
		t.Errorf("facts and counters must not expire: %v, %v, %v", fact, counts, err)
	}
}

// testConcurrency has many goroutines at all the methods at once.
func testConcurrency(t *testing.T, s Store, _ *clock) {
	const workers, rounds = 16, 20
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			mine := fmt.Sprint("own ", w)
			for i := range rounds {
				want := fmt.Sprint(w, " ", i)
				err := errors.Join(
					s.Save(t.Context(), mine, []byte(want)),
					s.Save(t.Context(), "shared", []byte("shared")),
					s.Add(t.Context(), map[string]int64{"a": 1, "b": 2}),
					s.Put(t.Context(), mine, []byte(want)),
					s.Delete(t.Context(), fmt.Sprint("gone ", i)),
				)
				got, loadErr := s.Load(t.Context(), mine)
				shared, sharedErr := s.Load(t.Context(), "shared")
				if err = errors.Join(err, loadErr, sharedErr); err != nil || string(got) != want || string(shared) != "shared" {
					t.Errorf("own %q (want %q), shared %q: %v", got, want, shared, err)
				}
			}
		})
	}
	group.Wait()
	counts, err := s.Counts(t.Context(), "")
	want := map[string]int64{"a": workers * rounds, "b": 2 * workers * rounds}
	if diff := cmp.Diff(want, counts); diff != "" || err != nil {
		t.Errorf("Counts = %v (-want +got):\n%s", err, diff)
	}
	facts, err := s.List(t.Context(), "own ")
	if err != nil || len(facts) != workers {
		t.Errorf("List = %d facts, %v", len(facts), err)
	}
}

// testTurns reads, waits a little and writes back under the lock: no turn may be lost.
func testTurns(t *testing.T, s Store, _ *clock) {
	const workers, rounds = 8, 10
	var group sync.WaitGroup
	var inside atomic.Int32
	for range workers {
		group.Go(func() {
			for range rounds {
				unlock, err := s.Lock(t.Context(), "chat")
				if err != nil {
					t.Error(err)
					return
				}
				if inside.Add(1) != 1 {
					t.Error("two turns at once")
				}
				value, err := s.Load(t.Context(), "chat")
				err = errors.Join(err, s.Save(t.Context(), "chat", append(value, '.')))
				inside.Add(-1)
				unlock()
				unlock() // twice is harmless
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if got := load(t, s, "chat"); len(got) != workers*rounds {
		t.Errorf("%d turns kept of %d", len(got), workers*rounds)
	}
}

func testBusy(t *testing.T, s Store) {
	unlock, err := s.Lock(t.Context(), "chat")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Lock(t.Context(), "chat"); !errors.Is(err, ErrBusy) {
		t.Errorf("Lock of a busy conversation = %v, want ErrBusy", err)
	}
	other, err := s.Lock(t.Context(), "other chat")
	if err != nil {
		t.Fatalf("Lock of another conversation = %v", err)
	}
	other()
	unlock()
	again, err := s.Lock(t.Context(), "chat")
	if err != nil {
		t.Fatalf("Lock after unlock = %v", err)
	}
	again()
}

// testDeadHolder has a lease of 1 s and waits of 2 s: a living holder keeps the lock longer than its lease, a dead one not.
func testDeadHolder(t *testing.T, s Store) {
	t.Parallel()
	turn, end := context.WithCancel(t.Context())
	if _, err := s.Lock(turn, "chat"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Lock(t.Context(), "chat"); !errors.Is(err, ErrBusy) {
		t.Errorf("the lock of a living holder was taken after its lease: %v", err)
	}
	end()
	unlock, err := s.Lock(t.Context(), "chat")
	if err != nil {
		t.Fatalf("the lock of a dead holder never ended: %v", err)
	}
	unlock()
}

func testCheck(t *testing.T, s Store, _ *clock) {
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if err := s.Check(t.Context()); err != nil {
				t.Errorf("Check = %v", err)
			}
		})
	}
	group.Wait()
	facts, err := s.List(t.Context(), "")
	if len(facts) != 0 || err != nil {
		t.Errorf("Check left %v, %v", facts, err)
	}
}

func TestMemory(t *testing.T) {
	testStore(t, traits{sweeps: true}, func(_ *testing.T, opts Options) Store { return OpenMemory(opts) })
}
