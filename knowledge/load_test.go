package knowledge_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"jalon/knowledge"
)

const goodActor = `name: "Le Relais"
kind: incubator
does: "Aide à démarrer."
stages: [idea]
holders: [collective]
territory: {include: ["48"]}
sources: [{url: "https://example.org", seen: "2024"}]
verified: {on: "2026-01-02", by: "équipe"}
`

// around is the shipped vocabulary and glossary with one actor's file.
func around(t testing.TB, name, text string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{name: {Data: []byte(text)}}
	names, err := fs.Glob(knowledge.Files, "glossary/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, shipped := range append(names, "vocabulary/codes.yaml", "references/references.yaml") {
		data, err := fs.ReadFile(knowledge.Files, shipped)
		if err != nil {
			t.Fatal(err)
		}
		files[shipped] = &fstest.MapFile{Data: data}
	}
	return files
}

func TestGoodActor(t *testing.T) {
	base, err := knowledge.Load(around(t, "actors/occitanie/relais.yaml", goodActor))
	if err != nil {
		t.Fatal(err)
	}
	a := base.Actor("relais")
	if a == nil || a.Name.Value != "Le Relais" || a.Name.Pos != (knowledge.Pos{File: "actors/occitanie/relais.yaml", Line: 1, Col: 7}) {
		t.Fatalf("%+v", a)
	}
	if a.Verified.On.ISO() != "2026-01-02" || a.Sources[0].Seen.ISO() != "2024" || a.Sources[0].At.Line != 7 {
		t.Errorf("%+v", a.Entry)
	}
}

func TestFaultsSayWhere(t *testing.T) {
	tests := map[string]struct{ from, to, want string }{
		"unknown key":        {"does:", "doess:", `3:1: clé inconnue "doess"` + "\u00a0; vouliez-vous dire \"does\"\u00a0? [clé]"},
		"missing key":        {"kind: incubator\n", "", `1:1: il manque la clé "kind" [manque]`},
		"unknown code":       {"[idea]", "[ideaa]", "4:10: \"ideaa\" n'est pas un code connu (stage)\u00a0; vouliez-vous dire \"idea\"\u00a0? [code]"},
		"a code in octal":    {`["48"]`, `[06000]`, "6:23: écrivez 06000 entre guillemets\u00a0: \"06000\" [guillemets]"},
		"empty text":         {`"Aide à démarrer."`, `""`, "3:7: valeur vide [vide]"},
		"null":               {`"Aide à démarrer."`, ``, "3:6: valeur manquante [vide]"},
		"a list for a text":  {`"Aide à démarrer."`, `[a]`, "3:7: un texte est attendu ici, pas une liste [type]"},
		"a text for a list":  {`[idea]`, `idea`, "4:9: une liste est attendue ici, pas le texte \"idea\"\u00a0; écrivez [idea] [type]"},
		"codes in one text":  {`[idea]`, `["idea, creation"]`, "4:10: \"idea, creation\" n'est pas un code connu (stage)\u00a0: écrivez chaque code à part, [un, deux] [code]"},
		"capitals":           {"[idea]", "[IDEA]", "4:10: \"IDEA\" n'est pas un code connu (stage)\u00a0; vouliez-vous dire \"idea\"\u00a0? [code]"},
		"no space after":     {`on: "2026`, `on:"2026`, "8:12: il manque une espace après les deux-points\u00a0: on: \"2026-01-02\" [yaml]"},
		"a no-break space":   {"kind:", "\u00a0kind:", "2:1: espace insécable devant la clé \"kind\"\u00a0: remplacez-la par des espaces ordinaires [yaml]"},
		"another encoding":   {`"Aide`, "\"\xe9Aide", "1:1: le fichier n'est pas enregistré en UTF-8 [yaml]"},
		"no such day":        {`"2026-01-02"`, `"2026-02-30"`, "8:16: la date \"2026-02-30\" n'existe pas dans le calendrier [date]"},
		"a French date":      {`"2026-01-02"`, `"2/1/2026"`, "AAAA-MM ou AAAA\u00a0; vouliez-vous dire \"2026-01-02\"\u00a0? [date]"},
		"twice":              {"kind: incubator\n", "kind: incubator\nkind: dla\n", `3:1: la clé "kind" est écrite deux fois [doublon]`},
		"an unreadable date": {`"2026-01-02"`, `"2 janvier"`, "8:16: date \"2 janvier\" illisible\u00a0; écrivez AAAA-MM-JJ, AAAA-MM ou AAAA [date]"},
		"a date unquoted":    {`"2026-01-02"`, `2026-01-02`, "8:16: écrivez la date entre guillemets\u00a0: \"2026-01-02\" [guillemets]"},
		"an unknown area":    {`["48"]`, `["area:causse"]`, "6:23: le territoire \"causse\" n'existe pas dans areas/ [lien]"},
		"an alias":           {"[idea]", "&x [idea]", "4:9: les ancres et les alias (& et *) ne sont pas acceptés ici [yaml]"},
		"an open quote":      {`"Le Relais"`, `"Le Relais`, "[yaml]"},
		"two documents":      {"kind:", "---\nkind:", "1:1: un seul document par fichier\u00a0: retirez la ligne --- [yaml]"},
		"too long":           {"Aide à démarrer.", strings.Repeat("é", 201), "3:7: 201 caractères, 200 au plus [longueur]"},
		"a column after é":   {`does: "Aide à démarrer."`, `does: "é"` + "\n" + `aliases: ["é", 7]`, "4:16: écrivez 7 entre guillemets\u00a0: \"7\" [guillemets]"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(goodActor, test.from) {
				t.Fatalf("no %q to replace", test.from)
			}
			_, err := knowledge.Load(around(t, "actors/occitanie/relais.yaml", strings.Replace(goodActor, test.from, test.to, 1)))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got\n%v\nwant %s", err, test.want)
			}
		})
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	text := strings.NewReplacer("kind: incubator", "kind: incubateur", "[idea]", "[envie]", "[collective]", "[groupe]").Replace(goodActor)
	_, faults, err := knowledge.Read(around(t, "actors/occitanie/relais.yaml", text))
	if err != nil {
		t.Fatal(err)
	}
	var lines []int
	for _, f := range faults {
		lines = append(lines, f.Pos.Line)
	}
	if diff := cmp.Diff([]int{2, 4, 5}, lines); diff != "" {
		t.Errorf("%s\n%v", diff, faults)
	}
}

func TestUnknownFolder(t *testing.T) {
	_, err := knowledge.Load(around(t, "actor/relais.yaml", goodActor))
	if err == nil || !strings.Contains(err.Error(), `vouliez-vous dire "actors"`) {
		t.Error(err)
	}
}

func TestFileOfAnotherFolder(t *testing.T) {
	tests := map[string]string{
		"projects/relais.yaml":   "ce fichier n'est pas dans le bon dossier\u00a0: il a la forme «\u00a0Acteur\u00a0», rangez-le dans actors/ [dossier]",
		"vocabulary/relais.yaml": "ce fichier n'est dans aucun dossier connu\u00a0: il a la forme «\u00a0Acteur\u00a0», rangez-le dans actors/ [dossier]",
	}
	for name, want := range tests {
		if _, err := knowledge.Load(around(t, name, goodActor)); err == nil || err.Error() != name+":1:1: "+want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSecondTree(t *testing.T) {
	const tree = "start: a\nnodes:\n  - {id: a, ask: \"Quoi\u00a0?\"}\n"
	files := around(t, "tree/autre.yaml", tree)
	files["tree/tree.yaml"] = &fstest.MapFile{Data: []byte(tree)}
	base, faults, err := knowledge.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	if got := faults.Error(); got != "tree/autre.yaml:1:1: l'arbre est déjà écrit dans tree/tree.yaml [doublon]" || base.Tree.At.File != "tree/tree.yaml" {
		t.Errorf("%s; the tree is that of %s", got, base.Tree.At.File)
	}
}

func TestBounds(t *testing.T) {
	files := around(t, "actors/occitanie/large.yaml", "name: \""+strings.Repeat("a", 2<<20)+"\"")
	if _, err := knowledge.Load(files); err == nil || !strings.Contains(err.Error(), "dépasse") {
		t.Errorf("a huge file: %.80v", err)
	}
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
	if _, err := knowledge.Load(around(t, "actors/occitanie/bomb.yaml", bomb)); err == nil {
		t.Error("a bomb is read")
	}
	deep := "territory: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000)
	if _, err := knowledge.Load(around(t, "actors/occitanie/deep.yaml", deep)); err == nil {
		t.Error("a deep file is read")
	}
	many := fstest.MapFS{}
	for i := range 5001 {
		many[fmt.Sprintf("actors/a/f%d.yaml", i)] = &fstest.MapFile{Data: []byte("x")}
	}
	if _, err := knowledge.Load(many); err == nil {
		t.Error("too many files are read")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(goodActor)
	f.Add("- &a\n- *a")
	f.Add("\xff\x00: [")
	f.Add("a: {b: [c, {d: !!binary x}]}")
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"actors/a/x.yaml", "tree/tree.yaml", "wording/w.yaml", "areas/a.yaml", "vocabulary/codes.yaml"} {
			base, faults, err := knowledge.Read(fstest.MapFS{name: {Data: []byte(text)}})
			if err != nil || base == nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, fault := range faults {
				if fault.Pos.File == "" || fault.Pos.Line < 1 || fault.Pos.Col < 1 || fault.Message == "" {
					t.Fatalf("%s: fault without a place: %+v", name, fault)
				}
			}
		}
	})
}
