package understand

import "slices"

// planned returns the words of a wish for something that does not run yet, when nothing else tells the stage: "on voudrait tester un
// marché du soir".
func (s *sentence) planned() (from, to int) {
	if s.running() || s.active() || slices.ContainsFunc(s.hits, func(h hit) bool {
		return h.slot == "holder" && h.code == "organisation" || h.slot == "need" && h.code == "hiring" || h.slot == "employs"
	}) || !slices.ContainsFunc(s.hits, s.future) {
		return 0, 0
	}
	for j := range s.tokens {
		if s.taken[j] || s.ofSomebody(j) || s.denialOf(j, j+1) != affirmed {
			continue
		}
		if t := &s.tokens[j]; (s.wishing(t) && !s.isVerb(t, "falloir") || s.wanting(j)) && s.undertakes(j+1) {
			return j, j + 2
		}
	}
	return 0, 0
}

// future reports whether a phrase names something that could be made, not what runs already: "une ferme", not "la ferme".
func (s *sentence) future(h hit) bool {
	return h.slot == "sector" && !h.weak && h.denial == affirmed && !s.at(h.from-1).is("le", "la", "l", "les", "au", "aux") && !s.at(h.from).is("le", "la", "l", "les") && !s.ours(h.from-1) && !s.ours(h.from) && !s.yours(h)
}

// undertakes reports whether a verb in the infinitive that makes, sells or tries something goes on a wish at i.
func (s *sentence) undertakes(i int) bool {
	k := i
	for s.at(k).is("bien", "aussi", "juste", "d", "abord", "y", "en", "le", "la", "l", "les", "tous", "pouvoir", "vraiment", "plutot") {
		k++
	}
	t := s.at(k)
	return s.makes(i) > 0 || looksInfinitive(t.word) && s.isVerb(t, "tester", "essayer", "experimenter", "donner", "amenager", "restaurer", "retaper", "planter", "coudre", "tricoter", "enseigner", "vieillir", "vivre", "habiter",
		"travailler", "vendre", "devenir")
}

// active reports whether those who speak tell what they do already: "on répare le samedi", "nous proposons des cours".
func (s *sentence) active() bool {
	for j := range s.tokens {
		t := &s.tokens[j]
		if s.at(j-1).is("on", "nous", "je", "j") && s.isFinite(t) && !s.imperfect(t) && s.isVerb(t, "vendre", "proposer", "reparer", "repeter", "organiser", "animer", "gerer", "tenir", "accueillir", "livrer", "fabriquer", "produire",
			"cultiver", "distribuer", "collecter", "preter", "louer", "transporter", "recevoir", "elever", "nourrir", "former", "employer") {
			return true
		}
	}
	return false
}
