package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"

	"jalon/knowledge"
)

const tableEnd = "<!-- fin des règles -->"

// guide is the maintainers' guide, in which a maintainer may have typed no-break spaces or not.
func guide(t *testing.T) (path, text string) {
	t.Helper()
	path = filepath.Join("..", "..", "knowledge", "README.md")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, string(data)
}

func TestGuideHasTheTableOfRules(t *testing.T) {
	path, text := guide(t)
	head, rest, found := strings.Cut(text, "un test le vérifie -->\n")
	_, tail, ends := strings.Cut(rest, tableEnd)
	if !found || !ends {
		t.Fatal("the guide has no place for the table of rules")
	}
	want := head + "un test le vérifie -->\n" + Table() + tableEnd + tail
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := gocmp.Diff(strings.Split(want, "\n"), strings.Split(text, "\n")); diff != "" {
		t.Errorf("the table of rules is not current; run the test with -update (-want +got):\n%s", diff)
	}
}

// TestGuideExampleIsTrue follows the guide: its entry is right, and the fault that it shows is what the check prints.
func TestGuideExampleIsTrue(t *testing.T) {
	_, text := guide(t)
	_, rest, _ := strings.Cut(text, "```yaml\n")
	block, _, _ := strings.Cut(rest, "```")
	var entry strings.Builder
	for row := range strings.Lines(block) {
		entry.WriteString(strings.TrimPrefix(row, "   "))
	}
	const name = "actors/occitanie/relais-du-causse.yaml"
	check := func(entry string) string {
		files := fstest.MapFS{}
		if err := addShipped(files); err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: []byte(entry)}
		report, err := Run(files, options(t, written))
		if err != nil {
			t.Fatal(err)
		}
		var own knowledge.Faults
		for _, f := range report.Errors {
			if f.Pos.File == name {
				own = append(own, f)
			}
		}
		var out strings.Builder
		if err := Show(&out, files, own); err != nil {
			t.Fatal(err)
		}
		return plainSpaces(out.String())
	}
	if out := check(entry.String()); out != "" {
		t.Errorf("the entry of the guide:\n%s\n%s", entry.String(), out)
	}
	out := check(strings.Replace(entry.String(), "[idea,", "[ideaa,", 1))
	if out == "" || !strings.Contains(plainSpaces(text), "```\n"+out+"```") {
		t.Errorf("the guide does not show what the check prints:\n%s", out)
	}
}

// addShipped puts the shipped base into files.
func addShipped(files fstest.MapFS) error {
	sources, _, err := readSources(knowledge.Files)
	for name, text := range sources {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return err //nolint:wrapcheck // a test
}
