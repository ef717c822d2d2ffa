package session

import (
	"bytes"
	"context"
	"slices"

	"go.etcd.io/bbolt"
)

// sweepChunk is how many records Sweep sees or changes in one transaction, so that conversations never wait long behind it.
const sweepChunk = 1000

// Sweep implements Store.
func (b *Bolt) Sweep(ctx context.Context) (removed int, err error) {
	stale, err := b.stale(ctx)
	if err != nil {
		return 0, err
	}
	for chunk := range slices.Chunk(stale, sweepChunk) {
		gone := 0
		err := b.submit(ctx, true, func(tx *bbolt.Tx) error {
			gone = 0
			for _, name := range chunk {
				if !b.isStale(name, bucketSessions.in(tx).Get(name[:])) {
					continue // saved again meanwhile
				}
				gone++
				if err := bucketSessions.in(tx).Delete(name[:]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return removed, err
		}
		removed += gone
	}
	if len(b.ring.keys) > 1 {
		return removed, b.rekey(ctx)
	}
	return removed, nil
}

// stale returns the names of the conversations that have expired.
func (b *Bolt) stale(ctx context.Context) (names []id, err error) {
	next := []byte{}
	for next != nil && err == nil {
		err = b.view(ctx, func(tx *bbolt.Tx) error {
			cursor := bucketSessions.in(tx).Cursor()
			name, record := cursor.Seek(next)
			for range sweepChunk {
				if len(name) == len(id{}) && b.isStale(id(name), record) {
					names = append(names, id(name))
				}
				name, record = cursor.Next()
			}
			next = bytes.Clone(name)
			return nil
		})
	}
	return names, err
}

// isStale tells whether a conversation has expired. A day that Save cannot have written is believed only if the record opens.
func (b *Bolt) isStale(name id, record []byte) bool {
	if record == nil {
		return false
	}
	day := recordDay(record)
	if day != 0 && day <= b.opts.expiryDay() {
		return b.opts.expired(day)
	}
	_, _, err := b.ring.open(kindSession, name, record)
	return err != nil
}

// move is a record under an earlier key that is to come under the first.
type move struct {
	from, to id
	record   []byte // as it stood when the move was planned
	name     string
	value    []byte // of a fact
	count    int64  // of a counter
}

// rekey moves facts and counters to the first key. Conversations cannot be: their names are not kept.
func (b *Bolt) rekey(ctx context.Context) error {
	for from, of := range map[bucket]kind{bucketFacts: kindFact, bucketCounts: kindCount} {
		moves, err := b.moves(ctx, from, of)
		if err != nil {
			return err
		}
		for chunk := range slices.Chunk(moves, sweepChunk) {
			err := b.submit(ctx, true, func(tx *bbolt.Tx) error {
				for _, m := range chunk {
					if err := b.move(tx, from, of, m); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// moves returns the records of a bucket that are under an earlier key.
func (b *Bolt) moves(ctx context.Context, from bucket, of kind) (moves []move, err error) {
	err = b.view(ctx, func(tx *bbolt.Tx) error {
		return from.in(tx).ForEach(func(name, record []byte) error {
			if len(name) != len(id{}) {
				return nil
			}
			if m, ok := planMove(b.ring, of, id(name), record); ok {
				moves = append(moves, m)
			}
			return nil
		})
	})
	return moves, err
}

// planMove tells how a record comes under the first key of the ring; ok is false when it is there or does not open.
func planMove(ring Keyring, of kind, from id, record []byte) (m move, ok bool) {
	plain, place, err := ring.open(of, from, record)
	if err != nil || place == 0 {
		return move{}, false
	}
	m = move{from: from, record: bytes.Clone(record)}
	if of == kindCount {
		m.name, m.count, err = unpackCount(plain)
	} else {
		m.name, m.value, err = unpackFact(plain)
	}
	m.to = ring.keys[0].id(of, m.name)
	return m, err == nil
}

func (b *Bolt) move(tx *bbolt.Tx, in bucket, of kind, m move) error {
	records := in.in(tx)
	if !bytes.Equal(records.Get(m.from[:]), m.record) {
		return nil // changed since it was planned: the next Sweep sees to it
	}
	if err := records.Delete(m.from[:]); err != nil {
		return err
	}
	if of == kindCount {
		_, err := b.add(tx, m.to, m.name, m.count)
		return err
	}
	if records.Get(m.to[:]) != nil {
		return nil
	}
	return records.Put(m.to[:], b.ring.keys[0].seal(kindFact, m.to, 0, packFact(m.name, m.value)))
}
