package understand

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"jalon/internal/geo"
	"jalon/knowledge"
)

// dictionary is a Hunspell dictionary of French (fr.dic), when the list of near words is to be written again:
//
//	go test ./internal/understand -run TestNearWords -args -dictionary /usr/share/hunspell/fr.dic
var dictionary = flag.String("dictionary", "", "Hunspell dictionary from which to rewrite french/near.txt")

const nearHeader = `# French words that are one or two letters away from a word of the lexicon, and must not be taken for it mistyped.
# Taken from the headwords of the French Hunspell dictionary (see README.md); rewritten by the test of near words.
`

// TestNearWords verifies that no word of the list is corrected; with -dictionary it writes the list again.
func TestNearWords(t *testing.T) {
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	places, err := geo.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := New(base, places)
	corrected := func(word string) bool {
		tok := newToken(word, 0, len(word))
		r.annotate(&tok)
		if tok.known || len(tok.word) < minOneFault || r.isName(&tok) {
			return false
		}
		r.correct(&tok)
		return tok.fixed && len(tok.names) > 0
	}
	if *dictionary != "" {
		rewriteNear(t, corrected)
		return
	}
	n := 0
	for line := range contentLines("near") {
		for word := range strings.FieldsSeq(line) {
			n++
			if corrected(word) {
				t.Errorf("%q is taken for a typing error", word)
			}
		}
	}
	if n < 1000 {
		t.Errorf("the list holds %d words", n)
	}
}

// rewriteNear adds to the list the headwords of the dictionary that would be corrected.
func rewriteNear(t *testing.T, corrected func(string) bool) {
	t.Helper()
	data, err := os.ReadFile(*dictionary)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for line := range contentLines("near") {
		words = append(words, strings.Fields(line)...)
	}
	for line := range strings.Lines(string(data)) {
		word, _, _ := strings.Cut(strings.TrimSpace(line), "/")
		word, _, _ = strings.Cut(word, "\t")
		if word == "" || word != strings.ToLower(word) || strings.ContainsAny(word, " -'’.0123456789") {
			continue
		}
		if folded := geo.Fold(word); corrected(folded) {
			words = append(words, folded)
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	var b strings.Builder
	b.WriteString(nearHeader)
	width := 0
	for _, word := range words {
		switch {
		case width == 0:
		case width+len(word) > 130:
			b.WriteByte('\n')
			width = 0
		default:
			b.WriteByte(' ')
		}
		b.WriteString(word)
		width += len(word) + 1
	}
	b.WriteByte('\n')
	if err := os.WriteFile("french/near.txt", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
