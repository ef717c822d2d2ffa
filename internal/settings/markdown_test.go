package settings

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the table of the settings in the guide for operation")

func TestGuideShowsTheTable(t *testing.T) {
	const name, begin, end = "../../cmd/jalon/OPERATION.md", "<!-- réglages : table écrite par `go test ./internal/settings -update` -->\n", "<!-- fin des réglages -->\n"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(data), begin)
	table, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("no place for the table in %s", name)
	}
	if *update {
		if err := os.WriteFile(name, []byte(before+begin+Markdown()+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if table != Markdown() {
		t.Errorf("the table in %s is not that of the settings: go test ./internal/settings -update", name)
	}
}
