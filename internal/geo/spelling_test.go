package geo

import (
	"strings"
	"testing"
)

// plainDistance counts typing errors by the whole table of the textbook, swaps of neighbours included.
func plainDistance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

func FuzzDistance(f *testing.F) {
	for _, pair := range [][2]string{{"mende", "mnede"}, {"abc", ""}, {"aaaa", "aa"}, {"saint etienne", "sainetienne"}, {"abcd", "badc"}, {"x", "yyyyyyyyyyyy"}} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = Fold(cut(a)), Fold(cut(b))
		s := newSpelling(a)
		if s.size == 0 || len(a) > maxText || len(b) > maxText {
			t.Skip()
		}
		want := plainDistance(strings.ReplaceAll(a, " ", ""), strings.ReplaceAll(b, " ", ""))
		for s.limit = range maxEdits + 1 {
			if got := s.distance(b); got != want && (got <= s.limit || want <= s.limit) {
				t.Errorf("distance(%q, %q) within %d = %d, want %d", a, b, s.limit, got, want)
			}
		}
	})
}

// TestSuggest spoils names in every way and wants them back.
func TestSuggest(t *testing.T) {
	g := load(t)
	spoil := map[string]func(s string, at int) string{
		"missing":  func(s string, at int) string { return s[:at] + s[at+1:] },
		"too many": func(s string, at int) string { return s[:at] + "w" + s[at:] },
		"changed":  func(s string, at int) string { return s[:at] + "w" + s[at+1:] },
		"swapped":  func(s string, at int) string { return s[:at] + s[at+1:at+2] + s[at:at+1] + s[at+2:] },
	}
	for i := 0; i < len(g.communes); i += 701 {
		p := g.communePlace(i)
		name := Fold(p.Name)
		if len(name) < 6 {
			continue
		}
		for how, change := range spoil {
			text := change(name, 1+i%(len(name)-2))
			found := g.Suggest(text, 500)
			if !contains(found, p.Code) {
				t.Errorf("Suggest(%q), a letter %s in %q: not found among %d", text, how, name, len(found))
			}
			for k, m := range found {
				if m.Via != ViaTypo || m.Edits < 1 || m.Edits > maxEdits || k > 0 && m.Edits < found[k-1].Edits {
					t.Errorf("Suggest(%q): %s by %s with %d errors at rank %d", text, m.Code, m.Via, m.Edits, k)
				}
			}
		}
	}
	if found := g.Suggest("Mnede", 3); len(found) != 3 || found[0].Code != "48095" || found[0].Edits != 1 {
		t.Errorf("Suggest(Mnede, 3) = %s", codes(found))
	}
	for _, text := range []string{"", "a", "xkcdqjwvb", strings.Repeat("a", 500)} {
		if found := g.Suggest(text, 10); len(found) != 0 {
			t.Errorf("Suggest(%.20q) = %s", text, codes(found))
		}
	}
	if found := g.Suggest("Mnede", 0); len(found) != 0 {
		t.Errorf("Suggest(Mnede, 0) = %s", codes(found))
	}
}

func BenchmarkSuggest(b *testing.B) {
	g := load(b)
	for b.Loop() {
		g.Suggest("Saint-Etiene-de-Baigory", 10)
	}
}
