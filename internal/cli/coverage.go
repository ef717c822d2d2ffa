package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jalon/internal/atlas"
	"jalon/internal/check"
	"jalon/internal/geo"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

func (a *app) coverage() *cobra.Command {
	var asJSON bool
	var svg, page string
	cmd := &cobra.Command{
		Use: "coverage", Short: "Montre ce qui est proposé partout : département, profil, niveau",
		Long: "Parcourt toutes les cases : étape × porteur × domaine × département. Pour chacune : le niveau du premier acteur, ce qui\n" +
			"a dû être élargi, le nombre d'acteurs. Le besoin et l'emploi ne sont pas dits, comme pour qui n'a pas répondu.",
		Example: "  jalon coverage\n  jalon coverage --svg carte.svg --html carte.html\n  jalon coverage --json > cases.json",
		Args:    noArguments,
		RunE:    func(_ *cobra.Command, _ []string) error { return a.runCoverage(asJSON, svg, page) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "toutes les cases en JSON")
	cmd.Flags().StringVar(&svg, "svg", "", "écrit la carte de France dans ce fichier")
	cmd.Flags().StringVar(&page, "html", "", "écrit une page à explorer dans ce fichier")
	return cmd
}

func (a *app) runCoverage(asJSON bool, svg, page string) error {
	base, err := a.base()
	if err != nil {
		return err
	}
	places, err := geo.Load()
	if err != nil {
		return fmt.Errorf("table des communes : %w", err)
	}
	coverage := check.Cover(base, places, recommend.New(base, places, nil), today())
	drawing := coverageMap(base, coverage)
	if svg != "" {
		if err := writeFile(svg, drawing.WriteSVG); err != nil {
			return err
		}
		fmt.Fprintf(a.Stderr, "jalon: la carte est dans %s\n", svg)
	}
	if page != "" {
		if err := writeFile(page, coveragePage(base, coverage, drawing).WriteHTML); err != nil {
			return err
		}
		fmt.Fprintf(a.Stderr, "jalon: la page est dans %s\n", page)
	}
	if asJSON {
		return a.printJSON(coverage)
	}
	showCoverage(a.Stdout, base, coverage)
	return nil
}

// writeFile writes a whole file, or says why it cannot.
func writeFile(path string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return fmt.Errorf("dessin : %w", err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil { //nolint:gosec // a drawing is for everybody to read
		return fmt.Errorf("écriture : %w", err)
	}
	return nil
}

// The classes of the map, the nearest first.
const (
	classLocal    = "local"
	classPartly   = "partly"
	classDept     = "department"
	classRegion   = "region"
	classNational = "national"
	classNobody   = "nobody"
)

func coverageClasses() []atlas.Class {
	return []atlas.Class{
		{Key: classLocal, Label: "Tout près : communes, intercommunalités", Color: "#08306b", Ink: "#ffffff"},
		{Key: classPartly, Label: "Le département, et tout près par endroits", Color: "#2a6fb0", Ink: "#ffffff", Hatch: "dots"},
		{Key: classDept, Label: "Le département", Color: "#86b9dd", Ink: "#0b2a4a", Hatch: "rising"},
		{Key: classRegion, Label: "La région", Color: "#d6e6f4", Ink: "#4a5a6a", Hatch: "lines"},
		{Key: classNational, Label: "La France entière seulement", Color: "#fdd49e", Ink: "#7a3b00", Hatch: "falling"},
		{Key: classNobody, Label: "Personne", Color: "#ffffff", Ink: "#b00020", Hatch: "cross"},
	}
}

// coverageMap colours each department by the best level that it reaches.
func coverageMap(base *knowledge.Base, coverage check.Coverage) atlas.Map {
	m := atlas.Map{
		Title:    "Qui peut aider, et de quelle distance",
		Subtitle: "Meilleur niveau atteint par département, tous profils confondus.",
		Legend:   "Le premier acteur couvre",
		Counted:  true,
		Credit:   fmt.Sprintf("Base Jalon %s, le %s. Contours : Victor Cazanave, svg-maps, CC BY 4.0, simplifiés.", base.Digest, today().Format("02/01/2006")),
		Classes:  coverageClasses(),
	}
	for _, d := range coverage.Departments {
		class := classOf(d.Best)
		if class == classDept && d.Nearer > 0 {
			class = classPartly
		}
		m.Areas = append(m.Areas, atlas.Area{Code: d.Code, Name: d.Name, Class: class, Says: fmt.Sprintf("%s, dont %s", plural(d.Actors, "acteur", "acteurs"), plural(d.Own, "plus proche que la France entière", "plus proches que la France entière"))})
	}
	return m
}

func classOf(level string) string {
	if level == "" {
		return classNobody
	}
	return level
}

// coveragePage lays the cells out for the page.
func coveragePage(base *knowledge.Base, coverage check.Coverage, m atlas.Map) atlas.Page {
	v := &base.Vocabulary
	title, credit := m.Title, m.Credit
	m.Title, m.Credit, m.Counted, m.Subtitle = "", "", false, "Carte de France, colorée d'après les choix du formulaire ; le tableau dit la même chose."
	m.Classes = slices.DeleteFunc(slices.Clone(m.Classes), func(c atlas.Class) bool { return c.Key == classPartly })
	m.Areas = slices.Clone(m.Areas)
	for i, d := range coverage.Departments {
		m.Areas[i].Class = classOf(d.Best)
	}
	p := atlas.Page{
		Map: m, Title: title, Credit: credit,
		Intro: "Choisissez une étape, un porteur, un domaine : la carte et le tableau montrent qui est proposé dans chaque département, avant que la personne ait dit sa commune.",
		Filters: []atlas.Filter{
			{Label: "Étape", All: "Toutes", Options: labels(v.Stages)}, {Label: "Porteur", All: "Tous", Options: labels(v.Holders)}, {Label: "Domaine", All: "Tous", Options: labels(v.Sectors)},
		},
	}
	says := map[string]string{"sector": "domaine", "holder": "porteur", "stage": "étape"}
	perArea := len(v.Stages) * len(v.Holders) * len(v.Sectors)
	for i, cell := range coverage.Cells {
		if i%max(perArea, 1) == 0 {
			p.Cells = append(p.Cells, nil)
		}
		c := atlas.PageCell{Class: classOf(cell.Level), Count: cell.Actors}
		if actor := base.Actor(cell.First); actor != nil {
			c.First = actor.Name.Value
		}
		var relaxed []string
		for _, criterion := range cell.Relaxed {
			relaxed = append(relaxed, says[criterion])
		}
		c.Note = strings.Join(relaxed, ", ")
		p.Cells[len(p.Cells)-1] = append(p.Cells[len(p.Cells)-1], c)
	}
	return p
}

func labels(codes []knowledge.Code) []string {
	var list []string
	for _, c := range codes {
		list = append(list, c.Label.Value)
	}
	return list
}

// levelNames says the levels in French.
func levelName(level string) string {
	switch geo.Level(level) {
	case geo.LevelLocal:
		return "tout près"
	case geo.LevelDepartment:
		return "département"
	case geo.LevelRegion:
		return "région"
	case geo.LevelNational:
		return "France"
	}
	return "personne"
}

// showCoverage prints a line a department, then the weak spots.
func showCoverage(w io.Writer, base *knowledge.Base, coverage check.Coverage) {
	fmt.Fprintf(w, "%-5s %-26s %-12s %-12s %6s %6s %6s %6s %6s %8s\n", "Code", "Département", "Meilleur", "Moins bon", "près", "dép.", "rég.", "France", "élargi", "acteurs")
	for _, d := range coverage.Departments {
		fmt.Fprintf(w, "%-5s %-26s %-12s %-12s %6d %6d %6d %6d %6d %8d\n", d.Code, d.Name, levelName(d.Best), levelName(d.Worst), d.Local, d.Department, d.Region, d.National, d.Relaxed, d.Own)
	}
	fmt.Fprintf(w, "\n%s, %s. « acteurs » compte ceux qui sont plus proches que la France entière.\n", plural(len(coverage.Cells), "case", "cases"), plural(len(coverage.Departments), "département", "départements"))
	if len(coverage.Anomalies) == 0 {
		return
	}
	fmt.Fprintln(w, "\nPoints faibles :")
	for _, anomaly := range coverage.Anomalies {
		e := anomaly.Example
		example := e.Stage + " · " + e.Holder + " · " + e.Sector
		if actor := base.Actor(e.First); actor != nil {
			example += ", " + actor.Name.Value
		}
		fmt.Fprintf(w, "%-5s %s dans %s (par exemple %s)\n", anomaly.Department, anomalyName(anomaly.Kind), plural(anomaly.Cells, "case", "cases"), example)
	}
}

func anomalyName(kind string) string {
	switch kind {
	case check.OnlyNational:
		return "rien de plus proche que la France entière"
	case check.OneActor:
		return "un seul acteur"
	case check.AllOverdue:
		return "toutes les fiches sont à relire"
	}
	return "personne"
}
