package knowledge

import "strings"

// MaxVariants bounds what one phrase may stand for: the rest is left out.
const MaxVariants = 2001

// Variants lists the phrases for which a phrase of the lexicon stands: "(garder|surveiller) des (petits|gamins)" stands for four.
// A part left empty may be absent: "(petit|) jardin". Without parentheses a phrase stands for itself; a parenthesis that is not
// closed is text.
func Variants(phrase string) []string {
	all := variants(phrase)
	for i, variant := range all {
		all[i] = strings.Join(strings.Fields(variant), " ")
	}
	return all
}

// variants leaves the spaces around what is absent.
func variants(phrase string) []string {
	before, rest, found := strings.Cut(phrase, "(")
	choices, after, closed := strings.Cut(rest, ")")
	if !found || !closed {
		return []string{phrase}
	}
	ends := variants(after)
	var all []string
	for choice := range strings.SplitSeq(choices, "|") {
		for _, end := range ends {
			if len(all) == MaxVariants {
				return all
			}
			all = append(all, before+choice+end)
		}
	}
	return all
}
