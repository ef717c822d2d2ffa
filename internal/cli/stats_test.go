package cli

import (
	"bytes"
	"context"
	"net"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"jalon/internal/counts"
	"jalon/internal/session"
)

// figuresKey seals the stores of these tests.
const figuresKey = "une phrase assez longue pour essayer"

// TestStats and TestReports play the scripts of testdata/stats and testdata/reports:
//
//   - "run CODE ARGUMENTS…" runs the program here and wants that exit code; of what it prints, a no-break space is shown as
//     "~", a carriage return as "<CR>" and the mark of UTF-8 as "<BOM>";
//   - "count FILE WEEK CAMPAIGN/DEPARTMENT/STAGE/HOLDER/SECTOR WHAT N" adds to a counter, "report FILE ACTOR REASON N" to one of
//     reports;
//   - "hold FILE" keeps the store open until the script ends, as a running bot does.
func TestStats(t *testing.T) { testscript.Run(t, figureScripts("testdata/stats")) }

// TestReports plays the scripts of testdata/reports; see TestStats.
func TestReports(t *testing.T) { testscript.Run(t, figureScripts("testdata/reports")) }

func figureScripts(dir string) testscript.Params {
	return testscript.Params{
		Dir: dir, RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("JALON_STORE_KEY", figuresKey)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"run": runHere,
			"count": func(ts *testscript.TestScript, _ bool, args []string) {
				monday, ok := counts.Monday(args[1])
				cell := strings.Split(args[2], "/")
				if !ok || len(cell) != 5 {
					ts.Fatalf("count FILE WEEK CAMPAIGN/DEPARTMENT/STAGE/HOLDER/SECTOR WHAT N")
				}
				addTo(ts, args[0], counts.Name(monday, counts.Cell{Campaign: cell[0], Department: cell[1], Stage: cell[2], Holder: cell[3], Sector: cell[4]}, counts.What(args[3])), args[4])
			},
			"report": func(ts *testscript.TestScript, _ bool, args []string) {
				addTo(ts, args[0], counts.ReportName(args[1], args[2]), args[3])
			},
			"hold": func(ts *testscript.TestScript, _ bool, args []string) {
				store := openHere(ts, args[0])
				ts.Defer(func() { _ = store.Close() })
			},
		},
	}
}

func runHere(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	var out, faults bytes.Buffer
	c := Command{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &faults, Getenv: ts.Getenv}
	code := c.Main(args[1:])
	visible := strings.NewReplacer("\u00a0", "~", "\ufeff", "<BOM>", "\r", "<CR>")
	_, _ = visible.WriteString(ts.Stdout(), out.String())
	_, _ = visible.WriteString(ts.Stderr(), faults.String())
	if code != want {
		ts.Fatalf("exit code %d, want %d: %s", code, want, faults.String())
	}
}

func openHere(ts *testscript.TestScript, file string) session.Store {
	ring, _, err := session.LoadKeyring(figuresKey, "", "")
	ts.Check(err)
	store, err := session.OpenBolt(file, ring, session.Options{NoSync: true})
	ts.Check(err)
	return store
}

func addTo(ts *testscript.TestScript, file, name, n string) {
	delta, err := strconv.ParseInt(n, 10, 64)
	ts.Check(err)
	store := openHere(ts, file)
	ts.Check(store.Add(context.Background(), map[string]int64{name: delta}))
	ts.Check(store.Close())
}

// TestStatsOnRedis reads the figures of a shared store while others use it.
func TestStatsOnRedis(t *testing.T) {
	program, err := exec.LookPath("redis-server")
	if err != nil {
		t.Skip("no redis-server")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_, port, _ := net.SplitHostPort(address)
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	server := exec.CommandContext(t.Context(), program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", t.TempDir())
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	ring, _, err := session.LoadKeyring(figuresKey, "", "")
	if err != nil {
		t.Fatal(err)
	}
	store, err := session.OpenRedis(t.Context(), "redis://"+address+"/0", ring, session.Options{})
	for tries := 0; err != nil && tries < 100; tries++ {
		time.Sleep(50 * time.Millisecond)
		store, err = session.OpenRedis(t.Context(), "redis://"+address+"/0", ring, session.Options{})
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	week, _ := counts.Monday("2026-W40")
	if err := store.Add(t.Context(), map[string]int64{counts.Name(week, counts.Cell{Campaign: "foire"}, counts.Start): 12}); err != nil {
		t.Fatal(err)
	}
	var out, faults bytes.Buffer
	c := Command{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &faults, Getenv: func(name string) string {
		return map[string]string{"JALON_STORE_KEY": figuresKey, "JALON_STORE": "redis://" + address + "/0"}[name]
	}}
	if code := c.Main([]string{"stats", "--json", "--by", "campaign"}); code != exitFine || !strings.Contains(out.String(), `{"key":{"campaign":"foire"},"figures":{"finish":"< 5","helped":"< 5","national":"< 5","not-yet":"< 5","relaxed":"< 5","start":10},"rate":null}`) {
		t.Errorf("exit code %d, %s%s", code, out.String(), faults.String())
	}
}
