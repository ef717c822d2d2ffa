package index

import "strings"

// listener knows how groups of letters are heard.
type listener struct{ groups, nasals []heard }

type heard struct{ written, heard string }

func newListener() listener {
	return listener{
		groups: []heard{
			{"eaux", "o"}, {"eau", "o"}, {"aux", "o"}, {"au", "o"}, {"ou", "u"}, {"oi", "wa"}, {"oe", "e"}, {"ph", "f"}, {"ch", "C"}, {"sh", "C"},
			{"qu", "k"}, {"gn", "N"}, {"ille", "iy"}, {"ai", "e"}, {"ei", "e"}, {"ss", "s"}, {"th", "t"},
		},
		nasals: []heard{
			{"ain", "I"}, {"ein", "I"}, {"aim", "I"}, {"ien", "iI"}, {"an", "A"}, {"am", "A"}, {"en", "A"}, {"em", "A"}, {"in", "I"}, {"im", "I"},
			{"yn", "I"}, {"ym", "I"}, {"un", "I"}, {"on", "O"}, {"om", "O"},
		},
	}
}

// sound writes a folded word as it is heard, so that "boutike" meets "boutique" and "fasilitateur" "facilitateur": people who
// type as they speak make more faults than spelling.go forgives. Words that sound the same have the same sound; the reverse
// need not hold.
func (l listener) sound(word string) string {
	if !small(word) {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(word); {
		heard, used := l.hear(word[i:], i)
		if n := b.Len(); heard != "" && (n == 0 || b.String()[n-1:] != heard[:1]) {
			b.WriteString(heard)
		}
		i += used
	}
	return mute(b.String())
}

// hear gives how the start of rest is heard and how many letters that takes; at is its place in the word.
func (l listener) hear(rest string, at int) (heard string, used int) {
	for _, s := range l.groups {
		if strings.HasPrefix(rest, s.written) {
			return s.heard, len(s.written)
		}
	}
	if heard, used := l.nasal(rest); used > 0 {
		return heard, used
	}
	next := byte(0)
	if len(rest) > 1 {
		next = rest[1]
	}
	soft := next == 'e' || next == 'i' || next == 'y'
	switch c := rest[0]; {
	case c == 'c' && soft, c == 'z':
		return "s", 1
	case c == 'c', c == 'q':
		return "k", 1
	case c == 'g' && next == 'u' && len(rest) > 2 && strings.IndexByte("eiy", rest[2]) >= 0:
		return "g", 2
	case c == 'g' && soft:
		return "j", 1
	case c == 'h':
		return "", 1
	case c == 'y':
		return "i", 1
	case c == 'w' && at == 0:
		return "v", 1
	case c == 'x':
		return "ks", 1
	default:
		return rest[:1], 1
	}
}

// nasal hears "an", "in", "on" and their like when no vowel and no other n or m follows.
func (l listener) nasal(rest string) (heard string, used int) {
	for _, s := range l.nasals {
		if strings.HasPrefix(rest, s.written) && (len(rest) == len(s.written) || !strings.ContainsRune("aeiouymnh", rune(rest[len(s.written)]))) {
			return s.heard, len(s.written)
		}
	}
	return "", 0
}

// mute takes the letters off the end that nobody says: "s", "t", "d", "p" after other letters, then "e" or the "er" of verbs.
func mute(heard string) string {
	const least = 3
	for len(heard) > least && strings.IndexByte("stdp", heard[len(heard)-1]) >= 0 {
		heard = heard[:len(heard)-1]
	}
	for _, ending := range []string{"er", "e"} {
		if rest, found := strings.CutSuffix(heard, ending); found && len(rest) >= least {
			return rest
		}
	}
	return heard
}
