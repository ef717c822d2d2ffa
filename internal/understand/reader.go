package understand

import (
	"strings"

	"jalon/internal/geo"
	"jalon/knowledge"
)

// Reader reads sentences with the words of one knowledge base; it is safe for use by several goroutines.
type Reader struct {
	base   *knowledge.Base
	places *geo.Gazetteer
}

// New prepares a reader.
func New(base *knowledge.Base, places *geo.Gazetteer) *Reader {
	return &Reader{base: base, places: places}
}

// Read returns what the sentence contains.
func (r *Reader) Read(sentence string) Understanding {
	u := Understanding{Facts: map[string]string{}}
	folded := " " + geo.Fold(sentence) + " "
	for _, entry := range r.base.Lexicon {
		for _, word := range entry.Words {
			if strings.Contains(folded, " "+geo.Fold(word.Value)+" ") && u.Facts[entry.Slot.Value] == "" {
				u.Facts[entry.Slot.Value] = entry.Code.Value
				u.Spans = append(u.Spans, Span{Slot: entry.Slot.Value, Text: word.Value})
			}
		}
	}
	answer := r.places.Resolve(sentence)
	u.Abroad = answer.Abroad
	switch {
	case answer.Exact && len(answer.Candidates) == 1:
		u.Place = &answer.Candidates[0].Place
		u.Spans = append(u.Spans, Span{Slot: "place", Text: sentence, End: len(sentence)})
	case len(answer.Candidates) > 0:
		u.Places, u.Guessed = answer.Candidates, !answer.Exact
	}
	return u
}
