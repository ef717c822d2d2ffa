// Package knowledge owns what Jalon knows: the YAML files beside it and the types they are read into.
//
// Every scalar knows where it was written, so that a fault can be shown at its place. Load accepts a base only when every
// file has the expected shape, every code is in the vocabulary and every reference leads to an entry; finer rules about
// the content live in internal/check. The package imports no other room.
package knowledge

import "embed"

// Files is the base that the program carries.
//
//go:embed actors areas glossary programmes projects references resources scenarios tree vocabulary wording
var Files embed.FS

// Base is a whole knowledge base, read-only once loaded.
type Base struct {
	Vocabulary Vocabulary
	Lexicon    []LexiconEntry
	Synonyms   []Synonym
	Actors     []*Actor
	Programmes []*Programme
	Projects   []*Project
	Resources  []*Resource
	Terms      []*Term
	Areas      []*Area
	References []*Reference
	Scenarios  []*Scenario
	Tree       Tree
	Wording    map[string]String
	// Digest identifies the content: the same files give the same digest (16 hexadecimal characters).
	Digest string

	actors     map[string]*Actor
	programmes map[string]*Programme
	projects   map[string]*Project
	resources  map[string]*Resource
	terms      map[string]*Term
	areas      map[string]*Area
	references map[string]*Reference
}

// Actor returns the actor of that id, or nil.
func (b *Base) Actor(id string) *Actor { return b.actors[id] }

// Programme returns the programme of that id, or nil.
func (b *Base) Programme(id string) *Programme { return b.programmes[id] }

// Project returns the inspiring project of that id, or nil.
func (b *Base) Project(id string) *Project { return b.projects[id] }

// Resource returns the publication of that id, or nil.
func (b *Base) Resource(id string) *Resource { return b.resources[id] }

// Term returns the glossary term of that id, or nil.
func (b *Base) Term(id string) *Term { return b.terms[id] }

// Area returns the named area of that id, or nil.
func (b *Base) Area(id string) *Area { return b.areas[id] }

// Reference returns the cited publication of that id, or nil.
func (b *Base) Reference(id string) *Reference { return b.references[id] }

// Codes spells a territory out as codes: named areas ("area:vignoble-nantais") are replaced by the codes they stand for.
func (b *Base) Codes(t Territory) (include, except []string) {
	for _, s := range t.Include {
		if a := b.areas[areaID(s.Value)]; a != nil {
			include = append(include, Values(a.Include)...)
			except = append(except, Values(a.Except)...)
			continue
		}
		include = append(include, s.Value)
	}
	for _, s := range t.Except {
		if a := b.areas[areaID(s.Value)]; a != nil {
			except = append(except, Values(a.Include)...)
			continue
		}
		except = append(except, s.Value)
	}
	return include, except
}
