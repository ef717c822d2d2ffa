package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"jalon/internal/botapi"
)

// workshop is a program that serves from a folder, and somebody who talks to it all along.
type workshop struct {
	t      *testing.T
	folder string
	ops    string
	bot    *bot
	person phone
}

func openWorkshop(t *testing.T) *workshop {
	t.Helper()
	w := &workshop{t: t, folder: filepath.Join(t.TempDir(), "base"), ops: freeAddress(t)}
	w.copyTo(w.folder)
	api := newDouble(t)
	w.bot = api.serve(t, "--knowledge", w.folder, "--ops", w.ops)
	w.person = phone{api, botapi.User{ID: 720, FirstName: "V"}}
	w.talk("at first")
	return w
}

// copyTo makes a sound base of a new folder.
func (w *workshop) copyTo(folder string) {
	w.t.Helper()
	if err := os.CopyFS(folder, os.DirFS("../../knowledge")); err != nil {
		w.t.Fatal(err)
	}
}

// reword changes the title of the help page of a base.
func (w *workshop) reword(folder, title string) {
	w.t.Helper()
	name := filepath.Join(folder, "wording", "bot.yaml")
	text, err := os.ReadFile(name)
	if err != nil {
		w.t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "help.title:") {
			lines[i] = "help.title: " + strconv.Quote(title)
		}
	}
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// talk has a whole conversation.
func (w *workshop) talk(when string) {
	w.t.Helper()
	for _, s := range wholeConversation() {
		if _, err := w.person.take(w.t.Context(), s); err != nil {
			w.t.Fatalf("%s: %v", when, err)
		}
	}
}

// help asks for the help page and wants its title.
func (w *workshop) help(title string) {
	w.t.Helper()
	if _, err := w.person.take(w.t.Context(), step{typed: "/aide", answer: title}); err != nil {
		w.t.Fatal(err)
	}
}

// refuses waits until the program says that it refuses the folder; takes, until it does not.
func (w *workshop) refuses() { w.t.Helper(); w.version(true) }
func (w *workshop) takes()   { w.t.Helper(); w.version(false) }

func (w *workshop) version(refused bool) {
	w.t.Helper()
	for end := time.Now().Add(within); strings.Contains(read(w.t, "http://"+w.ops+"/version"), `"refused":`) != refused; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatalf("refused is never %v: %.300s", refused, read(w.t, "http://"+w.ops+"/version"))
		}
	}
}

// changed waits until another version than this one serves.
func (w *workshop) changed(digest string) {
	w.t.Helper()
	for end := time.Now().Add(within); w.digest() == digest; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatalf("the change is never served: %.300s", read(w.t, "http://"+w.ops+"/version"))
		}
	}
}

func (w *workshop) digest() string {
	_, after, _ := strings.Cut(read(w.t, "http://"+w.ops+"/version"), `"base":"`)
	digest, _, _ := strings.Cut(after, `"`)
	return digest
}

// resident is the memory that a program holds, in bytes.
func (b *bot) resident(t *testing.T) int64 { t.Helper(); return b.memory(t, "VmRSS:") }

// highest is the most memory that it ever held, in bytes.
func (b *bot) highest(t *testing.T) int64 { t.Helper(); return b.memory(t, "VmHWM:") }

func (b *bot) memory(t *testing.T, name string) int64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", b.command.Process.Pid))
	if err != nil {
		t.Skipf("memory is not measured on this system: %v", err)
	}
	_, after, _ := strings.Cut(string(status), name)
	kilobytes, err := strconv.ParseInt(strings.Fields(after)[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kilobytes << 10
}

// TestKnowledgeFolderInTrouble does to the folder what editors, disks and mistakes do: the last sound version serves all
// along, and the next sound one is taken.
func TestKnowledgeFolderInTrouble(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)

	if err := os.RemoveAll(w.folder); err != nil {
		t.Fatal(err)
	}
	w.refuses()
	w.talk("the folder is deleted")
	serving := w.digest()
	w.copyTo(w.folder)
	w.reword(w.folder, "Revenu")
	w.takes()
	w.changed(serving) // the copy may have been served before it was reworded
	w.help("Revenu")

	serving = w.digest()
	next := filepath.Join(filepath.Dir(w.folder), "next")
	w.copyTo(next)
	w.reword(next, "Dossier remplacé")
	if err := os.Rename(w.folder, w.folder+".old"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, w.folder); err != nil {
		t.Fatal(err)
	}
	w.changed(serving)
	w.help("Dossier remplacé")

	name := filepath.Join(w.folder, "tree", "tree.yaml")
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, whole[:len(whole)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	w.refuses()
	w.talk("a file is half written")
	if err := os.WriteFile(name, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	w.takes()

	name = filepath.Join(w.folder, "wording", "bot.yaml")
	if whole, err = os.ReadFile(name); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	w.refuses()
	w.talk("the sentences are deleted")
	if err := os.WriteFile(name, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	w.takes()
	w.enormous()
}

// enormous makes the folder hold far more than a base.
func (w *workshop) enormous() {
	w.t.Helper()
	before := w.bot.resident(w.t)
	sparse := filepath.Join(w.folder, "actors", "enormous.yaml")
	if err := os.WriteFile(sparse, nil, 0o644); err != nil {
		w.t.Fatal(err)
	}
	if err := os.Truncate(sparse, 1<<40); err != nil { // a terabyte of nothing
		w.t.Logf("no sparse file here: %v", err)
	}
	w.refuses()
	w.talk("a file of a terabyte")
	if err := os.Remove(sparse); err != nil {
		w.t.Fatal(err)
	}
	w.takes()
	many := filepath.Join(w.folder, "glossary", "many")
	if err := os.MkdirAll(many, 0o755); err != nil {
		w.t.Fatal(err)
	}
	for i := range 5001 {
		if err := os.WriteFile(filepath.Join(many, fmt.Sprintf("%d.yaml", i)), []byte("a: 1\n"), 0o644); err != nil {
			w.t.Fatal(err)
		}
	}
	w.refuses()
	w.talk("thousands of files")
	if err := os.RemoveAll(many); err != nil {
		w.t.Fatal(err)
	}
	w.takes()
	large := []byte("- " + strings.Repeat("- a: {b: [c, d]}\n  ", 60_000))
	for i := range 4 {
		if err := os.WriteFile(filepath.Join(w.folder, "glossary", fmt.Sprintf("large%d.yaml", i)), large[:1<<20-8], 0o644); err != nil {
			w.t.Fatal(err)
		}
	}
	w.refuses()
	w.talk("megabytes of nonsense")
	w.t.Logf("resident: %d MB before, %d MB after, %d MB at most", before>>20, w.bot.resident(w.t)>>20, w.bot.highest(w.t)>>20)
}
