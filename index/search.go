package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

const defaultLimit = 10

func limitOf(limit int) int {
	if limit <= 0 {
		return defaultLimit
	}
	return limit
}

// How the score of an entry is made, beyond its words.
const (
	// coverage is what an entry keeps of its score when it answers next to nothing of the request; it keeps all of it when it
	// answers every word.
	coverage = 0.4
	// wholeName and partName are what an entry gets when the request is its name, or holds it, against the best score; restOnly
	// raises the second when the rest of the request says nothing.
	wholeName = 1.2
	partName  = 0.55
	restOnly  = 1.3
	// defined is the factor of the words explained when the request asks what a word means.
	defined = 1.2
)

// Search ranks entries for what a person typed, best first. When no word of the request leads anywhere, it tries the words
// that look like them, then what is near the place. Nothing typed, or mere noise, gives no hit.
func (x *Index) Search(ctx context.Context, q Query) ([]Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	q.Text = strings.ToValidUTF8(q.Text[:min(len(q.Text), longestText)], "")
	request := x.read(q.Text, q.Place)
	x.expand(request)
	r, err := x.rank(ctx, request, &q)
	if err != nil {
		return nil, err
	}
	found := x.top(r, &q)
	if len(found) == 0 && x.resemble(request) {
		if r, err = x.rank(ctx, request, &q); err != nil {
			return nil, err
		}
		found = x.top(r, &q)
	}
	if len(found) == 0 && len(request.content) > 0 {
		x.around(r, &q)
		found = x.top(r, &q)
	}
	stems := request.stems()
	hits := make([]Hit, 0, len(found))
	for _, e := range found {
		hit := x.hit(e, r.total[e])
		hit.Words = x.matched(&x.entries[e], stems)
		hits = append(hits, hit)
	}
	return hits, nil
}

// longestText is how many bytes of a text are read: far more than anybody types.
const longestText = 4000

// rank scores the entries for a request.
func (x *Index) rank(ctx context.Context, request *request, q *Query) (*ranking, error) {
	r := x.newRanking(ctx, q)
	whole := 0.0
	for _, word := range request.content {
		word.rarity = x.rarityOf(word)
		whole += word.weight * word.rarity
	}
	for _, word := range request.content {
		if err := r.add(word, word.weight*word.rarity/whole); err != nil {
			return nil, err
		}
	}
	best := 1.0
	for e := range r.total {
		r.total[e] *= coverage + (1-coverage)*r.share[e]
		best = max(best, r.total[e])
	}
	for _, o := range bearers(x.names.exact[key(q.Text)]) {
		r.total[o.entry] += best * wholeName * float64(o.strength)
	}
	for e, share := range x.namedBy(request) {
		r.total[e] += best * partName * share
	}
	for e := range r.total {
		if r.total[e] > 0 {
			r.total[e] *= r.near[e] * push(&x.entries[e], q)
			if request.defines && x.entries[e].kind == TypeTerm {
				r.total[e] *= defined
			}
		}
	}
	return r, nil
}

// namedBy gives the entries whose name stands in the request, and how much of the request it makes. In a name common words
// count as much as others: "maires ruraux" is one.
func (x *Index) namedBy(request *request) map[int32]float64 {
	whole := 0.0
	for _, word := range request.content {
		whole += word.rarity
	}
	named := map[int32]float64{}
	note := func(owners []owner, part float64) {
		if part == 0 {
			return
		}
		share := part / whole
		if share > 0.999 {
			share = restOnly
		}
		for _, o := range bearers(owners) {
			named[o.entry] = max(named[o.entry], share*float64(o.strength))
		}
	}
	for i := range request.words {
		joined, stems, part := "", "", 0.0
		for j := i; j < len(request.words) && j-i < x.names.longest+3; j++ {
			t := &request.words[j]
			joined, stems, part = joined+t.word, phrase(stems, t.stem), part+t.rarity
			note(x.names.exact[joined], part)
			note(x.names.forms[stems], part)
		}
	}
	for i := range request.content {
		stems, part := "", 0.0
		for j := i; j < len(request.content) && j-i < x.names.longest; j++ {
			t := request.content[j]
			stems, part = phrase(stems, t.stem), part+t.rarity
			note(x.names.forms[stems], part)
		}
	}
	return named
}

// phrase adds a stem to a phrase.
func phrase(stems, stem string) string { return strings.TrimPrefix(stems+" "+stem, " ") }

// top gives the entries of a ranking, best first; equals come in the order of the base.
func (x *Index) top(r *ranking, q *Query) []int32 {
	var found []int32
	for e, score := range r.total {
		if score > 0 && (len(q.Types) == 0 || slices.Contains(q.Types, x.entries[e].kind)) {
			found = append(found, int32(e))
		}
	}
	slices.SortFunc(found, func(a, b int32) int { return cmp.Or(cmp.Compare(r.total[b], r.total[a]), cmp.Compare(a, b)) })
	return found[:min(len(found), limitOf(q.Limit))]
}

func (x *Index) hit(e int32, score float64) Hit {
	return Hit{ID: x.entries[e].id, Type: x.entries[e].kind, Title: x.entries[e].title, Score: score}
}
