package understand

import (
	"slices"
	"strings"

	"jalon/knowledge"
)

// answer is what a phrase of the lexicon says.
type answer struct {
	slot, code string
	weak       bool // counts only with another sign
	label      bool // a label or a code of the vocabulary: counts when it is the whole text
}

// lexicon holds the phrases that say answers, compiled so that the longest one at a place is found in one walk. Words are
// kept in the form in which they were written; a word of a text leads to them by its singular, its masculine, its infinitive.
type lexicon struct {
	lang  *language
	ids   map[string]int32 // written word → number
	keys  map[string][]int32
	words []string // by number
	root  *node
}

// node is a state of the walk: what may follow, and what is said when the phrase ends here.
type node struct {
	next    map[int32]*node
	answers []answer
	idiom   bool // a set phrase ends here: its words say nothing on their own
}

func newLexicon(l *language) *lexicon {
	return &lexicon{lang: l, ids: make(map[string]int32, 4000), keys: make(map[string][]int32, 6000), root: &node{}}
}

// addBase compiles the words, the labels and the codes of a base.
func (x *lexicon) addBase(base *knowledge.Base) {
	for _, e := range base.Lexicon {
		for _, w := range e.Words {
			x.addVariants(w.Value, answer{slot: e.Slot.Value, code: e.Code.Value})
		}
		for _, w := range e.Weak {
			x.addVariants(w.Value, answer{slot: e.Slot.Value, code: e.Code.Value, weak: true})
		}
	}
	for _, slot := range knowledge.Slots() {
		for _, c := range base.Vocabulary.List(slot) {
			for _, text := range [...]string{c.Label.Value, c.Short.Value, c.Code.Value} {
				x.addLabel(text, answer{slot: slot, code: c.Code.Value, weak: true, label: true})
			}
		}
	}
	for _, idiom := range x.lang.idioms {
		if end := x.path(phraseWords(idiom, false)); end != x.root {
			end.idiom = true
		}
	}
}

// addLabel records a label unless the lexicon already says something of its words.
func (x *lexicon) addLabel(text string, a answer) {
	end := x.path(phraseWords(text, true))
	for i, other := range end.answers {
		if other.slot == a.slot && other.code == a.code {
			end.answers[i].label = true
			return
		}
	}
	if end == x.root || slices.ContainsFunc(end.answers, func(other answer) bool { return other.slot == a.slot }) {
		return
	}
	end.answers = append(end.answers, a)
}

func (x *lexicon) addVariants(phrase string, a answer) {
	for _, variant := range knowledge.Variants(phrase) {
		x.add(variant, a)
	}
}

// add records a phrase.
func (x *lexicon) add(phrase string, a answer) {
	end := x.path(phraseWords(phrase, true))
	if end == x.root {
		return
	}
	for i, other := range end.answers {
		if other.slot == a.slot && other.code == a.code {
			end.answers[i].weak = other.weak && a.weak
			return
		}
	}
	end.answers = append(end.answers, a)
}

// path returns the node to which the words lead, made if needed.
func (x *lexicon) path(words []string) *node {
	at := x.root
	for _, word := range words {
		id := x.id(word)
		if at.next[id] == nil {
			if at.next == nil {
				at.next = map[int32]*node{}
			}
			at.next[id] = &node{}
		}
		at = at.next[id]
	}
	return at
}

// id returns the number of a word of the lexicon, new if needed.
func (x *lexicon) id(word string) int32 {
	if id, found := x.ids[word]; found {
		return id
	}
	id := int32(len(x.words))
	x.ids[word] = id
	x.words = append(x.words, word)
	x.keys[word] = append(x.keys[word], id)
	if looksInfinitive(word) && x.lang.words[word]&(noun|adjective|closed) == 0 {
		x.lang.verbs[word] = true
	}
	return id
}

func looksInfinitive(word string) bool {
	return len(word) > 3 && (strings.HasSuffix(word, "er") || strings.HasSuffix(word, "ir") || strings.HasSuffix(word, "re"))
}

// phraseWords cuts a phrase of the lexicon into the words that count: small words go, unless that would leave one word only; the
// last word stays, since a phrase that ends in a small word means it: "local trop petit", "investir dans notre".
func phraseWords(phrase string, shorten bool) []string {
	var all []string
	for _, t := range tokenise(phrase) {
		all = append(all, canonical(t.word))
	}
	if !shorten {
		return all
	}
	kept := make([]string, 0, len(all))
	for i, w := range all {
		if !light(w) || counts(w) || i == len(all)-1 {
			kept = append(kept, w)
		}
	}
	if len(kept) >= 2 || len(kept) == 1 && len(all) == 1 {
		return kept
	}
	return all
}

// canonical gives small words of the same use one form.
func canonical(word string) string {
	switch word {
	case "la", "les", "l":
		return "le"
	case "une", "1":
		return "un"
	case "ma", "mes", "notre", "nos", "m", "nous":
		return canonicalMine(word)
	case "du", "des", "d":
		return "de"
	case "aux":
		return "au"
	case "cette", "cet", "ces":
		return "ce"
	case "j":
		return "je"
	case "n":
		return "ne"
	case "s":
		return "se"
	case "qu":
		return "que"
	}
	return word
}

// canonicalMine makes one of the possessives of the first person; "nous" and "m" stay.
func canonicalMine(word string) string {
	switch word {
	case "m":
		return "me"
	case "nous":
		return word
	}
	return "mon"
}

// light reports whether a canonical word may stand anywhere inside a phrase without changing what it says.
func light(word string) bool {
	switch word {
	case "le", "un", "de", "ce", "mon", "son", "sa", "ses", "leur", "leurs", "votre", "vos", "ton", "ta", "tes", "au",
		"petit", "petite", "petits", "petites", "grand", "grande", "grands", "grandes", "vrai", "vraie", "bon", "bonne", "joli", "jolie",
		"tres", "vraiment", "encore", "deja", "bien", "juste", "aussi", "tout", "toute", "tous", "toutes", "meme", "peu",
		"quelque", "quelques", "certains", "certaines", "ensemble", "propre":
		return true
	}
	return false
}

// counts reports whether a light word nevertheless matters in a phrase of the lexicon.
func counts(word string) bool {
	switch word {
	case "encore", "deja", "quelque", "quelques", "tout", "toute", "tous", "toutes", "peu", "ensemble", "bien", "propre", "grand":
		return true
	}
	return false
}

// numbers lists the words of the lexicon for which a token may stand.
func (x *lexicon) numbers(word string, verbs []reading) []int32 {
	key := canonical(word)
	if id, exact := x.ids[key]; exact {
		found := slices.Clone(x.keys[key])
		if singular, plural := strings.CutSuffix(key, "s"); plural && len(key) > 3 {
			if other, known := x.ids[singular]; known && !slices.Contains(found, other) {
				found = append(found, other)
			}
		}
		if !slices.Contains(found, id) {
			found = append(found, id)
		}
		return x.appendVerbs(found, verbs)
	}
	found := slices.Clone(x.keys[key])
	for base := range singulars(word) {
		if id, exact := x.ids[base]; exact && !slices.Contains(found, id) {
			found = append(found, id)
		}
	}
	return x.appendVerbs(found, verbs)
}

func (x *lexicon) appendVerbs(found []int32, verbs []reading) []int32 {
	for _, v := range verbs {
		if id, known := x.ids[v.verb]; known && !slices.Contains(found, id) {
			found = append(found, id)
		}
	}
	return found
}

// says reports whether the lexicon has an answer of that slot for the word as it is, not for a verb of which it is a form.
func (x *lexicon) says(word, slot string) bool {
	for _, id := range x.numbers(word, nil) {
		if next := x.root.next[id]; next != nil && slices.ContainsFunc(next.answers, func(a answer) bool { return a.slot == slot }) {
			return true
		}
	}
	return false
}
