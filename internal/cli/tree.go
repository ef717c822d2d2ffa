package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"jalon/internal/atlas"
	"jalon/knowledge"
)

// treeDocument is one question of "jalon tree --json".
type treeDocument struct {
	ID       string       `json:"id"`
	Ask      string       `json:"ask"`
	Slot     string       `json:"slot"`
	Optional bool         `json:"optional"`
	Choices  []treeAnswer `json:"choices"`
	Next     string       `json:"next"`
}

type treeAnswer struct {
	ID    string            `json:"id"`
	Label string            `json:"label"`
	Set   map[string]string `json:"set"`
	Goto  string            `json:"goto"`
}

func (a *app) tree() *cobra.Command {
	var mermaid, asJSON bool
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
			if asJSON {
				return a.printJSON(treeDocuments(&base.Tree))
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
	cmd.Flags().BoolVar(&asJSON, "json", false, "les questions, leurs réponses et leurs suites en JSON")
	cmd.Flags().StringVar(&svg, "svg", "", "fichier SVG à écrire")
	return cmd
}

func treeDocuments(tree *knowledge.Tree) []treeDocument {
	list := []treeDocument{}
	for i := range tree.Nodes {
		n := &tree.Nodes[i]
		d := treeDocument{ID: n.ID.Value, Ask: n.Ask.Value, Slot: n.Slot.Value, Optional: n.Optional.Value, Choices: []treeAnswer{}, Next: n.Next.Value}
		for _, c := range n.Choices {
			d.Choices = append(d.Choices, treeAnswerOf(c.ID.Value, &c))
		}
		if !n.Unknown.At.IsZero() {
			d.Choices = append(d.Choices, treeAnswerOf(knowledge.UnknownChoice, &n.Unknown))
		}
		list = append(list, d)
	}
	return list
}

func treeAnswerOf(id string, c *knowledge.Choice) treeAnswer {
	a := treeAnswer{ID: id, Label: c.Label.Value, Set: map[string]string{}, Goto: c.Goto.Value}
	for slot, value := range c.Set {
		a.Set[slot] = value.Value
	}
	return a
}
