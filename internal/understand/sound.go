package understand

import "strings"

// soundless is the least number of letters of a word that is looked for by its sound.
const soundless = 4

// sounds finds the words that are said like a mistyped one: "embocher", "abitat", "assosiation".
type sounds map[string]string // sound → word; "" when two unlike words are said so

func newSounds(words []string) sounds {
	heard := make(sounds, len(words))
	for _, w := range words {
		if len(w) < soundless || hasDigit(w) {
			continue
		}
		key := soundOf(w)
		if len(key) < soundless-1 {
			continue
		}
		switch other, known := heard[key]; {
		case !known:
			heard[key] = w
		case other != "" && !related(other, w):
			heard[key] = ""
		case other != "" && len(w) < len(other):
			heard[key] = w
		}
	}
	return heard
}

// soundOf writes a folded word roughly as it is said in French, the same way for letters that are said alike.
func soundOf(word string) string {
	word = strings.NewReplacer("eau", "o", "au", "o", "ph", "f", "qu", "k", "ch", "x", "sh", "x", "ck", "k", "ain", "in", "ein", "in", "aim", "in",
		"ai", "e", "ei", "e", "gea", "ja", "geo", "jo", "gue", "ge", "gui", "gi", "oeu", "eu", "sc", "s", "tion", "sion", "y", "i", "h", "").Replace(word)
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
			return strings.TrimRight(stem, "sxtdpe")
		}
	}
	if stem := strings.TrimRight(sound, "sxtdpe"); len(stem) >= soundless-1 {
		return stem
	}
	return sound
}
