package understand

import "strings"

// soundless is the least number of letters of a word that is looked for by its sound.
const soundless = 4

// sounds finds the words that are said like a mistyped one: "embocher", "abitat", "assosiation".
type sounds struct {
	alike *strings.Replacer   // groups of letters that are said alike
	heard map[string][]string // sound → the words said so
	bare  map[string][]string // the same, without any "e": "recyclri"
}

func newSounds(words []string) *sounds {
	s := &sounds{
		alike: strings.NewReplacer("eau", "o", "au", "o", "ph", "f", "qu", "k", "ch", "C", "sh", "C", "ck", "k", "ain", "in", "ein", "in",
			"aim", "in", "ai", "e", "ei", "e", "gea", "ja", "geo", "jo", "gue", "ge", "gui", "gi", "oeu", "eu", "sc", "s",
			"tion", "sion", "y", "i", "h", ""),
		heard: make(map[string][]string, len(words)),
		bare:  make(map[string][]string, len(words)),
	}
	for _, w := range words {
		if len(w) < soundless || hasDigit(w) {
			continue
		}
		key := s.of(w)
		if len(key) < soundless-1 {
			continue
		}
		s.heard[key] = append(s.heard[key], w)
		if key = noE(key); len(key) >= soundless+1 {
			s.bare[key] = append(s.bare[key], w)
		}
	}
	return s
}

// word returns the word said like a mistyped one; "" for none, or for several as near.
func (s *sounds) word(typed string) string {
	if len(typed) < soundless || len(typed) >= maxWord || hasDigit(typed) {
		return ""
	}
	if meant := nearest(s.heard[s.of(typed)], typed); meant != "" {
		return meant
	}
	if soft := strings.ReplaceAll(typed, "cri", "ceri"); soft != typed { // "epicri"
		return nearest(s.heard[s.of(soft)], soft)
	}
	return ""
}

// swallowed returns the word of which every "e" was left out.
func (s *sounds) swallowed(typed string) string {
	if len(typed) < soundless+1 || len(typed) >= maxWord || hasDigit(typed) {
		return ""
	}
	return nearest(s.bare[noE(s.of(typed))], typed)
}

// nearest returns the word, of some, written most like a mistyped one; "" when two unlike words are as near.
func nearest(words []string, typed string) string {
	best, distance, tie := "", maxWord, false
	for _, w := range words {
		switch d := damerau(typed, w, len(typed)); {
		case d < distance:
			best, distance, tie = w, d, false
		case d == distance:
			tie = tie || !related(best, w)
			if len(w) < len(best) {
				best = w
			}
		}
	}
	if tie {
		return ""
	}
	return best
}

func noE(sound string) string { return strings.ReplaceAll(sound, "e", "") }

// of writes a folded word roughly as it is said in French, the same way for letters that are said alike.
func (s *sounds) of(word string) string {
	if strings.HasSuffix(word, "air") { // "solidair"
		word += "e"
	}
	word = s.alike.Replace(word)
	var b strings.Builder
	for i := 0; i < len(word); i++ {
		c := word[i]
		next := byte(0)
		if i+1 < len(word) {
			next = word[i+1]
		}
		soft := next == 'e' || next == 'i'
		switch {
		case c == next: // double letters are said as one
			continue
		case c == 'c' && soft, c == 'z':
			c = 's'
		case c == 'c', c == 'q':
			c = 'k'
		case c == 'g' && soft && i > 0 && !strings.HasPrefix(word[i:], "gi"):
			c = 'j'
		case (c == 'e' || c == 'a') && next == 'm' && i+2 < len(word) && strings.IndexByte("bp", word[i+2]) >= 0:
			b.WriteString("an")
			i++
			continue
		case c == 'e' && next == 'n' && i+2 < len(word) && strings.IndexByte("aeiouy", word[i+2]) < 0:
			b.WriteString("an")
			i++
			continue
		case c == 'm' && i+1 < len(word) && strings.IndexByte("bp", next) >= 0:
			c = 'n'
		}
		b.WriteByte(c)
	}
	return endOf(b.String())
}

// endOf leaves out the letters that are not said at the end of a word.
func endOf(sound string) string {
	for _, verb := range [...]string{"er", "ez", "es", "et", "e"} {
		if stem, found := strings.CutSuffix(sound, verb); found && len(stem) >= soundless-1 {
			return stem
		}
	}
	if stem := strings.TrimRight(sound, "sxtdp"); len(stem) >= soundless-1 {
		return stem
	}
	return sound
}
