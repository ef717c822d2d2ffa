package check

import (
	"maps"
	"path"
	"slices"
	"strings"

	"jalon/knowledge"
)

func ruleFolder() Rule {
	return Rule{
		Name:  "dossier",
		Title: "Chaque fichier est dans un dossier connu, avec une extension .yaml.",
		Doc: `Le dossier dit ce que le fichier contient : actors, programmes, projects, resources, glossary, areas, references, scenarios,
tree, vocabulary, wording. Un fichier rangé ailleurs, ou qui ne finit pas par .yaml, ne serait pas lu : sa fiche manquerait sans bruit.
Les fiches d'acteurs sont rangées par région : actors/occitanie/mon-acteur.yaml.`,
		find: findFolder,
	}
}

func findFolder(s *subject) {
	for _, name := range []string{"vocabulary/codes.yaml", "tree/tree.yaml"} {
		if _, there := s.sources[name]; !there && (name != "tree/tree.yaml" || s.base.Tree.At.IsZero()) {
			s.fault(knowledge.Pos{File: name, Line: 1, Col: 1}, "ce fichier manque\u00a0: sans lui, rien ne peut être proposé")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.sources)) {
		if path.Ext(name) == ".yml" && !strings.HasPrefix(name, "schema/") {
			s.fault(knowledge.Pos{File: name, Line: 1, Col: 1}, "écrivez .yaml à la fin du nom, pas .yml\u00a0: tous les fichiers de la base finissent de même")
		}
	}
	for _, name := range s.others {
		pos := knowledge.Pos{File: name, Line: 1, Col: 1}
		folder, _, nested := strings.Cut(name, "/")
		switch {
		case !nested:
			s.fault(pos, "ce fichier est à la racine\u00a0: rangez-le dans un des dossiers (%s)", strings.Join(knowledge.Folders(), ", "))
		case path.Ext(name) == "":
			s.fault(pos, "ce fichier n'est pas lu\u00a0: ajoutez .yaml à son nom, ou sortez-le de %s", folder)
		default:
			s.fault(pos, "ce fichier n'est pas lu\u00a0: son nom finit par \"%s\", pas par .yaml", path.Ext(name))
		}
	}
}
