package geo

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// held lists the communes that a code holds, straight from the definition of codes.
func held(g *Gazetteer, code string) map[string]bool {
	communes := map[string]bool{}
	for p := range g.Communes() {
		if code == p.Code || code == p.Department || code == "R"+p.Region || code == "E"+p.EPCI && p.EPCI != "" ||
			code == "FR" && p.Region != "" {
			communes[p.Code] = true
		}
	}
	return communes
}

// levelOf is the level of a single code.
func levelOf(code string) rank {
	switch {
	case code == "FR":
		return national
	case strings.HasPrefix(code, "R"):
		return regional
	case len(code) < 4:
		return departmental
	}
	return local
}

// someTerritories are lists of codes with exclusions, fixed ones and random ones from a fixed seed.
func someTerritories(g *Gazetteer) (include, except [][]string) {
	add := func(in, out string) {
		include = append(include, strings.Fields(in))
		except = append(except, strings.Fields(out))
	}
	add("FR", "")
	add("FR 988", "R94 07010")
	add("R84", "42")
	add("R84 43 43157", "E"+g.epcis[g.communes[g.commune("43157")].epci].siren)
	add("48", "48095")
	add("75056 93 R11", "")
	add("E200054781", "") // the Grand Paris holds the whole of four departments
	add("971 974 975 978 987", "97801")
	add("R01 R04 R06", "971")
	add("98901 97801", "")
	random := rand.New(rand.NewPCG(1, 2))
	for range 12 {
		var in, out []string
		for range 1 + random.IntN(6) {
			in = append(in, anyCode(g, random))
		}
		for range random.IntN(3) {
			out = append(out, anyCode(g, random))
		}
		add(strings.Join(in, " "), strings.Join(out, " "))
	}
	return include, except
}

func anyCode(g *Gazetteer, random *rand.Rand) string {
	c := g.communePlace(random.IntN(len(g.communes)))
	switch random.IntN(5) {
	case 0:
		return c.Code
	case 1:
		if c.EPCI != "" {
			return "E" + c.EPCI
		}
	case 2:
		if c.Region != "" {
			return "R" + c.Region
		}
	}
	return departmentOf(c.Code)
}

// TestCovers compares Covers, Touches and Territory with sets of communes, for every commune, department,
// region and the country.
func TestCovers(t *testing.T) {
	g := load(t)
	includes, excepts := someTerritories(g)
	for i, include := range includes {
		except := excepts[i]
		territory, err := g.Compile(include, except)
		if err != nil {
			t.Errorf("Compile(%v, %v): %v", include, except, err)
		}
		upTo := [national + 1]map[string]bool{} // communes held by codes of that level or more local
		for r := range upTo {
			upTo[r] = map[string]bool{}
			for _, code := range include {
				if levelOf(code) <= rank(r) {
					for c := range held(g, code) {
						upTo[r][c] = true
					}
				}
			}
			for _, code := range except {
				for c := range held(g, code) {
					delete(upTo[r], c)
				}
			}
		}
		check := func(p Place, communes []string) {
			var want Level
			for r := local; r <= national && want == ""; r++ {
				if !slices.ContainsFunc(communes, func(c string) bool { return !upTo[r][c] }) {
					want, _ = r.level()
				}
			}
			got, ok := g.Covers(include, except, p)
			if got != want || ok != (want != "") {
				t.Errorf("Covers(%v, %v, %s) = %q, %v, want %q", include, except, p.Code, got, ok, want)
			}
			if compiled, _ := territory.Level(p); compiled != want {
				t.Errorf("Compile(%v, %v).Level(%s) = %q, want %q", include, except, p.Code, compiled, want)
			}
			touched := slices.ContainsFunc(communes, func(c string) bool { return upTo[national][c] })
			if g.Touches(include, except, p) != touched || territory.Touches(p) != touched {
				t.Errorf("Touches(%v, %v, %s) != %v", include, except, p.Code, touched)
			}
		}
		checkAll(g, check)
	}
}

// checkAll calls check with every place and the communes of which it is made.
func checkAll(g *Gazetteer, check func(p Place, communes []string)) {
	departments, regions := map[string][]string{}, map[string][]string{}
	var france []string
	for p := range g.Communes() {
		check(p, []string{p.Code})
		departments[p.Department] = append(departments[p.Department], p.Code)
		if p.Region != "" {
			regions[p.Region] = append(regions[p.Region], p.Code)
			france = append(france, p.Code)
		}
	}
	for _, d := range g.Departments() {
		check(d, departments[d.Code])
	}
	for _, r := range g.Regions() {
		check(r, regions[r.Region])
	}
	check(g.country, france)
}

func TestUnknownCodes(t *testing.T) {
	g := load(t)
	for _, code := range []string{"FR", "R84", "07", "2A", "971", "975", "988", "E200073096", "07010", "2A004"} {
		if !g.Known(code) {
			t.Errorf("Known(%q) is false", code)
		}
	}
	bad := []string{"", "F", "fr", "R", "R7", "R99", "R975", "7", "007", "99", "20", "2C", "989", "E", "E123456789", "200073096", "7010", "07999", "97", "FR "}
	for _, code := range bad {
		if g.Known(code) {
			t.Errorf("Known(%q) is true", code)
		}
		if _, err := g.Compile([]string{"48", code}, nil); !errors.Is(err, ErrUnknownCode) {
			t.Errorf("Compile(%q): error %v", code, err)
		}
	}
	mende, _ := g.Place("48095")
	if level, ok := g.Covers(append(bad, "48"), bad, mende); !ok || level != LevelDepartment {
		t.Errorf("Covers among unknown codes = %q, %v", level, ok)
	}
	for _, p := range []Place{{}, {Kind: KindCommune, Code: "99999"}, {Kind: KindDepartment, Code: "99"}, {Kind: KindRegion, Region: "99"}} {
		if level, ok := g.Covers([]string{"FR"}, nil, p); ok || g.Touches([]string{"FR"}, nil, p) {
			t.Errorf("Covers(FR, %+v) = %q", p, level)
		}
	}
}

func BenchmarkCovers(b *testing.B) {
	g := load(b)
	mende, _ := g.Place("48095")
	lozere, _ := g.Place("48")
	for name, include := range map[string][]string{
		"country": {"FR"}, "region": {"R76"}, "departments": {"07", "30", "43", "48"},
		"intercommunalities": {"E200073096", "E" + g.epcis[7].siren, "E" + g.epcis[900].siren},
	} {
		territory, err := g.Compile(include, []string{"07010"})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name+"/commune", func(b *testing.B) {
			for b.Loop() {
				g.Covers(include, []string{"07010"}, mende)
			}
		})
		b.Run(name+"/department", func(b *testing.B) {
			for b.Loop() {
				g.Covers(include, []string{"07010"}, lozere)
			}
		})
		b.Run(name+"/compiled", func(b *testing.B) {
			for b.Loop() {
				territory.Level(mende)
			}
		})
	}
	b.Run("compile", func(b *testing.B) {
		for b.Loop() {
			if _, err := g.Compile([]string{"R76", "E200073096"}, []string{"48"}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
