package session

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"
)

// write is a change that waits for its transaction.
type write struct {
	// apply makes the change. It may run twice when the transaction fails for another's sake.
	apply func(*bbolt.Tx) error
	// wipe asks for free pages to be overwritten before the change is acknowledged.
	wipe bool
	done chan error // receives exactly one value
}

// maxShared bounds how many changes share a transaction, so that the first does not wait too long for the last.
const maxShared = 256

// submit hands a change to the writer and waits for it to be on the disk.
func (b *Bolt) submit(ctx context.Context, wipe bool, apply func(*bbolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("writing to the store: %w", err)
	}
	w := &write{apply: apply, wipe: wipe, done: make(chan error, 1)}
	select {
	case b.writes <- w:
	case <-b.quit:
		return ErrClosed
	case <-ctx.Done():
		return fmt.Errorf("writing to the store: %w", ctx.Err())
	}
	select {
	case err := <-w.done:
		return err
	case <-ctx.Done():
		return fmt.Errorf("writing to the store: %w", ctx.Err())
	}
}

// run is the writer. It is the only one to write to the file, and ends when quit is closed; a change that it has received
// is always answered.
func (b *Bolt) run() {
	defer close(b.done)
	for {
		select {
		case <-b.quit:
			return
		case first := <-b.writes:
			b.commit(b.gather(first))
		}
	}
}

// gather adds to a first change those that wait at this moment: while one transaction is written, the next one forms.
func (b *Bolt) gather(first *write) []*write {
	batch := []*write{first}
	for len(batch) < maxShared {
		select {
		case w := <-b.writes:
			batch = append(batch, w)
		default:
			return batch
		}
	}
	return batch
}

// commit applies a batch in one transaction and answers each of its changes.
func (b *Bolt) commit(batch []*write) {
	refused, err := b.transact(batch)
	if refused && len(batch) > 1 { // one change was refused: the others must not suffer
		for i := range batch {
			b.commit(batch[i : i+1])
		}
		return
	}
	wiped := err
	if err == nil && slices.ContainsFunc(batch, func(w *write) bool { return w.wipe }) {
		wiped = b.wipe()
	}
	for _, w := range batch {
		if w.wipe {
			w.done <- wiped
		} else {
			w.done <- err
		}
	}
}

// transact runs one transaction. refused tells that a change itself failed, not the writing.
func (b *Bolt) transact(batch []*write) (refused bool, err error) {
	if b.broken.Load() {
		return false, ErrCorrupt
	}
	finished := false
	defer func() { b.broken.Store(b.broken.Load() || !finished) }()
	defer contain(&err)()
	err = classify(b.db.Update(func(tx *bbolt.Tx) error {
		for _, w := range batch {
			if err := w.apply(tx); err != nil {
				refused = true
				return err
			}
		}
		return nil
	}))
	finished = true
	b.untidy = b.untidy || err != nil && !refused
	return refused, err
}

// wipe overwrites the free pages of the file with zeros, and waits for that to be on the disk.
func (b *Bolt) wipe() error {
	wrote, err := b.wipePages()
	if err == nil && wrote && !b.opts.NoSync {
		err = b.file.Sync()
	}
	if err != nil {
		return fmt.Errorf("forgotten but not wiped: %w", classify(err))
	}
	return nil
}

// wipePages does the writing. It runs between two transactions and without any reader, when nothing uses the free pages.
func (b *Bolt) wipePages() (wrote bool, err error) {
	b.gate.Lock()
	defer b.gate.Unlock()
	info, err := b.file.Stat()
	if err != nil {
		return false, err
	}
	size := b.db.Info().PageSize
	pages, end, err := freePages(b.file, info.Size(), size)
	if err != nil {
		b.broken.Store(true)
		return false, fmt.Errorf("%w (%w)", ErrCorrupt, err)
	}
	if b.untidy {
		for number := end; number < uint64(info.Size())/uint64(size); number++ {
			pages = append(pages, number)
		}
	}
	slices.Sort(pages)
	page, zeros := make([]byte, size), make([]byte, size)
	for _, number := range pages {
		at := int64(number) * int64(size)
		if _, err := b.file.ReadAt(page, at); err != nil {
			return wrote, err
		}
		if bytes.Equal(page, zeros) {
			continue
		}
		wrote = true
		if _, err := b.file.WriteAt(zeros, at); err != nil {
			return wrote, err
		}
	}
	b.untidy = false
	return wrote, nil
}
