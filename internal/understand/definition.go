package understand

import (
	"slices"
	"strings"

	"jalon/internal/geo"
	"jalon/knowledge"
)

// glossary finds the terms of the base by any of their names.
type glossary struct {
	byName map[string]*knowledge.Term // folded name → term
	names  []string                   // sorted, for typing errors
	widest int                        // words in the longest name
}

func newGlossary(terms []*knowledge.Term) *glossary {
	g := &glossary{byName: map[string]*knowledge.Term{}}
	add := func(name string, t *knowledge.Term, always bool) {
		key := geo.Fold(name)
		if _, taken := g.byName[key]; key == "" || taken && !always {
			return
		}
		g.byName[key] = t
		g.widest = max(g.widest, strings.Count(key, " ")+1)
	}
	for _, t := range terms {
		for name := range strings.SplitSeq(strings.NewReplacer(" ou ", ",", "(", ",", ")", ",").Replace(t.Term.Value), ",") {
			add(name, t, true)
		}
		add(t.Key.Value, t, true)
	}
	for _, t := range terms {
		for name := range strings.SplitSeq(t.Expansion.Value, ";") {
			before, _, _ := strings.Cut(name, "(")
			add(before, t, false)
		}
		for _, alias := range t.Aliases {
			add(alias.Value, t, false)
		}
	}
	for name := range g.byName {
		g.names = append(g.names, name)
	}
	slices.Sort(g.names)
	return g
}

// find returns the term of a folded name, singular or plural; lenient also supposes a typing error.
func (g *glossary) find(name string, lenient bool) *knowledge.Term {
	if t := g.byName[name]; t != nil {
		return t
	}
	if singular, plural := strings.CutSuffix(name, "s"); plural && g.byName[singular] != nil {
		return g.byName[singular]
	}
	if !lenient || len(name) < 3 || len(name) >= maxWord {
		return nil
	}
	limit := max(faults(len(name)), 1)
	var best *knowledge.Term
	distance := limit + 1
	for _, candidate := range g.names {
		if len(candidate) < 4 || candidate[0] != name[0] {
			continue
		}
		switch d := damerau(name, candidate, limit); {
		case d < distance:
			best, distance = g.byName[candidate], d
		case d == distance && d <= limit && best != g.byName[candidate]:
			best = nil
		}
	}
	if distance > limit {
		return nil
	}
	return best
}

// definition finds the question about a word, if the sentence asks one, and takes its tokens: they tell nothing of a project.
// asked is true too for a word that the glossary does not hold.
func (s *sentence) definition() (terms []*knowledge.Term, asked bool) {
	if terms := s.aloneAsked(); len(terms) > 0 {
		return terms, true
	}
	for i := range s.tokens {
		n := s.asksMeaning(i)
		if n == 0 {
			continue
		}
		if terms, to := s.termsAfter(i + n); len(terms) > 0 {
			s.take(i, to)
			return terms, true
		}
		if s.asksOther(i + n) {
			continue
		}
		if terms, from := s.termsBefore(i); len(terms) > 0 {
			s.take(from, i+n)
			return terms, true
		}
	}
	return nil, s.wordAsked()
}

// asksOther reports whether the words from i, after a question, say what is asked instead of a meaning: "on monte une scic, c'est quoi la
// première étape".
func (s *sentence) asksOther(i int) bool {
	return s.at(i).before < comma && s.at(i).is("le", "la", "les", "l", "votre", "vos", "ton", "tes") && i+1 < len(s.tokens) &&
		!s.at(i+1).is("difference", "differences", "definition", "sens", "but", "role", "principe", "interet", "idee", "concept")
}

// wordAsked reports whether the meaning of a word that the glossary does not hold is asked, and takes its tokens: "c'est quoi une
// amap", "une fondation, ça veut dire quoi".
func (s *sentence) wordAsked() bool {
	if s.says("outside") || s.says("elsewhere") || s.says("appeals") {
		return false
	}
	for i := range s.tokens {
		to := s.turnAt("meaning", i)
		if to == i {
			continue
		}
		end := to
		for end < len(s.tokens) && s.tokens[end].before < stop {
			end++
		}
		for end > to && s.tokens[end-1].is("svp", "stp", "merci", "exactement", "deja", "au", "juste", "please") {
			end--
		}
		from := i
		for from > 0 && (s.tokens[from].before < stop || from == i && i <= 3) && from > i-5 {
			from--
		}
		switch {
		case s.noun(to, end), to == end-1 && looksInfinitive(s.tokens[to].word) && !s.isVerb(&s.tokens[to], "faire", "etre", "avoir"),
			s.at(to-1).is("entre") && end-to <= 8 && slices.ContainsFunc(s.tokens[to:end], func(t token) bool { return t.is("et") }):
			s.take(i, end)
			return true
		case end == to && s.noun(from, i):
			s.take(from, end)
			return true
		}
	}
	return false
}

// noun reports whether the tokens from and to (excluded) are a word or two after an article, of which one may ask the meaning.
func (s *sentence) noun(from, to int) bool {
	for from < to && s.tokens[from].is("bonjour", "et", "mais", "le", "mot", "terme", "sigle", "au", "juste", "exactement", "euh") && !s.at(from+1).is("d", "de") {
		from++
	}
	plain := s.at(from-1).is("quoi", "dire", "kesako", "signifie", "signifient") || from == 0 || s.at(from).before == stop
	named := plain && s.lang.words[s.at(from).word]&closed == 0 || from > 0 && s.at(from-1).is("mot", "terme", "sigle", "le")
	if article := s.at(from); article.is("un", "une", "la", "l", "les", "des", "du", "l", "1") {
		named = true
		from++
	}
	if !named || from >= to || to-from > 4 {
		return false
	}
	for i := from; i < to; i++ {
		t := &s.tokens[i]
		if t.is("prix", "mieux", "suite", "delai", "delais", "montant", "budget", "but", "probleme", "plus", "nom", "adresse", "numero", "aide",
			"aides", "demarche", "demarches", "etape", "etapes", "condition", "conditions", "meilleur", "meilleure", "moyen", "solution",
			"question", "idee", "truc", "que", "qu", "qui", "pour", "ton", "votre", "vos", "mon", "notre", "je", "on", "ce",
			"ca", "premiere", "premier", "bonne", "bon", "difference", "statut", "statuts", "cout", "risque", "risques",
			"procedure", "procedures", "regle", "regles", "bouton", "boutons", "tarif", "tarifs", "date", "programme", "marche") || s.isVerb(t, "faire", "etre", "avoir") {
			return false
		}
	}
	return true
}

// asksMeaning returns how many tokens from i ask what a word means, 0 for none.
func (s *sentence) asksMeaning(i int) int {
	return max(s.turnAt("questions", i), s.turnAt("meaning", i)) - i
}

// termsAfter reads the terms from i on: one, or several joined by "et", "ou", a comma.
func (s *sentence) termsAfter(i int) (terms []*knowledge.Term, to int) {
	for skipped := 0; i < len(s.tokens) && skipped < 6; skipped++ {
		t, n := s.termAt(i, len(s.tokens), true)
		if t != nil {
			terms = appendTerm(terms, t)
			i += n
			to, skipped = i, 0
			continue
		}
		if !s.tokens[i].is("un", "une", "le", "la", "l", "les", "des", "de", "d", "du", "et", "ou", "en", "exactement", "vraiment",
			"que", "qu", "ca", "ce", "cette", "votre", "leur", "est", "c", "fait", "concretement", "mot", "terme", "sigle", "bien",
			"entre", "avec", "vs", "par", "rapport", "a", "au", "aux", "qui", "on", "appelle", "asso", "association", "structure",
			"statut", "truc", "difference", "svp", "donc", "juste", "1", "c", "vous", "appelez", "simple", "claire", "courte", "deja", "fameux", "fameuse", "mot", "signifie", "abreviation", "role", "s") {
			break
		}
		if len(terms) > 0 && s.tokens[i].before >= stop {
			break
		}
		i++
	}
	return terms, to
}

// termsBefore reads the term that ends before i: "une scic, c'est quoi".
func (s *sentence) termsBefore(i int) (terms []*knowledge.Term, from int) {
	for j := max(i-s.terms.widest-1, 0); j < i; j++ {
		if t, n := s.termAt(j, i, false); t != nil && (j+n >= i-1) {
			return s.otherTerm(t, j), j
		}
	}
	if s.turnAt("meaning", i) < len(s.tokens)-1 {
		return nil, i
	}
	for j := i - 1; j >= max(i-9, 0); j-- { // "on m'a parlé du leader mais je sais pas ce que c'est"
		if t, _ := s.termAt(j, i, false); t != nil && s.at(j-1).is("du", "de", "le", "la", "l", "les", "un", "une", "d", "des") {
			return []*knowledge.Term{t}, j
		}
	}
	return nil, i
}

// termAt returns the term whose name begins at i and ends before end, the longest first, and how many tokens it has.
func (s *sentence) termAt(i, end int, lenient bool) (*knowledge.Term, int) {
	for n := min(s.terms.widest, end-i); n >= 1; n-- {
		words := make([]string, n)
		for k := range words {
			words[k] = s.tokens[i+k].word
		}
		name := strings.Join(words, " ")
		last := s.lang.words[s.tokens[i+n-1].word]&closed != 0
		if t := s.terms.find(name, lenient && n == 1 && len(name) >= 3 && s.lang.words[name]&^(noun) == 0); t != nil && (n > 1 || !last || s.terms.byName[name] != nil) {
			return t, n
		}
	}
	return nil, 0
}

// otherTerm returns the term that begins at j with the one it is compared to just before: "scop ou scic, quelle différence".
func (s *sentence) otherTerm(t *knowledge.Term, j int) []*knowledge.Term {
	k := j - 1
	for k > 0 && s.tokens[k].is("et", "ou", "une", "un", "la", "le", "vs") {
		k--
	}
	if k >= 0 {
		if other, n := s.termAt(k, j, false); other != nil && n == 1 {
			return appendTerm([]*knowledge.Term{other}, t)
		}
	}
	return []*knowledge.Term{t}
}

func appendTerm(terms []*knowledge.Term, t *knowledge.Term) []*knowledge.Term {
	if slices.Contains(terms, t) {
		return terms
	}
	return append(terms, t)
}

// aloneAsked reads a text that is a term and a question mark: "scic ?"; or an acronym alone.
func (s *sentence) aloneAsked() []*knowledge.Term {
	if len(s.tokens) > 8 {
		return nil
	}
	from := 0
	for from < len(s.tokens)-1 && s.tokens[from].is("bonjour", "et", "un", "une", "le", "la", "l", "les", "des", "de", "du", "salut") {
		from++
	}
	t, n := s.termAt(from, len(s.tokens), false)
	if t == nil || from+n != len(s.tokens) {
		return nil
	}
	asked := strings.Contains(s.text[s.tokens[len(s.tokens)-1].end:], "?")
	short := n == 1 && s.lang.words[s.tokens[from].word]&acronym != 0 && s.tokens[from].word == geo.Fold(t.Term.Value)
	if !asked && !short {
		return nil
	}
	s.take(0, len(s.tokens))
	return []*knowledge.Term{t}
}
