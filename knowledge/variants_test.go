package knowledge

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestVariants(t *testing.T) {
	for phrase, want := range map[string][]string{
		"garder les petits":              {"garder les petits"},
		"(garder|surveiller) les petits": {"garder les petits", "surveiller les petits"},
		"un (petit|) jardin (à|pour)":    {"un petit jardin à", "un petit jardin pour", "un jardin à", "un jardin pour"},
		"ouvert (pas fermé":              {"ouvert (pas fermé"},
	} {
		if diff := cmp.Diff(want, Variants(phrase)); diff != "" {
			t.Errorf("Variants(%q): %s", phrase, diff)
		}
	}
	if n := len(Variants(strings.Repeat("(a|b|c|d)", 10))); n > MaxVariants {
		t.Errorf("%d variants", n)
	}
}
