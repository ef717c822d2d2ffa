package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// Select ranks the entries of one type that suit a profile, best first.
func (x *Index) Select(ctx context.Context, s Selection) ([]Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("select: %w", err)
	}
	var hits []Hit
	for i := range x.entries {
		e := &x.entries[i]
		if e.kind != s.Type || !open(e.stages, s.Stage) || !open(e.holders, s.Holder) || !open(e.sectors, s.Sector) {
			continue
		}
		level, covered := reach(e, s.Territories)
		if !covered {
			continue
		}
		score := 16*named(e.needs, s.Need) + 8*named(e.sectors, s.Sector) + 4*named(e.stages, s.Stage) + 2*named(e.holders, s.Holder)
		hits = append(hits, x.hit(int32(i), float64(1+score)+level))
	}
	slices.SortFunc(hits, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
	return hits[:min(len(hits), limitOf(s.Limit))], nil
}

// open reports whether an entry that names these codes suits somebody of that code.
func open(codes []string, code string) bool {
	return code == "" || len(codes) == 0 || slices.Contains(codes, code)
}

func named(codes []string, code string) int {
	if code != "" && slices.Contains(codes, code) {
		return 1
	}
	return 0
}

// reach reports whether the territory of an entry holds the place, and how locally: 1 for its commune, less for each wider
// code, 0 for an entry that names no territory.
func reach(e *entry, place []string) (level float64, covered bool) {
	if len(place) == 0 || len(e.include) == 0 {
		return 0, true
	}
	for i, code := range place {
		if has(e.except, code) {
			return 0, false
		}
		if has(e.include, code) {
			return 1 - float64(i)/float64(len(place)), !slices.ContainsFunc(place[i:], func(wider string) bool { return has(e.except, wider) })
		}
	}
	return 0, false
}
