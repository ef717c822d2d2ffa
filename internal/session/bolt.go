package session

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"

	"go.etcd.io/bbolt"
)

// Bolt is a Store in one file, used by one process at a time.
//
// Saves made at the same moment by several goroutines share one transaction. A save that returned without error survives
// the death of the process, SIGKILL included, and, unless Options.NoSync, a power cut: the transaction is on the disk
// before anybody hears of it. A save in progress at such a moment is there whole or not at all.
//
// What Delete, Remove and Sweep forget is also wiped from the file: the pages that held it, and its earlier versions, are
// overwritten before they return. Copies that the disk or its file system keeps by themselves are out of reach; they hold
// nothing that opens without the key.
type Bolt struct {
	path  string
	aside string
	ring  Keyring
	opts  Options
	db    *bbolt.DB
	file  *os.File // the one db writes to
	locks *locks

	// gate is held shared by readers, and exclusively while free pages are wiped: only then is no page in use by a
	// transaction of the past.
	gate   sync.RWMutex
	writes chan *write
	quit   chan struct{} // closed by Close: the writer accepts nothing more
	done   chan struct{} // closed by the writer when it has ended
	broken atomic.Bool   // the file turned out to be damaged while writing
	untidy bool          // a failed transaction may have left bytes after the end; the writer's

	checking sync.Mutex // one probe at a time
	closing  sync.Once
	closeErr error
}

// bucket is the name of a bucket of the file.
type bucket string

const (
	bucketSessions bucket = "sessions"
	bucketCounts   bucket = "counts"
	bucketFacts    bucket = "facts"
	bucketMeta     bucket = "meta"
)

// markerName and probeName name the two records of bucketMeta.
const (
	markerName = "marker"
	probeName  = "probe"
)

// buckets lists all the buckets of a store.
func buckets() []bucket { return []bucket{bucketSessions, bucketCounts, bucketFacts, bucketMeta} }

func (name bucket) in(tx *bbolt.Tx) *bbolt.Bucket { return tx.Bucket([]byte(name)) }

// Aside returns the name under which a damaged file was set aside by OpenBolt, or "".
func (b *Bolt) Aside() string { return b.aside }

// Load implements Store.
func (b *Bolt) Load(ctx context.Context, key string) ([]byte, error) {
	return b.fetch(ctx, bucketSessions, kindSession, key)
}

// fetch returns the value of the record of a name under any key of the ring.
func (b *Bolt) fetch(ctx context.Context, from bucket, of kind, name string) (plain []byte, err error) {
	ids := b.ring.ids(of, name)
	records := make([][]byte, len(ids))
	err = b.view(ctx, func(tx *bbolt.Tx) error {
		for i, id := range ids {
			records[i] = bytes.Clone(from.in(tx).Get(id[:]))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return firstThatOpens(b.ring, b.opts, of, ids, records)
}

// firstThatOpens opens the first of the records that is there, has not expired and opens; records[i] is what is kept under
// ids[i], nil when nothing is.
func firstThatOpens(ring Keyring, opts Options, of kind, ids []id, records [][]byte) ([]byte, error) {
	var damaged error
	for i, record := range records {
		if record == nil {
			continue
		}
		plain, err := ring.keys[i].open(of, ids[i], record)
		switch {
		case err != nil:
			damaged = err
		case !opts.expired(recordDay(record)):
			return plain, nil
		}
	}
	return nil, damaged
}

// Save implements Store.
func (b *Bolt) Save(ctx context.Context, key string, value []byte) error {
	return b.keep(ctx, bucketSessions, kindSession, key, b.opts.expiryDay(), value)
}

// keep seals plain under the current key and removes what is kept of the same name under the earlier ones.
func (b *Bolt) keep(ctx context.Context, in bucket, of kind, name string, day uint32, plain []byte) error {
	if len(plain) > MaxValue {
		return ErrTooLarge
	}
	ids := b.ring.ids(of, name)
	if of == kindFact {
		plain = packFact(name, plain)
	}
	record := b.ring.keys[0].seal(of, ids[0], day, plain)
	return b.submit(ctx, false, func(tx *bbolt.Tx) error {
		if err := drop(in.in(tx), ids[1:]); err != nil {
			return err
		}
		return in.in(tx).Put(ids[0][:], record)
	})
}

func drop(from *bbolt.Bucket, ids []id) error {
	for _, id := range ids {
		if err := from.Delete(id[:]); err != nil {
			return err
		}
	}
	return nil
}

// Delete implements Store.
func (b *Bolt) Delete(ctx context.Context, key string) error {
	return b.forget(ctx, bucketSessions, b.ring.ids(kindSession, key))
}

func (b *Bolt) forget(ctx context.Context, from bucket, ids []id) error {
	return b.submit(ctx, true, func(tx *bbolt.Tx) error { return drop(from.in(tx), ids) })
}

// Lock implements Store.
func (b *Bolt) Lock(ctx context.Context, key string) (func(), error) {
	select {
	case <-b.quit:
		return nil, ErrClosed
	default:
		return b.locks.lock(ctx, key)
	}
}

// Add implements Store.
func (b *Bolt) Add(ctx context.Context, deltas map[string]int64) error {
	ids := make(map[string]id, len(deltas))
	for name := range deltas {
		ids[name] = b.ring.keys[0].id(kindCount, name)
	}
	damaged := false
	err := b.submit(ctx, false, func(tx *bbolt.Tx) error {
		damaged = false
		for name, id := range ids {
			ok, err := b.add(tx, id, name, deltas[name])
			if err != nil {
				return err
			}
			damaged = damaged || !ok
		}
		return nil
	})
	if err == nil && damaged {
		return ErrSealed
	}
	return err
}

// add adds delta to one counter under the current key, from zero when what was there is damaged.
func (b *Bolt) add(tx *bbolt.Tx, id id, name string, delta int64) (sound bool, err error) {
	current, sound := b.ring.keys[0], true
	if record := bucketCounts.in(tx).Get(id[:]); record != nil {
		plain, err := current.open(kindCount, id, record)
		if err == nil {
			var count int64
			_, count, err = unpackCount(plain)
			delta += count
		}
		sound = err == nil
	}
	return sound, bucketCounts.in(tx).Put(id[:], current.seal(kindCount, id, 0, packCount(name, delta)))
}

// Counts implements Store.
func (b *Bolt) Counts(ctx context.Context, prefix string) (map[string]int64, error) {
	found := make(map[string]int64)
	err := b.each(ctx, bucketCounts, kindCount, func(plain []byte) error {
		name, count, err := unpackCount(plain)
		if err == nil && strings.HasPrefix(name, prefix) {
			found[name] += count // the same name may stand under several keys
		}
		return err
	})
	return found, err
}

// each calls fn with the value of every record of a bucket that opens. It returns ErrSealed when some did not.
func (b *Bolt) each(ctx context.Context, from bucket, of kind, fn func(plain []byte) error) error {
	damaged := false
	err := b.view(ctx, func(tx *bbolt.Tx) error {
		return from.in(tx).ForEach(func(name, record []byte) error {
			var plain []byte
			err := ErrSealed
			if len(name) == len(id{}) {
				plain, _, err = b.ring.open(of, id(name), record)
			}
			if err == nil {
				err = fn(plain)
			}
			damaged = damaged || err != nil
			return nil
		})
	})
	if err == nil && damaged {
		return ErrSealed
	}
	return err
}

// Put implements Store.
func (b *Bolt) Put(ctx context.Context, name string, value []byte) error {
	return b.keep(ctx, bucketFacts, kindFact, name, 0, value)
}

// Get implements Store.
func (b *Bolt) Get(ctx context.Context, name string) ([]byte, error) {
	packed, err := b.fetch(ctx, bucketFacts, kindFact, name)
	if packed == nil || err != nil {
		return nil, err
	}
	_, value, err := unpackFact(packed)
	return value, err
}

// List implements Store.
func (b *Bolt) List(ctx context.Context, prefix string) (map[string][]byte, error) {
	found := make(map[string][]byte)
	err := b.each(ctx, bucketFacts, kindFact, func(plain []byte) error {
		name, value, err := unpackFact(plain)
		if err == nil && strings.HasPrefix(name, prefix) {
			found[name] = value
		}
		return err
	})
	return found, err
}

// Remove implements Store.
func (b *Bolt) Remove(ctx context.Context, name string) error {
	return b.forget(ctx, bucketFacts, b.ring.ids(kindFact, name))
}

// Check implements Store.
func (b *Bolt) Check(ctx context.Context) error {
	b.checking.Lock()
	defer b.checking.Unlock()
	probe := make([]byte, 16)
	_, _ = rand.Read(probe) // never fails: the runtime ends the process first
	if err := b.keep(ctx, bucketMeta, kindProbe, probeName, 0, probe); err != nil {
		return fmt.Errorf("writing a probe: %w", err)
	}
	got, err := b.fetch(ctx, bucketMeta, kindProbe, probeName)
	if err == nil && !bytes.Equal(got, probe) {
		err = ErrCorrupt
	}
	if err != nil {
		return fmt.Errorf("reading a probe: %w", err)
	}
	return nil
}

// Close implements Store.
func (b *Bolt) Close() error {
	b.closing.Do(func() {
		close(b.quit)
		<-b.done
		if b.broken.Load() {
			// bbolt may hold its own locks for ever after a panic: only let go of the file, for other processes.
			b.closeErr = classify(errors.Join(unlockFile(b.file), b.file.Close()))
			return
		}
		b.closeErr = classify(b.db.Close())
	})
	return b.closeErr
}

// view runs fn in a read transaction. Bytes of bbolt are valid inside fn only.
func (b *Bolt) view(ctx context.Context, fn func(*bbolt.Tx) error) (err error) {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("reading the store: %w", err)
	}
	b.gate.RLock()
	defer b.gate.RUnlock()
	defer contain(&err)()
	select {
	case <-b.quit:
		return ErrClosed
	default:
		return classify(b.db.View(fn))
	}
}

// contain, deferred as defer contain(&err)(), turns a panic or a memory fault over a damaged file into ErrCorrupt.
func contain(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			*err = fmt.Errorf("%w (%v)", ErrCorrupt, p)
		}
	}
}
