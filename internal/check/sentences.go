package check

import (
	_ "embed"
	"slices"
	"strings"

	"jalon/knowledge"
)

// sentencesFile lists what the program says: one key of the wording a line, then "button" when it is the text of a button,
// and the names that may stand in braces, "*" when they are not known. A key that ends with ".*" is a family whose members
// depend on an answer. A name alone in braces is one that a room fills in by itself. A test makes the list again from the Go sources of the whole module and refuses a difference.
//
//go:embed sentences.txt
var sentencesFile string

// said is one sentence of the program.
type said struct {
	key    string
	button bool
	// names are what may stand in braces; anyName is true when that is not known.
	names   []string
	anyName bool
}

// sentences lists the sentences of such a file, families apart.
func sentences(file string) []said {
	var all []said
	for row := range strings.Lines(file) {
		words := strings.Fields(row)
		if len(words) == 0 || strings.ContainsAny(words[0][:1], "#{") || strings.HasSuffix(words[0], "*") {
			continue
		}
		one := said{key: words[0]}
		for _, word := range words[1:] {
			switch word {
			case "button":
				one.button = true
			case "*":
				one.anyName = true
			default:
				one.names = append(one.names, word)
			}
		}
		all = append(all, one)
	}
	return all
}

// filled lists the names in braces that a room fills in by itself.
func filled(file string) []string {
	var names []string
	for row := range strings.Lines(file) {
		if row = strings.TrimSpace(row); strings.HasPrefix(row, "{") {
			names = append(names, strings.Trim(row, "{}"))
		}
	}
	return names
}

// families lists the beginnings of the families of sentences: "message.stage.".
func families(file string) []string {
	var all []string
	for row := range strings.Lines(file) {
		if words := strings.Fields(row); len(words) > 0 && strings.HasSuffix(words[0], ".*") {
			all = append(all, strings.TrimSuffix(words[0], "*"))
		}
	}
	return all
}

// spoken is what a base must say: the sentences of the list, and for each family that follows a list of the vocabulary, one
// for each of its codes.
func spoken(base *knowledge.Base, file string) map[string]said {
	all := map[string]said{}
	for _, one := range sentences(file) {
		all[one.key] = one
	}
	for _, family := range families(file) {
		for _, slot := range []string{"stage", "holder", "sector", "need"} {
			codes := values(base.Vocabulary.List(slot))
			model, members := said{}, 0
			for _, code := range codes {
				if one, known := all[family+code]; known {
					model, members = one, members+1
				}
			}
			if members < 2 {
				continue
			}
			for _, code := range codes {
				model.key = family + code
				all[model.key] = model
			}
		}
	}
	return all
}

// Unsaid lists the sentences that the bot says and that the wording of a base lacks, sorted: people would be shown their keys.
func Unsaid(base *knowledge.Base) []string {
	var missing []string
	for key := range spoken(base, sentencesFile) {
		if _, known := base.Wording[key]; !known {
			missing = append(missing, key)
		}
	}
	slices.Sort(missing)
	return missing
}

// keyOf is the place of a key of the wording.
func (s *subject) keyOf(key string) knowledge.Pos {
	pos := s.base.Wording[key].Pos
	return s.inside(knowledge.String{Value: key, Pos: knowledge.Pos{File: pos.File, Line: pos.Line, Col: 1}}, key)
}

// beside is where a missing sentence belongs: at the last of those that begin like it.
func (s *subject) beside(key string) knowledge.Pos {
	for prefix := key; prefix != ""; {
		at := strings.LastIndexByte(prefix, '.')
		if at < 0 {
			break
		}
		prefix = prefix[:at]
		var found []knowledge.Pos
		for other, text := range s.base.Wording {
			if strings.HasPrefix(other, prefix+".") {
				found = append(found, text.Pos)
			}
		}
		if len(found) > 0 {
			last := slices.MaxFunc(found, comparePos)
			return knowledge.Pos{File: last.File, Line: last.Line, Col: 1}
		}
	}
	var all []knowledge.Pos
	for _, text := range s.base.Wording {
		all = append(all, text.Pos)
	}
	if len(all) == 0 {
		return knowledge.Pos{File: "wording", Line: 1, Col: 1}
	}
	return knowledge.Pos{File: slices.MinFunc(all, comparePos).File, Line: 1, Col: 1}
}

func comparePos(a, b knowledge.Pos) int {
	if a.File != b.File {
		return strings.Compare(a.File, b.File)
	}
	return a.Line - b.Line
}
