package geo

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestEveryNameResolvesToItself tries every commune by its name, and by its name with what tells it apart.
func TestEveryNameResolvesToItself(t *testing.T) {
	g := load(t)
	i := 0
	for p := range g.Communes() {
		i++
		if a := g.Resolve(p.Name); !a.Exact || !contains(a.Candidates, p.Code) {
			t.Errorf("Resolve(%q) misses %s: exact %v, %d candidates", p.Name, p.Code, a.Exact, len(a.Candidates))
		}
		d, ok := g.Place(p.Department)
		if !ok {
			continue // an island outside all departments
		}
		in := g.In(Place{Kind: KindCommune, Code: p.Code})
		forms := []string{
			p.Name + " " + d.Code, p.Name + ", " + d.Name, p.Name + " " + g.In(d), in + " (" + d.Code + ")",
			strings.ToUpper(p.Name) + " - " + d.Code, "près " + elide(p.Name) + " (" + d.Name + ")",
		}
		for _, text := range []string{p.Name + " (" + d.Code + ")", forms[i%len(forms)]} {
			if a := g.Resolve(text); !a.Exact || codes(a.Candidates) != p.Code {
				t.Errorf("Resolve(%q) = %s, want %s alone", text, codes(a.Candidates), p.Code)
			}
		}
		text := p.Postcodes[0] + " " + p.Name
		if a := g.Resolve(text); i%3 == 0 && (!a.Exact || !contains(a.Candidates, p.Code)) {
			t.Errorf("Resolve(%q) = %s, want %s", text, codes(a.Candidates), p.Code)
		}
	}
}

func contains(found []Match, code string) bool {
	return slices.ContainsFunc(found, func(m Match) bool { return m.Code == code })
}

func codes(found []Match) string {
	var list []string
	for _, m := range found {
		list = append(list, m.Code)
	}
	return strings.Join(list, " ")
}

// TestDepartmentsAndRegions tries every department and region by the ways people write them.
func TestDepartmentsAndRegions(t *testing.T) {
	g := load(t)
	departments := g.Departments()
	if len(departments) != 107 || departments[100].Code != "976" || departments[101].Code != "975" {
		t.Fatalf("%d departments, the 101st %s", len(departments), departments[100].Code)
	}
	for _, d := range departments {
		number := strings.TrimLeft(d.Code, "0")
		for _, text := range []string{
			d.Name, strings.ToLower(d.Code), number, "le " + d.Code, "dept " + d.Code, "département " + number,
			g.departments[g.department(d.Code)].the, g.In(d), "près de chez moi, " + g.In(d),
			"dans le département " + of(g.departments[g.department(d.Code)].the), d.Name + " (" + d.Code + ")",
		} {
			if a := g.Resolve(text); !a.Exact && !strings.HasPrefix(text, "près") || !contains(a.Candidates, d.Code) && !namesake(a.Candidates, d) {
				t.Errorf("Resolve(%q) = %s, want %s", text, codes(a.Candidates), d.Code)
			}
		}
		if !d.Located || !d.Approximate || d.Population == 0 {
			t.Errorf("department %s: located %v, population %d", d.Code, d.Located, d.Population)
		}
	}
	regions := g.Regions()
	if len(regions) != 18 {
		t.Fatalf("%d regions", len(regions))
	}
	for _, r := range regions {
		a := g.Resolve("région " + r.Name)
		want := r.Code
		if d := g.regions[g.region(r.Region)].departments; len(d) == 1 {
			want = g.departments[d[0]].code // the region of one department is the department
		}
		if !a.Exact || !contains(a.Candidates, want) {
			t.Errorf("Resolve(%q) = %s, want %s", r.Name, codes(a.Candidates), want)
		}
	}
}

// namesake reports whether the one candidate is the commune that bears the name of its department, which
// "Mayenne (53)" means first.
func namesake(found []Match, d Place) bool {
	return len(found) == 1 && found[0].Name == d.Name && found[0].Department == d.Code
}

func TestResolve(t *testing.T) {
	g := load(t)
	tests := []struct {
		text string
		want string // codes, in order; "…" when more may follow
		via  Via
	}{
		{"Luc", "48086 65290 12133", ViaName},
		{"luc 48", "48086", ViaName},
		{"Luc, Lozère", "48086", ViaName},
		{"Luc (Lozère, 48)", "48086", ViaName},
		{"48250 Luc", "48086", ViaName},
		{"Luc 48250", "48086", ViaName},
		{"12 rue des Lilas, 48250 Luc", "48086", ViaName},
		{"Luc près de Langogne", "48086 12133 65290", ViaName},
		{"Luc à côté de Rodez", "12133 48086 65290", ViaAlias},
		{"Mende cedex 9", "48095", ViaName},
		{"48001 Mende Cedex", "48095", ViaName},
		{"48000 MENDE, France", "48095", ViaName},
		{"près de Mende", "48095", ViaName},
		{"à côté de Langogne", "48080", ViaName},
		{"du côté du Puy-en-Velay", "43157", ViaName},
		{"à 20 minutes de Mende", "48095", ViaName},
		{"Mende et ses environs", "48095", ViaName},
		{"j'habite à Die", "26113", ViaName},
		{"commune de Crest", "26108", ViaName},
		{"puy-en-velay", "43157", ViaName},
		{"LE PUY EN VELAY", "43157", ViaName},
		{"au Puy en Velay", "43157", ViaName},
		{"St-Étienne-de-Baïgorry", "64477", ViaName},
		{"Villeneuve s/ Lot", "47323", ViaName},
		{"Chalon/Saône", "71076", ViaName},
		{"N.D. de Bellecombe", "73186", ViaName},
		{"Ambérieu", "01004", ViaAlias},
		{"Saint-Bois", "01015", ViaAlias},
		{"48250", "48027 48086 48021 07136", ViaPostcode},
		{"48 250", "48027 48086 48021 07136", ViaPostcode},
		{"69003", "69123", ViaPostcode},
		{"07001", "07001", ViaCode},
		{"2a004", "2A004", ViaCode},
		{"01004", "01004", ViaCode},
		{"01414", "01036", ViaCode},
		{"69383", "69123", ViaCode},
		{"Lyon 3e", "69123", ViaAlias},
		{"lyon 3ème arrondissement", "69123", ViaAlias},
		{"3e arrondissement de Lyon", "69123", ViaAlias},
		{"Paris 12", "75056", ViaAlias},
		{"Paris 1er", "75056", ViaAlias},
		{"Marseille 16e", "13055", ViaAlias},
		{"Paris 75", "75056", ViaName},
		{"Vienne", "86 38544", ViaDepartment},
		{"Le Puy", "43157 33345 25474", ViaAlias},
		{"Charleville", "08105 51129", ViaAlias},
		{"à Salon", "13103 24518 10365", ViaPrefix},
		{"20", "2A 2B", ViaDepartment},
		{"le 48", "48", ViaDepartment},
		{"Lozère (48)", "48", ViaDepartment},
		{"48 Lozère", "48", ViaDepartment},
		{"Hte Loire", "43", ViaDepartment},
		{"bdr", "13", ViaAlias},
		{"Côtes du Nord", "22", ViaAlias},
		{"le nord de la Lozère", "48", ViaDepartment},
		{"Auvergne", "63 03 43 15", ViaAlias},
		{"PACA", "R93", ViaAlias},
		{"Bretagne", "R53 90019 36024", ViaRegion},
		{"Corse", "R94", ViaRegion},
		{"la France", "FR", ViaRegion},
		{"partout en France", "FR", ViaRegion},
		{"France entière", "FR", ViaRegion},
	}
	for _, test := range tests {
		a := g.Resolve(test.text)
		if !a.Exact || a.Abroad != "" || codes(a.Candidates) != test.want || a.Candidates[0].Via != test.via {
			t.Errorf("Resolve(%q) = %+v, want exactly %s by %s", test.text, a, test.want, test.via)
		}
	}
}

func TestResolveProposes(t *testing.T) {
	g := load(t)
	tests := []struct{ text, first string }{
		{"Mnede", "48095"}, {"Mande", "48095"}, {"Mende48", "48095"}, {"Mnede 48", "48095"}, {"48000 Mnede", "48095"},
		{"Le Puy en Vellay", "43157"}, {"Saint Etiene de Baigory", "64477"}, {"larochelle", "17300"}, {"brive", "19031"}, {"Lozzère", "48"},
		{"pres de mnede", "48095"}, {"Grenobel", "38185"}, {"greno", "38185"}, {"Saint-Jean-Pied", "64485"},
		{"st jean port", "64485"}, {"commune de Mont Lozère", "48027"}, {"vers Vers", "74296"},
		{"48099 cedex", "48"}, {"48999", "48"}, {"20180", "2A"}, {"20299", "2B"}, {"97199", "971"}, {"98899", "988"},
		{"1000", "01053"}, {"4825", "48027"}, {"Lyon 48", "69123"}, {"48250 Tokyotown", "48027"},
		{"je veux monter une épicerie à Luc en Lozère", "48086"}, {"épicerie Mende", "48095"}, {"Hameau perdu, Mende", "48095"},
	}
	for _, test := range tests {
		a := g.Resolve(test.text)
		if a.Exact || len(a.Candidates) == 0 || a.Candidates[0].Code != test.first {
			t.Errorf("Resolve(%q): exact %v, candidates %s, want a proposal of %s first", test.text, a.Exact, codes(a.Candidates), test.first)
		}
	}
	for _, text := range []string{"", " ", "!!!", "zzzzzzzz", "99999", "00000", "1234567890", "🙂", "\xff\xfe", "東京"} {
		if a := g.Resolve(text); a.Exact || len(a.Candidates) > 0 || a.Abroad != "" {
			t.Errorf("Resolve(%q) = %+v, want nothing", text, a)
		}
	}
}

func TestResolveAbroad(t *testing.T) {
	g := load(t)
	tests := []struct{ text, country, candidates string }{
		{"Bruxelles", "Belgique", ""},
		{"à Genève", "Suisse", ""},
		{"Genève (Suisse)", "Suisse", ""},
		{"Gland, Suisse", "Suisse", ""},
		{"Mons, Belgique", "Belgique", ""},
		{"1000 Bruxelles", "Belgique", ""},
		{"en Belgique", "Belgique", ""},
		{"au Maroc", "Maroc", ""},
		{"aux Pays-Bas", "Pays-Bas", ""},
		{"londres", "Royaume-Uni", ""},
		{"Barcelone", "Espagne", ""},
		{"Dakar", "Sénégal", ""},
		{"casablanca", "Maroc", ""},
		{"98000", "Monaco", ""},
		{"Monaco", "Monaco", ""},
		{"Liège", "Belgique", ""},
		{"etats unis", "États-Unis", ""},
		{"USA", "États-Unis", ""},
		{"Montréal", "Canada", "11254 32290 07162 89267"},
		{"Suisse", "Suisse", "57662"},
	}
	for _, test := range tests {
		a := g.Resolve(test.text)
		if a.Abroad != test.country || codes(a.Candidates) != test.candidates || a.Exact != (test.candidates != "") {
			t.Errorf("Resolve(%q) = abroad %q, %s, exact %v; want %q, %s", test.text, a.Abroad, codes(a.Candidates), a.Exact, test.country, test.candidates)
		}
	}
	if a := g.Resolve("Bruxeles"); a.Abroad != "Belgique" || a.Exact {
		t.Errorf("Resolve(Bruxeles): abroad %q, exact %v", a.Abroad, a.Exact)
	}
}

// TestHomonymsByPopulation checks the order of candidates for every shared name.
func TestHomonymsByPopulation(t *testing.T) {
	g := load(t)
	for p := range g.Communes() {
		found := g.Lookup(p.Name)
		for i := 1; i < len(found); i++ {
			a, b := found[i-1], found[i]
			if a.Alias == "" && b.Alias == "" && a.Population < b.Population || a.Alias != "" && b.Alias == "" {
				t.Fatalf("Lookup(%q): %s (%d) before %s (%d)", p.Name, a.Code, a.Population, b.Code, b.Population)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	g := load(t)
	tests := []struct{ name, want string }{
		{"Mende", "48095"}, {"aux Abymes", "97101"}, {"du Mans", "72181"}, {"la lozère", "48"}, {"lozere", "48"},
		{"l'Occitanie", "R76"}, {"Puy-en-Velay", ""}, {"Mnede", ""}, {"48", ""}, {"", ""}, {strings.Repeat("Mende", 99), ""},
	}
	for _, test := range tests {
		if got := codes(g.Lookup(test.name)); got != test.want {
			t.Errorf("Lookup(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestPlace(t *testing.T) {
	g := load(t)
	got, ok := g.Place("48095")
	want := Place{
		Kind: KindCommune, Code: "48095", Name: "Mende", Department: "48", Region: "76", Postcodes: []string{"48000"},
		EPCI: got.EPCI, Population: got.Population, Lat: got.Lat, Lon: got.Lon, Located: true, // checked below
	}
	if diff := cmp.Diff(want, got); !ok || diff != "" {
		t.Errorf("Place(48095) (-want +got):\n%s", diff)
	}
	if e, ok := g.EPCI(got.EPCI); !ok || !slices.Contains(e.Communes, "48095") || !slices.Contains(e.Departments, "48") || e.Name == "" {
		t.Errorf("EPCI(%q) = %+v, %v", got.EPCI, e, ok)
	}
	if got.Population < 11_000 || got.Population > 14_000 || Km(got.Lat, got.Lon, 44.518, 3.501) > 2 {
		t.Errorf("Place(48095) = %+v: not the town of Mende", got)
	}
	for code, name := range map[string]string{
		"FR": "France", "R84": "Auvergne-Rhône-Alpes", "07": "Ardèche", "2A": "Corse-du-Sud", "978": "Saint-Martin",
		"01340": "Arboys en Bugey", "69383": "Lyon", "97411": "Saint-Denis",
	} {
		if p, ok := g.Place(code); !ok || p.Name != name {
			t.Errorf("Place(%q) = %q, %v, want %q", code, p.Name, ok, name)
		}
	}
	for _, code := range []string{"", "F", "R", "R00", "20", "96", "96001", "20999", "99", "00", "989", "E200073096", "ABCDE", "480950", "４８"} {
		if p, ok := g.Place(code); ok {
			t.Errorf("Place(%q) = %q, want nothing", code, p.Name)
		}
	}
}

func FuzzResolve(f *testing.F) {
	for _, seed := range []string{
		"Luc (48)", "48250 Luc", "près de près de près de", "a a a a a", "2A004", "\xff\xfe st/ste", "Lyon 3e arrondissement",
		"vers vers vers pres de cote de Luc", "école, 12 rue de l'Église, 43000 Le Puy-en-Velay CEDEX 9", strings.Repeat("st/", 80),
	} {
		f.Add(seed)
	}
	g, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := g.Resolve(text)
		for _, m := range a.Candidates {
			if a.Exact && (m.Via == ViaPrefix || m.Via == ViaTypo) {
				t.Fatalf("Resolve(%q): a guess taken for exact: %+v", text, m)
			}
			if p, ok := g.Place(m.Code); !ok || p.Kind != m.Kind {
				t.Fatalf("Resolve(%q) = unknown place %+v", text, m)
			}
		}
		if a.Exact && len(a.Candidates) == 0 {
			t.Fatalf("Resolve(%q) is exactly nothing", text)
		}
		if diff := cmp.Diff(a, g.Resolve(text)); diff != "" {
			t.Fatalf("Resolve(%q) changes from call to call:\n%s", text, diff)
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{"Le Puy-en-Velay", "s/Lot", "STE ŒUVRE", "e\u0301cole", "\xff", "İstanbul", "ǅ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, folded again %q", s, once, twice)
		}
		if !utf8.ValidString(once) || strings.Contains(once, "  ") || strings.TrimSpace(once) != once {
			t.Errorf("Fold(%q) = %q", s, once)
		}
	})
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Le Puy-en-Velay": "le puy en velay", "L’Haÿ-les-Roses": "l hay les roses", "Œuilly": "oeuilly", "ŒUILLY": "oeuilly",
		"St Étienne": "saint etienne", "STE-MARIE": "sainte marie", "Villeneuve s/ Lot": "villeneuve sur lot", "s/": "s",
		"  a\u00a0b\t": "a b", "e\u0301": "e", "3ᵉ": "3e", "Bâgé-la-Ville": "bage la ville", "\xff": "", "Faaʼa": "faa a",
	} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b)
	}
}

func BenchmarkResolve(b *testing.B) {
	g := load(b)
	for _, text := range []string{
		"Mende", "Saint-Étienne-de-Baïgorry", "Luc (48)", "48250 Luc", "51300", "près de Mende", "j'habite au Puy en Velay",
		"Mnede", "Saint-Etiene-de-Baigory", "Mnede 48", "rien de connu sous ce nom",
	} {
		b.Run(strings.ReplaceAll(text, " ", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				g.Resolve(text)
			}
		})
	}
	b.Run("all names, each", func(b *testing.B) {
		names := slices.Collect(g.Communes())
		for i := 0; b.Loop(); i++ {
			g.Resolve(names[i%len(names)].Name)
		}
	})
	b.Run("all names with a typing error, each", func(b *testing.B) {
		names := slices.Collect(g.Communes())
		for i := 0; b.Loop(); i++ {
			name := names[i*7919%len(names)].Name
			g.Resolve(fmt.Sprintf("%sx%s", name[:len(name)/2], name[len(name)/2:]))
		}
	})
}
