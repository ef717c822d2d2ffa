package index

import (
	"slices"
	"strings"

	"jalon/knowledge"
)

// How many times a word counts, by the part of the entry where it stands.
const (
	nameTimes = 4 // the name, the aliases, a term and its expansion
	tagTimes  = 2 // the full name, the kind, the areas, the nature of a publication
	bodyTimes = 1 // what it does, and the rest
)

// entry is what the index keeps of one entry of the base: its texts, by weight, and its codes.
type entry struct {
	id, kind, title string
	// names are the name and the aliases; more are the longer forms of the name.
	names, more []string
	// tags and body are the other texts.
	tags, body []string

	stages, holders, sectors, needs []string
	// include and except are the territory, sorted; communes are those where the entry can be met; departments are those that
	// any of these codes lies in, as far as the code tells.
	include, except, communes, departments []string
	// past entries tell of something that is over.
	past bool
	// length is the number of words that count, each as many times as it counts.
	length float64
}

// texts gives the texts of an entry in the order of their weight.
func (e *entry) texts() []weighted {
	return []weighted{{e.names, nameTimes}, {e.more, tagTimes}, {e.tags, tagTimes}, {e.body, bodyTimes}}
}

// weighted is a part of an entry and how many times its words count.
type weighted struct {
	texts []string
	times int
}

// reader makes entries out of a base.
type reader struct{ base *knowledge.Base }

// entries lists the entries of the base that can be found.
func (r reader) entries() []entry {
	b := r.base
	list := make([]entry, 0, len(b.Actors)+len(b.Programmes)+len(b.Projects)+len(b.Resources)+len(b.Terms))
	for _, a := range b.Actors {
		list = append(list, r.actor(a))
	}
	for _, p := range b.Programmes {
		list = append(list, r.programme(p))
	}
	for _, p := range b.Projects {
		list = append(list, r.project(p))
	}
	for _, d := range b.Resources {
		list = append(list, r.resource(d))
	}
	for _, t := range b.Terms {
		list = append(list, r.term(t))
	}
	for i := range list {
		list[i].settle()
	}
	return list
}

func (r reader) actor(a *knowledge.Actor) entry {
	e := entry{
		id: a.ID, kind: TypeActor, title: a.Name.Value, names: names(a.Name, a.Aliases), more: texts(a.FullName),
		body:   texts(a.Does, a.Note),
		stages: knowledge.Values(a.Stages), holders: knowledge.Values(a.Holders), sectors: knowledge.Values(a.Sectors), needs: knowledge.Values(a.Needs),
		past: a.Past(),
	}
	if k := r.base.Vocabulary.Kind(a.Kind.Value); k != nil {
		e.tags = append(e.tags, k.Label.Value)
	}
	e.tags = append(e.tags, r.labels("sector", a.Sectors)...)
	e.body = append(e.body, r.labels("need", a.Needs)...)
	for _, office := range a.Offices {
		e.communes = append(e.communes, office.Commune.Value)
		e.tags = append(e.tags, texts(office.Label)...)
	}
	r.territory(&e, a.Territory)
	return e
}

func (r reader) programme(p *knowledge.Programme) entry {
	e := entry{
		id: p.ID, kind: TypeProgramme, title: p.Name.Value, names: names(p.Name, p.Aliases),
		body:   append(texts(p.Does, p.Format, p.Cost, p.Years), knowledge.Values(p.OperatorNames)...),
		stages: knowledge.Values(p.Stages), holders: knowledge.Values(p.Holders), sectors: knowledge.Values(p.Sectors), needs: knowledge.Values(p.Needs),
		past: p.Past(),
	}
	for _, id := range p.Operators {
		e.body = append(e.body, r.actorName(id)...)
	}
	e.tags = append(e.tags, r.labels("sector", p.Sectors)...)
	e.body = append(e.body, r.labels("need", p.Needs)...)
	r.territory(&e, p.Territory)
	return e
}

func (r reader) project(p *knowledge.Project) entry {
	e := entry{
		id: p.ID, kind: TypeProject, title: p.Name.Value, names: names(p.Name, p.Aliases), body: texts(p.Does),
		tags: r.labels("sector", p.Sectors), sectors: knowledge.Values(p.Sectors), past: p.Past(),
	}
	for _, id := range p.SupportedBy {
		e.body = append(e.body, r.actorName(id)...)
	}
	e.communes = texts(p.Commune)
	e.include = append(texts(p.Department), e.communes...)
	return e
}

func (r reader) resource(d *knowledge.Resource) entry {
	return entry{
		id: d.ID, kind: TypeResource, title: d.Title.Value, names: names(d.Title, d.Aliases), body: append(texts(d.Does, d.Year), knowledge.Values(d.Authors)...),
		tags:   append(append(texts(d.Type), r.labels("sector", d.Sectors)...), r.labels("need", d.Needs)...),
		stages: knowledge.Values(d.Stages), holders: knowledge.Values(d.Holders), sectors: knowledge.Values(d.Sectors), needs: knowledge.Values(d.Needs),
		include: knowledge.Values(d.Places), past: d.Past(),
	}
}

func (r reader) term(t *knowledge.Term) entry {
	return entry{
		id: t.ID, kind: TypeTerm, title: t.Term.Value, names: names(t.Term, append([]knowledge.String{t.Expansion}, t.Aliases...)), body: texts(t.Definition),
		past: t.Past(),
	}
}

// territory spells the territory of an entry out as codes, and the names of its areas as tags.
func (r reader) territory(e *entry, t knowledge.Territory) {
	e.include, e.except = r.base.Codes(t)
	for _, s := range t.Include {
		if id, named := strings.CutPrefix(s.Value, "area:"); named && r.base.Area(id) != nil {
			e.tags = append(e.tags, r.base.Area(id).Name.Value)
		}
	}
}

// labels are the names of codes, as people read them.
func (r reader) labels(slot string, codes []knowledge.String) []string {
	var labels []string
	for _, c := range codes {
		if code := r.base.Vocabulary.Find(slot, c.Value); code != nil && c.Value != "other" {
			labels = append(labels, code.Label.Value)
		}
	}
	return labels
}

func (r reader) actorName(id knowledge.String) []string {
	if a := r.base.Actor(id.Value); a != nil {
		return texts(a.Name)
	}
	return nil
}

// names puts the name before the aliases; an alias that only repeats the name in other letters is left out.
func names(name knowledge.String, aliases []knowledge.String) []string {
	list := texts(name)
	seen := map[string]bool{key(name.Value): true}
	for _, a := range aliases {
		if k := key(a.Value); k != "" && !seen[k] {
			seen[k] = true
			list = append(list, a.Value)
		}
	}
	return list
}

// texts keeps the values that are not empty.
func texts(list ...knowledge.String) []string {
	values := make([]string, 0, len(list))
	for _, s := range list {
		if s.Value != "" {
			values = append(values, s.Value)
		}
	}
	return values
}

// settle sorts the codes and works out the departments.
func (e *entry) settle() {
	for _, code := range slices.Concat(e.include, e.communes) {
		if d := departmentOf(code); d != "" {
			e.departments = append(e.departments, d)
		}
	}
	for _, list := range []*[]string{&e.include, &e.except, &e.communes, &e.departments} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// departmentOf is the department that a code names or lies in, "" when the code does not tell. Those of the older groups of
// communes do: "E243500667" is in 35.
func departmentOf(code string) string {
	switch {
	case strings.HasPrefix(code, "E24") && len(code) == len("E243500667") && code[3:5] != "20" && code[3:5] != "97":
		return code[3:5]
	case len(code) == 0 || code[0] < '0' || code[0] > '9':
		return ""
	case len(code) <= 3:
		return code
	case code[:2] == "97" || code[:2] == "98":
		return code[:3]
	}
	return code[:2]
}
