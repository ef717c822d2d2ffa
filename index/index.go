// Package index is the full-text index of the knowledge base: a bleve index built in memory, one document an entry.
//
// Two ways in: Search ranks entries for what a person typed, Select ranks the entries of one type that suit a profile. What
// people type is analysed as text and never parsed as a query language.
//
// bleve analyses the entries and holds the postings; the analysis is ours (tokens.go to stem.go) and so is the ranking
// (rank.go), because bleve multiplies the score of an "or" by the share of its branches that match, which punishes a word for
// having synonyms. A search never asks that all words match; it repairs the spelling of words that the base does not know,
// adds the synonyms, and lets the place and the answers of the person push entries up without leaving any out.
package index

import (
	"context"

	"jalon/knowledge"
)

// The types of entry.
const (
	TypeActor     = "actor"
	TypeProgramme = "programme"
	TypeResource  = "resource"
	TypeProject   = "project"
	TypeTerm      = "term"
)

// Query is what a person looks for.
type Query struct {
	Text string
	// Place is the part of Text that names a place, when that is known: its words are looked for and never corrected.
	Place string
	// Types keeps only these types; empty: all.
	Types []string
	// Stage, Holder, Sector and Need are codes known of the person; Near are the territory codes of their place, most local
	// first ("48080", "E200069268", "48", "R76", "FR"). They push entries up and never leave any out.
	Stage, Holder, Sector, Need string
	Near                        []string
	// Limit is the most hits returned; 0: 10.
	Limit int
}

// Selection describes a profile for which entries of one type are wanted. Entries that name other stages, holders, sectors
// or territories are left out; entries that name none suit everybody. Those that name the person's need, sector, stage or
// holder come first, then the nearer ones.
type Selection struct {
	Type                        string
	Stage, Holder, Sector, Need string
	// Territories are the codes of the place, as in Query.Near; empty: anywhere.
	Territories []string
	Limit       int
}

// Hit is one entry found.
type Hit struct {
	ID, Type, Title string
	// Score orders the hits of one search; it means nothing from one search to another.
	Score float64
	// Words are the words of the entry that matched what was typed, as they are written in the entry.
	Words []string
}

var _ interface {
	Search(context.Context, Query) ([]Hit, error)
	Select(context.Context, Selection) ([]Hit, error)
	Close() error
} = (*Index)(nil)

var _ func(*knowledge.Base) (*Index, error) = Build
