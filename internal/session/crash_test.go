//go:build unix

package session

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// The tests of this file run the test binary again as a child, which may be killed, starved of space or of rights.

// childEnv names the part that a child plays, and childStore the store it works on.
const (
	childEnv   = "JALON_SESSION_CHILD"
	childStore = "JALON_SESSION_STORE"
)

// TestChild is the child.
func TestChild(t *testing.T) {
	part, path := os.Getenv(childEnv), os.Getenv(childStore)
	round, isRound := strings.CutPrefix(part, "saver ")
	switch {
	case part == "":
		t.Skip("run by the other tests, as a child")
	case isRound:
		childSaver(t, path, round)
	case part == "full":
		childFull(t, path)
	case part == "read-only":
		childReadOnly(t, path)
	default:
		t.Fatalf("no part %q", part)
	}
}

func child(t *testing.T, part, path string) *exec.Cmd {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "-test.run=^TestChild$", "-test.v")
	cmd.Env = append(os.Environ(), childEnv+"="+part, childStore+"="+path)
	return cmd
}

const savers = 8

// The saver w of a child does its steps in order: it saves a conversation of the step's name, and at each fifth step
// deletes the one saved two steps before.
func saverKey(round string, w, step int) string { return fmt.Sprintf("%s %d %d", round, w, step) }

func isDelete(step int) bool { return step%5 == 4 }

// childSaver saves and deletes from many goroutines until it is killed, and tells each step once it is acknowledged.
func childSaver(t *testing.T, path, round string) {
	b := openBolt(t, path, testRing(t, 1), Options{})
	var out sync.Mutex
	var group sync.WaitGroup
	for w := range savers {
		group.Go(func() {
			for step := 0; ; step++ {
				var err error
				if isDelete(step) {
					err = b.Delete(t.Context(), saverKey(round, w, step-2))
				} else {
					key := saverKey(round, w, step)
					err = b.Save(t.Context(), key, []byte(strings.Repeat(key, 20)))
				}
				out.Lock()
				if err != nil {
					fmt.Println("failed", err)
				}
				fmt.Println("done", w, step)
				out.Unlock()
			}
		})
	}
	group.Wait()
}

// TestBoltKill kills a process that saves, 20 times, each time after a random number of acknowledgements.
func TestBoltKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	random := rand.New(rand.NewPCG(7, 8))
	acknowledged := 0
	for round := range 20 {
		name := fmt.Sprint("round", round)
		last := killOnce(t, child(t, "saver "+name, path), random.IntN(400))
		b := openBolt(t, path, testRing(t, 1), Options{})
		for w, step := range last {
			acknowledged += step + 1
			checkSaver(t, b, name, w, step)
		}
		closeStore(t, b)
	}
	t.Logf("%d acknowledged steps, all there after 20 kills", acknowledged)
	if acknowledged == 0 {
		t.Error("nothing was acknowledged: the test sees nothing")
	}
}

// killOnce starts a saver, kills it after some acknowledgements, and returns the last step acknowledged by each goroutine.
func killOnce(t *testing.T, cmd *exec.Cmd, after int) (last map[int]int) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	last = make(map[int]int)
	lines := bufio.NewReader(out)
	for seen := 0; ; {
		line, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			break // what was written before the kill has been read; a cut line is no acknowledgement
		}
		if strings.HasPrefix(line, "failed") {
			t.Error(line)
		}
		var w, step int
		if n, _ := fmt.Sscanf(line, "done %d %d\n", &w, &step); n != 2 {
			continue
		}
		last[w] = step
		if seen++; seen == after+1 {
			if err := cmd.Process.Kill(); err != nil {
				t.Error(err)
			}
		}
	}
	_ = cmd.Wait()
	return last
}

// checkSaver looks for the effect of all the steps that a goroutine was told to be done.
func checkSaver(t *testing.T, b *Bolt, round string, w, last int) {
	t.Helper()
	for step := range last + 1 {
		key := saverKey(round, w, step)
		got, err := b.Load(t.Context(), key)
		if err != nil {
			t.Fatalf("Load(%q) = %v", key, err)
		}
		switch {
		case isDelete(step):
		case isDelete(step+2) && step+2 <= last:
			if got != nil {
				t.Errorf("%q was deleted and is there", key)
			}
		case isDelete(step+2) && step+2 == last+1: // the deletion may have been under way
		case string(got) != strings.Repeat(key, 20):
			t.Errorf("%q was saved and is %d bytes", key, len(got))
		}
	}
}

// run runs a child to its end, which must be good.
func run(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(string(out), "all is well") {
		t.Fatalf("the child did not come to its end:\n%s", out)
	}
}

func TestBoltFull(t *testing.T) {
	run(t, child(t, "full", filepath.Join(t.TempDir(), "store")))
}

// childFull fills a store whose file may not grow beyond 200 kB, frees some space, and then may grow again.
func childFull(t *testing.T, path string) {
	signal.Ignore(syscall.SIGXFSZ) // writing fails with EFBIG instead of ending the process
	limit := func(size uint64) {
		var now syscall.Rlimit
		err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &now)
		now.Cur = min(size, now.Max)
		if err = errors.Join(err, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &now)); err != nil {
			t.Fatal(err)
		}
	}
	b := openBolt(t, path, testRing(t, 1), Options{})
	limit(200_000)
	value := make([]byte, 3000)
	kept := 0
	for ; ; kept++ {
		err := b.Save(t.Context(), strconv.Itoa(kept), value)
		if errors.Is(err, ErrFull) {
			t.Logf("full after %d: %v", kept, err)
			break
		}
		if err != nil || kept > 1000 {
			t.Fatalf("Save %d = %v, want ErrFull in the end", kept, err)
		}
	}
	if err := b.Check(t.Context()); err != nil && !errors.Is(err, ErrFull) {
		t.Errorf("Check = %v", err)
	}
	for i := range kept {
		if got := load(t, b, strconv.Itoa(i)); len(got) != len(value) {
			t.Fatalf("conversation %d is %d bytes once the disk is full", i, len(got))
		}
	}
	limit(1 << 30)
	save(t, b, "after", "space came back")
	closeStore(t, b)
	b = openBolt(t, path, testRing(t, 1), Options{})
	for i := range kept {
		if got := load(t, b, strconv.Itoa(i)); len(got) != len(value) {
			t.Fatalf("conversation %d is %d bytes after reopening", i, len(got))
		}
	}
	if got := load(t, b, "after"); string(got) != "space came back" {
		t.Errorf("Load = %q", got)
	}
	closeStore(t, b)
	limit(100)
	if _, err := OpenBolt(path+"2", testRing(t, 1), Options{}); !errors.Is(err, ErrFull) {
		t.Errorf("OpenBolt of a new store = %v, want ErrFull", err)
	}
	fmt.Println("all is well")
}

func TestBoltReadOnly(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "store")
	closeStore(t, openBolt(t, path, testRing(t, 1), Options{}))
	// Everybody may come here and read: what is missing is only the right to write.
	for name, mode := range map[string]fs.FileMode{filepath.Dir(dir): 0o755, dir: 0o555, path: 0o444} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
	run(t, child(t, "read-only", path))
}

// childReadOnly finds a store that it may read and not write.
func childReadOnly(t *testing.T, path string) {
	if os.Getuid() == 0 { // root may write everywhere
		const nobody = 65534
		if err := errors.Join(syscall.Setgroups(nil), syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{path, filepath.Join(filepath.Dir(path), "new")} {
		if _, err := OpenBolt(name, testRing(t, 1), Options{SetAside: true}); !errors.Is(err, ErrReadOnly) {
			t.Errorf("OpenBolt(%s) = %v, want ErrReadOnly", filepath.Base(name), err)
		}
	}
	if _, _, err := LoadKeyring("", "", filepath.Join(filepath.Dir(path), "new")); !errors.Is(err, ErrReadOnly) {
		t.Errorf("LoadKeyring = %v, want ErrReadOnly", err)
	}
	if !t.Failed() {
		fmt.Println("all is well")
	}
}
