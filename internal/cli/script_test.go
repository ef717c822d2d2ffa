package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"jalon/knowledge"
)

// TestMain makes this test binary stand for the program when a script runs "jalon".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"jalon": func() {
			os.Exit(Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv}.Main(os.Args[1:]))
		},
	})
}

// TestScript runs the program itself on the scripts of testdata/script; run with -update to rewrite what they expect. "base
// DIR" writes the shipped knowledge base into a folder, "edit FILE OLD NEW" changes words of a file, and "code N jalon …" runs
// the program and wants that exit code.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"), RequireExplicitExec: true, RequireUniqueNames: true, UpdateScripts: os.Getenv("UPDATE") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"base": writeBase, "edit": editFile, "code": wantCode},
	})
}

func writeBase(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), knowledge.Files))
}

func editFile(ts *testscript.TestScript, _ bool, args []string) {
	before := ts.ReadFile(args[0])
	if !strings.Contains(before, args[1]) {
		ts.Fatalf("%q is not in %s", args[1], args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(before, args[1], args[2], 1)), 0o600))
}

// wantCode runs a command and wants the exit code: "code 2 jalon place".
func wantCode(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s: %v", got, args[0], err)
	}
}
