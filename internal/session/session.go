// Package session keeps what a conversation must remember from one turn to the next, the lasting counts, and the few
// facts that outlive conversations (reports, campaigns). It has one contract, Store, and three ways to keep it: Bolt (a
// file, the default), Memory (demonstration, tests) and Redis (several replicas behind one address).
//
// Rules of the room:
//
//   - Nothing is readable without the key. Names are kept as HMAC-SHA-256 under a key derived from the store key; values
//     are sealed with AES-256-GCM under a key of their own record, with the kind and the hashed name as associated data, so
//     that a record copied under another name does not open. Only three things are left in clear: how many records there
//     are, their sizes, and the day on which a conversation will expire. On Redis the figures of the counters are in
//     clear too (Redis adds them up), not what they count.
//   - A conversation expires after Options.TTL without a save. The moment is rounded up to the end of a day (UTC), so
//     that the store never tells at what time somebody wrote.
//   - A damaged record never stops a conversation: it is reported as absent, together with ErrSealed.
//   - A store in trouble says which trouble, by an error that errors.Is recognises, and answers quickly.
//
// The room does not know what the bytes mean.
package session

import (
	"context"
	"errors"
	"time"
)

// Store keeps conversations, counts and facts. All methods may be called from several goroutines.
type Store interface {
	// Load returns what Save kept under key, or nil, nil when there is nothing or when it has expired. With ErrSealed the
	// record is damaged: it is to be taken as absent, and the next Save replaces it.
	Load(ctx context.Context, key string) ([]byte, error)
	// Save keeps value under key and renews its expiry. When it returns an error, the value may or may not have been
	// kept, never a part of it. Values over MaxValue are refused with ErrTooLarge.
	Save(ctx context.Context, key string, value []byte) error
	// Delete forgets key. Deleting what is absent is no error.
	Delete(ctx context.Context, key string) error
	// Lock gives one turn at a time for key, over all replicas. It waits Options.LockWait at most, then returns ErrBusy.
	// unlock may be called more than once. A holder that never unlocks keeps the lock until Options.LockLease after ctx
	// is done or after its process has died: ctx should be that of the whole turn.
	Lock(ctx context.Context, key string) (unlock func(), err error)

	// Add adds each delta to the counter of its name, all together or not at all. Counters do not expire. With ErrSealed
	// the deltas were added, but some damaged counter started again from zero.
	Add(ctx context.Context, deltas map[string]int64) error
	// Counts returns the counters whose name begins with prefix. With ErrSealed the map holds all those that could be read.
	Counts(ctx context.Context, prefix string) (map[string]int64, error)

	// Put keeps a small fact that is about nobody and does not expire.
	Put(ctx context.Context, name string, value []byte) error
	// Get returns a fact, or nil, nil when there is none; ErrSealed as for Load.
	Get(ctx context.Context, name string) ([]byte, error)
	// List returns the facts whose name begins with prefix. With ErrSealed the map holds all those that could be read.
	List(ctx context.Context, prefix string) (map[string][]byte, error)
	// Remove forgets a fact. Removing what is absent is no error.
	Remove(ctx context.Context, name string) error

	// Sweep drops the expired conversations, returns how many, and moves facts and counters from earlier keys of the ring
	// to its first. Callers run it about once an hour.
	Sweep(ctx context.Context) (removed int, err error)
	// Check writes a probe and reads it again, for health pages.
	Check(ctx context.Context) error
	// Close ends the store. Calls in progress finish or return ErrClosed.
	Close() error
}

// MaxValue is the size, in bytes, of the largest value that Save and Put accept.
const MaxValue = 1 << 20

// What can go wrong with a store. Errors returned by the room wrap one of these where a caller may want to act on it, or
// the error of a context.
var (
	// ErrCorrupt: the file is damaged, or is not a store. See Options.SetAside.
	ErrCorrupt = errors.New("the store is damaged")
	// ErrForeign: the file is a sound bbolt database that holds something else. It is never set aside.
	ErrForeign = errors.New("the file is a database of another program")
	// ErrPath: the path is a directory or a device, or its folder does not exist.
	ErrPath = errors.New("no store can be at this path")
	// ErrReadOnly: the file, the folder, the disk or the Redis server does not accept writing.
	ErrReadOnly = errors.New("the store cannot be written")
	// ErrLocked: another process holds the file.
	ErrLocked = errors.New("the store is in use by another process")
	// ErrFull: no space is left on the disk, in the quota or in the memory that Redis may use.
	ErrFull = errors.New("the store is full")
	// ErrUnavailable: Redis cannot be reached, or did not answer in time.
	ErrUnavailable = errors.New("the store cannot be reached")
	// ErrRefused: Redis refused the user or the password.
	ErrRefused = errors.New("the store refused access")
	// ErrClosed: the store was closed.
	ErrClosed = errors.New("the store is closed")
	// ErrBusy: the lock of a conversation was not free in time. It has a method Busy, which tells it from a store that fails.
	ErrBusy error = busyError{}
	// ErrSealed: a record does not open with any key of the ring: it is damaged, or was put there by somebody else.
	ErrSealed = errors.New("a record does not open")
	// ErrTooLarge: a value is larger than MaxValue.
	ErrTooLarge = errors.New("the value is too large")
	// ErrKey: the store exists and was sealed with a key that the ring does not hold.
	ErrKey = errors.New("the store was sealed with another key")
	// ErrNoKey: a ring without a key, or no place to take one from.
	ErrNoKey = errors.New("no key for the store")
	// ErrWeakKey: the text given as a key is too short.
	ErrWeakKey = errors.New("the key of the store is too weak")
	// ErrExposedKey: users other than its owner may read the key file.
	ErrExposedKey = errors.New("the key of the store can be read by other users")
)

type busyError struct{}

func (busyError) Error() string { return "the conversation is busy" }

// Busy tells callers that do not import this package that another turn of the conversation is under way.
func (busyError) Busy() bool { return true }

// Options tune a store. The zero value of each field means its default.
type Options struct {
	// TTL is how long a conversation is kept without use: 30 days by default. It is rounded up to the end of a day (UTC).
	TTL time.Duration
	// Now is the clock for expiry; time.Now by default.
	Now func() time.Time
	// LockWait bounds the wait for the lock of a conversation: 6 s by default, longer than a lock outlives its holder.
	LockWait time.Duration
	// LockLease is how long a lock outlives its dead holder: 4 s by default. The living prolong theirs.
	LockLease time.Duration

	// SetAside lets OpenBolt rename a damaged file to NAME.corrupt-YYYYMMDD and begin a new one.
	SetAside bool
	// OpenWait bounds the wait for another process to let go of the file: 2 s by default.
	OpenWait time.Duration
	// NoSync leaves it to the operating system to write the file to the disk. Acknowledged saves still survive the death
	// of the process (SIGKILL included), but a power cut may then damage the whole file. Off by default.
	NoSync bool

	// Timeout bounds each exchange with Redis: 2 s by default.
	Timeout time.Duration
}

func (o Options) withDefaults() Options {
	if o.TTL <= 0 {
		o.TTL = 30 * 24 * time.Hour
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.LockWait <= 0 {
		o.LockWait = 6 * time.Second
	}
	if o.LockLease <= 0 {
		o.LockLease = 4 * time.Second
	}
	if o.OpenWait <= 0 {
		o.OpenWait = 2 * time.Second
	}
	if o.Timeout <= 0 {
		o.Timeout = 2 * time.Second
	}
	return o
}

// secondsPerDay is the grain of expiry.
const secondsPerDay = 24 * 60 * 60

// expiryDay returns the number of the day (since 1970, UTC) at whose start what is saved now has expired. It is never
// zero: zero stands for "never".
func (o Options) expiryDay() uint32 {
	return uint32(max(o.Now().Add(o.TTL).Unix(), 0)/secondsPerDay) + 1
}

// expired tells whether day, made by expiryDay, has come.
func (o Options) expired(day uint32) bool {
	return day != 0 && o.Now().Unix() >= int64(day)*secondsPerDay
}

// untilExpiry returns the time left before day.
func (o Options) untilExpiry(day uint32) time.Duration {
	return time.Unix(int64(day)*secondsPerDay, 0).Sub(o.Now())
}
