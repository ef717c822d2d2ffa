package index

import (
	"context"
	"fmt"
	"math"

	api "github.com/blevesearch/bleve_index_api"
)

// The constants of BM25: how soon more occurrences of a word stop counting, and how much long entries are held back.
const (
	saturation = 1.2
	lengthBias = 0.4
)

// posting is an entry that holds a stem, and how strongly: 0 to 1+saturation.
type posting struct {
	entry int32
	force float64
}

// ranking adds up what the words of a request give to each entry.
type ranking struct {
	index *Index
	ctx   context.Context
	// read keeps the postings already read.
	read map[string][]posting
	// total is the score of each entry, share the part of the request that it answers, 0 to 1.
	total, share []float64
	// best and touched serve one word at a time; sum and count one phrase at a time.
	best, sum []float64
	held      []int8
	touched   []int32
	// near is the factor of the place for each entry; guess tells that the place is known but not which words name it.
	near  []float64
	guess bool
}

func (x *Index) newRanking(ctx context.Context, q *Query) *ranking {
	n := len(x.entries)
	numbers := make([]float64, 5*n)
	r := &ranking{
		index: x, ctx: ctx, read: map[string][]posting{}, total: numbers[:n:n], share: numbers[n : 2*n : 2*n], best: numbers[2*n : 3*n : 3*n],
		sum: numbers[3*n : 4*n : 4*n], near: numbers[4*n:], held: make([]int8, n), guess: len(q.Near) > 0 && q.Place == "",
	}
	for i := range x.entries {
		r.near[i] = nearness(&x.entries[i], q.Near)
	}
	return r
}

// stem gives the entries that hold a stem.
func (r *ranking) stem(stem string) ([]posting, error) {
	if list, found := r.read[stem]; found {
		return list, nil
	}
	x := r.index
	if x.vocabulary.stems[stem] == 0 {
		return nil, nil
	}
	reader, err := x.postings.TermFieldReader(r.ctx, []byte(stem), textField, true, false, false)
	if err != nil {
		return nil, fmt.Errorf("read postings: %w", err)
	}
	defer func() { _ = reader.Close() }() // reading is over; closing only gives the reader back
	list := make([]posting, 0, reader.Count())
	var doc api.TermFieldDoc
	for {
		next, err := reader.Next(&doc)
		if err != nil {
			return nil, fmt.Errorf("read postings: %w", err)
		}
		if next == nil {
			break
		}
		number, err := x.number(next.ID)
		if err != nil {
			return nil, err
		}
		e := x.documents[number]
		tf := float64(next.Freq)
		list = append(list, posting{e, tf * (1 + saturation) / (tf + saturation*(1-lengthBias+lengthBias*x.entries[e].length/x.length))})
		doc.Reset()
	}
	r.read[stem] = list
	return list, nil
}

// rarity is the weight of what few entries hold.
func (x *Index) rarity(holders int) float64 {
	return math.Log(1 + (float64(len(x.entries)-holders)+0.5)/(float64(holders)+0.5))
}

// rarityOf gives the rarity of a word of the request: its own, else that of the rarest thing that stands for it.
func (x *Index) rarityOf(t *typed) float64 {
	if n := x.vocabulary.stems[t.stem]; n > 0 {
		return x.rarity(int(n))
	}
	most := 0.0
	for _, lead := range t.leads {
		if len(lead.stems) == 1 {
			if n := x.vocabulary.stems[lead.stems[0]]; n > 0 {
				most = max(most, lead.weight*x.rarity(int(n)))
			}
		}
	}
	if most == 0 {
		return x.rarity(0) / 2
	}
	return most
}

// add counts one word of the request: each entry gets the best of what the word leads to, never the sum, so that a word with
// many synonyms weighs no more than another.
func (r *ranking) add(t *typed, part float64) error {
	r.touched = r.touched[:0]
	for _, lead := range t.leads {
		if err := r.lead(lead); err != nil {
			return err
		}
	}
	if t.place || r.guess && r.local(t) {
		for e, near := range r.near {
			if near > everywhere {
				r.raise(int32(e), servesPlace*r.index.rarityOf(t))
			}
		}
	}
	for _, e := range r.touched {
		r.total[e] += t.weight * r.best[e]
		r.share[e] += part
		r.best[e] = 0
	}
	return nil
}

// servesPlace is what a word that names the place gives to the entries which act there without writing it.
const servesPlace = 0.85

// local reports whether a word goes with the place: nearly all the entries that hold it act there.
func (r *ranking) local(t *typed) bool {
	const most = 0.7
	list := r.read[t.stem]
	there := 0
	for _, p := range list {
		if r.near[p.entry] > everywhere {
			there++
		}
	}
	return there > 0 && float64(there) >= most*float64(len(list))
}

// lead raises the best of each entry that answers an alternative.
func (r *ranking) lead(lead alternative) error {
	if lead.code != "" {
		holders := r.index.coded[lead.code]
		for _, e := range holders {
			r.raise(e, lead.weight*r.index.rarity(len(holders)))
		}
		return nil
	}
	if len(lead.stems) == 1 {
		list, err := r.stem(lead.stems[0])
		if err != nil {
			return err
		}
		rarity := r.index.rarity(len(list))
		for _, p := range list {
			r.raise(p.entry, lead.weight*rarity*p.force)
		}
		return nil
	}
	return r.phrase(lead)
}

// phrase answers with the entries that hold all the stems; they get the mean of what each gives.
func (r *ranking) phrase(lead alternative) error {
	var last []posting
	for _, stem := range lead.stems {
		list, err := r.stem(stem)
		if err != nil {
			return err
		}
		rarity := r.index.rarity(len(list))
		for _, p := range list {
			r.sum[p.entry] += rarity * p.force
			r.held[p.entry]++
		}
		last = list
	}
	for _, p := range last {
		if int(r.held[p.entry]) == len(lead.stems) {
			r.raise(p.entry, lead.weight*r.sum[p.entry]/float64(len(lead.stems)))
		}
	}
	for _, stem := range lead.stems {
		for _, p := range r.read[stem] {
			r.sum[p.entry], r.held[p.entry] = 0, 0
		}
	}
	return nil
}

func (r *ranking) raise(e int32, score float64) {
	if r.best[e] == 0 {
		r.touched = append(r.touched, e)
	}
	r.best[e] = max(r.best[e], score)
}
