package understand

import "strings"

// soundless is the least number of letters of a word that is looked for by its sound.
const soundless = 4

// sounds finds the words that are said like a mistyped one: "embocher", "abitat", "assosiation".
type sounds struct {
	alike *strings.Replacer // groups of letters that are said alike
	heard map[string]string // sound → word; "" when two unlike words are said so
	bare  map[string]string // the same, without any "e": "recyclri"
}

func newSounds(words []string) *sounds {
	s := &sounds{
		alike: strings.NewReplacer("eau", "o", "au", "o", "ph", "f", "qu", "k", "ch", "C", "sh", "C", "ck", "k", "ain", "in", "ein", "in",
			"aim", "in", "ai", "e", "ei", "e", "gea", "ja", "geo", "jo", "gue", "ge", "gui", "gi", "oeu", "eu", "sc", "s",
			"tion", "sion", "y", "i", "h", ""),
		heard: make(map[string]string, len(words)),
		bare:  make(map[string]string, len(words)),
	}
	for _, w := range words {
		if len(w) < soundless || hasDigit(w) {
			continue
		}
		key := s.of(w)
		if len(key) < soundless-1 {
			continue
		}
		hear(s.heard, key, w)
		if key = noE(key); len(key) >= soundless+1 {
			hear(s.bare, key, w)
		}
	}
	return s
}

// word returns the word said like a mistyped one; "" for none, or for several.
func (s *sounds) word(typed string) string {
	if len(typed) < soundless || len(typed) >= maxWord || hasDigit(typed) {
		return ""
	}
	return s.heard[s.of(typed)]
}

// swallowed returns the word of which every "e" was left out.
func (s *sounds) swallowed(typed string) string {
	if len(typed) < soundless+1 || len(typed) >= maxWord || hasDigit(typed) {
		return ""
	}
	return s.bare[noE(s.of(typed))]
}

// hear records that a word is said so.
func hear(heard map[string]string, sound, word string) {
	switch other, known := heard[sound]; {
	case !known:
		heard[sound] = word
	case other != "" && !related(other, word):
		heard[sound] = ""
	case other != "" && len(word) < len(other):
		heard[sound] = word
	}
}

func noE(sound string) string { return strings.ReplaceAll(sound, "e", "") }

// of writes a folded word roughly as it is said in French, the same way for letters that are said alike.
func (s *sounds) of(word string) string {
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
