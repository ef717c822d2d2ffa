package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"sort"

	"github.com/spf13/cobra"

	"jalon/index"
	"jalon/internal/evaluate"
	"jalon/internal/guide"
	"jalon/internal/understand"
	"jalon/knowledge"
)

// evalDocument is what "jalon eval" measures.
type evalDocument struct {
	Search    map[string]searchFigures `json:"search"`    // by half: "tuning", "kept"
	Sentences map[string]slotFigures   `json:"sentences"` // by half
	Failures  []string                 `json:"failures,omitempty"`
}

type searchFigures struct {
	All        evaluate.Summary            `json:"all"`
	ByCategory map[string]evaluate.Summary `json:"by_category"`
	// Plain is bleve's own French analyzer on the same queries; Gain and P compare Jalon with it, query by query.
	Plain evaluate.Summary `json:"plain"`
	Gain  float64          `json:"gain"`
	P     float64          `json:"p"`
}

type slotFigures struct {
	Sentences int                       `json:"sentences"`
	Slots     map[string]evaluate.Tally `json:"slots"`
	// All sums the slots but the place and the intent.
	All evaluate.Tally `json:"all"`
}

func (a *app) eval() *cobra.Command {
	var searches, sentences string
	var asJSON, failures bool
	cmd := &cobra.Command{
		Use: "eval", Short: "Mesure la recherche et la compréhension des phrases",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.snapshot()
			if err != nil {
				return err
			}
			d, err := measure(cmd.Context(), s, searches, sentences)
			if err != nil {
				return err
			}
			if !failures {
				d.Failures = nil
			}
			if asJSON {
				return a.printJSON(d)
			}
			showEval(a.Stdout, d)
			return nil
		},
	}
	cmd.Flags().StringVar(&searches, "searches", "index/testdata/searches.yaml", "fichier des recherches")
	cmd.Flags().StringVar(&sentences, "sentences", "internal/understand/testdata/sentences.yaml", "fichier des phrases")
	cmd.Flags().BoolVar(&asJSON, "json", false, "réponse en JSON")
	cmd.Flags().BoolVar(&failures, "failures", false, "montrer les échecs de la moitié de réglage")
	return cmd
}

func readSet(name string, target any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("lecture : %w", err)
	}
	if faults := knowledge.DecodeYAML(name, data, target); len(faults) > 0 {
		return faults
	}
	return nil
}

func half(text string) string {
	if evaluate.Kept(text) {
		return "kept"
	}
	return "tuning"
}

func measure(ctx context.Context, s *guide.Snapshot, searchFile, sentenceFile string) (evalDocument, error) {
	d := evalDocument{Search: map[string]searchFigures{}, Sentences: map[string]slotFigures{}}
	var searches []evaluate.Search
	if err := readSet(searchFile, &searches); err != nil {
		return d, err
	}
	var sentences []evaluate.Sentence
	if err := readSet(sentenceFile, &sentences); err != nil {
		return d, err
	}
	plain, err := index.BuildPlain(s.Base)
	if err != nil {
		return d, fmt.Errorf("index simple : %w", err)
	}
	defer func() { _ = plain.Close() }()
	for _, h := range []string{"tuning", "kept"} {
		figures, failures, err := measureSearches(ctx, s, plain, slices.DeleteFunc(slices.Clone(searches), func(q evaluate.Search) bool { return half(q.Query.Value) != h }))
		if err != nil {
			return d, err
		}
		d.Search[h] = figures
		slots, missed := measureSentences(s, slices.DeleteFunc(slices.Clone(sentences), func(q evaluate.Sentence) bool { return half(q.Text.Value) != h }))
		d.Sentences[h] = slots
		if h == "tuning" {
			d.Failures = slices.Concat(failures, missed)
		}
	}
	return d, nil
}

func entries(hits []index.Hit) []string {
	var list []string
	for _, h := range hits {
		list = append(list, h.Type+"/"+h.ID)
	}
	return list
}

func measureSearches(ctx context.Context, s *guide.Snapshot, plain *index.Plain, set []evaluate.Search) (searchFigures, []string, error) {
	figures := searchFigures{ByCategory: map[string]evaluate.Summary{}}
	byCategory := map[string][]evaluate.Score{}
	var ours, theirs []evaluate.Score
	var failures []string
	for _, q := range set {
		hits, err := s.Index.Search(ctx, searchQuery(s, q.Query.Value, 10))
		if err != nil {
			return figures, nil, fmt.Errorf("recherche : %w", err)
		}
		simple, err := plain.Search(ctx, index.Query{Text: q.Query.Value, Limit: 10})
		if err != nil {
			return figures, nil, fmt.Errorf("recherche simple : %w", err)
		}
		found := entries(hits)
		score := evaluate.Judge(q, found)
		ours, theirs = append(ours, score), append(theirs, evaluate.Judge(q, entries(simple)))
		byCategory[q.Category.Value] = append(byCategory[q.Category.Value], score)
		if !score.Third {
			failures = append(failures, fmt.Sprintf("%s: « %s » : %v", q.At, q.Query.Value, found[:min(3, len(found))]))
		}
	}
	figures.All, figures.Plain = evaluate.Summarise(ours), evaluate.Summarise(theirs)
	figures.Gain, figures.P = evaluate.Paired(ours, theirs)
	for category, scores := range byCategory {
		figures.ByCategory[category] = evaluate.Summarise(scores)
	}
	return figures, failures, nil
}

func measureSentences(s *guide.Snapshot, set []evaluate.Sentence) (slotFigures, []string) {
	figures := slotFigures{Sentences: len(set), Slots: map[string]evaluate.Tally{}}
	var failures []string
	for _, q := range set {
		u := s.Reader.Read(q.Text.Value)
		for _, slot := range evaluate.Slots() {
			got := slotRead(q, u, slot)
			tally := figures.Slots[slot]
			if !tally.Add(q.Wanted(slot), got) {
				failures = append(failures, fmt.Sprintf("%s: « %s » : %s %q, attendu %q", q.At, q.Text.Value, slot, got, q.Wanted(slot)))
			}
			figures.Slots[slot] = tally
		}
	}
	for slot, tally := range figures.Slots {
		if evaluate.Summed(slot) {
			figures.All.Right += tally.Right
			figures.All.Wrong += tally.Wrong
			figures.All.Missed += tally.Missed
			figures.All.Silence += tally.Silence
		}
	}
	return figures, failures
}

// slotRead is what was understood of a slot, "" for nothing.
func slotRead(q evaluate.Sentence, u understand.Understanding, slot string) string {
	switch slot {
	case "intent":
		return string(u.Intent)
	case "place":
		taken := ""
		if u.Place != nil {
			taken = u.Place.Code
		}
		candidates := make([]string, len(u.Places))
		for i, m := range u.Places {
			candidates[i] = m.Code
		}
		return q.PlaceAnswer(taken, candidates)
	}
	return u.Facts[slot]
}

func showEval(w io.Writer, d evalDocument) {
	halves := []string{"tuning", "kept"}
	fmt.Fprintf(w, "%-12s %-14s %6s %8s %17s %6s %6s %6s %6s\n", "moitié", "recherches", "nombre", "nDCG@10", "intervalle", "MRR", "S@1", "S@3", "vide")
	line := func(half, name string, s evaluate.Summary) {
		fmt.Fprintf(w, "%-12s %-14s %6d %8.3f [%6.3f, %6.3f] %6.3f %6.3f %6.3f %6.3f\n", half, name, s.Queries, s.NDCG, s.Interval[0], s.Interval[1], s.MRR, s.Success1, s.Success3, s.EmptyRate)
	}
	for _, h := range halves {
		f := d.Search[h]
		line(h, "toutes", f.All)
		line(h, "bleve fr seul", f.Plain)
		fmt.Fprintf(w, "%-12s gain sur bleve fr seul : %+.3f (p = %.4f)\n", h, f.Gain, f.P)
		var names []string
		for name := range f.ByCategory {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			line(h, name, f.ByCategory[name])
		}
	}
	fmt.Fprintf(w, "\n%-12s %-10s %9s %7s %6s %5s %6s\n", "moitié", "réponse", "précision", "rappel", "justes", "faux", "manqués")
	for _, h := range halves {
		f := d.Sentences[h]
		row := func(name string, t evaluate.Tally) {
			fmt.Fprintf(w, "%-12s %-10s %9.3f %7.3f %6d %5d %6d\n", h, name, t.Precision(), t.Recall(), t.Right, t.Wrong, t.Missed)
		}
		row("sauf lieu", f.All)
		for _, slot := range evaluate.Slots() {
			row(slot, f.Slots[slot])
		}
	}
	for _, failure := range d.Failures {
		fmt.Fprintln(w, failure)
	}
}

// exportDocument is one entry for engines outside Jalon to index.
type exportDocument struct {
	ID    string `json:"id"`
	Type  string `json:"type"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

func (a *app) export() *cobra.Command {
	var lines bool
	cmd := &cobra.Command{
		Use: "export --jsonl", Short: "Écrit les fiches, une par ligne, pour d'autres moteurs de recherche",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			if !lines {
				return wrongUsage("il manque --jsonl")
			}
			base, err := a.base()
			if err != nil {
				return err
			}
			for _, d := range exported(base) {
				if err := a.printJSON(d); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&lines, "jsonl", false, "un objet JSON par ligne")
	return cmd
}

func exported(base *knowledge.Base) []exportDocument {
	var list []exportDocument
	add := func(kind, id, title, does string, aliases []knowledge.String) {
		text := does
		for _, alias := range aliases {
			text += " " + alias.Value
		}
		list = append(list, exportDocument{kind + "/" + id, kind, title, text})
	}
	for _, e := range base.Actors {
		add(index.TypeActor, e.ID, e.Name.Value, e.FullName.Value+" "+e.Does.Value, e.Aliases)
	}
	for _, e := range base.Programmes {
		add(index.TypeProgramme, e.ID, e.Name.Value, e.Does.Value, e.Aliases)
	}
	for _, e := range base.Projects {
		add(index.TypeProject, e.ID, e.Name.Value, e.Does.Value, e.Aliases)
	}
	for _, e := range base.Resources {
		add(index.TypeResource, e.ID, e.Title.Value, e.Does.Value, e.Aliases)
	}
	for _, e := range base.Terms {
		add(index.TypeTerm, e.ID, e.Term.Value, e.Expansion.Value+" "+e.Definition.Value, e.Aliases)
	}
	return list
}
