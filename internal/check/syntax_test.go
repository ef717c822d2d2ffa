package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"jalon/knowledge"
)

func TestFirstMisfit(t *testing.T) {
	tests := map[string]string{
		"does: Aide : tout\n":                     "3:12",
		"does: \"Aide\nstages: [idea]\n":          "3:7",
		"stages: [idea\nholders: [collective]\n":  "3:9",
		"stages: [idea]\n\tholders: [x]\n":        "4:1",
		"stages: [idea]\n holders: [x]\n":         "4:2",
		"does: @aide\n":                           "3:7",
		"does: 'l'aide'\n":                        "3:10",
		"verified: {on: \"2026\" by: \"x\"}\n":    "3:22",
		"does: \"a\\qb\"\n":                       "3:9",
		"does: |\n  texte\n bad\n":                "5:2",
		"stages [idea]\nholders: [x]\n":           "3:1",
		"sources:\n  - {ref: x}\n - {ref: y}\n":   "5:2",
		"sources:\n  - {ref: x\nverified: {}\n":   "4:5",
		"does: \"x\" y\n":                         "3:10",
		"---\nname: x\n":                          "3:1",
		"does: \"x\"\x01\n":                       "3:10",
		"does: \"été \xff\"\n":                    "3:12",
		"include: [\"07\" \"48\"]\n":              "3:15",
		"include: [\"07\"]]\n":                    "3:16",
		"sources:\n- {ref: x}\n  - {ref: y}\n":    "5:3",
		"stages: [idea]\n<<<<<<< HEAD\n":          "4:1",
		"made_for:\n  - {holders: [individual}\n": "4:26",
	}
	for text, want := range tests {
		text = "name: \"A\"\nkind: incubator\n" + text
		files := fstest.MapFS{"actors/national/a.yaml": {Data: []byte(text)}}
		if _, faults, err := knowledge.Read(files); err != nil || !strings.Contains(faults.Error(), "[yaml]") {
			t.Errorf("%q is read as YAML: %v %v", text, faults, err)
		}
		m, found := firstMisfit(text)
		if got := fmt.Sprintf("%d:%d", m.line, m.col); !found || got != want {
			t.Errorf("firstMisfit(%q) = %s %q, want %s", text, got, m.says, want)
		}
	}
}

// TestNoMisfitInTheShippedBase keeps the line reader in step with the way the base is written, and shows that it finds the
// line of a mark that was lost in any of its files.
func TestNoMisfitInTheShippedBase(t *testing.T) {
	sources, _, err := readSources(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	n, missed := 0, 0
	for name, source := range sources {
		if m, found := firstMisfit(source); found {
			t.Errorf("%s:%d:%d: %s", name, m.line, m.col, m.says)
		}
		for _, mark := range []string{"]", "\"", "}", ": "} {
			at := strings.LastIndex(source, mark)
			if at < 0 {
				continue
			}
			broken := source[:at] + source[at+len(mark):]
			_, faults, err := knowledge.Read(fstest.MapFS{name: {Data: []byte(broken)}})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(faults.Error(), "[yaml]") {
				continue
			}
			n++
			want := 1 + strings.Count(source[:at], "\n")
			if m, found := firstMisfit(broken); !found || m.line != want {
				missed++
				t.Logf("%s without %q: line %d %q, want %d", name, mark, m.line, m.says, want)
			}
		}
		if n > 400 {
			break
		}
	}
	if n < 100 || missed*20 > n {
		t.Errorf("%d of %d lost marks were not found at their line", missed, n)
	}
}

func FuzzFirstMisfit(f *testing.F) {
	f.Add("name: \"A\"\nstages: [idea]\n")
	f.Add("- {a: \"b}\n\t- [")
	f.Add("does: 'l''eau\\\"\n  - - x\n")
	f.Fuzz(func(t *testing.T, source string) {
		m, found := firstMisfit(source)
		lines := strings.Count(source, "\n") + 1
		if found && (m.line < 1 || m.line > lines || m.col < 1 || m.says == "") {
			t.Errorf("%+v in %d lines", m, lines)
		}
		Excerpt(source, knowledge.Pos{File: "a", Line: m.line, Col: m.col})
	})
}
