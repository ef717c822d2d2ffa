package watch

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "base")
	write := func(name string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("actors/a.yaml")
	ctx, stop := context.WithCancel(t.Context())
	changes, ended := make(chan struct{}, 100), make(chan error, 1)
	go func() {
		ended <- Folder(ctx, dir, 30*time.Millisecond, slog.New(slog.DiscardHandler), func() { changes <- struct{}{} })
	}()
	wait := func(what string, do func()) {
		t.Helper()
		// The watch may not have begun when the first change is made: change until it is noticed.
		for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
			do()
			select {
			case <-changes:
				return
			case <-time.After(300 * time.Millisecond):
			}
		}
		t.Fatalf("%s is not noticed", what)
	}
	wait("a changed file", func() { write("actors/a.yaml") })
	wait("a new folder", func() { write("actors/new/b.yaml") })
	wait("a file in the new folder", func() { write("actors/new/c.yaml") })
	wait("a folder taken away and put back", func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		write("actors/a.yaml")
	})
	for len(changes) > 0 {
		<-changes
	}
	time.Sleep(100 * time.Millisecond)
	for len(changes) > 0 {
		<-changes
	}
	write("actors/.hidden.swp")
	select {
	case <-changes:
		t.Error("a hidden file counts")
	case <-time.After(200 * time.Millisecond):
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if err := Folder(t.Context(), filepath.Join(dir, "absent"), time.Millisecond, slog.New(slog.DiscardHandler), func() {}); err == nil {
		t.Error("an absent folder is watched")
	}
}
