package counts

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// Number is a figure as it may be shown: a multiple of 5 that the true count is at least, or 0 for "< 5".
type Number int64

// Small says that the figure is not shown as a number.
func (n Number) Small() bool { return n < unit }

// String is the figure as it is shown, "< 5" or "35".
func (n Number) String() string {
	if n.Small() {
		return "< 5"
	}
	return strconv.FormatInt(int64(n), 10)
}

// rounded makes a sum of lowered counts fit to be shown.
func rounded(sum int64) Number { return Number(sum - sum%unit) }

// Query is what a table is asked to show.
type Query struct {
	// By are the dimensions of the rows; none gives the total alone. Repeated ones count once.
	By []Dimension
	// Only keeps the cells that have these values.
	Only map[Dimension]string
	// Values are closed lists, in the order in which they are shown. A table by such a dimension alone has a row for each
	// value, whatever it counts.
	Values map[Dimension][]string
}

// Table is figures by rows.
type Table struct {
	By []Dimension
	// Whats are the columns. Start is one of them only where rows are weeks and campaigns, or where there are no rows: a
	// conversation that begins has no answers yet.
	Whats []What
	// Total is the figures of all that the query keeps. The rows, rounded one by one, may add up to less.
	Total Row
	// Rows are the cells with a figure of 5 or more, the values of closed lists, and the weeks between two that are shown.
	Rows []Row
	// Others is all the cells without a figure of 5 or more, taken together; to be shown whenever the table has
	// dimensions, since its absence would tell.
	Others Row
}

// Row is the figures of one cell.
type Row struct {
	// Key is the values of the cell, in the order of Table.By; "" is for what is not known. Total and Others have none.
	Key  []string
	sums sums
}

// Number is one figure of the row.
func (r Row) Number(what What) Number {
	if i := column(what); i >= 0 {
		return rounded(r.sums[i])
	}
	return 0
}

// Answered is how many people said whether the result helped.
func (r Row) Answered() Number {
	return rounded(plus(r.sums[column(Helped)], r.sums[column(NotYet)]))
}

// Rate is the share of those who answered whom the result helped, in percent, rounded to the nearest step worth five answers or
// more: 25 from 20 answers on, 10 from 50 on, 5 from 100 on. With fewer answers ok is false.
func (r Row) Rate() (percent int, ok bool) {
	step := 0.0
	switch answered := r.Answered(); {
	case answered >= 100:
		step = 5
	case answered >= 50:
		step = 10
	case answered >= 20:
		step = 25
	default:
		return 0, false
	}
	yes, no := float64(r.sums[column(Helped)]), float64(r.sums[column(NotYet)])
	return int(step * float64(int64(100*yes/(yes+no)/step+0.5))), true
}

// shown reports whether any of these figures is a number.
func (r Row) shown(columns []What) bool {
	return slices.ContainsFunc(columns, func(w What) bool { return !r.Number(w).Small() })
}

// Table answers a query.
func (f *Figures) Table(q Query) Table {
	t := Table{By: order(q.By)}
	t.Whats = columns(t.By)
	var axes []int
	for _, d := range t.By {
		axes = append(axes, slices.Index(Dimensions(), d))
	}
	keep := f.filter(q.Only)
	index, cells := map[place]int{}, []cell{}
	for i, at := range f.places {
		if !keep(at) {
			continue
		}
		t.Total.sums.add(&f.holds[i])
		if len(axes) == 0 {
			continue
		}
		var key place
		for _, axis := range axes {
			key[axis] = at[axis]
		}
		n, known := index[key]
		if !known {
			n = len(cells)
			index[key] = n
			cells = append(cells, cell{at: key})
		}
		cells[n].sums.add(&f.holds[i])
	}
	for _, c := range cells {
		if !(Row{sums: c.sums}).shown(t.Whats) {
			t.Others.sums.add(&c.sums)
			continue
		}
		key := make([]string, len(axes))
		for i, axis := range axes {
			key[i] = f.values[axis][c.at[axis]]
		}
		t.Rows = append(t.Rows, Row{key, c.sums})
	}
	t.fill(q.Values)
	t.sort(q.Values)
	return t
}

// cell is a row in the making.
type cell struct {
	at   place
	sums sums
}

// filter tells which places a query keeps.
func (f *Figures) filter(only map[Dimension]string) func(place) bool {
	wanted := map[int]uint32{}
	for i, d := range Dimensions() {
		value, asked := only[d]
		if !asked {
			continue
		}
		number := slices.Index(f.values[i], value)
		if number < 0 {
			return func(place) bool { return false }
		}
		wanted[i] = uint32(number)
	}
	return func(at place) bool {
		for axis, number := range wanted {
			if at[axis] != number {
				return false
			}
		}
		return true
	}
}

// fill adds the values that a table by one dimension has whatever they count: those of its closed list, or the weeks between
// two that are shown. What they hold is among the others.
func (t *Table) fill(values map[Dimension][]string) {
	if len(t.By) == 1 {
		closed := values[t.By[0]]
		if t.By[0] == ByWeek {
			closed = between(t.Rows)
		}
		for _, value := range closed {
			if !slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Key[0] == value }) {
				t.Rows = append(t.Rows, Row{Key: []string{value}})
			}
		}
	}
}

// sort puts the rows in the order of their keys.
func (t *Table) sort(values map[Dimension][]string) {
	slices.SortFunc(t.Rows, func(a, b Row) int {
		for i, d := range t.By {
			if c := compare(values[d], a.Key[i], b.Key[i]); c != 0 {
				return c
			}
		}
		return 0
	})
}

// compare puts values in the order of their list, those outside after it in the order of their texts, and "" last.
func compare(list []string, a, b string) int {
	place := func(value string) int {
		if i := slices.Index(list, value); i >= 0 {
			return i
		}
		if value == "" {
			return len(list) + 1
		}
		return len(list)
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
}

// maxWeeks bounds the weeks filled in between two that are shown.
const maxWeeks = 20 * 53

// between lists the weeks from the first shown to the last, so that a week without figures does not differ from an empty one.
func between(rows []Row) []string {
	var first, last time.Time
	for _, r := range rows {
		monday, ok := Monday(r.Key[0])
		if !ok {
			continue
		}
		if first.IsZero() || monday.Before(first) {
			first = monday
		}
		if monday.After(last) {
			last = monday
		}
	}
	var weeks []string
	for day := first; !first.IsZero() && !day.After(last) && len(weeks) < maxWeeks; day = day.AddDate(0, 0, 7) {
		weeks = append(weeks, weekOf(day))
	}
	return weeks
}

// order puts dimensions in the order in which they are shown, once each.
func order(by []Dimension) []Dimension {
	var list []Dimension
	for _, d := range Dimensions() {
		if slices.Contains(by, d) {
			list = append(list, d)
		}
	}
	return list
}

// columns are the things that cells of these dimensions can count.
func columns(by []Dimension) []What {
	if slices.ContainsFunc(by, func(d Dimension) bool { return d != ByWeek && d != ByCampaign }) {
		return Whats()[1:]
	}
	return Whats()
}

// Shows reports whether any row has a figure of 5 or more.
func (t Table) Shows() bool {
	return slices.ContainsFunc(t.Rows, func(r Row) bool { return r.shown(t.Whats) })
}
