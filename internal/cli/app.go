package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jalon/internal/check"
	"jalon/internal/geo"
	"jalon/internal/guide"
	"jalon/knowledge"
)

// app is what the sub-commands of one run share.
type app struct {
	Command
	folder string
}

// files is the knowledge base asked for: a folder, which nothing read from it may leave, or the embedded one.
func (a *app) files() (fs.FS, error) {
	if a.folder == "" {
		return knowledge.Files, nil
	}
	return openFolder(a.folder)
}

func openFolder(name string) (fs.FS, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			return nil, fmt.Errorf("le dossier « %s » ne s'ouvre pas : %w", name, path.Err)
		}
		return nil, fmt.Errorf("le dossier « %s » ne s'ouvre pas : %w", name, err)
	}
	return root.FS(), nil
}

// base loads the knowledge base; faults are returned as they are, to be printed so.
func (a *app) base() (*knowledge.Base, error) {
	files, err := a.files()
	if err != nil {
		return nil, err
	}
	return knowledge.Load(files)
}

// snapshot loads the base and prepares everything that answers from it.
func (a *app) snapshot() (*guide.Snapshot, error) {
	base, err := a.base()
	if err != nil {
		return nil, err
	}
	places, err := geo.Load()
	if err != nil {
		return nil, fmt.Errorf("table des communes : %w", err)
	}
	s, err := guide.Prepare(base, places)
	if err != nil {
		return nil, fmt.Errorf("préparation : %w", err)
	}
	return s, nil
}

// talkative is snapshot for what holds conversations: a base that lacks sentences is refused.
func (a *app) talkative() (*guide.Snapshot, error) {
	s, err := a.snapshot()
	if err != nil {
		return nil, err
	}
	if err := speaks(s.Base); err != nil {
		return nil, err
	}
	return s, nil
}

// speaks says what a base lacks to hold a conversation: actors, or sentences.
func speaks(base *knowledge.Base) error {
	missing := check.Unsaid(base)
	switch {
	case len(base.Actors) == 0:
		return errors.New("la base n'a aucun acteur")
	case len(missing) == 0:
		return nil
	}
	few := missing[:min(3, len(missing))]
	return fmt.Errorf("wording : il manque %d phrases que dit le robot (%s…)", len(missing), strings.Join(few, ", "))
}

// printJSON prints one document on a line.
func (a *app) printJSON(value any) error {
	encoder := json.NewEncoder(a.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("écriture : %w", err)
	}
	return nil
}

// maxLine is the longest line read in batch, in bytes.
const maxLine = 1 << 20

// batch calls use for each line of standard input.
func (a *app) batch(use func(line string) error) error {
	lines := bufio.NewScanner(a.Stdin)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		if err := use(lines.Text()); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("lecture de l'entrée : %w", err)
	}
	return nil
}

// problem is what a line of a batch gives when it cannot be answered.
type problem struct {
	Error string `json:"error"`
}

// queries answers one query from the arguments, or one a line of standard input. The answers are printed by show, or as
// JSON; a query that cannot be answered is a document of its own in a batch, and the exit code tells.
func (a *app) queries(args []string, batch bool, answer func(query string) (any, error), show func(w io.Writer, value any), asJSON bool) error {
	if !batch {
		value, err := answer(joinArgs(args))
		if err != nil {
			return err
		}
		if asJSON {
			return a.printJSON(value)
		}
		show(a.Stdout, value)
		return nil
	}
	failed := false
	err := a.batch(func(line string) error {
		value, err := answer(line)
		if err != nil {
			failed = true
			return a.printJSON(problem{err.Error()})
		}
		return a.printJSON(value)
	})
	if err == nil && failed {
		return errProblems
	}
	return err
}

func joinArgs(args []string) string {
	text := ""
	for i, arg := range args {
		if i > 0 {
			text += " "
		}
		text += arg
	}
	return text
}

// queryArguments refuses an empty query outside a batch, and says what is missing.
func queryArguments(batch *bool, what string) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, args []string) error {
		if strings.TrimSpace(joinArgs(args)) == "" && !*batch {
			return wrongUsage("il manque %s", what)
		}
		if len(args) > 0 && *batch {
			return wrongUsage("--batch lit l'entrée standard : pas de texte en argument")
		}
		return nil
	}
}

func today() time.Time { return time.Now() }
