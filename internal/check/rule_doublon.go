package check

import (
	"maps"
	"slices"
	"strings"

	"jalon/internal/geo"
	"jalon/knowledge"
)

func ruleTwice() Rule {
	return Rule{
		Name:  "doublon",
		Title: "Rien n'est écrit deux fois : clé, identifiant, valeur d'une liste, source, mot d'un même domaine.",
		Doc: `Deux fiches ne portent pas le même identifiant, une liste ne dit pas deux fois la même chose, une même source se cite une fois.
Un mot du lexique (vocabulary/words) mène à une seule réponse par question : s'il peut en dire deux, mettez-le dans weak.`,
		find: findTwice,
	}
}

func findTwice(s *subject) {
	for _, l := range s.lists {
		s.once("la valeur", l.values, func(v string) string { return v })
	}
	for _, e := range s.entries {
		var sources []knowledge.String
		for _, source := range e.Sources {
			sources = append(sources, source.URL, source.Ref)
		}
		s.once("la source", sources, func(v string) string { return v })
	}
	var nodes []knowledge.String
	for i := range s.base.Tree.Nodes {
		node := &s.base.Tree.Nodes[i]
		nodes = append(nodes, node.ID)
		var ids, labels []knowledge.String
		for _, choice := range node.Choices {
			ids, labels = append(ids, choice.ID), append(labels, choice.Label)
		}
		s.once("la réponse", ids, func(v string) string { return v })
		s.once("le bouton", labels, geo.Fold)
	}
	s.once("la question", nodes, func(v string) string { return v })
	for _, slot := range []string{"stage", "holder", "sector", "need", "condition"} {
		var codes []knowledge.String
		for _, code := range s.base.Vocabulary.List(slot) {
			codes = append(codes, code.Code)
		}
		s.once("le code", codes, func(v string) string { return v })
	}
	var kinds []knowledge.String
	for _, kind := range s.base.Vocabulary.Kinds {
		kinds = append(kinds, kind.Code)
	}
	s.once("le genre", kinds, func(v string) string { return v })
	s.lexiconOnce()
	s.typedOnce()
}

// typedOnce puts down the words that people type for two commands.
func (s *subject) typedOnce() {
	commands := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(s.base.Wording)) {
		if !strings.HasPrefix(key, "typed.") {
			continue
		}
		text := s.base.Wording[key]
		for word := range strings.SplitSeq(text.Value, "|") {
			other, twice := commands[geo.Fold(word)]
			if twice {
				s.fault(s.inside(text, word), "\"%s\" est déjà tapé pour \"%s\"", word, other)
			}
			commands[geo.Fold(word)] = key
		}
	}
}

// once puts down the values that come back in a list; key says when two are the same.
func (s *subject) once(what string, list []knowledge.String, key func(string) string) {
	first := map[string]knowledge.Pos{}
	for _, v := range list {
		if v.Pos.IsZero() {
			continue
		}
		at, twice := first[key(v.Value)]
		switch {
		case !twice:
			first[key(v.Value)] = v.Pos
		case at.File == v.Pos.File && at.Line == v.Pos.Line:
			s.fault(v.Pos, "%s \"%s\" est écrite deux fois", what, v.Value)
		default:
			s.fault(v.Pos, "%s \"%s\" est déjà à la ligne %d", what, v.Value, at.Line)
		}
	}
}

// lexiconOnce puts down the words that are taken at their word for two answers to one question.
func (s *subject) lexiconOnce() {
	type known struct {
		code string
		pos  knowledge.Pos
	}
	words := map[[2]string]known{}
	for i := range s.base.Lexicon {
		e := &s.base.Lexicon[i]
		for _, word := range e.Words {
			for _, variant := range knowledge.Variants(word.Value) {
				key := [2]string{e.Slot.Value, geo.Fold(variant)}
				switch other, twice := words[key]; {
				case !twice:
					words[key] = known{e.Code.Value, word.Pos}
				case other.code != e.Code.Value:
					s.fault(word.Pos, "le mot \"%s\" dit déjà \"%s\" (%s)\u00a0: il ne peut pas dire aussi \"%s\"", variant, other.code, other.pos, e.Code.Value)
				}
			}
		}
	}
}
