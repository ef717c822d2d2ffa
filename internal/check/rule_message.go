package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"

	"jalon/knowledge"
)

// maxMessage is the longest message of Telegram, in UTF-16 units as it counts them.
const maxMessage = 4096

// Room kept on a screen for what is not in the entry itself: reasons, distance, territory, freshness.
const (
	cardRoom = 1500
	lineRoom = 60
)

func ruleMessage() Rule {
	return Rule{
		Name:  "message",
		Title: "Aucun écran ne dépasse ce que Telegram accepte.",
		Doc: `Telegram refuse un message de plus de 4 096 caractères, une notification de plus de 200, une présentation du robot de plus de 512.
Sont comptés : chaque phrase de wording, chaque fiche avec tout ce que sa carte montre, et les listes faites des fiches les plus longues
(programmes, contacts, projets, lectures). Raccourcissez le texte montré.`,
		find: findMessage,
	}
}

func findMessage(s *subject) {
	for key, text := range s.base.Wording {
		s.fits(text.Pos, size(text.Value), sentenceLimit(key), "cette phrase")
		if screen, isTitle := strings.CutSuffix(key, ".title"); isTitle {
			body := s.base.Wording[screen+".body"]
			s.fits(body.Pos, size(text.Value)+1+size(body.Value), maxMessage, "cet écran")
		}
	}
	for i := range s.base.Tree.Nodes {
		n := &s.base.Tree.Nodes[i]
		s.fits(n.Ask.Pos, cardRoom+size(n.Ask.Value)+size(n.Hint.Value), maxMessage, "cette question")
	}
	s.cards()
	s.listed()
}

// size is the length of a text as Telegram counts it.
func size(text string) int { return len(utf16.Encode([]rune(text))) }

func (s *subject) fits(at knowledge.Pos, n, most int, what string) {
	if n > most {
		s.fault(at, "%s ferait jusqu'à %d caractères, %d au plus", what, n, most)
	}
}

// sentenceLimit is the most characters of a sentence, by where Telegram shows it.
func sentenceLimit(key string) int {
	switch key {
	case "bot.name":
		return 64
	case "bot.short":
		return 120
	case "bot.description":
		return 512
	case "locate.placeholder":
		return 64
	}
	switch namespace, _, _ := strings.Cut(key, "."); namespace {
	case "toast", "apart":
		return 200
	case "command":
		return 256
	}
	return maxMessage
}

// cards measures what the card of each entry shows.
func (s *subject) cards() {
	each := func(at knowledge.Pos, texts ...knowledge.String) {
		total := cardRoom
		longest := knowledge.String{Pos: at}
		for _, t := range texts {
			total += 1 + size(t.Value)
			if len(t.Value) > len(longest.Value) {
				longest = t
			}
		}
		s.fits(longest.Pos, total, maxMessage, "la carte de cette fiche")
	}
	for _, a := range s.base.Actors {
		each(a.At, a.Name, a.FullName, a.Does, a.Note)
	}
	for _, p := range s.base.Programmes {
		each(p.At, append([]knowledge.String{p.Name, p.Does, p.Format, p.Cost, p.Years}, p.OperatorNames...)...)
	}
	for _, p := range s.base.Projects {
		each(p.At, p.Name, p.Does)
	}
	for _, r := range s.base.Resources {
		each(r.At, append([]knowledge.String{r.Title, r.Does, r.Type}, r.Authors...)...)
	}
	for _, t := range s.base.Terms {
		each(t.At, t.Term, t.Expansion, t.Definition)
	}
}

// line is what an entry takes in a list of entries.
type line struct {
	at   knowledge.Pos
	size int
}

// listed measures each list when it is made of its longest lines.
func (s *subject) listed() {
	var actors, programmes, projects, resources, terms []line
	for _, a := range s.base.Actors {
		actors = append(actors, line{a.Does.Pos, lineRoom + size(a.Name.Value) + size(a.Does.Value)})
	}
	for _, p := range s.base.Programmes {
		n := lineRoom + size(p.Name.Value) + size(p.Does.Value)
		for _, id := range p.Operators {
			if a := s.base.Actor(id.Value); a != nil {
				n += 2 + size(a.Name.Value)
			}
		}
		for _, name := range p.OperatorNames {
			n += 2 + size(name.Value)
		}
		programmes = append(programmes, line{p.Does.Pos, n})
	}
	for _, p := range s.base.Projects {
		projects = append(projects, line{p.Does.Pos, lineRoom + size(p.Name.Value) + size(p.Does.Value)})
	}
	for _, r := range s.base.Resources {
		resources = append(resources, line{r.Does.Pos, lineRoom + size(r.Title.Value) + size(r.Does.Value)})
	}
	for _, t := range s.base.Terms {
		terms = append(terms, line{t.Definition.Pos, lineRoom + size(t.Term.Value) + size(t.Expansion.Value) + size(t.Definition.Value)})
	}
	s.longest(actors, 8, "une liste de contacts")
	s.longest(programmes, 7, "une liste de programmes")
	s.longest(projects, 4, "une liste de projets")
	s.longest(resources, 5, "une liste de lectures")
	s.longest(terms, 6, "une liste de mots")
}

// longest puts down the longest line of a list when the n longest do not fit a message together.
func (s *subject) longest(lines []line, n int, what string) {
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(b.size, a.size) })
	total := 200
	for _, l := range lines[:min(n, len(lines))] {
		total += l.size
	}
	if total > maxMessage {
		s.fault(lines[0].at, "%s ferait jusqu'à %d caractères, %d au plus\u00a0; cette ligne est la plus longue (%d)", what, total, maxMessage, lines[0].size)
	}
}
