package understand

import (
	"maps"
	"slices"
	"strings"

	"jalon/internal/geo"
	"jalon/knowledge"
)

// Reader reads sentences with the words of one knowledge base; it never changes and may be shared by goroutines.
type Reader struct {
	base      *knowledge.Base
	places    *geo.Gazetteer
	lang      *language
	lexicon   *lexicon
	speller   *speller
	sounds    *sounds
	shorthand map[string][]string
	terms     *glossary
	manners   map[string]turns // turns of phrase, by what they tell
	territory map[string]bool  // the words of the names of departments
	jury      jury
	entities  map[string]bool // the names of the entries of the base: not places mistyped
}

// New prepares a reader: it compiles the words, the labels and the glossary of the base.
func New(base *knowledge.Base, places *geo.Gazetteer) *Reader {
	r := &Reader{base: base, places: places, lang: loadLanguage(), shorthand: readShorthand(), jury: loadJury()}
	r.lexicon = newLexicon(r.lang)
	r.lexicon.addBase(base)
	var mannerWords []string
	r.manners, mannerWords = readManners()
	for _, word := range mannerWords {
		if r.lang.words[word] == 0 {
			r.lang.words[word] = manner
		}
	}
	words := slices.Sorted(maps.Keys(r.lang.words))
	words = slices.DeleteFunc(words, func(w string) bool { return r.lang.words[w]&^near == 0 })
	words = append(slices.Clone(r.lexicon.words), words...)
	r.speller, r.sounds = newSpeller(words), newSounds(words)
	r.terms = newGlossary(base.Terms)
	r.entities = entities(base)
	r.territory = map[string]bool{}
	for _, d := range places.Departments() {
		for word := range strings.FieldsSeq(geo.Fold(d.Name)) {
			r.territory[word] = len(word) > 3
		}
	}
	return r
}

// entities lists the names under which the entries of the base are known, folded.
func entities(base *knowledge.Base) map[string]bool {
	names := make(map[string]bool, 4*(len(base.Actors)+len(base.Programmes)+len(base.Projects)))
	add := func(name string, e knowledge.Entry) {
		names[geo.Fold(name)] = true
		for _, alias := range e.Aliases {
			names[geo.Fold(alias.Value)] = true
		}
	}
	for _, a := range base.Actors {
		add(a.Name.Value, a.Entry)
	}
	for _, p := range base.Programmes {
		add(p.Name.Value, p.Entry)
	}
	for _, p := range base.Projects {
		add(p.Name.Value, p.Entry)
	}
	return names
}

// sentence is a text being read.
type sentence struct {
	*Reader
	text    string
	tokens  []token
	taken   []bool // tokens that belong to a place or to a question about a word: they answer nothing else
	hits    []hit
	idioms  []idiom
	told    []mention              // the departments named so far
	cues    []cue                  // the signs of a stage
	claimed []claim                // the signs of who carries the project
	looked  map[string][]geo.Match // the names looked up so far, as written
	sameEnd *int                   // where the text after the last "pareil" begins, once asked for
	overEnd *int                   // where the text after the last words that take over begins, once asked for
}

// Read returns what the sentence contains. Any text is safe; only the beginning of a very long one is read.
func (r *Reader) Read(text string) Understanding {
	s := r.sentence(text)
	u := newUnderstanding()
	if len(s.tokens) == 0 {
		return u
	}
	terms, asked := s.definition()
	found := s.listen()
	s.answers(&u)
	s.review(&u)
	s.settle(&u, found)
	s.reviewPlace(&u, found)
	u.Named, u.Denied = s.namedOnly(&u, found), ruledPlaces(found)
	told := u.clone()
	u.Terms = terms
	s.intent(&u, asked)
	s.reviewIntent(&u, &told)
	u.finish(text)
	return u
}

func newUnderstanding() Understanding {
	return Understanding{Facts: map[string]string{}, Confidence: map[string]float64{}}
}

// answers reads each slot by its own grammar.
func (s *sentence) answers(u *Understanding) {
	s.holder(u)
	s.stage(u)
	s.employs(u)
	s.sectors(u)
	s.need(u)
}

// listen finds the places and the phrases of the lexicon, with what is denied.
func (s *sentence) listen() []mention {
	found := s.mentions()
	s.hits, s.idioms = s.lexicon.find(s.tokens, s.taken)
	found = s.moreMentions(found)
	s.negate()
	return found
}

// sentence cuts a text into words and looks each of them up.
func (r *Reader) sentence(text string) *sentence {
	s := &sentence{Reader: r, text: text[:min(len(text), maxText)], looked: map[string][]geo.Match{}}
	s.tokens = r.expand(tokenise(text))
	s.taken = make([]bool, len(s.tokens))
	corrected := 0
	for i := range s.tokens {
		t := &s.tokens[i]
		r.annotate(t)
		if !t.known && corrected < maxCorrected && len(t.word) >= soundless && !s.isNameAt(i) {
			corrected++
			r.correct(t)
		}
	}
	for i := 1; i < len(s.tokens); i++ {
		if t := &s.tokens[i]; s.unmarked(i) {
			for _, id := range r.lexicon.numbers(t.word+"s", nil) {
				if !slices.Contains(t.names, id) {
					t.names = append(t.names, id)
				}
			}
		}
	}
	return s
}

// unmarked reports whether the word at i should bear the "s" that thumbs leave out: "des bénévole", "manque de sou".
func (s *sentence) unmarked(i int) bool {
	t, p := &s.tokens[i], &s.tokens[i-1]
	if t.before >= comma || t.digits() || len(t.word) < 3 || strings.HasSuffix(t.word, "s") || strings.HasSuffix(t.word, "x") || s.lang.words[t.word]&closed != 0 {
		return false
	}
	if p.is("des", "les", "nos", "mes", "ces", "quelques", "plusieurs", "aux", "trois", "quatre", "deux") || p.number > 1 {
		return true
	}
	return p.is("de") && s.at(i-2).is("pas", "plus", "manque", "assez", "recherche", "trop")
}

// annotate tells what the language and the lexicon know of a token.
func (r *Reader) annotate(t *token) {
	t.verbs = r.lang.conjugated(t.word)
	t.class = r.lang.class(t.word, t.verbs)
	if t.names = r.lexicon.numbers(t.word, t.verbs); len(t.names) > 0 && t.raw != t.word && r.isCity(t.raw) {
		t.names = nil
	}
	if participle, found := strings.CutSuffix(t.word, "er"); found && len(t.verbs) > 0 { // "un jardin partager"
		for _, id := range r.lexicon.numbers(participle+"e", nil) {
			if !slices.Contains(t.names, id) {
				t.names = append(t.names, id)
			}
		}
	}
	t.known = t.digits() || len(t.names) > 0 || t.class != 0
}

// isCity reports whether a word bears the very accents of the name of a city: "mâcon" is no "maçon".
func (r *Reader) isCity(raw string) bool {
	return slices.ContainsFunc(r.places.Lookup(raw), func(m geo.Match) bool { return m.Population >= 5*city && strings.ToLower(m.Name) == raw })
}

// correct supposes a typing error in an unknown word.
func (r *Reader) correct(t *token) {
	meant := r.sounds.word(t.word)
	if meant == "" {
		meant = r.speller.correct(t.word)
	}
	if singular := len(t.word) - 1; meant == "" && t.word[singular] == 's' && singular >= minOneFault {
		meant = r.speller.correct(t.word[:singular])
	}
	if meant == "" {
		meant = r.sounds.swallowed(t.word)
	}
	if meant == "" {
		return
	}
	t.verbs = r.lang.conjugated(meant)
	t.class = r.lang.class(meant, t.verbs)
	t.names = r.lexicon.numbers(meant, t.verbs)
	t.fixed = true
	t.word = meant
}

// knownWord reports whether a folded word is everyday French or a word of the lexicon.
func (r *Reader) knownWord(word string) bool {
	verbs := r.lang.conjugated(word)
	return r.lang.class(word, verbs) != 0 || len(r.lexicon.numbers(word, verbs)) > 0
}

// isName reports whether an unknown word is the name of a place.
func (r *Reader) isName(t *token) bool { return len(r.places.Lookup(t.word)) > 0 }

// isNameAt reports whether the unknown word at i is the name of a place, with the article before it or without.
func (s *sentence) isNameAt(i int) bool {
	t := &s.tokens[i]
	return s.isName(t) || s.at(i-1).is("le", "la", "les") && t.before == blank && len(s.places.Lookup(s.tokens[i-1].word+" "+t.word)) > 0
}

// span is the part of the text that the tokens from and to (excluded) cover.
func (s *sentence) span(slot string, from, to int) Span {
	start, end := s.tokens[from].start, s.tokens[from].end
	for _, t := range s.tokens[from:to] {
		start, end = min(start, t.start), max(end, t.end)
	}
	return Span{Slot: slot, Text: s.text[start:end], Start: start, End: end}
}

// take gives the tokens from and to (excluded) to a place or a question.
func (s *sentence) take(from, to int) {
	for i := from; i < to; i++ {
		s.taken[i] = true
	}
}

// at returns the token at i; beyond the ends, an empty one.
func (s *sentence) at(i int) *token {
	if i < 0 || i >= len(s.tokens) {
		return &token{number: -1, before: stop}
	}
	return &s.tokens[i]
}

// sure records an answer and the words it came from, unless the slot has one.
func (s *sentence) sure(u *Understanding, slot, code string, confidence float64, from, to int) {
	if u.Facts[slot] != "" {
		return
	}
	u.Facts[slot], u.Confidence[slot] = code, confidence
	u.Spans = append(u.Spans, s.span(slot, from, to))
}

// unsure records that a slot is hinted at.
func (u *Understanding) unsure(slot string) {
	if u.Facts[slot] == "" && !slices.Contains(u.Ambiguous, slot) {
		u.Ambiguous = append(u.Ambiguous, slot)
	}
}

// finish puts the spans in the order of the text and drops doubts that an answer removed.
func (u *Understanding) finish(text string) {
	u.Ambiguous = slices.DeleteFunc(u.Ambiguous, func(slot string) bool {
		return u.Facts[slot] != "" || slot == "place" && u.Place != nil
	})
	u.Spans = slices.DeleteFunc(u.Spans, func(s Span) bool { return s.End > len(text) })
	slices.SortStableFunc(u.Spans, func(a, b Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
}
