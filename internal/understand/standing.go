package understand

import (
	"slices"
	"strings"
)

// role is what a place is to the project.
type role uint8

const (
	project   role = iota // where it happens, as far as the sentence tells
	beside                // a landmark: "Luc, près de Langogne"
	home                  // where the person lives or works
	origin                // where the person comes from: "originaire de Lille"
	gone                  // a past or a model: never the place of the project
	ruledAway             // "pas à Mende"
)

// distance tells how far a place of this role is from the project: the nearer ones are heard, the others left.
func (r role) distance() int {
	switch r {
	case home:
		return 1
	case origin:
		return 2
	}
	return 0
}

// signed completes a sign with the role of the place, from the words of its clause.
func (s *sentence) signed(g sign, j int) sign {
	g.role = s.roleAt(j)
	landmark := s.at(j).is("pres", "de", "d", "du", "des", "vers") && s.at(j-1).is("pres", "proche", "cote", "loin", "autour", "km",
		"kms", "kilometres", "minutes", "min", "mn", "heure", "heures", "h", "nord", "sud", "est", "ouest", "dessus", "dessous")
	if g.role == project && j >= 0 && (landmark || s.at(j).is("vers")) {
		g.role = beside
	}
	return g
}

// roleAt tells what the place announced by the token at j is to the project.
func (s *sentence) roleAt(j int) role {
	for k := j; k >= 0 && k >= j-7; k-- {
		t := s.at(k)
		if k < j && s.tokens[k+1].before >= comma || t.is("et", "mais", "pour", "puis", "maintenant", "desormais") {
			break
		}
		switch {
		case s.leftBehind(k, j), s.onceThere(k, j), s.example(k, j), s.comesAlone(k, j), t.is("apres") && s.spanOfTime(k+1):
			return gone
		case t.is("originaire", "natif", "native"), t.is("apres") && !s.subjectAmong(k, j), s.comesFrom(k, j), s.theirs(k), s.employed(k, j),
			t.is("avec") && k < j-1 && s.at(j).is("de", "d", "du", "des"),
			s.isVerb(t, "chercher") && (t.raw == "cherché" || s.isVerb(s.at(k-1), "avoir")) && s.spoken(k):
			return origin
		case s.dwells(k, j):
			return home
		}
	}
	return project
}

// spanOfTime reports whether a length of time begins at i: "dix ans", "des années".
func (s *sentence) spanOfTime(i int) bool {
	_, next, counted := count(s.tokens, i)
	if !counted {
		next = i + 1
	}
	return s.at(next).is("ans", "annees", "mois")
}

// dwells reports whether the verb at k says that the speakers live, or work, at the place announced at j.
func (s *sentence) dwells(k, j int) bool {
	t := s.at(k)
	speaks := s.at(k-1).is("je", "j", "on", "nous")
	switch {
	case s.isVerb(t, "habiter", "resider"), t.is("domicilie", "domiciliee", "domicilies"):
		return true
	case s.isVerb(t, "vivre") && speaks, s.isVerb(t, "quitter"):
		return true
	}
	if t.is("actuellement", "instant", "aujourd", "encore", "moment") {
		return k >= j-2
	}
	return s.isVerb(t, "travailler", "bosser") && speaks && k >= j-2
}

// employed reports whether the word at k tells a job held at the place announced at j: "salariée à Cahors".
func (s *sentence) employed(k, j int) bool {
	return k == j-1 && s.at(k).is("salarie", "salariee", "employe", "employee", "prof", "professeur", "infirmier", "infirmiere", "instit",
		"institutrice", "enseignant", "enseignante", "fonctionnaire", "etudiant", "etudiante", "cadre", "ouvrier", "ouvriere", "boulot",
		"job", "cdi", "cdd")
}

// comesFrom reports whether the verb at k says that the speakers come from the place announced at j: "je viens de", "je suis
// de", "on arrive de"; "on vient de lancer" says nothing.
func (s *sentence) comesFrom(k, j int) bool {
	t := s.at(k)
	if t.is("est", "sommes") && s.at(k-1).is("on", "nous") && s.allOf(k+1, j) {
		return true
	}
	if !s.at(k+1).is("de", "d", "du", "des") {
		return false
	}
	if s.isVerb(t, "partir") && !s.isAt(k-1) && s.at(k-1).is("je", "on", "nous") {
		return true
	}
	if s.isVerb(t, "venir", "arriver", "debarquer", "revenir") {
		next := s.at(k + 2)
		if next.is("me", "m", "se", "s", "nous", "y", "en", "le", "la", "les", "l") {
			next = s.at(k + 3)
		}
		return k+1 == j || !slices.ContainsFunc(next.verbs, func(r reading) bool { return r.mood&infinitive != 0 })
	}
	return k+1 == j && t.is("suis", "est", "sommes", "sont") && s.at(k-1).is("je", "on", "nous", "j")
}

// leftBehind reports whether the word at k says that the place announced at j is of the past: "j'étais à", "née à", "j'ai
// quitté", or is where others live: "j'ai un cousin à".
func (s *sentence) leftBehind(k, j int) bool {
	t := s.at(k)
	switch {
	case s.isVerb(t, "quitter"):
		return !s.unsaid(k)
	case (strings.HasSuffix(t.raw, "é") || t.raw == "vécu") && s.isVerb(t, "bosser", "travailler", "vivre", "exercer", "enseigner", "habiter", "etudier") && s.at(k-1).is("puis", "ensuite", "et", "enfin"):
		return anyIs(s.tokens[max(0, k-10):k], "ai", "avons", "a", "suis")
	case s.isVerb(t, "grandir", "naitre", "marier", "etudier"), t.is("mariee", "marie", "maries"), t.raw == "né", t.raw == "née", t.raw == "nés", t.raw == "nées":
		return s.spoken(k) || s.at(k).before >= comma || someone(s.at(k-2)) && s.at(k-1).is("est", "sont")
	case t.is("ne", "nee", "nes"):
		return s.at(k-1).is("suis", "sommes") && k == j-1
	case s.isVerb(t, "bosser", "travailler", "vivre", "exercer", "enseigner", "habiter") && (s.at(k-1).is("ai") || s.at(k-1).is("avons") || s.at(k-2).is("ai") && s.at(k-1).is("deja", "longtemps")) && !s.at(k+1).is("sur", "avec"):
		return true
	case s.isVerb(t, "etre", "habiter", "vivre", "travailler", "resider", "bosser") && s.imperfect(t) && s.formerly(k):
		return true
	case s.isVerb(t, "etre", "habiter", "vivre", "travailler", "resider", "bosser") && s.imperfect(t):
		return k >= j-2 && s.at(k-1).is("je", "j", "on", "nous", "y") && !s.at(k+1).digits() && !s.at(k+1).is("en")
	case t.is("etudes", "vacances", "enfance"):
		return s.at(k-1).is("mes", "en", "nos", "mon", "notre", "ses") && k == j-1
	case t.is("avant"):
		return k == j-1
	case t.is("cousin", "cousine", "soeur", "frere", "ami", "amie", "amis", "amies", "copain", "copine", "copains", "copines",
		"mere", "pere", "parents", "fille", "fils", "neveu", "niece", "oncle", "tante", "famille", "connaissance", "mari", "femme",
		"compagnon", "compagne", "conjoint", "conjointe", "grand", "papa", "maman", "enfants", "gosses"):
		return s.relative(k, j)
	}
	return false
}

// formerly reports whether the clause of the verb at k begins with a word of the past: "avant j'étais", "quand j'étais".
func (s *sentence) formerly(k int) bool {
	for j := k - 1; j >= 0 && j >= k-4; j-- {
		if s.at(j).is("avant", "autrefois", "auparavant", "jadis", "quand", "lorsque") {
			return true
		}
	}
	return false
}

// relative reports whether the person at k, who is not of the project, is at the place announced at j: "j'ai un ami à Rians",
// "mes parents habitent à Tours".
func (s *sentence) relative(k, j int) bool {
	if k == j-1 && s.at(k-1).is("un", "une", "des", "de", "la") && (s.isVerb(s.at(k-2), "avoir") || s.at(k-2).is("ai")) {
		return true
	}
	whose := k - 1
	if s.at(whose).is("grand", "grands", "beau", "belle", "beaux") {
		whose--
	}
	if k == j-3 && s.at(k+1).is("qui") {
		return s.at(whose).is("mes", "mon", "ma", "une", "un") && s.isVerb(s.at(k+2), "etre", "habiter", "vivre", "travailler")
	}
	return k == j-2 && s.at(whose).is("mes", "mon", "ma", "nos", "notre") && s.isVerb(s.at(k+1), "etre", "habiter", "vivre", "tenir")
}

// theirs reports whether the person at k, who is not of the project, has or had something somewhere: "mon frère avait un
// fournil à Roubaix".
func (s *sentence) theirs(k int) bool {
	return s.at(k).is("cousin", "cousine", "soeur", "frere", "ami", "amie", "copain", "copine", "mere", "pere", "fille", "fils", "oncle",
		"tante", "parents") && s.at(k-1).is("mon", "ma", "mes", "un", "une") && s.isVerb(s.at(k+1), "avoir", "tenir", "faire", "ouvrir", "lancer", "monter")
}

// example reports whether the word at k makes of the place announced at j one where others do such a thing: "j'ai vu une
// épicerie à Nantes", "comme à Redon", "sur le modèle de".
func (s *sentence) example(k, j int) bool {
	t := s.at(k)
	switch {
	case s.isVerb(t, "voir", "visiter", "decouvrir", "connaitre", "entendre", "lire", "rencontrer") && !t.is("voir", "visiter", "connaitre", "decouvrir", "lire", "rencontrer"):
		return (s.spoken(k) || s.done(k)) && !s.forTaking(k+1, j)
	case t.is("voir", "visiter", "rencontrer") && (s.isVerb(s.at(k-1), "aller", "partir", "venir") || s.at(k-1).is("ete")) && s.spoken(k-1):
		return !s.forTaking(k+1, j)
	case s.isVerb(t, "montrer", "raconter") && s.at(k-1).is("a", "ont") && s.at(k-2).is("m", "nous"), t.is("devis", "mail", "courrier", "lettre", "facture") && s.at(k+1).is("de", "d", "du"), s.isVerb(t, "emmener") && s.isAt(j) && !looksInfinitive(t.word):
		return !s.forTaking(k+1, j)
	case s.isVerb(t, "gagner", "remporter") && s.done(k) && s.at(j).is("de", "d", "du"):
		return s.spoken(k)
	case s.stayed(k), s.errand(k, j), s.readAbout(k, j):
		return true
	case t.is("comme"):
		return s.at(k+1).is("a", "au", "aux", "en", "dans", "sur", "le", "la", "les", "l", "celui", "celle", "ceux", "celles",
			"ce", "cela", "ca", "vers") && !s.at(k-1).is("c", "tout")
	case t.is("modele", "exemple"):
		return !s.at(k-1).is("par") && s.at(k+1).is("de", "d", "du", "des", "a", "au", "en", "c", "est", "serait")
	case t.is("inspire", "inspiree", "inspires", "inspirees", "inspirant"):
		return true
	case t.is("existe"):
		return s.at(k-1).is("ca", "cela", "qui", "deja") && !s.unsaid(k)
	case t.is("fait", "pratique", "passe"):
		return s.at(k-1).is("se") && s.at(k-2).is("qui", "ca", "cela")
	case t.is("que", "qu"):
		return k == j-1 && s.isAt(j) && anyIs(s.tokens[max(0, k-5):k], "meme", "memes") || k == j-1 && s.isAt(j) && s.at(k-1).is("meme", "memes", "pareil", "mieux", "chose", "modele", "principe", "alors", "tandis")
	}
	return false
}

// forTaking reports whether a building or a business to take over stands among the tokens: "j'ai vu un local à Mende".
func (s *sentence) forTaking(from, to int) bool {
	return slices.ContainsFunc(s.tokens[min(from, to):max(from, to)], func(t token) bool {
		return t.is("local", "locaux", "batiment", "terrain", "annonce", "maison", "grange", "lieu", "garage", "ancien", "ancienne",
			"vendre", "louer", "reprendre", "vente", "vide", "friche", "presbytere", "moulin", "ferme", "fermee", "elu", "elus", "elue", "elues", "adjoint", "adjointe", "commune", "desaffecte", "desaffectee", "abandonne", "abandonnee", "maire", "mairie")
	})
}

// spoken reports whether the participle at k has "j'ai", "on a", "je suis" before it.
func (s *sentence) spoken(k int) bool {
	for n := k - 1; n >= 0 && n >= k-3; n-- {
		if t := s.at(n); t.is("ai", "avons", "suis", "sommes", "avais", "avions") || t.is("a", "est") && s.at(n-1).is("on") || t.is("est") && s.at(n-1).is("s") && s.at(n-2).is("on") {
			return true
		}
	}
	return s.at(k).title || k == 0
}

// unsaid reports whether a negation stands just before or after the verb at k.
func (s *sentence) unsaid(k int) bool {
	for n := max(0, k-4); n <= k+1 && n < len(s.tokens); n++ {
		if n != k && s.negator(n) {
			return true
		}
	}
	return false
}

func (s *sentence) imperfect(t *token) bool {
	return slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&imperfect != 0 })
}

// ruledOut reports whether a negation stands just before the sign of the name at i: "pas à Mende", "je n'habite plus à Mende",
// "sauf le Gard".
func (s *sentence) ruledOut(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		if t.is("pas", "plus", "pa") && s.negator(j) && !s.paces(j) && !s.unserved(j) || t.is("sauf", "excepte", "hormis") || t.is("que", "qu") && s.rather(j) {
			return true
		}
		if t.is("lieu") && s.at(j-1).is("au") && s.at(j+1).is("de", "d", "du", "des") || t.is("non") && s.at(j-1).is("et", "mais") {
			return true
		}
		if !t.is("a", "au", "aux", "de", "d", "du", "des", "la", "le", "l", "les", "en", "dans", "sur", "vers", "departement") {
			return false
		}
	}
	return false
}

// paces reports whether "pas" at the token j measures: "à deux pas de".
func (s *sentence) paces(j int) bool {
	return s.at(j+1).is("de", "d", "du", "des") && (s.at(j-1).digits() || s.at(j-1).is("deux", "trois", "quelques", "quatre"))
}

// rather reports whether "que" at the token j follows "plutôt": "plutôt Rodez que Toulouse", "plutôt que Toulouse".
func (s *sentence) rather(j int) bool {
	for k := j - 1; k >= 0 && k >= j-6; k-- {
		if s.at(k).is("plutot") {
			return true
		}
		if len(s.at(k).verbs) > 0 && !s.taken[k] {
			return false
		}
	}
	return false
}

// corrects reports whether the mention replaces what was said before: "à Mende, non pardon, à Florac", "plutôt dans le Gard".
func (s *sentence) corrects(m mention) bool {
	for j := m.from - 1; j >= 0 && j >= m.from-5; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("plutot") && !s.at(j+1).is("que", "qu"), t.is("pardon", "oups", "erreur", "trompe", "trompee", "rectification"),
			t.is("dire") && s.at(j-1).is("voulais", "veux", "voulait"), t.is("non") && !s.at(j-1).is("et", "mais"):
			return true
		case s.taken[j]:
			return false
		}
		if !t.is("a", "au", "aux", "de", "d", "du", "des", "la", "le", "l", "les", "en", "dans", "sur", "vers", "c", "est", "pres",
			"departement", "je", "suis") {
			return false
		}
	}
	return false
}

// heard leaves out, of the mentions in the order of the text, what is past, denied, replaced, or less near to the project than
// others, and where the person lives when the project is elsewhere.
func (s *sentence) heard(found []mention) []mention {
	var kept []mention
	s.coordinated(found)
	for i, m := range found {
		if m.role < gone && s.ofAnother(m) {
			m.role, found[i].role = gone, gone
		}
		if m.role >= gone || len(kept) < i && s.goesOn(found[i-1], m) {
			found[i].role = gone
			continue
		}
		if s.corrects(m) {
			kept = slices.DeleteFunc(kept, func(o mention) bool { return o.wide() == m.wide() })
		}
		kept = append(kept, m)
	}
	if len(kept) == 0 && s.returns() {
		for _, m := range found {
			if m.role == gone && m.abroad == "" {
				return []mention{m}
			}
		}
	}
	if len(kept) == 1 && (kept[0].role == home && s.leadsAway(kept[0].to) || s.leftFor(kept[0])) {
		return nil
	}
	return away(s.homesBefore(kept))
}

// goesOn reports whether a mention is told in the same breath as the one before, which is of the past: "dans le Gers et un à
// Nantes".
func (s *sentence) goesOn(before, m mention) bool {
	if before.role != gone || m.from-before.to > 4 {
		return false
	}
	joined := false
	for j := before.to; j < m.from; j++ {
		t := &s.tokens[j]
		if joined = joined || t.is("et", "ou"); !t.is("et", "ou", "un", "une", "deux", "a", "au", "en", "dans", "la", "le", "l", "sur", "vers", "aussi", "d",
			"de", "autre", "autres") {
			return false
		}
	}
	return joined && !s.at(before.to-1).is("pas")
}

// away leaves out where people live or come from when another place is told, unless both agree.
func away(found []mention) []mention {
	nearest := origin.distance()
	for _, m := range found {
		if !m.landform {
			nearest = min(nearest, m.role.distance())
		}
	}
	near := func(m mention) bool { return m.role.distance() <= nearest }
	onlyWide := !slices.ContainsFunc(found, func(m mention) bool { return near(m) && !m.wide() && !m.landform })
	agrees := func(m mention) bool {
		return slices.ContainsFunc(found, func(o mention) bool {
			switch {
			case !near(o):
				return false
			case o.wide():
				return onlyWide && !m.wide() && len(within(m.matches, o)) > 0
			}
			return m.wide() && len(within(o.matches, m)) > 0
		})
	}
	var kept []mention
	for _, m := range found {
		if near(m) || agrees(m) {
			kept = append(kept, m)
		}
	}
	return kept
}
