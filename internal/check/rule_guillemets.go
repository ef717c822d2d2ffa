package check

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"jalon/knowledge"
)

func ruleQuotes() Rule {
	return Rule{
		Name:  "guillemets",
		Title: "Les codes et les dates sont écrits entre guillemets.",
		Doc: `Sans guillemets, YAML lit 07 comme le nombre 7, 06000 comme le nombre 3072, et yes comme vrai. Tout ce qui est un code, une date
ou un texte qui ressemble à un nombre se met donc entre guillemets.

    include: [07]           refusé
    include: ["07"]         accepté`,
		find: findQuotes,
	}
}

// findQuotes looks for texts without quotes that a # cuts: what follows it is a comment, and is lost.
func findQuotes(s *subject) {
	for _, t := range s.texts {
		if !t.prose() || !strings.Contains(t.Value, " ") {
			continue
		}
		row, found := lineOf(s.sources[t.Pos.File], t.Pos.Line)
		if !found {
			continue
		}
		text := row[byteOffset(row, t.Pos.Col-1):]
		if cut := gluedComment.FindStringIndex(text); cut != nil && !strings.ContainsAny(text[:1], "\"'|>") && strings.TrimSpace(plainSpaces(text[:cut[0]])) == plainSpaces(t.Value) {
			at := knowledge.Pos{File: t.Pos.File, Line: t.Pos.Line, Col: t.Pos.Col + utf8.RuneCountInString(text[:cut[0]+1])}
			s.fault(at, "ce qui suit # n'est pas lu\u00a0: mettez tout le texte entre guillemets")
		}
	}
}

var gluedComment = regexp.MustCompile(` #[^ #\n]`)
