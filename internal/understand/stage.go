package understand

import "slices"

// cue is a sign of a stage.
type cue struct {
	code     string
	from, to int
	weak     bool // counts only when nothing better stands
}

// reach is how many words apart a verb and what governs it may stand.
const reach = 8

// stage decides where the project stands, from what is told of ideas, beginnings and time.
func (s *sentence) stage(u *Understanding) {
	cues := s.stageCues()
	strong := func(code string) (cue, bool) {
		i := slices.IndexFunc(cues, func(c cue) bool { return c.code == code && !c.weak })
		if i < 0 {
			return cue{}, false
		}
		return cues[i], true
	}
	idea, hasIdea := strong("idea")
	creation, hasCreation := strong("creation")
	for _, code := range [...]string{"development", "consolidation"} {
		if c, found := strong(code); found && !(code == "consolidation" && hasCreation && s.underWay(creation)) {
			s.sure(u, "stage", code, s.certainty(c.from, c.to), c.from, c.to)
			return
		}
	}
	switch {
	case hasIdea && !(hasCreation && s.underWay(creation)):
		s.sure(u, "stage", "idea", s.certainty(idea.from, idea.to), idea.from, idea.to)
	case hasCreation:
		s.sure(u, "stage", "creation", s.certainty(creation.from, creation.to), creation.from, creation.to)
	case len(cues) > 0:
		s.weakStage(u, cues)
	}
}

// weakStage takes signs that are not sure when they agree and the text is short; else it says that the stage is hinted at.
func (s *sentence) weakStage(u *Understanding, cues []cue) {
	for _, c := range cues[1:] {
		if c.code != cues[0].code {
			u.unsure("stage")
			return
		}
	}
	if c := cues[0]; c.code == "consolidation" && s.lasting(c.from) {
		s.sure(u, "stage", c.code, 0.7, c.from, c.to)
		return
	}
	u.unsure("stage")
}

// certainty lowers the confidence of words whose spelling was corrected.
func (s *sentence) certainty(from, to int) float64 {
	for _, t := range s.tokens[from:to] {
		if t.fixed {
			return 0.85
		}
	}
	return 1
}

// underWay reports whether a creation is told as going on: "on est en train de monter", "démarches".
func (s *sentence) underWay(c cue) bool {
	for j := c.from - 1; j >= 0 && j >= c.from-4 && s.tokens[j+1].before < stop; j-- {
		if s.tokens[j].is("train", "cours") || s.isVerb(&s.tokens[j], "commencer") {
			return true
		}
	}
	return s.tokens[c.from].verbs == nil && c.to-c.from > 1
}

// stageCues reads every sign of a stage in the sentence.
func (s *sentence) stageCues() []cue {
	var cues []cue
	for _, h := range s.hits {
		if h.slot != "stage" {
			continue
		}
		switch h.code {
		case "idea":
			cues = s.ideaCue(cues, h)
		case "creation":
			cues = s.creationCue(cues, h)
		default:
			if h.denial != denied && h.denial != lacking || h.code == "consolidation" && h.to-h.from > 1 {
				cues = append(cues, cue{h.code, h.from, h.to, h.weak})
			}
		}
	}
	cues = s.wishCues(cues)
	return s.agingCues(cues)
}

// ideaCue reads an idea, an envy, a dream, unless it bears on something else than beginning: "envie d'embaucher".
func (s *sentence) ideaCue(cues []cue, h hit) []cue {
	if h.denial == denied && !s.tokens[h.from].is("idee", "idees") {
		return cues
	}
	if j := h.from - 1; s.at(j).is("bonne", "mauvaise") && s.at(h.from).is("idee") || s.at(h.from).is("idees") && s.someoneElse(h.from) {
		return append(cues, cue{"idea", h.from, h.to, true})
	}
	for _, next := range s.hits {
		near := next.from >= h.to && next.from-h.to < reach && !s.stops(h.to, next.from)
		if near && (next.slot == "stage" && (next.code == "development" || next.code == "consolidation") || next.slot == "need" && next.code == "hiring") && !s.tokens[h.from].is("idee", "idees") {
			return cues
		}
	}
	return append(cues, cue{"idea", h.from, h.to, h.weak})
}

// someoneElse reports whether the reader is asked for something: "vous avez des idées ?".
func (s *sentence) someoneElse(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if s.tokens[j].is("vous", "tu", "avez", "as") {
			return true
		}
	}
	return false
}

// stops reports whether a sentence ends between two tokens.
func (s *sentence) stops(from, to int) bool {
	for i := from; i <= to && i < len(s.tokens); i++ {
		if s.tokens[i].before == stop && i > from || s.tokens[i].is("mais") {
			return true
		}
	}
	return false
}

// creationCue reads a verb or a noun of beginning: wished for it is an idea, done it is behind, else it is the creation.
func (s *sentence) creationCue(cues []cue, h hit) []cue {
	t := &s.tokens[h.from]
	verb := len(t.verbs) > 0 && s.lang.words[t.word]&noun == 0 || s.verbHere(h.from)
	if !verb && h.to == h.from+1 && !s.lexicon.says(t.word, h.slot) {
		return cues // a noun that is also a form of a verb: "entreprise"
	}
	switch {
	case verb && s.tokens[h.from].is("installer", "installe", "installons", "installent"):
		return append(cues, cue{"creation", h.from, h.to, !s.settlesIn(h.from, h.to)})
	case h.weak && !verb && s.sectorNear(h.to+1) && s.tokens[h.from].is("reprise", "rachat", "ouverture", "reouverture", "transformation"):
		return append(cues, cue{"creation", h.from, h.to, false})
	case h.denial == denied || h.weak && !verb || s.at(h.from-1).is("me", "de", "d", "se", "nous") && s.someBefore(h.from, "avant"):
		return append(cues, cue{"creation", h.from, h.to, true})
	case verb && s.neutralObject(h):
		return cues
	case verb && s.done(h.from):
		return s.doneCue(cues, h)
	case s.offered(h.from):
		return append(cues, cue{"creation", h.from, h.to, true})
	case verb && onlyParticiple(t):
		return cues // "un lieu ouvert à tous"
	}
	if from, wished := s.wished(h.from); wished {
		return append(cues, cue{"idea", from, h.to, false})
	}
	return append(cues, cue{"creation", h.from, h.to, h.weak && !(verb && s.intended(h))})
}

// intended reports whether a verb that often means something else is here what is wanted of a project: "nous voulons transformer la
// grange en gîte".
func (s *sentence) intended(h hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-4 && s.tokens[j+1].before < comma; j-- {
		if t := &s.tokens[j]; t.is("projet", "projets", "train") || s.isVerb(t, "vouloir", "souhaiter", "compter",
			"aller") && !t.is("compte") {
			return slices.ContainsFunc(s.hits, func(o hit) bool { return o.slot == "sector" && o.from >= h.to && o.from <= h.to+6 })
		}
	}
	return false
}

// settlesIn reports whether somebody sets up in a trade: "m'installer en maraîchage", "comme éleveuse".
func (s *sentence) settlesIn(from, to int) bool {
	return (s.at(from-1).is("me", "m", "nous", "se", "s") || s.at(to).is("en", "comme")) && s.sectorNear(to)
}

// sectorNear reports whether the phrase of a sector begins at i or just after.
func (s *sentence) sectorNear(i int) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.slot == "sector" && !h.weak && h.from >= i && h.from <= i+2 })
}

// someBefore reports whether the word stands among the three tokens before i.
func (s *sentence) someBefore(i int, word string) bool {
	return s.at(i-1).is(word) || s.at(i-2).is(word) || s.at(i-3).is(word)
}

// neutralObject reports whether a verb of beginning has an object that is no project: "créer du lien", "ouvrir un compte".
func (s *sentence) neutralObject(h hit) bool {
	for j := h.to; j < h.to+4 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		t := &s.tokens[j]
		switch t.word {
		case "lien", "liens", "emploi", "emplois", "poste", "postes", "compte", "contact", "contacts", "etude", "etudes", "debat",
			"discussion", "site", "page", "campagne", "appel", "cagnotte", "crowdfunding", "financement", "confiance", "dynamique",
			"ligne",
			"droits", "droit", "public", "tous", "parole", "travail", "boulot", "cours", "gout", "souffle", "main", "controle",
			"competence", "competences", "puissance", "gamme", "prix", "conscience", "besoin", "evenement", "fete", "porte",
			"portes", "yeux", "voie", "ecole", "lycee", "vie", "discussions", "conversation":
			return !(t.is("ecole", "lycee", "fete", "evenement", "vie") && !s.tokens[h.from].is("reprendre", "reprends"))
		}
		if s.lang.words[t.word]&(closed|adjective) == 0 {
			return false
		}
	}
	return false
}

// doneCue reads a beginning that is behind: the activity runs, unless what was created is only the group that carries it.
func (s *sentence) doneCue(cues []cue, h hit) []cue {
	if s.someBefore(h.from, "qui") { // "des gens qui ont monté une recyclerie"
		return append(cues, cue{"consolidation", h.from, h.to, true})
	}
	for j := h.to; j < h.to+4 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.tokens[j].is("asso", "association", "collectif", "groupe", "page", "dossier", "statuts", "collectifs", "comite") {
			return append(cues, cue{"consolidation", h.from, h.to, true})
		}
	}
	begun := s.isVerb(&s.tokens[h.from], "ouvrir", "rouvrir", "lancer", "demarrer", "creer", "monter", "fonder")
	return append(cues, cue{"consolidation", h.from, h.to, !begun})
}

// wishCues reads wishes that name what is wished for without a verb of beginning: "j'aimerais une épicerie dans mon village".
func (s *sentence) wishCues(cues []cue) []cue {
	for j := range s.tokens {
		if !s.wishing(&s.tokens[j]) && !s.tentative(j) || s.isVerb(&s.tokens[j], "pouvoir") && !(s.at(j-1).is("on", "je", "nous") && s.at(j-2).is("si")) {
			continue
		}
		for _, h := range s.hits {
			near := h.from > j && h.from-j < reach && !s.stops(j+1, h.from)
			if near && h.slot == "sector" && h.denial == affirmed && s.wishOfProject(j, h.from) {
				cues = append(cues, cue{"idea", j, h.to, false})
				break
			}
		}
	}
	return cues
}

// wishOfProject reports whether the words between a wish and what it names make a project of it, not a search for help.
func (s *sentence) wishOfProject(j, at int) bool {
	for k := j + 1; k < at; k++ {
		t := &s.tokens[k]
		if s.isVerb(t, "trouver", "savoir", "rencontrer", "connaitre", "obtenir", "comprendre", "etre", "chercher", "consolider",
			"developper", "former", "visiter", "aider", "agrandir", "garder", "sauver", "embaucher", "financer", "parler",
			"contacter", "rejoindre", "travailler", "apprendre", "tester") && len(t.verbs) == 1 {
			return false
		}
		if t.is("information", "informations", "info", "infos", "renseignement", "renseignements", "aide", "conseil", "conseils",
			"local", "subvention", "subventions", "accompagnement", "contact", "contacts") || t.is("que", "qui",
			"qu") && s.at(k+1).is("vous", "tu", "quelqu", "peut", "pourrait") || canonical(t.word) == "mon" && k == at-1 {
			return false
		}
		for _, h := range s.hits {
			if h.from <= k && k < h.to && (h.slot == "need" || h.slot == "stage" && h.code != "idea" && h.code != "creation") {
				return false
			}
		}
	}
	return true
}

// agingCues reads activities that have lasted: "notre asso existe depuis dix ans", "ça fait deux ans qu'on tourne".
func (s *sentence) agingCues(cues []cue) []cue {
	for j := range s.tokens {
		t := &s.tokens[j]
		if s.isVerb(t, "exister", "tourner", "fonctionner", "produire", "vendre", "organiser", "animer", "gerer", "accueillir",
			"proposer", "cultiver", "fabriquer", "livrer", "exploiter",
			"tenir") && s.isFinite(t) && s.denialOf(j, j+1) == affirmed && s.lasting(j) {
			cues = append(cues, cue{"consolidation", j, j + 1, true})
		}
	}
	return cues
}
