package index

import (
	"cmp"
	"slices"
	"strings"

	"jalon/knowledge"
)

// How much a word counts that was not typed but stands for one that was, against the word itself.
const (
	sameWeight = 0.8
	leadWeight = 0.85 // the first word of a list; each next one a step less
	leadStep   = 0.05
	leadLeast  = 0.55
	joinWeight = 1.0
	codeWeight = 0.45
)

// alternative is something of the base that answers a typed word: one stem, several stems that an entry must all hold, or a
// code that the entry must name.
type alternative struct {
	stems  []string
	code   string
	weight float64
}

// thesaurus leads words and phrases that people type to words and codes of the base. Phrases are written as the stems of the
// words that count, between blanks.
type thesaurus struct {
	leads map[string][]alternative
	// longest is the most words in a phrase.
	longest int
}

// newThesaurus reads the synonyms and the lexicon of a base. Words that the index does not hold lead nowhere.
func newThesaurus(f *french, base *knowledge.Base, v *vocabulary) *thesaurus {
	t := &thesaurus{leads: map[string][]alternative{}}
	for _, s := range base.Synonyms {
		same := f.ends(s.Same, v)
		for i, from := range same {
			for j, to := range same {
				if i != j {
					t.lead(from, to, sameWeight)
				}
			}
		}
		targets := f.ends(s.To, v)
		for _, from := range f.ends(s.From, nil) {
			for i, to := range targets {
				t.lead(from, to, max(leadLeast, leadWeight-leadStep*float64(i)))
			}
		}
	}
	for _, l := range base.Lexicon {
		if slot := l.Slot.Value; slot == "sector" || slot == "need" {
			for _, from := range knowledge.Values(l.Words) {
				t.add(f.source(from), alternative{code: slot + ":" + l.Code.Value, weight: codeWeight})
			}
		}
	}
	return t
}

// end is one end of a synonym: how it is looked up, and where it leads.
type end struct {
	source string
	// targets are its words and, for a phrase, the one word that they make, as far as the index holds them.
	targets [][]string
}

// ends reads the phrases of a synonym; without a vocabulary they lead nowhere.
func (f *french) ends(phrases []knowledge.String, v *vocabulary) []end {
	list := make([]end, 0, len(phrases))
	for _, phrase := range phrases {
		e := end{source: f.source(phrase.Value)}
		if v != nil {
			stems := f.target(phrase.Value)
			if whole := f.stem.stem(strings.Join(stems, "")); len(stems) > 1 && v.stems[whole] > 0 {
				e.targets = append(e.targets, []string{whole})
			}
			if len(stems) > 0 && !slices.ContainsFunc(stems, func(s string) bool { return v.stems[s] == 0 }) {
				e.targets = append(e.targets, stems)
			}
		}
		list = append(list, e)
	}
	return list
}

// lead makes one phrase lead to another.
func (t *thesaurus) lead(from, to end, weight float64) {
	for _, stems := range to.targets {
		t.add(from.source, alternative{stems: stems, weight: weight})
	}
}

func (t *thesaurus) add(source string, a alternative) {
	if source == "" {
		return
	}
	t.longest = max(t.longest, 1+strings.Count(source, " "))
	if !slices.ContainsFunc(t.leads[source], func(b alternative) bool { return a.code == b.code && slices.Equal(a.stems, b.stems) }) {
		t.leads[source] = append(t.leads[source], a)
	}
}

// source is how a phrase is looked up: by its words that count, else by all its words; "" for a stop word alone.
func (f *french) source(phrase string) string {
	full, short := f.keys(phrase)
	if short == "" && !strings.Contains(full, " ") {
		return ""
	}
	return cmp.Or(short, full)
}

// target is the stems of a phrase that the index may hold.
func (f *french) target(phrase string) []string {
	var stems []string
	for _, word := range f.units(phrase) {
		if !f.stop.words[word] {
			stems = append(stems, f.stem.stem(word))
		}
	}
	return stems
}
