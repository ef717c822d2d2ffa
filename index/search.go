package index

import (
	"cmp"
	"context"
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
	// coverage is how much of its score an entry keeps for words that it does not answer.
	coverage = 0.35
	// wholeName and partName are what an entry gets when the request is its name, or holds it, against the best score.
	wholeName = 1.2
	partName  = 0.55
	// pastKeeps is what an entry keeps that tells of something over.
	pastKeeps = 0.8
)

// Search ranks entries for what a person typed, best first. Nothing typed, or nothing that resembles any word of the base,
// gives no hit.
func (x *Index) Search(ctx context.Context, q Query) ([]Hit, error) {
	request := x.read(q.Text, q.Place)
	if len(request.words) == 0 {
		return nil, ctx.Err()
	}
	x.expand(request)
	r := x.newRanking(ctx)
	whole := 0.0
	for _, word := range request.content {
		whole += x.weigh(word)
	}
	for _, word := range request.content {
		if err := r.add(word, x.weigh(word)/whole); err != nil {
			return nil, err
		}
	}
	best := 0.0
	for e := range r.total {
		r.total[e] *= coverage + (1-coverage)*r.share[e]
		best = max(best, r.total[e])
	}
	x.nameBonus(r, request, q.Text, max(best, 1), whole)
	for e := range r.total {
		if r.total[e] > 0 {
			r.total[e] *= x.push(&x.entries[e], &q)
		}
	}
	stems := request.stems()
	var hits []Hit
	for _, e := range x.top(r, &q) {
		hit := x.hit(e, r.total[e])
		hit.Words = x.matched(&x.entries[e], stems)
		hits = append(hits, hit)
	}
	return hits, ctx.Err()
}

// nameBonus raises the entries that the request names, wholly or in part.
func (x *Index) nameBonus(r *ranking, request *request, text string, best, whole float64) {
	give := func(owners []owner, share float64) {
		for _, o := range bearers(owners) {
			r.total[o.entry] += best * share * float64(o.strength)
		}
	}
	named := map[int32]float64{}
	note := func(owners []owner, share float64) {
		for _, o := range bearers(owners) {
			named[o.entry] = max(named[o.entry], share*float64(o.strength))
		}
	}
	give(x.names.exact[key(text)], wholeName)
	x.windows(request, whole, note)
	for e, share := range named {
		if share > 0.999*loosely*loosely*byPart {
			share *= 1.3
		}
		r.total[e] += best * partName * share
	}
}

// windows looks every run of words of the request up among the names.
func (x *Index) windows(request *request, whole float64, note func([]owner, float64)) {
	for i := range request.words {
		joined, weight := "", 0.0
		for j := i; j < len(request.words) && j-i < x.names.longest+3; j++ {
			joined += request.words[j].word
			if t := &request.words[j]; !t.stop {
				weight += x.weigh(t)
			}
			if weight > 0 {
				note(x.names.exact[joined], weight/whole)
			}
		}
	}
	for i := range request.content {
		joined, weight := "", 0.0
		for j := i; j < len(request.content) && j-i < x.names.longest; j++ {
			joined = strings.TrimPrefix(joined+" "+request.content[j].stem, " ")
			weight += x.weigh(request.content[j])
			note(x.names.content[joined], weight/whole)
		}
	}
}

// top gives the entries of a ranking, best first; equals come in the order of the base.
func (x *Index) top(r *ranking, q *Query) []int32 {
	var found []int32
	for e, score := range r.total {
		if score > 0 && wanted(x.entries[e].kind, q) {
			found = append(found, int32(e))
		}
	}
	slices.SortFunc(found, func(a, b int32) int { return cmp.Or(cmp.Compare(r.total[b], r.total[a]), cmp.Compare(a, b)) })
	return found[:min(len(found), limitOf(q.Limit))]
}

func wanted(kind string, q *Query) bool { return len(q.Types) == 0 || slices.Contains(q.Types, kind) }

func (x *Index) hit(e int32, score float64) Hit {
	return Hit{ID: x.entries[e].id, Type: x.entries[e].kind, Title: x.entries[e].title, Score: score}
}
