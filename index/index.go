// Package index is the full-text index of the knowledge base: a bleve index built in memory, one document an entry.
//
// Two ways in: Search ranks entries for what a person typed, Select ranks the entries of one type that suit a profile. What
// people type is analysed as text and never parsed as a query language.
//
// The road of a search: french words (tokens.go to stem.go) → a request whose misspelt words are repaired (typed.go,
// spelling.go, sound.go) → what each word leads to: itself, synonyms, codes, words that it starts (expand.go, synonyms.go) →
// scores (rank.go, search.go) → names (names.go), place and answers (push.go) → the words that matched (matched.go). A search
// never asks that all words match, and the place and the answers of the person push entries up without leaving any out.
//
// Decisions, each measured on requests that had not served to build what was judged:
//
// bleve analyses the entries, in one field where a name counts four times and a tag twice, and holds the postings; the ranking
// is ours, because bleve multiplies the score of an "or" by the share of its branches that match, which punishes a word for
// having synonyms.
//
// The French thesaurus of LibreOffice (Debian mythes-fr, LGPL 2.1), tried for the words that neither base nor synonyms know,
// weight 0.4, lowers nDCG@10 by 0.006 to 0.015 and success@1 by 0.015 to 0.03 on 131 requests: it is left out. The spelling
// dictionary Dicollecte (Debian hunspell-fr, MPL 2.0), tried so that real words are never corrected, changes nDCG@10 by 0.002
// at most on 241 requests: it is left out too. Neither the closeness of the words of a request in an entry nor a rarity
// counted over all the synonyms of a word changed anything that could be measured.
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
