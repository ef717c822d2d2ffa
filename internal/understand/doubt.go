package understand

import "slices"

// formAsked returns the tokens of a question about making or being a kind of structure: "c'est compliqué de faire une scop ?", "une
// seule personne peut-elle créer une asso", "la scic est-elle faite pour nous".
func (s *sentence) formAsked() (from, to int) {
	for _, h := range s.hits {
		if h.slot != "holder" || h.code != "organisation" || !s.tokens[h.to-1].is("association", "asso", "assos", "scop", "scic", "cooperative", "sci", "sas", "sarl", "gaec",
			"cuma", "societe", "gie", "associations") {
			continue
		}
		next := s.at(h.to)
		if next.is("est") && s.at(h.to+1).is("elle", "ce") && s.at(h.to+2).is("faite", "adaptee", "possible", "obligatoire", "utile", "indispensable") ||
			s.at(h.from-1).is("un", "une") && (next.is("peut") && s.itself(h.to+1)) {
			return h.from, h.to + 1
		}
		for j := h.from - 1; j >= 0 && j >= h.from-4 && s.tokens[j+1].before < comma; j-- {
			if s.isVerb(s.at(j), "creer", "monter", "faire", "constituer", "fonder", "declarer") && !s.done(j) && s.at(h.from-1).is("un", "une", "l", "d", "en") {
				if k := s.formQuestion(j); k >= 0 && s.denialOf(k, k+1) != denied {
					return k, h.to
				}
			}
		}
	}
	return 0, 0
}

// itself reports whether what a structure may do itself follows at i: "vendre", "elle embaucher", not "nous aider".
func (s *sentence) itself(i int) bool {
	for s.at(i).is("elle", "t", "il", "on") {
		i++
	}
	return s.isVerb(s.at(i), "vendre", "faire", "salarier", "embaucher", "louer", "acheter", "posseder", "gagner", "employer", "verser", "devenir", "etre", "avoir", "emprunter")
}

// formQuestion returns the token of a question that bears on the making of a structure at j; -1 when none does.
func (s *sentence) formQuestion(j int) int {
	for k := j - 1; k >= 0 && k >= j-7 && s.tokens[k+1].before < stop; k-- {
		t := s.at(k)
		switch {
		case t.is("complique", "obligatoire", "obligatoirement", "oblige", "obliges", "obligee", "combien", "comment"):
			return k
		case t.is("possible", "temps", "utile", "mieux", "faut", "faudrait", "doit", "peut", "necessaire", "difficile") && s.questioned(k), t.is("peut") && s.at(k+1).is("elle", "il", "on", "t"):
			return k
		}
	}
	return -1
}

// howMuch returns the tokens of a question about what a trade brings or what to ask for it: "mes confitures je les vends combien",
// "combien de brebis pour vivre".
func (s *sentence) howMuch() (from, to int) {
	for j := range s.tokens {
		if !s.at(j).is("combien") || s.at(j+1).is("de", "d") && s.at(j+2).is("personnes", "temps", "associes", "membres", "statuts") {
			continue
		}
		for k := max(0, j-4); k < len(s.tokens) && k <= j+8; k++ {
			t := s.at(k)
			if k > 0 && k != j && t.before >= stop && k <= j {
				continue
			}
			living := k > j && (s.isVerb(t, "vivre", "payer") && s.at(j+1).is("de", "d") || t.is("sortir") && s.at(k-1).is("en"))
			if living || s.isVerb(t, "vendre", "facturer", "rapporter", "gagner", "esperer") && !s.at(k-1).is("vous", "tu", "se") || t.is("cotisation", "adhesion") && s.aboutPrice(j) {
				return min(j, k), max(j, k) + 1
			}
		}
	}
	return 0, 0
}

// aboutPrice reports whether "combien" at j asks for a price: "à combien", "combien demander".
func (s *sentence) aboutPrice(j int) bool {
	return s.at(j-1).is("a") || s.isVerb(s.at(j+1), "demander", "mettre", "fixer", "prendre")
}

// letDown returns the tokens that tell that those who pay do not, or no more: "la région a rejeté notre demande", "le crédit mutuel ne
// veut rien entendre".
func (s *sentence) letDown() (from, to int) {
	for j := range s.tokens {
		t := s.at(j)
		payer := t.is("banque", "banques", "banquier", "banquiers", "region", "departement", "etat", "europe", "caf", "msa", "financeur", "financeurs", "fondation", "ademe") ||
			t.is("regional", "general", "departemental") && s.at(j-1).is("conseil") || t.is("mutuel", "agricole") && s.at(j-1).is("credit")
		if !payer {
			continue
		}
		for k := j + 1; k < len(s.tokens) && k <= j+6 && s.tokens[k].before < comma; k++ {
			v := s.at(k)
			if v.is("si", "mais", "qui", "permis", "autorisation") {
				break
			}
			denies := s.isVerb(v, "suivre", "vouloir", "financer", "soutenir", "preter", "repondre") && s.refusing(k, j)
			if denies || s.isVerb(v, "refuser", "rejeter", "lacher", "desengager") && !s.at(k-1).is("pas") && !s.forbids(k) {
				return j, k + 1
			}
		}
	}
	return 0, 0
}

// refusing reports whether the verb at k, whose subject stands at j, is denied.
func (s *sentence) refusing(k, j int) bool {
	return s.at(k+1).is("pas", "plus", "rien") || slices.ContainsFunc(s.tokens[j:k], func(t token) bool { return t.is("pas", "plus") })
}

// forbids reports whether what is refused at k is a permission, no money.
func (s *sentence) forbids(k int) bool {
	for j := k + 1; j < len(s.tokens) && j <= k+4; j++ {
		if s.at(j).is("permis", "autorisation", "agrement", "acces", "local", "terrain", "salle") {
			return true
		}
	}
	return false
}

// doubted returns the tokens of a doubt about the welcome of a project: "je ne sais pas si ça intéresserait quelqu'un".
func (s *sentence) doubted() (from, to int) {
	for j := range s.tokens {
		if !s.at(j).is("si", "que", "qu", "s") {
			continue
		}
		cue := s.at(j - 1)
		if cue.is("pas") {
			cue = s.at(j - 2)
		}
		if !cue.is("savoir", "sais", "sait", "demande", "demandons", "voir", "verifier", "sur", "sure", "surs", "ce", "peur", "doute") ||
			cue.is("ce") && !s.at(j-2).is("est", "esk") || s.at(j).is("que", "qu") && cue.is("savoir", "sais", "sait", "voir") {
			continue
		}
		for k := j + 1; k < len(s.tokens) && k <= j+5 && s.tokens[k].before < comma; k++ {
			v := s.at(k)
			public := slices.ContainsFunc(s.tokens[j:k], func(t token) bool {
				return t.is("ca", "cela", "gens", "habitants", "clients", "villageois", "idee", "concept", "voisins", "familles")
			})
			if public && (s.isVerb(v, "interesser", "plaire") || s.isVerb(v, "suivre", "prendre", "adherer", "adopter") && s.tentativeMood(v) || v.is("voudraient") && s.at(k-1).is("en")) {
				return j, k + 1
			}
		}
	}
	return 0, 0
}

// tentativeMood reports whether a verb is in the conditional: "les gens suivraient".
func (s *sentence) tentativeMood(t *token) bool {
	return slices.ContainsFunc(t.verbs, func(r reading) bool { return r.mood&conditional != 0 })
}
