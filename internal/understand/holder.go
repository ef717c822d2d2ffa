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
	s.claimed = claims
	if len(claims) == 0 {
		claims = s.opened()
	}
	if len(claims) == 0 {
		claims = s.person()
	}
	if len(claims) == 0 {
		if s.plural() {
			u.unsure("holder")
		}
		return
	}
	private := s.privately()
	for _, code := range [...]string{"authority", "organisation", "collective", "individual"} {
		if private && (code == "authority" || code == "organisation") {
			continue
		}
		i := slices.IndexFunc(claims, func(c claim) bool { return c.code == code })
		if i < 0 {
			continue
		}
		if code == "collective" && s.leftAlone(claims) {
			continue
		}
		if code == "collective" && slices.ContainsFunc(claims, func(c claim) bool { return c.code == "individual" }) && !s.weAreNow(claims) {
			u.unsure("holder")
			return
		}
		s.sure(u, "holder", code, s.certainty(claims[i].from, claims[i].to), claims[i].from, claims[i].to)
		return
	}
}

// weAreNow reports whether people are told after "seule": "j'étais seule, on est deux maintenant", "seule, je voudrais passer en
// coopérative avec deux collègues".
func (s *sentence) weAreNow(claims []claim) bool {
	last := slices.MaxFunc(claims, func(a, b claim) int { return a.from - b.from })
	return last.code == "collective" && !anyIs(s.tokens[last.from:last.to], "fils", "fille", "enfants", "enfant", "filles")
}

// privately reports whether the person says to speak for themselves, not for where they work: "à titre personnel", "je vous écris
// pour moi", "sur mon temps libre".
func (s *sentence) privately() bool {
	for i := range s.tokens {
		switch {
		case s.denialOf(i, i+1) != affirmed:
		case s.at(i).is("titre") && s.at(i+1).is("personnel", "perso", "prive", "individuel"),
			s.at(i).is("temps") && s.at(i+1).is("libre", "perso") && s.at(i-1).is("mon"),
			s.at(i).is("pour") && s.at(i+1).is("moi") && s.someVerb(i-1, "ecrire") && (i+2 >= len(s.tokens) || s.at(i+2).before >= comma || s.at(i+2).is("pas", "et")),
			s.at(i).is("en") && s.at(i+1).is("habitant", "habitante", "voisin", "voisine") && s.someVerb(i-1, "parler", "ecrire"):
			return true
		}
	}
	return false
}

// leftAlone reports whether people told as past leave the person alone: "on était trois, je reste seul".
func (s *sentence) leftAlone(claims []claim) bool {
	last := slices.MaxFunc(claims, func(a, b claim) int { return a.from - b.from })
	return last.code == "individual" && !slices.ContainsFunc(claims, func(c claim) bool {
		return c.code == "collective" && !anyIs(s.tokens[c.from:c.to], "etait", "etions", "etais", "plus")
	})
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
	claims = append(claims, s.groups()...)
	claims = append(claims, s.gatherings()...)
	claims = append(claims, s.named()...)
	claims = append(claims, s.workplaces()...)
	claims = append(claims, s.crowd()...)
	claims = append(claims, s.townRole()...)
	claims = append(claims, s.villages()...)
	claims = append(claims, s.alone()...)
	for i := range claims {
		claims[i].from = max(claims[i].from, 0)
	}
	return claims
}

// holds reports whether a phrase about people or structures says who carries the project; from is where its sign begins.
func (s *sentence) holds(h hit) (from int, holds bool) {
	if !h.weak {
		switch h.code {
		case "collective":
			return h.from, s.tells(h)
		case "individual":
			return h.from, true
		}
		if h.code == "organisation" && s.at(h.to).is("m", "me") && (s.someVerb(h.to+1, "licencier", "virer", "jeter") || s.someVerb(h.to+2, "licencier", "virer", "jeter", "mettre", "pousser")) {
			return h.from, false
		}
		ours := h.code == "authority" && canonical(s.tokens[h.from].word) == "mon"
		return h.from, (ours || !s.soughtOrMade(h.from)) && !s.former(h.from) && !(h.code == "organisation" && s.oursToCome(h.from))
	}
	switch h.code {
	case "authority":
		return s.holdsAuthority(h)
	case "organisation":
		return s.holdsOrganisation(h)
	}
	return h.from, false
}

// tells reports whether a phrase about several people tells who carries the project, not whom it is for or whom one looks for.
func (s *sentence) tells(h hit) bool {
	if s.sought(h.from) || s.between(h.from) || s.madeUp(h.from) || measured(s.tokens, h.to) {
		return false
	}
	prev, next := s.at(h.from-1), s.at(h.to)
	switch {
	case s.tokens[h.from].is("en") && s.tokens[h.to-1].is("couple") && (s.livesWith(h.from) || prev.is("suis", "vis")):
		return false
	case s.tokens[h.from].is("nous") && (prev.is("chez") || s.lang.words[next.word]&noun != 0 && next.before < comma):
		return false
	case prev.is("de", "d", "du") && s.at(h.from-2).is("exemple", "exemples", "histoire", "liste", "type", "types", "forme", "statut", "idee", "notion"):
		return false
	}
	for j := h.from - 1; j >= 0 && j >= h.from-3 && s.tokens[j+1].before < comma; j-- {
		if s.tokens[j].is("pour", "aux") || s.someVerb(j, "accueillir", "recevoir", "aider", "loger", "heberger") {
			return anyIs(s.tokens[j+1:h.to], "notre", "nos", "nous")
		}
	}
	return true
}

// between reports whether "entre" at i tells of what people do together rather than of who carries it: "partage entre voisins".
func (s *sentence) between(i int) bool {
	if s.at(i).is("entre") && !s.plural() && anyIs(s.tokens[max(0, i-3):i], "repartir", "roles", "regles", "repartition", "partager") {
		return true
	}
	return s.at(i).is("entre") && s.at(i-1).is("partage", "lien", "liens", "entraide", "echange", "echanges", "rencontre",
		"rencontres", "solidarite", "relations", "cooperation", "echanger", "troc", "pret", "retrouver", "aider", "rencontrer", "entraider")
}

// sought reports whether the group at i is looked for: "je cherche un groupe".
func (s *sentence) sought(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if s.someVerb(j, "chercher", "trouver", "rencontrer", "rejoindre", "connaitre", "contacter") && !s.tokens[j].is("recherche") {
			told := strings.HasSuffix(s.tokens[j].raw, "é")
			return (told || s.lang.words[s.tokens[j].word]&noun == 0) && !(s.someVerb(j, "trouver") && s.done(j))
		}
	}
	return false
}

// madeUp reports whether the group at i is only to be made: "créer un collectif".
func (s *sentence) madeUp(i int) bool {
	if s.at(i-1).is("un", "une") && !s.plural() {
		i--
	}
	return s.someVerb(i-1, "creer", "monter", "constituer", "former", "fonder", "rejoindre", "integrer") && !s.done(i-1)
}

// livesWith reports whether "avec" at j goes with living rather than with the project: "je vis avec ma femme".
func (s *sentence) livesWith(j int) bool {
	for k := j - 1; k >= 0 && k >= j-6 && s.tokens[k+1].before < comma; k-- {
		if s.tokens[k].is("partage", "partagee", "partages") && s.tokens[k].raw != "partage" {
			continue
		}
		if s.someVerb(k, "vivre", "habiter", "emmenager", "demenager", "travailler", "parler", "discuter", "arriver", "rencontrer",
			"echanger", "partager", "cohabiter", "collaborer", "cooperer", "tisser", "communiquer", "contacter") ||
			s.tokens[k].is("lien", "liens", "relation", "relations", "contact", "contacts", "rapport", "partenariat", "partenariats", "rdv",
				"accord", "ateliers", "colocation", "echanges", "convention", "rencontres") {
			return true
		}
	}
	return false
}

// numbers reads "on est quatre", "nous sommes une dizaine", "à trois".
func (s *sentence) numbers() []claim {
	var claims []claim
	for i := range s.tokens {
		switch {
		case s.weAt(i):
			if to, several := s.people(i + 1); several {
				code := "collective"
				if s.at(to).is("au") && s.at(to+1).is("bureau", "ca", "conseil", "comite") && s.at(to+2).is("de", "d", "du") { // "on est onze au bureau de la recyclerie"
					code = "organisation"
				}
				claims = append(claims, claim{code, max(i-1, 0), to})
			}
		case s.tokens[i].is("nous") && s.at(i+1).is("les") && s.countsAt(i+2) && s.at(i+3).is("on", "nous", "avons", "voulons"): // "nous les 4 on veut"
			claims = append(claims, claim{"collective", i, i + 3})
		case s.tokens[i].is("nous") && s.isNumber(i+1) && s.countsAt(i+1) && !measured(s.tokens, i+2) && s.opens(i) && s.at(i+2).is("on", "nous", "avons", "voulons", "sommes"): // "nous quatre on voudrait"
			claims = append(claims, claim{"collective", i, i + 2})
		case s.tokens[i].is("nous") && s.at(i+1).is("les") && s.opens(i) && s.commaWe(i+2): // "nous, les anciens de la filature, on cogite"
			claims = append(claims, claim{"collective", i, i + 3})
		case s.tokens[i].is("les") && s.isNumber(i+1) && s.at(i+2).is("memes") && s.plural(): // "toujours les quatre mêmes"
			claims = append(claims, claim{"collective", i, i + 3})
		case s.tokens[i].is("demi") && s.at(i+1).is("douzaine") && s.weAt(s.beforeAdverbs(i-2)):
			claims = append(claims, claim{"collective", i - 1, i + 2})
		case s.tokens[i].is("chacun", "chacune") && s.at(i-2).is("on"): // "on fait chacune nos fournées"
			claims = append(claims, claim{"collective", i - 2, i + 1})
		case s.isAt(i) && s.at(i+1).is("plusieurs"):
			next := s.at(i + 2)
			if s.at(i-1).is("que", "qu") || anyIs(s.tokens[s.clauseStart(i):i], "ou") {
				continue // "on dit qu'à plusieurs on va plus loin", "un lieu où on travaille à plusieurs"
			}
			if !s.plural() && !s.others() && i > 0 && s.tokens[i].before < comma && !slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "stage" && h.denial == affirmed }) {
				continue // "comment décider à plusieurs"
			}
			if i+2 >= len(s.tokens) || next.before >= comma || s.lang.class(next.word, nil)&closed != 0 && !next.is("endroits") {
				claims = append(claims, claim{"collective", i, i + 2})
			}
		case s.isAt(i) && !s.at(i-1).is("en"):
			n, next, found := count(s.tokens, i+1)
			if anyIs(s.tokens[s.clauseStart(i):i], "ils", "elles") {
				continue // "ils ont repris le bar à six"
			}
			if found && n >= 2 && n <= 30 && !s.at(i+1).is("quelques", "divers", "differents") && !(s.at(i+1).is("neuf") && s.asNew(i-1)) && s.endsGroup(i+1, next) && !s.taken[i+1] {
				claims = append(claims, claim{"collective", i, next})
			}
		}
	}
	return claims
}

// asNew reports whether what ends at i goes with "à neuf": "remis à neuf".
func (s *sentence) asNew(i int) bool {
	return s.someVerb(i, "remettre", "refaire", "retaper", "repeindre", "renover", "restaurer") || s.at(i).is("remise", "remises", "mise", "mis")
}

// people reads a number of people who carry the project after "on est": the token after it.
func (s *sentence) people(i int) (to int, several bool) {
	for i < len(s.tokens) && (s.tokens[i].is("les") && s.isNumber(i+1) || s.tokens[i].is("une", "petite", "bonne") && s.at(i+1).is("petite", "bonne", "dizaine", "douzaine", "quinzaine",
		"vingtaine", "trentaine") && !s.countsAt(i) || s.tokens[i].is("deja", "environ", "actuellement", "maintenant", "aujourd", "hui", "donc", "tous", "un",
		"groupe", "de", "bien", "pour", "l", "instant", "bande", "equipe", "au", "total", "en", "ce", "moment", "collectif", "que", "qu",
		"seulement", "a", "toujours", "desormais", "le") || s.tokens[i].is("plus") && s.at(i+1).is("que", "qu")) && !(s.tokens[i].is("un", "deux") && s.countsAt(i)) {
		i++
	}
	n, next, found := count(s.tokens, i)
	if !found || n < 2 || n > 40 || i < len(s.tokens) && s.taken[i] || s.isAt(i-1) && !s.endsGroup(i, next) {
		return i, false
	}
	if s.at(next).is("a") && s.at(next+1).is("table", "la") && s.at(next+1).before < comma && (s.at(next+1).is("table") || s.at(next+2).is("maison")) {
		return next, false
	}
	if more := s.at(next); s.isNumber(next) && more.before == blank { // "on est 3 4 motivés"
		next++
	}
	if measured(s.tokens, next) {
		return next, false
	}
	t := s.at(next)
	if next >= len(s.tokens) || t.before >= comma || s.lang.class(t.word, nil)&closed != 0 && !t.is("e", "eme", "er", "pourcent") {
		return next, true
	}
	return next, s.peopleNoun(t) || s.qualifies(t) && s.lang.words[t.word]&noun == 0 || len(t.verbs) > 0 && s.lang.words[t.word]&noun == 0
}

// peopleNoun reports whether a plural noun that no list has is made as those of people are: "copropriétaires", "potiers".
func (s *sentence) peopleNoun(t *token) bool {
	singular, plural := strings.CutSuffix(t.word, "s")
	if !plural || s.isRole(&token{word: singular}) || t.is("benevoles", "partenaires", "volontaires") {
		return false
	}
	return strings.HasSuffix(singular, "etaire") || strings.HasSuffix(singular, "cataire") || s.tradeWord(&token{word: singular, raw: singular, known: true})
}

// countsAt reports whether a group number stands at i: "une dizaine".
func (s *sentence) countsAt(i int) bool {
	n, _, found := count(s.tokens, i)
	return found && n >= 2
}

// endsGroup reports whether nothing is counted by the number that ends before next: "à trois pour reprendre".
func (s *sentence) endsGroup(i, next int) bool {
	t := s.at(next)
	if measured(s.tokens, next) || s.tokens[i].is("un", "une", "zero") && !endsInAine(s.at(i+1).word) || s.at(i-2).is("de", "jusqu", "samedi", "dimanche",
		"lundi", "mardi", "mercredi", "jeudi", "vendredi", "arrive", "passer", "ouvre", "ferme", "colocation", "coloc", "chambre", "chambres",
		"table", "gite", "logement") || t.is("pas", "doigts") && s.at(next+1).is("de", "d") || t.is("par") {
		return false
	}
	if next >= len(s.tokens) || t.before >= comma {
		return i > 1 || s.tokens[i].before < comma
	}
	return t.is("tetes", "mains") || s.lang.class(t.word, nil)&closed != 0 && !t.is("cent", "mille", "e", "eme", "l", "euros", "h", "kms", "km")
}

// plural reports whether the person speaks for several: a hint, since "on" may be anyone.
func (s *sentence) plural() bool {
	for i := range s.tokens {
		if !s.tokens[i].is("nous", "on") {
			continue
		}
		next := i + 1
		for s.at(next).is("n", "ne", "y", "en", "le", "la", "les", "l", "se", "s") {
			next++
		}
		if len(s.at(next).verbs) > 0 {
			return true
		}
	}
	return false
}
