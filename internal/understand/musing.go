package understand

// musingCues reads a project that is only talked of or wondered about: "on discute d'une chaufferie collective", "je me demande si
// une épicerie tiendrait".
func (s *sentence) musingCues(cues []cue) []cue {
	for j := range s.tokens {
		t, next := s.at(j), s.at(j+1)
		talks := s.isVerb(t, "discuter", "cogiter", "debattre", "causer", "gamberger", "plancher", "parler", "phosphorer", "rigoler") && !looksInfinitive(t.word)
		wonders := s.isVerb(t, "demander", "interroger") && s.at(j-1).is("me", "m", "se", "s", "nous")
		if !talks && !wonders || !s.weSay(j) || s.taken[j] || s.denialOf(j, j+1) != affirmed {
			continue
		}
		if wonders && !next.is("si", "s") || talks && !s.topic(j+1) {
			continue
		}
		for _, h := range s.hits {
			if h.slot == "sector" && !h.weak && (h.denial == affirmed || wonders) && h.from > j && h.from-j <= reach && !s.stops(j+1, h.from) && canonical(s.at(h.from-1).word) != "mon" {
				cues = append(cues, cue{"idea", j, h.to, false})
				break
			}
		}
	}
	return cues
}

// weSay reports whether those who speak are the subject of the verb at i: "on discute", "je me demande", "nous en parlons".
func (s *sentence) weSay(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4 && s.tokens[j+1].before < comma; j-- {
		if s.tokens[j].is("on", "je", "j") || s.tokens[j].is("nous") && j == i-1 {
			return true
		}
		if !s.tokens[j].is("se", "s", "me", "m", "nous", "a", "ai", "en", "y", "est", "commence", "avons", "deja", "beaucoup", "souvent", "juste", "parfois", "vaguement") {
			return false
		}
	}
	return false
}

// topic reports whether what is talked of is announced at i or soon after: "de", "autour d'une", "entre voisins d'une".
func (s *sentence) topic(i int) bool {
	for j := i; j < i+4 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		switch t := s.at(j); {
		case t.is("de", "d", "du", "sur", "autour"):
			return true
		case t.is("avec", "a", "au", "aux"):
			return false
		}
	}
	return false
}
