package understand

// hit is a phrase of the lexicon found in a sentence.
type hit struct {
	answer
	from, to int // tokens, to excluded

	denial denial
}

// maxSkips is how many small words may stand inside one phrase.
const maxSkips = 3

// idiom is a set phrase found in a sentence.
type idiom struct{ from, to int }

// find lists the phrases of the lexicon in the tokens, for each slot the longest first and none inside another. Tokens for
// which taken is true belong to a place and are read only inside longer phrases.
func (x *lexicon) find(tokens []token, taken []bool) (hits []hit, idioms []idiom) {
	ends := map[string]int{}
	for i := range tokens {
		if taken[i] {
			continue
		}
		w := walk{x: x, tokens: tokens, taken: taken, from: i, best: map[string]hit{}}
		w.step(x.root, i, 0)
		if w.idiom > i {
			idioms = append(idioms, idiom{i, w.idiom})
		}
		for _, slot := range [...]string{"stage", "holder", "sector", "need", "employs", "condition"} {
			h, found := w.best[slot]
			if !found || i < ends[slot] || w.idiom > h.to || inside(idioms, h) {
				continue
			}
			ends[slot] = h.to
			hits = append(hits, h)
		}
	}
	return hits, idioms
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
	best   map[string]hit
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
		if a.label && w.from == 0 && i == len(w.tokens) {
			a.weak, a.label = false, false
		}
		if a.label && a.weak {
			continue
		}
		if old, found := w.best[a.slot]; !found || old.to < i {
			w.best[a.slot] = hit{answer: a, from: w.from, to: i}
		}
	}
}
