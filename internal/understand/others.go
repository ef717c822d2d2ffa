package understand

import "slices"

// turnsToUs reports whether those who speak tell, from the token i, of their own wish beside what somebody else does, or of what they
// owe that person: "moi je regarde", "j'en rêve aussi", "pourquoi pas nous", "il nous conseille".
func (s *sentence) turnsToUs(i int) bool {
	for k := i; k < len(s.tokens); k++ {
		t := s.at(k)
		switch {
		case t.is("moi"), t.is("nous") && t.before >= comma, t.is("pourquoi") && s.at(k+1).is("pas"):
			return true
		case t.is("je", "j", "on", "nous") && (t.before >= comma || s.at(k-1).is("et", "mais", "donc", "alors", "maintenant")):
			if s.hasWish(k + 1) {
				return true
			}
		case t.is("m", "me", "nous") && !s.at(k-1).is("on", "nous"):
			if s.givesUs(k + 1) {
				return true
			}
		}
	}
	return false
}

// hasWish reports whether the verb at i, or just after, is a wish: "on aimerait", "j'ai envie", "je rêve".
func (s *sentence) hasWish(i int) bool {
	for k := i; k < i+3 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if t := s.at(k); s.wishing(t) || t.is("veux", "veut", "voulons", "envie", "reve", "revons", "cherche", "cherchons", "lance") {
			return true
		}
	}
	return false
}

// givesUs reports whether the verb at i, after "nous" or "m'", says that somebody helps, teaches or inspires: "nous conseille", "m'a donné
// envie", "veulent bien me former".
func (s *sentence) givesUs(i int) bool {
	if s.at(i).is("a", "ont", "avait") {
		i++
	}
	if s.isVerb(s.at(i), "faire") {
		return s.at(i+1).is("rever", "envie")
	}
	return s.isVerb(s.at(i), "conseiller", "aider", "former", "interesser", "tenter", "inspirer", "motiver", "encourager", "expliquer", "raconter", "parler") ||
		s.isVerb(s.at(i), "donner") && (s.at(i+1).is("envie") || s.at(i+2).is("idee", "idees"))
}

// offers reports whether the words from and to (excluded) tell of a building or a business that is sold, lent, left or found: the
// project may well be there.
func (s *sentence) offers(from, to int) bool {
	for k := max(from, 0); k < to && k < len(s.tokens); k++ {
		if s.isVerb(s.at(k), "preter", "laisser", "trouver") && anyIs(s.tokens[k:min(k+6, len(s.tokens))], "argent", "sous", "main", "materiel", "camion", "outils") {
			return false
		}
		if s.isVerb(s.at(k), "preter", "louer", "vendre", "ceder", "laisser", "trouver", "reperer", "transmettre", "fermer", "heriter", "arreter", "acheter", "racheter") && !(s.at(k-1).is("s") && s.isVerb(s.at(k), "arreter") && s.isAt(k+1)) {
			return true
		}
	}
	return false
}

// stayed reports whether the word at k tells that those who speak spent some time where something is done, to learn it or in passing:
// "on a passé une journée au tiers-lieu de", "j'ai fait un stage à".
func (s *sentence) stayed(k int) bool {
	t := s.at(k)
	switch {
	case s.isVerb(t, "dormir", "sejourner", "camper", "manger", "diner", "dejeuner") && s.done(k):
		return s.spoken(k)
	case t.is("stage") && s.at(k-1).is("en"):
		return true
	case s.isVerb(t, "aller", "assister", "participer") && s.done(k) && s.spoken(k):
		return s.isAt(k+1) && s.at(k+2).is("un", "une")
	case t.is("boulot", "travail", "metier", "emploi", "job", "vie", "boite"):
		return s.at(k-1).is("ancien", "ancienne", "precedent", "precedente")
	case t.is("passe", "passee") && s.spoken(k):
		return s.spanOfTime(k+1) || s.at(k+1).is("une", "deux", "trois", "quelques", "un") && s.at(k+2).is("journee", "journees", "semaine", "semaines", "jours", "weekend", "week", "soiree", "apres")
	case t.is("stage", "stages", "formation", "apprentissage", "wwoofing", "alternance", "saison", "saisons"), t.is("service") && s.at(k+1).is("civique"):
		for n := k - 1; n >= 0 && n >= k-3; n-- {
			if s.isVerb(s.at(n), "faire", "suivre") && s.done(n) {
				return s.spoken(n)
			}
		}
	}
	return false
}

// readAbout reports whether the word at k tells that the place announced at j was only read or heard about, or is where somebody else
// went: "un reportage sur", "il est parti à".
func (s *sentence) readAbout(k, j int) bool {
	t := s.at(k)
	if t.is("parti", "partie", "partis", "parties") && k >= j-2 && s.done(k) {
		return !slices.ContainsFunc(s.tokens[max(0, k-4):k], func(t token) bool { return t.is("je", "on", "nous", "suis", "sommes") })
	}
	return s.at(j).is("sur") && k < j && t.is("article", "articles", "reportage", "film", "livre", "bouquin", "video", "emission", "podcast", "documentaire", "docu", "choses", "lis", "chanson", "chansons", "roman", "poeme", "expo")
}

// errand reports whether the word at k tells that people go to the place announced at j for what they lack at home: "il faut aller à",
// "nos courses à", "jusqu'à".
func (s *sentence) errand(k, j int) bool {
	t := s.at(k)
	switch {
	case k == j-1 && t.is("jusqu"):
		return s.at(k-1).is("km", "kms", "bornes", "kilometres") || s.isVerb(s.at(k-1), "livrer", "aller", "vendre", "rouler", "descendre", "envoyer")
	case k == j-1 && t.is("aller") && s.at(k-1).is("pour", "flemme", "d") && (s.at(k-1).is("pour") || s.at(k-2).is("flemme")):
		return true
	case k == j-1 && t.is("vont", "partent", "va", "part") && s.isAt(j), t.is("travailler", "bosser", "etudier") && s.at(k-1).is("vont", "partent", "va", "part", "aller", "partir"):
		return !s.weAmong(max(s.clauseStart(k), k-3), k) && !s.at(k-1).is("y", "ca", "qui", "asso", "association", "projet")
	case k == j-1 && t.is("courses", "train", "vacances", "livraison", "livraisons", "congres", "colloque", "seminaire", "conference"):
		return true
	case t.is("proche", "proches") && s.at(k-1).is("plus") && k >= j-2, t.is("difference", "contrairement", "inverse"):
		return k >= j-2
	case k == j-1 && t.is("aller", "rouler", "descendre"):
		for n := k - 1; n >= 0 && n >= k-4; n-- {
			if s.isVerb(s.at(n), "falloir", "devoir") || s.at(n).is("oblige", "obliges", "obligee", "obligees") {
				return true
			}
		}
	}
	return false
}

// absent reports whether the place that begins at i is where somebody who only serves the project, buys from it or leaves it lives,
// comes from or goes to: "le propriétaire est à Marseille", "nos clients viennent de Lyon", "les jeunes partent à Toulouse".
func (s *sentence) absent(i int) bool {
	for j := s.clauseStart(i); j < i-1; j++ {
		who := s.at(j)
		if !s.isServant(who) && !who.is("jeunes", "secretaire") && !((someone(who) || who.raw == "gamin" || who.raw == "gamine" || who.is("gosse", "gosses", "enfants", "ado", "ados", "voiture", "famille")) && s.at(j-1).is("mon", "ma", "mes", "nos") && s.at(j+1).is("est", "sont")) {
			continue
		}
		verb := j + 1
		for (s.isServant(who) || s.isAt(verb+1)) && s.at(verb).is("qui", "ne", "n", "nous", "a", "est", "sont", "des", "du", "murs", "terrain", "local") && verb < j+4 && !s.isAt(verb+1) {
			verb++
		}
		if s.at(j-1).is("le", "la", "l", "les", "notre", "nos", "un", "une", "des", "mes", "mon", "ma") && s.tokens[verb].before < comma && i-verb <= 5 && !s.weAmong(verb, i) &&
			s.isVerb(s.at(verb), "etre", "habiter", "vivre", "venir", "partir", "aller", "demenager", "trouver", "travailler") {
			return !s.at(j-2).is("suis", "avec") && !s.offers(verb, i) || s.at(verb).is("trouve")
		}
	}
	return false
}

// likenedTo reports whether what is at a place is told as the model: "vous connaissez la recyclerie de Mende ? on veut s'en inspirer",
// "notre modèle : l'épicerie de Saillans".
func (s *sentence) likenedTo(m mention) bool {
	start := s.clauseStart(m.from)
	if s.at(start-1).is("modele", "exemple", "inspiration") || s.at(m.to).is("ils") && s.isVerb(s.at(m.to+1), "avoir", "faire") && !s.offers(m.to+1, m.to+5) {
		return true
	}
	for k := m.to; k < s.clauseEnd(m.to); k++ { // "nous sert de modèle"
		if s.at(k).is("modele", "exemple") && s.isVerb(s.at(k-2), "servir") {
			return true
		}
	}
	if s.at(m.to).is("c") && s.at(m.to+1).is("est") && s.at(m.to+3).is("exemple", "modele", "inspiration", "reference") {
		return true
	}
	for k := start; k < m.from; k++ { // "ils ont une coopérative à Saint-Étienne"
		if s.at(k).is("ils") && s.isVerb(s.at(k+1), "avoir", "faire") && !s.offers(k, m.to+4) && !s.taken[max(start-1, 0)] && !s.bystander(k) {
			return true
		}
	}
	for k := m.to; k < len(s.tokens); k++ {
		if s.at(k).is("je", "j", "on", "nous") {
			if !s.hasWish(k + 1) {
				return false
			}
			break
		}
	}
	return !s.weAmong(start, m.from) && !s.offers(start, m.to+4) && !s.negatedAfter(m.to) && m.role == project && m.stated == 0 && s.doneAlike(m.to) && (s.at(m.to).before >= comma || !s.weAmong(m.to, m.to+2))
}

// toldBy reports whether strangers named by a place tell, give or show something to those who speak: "les gens de Trémargat nous ont
// montré", "une asso de Strasbourg veut nous donner du matériel".
func (s *sentence) toldBy(m mention) bool {
	of := m.from - 1
	if s.at(m.from).is("du", "des") {
		of = m.from
	}
	head := of - 1
	if s.at(head-1).is("un", "une", "des", "deux") && s.opens(head) && s.at(m.to).is("est", "sont") && s.someVerb(m.to+1, "venir", "passer") {
		return true // "un élu de Nantes est venu nous voir"
	}
	if !s.at(of).is("de", "d", "du", "des") || head < 1 || s.at(head).is("maire", "mairie", "commune", "village", "communes", "elus", "bourg", "canton", "habitants") || s.offers(m.to, m.to+8) || !s.opens(head) {
		return false
	}
	for k := m.to; k < m.to+5 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if !s.at(k).is("nous", "m", "me") {
			continue
		}
		verb := k + 1
		if s.at(verb).is("a", "ont") {
			verb++
		}
		return s.isVerb(s.at(verb), "montrer", "raconter", "expliquer", "dire", "parler", "inspirer", "former") || s.isVerb(s.at(verb), "donner", "faire") && s.givesUs(k+1) || s.at(head-1).is("un", "une", "des") && s.isVerb(s.at(verb), "donner", "aider", "conseiller", "contacter", "proposer", "soutenir", "fournir", "faire", "envoyer", "livrer") && !s.forTaking(verb, min(verb+6, len(s.tokens)))
	}
	return false
}

// overThere reports whether a place is set against where those who speak live, which has no name in the text: "à Grenoble il y a tout,
// ici rien", "l'hôpital est à Saint-Flour, on veut une maison de santé au village".
func (s *sentence) overThere(m mention) bool {
	start := s.clauseStart(m.from)
	if m.role != project || s.weAmong(start, m.from) && !s.at(m.to).is("y", "il", "ils") || m.stated == 2 {
		return false
	}
	next, after := s.at(m.to), s.at(m.to+1)
	has := next.is("il") && after.is("y", "a") || next.is("y") && after.is("a", "en") || next.is("ils", "elles", "ca", "on") && s.isVerb(after, "avoir", "faire", "trouver", "exister", "marcher")
	at := m.from - 1
	for s.at(at).is("la", "le", "l", "les") && at > 0 {
		at--
	}
	is := (s.isAt(at) || s.at(at).is("au", "aux") || s.at(m.from).is("au", "aux")) && s.at(start).is("le", "la", "l", "les") && (s.isVerb(s.at(at-1), "etre", "trouver") || s.isVerb(s.at(m.from-1), "etre", "trouver")) &&
		!slices.ContainsFunc(s.tokens[start:m.from], func(t token) bool {
			return t.is("projet", "local", "lieu", "asso", "association", "siege", "terrain", "batiment")
		})
	return (has && !s.negatedAfter(m.to) || is) && s.hereBut(m, start)
}

// negatedAfter reports whether something is said to lack from the token i: "à Rodez il n'y a rien".
func (s *sentence) negatedAfter(i int) bool {
	for k := i; k < i+7 && k < len(s.tokens) && s.tokens[k].before < comma; k++ {
		if s.at(k).is("pas", "plus", "rien", "aucun", "aucune", "que") {
			return !s.at(k).is("que") || s.at(k-1).is("a")
		}
	}
	return false
}

// hereBut reports whether "ici", "chez nous", "au village" are said elsewhere than in the clause of the mention, that begins at start.
func (s *sentence) hereBut(m mention, start int) bool {
	for k := range s.tokens {
		if k >= start && k <= m.to {
			continue
		}
		t, next := s.at(k), s.at(k+1)
		switch {
		case t.is("rien") && k > 0 && s.taken[k-1] && !s.isVerb(s.at(k+1), "avoir"):
			return true
		case t.is("ici") && !s.isAt(k+1) && !s.taken[min(k+1, len(s.taken)-1)]:
			return true
		case t.is("chez") && next.is("nous", "moi"), s.isAt(k) && next.is("la") && s.at(k+2).is("campagne"), t.is("au") && next.is("village", "bourg"):
			return !s.taken[min(k+3, len(s.taken)-1)]
		case t.is("mon", "notre") && next.is("village", "bourg", "hameau", "coin", "commune", "bled"):
			return !s.at(k+2).is("de", "d") && !s.taken[min(k+2, len(s.taken)-1)]
		}
	}
	return false
}

// leftFor reports whether the place told is only where people work, or live, when the project is to be somewhere that has no name in
// the text: "je travaille à Nevers mais je voudrais ouvrir un café dans mon village", "j'habite Lyon, on cherche une ferme à la
// campagne".
func (s *sentence) leftFor(m mention) bool {
	if m.role != home && m.role != origin {
		return false
	}
	works := m.role == origin || slices.ContainsFunc(s.tokens[s.clauseStart(m.from):m.from], func(t token) bool { return s.isVerb(&t, "travailler", "bosser") })
	if m.role == origin && len(m.matches) > 0 && m.matches[0].Population >= metropolis && s.at(m.from-1).is("de", "d") && s.at(m.from-2).is("tous", "toutes", "deux") {
		return true
	}
	for k := m.to; k < len(s.tokens); k++ {
		t, next := s.at(k), s.at(k+1)
		if next.is("petit", "vrai") {
			next = s.at(k + 2)
		}
		switch {
		case works && (t.is("weekend", "week") || t.is("semaine") && s.at(k-1).is("la")):
			return true
		case !s.subjectAmong(m.to, k-1):
		case m.role == origin && s.isVerb(t, "changer") && s.at(k+1).is("de") && s.at(k+2).is("vie", "air"), m.role == origin && t.is("vert") && s.at(k-1).is("au"):
			return true
		case t.is("un") && next.is("village", "hameau", "bled") && s.at(k-1).is("dans"), t.is("la") && next.is("campagne") && s.isAt(k-1), t.is("quelque") && next.is("part"):
			return true
		case works && t.is("mon", "notre") && next.is("village", "bourg", "hameau", "bled"):
			return !s.at(k+2).is("de", "d")
		}
	}
	return false
}

// comesAlone reports whether the verb at k says that somebody or something else comes from the place announced at j: "le camion vient
// de Béziers", "ma famille vient du Lot".
func (s *sentence) comesAlone(k, j int) bool {
	t := s.at(k)
	return k+1 == j && t.is("vient", "viennent", "arrive", "arrivent", "venait", "venaient", "monte", "montent", "descend", "descendent", "remonte", "remontent") && s.at(j).is("de", "d", "du", "des") && k > 0 &&
		t.before < comma && !s.at(k-1).is("je", "j", "on", "qui", "y", "en") && s.lang.words[s.at(k-1).word]&closed == 0
}
