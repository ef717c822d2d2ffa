// Package understand reads a typed sentence: the answers it contains, each with the words it came from, and nothing when
// unsure, because a wrong guess is worse than a question. It is deterministic, works offline and explains itself by spans.
//
// The road of a sentence ([Reader.Read]): words and numbers (token), shorthand in full and glued elisions cut (expand), forms
// of French words (french), typing errors in words that are neither French nor a place (spelling); then the question about a
// word (definition), the places that a sign announces (place, evidence, code), the phrases of the lexicon (lexicon, match) with
// their negations, the places that nothing announces (guess); then each slot by its own grammar (holder and role; stage and
// mood, where a plan depends on who carries it; employs, sector, need), each asking whose clause its words are in (clause); then what
// grammar read of a longer sentence is weighed against the votes of its words (testimony, jury); then the place meant (settle),
// weighed against the votes of the words around each place (site, siting), and the intent.
//
// Rules of the room:
//   - words that say an answer are in knowledge/vocabulary/words, for maintainers; everyday French is in french/, see its README;
//     Go holds only grammar: who speaks, what is wished, done, had, denied;
//   - the longest phrase wins; a weak word counts only with another sign;
//   - grammar proposes, votes dispose: what they weigh is learnt from labelled sentences by the command learn (votes/), never
//     written by hand; an answer that is not credible becomes a question;
//   - a word that is also a commune is the commune only with a sign: a preposition and a capital, a department or a postcode
//     beside, "commune de"; homonyms are all given, a mistyped name is proposed, never taken;
//   - any text is safe: the beginning only of a long one is read, the work is bounded and nothing panics.
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
	// Named are the places named when none seems to be that of the project: worth asking about, never taken.
	Named []geo.Match
	// Denied are the places that the text says are not that of the project: "pas à Gap".
	Denied []geo.Match
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
	// Danger tells that somebody hurts or threatens the person, for Distress.
	Danger bool
	// Terms are the glossary terms asked about, for Define; none when the glossary does not hold the word.
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
