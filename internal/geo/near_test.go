package geo

import (
	"math"
	"testing"
)

func TestKm(t *testing.T) {
	tests := []struct {
		name                   string
		lat1, lon1, lat2, lon2 float64
		want, within           float64
	}{
		{"same point", 44.5, 3.5, 44.5, 3.5, 0, 0},
		{"a degree of meridian", 44, 3, 45, 3, 111.19, 0.01},
		{"a degree of the equator", 0, 3, 0, 4, 111.19, 0.01},
		{"Paris to Marseille", 48.8566, 2.3522, 43.2965, 5.3698, 660.5, 1},
		{"Brest to Strasbourg", 48.3904, -4.4861, 48.5734, 7.7521, 900, 5},
		{"across the date line", 0, 179.5, 0, -179.5, 111.19, 0.01},
		{"antipodes", 0, 0, 0, 180, 20015, 1},
	}
	for _, test := range tests {
		got := Km(test.lat1, test.lon1, test.lat2, test.lon2)
		back := Km(test.lat2, test.lon2, test.lat1, test.lon1)
		if math.Abs(got-test.want) > test.within || math.Abs(got-back) > 1e-9 {
			t.Errorf("%s: %.2f km, back %.2f, want %.2f", test.name, got, back, test.want)
		}
	}
}

// TestNearest asks at the centre of communes, and compares with a plain search over all of them.
func TestNearest(t *testing.T) {
	g := load(t)
	for i := 0; i < len(g.communes); i += 397 {
		p := g.communePlace(i)
		near := g.Nearest(p.Lat, p.Lon)
		if near.Abroad || len(near.Communes) != neighbours || !p.Approximate && near.Communes[0].Km != 0 {
			t.Fatalf("Nearest(%s) = %+v", p.Name, near)
		}
		closer := 0
		for j, c := range g.communes {
			km := Km(p.Lat, p.Lon, c.lat, c.lon)
			if c.quality == qualityEstimated {
				km = math.Hypot(km, uncertainty)
			}
			if i != j && km < near.Communes[neighbours-1].Km {
				closer++
			}
		}
		if closer >= neighbours {
			t.Errorf("Nearest(%s): %d communes nearer than the fifth", p.Name, closer)
		}
		for k := 1; k < neighbours; k++ {
			if near.Communes[k].Km < near.Communes[k-1].Km {
				t.Errorf("Nearest(%s): out of order", p.Name)
			}
		}
	}
}

func TestNearestPlaces(t *testing.T) {
	g := load(t)
	tests := []struct {
		name       string
		lat, lon   float64
		department string // "" when abroad
		commune    string
	}{
		{"cathedral of Mende", 44.5181, 3.4993, "48", "48095"},
		{"Millau viaduct", 44.0775, 3.0228, "12", ""},
		{"Nouméa", -22.27, 166.45, "988", "98818"},
		{"Saint-Denis de La Réunion", -20.88, 55.45, "974", "97411"},
		{"Ajaccio", 41.9192, 8.7386, "2A", "2A004"},
		{"Bora Bora", -16.50, -151.74, "987", "98714"},
		{"Brussels", 50.8467, 4.3525, "", ""},
		{"Barcelona", 41.3874, 2.1686, "", ""},
		{"London", 51.5072, -0.1276, "", ""},
		{"middle of the Atlantic", 35, -40, "", ""},
	}
	for _, test := range tests {
		near := g.Nearest(test.lat, test.lon)
		if near.Abroad != (test.department == "") || near.Department.Code != test.department {
			t.Errorf("%s: department %q, abroad %v, want %q", test.name, near.Department.Code, near.Abroad, test.department)
		}
		if test.commune != "" && near.Communes[0].Code != test.commune {
			t.Errorf("%s: nearest %s %s", test.name, near.Communes[0].Code, near.Communes[0].Name)
		}
	}
	for _, bad := range [][2]float64{{math.NaN(), 0}, {0, math.NaN()}, {91, 0}, {0, -181}, {math.Inf(1), 0}} {
		if near := g.Nearest(bad[0], bad[1]); !near.Abroad || len(near.Communes) != 0 {
			t.Errorf("Nearest(%v) = %+v, want abroad", bad, near)
		}
	}
}

func BenchmarkNearest(b *testing.B) {
	g := load(b)
	for i := 0; b.Loop(); i++ {
		g.Nearest(43+float64(i%70)/10, -1+float64(i%60)/10)
	}
}
