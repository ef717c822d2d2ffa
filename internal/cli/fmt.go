package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jalon/knowledge"
)

func (a *app) fmt() *cobra.Command {
	var checkOnly, asJSON bool
	cmd := &cobra.Command{
		Use: "fmt [DOSSIER | FICHIER…]", Short: "Met les fiches en forme : ordre des clés, guillemets, espaces",
		Long: "Réécrit les fiches dans leur forme habituelle. Le sens ne change jamais, les commentaires restent.\n" +
			"Affiche les fichiers réécrits. Un fichier qui a un défaut de forme est laissé tel quel.",
		Example: "  jalon fmt knowledge\n  jalon fmt --check knowledge/actors/bretagne/tag35.yaml",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && a.folder != "" {
				args = []string{a.folder}
			}
			if len(args) == 0 {
				return wrongUsage("dites quel dossier ou quels fichiers mettre en forme")
			}
			return a.runFmt(args, checkOnly, asJSON)
		},
	}
	cmd.Flags().BoolVar(&checkOnly, "check", false, "ne réécrit rien ; échoue s'il y a des fichiers à mettre en forme")
	cmd.Flags().BoolVar(&asJSON, "json", false, "le compte rendu en JSON")
	return cmd
}

// fmtDocument is the outcome of "jalon fmt --json".
type fmtDocument struct {
	// Changed are the files put in form, or to put in form with --check; Refused those left as they are.
	Changed []string `json:"changed"`
	Refused []string `json:"refused"`
	Files   int      `json:"files"`
}

func (a *app) runFmt(args []string, checkOnly, asJSON bool) error {
	var paths []string
	for _, arg := range args {
		found, err := entryFiles(arg)
		if err != nil {
			return err
		}
		paths = append(paths, found...)
	}
	done := fmtDocument{Changed: []string{}, Refused: []string{}, Files: len(paths)}
	for _, path := range paths {
		differs, err := a.formatFile(path, checkOnly)
		var faults knowledge.Faults
		switch {
		case errors.As(err, &faults), errors.Is(err, knowledge.ErrFormat):
			done.Refused = append(done.Refused, path)
			fmt.Fprintf(a.Stderr, "jalon: %s est laissé tel quel :\n%v\n", path, err)
		case err != nil:
			return err
		case differs:
			done.Changed = append(done.Changed, path)
		}
	}
	if err := a.showFmt(done, checkOnly, asJSON); err != nil {
		return err
	}
	if len(done.Refused) > 0 || checkOnly && len(done.Changed) > 0 {
		return errProblems
	}
	return nil
}

func (a *app) showFmt(done fmtDocument, checkOnly, asJSON bool) error {
	if asJSON {
		return a.printJSON(done)
	}
	for _, path := range done.Changed {
		fmt.Fprintln(a.Stdout, path)
	}
	says := plural(len(done.Changed), "fichier mis en forme", "fichiers mis en forme")
	if checkOnly {
		says = plural(len(done.Changed), "fichier", "fichiers") + " à mettre en forme"
	}
	fmt.Fprintf(a.Stderr, "jalon: %s sur %d\n", says, done.Files)
	return nil
}

// entryFiles lists the YAML files of a folder of the base, or the file itself.
func entryFiles(arg string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(arg, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != arg && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "schema"):
			return fs.SkipDir
		case entry.Type().IsRegular() && (strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")):
			paths = append(paths, path)
		case !entry.IsDir() && path == arg:
			return wrongUsage("« %s » n'est pas un fichier .yaml", arg)
		}
		return nil
	})
	var usage usageError
	var missing *fs.PathError
	switch {
	case errors.As(err, &usage):
		return nil, err
	case errors.As(err, &missing):
		return nil, fmt.Errorf("« %s » ne s'ouvre pas : %w", arg, missing.Err)
	case err != nil:
		return nil, fmt.Errorf("« %s » ne se lit pas : %w", arg, err)
	}
	return paths, nil
}

// formatFile formats one file in place, or only tells whether it would change.
func (a *app) formatFile(path string, checkOnly bool) (differs bool, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return false, fmt.Errorf("lecture : %w", err)
	}
	out, err := knowledge.Format(nameInBase(path), data)
	if err != nil {
		return false, err //nolint:wrapcheck // faults are printed as they are
	}
	if bytes.Equal(data, out) {
		return false, nil
	}
	if checkOnly {
		return true, nil
	}
	return true, replaceFile(path, out)
}

// nameInBase is the path of a file from the folder of its base: from the last part that is a folder of every base.
func nameInBase(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	parts := strings.Split(filepath.ToSlash(path), "/")
	for i := len(parts) - 2; i >= 0; i-- {
		if slices.Contains(knowledge.Folders(), parts[i]) {
			return strings.Join(parts[i:], "/")
		}
	}
	return parts[len(parts)-1]
}

// replaceFile writes a file beside the old one, then puts it in its place, so that a crash leaves one of the two whole.
func replaceFile(path string, data []byte) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("écriture : %w", err)
	}
	next, err := os.CreateTemp(filepath.Dir(path), ".jalon-*")
	if err != nil {
		return fmt.Errorf("écriture : %w", err)
	}
	defer func() { _ = os.Remove(next.Name()) }() // nothing is left there once renamed
	_, err = next.Write(data)
	err = errors.Join(err, next.Chmod(info.Mode().Perm()), next.Close())
	if err == nil {
		err = os.Rename(next.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("écriture : %w", err)
	}
	return nil
}
