package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"jalon/internal/botapi"
)

// limitFiles bounds the size of the files that a running program may write, in bytes: beyond it, writing fails as it does on a
// full disk. Zero lifts the limit.
func limitFiles(t *testing.T, b *bot, size uint64) {
	t.Helper()
	limit := syscall.Rlimit{Cur: size, Max: ^uint64(0)}
	if size == 0 {
		limit.Cur = ^uint64(0)
	}
	_, _, errno := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(b.command.Process.Pid), syscall.RLIMIT_FSIZE, uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	if errno != 0 {
		t.Skipf("this system does not let a test limit another program: %v", errno)
	}
}

// TestDiskFull fills the disk under the store: the conversation goes on to its card, says that its memory fails, and says so
// once; with room again it remembers.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	api := newDouble(t)
	store := filepath.Join(t.TempDir(), "sessions.db")
	running := api.serve(t, "--store", store)
	p := phone{api, botapi.User{ID: 730, FirstName: "V"}}
	script := wholeConversation()
	for _, s := range script[:2] {
		if _, err := p.take(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	settled(t, api)
	limitFiles(t, running, 1)
	for _, s := range script[2:] {
		if _, err := p.take(t.Context(), s); err != nil {
			t.Fatalf("the disk is full: %v", err)
		}
	}
	settled(t, api)
	told := 0
	for _, text := range p.texts() {
		told += strings.Count(text, "Ma mémoire ne répond pas")
	}
	if told != 1 {
		t.Errorf("people are told %d times that the memory fails, want once", told)
	}
	limitFiles(t, running, 0)
	for _, s := range script[:4] {
		if _, err := p.take(t.Context(), s); err != nil {
			t.Fatalf("there is room again: %v", err)
		}
	}
	settled(t, api)
	running.kill()
	again := api.serve(t, "--store", store)
	if _, err := p.take(t.Context(), step{typed: "menu", answer: "Où se passe le projet ?"}); err != nil {
		t.Errorf("what was answered after the trouble is forgotten: %v", err)
	}
	if strings.Contains(again.log.String(), "abîmé") {
		t.Error("the full disk damaged the store")
	}
	noRefusals(t, api)
}

// settled waits until everything that was sent is handled.
func settled(t *testing.T, api telegramDouble) {
	t.Helper()
	for end := time.Now().Add(within); api.Pending() > 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d updates are never handled", api.Pending())
		}
	}
}

// TestErasingOnAFullDisk wants no claim that is not true.
func TestErasingOnAFullDisk(t *testing.T) {
	t.Parallel()
	api := newDouble(t)
	running := api.serve(t, "--store", filepath.Join(t.TempDir(), "sessions.db"))
	p := phone{api, botapi.User{ID: 731, FirstName: "V"}}
	for _, s := range wholeConversation()[:2] {
		if _, err := p.take(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	settled(t, api)
	limitFiles(t, running, 1)
	if _, err := p.take(t.Context(), step{typed: "/effacer", answer: "Quelque chose n'a pas marché"}); err != nil {
		t.Error(err)
	}
	limitFiles(t, running, 0)
	if _, err := p.take(t.Context(), step{typed: "/effacer", answer: "C'est effacé"}); err != nil {
		t.Error(err)
	}
}

// TestStoreThatCannotBeWritten wants a clear word about a store that is there and may not be written.
func TestStoreThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	api := newDouble(t)
	folder := filepath.Join(t.TempDir(), "nowhere")
	running := api.serve(t, "--store", filepath.Join(folder, "sessions.db"))
	_ = running.command.Wait()
	if code := running.command.ProcessState.ExitCode(); code != 3 || !strings.Contains(running.log.String(), "ce chemin ne convient pas") {
		t.Errorf("without the folder of the store: exit code %d, %s", code, running.log)
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	store := filepath.Join(folder, "sessions.db")
	sound := api.serve(t, "--store", store)
	p := phone{api, botapi.User{ID: 732, FirstName: "V"}}
	if _, err := p.take(t.Context(), wholeConversation()[0]); err != nil {
		t.Fatal(err)
	}
	settled(t, api)
	sound.kill()
	if err := os.WriteFile(store, []byte(strings.Repeat("not a store ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	second := api.serve(t, "--store", store)
	if _, err := p.take(t.Context(), wholeConversation()[0]); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(second.log.String(), "était abîmé") {
		t.Errorf("nothing is said of the damaged store: %s", second.log)
	}
}
