package counts

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// at makes counts of one kind of cell.
func at(week string, c Cell, what What, n int64) Count { return Count{week, c, what, n} }

func TestTable(t *testing.T) {
	lozere, creuse, ain := Cell{Department: "48", Stage: "idea"}, Cell{Department: "23", Stage: "creation"}, Cell{Department: "01", Stage: "idea"}
	f := New([]Count{
		at("2026-W40", lozere, Finish, 12), at("2026-W40", lozere, Relaxed, 4), at("2026-W43", lozere, Finish, 5),
		at("2026-W40", creuse, Finish, 3), at("2026-W43", ain, Finish, 3), at("2026-W41", ain, National, 1),
		at("2026-W40", Cell{}, Start, 30), at("2026-W40", ain, "unheard-of", 50), at("2026-W40", ain, Finish, -50),
	})
	type row struct {
		key             string
		finish, relaxed Number
	}
	show := func(t Table) []row {
		var rows []row
		for _, r := range append(slices.Clone(t.Rows), t.Others, t.Total) {
			rows = append(rows, row{strings.Join(r.Key, "/"), r.Number(Finish), r.Number(Relaxed)})
		}
		return rows
	}
	for name, c := range map[string]struct {
		query Query
		want  []row
	}{
		"nothing asked": {Query{}, []row{{"", 0, 0}, {"", 20, 0}}},
		// Only Lozère has five; Creuse and Ain hold 3 each, lowered 3, and are not named.
		"by department": {Query{By: []Dimension{ByDepartment}}, []row{{"48", 15, 0}, {"", 5, 0}, {"", 20, 0}}},
		"a closed list": {
			Query{By: []Dimension{ByStage}, Values: map[Dimension][]string{ByStage: {"idea", "creation", "development"}}},
			[]row{{"idea", 20, 0}, {"creation", 0, 0}, {"development", 0, 0}, {"", 0, 0}, {"", 20, 0}},
		},
		"weeks between two": {
			Query{By: []Dimension{ByWeek}}, []row{{"2026-W40", 15, 0}, {"2026-W41", 0, 0}, {"2026-W42", 0, 0}, {"2026-W43", 5, 0}, {"", 0, 0}, {"", 20, 0}},
		},
		"crossed and repeated": {
			Query{By: []Dimension{ByDepartment, ByWeek, ByDepartment}}, []row{{"2026-W40/48", 10, 0}, {"2026-W43/48", 5, 0}, {"", 5, 0}, {"", 20, 0}},
		},
		"filtered":      {Query{By: []Dimension{ByWeek}, Only: map[Dimension]string{ByDepartment: "48"}}, []row{{"2026-W40", 10, 0}, {"2026-W41", 0, 0}, {"2026-W42", 0, 0}, {"2026-W43", 5, 0}, {"", 0, 0}, {"", 15, 0}}},
		"of nobody":     {Query{By: []Dimension{ByWeek}, Only: map[Dimension]string{ByDepartment: "99"}}, []row{{"", 0, 0}, {"", 0, 0}}},
		"of few people": {Query{By: []Dimension{ByWeek}, Only: map[Dimension]string{ByDepartment: "23"}}, []row{{"", 0, 0}, {"", 0, 0}}},
	} {
		if diff := cmp.Diff(c.want, show(f.Table(c.query)), cmp.AllowUnexported(row{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if got := f.Table(Query{By: []Dimension{ByDepartment}}).Whats; slices.Contains(got, Start) {
		t.Errorf("a table by department counts %v, and a start has no department", got)
	}
}

func TestRate(t *testing.T) {
	for _, c := range []struct {
		yes, no int64
		percent int
		ok      bool
	}{
		{15, 3, 0, false}, {15, 5, 75, true}, {20, 0, 100, true}, {0, 20, 0, true}, {45, 5, 90, true}, {40, 12, 80, true}, {80, 20, 80, true},
		{95, 5, 95, true}, {1000, 300, 75, true},
	} {
		percent, ok := New([]Count{{What: Helped, N: c.yes}, {What: NotYet, N: c.no}}).Table(Query{}).Total.Rate()
		if percent != c.percent || ok != c.ok {
			t.Errorf("rate of %d yes and %d no = %d, %v, want %d, %v", c.yes, c.no, percent, ok, c.percent, c.ok)
		}
	}
}

// TestFiguresKeepTheirWord checks, on data of any kind, that a figure never passes the truth, that a count under five is never
// shown, that figures stay near the truth, and that a cell has the same figure in every table.
func TestFiguresKeepTheirWord(t *testing.T) {
	for seed := range uint64(3) {
		list := draw(rand.New(rand.NewPCG(seed, 3)), 40)
		f, cells := New(list), map[string]int64{}
		for _, c := range list {
			if c.N > 0 {
				cells[fmt.Sprint(c.coordinates(), c.What)]++
			}
		}
		for _, by := range subsets(Dimensions()) {
			table := f.Table(Query{By: by})
			for _, r := range append(table.Rows, table.Total) {
				only := map[Dimension]string{}
				for i, value := range r.Key {
					only[table.By[i]] = value
				}
				again := f.Table(Query{Only: only}).Total
				for _, what := range table.Whats {
					truth, finest := int64(0), int64(0)
					for _, c := range list {
						if c.What == what && kept(c.coordinates(), only) {
							truth += c.N
							finest++
						}
					}
					shown := int64(r.Number(what))
					if shown > truth || shown%unit != 0 || shown < 0 || truth < unit && shown != 0 {
						t.Fatalf("%v shows %d for %d %s", r.Key, shown, truth, what)
					}
					if len(r.Key) > 0 && r.shown(table.Whats) && truth-shown > unit-1+2*finest {
						t.Errorf("%v shows %d for %d %s, of %d finest counts", r.Key, shown, truth, what, finest)
					}
					if r.shown(table.Whats) && again.Number(what) != r.Number(what) {
						t.Errorf("%v shows %s, and %s under the filter", r.Key, r.Number(what), again.Number(what))
					}
				}
			}
		}
	}
}

func TestSummary(t *testing.T) {
	foire := Cell{Campaign: "foire-x7k2", Department: "48"}
	list := []Count{
		at("2026-W40", Cell{Campaign: "foire-x7k2"}, Start, 23), at("2026-W40", foire, Finish, 5), at("2026-W41", foire, Finish, 7), at("2026-W40", foire, Relaxed, 4),
		at("2026-W40", Cell{Campaign: "autre", Department: "48"}, Helped, 50), at("2026-W40", Cell{Department: "48"}, NotYet, 50),
	}
	want := []Line{{Start, "20"}, {Finish, "10"}, {Relaxed, "<\u00a05"}, {National, "<\u00a05"}, {Helped, "<\u00a05"}, {NotYet, "<\u00a05"}}
	if diff := cmp.Diff(want, Summary(list, "foire-x7k2")); diff != "" {
		t.Errorf("Summary (-want +got):\n%s", diff)
	}
}

func TestNames(t *testing.T) {
	day := time.Date(2026, time.November, 22, 23, 0, 0, 0, time.UTC)
	c := Cell{"foire-x7k2", "48", "idea", "collective", "energy"}
	name := Name(day, c, Finish)
	if want := "count/2026-W47/foire-x7k2/48/idea/collective/energy/finish"; name != want {
		t.Errorf("Name = %q, want %q", name, want)
	}
	counters := map[string]int64{
		name: 3, "count/2026-W47/48/finish": 1, "report/adess/wrong": 2, "count/2026-W47/foire/48/idea/collective/energy/finish/more": 4,
	}
	if diff := cmp.Diff([]Count{{"2026-W47", c, Finish, 3}}, Read(counters)); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
}

func TestMonday(t *testing.T) {
	for day := time.Date(2019, time.December, 30, 0, 0, 0, 0, time.UTC); day.Year() < 2030; day = day.AddDate(0, 0, 7) {
		if monday, ok := Monday(weekOf(day.AddDate(0, 0, 6))); !ok || !monday.Equal(day) {
			t.Fatalf("Monday(%s) = %v, %v, want %v", weekOf(day), monday, ok, day)
		}
	}
	for _, week := range []string{"", "2026", "2026-W54", "2025-W53", "2026-W00", "2026-W7", "2026-W07 ", "W07-2026"} {
		if monday, ok := Monday(week); ok {
			t.Errorf("Monday(%q) = %v", week, monday)
		}
	}
}

func TestReports(t *testing.T) {
	counters := map[string]int64{
		ReportName("b", Wrong): 1, ReportName("a", Wrong): 1, ReportName("c", Wrong): 1, ReportName("c", NoAnswer): 2, ReportName("d", Elsewhere): 0,
		"count/2026-W47/////": 4, ReportName("c", "unheard-of"): 1,
	}
	want := []Report{
		{"c", 4, map[string]int64{Wrong: 1, NoAnswer: 2, "unheard-of": 1}}, {"a", 1, map[string]int64{Wrong: 1}}, {"b", 1, map[string]int64{Wrong: 1}},
	}
	if diff := cmp.Diff(want, Reports(counters)); diff != "" {
		t.Errorf("Reports (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int{"a": 1, "b": 1, "c": 4, "d": 0}, Reported(counters)); diff != "" {
		t.Errorf("Reported (-want +got):\n%s", diff)
	}
	for name, delta := range Settled(counters, "c") {
		counters[name] += delta
	}
	if diff := cmp.Diff(want[1:], Reports(counters)); diff != "" {
		t.Errorf("after Settled (-want +got):\n%s", diff)
	}
}

// FuzzTable reads counters of any name and figure, and makes every kind of output of them.
func FuzzTable(f *testing.F) {
	f.Add("count/2026-W47/foire/48/idea/collective/energy/finish", int64(7), "count/2026-W52/=1+1/2A/idea///start", int64(math.MaxInt64))
	f.Add("count/9999-W99/<b>/\n/\"/;/\xff/helped", int64(math.MaxInt64), "count/0001-W01//////not-yet", int64(50))
	f.Fuzz(func(t *testing.T, a string, n int64, b string, m int64) {
		list := Read(map[string]int64{a: n, b: m})
		figures := New(append(list, list...))
		for _, by := range [][]Dimension{nil, {ByWeek}, {ByCampaign}, Dimensions()} {
			table := figures.Table(Query{By: by})
			for _, r := range append(table.Rows, table.Others, table.Total) {
				for _, what := range table.Whats {
					if n := r.Number(what); n < 0 || n%unit != 0 {
						t.Errorf("%v shows %d", r.Key, n)
					}
				}
				if percent, _ := r.Rate(); percent < 0 || percent > 100 {
					t.Errorf("%v shows %d %%", r.Key, percent)
				}
			}
			checkOutputs(t, table)
		}
		var page strings.Builder
		if err := plainWords().HTML(&page, figures, Page{By: Dimensions()}); err != nil {
			t.Error(err)
		}
	})
}

// thousands makes n counters of as many cells.
func thousands(n int) map[string]int64 {
	random := rand.New(rand.NewPCG(5, 5))
	counters := make(map[string]int64, n)
	pick := func(prefix string, of int) string { return fmt.Sprintf("%s-%02d", prefix, random.IntN(of)) }
	day := time.Date(2026, time.January, 5, 0, 0, 0, 0, time.UTC)
	for len(counters) < n {
		c := Cell{pick("campaign", 40), fmt.Sprintf("%02d", 1+random.IntN(95)), pick("stage", 4), pick("holder", 4), pick("sector", 13)}
		counters[Name(day.AddDate(0, 0, 7*random.IntN(52)), c, Whats()[1+random.IntN(5)])] = 1 + random.Int64N(6)
	}
	return counters
}

// BenchmarkFigures makes figures of 100,000 counters as they are read from a store, and one table by all dimensions.
func BenchmarkFigures(b *testing.B) {
	counters := thousands(100_000)
	b.ResetTimer()
	for b.Loop() {
		New(Read(counters)).Table(Query{By: Dimensions()})
	}
}

// BenchmarkPage makes the page, with its tables by each dimension, from 100,000 counters.
func BenchmarkPage(b *testing.B) {
	counters := thousands(100_000)
	b.ResetTimer()
	for b.Loop() {
		var page strings.Builder
		if err := plainWords().HTML(&page, New(Read(counters)), Page{By: []Dimension{ByDepartment, BySector}}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEverything makes every table of every set of dimensions from 100,000 counters.
func BenchmarkEverything(b *testing.B) {
	figures := New(Read(thousands(100_000)))
	sets := subsets(Dimensions())
	b.ResetTimer()
	for b.Loop() {
		for _, by := range sets {
			figures.Table(Query{By: by})
		}
	}
}
