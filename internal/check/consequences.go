package check

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"jalon/knowledge"
)

var meantKey = regexp.MustCompile(`vouliez-vous dire "([^"]+)"`)

// referred gives, for the folders of lists of entries, how a fault names the kind of entry that is cited.
func referred() map[string]string {
	return map[string]string{"references": "(reference)", "glossary": "(term)", "areas": "n'existe pas dans areas/", "tree": "(node)"}
}

// consequences drops the faults that only follow from another: a key that lacks because it is misspelled, links to an entry
// that cannot be read or whose id is wrong, codes of a vocabulary that cannot be read.
func (s *subject) consequences() {
	misspelled, unread, vocabulary := map[string]bool{}, map[string]bool{}, len(s.base.Vocabulary.Stages) > 0
	var kinds []string
	for _, f := range s.faults {
		if m := meantKey.FindStringSubmatch(f.Message); f.Rule == "clé" && m != nil {
			misspelled[f.Pos.File+" il manque la clé \""+m[1]+"\""] = true
		}
		if f.Rule == "yaml" || f.Rule == "dossier" {
			unread["\""+strings.TrimSuffix(path.Base(f.Pos.File), path.Ext(f.Pos.File))+"\""] = true
		}
		folder, _, _ := strings.Cut(f.Pos.File, "/")
		if kind := referred()[folder]; kind != "" && s.losesEntries(f) {
			kinds = append(kinds, kind)
		}
	}
	lost := func(f knowledge.Fault) bool {
		return slices.ContainsFunc(kinds, func(kind string) bool { return strings.Contains(f.Message, kind) })
	}
	s.faults = slices.DeleteFunc(s.faults, func(f knowledge.Fault) bool {
		first, _, _ := strings.Cut(f.Message, " ")
		return misspelled[f.Pos.File+" "+f.Message] || f.Rule == "lien" && (unread[first] || lost(f)) || f.Rule == "code" && !vocabulary
	})
}

// losesEntries reports whether a fault keeps entries of its file from being found under their ids.
func (s *subject) losesEntries(f knowledge.Fault) bool {
	switch f.Rule {
	case "yaml", "identifiant":
		return true
	case "type":
		return strings.HasPrefix(f.Message, "une liste est attendue ici, pas des lignes") && f.Pos.Col == 1
	case "doublon":
		return strings.HasPrefix(f.Message, "l'identifiant")
	case "manque", "clé":
		return strings.Contains(f.Message, "\"id\"")
	}
	return false
}

// unproven drops the scenarios that do not hold around entries that have faults of their own, and reports whether there were
// any: they are tried again when those are right.
func (s *subject) unproven(others knowledge.Faults) bool {
	faulty := map[string]bool{}
	for _, f := range others {
		folder, _, _ := strings.Cut(f.Pos.File, "/")
		if !f.Warning && (folder == "actors" || folder == "programmes") {
			faulty[strings.TrimSuffix(path.Base(f.Pos.File), path.Ext(f.Pos.File))] = true
		}
	}
	before := len(s.faults)
	s.faults = slices.DeleteFunc(s.faults, func(f knowledge.Fault) bool {
		around := slices.ContainsFunc(others, func(other knowledge.Fault) bool { return other.Pos == f.Pos })
		return f.Rule == "scénario" && (around || slices.ContainsFunc(strings.FieldsFunc(f.Message, isSeparator), func(id string) bool { return faulty[id] }))
	})
	return len(s.faults) < before
}

func isSeparator(r rune) bool { return strings.ContainsRune(" ,\"\u00a0", r) }

// flood is how many times the same thing is said before it is said once.
const flood = 3

// floods says once what is wrong in the same words at many places: a code or an id that was renamed or removed.
func (s *subject) floods() {
	times := map[string]knowledge.Faults{}
	s.faults = s.faults.Sort()
	for _, f := range s.faults {
		if f.Rule == "code" || f.Rule == "lien" {
			times[f.Rule+f.Message] = append(times[f.Rule+f.Message], f)
		}
	}
	for _, same := range times {
		if len(same) <= flood {
			continue
		}
		first, pos := same[0], same[0].Pos
		s.faults = slices.DeleteFunc(s.faults, func(f knowledge.Fault) bool { return f.Rule == first.Rule && f.Message == first.Message })
		last := same[len(same)-1].Pos
		cited, _, _ := strings.Cut(first.Message, "\u00a0;")
		first.Message = fmt.Sprintf("%s, ici et à %d autres endroits, jusqu'à %s\u00a0: a-t-il été renommé ou retiré\u00a0?", cited, len(same)-1, last)
		if at, renamed := s.unused(cited); renamed && first.Rule == "code" {
			first.Pos = at
			first.Message = fmt.Sprintf("%s, mais %d endroits l'emploient, de %s à %s\u00a0; un code ne change jamais\u00a0: est-ce celui-ci qui a été renommé\u00a0?", cited, len(same), pos, last)
		}
		s.faults = append(s.faults, first)
	}
}

var listOf = regexp.MustCompile(`\(([a-z]+)\)$`)

// unused is the place of the only code of the vocabulary that no entry uses, in the list that a message names.
func (s *subject) unused(message string) (at knowledge.Pos, only bool) {
	m := listOf.FindStringSubmatch(message)
	if m == nil {
		return at, false
	}
	var codes []knowledge.String
	for _, code := range s.base.Vocabulary.List(m[1]) {
		codes = append(codes, code.Code)
	}
	if m[1] == "kind" {
		for _, kind := range s.base.Vocabulary.Kinds {
			codes = append(codes, kind.Code)
		}
	}
	used := map[string]bool{}
	for _, t := range s.texts {
		if t.tag.Get("code") == m[1] {
			used[t.Value] = true
		}
	}
	codes = slices.DeleteFunc(codes, func(code knowledge.String) bool { return used[code.Value] })
	if len(codes) != 1 {
		return at, false
	}
	return codes[0].Pos, true
}
