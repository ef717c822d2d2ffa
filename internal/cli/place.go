package cli

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"jalon/internal/geo"
)

// placeDocument is one candidate of "jalon place".
type placeDocument struct {
	Kind        string   `json:"kind"`
	Code        string   `json:"code"`
	Name        string   `json:"name"`
	Department  string   `json:"department"`
	Postcodes   []string `json:"postcodes"`
	Lat         *float64 `json:"lat"`
	Lon         *float64 `json:"lon"`
	Approximate bool     `json:"approximate"`
}

type placesDocument struct {
	Candidates []placeDocument `json:"candidates"`
	// Exact is false when the candidates are proposals for a name that does not exist.
	Exact  bool   `json:"exact"`
	Abroad string `json:"abroad,omitempty"`
}

func (a *app) place() *cobra.Command {
	var asJSON, batch bool
	cmd := &cobra.Command{
		Use: "place TEXTE", Short: "Trouve un lieu : commune, code postal, département",
		Example: "  jalon place --json \"saint étienne\"",
		Args:    queryArguments(&batch, "le lieu à trouver"),
		RunE: func(_ *cobra.Command, args []string) error {
			places, err := geo.Load()
			if err != nil {
				return fmt.Errorf("table des communes : %w", err)
			}
			answer := func(text string) (any, error) { return resolve(places, text), nil }
			return a.queries(args, batch, answer, showPlaces, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "réponse en JSON")
	cmd.Flags().BoolVar(&batch, "batch", false, "une recherche par ligne de l'entrée standard, un JSON par ligne")
	return cmd
}

func resolve(places *geo.Gazetteer, text string) placesDocument {
	answer := places.Resolve(text)
	document := placesDocument{Candidates: []placeDocument{}, Exact: answer.Exact, Abroad: answer.Abroad}
	for _, m := range answer.Candidates {
		for _, p := range projectPlaces(places, m.Place) {
			document.Candidates = append(document.Candidates, describePlace(p))
		}
	}
	return document
}

// projectPlaces are the places that a project can have: a commune or a department is itself, a region its departments, and
// the country none.
func projectPlaces(places *geo.Gazetteer, p geo.Place) []geo.Place {
	switch p.Kind {
	case geo.KindCommune, geo.KindDepartment:
		return []geo.Place{p}
	case geo.KindRegion:
		var list []geo.Place
		for _, d := range places.Departments() {
			if d.Region == p.Region {
				list = append(list, d)
			}
		}
		return list
	}
	return nil
}

func describePlace(p geo.Place) placeDocument {
	d := placeDocument{Kind: string(p.Kind), Code: p.Code, Name: p.Name, Department: p.Department, Postcodes: p.Postcodes, Approximate: p.Approximate}
	if d.Postcodes == nil {
		d.Postcodes = []string{}
	}
	if p.Located {
		lat, lon := rounded(p.Lat), rounded(p.Lon)
		d.Lat, d.Lon = &lat, &lon
	}
	return d
}

func rounded(x float64) float64 { return math.Round(x*1000) / 1000 }

func showPlaces(w io.Writer, value any) {
	document, _ := value.(placesDocument)
	if document.Abroad != "" {
		fmt.Fprintf(w, "Hors de France : %s.\n", document.Abroad)
	}
	if len(document.Candidates) == 0 && document.Abroad == "" {
		fmt.Fprintln(w, "Aucun lieu trouvé. Essayez un code postal ou un département.")
	}
	if !document.Exact && len(document.Candidates) > 0 {
		fmt.Fprintln(w, "Vouliez-vous dire :")
	}
	for _, c := range document.Candidates {
		fmt.Fprintf(w, "%-6s %s (%s) %s\n", c.Code, c.Name, c.Department, strings.Join(c.Postcodes, " "))
	}
}
