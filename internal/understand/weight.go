package understand

import (
	"slices"
	"strings"
)

// weight tells how much a phrase of a rank weighs in the choice among sectors.
func (s *sentence) weight(h hit, rank int) int {
	switch rank {
	case ranChosen:
		return 100
	case ranAsProject:
		return 30
	case ranOutright:
		switch {
		case s.public(h):
			return 3
		case s.willed(h) || s.afterColon(h):
			return 20
		case s.matter(h):
			return 3
		case (s.ours(h.from-1) || s.ours(h.from)) && !s.within(h):
			if h.code == "inclusion" {
				return 40 // "notre chantier d'insertion": the trade is only its means
			}
			return 21
		case s.within(h):
			return 3
		}
		return 6
	case ranAround:
		return 2
	}
	return 1
}

// public reports whether the phrase begins with those for whom people work: "les anciens", "nos vieux ne peuvent plus".
func (s *sentence) public(h hit) bool {
	return s.tokens[h.from].is("vieux", "anciens", "aines", "seniors", "jeunes", "enfants", "gosses", "gamins", "ados", "personnes", "malades", "mamies", "papis", "retraites", "parents", "familles", "gens")
}

// willed reports whether those who speak want, lack, prepare or look for something before the phrase, in its sentence.
func (s *sentence) willed(h hit) bool {
	if s.at(h.from).is("manque", "manquent") {
		return true
	}
	for j := h.from; j >= 0 && j > h.from-2*reach; j-- {
		t := &s.tokens[j]
		if j < h.from && (s.wishes(j) || t.is("manque", "manquent", "projet", "idee", "reve", "envie") && !s.at(j-1).is("aucun", "aucune", "pas") || t.is("moi", "nous") && (s.at(j+1).is("je", "j", "on") || s.at(j+1).is("les") && s.at(j+3).is("on")) || s.isVerb(t, "reclamer") && s.isFinite(t) || t.is("cherche", "cherchons") && s.at(j-1).is("je", "on", "nous", "elle", "asso", "association") ||
			t.is("pour") && j >= h.from-2 && s.voiced(j) && !s.isVerb(s.at(j-1), "aider")) {
			return !s.within(h)
		}
		if t.before >= stop || t.is("mais") {
			return false
		}
	}
	return false
}

// within reports whether the phrase is told as where something happens: "répéter dans la cantine", "un atelier à côté du café".
func (s *sentence) within(h hit) bool {
	k := h.from - 1
	for s.at(k).is("le", "la", "l", "un", "une", "les", "de", "d", "du", "des", "ancien", "ancienne") {
		k--
	}
	if s.at(k).is("sur") && s.isVerb(s.at(k-1), "travailler", "bosser", "reflechir", "partir", "cogiter", "concentrer") {
		return false
	}
	return s.at(k).is("dans", "chez", "sur", "au", "cote", "face", "dessus", "pres") || s.isAt(k)
}

// afterColon reports whether the phrase comes just after a colon.
func (s *sentence) afterColon(h hit) bool {
	j := h.from
	for j > max(0, h.from-3) && s.tokens[j].before < comma && len(s.at(j-1).verbs) == 0 {
		j--
	}
	return j > 0 && s.tokens[j].before == stop && strings.Contains(s.text[s.tokens[j-1].end:s.tokens[j].start], ":")
}

// becomes reports whether the thing is to be made into something else: "acheter une péniche pour en faire un café".
func (s *sentence) becomes(h hit) bool {
	for j := h.to; j < h.to+8 && j < len(s.tokens) && s.tokens[j].before < stop; j++ {
		if s.isVerb(&s.tokens[j], "faire", "transformer", "convertir", "reconvertir", "devenir") && (s.at(j-1).is("en") || s.at(j+1).is("en") || s.tokens[j].is("devenir", "deviendra", "deviendrait")) {
			return slices.ContainsFunc(s.hits, func(o hit) bool { return o.slot == "sector" && o.from > j && o.from <= j+5 && o.code != h.code })
		}
	}
	return false
}

// houses reports whether the phrase is a verb whose object says more: "loger notre espace de travail".
func (s *sentence) houses(h hit) bool {
	return h.to-h.from == 1 && looksInfinitive(s.tokens[h.from].word) && len(s.tokens[h.from].verbs) > 0 && s.at(h.to).is("un", "une", "le", "la", "l", "notre", "nos", "mon", "ma") &&
		slices.ContainsFunc(s.hits, func(o hit) bool {
			return o.slot == "sector" && o.code != h.code && !o.weak && o.from > h.to && o.from <= h.to+2
		})
}

// existing reports whether the thing is told as already there: "y a déjà un café, une amap".
func (s *sentence) existing(h hit) bool {
	if s.at(h.from).is("manque", "manquent") {
		return false
	}
	for j := h.from - 1; j >= 0 && j >= h.from-2*reach && s.tokens[j+1].before < stop; j-- {
		if s.tokens[j].is("a") && s.at(j-1).is("y") && s.denialOf(h.from, h.to) == affirmed && s.regrets(h.to) || s.tokens[j].is("reste") && s.at(j+1).is("que", "plus") {
			return true
		}
		if s.tokens[j].is("deja") && (s.at(j-1).is("a", "existe") && s.at(j-2).is("y", "il", "ca")) {
			return true
		}
		if s.tokens[j].is("manque", "mais", "veut", "voudrait", "pour", "qui") {
			return false
		}
	}
	return false
}

// regrets reports whether what follows the token at i tells that this is not enough: "mais rien qui rassemble", "c'est triste".
func (s *sentence) regrets(i int) bool {
	for j := i; j < len(s.tokens) && j < i+2*reach; j++ {
		if s.tokens[j].is("mais") && s.at(j+1).is("rien", "pas", "personne", "plus", "aucun", "aucune") || s.tokens[j].is("triste", "tout") && s.at(j-1).is("est") {
			return true
		}
	}
	return false
}
