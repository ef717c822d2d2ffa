// Package understand reads a typed sentence: the answers it contains, each with the words it came from, and nothing when
// unsure, because a wrong guess is worse than a question. It is deterministic, works offline and explains itself by spans.
package understand

import (
	"jalon/internal/geo"
	"jalon/knowledge"
)

// Intent is what a sentence wants, apart from giving answers.
type Intent string

// The intents; None is a sentence that tells of a project, or of nothing known.
const (
	None     Intent = ""
	Define   Intent = "define"   // "c'est quoi une scic ?": see Terms
	Greeting Intent = "greeting" // "bonjour"
	Thanks   Intent = "thanks"
	Insult   Intent = "insult"
	Distress Intent = "distress" // "je n'en peux plus"
	Help     Intent = "help"     // "comment ça marche ?"
	Outside  Intent = "outside"  // about something else altogether
)

// Span is a part of the sentence and the slot it answers; Start and End are byte offsets.
type Span struct {
	Slot, Text string
	Start, End int
}

// Understanding is what a sentence contains.
type Understanding struct {
	// Facts are the answers that are sure: "stage", "holder", "employs", "sector", "need". The place stands apart.
	Facts map[string]string
	// Sectors are all those named, the likeliest first.
	Sectors []string
	// Place is the place named, when one and only one is meant; nil otherwise.
	Place *geo.Place
	// Places are the places possibly meant when Place is nil: homonyms, or spellings near to a mistyped name (then Guessed).
	Places  []geo.Match
	Guessed bool
	// Abroad is the French name of the country when the place named is outside France.
	Abroad string
	// Spans are the words that the answers came from, in the order of the text.
	Spans []Span
	// Confidence tells, for each slot of Facts and for "place", how sure the answer is: 1 said outright, less when it rests on
	// a typing error supposed or on one weak sign.
	Confidence map[string]float64
	// Ambiguous are the slots that the sentence hints at without being sure.
	Ambiguous []string
	Intent    Intent
	// Terms are the glossary terms asked about, for Define.
	Terms []*knowledge.Term
}

// PlaceText is the part of the sentence that names the place, "" when none is understood.
func (u Understanding) PlaceText() string {
	for _, span := range u.Spans {
		if span.Slot == "place" {
			return span.Text
		}
	}
	return ""
}

// Empty reports whether nothing at all was understood.
func (u Understanding) Empty() bool {
	return len(u.Facts) == 0 && u.Place == nil && len(u.Places) == 0 && u.Abroad == "" && u.Intent == None && len(u.Ambiguous) == 0
}
