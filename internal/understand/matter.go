package understand

// matter reports whether a phrase names what a project works with or for — things, animals, a public — rather than what it is.
func (s *sentence) matter(h hit) bool {
	if h.to-h.from > 1 {
		return false
	}
	word := s.tokens[h.from].word
	if s.lang.matter[word] {
		return true
	}
	for singular := range singulars(word) {
		if s.lang.matter[singular] {
			return true
		}
	}
	return s.at(h.from-1).is("du") && s.tokens[h.from].is("cafe", "chocolat", "bois") // "une machine à café", "du café"
}
