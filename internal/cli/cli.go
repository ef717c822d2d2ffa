// Package cli is the sub-commands of jalon: arguments, printing, exit codes.
//
// Results go to standard output, the rest to standard error. Exit codes: 0 fine, 1 problems found, 2 wrong usage, 3 could
// not run.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"regexp"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"jalon/knowledge"
)

// The exit codes.
const (
	exitFine     = 0
	exitProblems = 1
	exitUsage    = 2
	exitCannot   = 3
)

// Command is one run of the program.
type Command struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
}

// errProblems says that the work was done and found problems, already printed.
var errProblems = errors.New("problems found")

// usageError is a wrong call.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func wrongUsage(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// Main runs the command line and returns the exit code.
func (c Command) Main(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	root := c.root()
	root.SetArgs(joinYesNo(args))
	cmd, err := root.ExecuteContextC(ctx)
	return c.exit(err, cmd.CommandPath())
}

// exit prints an error once, with a hint where one helps, and turns it into a code; called is the sub-command, "jalon ask".
func (c Command) exit(err error, called string) int {
	var usage usageError
	var place placeError
	var faults knowledge.Faults
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.As(err, &usage):
		fmt.Fprintf(c.Stderr, "jalon: %s\n", usage.message)
		fmt.Fprintf(c.Stderr, "jalon: voir « %s --help »\n", called)
		return exitUsage
	case errors.As(err, &place):
		fmt.Fprintf(c.Stderr, "jalon: %s\n", place.message)
		return exitUsage
	case errors.As(err, &faults):
		fmt.Fprintln(c.Stderr, faults.Error())
		fmt.Fprintf(c.Stderr, "jalon: la base de connaissances a %s\n", plural(len(faults), "défaut", "défauts"))
		return exitProblems
	}
	fmt.Fprintf(c.Stderr, "jalon: %v\n", err)
	return exitCannot
}

func plural(n int, one, many string) string {
	if n < 2 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}

func (c Command) root() *cobra.Command {
	a := &app{Command: c}
	root := &cobra.Command{
		Use:           "jalon",
		Short:         "Jalon oriente les porteurs de projets de l'économie sociale vers l'acteur le plus proche.",
		SilenceErrors: true, SilenceUsage: true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return wrongUsage("commande inconnue « %s »", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(c.Stdin)
	root.SetOut(c.Stdout)
	root.SetErr(c.Stderr)
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Hidden: true})
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}\n\n{{end}}{{.UsageString}}")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return wrongUsage("%s", frenchFlagError(err)) })
	root.PersistentFlags().StringVar(&a.folder, "knowledge", "", "dossier de la base de connaissances (par défaut : celle du programme)")
	root.PersistentFlags().BoolP("help", "h", false, "cette aide")
	root.AddCommand(a.demo(), a.serve(), a.doctor(), a.chat(), a.recommend(), a.ask(), a.search(), a.place(), a.stats(), a.reports(), a.link(), a.links(), a.eval(), a.export(), a.check(), a.newEntry(), a.coverage(), a.diff(), a.tree(), a.schema(), a.fmt())
	for _, cmd := range append(root.Commands(), root) {
		cmd.DisableFlagsInUseLine = true // "[flags]" is English, and the options are listed below
		cmd.Flags().VisitAll(frenchFlag)
		cmd.PersistentFlags().VisitAll(frenchFlag)
	}
	return root
}

const usageTemplate = `Usage :
  {{if .Runnable}}{{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMANDE

Commandes :{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Options :
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Options communes :
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`

// frenchFlagError translates the errors of the flag library.
func frenchFlagError(err error) string {
	message := err.Error()
	for english, french := range map[string]string{
		"unknown flag: ":           "option inconnue ",
		"unknown shorthand flag: ": "option inconnue ",
		"flag needs an argument: ": "il manque la valeur de ",
	} {
		if rest, found := strings.CutPrefix(message, english); found {
			return french + rest
		}
	}
	if wrong := regexp.MustCompile(`^invalid argument "(.*)" for "(?:-\w, )?(--[\w-]+)" flag: `).FindStringSubmatch(message); wrong != nil {
		return fmt.Sprintf("la valeur « %s » ne va pas à %s", wrong[1], wrong[2])
	}
	return "option mal écrite : " + message
}

// frenchValue names the type of an option in French in the help.
type frenchValue struct {
	pflag.Value
	name string
}

func (v frenchValue) Type() string { return v.name }

// frenchFlag puts the type and the default of an option into French: the flag library writes both in English.
func frenchFlag(f *pflag.Flag) {
	if name, known := map[string]string{"string": "TEXTE", "int": "NOMBRE", "duration": "TEMPS"}[f.Value.Type()]; known {
		f.Value = frenchValue{f.Value, name}
	}
	if !slices.Contains([]string{"", "0", "0s", "false"}, f.DefValue) {
		f.Usage += " (par défaut : " + f.DefValue + ")"
		f.DefValue = ""
	}
}

// noArguments refuses arguments that a sub-command does not take.
func noArguments(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return wrongUsage("argument en trop « %s »", args[0])
	}
	return nil
}
