package check

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"jalon/index"
	"jalon/internal/geo"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

var gazetteer = sync.OnceValues(geo.Load)

// today is the day of the tests on toy bases.
var today = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func options(t testing.TB, day time.Time) Options {
	t.Helper()
	places, err := gazetteer()
	if err != nil {
		t.Fatal(err)
	}
	return Options{Day: day, Places: places, Engine: func(base *knowledge.Base, places *geo.Gazetteer) (*recommend.Engine, error) {
		ix, err := index.Build(base)
		if err != nil {
			return nil, err
		}
		return recommend.New(base, places, ix), nil
	}}
}

// toySentences is a short list of what a program says, of its own so that the outputs do not move with the wording.
func toySentences(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "sentences.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// toy is the small right base of testdata/base, with a sentence for each key that the program says, changed by a fixture: its
// files are put over those of the base, and its edits.txt changes them, one "file<tab>words<tab>other words" a line.
func toy(t testing.TB, fixture string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{"wording/robot.yaml": {Data: []byte(everySentence(t))}}
	overlay(t, files, filepath.Join("testdata", "base"))
	if fixture == "" {
		return files
	}
	overlay(t, files, fixture)
	edits := files["edits.txt"]
	if edits == nil {
		return files
	}
	delete(files, "edits.txt")
	for row := range strings.Lines(string(edits.Data)) {
		parts := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		if len(parts) != 3 || files[parts[0]] == nil {
			t.Fatalf("%s: edit %q", fixture, row)
		}
		before := string(files[parts[0]].Data)
		old, changed := strings.ReplaceAll(parts[1], `\n`, "\n"), strings.ReplaceAll(parts[2], `\n`, "\n")
		if !strings.Contains(before, old) {
			t.Fatalf("%s: %q is not in %s", fixture, old, parts[0])
		}
		files[parts[0]] = &fstest.MapFile{Data: []byte(strings.Replace(before, old, changed, 1))}
	}
	return files
}

func overlay(t testing.TB, files fstest.MapFS, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		inside, _ := filepath.Rel(folder, name)
		files[filepath.ToSlash(inside)] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// everySentence is a wording that says all that the program says, in short.
func everySentence(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	for _, one := range sentences(toySentences(t)) {
		b.WriteString(one.key + ": \"Texte.\"\n")
	}
	return b.String()
}

// checked is what a check of a toy base reports.
func checked(t testing.TB, files fs.FS) Report {
	t.Helper()
	o := options(t, today)
	o.sentences = toySentences(t)
	report, err := Run(files, o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// findings prints everything that a check finds.
func findings(t testing.TB, files fs.FS) string {
	t.Helper()
	report := checked(t, files)
	var out bytes.Buffer
	for _, faults := range []knowledge.Faults{report.Errors, report.Warnings} {
		if err := Show(&out, files, faults); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func TestToyBaseIsRight(t *testing.T) {
	if out := findings(t, toy(t, "")); out != "" {
		t.Errorf("findings on the toy base:\n%s", out)
	}
}

// TestFixtures runs every rule on its pair of fixtures: nothing is found in ok, and err gives the expected output.
func TestFixtures(t *testing.T) {
	for _, rule := range Rules() {
		folder := filepath.Join("testdata", strings.ReplaceAll(geo.Fold(rule.Name), " ", "-"))
		t.Run(rule.Name+"/ok", func(t *testing.T) {
			if out := findings(t, toy(t, filepath.Join(folder, "ok"))); out != "" {
				t.Errorf("findings:\n%s", out)
			}
		})
		t.Run(rule.Name+"/err", func(t *testing.T) {
			out := findings(t, toy(t, filepath.Join(folder, "err")))
			if !strings.Contains(out, "["+rule.Name+"]\n") {
				t.Errorf("the rule finds nothing:\n%s", out)
			}
			golden(t, filepath.Join(folder, "err.txt"), out)
		})
	}
}

// golden compares a text with an expected file, or rewrites it with -update.
func golden(t testing.TB, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// TestTreeThatNeverAsks takes a question out of the way: the end is then reached without what it asks.
func TestTreeThatNeverAsks(t *testing.T) {
	files := toy(t, "")
	tree := string(files["tree/tree.yaml"].Data)
	files["tree/tree.yaml"].Data = []byte(strings.Replace(tree, "    next: place\n", "    next: end\n", 1))
	out := findings(t, files)
	if !strings.Contains(out, "tree/tree.yaml:40:11: la fin est atteinte sans connaître \"place\", par ce chemin\u00a0: Une idée → Moi → Se déplacer [réponse]") {
		t.Errorf("findings:\n%s", out)
	}
}
