package index

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
)

// stemFilter brings the forms of a word together: number, gender, the usual endings of verbs and a few endings of nouns. It is
// light: "ressourcerie" stays apart from "ressource" and "association" from "associatif"; families of words are the work of
// the synonyms. It works on folded terms, after the accents are gone, so that "boulangère" and "boulangere" meet "boulanger".
type stemFilter struct {
	// known are words whose stem the rules would get wrong.
	known map[string]string
	// feminine and ending are the rules, in the order in which they are tried.
	feminine, ending []rule
}

// newStemFilter reads the list of exceptions: one family a line, the stem first.
func newStemFilter(list string) stemFilter {
	f := stemFilter{known: map[string]string{}, feminine: feminineRules(), ending: endingRules()}
	for line := range strings.Lines(list) {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		for _, word := range words {
			f.known[fold(word)] = fold(words[0])
		}
	}
	return f
}

// Filter implements analysis.TokenFilter.
func (f stemFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	for _, t := range tokens {
		t.Term = []byte(f.stem(string(t.Term)))
	}
	return tokens
}

// stem gives the stem of a folded word. Words with digits or other scripts are left alone.
func (f stemFilter) stem(word string) string {
	if len(word) < 4 || !small(word) {
		return word
	}
	if stem, found := f.known[word]; found {
		return stem
	}
	word = singular(word)
	if stem, found := f.known[word]; found {
		return stem
	}
	if strings.HasSuffix(word, "erie") {
		return undouble(word)
	}
	return undouble(apply(apply(word, f.feminine), f.ending))
}

func small(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}

// singular takes the mark of the plural off: "locaux" is "local", "lieux" is "lieu", "reseaux" is "reseau".
func singular(word string) string {
	switch {
	case strings.HasSuffix(word, "eaux"):
		return word[:len(word)-1]
	case len(word) > 5 && strings.HasSuffix(word, "aux"):
		return word[:len(word)-2] + "l"
	case len(word) > 3 && (word[len(word)-1] == 's' || word[len(word)-1] == 'x'):
		return word[:len(word)-1]
	}
	return word
}

// rule replaces an ending when at least `left` letters stay before it.
type rule struct {
	ending, by string
	left       int
}

// apply uses the first rule that fits.
func apply(word string, rules []rule) string {
	for _, r := range rules {
		if stem, found := strings.CutSuffix(word, r.ending); found && len(stem) >= r.left {
			return stem + r.by
		}
	}
	return word
}

// feminineRules bring feminine endings to the masculine: "créatrice" to "créateur", "citoyenne" to "citoyen", "coopérative" to
// "coopératif", "boulangère" to "boulanger".
func feminineRules() []rule {
	return []rule{
		{"trice", "teur", 3}, {"euse", "eur", 3}, {"ive", "if", 4}, {"enne", "en", 2}, {"onne", "on", 3}, {"anne", "an", 3},
		{"elle", "el", 4}, {"ette", "et", 5}, {"iere", "ier", 3}, {"ere", "er", 4}, {"ee", "e", 3}, {"ante", "ant", 4}, {"ente", "ent", 4},
	}
}

// endingRules take off the endings of verbs and of the nouns made from them: "accompagnement", "accompagner", "accompagnera".
func endingRules() []rule {
	return []rule{
		{"issement", "i", 3}, {"issaient", "i", 3}, {"issait", "i", 3}, {"issant", "i", 3}, {"issent", "i", 3}, {"ement", "", 5},
		{"isation", "", 4}, {"isateur", "", 4}, {"ation", "", 5}, {"ition", "", 5}, {"ateur", "", 4}, {"iteur", "", 4}, {"ique", "", 5},
		{"eraient", "", 4}, {"erait", "", 4}, {"eront", "", 4}, {"erez", "", 4}, {"eriez", "", 4}, {"erai", "", 4}, {"era", "", 4},
		{"eaient", "", 4}, {"aient", "", 4}, {"eait", "", 4}, {"eant", "", 4}, {"iez", "", 5}, {"ent", "", 5}, {"ant", "", 5}, {"ait", "", 5},
		{"er", "", 4}, {"ez", "", 4}, {"ir", "i", 3}, {"ie", "", 4}, {"e", "", 3},
	}
}

// undouble writes doubled letters once, the commonest fault of spelling: "adresse" and "adrese".
func undouble(word string) string {
	for i := 1; i < len(word); i++ {
		if word[i] == word[i-1] {
			b := []byte(word[:i])
			for j := i; j < len(word); j++ {
				if word[j] != word[j-1] {
					b = append(b, word[j])
				}
			}
			return string(b)
		}
	}
	return word
}
