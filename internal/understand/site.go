package understand

import (
	"slices"
	"strconv"

	"jalon/internal/geo"
	"jalon/internal/votes"
)

// Site is a place that a text names, before it is weighed whether the project is there.
type Site struct {
	Features []string    // the words around it, and what sort of name it is
	Matches  []geo.Match // the places that it may be
	standing standing
	grounds  votes.Option
}

// standing is what grammar made of a site.
type standing uint8

const (
	left     standing = iota // not that of the project
	proposed                 // one of those between which to ask
	taken                    // that of the project, or the department that holds it
)

// Survey returns the places that a text names, in its order. Those who learn to weigh them and those who weigh share it.
func (r *Reader) Survey(text string) []Site {
	s := r.sentence(text)
	u := newUnderstanding()
	if len(s.tokens) == 0 {
		return nil
	}
	s.definition()
	found := s.listen()
	s.answers(&u)
	s.settle(&u, found)
	sites, _ := s.sites(&u, found)
	return sites
}

// sites describes the places found in a sentence whose place grammar has settled, and returns the mention of each.
func (s *sentence) sites(u *Understanding, found []mention) (sites []Site, mentions []mention) {
	found = slices.Clone(found)
	slices.SortStableFunc(found, func(a, b mention) int { return a.from - b.from })
	found = slices.DeleteFunc(codesJoined(found), func(m mention) bool { return len(m.matches) == 0 })
	words := s.masked()
	for i, m := range found {
		made := u.standing(m)
		features := slices.Concat(s.neighbours(words, m), s.nature(m), s.clauseSaid(words, m), s.rankOfSite(found, i))
		sites = append(sites, Site{features, m.matches, made, s.siteGrounds(m, made, len(found), i)})
	}
	return sites, found
}

// standing tells what grammar made of a mention.
func (u *Understanding) standing(m mention) standing {
	switch {
	case u.Place != nil && slices.ContainsFunc(m.matches, func(o geo.Match) bool { return o.Code == u.Place.Code || lies(*u.Place, o.Place) }):
		return taken
	case len(sharing(u.Places, m.matches)) > 0:
		return proposed
	}
	return left
}

// neighbours lists the words just before a mention and just after it.
func (s *sentence) neighbours(words []string, m mention) []string {
	before := func(n int) string { return s.neighbour(words, m.from, -n) }
	after := func(n int) string { return s.neighbour(words, m.to-1, n) }
	return []string{
		"l1:" + before(1), "l2:" + before(2), "l3:" + before(3), "r1:" + after(1), "r2:" + after(2), "r3:" + after(3),
		"ll:" + before(2) + " " + before(1), "lll:" + before(3) + " " + before(2) + " " + before(1), "rr:" + after(1) + " " + after(2),
		"lr:" + before(1) + " " + after(1), "llr:" + before(2) + " " + after(1),
	}
}

// neighbour is the word n places after the token at i, or before it when n is negative: "|" beyond the sentence, "," at a comma
// or a bracket.
func (s *sentence) neighbour(words []string, i, n int) string {
	step := 1
	if n < 0 {
		step = -1
	}
	for ; n != 0; n -= step {
		switch gap := s.at(max(i, i+step)); {
		case i+step < 0 || gap.before == stop:
			return "|"
		case gap.before >= bracket:
			return ","
		}
		i += step
	}
	return words[i]
}

// nature lists what sort of name a mention is, and what grammar says of it alone.
func (s *sentence) nature(m mention) []string {
	rarity, size := strconv.Itoa(int(s.rarity(m.from, m.to))), strconv.Itoa(sizeOf(m))
	capital := strconv.FormatBool(s.tokens[m.from].capital)
	return []string{
		"role:" + strconv.Itoa(int(m.role)), "stated:" + strconv.Itoa(m.stated), "wide:" + strconv.FormatBool(m.wide()), "weak:" + strconv.FormatBool(m.weak),
		"direct:" + strconv.FormatBool(m.direct), "guessed:" + strconv.FormatBool(m.guessed), "rarity:" + rarity, "size:" + size,
		"capital:" + capital + ":" + strconv.FormatBool(s.tokens[0].title), "matches:" + strconv.Itoa(min(3, len(m.matches))), "words:" + strconv.Itoa(m.to-m.from),
		"name:" + rarity + ":" + size + ":" + capital,
	}
}

// sizeOf is how many digits the population of the largest place of a mention has.
func sizeOf(m mention) int {
	most := 0
	for _, o := range m.matches {
		most = max(most, o.Population)
	}
	return len(strconv.Itoa(most))
}

// clauseSaid lists what is said in the clause of a mention, on either side, and the phrases of the lexicon in the text.
func (s *sentence) clauseSaid(words []string, m mention) []string {
	start, end := s.clauseStart(m.from), s.clauseEnd(m.to)
	list := []string{"start:" + words[start], "start2:" + words[start] + " " + s.neighbour(words, start, 1)}
	for k := start; k < end; k++ {
		switch {
		case k < m.from:
			list = append(list, s.clauseWord(words, k, start, "L")...)
		case k >= m.to:
			list = append(list, s.clauseWord(words, k, m.to, "R")...)
		}
	}
	for _, w := range words[end:min(end+3, len(words))] {
		list = append(list, "next:"+w)
	}
	for _, h := range s.hits {
		if h.label || h.weak {
			continue
		}
		where := "far"
		switch {
		case h.from >= start && h.to <= m.from:
			where = "before"
		case h.from >= m.to && h.to <= end:
			where = "after"
		}
		list = append(list, "h:"+h.slot+":"+where, "hc:"+h.slot+":"+h.code+":"+where)
	}
	return list
}

// clauseWord lists what the token at k says on one side of a place, whose words begin at the token from.
func (s *sentence) clauseWord(words []string, k, from int, side string) []string {
	list := []string{"c:" + words[k], side + ":" + words[k]}
	if k > from {
		list = append(list, side+"b:"+words[k-1]+" "+words[k])
	}
	for _, v := range s.tokens[k].verbs {
		list = append(list, "v:"+v.verb, side+"v:"+v.verb, side+"m:"+strconv.Itoa(int(v.mood)))
	}
	if s.we(k) {
		list = append(list, side+"we")
	}
	return list
}

// rankOfSite lists where the mention at i stands among those found.
func (s *sentence) rankOfSite(found []mention, i int) []string {
	return []string{
		"count:" + strconv.Itoa(min(3, len(found))), "index:" + strconv.Itoa(min(2, i)), "last:" + strconv.FormatBool(i == len(found)-1),
		"length:" + strconv.Itoa(min(5, len(s.tokens)/5)),
	}
}

// siteGrounds describes by numbers what grammar made of the mention at i of all.
func (s *sentence) siteGrounds(m mention, made standing, all, i int) votes.Option {
	grounds := votes.Option{
		is(made == taken), is(made == proposed), is(made == left), is(m.weak), is(m.guessed), is(m.wide()), is(m.direct), is(len(m.matches) == 1),
		is(all == 1), is(all >= 3), is(i == 0), is(len(s.tokens) < 10), is(len(s.tokens) >= 25), is(m.stated == 2), is(m.stated == 1),
		is(s.tokens[m.from].capital), is(!s.tokens[m.from].capital && s.tokens[0].title),
	}
	kind, size := s.rarity(m.from, m.to), sizeOf(m)
	for r := rare; r <= ordinary; r++ {
		grounds = append(grounds, is(r == kind))
	}
	for n := range 8 {
		grounds = append(grounds, is(n == size))
	}
	for r := project; r <= ruledAway; r++ {
		grounds = append(grounds, is(r == m.role))
	}
	return grounds
}

// SiteOptions describes each of the places that a text names as an answer to where the project is, with how likely the votes make
// it (see [votes.Model.Odds]), then the last option: at none of them.
func SiteOptions(sites []Site, likely []float64) []votes.Option {
	var options []votes.Option
	settled := false
	for i, site := range sites {
		settled = settled || site.standing == taken
		vote := evidence(likely[i])
		options = append(options, slices.Concat(votes.Option{1, vote, vote * is(site.standing == taken), vote * is(site.standing == left)}, site.grounds, make(votes.Option, 4)))
	}
	none := make(votes.Option, len(options[0]))
	copy(none[len(none)-4:], votes.Option{1, is(settled), is(len(sites) > 1), is(len(sites) > 2)})
	return append(options, none)
}
