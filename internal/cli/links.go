package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"jalon/internal/links"
	"jalon/knowledge"
)

// linkDocument is the verdict on one address and the places of the base that give it.
type linkDocument struct {
	links.Verdict
	Where []string `json:"where"`
}

func (a *app) links() *cobra.Command {
	var asJSON, private bool
	var cache string
	var wait, timeout time.Duration
	cmd := &cobra.Command{
		Use: "links", Short: "Vérifie que les sites de la base répondent",
		Long: "Vérifie que les sites de la base répondent, poliment : plusieurs sites à la fois, une page à la fois par site.\nRien n'est changé dans la base. Code de sortie 1 si une adresse est morte.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			where, err := a.addresses()
			if err != nil {
				return err
			}
			known, err := readVerdicts(cache)
			if err != nil {
				return err
			}
			bar := progressbar.NewOptions(len(where), progressbar.OptionSetWriter(a.Stderr), progressbar.OptionSetDescription("jalon: liens"), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
			verdicts := links.Check(cmd.Context(), slices.Collect(keysOf(where)), links.Options{
				AllowPrivate: private, Pause: wait, Timeout: timeout, Known: known, Progress: func(done, _ int) { _ = bar.Set(done) },
			})
			_ = bar.Finish()
			if err := writeVerdicts(cache, verdicts); err != nil {
				return err
			}
			return a.showLinks(verdicts, where, asJSON)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&asJSON, "json", false, "réponse en JSON")
	f.StringVar(&cache, "cache", "", "fichier où garder les réponses d'une fois sur l'autre (sept jours)")
	f.DurationVar(&wait, "pause", time.Second, "attente entre deux pages d'un même site")
	f.DurationVar(&timeout, "timeout", 15*time.Second, "attente d'une page au plus")
	f.BoolVar(&private, "allow-private", false, "accepter les adresses de réseaux privés")
	return cmd
}

func keysOf(m map[string][]string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// addresses lists the addresses of the base and where each is written.
func (a *app) addresses() (map[string][]string, error) {
	base, err := a.base()
	if err != nil {
		return nil, err
	}
	where := map[string][]string{}
	add := func(list ...knowledge.String) {
		for _, s := range list {
			if s.Value != "" {
				where[s.Value] = append(where[s.Value], s.Pos.String())
			}
		}
	}
	for _, e := range base.Actors {
		add(e.Contact.Website, e.Contact.Directory)
	}
	for _, e := range base.Programmes {
		add(e.Website)
	}
	for _, e := range base.Projects {
		add(e.Website)
	}
	for _, e := range base.Resources {
		add(e.URL)
	}
	for _, e := range base.References {
		add(e.URL)
	}
	return where, nil
}

func readVerdicts(file string) (map[string]links.Verdict, error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("lecture du cache : %w", err)
	}
	var verdicts []links.Verdict
	if err := json.Unmarshal(data, &verdicts); err != nil {
		return nil, fmt.Errorf("cache illisible (%s) ; effacez-le : %w", file, err)
	}
	known := map[string]links.Verdict{}
	for _, v := range verdicts {
		known[v.URL] = v
	}
	return known, nil
}

func writeVerdicts(file string, verdicts []links.Verdict) error {
	if file == "" {
		return nil
	}
	data, err := json.MarshalIndent(verdicts, "", " ")
	if err == nil {
		err = os.WriteFile(file, data, 0o644)
	}
	if err != nil {
		return fmt.Errorf("écriture du cache : %w", err)
	}
	return nil
}

// showLinks prints the verdicts, the broken first.
func (a *app) showLinks(verdicts []links.Verdict, where map[string][]string, asJSON bool) error {
	documents := []linkDocument{}
	counts := map[links.State]int{}
	for _, state := range []links.State{links.Broken, links.Uncertain, links.Valid} {
		for _, v := range verdicts {
			if v.State == state {
				documents = append(documents, linkDocument{v, where[v.URL]})
				counts[state]++
			}
		}
	}
	if asJSON {
		if err := a.printJSON(documents); err != nil {
			return err
		}
	} else {
		printLinks(a.Stdout, documents)
	}
	fmt.Fprintf(a.Stderr, "jalon: %d valides, %d incertains, %d morts\n", counts[links.Valid], counts[links.Uncertain], counts[links.Broken])
	if counts[links.Broken] > 0 {
		return errProblems
	}
	return nil
}

func printLinks(w io.Writer, documents []linkDocument) {
	states := map[links.State]string{links.Broken: "mort", links.Uncertain: "incertain"}
	causes := map[links.Cause]string{
		links.Missing: "page absente", links.NoHost: "le site n'existe pas", links.SoftGone: "la page dit qu'elle n'existe plus", links.HomePage: "renvoie à l'accueil",
		links.Refused: "refuse les robots", links.Failing: "site en panne", links.TooSlow: "trop lent", links.Unreached: "connexion ou certificat en défaut",
		links.Private: "adresse privée", links.Odd: "réponse inattendue", links.Malformed: "adresse mal écrite",
	}
	for _, d := range documents {
		if d.State == links.Valid {
			continue
		}
		fmt.Fprintf(w, "%-9s %s (%s)\n", states[d.State], d.URL, causes[d.Cause])
		for _, place := range d.Where {
			fmt.Fprintf(w, "          %s\n", place)
		}
	}
}
