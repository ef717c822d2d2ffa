package index

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestDebug(t *testing.T) {
	qs := os.Getenv("DBG")
	if qs == "" {
		t.Skip()
	}
	x := shippedIndex(t)
	for _, q := range strings.Split(qs, "|") {
		r := x.read(q, "")
		x.expand(r)
		fmt.Println("==", q)
		for _, w := range r.content {
			var l []string
			for _, a := range w.leads {
				l = append(l, fmt.Sprintf("%s%s*%.2f(%d)", strings.Join(a.stems, "+"), a.code, a.weight, x.vocabulary.stems[strings.Join(a.stems[:min(1, len(a.stems))], "")]))
			}
			fmt.Printf("   %s/%s w%.2f g%v %.2f: %s\n", w.word, w.stem, w.weight, w.guessed, w.worth, strings.Join(l, " "))
		}
		hits, _ := x.Search(t.Context(), Query{Text: q})
		for _, h := range hits {
			fmt.Printf("     %.2f %s %s %v\n", h.Score, h.Type, h.ID, h.Words)
		}
	}
}
