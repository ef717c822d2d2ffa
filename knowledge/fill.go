package knowledge

import "strings"

// Fill puts values in the place of the {placeholders} of a sentence: pairs are names, without braces, and their values. A
// placeholder that is not named stays as it is written, and values are not looked into.
func Fill(sentence string, pairs ...string) string {
	open := strings.IndexByte(sentence, '{')
	if open < 0 || len(pairs) == 0 {
		return sentence
	}
	var b strings.Builder
	b.Grow(len(sentence) + 64)
	for ; open >= 0; open = strings.IndexByte(sentence, '{') {
		b.WriteString(sentence[:open])
		sentence = sentence[open:]
		written := 1
		value := sentence[:1]
		for i := 0; i+1 < len(pairs); i += 2 {
			name := pairs[i]
			if len(sentence) > len(name)+1 && sentence[len(name)+1] == '}' && sentence[1:len(name)+1] == name {
				value, written = pairs[i+1], len(name)+2
				break
			}
		}
		b.WriteString(value)
		sentence = sentence[written:]
	}
	b.WriteString(sentence)
	return b.String()
}
