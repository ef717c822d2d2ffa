package check

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"jalon/internal/recommend"
	"jalon/internal/understand"
	"jalon/knowledge"
)

// written is a day on which no entry of the shipped base is late.
var written = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

func TestShippedBaseIsRight(t *testing.T) {
	report, err := Run(knowledge.Files, options(t, written))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range slices.Concat(report.Errors, report.Warnings) {
		t.Error(f)
	}
	if report.Partial || report.Files < 600 {
		t.Errorf("partial %v, %d files", report.Partial, report.Files)
	}
}

// TestLaterOnlyReviewsAreDue makes sure that time alone brings nothing but reviews that are due.
func TestLaterOnlyReviewsAreDue(t *testing.T) {
	report, err := Run(knowledge.Files, options(t, written.AddDate(2, 0, 0)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Warnings {
		if f.Rule != "relecture" {
			t.Error(f)
		}
	}
	if len(report.Warnings) < 500 {
		t.Errorf("%d reviews due after two years", len(report.Warnings))
	}
	for _, f := range report.Errors {
		if f.Rule != "scénario" { // a late entry may lose its place
			t.Error(f)
		}
	}
}

// TestScenarios tries each scenario of the shipped base by itself.
func TestScenarios(t *testing.T) {
	base, _, err := knowledge.Read(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	o := options(t, written)
	s := newSubject(base, nil, o)
	s.rule = ruleScenario()
	if s.engine, err = o.engine(base); err != nil {
		t.Fatal(err)
	}
	reader := understand.New(base, o.Places)
	if len(base.Scenarios) < 60 {
		t.Errorf("%d scenarios, want at least 60", len(base.Scenarios))
	}
	for _, scenario := range base.Scenarios {
		t.Run(scenario.Name.Value, func(t *testing.T) {
			s.faults = nil
			trial := &trial{subject: s, scenario: scenario, told: map[knowledge.Pos]bool{}}
			if trial.prepare(reader) {
				trial.run()
			}
			for _, f := range s.faults {
				t.Error(f)
			}
		})
	}
}

func TestRulesAreDocumented(t *testing.T) {
	named := map[string]bool{}
	for _, rule := range Rules() {
		if named[rule.Name] || rule.Name == "" || !strings.HasSuffix(rule.Title, ".") || len(rule.Doc) < 100 {
			t.Errorf("rule %q: title %q, %d characters of doc", rule.Name, rule.Title, len(rule.Doc))
		}
		named[rule.Name] = true
		if found, _, ok := Explain(rule.Name); !ok || found.Name != rule.Name {
			t.Errorf("Explain(%q) = %q", rule.Name, found.Name)
		}
	}
	if _, near, ok := Explain("territoir"); ok || near != "territoire" {
		t.Errorf("Explain of a misspelling: %q %v", near, ok)
	}
	if rule, _, ok := Explain("CLE"); !ok || rule.Name != "clé" {
		t.Errorf("Explain without accents: %q", rule.Name)
	}
}

func TestNoBase(t *testing.T) {
	if _, err := Run(fstest.MapFS{"readme.txt": {Data: []byte("x")}}, options(t, today)); err != ErrNoBase { //nolint:errorlint // returned as it is
		t.Errorf("Run of nothing: %v", err)
	}
}

func TestBrokenFileDoesNotDrownItsFault(t *testing.T) {
	for _, name := range []string{"vocabulary/codes.yaml", "tree/tree.yaml", "actors/occitanie/fabrique-du-causse.yaml", "references/references.yaml"} {
		files := toy(t, "")
		data, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: []byte("- [" + string(data))}
		o := options(t, today)
		o.sentences = toySentences(t)
		report, err := Run(files, o)
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Errors) == 0 || len(report.Errors) > 6 || !slices.ContainsFunc(report.Errors, func(f knowledge.Fault) bool { return f.Rule == "yaml" && f.Pos.File == name && f.Pos.Line == 1 }) {
			t.Errorf("%s broken: %v", name, report.Errors)
		}
	}
}

func TestExcerpt(t *testing.T) {
	tests := []struct {
		source    string
		line, col int
		want      string
	}{
		{"a: b\nété: cœur\n", 2, 6, "  |\n2 | été: cœur\n  |      ^~~~\n"},
		{"nom: \"été: x\" # oui\n", 1, 6, "  |\n1 | nom: \"été: x\" # oui\n  |      ^~~~~~~~\n"},
		{"e\u0301te\u0301: x\n", 1, 8, "  |\n1 | e\u0301te\u0301: x\n  |      ^\n"},
		{"\ta: [x, y]\n", 1, 6, "  |\n1 | \ta: [x, y]\n  | \t    ^\n"},
		{"漢字: x\n", 1, 5, "  |\n1 | 漢字: x\n  |       ^\n"},
		{"a\n", 9, 1, ""},
		{"a", 1, 9, "  |\n1 | a\n  |  ^\n"},
	}
	for _, test := range tests {
		if got := Excerpt(test.source, knowledge.Pos{File: "f", Line: test.line, Col: test.col}); got != test.want {
			t.Errorf("Excerpt(%q, %d:%d) =\n%swant\n%s", test.source, test.line, test.col, got, test.want)
		}
	}
	long := strings.Repeat("mot ", 100) + "\"ici\"" + strings.Repeat(" mot", 100)
	out := Excerpt(long, knowledge.Pos{File: "f", Line: 1, Col: 401})
	rows := strings.Split(out, "\n")
	if at := strings.Index(rows[2], "^"); at < 0 || !strings.HasPrefix(string([]rune(rows[1])[at:]), "\"ici\"") || len([]rune(rows[1])) > maxWidth+12 {
		t.Errorf("long line:\n%s", out)
	}
}

func TestCover(t *testing.T) {
	base, faults, err := knowledge.Read(toy(t, ""))
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	o := options(t, today)
	c := Cover(base, o.Places, recommend.New(base, o.Places, nil), today)
	if want := 107 * 4 * 4 * 3; len(c.Cells) != want || len(c.Departments) != 107 {
		t.Fatalf("%d cells in %d departments, want %d in 107", len(c.Cells), len(c.Departments), want)
	}
	ignore := gocmp.FilterPath(func(p gocmp.Path) bool { return p.Last().String() == ".reachable" || p.Last().String() == ".late" }, gocmp.Ignore())
	at := slices.IndexFunc(c.Cells, func(c Cell) bool {
		return c.Department == "48" && c.Stage == "creation" && c.Holder == "collective" && c.Sector == "housing"
	})
	want := Cell{Stage: "creation", Holder: "collective", Sector: "housing", Department: "48", Level: "department", Relaxed: []string{}, Actors: 2, First: "fabrique-du-causse"}
	if diff := gocmp.Diff(want, c.Cells[at], ignore); diff != "" {
		t.Errorf("cell (-want +got):\n%s", diff)
	}
	lozere := c.Departments[slices.IndexFunc(c.Departments, func(d Department) bool { return d.Code == "48" })]
	if diff := gocmp.Diff(Department{Code: "48", Name: "Lozère", Best: "department", Worst: "national", Department: 12, National: 36, Actors: 2, Own: 1}, lozere); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
	kinds := map[string]int{}
	for _, a := range c.Anomalies {
		kinds[a.Kind]++
	}
	if diff := gocmp.Diff(map[string]int{OnlyNational: 107, OneActor: 107}, kinds); diff != "" {
		t.Errorf("anomalies (-want +got):\n%s", diff)
	}
}

func TestCoverTellsWhereAllIsOverdue(t *testing.T) {
	base, _, err := knowledge.Read(toy(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	base.Actor("fabrique-du-causse").ReviewBy = knowledge.Date{Time: today.AddDate(-1, 0, 0), Precision: "day"}
	base.Actor("reseau-national").ReviewBy = knowledge.Date{}
	o := options(t, today)
	overdue := func() (n int) {
		for _, a := range Cover(base, o.Places, recommend.New(base, o.Places, nil), today).Anomalies {
			if a.Kind == AllOverdue {
				n += a.Cells
			}
		}
		return n
	}
	if n := overdue(); n != 0 {
		t.Errorf("%d cells all overdue while a national actor is in time", n)
	}
	base.Actor("reseau-national").ReviewBy = base.Actor("fabrique-du-causse").ReviewBy
	if n := overdue(); n != 107*48 {
		t.Errorf("%d cells all overdue, want %d", n, 107*48)
	}
}

func TestCompare(t *testing.T) {
	read := func(fixture string) *knowledge.Base {
		base, faults, err := knowledge.Read(toy(t, fixture))
		if err != nil || len(faults) > 0 {
			t.Fatal(err, faults)
		}
		return base
	}
	o := options(t, today)
	before := read("")
	if same := Compare(before, read(""), o.Places, today); len(same.Added)+len(same.Changed)+len(same.Removed)+len(same.Moved) > 0 {
		t.Errorf("nothing changed: %+v", same)
	}
	after := read("testdata/diff")
	impact := Compare(before, after, o.Places, today)
	impact.Moved, impact.Relaxed = impact.Moved[:min(len(impact.Moved), 2)], impact.Relaxed[:min(len(impact.Relaxed), 1)]
	want := Impact{
		Added:   []Change{{Kind: "actor", ID: "couveuse", Name: "Couveuse du Gévaudan"}},
		Changed: []Change{{Kind: "actor", ID: "reseau-national", Name: "Réseau national", Fields: []FieldChange{{"stages", "idea, creation, consolidation, development", "creation, consolidation, development"}}}},
		Removed: []Change{{Kind: "scenario", ID: "Mende, un groupe monte son projet", Name: "Mende, un groupe monte son projet"}},
		Moved: []Move{
			{Department: "48", Stage: "idea", Holder: "collective", Sector: "mobility", From: []string{"fabrique-du-causse"}, To: []string{"couveuse", "fabrique-du-causse"}, Relaxed: []string{}},
			{Department: "48", Stage: "idea", Holder: "collective", Sector: "housing", From: []string{"fabrique-du-causse"}, To: []string{"couveuse", "fabrique-du-causse"}, Relaxed: []string{}},
		},
		Relaxed: []Move{{Department: "01", Stage: "idea", Holder: "individual", Sector: "mobility", From: []string{"reseau-national"}, To: []string{"reseau-national"}, Relaxed: []string{"sector", "holder", "stage"}}},
		Empty:   []Move{}, Cells: 107 * 48,
	}
	if diff := gocmp.Diff(want, impact); diff != "" {
		t.Errorf("impact (-want +got):\n%s", diff)
	}
}

func TestGroupSaysMovesInFewLines(t *testing.T) {
	base, _, err := knowledge.Read(toy(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	var moves []Move
	for _, department := range []string{"48", "12"} {
		for _, holder := range []string{"individual", "collective"} {
			for _, sector := range []string{"mobility", "housing", "other"} {
				moves = append(moves, Move{Department: department, Stage: "idea", Holder: holder, Sector: sector, From: []string{"reseau-national"}, To: []string{"fabrique-du-causse"}})
			}
		}
	}
	moves = append(moves, Move{Department: "07", Stage: "creation", Holder: "authority", Sector: "housing", From: []string{"reseau-national"}, To: []string{}})
	want := []Line{
		{Where: "Aveyron, Lozère · idée · une personne, un groupe · tous les domaines", Cells: 12, From: "Réseau national", To: "La Fabrique du Causse"},
		{Where: "Ardèche · montage · une collectivité · habitat", Cells: 1, From: "Réseau national", To: "personne"},
	}
	if diff := gocmp.Diff(want, Group(moves, base, base, options(t, today).Places)); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func BenchmarkRun(b *testing.B) {
	o := options(b, written)
	for b.Loop() {
		if _, err := Run(knowledge.Files, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCover(b *testing.B) {
	base, _, err := knowledge.Read(knowledge.Files)
	if err != nil {
		b.Fatal(err)
	}
	o := options(b, written)
	for b.Loop() {
		Cover(base, o.Places, recommend.New(base, o.Places, nil), written)
	}
}

// BenchmarkCompare measures the worst of changes: a national actor goes, and every cell must be looked at.
func BenchmarkCompare(b *testing.B) {
	before, _, err := knowledge.Read(knowledge.Files)
	if err != nil {
		b.Fatal(err)
	}
	after, _, err := knowledge.Read(knowledge.Files)
	if err != nil {
		b.Fatal(err)
	}
	after.Actors = slices.DeleteFunc(after.Actors, func(a *knowledge.Actor) bool { return a.ID == "avise" })
	o := options(b, written)
	for b.Loop() {
		Compare(before, after, o.Places, written)
	}
}
