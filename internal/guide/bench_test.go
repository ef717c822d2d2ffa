package guide_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"jalon/internal/geo"
	"jalon/internal/guide"
	"jalon/internal/session"
	"jalon/knowledge"
)

// BenchmarkReady measures what stands between the start of the program and the first answer: the base, the communes, the
// index and the engines.
func BenchmarkReady(b *testing.B) {
	for b.Loop() {
		base, err := knowledge.Load(knowledge.Files)
		if err != nil {
			b.Fatal(err)
		}
		places, err := geo.Load()
		if err != nil {
			b.Fatal(err)
		}
		snapshot, err := guide.Prepare(base, places)
		if err != nil {
			b.Fatal(err)
		}
		_ = snapshot.Index.Close()
	}
}

// BenchmarkTurn measures whole turns over the shipped base with sessions in a bbolt file: presses, a typed place, a typed
// sentence, a finished orientation. It reports the 99th percentile beside the mean.
func BenchmarkTurn(b *testing.B) {
	ring, err := session.NewKeyring(slices.Repeat([]byte{7}, 32))
	if err != nil {
		b.Fatal(err)
	}
	store, err := session.OpenBolt(filepath.Join(b.TempDir(), "turns.db"), ring, session.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	snapshot := shippedGuide(b).Snapshot()
	g := guide.New(snapshot, guide.Options{Sessions: store, Counters: store})
	events := []guide.Event{
		{Kind: guide.KindCommand, Command: "start"},
		{Kind: guide.KindPress, Action: "1:c:stage:idea"},
		{Kind: guide.KindPress, Action: "1:c:holder:collective"},
		{Kind: guide.KindText, Text: "on veut reprendre l'épicerie du village"},
		{Kind: guide.KindText, Text: "langogne"},
		{Kind: guide.KindPress, Action: "1:c:need:skip"},
		{Kind: guide.KindPress, Action: "1:v:prog:"},
	}
	var took []time.Duration
	i := 0
	for b.Loop() {
		ev := events[i%len(events)]
		ev.ID, ev.Key = int64(i+1), fmt.Sprint("someone ", i/len(events))
		began := time.Now()
		if _, err := g.Turn(context.Background(), ev); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
		i++
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}
