package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jalon/internal/geo"
	"jalon/knowledge"
)

// Line is many cells that change alike, said in one line: "Lozère, Aveyron · idée · un groupe d'habitants · tous les domaines".
type Line struct {
	Where string
	Cells int
	// From and To name those who come first before and after.
	From, To string
}

// Group says moves in few lines, those of most cells first. Names and labels come from the bases before and after.
func Group(moves []Move, before, after *knowledge.Base, places *geo.Gazetteer) []Line {
	g := &grouping{before: before, after: after, places: places}
	type key struct{ from, to, sectors, people string }
	cells := map[[4]string][]string{} // department, from, to, stage and holder → sectors
	for _, m := range moves {
		k := [4]string{m.Department, g.names(m.From), g.names(m.To), m.Stage + "\n" + m.Holder}
		cells[k] = append(cells[k], m.Sector)
	}
	people := map[[4]string][]string{} // department, from, to, sectors → stages and holders
	for k, sectors := range cells {
		p := [4]string{k[0], k[1], k[2], strings.Join(sectors, "\n")}
		people[p] = append(people[p], k[3])
	}
	departments := map[key][]string{}
	for p, who := range people {
		slices.Sort(who)
		k := key{p[1], p[2], p[3], strings.Join(who, "|")}
		departments[k] = append(departments[k], p[0])
	}
	var lines []Line
	for k, codes := range departments {
		who := strings.Split(k.people, "|")
		lines = append(lines, Line{
			Where: strings.Join([]string{g.departments(codes), g.people(who), g.sectors(strings.Split(k.sectors, "\n"))}, " · "),
			Cells: len(codes) * len(who) * len(strings.Split(k.sectors, "\n")),
			From:  k.from, To: k.to,
		})
	}
	slices.SortFunc(lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(b.Cells, a.Cells), cmp.Compare(a.Where, b.Where), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return lines
}

type grouping struct {
	before, after *knowledge.Base
	places        *geo.Gazetteer
}

// names says who comes first: "A", "A ou B", "A, B et 2 autres, à tour de rôle".
func (g *grouping) names(ids []string) string {
	var names []string
	for _, id := range ids {
		actor := g.after.Actor(id)
		if actor == nil {
			actor = g.before.Actor(id)
		}
		if actor != nil {
			names = append(names, actor.Name.Value)
		}
	}
	switch len(names) {
	case 0:
		return "personne"
	case 1:
		return names[0]
	case 2:
		return names[0] + " ou " + names[1]
	}
	return fmt.Sprintf("%s, %s et %d autres à tour de rôle", names[0], names[1], len(names)-2)
}

// departments names a few departments and counts the others.
func (g *grouping) departments(codes []string) string {
	if len(codes) == len(g.places.Departments()) {
		return "partout"
	}
	slices.Sort(codes)
	var names []string
	for _, code := range codes {
		place, _ := g.places.Place(code)
		names = append(names, place.Name)
	}
	return few(names)
}

// people says stages and holders: products of both as such, else pair by pair.
func (g *grouping) people(pairs []string) string {
	var stages, holders []string
	for _, pair := range pairs {
		stage, holder, _ := strings.Cut(pair, "\n")
		if !slices.Contains(stages, stage) {
			stages = append(stages, stage)
		}
		if !slices.Contains(holders, holder) {
			holders = append(holders, holder)
		}
	}
	if len(stages)*len(holders) == len(pairs) {
		return g.all("stage", stages, "toutes les étapes") + " · " + g.all("holder", holders, "tous les porteurs")
	}
	var says []string
	for _, pair := range pairs {
		stage, holder, _ := strings.Cut(pair, "\n")
		says = append(says, g.label("stage", stage)+" · "+g.label("holder", holder))
	}
	return few(says)
}

func (g *grouping) sectors(codes []string) string { return g.all("sector", codes, "tous les domaines") }

// all says codes of a list in the order of the vocabulary, or that all are meant.
func (g *grouping) all(slot string, codes []string, everything string) string {
	known := values(g.after.Vocabulary.List(slot))
	if len(codes) == len(known) {
		return everything
	}
	var says []string
	for _, code := range known {
		if slices.Contains(codes, code) {
			says = append(says, g.label(slot, code))
		}
	}
	return strings.Join(says, ", ")
}

func (g *grouping) label(slot, code string) string {
	found := g.after.Vocabulary.Find(slot, code)
	if found == nil {
		return code
	}
	first, size := utf8.DecodeRuneInString(found.Label.Value)
	return string(unicode.ToLower(first)) + found.Label.Value[size:]
}
