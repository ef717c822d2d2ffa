package understand

// numberWord returns the value of a number written in letters.
func numberWord(word string) (int, bool) {
	switch word {
	case "zero":
		return 0, true
	case "un", "une":
		return 1, true
	case "deux":
		return 2, true
	case "trois":
		return 3, true
	case "quatre":
		return 4, true
	case "cinq":
		return 5, true
	case "six":
		return 6, true
	case "sept":
		return 7, true
	case "huit":
		return 8, true
	case "neuf":
		return 9, true
	case "dix", "dizaine":
		return 10, true
	case "onze":
		return 11, true
	case "douze", "douzaine":
		return 12, true
	case "treize":
		return 13, true
	case "quatorze":
		return 14, true
	case "quinze", "quinzaine":
		return 15, true
	case "seize":
		return 16, true
	case "vingt", "vingtaine":
		return 20, true
	case "trente", "trentaine":
		return 30, true
	case "quarante", "quarantaine":
		return 40, true
	case "cinquante", "cinquantaine":
		return 50, true
	case "soixante", "soixantaine":
		return 60, true
	case "cent", "centaine":
		return 100, true
	}
	return 0, false
}

// count reads a number of people or things at a token: "4", "quatre", "une dizaine de", "deux ou trois", "plusieurs". It
// returns the number and the token after it; found is false when there is none.
func count(tokens []token, i int) (n, next int, found bool) {
	if i < 0 || i >= len(tokens) {
		return 0, i, false
	}
	t := &tokens[i]
	switch {
	case t.digits():
		n, next = t.number, i+1
	case t.is("plusieurs", "quelques", "differents", "divers"):
		return 2, i + 1, true
	default:
		value, ok := numberWord(t.word)
		if !ok {
			return 0, i, false
		}
		n, next = value, i+1
		if t.is("un", "une") && next < len(tokens) {
			if group, isNumber := numberWord(tokens[next].word); isNumber && group >= 10 {
				n, next = group, next+1
			}
		}
		for next < len(tokens) && tokens[next].before < comma { // "vingt cinq", "vingt et un"
			value, ok = numberWord(tokens[next].word)
			if !ok || n < 20 || value >= 10 {
				break
			}
			n, next = n+value, next+1
		}
	}
	// "deux ou trois", "3 à 4", "2/3": the larger.
	if next+1 < len(tokens) && tokens[next].is("ou", "a") && tokens[next].before < comma {
		if more, after, ok := count1(tokens, next+1); ok && more > n && more <= 3*max(n, 1) {
			n, next = more, after
		}
	} else if next < len(tokens) && (tokens[next].before == slash || tokens[next].before == hyphen) && tokens[next].digits() && tokens[next].number > n {
		n, next = tokens[next].number, next+1
	}
	if next < len(tokens) && tokens[next].is("de", "d") && next > i && tokens[next].before < comma {
		if _, group := numberWord(tokens[next-1].word); group && endsInAine(tokens[next-1].word) {
			next++
		}
	}
	return n, next, true
}

// count1 reads one number, without alternatives.
func count1(tokens []token, i int) (n, next int, found bool) {
	if t := &tokens[i]; t.digits() {
		return t.number, i + 1, true
	}
	n, found = numberWord(tokens[i].word)
	return n, i + 1, found
}

func endsInAine(word string) bool { return len(word) > 5 && word[len(word)-4:] == "aine" }

// measured reports whether the token at i measures something: years, euros, kilometres, so that the number before it counts
// neither people nor departments.
func measured(tokens []token, i int) bool {
	if i >= len(tokens) || tokens[i].before >= comma && tokens[i].before != bracket {
		return false
	}
	switch tokens[i].word {
	case "an", "ans", "annee", "annees", "mois", "semaine", "semaines", "jour", "jours", "h", "heure", "heures", "min", "mn",
		"minute", "minutes",
		"euro", "euros", "e", "k", "ke", "keuros", "balles", "francs", "centimes", "mille", "millions", "milliers",
		"km", "kms", "kilometre", "kilometres", "m", "m2", "metre", "metres", "ha", "hectare", "hectares", "kg", "kilos", "kilo",
		"tonnes", "tonne", "litres", "l",
		"fois", "pourcent", "degres", "cv", "kw", "kwh", "kwc", "mw", "places", "lits", "chambres", "couverts", "tables", "pieces", "etages",
		"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
		"er", "eme", "e ", "ieme", "rue", "avenue", "boulevard", "route", "chemin", "impasse", "bis", "ter",
		"vaches", "chevres", "brebis", "poules", "moutons", "ruches", "arbres", "velos", "voitures", "villages", "communes",
		"logements", "maisons":
		return true
	}
	return false
}
