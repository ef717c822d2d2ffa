package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jalon/knowledge"
)

// run runs a command line and returns what it printed.
func run(t *testing.T, input string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = Command{Stdin: strings.NewReader(input), Stdout: &out, Stderr: &err, Getenv: func(string) string { return "" }}.Main(args)
	return code, out.String(), err.String()
}

const newAnswers = `Le Relais du Causse
relais-du-causse
occitanie
incubator
Aide des habitants à passer de l'idée au projet.
idea creation
individual, collective

48
48095
https://example.org
https://example.org/projet
2026-05
équipe
`

func TestNewActor(t *testing.T) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, knowledge.Files); err != nil {
		t.Fatal(err)
	}
	code, out, said := run(t, newAnswers, "new", "actor", "--knowledge", folder)
	if code != exitFine || !strings.Contains(out, filepath.Join("occitanie", "relais-du-causse.yaml")) {
		t.Fatalf("exit %d\n%s%s", code, out, said)
	}
	base, err := knowledge.Load(os.DirFS(folder))
	if err != nil || base.Actor("relais-du-causse") == nil {
		t.Fatalf("not a valid base: %v", err)
	}
	if code, _, _ := run(t, newAnswers, "new", "actor", "--knowledge", folder); code != exitUsage {
		t.Errorf("the same actor again: exit %d", code)
	}
	for name, input := range map[string]string{
		"a wrong code thrice":     strings.Replace(newAnswers, "incubator", "incubateur\nincubateur\nincubateur", 1),
		"too few answers":         "Le Relais\n",
		"a territory of the moon": strings.Replace(strings.Replace(newAnswers, "relais-du", "lune-du", 1), "\n48\n", "\n99\n99\n99\n", 1),
	} {
		before := count(t, folder)
		if code, _, _ := run(t, input, "new", "actor", "--knowledge", folder); code != exitUsage || count(t, folder) != before {
			t.Errorf("%s: exit %d", name, code)
		}
	}
	if code, _, _ := run(t, "", "new", "programme"); code != exitUsage {
		t.Errorf("new programme: exit %d", code)
	}
}

func count(t *testing.T, folder string) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "actors", "*", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}
