package geo

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDescription is the greatest length of a description, in characters.
const maxDescription = 160

// Describe puts a territory into French, short enough for a line or two: "la Lozère", "toute la France",
// "Auvergne-Rhône-Alpes, sauf la Loire", "12 communes autour de Tulle". Long lists are counted rather than
// spelt out. Unknown codes are left out; the result is "" when nothing is left.
func (g *Gazetteer) Describe(include, except []string) string {
	in, out := g.gather(include), g.gather(except)
	var text string
	for brevity := range counted + 1 {
		text = enumerate(g.items(in, brevity))
		if text == "" {
			return ""
		}
		if without := enumerate(g.items(out, brevity)); without != "" {
			text += ", sauf " + without
		}
		if utf8.RuneCountInString(text) <= maxDescription {
			break
		}
	}
	return text
}

// Degrees of brevity of a description, from spelling everything out to counting everything.
const (
	spelt = iota
	condensed
	fewest
	counted
)

// gathered is a list of territory codes, sorted out by kind, each once.
type gathered struct {
	national    bool
	regions     []int
	departments []int
	epcis       []int
	communes    []int
}

// gather understands the codes. What a larger code of the list holds is left out, and the departments of
// a whole region become the region.
func (g *Gazetteer) gather(codes []string) gathered {
	var all gathered
	for _, code := range codes {
		p := g.part(code)
		switch {
		case p.rank == national:
			all.national = true
		case p.rank == regional:
			all.regions = appendOnce(all.regions, p.index)
		case p.rank == departmental:
			all.departments = appendOnce(all.departments, p.index)
		case p.epci:
			all.epcis = appendOnce(all.epcis, p.index)
		case p.rank == local:
			all.communes = appendOnce(all.communes, p.index)
		}
	}
	for r := range g.regions {
		if whole(g.regions[r].departments, all.departments) {
			all.regions = appendOnce(all.regions, r)
		}
	}
	if len(all.regions) == len(g.regions) {
		all.national = true
	}
	g.prune(&all)
	return all
}

func appendOnce(list []int, n int) []int {
	if slices.Contains(list, n) {
		return list
	}
	return append(list, n)
}

func whole(departments []uint8, listed []int) bool {
	return !slices.ContainsFunc(departments, func(d uint8) bool { return !slices.Contains(listed, int(d)) })
}

// prune leaves out what a larger code of the same list holds.
func (g *Gazetteer) prune(all *gathered) {
	held := func(d int) bool {
		code := g.departments[d].code
		return all.national && !isCollectivity(code) ||
			slices.ContainsFunc(all.regions, func(r int) bool { return g.regions[r].code == g.departments[d].region })
	}
	all.departments = slices.DeleteFunc(all.departments, held)
	if all.national {
		all.regions = nil
	}
	inside := func(c int) bool {
		d := g.communes[c].department
		return d != noDepartment && (held(int(d)) || slices.Contains(all.departments, int(d)))
	}
	all.epcis = slices.DeleteFunc(all.epcis, func(e int) bool {
		return !slices.ContainsFunc(g.epcis[e].members, func(c uint16) bool { return !inside(int(c)) })
	})
	all.communes = slices.DeleteFunc(all.communes, func(c int) bool {
		return inside(c) || slices.Contains(all.epcis, int(g.communes[c].epci))
	})
}

// items puts each part of a territory into French.
func (g *Gazetteer) items(all gathered, brevity int) []string {
	var items []string
	if all.national {
		items = append(items, "toute la France")
	}
	if brevity == counted {
		return slices.Concat(items, count(all.regions, "une région", "régions"), count(all.departments, "un département", "départements"),
			count(all.epcis, "une intercommunalité", "intercommunalités"), count(all.communes, "une commune", "communes"))
	}
	return slices.Concat(items, g.regionItems(all.regions, brevity), g.departmentItems(all.departments, brevity),
		g.epciItems(all.epcis, brevity), g.communeItems(all.communes, brevity))
}

// count says how many there are.
func count(list []int, one, many string) []string {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return []string{one}
	}
	return []string{strconv.Itoa(len(list)) + " " + many}
}

func (g *Gazetteer) regionItems(regions []int, brevity int) []string {
	if brevity == fewest && len(regions) > 2 {
		return []string{strconv.Itoa(len(regions)) + " régions"}
	}
	return collect(regions, func(r int) string { return g.regions[r].the })
}

func (g *Gazetteer) departmentItems(departments []int, brevity int) []string {
	most := [...]int{spelt: 8, condensed: 3, fewest: 1}[brevity]
	if len(departments) <= max(most, 1) {
		return collect(departments, func(d int) string { return g.departments[d].the })
	}
	total := strconv.Itoa(len(departments)) + " départements"
	if brevity == fewest {
		return []string{total}
	}
	names := collect(departments[:3], func(d int) string { return g.departments[d].name })
	return []string{total + " (" + strings.Join(names, ", ") + "…)"}
}

func (g *Gazetteer) epciItems(epcis []int, brevity int) []string {
	most := [...]int{spelt: 3, condensed: 1, fewest: 1}[brevity]
	if len(epcis) <= most {
		return collect(epcis, func(e int) string { return g.epciLabel(e, brevity) })
	}
	total := strconv.Itoa(len(epcis)) + " intercommunalités"
	var members, departments []int
	for _, e := range epcis {
		for _, c := range g.epcis[e].members {
			members = append(members, int(c))
			if d := g.communes[c].department; d != noDepartment {
				departments = appendOnce(departments, int(d))
			}
		}
	}
	if len(departments) > 0 && len(departments) <= 2 {
		return []string{total + " " + enumerate(collect(departments, func(d int) string { return of(g.departments[d].the) }))}
	}
	return []string{total + " " + around(g.communes[g.greatest(members)].name)}
}

// epciLabel names an intercommunality with its departments: "la communauté de communes X (Landes)".
func (g *Gazetteer) epciLabel(e, brevity int) string {
	name, _, _ := strings.Cut(g.epcis[e].name, " (")
	for _, start := range [...]string{"Communauté", "Métropole"} {
		if strings.HasPrefix(name, start) {
			name = "la " + strings.ToLower(start[:1]) + name[1:]
		}
	}
	if strings.HasPrefix(name, "Eurométropole") {
		name = "l'" + name
	}
	var departments []int
	for _, c := range g.epcis[e].members {
		if d := g.communes[c].department; d != noDepartment {
			departments = appendOnce(departments, int(d))
		}
	}
	if brevity == fewest || len(departments) > 3 {
		departments = departments[:min(1, len(departments))]
	}
	if len(departments) == 0 {
		return name
	}
	return name + " (" + enumerate(collect(departments, func(d int) string { return g.departments[d].name })) + ")"
}

func (g *Gazetteer) communeItems(communes []int, brevity int) []string {
	most := [...]int{spelt: 4, condensed: 1, fewest: 1}[brevity]
	if len(communes) <= most {
		return collect(communes, g.communeLabel)
	}
	centre := g.greatest(communes)
	return []string{strconv.Itoa(len(communes)) + " communes " + around(g.communes[centre].name) + g.inDepartment(centre)}
}

func (g *Gazetteer) communeLabel(c int) string {
	return g.communes[c].name + g.inDepartment(c)
}

// inDepartment is the department of a commune, in brackets after its name.
func (g *Gazetteer) inDepartment(c int) string {
	d := g.communes[c].department
	if d == noDepartment || g.departments[d].name == g.communes[c].name {
		return ""
	}
	return " (" + g.departments[d].name + ")"
}

// greatest is the most populated of the communes.
func (g *Gazetteer) greatest(communes []int) int {
	return slices.MaxFunc(communes, func(a, b int) int { return g.byPopulation(uint16(b), uint16(a)) })
}

func collect(list []int, name func(int) string) []string {
	items := make([]string, len(list))
	for i, n := range list {
		items[i] = name(n)
	}
	return items
}
