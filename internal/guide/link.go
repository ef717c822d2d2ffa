package guide

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"jalon/internal/counts"
	"jalon/internal/dialogue"
	"jalon/internal/geo"
	"jalon/internal/invite"
	"jalon/knowledge"
)

// The texts that may be awaited from a person.
const (
	awaitCampaign = "campaign"
	awaitNickname = "nickname"
)

// linkDraft is a link being made: the slots left out of it.
type linkDraft struct {
	Without []string `json:"without,omitempty"`
}

// draw gives n letters at random.
func draw(n int) string { return strings.ToLower(rand.Text()[:n]) }

// opened takes the answers that a link or a typed code brings. The same one again only goes on: phones repeat it.
func (t *turn) opened(ctx context.Context, payload string, i invite.Invite) Reply {
	if t.state.Payload == payload && t.begun() {
		return t.current(ctx)
	}
	before := t.where().Known
	t.state.Payload, t.state.Campaign = payload, i.Campaign
	t.countStart()
	t.state.Answers = dialogue.Fill(&t.Base.Tree, dialogue.Answers{}, i.Facts)
	facts := t.where().Known
	var filled, replaced []string
	for _, slot := range knowledge.Slots() {
		value, old := t.answer(slot, facts[slot]), t.answer(slot, before[slot])
		if value != "" {
			filled = append(filled, value)
		}
		if old != "" && old != value {
			replaced = append(replaced, old)
		}
	}
	if len(filled) > 0 {
		t.notice = t.say("link.opened", "answers", strings.Join(filled, " · "))
	}
	if len(replaced) > 0 {
		t.notice += "\n" + t.say("understood.replaced", "answers", strings.Join(replaced, " · "))
	}
	return t.correctable(t.current(ctx))
}

// linkFacts are the answers that the link being made holds.
func (t *turn) linkFacts() map[string]string {
	facts := map[string]string{}
	for slot, value := range t.where().Known {
		if !slices.Contains(t.state.Link.Without, slot) {
			facts[slot] = value
		}
	}
	return facts
}

// linkMaker shows the answers that a link may hold, each to keep or to leave out.
func (t *turn) linkMaker() Message {
	m := Message{Title: t.say("link.title"), Body: t.say("link.body")}
	known := t.where().Known
	if len(known) == 0 {
		m.Body = t.say("link.empty")
	}
	for _, slot := range knowledge.Slots() {
		value := t.answer(slot, known[slot])
		if value == "" {
			continue
		}
		key := "link.with"
		if slices.Contains(t.state.Link.Without, slot) {
			key = "link.without"
		}
		m.Rows = append(m.Rows, []Button{{Label: short(t.say(key, "answer", value)), Action: act(verbView, viewLinkSlot, slot)}})
	}
	m.Rows = append(m.Rows, []Button{t.button("link.name", verbView, viewLinkName, "")}, []Button{t.button("link.plain", verbView, viewLinkMake, "")},
		t.onward())
	return m
}

// toggleLink keeps an answer in the link, or leaves it out.
func (t *turn) toggleLink(slot string) Message {
	if at := slices.Index(t.state.Link.Without, slot); at >= 0 {
		t.state.Link.Without = slices.Delete(slices.Clone(t.state.Link.Without), at, at+1)
	} else if slices.Contains(knowledge.Slots(), slot) {
		t.state.Link.Without = append(slices.Clone(t.state.Link.Without), slot)
	}
	return t.linkMaker()
}

// campaignNamed makes the link of a campaign whose name was typed.
func (t *turn) campaignNamed(text string) Reply {
	const ending = 4
	name := invite.Campaign(geo.Fold(text))
	if name == "" {
		t.state.Await = awaitCampaign
		return Reply{Messages: []Message{{Title: t.say("link.ask-name"), Body: t.say("link.bad-name"), Rows: [][]Button{t.cancel()}}}}
	}
	if len(name) > invite.MaxCampaign-ending-1 {
		name = strings.Trim(name[:invite.MaxCampaign-ending-1], "-")
	}
	name += "-" + t.draw(ending)
	t.state.Campaigns = append(t.state.Campaigns, name)
	return t.linkMade(name)
}

// linkMade shows a finished link, to keep: the link itself, the code to type, the pictures.
func (t *turn) linkMade(campaign string) Reply {
	i := invite.Invite{Facts: t.linkFacts(), Campaign: campaign}
	code, err := i.Code()
	if err != nil {
		return Reply{Messages: []Message{{Title: t.say("link.title"), Body: t.say("link.failed"), Rows: [][]Button{t.onward()}}}}
	}
	counted := ""
	if campaign != "" {
		counted = "\n\n" + t.say("link.stats")
	}
	if t.username == "" { // the terminal has no address that a link could open
		return Reply{Messages: []Message{{Title: t.say("link.made"), Body: t.say("link.code-only", "code", code) + counted, Rows: [][]Button{t.onward()}}}}
	}
	link, _ := i.Link(t.username)
	lines := []string{t.say("link.here"), "", link, "", t.say("link.code", "code", code) + counted}
	kept := Message{Title: t.say("link.made"), Body: strings.Join(lines, "\n"), Keep: true, Rows: [][]Button{{{Label: t.say("link.copy"), Copy: link}}}}
	next := Message{Title: t.say("link.next"), Rows: [][]Button{
		{t.button("link.qr", verbView, viewLinkQR, campaign)},
		{t.button("link.poster-a4", verbView, viewPosterA4, campaign)}, {t.button("link.poster-a5", verbView, viewPosterA5, campaign)},
		t.onward(),
	}}
	return Reply{Messages: []Message{kept, next}}
}

// statistics answers "/stats" for who made links in this conversation: the figures of the one named, of the only one, or the
// choice. The name may be typed as it was given, without the letters drawn for it.
func (t *turn) statistics(ctx context.Context) Reply {
	named := strings.TrimSpace(t.event.Text)
	wanted := invite.Campaign(geo.Fold(named))
	var found []string
	for _, c := range t.state.Campaigns {
		if given := c[:max(0, strings.LastIndexByte(c, '-'))]; named == "" || c == named || c == wanted || given == wanted {
			found = append(found, c)
		}
	}
	m := Message{Title: t.say("stats.title"), Rows: [][]Button{t.onward()}}
	switch {
	case len(t.state.Campaigns) == 0:
		m.Body = t.say("stats.none")
	case len(found) == 1:
		return t.figures(ctx, found[0])
	case len(found) == 0:
		m.Body = t.say("stats.not-yours")
		found = t.state.Campaigns
		fallthrough
	default:
		if m.Body == "" {
			m.Body = t.say("stats.which")
		}
		m.Rows = nil
		for _, c := range found[max(0, len(found)-screenChoices):] {
			m.Rows = append(m.Rows, []Button{{Label: short(c), Action: act(verbView, viewStats, c)}})
		}
		m.Rows = append(m.Rows, t.onward())
	}
	return Reply{Messages: []Message{m}}
}

// figures shows the figures of a campaign to who made its link.
func (t *turn) figures(ctx context.Context, campaign string) Reply {
	m := Message{Title: t.say("stats.title"), Body: t.say("stats.not-yours"), Rows: [][]Button{t.onward()}}
	if slices.Contains(t.state.Campaigns, campaign) {
		m.Body = t.say("stats.campaign", "name", campaign) + "\n" + strings.Join(t.campaignFigures(ctx, campaign), "\n")
		if strings.Contains(m.Body, "<") {
			m.Body += "\n\n" + t.say("stats.small")
		}
	}
	return Reply{Messages: []Message{m}}
}

// campaignFigures are the figures of a campaign, none of which shows anybody.
func (t *turn) campaignFigures(ctx context.Context, campaign string) []string {
	if t.counters == nil {
		return []string{t.say("stats.off")}
	}
	counters, err := t.counters.Counts(ctx, counts.Prefix)
	if err != nil {
		return []string{t.say("store.failed")}
	}
	var list []counts.Count
	for name, n := range counters {
		if c, ok := counts.Parse(name, n); ok {
			list = append(list, c)
		}
	}
	var lines []string
	for _, line := range counts.Summary(list, campaign) {
		lines = append(lines, t.say("stats.line."+string(line.What), "count", line.Shown))
	}
	return lines
}
