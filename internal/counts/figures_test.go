package counts

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestColumns(t *testing.T) {
	for i, what := range Whats() {
		if column(what) != i {
			t.Errorf("column(%s) = %d, want %d", what, column(what), i)
		}
	}
}

func TestRuns(t *testing.T) {
	var got []int64
	for n := int64(-1); n <= 15; n++ {
		got = append(got, lowered(n))
	}
	want := []int64{0, 0, 1, 1, 3, 3, 5, 5, 7, 7, 7, 10, 10, 12, 12, 12, 15}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lowered from -1 to 15 (-want +got):\n%s", diff)
	}
	for n := int64(1); n < 10_000; n++ {
		low := lowered(n)
		if low > n || low < n-2 || low%unit > 3 && n >= unit {
			t.Errorf("lowered(%d) = %d", n, low)
		}
		if lowered(n-1) != low && lowered(n+1) != low {
			t.Errorf("%d is alone in its run", n)
		}
		if n%unit == 0 && low != n {
			t.Errorf("lowered(%d) = %d: multiples of %d are kept", n, low, unit)
		}
	}
}

// world is a set of data sets: each of its counts goes from 0 to top, as far as the rules of the cells allow.
type world struct {
	counts []Count // their N is the top
	by     []Dimension
}

// all calls use with every data set of the world. The list is used again.
func (w world) all(use func(list []Count)) {
	list := slices.Clone(w.counts)
	var next func(i int)
	next = func(i int) {
		if i == len(list) {
			if lawful(list) {
				use(list)
			}
			return
		}
		for n := int64(0); n <= w.counts[i].N; n++ {
			list[i].N = n
			next(i + 1)
		}
	}
	next(0)
}

// lawful reports whether relaxed and national do not pass finish in any cell: what an attacker knows of all data.
func lawful(list []Count) bool {
	for _, c := range list {
		if (c.What == Relaxed || c.What == National) && c.N > finishes(list, c) {
			return false
		}
	}
	return true
}

func finishes(list []Count, in Count) int64 {
	for _, c := range list {
		if c.What == Finish && c.Week == in.Week && c.Cell == in.Cell {
			return c.N
		}
	}
	return 0
}

// coordinates are the values of a cell by dimension, in the order of Dimensions.
type coordinates [dimensions]string

func (c Count) coordinates() coordinates {
	return coordinates{c.Week, c.Campaign, c.Department, c.Stage, c.Holder, c.Sector}
}

func kept(at coordinates, only map[Dimension]string) bool {
	for i, d := range Dimensions() {
		if value, asked := only[d]; asked && at[i] != value {
			return false
		}
	}
	return true
}

// truths are the true counts of every cell of every set of dimensions, and what follows from several at once.
func (w world) truths(list []Count) map[string]int64 {
	truths := map[string]int64{}
	for _, by := range subsets(w.by) {
		for _, c := range list {
			at := c.coordinates()
			name := ""
			for i, d := range Dimensions() {
				if slices.Contains(by, d) {
					name += string(d) + "=" + at[i] + " "
				}
			}
			truths[name+string(c.What)] += c.N
			switch c.What {
			case Helped, NotYet:
				truths[name+"answered"] += c.N
			case Finish:
				truths[name+"strict"] += c.N
			case Relaxed:
				truths[name+"strict"] -= c.N
			}
		}
	}
	return truths
}

func subsets(of []Dimension) [][]Dimension {
	all := [][]Dimension{nil}
	for _, d := range of {
		for _, s := range slices.Clone(all) {
			all = append(all, append(slices.Clone(s), d))
		}
	}
	return all
}

// seen is everything that is shown of figures: every table by every set of these dimensions, under every filter on them.
func seen(f *Figures, by []Dimension) string {
	filters := []map[Dimension]string{{}}
	for _, d := range by {
		values := slices.Clone(f.values[slices.Index(Dimensions(), d)])
		slices.Sort(values)
		for _, old := range slices.Clone(filters) {
			for _, value := range values {
				only := map[Dimension]string{d: value}
				for k, v := range old {
					only[k] = v
				}
				filters = append(filters, only)
			}
		}
	}
	var page strings.Builder
	for _, set := range subsets(by) {
		for _, only := range filters {
			show(&page, f.Table(Query{By: set, Only: only, Values: map[Dimension][]string{ByStage: {"idea", "creation"}}}))
		}
	}
	return page.String()
}

// shownBy is every table by every set of dimensions, without filters: a filter gives the rows of another table.
func shownBy(f *Figures, by []Dimension) string {
	var page strings.Builder
	for _, set := range subsets(by) {
		show(&page, f.Table(Query{By: set}))
	}
	return page.String()
}

func show(page *strings.Builder, t Table) {
	for _, r := range append(slices.Clone(t.Rows), t.Others, t.Total) {
		for _, value := range r.Key {
			page.WriteString(value)
			page.WriteByte('/')
		}
		for _, what := range t.Whats {
			page.WriteString(strconv.FormatInt(int64(r.Number(what)), 10))
			page.WriteByte(' ')
		}
		if rate, ok := r.Rate(); ok {
			page.WriteString(strconv.Itoa(rate))
		}
		page.WriteString(r.Answered().String())
		page.WriteByte('\n')
	}
	page.WriteByte('\n')
}

// possible is, for each figure, the least and the greatest true count among the data sets that give the same pages.
type possible map[string][2]int64

func (p possible) take(truths map[string]int64) {
	for name, n := range truths {
		bounds, known := p[name]
		if !known {
			bounds = [2]int64{n, n}
		}
		p[name] = [2]int64{min(bounds[0], n), max(bounds[1], n)}
	}
}

// pinned lists the counts from 1 up that leave no doubt.
func pinned(pages map[string]possible) []string {
	var list []string
	for page, counts := range pages {
		for name, bounds := range counts {
			if bounds[0] == bounds[1] && bounds[0] >= 1 {
				list = append(list, fmt.Sprintf("%s is %d for certain in\n%s", name, bounds[0], page))
			}
		}
	}
	return list
}

// attack looks at the pages of every data set of a world, and returns what they give away.
func (w world) attack(publish func([]Count) *Figures) []string {
	pages := map[string]possible{}
	w.all(func(list []Count) {
		page := seen(publish(list), w.by)
		if pages[page] == nil {
			pages[page] = possible{}
		}
		pages[page].take(w.truths(list))
	})
	return pinned(pages)
}

// onlyRounded makes figures without lowering.
func onlyRounded(list []Count) *Figures {
	f := New(list)
	for i, at := range f.places {
		f.holds[i] = sums{}
		for _, c := range list {
			coordinates := c.coordinates()
			same := true
			for axis, number := range at {
				same = same && f.values[axis][number] == coordinates[axis]
			}
			if same {
				f.holds[i][column(c.What)] += c.N
			}
		}
	}
	return f
}

func stages(what What, top int64, names ...string) world {
	w := world{by: []Dimension{ByStage}}
	for _, stage := range names {
		w.counts = append(w.counts, Count{Cell: Cell{Stage: stage}, What: what, N: top})
	}
	return w
}

func TestNothingCanBeWorkedOut(t *testing.T) {
	square := world{by: []Dimension{ByStage, BySector}}
	for _, stage := range []string{"idea", "creation"} {
		for _, sector := range []string{"energy", "care"} {
			square.counts = append(square.counts, Count{Cell: Cell{Stage: stage, Sector: sector}, What: Finish, N: 6})
		}
	}
	unmet := world{by: []Dimension{ByDepartment}}
	for _, department := range []string{"48", "23"} {
		for _, what := range []What{Finish, Relaxed, National} {
			unmet.counts = append(unmet.counts, Count{Cell: Cell{Department: department}, What: what, N: 4})
		}
	}
	worlds := map[string]world{
		"a square":    square,
		"five stages": stages(Finish, 4, "idea", "creation", "consolidation", "development", ""),
		"larger counts": {by: []Dimension{ByWeek, ByCampaign}, counts: []Count{
			{Week: "2026-W52", Cell: Cell{Campaign: "foire"}, What: Start, N: 11}, {Week: "2026-W53", Cell: Cell{Campaign: "foire"}, What: Start, N: 14},
			{Week: "2026-W52", What: Start, N: 4},
		}},
		"unmet needs":    unmet,
		"answers, rates": {by: []Dimension{ByStage}, counts: []Count{{What: Helped, N: 29}, {What: NotYet, N: 29}}},
	}
	for name, w := range worlds {
		t.Run(name, func(t *testing.T) {
			for i, what := range w.attack(New) {
				if i < 3 {
					t.Error(what)
				}
			}
		})
	}
	if found := worlds["five stages"].attack(onlyRounded); len(found) == 0 {
		t.Error("the attacker does not even break plain rounding")
	}
}

// TestSuccessiveLooks plays an attacker who sees all the pages at three moments: neither a count at any of them nor what
// came between two is certain.
func TestSuccessiveLooks(t *testing.T) {
	attack := func(publish func([]Count) *Figures) []string {
		w := world{by: []Dimension{ByStage}, counts: []Count{
			{Week: "2026-W47", Cell: Cell{Stage: "idea"}, What: Finish, N: 6}, {Week: "2026-W47", Cell: Cell{Stage: "creation"}, What: Finish, N: 6},
		}}
		type look struct {
			page   string
			counts [2]int64
			truths map[string]int64
		}
		var looks []look
		w.all(func(list []Count) {
			looks = append(looks, look{seen(publish(list), w.by), [2]int64{list[0].N, list[1].N}, w.truths(list)})
		})
		before := func(a, b look) bool { return a.counts[0] <= b.counts[0] && a.counts[1] <= b.counts[1] }
		pages := map[string]possible{}
		for _, a := range looks {
			for _, b := range looks {
				for _, c := range looks {
					if !before(a, b) || !before(b, c) {
						continue
					}
					truths := map[string]int64{}
					for name, n := range c.truths {
						truths["1 "+name], truths["2 "+name], truths["3 "+name] = a.truths[name], b.truths[name], n
						truths["1-2 "+name], truths["2-3 "+name] = b.truths[name]-a.truths[name], n-b.truths[name]
					}
					page := a.page + b.page + c.page
					if pages[page] == nil {
						pages[page] = possible{}
					}
					pages[page].take(truths)
				}
			}
		}
		return pinned(pages)
	}
	for i, what := range attack(New) {
		if i < 3 {
			t.Error(what)
		}
	}
	if len(attack(onlyRounded)) == 0 {
		t.Error("the attacker does not even break plain rounding")
	}
}

// draw makes lawful data over all dimensions, with several counts in a cell.
func draw(random *rand.Rand, cells int) []Count {
	pick := func(values ...string) string { return values[random.IntN(len(values))] }
	known := map[coordinates]bool{}
	var list []Count
	for len(known) < cells {
		c := Count{Week: pick("2026-W46", "2026-W47", "2026-W50"), Cell: Cell{
			Campaign: pick("", "foire", "mairie"), Department: pick("07", "23", "48", ""), Stage: pick("idea", "creation"),
			Holder: pick("individual", "collective"), Sector: pick("energy", "care", "housing"),
		}}
		if known[c.coordinates()] {
			continue
		}
		known[c.coordinates()] = true
		finish := random.Int64N(8)
		if random.IntN(8) == 0 {
			finish = random.Int64N(60)
		}
		for what, n := range map[What]int64{
			Finish: finish, Relaxed: random.Int64N(finish + 1), National: random.Int64N(finish + 1), Helped: random.Int64N(6), NotYet: random.Int64N(4),
		} {
			c.What, c.N = what, n
			list = append(list, c)
		}
		list = append(list, Count{Week: c.Week, Cell: Cell{Campaign: c.Campaign}, What: Start, N: random.Int64N(30)})
	}
	return merged(list)
}

// merged takes counts of the same week, cell and thing together, in a lasting order.
func merged(list []Count) []Count {
	total := map[Count]int64{}
	for _, c := range list {
		n := c.N
		c.N = 0
		total[c] += n
	}
	list = nil
	for c, n := range total {
		c.N = n
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Count) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return list
}

// twin is other data, in which the count at i differs by one, that should give the same tables.
func twin(list []Count, i int) []Count {
	other := slices.Clone(list)
	c := &other[i]
	step := int64(1)
	if lowered(c.N+1) != lowered(c.N) {
		step = -1
	}
	c.N += step
	for j := range other {
		o := &other[j]
		if o.Week != c.Week || o.Cell != c.Cell {
			continue
		}
		switch {
		case c.What == Finish && (o.What == Relaxed || o.What == National):
			o.N = min(o.N, c.N)
		case o.What == Finish && (c.What == Relaxed || c.What == National):
			o.N = max(o.N, c.N)
		}
	}
	return other
}

// checkTwins shows, for every count of at least 1 in every cell of every set of dimensions, other data that differ there and
// give the very same tables.
func checkTwins(t *testing.T, list []Count) {
	t.Helper()
	tables := shownBy(New(list), Dimensions())
	w := world{by: Dimensions()}
	doubtful := map[string]bool{}
	truths := w.truths(list)
	for i, c := range list {
		if c.N == 0 {
			continue
		}
		other := twin(list, i)
		if !lawful(other) {
			t.Fatalf("the twin breaks a rule at %+v", c)
		}
		if got := shownBy(New(other), Dimensions()); got != tables {
			t.Fatalf("the twin at %+v shows (-data +twin):\n%s", c, cmp.Diff(tables, got))
		}
		for name, n := range w.truths(other) {
			if n != truths[name] {
				doubtful[name] = true
			}
		}
	}
	for name, n := range truths {
		if n >= 1 && !doubtful[name] {
			t.Errorf("%s is %d for certain", name, n)
		}
	}
}

func TestTwins(t *testing.T) {
	for seed := range uint64(3) {
		checkTwins(t, draw(rand.New(rand.NewPCG(seed, 1)), 12))
	}
}

func FuzzTwins(f *testing.F) {
	f.Add(uint64(1), uint8(3), int64(4))
	f.Add(uint64(2), uint8(9), int64(math.MaxInt32))
	f.Fuzz(func(t *testing.T, seed uint64, cells uint8, n int64) {
		list := draw(rand.New(rand.NewPCG(seed, 2)), 1+int(cells)%10)
		list[int(seed%uint64(len(list)))].N = n & math.MaxInt32
		if !lawful(list) {
			t.Skip()
		}
		checkTwins(t, list)
	})
}
