package geo

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// maxEdits is the greatest number of typing errors supposed.
const maxEdits = 2

// letterSet summarises which letters a folded text has, once and twice or more: one typing error changes
// at most two bits. Texts whose summaries differ by more than 2k bits are more than k errors apart.
func letterSet(s string) uint64 {
	var once, twice uint64
	for i := 0; i < len(s); i++ {
		if 'a' <= s[i] && s[i] <= 'z' {
			bit := uint64(1) << (s[i] - 'a')
			twice |= once & bit
			once |= bit
		}
	}
	return once | twice<<26
}

// Suggest returns the places whose name is one or two typing errors away from name, the nearest spelling
// first, at most limit of them. An error is a letter too many, missing, changed, or two neighbours
// swapped; spaces, hyphens and accents are free. Short names allow fewer errors.
func (g *Gazetteer) Suggest(name string, limit int) []Match {
	return g.proposals(Fold(cut(name)), limit, lookSpelling, nil)
}

// look tells which guesses are wanted.
type look uint8

const (
	lookSpelling look = iota
	lookAll           // spellings and beginnings
)

// guess is an entry that the text may have meant.
type guess struct {
	entry nameEntry
	via   Via
	edits int
	grade int // the smaller, the likelier
}

// proposals returns the likeliest guesses for a folded name; keep, when given, tells which entries count.
func (g *Gazetteer) proposals(key string, limit int, wanted look, keep func(nameEntry) bool) []Match {
	guesses := g.guesses(key, wanted, keep)
	slices.SortFunc(guesses, func(a, b guess) int {
		return cmp.Or(cmp.Compare(a.grade, b.grade), g.compareEntries(a.entry, b.entry))
	})
	var found []Match
	for i, this := range guesses {
		if len(found) >= limit {
			break
		}
		earlier := slices.ContainsFunc(guesses[:i], func(other guess) bool {
			return other.entry.to == this.entry.to && other.entry.index == this.entry.index
		})
		if earlier {
			continue
		}
		m := g.match(this.entry)
		m.Via, m.Edits = this.via, this.edits
		found = append(found, m)
	}
	return found
}

// Grades of the beginnings of names, among those of typing errors: 4 to 6 for one, 8 to 10 for two.
const (
	gradeBeginning = 5
	gradeWords     = 7
)

// guesses compares the key with every name.
func (g *Gazetteer) guesses(key string, wanted look, keep func(nameEntry) bool) []guess {
	s := newSpelling(key)
	if s.limit == 0 {
		return nil
	}
	var found []guess
	for i, letters := range g.names.letters {
		size := int(g.names.sizes[i])
		near := abs(size-s.size) <= s.limit && bits.OnesCount64(letters^s.letters) <= 2*s.limit
		begins := wanted == lookAll && size > s.size && s.size > 2 && s.letters&^letters == 0
		if !near && !begins {
			continue
		}
		e := &g.names.entries[i]
		if keep != nil && !keep(*e) {
			continue
		}
		if near {
			if edits := s.distance(e.key); edits <= s.limit {
				found = append(found, guess{*e, ViaTypo, max(edits, 1), s.grade(edits, e)})
				continue
			}
		}
		switch {
		case !begins:
		case strings.HasPrefix(e.key, key):
			found = append(found, guess{*e, ViaPrefix, 0, gradeBeginning})
		case beginWords(e.key, key):
			found = append(found, guess{*e, ViaPrefix, 0, gradeWords})
		}
	}
	return found
}

// spelling is a folded name made ready to be compared with many. Its size is 0 when it has no letters to
// compare.
type spelling struct {
	compact [maxText]byte // without spaces
	size    int
	limit   int // typing errors allowed
	letters uint64
}

func newSpelling(key string) *spelling {
	s := &spelling{letters: letterSet(key)}
	if s.letters == 0 {
		return s
	}
	s.size = squeeze(&s.compact, key)
	switch {
	case s.size < 2:
	case s.size < 5:
		s.limit = 1
	default:
		s.limit = maxEdits
	}
	return s
}

// squeeze copies the key without its spaces and returns the length.
func squeeze(to *[maxText]byte, key string) int {
	n := 0
	for i := 0; i < len(key) && n < len(to); i++ {
		if key[i] != ' ' {
			to[n] = key[i]
			n++
		}
	}
	return n
}

// grade sorts typing errors among guesses: the first letter is rarely the wrong one, and an old name is
// less likely than a present one.
func (s *spelling) grade(edits int, e *nameEntry) int {
	return 4*edits + boolRank(e.key[0] != s.compact[0]) + boolRank(e.alias != 0)
}

// distance counts the typing errors between s and the key, up to the limit; beyond, any larger number.
// Only the diagonal band that can stay within the limit is computed.
func (s *spelling) distance(key string) int {
	var other [maxText]byte
	n := squeeze(&other, key)
	a, b, k := s.compact[:s.size], other[:n], s.limit
	if abs(n-len(a)) > k {
		return k + 1
	}
	var rows [3][maxText + 2]uint8
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= min(n, k+1); j++ {
		last[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		from, to := max(1, i-k), min(n, i+k)
		row[from-1] = uint8(k + 1)
		if from == 1 {
			row[0] = uint8(min(i, k+1))
		}
		best := row[from-1]
		for j := from; j <= to; j++ {
			cost := last[j-1]
			if a[i-1] != b[j-1] {
				cost++
			}
			cost = min(cost, row[j-1]+1)
			if j < i+k {
				cost = min(cost, last[j]+1)
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cost = min(cost, before[j-2]+1)
			}
			row[j] = cost
			best = min(best, cost)
		}
		if int(best) > k {
			return k + 1
		}
		before, last, row = last, row, before
	}
	return int(last[n])
}

// beginWords reports whether the words of key begin, in order, words of name: "st jean port" begins
// "saint jean pied de port". The first word must begin the name, its article aside.
func beginWords(name, key string) bool {
	first := true
	for word := range strings.FieldsSeq(key) {
		for {
			if strings.HasPrefix(name, word) {
				_, name, _ = strings.Cut(name, " ")
				break
			}
			var more bool
			if _, name, more = strings.Cut(name, " "); !more || first {
				return false
			}
		}
		first = false
	}
	return true
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
