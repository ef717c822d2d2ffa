package geo

import (
	"fmt"
	"slices"
	"strings"
)

// nameIndex finds places by folded name. The entries are sorted by key, so that equal names are neighbours
// and a beginning is a range.
type nameIndex struct {
	entries []nameEntry
	aliases []string // as written, for entries by alias
	// letters and sizes summarise the key of each entry, apart so that a search for near spellings reads
	// little memory: see letterSet; the size is in bytes, spaces aside.
	letters []uint64
	sizes   []uint8
	// first and last hold the words with which names of departments and regions begin and end.
	first, last map[string]bool
}

// target tells in which table the place of an entry stands.
type target uint8

const (
	toCommune target = iota
	toDepartment
	toRegion
	toCountry
)

type nameEntry struct {
	key   string
	index uint16 // in the table of the target
	alias uint16 // 1 + index in aliases; 0 for a present name
	to    target
	bare  bool // the name without the article it begins with
	area  bool // the name of a natural region that lies in the place
}

// reference is an entry whose key is still a stretch of the buffer where keys are folded.
type reference struct {
	entry      nameEntry
	start, end int
}

// nameBuilder gathers the entries of a nameIndex.
type nameBuilder struct {
	g          *Gazetteer
	keys       []byte
	references []reference
	aliases    []string
}

// add records a name of a place and, if it begins with an article, the name without it.
func (b *nameBuilder) add(name string, e nameEntry) {
	start := len(b.keys)
	b.keys = appendFold(b.keys, name)
	end := len(b.keys)
	b.references = append(b.references, reference{e, start, end})
	if n := articleLength(b.keys[start:end]); n > 0 {
		e.bare = true
		b.references = append(b.references, reference{e, start + n, end})
	}
}

// addAlias records another name of a place.
func (b *nameBuilder) addAlias(name string, e nameEntry) {
	b.aliases = append(b.aliases, name)
	e.alias = uint16(len(b.aliases))
	b.add(name, e)
}

// articleLength is the length of the article at the beginning of a folded name, its space included; 0 if
// it has none or is nothing else.
func articleLength[T string | []byte](name T) int {
	for _, article := range [...]string{"le ", "la ", "les ", "l "} {
		if len(name) > len(article) && string(name[:len(article)]) == article {
			return len(article)
		}
	}
	return 0
}

// index sorts what was gathered.
func (b *nameBuilder) index() nameIndex {
	keys := string(b.keys)
	n := len(b.references)
	x := nameIndex{
		entries: make([]nameEntry, n), aliases: b.aliases, letters: make([]uint64, n), sizes: make([]uint8, n),
		first: map[string]bool{}, last: map[string]bool{},
	}
	for i, r := range b.references {
		x.entries[i] = r.entry
		x.entries[i].key = keys[r.start:r.end]
	}
	slices.SortFunc(x.entries, func(p, q nameEntry) int {
		if c := strings.Compare(p.key, q.key); c != 0 {
			return c
		}
		return b.g.compareEntries(p, q)
	})
	for i, e := range x.entries {
		x.letters[i] = letterSet(e.key)
		x.sizes[i] = uint8(min(len(e.key)-strings.Count(e.key, " "), 255))
		if e.to == toDepartment || e.to == toRegion {
			first, _, _ := strings.Cut(e.key, " ")
			x.first[first] = true
			x.last[e.key[strings.LastIndexByte(e.key, ' ')+1:]] = true
		}
	}
	return x
}

// compareEntries orders homonyms: full names before names without their article, present names before
// old ones, then by falling population, then communes before larger places, then by code.
func (g *Gazetteer) compareEntries(a, b nameEntry) int {
	if a.bare != b.bare {
		return boolRank(a.bare) - boolRank(b.bare)
	}
	if old := a.alias != 0; old != (b.alias != 0) {
		return boolRank(old) - boolRank(b.alias != 0)
	}
	if c := g.population(b) - g.population(a); c != 0 {
		return c
	}
	if a.to != b.to {
		return int(a.to) - int(b.to)
	}
	return int(a.index) - int(b.index)
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (g *Gazetteer) population(e nameEntry) int {
	switch e.to {
	case toDepartment:
		return g.departments[e.index].population
	case toRegion:
		return g.regions[e.index].population
	case toCountry:
		return g.country.Population
	}
	return int(g.communes[e.index].population)
}

// readAliases records the names of all places, then the old and delegated names of the communes.
func (b *nameBuilder) readAliases(text string) error {
	n := len(b.g.communes) + strings.Count(text, "\n")
	b.keys = make([]byte, 0, 16*n)
	b.references = make([]reference, 0, n+n/4)
	for i, c := range b.g.communes {
		b.add(c.name, nameEntry{to: toCommune, index: uint16(i)})
	}
	b.addTerritories()
	return eachRow(text, 2, func(f []string) error { return b.addTo(f[1], f[0], false) })
}

// readPays records the natural regions.
func (b *nameBuilder) readPays(text string) error { return b.readNames(text, true) }

// readNames records other names of places; area tells that they are those of natural regions.
func (b *nameBuilder) readNames(text string, area bool) error {
	return eachRow(text, 2, func(f []string) error {
		for code := range strings.FieldsSeq(f[0]) {
			for name := range strings.SplitSeq(f[1], ";") {
				if err := b.addTo(code, name, area); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// readEveryday records the names that people use, and the arrondissements of the three great cities.
func (b *nameBuilder) readEveryday(text string) error {
	if err := b.readNames(text, false); err != nil {
		return err
	}
	for _, city := range [...]struct {
		code, name string
		count      int
	}{{"75056", "Paris", 20}, {"69123", "Lyon", 9}, {"13055", "Marseille", 16}} {
		for i := 1; i <= city.count; i++ {
			ordinal := fmt.Sprintf("%s %de", city.name, i)
			if i == 1 {
				ordinal = city.name + " 1er"
			}
			if err := b.addTo(city.code, ordinal+" arrondissement", false); err != nil {
				return err
			}
		}
	}
	return nil
}

// addTo records another name of the place that bears the territory code.
func (b *nameBuilder) addTo(code, name string, area bool) error {
	e := nameEntry{to: toCommune, area: area}
	p := b.g.part(code)
	switch {
	case p.rank == departmental:
		e.to = toDepartment
	case p.rank == regional:
		e.to = toRegion
	case p.rank != local || p.epci:
		return fmt.Errorf("%w: %q", ErrUnknownCode, code)
	}
	e.index = uint16(p.index)
	b.addAlias(name, e)
	return nil
}

// addTerritories records the names of departments, regions and the country, with and without article.
// A region of one department leaves its name to the department.
func (b *nameBuilder) addTerritories() {
	for i, d := range b.g.departments {
		e := nameEntry{to: toDepartment, index: uint16(i)}
		b.add(d.name, e)
		if d.the != d.name {
			b.add(d.the, e)
		}
	}
	for i, r := range b.g.regions {
		if len(r.departments) == 1 {
			continue
		}
		e := nameEntry{to: toRegion, index: uint16(i)}
		b.add(r.name, e)
		if r.the != r.name {
			b.add(r.the, e)
		}
	}
	for _, name := range [...]string{"France", "la France", "France entière", "toute la France", "partout en France", "France métropolitaine"} {
		b.add(name, nameEntry{to: toCountry})
	}
}

// equal returns the entries whose key is exactly key: full names if there are any, else names whose
// article was left out.
func (x *nameIndex) equal(key string) []nameEntry {
	first, found := slices.BinarySearchFunc(x.entries, key, func(e nameEntry, key string) int {
		return strings.Compare(e.key, key)
	})
	if !found {
		return nil
	}
	end := first + 1
	bare := x.entries[first].bare
	for end < len(x.entries) && x.entries[end].key == key && x.entries[end].bare == bare {
		end++
	}
	return x.entries[first:end]
}

// match turns an entry into what callers see.
func (g *Gazetteer) match(e nameEntry) Match {
	m := Match{Via: ViaName}
	switch e.to {
	case toDepartment:
		m.Place, m.Via = g.departments[e.index].place(), ViaDepartment
	case toRegion:
		m.Place, m.Via = g.regions[e.index].place(), ViaRegion
	case toCountry:
		m.Place, m.Via = g.country, ViaRegion
	default:
		m.Place = g.communePlace(int(e.index))
	}
	if e.alias != 0 {
		m.Via, m.Alias = ViaAlias, g.names.aliases[e.alias-1]
	}
	if e.area {
		m.Via = ViaArea
	}
	return m
}
