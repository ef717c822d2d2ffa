package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"jalon/internal/counts"
	"jalon/internal/geo"
	"jalon/internal/session"
	"jalon/internal/settings"
	"jalon/knowledge"
)

// statsRequest is one call of "jalon stats".
type statsRequest struct {
	campaign, by, page string
	asCSV, asJSON      bool
	dimensions         []counts.Dimension
}

func (a *app) stats() *cobra.Command {
	var file string
	var request statsRequest
	cmd := &cobra.Command{
		Use: "stats --store FICHIER", Short: "Les chiffres, sans montrer personne",
		Long: "Les chiffres : débuts, résultats, besoins mal couverts, avis ; par semaine, lien, département, étape, porteur et domaine.\n" +
			"Chaque nombre est un minimum, arrondi au multiple de 5 inférieur ; en dessous de 5, « < 5 ». Rien ne permet de retrouver un petit nombre.",
		Example: "  jalon stats --store jalon.db\n  jalon stats --store jalon.db --by department,sector --csv > chiffres.csv\n  jalon stats --store redis://127.0.0.1:6379/0 --campaign foire-x7k2 --html chiffres.html",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := request.check(); err != nil {
				return err
			}
			return a.runStats(cmd.Context(), cmd.Flags(), file, request)
		},
	}
	f := cmd.Flags()
	counterFlags(f, &file)
	f.StringVar(&request.campaign, "campaign", "", "seulement ce lien (nom donné par /lien)")
	f.StringVar(&request.by, "by", "", "lignes du tableau : "+strings.Join(dimensionNames(), ", ")+" (une ou plusieurs, séparées par des virgules)")
	f.BoolVar(&request.asCSV, "csv", false, "un tableau pour un tableur (UTF-8, points-virgules)")
	f.StringVar(&request.page, "html", "", "écrit dans ce fichier une page qui se suffit à elle-même, avec des dessins")
	f.BoolVar(&request.asJSON, "json", false, "réponse en JSON")
	return cmd
}

// counterFlags gives a command the options that say where the counts are kept.
func counterFlags(f *pflag.FlagSet, file *string) {
	f.String("store", "", "fichier des sessions, ou redis://hôte:port/base")
	f.StringVar(file, "config", "", "fichier de réglages, une ligne NOM=valeur chacun")
}

func dimensionNames() []string {
	var names []string
	for _, d := range counts.Dimensions() {
		names = append(names, string(d))
	}
	return names
}

func (r *statsRequest) check() error {
	chosen := 0
	for _, set := range []bool{r.asCSV, r.asJSON, r.page != ""} {
		if set {
			chosen++
		}
	}
	if chosen > 1 {
		return wrongUsage("choisissez entre --csv, --html et --json")
	}
	r.campaign = strings.TrimSpace(r.campaign)
	for name := range strings.SplitSeq(r.by, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "" {
			continue
		}
		if !slices.Contains(dimensionNames(), name) {
			return wrongUsage("--by ne connaît pas « %s » ; choisissez parmi %s", name, strings.Join(dimensionNames(), ", "))
		}
		r.dimensions = append(r.dimensions, counts.Dimension(name))
	}
	return nil
}

func (a *app) runStats(ctx context.Context, flags *pflag.FlagSet, file string, r statsRequest) error {
	values, err := a.settings(flags, file)
	if err != nil {
		return err
	}
	counters, err := a.counters(ctx, values, counts.Prefix)
	if err != nil {
		return err
	}
	base, err := a.readable()
	if err != nil {
		return err
	}
	places, err := geo.Load()
	if err != nil {
		return fmt.Errorf("table des communes : %w", err)
	}
	words, figures := figureWords(base, places), counts.New(counts.Read(counters))
	query := counts.Query{By: r.dimensions, Only: map[counts.Dimension]string{}, Values: closedLists(base)}
	if r.campaign != "" {
		query.Only[counts.ByCampaign] = r.campaign
	}
	switch {
	case r.page != "":
		return a.statsPage(words, figures, query, r)
	case r.asCSV:
		return words.CSV(a.Stdout, figures.Table(query)) //nolint:wrapcheck // says what it was doing
	case r.asJSON:
		return a.printJSON(struct {
			Campaign string `json:"campaign,omitempty"`
			counts.Document
		}{r.campaign, figures.Table(query).Document()})
	}
	return a.printFigures(words, figures, query)
}

// printFigures prints the table asked for, or all those by one dimension that have a figure to show.
func (a *app) printFigures(words counts.Words, figures *counts.Figures, query counts.Query) error {
	text := words.Say("figures.title") + "\n"
	if campaign := query.Only[counts.ByCampaign]; campaign != "" {
		text += words.Say("figures.campaign", "name", campaign) + "\n"
	}
	text += "\n" + words.Text(figures.Table(query))
	if len(query.By) == 0 {
		for _, d := range counts.Dimensions() {
			query.By = []counts.Dimension{d}
			t := figures.Table(query)
			if _, fixed := query.Only[d]; fixed || !t.Shows() {
				continue
			}
			text += "\n" + words.Say("figures.section."+string(d)) + "\n" + words.Text(t)
		}
	}
	text += "\n" + strings.Join(words.Notes(), "\n") + "\n"
	if _, err := fmt.Fprint(a.Stdout, text); err != nil {
		return fmt.Errorf("écriture : %w", err)
	}
	return nil
}

// statsPage writes the page beside its place first, so that a page being read is never half of one.
func (a *app) statsPage(words counts.Words, figures *counts.Figures, query counts.Query, r statsRequest) error {
	draft, err := os.CreateTemp(filepath.Dir(r.page), ".jalon-*.html")
	if err != nil {
		return fmt.Errorf("page %s : %w", r.page, err)
	}
	defer func() { _ = os.Remove(draft.Name()) }()
	err = words.HTML(draft, figures, counts.Page{Campaign: r.campaign, By: query.By, Values: query.Values, Made: today()})
	if err = errors.Join(err, draft.Chmod(0o644), draft.Close()); err == nil {
		err = os.Rename(draft.Name(), r.page)
	}
	if err != nil {
		return fmt.Errorf("page %s : %w", r.page, err)
	}
	fmt.Fprintf(a.Stderr, "jalon: page écrite dans %s\n", r.page)
	return nil
}

// counters reads the counters whose names begin with prefix. Unlike the bot, it begins no store where there is none and sets
// no damaged one aside.
func (a *app) counters(ctx context.Context, v settings.Values, prefix string) (map[string]int64, error) {
	store, err := a.counterStore(ctx, v)
	if err != nil {
		return nil, err
	}
	counters, err := store.Counts(ctx, prefix)
	switch {
	case errors.Is(err, session.ErrSealed):
		fmt.Fprintln(a.Stderr, "jalon: des compteurs abîmés n'ont pas pu être lus")
		err = nil
	case err != nil:
		err = storeError("lecture des compteurs", err)
	}
	if closeErr := store.Close(); err == nil && closeErr != nil {
		err = storeError("fermeture", closeErr)
	}
	return counters, err
}

// counterStore opens a store that is already there.
func (a *app) counterStore(ctx context.Context, v settings.Values) (session.Store, error) {
	place := v.Text("JALON_STORE")
	switch {
	case place == "":
		return nil, wrongUsage("il manque --store : le fichier des sessions, ou redis://hôte:port/base")
	case strings.HasPrefix(place, "redis"):
		return a.openStore(ctx, v)
	}
	if _, err := os.Stat(place); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("il n'y a pas de fichier %s", place)
	}
	ring, _, err := session.LoadKeyring(v.Text("JALON_STORE_KEY"), v.Text("JALON_STORE_KEY_EARLIER"), place)
	if err != nil {
		return nil, storeError("clé des sessions", err)
	}
	store, err := session.OpenBolt(place, ring, session.Options{})
	if errors.Is(err, session.ErrLocked) {
		return nil, fmt.Errorf("le robot se sert de %s en ce moment ; arrêtez-le le temps de cette commande (dans Telegram, /stats marche pendant ce temps) : %w", place, err)
	}
	if err != nil {
		return nil, storeError("sessions dans "+place, err)
	}
	return store, nil
}

// readable is the base with whatever is right in it: figures do not wait for a maintainer's next correction.
func (a *app) readable() (*knowledge.Base, error) {
	files, err := a.files()
	if err != nil {
		return nil, err
	}
	base, _, err := knowledge.Read(files)
	if err != nil {
		return nil, fmt.Errorf("lecture : %w", err)
	}
	return base, nil
}

// figureWords say figures with the wording and the vocabulary of a base.
func figureWords(base *knowledge.Base, places *geo.Gazetteer) counts.Words {
	return counts.Words{
		Say: wording(base),
		Name: func(d counts.Dimension, value string) string {
			switch d {
			case counts.ByWeek:
				if monday, ok := counts.Monday(value); ok {
					return monday.Format("02/01/2006")
				}
			case counts.ByDepartment:
				if place, known := places.Place(value); known {
					return value + " " + place.Name
				}
			default:
				if code := base.Vocabulary.Find(string(d), value); code != nil {
					return code.Label.Value
				}
			}
			return value
		},
	}
}

// wording fills the sentences of a base: pairs are names and values of their {placeholders}. An unknown key gives the key.
func wording(base *knowledge.Base) func(key string, pairs ...string) string {
	return func(key string, pairs ...string) string {
		text, known := base.Wording[key]
		if !known {
			return key
		}
		var filled []string
		for i := 0; i+1 < len(pairs); i += 2 {
			filled = append(filled, "{"+pairs[i]+"}", pairs[i+1])
		}
		return strings.NewReplacer(filled...).Replace(text.Value)
	}
}

// closedLists are the values of the dimensions that the vocabulary closes.
func closedLists(base *knowledge.Base) map[counts.Dimension][]string {
	lists := map[counts.Dimension][]string{}
	for _, d := range []counts.Dimension{counts.ByStage, counts.ByHolder, counts.BySector} {
		for _, code := range base.Vocabulary.List(string(d)) {
			lists[d] = append(lists[d], code.Code.Value)
		}
	}
	return lists
}
