package counts

// Line is one figure, as it may be shown.
type Line struct {
	What  What
	Shown string
}

// Summary gives the few figures of a campaign, under the rules of the package comment.
func Summary(list []Count, campaign string) []Line {
	total := New(list).Table(Query{Only: map[Dimension]string{ByCampaign: campaign}}).Total
	var lines []Line
	for _, what := range Whats() {
		lines = append(lines, Line{what, unbroken(total.Number(what).String())})
	}
	return lines
}
