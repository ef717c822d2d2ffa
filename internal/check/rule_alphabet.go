package check

import (
	"fmt"
	"strings"
	"unicode"

	"jalon/knowledge"
)

func ruleScript() Rule {
	return Rule{
		Name:  "alphabet",
		Title: "Les textes n'ont que des lettres latines, sans caractère invisible ni reste de copie.",
		Doc: `Un texte copié d'un document scanné garde des lettres d'un autre alphabet (« Gerмoir » avec un м russe), des chiffres au milieu des
mots (« ass0ciation »), des ligatures (« ﬁnance »), des espaces invisibles ou des accents abîmés (« Ã© »). On ne les voit pas, mais la
recherche ne trouve plus la fiche. Retapez le mot.`,
		find: findScript,
	}
}

func findScript(s *subject) {
	for _, t := range s.texts {
		for _, word := range strings.Fields(t.Value) {
			if says := oddWord(word, t.prose()); says != "" {
				s.fault(s.inside(t.String, word), "%s", says)
			}
		}
		if at := strings.IndexFunc(t.Value, invisible); at >= 0 {
			odd := []rune(t.Value[at:])[0]
			s.fault(s.inside(t.String, string(odd)), "caractère invisible (U+%04X)\u00a0: retapez ce texte", odd)
		}
	}
	for name := range s.sources {
		if says := oddWord(name, false); says != "" {
			s.fault(knowledge.Pos{File: name, Line: 1, Col: 1}, "nom de fichier\u00a0: %s", says)
		}
	}
}

// oddWord says what a word has that French words have not, "" when nothing.
func oddWord(word string, prose bool) string {
	letters := []rune(word)
	for i, r := range letters {
		switch {
		case unicode.Is(unicode.Mn, r):
			return fmt.Sprintf("\"%s\" a un accent écrit à part (U+%04X)\u00a0: retapez le mot", word, r)
		case r == unicode.ReplacementChar:
			return fmt.Sprintf("\"%s\" a perdu une lettre\u00a0: retapez le mot", word)
		case 0xFB00 <= r && r <= 0xFB06:
			return fmt.Sprintf("\"%s\" a deux lettres collées en une (%c)\u00a0: retapez le mot", word, r)
		case unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Common):
			return fmt.Sprintf("\"%s\" a une lettre d'un autre alphabet, %c (%s)%s", word, r, script(r), lookalike(word))
		case prose && (r == '0' || r == '1') && within(letters, i):
			return fmt.Sprintf("\"%s\" a le chiffre %c au milieu des lettres", word, r)
		}
	}
	for _, broken := range []string{"Ã©", "Ã¨", "Ã ", "Ã§", "Ãª", "Ã´", "â€", "Â«", "Â»", "Å“"} {
		if strings.Contains(word, broken) {
			return fmt.Sprintf("\"%s\" a des accents abîmés par une copie\u00a0: retapez le mot", word)
		}
	}
	return ""
}

// within reports whether a character stands between two small letters.
func within(letters []rune, i int) bool {
	return i > 0 && i+1 < len(letters) && unicode.IsLower(letters[i-1]) && unicode.IsLower(letters[i+1])
}

func invisible(r rune) bool {
	return r != '\n' && r != '\u202f' && r != '\u2011' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r))
}

func script(r rune) string {
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		return "cyrillique"
	case unicode.Is(unicode.Greek, r):
		return "grecque"
	}
	return fmt.Sprintf("U+%04X", r)
}

// lookalike proposes the word in Latin letters when every odd letter of it looks like one.
func lookalike(word string) string {
	latin := strings.Map(func(r rune) rune {
		from, to := []rune("асеорхуіјѕмктнвАВСЕНІЈКМОРЅТХοανρικτυΑΒΕΗΙΚΜΝΟΡΤΧΥΖ"), []rune("aceopxyijsmktnbABCEHIJKMOPSTXoavpiktuABEHIKMNOPTXYZ")
		for i := range from {
			if from[i] == r {
				return to[i]
			}
		}
		return r
	}, word)
	for _, r := range latin {
		if unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Common) {
			return "\u00a0: retapez le mot"
		}
	}
	return fmt.Sprintf("\u00a0; vouliez-vous dire \"%s\"\u00a0?", latin)
}
