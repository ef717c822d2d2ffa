package understand

import (
	"slices"
	"strings"

	"jalon/internal/geo"
)

// readShorthand returns, for what thumbs type, the words meant.
func readShorthand() map[string][]string {
	table := make(map[string][]string, 160)
	for line := range contentLines("shorthand") {
		for item := range strings.SplitSeq(line, "|") {
			if typed, meant, found := strings.Cut(item, "="); found {
				table[strings.TrimSpace(typed)] = strings.Fields(meant)
			}
		}
	}
	return table
}

// expand replaces shorthand by the words meant and cuts the elisions that were glued to a word: "lepicerie", "quon".
func (r *Reader) expand(tokens []token) []token {
	out := make([]token, 0, len(tokens)+8)
	for i := range tokens {
		t := tokens[i]
		switch meant, found := r.meant(tokens, i); {
		case r.numberedName(&t) > 0:
			n := r.numberedName(&t)
			head, tail := newToken(t.raw, 0, n), newToken(t.raw, n, len(t.raw))
			head.start, head.end, head.before, head.title, head.capital = t.start, t.start+n, t.before, t.title, t.capital
			tail.start, tail.end, tail.before = t.start+n, t.end, blank
			out = append(out, head, tail)
		case found:
			for n, word := range meant {
				part := t
				part.word, part.raw, part.capital, part.title, part.rewritten = word, word, false, false, true
				if n > 0 {
					part.before = blank
				}
				out = append(out, part)
			}
		default:
			if n := r.glued(tokens, i); n > 0 {
				head, tail := newToken(t.raw, 0, n), newToken(t.raw, n, len(t.raw))
				head.start, head.end, head.before = t.start, t.start+n, t.before
				tail.start, tail.end, tail.before, tail.rewritten = t.start+n, t.end, apostrophe, true
				out = append(out, head, tail)
				continue
			}
			out = append(out, t)
		}
	}
	return out[:min(len(out), maxTokens)]
}

// numberedName returns how many bytes of a word are the name of a commune to which its department or its postcode is glued,
// "gramat46", 0 for none.
func (r *Reader) numberedName(t *token) int {
	n := strings.IndexAny(t.raw, "0123456789")
	if n < 3 || len(t.raw)-n != 2 && len(t.raw)-n != 5 || len(t.raw) != t.end-t.start {
		return 0
	}
	code := t.raw[n:]
	for _, c := range code {
		if c < '0' || c > '9' {
			return 0
		}
	}
	for _, m := range r.places.Lookup(t.raw[:n]) {
		if m.Kind == geo.KindCommune && (m.Department == code || slices.Contains(m.Postcodes, code)) {
			return n
		}
	}
	return 0
}

// meant returns the words for which the shorthand at i stands.
func (r *Reader) meant(tokens []token, i int) ([]string, bool) {
	t := &tokens[i]
	switch {
	case t.raw == "jé" || t.raw == "jè":
		return []string{"j", "ai"}, true
	case (t.raw == "é" || t.raw == "è") && i > 0 && t.before == blank:
		if tokens[i-1].is("on", "ont", "il", "elle", "qui", "ki", "ca", "sa", "ce") {
			return []string{"est"}, true // "on é 5"
		}
		return []string{"et"}, true // "moi é mon frère"
	case (t.raw == "cé" || t.raw == "çé" || t.raw == "sé") && i+1 < len(tokens) && tokens[i+1].is("quoi", "koi", "kwa", "qui", "ki", "pas", "pa",
		"un", "une", "le", "la", "nul", "bien", "possible", "combien"):
		return []string{"c", "est"}, true
	case t.raw == "conné" || t.raw == "connè":
		return []string{"connait"}, true
	case t.word == "plu" && i > 0 && !tokens[i-1].is("a", "ai", "m", "ont"):
		return []string{"plus"}, true
	case t.word == "fer" && i > 0 && tokens[i-1].is("veu", "veux", "veut", "voudrais", "voudrai", "voudre", "aimerais", "aimerai", "aimere",
		"jaimere", "jaimerai", "jaimerais", "jvoudre", "jvoudrais", "jveu", "peu", "peux", "peut", "pr", "va", "vais", "voulons", "voulon"):
		return []string{"faire"}, true
	case t.raw == "fé" || t.raw == "fè":
		return []string{"fait"}, true
	case t.word == "hab" && i > 0 && tokens[i-1].digits():
		return []string{"habitants"}, true
	case t.word == "com" && i > 0 && tokens[i-1].is("koi", "quoi", "kwa"):
		return []string{"comme"}, true
	case t.raw == "lé" || t.raw == "lè":
		return []string{"les"}, true
	case t.raw == "dé" || t.raw == "dè":
		return []string{"des"}, true
	case t.raw == "mé" || t.raw == "mè":
		return []string{"mais"}, true
	case t.word == "g" && i > 0 && tokens[i-1].digits():
		return nil, false // grams
	case (t.raw == "ses" || t.raw == "ces" || t.raw == "cet") && i+1 < len(tokens) && tokens[i+1].is("quoi", "koi", "kwa"):
		return []string{"c", "est"}, true
	case t.word == "c" && i+1 < len(tokens) && tokens[i+1].is("est", "etait", "etaient", "ete"):
		return nil, false
	case t.word == "c" && t.before != apostrophe && i+1 < len(tokens) && tokens[i+1].before == blank && !tokens[i+1].digits():
		return []string{"c", "est"}, true // "c koi"
	case t.word == "d" && i+1 < len(tokens) && tokens[i+1].before == blank && !tokens[i+1].digits() && !strings.ContainsAny(tokens[i+1].word[:1], "aeiouyh"):
		return []string{"des"}, true // "d sous"
	case t.raw == "2" && i > 0 && i+1 < len(tokens) && tokens[i+1].before == blank && !strings.HasSuffix(tokens[i+1].word, "s") &&
		tokens[i-1].is("besoin", "bezoin", "coup", "envie", "envi", "manque", "projet", "pres", "idee", "ide", "plein", "cours", "recherche", "pas", "ecol", "ecole", "salle", "prof", "groupe", "local"):
		return []string{"de"}, true // "un coup 2 main"
	case t.capital && t.word != "g":
		return nil, false
	}
	meant, found := r.shorthand[t.word]
	return meant, found
}

// glued returns how many bytes of an unknown word are an elision glued to a known word, 0 for none.
func (r *Reader) glued(tokens []token, i int) int {
	t := &tokens[i]
	hyphened := t.before == hyphen || i+1 < len(tokens) && tokens[i+1].before == hyphen
	if len(t.word) < 4 || t.before == apostrophe || hyphened || t.capital && !r.isDepartment(t.word[1:]) || r.knownWord(t.word) {
		return 0
	}
	n := 1
	switch t.word[0] {
	case 'l', 'd', 'j', 'm', 't', 's', 'n', 'c':
	case 'q':
		if t.word[1] != 'u' {
			return 0
		}
		n = 2
	default:
		return 0
	}
	rest := t.word[n:]
	if t.word[0] == 'j' && len(rest) > 3 && strings.IndexByte("aeiouyh", rest[0]) < 0 && len(r.lang.conjugated(rest)) > 0 && len(r.places.Lookup(t.word)) == 0 {
		return 1 // "jrefasse"
	}
	if strings.IndexByte("aeiouyh", rest[0]) < 0 || len(t.raw) < n || geo.Fold(t.raw[n:]) != rest || len(rest) < 2 {
		return 0
	}
	if r.knownWord(rest) || r.territory[rest] || len(rest) > 2 && r.isDepartment(rest) {
		within := i > 0 && tokens[i-1].is("dans", "ds", "dan", "de", "departement") && r.isDepartment(rest)
		if !within && len(r.places.Lookup(t.word)) > 0 {
			return 0 // a place name that only looks so
		}
		if i+1 < len(tokens) && tokens[i+1].before <= blank && len(r.places.Begins(t.word+" "+tokens[i+1].word)) > 0 {
			return 0 // "cappelle brouck"
		}
		return n
	}
	if len(rest) > 4 && r.sounds.word(rest) != "" && r.sounds.word(t.word) == "" && r.speller.correct(t.word) == "" && len(r.places.Lookup(t.word)) == 0 {
		return n // "lepiceri"
	}
	return 0
}
