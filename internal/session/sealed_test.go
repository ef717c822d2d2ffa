package session

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// openFailure stands for a store that did not open.
type openFailure struct {
	Store
	err error
}

// testSealed is what stores with a ring promise about keys. open opens the same contents each time.
func testSealed(t *testing.T, open func(t *testing.T, ring Keyring) Store) {
	t.Helper()
	const chats = 20
	with := func(ring Keyring, use func(s Store)) {
		t.Helper()
		s := open(t, ring)
		use(s)
		closeStore(t, s)
	}
	with(testRing(t, 1), func(s Store) {
		for i := range chats {
			save(t, s, fmt.Sprint("chat ", i), fmt.Sprint("value ", i))
		}
		err := errors.Join(
			s.Put(t.Context(), "fact", []byte("old")), s.Put(t.Context(), "kept", []byte("as is")),
			s.Add(t.Context(), map[string]int64{"a": 1, "b": 10}),
		)
		if err != nil {
			t.Fatal(err)
		}
	})
	if failed, ok := open(t, testRing(t, 9)).(openFailure); !ok || !errors.Is(failed.err, ErrKey) {
		t.Errorf("opening with another key = %v, want ErrKey", failed.err)
	}
	facts := map[string][]byte{"fact": []byte("new"), "kept": []byte("as is")}
	counts := map[string]int64{"a": 3, "b": 10}
	with(testRing(t, 2, 1), func(s Store) { // the key has changed
		if got := load(t, s, "chat 3"); string(got) != "value 3" {
			t.Errorf("Load under the earlier key = %q", got)
		}
		save(t, s, "chat 3", "anew")
		if err := s.Delete(t.Context(), "chat 4"); err != nil {
			t.Fatal(err)
		}
		if got := load(t, s, "chat 4"); got != nil {
			t.Errorf("Load after Delete = %q", got)
		}
		if err := errors.Join(s.Put(t.Context(), "fact", []byte("new")), s.Add(t.Context(), map[string]int64{"a": 2})); err != nil {
			t.Fatal(err)
		}
		for range 2 { // before and after Sweep has moved them
			expectFacts(t, s, facts, counts)
			if _, err := s.Sweep(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		expectFacts(t, s, facts, counts)
	})
	with(testRing(t, 2), func(s Store) { // the earlier key is gone
		expectFacts(t, s, facts, counts)
		for i, want := range map[int]string{3: "anew", 4: "", 5: ""} {
			if got := load(t, s, fmt.Sprint("chat ", i)); string(got) != want {
				t.Errorf("Load of chat %d without the earlier key = %q, want %q", i, got, want)
			}
		}
	})
	with(testRing(t, 1, 2), func(s Store) { // what was moved, deleted or replaced is not under the earlier key either
		for i, want := range map[int]string{3: "anew", 4: "", 5: "value 5"} {
			if got := load(t, s, fmt.Sprint("chat ", i)); string(got) != want {
				t.Errorf("Load of chat %d with the keys the other way round = %q, want %q", i, got, want)
			}
		}
		expectFacts(t, s, facts, counts)
	})
}

func expectFacts(t *testing.T, s Store, facts map[string][]byte, counts map[string]int64) {
	t.Helper()
	gotFacts, err := s.List(t.Context(), "")
	if diff := cmp.Diff(facts, gotFacts); diff != "" || err != nil {
		t.Errorf("List = %v (-want +got):\n%s", err, diff)
	}
	for name, want := range facts {
		if got, err := s.Get(t.Context(), name); string(got) != string(want) || err != nil {
			t.Errorf("Get(%q) = %q, %v, want %q", name, got, err, want)
		}
	}
	gotCounts, err := s.Counts(t.Context(), "")
	if diff := cmp.Diff(counts, gotCounts); diff != "" || err != nil {
		t.Errorf("Counts = %v (-want +got):\n%s", err, diff)
	}
}

func TestRecord(t *testing.T) {
	ring := testRing(t, 1)
	current := ring.keys[0]
	name, other := current.id(kindSession, "a"), current.id(kindSession, "b")
	record := current.seal(kindSession, name, 7, []byte("value"))
	plain, err := current.open(kindSession, name, record)
	if string(plain) != "value" || err != nil || recordDay(record) != 7 {
		t.Fatalf("open = %q, %v, day %d", plain, err, recordDay(record))
	}
	if again := current.seal(kindSession, name, 7, []byte("value")); string(again) == string(record) {
		t.Error("sealing the same value twice gives the same bytes")
	}
	if _, err := current.open(kindSession, other, record); !errors.Is(err, ErrSealed) {
		t.Errorf("a record under another name opens: %v", err)
	}
	if _, err := current.open(kindFact, name, record); !errors.Is(err, ErrSealed) {
		t.Errorf("a record of another kind opens: %v", err)
	}
	if _, err := testRing(t, 2).keys[0].open(kindSession, name, record); !errors.Is(err, ErrSealed) {
		t.Errorf("a record opens with another key: %v", err)
	}
	for i := range record {
		for bit := range 8 {
			damaged := append([]byte{}, record...)
			damaged[i] ^= 1 << bit
			if _, err := current.open(kindSession, name, damaged); !errors.Is(err, ErrSealed) {
				t.Errorf("with bit %d of byte %d changed: %v", bit, i, err)
			}
		}
	}
	for i := range record {
		if _, err := current.open(kindSession, name, record[:i]); !errors.Is(err, ErrSealed) {
			t.Errorf("the first %d bytes open: %v", i, err)
		}
	}
}

// FuzzRecord: no bytes but those that were sealed open, and none of the decoders panics.
func FuzzRecord(f *testing.F) {
	ring := testRing(f, 1, 2)
	name := ring.keys[0].id(kindSession, "a")
	sealed := ring.keys[0].seal(kindSession, name, 20000, []byte("value"))
	f.Add(sealed)
	f.Add(sealed[:recordMin])
	f.Add([]byte{})
	f.Add([]byte{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1})
	f.Add(packFact("name", []byte("value")))
	f.Add(packCount("name", -3))
	f.Fuzz(func(t *testing.T, record []byte) {
		_ = recordDay(record)
		plain, _, err := ring.open(kindSession, name, record)
		// The seeds were sealed by another process, so their bytes differ from sealed; their content does not.
		if err == nil && (string(plain) != "value" || recordDay(record) != 20000 || len(record) != len(sealed)) {
			t.Errorf("open(%x) = %q of day %d", record, plain, recordDay(record))
		}
		if fact, value, err := unpackFact(record); err == nil {
			again, value2, err := unpackFact(packFact(fact, value))
			if again != fact || string(value2) != string(value) || err != nil {
				t.Errorf("fact %q, %q comes back as %q, %q, %v", fact, value, again, value2, err)
			}
		}
		if counter, count, err := unpackCount(record); err == nil && string(packCount(counter, count)) != string(record) {
			t.Errorf("counter %q, %d does not come back", counter, count)
		}
	})
}
