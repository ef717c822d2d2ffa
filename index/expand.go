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

// expand adds what the words of a request lead to: synonyms of one or several words, codes, and words that they start.
func (x *Index) expand(r *request) {
	for i := range r.content {
		phrase := ""
		for j := i; j < len(r.content) && j-i < x.thesaurus.longest; j++ {
			phrase = strings.TrimPrefix(phrase+" "+r.content[j].stem, " ")
			for _, lead := range x.thesaurus.leads[phrase] {
				for _, word := range r.content[i : j+1] {
					word.leads = append(word.leads, lead)
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
			word.leads = append(word.leads, alternative{stems: []string{x.french.stem.stem(longer)}, weight: weight})
		}
	}
}
