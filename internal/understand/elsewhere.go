package understand

import (
	"slices"

	"jalon/internal/geo"
)

// ofAnother reports whether a place is told of somebody else or of a model, by what stands before it in its group of words or
// after it: "un monsieur du Gers est venu", "sur le marché de Crest j'ai vu", "en Ardèche ma tante avait une magnanerie", "le garage
// de Brioude nous a inspirés".
func (s *sentence) ofAnother(m mention) bool {
	j := m.from - 1
	if s.at(m.from).is("du", "des") {
		j = m.from
	}
	for s.at(j).is("le", "la", "l", "les") && j > 0 {
		j--
	}
	who := j - 1
	if !someone(s.at(who)) && s.lang.words[s.at(who).word]&adjective != 0 {
		who-- // "mon voisin allemand de"
	}
	if s.at(j).is("de", "d", "du", "des") && someone(s.at(who)) && !s.at(who).is("gens") && s.subjectAt(who) && !s.spokenGroup(who) && !s.offers(m.to, m.to+7) {
		return true
	}
	if s.theirClause(m) || s.didThere(m) || s.shunned(m) || s.jobOver(m) || s.servedFrom(m) || s.theirKind(m) || s.supplies(m) || s.plays(m) || s.branded(m) || s.tooFar(m) || s.askedAfter(m) || s.wentTo(m) || s.failedThere(m) || s.noLonger(m.to) {
		return true
	}
	if s.remarked(m.to, m.to+7) || s.livesThere(m.from) || s.absent(m.from) || s.likenedTo(m) || s.toldBy(m) || s.overThere(m) {
		return true
	}
	return m.from == s.afterSign(m) && (s.someoneAfter(m.to) || s.hasItsOwn(m.to))
}

// hasItsOwn reports whether the place named before i is said to have what is wished for where those who speak live: "à Nantes il y a
// une librairie, j'en voudrais une dans mon village".
func (s *sentence) hasItsOwn(i int) bool {
	if k := i; !(s.at(k).is("il") && s.at(k+1).is("y") || s.at(k).is("y") && s.at(k+1).is("a") || s.at(k).is("ils") && s.isVerb(s.at(k+1), "avoir")) {
		return false
	}
	for k := i; k < len(s.tokens); k++ {
		t, next := s.at(k), s.at(k+1)
		if t.is("pareil", "meme") || t.is("chez") && next.is("moi", "nous") || t.is("mon", "notre") && next.is("village", "bourg", "hameau", "coin", "commune", "quartier") {
			return true
		}
	}
	return false
}

// livesThere reports whether somebody else lives or works at the place that begins at i, or did something there while those who
// speak turn to something else: "mon frère habite Nantes", "ma tante a ouvert un bar à Thiers, moi je regarde".
func (s *sentence) livesThere(i int) bool {
	if !s.ofSomebody(i) || s.takenOver(i) {
		return false
	}
	for j := i - 1; j >= s.clauseStart(i); j-- {
		if t := s.at(j); s.isVerb(t, "habiter", "vivre", "travailler", "bosser", "etudier", "resider") || s.imperfect(t) || t.is("ete") && s.at(j-1).is("a", "ont") {
			return true
		}
	}
	for j := s.clauseStart(i); j < i; j++ {
		if s.isFinite(s.at(j)) && !s.isAt(j) || s.done(j) {
			return s.turnsToUs(i)
		}
	}
	return false
}

// takenOver reports whether those who speak come into what was told before i: "je veux la reprendre", "j'y retourne", "pour l'aider".
func (s *sentence) takenOver(i int) bool {
	for k := i; k < len(s.tokens); k++ {
		t := s.at(k)
		switch {
		case t.is("y") && !s.at(k+1).is("a"), t.is("dessus", "dedans"), t.is("lui", "elle", "eux") && s.at(k-1).is("avec"), t.is("en") && s.someVerb(k+1, "faire"),
			s.isVerb(t, "reprendre", "racheter", "acheter", "rejoindre", "succeder", "associer"), s.isVerb(t, "aider") && s.at(k-1).is("l", "les"):
			return true
		}
	}
	return false
}

// spokenGroup reports whether the person at j is of those who speak: "on est un couple de Mende", "des amis de Mende, nous voulons".
func (s *sentence) spokenGroup(j int) bool {
	for k := j - 1; k >= 0 && k >= j-4; k-- {
		if s.at(k).is("est", "sommes", "suis", "groupe", "avec", "collectif", "plusieurs", "entre") {
			return true
		}
	}
	return s.weFollow(j) || slices.ContainsFunc(s.tokens[j:min(j+8, len(s.tokens))], func(t token) bool { return t.is("moi") && t.before < comma })
}

// remarked reports whether the words from and to (excluded) tell that what was named was seen, or gave the idea: "j'ai vu", "nous a
// inspirés", "m'a donné envie".
func (s *sentence) remarked(from, to int) bool {
	for k := from; k < to && k < len(s.tokens) && s.tokens[k].before < stop; k++ {
		t := s.at(k)
		switch {
		case t.before >= comma && !s.at(k).is("j", "je", "on"), t.is("mais", "et"):
			return false
		case t.is("eu") && s.spoken(k):
			return s.at(k+1).is("envie") || s.at(k+2).is("idee", "envie", "declic")
		case s.isVerb(t, "voir", "visiter", "decouvrir", "entendre") && s.spoken(k) && !looksInfinitive(t.word):
			return !s.forTaking(k+1, min(k+8, len(s.tokens)))
		case s.isVerb(t, "inspirer", "donner", "seduire", "epater", "impressionner", "plaire", "conseiller", "orienter", "recommander", "envoyer") && s.at(k-1).is("a", "ont") && s.at(k-2).is("m", "nous"):
			return !s.isVerb(t, "donner") || s.at(k+1).is("envie") || s.at(k+2).is("idee")
		}
	}
	return false
}

// afterSign returns the first token of the place when it begins its sentence, its sign aside; -1 otherwise.
func (s *sentence) afterSign(m mention) int {
	j := m.from - 1
	for j >= 0 && s.at(j).is("a", "au", "aux", "en", "dans", "le", "la", "l", "les", "sur", "du", "cote", "de") && s.tokens[j+1].before < comma {
		j--
	}
	if j < 0 || s.tokens[j+1].before >= comma {
		return m.from
	}
	return -1
}

// someoneAfter reports whether the clause that goes on at i has somebody else as its subject.
func (s *sentence) someoneAfter(i int) bool {
	for k := i; k < i+4 && k < len(s.tokens) && (k == i || s.tokens[k].before < comma); k++ {
		t := s.at(k)
		switch {
		case t.is("je", "j", "on", "nous", "avec", "et"):
			return false
		case someone(t) && s.at(k-1).is("le", "la", "l", "les"):
			return false // "à Saugues, le patron du tabac part"
		case someone(t) && s.subjectAt(k) && !(s.at(k-1).is("des") && k-1 > i):
			return true
		}
	}
	return false
}

// accented keeps, of homonyms that only accents tell apart, the one written as typed, when the text writes its accents: "Melle", not
// "Mellé".
func (s *sentence) accented(m mention) []geo.Match {
	if m.direct || m.guessed || len(m.matches) < 2 || !s.writesAccents(m) {
		return m.matches
	}
	typed := s.text[s.tokens[m.from].start:s.tokens[m.to-1].end]
	same := func(match geo.Match) bool { return lower(match.Name) == lower(typed) }
	if !slices.ContainsFunc(m.matches, same) {
		return m.matches
	}
	return slices.DeleteFunc(slices.Clone(m.matches), func(match geo.Match) bool { return geo.Fold(match.Name) == geo.Fold(typed) && !same(match) })
}

// writesAccents reports whether an accent is written outside the place named.
func (s *sentence) writesAccents(m mention) bool {
	for i := range s.tokens {
		if (i < m.from || i >= m.to) && s.tokens[i].raw != s.tokens[i].word {
			return true
		}
	}
	return false
}

// leadsAway reports whether the words from i on tell that the project is in a place which is not known: "mais je compte m'installer
// dans le Val Perdu".
func (s *sentence) leadsAway(i int) bool {
	for k := i; k < len(s.tokens); k++ {
		if !s.isVerb(s.at(k), "installer", "partir", "demenager", "implanter") && !(s.at(k).is("est", "sera", "serait") && s.at(k-1).is("projet")) {
			continue
		}
		for j := k + 1; j < k+3 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
			if !s.at(j).is("dans", "en", "a", "vers", "sur") {
				continue
			}
			for n := j + 1; n < j+4 && n < len(s.tokens) && s.tokens[n].before < comma; n++ {
				if s.tokens[n].capital {
					return true
				}
			}
		}
	}
	return false
}
