package understand

import (
	"strings"

	"jalon/knowledge"
)

// turn is a set phrase that tells what a sentence wants.
type turn struct {
	words []string // the forms that count, see [mannerWord]
	alone bool     // counts only when it is the whole text
	first bool     // counts only at the beginning of a sentence
}

// turns holds the phrases of one kind by their first word.
type turns map[string][]turn

// readManners reads the turns of phrase of french/manners.txt by kind, and every word they hold.
func readManners() (kinds map[string]turns, words []string) {
	kinds = map[string]turns{}
	for line := range contentLines("manners") {
		kind, phrases, found := strings.Cut(line, ":")
		if !found {
			continue
		}
		if kinds[kind] == nil {
			kinds[kind] = turns{}
		}
		for _, family := range splitPhrases(phrases) {
			for _, phrase := range knowledge.Variants(family) {
				t := newTurn(phrase)
				words = append(words, strings.Fields(strings.TrimLeft(phrase, "=^"))...)
				if len(t.words) > 0 {
					kinds[kind][t.words[0]] = append(kinds[kind][t.words[0]], t)
				}
			}
		}
	}
	return kinds, words
}

// newTurn reads one phrase of french/manners.txt.
func newTurn(phrase string) turn {
	phrase, alone := strings.CutPrefix(strings.TrimSpace(phrase), "=")
	phrase, first := strings.CutPrefix(phrase, "^")
	t := turn{alone: alone, first: first}
	for word := range strings.FieldsSeq(phrase) {
		if form := mannerWord(word); form != "" {
			t.words = append(t.words, form)
		}
	}
	return t
}

// splitPhrases cuts a line at its "|", those inside parentheses left.
func splitPhrases(line string) (phrases []string) {
	depth, from := 0, 0
	for i, r := range line {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == '|' && depth == 0:
			phrases = append(phrases, line[from:i])
			from = i + 1
		}
	}
	return append(phrases, line[from:])
}

// mannerWord is the form under which a folded word is compared in turns of phrase; "" for one that is passed over.
func mannerWord(word string) string {
	switch word {
	case "n", "ne":
		return ""
	case "j":
		return "je"
	case "t", "te":
		return "tu"
	case "m":
		return "me"
	case "d":
		return "de"
	case "l":
		return "le"
	case "s":
		return "se"
	case "c":
		return "ce"
	case "qu":
		return "que"
	}
	return word
}

// intensifier reports whether a word may stand inside a turn of phrase without changing it: "je n'en peux vraiment plus".
func intensifier(word string) bool {
	switch word {
	case "", "vraiment", "franchement", "trop", "tres", "tellement", "completement", "totalement", "juste", "bien", "super", "hyper",
		"carrement", "beaucoup", "meme", "toujours", "deja", "encore", "donc", "si", "exactement", "purement", "absolument", "bcp",
		"gros", "grosse", "strictement":
		return true
	}
	return false
}

// says reports whether the sentence holds a turn of phrase of that kind.
func (s *sentence) says(kind string) bool {
	for i := range s.tokens {
		if s.turnAt(kind, i) > i {
			return true
		}
	}
	return false
}

// turnAt returns the end of the longest turn of phrase of that kind that begins at i; i when there is none.
func (s *sentence) turnAt(kind string, i int) int {
	end := i
	for _, t := range s.manners[kind][mannerWord(s.tokens[i].word)] {
		to := s.follows(t.words, i)
		if to > end && (!t.alone || s.isWhole(i, to)) && (!t.first || s.tokens[i].before >= comma) {
			end = to
		}
	}
	return end
}

// follows returns the end of the words when they stand at i, adverbs aside; i when they do not.
func (s *sentence) follows(words []string, i int) int {
	j := i
	for _, word := range words {
		for {
			if j >= len(s.tokens) || j > i && s.tokens[j].before == stop {
				return i
			}
			form := mannerWord(s.tokens[j].word)
			if j++; form == word {
				break
			}
			if j == i+1 || !intensifier(form) {
				return i
			}
		}
	}
	return j
}

// isWhole reports whether the tokens from and to (excluded) are the whole text, politeness aside.
func (s *sentence) isWhole(from, to int) bool {
	for i := range s.tokens {
		t := &s.tokens[i]
		if (i < from || i >= to) && !intensifier(mannerWord(t.word)) && !t.is("bonjour", "bonsoir", "salut", "ok", "ah", "oh", "oui",
			"non", "mais", "et", "alors", "svp", "stp", "jalon", "toi", "a", "vous", "tous", "toutes", "tout", "ca", "c", "est", "ben") {
			return false
		}
	}
	return true
}
