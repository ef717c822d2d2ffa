package understand

import (
	"embed"
	"slices"
	"strings"
)

//go:embed french/*.txt
var frenchFiles embed.FS

// class is what sort of French word a word is; a word may be of several.
type class uint8

const (
	closed    class = 1 << iota // function words, set words, numbers
	noun                        // everyday nouns
	adjective                   // everyday adjectives
	verbal                      // everyday verbs
	firstName                   // first names
	acronym                     // abbreviations and acronyms
	near                        // words very like one of the lexicon
	manner                      // words of greeting, thanks, anger… that are in no other list
)

// mood is how a form of a verb is used.
type mood uint8

const (
	infinitive mood = 1 << iota
	present
	imperfect
	future
	conditional
	participle // of the past
	gerund     // in -ant
)

// reading is a verb of which a word may be a form.
type reading struct {
	verb string // the infinitive
	mood mood
}

// family is a rule: a form that ends so may come from an infinitive that ends otherwise.
type family struct {
	ending string
	mood   mood
}

// language is what the reader knows of everyday French: words by class, forms of verbs, set phrases.
type language struct {
	words    map[string]class
	verbs    map[string]bool // infinitives
	forms    map[string][]reading
	families map[string][]family // by the ending of the form
	longest  int                 // length of the longest of these endings
	idioms   []string
	matter   map[string]bool // what a project works with or for, which says less of it than a place or a trade
	servants map[string]bool // those who sell to a project, teach, counsel or visit it, and need not live where it is
	brands   map[string]bool // chains and makers, whose shops are told by the name of a town; two words are joined by a space
}

// loadLanguage reads the embedded lists. They are part of the program: a damaged one leaves its words unknown.
func loadLanguage() *language {
	l := &language{words: make(map[string]class, 6000), verbs: make(map[string]bool, 700), forms: make(map[string][]reading, 400), families: map[string][]family{}, matter: wordSet("matter"), servants: wordSet("servants"), brands: wordSet("brands")}
	for file, c := range map[string]class{"closed": closed, "nouns": noun, "adjectives": adjective, "verbs": verbal, "names": firstName, "near": near, "acronyms": acronym} {
		for line := range contentLines(file) {
			for word := range strings.FieldsSeq(line) {
				l.words[word] |= c
				if c == verbal {
					l.verbs[word] = true
				}
			}
		}
	}
	for line := range contentLines("conjugation") {
		l.addConjugation(line)
	}
	for line := range contentLines("idioms") {
		for idiom := range strings.SplitSeq(line, "|") {
			l.idioms = append(l.idioms, strings.TrimSpace(idiom))
		}
	}
	return l
}

// wordSet reads an embedded list of words; a line that begins with "=" is one phrase.
func wordSet(name string) map[string]bool {
	set := map[string]bool{}
	for line := range contentLines(name) {
		if phrase, found := strings.CutPrefix(line, "= "); found {
			set[phrase] = true
			continue
		}
		for word := range strings.FieldsSeq(line) {
			set[word] = true
		}
	}
	return set
}

// contentLines walks the lines of an embedded list that are neither comments nor empty.
func contentLines(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		data, err := frenchFiles.ReadFile("french/" + name + ".txt")
		if err != nil {
			return
		}
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(line) {
				return
			}
		}
	}
}

// addConjugation reads a line of the table: infinitive | stem of the imperfect | stem of the future | other forms of the
// present | past participles. With a dash they are endings.
func (l *language) addConjugation(line string) {
	columns := strings.Split(line, "|")
	if len(columns) != 5 {
		return
	}
	for i := range columns {
		columns[i] = strings.TrimSpace(columns[i])
	}
	infinitiveForm := columns[0]
	add := func(form string, m mood) {
		if form == "" {
			return
		}
		if ending, found := strings.CutPrefix(infinitiveForm, "-"); found {
			form = strings.TrimPrefix(form, "-")
			l.families[form] = append(l.families[form], family{ending, m})
			l.longest = max(l.longest, len(form))
			return
		}
		l.verbs[infinitiveForm] = true
		l.forms[form] = append(l.forms[form], reading{infinitiveForm, m})
	}
	add(infinitiveForm, infinitive)
	for _, ending := range [...]string{"ais", "ait", "ions", "iez", "aient"} {
		add(columns[1]+ending, imperfect)
		add(columns[2]+ending, conditional)
	}
	for _, ending := range [...]string{"ons", "ez"} {
		add(columns[1]+ending, present)
	}
	add(columns[1]+"ant", gerund)
	for _, ending := range [...]string{"ai", "as", "a", "ons", "ez", "ont"} {
		add(columns[2]+ending, future)
	}
	for form := range strings.FieldsSeq(columns[3]) {
		add(form, present)
	}
	for form := range strings.FieldsSeq(columns[4]) {
		add(form, participle)
	}
}

// conjugated lists the verbs of which the word may be a form, each once with all its moods.
func (l *language) conjugated(word string) []reading {
	found := slices.Clone(l.forms[word])
	for n := 0; n <= l.longest && n <= len(word); n++ {
		stem, ending := word[:len(word)-n], word[len(word)-n:]
		for _, f := range l.families[ending] {
			if infinitive := stem + f.ending; l.verbs[infinitive] && !l.irregular(infinitive) {
				found = append(found, reading{infinitive, f.mood})
			}
		}
	}
	merged := found[:0]
	for _, r := range found {
		if i := slices.IndexFunc(merged, func(other reading) bool { return other.verb == r.verb }); i >= 0 {
			merged[i].mood |= r.mood
		} else {
			merged = append(merged, r)
		}
	}
	return merged
}

// irregular reports whether the verb has a line of its own in the table.
func (l *language) irregular(infinitive string) bool {
	_, found := l.forms[infinitive]
	return found
}

// class tells of which class a word is, plural and feminine included; 0 for a word that is not an everyday one.
func (l *language) class(word string, verbs []reading) class {
	c := l.words[word]
	if len(verbs) > 0 {
		c |= verbal
	}
	for base := range singulars(word) {
		c |= l.words[base] & (noun | adjective)
		if len(base) > 3 && base+"s" == word {
			c |= l.words[base] & closed // "soirs"
		}
	}
	if adverb, found := strings.CutSuffix(word, "ment"); found && c == 0 {
		for _, base := range [...]string{adverb, strings.TrimSuffix(adverb, "e"), adverb + "nt", strings.TrimSuffix(adverb, "am") + "ant", strings.TrimSuffix(adverb, "em") + "ent"} {
			if l.words[base]&adjective != 0 {
				c |= closed
			}
		}
	}
	return c
}

// endings turn a plural or a feminine into the form that lists hold.
type ending struct{ from, to string }

// nounEndings are the usual endings of plurals and feminines, without accents.
func nounEndings() []ending {
	return []ending{
		{"s", ""}, {"x", ""}, {"aux", "al"}, {"aux", "ail"}, {"e", ""}, {"es", ""},
		{"euse", "eur"}, {"euses", "eur"}, {"euse", "eux"}, {"euses", "eux"}, {"trice", "teur"}, {"trices", "teur"},
		{"iere", "ier"}, {"ieres", "ier"}, {"enne", "en"}, {"ennes", "en"}, {"onne", "on"}, {"onnes", "on"},
		{"elle", "el"}, {"elles", "el"}, {"ette", "et"}, {"ettes", "et"}, {"ive", "if"}, {"ives", "if"},
		{"esse", "e"}, {"esses", "e"}, {"ouse", "oux"}, {"olle", "ou"}, {"euve", "euf"}, {"eche", "ec"}, {"anche", "anc"}, {"gue", "g"},
	}
}

// singulars walks the forms of which a noun or an adjective may be the plural or the feminine.
func singulars(word string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if word == "" || strings.IndexByte("sxe", word[len(word)-1]) < 0 {
			return // all the endings end so
		}
		for _, e := range nounEndings() {
			if stem, found := strings.CutSuffix(word, e.from); found && stem != "" {
				if !yield(stem + e.to) {
					return
				}
			}
		}
	}
}
