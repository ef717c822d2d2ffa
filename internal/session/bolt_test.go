package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

func openBolt(t testing.TB, path string, ring Keyring, opts Options) *Bolt {
	t.Helper()
	b, err := OpenBolt(path, ring, opts)
	if err != nil {
		t.Fatalf("OpenBolt = %v", err)
	}
	return b
}

func TestBolt(t *testing.T) {
	testStore(t, traits{sweeps: true}, func(t *testing.T, opts Options) Store {
		return openBolt(t, filepath.Join(t.TempDir(), "store"), testRing(t, 1), opts)
	})
}

func TestBoltSealed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	testSealed(t, func(t *testing.T, ring Keyring) Store {
		b, err := OpenBolt(path, ring, Options{})
		if err != nil {
			t.Logf("OpenBolt = %v", err)
			return openFailure{err: err}
		}
		return b
	})
}

func TestBoltFileMode(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	closeStore(t, openBolt(t, path, testRing(t, 1), Options{}))
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode of a new store = %v, %v", info.Mode(), err)
	}
}

// TestBoltNothingInClear looks for what was kept in the bytes of the file.
func TestBoltNothingInClear(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	b := openBolt(t, path, testRing(t, 1, 2), Options{})
	secrets := []string{"telegram:123456789", "une phrase tapée", "count|needle|07", "fact/needle", "fact value"}
	for i := range 100 {
		save(t, b, secrets[0], fmt.Sprint(secrets[1], i))
		save(t, b, fmt.Sprint(secrets[0], i), secrets[1])
	}
	err := errors.Join(
		b.Add(t.Context(), map[string]int64{secrets[2]: 3}),
		b.Put(t.Context(), secrets[3], []byte(secrets[4])),
		b.Check(t.Context()),
	)
	if err != nil {
		t.Fatal(err)
	}
	closeStore(t, b)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range append(secrets, "123456789", "needle", string(testKey(1)), markerName, probeName) {
		if bytes.Contains(file, []byte(secret)) {
			t.Errorf("%q is in the file", secret)
		}
	}
	if !bytes.Contains(file, []byte(bucketSessions)) {
		t.Error("the search finds nothing at all")
	}
}

// TestBoltWipes looks in the file for every sealed version of what was deleted.
func TestBoltWipes(t *testing.T) {
	for name, forget := range map[string]func(ctx context.Context, b *Bolt, c *clock) error{
		"Delete": func(ctx context.Context, b *Bolt, _ *clock) error { return b.Delete(ctx, "gone") },
		"Sweep": func(ctx context.Context, b *Bolt, c *clock) error {
			c.forward(32 * 24 * time.Hour)
			_, err := b.Sweep(ctx)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, c := filepath.Join(t.TempDir(), "store"), newClock()
			b := openBolt(t, path, testRing(t, 1), Options{Now: c.Now})
			defer closeStore(t, b)
			var versions [][]byte
			for i := range 50 {
				for j := range 3 {
					save(t, b, fmt.Sprint("neighbour ", i, j), "stays")
				}
				save(t, b, "gone", strings.Repeat("x", 100*i)) // some larger than a page
				versions = append(versions, rawRecord(t, b, "gone"))
			}
			if found := countIn(t, path, versions); found < 2 {
				t.Fatalf("%d sealed versions in the file before: the test sees nothing", found)
			}
			if err := forget(t.Context(), b, c); err != nil {
				t.Fatal(err)
			}
			if found := countIn(t, path, versions); found != 0 {
				t.Errorf("%d sealed versions left in the file", found)
			}
			save(t, b, "after", "works")
			if got := load(t, b, "after"); string(got) != "works" {
				t.Errorf("Load after wiping = %q", got)
			}
			if got := load(t, b, "neighbour 0 0"); name == "Delete" && string(got) != "stays" {
				t.Errorf("Load of a neighbour = %q", got)
			}
		})
	}
}

// rawRecord returns the sealed record of a conversation.
func rawRecord(t *testing.T, b *Bolt, key string) (record []byte) {
	t.Helper()
	id := b.ring.keys[0].id(kindSession, key)
	err := b.db.View(func(tx *bbolt.Tx) error {
		record = bytes.Clone(bucketSessions.in(tx).Get(id[:]))
		return nil
	})
	if err != nil || record == nil {
		t.Fatalf("no record: %v", err)
	}
	return record
}

// countIn tells how many of the records can be found in the file, by a part of them.
func countIn(t *testing.T, path string, records [][]byte) (found int) {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records {
		if bytes.Contains(file, record[headSize:headSize+nonceSize+tagSize]) {
			found++
		}
	}
	return found
}

// TestBoltWipesUnderLoad deletes while others read and write, and then verifies the file.
func TestBoltWipesUnderLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	b := openBolt(t, path, testRing(t, 1), Options{NoSync: true})
	var group sync.WaitGroup
	for w := range 8 {
		group.Go(func() {
			for i := range 60 {
				kept, gone := fmt.Sprint("kept ", w, i), fmt.Sprint("gone ", w, i)
				value := []byte(strings.Repeat(kept, 1+i*3))
				err := errors.Join(b.Save(t.Context(), kept, value), b.Save(t.Context(), gone, value), b.Delete(t.Context(), gone))
				for j := range i + 1 {
					got, loadErr := b.Load(t.Context(), fmt.Sprint("kept ", w, j))
					if err = errors.Join(err, loadErr); err != nil || got == nil {
						t.Errorf("round %d: kept %d = %q, %v", i, j, got, err)
					}
				}
			}
		})
	}
	group.Wait()
	closeStore(t, b)
	closeStore(t, openBolt(t, path, testRing(t, 1), Options{}))
}

func TestBoltLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	b := openBolt(t, path, testRing(t, 1), Options{})
	_, err := OpenBolt(path, testRing(t, 1), Options{OpenWait: 60 * time.Millisecond, SetAside: true})
	if !errors.Is(err, ErrLocked) {
		t.Errorf("OpenBolt of a store in use = %v, want ErrLocked", err)
	}
	closeStore(t, b)
	closeStore(t, openBolt(t, path, testRing(t, 1), Options{}))
}

func TestBoltUnusable(t *testing.T) {
	sound := soundStore(t, 300)
	foreign := foreignDatabase(t)
	for name, test := range map[string]struct {
		bytes []byte
		want  error
	}{
		"text":             {[]byte("actors:\n  - id: none\n"), ErrCorrupt},
		"zeros":            {make([]byte, 1<<16), ErrCorrupt},
		"noise":            {noise(1 << 16), ErrCorrupt},
		"truncated":        {sound[:len(sound)/2], ErrCorrupt},
		"one page":         {sound[:4096], ErrCorrupt},
		"one byte":         {sound[:1], ErrCorrupt},
		"beginning zeroed": {append(make([]byte, 8192), sound[8192:]...), ErrCorrupt},
		"end zeroed":       {append(bytes.Clone(sound[:8192]), make([]byte, len(sound)-8192)...), ErrCorrupt},
		"foreign":          {foreign, ErrForeign},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "store")
			writeFile(t, path, test.bytes)
			if _, err := OpenBolt(path, testRing(t, 1), Options{}); !errors.Is(err, test.want) {
				t.Fatalf("OpenBolt = %v, want %v", err, test.want)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, test.bytes) {
				t.Error("the refused file was changed")
			}
			b, err := OpenBolt(path, testRing(t, 1), Options{SetAside: true, Now: newClock().Now})
			if !errors.Is(test.want, ErrCorrupt) {
				if !errors.Is(err, test.want) {
					t.Fatalf("OpenBolt with SetAside = %v, want %v", err, test.want)
				}
				return
			}
			if err != nil {
				t.Fatalf("OpenBolt with SetAside = %v", err)
			}
			defer closeStore(t, b)
			if want := path + ".corrupt-20260314"; b.Aside() != want {
				t.Errorf("Aside = %q, want %q", b.Aside(), want)
			}
			if after, err := os.ReadFile(b.Aside()); err != nil || !bytes.Equal(after, test.bytes) {
				t.Error("the file set aside is not the damaged one")
			}
			save(t, b, "a", "new")
		})
	}
}

func TestBoltSetAsideTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	for i, want := range []string{".corrupt-20260314", ".corrupt-20260314-2", ".corrupt-20260314-3"} {
		writeFile(t, path, fmt.Append(nil, "damaged ", i))
		b := openBolt(t, path, testRing(t, 1), Options{SetAside: true, Now: newClock().Now})
		if b.Aside() != path+want {
			t.Errorf("Aside = %q, want %q", b.Aside(), path+want)
		}
		closeStore(t, b)
	}
}

func TestBoltPaths(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "empty"), nil)
	for name, want := range map[string]error{
		"":             ErrPath, // the directory itself
		"absent/store": ErrPath,
		"empty/store":  ErrPath,
		"empty":        nil,
		"new":          nil,
	} {
		b, err := OpenBolt(filepath.Join(dir, name), testRing(t, 1), Options{SetAside: true})
		if !errors.Is(err, want) {
			t.Errorf("OpenBolt(%q) = %v, want %v", name, err, want)
		}
		if err == nil {
			closeStore(t, b)
		}
	}
	if _, err := OpenBolt(filepath.Join(dir, "x"), Keyring{}, Options{}); !errors.Is(err, ErrNoKey) {
		t.Errorf("OpenBolt without a key = %v, want ErrNoKey", err)
	}
}

// TestBoltDamage changes bytes of a store and then uses it: every answer must be an error of ours, nothing, or the truth.
func TestBoltDamage(t *testing.T) {
	const records = 60
	sound := soundStore(t, records)
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	var offsets []int
	for page := 0; page < len(sound); page += os.Getpagesize() {
		for i := range 32 { // headers and first elements
			offsets = append(offsets, page+i)
		}
	}
	for range 400 {
		offsets = append(offsets, random.IntN(len(sound)))
	}
	var refused, sealed, absent int
	for _, at := range offsets {
		damaged := bytes.Clone(sound)
		damaged[at] ^= byte(1 + random.IntN(255))
		path := filepath.Join(dir, "store")
		writeFile(t, path, damaged)
		b, err := OpenBolt(path, testRing(t, 1), Options{NoSync: true})
		if err != nil {
			if !errors.Is(err, ErrCorrupt) {
				t.Fatalf("byte %d: OpenBolt = %v", at, err)
			}
			refused++
			continue
		}
		for i := range records {
			got, err := b.Load(t.Context(), soundKey(i))
			switch {
			case errors.Is(err, ErrSealed) && got == nil:
				sealed++
			case err != nil:
				t.Fatalf("byte %d: Load = %v", at, err)
			case got == nil:
				absent++
			case string(got) != soundValue(i):
				t.Fatalf("byte %d: Load gave what was never saved under this key", at)
			}
		}
		err = errors.Join(b.Save(t.Context(), soundKey(at%records), []byte("again")), b.Delete(t.Context(), soundKey(0)))
		if err != nil && !errors.Is(err, ErrCorrupt) {
			t.Fatalf("byte %d: Save = %v", at, err)
		}
		closeStore(t, b)
	}
	if refused == 0 || sealed == 0 || absent == 0 {
		t.Errorf("%d refused, %d sealed, %d absent of %d: the test sees nothing", refused, sealed, absent, len(offsets))
	}
}

// TestBoltDamageWhileOpen damages the file under a running store.
func TestBoltDamageWhileOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	writeFile(t, path, soundStore(t, 500))
	b := openBolt(t, path, testRing(t, 1), Options{})
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt(noise(int(info.Size())-8192), 8192); err != nil {
		t.Fatal(err)
	}
	for i := range 500 {
		if _, err := b.Load(t.Context(), soundKey(i)); err != nil && !errors.Is(err, ErrCorrupt) && !errors.Is(err, ErrSealed) {
			t.Fatalf("Load = %v", err)
		}
		if err := b.Save(t.Context(), soundKey(i), nil); err != nil && !errors.Is(err, ErrCorrupt) {
			t.Fatalf("Save = %v", err)
		}
	}
	if err := b.Check(t.Context()); !errors.Is(err, ErrCorrupt) {
		t.Errorf("Check = %v, want ErrCorrupt", err)
	}
	_ = b.Close() // must return, and let go of the file
	again, err := OpenBolt(path, testRing(t, 1), Options{SetAside: true})
	if err != nil {
		t.Fatalf("OpenBolt after the damage = %v", err)
	}
	closeStore(t, again)
}

// TestBoltTruncatedWhileOpen takes away the pages that the store has mapped.
func TestBoltTruncatedWhileOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	writeFile(t, path, soundStore(t, 500))
	b := openBolt(t, path, testRing(t, 1), Options{})
	if err := os.Truncate(path, 8192); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Load(t.Context(), soundKey(1)); !errors.Is(err, ErrCorrupt) {
		t.Errorf("Load = %v, want ErrCorrupt", err)
	}
	if err := b.Save(t.Context(), soundKey(1), nil); !errors.Is(err, ErrCorrupt) {
		t.Errorf("Save = %v, want ErrCorrupt", err)
	}
	_ = b.Close()
}

// TestBoltDamagedRecords damages a fact and a counter, and uses them.
func TestBoltDamagedRecords(t *testing.T) {
	b := openBolt(t, filepath.Join(t.TempDir(), "store"), testRing(t, 1), Options{})
	defer closeStore(t, b)
	err := errors.Join(
		b.Add(t.Context(), map[string]int64{"a": 5, "b": 6}),
		b.Put(t.Context(), "a", []byte("x")), b.Put(t.Context(), "b", []byte("y")),
		b.db.Update(func(tx *bbolt.Tx) error {
			count, fact := b.ring.keys[0].id(kindCount, "a"), b.ring.keys[0].id(kindFact, "a")
			return errors.Join(
				bucketCounts.in(tx).Put(count[:], []byte("damaged")),
				bucketFacts.in(tx).Put(fact[:], bucketFacts.in(tx).Get(fact[:])[1:]),
				bucketFacts.in(tx).Put([]byte("not an id"), nil),
			)
		}),
	)
	if err != nil {
		t.Fatal(err)
	}
	counts, err := b.Counts(t.Context(), "")
	if diff := cmp.Diff(map[string]int64{"b": 6}, counts); diff != "" || !errors.Is(err, ErrSealed) {
		t.Errorf("Counts = %v (-want +got):\n%s", err, diff)
	}
	facts, err := b.List(t.Context(), "")
	if diff := cmp.Diff(map[string][]byte{"b": []byte("y")}, facts); diff != "" || !errors.Is(err, ErrSealed) {
		t.Errorf("List = %v (-want +got):\n%s", err, diff)
	}
	if _, err := b.Get(t.Context(), "a"); !errors.Is(err, ErrSealed) {
		t.Errorf("Get of a damaged fact = %v", err)
	}
	if err := b.Add(t.Context(), map[string]int64{"a": 2, "b": 1}); !errors.Is(err, ErrSealed) {
		t.Errorf("Add to a damaged counter = %v, want ErrSealed", err)
	}
	counts, err = b.Counts(t.Context(), "")
	if diff := cmp.Diff(map[string]int64{"a": 2, "b": 7}, counts); diff != "" || err != nil {
		t.Errorf("Counts after Add = %v (-want +got):\n%s", err, diff)
	}
}

// TestBoltSweepDamaged: a damaged day must not keep a record for ever, nor drop a sound one.
func TestBoltSweepDamaged(t *testing.T) {
	c := newClock()
	b := openBolt(t, filepath.Join(t.TempDir(), "store"), testRing(t, 1), Options{Now: c.Now})
	defer closeStore(t, b)
	save(t, b, "damaged", "x")
	id := b.ring.keys[0].id(kindSession, "damaged")
	record := rawRecord(t, b, "damaged")
	record[1] ^= 0xFF
	err := b.db.Update(func(tx *bbolt.Tx) error { return bucketSessions.in(tx).Put(id[:], record) })
	if err != nil {
		t.Fatal(err)
	}
	save(t, b, "sound", "y")
	c.forward(-1000 * 24 * time.Hour) // a clock that was wrong, and is set right
	save(t, b, "later", "z")
	if removed, err := b.Sweep(t.Context()); removed != 1 || err != nil {
		t.Errorf("Sweep = %d, %v, want the damaged one", removed, err)
	}
	if got := load(t, b, "sound"); string(got) != "y" {
		t.Errorf("Load = %q", got)
	}
}

func soundKey(i int) string   { return fmt.Sprint("chat ", i) }
func soundValue(i int) string { return strings.Repeat(fmt.Sprint("value of ", i, "; "), 1+i%40) }

// soundStore returns the bytes of a store with n conversations, and some that came and went.
func soundStore(t testing.TB, n int) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sound")
	b := openBolt(t, path, testRing(t, 1), Options{NoSync: true})
	for i := range n {
		err := errors.Join(
			b.Save(t.Context(), soundKey(i), []byte(soundValue(i))),
			b.Save(t.Context(), "passing", []byte(soundValue(i))),
		)
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(b.Put(t.Context(), "fact", nil), b.Add(t.Context(), map[string]int64{"c": 1}), b.Close()); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// foreignDatabase returns the bytes of a bbolt database of another program.
func foreignDatabase(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "foreign")
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("somebody else's"))
		return err
	})
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func noise(size int) []byte {
	bytes := make([]byte, size)
	random := rand.NewPCG(3, 4)
	for i := range bytes {
		bytes[i] = byte(random.Uint64())
	}
	return bytes
}

func writeFile(t testing.TB, path string, bytes []byte) {
	t.Helper()
	if err := os.WriteFile(path, bytes, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestBoltWipesLeftovers: what a failed transaction wrote past the end of the database must go too.
func TestBoltWipesLeftovers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	bytesOfStore := soundStore(t, 100)
	pageSize := os.Getpagesize()
	_, end, err := freePages(bytes.NewReader(bytesOfStore), int64(len(bytesOfStore)), pageSize)
	if err != nil || int(end)*pageSize >= len(bytesOfStore) {
		t.Fatalf("the database ends at page %d of %d bytes: %v", end, len(bytesOfStore), err)
	}
	leftover := []byte("bytes of a failed transaction")
	copy(bytesOfStore[int(end)*pageSize+100:], leftover)
	writeFile(t, path, bytesOfStore)
	b := openBolt(t, path, testRing(t, 1), Options{})
	defer closeStore(t, b)
	if err := b.Delete(t.Context(), soundKey(3)); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if err != nil || bytes.Contains(after, leftover) {
		t.Errorf("the leftover is still there: %v", err)
	}
}
