package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is something wrong in a file of the base, said in French to a maintainer.
type Fault struct {
	Pos     Pos
	Message string
	// Rule is the rule's name, shown in brackets.
	Rule string
	// Warning faults do not stop the base from being used.
	Warning bool
}

func (f Fault) String() string { return fmt.Sprintf("%s: %s [%s]", f.Pos, f.Message, f.Rule) }

// Faults are all the faults found, sorted by place.
type Faults []Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// Sort orders the faults by file, line, column, rule and message, and drops repetitions.
func (fs Faults) Sort() Faults {
	slices.SortFunc(fs, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(fs)
}

// Nearest returns the candidate that a mistyped word most likely meant, "" when none is near.
func Nearest(word string, candidates []string) string {
	for _, c := range candidates {
		if c != word && (strings.EqualFold(c, word) || len(word) > 2 && len(word) < 6 && strings.HasPrefix(c, word)) {
			return c
		}
	}
	best, bestDistance := "", 1+len([]rune(word))/3
	for _, c := range candidates {
		if d := editDistance(word, c); d <= bestDistance && c != word {
			if d < bestDistance || best == "" {
				best, bestDistance = c, d
			}
		}
	}
	return best
}

// meant is the "vouliez-vous dire" of a message, empty when nothing is near.
func meant(word string, candidates []string) string {
	if near := Nearest(word, candidates); near != "" {
		return fmt.Sprintf("\u00a0; vouliez-vous dire \"%s\"\u00a0?", near)
	}
	return ""
}

// editDistance is the Levenshtein distance with transpositions of neighbours (optimal string alignment).
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
