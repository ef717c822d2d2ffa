package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jalon/internal/geo"
	"jalon/knowledge"
)

func (a *app) newEntry() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "new actor", Short: "Écrit la fiche d'un nouvel acteur, en posant les questions",
		Long: "Écrit la fiche d'un nouvel acteur, en posant les questions une à une (une ligne par réponse).\nLa fiche est écrite dans --knowledge, ou dans le dossier « knowledge » d'ici. Rien n'est jamais écrasé.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] != "actor" {
				return wrongUsage("écrivez « jalon new actor »")
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error { return a.runNew(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "chemin de la fiche écrite en JSON")
	return cmd
}

// newDocument is the outcome of "jalon new --json".
type newDocument struct {
	Path string `json:"path"`
}

func (a *app) runNew(asJSON bool) error {
	if a.folder == "" {
		a.folder = "knowledge"
	}
	base, err := a.base()
	if err != nil {
		return err
	}
	places, err := geo.Load()
	if err != nil {
		return fmt.Errorf("table des communes : %w", err)
	}
	f := form{lines: bufio.NewScanner(a.Stdin), out: a.Stderr, base: base, places: places}
	path, text, err := f.actor()
	if err != nil {
		return err
	}
	path = filepath.Join(a.folder, filepath.FromSlash(path))
	if err := writeNew(path, text); err != nil {
		return err
	}
	if _, err := a.base(); err != nil {
		_ = os.Remove(path)
		return err
	}
	if asJSON {
		return a.printJSON(newDocument{path})
	}
	fmt.Fprintln(a.Stdout, path)
	fmt.Fprintln(a.Stderr, "jalon: fiche écrite ; relisez-la, complétez-la, puis « jalon check »")
	return nil
}

// writeNew writes a file that must not exist yet.
func writeNew(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("dossier : %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return wrongUsage("%s existe déjà", path)
	}
	if err != nil {
		return fmt.Errorf("fiche : %w", err)
	}
	_, err = file.WriteString(text)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return fmt.Errorf("fiche : %w", err)
	}
	return nil
}

// form asks the fields of an entry, one a line.
type form struct {
	lines  *bufio.Scanner
	out    interface{ Write(p []byte) (int, error) }
	base   *knowledge.Base
	places *geo.Gazetteer
}

// maxTries is how often a wrong answer is asked again.
const maxTries = 3

// ask asks until the answer is right; wrong says what is the matter, "" when nothing is.
func (f *form) ask(question string, wrong func(answer string) string) (string, error) {
	for range maxTries {
		fmt.Fprintf(f.out, "%s\n> ", question)
		if !f.lines.Scan() {
			return "", wrongUsage("il manque la réponse à « %s »", question)
		}
		answer := strings.TrimSpace(f.lines.Text())
		says := wrong(answer)
		if says == "" {
			return answer, nil
		}
		fmt.Fprintf(f.out, "  %s\n", says)
	}
	return "", wrongUsage("pas de réponse valable à « %s »", question)
}

func needed(limit int) func(string) string {
	return func(answer string) string {
		switch n := len([]rune(answer)); {
		case n == 0:
			return "il faut une réponse"
		case n > limit:
			return fmt.Sprintf("%d caractères, %d au plus", n, limit)
		case strings.ContainsAny(answer, "\"\\"):
			return "sans guillemets droits ni barre oblique inverse"
		}
		return ""
	}
}

// codes accepts a list of known codes, separated by spaces or commas.
func (f *form) codes(known []string, optional bool) func(string) string {
	return func(answer string) string {
		list := split(answer)
		if len(list) == 0 && !optional {
			return "il faut au moins un code : " + strings.Join(known, ", ")
		}
		for _, code := range list {
			if !slices.Contains(known, code) {
				return fmt.Sprintf("« %s » inconnu%s", code, suggestion(code, known))
			}
		}
		return ""
	}
}

func split(answer string) []string {
	return strings.FieldsFunc(answer, func(r rune) bool { return r == ',' || r == ' ' })
}

func (f *form) territory(answer string) string {
	list := split(answer)
	if len(list) == 0 {
		return "il faut au moins un code : \"48\", \"R76\", \"FR\"…"
	}
	for _, code := range list {
		id, named := strings.CutPrefix(code, "area:")
		if named && f.base.Area(id) == nil || !named && !f.places.Known(code) {
			return fmt.Sprintf("« %s » n'est le code d'aucun territoire", code)
		}
	}
	return ""
}

func (f *form) commune(answer string) string {
	if answer == "" {
		return ""
	}
	if p, known := f.places.Place(answer); !known || p.Kind != geo.KindCommune {
		return "ce n'est pas le code INSEE d'une commune (« jalon place » le donne)"
	}
	return ""
}

var webAddress = regexp.MustCompile(`^https?://[^\s"\\]+$`)

func web(optional bool) func(string) string {
	return func(answer string) string {
		if answer == "" && optional || webAddress.MatchString(answer) {
			return ""
		}
		return "une adresse commence par https://"
	}
}

// actor asks everything and returns the path of the file in the base, and its text.
func (f *form) actor() (path, text string, err error) {
	answers := map[string]string{}
	kinds := []string{}
	for _, k := range f.base.Vocabulary.Kinds {
		kinds = append(kinds, k.Code.Value)
	}
	for _, q := range []struct {
		key, question string
		wrong         func(string) string
	}{
		{"name", "Nom d'usage ?", needed(90)},
		{"id", "Identifiant (minuscules, chiffres, tirets) ?", f.freeID},
		{"region", "Dossier de région (" + strings.Join(f.regions(), ", ") + ") ?", f.codes(f.regions(), false)},
		{"kind", "Genre (" + strings.Join(kinds, ", ") + ") ?", f.codes(kinds, false)},
		{"does", "Ce qu'il fait pour un porteur de projet, en une phrase ?", needed(200)},
		{"stages", "Étapes (idea, creation, consolidation, development) ?", f.codes(codes(f.base, "stage"), false)},
		{"holders", "Porteurs (individual, collective, organisation, authority) ?", f.codes(codes(f.base, "holder"), false)},
		{"sectors", "Domaines (vide : tous) ?", f.codes(codes(f.base, "sector"), true)},
		{"territory", "Territoire (codes : 48, R76, E200069268, 48095, area:…) ?", f.territory},
		{"office", "Commune du bureau, code INSEE (vide : pas connue) ?", f.commune},
		{"website", "Site (vide : pas connu) ?", web(true)},
		{"source", "Adresse de la source ?", web(false)},
		{"seen", "Date de la source (AAAA, AAAA-MM ou AAAA-MM-JJ) ?", func(answer string) string {
			if regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`).MatchString(answer) {
				return ""
			}
			return "AAAA, AAAA-MM ou AAAA-MM-JJ"
		}},
		{"by", "Équipe qui a relu (jamais un nom de personne) ?", needed(60)},
	} {
		if answers[q.key], err = f.ask(q.question, q.wrong); err != nil {
			return "", "", err
		}
	}
	return "actors/" + answers["region"] + "/" + answers["id"] + ".yaml", actorFile(answers), nil
}

func (f *form) freeID(answer string) string {
	switch {
	case !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(answer) || len(answer) > 48:
		return "minuscules sans accent, chiffres et tirets, 48 caractères au plus"
	case f.base.Actor(answer) != nil:
		return "cet identifiant est pris"
	}
	return ""
}

// regions lists the folders that hold actors.
func (f *form) regions() []string {
	var list []string
	for _, a := range f.base.Actors {
		if parts := strings.Split(a.At.File, "/"); len(parts) == 3 && !slices.Contains(list, parts[1]) {
			list = append(list, parts[1])
		}
	}
	slices.Sort(list)
	return list
}

// actorFile is the text of an actor's file, in the common form.
func actorFile(answers map[string]string) string {
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	list := func(key string) string { return strings.Join(split(answers[key]), ", ") }
	line("# yaml-language-server: $schema=../../schema/actor.json")
	line("name: \"%s\"", answers["name"])
	line("kind: %s", answers["kind"])
	line("does: \"%s\"", answers["does"])
	line("stages: [%s]", list("stages"))
	line("holders: [%s]", list("holders"))
	if sectors := list("sectors"); sectors != "" {
		line("sectors: [%s]", sectors)
	}
	line("territory:\n  include: [\"%s\"]", strings.Join(split(answers["territory"]), "\", \""))
	if answers["office"] != "" {
		line("offices:\n  - commune: \"%s\"", answers["office"])
	}
	if answers["website"] != "" {
		line("contact:\n  website: \"%s\"", answers["website"])
	}
	day := today()
	line("status: active\nsources:\n  - {url: \"%s\", seen: \"%s\"}", answers["source"], answers["seen"])
	line("verified: {on: \"%s\", by: \"%s\"}", day.Format("2006-01-02"), answers["by"])
	line("review_by: \"%s\"", day.AddDate(1, 0, 0).Format("2006-01-02"))
	return out.String()
}
