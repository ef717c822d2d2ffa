package understand

import (
	"slices"
	"strings"

	"jalon/internal/geo"
)

// numbered reads a postcode or the number of a department at a token.
func (s *sentence) numbered(i int) (mention, bool) {
	t := &s.tokens[i]
	if !t.digits() && !t.is("2a", "2b", "02a", "02b") {
		return mention{}, false
	}
	if m, ok := s.postcode(i); ok {
		return m, true
	}
	if m, ok := s.digitByDigit(i); ok {
		return m, true
	}
	if t.number == 2 && s.at(i+1).is("sevres") {
		return mention{from: i, to: i + 2, matches: s.department("79"), role: s.sign(i).role}, true
	}
	return s.departmentNumber(i)
}

// postcode reads five digits, or two and three, that are a postcode and no amount.
func (s *sentence) postcode(i int) (mention, bool) {
	t := &s.tokens[i]
	code, to := t.word, i+1
	if len(code) == 2 && to < len(s.tokens) && len(s.tokens[to].word) == 3 && s.tokens[to].digits() && s.tokens[to].before == blank {
		code, to = code+s.tokens[to].word, to+1
		if s.at(to).digits() || s.at(i-1).digits() { // a telephone or a large amount
			return mention{}, false
		}
	}
	if len(code) != 5 || !t.digits() || s.amount(i, to) || to > i+1 && s.at(to).is("de", "d") {
		return mention{}, false
	}
	answer := s.places.Resolve(code)
	if len(answer.Candidates) == 0 || answer.Abroad != "" || to > i+1 && !answer.Exact {
		return mention{}, false
	}
	return mention{from: i, to: to, matches: answer.Candidates, role: s.signAt(i - 1).role, direct: true}, true
}

// amount reports whether the number of the tokens i to to (excluded) is money or a quantity.
func (s *sentence) amount(i, to int) bool {
	if to < len(s.tokens) && (measured(s.tokens, to) || s.at(to).is("habitants", "personnes", "habitant", "abonnes", "clients",
		"repas", "visiteurs")) {
		return true
	}
	if to <= len(s.tokens) {
		if rest := s.text[s.tokens[to-1].end:]; strings.HasPrefix(strings.TrimLeft(rest, " \u00a0\u202f"), "€") || strings.HasPrefix(strings.TrimLeft(rest, " "), "$") || strings.HasPrefix(strings.TrimLeft(rest, " "), "%") {
			return true
		}
	}
	near, gap := 4, comma
	if to > i+1 { // "le devis est tombé, 18 000"
		near, gap = 10, stop
	}
	for j := i - 1; j >= 0 && j >= i-near && s.tokens[j+1].before < gap; j-- {
		switch s.tokens[j].word {
		case "budget", "besoin", "subvention", "pret", "emprunt", "apport", "capital", "cout", "coute", "prix", "euros", "environ",
			"gagner", "investir", "financer", "financement", "financements", "loyer",
			"emprunter", "trouver", "economies", "recolte", "coutera", "chiffre", "tel", "telephone", "numero", "siret", "siren",
			"vaut", "payer", "depenser", "levee", "lever", "collecter", "recolter", "reunir", "faut", "faudrait", "manque", "demande",
			"reste", "facture", "devis", "estime", "gagne", "rapporte", "paye", "salaire", "recette", "recettes", "depenses":
			return true
		}
	}
	return false
}

// digitByDigit reads "le 9-3", "dans le 4 8".
func (s *sentence) digitByDigit(i int) (mention, bool) {
	a, b := &s.tokens[i], s.at(i+1)
	if len(a.word) != 1 || !a.digits() || len(b.word) != 1 || !b.digits() || b.before > slash || !s.at(i-1).is("le", "du") || s.at(i+2).digits() {
		return mention{}, false
	}
	if b.before == slash || s.at(i-1).is("du") && b.before == blank {
		return mention{}, false
	}
	p, ok := s.places.Place(a.word + b.word)
	if !ok || measured(s.tokens, i+2) {
		return mention{}, false
	}
	return mention{from: i, to: i + 2, matches: []geo.Match{{Place: p, Via: geo.ViaDepartment}}, role: s.signAt(i - 2).role, direct: true}, true
}

// departmentNumber reads the number of a department after "le", "dans le", "département", in brackets, or where nothing else
// could be counted.
func (s *sentence) departmentNumber(i int) (mention, bool) {
	t := &s.tokens[i]
	code := strings.ToUpper(t.word)
	if len(code) == 1 && s.at(i-1).is("departement", "dept") {
		code = "0" + code
	}
	if strings.HasPrefix(code, "02") && len(code) == 3 {
		code = code[1:]
	}
	if len(code) < 2 || len(code) > 3 || len(code) == 3 && code[0] != '9' {
		return mention{}, false
	}
	matches := s.department(code)
	if len(matches) == 0 || s.counted(i) || s.arrondissement(i) {
		return mention{}, false
	}
	from := i
	if !s.announced(i, &from) && !s.apart(i) && !s.either(i) && !s.heads(i) && !s.ofName(i, code) {
		return mention{}, false
	}
	m := mention{from: from, to: i + 1, matches: matches, role: s.sign(i).role, direct: true}
	if s.ruledOut(i) {
		m.role = ruledAway
	}
	return m, true
}

// department returns the departments of a number; 20 was that of Corsica.
func (s *sentence) department(code string) []geo.Match {
	codes := []string{code}
	if code == "20" {
		codes = []string{"2A", "2B"}
	}
	var found []geo.Match
	for _, c := range codes {
		if p, ok := s.places.Place(c); ok && p.Kind == geo.KindDepartment {
			found = append(found, geo.Match{Place: p, Via: geo.ViaDepartment})
		}
	}
	return found
}

// counted reports whether the number at i counts or measures something, or is part of a longer number or a date.
func (s *sentence) counted(i int) bool {
	prev, next := s.at(i-1), s.at(i+1)
	if measured(s.tokens, i+1) && (next.before != blank || !next.is("e", "k", "l", "m")) {
		return true
	}
	if prev.is("h", "heure", "heures") && s.tokens[i].before <= blank && s.at(i-2).digits() || s.clock(i+1) {
		return true
	}
	if s.amount(i, i+1) || next.digits() && next.before <= slash && next.before != blank || prev.digits() && s.tokens[i].before <= slash {
		return true
	}
	return next.digits() && next.before == blank && len(next.word) != 5
}

// clock reports whether the token at i says an hour: "à 19h" after a day, "15h30".
func (s *sentence) clock(i int) bool {
	return s.isAt(i) && s.at(i+1).digits() && s.at(i+2).is("h", "heure", "heures")
}

// announced reports whether a word says that the number at i is a department; from becomes the first token of the mention.
func (s *sentence) announced(i int, from *int) bool {
	prev := s.at(i - 1)
	far := s.tokens[i].before >= comma
	switch {
	case i == 0 || far:
		return false
	case prev.is("departement", "dept", "dpt"):
		*from = i - 1
		return true
	case prev.is("le"):
		return i == 1 || s.at(i-2).is("dans", "vers", "sur", "cote", "departement", "habite", "region", "secteur", "coin",
			"dpt") || !s.dated(i) && !(s.tokens[i].number <= 31 && s.event(i-2))
	case prev.is("du"):
		return !s.dated(i) && !(s.tokens[i].number <= 31 && s.event(i-2))
	case prev.is("en") && s.tokens[i].number >= 40 && s.tokens[i].number < 100:
		return false // a year
	case prev.is("dans", "ds", "en"):
		return s.leads(i) && (prev.is("dans") || len(s.tokens[i].word) == 2)
	case prev.is("habite", "habitons", "vis"):
		return s.leads(i)
	}
	return false
}

// ofName reports whether the number at i is that of the department where the place named just before lies: "ruffec 16".
func (s *sentence) ofName(i int, code string) bool {
	if s.tokens[i].before != blank {
		return false
	}
	for n := 1; n <= min(i, 4); n++ {
		if s.holdsNumber(code, s.places.Lookup(s.written(i-n, i))) {
			return true
		}
	}
	return false
}

// leads reports whether nothing countable follows the number at i.
func (s *sentence) leads(i int) bool {
	next := s.at(i + 1)
	if i+1 >= len(s.tokens) || next.before >= bracket {
		return true
	}
	c := next.class
	return c&closed != 0 || next.verbs != nil && c&(noun|adjective) == 0
}

// either reports whether the text is nothing but numbers to choose between: "48 ou 30", "le 48 ou le 30".
func (s *sentence) either(i int) bool {
	joined := false
	for j := range s.tokens {
		t := &s.tokens[j]
		joined = joined || t.is("ou", "et")
		if !t.digits() && !t.is("ou", "et", "le", "dans", "du", "bonjour", "en") || t.digits() && len(t.word) != 2 {
			return false
		}
	}
	return joined && len(s.tokens) <= 7 && s.tokens[i].number > 0
}

// heads reports whether the number at i opens the text before one thing only, that it cannot count: "87 café associatif".
func (s *sentence) heads(i int) bool {
	next := s.at(i + 1)
	if i != 0 || len(s.tokens[i].word) != 2 || s.tokens[i].number < 2 || next.before != blank && !(next.before == comma && next.is("projet")) || len(next.word) < 4 {
		return false
	}
	last := next.word[len(next.word)-1]
	if next.is("projet") {
		return true
	}
	return last != 's' && last != 'x' && s.lexicon.says(next.word, "sector") && s.lang.words[next.word]&noun != 0
}

// dated reports whether the number at i may be a day: "le 12 avec Paul" hardly is a department, "le 48" is.
func (s *sentence) dated(i int) bool {
	next := s.at(i + 1)
	if s.at(i-2).is("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "avant", "depuis", "apres", "jusqu",
		"rendez", "reunion") {
		return true
	}
	return next.before < comma && next.is("a", "au") && next.raw != "à" || next.is("prochain", "dernier", "courant") || !s.leads(i)
}

// event reports whether a word of the clause that ends at the token j tells of a day: a verb, an appointment.
func (s *sentence) event(j int) bool {
	for k := j; k >= 0 && s.tokens[k+1].before < comma; k-- {
		t := &s.tokens[k]
		if len(t.verbs) > 0 && !s.isVerb(t, "habiter", "vivre", "etre") || t.is("vous", "rdv", "reunion", "ag", "assemblee", "inauguration",
			"ouverture", "fete", "marche", "atelier", "rencontre", "soiree", "date", "debut", "fin", "concert", "conseil", "formation",
			"visite", "journee", "end", "weekend", "nuit", "semaine", "courrier", "mail", "message") {
			return true
		}
	}
	return false
}

// apart reports whether the number at i stands where only a department can: in brackets, with a leading zero, or last after
// a noun.
func (s *sentence) apart(i int) bool {
	t := &s.tokens[i]
	if t.before == bracket && (i+1 >= len(s.tokens) || s.at(i+1).before >= bracket) {
		return true
	}
	prev := s.at(i - 1)
	if i == 0 {
		return len(s.tokens) == 1
	}
	if s.taken[i-1] && s.leads(i) {
		return true
	}
	if prev.is("a", "le", "la", "les", "du", "est", "sommes", "etes", "sont", "suis", "age", "ans", "et", "ou", "de", "d", "environ", "plus", "moins", "il",
		"y", "ai", "as", "avons", "ont", "que", "au", "aux", "en", "un", "une", "annee", "annees", "departementale", "nationale", "rn", "rd",
		"article", "loi", "page", "chapitre", "chambre", "ligne", "bus", "train", "tome", "lot", "taille", "version", "phase", "decret",
		"niveau", "classe", "groupe", "chaine", "canal", "france", "covid", "autoroute", "option", "reponse", "choix", "numero", "n", "etape", "bonjour") {
		return false
	}
	if strings.HasPrefix(t.word, "0") || len(t.word) == 3 || strings.HasSuffix(t.word, "a") || strings.HasSuffix(t.word, "b") {
		return s.leads(i)
	}
	noun := s.lang.class(prev.word, nil)&(noun|acronym) != 0 || len(prev.names) > 0 && !s.isFinite(prev) || !prev.known
	return noun && prev.number < 0 && (i+1 >= len(s.tokens) || s.at(i+1).before >= bracket || s.at(i+1).verbs != nil && s.leads(i) || s.amid(i))
}

// amid reports whether the number at i stands among a few words that it cannot count: "tiers-lieu 23 financement", "recyclerie 29
// qui connaît".
func (s *sentence) amid(i int) bool {
	t, next := &s.tokens[i], s.at(i+1)
	if len(t.word) != 2 || next.before != blank || len(next.word) < 3 {
		return false
	}
	if next.is("qui", "quoi", "quel", "quelle", "quelles", "comment", "cherche", "besoin") {
		return true
	}
	return s.telegraphic() && next.is("financement", "financements", "subvention", "aide", "statut", "accompagnement", "formation", "conseil", "projet")
}

// qualified reports whether what follows a name, in brackets or after "en", "dans le", is the department, the region or the
// postcode of one of its matches.
func (s *sentence) qualified(to int, matches []geo.Match) bool {
	i := to
	for skipped := 0; skipped < 3 && i < len(s.tokens) && s.tokens[i].is("en", "dans", "le", "departement", "du", "de", "d",
		"dept", "a"); skipped++ {
		if len(s.places.Lookup(s.written(i, min(i+2, len(s.tokens))))) > 0 {
			break
		}
		i++
	}
	if i >= len(s.tokens) || i == to && s.tokens[i].before == stop {
		return false
	}
	t := &s.tokens[i]
	if t.digits() || t.is("2a", "2b") {
		return (s.holdsNumber(t.word, matches) || s.arrondissement(i)) && !measured(s.tokens, i+1)
	}
	return s.holdsTerritory(i, matches) || s.nearLandmark(to, matches)
}

// nearLandmark reports whether "près de" and a commune near one of the places follow: "Luc près de Langogne".
func (s *sentence) nearLandmark(i int, matches []geo.Match) bool {
	if s.rarityOf(s.at(i-1)) == ordinary || !s.at(i).is("pres", "proche", "vers", "a", "cote") {
		return false
	}
	for n := 0; n < 4 && s.at(i).is("pres", "proche", "vers", "a", "cote", "de", "d", "du"); n++ {
		i++
	}
	for n := min(4, len(s.tokens)-i); n >= 1; n-- {
		if found := s.places.Lookup(s.written(i, i+n)); len(found) > 0 {
			return slices.ContainsFunc(found, func(m geo.Match) bool { return len(around(matches, m)) > 0 })
		}
	}
	return false
}

// holdsNumber reports whether one of the places lies in the department, or bears the postcode, of that number.
func (s *sentence) holdsNumber(word string, matches []geo.Match) bool {
	code := strings.ToUpper(word)
	return slices.ContainsFunc(matches, func(m geo.Match) bool {
		return m.Department == code || slices.Contains(m.Postcodes, word)
	})
}

// holdsTerritory reports whether one of the places lies in the department or the region named at the token i.
func (s *sentence) holdsTerritory(i int, matches []geo.Match) bool {
	for n := min(6, len(s.tokens)-i); n >= 1; n-- {
		for _, w := range s.places.Lookup(s.written(i, i+n)) {
			if slices.ContainsFunc(matches, func(m geo.Match) bool { return lies(m.Place, w.Place) }) {
				return true
			}
		}
	}
	return false
}

// qualifiedBefore reports whether a postcode of one of the matches stands just before the name: "48250 Luc", "48 250 Luc".
func (s *sentence) qualifiedBefore(from int, matches []geo.Match) bool {
	prev, first := s.at(from-1), s.at(from-2)
	if !prev.digits() {
		return false
	}
	code := prev.word
	if len(code) == 3 && first.digits() && prev.before == blank {
		code = first.word + code
	}
	return len(code) == 5 && s.holdsNumber(code, matches)
}

// lies reports whether a commune lies in a department or a region.
func lies(p, wide geo.Place) bool {
	switch wide.Kind {
	case geo.KindDepartment:
		return p.Department == wide.Code
	case geo.KindRegion:
		return "R"+p.Region == wide.Code
	case geo.KindCountry:
		return true
	}
	return false
}

// isDepartment reports whether a folded word is the name of a department or a region.
func (r *Reader) isDepartment(word string) bool {
	return slices.ContainsFunc(r.places.Lookup(word), func(m geo.Match) bool { return m.Kind != geo.KindCommune })
}
