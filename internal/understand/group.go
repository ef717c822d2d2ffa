package understand

import "slices"

// folk is a phrase that names people: "quinze foyers", "des voisins", "ma sœur".
type folk struct {
	hit
	n          int  // how many; 2 for several uncounted
	counted    bool // a number, "plusieurs", "quelques", "d'autres"
	definite   bool // "les habitants"
	mine       bool // "mes voisins"
	indefinite bool // "des parents", "un ami"
}

// several reports whether the phrase names more than one person.
func (f folk) several() bool { return f.n >= 2 }

// folks lists the phrases that name people. Trades and situations of one person name people when there are several.
func (s *sentence) folks() []folk {
	var list []folk
	for _, h := range s.hits {
		if h.slot == "holder" && h.weak && !h.label && h.denial == affirmed && (h.code == "collective" || h.code == "individual" && !s.situation(h)) {
			list = append(list, s.folk(h))
		}
	}
	return list
}

// situation reports whether a phrase about one person tells what happens to them, not who they are: "licenciement", "à la retraite".
func (s *sentence) situation(h hit) bool {
	return s.tokens[h.from].is("licenciement", "chomage", "rupture", "burn", "fin", "changement", "mon", "ma", "mes", "je", "j", "me", "m", "en", "au", "a",
		"sans", "ete", "touche", "taxi", "inscrit", "inscrite", "micro", "auto", "autoentreprise", "entreprise", "herite") || looksInfinitive(s.tokens[h.from].word) && h.to-h.from > 1
}

// audience reports whether the people are those whom a project serves or who help it, never those who carry it when only counted.
func (s *sentence) audience(f folk) bool {
	return s.tokens[f.to-1].is("benevole", "benevoles", "clients", "clientes", "patients", "patientes", "membres", "eleves", "enfants", "client", "patient")
}

// folk reads what determines the people that a hit names: "une dizaine d'", "nos trois", "les jeunes".
func (s *sentence) folk(h hit) folk {
	f := folk{hit: h, n: 1}
	if last := s.tokens[h.to-1].word; (last[len(last)-1] == 's' || last[len(last)-1] == 'x') && !s.tokens[h.to-1].is("fils", "epoux", "gars") || s.isGroup(h) {
		f.n = 2
	}
	for j := h.from - 1; j >= 0 && s.tokens[j+1].before < comma && !s.taken[j]; j-- {
		t := &s.tokens[j]
		value, number := numberWord(t.word)
		if t.digits() {
			value, number = t.number, true
		}
		switch {
		case number:
			f.counted, f.indefinite = f.counted || value > 1, true
			if value > 1 || !f.counted && !s.isGroup(h) {
				f.n = value
			}
		case t.is("de", "d") && j > 0 && (endsInAine(s.tokens[j-1].word) || s.at(j+1).is("autres", "anciens", "jeunes", "bons")):
			f.indefinite = true
		case t.is("le", "la", "les", "l", "ces", "cette"):
			f.definite = true
		case canonical(t.word) == "mon":
			f.mine = true
		case t.is("des"):
			f.indefinite = true
		case t.is("plusieurs", "quelques", "certains", "certaines", "autres", "qq"):
			f.counted, f.n = true, max(f.n, 2)
		case t.is("ou", "a") && f.counted && s.isNumber(j-1):
		case !s.qualifies(t):
			return f
		}
		f.from = j
	}
	return f
}

// isGroup reports whether the word of the hit names several people in the singular: "un collectif".
func (s *sentence) isGroup(h hit) bool {
	last := &s.tokens[h.to-1]
	return last.is("collectif", "groupe", "noyau", "couple", "trio", "duo", "binome") || last.is("famille") && s.at(h.from-1).is("une") && s.weAt(h.from-2)
}

// isNumber reports whether the token at i is a number, in digits or in letters.
func (s *sentence) isNumber(i int) bool {
	_, number := numberWord(s.at(i).word)
	return number || s.at(i).digits()
}

// qualifies reports whether the token may stand between a determiner and the people.
func (s *sentence) qualifies(t *token) bool {
	return t.is("meilleur", "meilleure", "meilleurs", "meilleures", "jeunes", "jeune", "anciens", "anciennes", "vieux", "vieilles", "super",
		"simples", "derniers", "dernieres", "premiers", "premieres", "memes", "futurs", "future", "futures", "deux", "co", "ancien", "ancienne", "ex") || !t.is("est", "plein", "pleine") && s.lang.words[t.word]&adjective != 0 && s.lang.words[t.word]&closed == 0
}

// groups reads the people who carry the project: "on est des voisins", "nous, les parents", "ma sœur et moi", "avec deux amies".
func (s *sentence) groups() []claim {
	var claims []claim
	for _, f := range s.folks() {
		if s.sought(f.from) {
			continue
		}
		if from, holds := s.carries(f); holds {
			claims = append(claims, claim{"collective", from, f.to})
		}
	}
	return claims
}

// carries reports whether people carry the project, and where that is said from.
func (s *sentence) carries(f folk) (from int, holds bool) {
	if j := s.beforeAdverbs(f.from - 1); f.several() && f.n <= 60 && s.weAt(j) && !f.mine && !s.tokens[f.to-1].is("benevoles", "membres", "fermes", "clients", "patients") || s.weAt(j) && f.counted && f.n <= 40 && s.tokens[f.to-1].is("fermes") {
		return max(j-1, 0), true
	}
	prev := f.from - 1
	switch {
	case f.several() && s.at(prev).is("nous") && !f.mine && s.at(f.from).before < stop && !s.at(prev-1).is("chez", "vers", "de", "a"):
		return prev, true
	case s.andMe(f.to), f.mine && s.eachAndWe(f), s.forefront(f), s.betweenCommas(f):
		return f.from, true
	case s.withMe(f), s.isAt(prev) && s.atSeveral(f):
		return f.from, true
	case s.at(prev).is("et", "plus", "avec") && s.at(prev-1).is("moi") && s.at(f.from).before < comma && (f.several() || f.mine || f.indefinite):
		return prev - 1, !s.at(prev-2).is("derriere", "pour", "chez", "devant", "sur", "sans", "vers", "de", "d", "entre")
	case s.at(prev).is("moi") && s.at(f.from).before == comma && f.mine, s.at(prev).is("de", "par") && s.at(prev-1).is("accompagne", "accompagnee", "accompagnes", "accompagnees"):
		return prev, true
	case s.at(prev).is("avec", "entre") && s.at(f.from).before < comma:
		return prev, s.comrades(f, prev)
	case s.at(prev).is("par") && s.at(prev-1).is("porte", "portee", "mene", "menee", "lance", "lancee", "imagine", "monte", "montee",
		"initie") && (f.several() && !f.definite || f.counted):
		return prev - 1, true
	case s.joins(f), s.isGroup(f.hit) && !s.tokens[f.to-1].is("couple") && s.self(f.from) >= 0 && !s.soughtOrMade(f.from),
		f.counted && s.at(f.to).is("avec") && s.at(f.to+1).is("nous"):
		return f.from, true
	case s.at(prev).is("mais", "juste", "seulement") && f.counted && s.plural() && (f.to >= len(s.tokens) || s.tokens[f.to].before >= comma):
		return f.from, true
	case s.tokens[f.from].is("de", "d") && s.gathering(prev), s.at(prev).is("de", "d") && s.gathering(prev-1):
		return prev, false // see gatherings
	case s.tokens[f.to-1].is("associe", "associee", "associes", "associees") && (f.mine || f.indefinite && s.found(f.from)):
		return f.from, true
	}
	return f.from, f.several() && s.speaks(f)
}

// atSeveral reports whether "à" stands before the number of people who carry the project: "à trois copains", not "à huit clients".
func (s *sentence) atSeveral(f folk) bool {
	if !f.counted || !f.several() || s.audience(f) || s.at(f.from-2).is("que", "qu") || s.gives(f.from-1) {
		return false
	}
	return f.n <= 30 || f.n <= 120 && s.plural()
}

// beforeAdverbs returns the last token up to i that is no small adverb.
func (s *sentence) beforeAdverbs(i int) int {
	for i >= 0 && s.tokens[i+1].before < comma && s.tokens[i].is("deja", "environ", "actuellement", "maintenant", "donc", "tous", "toutes",
		"tout", "bien", "que", "qu", "seulement", "juste", "simplement", "aussi", "encore", "a", "instant", "l", "pour", "moment", "le",
		"presque", "juste", "plutot", "surtout", "au", "moins") {
		i--
	}
	return i
}

// weAt reports whether the token at i is the verb of "on est", "nous sommes", as it is typed: "on é", "on et", "ont est".
func (s *sentence) weAt(i int) bool {
	t, p := s.at(i), s.at(i-1)
	if p.is("n") {
		p = s.at(i - 2)
	}
	switch {
	case t.is("est", "etait", "serait", "sera", "serais", "serai", "seront", "etais", "es", "et", "ait", "e", "ai", "compte", "reste"):
		return p.is("on") || p.is("ont") && i == 1
	case t.is("etre"):
		return s.at(i-2).is("on", "nous") && s.someVerb(i-1, "penser", "aller", "devoir", "pouvoir", "vouloir")
	case t.is("est") && p.is("c"):
		return s.at(i - 2).is("nous")
	case t.is("sommes", "serions", "etions", "serons", "somme"):
		return t.is("sommes") || p.is("nous")
	case t.is("voila", "voici"):
		return p.is("nous")
	}
	return false
}

// comrades reports whether the people after "avec" or "entre" at j carry the project with the person: neighbours and relatives
// do, the public only when they are counted or told as others: "avec trois autres maraîchers", unlike "avec les habitants".
func (s *sentence) comrades(f folk, j int) bool {
	if s.at(j).is("entre") && f.several() && (s.weTalk(j) || f.counted && f.definite && s.plural()) {
		return true
	}
	if s.joinsOthers(f, j) || s.tokens[f.to-1].is("benevole", "benevoles", "clients", "patients", "membres") || s.livesWith(j) || s.between(j) || s.at(j-1).is("et") && s.at(j-2).is("vie") {
		return false
	}
	public := f.code == "individual" || s.tokens[f.to-1].is("habitant", "habitants", "habitantes", "citoyens", "citoyennes", "parents", "eleves",
		"familles", "foyers", "gens", "jeunes", "enfants", "patients", "clients", "benevole", "benevoles", "membres", "personne", "personnes",
		"seniors", "soignants", "associations", "ferme", "fermes", "ados", "anciens", "porteurs", "porteur", "papys", "mamies", "riverains", "villageois",
		"femmes", "hommes", "passionnes", "client", "patient", "famille", "foyer", "fille", "filles", "fils")
	switch {
	case !public:
		return true
	case s.at(j).is("entre"):
		return f.several() && (s.opens(j) || f.counted && s.plural())
	case f.code == "individual" && f.counted && !s.fronted(j) && !s.saysFirst(j) && s.unspoken(j):
		return false // "il faudrait une maison de santé avec deux médecins"
	case f.counted && f.several() && f.n <= 60, f.mine && f.several() && !s.tokens[f.to-1].is("enfants", "filles", "clients", "patients", "benevoles", "membres", "eleves"):
		return true
	case f.mine:
		return s.tokens[f.to-1].is("femme", "famille", "fille", "fils")
	case f.several() && s.fronted(j) && s.weVerb(f.to):
		return true
	}
	return f.several() && f.indefinite && f.code == "collective" && s.tokens[f.to-1].is("habitants", "parents", "eleves", "gens", "femmes", "familles",
		"riverains", "passionnes", "soignants")
}

// weTalk reports whether people are told to talk or dream together before "entre" at j: "on en discute entre voisines".
func (s *sentence) weTalk(j int) bool {
	for k := j - 1; k >= 0 && k >= j-3; k-- {
		if s.someVerb(k, "discuter", "parler", "reflechir", "papoter", "rever", "cogiter", "imaginer", "monter", "lancer") {
			return s.saysFirst(k) && !anyIs(s.tokens[s.clauseStart(k):k], "je", "j")
		}
	}
	return false
}

// unspoken reports whether the clause in which the token at j stands is about what is needed or would be, not about who speaks.
func (s *sentence) unspoken(j int) bool {
	return slices.ContainsFunc(s.tokens[s.clauseStart(j):min(len(s.tokens), j+5)], func(t token) bool { return s.isVerb(&t, "falloir", "etre", "avoir", "exister", "manquer") })
}

// fronted reports whether what begins at j opens a clause.
func (s *sentence) fronted(j int) bool {
	return j == 0 || s.tokens[j].before >= comma || s.at(j-1).is("alors", "donc", "et", "bonjour", "mais", "puis") || s.opens(j)
}

// weVerb reports whether "on" or "nous" and a verb follow shortly: "avec les femmes du quartier, on a replanté".
func (s *sentence) weVerb(i int) bool {
	for j := i; j < i+8 && j < len(s.tokens) && s.tokens[j].before < stop; j++ {
		if s.tokens[j].is("on", "nous") {
			return len(s.at(j+1).verbs) > 0 && !s.at(j+1).is("m", "me")
		}
	}
	return false
}

// gives reports whether something is given, sold or told to the people before whom "à" stands at j.
func (s *sentence) gives(j int) bool {
	for k := j - 1; k >= 0 && k >= j-5 && s.tokens[k+1].before < comma; k-- {
		if s.someVerb(k, "donner", "vendre", "louer", "ouvrir", "confier", "etendre", "proposer", "parler", "servir", "preter", "acheter", "livrer", "aider", "permettre", "demander", "offrir",
			"transmettre", "appartenir") {
			return true
		}
	}
	return false
}

// weFollow reports whether "on" or "nous" and a wish follow: "avec les parents on pense à une cantine".
func (s *sentence) weFollow(i int) bool {
	for j := i; j < i+6 && j < len(s.tokens) && s.tokens[j].before < stop; j++ {
		if s.tokens[j].is("on", "nous") {
			return s.willing(j + 1)
		}
	}
	return false
}

// willing reports whether the verb at i, or after one small word, tells what people want or do for a project.
func (s *sentence) willing(i int) bool {
	for j := i; j < i+3; j++ {
		if s.someVerb(j, "vouloir", "souhaiter", "chercher", "aimer", "envisager", "projeter", "reflechir", "penser", "imaginer", "rever",
			"decider", "monter", "lancer", "creer", "ouvrir", "porter", "reprendre", "racheter", "preparer", "proposer") {
			return true
		}
		if !s.at(j).is("a", "y", "en", "avait", "avons", "va", "allons", "vient", "viens") {
			return false
		}
	}
	return false
}

// speaks reports whether several people are the subject of the text: "deux frangins, une brasserie à Salers", "les parents
// voudraient une garderie", "habitants de Luc, nous voulons…".
func (s *sentence) speaks(f folk) bool {
	if !s.opens(f.from) {
		told := s.at(f.to).is("avec", "qui", "prets", "pretes", "motives", "motivees", "et") || f.to >= len(s.tokens)
		return (s.at(f.from-1).is("ici") || f.counted && f.n <= 30 && s.tokens[f.from].before == comma && s.verbless(f.from)) && s.wants(f.to) || f.counted && f.n <= 30 && s.tokens[f.from].before == comma && told && s.plural() && (s.weAt(1) || s.tokens[0].is("nous"))
	}
	if slices.ContainsFunc(s.tokens[:min(len(s.tokens), 40)], func(t token) bool { return t.is("je", "j", "ma", "mon", "mes", "moi") }) {
		return false
	}
	if f.n > 60 {
		return false
	}
	next := s.at(f.to)
	if f.to >= len(s.tokens) && len(s.tokens) <= 3 && !f.definite || f.counted && s.nominal(f) {
		return !f.mine
	}
	switch {
	case f.definite && s.tokens[f.to-1].is("gens", "clients", "touristes", "enfants"):
		return false
	case s.wants(f.to) || s.gathers(f.to):
		return true
	case !f.definite && !f.mine && !f.indefinite && !f.counted && s.commaWe(f.to):
		return true
	case s.isGroup(f.hit) && (next.is("compte", "compose") || s.at(f.to+1).is("compose")):
		return true
	case f.definite || f.mine:
		return false
	case s.isGroup(f.hit):
		return f.to >= len(s.tokens) || next.before >= comma || next.is("de", "d", "du", "avec", "en", "sans", "qui", "mere", "pere") || next.is("compte", "compose") || s.at(f.to+1).is("compose")
	case f.counted || !f.indefinite && s.weFollow(f.to):
		return f.to >= len(s.tokens) || next.before >= comma || next.is("et", "qui", "prets", "pretes", "motives", "motivees", "avec", "pour") || s.qualifies(next) || s.weFollow(f.to)
	}
	return false
}

// commaWe reports whether "nous" or "on" and a verb follow after a comma: "habitants du bourg, nous refusons".
func (s *sentence) commaWe(i int) bool {
	for j := i; j < i+6 && j < len(s.tokens) && s.tokens[j].before < stop; j++ {
		if s.tokens[j].before == comma {
			return s.at(j).is("nous", "on") && len(s.at(j+1).verbs) > 0
		}
	}
	return false
}

// verbless reports whether no verb stands before i: a place or a time opens the text.
func (s *sentence) verbless(i int) bool {
	for j := range i {
		if !s.taken[j] && s.finiteHere(j) {
			return false
		}
	}
	return true
}

// nominal reports whether the people that open the text are followed by no verb, and a project is told: "huit foyers autour
// d'une chaudière bois".
func (s *sentence) nominal(f folk) bool {
	for j := f.to; j < len(s.tokens) && j < f.to+10 && s.tokens[j].before < comma; j++ {
		if s.finiteHere(j) {
			return false
		}
	}
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "sector" && h.from >= f.to })
}

// named reads people called by their first names: "Sophie et moi", "avec Julie on veut".
func (s *sentence) named() []claim {
	for i := range s.tokens {
		t := &s.tokens[i]
		called := s.lang.words[t.word]&firstName != 0
		if !t.title || s.taken[i] || !called && t.known {
			continue
		}
		switch {
		case called && s.at(i-1).is("moi") && t.before == comma:
			return []claim{{"collective", i - 1, i + 1}}
		case s.at(i+1).is("et") && s.at(i+2).is("moi"), s.at(i-1).is("et") && s.at(i-2).is("moi"):
			return []claim{{"collective", i, i + 1}}
		case (called || !s.isName(t)) && s.at(i-1).is("avec") && s.fronted(i-1) && s.weVerb(i+1):
			return []claim{{"collective", i - 1, i + 1}}
		}
	}
	return nil
}

// gathers reports whether people are told to get together: "se mobilisent", "se sont réunis".
func (s *sentence) gathers(i int) bool {
	for j := i; j < i+7 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.someVerb(j, "mobiliser", "reunir", "organiser", "regrouper", "associer", "rassembler", "unir", "decider", "signer", "monter", "creer", "constituer",
			"former", "lancer", "federer", "grouper", "engager", "retrousser", "motiver", "bouger", "retrouver", "battre", "rencontrer", "installer", "lier", "entendre", "reconvertir") || s.someVerb(j, "mettre") && s.at(j+1).is("ensemble", "a", "d", "en", "tous") {
			k := j - 1
			for s.at(k).is("enfin", "deja", "bien", "tous", "toutes", "vraiment", "finalement", "donc") {
				k--
			}
			return s.at(k).is("se", "s", "sont", "ont") && !s.at(k-1).is("en") || s.at(k).is("est") && s.at(k-1).is("s")
		}
	}
	return false
}
