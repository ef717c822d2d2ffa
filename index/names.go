package index

import (
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
)

// How sure a name is of the entry that carries it.
const (
	byName   = 1.0  // the name itself
	byAlias  = 0.9  // an alias, or the full name
	byPart   = 0.6  // a part of the name: before a dash, without what stands between brackets
	loosely  = 0.95 // the same words in other forms: "les foncieres solidaires"
	mostAlso = 4    // a name that more entries share names none of them
)

// owner is an entry that carries a name.
type owner struct {
	entry    int32
	strength float32
}

// nameIndex finds the entries by their whole name, whatever the accents, capitals, apostrophes, hyphens and plurals.
type nameIndex struct {
	// exact is by key, forms by both keys of stems.
	exact, forms map[string][]owner
	// longest is the most words in a name.
	longest int
}

func newNameIndex() *nameIndex {
	return &nameIndex{exact: map[string][]owner{}, forms: map[string][]owner{}}
}

// add files one name of an entry under all its forms.
func (n *nameIndex) add(f *french, e int32, name string, strength float32) {
	file(n.exact, key(name), owner{e, strength})
	full, short := f.keys(name)
	file(n.forms, full, owner{e, strength * loosely})
	file(n.forms, short, owner{e, strength * loosely * loosely})
	n.longest = max(n.longest, 1+strings.Count(full, " "))
}

func file(m map[string][]owner, k string, o owner) {
	if k == "" {
		return
	}
	for i, other := range m[k] {
		if other.entry == o.entry {
			m[k][i].strength = max(other.strength, o.strength)
			return
		}
	}
	m[k] = append(m[k], o)
}

// addEntry files every name of an entry.
func (n *nameIndex) addEntry(f *french, at int32, e *entry) {
	for i, name := range e.names {
		strength := float32(byAlias)
		if i == 0 {
			strength = byName
		}
		n.add(f, at, name, strength)
	}
	for _, name := range e.more {
		n.add(f, at, name, byAlias)
	}
	for _, part := range parts(e.title) {
		n.add(f, at, part, byPart)
	}
}

// parts gives what people keep of a long name: what stands before a dash and after it, and the name without its brackets.
func parts(name string) []string {
	var list []string
	if before, after, found := strings.Cut(name, " – "); found {
		list = append(list, before, after)
	}
	if before, after, found := strings.Cut(name, " ("); found {
		_, after, _ = strings.Cut(after, ")")
		list = append(list, strings.TrimSpace(before+after))
	}
	return list
}

// units are the words of a text, folded: the parts of compounds, but the compound in one when none of its parts counts
// ("savoir-faire").
func (f *french) units(text string) []string {
	var words []string
	for group := range groups(f.words(text)) {
		words = append(words, f.unitsOf(group)...)
	}
	return words
}

func (f *french) unitsOf(group analysis.TokenStream) []string {
	whole := len(group) - 1
	var parts []string
	counts := whole == 0
	for _, t := range group[:max(1, whole)] {
		parts = append(parts, string(t.Term))
		counts = counts || !f.stop.words[string(t.Term)]
	}
	if !counts {
		return []string{string(group[whole].Term)}
	}
	return parts
}

// keys gives two ways to write a phrase as stems between blanks: full has all its words but an article at the start; short has
// those that count, and is empty when so little is left of the phrase that it would mean something else ("sans emploi").
func (f *french) keys(phrase string) (full, short string) {
	var all, content []string
	for _, word := range f.units(phrase) {
		stem := f.stem.stem(word)
		if len(all) > 0 || !article(word) {
			all = append(all, stem)
		}
		if !f.stop.words[word] {
			content = append(content, stem)
		}
	}
	if len(content) > 1 || len(content) == 1 && len(all) == 1 {
		short = strings.Join(content, " ")
	}
	return strings.Join(all, " "), short
}

func article(word string) bool {
	switch word {
	case "le", "la", "les", "l", "un", "une", "des", "du", "de", "d":
		return true
	}
	return false
}

// bearers gives the entries that a name names: those that carry it most surely, unless too many share it.
func bearers(owners []owner) []owner {
	if len(owners) <= mostAlso {
		return owners
	}
	var sure []owner
	for _, o := range owners {
		if o.strength > byPart {
			sure = append(sure, o)
		}
	}
	if len(sure) > mostAlso {
		sure = slices.DeleteFunc(sure, func(o owner) bool { return o.strength < byName*loosely*loosely })
	}
	if len(sure) > mostAlso {
		return nil
	}
	return sure
}
