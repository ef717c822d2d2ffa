package understand

import "slices"

// hit is a phrase of the lexicon found in a sentence.
type hit struct {
	answer
	from, to int // tokens, to excluded

	denial denial
}

// maxPhrases is how many phrases of one text grammar asks about at length: the work is bounded.
const maxPhrases = 40

// maxSkips is how many small words may stand inside one phrase.
const maxSkips = 3

// idiom is a set phrase found in a sentence.
type idiom struct{ from, to int }

// find lists the phrases of the lexicon in the tokens, in their order: for each slot the longest first and none across another.
// Tokens for which taken is true belong to a place.
func (x *lexicon) find(tokens []token, taken []bool) (hits []hit, idioms []idiom) {
	var all []hit
	for i := range tokens {
		if taken[i] {
			continue
		}
		w := walk{x: x, tokens: tokens, taken: taken, from: i}
		w.step(x.root, i, 0)
		if w.idiom > i {
			idioms = append(idioms, idiom{i, w.idiom})
		}
		all = append(all, w.best...)
	}
	slices.SortStableFunc(all, func(a, b hit) int { return content(tokens, b) - content(tokens, a) })
	for _, h := range all {
		crossed := slices.ContainsFunc(hits, func(o hit) bool { return o.slot == h.slot && h.from < o.to && o.from < h.to })
		if !crossed && !inside(idioms, h) {
			hits = append(hits, h)
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return a.from - b.from })
	return hits, idioms
}

// content counts the words of a hit that are no small words.
func content(tokens []token, h hit) int {
	n := 0
	for _, t := range tokens[h.from:h.to] {
		if !light(canonical(t.word)) {
			n++
		}
	}
	return n
}

// inside reports whether a set phrase holds the whole hit and more.
func inside(idioms []idiom, h hit) bool {
	for _, d := range idioms {
		if d.from <= h.from && h.to <= d.to && d.to-d.from > h.to-h.from {
			return true
		}
	}
	return false
}

// walk follows the phrases that begin at a token.
type walk struct {
	x      *lexicon
	tokens []token
	taken  []bool
	from   int
	best   []hit // one a slot
	idiom  int
	steps  int
}

// maxSteps bounds the walk from one token.
const maxSteps = 200

// step goes on from a state with the token at i; skips small words passed over so far.
func (w *walk) step(at *node, i, skips int) {
	if w.steps++; w.steps > maxSteps {
		return
	}
	if i > w.from && w.tokens[i-1].word != "" {
		w.record(at, i)
	}
	if i >= len(w.tokens) || w.taken[i] || i > w.from && w.tokens[i].before == stop {
		return
	}
	t := &w.tokens[i]
	for _, id := range t.names {
		if next := at.next[id]; next != nil {
			w.step(next, i+1, skips)
		}
	}
	if at != w.x.root && skips < maxSkips && (light(canonical(t.word)) || t.is("a") && t.before != stop) && t.before < comma {
		w.skip(at, i+1, skips+1)
	}
}

// skip passes over a small word: no phrase may end on it.
func (w *walk) skip(at *node, i, skips int) {
	if i >= len(w.tokens) || w.taken[i] || w.tokens[i].before >= comma {
		return
	}
	t := &w.tokens[i]
	if w.steps++; w.steps > maxSteps {
		return
	}
	for _, id := range t.names {
		if next := at.next[id]; next != nil {
			w.step(next, i+1, skips)
		}
	}
	if skips < maxSkips && light(canonical(t.word)) {
		w.skip(at, i+1, skips+1)
	}
}

// record keeps what the phrase from w.from to the token before i says, if it is longer than what was found.
func (w *walk) record(at *node, i int) {
	if at.idiom {
		w.idiom = max(w.idiom, i)
	}
	for _, a := range at.answers {
		if a.label && w.whole(i) {
			a.weak, a.label = false, false
		}
		if a.label && a.weak {
			continue
		}
		old := slices.IndexFunc(w.best, func(h hit) bool { return h.slot == a.slot })
		switch h := (hit{answer: a, from: w.from, to: i}); {
		case old < 0:
			w.best = append(w.best, h)
		case w.best[old].to < i:
			w.best[old] = h
		}
	}
}

// whole reports whether the phrase from w.from to the token before i is the whole text, small words before it aside.
func (w *walk) whole(i int) bool {
	for _, t := range w.tokens[:w.from] {
		if !light(canonical(t.word)) {
			return false
		}
	}
	return i == len(w.tokens)
}
