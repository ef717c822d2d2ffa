package knowledge_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"jalon/knowledge"
)

func shipped(t testing.TB) *knowledge.Base {
	t.Helper()
	base, _, err := knowledge.Read(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func schemas(t testing.TB) map[string][]byte {
	t.Helper()
	all, err := knowledge.Schemas(&shipped(t).Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCommittedSchemasAreCurrent(t *testing.T) {
	made := schemas(t)
	for name, want := range made {
		got, err := os.ReadFile(filepath.Join("schema", name))
		if err != nil {
			t.Errorf("%v: run jalon schema --dir knowledge/schema", err)
			continue
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("schema/%s is not current; run jalon schema --dir knowledge/schema (-want +got):\n%s", name, diff)
		}
	}
	entries, err := os.ReadDir("schema")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if made[entry.Name()] == nil {
			t.Errorf("schema/%s is made by nothing", entry.Name())
		}
	}
}

// TestFilesNameTheirSchema makes sure that every file that names a schema names the right one.
func TestFilesNameTheirSchema(t *testing.T) {
	made := schemas(t)
	err := fs.WalkDir(knowledge.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(knowledge.Files, name)
		if err != nil {
			return err
		}
		schema := knowledge.SchemaFor(name)
		if made[path.Base(schema)] == nil || path.Join(path.Dir(name), schema) != path.Join("schema", path.Base(schema)) {
			t.Errorf("SchemaFor(%s) = %s", name, schema)
		}
		if _, named, found := strings.Cut(string(data), "$schema="); found {
			if named, _, _ = strings.Cut(named, "\n"); named != schema {
				t.Errorf("%s names %s, want %s", name, named, schema)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// validator compiles the schemas and tells whether a file follows its own.
func validator(t *testing.T) func(name string, data []byte) error {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	for name, data := range schemas(t) {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiler.AddResource("https://jalon.invalid/"+name, document); err != nil {
			t.Fatal(err)
		}
	}
	compiled := map[string]*jsonschema.Schema{}
	return func(name string, data []byte) error {
		schema := path.Base(knowledge.SchemaFor(name))
		if compiled[schema] == nil {
			c, err := compiler.Compile("https://jalon.invalid/" + schema)
			if err != nil {
				t.Fatal(err)
			}
			compiled[schema] = c
		}
		var document any
		if err := yaml.Unmarshal(data, &document); err != nil {
			return err
		}
		asJSON, err := json.Marshal(untimed(document))
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
		if err != nil {
			t.Fatal(err)
		}
		return compiled[schema].Validate(value)
	}
}

// untimed turns the dates that YAML recognises into numbers: they are no texts.
func untimed(value any) any {
	switch value := value.(type) {
	case time.Time:
		return value.Unix()
	case []any:
		for i := range value {
			value[i] = untimed(value[i])
		}
	case map[string]any:
		for key := range value {
			value[key] = untimed(value[key])
		}
	}
	return value
}

func TestShippedFilesFollowTheirSchema(t *testing.T) {
	validate := validator(t)
	err := fs.WalkDir(knowledge.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(knowledge.Files, name)
		if err != nil {
			return err
		}
		if err := validate(name, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

const rightActor = `name: "Couveuse"
kind: incubator
does: "Aide."
stages: [idea]
holders: [collective]
territory:
  include: ["48"]
sources:
  - {ref: guide-2022, seen: "2022-06"}
verified: {on: "2026-05-01", by: "équipe"}
`

const rightTerm = `- id: mot
  term: "Mot"
  definition: "Ce que c'est."
  sources: [{url: "https://exemple.fr"}]
  verified: {on: "2026-05-01", by: "équipe"}
`

const rightTree = `start: stage
nodes:
  - id: stage
    slot: stage
    ask: "Où ?"
    choices:
      - {id: idea, label: "Une idée", set: {stage: idea}}
    next: end
`

// TestSchemaAndLoaderAgree shows that a schema accepts and refuses what the loader does, fault by fault.
func TestSchemaAndLoaderAgree(t *testing.T) {
	actor, term, tree := "actors/national/a.yaml", "glossary/a.yaml", "tree/tree.yaml"
	tests := []struct {
		name, file, text, old, changed string
		ok                             bool
	}{
		{"right actor", actor, rightActor, "", "", true},
		{"right term", term, rightTerm, "", "", true},
		{"right tree", tree, rightTree, "", "", true},
		{"status", actor, rightActor, "sources:", "status: past\nsources:", true},
		{"made for", actor, rightActor, "territory:", "made_for:\n  - {holders: [collective], employs: \"no\"}\nterritory:", true},
		{"unknown key", actor, rightActor, "territory:", "teritory: {}\nterritory:", false},
		{"missing key", actor, rightActor, "kind: incubator\n", "", false},
		{"missing nested key", actor, rightActor, ", by: \"équipe\"", "", false},
		{"empty text", actor, rightActor, `"Couveuse"`, `" "`, false},
		{"no value", actor, rightActor, `name: "Couveuse"`, `name:`, false},
		{"number for text", actor, rightActor, `"Couveuse"`, `42`, false},
		{"yes for text", actor, rightActor, `"Couveuse"`, `true`, false},
		{"unquoted department", actor, rightActor, `"48"`, `48`, false},
		{"unquoted commune", actor, rightActor, `"48"`, `07010`, false},
		{"unquoted day", actor, rightActor, `"2026-05-01"`, `2026-05-01`, false},
		{"unquoted year", actor, rightActor, `"2022-06"`, `2022`, false},
		{"unreadable date", actor, rightActor, `"2026-05-01"`, `"1er mai 2026"`, false},
		{"month thirteen", actor, rightActor, `"2026-05-01"`, `"2026-13-01"`, false},
		{"text for list", actor, rightActor, `[idea]`, `idea`, false},
		{"list for text", actor, rightActor, `"Couveuse"`, `["Couveuse"]`, false},
		{"text for record", actor, rightActor, "territory:\n  include: [\"48\"]", `territory: "48"`, false},
		{"unknown stage", actor, rightActor, `[idea]`, `[idee]`, false},
		{"unknown kind", actor, rightActor, `incubator`, `incubateur`, false},
		{"unknown status", actor, rightActor, "sources:", "status: closed\nsources:", false},
		{"too long", actor, rightActor, `"Aide."`, `"` + strings.Repeat("a", 201) + `"`, false},
		{"as long as allowed", actor, rightActor, `"Aide."`, `"` + strings.Repeat("é", 200) + `"`, true},
		{"not a list of terms", term, rightTerm, rightTerm, "id: mot\n", false},
		{"unknown key of a term", term, rightTerm, "definition:", "definitions: \"x\"\n  definition:", false},
		{"label too long", tree, rightTree, `"Une idée"`, `"Une idée pour mon village à moi"`, false},
		{"answer that is no code", tree, rightTree, "set: {stage: idea}", "set: {stage: idee}", false},
		{"answer to no question", tree, rightTree, "set: {stage: idea}", "set: {age: idea}", false},
		{"optional is true or false", tree, rightTree, `ask:`, `optional: oui` + "\n    ask:", false},
		{"words", "vocabulary/words/a.yaml", `- {slot: sector, code: mobility, words: ["vélo"]}`, "", "", true},
		{"words of no code", "vocabulary/words/a.yaml", `- {slot: sector, code: idea, words: ["vélo"]}`, "", "", false},
		{"words of no slot", "vocabulary/words/a.yaml", `- {slot: domaine, code: mobility, words: ["vélo"]}`, "", "", false},
		{"sentence", "wording/a.yaml", `start.title: "Bonjour"`, "", "", true},
		{"sentence that is a list", "wording/a.yaml", `start.title: ["Bonjour"]`, "", "", false},
	}
	validate := validator(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := test.text
			if test.old != "" {
				text = strings.Replace(text, test.old, test.changed, 1)
			}
			if err := validate(test.file, []byte(text)); (err == nil) != test.ok {
				t.Errorf("schema: %v, want ok %v", err, test.ok)
			}
			if err := load(t, test.file, text); (err == nil) != test.ok {
				t.Errorf("loader: %v, want ok %v", err, test.ok)
			}
		})
	}
}

// load loads a base made of one file over the shipped vocabulary, publications and glossary.
func load(t *testing.T, name, text string) error {
	t.Helper()
	files := fstest.MapFS{name: {Data: []byte(text)}}
	for _, other := range []string{"vocabulary/codes.yaml", "references/references.yaml", "tree/tree.yaml"} {
		data, err := fs.ReadFile(knowledge.Files, other)
		if err != nil {
			t.Fatal(err)
		}
		if files[other] == nil {
			files[other] = &fstest.MapFile{Data: data}
		}
	}
	_, faults, err := knowledge.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		if f.Pos.File == name && f.Rule != "lien" {
			return faults
		}
	}
	return nil
}
