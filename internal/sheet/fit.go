package sheet

import (
	"slices"
	"strconv"
)

func number(n int) string { return strconv.Itoa(n) }

// densities are the sizes of letters tried, the easiest to read first.
func densities() []density { return []density{{1.08}, {1}, {0.95}, {0.9}} }

// Bounds of what is looked at: several times what a page holds.
const (
	maxSections = 12
	maxEntries  = 20
	// keepFirst is how many entries of the first section stay before other sections are taken away.
	keepFirst = 3
)

// measured is a section with its entries set in full, and in brief once that is asked.
type measured struct {
	heading block
	full    []block
	brief   map[int]block
	shorter func(i int) block
	keep    int // entries shown
	cut     int // of them, how many at the end are brief
	total   int // entries of the section as it came
	gone    bool
}

// shown is the block of one entry as it is to be shown.
func (m *measured) shown(i int) block {
	if i < m.keep-m.cut {
		return m.full[i]
	}
	b, known := m.brief[i]
	if !known {
		b = m.shorter(i)
		m.brief[i] = b
	}
	return b
}

// body is everything between the head and the foot, in at most room mm.
func (l layout) body(room float64) block {
	const hopeless = 1.6 // smaller letters do not win more than a third
	sizes := densities()
	flow := l.measure(sizes[0])
	if flow.height() <= hopeless*room {
		for _, d := range sizes[1:] {
			if flow.height() <= room {
				return flow.block()
			}
			flow = l.measure(d)
		}
	} else {
		flow = l.measure(sizes[len(sizes)-1])
	}
	for flow.height() > room {
		if !flow.shrink() {
			break
		}
	}
	flow.grow(room)
	return flow.block()
}

// flow is the sections of a sheet at one density, and what is left of them.
type flow struct {
	sections []*measured
	more     func(n int) block
	beyond   int // entries of sections that were not even looked at
}

func (l layout) measure(d density) flow {
	small := style{regular, d.size(9.5), 1.35, soft()}
	said := map[int]block{}
	f := flow{more: func(n int) block {
		b, known := said[n]
		if !known {
			b.gap(d.white(2.5))
			b.add(l.more(n, small), 0)
			said[n] = b
		}
		return b
	}}
	for _, s := range l.sheet.Sections {
		if len(f.sections) == maxSections {
			f.beyond += len(s.Entries)
			continue
		}
		if len(s.Entries) == 0 {
			continue
		}
		m := &measured{heading: l.heading(s.Title, d), brief: map[int]block{}, total: len(s.Entries)}
		m.shorter = func(i int) block { return l.entry(s.Entries[i], d, true) }
		for _, e := range s.Entries[:min(len(s.Entries), maxEntries)] {
			m.full = append(m.full, l.entry(e, d, false))
		}
		m.keep = len(m.full)
		f.sections = append(f.sections, m)
	}
	return f
}

// block stacks what is left.
func (f flow) block() block {
	var b block
	f.each(func(piece block) { b.add(piece, 0) })
	return b
}

func (f flow) height() float64 {
	total := 0.0
	f.each(func(piece block) { total += piece.height })
	return total
}

// each gives the pieces from top to bottom, then the line that says how many entries were left out.
func (f flow) each(use func(block)) {
	left := f.beyond
	for _, m := range f.sections {
		if m.gone {
			left += m.total
			continue
		}
		use(m.heading)
		for i := range m.keep {
			use(m.shown(i))
		}
		left += m.total - m.keep
	}
	if left > 0 {
		use(f.more(left))
	}
}

// shrink takes away the least important thing still there. It reports false when nothing is left to take.
func (f flow) shrink() bool {
	return f.dropEntry() || f.shorten(1, 0) || f.shorten(0, 1) || f.dropSection() || f.shorten(0, 0) || f.empty()
}

// dropEntry takes an entry from the end of the last section that has several.
func (f flow) dropEntry() bool {
	for i, m := range slices.Backward(f.sections) {
		floor := 1
		if i == 0 {
			floor = keepFirst
		}
		if m.keep > floor {
			m.keep--
			return true
		}
	}
	return false
}

// shorten makes one more entry brief, from the end of the sections from first on, but whole entries at their beginning.
func (f flow) shorten(first, whole int) bool {
	for i, m := range slices.Backward(f.sections) {
		if i >= first && !m.gone && m.cut < m.keep-whole {
			m.cut++
			return true
		}
	}
	return false
}

// dropSection takes the last section away, never the first.
func (f flow) dropSection() bool {
	for i, m := range slices.Backward(f.sections) {
		if i > 0 && !m.gone {
			m.gone = true
			return true
		}
	}
	return false
}

// empty takes from the first section, the last one there, until nothing is left.
func (f flow) empty() bool {
	for _, m := range f.sections {
		switch {
		case m.gone:
			continue
		case m.keep > 1:
			m.keep--
			m.cut = min(m.cut, m.keep)
		default:
			m.gone = true
		}
		return true
	}
	return false
}

// grow gives back what there is room for after all, the most important first: a large thing taken away may have left room
// for a small one.
func (f flow) grow(room float64) {
	for _, m := range f.sections {
		if m.gone {
			continue
		}
		for _, change := range []struct {
			value *int
			by    int
			end   func() bool
		}{
			{&m.cut, -1, func() bool { return m.cut == 0 }},
			{&m.keep, 1, func() bool { return m.keep == len(m.full) }},
		} {
			for !change.end() {
				*change.value += change.by
				if f.height() > room {
					*change.value -= change.by
					break
				}
			}
		}
	}
}
