package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"jalon/internal/counts"
	"jalon/knowledge"
)

// reportedTwice is from how many reports an entry is marked and ranked lower.
const reportedTwice = 2

// reportDocument is one entry of "jalon reports".
type reportDocument struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Total int64  `json:"total"`
	// Reasons are how many gave each reason.
	Reasons map[string]int64 `json:"reasons"`
	// File is the YAML file to edit; empty, like the three that follow, when the base no longer has the entry.
	File       string `json:"file"`
	VerifiedOn string `json:"verified_on"`
	Website    string `json:"website"`
}

func (a *app) reports() *cobra.Command {
	var file, settled string
	var asJSON, asMarkdown bool
	cmd := &cobra.Command{
		Use: "reports --store FICHIER", Short: "Les fiches que des personnes ont signalées",
		Long: "Les fiches signalées comme fausses, par raison, avec le fichier à corriger ; celles signalées au moins deux fois d'abord.\n" +
			"Une fois la fiche corrigée, --settled efface ses signalements.",
		Example: "  jalon reports --store jalon.db\n  jalon reports --store jalon.db --markdown > signalements.md\n  jalon reports --store jalon.db --settled avise",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON && asMarkdown {
				return wrongUsage("choisissez entre --json et --markdown")
			}
			if settled = strings.TrimSpace(settled); settled != "" {
				return a.settle(cmd.Context(), cmd.Flags(), file, settled)
			}
			list, words, err := a.reported(cmd.Context(), cmd.Flags(), file)
			if err != nil {
				return err
			}
			switch {
			case asJSON:
				return a.printJSON(map[string][]reportDocument{"reports": list})
			case asMarkdown:
				_, err = fmt.Fprint(a.Stdout, markdownReports(words, list))
			default:
				_, err = fmt.Fprint(a.Stdout, textReports(words, list))
			}
			if err != nil {
				return fmt.Errorf("écriture : %w", err)
			}
			return nil
		},
	}
	f := cmd.Flags()
	counterFlags(f, &file)
	f.BoolVar(&asJSON, "json", false, "réponse en JSON")
	f.BoolVar(&asMarkdown, "markdown", false, "réponse en Markdown, à coller dans un ticket")
	f.StringVar(&settled, "settled", "", "efface les signalements de cette fiche, une fois corrigée (identifiant)")
	return cmd
}

// reported lists the reported entries, the most reported first, and how to say them.
func (a *app) reported(ctx context.Context, flags *pflag.FlagSet, file string) ([]reportDocument, sayer, error) {
	values, err := a.settings(flags, file)
	if err != nil {
		return nil, nil, err
	}
	counters, err := a.counters(ctx, values, counts.ReportPrefix)
	if err != nil {
		return nil, nil, err
	}
	base, err := a.readable()
	if err != nil {
		return nil, nil, err
	}
	list := []reportDocument{}
	for _, r := range counts.Reports(counters) {
		d := reportDocument{ID: r.Actor, Total: r.Total, Reasons: r.Reasons}
		if actor := base.Actor(r.Actor); actor != nil {
			d.Name, d.File = actor.Name.Value, a.fileOf(actor)
			d.VerifiedOn, d.Website = actor.Verified.On.ISO(), actor.Contact.Website.Value
		}
		list = append(list, d)
	}
	return list, wording(base), nil
}

// fileOf is where a maintainer finds an entry, from the root of the project or in the folder given.
func (a *app) fileOf(actor *knowledge.Actor) string {
	folder := a.folder
	if folder == "" {
		folder = "knowledge"
	}
	return filepath.ToSlash(filepath.Join(folder, filepath.FromSlash(actor.At.File)))
}

// settle takes the reports of an entry back.
func (a *app) settle(ctx context.Context, flags *pflag.FlagSet, file, actor string) error {
	values, err := a.settings(flags, file)
	if err != nil {
		return err
	}
	store, err := a.counterStore(ctx, values)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	counters, err := store.Counts(ctx, counts.ReportName(actor, ""))
	if err != nil {
		return storeError("lecture des compteurs", err)
	}
	deltas := counts.Settled(counters, actor)
	if len(deltas) == 0 {
		fmt.Fprintf(a.Stderr, "jalon: aucun signalement pour %s\n", actor)
		return errProblems
	}
	if err := store.Add(ctx, deltas); err != nil {
		return storeError("écriture des compteurs", err)
	}
	fmt.Fprintf(a.Stderr, "jalon: les signalements de %s sont effacés\n", actor)
	return nil
}

// sayer fills the sentences of the wording.
type sayer func(key string, pairs ...string) string

func (say sayer) reason(reason string) string {
	if !slices.Contains(counts.Reasons(), reason) {
		return say("reports.reason.other")
	}
	return say("reports.reason." + reason)
}

// reasons says how many gave each reason, those of the list first, in its order.
func (say sayer) reasons(d reportDocument) []string {
	var said []string
	other := int64(0)
	for reason, n := range d.Reasons {
		if !slices.Contains(counts.Reasons(), reason) {
			other += n
		}
	}
	for _, reason := range counts.Reasons() {
		if n := d.Reasons[reason]; n > 0 {
			said = append(said, fmt.Sprintf("%s\u00a0: %d", say.reason(reason), n))
		}
	}
	if other > 0 {
		said = append(said, fmt.Sprintf("%s\u00a0: %d", say.reason(""), other))
	}
	return said
}

// groups splits the list into the entries reported twice or more and the others.
func groups(list []reportDocument) (marked, once []reportDocument) {
	for i, d := range list {
		if d.Total < reportedTwice {
			return list[:i], list[i:]
		}
	}
	return list, nil
}

func textReports(say sayer, list []reportDocument) string {
	if len(list) == 0 {
		return say("reports.none") + "\n"
	}
	text := ""
	marked, once := groups(list)
	for _, group := range []struct {
		title string
		list  []reportDocument
	}{{say("reports.first"), marked}, {say("reports.once"), once}} {
		if len(group.list) == 0 {
			continue
		}
		if text != "" {
			text += "\n"
		}
		text += group.title + "\n"
		for _, d := range group.list {
			text += strings.TrimRight(fmt.Sprintf("%4d  %s  %s", d.Total, printable(d.ID), d.Name), " ") + "\n"
			text += "      " + strings.Join(say.reasons(d), ", ") + "\n"
			text += "      " + strings.Join(say.where(d, func(s string) string { return s }), ", ") + "\n"
		}
	}
	return text
}

// where says which file to edit, when it was last checked and the site to look at; code marks what is to be read letter by
// letter.
func (say sayer) where(d reportDocument, code func(string) string) []string {
	if d.File == "" {
		return []string{say("reports.gone")}
	}
	said := []string{say("reports.edit", "file", code(d.File))}
	if d.VerifiedOn != "" {
		said = append(said, say("reports.verified", "day", d.VerifiedOn))
	}
	if d.Website != "" {
		said = append(said, say("reports.site", "site", d.Website))
	}
	return said
}

func markdownReports(say sayer, list []reportDocument) string {
	text := "## " + say("reports.title") + "\n"
	if len(list) == 0 {
		return text + "\n" + say("reports.none") + "\n"
	}
	marked, once := groups(list)
	for _, group := range []struct {
		title string
		list  []reportDocument
	}{{say("reports.first"), marked}, {say("reports.once"), once}} {
		if len(group.list) == 0 {
			continue
		}
		text += "\n### " + group.title + "\n\n"
		for _, d := range group.list {
			name := d.Name
			if name == "" {
				name = d.ID
			}
			text += fmt.Sprintf("- [ ] **%s** (%s)\u00a0: %d\n", markdown(name), codeSpan(d.ID), d.Total)
			for _, line := range append(say.reasons(d), say.where(d, codeSpan)...) {
				text += "  - " + line + "\n"
			}
		}
	}
	return text + "\n" + say("reports.todo", "command", codeSpan("jalon reports --store … --settled …")) + "\n"
}

// markdown writes a text so that Markdown shows it as it is.
func markdown(text string) string {
	var out strings.Builder
	for _, r := range printable(text) {
		if strings.ContainsRune("\\`*_[]<>#|~&", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// codeSpan writes a text letter by letter.
func codeSpan(text string) string {
	return "`" + strings.ReplaceAll(printable(text), "`", "'") + "`"
}

// printable takes control characters out of what a store holds.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return '?'
		}
		return r
	}, text)
}
