package guide

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"jalon/index"
	"jalon/internal/invite"
	"jalon/internal/recommend"
)

// maxInline is the most cards of inline mode.
const maxInline = 10

// Inline answers "@bot words" typed in any chat with cards of the base. The same words give everybody the same cards:
// nothing personal is used.
func (g *Guide) Inline(ctx context.Context, query string) ([]InlineAnswer, error) {
	t := &turn{Snapshot: g.Snapshot(), now: g.options.Now(), username: g.options.Username()}
	if r := []rune(query); len(r) > maxTyped {
		query = string(r[:maxTyped])
	}
	u := t.Reader.Read(query)
	search := index.Query{Text: query, Place: u.PlaceText(), Sector: u.Facts["sector"], Stage: u.Facts["stage"], Need: u.Facts["need"], Types: []string{index.TypeActor, index.TypeProgramme, index.TypeTerm}, Limit: maxInline}
	if u.Place != nil {
		search.Near = recommend.Territories(*u.Place)
	}
	if strings.TrimSpace(query) == "" {
		return nil, nil
	}
	facts := maps.Clone(u.Facts)
	if u.Place != nil {
		facts["place"] = u.Place.Code
	}
	hits, err := t.Index.Search(ctx, search)
	if err != nil {
		return nil, fmt.Errorf("inline search: %w", err)
	}
	var answers []InlineAnswer
	for _, hit := range hits {
		m, found := t.entryMessage(hit.Type, hit.ID)
		if !found {
			continue
		}
		m.Rows = publicRows(m.Rows)
		if link, err := (invite.Invite{Facts: facts}).Link(t.username); err == nil && t.username != "" {
			m.Rows = append(m.Rows, []Button{{Label: t.say("button.open"), URL: link}})
		}
		description, _, _ := strings.Cut(strings.TrimSpace(m.Body), "\n")
		answers = append(answers, InlineAnswer{ID: clip(hit.Type+"-"+hit.ID, 60), Title: hit.Title, Description: clip(description, 100), Message: m})
	}
	return answers, nil
}

// publicRows keeps the buttons that mean something in any chat: links.
func publicRows(rows [][]Button) [][]Button {
	var kept [][]Button
	for _, row := range rows {
		var links []Button
		for _, b := range row {
			if b.URL != "" {
				links = append(links, b)
			}
		}
		if len(links) > 0 {
			kept = append(kept, links)
		}
	}
	return kept
}
