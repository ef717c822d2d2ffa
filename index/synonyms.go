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
		same := knowledge.Values(s.Same)
		for i, from := range same {
			for _, to := range slices.Concat(same[:i], same[i+1:]) {
				t.lead(f, v, from, to, sameWeight)
			}
		}
		for _, from := range s.From {
			for i, to := range s.To {
				t.lead(f, v, from.Value, to.Value, max(leadLeast, leadWeight-leadStep*float64(i)))
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

// lead makes one phrase lead to another, in several words or in one.
func (t *thesaurus) lead(f *french, v *vocabulary, from, to string, weight float64) {
	source, stems := f.source(from), f.target(to)
	if whole := f.stem.stem(strings.Join(stems, "")); len(stems) > 1 && v.stems[whole] > 0 {
		t.add(source, alternative{stems: []string{whole}, weight: weight})
	}
	if len(stems) > 0 && !slices.ContainsFunc(stems, func(s string) bool { return v.stems[s] == 0 }) {
		t.add(source, alternative{stems: stems, weight: weight})
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
