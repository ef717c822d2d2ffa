package guide

import (
	"fmt"
	"strings"

	"jalon/internal/invite"
	"jalon/internal/recommend"
	"jalon/internal/sheet"
)

// orientation makes the sheet to keep, print or forward: answers, actors, path, reading, sources, and the link that reopens it.
func (t *turn) orientation(result recommend.Result) (Reply, bool) {
	i := invite.Invite{Facts: t.where().Known}
	code, _ := i.Code()
	s := sheet.Sheet{
		Title: t.say("sheet.title"), Subtitle: t.placeName(result.Profile.Place), Date: t.say("sheet.date", "date", t.today()), Created: t.now,
		Code: code, CodeLabel: t.say("sheet.code"), Footer: t.say("sheet.footer"),
		MoreText: t.say("sheet.more"), SourcesLabel: t.say("sheet.sources"),
	}
	if t.username != "" {
		s.Link, _ = i.Link(t.username)
	}
	for _, line := range t.answers(t.where().Known) {
		label, text, _ := strings.Cut(line, "\u00a0: ")
		s.Answers = append(s.Answers, sheet.Line{Label: label, Text: text})
	}
	s.Sections = []sheet.Section{
		{Title: t.say("sheet.first"), Entries: t.sheetActors(result, 0, 1)},
		{Title: t.say("sheet.others"), Entries: t.sheetActors(result, 1, 3)},
		{Title: t.say("sheet.path"), Entries: t.sheetPath(result)},
		{Title: t.say("sheet.programmes"), Entries: t.sheetProgrammes(result)},
		{Title: t.say("sheet.reading"), Entries: t.sheetReading(result)},
	}
	s.Sources = t.sheetSources(result)
	data, err := s.PDF()
	if err != nil {
		return Reply{Messages: []Message{{Title: t.say("sheet.title"), Body: t.say("sheet.failed"), Rows: [][]Button{t.backToMenu()}}}}, true
	}
	file := Message{Keep: true, Body: t.say("sheet.caption"), File: &File{Name: t.say("sheet.file"), MIME: "application/pdf", Data: data}}
	return Reply{Messages: []Message{file, t.menu(result)}}, true
}

func (t *turn) today() string {
	return fmt.Sprintf("%d %s %d", t.now.Day(), t.say(fmt.Sprintf("month.%d", int(t.now.Month()))), t.now.Year())
}

func (t *turn) sheetActors(result recommend.Result, from, to int) []sheet.Entry {
	var entries []sheet.Entry
	for i := from; i < min(to, len(result.Actors)); i++ {
		r := result.Actors[i]
		details := []string{t.say("card.covers", "area", r.Covers)}
		if r.Located {
			details = append(details, t.Engine.Distance(r, result.Profile.Place))
		}
		way := t.Engine.Contact(r.Actor, result.Profile.Place)
		switch way.How {
		case recommend.Directory:
			details = append(details, t.say("sheet.contact-directory"))
		case recommend.Via:
			details = append(details, t.say("contact.via", "name", way.Via))
		}
		entries = append(entries, sheet.Entry{Title: r.Actor.Name.Value, Text: r.Actor.Does.Value, Details: append(details, t.freshness(r.Actor.Entry, r.Late)), URL: way.URL})
	}
	return entries
}

func (t *turn) sheetPath(result recommend.Result) []sheet.Entry {
	var entries []sheet.Entry
	for _, next := range result.Path {
		entry := sheet.Entry{Title: t.answer("stage", next.Stage), Text: next.Actor.Name.Value}
		if way := t.Engine.Contact(next.Actor, result.Profile.Place); way.How == recommend.OwnSite { // another's would pass for its own
			entry.URL = way.URL
		}
		entries = append(entries, entry)
	}
	return entries
}

func (t *turn) sheetProgrammes(result recommend.Result) []sheet.Entry {
	var entries []sheet.Entry
	for _, p := range result.Programmes {
		entries = append(entries, sheet.Entry{Title: p.Programme.Name.Value, Text: p.Programme.Does.Value, URL: p.Programme.Website.Value})
	}
	return entries[:min(3, len(entries))]
}

func (t *turn) sheetReading(result recommend.Result) []sheet.Entry {
	var entries []sheet.Entry
	for _, r := range result.Resources {
		entries = append(entries, sheet.Entry{Title: r.Title.Value, URL: r.URL.Value})
	}
	return entries[:min(3, len(entries))]
}

// sheetSources lists where the facts about the actors of the sheet come from.
func (t *turn) sheetSources(result recommend.Result) []string {
	var sources []string
	seen := map[string]bool{}
	for _, r := range result.Actors[:min(3, len(result.Actors))] {
		for _, s := range r.Actor.Sources {
			text := s.URL.Value
			if ref := t.Base.Reference(s.Ref.Value); ref != nil {
				text = ref.Title.Value + ", " + ref.Publisher.Value
			}
			if text != "" && !seen[text] {
				seen[text] = true
				sources = append(sources, text)
			}
		}
	}
	return sources
}

// linkPaper makes the picture of a link, or the poster that carries it.
func (t *turn) linkPaper(view, campaign string) (Reply, bool) {
	i := invite.Invite{Facts: t.linkFacts(), Campaign: campaign}
	code, err := i.Code()
	if err != nil || t.username == "" {
		return Reply{}, false
	}
	link, _ := i.Link(t.username)
	file := &File{Name: "jalon-qr.png", MIME: "image/png", Picture: true}
	if view == viewLinkQR {
		file.Data, err = sheet.QRPNG(link, 720)
	} else {
		format := map[string]string{viewPosterA4: "A4", viewPosterA5: "A5"}[view]
		place := ""
		if p, known := t.Places.Place(i.Facts["place"]); known {
			place = t.placeName(p)
		}
		file = &File{Name: "jalon-affiche-" + strings.ToLower(format) + ".pdf", MIME: "application/pdf"}
		file.Data, err = sheet.Poster{
			Title: t.say("poster.title"), Place: place, Pitch: t.say("poster.pitch"), Link: link, Code: code, CodeLabel: t.say("poster.code-bot", "bot", "@"+t.username), ScanLabel: t.say("poster.scan"),
			LinkLabel: t.say("poster.link-label"), Footer: t.say("poster.footer"), Format: format, Created: t.now,
		}.PDF()
	}
	if err != nil {
		return Reply{Toast: t.say("link.failed")}, true
	}
	return Reply{Messages: []Message{{Keep: true, Body: t.say("link.file"), File: file}, {Title: t.say("link.next"), Rows: [][]Button{
		{t.button("link.poster-a4", verbView, viewPosterA4, campaign)}, {t.button("link.poster-a5", verbView, viewPosterA5, campaign)}, t.onward(),
	}}}}, true
}
