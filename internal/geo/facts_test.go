package geo

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// load reads the embedded tables for a test.
func load(tb testing.TB) *Gazetteer {
	tb.Helper()
	g, err := Load()
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

// TestKnownFacts counts on our table what is known of the official code it was made from.
func TestKnownFacts(t *testing.T) {
	g := load(t)
	byName := map[string][]Place{}
	names := map[string]bool{} // name and department
	twice, communes, located := 0, 0, 0
	for p := range g.Communes() {
		communes++
		if p.Located {
			located++
		}
		key := Fold(p.Name)
		byName[key] = append(byName[key], p)
		if names[key+"|"+p.Department] {
			twice++
		}
		names[key+"|"+p.Department] = true
	}
	approximate := map[string]int{}
	for _, c := range g.communes {
		approximate[string(c.quality)]++
	}
	shared, sharing := 0, 0
	for _, places := range byName {
		if len(places) > 1 {
			shared++
			sharing += len(places)
		}
	}
	served := map[string][]string{} // postcode → departments, one a commune
	for _, p := range g.postcodes {
		served[p.code] = append(served[p.code], departmentOf(g.communes[p.commune].code))
	}
	several, spanning := 0, 0
	for _, departments := range served {
		if len(departments) > 1 {
			several++
		}
		if slices.Sort(departments); departments[0] != departments[len(departments)-1] {
			spanning++
		}
	}
	foreign := 0
	for p := range g.Communes() {
		for _, code := range p.Postcodes {
			if d := g.postcodeDepartment(code); d >= 0 && g.departments[d].code != p.Department && len(p.Department) == 2 {
				foreign++
				break
			}
		}
	}
	astride := 0
	for _, e := range g.epcis {
		if found, _ := g.EPCI(e.siren); len(found.Departments) > 1 {
			astride++
		}
	}
	got := map[string]int{
		"communes": communes, "located": located, "estimated": approximate["E"], "by hand": approximate["M"], "names shared": shared, "communes sharing a name": sharing,
		"twice in a department": twice, "Sainte-Colombe": len(byName["sainte colombe"]),
		"names one letter from another": oneLetterApart(byName),
		"postcodes":                     len(served), "serving several": several, "51300": len(served["51300"]), "spanning": spanning,
		"postcode of another department": foreign, "EPCI": len(g.epcis), "EPCI astride": astride,
	}
	want := map[string]int{
		"communes": 34_964, "located": 34_964, "estimated": 1_664, "by hand": 45, "names shared": 1_482, "communes sharing a name": 3_774,
		"twice in a department": 0, "Sainte-Colombe": 12,
		"names one letter from another": 9_084,
		"postcodes":                     6_310, "serving several": 4_205, "51300": 46, "spanning": 16,
		"postcode of another department": 23, "EPCI": 1_255, "EPCI astride": 89,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

// oneLetterApart counts the names that another name equals but for one letter changed, missing or too many.
func oneLetterApart[T any](names map[string]T) int {
	near := map[string]bool{}
	type hole struct {
		at   int
		rest string
	}
	first := map[hole]string{}
	for name := range names {
		for i := range len(name) {
			rest := name[:i] + name[i+1:]
			if _, exists := names[rest]; exists {
				near[name], near[rest] = true, true
			}
			if other, exists := first[hole{i, rest}]; exists && other != name {
				near[name], near[other] = true, true
			}
			first[hole{i, rest}] = name
		}
	}
	return len(near)
}
