package knowledge_test

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"jalon/knowledge"
)

func TestFormat(t *testing.T) {
	tests := []struct{ name, file, in, want string }{
		{
			"order, quotes, braces and header", "actors/bretagne/a.yaml",
			`verified:
  by: équipe
  on: 2026-05-01
kind: "incubator"
name: 'L''atelier : un lieu'
stages:
- idea
- "creation"
holders: [ collective ]
aliases: [atelier,   "l'atelier"]
territory: {include: [07, "area:causses"]}
does: >
  Aide les gens,
  tout près.
sources:
- url: https://exemple.fr
  seen: "2022"
`,
			`# yaml-language-server: $schema=../../schema/actor.json
name: "L'atelier : un lieu"
aliases: ["atelier", "l'atelier"]
kind: incubator
does: "Aide les gens, tout près."
stages:
  - idea
  - creation
holders: [collective]
territory:
  include: ["07", "area:causses"]
sources:
  - {url: "https://exemple.fr", seen: "2022"}
verified: {on: "2026-05-01", by: "équipe"}
`,
		},
		{
			"comments go with what they are about", "actors/bretagne/a.yaml",
			`# yaml-language-server: $schema=../../schema/actor.json
# Fiche de l'atelier.

kind: incubator # depuis 2020
# Le nom d'usage.
name: "Atelier"
does: "Aide."
stages: [idea]
holders: [collective]


territory:
  # La Lozère seulement.
  include: ["48"] # et bientôt l'Ardèche
sources:
  # la première
  - {ref: guide} # page 12
  # la seconde
  - {url: "https://exemple.fr"}
verified: {on: "2026-05-01", by: "équipe"}
# Fin.
`,
			`# yaml-language-server: $schema=../../schema/actor.json
# Fiche de l'atelier.

# Le nom d'usage.
name: "Atelier"
kind: incubator # depuis 2020
does: "Aide."
stages: [idea]
holders: [collective]

territory:
  # La Lozère seulement.
  include: ["48"] # et bientôt l'Ardèche
sources:
  # la première
  - {ref: guide} # page 12
  # la seconde
  - {url: "https://exemple.fr"}
verified: {on: "2026-05-01", by: "équipe"}
# Fin.
`,
		},
		{
			"sentences keep their sections", "wording/a.yaml",
			"# yaml-language-server: $schema=../schema/wording.json\n# Accueil\nstart.title: Bonjour !\n\n\n# Boutons\nbutton.back: 'Retour'\n\"yes\": \"Oui \\\"vraiment\\\"\\nou non\"\n",
			"# yaml-language-server: $schema=../schema/wording.json\n# Accueil\nstart.title: \"Bonjour !\"\n\n# Boutons\nbutton.back: \"Retour\"\n\"yes\": \"Oui \\\"vraiment\\\"\\nou non\"\n",
		},
		{
			"a list in several lines keeps its lines", "vocabulary/words/a.yaml",
			"# yaml-language-server: $schema=../../schema/words.json\n- words: [\"vélo\", \"vélos\",\n     # et aussi\n     \"bus\"]   \n  slot: sector\n  code: mobility\n",
			"# yaml-language-server: $schema=../../schema/words.json\n- slot: sector\n  code: mobility\n  words: [\n    \"vélo\", \"vélos\",\n    # et aussi\n    \"bus\",\n  ]\n",
		},
		{
			"answers of the tree", "tree/tree.yaml",
			"# yaml-language-server: $schema=../schema/tree.json\nstart: \"a\"\nnodes:\n- ask: Où ?\n  id: a\n  slot: employs\n  optional: true\n  choices:\n  - {set: {employs: \"yes\"}, id: \"yes\", label: Oui}\n  unknown: {}\n  next: end\n",
			"# yaml-language-server: $schema=../schema/tree.json\nstart: a\nnodes:\n  - id: a\n    slot: employs\n    optional: true\n    ask: \"Où ?\"\n    choices:\n      - {id: \"yes\", label: \"Oui\", set: {employs: \"yes\"}}\n    unknown: {}\n    next: end\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := knowledge.Format(test.file, []byte(test.in))
			if err != nil {
				t.Fatalf("Format: %v", err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFormatRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"actors/bretagne/a.yaml":   "name: \"A\"\nkinds: incubator\n",
		"actors/bretagne/b.yaml":   "name: \"A",
		"ailleurs/a.yaml":          "name: \"A\"\n",
		"wording/a.yaml":           "start.title:\n",
		"references/empty.yaml":    "",
		"vocabulary/words/a.yaml":  "- {slot: &a sector}\n",
		"scenarios/two.yaml":       "[]\n---\n[]\n",
		"vocabulary/unknown.yaml":  "[]\n",
		"programmes/several.yaml":  "name: [\"a\"]\n",
		"glossary/not-a-list.yaml": "id: a\n",
	} {
		if got, err := knowledge.Format(name, []byte(text)); err == nil {
			t.Errorf("Format(%s, %q) = %q, want an error", name, text, got)
		}
	}
}

// TestFormatKeepsTheShippedBase formats every file of the base: what is read stays the same, and formatting twice changes
// nothing more.
func TestFormatKeepsTheShippedBase(t *testing.T) {
	formatted := fstest.MapFS{}
	eachFile(t, func(name string, data []byte) {
		out, err := knowledge.Format(name, data)
		if err != nil {
			t.Fatal(err)
		}
		again, err := knowledge.Format(name, out)
		if err != nil || !bytes.Equal(out, again) {
			t.Errorf("%s: formatting twice: %v\n%s", name, err, cmp.Diff(string(out), string(again)))
		}
		if !bytes.Equal(out, data) {
			t.Errorf("%s is not in its canonical form: run jalon fmt knowledge\n%s", name, cmp.Diff(string(out), string(data)))
		}
		formatted[name] = &fstest.MapFile{Data: out}
	})
	base, faults, err := knowledge.Read(formatted)
	if err != nil || len(faults) > 0 {
		t.Fatalf("formatted base: %v %v", err, faults)
	}
	if diff := cmp.Diff(shipped(t), base, cmp.FilterPath(isPlace, cmp.Ignore()), cmp.AllowUnexported(knowledge.Base{})); diff != "" {
		t.Errorf("formatting changes what is read (-before +after):\n%s", diff)
	}
}

// isPlace reports whether a value tells where something is written, or sums the bytes of the files.
func isPlace(p cmp.Path) bool {
	name := p.Last().String()
	return name == ".Pos" || name == ".At" || name == ".Digest"
}

func eachFile(t testing.TB, use func(name string, data []byte)) {
	t.Helper()
	err := fs.WalkDir(knowledge.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(knowledge.Files, name)
		use(name, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestFormatAfterAnyRewriting writes files of the base otherwise, with the same meaning, and formats them: the outcome must
// be the canonical form of the original, whatever the writing was.
func TestFormatAfterAnyRewriting(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 11))
	n := 0
	eachFile(t, func(name string, data []byte) {
		if !strings.HasPrefix(name, "actors/") && !strings.HasPrefix(name, "programmes/") && !strings.HasPrefix(name, "projects/") {
			return
		}
		if n++; n%7 != 0 || bytes.Count(data, []byte("#")) > 1 {
			return
		}
		want, err := knowledge.Format(name, data)
		if err != nil {
			t.Fatal(err)
		}
		var root yaml.Node
		if err := yaml.Unmarshal(data, &root); err != nil {
			t.Fatal(err)
		}
		rewrite(random, root.Content[0])
		other, err := yaml.Marshal(&root)
		if err != nil {
			t.Fatal(err)
		}
		if random.IntN(2) == 0 {
			other = bytes.ReplaceAll(other, []byte("\n"), []byte("\r\n"))
		}
		got, err := knowledge.Format(name, other)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, other)
		}
		if diff := cmp.Diff(body(want), body(got)); diff != "" {
			t.Errorf("%s written otherwise (-want +got):\n%s\nfrom:\n%s", name, diff, other)
		}
	})
	if n < 100 {
		t.Fatalf("only %d files", n)
	}
}

// body is a file without its comments and empty lines, which move with what they are about.
func body(data []byte) []string {
	var rows []string
	for row := range strings.Lines(string(data)) {
		if text := strings.TrimSpace(row); text != "" && text[0] != '#' {
			rows = append(rows, row)
		}
	}
	return rows
}

// rewrite changes the order of keys and the style of records and texts; the style of lists of words is the author's choice.
func rewrite(random *rand.Rand, n *yaml.Node) {
	switch n.Kind {
	case yaml.MappingNode:
		n.Style = []yaml.Style{0, yaml.FlowStyle}[random.IntN(2)]
		if n.HeadComment != "" || len(n.Content) > 10 {
			n.Style = 0
		}
		for i := len(n.Content)/2 - 1; i > 0; i-- {
			j := random.IntN(i + 1)
			n.Content[2*i], n.Content[2*j] = n.Content[2*j], n.Content[2*i]
			n.Content[2*i+1], n.Content[2*j+1] = n.Content[2*j+1], n.Content[2*i+1]
		}
	case yaml.ScalarNode:
		if n.Tag == "!!str" && n.Style != 0 {
			n.Style = []yaml.Style{yaml.DoubleQuotedStyle, yaml.SingleQuotedStyle}[random.IntN(2)]
		}
	}
	for _, child := range n.Content {
		rewrite(random, child)
	}
}

func FuzzFormat(f *testing.F) {
	names := []string{"actors/bretagne/a.yaml", "glossary/a.yaml", "tree/tree.yaml", "wording/a.yaml", "vocabulary/words/a.yaml", "scenarios/a.yaml"}
	f.Add(uint8(0), rightActor)
	f.Add(uint8(1), rightTerm)
	f.Add(uint8(2), rightTree)
	f.Add(uint8(3), "# a\nstart.title: |\n  Bonjour # pas un commentaire\n\n  vous # x\nb: 'l''eau' # oui\n")
	f.Add(uint8(4), "- slot: sector # a\n  code: other\n  words: [a, # b\n   c] # d\n")
	f.Add(uint8(5), "- name: \"a\nb\"\n  answers: {place: Mende} # c\n  expect: {first: a}\n# fin\n")
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		name := names[int(kind)%len(names)]
		out, err := knowledge.Format(name, []byte(text))
		if err != nil {
			return
		}
		again, err := knowledge.Format(name, out)
		if err != nil || !bytes.Equal(out, again) {
			t.Errorf("formatted twice: %v\n%q\n%q\n%q", err, text, out, again)
		}
	})
}
