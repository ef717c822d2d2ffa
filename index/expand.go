package index

import "strings"

// Prefixes: a word of at least shortestPrefix letters also stands for the words that it starts, in short requests.
const (
	shortestPrefix = 3
	shortRequest   = 2
	mostPrefixed   = 6
	prefixWeight   = 0.35
	unknownPrefix  = 0.7
)

// phraseWeight is the least weight of the words of a phrase that the thesaurus knows: "par où commencer" says something, though
// none of its words does.
const phraseWeight = 0.7

// leadPhrases adds what the phrases of a request lead to, as typed: with their stop words.
func (x *Index) leadPhrases(r *request) {
	for i := range r.words {
		phrase := r.words[i].stem
		for j := i + 1; j < len(r.words) && j-i < x.thesaurus.longest; j++ {
			phrase += " " + r.words[j].stem
			if leads := x.thesaurus.leads[phrase]; len(leads) > 0 {
				heed(r.words[i:j+1], leads)
			}
		}
	}
}

// heed makes the words of a phrase count and lead where the phrase leads. When none of them counts alone, the last one speaks
// for the phrase.
func heed(words []typed, leads []alternative) {
	last := &words[len(words)-1]
	counts := false
	for i := range words {
		counts = counts || !words[i].stop
	}
	if !counts {
		last.stop, last.leads = false, nil
	}
	for i := range words {
		if t := &words[i]; !t.stop {
			t.weight = max(t.weight, phraseWeight)
			t.lead(leads...)
		}
	}
}

// expand adds what the words of a request lead to: synonyms of one or several words, codes, and words that they start.
func (x *Index) expand(r *request) {
	for i := range r.content {
		phrase := ""
		for j := i; j < len(r.content) && j-i < x.thesaurus.longest; j++ {
			phrase = strings.TrimPrefix(phrase+" "+r.content[j].stem, " ")
			for _, word := range r.content[i : j+1] {
				leads := x.thesaurus.leads[phrase]
				word.lead(leads...)
				if len(leads) > 0 && j > i {
					word.weight = max(word.weight, phraseWeight)
				}
			}
		}
	}
	if len(r.content) > shortRequest {
		return
	}
	for _, word := range r.content {
		if len(word.word) < shortestPrefix {
			continue
		}
		weight := prefixWeight
		if len(word.leads) == 0 {
			weight = unknownPrefix
		}
		for _, longer := range x.vocabulary.starting(word.word, mostPrefixed) {
			word.lead(alternative{stems: []string{x.french.stem.stem(longer)}, weight: weight})
		}
	}
}
