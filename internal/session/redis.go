package session

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// Redis is a Store shared by several replicas, on one Redis server (not a cluster: counters must change together).
//
// How long it remembers is the server's business: to keep counts and facts over its restarts, give it persistence
// ("appendonly yes"), and no eviction ("maxmemory-policy noeviction"). The client repeats by itself only what may be done
// twice; a counter whose fate is unknown after a fault is not added again.
type Redis struct {
	client  *redis.Client
	ring    Keyring
	opts    Options
	locks   *locks
	scripts scripts

	quit    chan struct{} // closed by Close: locks are renewed no more
	closing sync.Mutex    // guards the closing of quit, and renewal until then
	renewal sync.WaitGroup
}

// Names in Redis. Fields of the hashes are ids.
const (
	redisSession = "jalon:s:" // + id
	redisLock    = "jalon:l:" // + id
	redisProbe   = "jalon:p:" // + random
	redisFacts   = "jalon:facts"
	redisCounts  = "jalon:counts"
	redisNames   = "jalon:names" // of the counters, sealed
	redisMarker  = "jalon:marker"
)

// scripts are the changes that need to look before they write.
type scripts struct {
	// unlock deletes a lock, and renew prolongs it, if it is still ours.
	unlock, renew *redis.Script
	// moveFact and moveCount bring what is under an earlier key under the first, if it is still as it was read.
	moveFact, moveCount *redis.Script
}

func newScripts() scripts {
	return scripts{
		unlock: redis.NewScript(`if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`),
		renew: redis.NewScript(
			`if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`),
		moveFact: redis.NewScript(`
			if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
			redis.call('HDEL', KEYS[1], ARGV[1])
			return redis.call('HSETNX', KEYS[1], ARGV[3], ARGV[4])`),
		moveCount: redis.NewScript(`
			local count = redis.call('HGET', KEYS[2], ARGV[1])
			redis.call('HDEL', KEYS[1], ARGV[1])
			redis.call('HDEL', KEYS[2], ARGV[1])
			if not count then return 0 end
			redis.call('HINCRBY', KEYS[2], ARGV[2], count)
			return redis.call('HSETNX', KEYS[1], ARGV[2], ARGV[3])`),
	}
}

// OpenRedis connects to the server at url: redis://[user:password@]host:port/database, rediss:// for TLS, or unix:///path.
// Errors wrap ErrUnavailable, ErrRefused, ErrReadOnly, ErrFull, ErrKey or ErrNoKey, and never quote the URL. The log that
// the client writes on its own is silenced for the whole process: the errors that callers receive say the same.
func OpenRedis(ctx context.Context, url string, ring Keyring, opts Options) (*Redis, error) {
	if len(ring.keys) == 0 {
		return nil, ErrNoKey
	}
	settings, err := redis.ParseURL(url)
	if err != nil { // its text may hold the password
		return nil, errors.New("opening the Redis store: the address is not of the form redis://[user:password@]host:port/database")
	}
	logging.Disable()
	opts = opts.withDefaults()
	tune(settings, opts)
	r := &Redis{
		client:  redis.NewClient(settings),
		ring:    ring,
		opts:    opts,
		locks:   newLocks(opts),
		scripts: newScripts(),
		quit:    make(chan struct{}),
	}
	if err := r.checkRing(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the Redis store: %w", err), r.Close())
	}
	return r, nil
}

// tune makes the client give up in time rather than insist.
func tune(settings *redis.Options, opts Options) {
	settings.DialTimeout = opts.Timeout
	settings.ReadTimeout = opts.Timeout
	settings.WriteTimeout = opts.Timeout
	settings.PoolTimeout = opts.Timeout
	settings.ContextTimeoutEnabled = true
	settings.DialerRetries = 1
	settings.MaxRetries = -1 // see attempt
	settings.PipelinePoolSize = -1
	settings.DisableIdentity = true
	settings.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	if settings.PoolSize == 0 {
		settings.PoolSize = 64
	}
}

// once runs one exchange within Options.Timeout.
func (r *Redis) once(ctx context.Context, fn func(context.Context) error) error {
	bounded, cancel := context.WithTimeout(ctx, r.opts.Timeout)
	defer cancel()
	return redisError(ctx, fn(bounded))
}

// attempt is once for what may be done twice: a connection that turns out to be dead is replaced by another.
func (r *Redis) attempt(ctx context.Context, fn func(context.Context) error) error {
	start := time.Now()
	err := r.once(ctx, fn)
	if errors.Is(err, ErrUnavailable) && time.Since(start) < r.opts.Timeout/2 {
		return r.once(ctx, fn)
	}
	return err
}

// together runs commands in one transaction.
func (r *Redis) together(ctx context.Context, queue func(redis.Pipeliner)) error {
	commands, err := r.client.TxPipelined(ctx, func(p redis.Pipeliner) error {
		queue(p)
		return nil
	})
	if err == nil {
		return nil
	}
	for _, command := range commands { // the refusal of one says more than that of the whole
		if refused := command.Err(); refused != nil && !redis.HasErrorPrefix(refused, "EXECABORT") {
			return refused
		}
	}
	return err
}

// redisError wraps an error of the client in the one of ours that says what is wrong. ctx is the caller's.
func redisError(ctx context.Context, err error) error {
	if err == nil || errors.Is(err, redis.Nil) {
		return nil
	}
	if ctx.Err() != nil {
		return fmt.Errorf("asking Redis: %w", ctx.Err())
	}
	if errors.Is(err, redis.ErrClosed) {
		return ErrClosed
	}
	var reply redis.Error
	if !errors.As(err, &reply) {
		return fmt.Errorf("%w (%w)", ErrUnavailable, err)
	}
	word, _, _ := strings.Cut(reply.Error(), " ")
	switch word {
	case "OOM":
		return fmt.Errorf("%w (%w)", ErrFull, err)
	case "READONLY", "MISCONF", "NOREPLICAS":
		return fmt.Errorf("%w (%w)", ErrReadOnly, err)
	case "NOAUTH", "WRONGPASS", "NOPERM":
		return fmt.Errorf("%w (%w)", ErrRefused, err)
	case "LOADING", "MASTERDOWN", "BUSY", "TRYAGAIN", "CLUSTERDOWN":
		return fmt.Errorf("%w (%w)", ErrUnavailable, err)
	}
	return fmt.Errorf("asking Redis: %w", err)
}

func sessionNames(ids []id) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = redisSession + base64.RawURLEncoding.EncodeToString(id[:])
	}
	return names
}

func fields(ids []id) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id[:])
	}
	return names
}

// records turns the answer to MGET or HMGET into what firstThatOpens reads.
func records(values []any) [][]byte {
	found := make([][]byte, len(values))
	for i, value := range values {
		if text, ok := value.(string); ok {
			found[i] = []byte(text)
		}
	}
	return found
}

// Load implements Store.
func (r *Redis) Load(ctx context.Context, key string) ([]byte, error) {
	ids := r.ring.ids(kindSession, key)
	var values []any
	err := r.attempt(ctx, func(ctx context.Context) (err error) {
		values, err = r.client.MGet(ctx, sessionNames(ids)...).Result()
		return err
	})
	if err != nil {
		return nil, err
	}
	return firstThatOpens(r.ring, r.opts, kindSession, ids, records(values))
}

// Save implements Store.
func (r *Redis) Save(ctx context.Context, key string, value []byte) error {
	if len(value) > MaxValue {
		return ErrTooLarge
	}
	ids, day := r.ring.ids(kindSession, key), r.opts.expiryDay()
	names := sessionNames(ids)
	record := r.ring.keys[0].seal(kindSession, ids[0], day, value)
	return r.attempt(ctx, func(ctx context.Context) error {
		if len(names) == 1 {
			return r.client.Set(ctx, names[0], record, r.opts.untilExpiry(day)).Err()
		}
		return r.together(ctx, func(p redis.Pipeliner) {
			p.Set(ctx, names[0], record, r.opts.untilExpiry(day))
			p.Del(ctx, names[1:]...)
		})
	})
}

// Delete implements Store.
func (r *Redis) Delete(ctx context.Context, key string) error {
	names := sessionNames(r.ring.ids(kindSession, key))
	return r.attempt(ctx, func(ctx context.Context) error { return r.client.Del(ctx, names...).Err() })
}

// Check implements Store.
func (r *Redis) Check(ctx context.Context) error {
	name, probe := redisProbe+rand.Text(), []byte(rand.Text())
	return r.attempt(ctx, func(ctx context.Context) error {
		if err := r.client.Set(ctx, name, probe, 10*time.Second).Err(); err != nil {
			return fmt.Errorf("writing a probe: %w", err)
		}
		got, err := r.client.Get(ctx, name).Bytes()
		if err == nil && !bytes.Equal(got, probe) {
			err = ErrUnavailable
		}
		if err != nil {
			return fmt.Errorf("reading a probe: %w", err)
		}
		return nil
	})
}

// Close implements Store. Locks still held end after Options.LockLease.
func (r *Redis) Close() error {
	r.closing.Lock()
	defer r.closing.Unlock()
	select {
	case <-r.quit:
		return nil
	default:
	}
	close(r.quit)
	r.renewal.Wait()
	if err := r.client.Close(); err != nil {
		return fmt.Errorf("closing the Redis store: %w", err)
	}
	return nil
}

// checkRing reaches the server and returns ErrKey when what it holds was sealed with other keys than those of the ring.
func (r *Redis) checkRing(ctx context.Context) error {
	ids := r.ring.ids(kindMarker, markerName)
	mine := r.ring.keys[0].seal(kindMarker, ids[0], 0, nil)
	var marker []byte
	err := r.attempt(ctx, func(ctx context.Context) (err error) {
		if err = r.client.SetNX(ctx, redisMarker, mine, 0).Err(); err == nil {
			marker, err = r.client.Get(ctx, redisMarker).Bytes()
		}
		return err
	})
	if err != nil {
		return err
	}
	place := slices.IndexFunc(r.ring.keys, func(k key) bool {
		_, err := k.open(kindMarker, k.id(kindMarker, markerName), marker)
		return err == nil
	})
	switch place {
	case 0:
		return nil
	case -1:
		return ErrKey
	}
	return r.attempt(ctx, func(ctx context.Context) error { return r.client.Set(ctx, redisMarker, mine, 0).Err() })
}
