package check

func ruleYAML() Rule {
	return Rule{
		Name:  "yaml",
		Title: "Le fichier est du YAML lisible, en UTF-8, d'un seul document.",
		Doc: `Le fichier doit être du YAML que le programme sait lire : alignement par des espaces, jamais de tabulation, guillemets et
crochets fermés, un seul document par fichier. Un texte qui contient un deux-points se met entre guillemets.

    name: La fabrique : un lieu          refusé, à cause du deux-points
    name: "La fabrique : un lieu"        accepté`,
	}
}
