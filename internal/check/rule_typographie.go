package check

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

func ruleTypography() Rule {
	return Rule{
		Name:  "typographie",
		Title: "Les textes suivent la typographie française.",
		Doc: `Une espace devant : ; ? ! (elle devient insécable toute seule), des guillemets « », l'apostrophe droite ', les points de suspension
en un caractère (…), le tiret demi-cadratin entre deux espaces ( – ), œ et les majuscules accentuées, pas d'espace devant une virgule, pas de
mot répété, pas de balise. Une phrase (does, definition, note, help…) commence par une majuscule et finit par un point.`,
		find: findTypography,
	}
}

// habit is one habit of French typography: what breaks it, and what to say.
type habit struct {
	breaks *regexp.Regexp
	says   string
}

// habits are looked for one after the other.
func habits() []habit {
	return []habit{
		{regexp.MustCompile(`<\/?[a-zA-Z]|&[a-z]+;|\*\*|__`), "pas de balise ni de signe de mise en forme ici"},
		{regexp.MustCompile(`[“”„‟]`), "écrivez des guillemets droits \" autour du texte, et « » dans la phrase"},
		{regexp.MustCompile(`(?:^|[ \x{a0}])[*_]\p{L}`), "pas de signe de mise en forme ici"},
		{regexp.MustCompile(`\\[nrt]`), "un retour à la ligne s'écrit \\n entre guillemets droits \", pas entre apostrophes"},
		{regexp.MustCompile(`"`), "écrivez les guillemets français « »"},
		{regexp.MustCompile(`[’‘´\x60]`), "écrivez l'apostrophe droite '"},
		{regexp.MustCompile(`\.\.\.+`), "écrivez les points de suspension en un seul caractère\u00a0: …"},
		{regexp.MustCompile(`[^.]\.\.(?:[^.]|$)`), "deux points de suite"},
		{regexp.MustCompile(`\p{L}[ \x{a0}]?,,`), "deux virgules de suite"},
		{regexp.MustCompile(`[ \x{a0}]{2,}`), "deux espaces de suite"},
		{regexp.MustCompile(`[ \x{a0}][,)\]]|[ \x{a0}]\.(?:[ \x{a0}]|$)`), "pas d'espace devant ce signe"},
		{regexp.MustCompile(`[(\[][ \x{a0}]`), "pas d'espace après la parenthèse"},
		{regexp.MustCompile(`[\p{L}\d)»%]([;?!])`), "il faut une espace devant ce signe"},
		{regexp.MustCompile(`[\p{L})»](:)(?:[ \x{a0}\n]|$)`), "il faut une espace devant les deux-points"},
		{regexp.MustCompile(`[;!?:]\p{L}`), "il faut une espace après ce signe"},
		{regexp.MustCompile(`\p{L},\p{L}`), "il faut une espace après la virgule"},
		{regexp.MustCompile(`\p{Ll}\.\p{Lu}\p{Ll}`), "il faut une espace après le point"},
		{regexp.MustCompile(`«[^\x{a0}]|[^\x{a0}]»`), "il faut une espace entre le guillemet et le mot"},
		{regexp.MustCompile(`\p{L} '|\b[cdjlmnstCDJLMNST]' |\bqu' `), "pas d'espace autour de l'apostrophe"},
		{regexp.MustCompile(`[ \x{a0}]-[ \x{a0}]`), "entre deux espaces, écrivez le tiret –"},
		{regexp.MustCompile(`\d[%€]`), "il faut une espace entre le nombre et son signe"},
		{regexp.MustCompile(`(?i)\p{L}*(?:coeur|soeur|oeuvre|boeuf|noeud|voeu|oeil|moeurs|oeuf)\p{L}*`), "écrivez œ en un seul caractère"},
		{regexp.MustCompile(`\b(?:Etats?|Economies?|Economiques?|Ecoles?|Educations?|Educatifs?|Energies?|Etudes?|Etapes?|Equipes?|Epiceries?|Ecologies?|Ecologiques?|Evaluations?|Etablissements?|Emergences?|Evénements?|Evènements?|Ecoutes?|Echanges?|Elus?|Eté|Ile)\b`), "la majuscule prend son accent"},
		{regexp.MustCompile(`(?i)(?:^|[ \x{a0}])(?:de de|des des|du du|le le|la la|les les|un un|une une|et et|à à|pour pour|dans dans|par par|sur sur|avec avec|au au|aux aux|qui qui)(?:[ \x{a0},.]|$)`), "mot répété"},
	}
}

func findTypography(s *subject) {
	habits := habits()
	for _, t := range s.texts {
		if !t.prose() || casual(t.key) || strings.HasPrefix(s.keyAt[t.Pos], "typed.") {
			continue
		}
		for _, h := range habits {
			found := h.breaks.FindStringIndex(t.Value)
			if found == nil || excused(t.Value, found) {
				continue
			}
			part := t.Value[found[0]:found[1]]
			s.fault(s.inside(t.String, part), "%s\u00a0: \"%s\"", h.says, around(t.Value, found))
		}
		s.balanced(t)
		if sentence(t.key) {
			s.whole(t)
		}
	}
}

// casual reports whether the texts of a key are written as people type.
func casual(key string) bool {
	switch key {
	case "aliases", "words", "weak", "same", "from", "to", "sentence", "place":
		return true
	}
	return false
}

// sentence reports whether the texts of a key are sentences.
func sentence(key string) bool {
	switch key {
	case "does", "definition", "note", "help":
		return true
	}
	return false
}

// excused reports whether what looks like a fault belongs to an address or to a word between braces.
func excused(text string, found []int) bool {
	start := strings.LastIndexAny(text[:found[0]], " \u00a0\n") + 1
	end := len(text)
	if i := strings.IndexAny(text[found[1]:], " \u00a0\n"); i >= 0 {
		end = found[1] + i
	}
	word := text[start:end]
	return strings.Contains(word, "://") || strings.Contains(word, "www.")
}

// around is the part found with the words at its sides.
func around(text string, found []int) string {
	from, to := found[0], found[1]
	for n := 0; from > 0 && n < 12; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	for n := 0; to < len(text) && n < 12; n++ {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	shown := strings.ReplaceAll(text[from:to], "\n", " ")
	if from > 0 {
		shown = "…" + shown
	}
	if to < len(text) {
		shown += "…"
	}
	return shown
}

// balanced puts down quotes and brackets that are opened and not closed.
func (s *subject) balanced(t text) {
	for _, pair := range [][2]string{{"«", "»"}, {"(", ")"}} {
		opened, closed := strings.Count(t.Value, pair[0]), strings.Count(t.Value, pair[1])
		switch {
		case opened > closed:
			s.fault(s.inside(t.String, pair[0]), "%s ouvert et pas fermé", pair[0])
		case closed > opened:
			s.fault(s.inside(t.String, pair[1]), "%s fermé sans être ouvert", pair[1])
		}
	}
}

// whole puts down a sentence without its capital or its end.
func (s *subject) whole(t text) {
	first, _ := utf8.DecodeRuneInString(t.Value)
	last, _ := utf8.DecodeLastRuneInString(t.Value)
	if unicode.IsLower(first) {
		s.fault(t.Pos, "la phrase commence par une majuscule")
	}
	if !strings.ContainsRune(".!?…»)", last) {
		s.fault(t.Pos, "la phrase finit par un point")
	}
}
