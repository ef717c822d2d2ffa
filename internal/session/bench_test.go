package session

import (
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

// The benchmarks work on 10,000 conversations of 600 bytes, about what a finished orientation takes, on the disk of
// t.TempDir with every transaction synced. They report the 99th percentile beside the mean.

const benchChats = 10_000

func benchValue() []byte { return noise(600) }

func benchKey(i int) string { return fmt.Sprint("telegram:", 100_000+i%benchChats) }

// fill saves the conversations, many at once.
func fill(b *testing.B, s Store) {
	b.Helper()
	inFlight(b, s, 64, benchChats)
}

// inFlight has workers save n times in all, and returns how long each save took.
func inFlight(b *testing.B, s Store, workers, n int) []time.Duration {
	b.Helper()
	value := benchValue()
	took := make([]time.Duration, n)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for i := w; i < n; i += workers {
				start := time.Now()
				if err := s.Save(b.Context(), benchKey(i*7919), value); err != nil {
					b.Error(err)
				}
				took[i] = time.Since(start)
			}
		})
	}
	group.Wait()
	return took
}

func reportP99(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

func benchStore(b *testing.B, s Store) {
	fill(b, s)
	b.Run("SaveAlone", func(b *testing.B) {
		reportP99(b, inFlight(b, s, 1, b.N))
	})
	b.Run("Save64", func(b *testing.B) {
		took := inFlight(b, s, 64, b.N)
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "saves/s")
		reportP99(b, took)
	})
	b.Run("Load", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if value, err := s.Load(b.Context(), benchKey(i*7919)); err != nil || value == nil {
				b.Fatal(value, err)
			}
		}
	})
	b.Run("Turn", func(b *testing.B) { // what one turn asks of the store
		took := make([]time.Duration, b.N)
		for i := range b.N {
			start := time.Now()
			key := benchKey(i * 7919)
			unlock, err := s.Lock(b.Context(), key)
			if err != nil {
				b.Fatal(err)
			}
			value, err := s.Load(b.Context(), key)
			if err == nil {
				err = s.Save(b.Context(), key, value)
			}
			unlock()
			if err != nil {
				b.Fatal(err)
			}
			took[i] = time.Since(start)
		}
		reportP99(b, took)
	})
	b.Run("Delete", func(b *testing.B) {
		for i := range b.N {
			if err := s.Delete(b.Context(), benchKey(i*7919)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkBolt(b *testing.B) {
	s := openBolt(b, filepath.Join(b.TempDir(), "store"), testRing(b, 1), Options{})
	benchStore(b, s)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkRedis(b *testing.B) {
	s := startRedis(b).open(b, testRing(b, 1), Options{})
	benchStore(b, s)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkMemory(b *testing.B) { benchStore(b, OpenMemory(Options{})) }

// BenchmarkOpenBolt opens, and so verifies, a store of 10,000 conversations.
func BenchmarkOpenBolt(b *testing.B) {
	path := filepath.Join(b.TempDir(), "store")
	s := openBolt(b, path, testRing(b, 1), Options{})
	fill(b, s)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := openBolt(b, path, testRing(b, 1), Options{}).Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPassphrase stretches a passphrase, as happens once at start.
func BenchmarkPassphrase(b *testing.B) {
	for b.Loop() {
		if _, err := parseKey("une longue phrase secrète"); err != nil {
			b.Fatal(err)
		}
	}
}
