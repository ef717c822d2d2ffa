package session

import (
	"context"
)

// Sweep implements Store. Redis drops expired conversations by itself, so removed is always zero.
func (r *Redis) Sweep(ctx context.Context) (removed int, err error) {
	if len(r.ring.keys) == 1 {
		return 0, r.attempt(ctx, func(ctx context.Context) error { return r.client.Ping(ctx).Err() })
	}
	facts, err := r.hash(ctx, redisFacts)
	if err != nil {
		return 0, err
	}
	for field, record := range facts {
		if err := r.moveFact(ctx, field, record); err != nil {
			return 0, err
		}
	}
	names, err := r.hash(ctx, redisNames)
	if err != nil {
		return 0, err
	}
	for field, record := range names {
		if err := r.moveCount(ctx, field, record); err != nil {
			return 0, err
		}
	}
	return 0, nil
}

// moveFact brings a fact under the first key of the ring.
func (r *Redis) moveFact(ctx context.Context, field, record string) error {
	if len(field) != len(id{}) {
		return nil
	}
	m, ok := planMove(r.ring, kindFact, id([]byte(field)), []byte(record))
	if !ok {
		return nil
	}
	sealed := r.ring.keys[0].seal(kindFact, m.to, 0, packFact(m.name, m.value))
	return r.once(ctx, func(ctx context.Context) error {
		return r.scripts.moveFact.Run(ctx, r.client, []string{redisFacts}, field, record, m.to[:], sealed).Err()
	})
}

// moveCount adds a counter under an earlier key to the one of the same name under the first.
func (r *Redis) moveCount(ctx context.Context, field, record string) error {
	name, place, err := openField(r.ring, kindCount, field, record)
	if err != nil || place == 0 {
		return nil
	}
	current := r.ring.keys[0]
	to := current.id(kindCount, string(name))
	sealed := current.seal(kindCount, to, 0, name)
	return r.once(ctx, func(ctx context.Context) error {
		return r.scripts.moveCount.Run(ctx, r.client, []string{redisNames, redisCounts}, field, to[:], sealed).Err()
	})
}
