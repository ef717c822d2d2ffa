package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestFaultsApart shows that a fault of form in one folder does not hide the sentences that lack in another.
func TestFaultsApart(t *testing.T) {
	const actor, robot = "actors/occitanie/fabrique-du-causse.yaml", "wording/robot.yaml"
	files := toy(t, "")
	files[actor] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[actor].Data), "stages:", "stagges:", 1))}
	files[robot] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[robot].Data), "button.back:", "buton.back:", 1))}
	found := findings(t, files)
	for _, want := range []string{actor + ":4:1", robot + ":1:1", "[phrase-inutile]"} {
		if !strings.Contains(found, want) {
			t.Errorf("no %s in\n%s", want, found)
		}
	}
}

// TestConsequences shows that one fault is told once, at its place, whatever follows from it.
func TestConsequences(t *testing.T) {
	const actor = "actors/occitanie/fabrique-du-causse.yaml"
	tests := map[string]struct {
		file, from, to string
		want           []string
	}{
		"a key misspelled, with a purpose":  {actor, "holders: [collective, organisation]", "holdres: [collective]\nmade_for:\n  - {holders: [collective]}", []string{actor + ":5:1"}},
		"a code misspelled, with a purpose": {actor, "stages: [idea, creation]", "stages: [ideaa]\nmade_for:\n  - {stages: [idea]}", []string{actor + ":4:10"}},
		"a purpose that is not a list":      {actor, "needs: [premises]", "made_for:\n  - stages: idea", []string{actor + ":7:13"}},
		"the term that everything cites":    {"glossary/mots.yaml", "id: incubateur", "id: Incubateur", []string{"glossary/mots.yaml:1:3"}},
		"a list written as lines":           {"references/references.yaml", "- id: guide\n  title", "guide:\n  title", []string{"references/references.yaml:1:1"}},
		"a territory elsewhere":             {actor, `include: ["48"]` + "\noffices:\n  - commune: \"48095\"", `include: ["30"]`, []string{"programmes/parcours-du-causse.yaml:7:3", "scenarios/cas.yaml:3:19"}},
		"a question that does not exist":    {"tree/tree.yaml", "goto: employs", "goto: emploi", []string{"tree/tree.yaml:19:87"}},
		"a code renamed":                    {"vocabulary/codes.yaml", "code: collective", "code: group", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			files := toy(t, "")
			text := string(files[test.file].Data)
			if !strings.Contains(text, test.from) {
				t.Fatalf("no %q", test.from)
			}
			files[test.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, test.from, test.to, 1))}
			report := checked(t, files)
			var got []string
			for _, f := range report.Errors {
				got = append(got, f.Pos.String())
			}
			if test.want == nil && len(got) > flood {
				t.Errorf("%d findings:\n%s", len(got), report.Errors.Error())
			}
			if test.want != nil && fmt.Sprint(got) != fmt.Sprint(test.want) {
				t.Errorf("found %v, want %v:\n%s", got, test.want, report.Errors.Error())
			}
		})
	}
}
