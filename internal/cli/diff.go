package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"jalon/internal/check"
	"jalon/internal/geo"
	"jalon/knowledge"
)

// maxLines is how many lines of each part are printed; the JSON has them all.
const maxLines = 40

func (a *app) diff() *cobra.Command {
	var asJSON, markdown bool
	cmd := &cobra.Command{
		Use: "diff AVANT APRÈS", Short: "Montre l'effet d'un changement de la base",
		Long: "Compare deux versions de la base : deux dossiers, ou deux révisions git (main, HEAD~1…). Montre les fiches ajoutées,\n" +
			"changées, retirées, et ce que cela change pour les gens : qui est proposé en premier, ce qui est élargi, ce qui se vide.",
		Example: "  jalon diff main HEAD --markdown\n  jalon diff HEAD knowledge",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return wrongUsage("il faut deux versions : AVANT et APRÈS")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runDiff(cmd.Context(), args[0], args[1], asJSON, markdown)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "tout le détail en JSON")
	cmd.Flags().BoolVar(&markdown, "markdown", false, "en Markdown, pour une demande de fusion")
	return cmd
}

func (a *app) runDiff(ctx context.Context, old, now string, asJSON, markdown bool) error {
	before, err := a.version(ctx, old)
	if err != nil {
		return err
	}
	after, err := a.version(ctx, now)
	if err != nil {
		return err
	}
	places, err := geo.Load()
	if err != nil {
		return fmt.Errorf("table des communes : %w", err)
	}
	impact := check.Compare(before, after, places, today())
	if asJSON {
		return a.printJSON(impact)
	}
	report := &diffReport{out: a.Stdout, markdown: markdown, before: before, after: after, places: places}
	report.print(impact)
	return nil
}

// version reads a base from a folder or from a git revision. Its faults are told, and what is right in it is compared.
func (a *app) version(ctx context.Context, name string) (*knowledge.Base, error) {
	files, err := a.versionFiles(ctx, name)
	if err != nil {
		return nil, err
	}
	base, faults, err := knowledge.Read(files)
	if err != nil {
		return nil, fmt.Errorf("lecture de « %s » : %w", name, err)
	}
	if len(base.Vocabulary.Stages) == 0 {
		return nil, fmt.Errorf("« %s » ne contient pas de base de connaissances lisible", name)
	}
	if len(faults) > 0 {
		fmt.Fprintf(a.Stderr, "jalon: « %s » a %s : ce qui est juste est comparé (voir jalon check)\n", name, plural(len(faults), "défaut", "défauts"))
	}
	return base, nil
}

func (a *app) versionFiles(ctx context.Context, name string) (fs.FS, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		if inside := filepath.Join(name, "knowledge"); !isDir(filepath.Join(name, "vocabulary")) && isDir(filepath.Join(inside, "vocabulary")) {
			name = inside
		}
		return openFolder(name)
	}
	return a.revision(ctx, name)
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// revision reads the base of a git revision, from the repository of the present folder: its folder is that of --knowledge, or
// "knowledge".
func (a *app) revision(ctx context.Context, name string) (fs.FS, error) {
	unknown := fmt.Errorf("« %s » n'est ni un dossier ni une révision git", name)
	if name == "" || strings.HasPrefix(name, "-") {
		return nil, unknown
	}
	here := a.folder
	if here == "" {
		here = "."
	}
	top, err := git(ctx, "-C", here, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, unknown
	}
	root := strings.TrimSpace(string(top))
	if _, err := git(ctx, "-C", root, "rev-parse", "--verify", "--quiet", name+"^{commit}"); err != nil {
		return nil, unknown
	}
	inside := "knowledge"
	if a.folder != "" {
		prefix, err := git(ctx, "-C", here, "rev-parse", "--show-prefix")
		if err != nil {
			return nil, err
		}
		inside = strings.TrimSuffix(strings.TrimSpace(string(prefix)), "/")
	}
	archive, err := git(ctx, "-C", root, "archive", "--format=zip", name+":"+inside)
	if err != nil {
		return nil, fmt.Errorf("révision « %s » : %w", name, err)
	}
	files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("révision « %s » : %w", name, err)
	}
	return files, nil
}

// git runs git and returns what it prints.
func git(ctx context.Context, args ...string) ([]byte, error) {
	out, err := exec.CommandContext(ctx, "git", args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil, fmt.Errorf("git %s : %s", args[0], strings.TrimSpace(string(exit.Stderr)))
	}
	if err != nil {
		return nil, fmt.Errorf("git : %w", err)
	}
	return out, nil
}

// diffReport prints the effect of a change, as text or as Markdown.
type diffReport struct {
	out           io.Writer
	markdown      bool
	before, after *knowledge.Base
	places        *geo.Gazetteer
}

func (r *diffReport) title(text string) {
	if r.markdown {
		fmt.Fprintf(r.out, "\n### %s\n\n", text)
		return
	}
	fmt.Fprintf(r.out, "\n%s\n", text)
}

func (r *diffReport) item(format string, args ...any) {
	mark := "  "
	if r.markdown {
		mark = "- "
	}
	fmt.Fprintf(r.out, mark+format+"\n", args...)
}

// code shows an identifier.
func (r *diffReport) code(text string) string {
	if r.markdown {
		return "`" + text + "`"
	}
	return text
}

func (r *diffReport) print(impact check.Impact) {
	moved := len(impact.Moved) + len(impact.Relaxed) + len(impact.Empty)
	summary := fmt.Sprintf("%s, %s, %s ; %s sur %d", plural(len(impact.Added), "ajout", "ajouts"), plural(len(impact.Changed), "changement", "changements"),
		plural(len(impact.Removed), "retrait", "retraits"), plural(moved, "case change", "cases changent"), impact.Cells)
	if r.markdown {
		fmt.Fprintf(r.out, "## Effet sur la base de connaissances\n\n%s.\n", summary)
	} else {
		fmt.Fprintf(r.out, "%s.\n", summary)
	}
	r.changes("Ajouté", impact.Added)
	r.changes("Changé", impact.Changed)
	r.changes("Retiré", impact.Removed)
	r.moves("Plus personne à proposer", impact.Empty)
	r.moves("Il faut élargir davantage", impact.Relaxed)
	r.moves("Le premier proposé change", impact.Moved)
}

func (r *diffReport) changes(title string, changes []check.Change) {
	if len(changes) == 0 {
		return
	}
	r.title(fmt.Sprintf("%s (%d)", title, len(changes)))
	for i, c := range changes {
		if i == maxLines {
			r.item("… et %d de plus", len(changes)-i)
			return
		}
		name := ""
		if c.Name != c.ID {
			name = " : " + c.Name
		}
		r.item("%s %s%s", kindName(c.Kind), r.code(c.ID), name)
		for _, f := range c.Fields {
			if r.markdown {
				fmt.Fprint(r.out, "  ")
			}
			r.item("  %s : %s → %s", r.code(f.Key), written(f.Old), written(f.New))
		}
	}
}

// written shortens a value to what fits a line.
func written(value string) string {
	if value == "" {
		return "(rien)"
	}
	value = strings.ReplaceAll(value, "\n", " ")
	if letters := []rune(value); len(letters) > 100 {
		value = string(letters[:99]) + "…"
	}
	return "« " + value + " »"
}

func (r *diffReport) moves(title string, moves []check.Move) {
	if len(moves) == 0 {
		return
	}
	r.title(fmt.Sprintf("%s (%s)", title, plural(len(moves), "case", "cases")))
	lines := check.Group(moves, r.before, r.after, r.places)
	for i, line := range lines {
		if i == maxLines {
			r.item("… et %d lignes de plus (--json les donne toutes)", len(lines)-i)
			return
		}
		r.item("%s : %s → %s (%s)", line.Where, line.From, line.To, plural(line.Cells, "case", "cases"))
	}
}

func kindName(kind string) string {
	names := map[string]string{
		"actor": "acteur", "programme": "programme", "project": "projet", "resource": "ressource", "term": "mot", "area": "territoire", "reference": "publication",
		"scenario": "scénario", "question": "question", "code": "code", "sentence": "phrase", "words": "mots de tous les jours", "synonyms": "synonymes",
	}
	return names[kind]
}
