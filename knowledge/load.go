package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// Bounds on a whole base.
const (
	maxFiles = 5000
	maxBytes = 64 << 20
)

// ErrTooLarge is returned for a folder that holds far more than a knowledge base.
var ErrTooLarge = errors.New("knowledge: too many files or bytes for a base")

// Load reads a base and refuses it when anything in it is wrong: the error is then Faults, every fault at its place.
func Load(fsys fs.FS) (*Base, error) {
	base, faults, err := Read(fsys)
	if err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return base, nil
}

// Read reads a base with whatever is right in it and tells all the faults of form: unreadable YAML, unknown keys, missing
// values, codes outside the vocabulary, references to nothing. The error is for a folder that cannot be read at all.
func Read(fsys fs.FS) (*Base, Faults, error) {
	files, err := readFiles(fsys)
	if err != nil {
		return nil, nil, err
	}
	parts := make([]*part, len(files))
	var wait sync.WaitGroup
	for worker := range 2 {
		wait.Go(func() {
			for i := worker; i < len(files); i += 2 {
				parts[i] = readPart(files[i])
			}
		})
	}
	wait.Wait()
	base := &Base{Wording: map[string]String{}, Digest: digest(files)}
	var faults Faults
	for _, p := range parts {
		faults = append(faults, p.faults...)
		faults = append(faults, base.add(p)...)
	}
	faults = append(faults, base.link()...)
	return base, faults.Sort(), nil
}

// file is one YAML file of a base.
type file struct {
	path string
	data []byte
}

func readFiles(fsys fs.FS) ([]file, error) {
	var files []file
	total := 0
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(entry.Name(), ".") && name != "."
		if entry.IsDir() {
			if hidden {
				return fs.SkipDir
			}
			return nil
		}
		if hidden || !entry.Type().IsRegular() || !yamlName(name) || !strings.Contains(name, "/") {
			return nil
		}
		data, err := readBounded(fsys, name)
		if err != nil {
			return err
		}
		files = append(files, file{name, data})
		if total += len(data); total > maxBytes || len(files) > maxFiles {
			return ErrTooLarge
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read knowledge base: %w", err)
	}
	return files, nil
}

// readBounded reads a file, or just enough of it to tell that it is too large.
func readBounded(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if info.Size() > maxFileBytes {
		return make([]byte, maxFileBytes+1), nil
	}
	return fs.ReadFile(fsys, name)
}

func yamlName(name string) bool {
	extension := path.Ext(name)
	return extension == ".yaml" || extension == ".yml"
}

func digest(files []file) string {
	sum := sha256.New()
	for _, f := range files {
		fmt.Fprintf(sum, "%s %d\n", f.path, len(f.data))
		sum.Write(f.data)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// part is what one file brings to the base.
type part struct {
	path   string
	value  any
	faults Faults
}

// shape returns an empty value of the type that files of a folder hold, nil for a folder that the base does not have.
func shape(name string) any {
	folder, rest, _ := strings.Cut(name, "/")
	switch folder {
	case "actors":
		return &Actor{}
	case "programmes":
		return &Programme{}
	case "projects":
		return &Project{}
	case "resources":
		return &[]*Resource{}
	case "glossary":
		return &[]*Term{}
	case "areas":
		return &[]*Area{}
	case "references":
		return &[]*Reference{}
	case "scenarios":
		return &[]*Scenario{}
	case "tree":
		return &Tree{}
	case "wording":
		return &map[string]String{}
	case "vocabulary":
		return vocabularyShape(rest)
	}
	return nil
}

func vocabularyShape(rest string) any {
	switch {
	case strings.HasPrefix(rest, "words/"):
		return &[]LexiconEntry{}
	case strings.HasPrefix(rest, "synonyms/"):
		return &[]Synonym{}
	case rest == "codes.yaml":
		return &Vocabulary{}
	}
	return nil
}

// Folders are the folders that a base may have.
func Folders() []string {
	return []string{"actors", "areas", "glossary", "programmes", "projects", "references", "resources", "scenarios", "tree", "vocabulary", "wording"}
}

func readPart(f file) *part {
	p := &part{path: f.path, value: shape(f.path)}
	if p.value == nil {
		folder, _, _ := strings.Cut(f.path, "/")
		if folder == "schema" {
			return p
		}
		hint := meant(folder, Folders())
		if says, found := belongs(f); found && hint == "" {
			hint = says
		}
		p.faults = Faults{{Pos: Pos{f.path, 1, 1}, Rule: "dossier", Message: "ce fichier n'est dans aucun dossier connu" + hint}}
		return p
	}
	d := &decoder{file: f.path}
	d.decode(f.data, p.value)
	p.faults = d.faults
	if len(p.faults) < misplaced {
		return p
	}
	if says, found := belongs(f); found {
		p.value = nil
		p.faults = Faults{{Pos: Pos{f.path, 1, 1}, Rule: "dossier", Message: "ce fichier n'est pas dans le bon dossier" + says}}
	}
	return p
}

// misplaced is how many faults a file has at least when it is looked for in another folder: with fewer, a key lacks.
const misplaced = 3

// belongs says in which folder a file would be right as it is.
func belongs(f file) (says string, found bool) {
	for _, kind := range fileKinds() {
		value := shape(kind.sample)
		if _, flat := value.(*map[string]String); flat {
			continue // nearly anything could be sentences
		}
		d := &decoder{file: f.path}
		if d.decode(f.data, value); len(d.faults) == 0 {
			folder := strings.TrimSuffix(path.Dir(kind.sample), "/national")
			return fmt.Sprintf("\u00a0: il a la forme «\u00a0%s\u00a0», rangez-le dans %s/", kind.title, folder), true
		}
	}
	return "", false
}

// treeFile is where the tree is written.
const treeFile = "tree/tree.yaml"

// add puts the entries of one file into the base.
func (b *Base) add(p *part) Faults {
	id := strings.TrimSuffix(path.Base(p.path), path.Ext(p.path))
	switch value := p.value.(type) {
	case *Actor:
		value.ID, b.Actors = id, append(b.Actors, value)
	case *Programme:
		value.ID, b.Programmes = id, append(b.Programmes, value)
	case *Project:
		value.ID, b.Projects = id, append(b.Projects, value)
	case *[]*Resource:
		b.Resources = append(b.Resources, *value...)
	case *[]*Term:
		b.Terms = append(b.Terms, *value...)
	case *[]*Area:
		b.Areas = append(b.Areas, *value...)
	case *[]*Reference:
		b.References = append(b.References, *value...)
	case *[]*Scenario:
		b.Scenarios = append(b.Scenarios, *value...)
	case *[]LexiconEntry:
		b.Lexicon = append(b.Lexicon, *value...)
	case *[]Synonym:
		b.Synonyms = append(b.Synonyms, *value...)
	case *Vocabulary:
		b.Vocabulary = *value
	case *Tree:
		if first := b.Tree.At; !first.IsZero() && p.path == treeFile {
			b.Tree = *value
			return Faults{{Pos: first, Rule: "doublon", Message: fmt.Sprintf("l'arbre est déjà écrit dans %s", p.path)}}
		}
		if !b.Tree.At.IsZero() {
			return Faults{{Pos: value.At, Rule: "doublon", Message: fmt.Sprintf("l'arbre est déjà écrit dans %s", b.Tree.At.File)}}
		}
		b.Tree = *value
	case *map[string]String:
		return b.addWording(*value)
	}
	return nil
}

func (b *Base) addWording(texts map[string]String) Faults {
	var faults Faults
	for key, text := range texts {
		if first, twice := b.Wording[key]; twice {
			faults = append(faults, Fault{Pos: text.Pos, Rule: "doublon", Message: fmt.Sprintf("la phrase \"%s\" est déjà écrite en %s", key, first.Pos)})
			continue
		}
		b.Wording[key] = text
	}
	return faults
}

// sortEntries puts entries in the order of their ids, whatever the order of the files.
func sortEntries[T any](list []T, id func(T) string) {
	slices.SortStableFunc(list, func(a, b T) int { return strings.Compare(id(a), id(b)) })
}
