package understand

import (
	"slices"
	"strings"
)

// claim is a sign of who carries the project.
type claim struct {
	code     string
	from, to int
}

// holder decides who carries the project. A role in a town hall says more than a group, a structure more than the number of
// its members; two that exclude each other leave the question open.
func (s *sentence) holder(u *Understanding) {
	claims := s.claims()
	if len(claims) == 0 {
		if s.plural() {
			u.unsure("holder")
		}
		return
	}
	for _, code := range [...]string{"authority", "organisation", "collective", "individual"} {
		i := slices.IndexFunc(claims, func(c claim) bool { return c.code == code })
		if i < 0 {
			continue
		}
		if code == "collective" && slices.ContainsFunc(claims, func(c claim) bool { return c.code == "individual" }) {
			u.unsure("holder")
			return
		}
		s.sure(u, "holder", code, s.certainty(claims[i].from, claims[i].to), claims[i].from, claims[i].to)
		return
	}
}

// claims reads every sign of a holder.
func (s *sentence) claims() []claim {
	var claims []claim
	for _, h := range s.hits {
		if h.slot != "holder" || h.denial != affirmed {
			continue
		}
		if from, holds := s.holds(h); holds {
			claims = append(claims, claim{h.code, from, h.to})
		}
	}
	claims = append(claims, s.numbers()...)
	claims = append(claims, s.runs()...)
	return append(claims, s.alone()...)
}

// holds reports whether a phrase about people or structures says who carries the project; from is where its sign begins.
func (s *sentence) holds(h hit) (from int, holds bool) {
	if !h.weak {
		switch h.code {
		case "collective":
			return h.from, !s.sought(h.from) && !s.between(h.from)
		case "individual":
			return h.from, true
		}
		return h.from, !s.soughtOrMade(h.from)
	}
	switch h.code {
	case "authority":
		return s.holdsAuthority(h)
	case "organisation":
		return s.holdsOrganisation(h)
	case "collective":
		return s.company(h)
	}
	return h.from, false
}

// runs reads "je gère une épicerie": what is managed exists.
func (s *sentence) runs() []claim {
	for _, h := range s.hits {
		if h.slot != "sector" || h.weak || h.denial != affirmed {
			continue
		}
		for j := h.from - 1; j >= 1 && j >= h.from-3; j-- {
			if s.tokens[j].is("gere", "gerons", "dirige", "dirigeons", "preside", "presidons") && s.at(j-1).is("je", "on", "nous") {
				return []claim{{"organisation", j - 1, h.to}}
			}
			if j == h.from-2 && s.at(j+1).is("un", "une") && (s.tokens[j].is("est") && s.at(j-1).is("on") || s.tokens[j].is("sommes")) { // "on est une ressourcerie"
				return []claim{{"organisation", max(j-1, 0), h.to}}
			}
		}
	}
	return nil
}

// between reports whether "entre" at i tells of what people do together rather than of who carries it: "partage entre voisins".
func (s *sentence) between(i int) bool {
	return s.at(i).is("entre") && s.at(i-1).is("partage", "lien", "liens", "entraide", "echange", "echanges", "rencontre", "rencontres", "solidarite", "relations", "cooperation", "echanger", "troc", "pret")
}

// sought reports whether the group at i is looked for: "je cherche un groupe".
func (s *sentence) sought(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if s.someVerb(j, "chercher", "trouver", "rencontrer", "rejoindre", "connaitre", "contacter") && !s.tokens[j].is("recherche") {
			return s.lang.words[s.tokens[j].word]&noun == 0
		}
	}
	return false
}

// self returns the token that says "I am", "we are", "as" for the role at i, -1 for none.
func (s *sentence) self(i int) int {
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		t := &s.tokens[j]
		if s.tokens[j+1].before >= stop {
			return -1
		}
		switch {
		case t.is("suis", "sommes"), t.is("est") && s.at(j-1).is("on"):
			return max(j-1, 0)
		case t.is("que") && s.at(j-1).is("tant"), t.is("represente", "representons", "preside", "dirige", "dirigeons", "gere", "gerons", "administre"):
			return j - 1
		case t.is("travaille", "travaillons", "bosse", "interviens", "exerce") && s.at(j-1).is("je", "on", "nous"):
			return j - 1
		case s.isRole(t) && s.opens(j):
			return j
		case t.is("partie") && s.isVerb(s.at(j-1), "faire") && s.at(j-2).is("je", "on", "nous"):
			return j - 2
		case t.is("pour", "mais", "avec", "par", "veux", "voudrais", "cherche", "cherchons", "dont", "si", "quand", "car") || s.tokens[j+1].before >= comma && !t.is("et"):
			return -1
		case s.isVerb(t, "vouloir", "creer", "monter", "lancer", "ouvrir", "devenir", "chercher", "aider", "rejoindre", "rencontrer", "soutenir", "accompagner") && s.lang.words[t.word]&(noun|adjective|closed) == 0:
			return -1
		}
	}
	return -1
}

// compared reports whether "ou" joins the structure at from to another: what is asked is which to choose.
func (s *sentence) compared(from, to int) bool {
	structure := func(i int) bool {
		return slices.ContainsFunc(s.hits, func(h hit) bool {
			return h.slot == "holder" && h.code == "organisation" && h.from <= i && i < h.to
		})
	}
	next, prev := to+1, from-2
	if s.at(next).is("un", "une", "en", "bien") {
		next++
	}
	entre := s.at(from-1).is("entre") || s.at(from-2).is("entre")
	return (s.at(to).is("ou") || entre && s.at(to).is("et")) && structure(next) || s.at(from-1).is("ou") && structure(prev) || s.at(from-2).is("ou") && structure(from-3)
}

// soughtOrMade reports whether the structure at i is to be created, or only thought of: "créer une association", "une idée d'asso",
// "passer en scop".
func (s *sentence) soughtOrMade(i int) bool {
	for j := i - 1; j >= 0 && j >= i-5 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("idee", "projet", "statut", "forme", "status", "entre", "type", "creation", "format", "statuts", "que", "question", "comme"):
			return !t.is("que") || !s.at(j-1).is("tant")
		case t.is("en") && j == i-1:
			return true
		case s.isVerb(t, "creer", "monter", "fonder", "lancer", "constituer", "ouvrir", "devenir", "passer", "transformer", "chercher", "trouver", "rejoindre", "choisir", "rencontrer", "contacter", "connaitre", "faire", "demarrer", "vouloir", "envisager", "falloir", "adherer") && !t.is("est", "fait", "sommes"):
			return !s.done(j)
		case t.is("avec", "par", "via", "aupres", "grace", "chez"):
			return true
		}
	}
	return false
}

// holdsAuthority reads "maire", "mairie", "communauté de communes": the person must say to be or to speak for it.
func (s *sentence) holdsAuthority(h hit) (from int, holds bool) {
	if j := s.self(h.from); j >= 0 && !s.former(h.from) && !s.lodged(j, h.from) {
		return j, true
	}
	if !s.opens(h.from) {
		alone := slices.ContainsFunc(s.tokens, func(t token) bool { return t.is("je", "j", "moi") })
		return h.from, !alone && s.at(h.from-1).is("la", "notre", "le") && s.wants(h.to)
	}
	next := s.at(h.to)
	switch {
	case s.wants(h.to):
		return h.from, true
	case s.at(h.from-1).is("le", "la", "l", "les") && !next.is("de", "d", "du"):
		return h.from, false
	case h.to >= len(s.tokens) || next.before >= comma:
		return h.from, true
	case s.tokens[h.from].is("commune", "agglo", "agglomeration"):
		return h.from, false
	case next.is("de", "d", "du", "des", "a", "en") || s.taken[h.to]:
		return h.from, !s.helps(h.to)
	}
	return h.from, false
}

// isRole reports whether a token names what somebody does in a structure or a town hall.
func (s *sentence) isRole(t *token) bool {
	return t.is("chargee", "charge", "agent", "agente", "elu", "elue", "secretaire", "directeur", "directrice", "technicien", "technicienne", "animateur", "animatrice", "coordinateur", "coordinatrice", "responsable", "president", "presidente", "tresorier", "tresoriere", "salarie", "salariee", "benevole", "membre", "employe", "employee", "conseiller", "conseillere", "adjoint", "adjointe", "maire", "gerant", "gerante", "fondateur", "fondatrice", "administrateur", "administratrice", "fonctionnaire", "developpeur", "developpeuse")
}

// lodged reports whether the commune or the town hall at i is only where the person is, not what they speak for: "je suis d'une
// petite commune", unlike "je suis agent de la commune".
func (s *sentence) lodged(j, i int) bool {
	if !s.tokens[i].is("commune", "communaute", "agglo", "agglomeration", "intercommunalite", "interco", "collectivite", "mairie", "municipalite") {
		return false
	}
	for k := j; k < i; k++ {
		switch {
		case s.isRole(&s.tokens[k]), s.tokens[k].is("elus", "vice", "travaille", "travaillons", "bosse", "represente", "stagiaire", "cadre"):
			return false
		case s.tokens[k].is("de", "d", "dans", "sur", "a", "en", "pour", "pres"):
			return true
		}
	}
	return false
}

// former reports whether the role before i is over: "ancien maire", "ex élue".
func (s *sentence) former(i int) bool { return s.at(i-1).is("ancien", "ancienne", "ex") }

// opens reports whether the token at i begins the text or a sentence, greetings and articles aside.
func (s *sentence) opens(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if s.tokens[j+1].before >= stop {
			return true
		}
		if _, number := numberWord(s.tokens[j].word); number || s.tokens[j].digits() || s.tokens[j].is("de", "d") && j > 0 && endsInAine(s.tokens[j-1].word) {
			continue
		}
		if !s.tokens[j].is("bonjour", "bonsoir", "salut", "coucou", "hello", "madame", "monsieur", "le", "la", "l", "les", "une", "un", "petite", "petit", "notre", "nous", "des", "moi", "merci", "ici", "une", "jeune", "pour") {
			return false
		}
	}
	return true
}

// wants reports whether a verb of wanting follows the subject that ends at i: "la mairie veut", "notre asso cherche".
func (s *sentence) wants(i int) bool {
	for j := i; j < i+7 && j < len(s.tokens) && (s.tokens[j].before < stop); j++ {
		t := &s.tokens[j]
		if s.isVerb(t, "vouloir", "souhaiter", "chercher", "rechercher", "aimer", "envisager", "projeter", "reflechir", "prevoir", "racheter", "lancer", "ouvrir", "creer", "porter", "posseder", "monter") && s.lang.words[t.word]&noun == 0 {
			return !s.at(j+1).is("nous", "m", "me", "que", "qu", "bien", "pas", "vendre", "fermer")
		}
		if t.is("a", "avons") && s.someVerb(j+1, "racheter", "acheter", "decider", "recuperer", "preempter") {
			return true
		}
		if t.is("qui", "m", "nous", "me", "a", "est", "va", "avec", "pour", "et", "il", "je", "on") && !t.is("qui") {
			return false
		}
	}
	return false
}

// helps reports whether the subject is told as helping somebody else: "la mairie de Luc nous prête un local".
func (s *sentence) helps(i int) bool {
	for j := i; j < i+7 && j < len(s.tokens) && s.tokens[j].before < stop; j++ {
		if s.tokens[j].is("nous", "m", "me") && len(s.at(j+1).verbs) > 0 && !strings.HasSuffix(s.at(j+1).word, "ons") && !s.at(j+1).is("sommes") || s.tokens[j].is("soutient", "prete", "propose", "accord", "vend") {
			return true
		}
	}
	return false
}

// holdsOrganisation reads "association", "coopérative", "présidente": the person must have it, be in it or speak for it.
func (s *sentence) holdsOrganisation(h hit) (from int, holds bool) {
	mine := canonical(s.at(h.from-1).word) == "mon" && s.someVerb(h.from-2, "transformer", "passer", "changer", "faire")
	if s.soughtOrMade(h.from) && !mine || s.compared(h.from, h.to) {
		return h.from, false
	}
	if j := s.self(h.from); j >= 0 && !s.former(h.from) {
		return j, true
	}
	prev := s.at(h.from - 1)
	if canonical(prev.word) == "mon" && !s.at(h.from-2).is("de", "a", "dans") || s.at(h.from-2).is("de", "dans", "pour") && canonical(prev.word) == "mon" {
		return h.from - 1, true
	}
	if j := s.having(h.from); j >= 0 {
		return j, true
	}
	if s.opens(h.from) && (s.wants(h.to) || !s.at(h.from-1).is("le", "l", "la") && s.stands(h)) {
		return h.from, true
	}
	return h.from, false
}

// someVerb reports whether the token at i is a form of one of the verbs.
func (s *sentence) someVerb(i int, verbs ...string) bool { return s.isVerb(s.at(i), verbs...) }

// stands reports whether a structure that opens the text stands for its author: "asso de parents à Mende", "asso 48 cherche local".
func (s *sentence) stands(h hit) bool {
	next := s.at(h.to)
	if s.helps(h.to) || h.to >= len(s.tokens) {
		return h.to >= len(s.tokens) && len(s.tokens) <= 2
	}
	return s.taken[h.to] || next.digits() || next.capital || s.lang.class(next.word, nil)&adjective != 0 && !next.is("est") || next.is("de", "d", "du", "des", "qui", "avec", "en", "dans", "loi", "sans", "a", "depuis", "et")
}

// having returns the token of "j'ai", "on a", "nous avons" before the structure at i, -1 for none.
func (s *sentence) having(i int) int {
	for j := i - 1; j >= 1 && j >= i-5 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		if t.is("ai", "avons") || t.is("a") && s.at(j-1).is("on", "l") && !s.isAt(j) {
			if s.denialOf(i, i+1) != affirmed {
				return -1
			}
			return j - 1
		}
		if !t.is("un", "une", "deja", "petite", "petit", "deux", "la", "notre", "chacun") && !s.made(j) {
			return -1
		}
	}
	return -1
}

// made reports whether the token at j tells that something was created: "on a créé une association".
func (s *sentence) made(j int) bool {
	return s.isVerb(&s.tokens[j], "creer", "monter", "fonder", "lancer", "constituer", "ouvrir") && s.done(j)
}

// company reads the people with whom the project is carried: "avec ma sœur", "ma femme et moi", "entre voisins".
func (s *sentence) company(h hit) (from int, holds bool) {
	if s.opens(h.from) && s.tokens[h.from].is("habitants", "habitantes", "citoyens", "villageois", "parents", "voisins") && s.wants(h.to) {
		return h.from, true
	}
	if s.at(h.to).is("et") && s.at(h.to+1).is("moi") {
		return max(h.from-1, 0), true
	}
	for j := h.from - 1; j >= 0 && j >= h.from-4 && s.tokens[j+1].before < comma; j-- {
		t := &s.tokens[j]
		switch {
		case t.is("avec", "entre"):
			if s.livesWith(j) || s.between(j) || s.at(j+1).is("les", "le", "la") && s.tokens[h.from].is("habitants", "citoyens", "parents", "familles", "voisins", "associations", "gens", "jeunes", "enfants") {
				return h.from, false
			}
			return j, true
		case t.is("et") && s.at(j-1).is("moi"):
			return j - 1, true
		case t.is("bande", "groupe", "collectif", "equipe", "poignee") && s.at(j+1).is("de", "d"):
			return j, true
		}
	}
	return h.from, false
}

// livesWith reports whether "avec" at j goes with living rather than with the project: "je vis avec ma femme".
func (s *sentence) livesWith(j int) bool {
	for k := j - 1; k >= 0 && k >= j-4 && s.tokens[k+1].before < comma; k-- {
		if s.isVerb(&s.tokens[k], "vivre", "habiter", "emmenager", "demenager", "travailler", "parler", "discuter", "arriver", "rencontrer", "echanger") {
			return true
		}
	}
	return false
}

// numbers reads "on est quatre", "nous sommes une dizaine", "à trois".
func (s *sentence) numbers() []claim {
	var claims []claim
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case t.is("est", "etait", "serait", "sera") && s.at(i-1).is("on"), t.is("sommes", "serions", "etions", "serons"), t.is("etes") && false:
			if to, several := s.people(i + 1); several {
				claims = append(claims, claim{"collective", max(i-1, 0), to})
			}
		case s.isAt(i) && i > 0 || t.is("a") && t.raw == "à":
			n, next, found := count(s.tokens, i+1)
			if found && n >= 2 && n <= 30 && !s.at(i+1).is("plusieurs", "quelques", "divers", "differents") && s.endsGroup(i+1, next) && !s.taken[i+1] {
				claims = append(claims, claim{"collective", i, next})
			}
		}
	}
	return claims
}

// people reads a number of people who carry the project after "on est": the token after it.
func (s *sentence) people(i int) (to int, several bool) {
	for i < len(s.tokens) && s.tokens[i].is("deja", "environ", "actuellement", "maintenant", "aujourd", "hui", "donc", "tous", "un", "groupe", "de", "bien", "pour", "l", "instant", "bande", "equipe", "au", "total", "en", "ce", "moment", "collectif") && !(s.tokens[i].is("un", "deux") && s.countsAt(i)) {
		i++
	}
	n, next, found := count(s.tokens, i)
	if !found || n < 2 || n > 40 || i < len(s.tokens) && s.taken[i] {
		return i, false
	}
	if measured(s.tokens, next) {
		return next, false
	}
	t := s.at(next)
	if next >= len(s.tokens) || t.before >= comma || s.lang.class(t.word, nil)&closed != 0 && !t.is("e", "eme", "er", "pourcent") {
		return next, true
	}
	if t.is("ami", "amis", "amie", "amies", "copain", "copains", "copine", "copines", "pote", "potes", "voisin", "voisins", "voisine", "voisines", "habitant", "habitants", "habitante", "habitantes", "famille", "familles", "parent", "parents", "personne", "personnes", "citoyen", "citoyens", "femme", "femmes", "jeune", "jeunes", "maman", "mamans", "collegue", "collegues", "producteur", "producteurs", "paysan", "paysans", "agriculteur", "agriculteurs", "soeur", "soeurs", "frere", "freres", "porteur", "porteurs", "associe", "associes", "couple", "couples", "fondateurs", "benevoles", "membres", "artisans", "artistes", "eleveurs", "maraichers", "etudiants", "retraites", "amoureux", "passionnes", "artisanes", "meres", "peres", "infirmieres", "assistantes", "nounous", "entrepreneurs") {
		return next + 1, true
	}
	return next, len(t.verbs) > 0 && s.lang.words[t.word]&noun == 0
}

// countsAt reports whether a group number stands at i: "une dizaine".
func (s *sentence) countsAt(i int) bool {
	n, _, found := count(s.tokens, i)
	return found && n >= 2
}

// endsGroup reports whether nothing is counted by the number that ends before next: "à trois pour reprendre".
func (s *sentence) endsGroup(i, next int) bool {
	t := s.at(next)
	if measured(s.tokens, next) || s.tokens[i].is("un", "une", "zero") || s.at(i-2).is("de", "jusqu", "samedi", "dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "arrive", "passer", "ouvre", "ferme") {
		return false
	}
	if next >= len(s.tokens) || t.before >= comma {
		return i > 1 || s.tokens[i].before < comma
	}
	return s.lang.class(t.word, nil)&closed != 0 && !t.is("cent", "mille", "e", "eme", "l", "euros", "h", "kms", "km")
}

// alone reads "seule", "tout seul" in the mouth of the person.
func (s *sentence) alone() []claim {
	if me := slices.IndexFunc(s.tokens, func(t token) bool { return t.is("moi") }); me >= 0 && len(s.tokens) <= 4 && !slices.ContainsFunc(s.tokens, func(t token) bool {
		return !t.is("moi", "juste", "que", "uniquement", "seulement", "c", "est", "meme", "tout", "seul", "seule", "toute")
	}) {
		return []claim{{"individual", me, me + 1}}
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if !t.is("seul", "seule") || s.at(i-1).is("un", "une", "le", "la", "non", "rester", "etre", "personne", "plus", "l", "d") || s.denialOf(i, i+1) != affirmed || len(s.at(i+1).word) > 2 && s.lang.words[s.at(i+1).word]&noun != 0 && s.at(i+1).before < comma {
			continue
		}
		for j := i; j >= 0 && j >= i-reach && s.tokens[j].before <= comma || j == 0; j-- {
			if s.tokens[j].is("je", "j", "suis", "moi", "me", "m", "toute", "tout") || j == 0 && i == 0 && len(s.tokens) <= 3 {
				return []claim{{"individual", s.aloneFrom(i), i + 1}}
			}
		}
	}
	return nil
}

// aloneFrom is where "tout seul" begins.
func (s *sentence) aloneFrom(i int) int {
	if s.at(i-1).is("tout", "toute") {
		return i - 1
	}
	return i
}

// plural reports whether the person speaks for several: a hint, since "on" may be anyone.
func (s *sentence) plural() bool {
	for i := range s.tokens {
		if s.tokens[i].is("nous", "on") && len(s.at(i+1).verbs) > 0 {
			return true
		}
	}
	return false
}
