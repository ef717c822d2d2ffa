package understand_test

import (
	"slices"
	"testing"

	"jalon/internal/geo"
)

// TestFringes reads brief texts with a place mistyped, or that is an everyday word, beside the words of the project: it is proposed,
// with others near; nothing is proposed for the other words that people put there.
func TestFringes(t *testing.T) {
	r, _, _ := newReader(t)
	for text, want := range map[string]string{
		"tiers lieu parthenai":                    "79202",
		"limou 11 cinéma citoyen":                 "11206",
		"lons le sonier friche a reprendre":       "39300",
		"barcelonette refuge collectif":           "04019",
		"recyclerie villef de rouergue":           "12300",
		"la creuz pour une ferme collective":      "23",
		"embert 63 repair café":                   "63003",
		"gap ferme pédagogique":                   "05061",
		"les landes maraîchage insertion":         "40",
		"53 habitat groupé":                       "53",
		"30 logements solidaires":                 "",
		"recyclerie dans creuse":                  "23",
		"un bar associatif dans paris":            "75056",
		"garage solidaire lulu":                   "",
		"café zinzin":                             "",
		"épicerie chez mamie":                     "",
		"orange bio en vrac":                      "",
		"recyclerie la ronde des objets":          "",
		"crèche parentale les ptits loups":        "",
		"on ouvre un fablab makers au printemps":  "",
		"atelier vélo débutant":                   "",
		"53 personnes attendent un habitat léger": "",
	} {
		u := r.Read(text)
		proposed := slices.ContainsFunc(u.Places, func(m geo.Match) bool { return m.Code == want })
		if u.Place != nil || u.Guessed != (want != "") || proposed != (want != "") {
			t.Errorf("Read(%q): place %v, proposed %v (guessed %t), want %q proposed", text, u.Place, u.Places, u.Guessed, want)
		}
	}
	for text, want := range map[string]string{ // read already: nothing is doubted
		"mende 48 ferme collective":    "48095",
		"ruffec 16 auto école sociale": "16292",
		"paris 13 laverie solidaire":   "75056",
		"gueret repair café le samedi": "23096",
		"chalon s/saone repair cafe":   "71076",
	} {
		if u := r.Read(text); u.Place == nil || u.Place.Code != want {
			t.Errorf("Read(%q): place %v, want %s", text, u.Place, want)
		}
	}
	for text, want := range map[string][]string{
		"die ou crest, pas encore tranché pour le tiers-lieu": {"26113", "26108"},
		"gap ou embrun, on hésite pour la ressourcerie":       {"05061", "05046"},
	} {
		u := r.Read(text)
		for _, code := range want {
			if u.Place != nil || !slices.ContainsFunc(u.Places, func(m geo.Match) bool { return m.Code == code }) {
				t.Errorf("Read(%q): place %v, proposed %v, want %s among them", text, u.Place, u.Places, code)
			}
		}
	}
}
