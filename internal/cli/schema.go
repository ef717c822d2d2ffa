package cli

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"jalon/knowledge"
)

func (a *app) schema() *cobra.Command {
	var folder, only string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "schema", Short: "Écrit les schémas qui aident l'éditeur à compléter les fiches",
		Long: "Écrit les schémas JSON de chaque genre de fichier, avec les listes fermées du vocabulaire. Un éditeur qui les suit\n" +
			"complète les clés, montre leur sens et souligne les fautes. À refaire quand le vocabulaire change.",
		Example: "  jalon schema --dir knowledge/schema\n  jalon schema --print actor",
		Args:    noArguments,
		RunE:    func(_ *cobra.Command, _ []string) error { return a.runSchema(folder, only, asJSON) },
	}
	cmd.Flags().StringVar(&folder, "dir", "", "dossier où écrire les schémas (par défaut : schema, dans le dossier de --knowledge)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "liste des fichiers écrits en JSON")
	cmd.Flags().StringVar(&only, "print", "", "affiche un schéma au lieu de tout écrire : actor, programme, tree…")
	return cmd
}

func (a *app) runSchema(folder, only string, asJSON bool) error {
	files, err := a.files()
	if err != nil {
		return err
	}
	base, _, err := knowledge.Read(files)
	if err != nil {
		return fmt.Errorf("lecture : %w", err)
	}
	schemas, err := knowledge.Schemas(&base.Vocabulary)
	if err != nil {
		return fmt.Errorf("schémas : %w", err)
	}
	names := slices.Sorted(maps.Keys(schemas))
	if only != "" {
		data, known := schemas[only+".json"]
		if !known {
			return wrongUsage("schéma inconnu « %s »%s", only, suggestion(only, bare(names)))
		}
		_, err := a.Stdout.Write(data)
		return err //nolint:wrapcheck // the message of the system says it all
	}
	switch {
	case folder == "" && a.folder == "":
		return wrongUsage("dites où écrire : --dir DOSSIER")
	case folder == "":
		folder = filepath.Join(a.folder, "schema")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // schemas are for everybody to read
		return fmt.Errorf("dossier des schémas : %w", err)
	}
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(folder, name), schemas[name], 0o644); err != nil { //nolint:gosec // schemas are for everybody to read
			return fmt.Errorf("écriture d'un schéma : %w", err)
		}
	}
	if asJSON {
		written := []string{}
		for _, name := range names {
			written = append(written, filepath.Join(folder, name))
		}
		return a.printJSON(written)
	}
	fmt.Fprintf(a.Stderr, "jalon: %s dans %s\n", plural(len(names), "schéma écrit", "schémas écrits"), folder)
	return nil
}

// bare is the names of the schemas without their extension.
func bare(names []string) []string {
	var list []string
	for _, name := range names {
		list = append(list, name[:len(name)-len(".json")])
	}
	return list
}
