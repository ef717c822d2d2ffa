package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"jalon/knowledge"
)

func (a *app) check() *cobra.Command {
	cmd := &cobra.Command{
		Use: "check [DOSSIER]", Short: "Vérifie la base de connaissances",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				a.folder = args[0]
			}
			files, err := a.files()
			if err != nil {
				return err
			}
			_, faults, err := knowledge.Read(files)
			if err != nil {
				return fmt.Errorf("lecture : %w", err)
			}
			for _, f := range faults {
				fmt.Fprintln(a.Stdout, f)
			}
			if len(faults) > 0 {
				return errProblems
			}
			return nil
		},
	}
	return cmd
}
