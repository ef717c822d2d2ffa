package index

import (
	"testing"

	"jalon/knowledge"
)

func BenchmarkBuildShipped(b *testing.B) {
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		b.Fatal(err)
	}
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

func BenchmarkSearchShipped(b *testing.B) {
	x := shippedIndex(b)
	list := judgedQueries(b, "dev.yaml")
	i := 0
	for b.Loop() {
		j := list[i%len(list)]
		if _, err := x.Search(b.Context(), Query{Text: j.Q, Near: j.Near}); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
