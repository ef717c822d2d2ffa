package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"github.com/spf13/cobra"

	"jalon/index"
	"jalon/internal/check"
	"jalon/internal/geo"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

// faultDocument is one fault of "jalon check --json".
type faultDocument struct {
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Col     int    `json:"col"`
	Rule    string `json:"rule"`
	Level   string `json:"level"`
	Message string `json:"message"`
}

func (a *app) check() *cobra.Command {
	var asJSON, strict bool
	var explain string
	cmd := &cobra.Command{
		Use: "check [DOSSIER]", Short: "Vérifie la base de connaissances",
		Long: "Vérifie la base de connaissances : chaque défaut est montré à sa place, avec la règle entre crochets.\n" +
			"Les avertissements n'empêchent pas de s'en servir. Codes de sortie : 0 rien à corriger, 1 des défauts, 2 mauvais usage, 3 dossier illisible.",
		Example: "  jalon check knowledge\n  jalon check --explain territoire",
		Args:    atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if explain != "" {
				return a.explain(explain)
			}
			if len(args) > 0 {
				a.folder = args[0]
			}
			return a.runCheck(asJSON, strict)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "liste des défauts en JSON")
	cmd.Flags().BoolVar(&strict, "strict", false, "échoue aussi sur un avertissement")
	cmd.Flags().StringVar(&explain, "explain", "", "explique une règle")
	return cmd
}

// atMost refuses more arguments than a sub-command takes.
func atMost(n int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > n {
			return wrongUsage("argument en trop « %s »", args[n])
		}
		return nil
	}
}

func (a *app) explain(name string) error {
	rule, near, found := check.Explain(name)
	switch {
	case found:
		fmt.Fprintf(a.Stdout, "%s : %s\n\n%s\n", rule.Name, rule.Title, rule.Doc)
		return nil
	case near != "":
		return wrongUsage("règle inconnue « %s » ; vouliez-vous dire « %s » ?", name, near)
	}
	return wrongUsage("règle inconnue « %s » ; la liste est dans knowledge/README.md", name)
}

func (a *app) runCheck(asJSON, strict bool) error {
	files, err := a.files()
	if err != nil {
		return err
	}
	places, err := geo.Load()
	if err != nil {
		return fmt.Errorf("table des communes : %w", err)
	}
	report, err := check.Run(files, check.Options{Day: today(), Places: places, Engine: engineOf})
	if errors.Is(err, check.ErrNoBase) {
		return noBase(a.folder)
	}
	if err != nil {
		return fmt.Errorf("vérification : %w", err)
	}
	if asJSON {
		err = a.printJSON(faultDocuments(report))
	} else {
		err = a.showReport(files, report)
	}
	if err != nil {
		return err
	}
	if len(report.Errors) > 0 || strict && len(report.Warnings) > 0 {
		return errProblems
	}
	return nil
}

// engineOf prepares recommendations with their index.
func engineOf(base *knowledge.Base, places *geo.Gazetteer) (*recommend.Engine, error) {
	ix, err := index.Build(base)
	if err != nil {
		return nil, err //nolint:wrapcheck // wrapped by the caller
	}
	return recommend.New(base, places, ix), nil
}

// noBase says that a folder holds no base, and where one may be.
func noBase(folder string) error {
	hint := ""
	if _, err := os.Stat(path.Join(folder, "knowledge", "vocabulary")); err == nil {
		hint = fmt.Sprintf(" ; vouliez-vous dire « %s » ?", path.Join(folder, "knowledge"))
	}
	return fmt.Errorf("le dossier « %s » ne contient pas de base de connaissances%s", folder, hint)
}

func faultDocuments(report check.Report) []faultDocument {
	list := []faultDocument{}
	for _, faults := range []knowledge.Faults{report.Errors, report.Warnings} {
		for _, f := range faults {
			level := "error"
			if f.Warning {
				level = "warning"
			}
			list = append(list, faultDocument{f.Pos.File, f.Pos.Line, f.Pos.Col, f.Rule, level, f.Message})
		}
	}
	return list
}

// showReport prints the errors, then the warnings, each with its line of source, and sums up on standard error.
func (a *app) showReport(files fs.FS, report check.Report) error {
	for _, faults := range []knowledge.Faults{report.Errors, report.Warnings} {
		if err := check.Show(a.Stdout, files, faults); err != nil {
			return fmt.Errorf("vérification : %w", err)
		}
	}
	fmt.Fprintf(a.Stderr, "jalon: %s, %s dans %s\n", plural(len(report.Errors), "erreur", "erreurs"),
		plural(len(report.Warnings), "avertissement", "avertissements"), plural(report.Files, "fichier", "fichiers"))
	if report.Partial {
		fmt.Fprintln(a.Stderr, "jalon: corrigez d'abord la forme : les scénarios, la couverture et les phrases n'ont pas été vérifiés")
	}
	if len(report.Errors) > 0 {
		fmt.Fprintln(a.Stderr, "jalon: « jalon check --explain RÈGLE » explique une règle")
	}
	return nil
}
