package session

import (
	"context"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// Add implements Store. The figure of a counter is kept in clear, its name is not.
func (r *Redis) Add(ctx context.Context, deltas map[string]int64) error {
	if len(deltas) == 0 {
		return nil
	}
	current := r.ring.keys[0]
	return r.once(ctx, func(ctx context.Context) error {
		return r.together(ctx, func(p redis.Pipeliner) {
			for name, delta := range deltas {
				id := current.id(kindCount, name)
				p.HIncrBy(ctx, redisCounts, string(id[:]), delta)
				p.HSetNX(ctx, redisNames, string(id[:]), current.seal(kindCount, id, 0, []byte(name)))
			}
		})
	})
}

// Counts implements Store.
func (r *Redis) Counts(ctx context.Context, prefix string) (map[string]int64, error) {
	var counts, names *redis.MapStringStringCmd
	err := r.attempt(ctx, func(ctx context.Context) error {
		return r.together(ctx, func(p redis.Pipeliner) {
			counts, names = p.HGetAll(ctx, redisCounts), p.HGetAll(ctx, redisNames)
		})
	})
	found := make(map[string]int64)
	if err != nil {
		return found, err
	}
	sealed := names.Val()
	for field, text := range counts.Val() {
		name, _, nameErr := openField(r.ring, kindCount, field, sealed[field])
		count, countErr := strconv.ParseInt(text, 10, 64)
		switch {
		case nameErr != nil || countErr != nil:
			err = ErrSealed
		case strings.HasPrefix(string(name), prefix):
			found[string(name)] += count // the same name may stand under several keys
		}
	}
	return found, err
}

// openField opens the record kept in a field of a hash.
func openField(ring Keyring, of kind, field, record string) (plain []byte, place int, err error) {
	if len(field) != len(id{}) {
		return nil, 0, ErrSealed
	}
	return ring.open(of, id([]byte(field)), []byte(record))
}

// Put implements Store.
func (r *Redis) Put(ctx context.Context, name string, value []byte) error {
	if len(value) > MaxValue {
		return ErrTooLarge
	}
	ids := r.ring.ids(kindFact, name)
	record := r.ring.keys[0].seal(kindFact, ids[0], 0, packFact(name, value))
	return r.attempt(ctx, func(ctx context.Context) error {
		return r.together(ctx, func(p redis.Pipeliner) {
			p.HSet(ctx, redisFacts, string(ids[0][:]), record)
			if len(ids) > 1 {
				p.HDel(ctx, redisFacts, fields(ids[1:])...)
			}
		})
	})
}

// Get implements Store.
func (r *Redis) Get(ctx context.Context, name string) ([]byte, error) {
	ids := r.ring.ids(kindFact, name)
	var values []any
	err := r.attempt(ctx, func(ctx context.Context) (err error) {
		values, err = r.client.HMGet(ctx, redisFacts, fields(ids)...).Result()
		return err
	})
	if err != nil {
		return nil, err
	}
	packed, err := firstThatOpens(r.ring, r.opts, kindFact, ids, records(values))
	if packed == nil || err != nil {
		return nil, err
	}
	_, value, err := unpackFact(packed)
	return value, err
}

// List implements Store.
func (r *Redis) List(ctx context.Context, prefix string) (map[string][]byte, error) {
	found := make(map[string][]byte)
	all, err := r.hash(ctx, redisFacts)
	if err != nil {
		return found, err
	}
	for field, record := range all {
		var name string
		var value []byte
		packed, _, openErr := openField(r.ring, kindFact, field, record)
		if openErr == nil {
			name, value, openErr = unpackFact(packed)
		}
		switch {
		case openErr != nil:
			err = ErrSealed
		case strings.HasPrefix(name, prefix):
			found[name] = value
		}
	}
	return found, err
}

func (r *Redis) hash(ctx context.Context, name string) (all map[string]string, err error) {
	err = r.attempt(ctx, func(ctx context.Context) (err error) {
		all, err = r.client.HGetAll(ctx, name).Result()
		return err
	})
	return all, err
}

// Remove implements Store.
func (r *Redis) Remove(ctx context.Context, name string) error {
	ids := r.ring.ids(kindFact, name)
	return r.attempt(ctx, func(ctx context.Context) error { return r.client.HDel(ctx, redisFacts, fields(ids)...).Err() })
}
