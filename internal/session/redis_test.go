package session

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// server is a redis-server of its own, on a socket in a directory of its own.
type server struct {
	url    string
	client *redis.Client // to look behind the store
	args   []string
	cmd    *exec.Cmd
}

// startRedis starts a server that ends with the test, or skips the test where there is no redis-server.
func startRedis(t testing.TB, settings ...string) *server {
	t.Helper()
	binary, err := exec.LookPath("redis-server")
	if err != nil {
		t.Skip("redis-server is not installed: the Redis store is not tested")
	}
	dir := t.TempDir()
	socket := filepath.Join(dir, "s")
	args := []string{binary, "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", dir}
	s := &server{url: "unix://" + socket, args: append(args, settings...)}
	s.client = redis.NewClient(&redis.Options{Network: "unix", Addr: socket, MaxRetries: -1})
	t.Cleanup(func() { _ = s.client.Close() })
	s.start(t)
	t.Cleanup(func() { s.stop(t) })
	return s
}

func (s *server) start(t testing.TB) {
	t.Helper()
	s.cmd = exec.Command(s.args[0], s.args[1:]...)
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for s.client.Ping(ctx).Err() != nil {
		if ctx.Err() != nil {
			t.Fatal("redis-server does not answer")
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// stop ends the server by SIGKILL: nothing is kept.
func (s *server) stop(t testing.TB) {
	t.Helper()
	if s.cmd == nil {
		return
	}
	if err := s.cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = s.cmd.Wait()
	s.cmd = nil
}

func (s *server) open(t testing.TB, ring Keyring, opts Options) *Redis {
	t.Helper()
	r, err := OpenRedis(t.Context(), s.url, ring, opts)
	if err != nil {
		t.Fatalf("OpenRedis = %v", err)
	}
	return r
}

func TestRedis(t *testing.T) {
	testStore(t, traits{}, func(t *testing.T, opts Options) Store {
		return startRedis(t).open(t, testRing(t, 1), opts)
	})
}

func TestRedisSealed(t *testing.T) {
	s := startRedis(t)
	testSealed(t, func(t *testing.T, ring Keyring) Store {
		r, err := OpenRedis(t.Context(), s.url, ring, Options{})
		if err != nil {
			return openFailure{err: err}
		}
		return r
	})
}

// TestRedisNothingInClear reads all that the server holds.
func TestRedisNothingInClear(t *testing.T) {
	s := startRedis(t)
	r := s.open(t, testRing(t, 1), Options{})
	defer closeStore(t, r)
	secrets := []string{"telegram:123456789", "une phrase tapée", "count|needle|07", "fact/needle", "fact value"}
	save(t, r, secrets[0], secrets[1])
	unlock, err := r.Lock(t.Context(), secrets[0])
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	err = errors.Join(
		r.Add(t.Context(), map[string]int64{secrets[2]: 3}),
		r.Put(t.Context(), secrets[3], []byte(secrets[4])),
	)
	if err != nil {
		t.Fatal(err)
	}
	content := s.dump(t)
	for _, secret := range append(secrets, "123456789", "needle", string(testKey(1))) {
		if strings.Contains(content, secret) {
			t.Errorf("%q is in Redis", secret)
		}
	}
	for _, name := range []string{redisSession, redisLock, redisFacts, redisCounts, redisNames} {
		if !strings.Contains(content, name) {
			t.Errorf("%s is not in Redis: the test sees nothing", name)
		}
	}
}

// dump returns all keys, fields and values of the server.
func (s *server) dump(t *testing.T) string {
	t.Helper()
	var content strings.Builder
	keys, err := s.client.Keys(t.Context(), "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		fmt.Fprintln(&content, key, s.client.Get(t.Context(), key).Val(), s.client.HGetAll(t.Context(), key).Val())
	}
	return content.String()
}

func TestRedisDeleteLeavesNothing(t *testing.T) {
	s := startRedis(t)
	r := s.open(t, testRing(t, 1, 2), Options{})
	defer closeStore(t, r)
	before := s.dump(t)
	save(t, r, "chat", "x")
	if s.dump(t) == before {
		t.Fatal("Save changed nothing: the test sees nothing")
	}
	if err := r.Delete(t.Context(), "chat"); err != nil {
		t.Fatal(err)
	}
	if after := s.dump(t); after != before {
		t.Errorf("after Delete Redis holds\n%s\ninstead of\n%s", after, before)
	}
}

// TestRedisExpires looks at the moment that Redis itself keeps.
func TestRedisExpires(t *testing.T) {
	s, c := startRedis(t), newClock()
	r := s.open(t, testRing(t, 1), Options{Now: c.Now})
	defer closeStore(t, r)
	save(t, r, "chat", "x")
	names := sessionNames(r.ring.ids(kindSession, "chat"))
	left := s.client.TTL(t.Context(), names[0]).Val()
	if want := 30 * 24 * time.Hour; left < want || left > want+24*time.Hour {
		t.Errorf("Redis keeps a conversation for %v", left)
	}
}

func TestRedisDamage(t *testing.T) {
	s := startRedis(t)
	r := s.open(t, testRing(t, 1), Options{})
	defer closeStore(t, r)
	save(t, r, "a", "value of a")
	save(t, r, "b", "value of b")
	names := sessionNames([]id{r.ring.keys[0].id(kindSession, "a"), r.ring.keys[0].id(kindSession, "b")})
	record := s.client.Get(t.Context(), names[0]).Val()
	for i := range record {
		damaged := []byte(record)
		damaged[i] ^= 0x20
		s.client.Set(t.Context(), names[0], damaged, 0)
		if got, err := r.Load(t.Context(), "a"); got != nil || !errors.Is(err, ErrSealed) {
			t.Fatalf("with byte %d changed, Load = %q, %v", i, got, err)
		}
	}
	s.client.Set(t.Context(), names[0], s.client.Get(t.Context(), names[1]).Val(), 0)
	if got, err := r.Load(t.Context(), "a"); got != nil || !errors.Is(err, ErrSealed) {
		t.Errorf("with the record of another, Load = %q, %v", got, err)
	}
	save(t, r, "a", "anew")
	if got := load(t, r, "a"); string(got) != "anew" {
		t.Errorf("Load after Save = %q", got)
	}
	err := errors.Join(r.Put(t.Context(), "a", []byte("x")), r.Add(t.Context(), map[string]int64{"a": 1}))
	if err != nil {
		t.Fatal(err)
	}
	s.client.HSet(t.Context(), redisFacts, "not an id", "x")
	s.client.HSet(t.Context(), redisCounts, "not an id", "x")
	if facts, err := r.List(t.Context(), ""); len(facts) != 1 || !errors.Is(err, ErrSealed) {
		t.Errorf("List = %v, %v", facts, err)
	}
	if counts, err := r.Counts(t.Context(), ""); counts["a"] != 1 || !errors.Is(err, ErrSealed) {
		t.Errorf("Counts = %v, %v", counts, err)
	}
}

// TestRedisReplicas has two replicas take turns on one conversation, with their keys in different order.
func TestRedisReplicas(t *testing.T) {
	s := startRedis(t)
	first := s.open(t, testRing(t, 1, 2), Options{})
	defer closeStore(t, first)
	second := s.open(t, testRing(t, 2, 1), Options{})
	defer closeStore(t, second)
	const turns = 20
	done := make(chan error)
	for _, replica := range []*Redis{first, second, first, second} {
		go func() {
			var err error
			for range turns {
				unlock, lockErr := replica.Lock(t.Context(), "chat")
				if lockErr != nil {
					done <- lockErr
					return
				}
				value, loadErr := replica.Load(t.Context(), "chat")
				err = errors.Join(err, loadErr, replica.Save(t.Context(), "chat", append(value, '.')),
					replica.Add(t.Context(), map[string]int64{"turns": 1}))
				unlock()
			}
			done <- err
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got := load(t, second, "chat"); len(got) != 4*turns {
		t.Errorf("%d turns kept of %d", len(got), 4*turns)
	}
	if counts, err := first.Counts(t.Context(), ""); counts["turns"] != 4*turns || err != nil {
		t.Errorf("Counts = %v, %v, want %d turns", counts, err, 4*turns)
	}
}

// TestRedisKilledReplica: a replica that disappears with a lock does not block the conversation for long.
func TestRedisKilledReplica(t *testing.T) {
	s := startRedis(t)
	opts := Options{LockLease: 300 * time.Millisecond}
	dead, alive := s.open(t, testRing(t, 1), opts), s.open(t, testRing(t, 1), opts)
	defer closeStore(t, alive)
	unlock, err := dead.Lock(t.Context(), "chat")
	if err != nil {
		t.Fatal(err)
	}
	closeStore(t, dead) // no more renewal, and no unlock: what a killed process leaves
	again, err := alive.Lock(t.Context(), "chat")
	if err != nil {
		t.Fatalf("Lock after the death of its holder = %v", err)
	}
	unlock() // too late: it must not take away the lock of the living
	if held := len(s.client.Keys(t.Context(), redisLock+"*").Val()); held != 1 {
		t.Errorf("%d locks held, want 1", held)
	}
	again()
	if held := len(s.client.Keys(t.Context(), redisLock+"*").Val()); held != 0 {
		t.Errorf("%d locks held after unlock, want 0", held)
	}
}

// TestRedisRestart: the server goes and comes back, its connections die, the store goes on.
func TestRedisRestart(t *testing.T) {
	s := startRedis(t)
	r := s.open(t, testRing(t, 1), Options{Timeout: time.Second})
	defer closeStore(t, r)
	save(t, r, "chat", "x")
	s.stop(t)
	for name, call := range calls(t.Context(), r) {
		start := time.Now()
		if err := call(); !errors.Is(err, ErrUnavailable) {
			t.Errorf("%s without a server = %v, want ErrUnavailable", name, err)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s without a server took %v", name, took)
		}
	}
	s.start(t)
	if got := load(t, r, "chat"); got != nil {
		t.Errorf("Load = %q from a server that keeps nothing", got)
	}
	save(t, r, "chat", "y")
	if got := load(t, r, "chat"); string(got) != "y" {
		t.Errorf("Load after the restart = %q", got)
	}
}

func TestRedisUnreachable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	silent := listener.Addr().String() // accepts connections (in its queue) and never answers
	refused, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := refused.Addr().String()
	if err := refused.Close(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	for _, address := range []string{silent, nobody} {
		start := time.Now()
		_, err := OpenRedis(t.Context(), "redis://user:secretword@"+address, testRing(t, 1), Options{Timeout: 100 * time.Millisecond})
		if !errors.Is(err, ErrUnavailable) || time.Since(start) > 10*time.Second {
			t.Errorf("OpenRedis = %v after %v, want ErrUnavailable at once", err, time.Since(start))
		}
		if strings.Contains(err.Error(), "secretword") {
			t.Errorf("the password is in the error: %v", err)
		}
	}
}

func TestRedisRefusals(t *testing.T) {
	for _, url := range []string{"", "redis://:secretword@host:port/x", "http://secretword@host", "redis://secretword\x7f@host"} {
		_, err := OpenRedis(t.Context(), url, testRing(t, 1), Options{})
		if err == nil || strings.Contains(err.Error(), "secretword") {
			t.Errorf("OpenRedis(%q) = %v", url, err)
		}
	}
	if _, err := OpenRedis(t.Context(), "redis://127.0.0.1:1", Keyring{}, Options{}); !errors.Is(err, ErrNoKey) {
		t.Errorf("OpenRedis without a key = %v, want ErrNoKey", err)
	}
	s := startRedis(t, "--maxmemory-policy", "noeviction")
	r := s.open(t, testRing(t, 1), Options{})
	defer closeStore(t, r)
	save(t, r, "chat", "x")
	for _, test := range []struct {
		name, setting, to, back string
		want                    error
	}{
		{"full", "maxmemory", "1", "0", ErrFull},
		{"replicas missing", "min-replicas-to-write", "3", "0", ErrReadOnly},
	} {
		if err := s.client.ConfigSet(t.Context(), test.setting, test.to).Err(); err != nil {
			t.Fatal(err)
		}
		if err := r.Save(t.Context(), "chat", []byte("y")); !errors.Is(err, test.want) {
			t.Errorf("%s: Save = %v, want %v", test.name, err, test.want)
		}
		if err := r.Put(t.Context(), "fact", nil); !errors.Is(err, test.want) { // several commands in one transaction
			t.Errorf("%s: Put = %v, want %v", test.name, err, test.want)
		}
		if got := load(t, r, "chat"); string(got) != "x" {
			t.Errorf("%s: Load = %q", test.name, got)
		}
		if err := s.client.ConfigSet(t.Context(), test.setting, test.back).Err(); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.client.ConfigSet(t.Context(), "requirepass", "a password").Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenRedis(t.Context(), s.url, testRing(t, 1), Options{}); !errors.Is(err, ErrRefused) {
		t.Errorf("OpenRedis without the password = %v, want ErrRefused", err)
	}
}
