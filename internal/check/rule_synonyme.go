package check

import (
	"strings"

	"jalon/internal/geo"
	"jalon/knowledge"
)

func ruleSynonym() Rule {
	return Rule{
		Name:    "synonyme",
		Title:   "Un synonyme mène à un mot qui est dans la base.",
		Warning: true,
		Doc: `vocabulary/synonyms fait trouver une fiche par un mot qu'elle ne contient pas. Les mots de to, et au moins un de ceux de same,
doivent donc être quelque part dans les fiches, les mots ou le vocabulaire : sinon la recherche ne trouve rien de plus.`,
		whole: true,
		find:  findSynonym,
	}
}

func findSynonym(s *subject) {
	if len(s.base.Synonyms) == 0 {
		return
	}
	words := s.vocabulary()
	for i := range s.base.Synonyms {
		e := &s.base.Synonyms[i]
		for _, to := range e.To {
			if !words.hold(to.Value) {
				s.fault(to.Pos, "\"%s\" n'est dans aucune fiche\u00a0: ce synonyme ne mène à rien", to.Value)
			}
		}
		leads := len(e.Same) == 0
		for _, same := range e.Same {
			leads = leads || words.hold(same.Value)
		}
		if !leads {
			s.fault(e.At, "aucun de ces mots n'est dans une fiche\u00a0: %s", strings.Join(knowledge.Values(e.Same), ", "))
		}
	}
}

// stems are the beginnings of words, without what changes with number, gender and person.
type stems map[string]bool

// vocabulary gathers the words of the entries, of the glossary and of the codes.
func (s *subject) vocabulary() stems {
	words := stems{}
	for _, t := range s.texts {
		switch t.key {
		case "words", "weak", "same", "from", "to", "wording", "sentence":
			continue
		}
		if t.prose() {
			for word := range strings.FieldsSeq(geo.Fold(t.Value)) {
				words[stem(word)] = true
			}
		}
	}
	return words
}

// hold reports whether some word of a phrase is among the words.
func (w stems) hold(phrase string) bool {
	for word := range strings.FieldsSeq(geo.Fold(phrase)) {
		if (len(word) > 2 || !strings.Contains(phrase, " ")) && w[stem(word)] {
			return true
		}
	}
	return false
}

// stem is what a word has in common with those of its family: "invest" for "investit" and "investissement".
func stem(word string) string {
	for _, ending := range []string{"es", "s", "x", "e"} {
		if short, cut := strings.CutSuffix(word, ending); cut && len(short) > 2 {
			word = short
			break
		}
	}
	return word[:min(len(word), 6)]
}
