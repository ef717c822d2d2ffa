package understand

import "slices"

// villages reads a village, a school or a firm that speaks for itself: "notre village veut rouvrir son café", "l'école voudrait
// un potager", "on est salariés d'une usine et on veut la reprendre".
func (s *sentence) villages() []claim {
	var claims []claim
	for i := range s.tokens {
		t, det := &s.tokens[i], s.at(i-1)
		switch {
		case t.is("village", "bourg") && (canonical(det.word) == "mon" && !s.at(i-2).is("de", "d", "du", "dans", "au") || det.is("le") && s.opens(i) && !s.others()) && s.wants(i+1):
			claims = append(claims, claim{"authority", i - 1, i + 1})
		case t.is("ca") && s.text[t.start:t.end] == "CA" && det.is("le", "notre") && s.boardActs(i+1):
			claims = append(claims, claim{"organisation", i - 1, i + 1})
		case t.is("village", "bourg") && s.opens(i) && s.at(i+1).is("de") && s.isNumber(i+2) && s.wants(i+3):
			claims = append(claims, claim{"authority", i, i + 3})
		case t.is("salaries", "salariees", "ouvriers", "employes") && (s.weAt(s.beforeCount(i-1)) || s.at(s.beforeCount(i-1)).is("nous")) && s.takesOver(i+1):
			claims = append(claims, claim{"organisation", i, i + 1})
		case t.is("conseil") && det.is("le", "notre", "mon") && !s.at(i+1).is("d", "de") && !s.at(i-2).is("que", "qu") && s.councilSeeks(i+1), t.is("conseil") && det.is("le", "notre") && (s.at(i+1).is("a") && s.someVerb(i+2, "voter", "deliberer") || s.at(i+1).is("vient") && s.someVerb(i+3, "voter", "deliberer")):
			claims = append(claims, claim{"authority", i, i + 3})
		}
	}
	return claims
}

// boardActs reports whether the board named before i decides or asks something of those who speak.
func (s *sentence) boardActs(i int) bool {
	for s.at(i).is("m", "nous", "a", "vient", "de") {
		i++
	}
	return s.someVerb(i, "demander", "charger", "confier", "missionner", "voter", "decider", "vouloir", "souhaiter", "hesiter", "reflechir", "mandater", "valider", "refuser")
}

// councilSeeks reports whether the council named before i, "municipal" or nothing, is told as wanting or working at something.
func (s *sentence) councilSeeks(i int) bool {
	if s.at(i).is("municipal", "communautaire") {
		i++
	}
	if s.at(i).is("s", "se") {
		return s.someVerb(i+1, "interroger", "demander", "pencher", "poser", "mobiliser")
	}
	return s.someVerb(i, "chercher", "vouloir", "souhaiter", "reflechir", "envisager", "travailler", "etudier", "hesiter") && s.isFinite(s.at(i)) && !s.at(i+1).is("nous", "pas", "que", "qu")
}

// beforeCount returns the last token up to i that is no number: "on est [douze] salariés".
func (s *sentence) beforeCount(i int) int {
	for i >= 0 && (s.isNumber(i) || s.tokens[i].is("les", "des", "de", "d", "anciens", "dizaine", "quinzaine", "vingtaine", "trentaine", "une", "tous", "toutes")) {
		i--
	}
	return i
}

// takesOver reports whether people tell, from the token i, that they want to take over where they work.
func (s *sentence) takesOver(i int) bool {
	for j := i; j < i+14 && j < len(s.tokens); j++ {
		if s.someVerb(j, "reprendre", "racheter", "sauver", "transformer", "relancer", "passer") && (s.at(j-1).is("la", "le", "l", "les") || s.at(j+1).is("notre", "l", "la", "le", "en")) {
			return true
		}
	}
	return false
}

// school reports whether the structure at i is one that many people know or attend without being of it: only what it wants, or
// somebody at its head, tells who carries the project.
func (s *sentence) school(i int) bool {
	return s.tokens[i].is("ecole", "college", "lycee", "usine", "creche", "maternelle", "primaire", "colleges", "lycees", "ecoles")
}

// holdsSchool reads "l'école voudrait", "notre collège cherche", "le lycée où j'enseigne", "directrice d'école".
func (s *sentence) holdsSchool(h hit) (from int, holds bool) {
	det := s.at(h.from - 1)
	front := canonical(det.word) == "mon" || det.is("le", "la", "l") && s.opens(h.from) && !s.others() || det.is("les") && s.opens(h.from) && !s.others()
	if front && s.wants(h.to) || s.related(h) {
		return h.from - 1, true
	}
	for j := h.from - 1; j >= 0 && j >= h.from-5; j-- {
		if s.tokens[j].is("directeur", "directrice", "principal", "principale", "proviseur", "proviseure", "gestionnaire", "intendant", "intendante") && (s.self(j) >= 0 || s.opens(j) && (!s.at(j-1).is("le", "la") || s.at(j-2).is("ici"))) && !s.former(j) {
			return j, !s.leaves()
		}
		if !s.tokens[j].is("de", "d", "du", "la", "l", "une", "un", "petite", "notre", "adjoint", "adjointe") {
			break
		}
	}
	return h.from, false
}

// severalOf reports whether the structures at i open the text, told as several: "plusieurs assos cherchent".
func (s *sentence) severalOf(i int) bool {
	return (s.at(i-1).is("plusieurs", "quelques", "certaines", "diverses", "des") || s.isNumber(i-1)) && s.opens(i-1)
}

// opened reads what people opened some time ago: "on a ouvert une recyclerie il y a trois ans", "on a monté une épicerie en 2021".
func (s *sentence) opened() []claim {
	for i := 1; i < len(s.tokens); i++ {
		if !s.someVerb(i, "ouvrir", "monter", "creer", "lancer", "fonder", "demarrer", "rouvrir", "reprendre", "racheter") || !s.done(i) || s.denialOf(i, i+1) != affirmed || s.byOthers(i) {
			continue
		}
		if !s.at(i-1).is("avons", "a", "ai") && !s.at(i-2).is("avons", "a", "ai", "vient", "venons") || !s.saysWe(i) {
			continue
		}
		for _, h := range s.hits {
			if h.slot == "sector" && !h.weak && h.from > i && h.from <= i+6 && s.longAgo(i+1) {
				return []claim{{"organisation", i - 1, h.to}}
			}
		}
	}
	return nil
}

// saysWe reports whether "on" or "nous" is the subject of the verb at i.
func (s *sentence) saysWe(i int) bool {
	return slices.ContainsFunc(s.tokens[max(0, i-4):i], func(t token) bool { return t.is("on", "nous") })
}

// longAgo reports whether a time that is over is told from the token i: "il y a trois ans", "en 2021", "l'an dernier".
func (s *sentence) longAgo(i int) bool {
	for j := i; j < i+11 && j < len(s.tokens); j++ {
		t := &s.tokens[j]
		switch {
		case t.is("ya") || t.is("y") && s.at(j+1).is("a"):
			return anyIs(s.tokens[j:min(len(s.tokens), j+6)], "an", "ans", "mois", "annees")
		case t.is("en", "depuis") && s.at(j+1).number > 1950 && s.at(j+1).number < 2100,
			t.is("an", "annee") && s.at(j+1).is("dernier", "derniere", "passee", "passe"), t.is("depuis") && anyIs(s.tokens[j:min(len(s.tokens), j+5)], "an", "ans", "annees"):
			return true
		}
	}
	return false
}

// unrelated reports whether the structure that ends at i is told as having nothing to do with the project.
func (s *sentence) unrelated(i int) bool {
	for j := i; j < i+7 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.at(j).is("rien") && s.at(j+1).is("a") && s.at(j+2).is("voir", "faire") {
			return true
		}
	}
	return false
}

// sentenceOf returns the first token of the sentence in which the token at i stands and the one after its last.
func (s *sentence) sentenceOf(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && s.tokens[from].before < stop {
		from--
	}
	for to < len(s.tokens) && s.tokens[to].before < stop {
		to++
	}
	return from, to
}
