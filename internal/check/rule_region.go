package check

import (
	"fmt"
	"path"
	"strings"

	"jalon/internal/geo"
)

func ruleRegion() Rule {
	return Rule{
		Name:  "région",
		Title: "La fiche d'un acteur est dans le dossier d'une région où il agit, ou dans national.",
		Doc: `actors/ a un dossier par région (actors/occitanie, actors/bretagne…) et le dossier national, pour ce qui agit dans toute la France
ou dans plusieurs régions. Une fiche rangée dans une région où l'acteur n'agit pas a un mauvais dossier, ou un mauvais code de territoire.`,
		find: findRegion,
	}
}

func findRegion(s *subject) {
	folders := map[string]geo.Place{}
	var names []string
	for _, region := range s.places.Regions() {
		name := strings.ReplaceAll(geo.Fold(region.Name), " ", "-")
		folders[name], names = region, append(names, name)
	}
	names = append(names, "national", "outre-mer")
	for _, a := range s.base.Actors {
		folder := path.Base(path.Dir(a.At.File))
		region, known := folders[folder]
		include, except := s.base.Codes(a.Territory)
		switch {
		case a.At.IsZero() || folder == "national" || folder == "outre-mer":
		case folder == "actors":
			s.fault(a.At, "rangez cette fiche dans le dossier d'une région (actors/occitanie…) ou dans actors/national")
		case !known:
			s.fault(a.At, "\"%s\" n'est pas le dossier d'une région%s", folder, meantRegion(folder, names))
		case len(include) > 0 && s.known(include) && s.reaches(include, except) && !s.places.Touches(include, except, region):
			s.fault(a.Territory.At, "la fiche est dans actors/%s, mais ce territoire est ailleurs\u00a0: %s", folder, s.places.Describe(include, except))
		}
	}
}

// meantRegion is the "vouliez-vous dire" of the folder of a region: one whose name holds it, else the nearest.
func meantRegion(folder string, names []string) string {
	for _, name := range names {
		if len(folder) > 3 && strings.Contains(name, folder) {
			return fmt.Sprintf("\u00a0; vouliez-vous dire \"%s\"\u00a0?", name)
		}
	}
	return meant(folder, names)
}
