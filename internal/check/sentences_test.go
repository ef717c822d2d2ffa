package check

import (
	"cmp"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"jalon/knowledge"
)

var update = flag.Bool("update", false, "rewrite the expected files")

const sentencesHead = `# What the program says: made by "go test ./internal/check -run Sentences -update" from the Go sources of the module.
# A key of the wording, "button" for the text of a button, the names that may stand in braces ("*": not known).
`

// TestSentencesAreThoseOfTheProgram makes the list of sentences again from the Go sources and refuses a difference: a key
// added, changed or dropped in any room shows here, and the wording is then checked against the new list.
func TestSentencesAreThoseOfTheProgram(t *testing.T) {
	base, _, err := knowledge.Read(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	got := sentencesHead + scanModule(t, filepath.Join("..", ".."), base).list(base)
	if *update {
		if err := os.WriteFile("sentences.txt", []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := gocmp.Diff(strings.Split(sentencesFile, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("sentences.txt is not what the sources say (-committed +sources); run the test with -update and review:\n%s", diff)
	}
}

// scan is what the sources say.
type scan struct {
	keys map[string]*saying
	// sayers are the functions whose first argument is a key: those that index the wording by it, and those that pass it on.
	sayers map[string]string
	files  []*ast.File
	// literals are all the texts of the rooms that speak: members of families and tables of keys are among them.
	literals map[string]bool
	// braced are the names in braces written in any room.
	braced map[string]bool
}

type saying struct {
	button, anyName bool
	names           map[string]bool
}

// scanModule reads the sources of the rooms that speak, tests and this room apart.
func scanModule(t *testing.T, root string, base *knowledge.Base) *scan {
	t.Helper()
	s := &scan{keys: map[string]*saying{}, sayers: map[string]string{}, literals: map[string]bool{}, braced: map[string]bool{}}
	err := filepath.WalkDir(filepath.Join(root, "internal"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "check") {
			return filepath.SkipDir
		}
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		s.files = append(s.files, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range s.files {
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				text, _ := literal(lit)
				s.braced[text] = true
			}
			return true
		})
	}
	s.files = speaking(s.files, base)
	for before := -1; before != len(s.sayers); {
		before = len(s.sayers)
		for _, file := range s.files {
			s.findSayers(file)
		}
	}
	for _, file := range s.files {
		s.findKeys(file)
	}
	if len(s.sayers) < 2 || len(s.keys) < 100 {
		t.Fatalf("only %d functions and %d keys found", len(s.sayers), len(s.keys))
	}
	return s
}

// speaking keeps the files of the packages in which some text is a key of the wording, or the beginning of one.
func speaking(files []*ast.File, base *knowledge.Base) []*ast.File {
	starts := map[string]bool{}
	for key := range base.Wording {
		for i := range key {
			if key[i] == '.' {
				starts[key[:i+1]], starts[key] = true, true
			}
		}
	}
	speaks := map[string]bool{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				text, _ := literal(lit)
				speaks[file.Name.Name] = speaks[file.Name.Name] || starts[text]
			}
			return true
		})
	}
	return slices.DeleteFunc(files, func(f *ast.File) bool { return !speaks[f.Name.Name] })
}

// findSayers learns the functions, and the closures with a name, whose first parameter is a key. A closure is known by the
// function that holds it.
func (s *scan) findSayers(file *ast.File) {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		s.learn(f.Name.Name, "", f.Type, f.Body)
		ast.Inspect(f, func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == 1 {
				name, named := a.Lhs[0].(*ast.Ident)
				if c, ok := a.Rhs[0].(*ast.FuncLit); ok && named {
					s.learn(name.Name, f.Name.Name, c.Type, c.Body)
				}
			}
			return true
		})
	}
}

// learn makes a function a sayer when its first parameter is used as a key; one that hands its key to a button makes buttons.
func (s *scan) learn(name, within string, typ *ast.FuncType, body *ast.BlockStmt) {
	if len(typ.Params.List) == 0 || len(typ.Params.List[0].Names) == 0 {
		return
	}
	parameter := typ.Params.List[0].Names[0].Name
	isKey := func(e ast.Expr) bool { id, ok := e.(*ast.Ident); return ok && id.Name == parameter }
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IndexExpr:
			if x, ok := n.X.(*ast.SelectorExpr); ok && x.Sel.Name == "Wording" && isKey(n.Index) {
				s.sayers[within+"/"+name] = "say"
			}
		case *ast.CallExpr:
			if kind := s.kind(n, within); kind != "" && isKey(n.Args[0]) && s.sayers[within+"/"+name] == "" {
				s.sayers[within+"/"+name] = "pass"
				if kind == "button" || callee(n) == "button" {
					s.sayers[within+"/"+name] = "button"
				}
			}
		}
		return true
	})
}

// kind is what the function called does with its first argument: "say" it, make a "button" of it, "pass" it on, "" nothing.
func (s *scan) kind(call *ast.CallExpr, within string) string {
	if len(call.Args) == 0 {
		return ""
	}
	return cmp.Or(s.sayers[within+"/"+callee(call)], s.sayers["/"+callee(call)])
}

func callee(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

var keyPattern = regexp.MustCompile(`^[a-z]+(-[a-z]+)*(\.[a-z0-9-]+)+$`)

// filePattern is the name of a file, which is no key.
var filePattern = regexp.MustCompile(`\.(?:css|csv|go|gz|html|js|json|md|pdf|png|svg|tsv|txt|yaml)$`)

// bracedName is a name in braces that some room replaces by itself.
var bracedName = regexp.MustCompile(`^\{[a-z]+\}$`)

func (s *scan) findKeys(file *ast.File) {
	for _, d := range file.Decls {
		within, assigned := "", map[string][]string{}
		if f, ok := d.(*ast.FuncDecl); ok {
			within, assigned = f.Name.Name, assignments(f)
		}
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec, *ast.StructType:
				return false
			case *ast.BasicLit:
				if text, ok := literal(n); ok {
					s.literals[text] = true
				}
			case *ast.IndexExpr:
				if x, ok := n.X.(*ast.SelectorExpr); ok && x.Sel.Name == "Wording" && pattern(n.Index) != "*" {
					s.say(pattern(n.Index)).anyName = true
				}
			case *ast.KeyValueExpr:
				if field, ok := n.Key.(*ast.Ident); ok && field.Name == "Label" {
					s.label(n.Value, within, assigned)
				}
			case *ast.CallExpr:
				if kind := s.kind(n, within); kind != "" {
					s.call(n, kind, assigned)
				}
			}
			return true
		})
	}
}

// assignments lists the texts that each variable of a function is given.
func assignments(f *ast.FuncDecl) map[string][]string {
	all := map[string][]string{}
	ast.Inspect(f, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == len(a.Rhs) {
			for i := range a.Lhs {
				name, named := a.Lhs[i].(*ast.Ident)
				if text, ok := literal(a.Rhs[i]); ok && named {
					all[name.Name] = append(all[name.Name], text)
				}
			}
		}
		return true
	})
	return all
}

// label marks the key of a text that stands on a button.
func (s *scan) label(value ast.Expr, within string, assigned map[string][]string) {
	ast.Inspect(value, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && s.kind(call, within) != "" {
			for _, key := range keysOf(call.Args[0], assigned) {
				s.say(key).button = true
			}
		}
		return true
	})
}

func (s *scan) say(key string) *saying {
	if s.keys[key] == nil {
		s.keys[key] = &saying{names: map[string]bool{}}
	}
	return s.keys[key]
}

// call learns the keys of one call, whether they are buttons, and the names that the call fills.
func (s *scan) call(call *ast.CallExpr, kind string, assigned map[string][]string) {
	for _, key := range keysOf(call.Args[0], assigned) {
		said := s.say(key)
		switch {
		case kind == "button" || callee(call) == "button":
			said.button = true
		case kind == "pass" || call.Ellipsis.IsValid():
			said.anyName = true
		}
		if kind != "say" || callee(call) == "button" {
			continue
		}
		for i := 1; i < len(call.Args); i += 2 {
			if name, ok := literal(call.Args[i]); ok {
				said.names[name] = true
			} else {
				said.anyName = true
			}
		}
	}
}

// keysOf is what the first argument of a call may be: a text, one that is partly worked out, or those that a variable is given.
func keysOf(e ast.Expr, assigned map[string][]string) []string {
	if key := pattern(e); key != "*" {
		return []string{key}
	}
	if name, ok := e.(*ast.Ident); ok {
		return slices.DeleteFunc(slices.Clone(assigned[name.Name]), func(text string) bool { return !strings.Contains(text, ".") })
	}
	return nil
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// pattern is a key as it is written: parts that are worked out are "*".
func pattern(e ast.Expr) string {
	if text, ok := literal(e); ok {
		return text
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return strings.ReplaceAll(pattern(e.X)+pattern(e.Y), "**", "*")
	case *ast.CallExpr:
		if callee(e) == "Sprintf" {
			if format, ok := literal(e.Args[0]); ok {
				return regexp.MustCompile(`%[a-z]`).ReplaceAllString(format, "*")
			}
		}
	}
	return "*"
}

// list writes the sentences down: exact keys, the keys of tables, the members that the base has of each family, the families.
func (s *scan) list(base *knowledge.Base) string {
	namespaces := map[string]bool{}
	for key := range s.keys {
		first, _, _ := strings.Cut(key, ".")
		namespaces[first] = true
	}
	for text := range s.literals {
		first, _, dotted := strings.Cut(text, ".")
		if dotted && keyPattern.MatchString(text) && !filePattern.MatchString(text) && namespaces[first] && s.keys[text] == nil {
			s.say(text).anyName = true
		}
	}
	rows := map[string]string{}
	for text := range s.braced {
		if bracedName.MatchString(text) {
			rows[text] = text
		}
	}
	for _, key := range slices.Sorted(maps.Keys(s.keys)) {
		if !strings.Contains(key, "*") {
			rows[key] = s.keys[key].row(key)
		}
	}
	for _, key := range slices.SortedFunc(maps.Keys(s.keys), func(a, b string) int { return cmp.Compare(len(b), len(a)) }) {
		if !strings.Contains(key, "*") {
			continue
		}
		for _, member := range s.members(key, base) {
			if rows[member] == "" {
				rows[member] = s.keys[key].row(member)
			}
		}
		if strings.Index(key, "*") == len(key)-1 {
			rows[key] = key
		}
	}
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		fmt.Fprintln(&b, rows[key])
	}
	return b.String()
}

func (w *saying) row(key string) string {
	row := key
	if w.button {
		row += " button"
	}
	for _, name := range slices.Sorted(maps.Keys(w.names)) {
		row += " " + name
	}
	if w.anyName {
		row += " *"
	}
	return row
}

// members lists the keys of the base that a family makes. What stands for the worked out part of a key that begins with it
// must be a text of the sources: "help" for "help.title".
func (s *scan) members(family string, base *knowledge.Base) []string {
	expression := regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(family), `\*`, "(.*)") + "$")
	var found []string
	for key := range base.Wording {
		parts := expression.FindStringSubmatch(key)
		if parts == nil || strings.HasPrefix(family, "*") && !s.literals[parts[1]] {
			continue
		}
		found = append(found, key)
	}
	return found
}

func TestFamiliesFollowTheVocabulary(t *testing.T) {
	base := &knowledge.Base{}
	for _, code := range []string{"idea", "creation", "consolidation", "development", "transmission"} {
		base.Vocabulary.Stages = append(base.Vocabulary.Stages, knowledge.Code{Code: knowledge.String{Value: code}})
	}
	if _, wanted := spoken(base, sentencesFile)["message.stage.transmission"]; !wanted {
		t.Error("a stage added to the vocabulary asks for no sentence")
	}
	if _, wanted := spoken(base, sentencesFile)["recap.transmission"]; wanted {
		t.Error("a family that is not about stages follows them")
	}
}
