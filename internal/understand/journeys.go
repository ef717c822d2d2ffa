package understand

import "slices"

// wentTo reports whether the place is where those who speak go for one day or for a course, or went for a while: "un rdv à Guéret", "en
// formation à Angers", "au salon de l'agriculture à Paris".
func (s *sentence) wentTo(m mention) bool {
	start := s.clauseStart(m.from)
	if _, next, counted := count(s.tokens, m.to); counted && s.isVerb(s.at(m.from-2), "partir", "aller", "monter", "descendre") && s.at(next).is("jours", "semaine", "semaines", "nuits", "heures") {
		return true
	}
	for k := m.from - 1; k >= start && k >= m.from-8; k-- {
		t := s.at(k)
		switch {
		case t.is("rdv", "rendezvous"), t.is("vous") && s.at(k-1).is("rendez"):
			return !s.at(k-1).is("notre", "nos") && s.isAt(m.from-1)
		case looksInfinitive(t.word) && s.isVerb(t, "aller") && s.someVerb(start+1, "falloir"), t.is("aller") && s.at(start).is("pour"):
			return true
		case t.is("voyage", "sortie", "sejour", "excursion", "balade") && s.isAt(m.from-1) && !s.at(m.from-2).is("bois", "nature"):
			return !anyIs(s.tokens[start:k], "agence", "centre") && !slices.ContainsFunc(s.tokens[start:k], s.founding)
		case t.is("reunion", "formation", "formations", "webinaire", "seminaire", "entretien", "concours", "salon", "congres", "conference", "colloque", "tele", "hopital", "festival", "foire"):
			if s.attended(k, m) {
				return true
			}
		}
	}
	return false
}

// founding reports whether a token tells that people set something up.
func (s *sentence) founding(t token) bool {
	return s.isVerb(&t, "creer", "monter", "organiser", "lancer", "proposer", "ouvrir", "demarrer", "reprendre", "vendre")
}

// attended reports whether the event or the course named at k is one that those who speak go to, and do not hold.
func (s *sentence) attended(k int, m mention) bool {
	start := s.clauseStart(k)
	if anyIs(s.tokens[start:k], "notre", "nos", "veut", "veux", "voudrait", "voudrais", "cherche", "cherchons", "besoin", "pour") || slices.ContainsFunc(s.tokens[start:k], s.founding) {
		return false
	}
	t, prev := s.at(k), s.at(k-1)
	switch {
	case t.is("reunion", "entretien"):
		return (k == start || prev.is("une", "un", "a", "ai", "en")) && (s.dayAfter(m.to) || s.at(m.to).is("avec", "pour")) && !anyIs(s.tokens[k:m.from], "publique")
	case t.is("formation", "formations"):
		return prev.is("en", "ma", "cette") && !anyIs(s.tokens[k:m.from], "continue", "professionnelle") || prev.is("une", "la", "de") && slices.ContainsFunc(s.tokens[start:k], func(t token) bool {
			return s.isVerb(&t, "sortir", "finir", "terminer", "suivre", "apres", "partir") || t.is("apres", "issu", "issue", "pendant")
		})
	case t.is("tele", "hopital"):
		return s.isAt(k-1) || s.isAt(k-2)
	case t.is("concours"):
		return prev.is("le", "au", "du", "un")
	}
	return slices.ContainsFunc(s.tokens[start:k], func(t token) bool {
		return s.isVerb(&t, "aller", "passer", "revenir", "rentrer", "suivre", "participer", "exposer")
	}) && s.weAmong(start, k)
}

// dayAfter reports whether a day follows at i: "à Cahors demain", "à Guéret le 23".
func (s *sentence) dayAfter(i int) bool {
	return s.weekday(i) || s.at(i).is("demain", "hier", "bientot", "ce", "cette") || s.at(i).is("le", "la") && (s.at(i+1).digits() || s.at(i+1).is("semaine"))
}

// onceThere reports whether the word at k tells, in the imperfect, a job, a home or a shop that those who speak had at the place
// announced at j: "j'étais caissière au Super U de Loudéac", "j'avais un bar à Arles".
func (s *sentence) onceThere(k, j int) bool {
	t := s.at(k)
	if !s.at(k-1).is("je", "j", "on", "nous") || s.weAmong(k+1, j) {
		return false
	}
	switch {
	case t.is("ai", "avons", "a") && s.at(k+1).is("ete") && (t.word != "a" || s.at(k-1).is("on")):
		return len(s.at(k+2).verbs) == 0 && !s.at(k+2).is("elu", "elue", "elus", "a", "en", "dans")
	case !s.imperfect(t):
		return false
	case s.isVerb(t, "etre", "travailler", "bosser", "vivre", "habiter", "exercer", "enseigner", "tenir", "diriger", "gerer"):
		return !s.at(k+1).digits() && !s.at(k+1).is("en", "venu", "venus", "partis", "parti", "deux", "trois")
	case s.isVerb(t, "avoir") && s.done(k+1) && len(s.at(k+1).verbs) > 0:
		return !s.someVerb(k+1, "penser", "prevoir", "rever", "envisager", "vouloir", "imaginer", "reperer", "trouver", "voir", "dire")
	case s.isVerb(t, "avoir"):
		return s.at(k+1).is("un", "une", "mon", "ma") && !anyIs(s.tokens[k+1:j], "envie", "idee", "projet", "reve", "prevu", "pense", "plan", "besoin")
	}
	return false
}

// failedThere reports whether what was tried at the place is over and those who speak turn elsewhere: "on a testé un resto à Gap, on
// cherche ailleurs".
func (s *sentence) failedThere(m mention) bool {
	tried := false
	for k := s.clauseStart(m.from); k < m.from; k++ {
		tried = tried || s.isVerb(s.at(k), "tester", "essayer", "fermer", "vendre", "quitter", "rater", "tenter", "ouvrir", "monter", "tenir") && s.spoken(k) && s.done(k)
	}
	if !tried {
		return false
	}
	for k := m.to; k < len(s.tokens); k++ {
		if s.at(k).is("ailleurs") && !s.at(k-1).is("d", "par") && !s.isVerb(s.at(k+1), "etre") {
			return !anyIs(s.tokens[m.to:k], "deuxieme", "second", "seconde", "aussi", "autre", "etendre", "essaimer")
		}
	}
	return false
}

// noLonger reports whether what follows the place tells that those who speak are no more there: "mais je n'y vis plus".
func (s *sentence) noLonger(i int) bool {
	for k := i; k < i+8 && k < len(s.tokens); k++ {
		if s.at(k).is("y") && s.isVerb(s.at(k+1), "vivre", "habiter", "etre", "rester", "aller", "travailler") && s.at(k+2).is("plus", "pas") {
			return true
		}
	}
	return false
}

// jobOver reports whether the place is that of a job, a home or a shop that is over: "mon contrat à Dole finit en mars", "j'ai perdu mon
// emploi à Figeac", "on a vendu notre appart de Nancy", "muté à Évreux".
func (s *sentence) jobOver(m mention) bool {
	start, end := s.clauseStart(m.from), s.clauseEnd(m.to)
	if m.role >= gone || m.stated == 2 {
		return false
	}
	if s.at(m.from-2).is("mute", "mutee", "mutes", "obtenu") && s.isAt(m.from-1) && !s.weSubject(start, m.from) || s.at(m.from-2).raw == "passé" && s.isAt(m.from-1) && !s.at(m.from-3).is("est", "sommes") {
		return s.wantsApart(end, len(s.tokens))
	}
	job, over := false, false
	for k := start; k < end; k++ {
		t := s.at(k)
		job = job || k < m.from && t.is("emploi", "contrat", "cdi", "cdd", "boulot", "job", "poste", "mission") && s.at(k-1).is("mon", "le", "un", "notre", "d", "l")
		over = over || t.is("fini", "finie", "finit", "perdu", "termine", "terminee", "arrete") || s.isVerb(t, "finir", "terminer")
		if s.isVerb(t, "vendre", "revendre") && k < m.from && s.done(k) && s.spoken(k) && k > start {
			return true
		}
	}
	return job && over
}
