package index

import (
	"bytes"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// compoundFilter takes apart the words that an apostrophe or a hyphen joins, and also gives them in one: "Domb'Innov" is found
// by "domb", by "innov" and by "dombinnov", "tiers-lieu" by "tierslieu". Letters and digits that touch are taken apart as well
// ("TAg35", "apes53"). Initials come in one only ("S.C.I.C." is "scic"), and "aujourd'hui" too.
type compoundFilter struct{}

// Filter implements analysis.TokenFilter.
func (compoundFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	out := make(analysis.TokenStream, 0, len(tokens)+8)
	for _, t := range tokens {
		out = appendParts(out, t)
	}
	return out
}

func appendParts(out analysis.TokenStream, t *analysis.Token) analysis.TokenStream {
	parts := split(t.Term)
	if len(parts) == 1 && parts[0].end-parts[0].start == len(t.Term) {
		return append(out, t)
	}
	var whole []byte
	initials := len(parts) > 1
	for _, p := range parts {
		whole = append(whole, t.Term[p.start:p.end]...)
		initials = initials && utf8.RuneCount(t.Term[p.start:p.end]) == 1
	}
	if len(whole) == 0 {
		return out
	}
	if len(parts) > 1 && !initials && !bytes.EqualFold(whole, []byte("aujourdhui")) {
		for _, p := range parts {
			out = append(out, &analysis.Token{Term: t.Term[p.start:p.end:p.end], Start: t.Start + p.start, End: t.Start + p.end, Position: t.Position, Type: t.Type})
		}
	}
	return append(out, &analysis.Token{Term: whole, Start: t.Start, End: t.End, Position: t.Position, Type: t.Type, KeyWord: t.KeyWord})
}

type span struct{ start, end int }

// split gives the parts of a word: between joints, and where letters and digits touch when each side is long enough to mean
// something ("tag35", but not "3d" or "2a").
func split(term []byte) []span {
	var parts []span
	start, kind := 0, 0 // kind: 0 nothing yet, 1 letters, 2 digits
	cut := func(end int) {
		if end > start {
			parts = append(parts, span{start, end})
		}
		start, kind = end, 0
	}
	for at := 0; at < len(term); {
		r, size := utf8.DecodeRune(term[at:])
		now := 1
		switch {
		case joint(r) || r == '.':
			cut(at)
			start = at + size
			at += size
			continue
		case r >= '0' && r <= '9':
			now = 2
		case !starts(r): // an accent goes with what it stands on
			now = kind
		}
		if kind != 0 && now != kind && at-start >= 2 && run(term[at:], now) >= 2 {
			cut(at)
		}
		kind = now
		at += size
	}
	cut(len(term))
	return parts
}

// run counts the letters (kind 1) or digits (kind 2) that a term starts with.
func run(term []byte, kind int) int {
	n := 0
	for _, r := range string(term) {
		if digit := r >= '0' && r <= '9'; digit != (kind == 2) || !starts(r) {
			break
		}
		n++
	}
	return n
}
