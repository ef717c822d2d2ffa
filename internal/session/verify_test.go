package session

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
)

// TestVerifySound: whatever bbolt writes must be found sound, or a good store would be refused.
func TestVerifySound(t *testing.T) {
	for _, pageSize := range []int{1024, 4096} {
		t.Run(fmt.Sprint(pageSize), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "db")
			db, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: pageSize, NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			random := rand.New(rand.NewPCG(uint64(pageSize), 1))
			verifyFile(t, db, 0)
			for round := range 100 {
				if err := db.Update(func(tx *bbolt.Tx) error { return randomChanges(tx, random, round) }); err != nil {
					t.Fatal(err)
				}
				verifyFile(t, db, round)
			}
		})
	}
}

// randomChanges grows the database for a while, then shrinks it, in two buckets and one inside another.
func randomChanges(tx *bbolt.Tx, random *rand.Rand, round int) error {
	outer, err := tx.CreateBucketIfNotExists([]byte("outer"))
	if err != nil {
		return err
	}
	inner, err := outer.CreateBucketIfNotExists([]byte("inner"))
	if err != nil {
		return err
	}
	other, err := tx.CreateBucketIfNotExists([]byte("other"))
	if err != nil {
		return err
	}
	for range random.IntN(60) {
		in := []*bbolt.Bucket{outer, inner, other}[random.IntN(3)]
		key := fmt.Append(nil, "key ", random.IntN(2000))
		if round%40 < 24 {
			size := random.IntN(200)
			if random.IntN(20) == 0 {
				size = random.IntN(20000)
			}
			err = in.Put(key, make([]byte, size))
		} else if next, _ := in.Cursor().Seek(key); next != nil && string(next) != "inner" {
			err = in.Delete(next)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// verifyFile verifies the file of the database as it now stands.
func verifyFile(t *testing.T, db *bbolt.DB, round int) {
	t.Helper()
	file, err := os.Open(db.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := verify(file, info.Size(), db.Info().PageSize); err != nil {
		t.Fatalf("round %d: verify = %v", round, err)
	}
}

// FuzzVerify changes bytes of a store, with the checksums of its meta pages put right. When verify finds the result sound,
// bbolt must be able to work on it: a panic, a fault or a loop fails the test.
func FuzzVerify(f *testing.F) {
	const pageSize = 4096
	sound := soundDatabase(f, pageSize)
	latest, err := readMeta(bytes.NewReader(sound), pageSize)
	if err != nil {
		f.Fatal(err)
	}
	for _, page := range []uint64{latest.root, latest.freelist, latest.root + 1, 3, 5} {
		for _, at := range []uint32{0, 8, 10, 12, 16, 20, 24, 28, 32} {
			f.Add(uint32(page)*pageSize+at, uint32(0x01), uint32(0), uint32(0))
			f.Add(uint32(page)*pageSize+at, uint32(0xFF00FF), uint32(page)*pageSize+at+8, uint32(0x10))
		}
	}
	for at := range uint32(48) { // the meta pages
		f.Add(pageHeader+at, uint32(0x03), uint32(pageSize+pageHeader)+at, uint32(0x03))
	}
	path := filepath.Join(f.TempDir(), "db")
	f.Fuzz(func(t *testing.T, at1, mask1, at2, mask2 uint32) {
		file := bytes.Clone(sound)
		for at, mask := range map[uint32]uint32{at1: mask1, at2: mask2} {
			at %= uint32(len(file) - 4)
			binary.NativeEndian.PutUint32(file[at:], binary.NativeEndian.Uint32(file[at:])^mask)
		}
		for _, m := range [][]byte{file[pageHeader:], file[pageSize+pageHeader:]} {
			sum := fnv.New64a()
			_, _ = sum.Write(m[:metaSum])
			binary.NativeEndian.PutUint64(m[metaSum:], sum.Sum64())
		}
		if _, err := verify(bytes.NewReader(file), int64(len(file)), pageSize); err != nil {
			return
		}
		writeFile(t, path, file)
		b := &Bolt{path: path, opts: Options{}.withDefaults()}
		if err := b.verify(); err != nil && !errors.Is(err, ErrForeign) { // takes the page size from the file
			return
		}
		if err := useEverything(path); err != nil {
			t.Fatal(err)
		}
	})
}

// soundDatabase returns the bytes of a database that are always the same, with free pages, branches and large values.
func soundDatabase(t testing.TB, pageSize int) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sound")
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: pageSize, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(5, 6))
	for round := range 40 {
		err = errors.Join(err, db.Update(func(tx *bbolt.Tx) error { return randomChanges(tx, random, round) }))
	}
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// useEverything reads and rewrites all that the database at path holds, without any protection.
func useEverything(path string) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{NoSync: true, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	for range 2 {
		err = db.Update(func(tx *bbolt.Tx) error {
			return tx.ForEach(func(_ []byte, b *bbolt.Bucket) error {
				cursor := b.Cursor()
				for key, value := cursor.First(); key != nil; key, value = cursor.Next() {
					if err := b.Put(bytes.Clone(key), bytes.Clone(value)); value != nil && err != nil {
						return err
					}
				}
				return b.Put([]byte("another"), make([]byte, 5000))
			})
		})
	}
	return errors.Join(err, db.Close())
}
