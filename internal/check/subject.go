package check

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"jalon/internal/geo"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

// subject is what the rules look at, and where they put what they find.
type subject struct {
	base    *knowledge.Base
	places  *geo.Gazetteer
	engine  *recommend.Engine // nil when the form has faults
	day     time.Time
	sources map[string]string // the text of the files, by path
	others  []string          // files that are no part of a base
	texts   []text
	lists   []list
	entries []entry
	said    string                   // the list of what the program says, as sentences.txt
	keyAt   map[knowledge.Pos]string // the key of each sentence of the wording, by its place

	rule   Rule // the rule under way
	faults knowledge.Faults
}

func newSubject(base *knowledge.Base, sources map[string]string, o Options) *subject {
	s := &subject{base: base, places: o.Places, day: o.Day, sources: sources}
	s.said = cmp.Or(o.sentences, sentencesFile)
	s.texts, s.lists = collect(base)
	s.entries, s.keyAt = entriesOf(base), map[knowledge.Pos]string{}
	for key, text := range base.Wording {
		s.keyAt[text.Pos] = key
	}
	return s
}

// fault puts down a fault of the rule under way.
func (s *subject) fault(pos knowledge.Pos, format string, args ...any) {
	if pos.IsZero() {
		return // a value that could not be read has its own fault
	}
	s.faults = append(s.faults, knowledge.Fault{Pos: pos, Rule: s.rule.Name, Message: fmt.Sprintf(format, args...), Warning: s.rule.Warning})
}

// meant is the "vouliez-vous dire" of a message, empty when nothing is near.
func meant(word string, candidates []string) string {
	if near := knowledge.Nearest(word, candidates); near != "" {
		return fmt.Sprintf("\u00a0; vouliez-vous dire \"%s\"\u00a0?", near)
	}
	return ""
}

// maxSource is the largest file read, in bytes; the knowledge package refuses larger ones.
const maxSource = 1 << 20

// readSources reads the YAML files of the folders, by path, and lists the other files that stand among them. Files at the
// root are listed only when they look like entries put at the wrong place.
func readSources(fsys fs.FS) (sources map[string]string, others []string, err error) {
	sources = map[string]string{}
	err = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(entry.Name(), ".") && name != "."
		switch {
		case entry.IsDir() && (hidden || name == "schema"):
			return fs.SkipDir
		case entry.IsDir() || hidden:
			return nil
		}
		extension, rooted := path.Ext(name), !strings.Contains(name, "/")
		isYAML := extension == ".yaml" || extension == ".yml"
		switch {
		case isYAML && !rooted && entry.Type().IsRegular():
			data, err := readSource(fsys, name)
			sources[name] = data
			return err
		case isYAML, !rooted && extension != ".go" && extension != ".md":
			others = append(others, name)
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read files: %w", err)
	}
	return sources, others, nil
}

func readSource(fsys fs.FS, name string) (string, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil || info.Size() > maxSource {
		return "", err //nolint:wrapcheck // wrapped by the caller
	}
	data, err := fs.ReadFile(fsys, name)
	return string(data), err //nolint:wrapcheck // wrapped by the caller
}

// inside returns the place of a part of a text: the column of the words themselves rather than of the opening quote. The
// text's own place is the answer when the words are not found as they are.
func (s *subject) inside(text knowledge.String, part string) knowledge.Pos {
	pos := text.Pos
	source, known := s.sources[pos.File]
	if !known || part == "" {
		return pos
	}
	part = plainSpaces(part)
	line, escaped := 0, false
	for row := range strings.SplitSeq(source, "\n") {
		line++
		if line < pos.Line {
			continue
		}
		row, from := plainSpaces(row), 0
		if line == pos.Line {
			from = byteOffset(row, pos.Col-1)
			if strings.HasPrefix(row[from:], `"`) {
				from, escaped = from+1, true
			}
		}
		spellings := []string{part, strings.ReplaceAll(part, `"`, `\"`)}
		if escaped {
			spellings = spellings[1:]
		}
		for _, spelling := range spellings {
			if at := strings.Index(row[from:], spelling); at >= 0 {
				return knowledge.Pos{File: pos.File, Line: line, Col: 1 + utf8.RuneCountInString(row[:from+at])}
			}
		}
		if line > pos.Line+lastLine(text.Value) {
			break
		}
	}
	return pos
}

// lastLine is how many lines below its first a text may run in a file.
func lastLine(value string) int { return 2 + strings.Count(value, "\n") + len(value)/40 }

// byteOffset is the offset in bytes of a column counted in characters.
func byteOffset(row string, column int) int {
	for i := range row {
		if column == 0 {
			return i
		}
		column--
	}
	return len(row)
}

func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
