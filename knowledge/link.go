package knowledge

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var idPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// maxID is the most characters of an id: it travels in buttons of 64 bytes.
const maxID = 48

// areaID is the id in "area:vignoble-nantais", "" for a code.
func areaID(code string) string {
	id, found := strings.CutPrefix(code, "area:")
	if !found {
		return ""
	}
	return id
}

// link gives entries their ids, indexes them and checks every code and reference of the base.
func (b *Base) link() Faults {
	for _, r := range b.Resources {
		r.ID = r.Key.Value
	}
	for _, t := range b.Terms {
		t.ID = t.Key.Value
	}
	for _, a := range b.Areas {
		a.ID = a.Key.Value
	}
	for _, r := range b.References {
		r.ID = r.Key.Value
	}
	var faults Faults
	b.actors = indexEntries(&faults, b.Actors, func(a *Actor) (string, Pos) { return a.ID, a.At })
	b.programmes = indexEntries(&faults, b.Programmes, func(p *Programme) (string, Pos) { return p.ID, p.At })
	b.projects = indexEntries(&faults, b.Projects, func(p *Project) (string, Pos) { return p.ID, p.At })
	b.resources = indexEntries(&faults, b.Resources, func(r *Resource) (string, Pos) { return r.ID, r.At })
	b.terms = indexEntries(&faults, b.Terms, func(t *Term) (string, Pos) { return t.ID, t.At })
	b.areas = indexEntries(&faults, b.Areas, func(a *Area) (string, Pos) { return a.ID, a.At })
	b.references = indexEntries(&faults, b.References, func(r *Reference) (string, Pos) { return r.ID, r.At })
	c := &linker{base: b, ids: b.ids()}
	c.walk(reflect.ValueOf(b).Elem(), "")
	c.lexicon()
	return append(faults, c.faults...)
}

func indexEntries[T any](faults *Faults, list []T, key func(T) (string, Pos)) map[string]T {
	sortEntries(list, func(e T) string { id, _ := key(e); return id })
	index := make(map[string]T, len(list))
	for _, e := range list {
		id, pos := key(e)
		if pos.IsZero() {
			continue
		}
		if id == "" {
			continue // the key that lacks has its own fault
		}
		if !idPattern.MatchString(id) || len(id) > maxID {
			*faults = append(*faults, Fault{Pos: pos, Rule: "identifiant", Message: fmt.Sprintf("identifiant \"%s\"\u00a0: minuscules sans accent, chiffres et tirets seulement, %d caractères au plus", id, maxID)})
		}
		if first, twice := index[id]; twice {
			_, at := key(first)
			*faults = append(*faults, Fault{Pos: pos, Rule: "doublon", Message: fmt.Sprintf("l'identifiant \"%s\" est déjà pris par %s", id, at)})
			continue
		}
		index[id] = e
	}
	return index
}

// ids lists, for every kind of reference, what it may lead to.
func (b *Base) ids() map[string][]string {
	ids := map[string][]string{}
	for _, list := range []string{"stage", "holder", "sector", "need", "condition", "kind"} {
		ids[list] = b.Vocabulary.codes(list)
	}
	for id := range b.actors {
		ids["actor"] = append(ids["actor"], id)
	}
	for id := range b.programmes {
		ids["programme"] = append(ids["programme"], id)
	}
	for id := range b.terms {
		ids["term"] = append(ids["term"], id)
	}
	for id := range b.references {
		ids["reference"] = append(ids["reference"], id)
	}
	for id := range b.areas {
		ids["area"] = append(ids["area"], id)
	}
	for _, n := range b.Tree.Nodes {
		ids["node"] = append(ids["node"], n.ID.Value)
	}
	for _, list := range ids {
		slices.Sort(list)
	}
	return ids
}

// linker walks the whole base and checks values against the closed lists that the tags of their fields name.
type linker struct {
	base   *Base
	ids    map[string][]string
	faults Faults
}

func (c *linker) fault(pos Pos, rule, format string, args ...any) {
	c.faults = append(c.faults, Fault{Pos: pos, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

func (c *linker) walk(v reflect.Value, tag reflect.StructTag) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.walk(v.Elem(), tag)
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.walk(v.Index(i), tag)
		}
	case reflect.Struct:
		switch value := v.Interface().(type) {
		case String:
			c.text(value, tag)
		case Territory:
			c.areas(value.Include)
			c.areas(value.Except)
		case Int, Bool, Date:
		default:
			c.fields(v)
		}
	}
}

func (c *linker) fields(v reflect.Value) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.IsExported() && field.Type.Kind() != reflect.Map {
			c.walk(v.Field(i), field.Tag)
		}
	}
	if choice, ok := v.Interface().(Choice); ok {
		c.choice(choice)
	}
}

// text checks one value against the tags of its field.
func (c *linker) text(s String, tag reflect.StructTag) {
	if s.Pos.IsZero() {
		return
	}
	if list := tag.Get("code"); list != "" && !slices.Contains(c.ids[list], s.Value) {
		c.fault(s.Pos, "code", "\"%s\" n'est pas un code connu (%s)%s", s.Value, list, apart(s.Value, c.ids[list]))
	}
	if one := tag.Get("one"); one != "" {
		if list := strings.Split(one, "|"); !slices.Contains(list, s.Value) {
			c.fault(s.Pos, "code", "\"%s\" n'est pas accepté ici (%s)%s", s.Value, strings.Join(list, ", "), meant(s.Value, list))
		}
	}
	if ref := tag.Get("ref"); ref != "" {
		c.reference(s, ref)
	}
	var limit int
	if _, err := fmt.Sscan(tag.Get("max"), &limit); err == nil && utf8.RuneCountInString(s.Value) > limit {
		c.fault(s.Pos, "longueur", "%d caractères, %d au plus", utf8.RuneCountInString(s.Value), limit)
	}
}

// apart is what was meant by a code: several codes in one pair of quotes, or the nearest one.
func apart(s string, codes []string) string {
	if strings.ContainsAny(s, ",;") {
		return "\u00a0: écrivez chaque code à part, [un, deux]"
	}
	return meant(s, codes)
}

func (c *linker) reference(s String, ref string) {
	kind, end := strings.CutSuffix(ref, "|end")
	if slices.Contains(c.ids[kind], s.Value) || end && s.Value == "end" {
		return
	}
	c.fault(s.Pos, "lien", "\"%s\" ne mène à rien (%s)%s", s.Value, kind, c.led(s.Value, kind))
}

// led is what a reference to nothing most likely meant: an address belongs elsewhere, a name has an id.
func (c *linker) led(value, kind string) string {
	if kind == "reference" && strings.Contains(value, "://") {
		return "\u00a0: pour une adresse, écrivez url à la place de ref"
	}
	if kind == "actor" {
		for _, a := range c.base.Actors {
			for _, name := range append([]String{a.Name, a.FullName}, a.Aliases...) {
				if strings.EqualFold(name.Value, value) {
					return fmt.Sprintf("\u00a0; vouliez-vous dire \"%s\"\u00a0?", a.ID)
				}
			}
		}
	}
	return meant(value, c.ids[kind])
}

func (c *linker) areas(codes []String) {
	for _, s := range codes {
		if id, named := strings.CutPrefix(s.Value, "area:"); named && c.base.areas[id] == nil {
			c.fault(s.Pos, "lien", "le territoire \"%s\" n'existe pas dans areas/%s", id, meant(id, c.ids["area"]))
		}
	}
}

func (c *linker) choice(choice Choice) {
	for slot, value := range choice.Set {
		if !slices.Contains(Slots(), slot) || slot == "place" {
			c.fault(value.Pos, "code", "\"%s\" n'est pas une réponse connue%s", slot, meant(slot, Slots()))
			continue
		}
		c.answer(slot, value)
	}
}

func (c *linker) lexicon() {
	for _, e := range c.base.Lexicon {
		if !slices.Contains(Slots(), e.Slot.Value) || e.Slot.Value == "place" {
			continue // the slot has its own fault
		}
		c.answer(e.Slot.Value, e.Code)
	}
}

// answer checks the code of an answer: yes or no for employs, else a code of the slot's list.
func (c *linker) answer(slot string, value String) {
	list := c.ids[slot]
	if slot == "employs" {
		list = []string{"yes", "no"}
	}
	if !value.Pos.IsZero() && !slices.Contains(list, value.Value) {
		c.fault(value.Pos, "code", "\"%s\" n'est pas un code connu (%s)%s", value.Value, slot, meant(value.Value, list))
	}
}
