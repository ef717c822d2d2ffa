package archtest

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed says, for every room, which other rooms it may import. Imports go down only.
func allowed() map[string][]string {
	cli := []string{
		"knowledge", "index", "internal/geo", "internal/dialogue", "internal/understand", "internal/recommend", "internal/guide",
		"internal/session", "internal/telegram", "internal/botapi", "internal/demo", "internal/check", "internal/links",
		"internal/sheet", "internal/counts", "internal/invite", "internal/atlas", "internal/evaluate", "internal/watch", "internal/settings", "internal/health",
	}
	return map[string][]string{
		"knowledge":                 {},
		"internal/geo":              {},
		"internal/geo/gen":          {"internal/geo"},
		"internal/session":          {},
		"internal/counts":           {},
		"internal/links":            {},
		"internal/settings":         {},
		"internal/watch":            {},
		"internal/health":           {},
		"internal/atlas":            {"knowledge", "internal/geo"},
		"index":                     {"knowledge"},
		"internal/dialogue":         {"knowledge"},
		"internal/votes":            {},
		"internal/understand":       {"knowledge", "internal/geo", "internal/votes"},
		"internal/understand/learn": {"knowledge", "internal/geo", "internal/votes", "internal/understand", "internal/evaluate"},
		"internal/invite":           {},
		"internal/recommend":        {"knowledge", "index", "internal/geo"},
		"internal/check":            {"knowledge", "internal/geo", "internal/dialogue", "internal/understand", "internal/recommend"},
		"internal/evaluate":         {"knowledge", "index", "internal/geo", "internal/understand"},
		"internal/sheet":            {},
		"internal/guide": {
			"knowledge", "index", "internal/geo", "internal/dialogue", "internal/understand", "internal/recommend",
			"internal/invite", "internal/sheet", "internal/counts",
		},
		"internal/telegram":    {"internal/guide"},
		"internal/botapi":      {},
		"internal/botapi/load": {"internal/botapi"},
		"internal/demo":        {"internal/botapi"},
		"internal/archtest":    {},
		"internal/cli":         cli,
		"cmd/jalon":            {"internal/cli"},
	}
}

// owners says which room alone imports a library.
func owners() map[string]string {
	return map[string]string{
		"github.com/blevesearch/bleve": "index",
		"github.com/go-telegram/bot":   "internal/telegram",
		"gopkg.in/yaml.v3":             "knowledge",
	}
}

func TestImportsGoDown(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "jalon/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	table := allowed()
	rooms := 0
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		room := strings.TrimPrefix(words[0], "jalon/")
		may, known := table[room]
		if !known {
			t.Errorf("room %s is not in the table", room)
			continue
		}
		rooms++
		for _, imported := range words[1:] {
			if other, ours := strings.CutPrefix(imported, "jalon/"); ours && !slices.Contains(may, other) {
				t.Errorf("%s imports %s: they should meet in guide or cli", room, other)
			}
			for library, owner := range owners() {
				if strings.HasPrefix(imported, library) && room != owner {
					t.Errorf("%s imports %s: only %s may", room, imported, owner)
				}
			}
		}
	}
	if rooms < 10 {
		t.Fatalf("only %d rooms seen", rooms)
	}
}
