package understand

// landform reports whether the name at i is that of a river, a mountain or a valley rather than of the department: "au bord de
// la Loire", "le long du Tarn", "les monts du Cantal".
func (s *sentence) landform(i int) bool {
	j := i - 1
	if s.at(i).is("du", "des") {
		j = i
	} else if s.at(j).is("le", "la", "les", "l") {
		j--
	}
	if !s.at(j).is("de", "d", "du", "des") {
		return false
	}
	p := s.at(j - 1)
	return naturalNoun(p) || p.is("long") && s.at(j-2).is("le", "tout")
}

// naturalNoun reports whether a word names a part of the landscape that rivers and mountains have.
func naturalNoun(t *token) bool {
	return t.is("bord", "bords", "rive", "rives", "berge", "berges", "vallee", "vallees", "gorges", "bassin", "massif", "plateau",
		"plateaux", "monts", "causse", "causses", "riviere", "fleuve", "eaux", "cours", "source", "sources", "confluent",
		"confluence", "canal", "descente", "boucle", "boucles", "meandres", "coteaux", "lit", "crue", "crues", "estuaire", "lac",
		"foret", "chateaux", "val", "vins", "montagnes", "sommets", "cretes")
}
