package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"jalon/internal/atlas"
)

func (a *app) tree() *cobra.Command {
	var mermaid bool
	var svg string
	cmd := &cobra.Command{
		Use: "tree", Short: "Dessine l'arbre des questions",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			if mermaid && svg != "" {
				return wrongUsage("--mermaid et --svg ne vont pas ensemble")
			}
			base, err := a.base()
			if err != nil {
				return err
			}
			if svg == "" {
				fmt.Fprint(a.Stdout, atlas.TreeMermaid(&base.Tree))
				return nil
			}
			if err := os.WriteFile(svg, []byte(atlas.TreeSVG(&base.Tree)), 0o644); err != nil {
				return fmt.Errorf("écriture du dessin : %w", err)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&mermaid, "mermaid", false, "texte Mermaid sur la sortie standard (par défaut)")
	cmd.Flags().StringVar(&svg, "svg", "", "fichier SVG à écrire")
	return cmd
}
