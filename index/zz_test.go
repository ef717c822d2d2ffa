package index

import (
	"fmt"
	"strings"
	"testing"

	"jalon/knowledge"
)

func TestSynReview(t *testing.T) {
	x := shippedIndex(t)
	base, _ := knowledge.Load(knowledge.Files)
	f := x.french
	weakOnly := func(p string) bool {
		for _, s := range strings.Fields(p) {
			if !f.weak[s] {
				return false
			}
		}
		return true
	}
	for _, s := range base.Synonyms {
		for _, from := range append(knowledge.Values(s.Same), knowledge.Values(s.From)...) {
			p := f.source(from)
			content := f.target(from)
			n := len(strings.Fields(from))
			if len(content) == 0 {
				fmt.Println("ALLSTOP", from)
			} else if weakOnly(p) || (n > 1 && len(content) == 1 && f.weak[content[0]]) {
				fmt.Println("WEAK", from, "=>", p)
			} else if n > 1 && len(content) == 1 {
				fmt.Println("ONE", from, "=>", p)
			}
		}
		for _, to := range knowledge.Values(s.To) {
			ok := true
			for _, st := range f.target(to) {
				if x.vocabulary.stems[st] == 0 {
					ok = false
				}
			}
			if !ok {
				fmt.Println("NOTARGET", to, "=>", f.target(to))
			} else {
				// any entry holding all
			}
		}
	}
}
