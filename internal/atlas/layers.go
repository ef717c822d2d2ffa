package atlas

import (
	"cmp"
	"slices"
)

// spot is something placed in a layer: a card, the end, or the passage of an arrow that goes further down.
type spot struct {
	id          string // of the question, "" for a passage
	layer       int
	x, width    float64 // x is the middle
	rank        float64 // where it would like to stand among its layer
	above       []*spot
	below       []*spot
	top, height float64
	card        *card
}

// path is the spots that one arrow goes through, from a card to a card.
type path struct {
	row   int // the answer it starts from, -1 for the foot of the card
	spots []*spot
}

// arrange places the questions in layers, every arrow going down, and the cards of a layer so that arrows cross little. Arrows
// that would go up, or to no question, are left out.
func arrange(all []card, start string) (layers [][]*spot, paths []path) {
	depth := depths(all, start)
	spots := map[string]*spot{}
	place := func(id string, layer int, c *card) {
		s := &spot{id: id, layer: layer, width: cardWidth, card: c}
		spots[id] = s
		for len(layers) <= layer {
			layers = append(layers, nil)
		}
		layers[layer] = append(layers[layer], s)
	}
	last := 0
	for i := range all {
		place(all[i].id, depth[all[i].id], &all[i])
		last = max(last, depth[all[i].id])
	}
	place(treeEnd, last+1, nil)
	for i := range all {
		for _, out := range outs(&all[i]) {
			from, to := spots[all[i].id], spots[out.to]
			if to == nil || to.layer <= from.layer {
				continue
			}
			p := path{row: out.row, spots: []*spot{from}}
			for layer := from.layer + 1; layer < to.layer; layer++ {
				passage := &spot{layer: layer, width: passageWidth}
				layers[layer] = append(layers[layer], passage)
				p.spots = append(p.spots, passage)
			}
			p.spots = append(p.spots, to)
			for k := 1; k < len(p.spots); k++ {
				p.spots[k-1].below = append(p.spots[k-1].below, p.spots[k])
				p.spots[k].above = append(p.spots[k].above, p.spots[k-1])
			}
			paths = append(paths, p)
		}
	}
	sweep(layers)
	return layers, paths
}

// out is one arrow out of a card: from an answer, or from its foot.
type out struct {
	row int
	to  string
}

// outs lists the arrows out of a card: one from its foot, and one for each place that some answers lead to otherwise.
func outs(c *card) []out {
	var list []out
	for i, r := range c.rows {
		if r.to != "" {
			list = append(list, out{i, r.to})
		}
	}
	if c.next != "" {
		list = append(list, out{-1, c.next})
	}
	return list
}

// depths is the longest way from the start to each question; a question that nothing leads to stands at the top.
func depths(all []card, start string) map[string]int {
	depth, open := map[string]int{}, map[string]bool{}
	byID := map[string]*card{}
	for i := range all {
		byID[all[i].id] = &all[i]
	}
	var visit func(id string, d int)
	visit = func(id string, d int) {
		c := byID[id]
		if c == nil || open[id] || d > len(all) {
			return
		}
		if known, seen := depth[id]; seen && known >= d {
			return
		}
		depth[id] = d
		open[id] = true
		for _, o := range outs(c) {
			visit(o.to, d+1)
		}
		open[id] = false
	}
	visit(start, 0)
	return depth
}

// sweep orders each layer by the middle of what its spots are tied to, down then up, a few times, and sets their places.
func sweep(layers [][]*spot) {
	for _, layer := range layers {
		spread(layer)
	}
	for range 6 {
		for _, layer := range layers {
			settle(layer, func(s *spot) []*spot { return s.above })
		}
		for i := len(layers) - 1; i >= 0; i-- {
			settle(layers[i], func(s *spot) []*spot { return s.below })
		}
	}
}

// settle moves the spots of a layer towards what they are tied to.
func settle(layer []*spot, tied func(*spot) []*spot) {
	for _, s := range layer {
		s.rank = s.x
		if others := tied(s); len(others) > 0 {
			s.rank = 0
			for _, o := range others {
				s.rank += o.x / float64(len(others))
			}
		}
	}
	slices.SortStableFunc(layer, func(a, b *spot) int { return cmp.Compare(a.rank, b.rank) })
	spread(layer)
}

// spread puts the spots of a layer side by side in their order, as near as can be to where they would like to stand.
func spread(layer []*spot) {
	if len(layer) == 0 {
		return
	}
	total := 0.0
	for i, s := range layer {
		if i > 0 {
			total += (layer[i-1].width+s.width)/2 + cardGap
		}
		s.x = total
	}
	wish := 0.0
	for _, s := range layer {
		wish += (s.rank - s.x) / float64(len(layer))
	}
	for _, s := range layer {
		s.x += wish
	}
}
