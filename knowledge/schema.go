package knowledge

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Schemas describes the files of a base to editors: JSON Schemas (draft 2020-12) by file name ("actor.json"), made from the
// types of this package, their tags and the closed lists of the vocabulary. An editor that follows them accepts what Load
// accepts, but for what needs several files: references, ids written twice, territory codes.
func Schemas(v *Vocabulary) (map[string][]byte, error) {
	schemas := map[string][]byte{}
	for _, kind := range fileKinds() {
		s := &schemer{vocabulary: v}
		root := object{
			{"$schema", "https://json-schema.org/draft/2020-12/schema"},
			{"title", kind.title},
			{"description", kind.says},
		}
		root = append(root, s.describe(reflect.TypeOf(kind.value).Elem(), "")...)
		data, err := json.MarshalIndent(root, "", "  ")
		if err != nil {
			return nil, fmt.Errorf("schema %s: %w", kind.schema, err)
		}
		schemas[kind.schema+".json"] = append(data, '\n')
	}
	return schemas, nil
}

// fileKind is one kind of file of a base.
type fileKind struct {
	schema, title, says string
	sample              string // the path of a file of that kind
	value               any
}

func fileKinds() []fileKind {
	return []fileKind{
		{"actor", "Acteur", "Une structure qui aide les porteurs de projet. Son identifiant est le nom du fichier.", "actors/national/x.yaml", &Actor{}},
		{"programme", "Programme", "Un dispositif, un parcours ou un appel que porte un acteur.", "programmes/x.yaml", &Programme{}},
		{"project", "Projet", "Un projet local qui inspire.", "projects/x.yaml", &Project{}},
		{"resources", "Ressources", "Ce qui se lit, se regarde ou s'utilise.", "resources/x.yaml", &[]*Resource{}},
		{"terms", "Mots", "Les mots du métier, expliqués.", "glossary/x.yaml", &[]*Term{}},
		{"areas", "Territoires nommés", "Des territoires (pays, parcs…) écrits en codes.", "areas/x.yaml", &[]*Area{}},
		{"references", "Publications citées", "Les publications que plusieurs fiches citent.", "references/x.yaml", &[]*Reference{}},
		{"scenarios", "Scénarios", "Des cas et ce qui doit être proposé.", "scenarios/x.yaml", &[]*Scenario{}},
		{"tree", "Arbre", "Les questions et la suite de chacune.", "tree/tree.yaml", &Tree{}},
		{"codes", "Vocabulaire", "Les listes fermées de codes.", "vocabulary/codes.yaml", &Vocabulary{}},
		{"words", "Mots de tous les jours", "Les mots que les gens tapent, et la réponse qu'ils donnent.", "vocabulary/words/x.yaml", &[]LexiconEntry{}},
		{"synonyms", "Synonymes", "Les mots de la recherche qui en valent d'autres.", "vocabulary/synonyms/x.yaml", &[]Synonym{}},
		{"wording", "Phrases", "Toutes les phrases que dit le robot, par leur clé.", "wording/x.yaml", &map[string]String{}},
	}
}

// SchemaFor is the address of the schema of a file, from that file: "../../schema/actor.json"; "" for a file of no known kind.
func SchemaFor(name string) string {
	value := shape(name)
	for _, kind := range fileKinds() {
		if value != nil && reflect.TypeOf(value) == reflect.TypeOf(kind.value) {
			return strings.Repeat("../", strings.Count(name, "/")) + path.Join("schema", kind.schema+".json")
		}
	}
	return ""
}

// member is one key of an object, object a JSON object that keeps the order of its keys.
type member struct {
	key   string
	value any
}

type object []member

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := writeJSON(&b, m.key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := writeJSON(&b, m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func writeJSON(b *bytes.Buffer, value any) error {
	encoder := json.NewEncoder(b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	b.Truncate(b.Len() - 1) // the end of line of Encode
	return nil
}

// schemer makes the schema of one kind of file.
type schemer struct {
	vocabulary *Vocabulary
}

// describe is the schema of a type whose field has the tag.
func (s *schemer) describe(t reflect.Type, tag reflect.StructTag) object {
	switch t.Kind() {
	case reflect.Pointer:
		return s.describe(t.Elem(), tag)
	case reflect.Slice:
		return object{{"type", "array"}, {"items", s.describe(t.Elem(), tag)}}
	case reflect.Map:
		return object{{"type", "object"}, {"additionalProperties", text()}}
	}
	switch reflect.New(t).Interface().(type) {
	case *String:
		return s.text(tag)
	case *Int:
		return object{{"type", "integer"}}
	case *Bool:
		return object{{"type", "boolean"}}
	case *Date:
		return object{{"type", "string"}, {"pattern", `^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`}}
	}
	return s.record(t)
}

// text is a text that is not empty.
func text() object { return object{{"type", "string"}, {"pattern", `\S`}} }

func (s *schemer) text(tag reflect.StructTag) object {
	if codes := s.closed(tag); len(codes) > 0 {
		return append(object{{"type", "string"}, {"enum", codes}}, s.meanings(tag.Get("code"))...)
	}
	o := text()
	if limit, err := strconv.Atoi(tag.Get("max")); err == nil {
		o = append(o, member{"maxLength", limit})
	}
	return o
}

// meanings says what each code of a closed list of the vocabulary means, for editors that show it.
func (s *schemer) meanings(list string) object {
	var says []string
	for _, c := range s.vocabulary.List(list) {
		says = append(says, strings.TrimSuffix(c.Label.Value+". "+c.Help.Value, ". "))
	}
	if list == "kind" {
		for _, k := range s.vocabulary.Kinds {
			says = append(says, strings.TrimSuffix(k.Label.Value+". "+k.Help.Value, ". "))
		}
	}
	if len(says) == 0 {
		return nil
	}
	return object{{"enumDescriptions", says}}
}

// meaning describes a field that holds codes of a closed list and says nothing more.
func meaning(list string) string {
	switch list {
	case "stage":
		return "Étape du projet."
	case "holder":
		return "Qui porte le projet."
	case "sector":
		return "Domaine du projet."
	case "need":
		return "Besoin."
	}
	return ""
}

// closed is the closed list that the tag of a field names, nil when there is none.
func (s *schemer) closed(tag reflect.StructTag) []string {
	if one := tag.Get("one"); one != "" {
		return strings.Split(one, "|")
	}
	if list := tag.Get("code"); list != "" {
		return s.vocabulary.codes(list)
	}
	return nil
}

func (s *schemer) record(t reflect.Type) object {
	properties, needed := object{}, []string{}
	fields := recordFields(t)
	for _, key := range keyOrder(t) {
		f := fields[slices.IndexFunc(fields, func(f recordField) bool { return f.key == key })]
		property := object{}
		if doc := cmp.Or(f.tag.Get("doc"), meaning(f.tag.Get("code"))); doc != "" {
			property = append(property, member{"description", typeset(doc)})
		}
		property = append(property, s.property(t, f)...)
		properties = append(properties, member{key, property})
		if f.tag.Get("need") == "yes" {
			needed = append(needed, key)
		}
	}
	o := object{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
	if len(needed) > 0 {
		o = append(o, member{"required", needed})
	}
	if t == reflect.TypeFor[LexiconEntry]() {
		o = append(o, member{"allOf", s.lexicon()})
	}
	return o
}

// lexicon closes the code of an entry of the lexicon by its slot.
func (s *schemer) lexicon() []object {
	var all []object
	for _, slot := range Slots() {
		if slot == "place" {
			continue
		}
		all = append(all, object{
			{"if", object{{"properties", object{{"slot", object{{"const", slot}}}}}}},
			{"then", object{{"properties", object{{"code", object{{"enum", s.answers(slot)}}}}}}},
		})
	}
	return all
}

// answers are the codes that answer a question.
func (s *schemer) answers(slot string) []string {
	if slot == "employs" {
		return []string{"yes", "no"}
	}
	return s.vocabulary.codes(slot)
}

// property is the schema of one field: what an answer of the tree tells is closed, slot by slot.
func (s *schemer) property(t reflect.Type, f recordField) object {
	if t != reflect.TypeFor[Choice]() || f.key != "set" {
		return s.describe(f.typ, f.tag)
	}
	properties := object{}
	for _, slot := range Slots() {
		if slot == "place" {
			continue
		}
		properties = append(properties, member{slot, object{{"type", "string"}, {"enum", s.answers(slot)}}})
	}
	return object{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
}
