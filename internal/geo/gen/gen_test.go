package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// present copies the fixture of present tables into a new folder, packed as the real ones.
func packPresent(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"communes.tsv", "aliases.tsv", "mergers.tsv", "departments.tsv", "islands.tsv"} {
		text, err := os.ReadFile(filepath.Join("testdata", "present", name))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		if strings.HasPrefix(name, "departments") || strings.HasPrefix(name, "islands") {
			err = os.WriteFile(path, text, 0o600)
		} else {
			err = writePacked(path+".gz", text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// tablesIn returns all the rebuilt tables of a folder as one text.
func tablesIn(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	for _, name := range []string{"communes", "aliases", "mergers", "epci"} {
		text, err := readText(filepath.Join(dir, name+".tsv.gz"))
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString("-- " + name + " --\n" + text)
	}
	return all.String()
}

// TestRebuild covers a merger, a code that comes from another department, a commune made anew, an island, an
// official position, communes without any neighbour, and old names and codes that follow.
func TestRebuild(t *testing.T) {
	dir := packPresent(t)
	args := []string{"-package", filepath.Join("testdata", "package"), "-coordinates", filepath.Join("testdata", "official.csv"), "-data", dir}
	var stderr bytes.Buffer
	if code := run(args, &stderr); code != exitDone {
		t.Fatalf("run: exit %d: %s", code, stderr.String())
	}
	golden := filepath.Join("testdata", "rebuilt.txt")
	got := tablesIn(t, dir) + "-- stderr --\n" + stderr.String()
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("rebuilt tables (-want +got):\n%s", diff)
	}

	again := tablesIn(t, dir)
	if code := run(args, &stderr); code != exitDone {
		t.Fatalf("run again: exit %d: %s", code, stderr.String())
	}
	if diff := cmp.Diff(again, tablesIn(t, dir)); diff != "" {
		t.Errorf("rebuilding twice changes the tables:\n%s", diff)
	}
}

func TestMain(m *testing.M) {
	flag.Bool("update", false, "rewrite the golden file")
	flag.Parse()
	os.Exit(m.Run())
}

// TestRefusals checks that bad sources are refused with a reason and leave the tables alone.
func TestRefusals(t *testing.T) {
	write := func(dir, name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	pack := filepath.Join("testdata", "package")
	tests := []struct {
		name string
		args func(dir string) []string
		exit int
		says string
	}{
		{"no package", func(string) []string { return nil }, exitUsage, "-package"},
		{"unknown flag", func(string) []string { return []string{"-x"} }, exitUsage, "not defined"},
		{"extra argument", func(string) []string { return []string{"-package", pack, "more"} }, exitUsage, "Usage"},
		{"absent package", func(dir string) []string { return []string{"-package", dir} }, exitFailed, "communes.json"},
		{"absent tables", func(dir string) []string { return []string{"-package", pack, "-data", filepath.Join(dir, "no")} }, exitFailed, "communes.tsv.gz"},
		{"latitude out of order", func(dir string) []string {
			return []string{"-package", pack, "-coordinates", write(dir, "c.csv", "code,lat,lon\n01004,95,5\n")}
		}, exitFailed, "line 2: latitude"},
		{"missing column", func(dir string) []string {
			return []string{"-package", pack, "-coordinates", write(dir, "c.csv", "01004,45\n")}
		}, exitFailed, "coordinates"},
		{"department without its line", func(dir string) []string {
			write(dir, "departments.tsv", "02\tAisne\t32\tl'Aisne\tdans l'Aisne\n")
			return []string{"-package", pack}
		}, exitFailed, "departments.tsv"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := packPresent(t)
			before := tablesBefore(t, dir)
			args := test.args(dir)
			if len(args) > 0 && !strings.Contains(strings.Join(args, " "), "-data") {
				args = append([]string{"-data", dir}, args...)
			}
			var stderr bytes.Buffer
			if code := run(args, &stderr); code != test.exit || !strings.Contains(stderr.String(), test.says) {
				t.Errorf("exit %d, want %d with %q: %s", code, test.exit, test.says, stderr.String())
			}
			if tablesBefore(t, dir) != before {
				t.Error("the tables changed")
			}
		})
	}
}

// tablesBefore returns the bytes of the table of communes.
func tablesBefore(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "communes.tsv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
