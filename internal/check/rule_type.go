package check

func ruleType() Rule {
	return Rule{
		Name:  "type",
		Title: "Chaque valeur a la forme attendue : texte, liste, nombre, true ou false.",
		Doc: `Une liste s'écrit entre crochets, même si elle n'a qu'un élément.

    stages: idea          refusé : une liste est attendue
    stages: [idea]        accepté`,
	}
}
