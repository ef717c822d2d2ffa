package guide

import (
	"testing"
	"unicode/utf8"
)

func TestShort(t *testing.T) {
	for name, want := range map[string]string{
		"1. France Active Normandie":                         "1. France Active Normandie",
		"2. Fabrique à initiatives (dispositif national)":    "2. Fabrique à initiatives",
		"1. PTCE Les Amis du bien-vieillir":                  "1. PTCE Les Amis…",
		"3. S'appuyer sur l'ESS pour revitaliser":            "3. S'appuyer sur l'ESS pour…",
		"4. Anticonstitutionnellement-et-sans-espace":        "4. Anticonstitutionnellement-…",
		"5. Union régionale des Scop et Scic (ouest, océan)": "5. Union régionale des Scop…",
	} {
		got := short(name)
		if got != want {
			t.Errorf("short(%q) = %q, want %q", name, got, want)
		}
		if utf8.RuneCountInString(got) > maxLabel {
			t.Errorf("short(%q) has %d characters", name, utf8.RuneCountInString(got))
		}
	}
}
