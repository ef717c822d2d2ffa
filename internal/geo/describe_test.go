package geo

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDescribe(t *testing.T) {
	g := load(t)
	tests := []struct{ include, except, want string }{
		{"", "", ""},
		{"48", "", "la Lozère"},
		{"40 33", "", "les Landes et la Gironde"},
		{"07 26 38", "", "l'Ardèche, la Drôme et l'Isère"},
		{"FR", "", "toute la France"},
		{"FR 48 R84", "", "toute la France"},
		{"FR 988", "", "toute la France et la Nouvelle-Calédonie"},
		{"FR", "R11 R94", "toute la France, sauf l'Île-de-France et la Corse"},
		{"R84", "42", "Auvergne-Rhône-Alpes, sauf la Loire"},
		{"R84 07", "", "Auvergne-Rhône-Alpes"},
		{"R53 R52", "", "la Bretagne et les Pays de la Loire"},
		{"2A 2B", "", "la Corse"},
		{"974", "", "La Réunion"},
		{"04 05 06 13 83 84", "", "Provence-Alpes-Côte d'Azur"},
		{"E200073096", "", "la communauté d'agglomération Arche Agglo (Ardèche et Drôme)"},
		{"E200046977", "", "la métropole de Lyon (Rhône)"},
		{"E243300316", "", "Bordeaux Métropole (Gironde)"},
		{"E246700488", "", "l'Eurométropole de Strasbourg (Bas-Rhin)"},
		{"07 E200073096 07010", "07010", "l'Ardèche et la communauté d'agglomération Arche Agglo (Ardèche et Drôme), sauf Annonay (Ardèche)"},
		{"48095", "", "Mende (Lozère)"},
		{"75056", "", "Paris"},
		{"19272 19001 19002 19003 19004", "", "5 communes autour de Tulle (Corrèze)"},
		{"43157 43001 43002 43003 43004", "", "5 communes autour du Puy-en-Velay (Haute-Loire)"},
		{"01 02 03 04 05 07 08 09 10", "", "9 départements (Ain, Aisne, Allier…)"},
		{"99 R00", "", ""},
	}
	for _, test := range tests {
		if got := g.Describe(strings.Fields(test.include), strings.Fields(test.except)); got != test.want {
			t.Errorf("Describe(%s, %s) = %q, want %q", test.include, test.except, got, test.want)
		}
	}
}

// TestDescribeIsShort describes random lists, long ones included.
func TestDescribeIsShort(t *testing.T) {
	g := load(t)
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		var include, except []string
		for range 1 + random.IntN(40) {
			include = append(include, anyCode(g, random))
		}
		for range random.IntN(12) {
			except = append(except, anyCode(g, random))
		}
		text := g.Describe(include, except)
		if n := utf8.RuneCountInString(text); n == 0 || n > maxDescription {
			t.Errorf("Describe(%v, %v): %d characters: %q", include, except, n, text)
		}
	}
	for _, e := range g.epcis {
		if text := g.Describe([]string{"E" + e.siren}, nil); utf8.RuneCountInString(text) > maxDescription || strings.Contains(text, "  ") {
			t.Errorf("Describe(E%s) = %q", e.siren, text)
		}
	}
}

func TestIn(t *testing.T) {
	g := load(t)
	for code, want := range map[string]string{
		"48": "en Lozère", "40": "dans les Landes", "974": "à La Réunion", "976": "à Mayotte", "75": "à Paris", "01": "dans l'Ain",
		"07": "en Ardèche", "46": "dans le Lot", "2B": "en Haute-Corse", "988": "en Nouvelle-Calédonie", "978": "à Saint-Martin",
		"R84": "en Auvergne-Rhône-Alpes", "R44": "dans le Grand Est", "R52": "dans les Pays de la Loire", "FR": "en France",
		"48086": "à Luc (Lozère)", "43157": "au Puy-en-Velay", "97101": "aux Abymes", "48095": "à Mende", "60703": "aux Marais",
		"72181": "au Mans", "17300": "à La Rochelle (Charente-Maritime)", "61214": "à L'Aigle", "66104": "à Los Masos", "69123": "à Lyon",
	} {
		p, ok := g.Place(code)
		if got := g.In(p); !ok || got != want {
			t.Errorf("In(%s) = %q, want %q", code, got, want)
		}
	}
	for p := range g.Communes() {
		text := g.In(p)
		if strings.Contains(text, "à Le ") || strings.Contains(text, "à Les ") || !strings.HasPrefix(text, "à") && !strings.HasPrefix(text, "au") {
			t.Errorf("In(%s) = %q", p.Code, text)
		}
	}
	if got := g.In(Place{Kind: KindCommune, Code: "99999"}); got != "" {
		t.Errorf("In(nowhere) = %q", got)
	}
}

func TestElide(t *testing.T) {
	for name, want := range map[string]string{
		"Annonay": "d'Annonay", "Étampes": "d'Étampes", "Mende": "de Mende", "Yssingeaux": "d'Yssingeaux", "Yerville": "de Yerville",
		"Œuilly": "d'Œuilly",
	} {
		if got := elide(name); got != want {
			t.Errorf("elide(%q) = %q, want %q", name, got, want)
		}
	}
}
