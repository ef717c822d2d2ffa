package index

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/google/go-cmp/cmp"
)

// terms writes tokens as "term" or, when the text they come from is given, as "term=words of the text".
func terms(tokens analysis.TokenStream) []string {
	list := []string{}
	for _, t := range tokens {
		list = append(list, string(t.Term))
	}
	return list
}

func written(text string, tokens analysis.TokenStream) []string {
	list := []string{}
	for _, t := range tokens {
		list = append(list, text[t.Start:t.End])
	}
	return list
}

func TestTokenizer(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                   {},
		"   ":                                {},
		"L'épicerie du village":              {"L'épicerie", "du", "village"},
		"tiers-lieu, café":                   {"tiers-lieu", "café"},
		"Domb’Innov":                         {"Domb’Innov"},
		"S.C.I.C. ou S.A.R.L":                {"S.C.I.C", "ou", "S.A.R.L"},
		"fin. Début":                         {"fin", "Début"},
		"avise.org":                          {"avise", "org"},
		"'cité' -tiret- l'":                  {"cité", "tiret", "l"},
		"local / bureau":                     {"local", "bureau"},
		"+rural -urbain \"a b\" x:y café* ~": {"rural", "urbain", "a", "b", "x", "y", "café"},
		"10 000 €, 2e étage":                 {"10", "000", "2e", "étage"},
		"e\u0301picerie":                     {"e\u0301picerie"},
		"cha\u00adteau":                      {"cha\u00adteau"},
		"🙂 vélo🚲":                            {"vélo"},
		"Gerмoir":                            {"Gerмoir"},
		"\xff\xfeabc\xff":                    {"abc"},
	} {
		tokens := tokenizer{}.Tokenize([]byte(text))
		if diff := cmp.Diff(want, terms(tokens)); diff != "" {
			t.Errorf("Tokenize(%q): %s", text, diff)
		}
		if diff := cmp.Diff(want, written(text, tokens)); diff != "" {
			t.Errorf("offsets of %q: %s", text, diff)
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "épicerie": "epicerie", "ÉPICERIE": "epicerie", "Cœur": "coeur", "Ex æquo": "ex aequo", "e\u0301te\u0301": "ete", "naïf": "naif",
		"Noël": "noel", "aîné": "aine", "français": "francais", "L’été": "l'ete", "tiers‑lieu": "tiers-lieu", "Straße": "strasse", "Łódź": "lodz",
		"ＡＢＣ": "abc", "ﬁn": "fin", "cha\u00adteau": "chateau", "x²": "x2", "`a´": "'a'",
	} {
		if got := fold(text); got != want {
			t.Errorf("fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestElision(t *testing.T) {
	for word, want := range map[string]string{
		"l'épicerie": "épicerie", "L’Épicerie": "Épicerie", "d'Arc": "Arc", "qu'on": "on", "jusqu'à": "à", "lorsqu'il": "il", "quelqu'un": "un",
		"qu'l'autre": "autre", "aujourd'hui": "aujourd'hui", "Domb'Innov": "Domb'Innov", "entr'aide": "entr'aide", "l'": "l'", "'": "'",
		"presqu'île": "presqu'île", "m'aider": "aider", "J’ai": "ai",
	} {
		tokens := elisionFilter{}.Filter(analysis.TokenStream{{Term: []byte(word), Start: 0, End: len(word)}})
		if got := string(tokens[0].Term); got != want {
			t.Errorf("elision of %q = %q, want %q", word, got, want)
		}
		if got := word[tokens[0].Start:tokens[0].End]; got != want {
			t.Errorf("elision of %q points at %q, want %q", word, got, want)
		}
	}
}

func TestCompound(t *testing.T) {
	for word, want := range map[string][]string{
		"café":          {"café"},
		"Domb'Innov":    {"Domb", "Innov", "DombInnov"},
		"tiers-lieu":    {"tiers", "lieu", "tierslieu"},
		"Val-d'Aigoual": {"Val", "d", "Aigoual", "ValdAigoual"},
		"S.C.I.C":       {"SCIC"},
		"aujourd'hui":   {"aujourdhui"},
		"TAg35":         {"TAg", "35", "TAg35"},
		"6-10":          {"6", "10", "610"},
		"3d":            {"3d"},
		"2A":            {"2A"},
	} {
		tokens := compoundFilter{}.Filter(analysis.TokenStream{{Term: []byte(word), Start: 5, End: 5 + len(word), Position: 3}})
		if diff := cmp.Diff(want, terms(tokens)); diff != "" {
			t.Errorf("compound of %q: %s", word, diff)
		}
		for i, token := range tokens[:len(tokens)-1] {
			if got := word[token.Start-5 : token.End-5]; got != want[i] {
				t.Errorf("part %d of %q points at %q", i, word, got)
			}
			if token.Position != 3 {
				t.Errorf("part %d of %q is at position %d, want 3", i, word, token.Position)
			}
		}
	}
}

func TestStopWords(t *testing.T) {
	f := newFrench()
	for _, phrase := range []string{
		"bonjour", "svp", "je voudrais", "comment faire", "c'est quoi", "est-ce que", "qu'est-ce que c'est", "à côté de chez nous", "où", "Aujourd’hui",
		"il y a", "s'il vous plaît",
	} {
		var kept []string
		for _, unit := range f.units(phrase) {
			if !f.stop.words[unit] {
				kept = append(kept, unit)
			}
		}
		if len(kept) > 0 {
			t.Errorf("%q keeps %v", phrase, kept)
		}
	}
	for _, word := range []string{"épicerie", "mobilité", "âgée", "ESS", "pays", "temps", "parc", "avise"} {
		if f.stop.words[fold(word)] {
			t.Errorf("%q is dropped", word)
		}
	}
}

func TestStem(t *testing.T) {
	f := newFrench()
	for _, family := range [][]string{
		{"épicerie", "épiceries"},
		{"recyclerie", "recycleries"},
		{"local", "locaux", "locale", "locales"},
		{"lieu", "lieux"},
		{"réseau", "réseaux"},
		{"coopérative", "coopératives", "coopératif", "coopératifs"},
		{"citoyen", "citoyenne", "citoyens", "citoyennes"},
		{"boulanger", "boulangère", "boulangers", "boulangères"},
		{"maraîcher", "maraîchère", "maraîchers"},
		{"porteur", "porteuse", "porteurs"},
		{"créer", "création", "créateur", "créatrices", "crée", "créons"},
		{"accompagner", "accompagnement", "accompagne", "accompagnez", "accompagnera", "accompagnaient", "accompagnant"},
		{"financer", "financement", "financements", "finance", "financera"},
		{"réparer", "répare", "réparé", "réparées"},
		{"mûrir", "mûrissent", "mûrissait"},
		{"changer", "changeait", "changera"},
		{"adresse", "adrese"},
		{"habitant", "habitants", "habitante", "habitantes"},
		{"travail", "travaux", "travailler"},
		{"ancien", "ancienne", "anciens"},
		{"culturel", "culturelle", "culturels"},
		{"associatif", "associative", "associatifs"},
	} {
		want := f.stem.stem(fold(family[0]))
		for _, word := range family[1:] {
			if got := f.stem.stem(fold(word)); got != want {
				t.Errorf("stem(%q) = %q, want %q as %q", word, got, want, family[0])
			}
		}
	}
	for _, apart := range [][2]string{
		{"ressource", "ressourcerie"}, {"don", "donnerie"}, {"épice", "épicerie"}, {"ville", "village"}, {"groupe", "groupement"}, {"fonds", "fondation"},
		{"départ", "département"}, {"équipe", "équipement"}, {"restaurant", "restaurer"}, {"forme", "formation"}, {"scop", "scic"}, {"part", "partage"},
		{"commune", "commun"},
	} {
		if a, b := f.stem.stem(fold(apart[0])), f.stem.stem(fold(apart[1])); a == b {
			t.Errorf("%q and %q have the same stem %q", apart[0], apart[1], a)
		}
	}
}

func TestSound(t *testing.T) {
	l := newListener()
	for _, pair := range [][2]string{
		{"boutique", "boutike"}, {"ploucs", "plouk"}, {"économie", "ékonomi"}, {"association", "assossiation"}, {"facilitateur", "fasilitateur"},
		{"financement", "finensemen"}, {"aquitaine", "akitaine"}, {"maison", "mezon"}, {"logement", "lojemen"}, {"communauté", "comunoté"},
		{"philosophie", "filosofie"}, {"gîte", "jite"}, {"guéret", "gueré"},
	} {
		if a, b := l.sound(fold(pair[0])), l.sound(fold(pair[1])); a != b {
			t.Errorf("%q sounds %q and %q sounds %q", pair[0], a, pair[1], b)
		}
	}
	for _, pair := range [][2]string{{"ferme", "forme"}, {"café", "cave"}, {"gare", "jarre"}, {"banque", "bancal"}} {
		if a, b := l.sound(fold(pair[0])), l.sound(fold(pair[1])); a == b {
			t.Errorf("%q and %q both sound %q", pair[0], pair[1], a)
		}
	}
}

// FuzzAnalysis checks what holds of any text: tokens lie inside it, on whole characters, in order; terms are folded and not
// empty; analysing a term again gives the same term.
func FuzzAnalysis(f *testing.F) {
	for _, seed := range []string{"L'épicerie du tiers‑lieu", "S.C.I.C.", "Domb’Innov TAg35", "\xff'\xfe-", "a\u0301'\u0301b", "l'l'l'", "œ'æ-ß", "ﬁ'ﬃ", "..a.b.", "İstanbul", "0 \u0599", "00\u0301\u0301 0"} {
		f.Add(seed)
	}
	french := newFrench()
	f.Fuzz(func(t *testing.T, text string) {
		start := 0
		for _, token := range french.words(text) {
			if token.Start < 0 || token.End > len(text) || token.Start >= token.End {
				t.Fatalf("token %v outside %q", token, text)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[token.Start:token.End]) {
				t.Fatalf("token %v cuts a character of %q", token, text)
			}
			if token.Start < start && string(token.Term) != fold(strings.Join(strings.FieldsFunc(text[token.Start:token.End], func(r rune) bool { return joint(r) || r == '.' }), "")) {
				t.Fatalf("token %v comes before its place in %q", token, text)
			}
			start = max(start, token.Start)
		}
		for _, token := range french.analyzer(1).Analyze([]byte(text)) {
			term := string(token.Term)
			if term == "" || fold(term) != term {
				t.Fatalf("term %q of %q", term, text)
			}
		}
	})
}

// FuzzSpelling checks that the lookup finds what a scan of the whole vocabulary finds.
func FuzzSpelling(f *testing.F) {
	for _, seed := range []string{"epicrie", "recylcerie", "coopertive", "asociation", "vilage", "tiers", "x", "zzzzzzzzzzzz", "ressourceriee"} {
		f.Add(seed)
	}
	words := newTally()
	for i, word := range strings.Fields("epicerie recyclerie cooperative association village villages tiers lieu ressourcerie ressource mobilite habitat incubateur accompagnement") {
		words.add(word, word, int32(i))
	}
	v := words.vocabulary()
	f.Fuzz(func(t *testing.T, word string) {
		if !small(word) || len(word) > maxLetters {
			return
		}
		best := faults(len(word)) + 1
		for _, candidate := range v.words {
			if len(candidate) >= shortest-1 {
				best = min(best, distance(word, candidate, faults(len(word))))
			}
		}
		near := v.nearest(word, 5)
		switch {
		case best > faults(len(word)) && len(near) > 0:
			t.Fatalf("nearest(%q) = %v, want none", word, near)
		case best <= faults(len(word)) && (len(near) == 0 || near[0].distance != best):
			t.Fatalf("nearest(%q) = %v, want distance %d", word, near, best)
		}
	})
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"ab", "ab", 0}, {"ab", "ba", 1}, {"epicerie", "epicrie", 1}, {"epicerie", "epcierie", 1}, {"recyclerie", "reciclerie", 1},
		{"cooperative", "coperativ", 2}, {"abcdef", "ghijkl", 3}, {"a", "abcd", 3},
	} {
		if got := distance(c.a, c.b, 2); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance(c.b, c.a, 2); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}

// TestFoldEveryCharacter folds every character there is, and what it gives once more: it stays as it is.
func TestFoldEveryCharacter(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		if folded := fold(string(r)); fold(folded) != folded {
			t.Errorf("fold(%q) = %q, which folds to %q", r, folded, fold(folded))
		}
	}
}
