package geo

import "strings"

// isFiller reports whether a folded word may stand before a place without naming it.
func isFiller(word string) bool {
	switch word {
	case "a", "au", "aux", "en", "dans", "sur", "vers", "chez", "de", "du", "des", "d", "le", "la", "les", "l", "un", "une",
		"et", "ou", "y", "ici", "par", "entre", "pour",
		"pres", "proche", "cote", "cotes", "loin", "pas", "autour", "environs", "alentours", "tout", "toute", "partout",
		"je", "j", "on", "nous", "moi", "quelque", "part", "suis", "sommes", "est", "habite", "habitons", "habitant", "vis", "vit", "vivons", "reside", "situe", "situee", "installe", "installee",
		"mon", "ma", "notre", "ville", "village", "bourg", "commune", "hameau", "petit", "petite", "projet", "c", "ce", "sera", "serait",
		"departement", "dept", "dpt", "dep", "dpmt", "region", "secteur", "coin", "canton", "pays", "territoire", "zone", "mairie", "agglo", "agglomeration", "communaute", "communes",
		"numero", "no", "n", "code", "postal", "cp", "insee", "f", "fr", "nord", "sud", "ouest", "centre",
		"bonjour", "bonsoir", "salut":
		return true
	}
	return false
}

// isTrailer reports whether a folded word may follow a place without naming it.
func isTrailer(word string) bool {
	switch word {
	case "cedex", "cdx", "et", "ses", "son", "sa", "les", "la", "environs", "alentours", "region", "agglo", "agglomeration", "svp", "merci",
		"s", "il", "vous", "plait", "france", "ville", "centre", "bourg", "aussi", "nord", "sud", "est", "ouest",
		"commune", "village", "departement", "rural", "campagne":
		return true
	}
	return false
}

// dropFiller removes one word that does not name a place: the first if it can, else the last; nil when
// neither can go.
func dropFiller(words []string) []string {
	n := len(words)
	switch {
	case isFiller(words[0]):
		return words[1:]
	case n > 1 && allDigits(words[0]) && isMeasure(words[1]):
		return words[2:]
	case isTrailer(words[n-1]):
		return words[:n-1]
	case n > 1 && allDigits(words[n-1]) && words[n-2] == "cedex":
		return words[:n-2]
	}
	return nil
}

// isMeasure reports whether a folded word measures how far a place is: "à 10 km de Mende".
func isMeasure(word string) bool {
	switch word {
	case "km", "kms", "kilometre", "kilometres", "min", "mn", "minute", "minutes", "h", "heure", "heures":
		return true
	}
	return false
}

// isLink reports whether a folded word may join a name to its department: "Luc dans la Lozère".
func isLink(word string) bool {
	switch word {
	case "en", "dans", "la", "le", "les", "l", "du", "de", "des", "d", "departement", "dept", "dpt", "dep", "region", "cedex", "a", "au", "aux":
		return true
	}
	return false
}

// expand writes usual abbreviations of a folded text in full.
func expand(key string) string {
	if key == "" {
		return key
	}
	words := strings.Fields(key)
	if len(words) > 2 && words[0] == "n" && words[1] == "d" {
		words = append([]string{"notre", "dame"}, words[2:]...)
	}
	for i, word := range words {
		switch word {
		case "hte":
			words[i] = "haute"
		case "htes":
			words[i] = "hautes"
		case "ht":
			words[i] = "haut"
		case "hts":
			words[i] = "hauts"
		case "nd":
			words[i] = "notre dame"
		case "mt":
			words[i] = "mont"
		case "gd":
			words[i] = "grand"
		case "gde":
			words[i] = "grande"
		case "vx":
			words[i] = "vieux"
		case "chat":
			words[i] = "chateau"
		case "s":
			if i > 0 {
				words[i] = "sur"
			}
		case "ss":
			if i > 0 {
				words[i] = "sous"
			}
		}
	}
	return strings.Join(words, " ")
}

// uncontract gives back its article to a folded name that a preposition swallowed: "au puy" → "le puy". It
// returns "" when there is nothing to undo.
func uncontract(key string) string {
	for _, c := range [...]struct{ contracted, article string }{
		{"au ", "le "}, {"aux ", "les "}, {"du ", "le "}, {"des ", "les "},
	} {
		if rest, ok := strings.CutPrefix(key, c.contracted); ok {
			return c.article + rest
		}
	}
	return ""
}

// arrondissement rewrites "lyon 3", "lyon 3eme", "3e arrondissement de lyon" as "lyon 3e arrondissement".
// It returns "" for anything else.
func arrondissement(key string) string {
	words := strings.Fields(key)
	if n := len(words); n >= 3 && n <= 4 && strings.HasPrefix(words[1], "arr") {
		words = []string{words[n-1], words[0]}
	} else if n == 3 && strings.HasPrefix(words[2], "arr") {
		words = words[:2]
	}
	if len(words) != 2 {
		return ""
	}
	number := strings.TrimRight(words[1], "abcdefghijklmnopqrstuvwxyz")
	switch words[1][len(number):] {
	case "", "e", "er", "eme", "ieme", "em", "ere":
	default:
		return ""
	}
	number = strings.TrimLeft(number, "0")
	if !allDigits(number) {
		return ""
	}
	if number == "1" {
		return words[0] + " 1er arrondissement"
	}
	return words[0] + " " + number + "e arrondissement"
}
