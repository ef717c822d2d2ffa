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
	s.cues = cues
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
	default:
		s.weakStage(u, cues)
	}
}

// weakStage takes a plan, or signs that are not sure when they agree; else it says that the stage is hinted at.
func (s *sentence) weakStage(u *Understanding, cues []cue) {
	runs := slices.ContainsFunc(cues, cue.runs)
	if from, to := s.planned(u, len(cues) > 0); !runs && to > from {
		s.sure(u, "stage", "idea", 0.7, from, to)
		return
	}
	if len(cues) == 0 {
		return
	}
	c := cues[0]
	mixed := slices.ContainsFunc(cues, func(o cue) bool { return o.code != c.code })
	if !mixed && c.code == "consolidation" && (s.lasting(c.from) || s.running()) {
		s.sure(u, "stage", c.code, 0.7, c.from, c.to)
		return
	}
	u.unsure("stage")
}

// running reports whether an activity that runs is told: an organisation that speaks, "notre café", employees.
func (s *sentence) running() bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool {
		switch {
		case h.denial != affirmed:
			return false
		case h.weak:
			return h.slot == "holder" && h.code == "organisation" && (s.ours(h.from) || s.ours(h.from-1) || s.at(h.from-1).is("l") || s.at(h.from).is("l"))
		case h.slot == "sector":
			return canonical(s.at(h.from-1).word) == "mon"
		}
		return h.slot == "holder" && h.code == "organisation" || h.slot == "employs" && h.code == "yes"
	})
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
	return c.to-c.from > 1 && (s.tokens[c.from].verbs == nil || s.isStep(c.from, c.to))
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
			if s.someBefore(h.from, "qui") && h.code == "consolidation" && s.isVerb(s.at(h.from-1), "avoir", "etre") {
				continue // "des gens qui ont déjà ouvert un béguinage"
			}
			if s.at(h.to-1).is("chez") && s.at(h.to).is("nous", "moi") { // "on voudrait faire pareil chez nous"
				continue
			}
			if last := s.at(h.to - 1); last.before >= comma && light(canonical(last.word)) { // "l'assurance a doublé, notre radio"
				continue
			}
			if s.saidOtherwise(h) || s.growsOtherwise(h) || s.at(h.to-1).is("ferme", "fermes") && h.to-h.from > 1 && s.at(h.to-2).is("une", "la", "des", "ma", "cette") || s.someBefore(h.from, "votre") {
				continue // "on pense à une ferme", "votre site est vide"
			}
			if h.denial != denied && h.denial != lacking || h.to-h.from > 1 && (h.code == "consolidation" || s.isVerb(s.at(h.from), "suivre", "satisfaire", "repondre", "fournir")) {
				cues = append(cues, cue{h.code, h.from, h.to, h.weak})
			}
		}
	}
	cues = s.wishCues(cues)
	cues = s.musingCues(cues)
	cues = s.soonCues(cues)
	cues = s.makingCues(cues)
	cues = s.declineCues(cues)
	cues = s.frailCues(cues)
	cues = s.furtherCues(cues)
	cues = s.demandCues(cues)
	cues = s.setupCues(cues)
	cues = s.agingCues(cues)
	cues = s.hintCues(cues)
	return s.ofProject(cues)
}

// ideaCue reads an idea, an envy, a dream, unless it bears on something else than beginning: "envie d'embaucher".
func (s *sentence) ideaCue(cues []cue, h hit) []cue {
	if h.denial == denied && !s.tokens[h.from].is("idee", "idees") || s.otherEnvy(h) || s.otherThought(h) {
		return cues
	}
	if s.noProject(h) {
		return append(cues, cue{"idea", h.from, h.to, true})
	}
	for _, next := range s.hits {
		near := next.from >= h.to && next.from-h.to < reach && !s.stops(h.to, next.from)
		if near && (next.slot == "stage" && !next.weak && (next.code == "development" || next.code == "consolidation") || next.slot == "need" && next.code == "hiring") && !s.tokens[h.from].is("idee", "idees") {
			return cues
		}
	}
	return append(cues, cue{"idea", h.from, h.to, h.weak})
}

// otherEnvy reports whether an envy is missing, or bears on something that is no project: "pas envie", "envie de dormir".
func (s *sentence) otherEnvy(h hit) bool {
	if !s.at(h.to - 1).is("envie") {
		return false
	}
	next := s.at(h.to + 1)
	return h.denial != affirmed || s.isVerb(s.at(h.to-2), "donner") && !s.at(h.to+1).is("en") || next.before < stop && next.is("dormir", "manger", "partir", "aide", "rire", "pleurer", "vomir", "arreter", "rien", "parler",
		"savoir", "comprendre", "repondre", "crier", "fuir", "mourir", "disparaitre", "vivre", "vacances", "continuer", "me", "m")
}

// otherThought reports whether an idea, a dream or a question bears on something that is no project, or is the reader's: "merci pour
// l'idée", "une idée de la date", "je me pose la question du statut", "on rêve de vacances".
func (s *sentence) otherThought(h hit) bool {
	last, next, after := s.at(h.to-1), s.at(h.to), s.at(h.to+1)
	of := h.to < len(s.tokens) && next.before < comma
	switch {
	case last.is("idee", "idees"):
		return s.someBefore(h.from, "merci") || s.at(h.from-1).is("ces", "vos", "autres") || s.at(h.from-2).is("merci") ||
			of && next.is("du", "de", "d") && after.is("la", "recette", "recettes", "cadeau", "sortie", "menu", "prenom", "balade", "prix", "cout", "budget", "delai", "temps", "montant", "ce", "nombre", "l")
	case last.is("question", "interroge", "interrogeons"):
		return of && next.is("du", "des", "sur", "de") && !looksInfinitive(after.word) && !s.strongSector(h.to+2)
	case last.is("est", "serait") && (next.is("quoi") || s.at(h.from-1).is("votre", "leur", "son")):
		return true
	case last.is("creer", "cree") && s.isVerb(s.at(h.from-1), "vouloir"):
		return true
	case s.at(h.from+1).is("reve") && (s.someBefore(h.from, "etait") || s.someBefore(h.from, "fut")):
		return true
	case last.is("reve", "reves", "revons", "vague", "flou"):
		for j := h.to; j < h.to+4; j++ {
			if s.at(j).is("vacances", "soleil", "mer", "voyage", "voyages", "repos", "vous", "loto") {
				return true
			}
		}
	}
	return false
}

// saidOtherwise reports whether a phrase of an activity that runs is only feared, done with, or said of a neighbour's: "sans que ça
// explose", "j'ai passé la main", "l'agrandissement du hangar du voisin", "en faire des petits logements".
func (s *sentence) saidOtherwise(h hit) bool {
	last, next := s.at(h.to-1), s.at(h.to)
	switch {
	case s.at(h.from-1).is("que", "qu") && s.at(h.from-2).is("sans", "eviter", "avant", "peur"), last.is("main") && s.done(h.from):
		return true
	case last.is("petits") && h.to < len(s.tokens) && next.before < comma && s.lang.words[next.word]&closed == 0:
		return true
	case last.is("ecoles") && next.is("privees", "catholiques"):
		return true
	}
	for j := h.to; j < h.to+4 && j < len(s.tokens) && s.tokens[j].before < comma; j++ {
		if s.tokens[j].is("voisin", "voisins") && s.at(j-1).is("du", "des") {
			return true
		}
	}
	return false
}

// growsOtherwise reports whether it is no activity that grows: children, plants, the economy, oneself.
func (s *sentence) growsOtherwise(h hit) bool {
	if h.code != "development" || h.to-h.from > 2 {
		return false
	}
	if s.at(h.from).is("grandi") && s.at(h.from-1).is("ai", "avons") {
		return true
	}
	for j := max(h.from-6, 0); j < min(h.to+4, len(s.tokens)); j++ {
		if s.tokens[j].is("enfant", "enfants", "plantes", "plante", "arbres", "economique", "demographique", "gamins", "gosses", "herbe", "tomates", "legumes", "semis", "bourg", "ville", "poules", "population") {
			return true
		}
	}
	return false
}

// noProject reports whether an idea is no beginning of a project: "bonne idée", "des idées pour faire revenir les jeunes", the many
// ideas of an association.
func (s *sentence) noProject(h hit) bool {
	before := s.at(h.from - 1)
	switch first := s.at(h.from); {
	case before.is("bonne", "mauvaise") && first.is("idee"), s.gaveUp(h.from):
		return true
	case first.is("idees") && s.someoneElse(h.from), first.is("envie") && s.at(h.from-1).is("plus"):
		return true
	case first.is("idee") && before.is("aucune"), first.is("aucune") && s.at(h.from+1).is("idee"), s.at(h.to-1).is("idee") && s.at(h.to-2).is("pas"):
		return true
	case s.at(h.to-1).is("idees") && s.at(h.to).is("pour") && looksInfinitive(s.at(h.to+1).word):
		return !slices.ContainsFunc(s.hits, func(o hit) bool { return o.slot == "stage" && o.code == "creation" && o.from == h.to+1 })
	case first.is("idees") && before.is("d") && s.at(h.from-2).is("beaucoup", "plein", "tas", "trop"):
		return slices.ContainsFunc(s.hits, func(o hit) bool { return o.slot == "holder" && o.code == "organisation" })
	}
	return false
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
