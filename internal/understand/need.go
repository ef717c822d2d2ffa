package understand

import "slices"

// urgency is how plainly a phrase asks for what it names.
type urgency uint8

const (
	idle     urgency = iota // named only
	implied                 // a phrase that says it, with no sign
	wanted                  // with a sign: a wish, a question
	pressing                // sought, lacking or in trouble
)

// certainty is how sure a need is that is asked for so.
func (u urgency) certainty() float64 {
	switch u {
	case pressing:
		return 1
	case wanted:
		return 0.95
	}
	return 0.8
}

// need decides what the project needs most: the first thing asked for as plainly as can be.
func (s *sentence) need(u *Understanding) {
	if code, from, to := s.plainNeed(); to > from {
		s.sure(u, "need", code, 1, from, to)
		return
	}
	var weak []hit
	var best hit
	most := idle
	for _, h := range s.hits {
		if h.slot != "need" || s.setAside(h) {
			continue
		}
		if s.learnt(h) {
			h.code = "training"
		}
		switch how := s.urgency(h); {
		case how > most:
			best, most = h, how
		case how == idle && h.weak && !s.owned(h):
			weak = append(weak, h)
		}
	}
	if most > idle {
		s.sure(u, "need", best.code, most.certainty()*s.certainty(best.from, best.to), best.from, best.to)
		return
	}
	if len(weak) == 0 {
		return
	}
	if first := weak[0]; s.telegraphic() && s.bare(first) && (first.code != "hiring" || first.from == 0) {
		s.sure(u, "need", first.code, 0.7, first.from, first.to)
		return
	}
	u.unsure("need")
}

// urgency tells how plainly the phrase asks for what it names.
func (s *sentence) urgency(h hit) urgency {
	switch {
	case s.troubled(h), s.mustLeave(h), s.isTrouble(h):
		return pressing
	case s.owned(h), h.code == "hiring" && s.at(h.to).is("personne") && !s.at(h.to-1).is("une", "la"):
		return idle
	case h.denial == lacking && !(h.code == "hiring" && (h.weak || s.at(h.to-1).is("recrutement", "embauche", "recrutements", "embauches"))), s.lookedFor(h), s.blocks(h), s.instead(h), !h.weak && s.asksItself(h):
		return pressing
	case h.denial == denied, s.wantedAt(h), s.takes(h):
		return wanted
	case !h.weak:
		return implied
	}
	return idle
}

// asksItself reports whether the phrase holds the word that asks: "besoin de formation", "où se former", "pas de local".
func (s *sentence) asksItself(h hit) bool {
	if h.to-h.from > 2 && s.at(h.from).is("y", "ya", "existe") {
		return true
	}
	return slices.ContainsFunc(s.tokens[h.from:h.to], func(t token) bool {
		return t.is("besoin", "ou", "comment", "quel", "quelle", "quels", "quelles", "pas", "manque", "manquent", "aucun", "aucune", "sans", "personne", "combien", "recherche", "qui", "trop", "til") || t.is("plus") && h.to-h.from > 2 && !s.at(h.from).is("plus") ||
			s.isVerb(&t, "chercher", "rechercher", "trouver", "falloir", "manquer")
	})
}

// plainNeed reads what whole turns of phrase ask for, whatever their words: which form to take, who did the same.
func (s *sentence) plainNeed() (code string, from, to int) {
	for _, h := range s.hits {
		if h.slot == "holder" && h.code == "organisation" && s.at(h.to).is("ou", "et") && s.compared(h.from, h.to) {
			return "legal-form", h.from, min(h.to+2, len(s.tokens))
		}
	}
	if from, to = s.changesForm(); to > from {
		return "legal-form", from, to
	}
	if from, to = s.forerunners(); to > from {
		return "network", from, to
	}
	if from, to = s.sumWanted(); to > from {
		return "funding", from, to
	}
	return s.turnNeed()
}

// turnNeed reads the turns of phrase that ask for something of their own.
func (s *sentence) turnNeed() (code string, from, to int) {
	if from, to = s.whereTo(); to > from {
		return "premises", from, to
	}
	if from, to = s.formAsked(); to > from {
		return "legal-form", from, to
	}
	if from, to = s.howMuch(); to > from {
		return "business-model", from, to
	}
	if from, to = s.letDown(); to > from {
		return "funding", from, to
	}
	if from, to = s.doubted(); to > from {
		return "testing", from, to
	}
	return "", 0, 0
}

// changesForm returns the tokens of "passer d'une association à une SCIC": from one form of structure to another.
func (s *sentence) changesForm() (from, to int) {
	for _, h := range s.hits {
		if h.slot != "holder" || h.code != "organisation" {
			continue
		}
		for _, into := range s.hits {
			if into.slot == "holder" && into.code == "organisation" && into.from > h.to && into.from-h.to <= 3 && (s.at(h.to).is("a", "en", "vers")) {
				return h.from, into.to
			}
		}
	}
	return 0, 0
}

// forerunners returns the tokens of a question about others who did the same: "qui a déjà fait ça", "si des gens ont monté une
// laiterie".
func (s *sentence) forerunners() (from, to int) {
	for j := range s.tokens {
		t := &s.tokens[j]
		if !t.is("a", "ont", "aurait", "auraient") || s.isAt(j) && t.is("a") && t.raw == "à" {
			continue
		}
		who := j - 1
		if s.at(who).is("l", "les", "le") {
			who--
		}
		if !s.asksAbout(who) {
			continue
		}
		k := j + 1
		already := s.at(k).is("deja")
		if already {
			k++
		}
		did := s.at(k)
		if slices.ContainsFunc(did.verbs, func(r reading) bool { return r.mood&participle != 0 }) && (already || s.at(who).is("qui")) && did.before < comma &&
			s.isVerb(did, "faire", "monter", "ouvrir", "creer", "lancer", "reussir", "tester", "essayer", "reprendre", "vivre", "tenter", "construire") {
			return max(who, 0), k + 1
		}
	}
	return 0, 0
}

// asksAbout reports whether the token at i is the subject of a question about others: "qui", "quelqu'un", "des gens".
func (s *sentence) asksAbout(i int) bool {
	t := s.at(i)
	if t.is("qui") {
		return i == 0 || t.before >= stop || s.at(i-1).is("savoir", "sait", "sais")
	}
	others := t.is("gens", "personnes", "autres", "certains", "communes", "villages", "associations", "assos", "collegues", "porteurs") ||
		t.is("un", "une") && s.at(i-1).is("quelqu") || t.is("d") && s.at(i+1).is("autres")
	if !others {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-6 && s.tokens[k+1].before < stop; k-- {
		if s.tokens[k].is("si", "est", "savoir", "connaitre", "connaissez", "cherche", "cherchons", "trouver", "rencontrer", "esk") {
			return true
		}
	}
	return s.questioned(i)
}

// questioned reports whether a question mark ends the sentence in which the token at i stands.
func (s *sentence) questioned(i int) bool {
	for j := i; j < len(s.tokens); j++ {
		end := len(s.text)
		if j+1 < len(s.tokens) {
			end = s.tokens[j+1].start
		}
		for _, c := range s.text[min(s.tokens[j].end, end):end] {
			switch c {
			case '?':
				return true
			case '.', '!', '\n', ';':
				return false
			}
		}
	}
	return false
}

// sumWanted returns the tokens of a sum of money that is looked for: "il nous manque 15 000 €".
func (s *sentence) sumWanted() (from, to int) {
	for i := range s.tokens {
		if !s.tokens[i].digits() {
			continue
		}
		end := i + 1
		for s.at(end).digits() {
			end++
		}
		round := s.tokens[i].number >= 1000 || s.tokens[end-1].word == "000"
		if s.at(i-1).digits() || !s.euros(end) && !(round && end-i <= 2 && s.at(i-1).is("de", "reunir", "trouver", "lever", "manque") && (end == len(s.tokens) || s.at(end).is("pour") || s.at(end).before >= comma)) ||
			s.at(end).is("e") && s.tokens[i].number < 50 {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-5 && s.tokens[j+1].before < comma; j-- {
			if s.tokens[j].is("besoin") || s.isVerb(&s.tokens[j], "manquer", "chercher", "falloir", "trouver", "emprunter", "lever", "reunir", "preter") && !s.done(j) {
				return j, end
			}
		}
	}
	return 0, 0
}

// euros reports whether the sign of money follows the number before the token at end.
func (s *sentence) euros(end int) bool {
	if s.at(end).is("euros", "euro", "e", "balles", "keuros") {
		return true
	}
	rest := s.text[s.tokens[end-1].end:]
	if s.at(end).is("k") && end < len(s.tokens) {
		rest = s.text[s.tokens[end].end:]
	}
	for _, c := range rest {
		switch c {
		case ' ', '\u00a0', '\u202f':
		default:
			return c == '€'
		}
	}
	return false
}

// telegraphic reports whether the text is a few words without a verb: "subvention épicerie 48".
func (s *sentence) telegraphic() bool {
	return len(s.tokens) <= 8 && !slices.ContainsFunc(s.tokens, func(t token) bool {
		return s.isFinite(&t) && s.lang.words[t.word]&(noun|adjective) == 0 || t.is("est", "a", "ai")
	})
}

// bare reports whether a weak word stands for itself in a few words: no price, nothing that completes another noun, no place of work.
func (s *sentence) bare(h hit) bool {
	if s.tokens[h.from].is("euros", "prix") || s.shadowed(h) || h.code != "training" && s.at(h.to).is("de", "d", "en") {
		return false
	}
	for j := h.from - 1; j >= 0 && j >= h.from-3; j-- {
		t := &s.tokens[j]
		if t.is("de", "d", "du", "des", "avec", "par", "entre", "aux", "au", "chez", "dans", "sous", "sur") && j > 0 && !s.at(j-1).is("besoin", "recherche", "manque", "demande", "question", "probleme", "aide") {
			return false
		}
		if s.makesOther(j) {
			return false
		}
		if s.lang.words[t.word]&closed == 0 {
			break
		}
	}
	return true
}
