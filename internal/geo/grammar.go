package geo

import "strings"

// In puts a place after the right French preposition: "en Lozère", "dans les Landes", "au
// Puy-en-Velay", "à La Réunion", "aux Abymes". A commune that has homonyms comes with its department: "à
// Luc (Lozère)". It returns "" for a place that is not in the tables.
func (g *Gazetteer) In(p Place) string {
	switch p.Kind {
	case KindDepartment:
		if d := g.department(p.Code); d >= 0 {
			return g.departments[d].in
		}
	case KindRegion:
		if r := g.region(p.Region); r >= 0 {
			return g.regions[r].in
		}
	case KindCountry:
		return "en France"
	case KindCommune:
		if c := g.commune(p.Code); c >= 0 {
			return at(g.communes[c].name) + g.tellApart(c)
		}
	}
	return ""
}

// at puts "à" before the name of a commune, contracted with its article.
func at(name string) string {
	switch {
	case strings.HasPrefix(name, "Le "):
		return "au " + name[len("Le "):]
	case strings.HasPrefix(name, "Les "):
		return "aux " + name[len("Les "):]
	case strings.HasPrefix(name, "Aux "):
		return "aux " + name[len("Aux "):]
	}
	return "à " + name
}

// around puts "autour de" before the name of a commune, contracted with its article.
func around(name string) string {
	switch {
	case strings.HasPrefix(name, "Le "):
		return "autour du " + name[len("Le "):]
	case strings.HasPrefix(name, "Les "):
		return "autour des " + name[len("Les "):]
	case strings.HasPrefix(name, "Aux "):
		return "autour des " + name[len("Aux "):]
	}
	return "autour " + elide(name)
}

// elide puts "de" or "d'" before a name without article.
func elide(name string) string {
	if folded := Fold(name); folded != "" && strings.IndexByte("aeiouy", folded[0]) >= 0 && !aspirated(folded) {
		return "d'" + name
	}
	return "de " + name
}

// aspirated reports whether a folded name that begins with a vowel takes no elision: "de Yerres" is
// elided, "de Ouistreham" is usage's exception, names in ya, ye, yo, yu sound a consonant.
func aspirated(folded string) bool {
	return len(folded) > 1 && folded[0] == 'y' && strings.IndexByte("aeiou", folded[1]) >= 0
}

// of puts "de" before a noun phrase: "de la Lozère", "du Gard", "des Landes", "d'Auvergne-Rhône-Alpes".
func of(the string) string {
	switch {
	case strings.HasPrefix(the, "le "):
		return "du " + the[len("le "):]
	case strings.HasPrefix(the, "les "):
		return "des " + the[len("les "):]
	case strings.HasPrefix(the, "la "), strings.HasPrefix(the, "l'"):
		return "de " + the
	}
	return elide(the)
}

// tellApart is the department in brackets after a commune that has homonyms, else nothing.
func (g *Gazetteer) tellApart(c int) string {
	homonyms := 0
	for _, e := range g.names.equal(Fold(g.communes[c].name)) {
		if e.to == toCommune && e.alias == 0 {
			homonyms++
		}
	}
	if d := g.communes[c].department; homonyms > 1 && d != noDepartment {
		return " (" + g.departments[d].name + ")"
	}
	return ""
}

// enumerate joins items in French: "a, b et c".
func enumerate(items []string) string {
	n := len(items)
	if n < 2 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:n-1], ", ") + " et " + items[n-1]
}
