package index

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"jalon/knowledge"
)

// large is the shipped base grown to 2,000 entries by renamed copies of its actors and projects.
func large(b *testing.B) *knowledge.Base {
	b.Helper()
	base := loadShipped(b)
	size := len(base.Actors) + len(base.Programmes) + len(base.Projects) + len(base.Resources) + len(base.Terms)
	actors, projects := base.Actors, base.Projects
	for i := 0; size < 2000; i++ {
		if i%4 == 0 {
			p := *projects[i%len(projects)]
			p.ID = fmt.Sprintf("%s-%d", p.ID, i)
			p.Name.Value = fmt.Sprintf("%s Nouveau%d", p.Name.Value, i)
			base.Projects = append(base.Projects, &p)
		} else {
			a := *actors[i%len(actors)]
			a.ID = fmt.Sprintf("%s-%d", a.ID, i)
			a.Name.Value = fmt.Sprintf("%s Autre%d", a.Name.Value, i)
			base.Actors = append(base.Actors, &a)
		}
		size++
	}
	return base
}

func benchmarkBuild(b *testing.B, base *knowledge.Base) {
	b.ReportAllocs()
	for b.Loop() {
		x, err := Build(base)
		if err != nil {
			b.Fatal(err)
		}
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBuildShipped(b *testing.B) { benchmarkBuild(b, loadShipped(b)) }

func BenchmarkBuild2000(b *testing.B) { benchmarkBuild(b, large(b)) }

// BenchmarkMemory2000 reports what an index of 2,000 entries keeps on the heap, beside the base itself.
func BenchmarkMemory2000(b *testing.B) {
	base := large(b)
	for b.Loop() {
		before := heap()
		x := build(b, base)
		b.ReportMetric(float64(heap()-before)/(1<<20), "MB")
		runtime.KeepAlive(x)
	}
}

func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// benchmarkSearch runs the requests of dev.yaml in turn on one processor and reports the slowest hundredth as well.
func benchmarkSearch(b *testing.B, base *knowledge.Base) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	x, list := build(b, base), judgedQueries(b)
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		j := list[i%len(list)]
		start := time.Now()
		_ = search(b, x, Query{Text: j.Q, Near: j.Near, Place: j.Place})
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
}

func BenchmarkSearchShipped(b *testing.B) { benchmarkSearch(b, loadShipped(b)) }

func BenchmarkSearch2000(b *testing.B) { benchmarkSearch(b, large(b)) }

func BenchmarkSelect2000(b *testing.B) {
	x := build(b, large(b))
	s := Selection{Type: TypeActor, Stage: "idea", Holder: "collective", Sector: "mobility", Territories: []string{"48095", "E200069268", "48", "R76", "FR"}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.Select(b.Context(), s); err != nil {
			b.Fatal(err)
		}
	}
}
