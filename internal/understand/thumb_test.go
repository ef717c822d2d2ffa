package understand_test

import "testing"

// TestThumbSpelling reads what thumbs type: letters left out or said, elisions glued, signs for words.
func TestThumbSpelling(t *testing.T) {
	r, _, _ := newReader(t)
	for sentence, want := range map[string]map[string]string{
		"notr ressourcri solidair":                          {"sector": "circular-economy"},
		"on veu fair une epicri ambulante":                  {"stage": "idea", "sector": "local-shops"},
		"lepiceri du vilage va fermé, on ve la reprendre":   {"stage": "creation", "sector": "local-shops"},
		"kel statu pr une creche":                           {"need": "legal-form", "sector": "care"},
		"coman finansser une flote de velo en assos":        {"need": "funding", "sector": "mobility"},
		"3 infirmier + 1 kiné on fait 1 maison de santé":    {"sector": "care"},
		"besoin d1 garage pr reparer des vélos":             {"need": "premises"},
		"ya koi com aides pr ouvrir une creche":             {"need": "funding", "sector": "care"},
		"on narive plus a deciderr ensemble":                {"need": "governance"},
		"Je sui conseiler municipale":                       {"holder": "authority"},
		"mairie de 300 hab, on commence par quoi":           {"sector": ""},
		"un atelier mecanik solidair, jcherch un garaj":     {"need": "premises"},
		"ou rencontrer dotre gens ki font d jardin partagé": {"need": "network", "sector": "food-farming"},
	} {
		u := r.Read(sentence)
		for slot, code := range want {
			if got := u.Facts[slot]; got != code {
				t.Errorf("%q: %s is %q, want %q", sentence, slot, got, code)
			}
		}
	}
}
