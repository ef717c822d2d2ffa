package index

import (
	"strings"
	"testing"

	"jalon/knowledge"
)

// nameOf is one name of an entry of the shipped base.
type nameOf struct {
	kind, id, name string
}

func shippedNames(t testing.TB) []nameOf {
	t.Helper()
	base := loadShipped(t)
	var list []nameOf
	add := func(kind, id string, name knowledge.String, others []knowledge.String) {
		for _, s := range append([]knowledge.String{name}, others...) {
			if s.Value != "" {
				list = append(list, nameOf{kind, id, s.Value})
			}
		}
	}
	for _, a := range base.Actors {
		add(TypeActor, a.ID, a.Name, append([]knowledge.String{a.FullName}, a.Aliases...))
	}
	for _, p := range base.Programmes {
		add(TypeProgramme, p.ID, p.Name, p.Aliases)
	}
	for _, p := range base.Projects {
		add(TypeProject, p.ID, p.Name, p.Aliases)
	}
	for _, r := range base.Resources {
		add(TypeResource, r.ID, r.Title, r.Aliases)
	}
	for _, d := range base.Terms {
		add(TypeTerm, d.ID, d.Term, append([]knowledge.String{d.Expansion}, d.Aliases...))
	}
	return list
}

// TestEveryNameFindsItsEntry types every name and alias of the shipped base, in several hands: its entry comes first, or
// among the first when others carry the very same name.
func TestEveryNameFindsItsEntry(t *testing.T) {
	x := build(t, loadShipped(t))
	names := shippedNames(t)
	same := map[string]int{}
	seen := map[string]bool{}
	for _, n := range names {
		if k := key(n.name); !seen[k+n.kind+n.id] {
			seen[k+n.kind+n.id] = true
			same[k]++
		}
	}
	hands := map[string]func(string) string{
		"as written":         func(s string) string { return s },
		"folded":             fold,
		"in capitals":        strings.ToUpper,
		"without apostrophe": strings.NewReplacer("'", " ", "’", " ", "-", " ", "–", " ").Replace,
		"glued":              strings.NewReplacer("'", "", "’", "", "-", "", "–", " ").Replace,
	}
	tried, failed := 0, 0
	for _, n := range names {
		others := same[key(n.name)]
		if others > 3 {
			continue
		}
		for hand, write := range hands {
			typed := write(n.name)
			hits, err := x.Search(t.Context(), Query{Text: typed, Limit: 3})
			if err != nil {
				t.Fatalf("Search(%q): %v", typed, err)
			}
			tried++
			if rank := rankOf(hits, n); rank < 0 || rank >= others {
				failed++
				t.Errorf("%s: Search(%q) gives %s %s at %d of %v", hand, typed, n.kind, n.id, rank, hits)
			}
		}
	}
	t.Logf("%d names tried, %d failed", tried, failed)
	if tried < 4000 {
		t.Errorf("only %d names tried", tried)
	}
}

func rankOf(hits []Hit, n nameOf) int {
	for i, h := range hits {
		if h.ID == n.id && h.Type == n.kind {
			return i
		}
	}
	return -1
}
