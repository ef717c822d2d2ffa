package index

import (
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
)

// mostWords is how many words of a text are read; the rest of a longer one is ignored.
const mostWords = 60

// How much a typed word counts.
const (
	fullWeight   = 1.0
	weakWeight   = 0.25
	numberWeight = 0.6
)

// typed is one word of what a person typed.
type typed struct {
	// word is folded, stem its stem.
	word, stem string
	// position is its place among all the words typed, stop words included.
	position int
	stop     bool
	weight   float64
	// rarity is how rare it is in the base.
	rarity float64
	// leads are the things of the base that answer it, itself first.
	leads []alternative
	// guessed tells that the word is not the one typed but the nearest of the base.
	guessed bool
	// place tells that the word names the place of the person.
	place bool
}

// request is what a person typed, read.
type request struct {
	// words are all the words in order.
	words []typed
	// content are those that count, each once.
	content []*typed
	// defines tells that the request asks what a word means.
	defines bool
}

// read takes a text apart: words, faults of spelling repaired, words that count told from those that do not. Words of place
// are names of places and are never corrected.
func (x *Index) read(text, place string) *request {
	tokens := x.french.words(text)
	places := map[string]bool{}
	for _, t := range x.french.words(place) {
		if word := string(t.Term); !x.french.stop.words[word] {
			places[word] = true
		}
	}
	r := &request{}
	for group := range groups(tokens) {
		if len(r.words) < mostWords {
			x.readGroup(r, group, places)
		}
	}
	for i := range r.words {
		r.words[i].place = places[r.words[i].word]
		r.defines = r.defines || asksMeaning(r.words[i].word)
	}
	x.joinNeighbours(r)
	x.leadPhrases(r)
	r.choose()
	return r
}

// asksMeaning reports whether a word is of those with which people ask what another means.
func asksMeaning(word string) bool {
	switch word {
	case "quoi", "koi", "koa", "kwa", "kesako", "keskece", "definition", "signifie", "signification", "veut", "difference":
		return true
	}
	return false
}

// readGroup reads one word as typed: alone, or the parts of a compound and then the compound in one word.
func (x *Index) readGroup(r *request, group analysis.TokenStream, places map[string]bool) {
	if len(group) == 1 {
		x.readWord(r, string(group[0].Term), places)
		return
	}
	whole := string(group[len(group)-1].Term)
	_, found := x.vocabulary.at[whole]
	counts := false
	for _, t := range group[:len(group)-1] {
		word := string(t.Term)
		if found && !x.vocabulary.known(word, x.french.stem.stem(word)) {
			x.readWord(r, whole, places)
			return
		}
		counts = counts || !x.french.stop.words[word]
	}
	if found && !counts {
		x.readWord(r, whole, places)
		return
	}
	for _, t := range group[:len(group)-1] {
		x.readWord(r, string(t.Term), places)
	}
}

// readWord adds a word, or what it most likely stands for when the base does not know it.
func (x *Index) readWord(r *request, word string, places map[string]bool) {
	stem := x.french.stem.stem(word)
	if x.french.stop.words[word] || x.vocabulary.known(word, stem) || places[word] {
		r.add(x.french, word, stem, alternative{stems: []string{stem}, weight: 1})
		return
	}
	if rest := unglued(word); rest != "" && x.vocabulary.known(rest, x.french.stem.stem(rest)) {
		x.readWord(r, rest, places)
		return
	}
	if a, b, found := x.vocabulary.cut(word, x.french); found {
		x.readWord(r, a, places)
		x.readWord(r, b, places)
		return
	}
	var leads []alternative
	near := x.vocabulary.meant(word, mostSpellings)
	for i, s := range near {
		weight := 1 - 0.15*float64(s.distance)
		if i > 0 {
			weight *= 0.8
		}
		leads = append(leads, alternative{stems: []string{x.french.stem.stem(s.word)}, weight: weight})
	}
	if len(near) > 0 {
		word = near[0].word
		stem = x.french.stem.stem(word)
	}
	r.add(x.french, word, stem, leads...)
	r.words[len(r.words)-1].guessed = true
}

// mostSpellings is how many words a mistyped one may stand for.
const mostSpellings = 3

// lead adds something that answers the word; the same thing twice keeps the higher weight.
func (t *typed) lead(leads ...alternative) {
	for _, a := range leads {
		at := slices.IndexFunc(t.leads, func(b alternative) bool { return a.code == b.code && slices.Equal(a.stems, b.stems) })
		if at < 0 {
			t.leads = append(t.leads, a)
		} else {
			t.leads[at].weight = max(t.leads[at].weight, a.weight)
		}
	}
}

func (r *request) add(f *french, word, stem string, leads ...alternative) {
	t := typed{word: word, stem: stem, position: len(r.words), stop: f.stop.words[word], weight: fullWeight, leads: leads}
	switch {
	case f.weak[stem]:
		t.weight = weakWeight
	case word[0] >= '0' && word[0] <= '9':
		t.weight = numberWeight
	}
	r.words = append(r.words, t)
}

// unglued is a word without the article that was typed against it, "lepicerie" for "l'épicerie", "" when there is none.
func unglued(word string) string {
	rest, found := strings.CutPrefix(word, "qu")
	if !found && word != "" && elides(word[:1]) {
		rest, found = word[1:], true
	}
	if !found || len(rest) < shortest || !strings.ContainsRune("aeiouyh", rune(rest[0])) {
		return ""
	}
	return rest
}

// cut takes a word apart that was typed without the blank between its two halves, both known to the base.
func (v *vocabulary) cut(word string, f *french) (first, second string, found bool) {
	const least = 4
	var best int32
	for i := least; i+least <= len(word); i++ {
		a, b := word[:i], word[i:]
		if n := min(v.stems[f.stem.stem(a)], v.stems[f.stem.stem(b)]); n > best {
			best, first, second = n, a, b
		}
	}
	return first, second, best > 0
}

// joinNeighbours lets two neighbours stand for the one word that they make: "tag 35" for "TAg35", "co working" for "coworking".
func (x *Index) joinNeighbours(r *request) {
	for i := 0; i+1 < len(r.words); i++ {
		a, b := &r.words[i], &r.words[i+1]
		if a.stop && b.stop {
			continue // "jé une" is not "jeune"
		}
		whole := a.word + b.word
		if at, found := x.vocabulary.at[whole]; !found || x.vocabulary.count[at] == 0 {
			continue
		}
		lead := alternative{stems: []string{x.french.stem.stem(whole)}, weight: joinWeight}
		a.lead(lead)
		b.lead(lead)
		a.stop, b.stop = false, false
	}
}

// choose keeps the words that count, each stem once.
func (r *request) choose() {
	seen := map[string]bool{}
	for i := range r.words {
		if t := &r.words[i]; !t.stop && !seen[t.stem] {
			seen[t.stem] = true
			r.content = append(r.content, t)
		}
	}
}
