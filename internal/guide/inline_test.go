package guide_test

import (
	"strings"
	"testing"

	"jalon/internal/invite"
)

func TestInlineCards(t *testing.T) {
	g := shippedGuide(t)
	first, err := g.Inline(t.Context(), "épicerie 48")
	if err != nil || len(first) == 0 || len(first) > 50 {
		t.Fatalf("%d cards, %v", len(first), err)
	}
	seen := map[string]bool{}
	for _, card := range first {
		if card.ID == "" || len(card.ID) > 64 || seen[card.ID] || card.Title == "" || card.Message.Body == "" {
			t.Errorf("%+v", card)
		}
		seen[card.ID] = true
		opens := false
		for _, row := range card.Message.Rows {
			for _, b := range row {
				if b.Action != "" || b.Copy != "" {
					t.Errorf("%s: a button that means nothing in another chat: %+v", card.ID, b)
				}
				if _, payload, found := strings.Cut(b.URL, "?start="); found {
					i, ok := invite.Read(payload)
					opens = ok && i.Facts["place"] == "48" && i.Facts["sector"] == "local-shops"
				}
			}
		}
		if !opens {
			t.Errorf("%s does not open the orientation with the sector and the place: %+v", card.ID, card.Message.Rows)
		}
	}
	again, err := g.Inline(t.Context(), "épicerie 48")
	if err != nil || len(again) != len(first) || again[0].ID != first[0].ID {
		t.Errorf("the same words give other cards: %v", err)
	}
	for _, query := range []string{"", "   ", strings.Repeat("é", 9000), "\x00\xff"} {
		if _, err := g.Inline(t.Context(), query); err != nil {
			t.Errorf("%.10q: %v", query, err)
		}
	}
}
