package session

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// OpenBolt opens the store in the file at path, which is made (mode 0600) when absent or empty; its folder must exist. The
// whole file is verified first: about 0.1 s for 100 MB that are in the memory of the system.
//
// Errors wrap ErrPath, ErrLocked, ErrCorrupt, ErrForeign, ErrReadOnly, ErrFull, ErrKey or ErrNoKey. With
// Options.SetAside, a damaged file is renamed, a new one begun, and Bolt.Aside tells the name.
func OpenBolt(path string, ring Keyring, opts Options) (*Bolt, error) {
	if len(ring.keys) == 0 {
		return nil, ErrNoKey
	}
	b := &Bolt{
		path:   path,
		ring:   ring,
		opts:   opts.withDefaults(),
		writes: make(chan *write),
		quit:   make(chan struct{}),
		done:   make(chan struct{}),
		untidy: true, // whoever used the file before may have failed
	}
	b.locks = newLocks(b.opts)
	err := b.open()
	if errors.Is(err, ErrCorrupt) && opts.SetAside {
		if b.aside, err = b.setAside(); err == nil {
			err = b.open()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("opening the store %s: %w", path, err)
	}
	go b.run()
	return b, nil
}

// open verifies and opens the file, and closes it again when anything is wrong.
func (b *Bolt) open() (err error) {
	if err := b.verify(); err != nil {
		return err
	}
	defer func() {
		if err != nil && b.file != nil {
			_ = errors.Join(unlockFile(b.file), b.file.Close()) // after a panic nothing else lets go of it
		}
	}()
	defer contain(&err)()
	if b.db, err = bbolt.Open(b.path, 0o600, b.boltOptions(false)); err != nil {
		return openError(err)
	}
	if err = b.makeBuckets(); err == nil {
		err = b.checkRing()
	}
	if err != nil {
		return errors.Join(err, b.db.Close())
	}
	return nil
}

func (b *Bolt) boltOptions(readOnly bool) *bbolt.Options {
	return &bbolt.Options{
		Timeout:      b.opts.OpenWait,
		ReadOnly:     readOnly,
		NoSync:       b.opts.NoSync,
		FreelistType: bbolt.FreelistMapType,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			file, err := os.OpenFile(name, flag, mode)
			b.file = file
			return file, err
		},
	}
}

// verify checks an existing file while nobody can write to it.
func (b *Bolt) verify() (err error) {
	info, err := os.Stat(b.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return classify(err)
	case !info.Mode().IsRegular():
		return fmt.Errorf("not a file: %w", ErrPath)
	case info.Size() == 0:
		return nil
	}
	defer contain(&err)()
	db, err := bbolt.Open(b.path, 0, b.boltOptions(true))
	if err != nil {
		return openError(err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	info, err = b.file.Stat() // again: it may have grown before it was locked
	if err != nil {
		return classify(err)
	}
	names, err := verify(b.file, info.Size(), db.Info().PageSize)
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrCorrupt, err)
	}
	return ours(names)
}

// ours checks the names of the buckets at the root of a sound database.
func ours(names [][]byte) error {
	known := 0
	for _, name := range names {
		if slices.Contains(buckets(), bucket(name)) {
			known++
		}
	}
	switch {
	case known == len(names):
		return nil
	case known == 0:
		return ErrForeign
	default:
		return fmt.Errorf("a bucket of an unknown name: %w", ErrCorrupt)
	}
}

// setAside renames a damaged file, and returns the new name. A name already taken is left alone.
func (b *Bolt) setAside() (name string, err error) {
	base := b.path + ".corrupt-" + b.opts.Now().UTC().Format("20060102")
	name = base
	for i := 2; ; i++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			break
		}
		name = fmt.Sprintf("%s-%d", base, i)
	}
	if err := os.Rename(b.path, name); err != nil {
		return "", fmt.Errorf("setting the damaged store aside: %w", classify(err))
	}
	return name, nil
}

// makeBuckets makes the buckets of a new store; a store that has them is not written to.
func (b *Bolt) makeBuckets() error {
	missing := false
	err := b.db.View(func(tx *bbolt.Tx) error {
		for _, name := range buckets() {
			missing = missing || name.in(tx) == nil
		}
		return nil
	})
	if err != nil || !missing {
		return classify(err)
	}
	return classify(b.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range buckets() {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	}))
}

// ringSample is how many records of each bucket are tried, when the marker does not open, before the ring is refused.
const ringSample = 16

// checkRing returns ErrKey when nothing of what the store holds opens with the ring, and keeps a marker under its first key.
func (b *Bolt) checkRing() error {
	ids := b.ring.ids(kindMarker, markerName)
	place := -1
	err := b.db.View(func(tx *bbolt.Tx) error {
		place = slices.IndexFunc(ids, func(id id) bool {
			_, _, err := b.ring.open(kindMarker, id, bucketMeta.in(tx).Get(id[:]))
			return err == nil
		})
		return nil
	})
	if err != nil || place == 0 {
		return classify(err)
	}
	if place < 0 { // a new store, a damaged marker, or another key
		tried, opened, err := b.sample()
		if err != nil {
			return err
		}
		if tried > 0 && opened == 0 {
			return ErrKey
		}
	}
	record := b.ring.keys[0].seal(kindMarker, ids[0], 0, nil)
	return classify(b.db.Update(func(tx *bbolt.Tx) error {
		if err := drop(bucketMeta.in(tx), ids[1:]); err != nil {
			return err
		}
		return bucketMeta.in(tx).Put(ids[0][:], record)
	}))
}

// sample tries to open some records of every bucket.
func (b *Bolt) sample() (tried, opened int, err error) {
	kinds := map[bucket][]kind{
		bucketSessions: {kindSession}, bucketCounts: {kindCount}, bucketFacts: {kindFact}, bucketMeta: {kindMarker, kindProbe},
	}
	err = b.db.View(func(tx *bbolt.Tx) error {
		for from, of := range kinds {
			cursor := from.in(tx).Cursor()
			name, record := cursor.First()
			for range ringSample {
				if name == nil {
					break
				}
				tried++
				for _, k := range of {
					if len(name) != len(id{}) {
						continue
					}
					if _, _, err := b.ring.open(k, id(name), record); err == nil {
						opened++
					}
				}
				name, record = cursor.Next()
			}
		}
		return nil
	})
	return tried, opened, classify(err)
}

// openError is classify for the opening of a file: what is not the system's doing is the file's.
func openError(err error) error {
	var system syscall.Errno
	if kindOf(err) != nil || errors.As(err, &system) {
		return classify(err)
	}
	return fmt.Errorf("%w (%w)", ErrCorrupt, err)
}

// classify wraps an error of bbolt or of the system in the one of ours that says what is wrong, where there is one.
func classify(err error) error {
	if kind := kindOf(err); kind != nil {
		return fmt.Errorf("%w (%w)", kind, err)
	}
	return err
}

func kindOf(err error) error {
	if err == nil {
		return nil
	}
	for _, known := range []struct{ is, kind error }{
		{bolterrors.ErrTimeout, ErrLocked},
		{bolterrors.ErrDatabaseNotOpen, ErrClosed},
		{bolterrors.ErrInvalid, ErrCorrupt},
		{bolterrors.ErrChecksum, ErrCorrupt},
		{bolterrors.ErrVersionMismatch, ErrCorrupt},
		{bolterrors.ErrInvalidMapping, ErrCorrupt},
		{bolterrors.ErrIncompatibleValue, ErrCorrupt},
		{bolterrors.ErrDatabaseReadOnly, ErrReadOnly},
		{syscall.ENOSPC, ErrFull},
		{syscall.EDQUOT, ErrFull},
		{syscall.EFBIG, ErrFull},
		{syscall.EROFS, ErrReadOnly},
		{fs.ErrPermission, ErrReadOnly},
		{fs.ErrNotExist, ErrPath},
		{syscall.EISDIR, ErrPath},
		{syscall.ENOTDIR, ErrPath},
	} {
		// bbolt keeps only the text of some errors of the system.
		if errors.Is(err, known.is) || strings.HasSuffix(err.Error(), ": "+known.is.Error()) {
			return known.kind
		}
	}
	return nil
}
