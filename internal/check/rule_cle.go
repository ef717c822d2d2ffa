package check

func ruleKey() Rule {
	return Rule{
		Name:  "clé",
		Title: "Chaque clé est une clé prévue pour ce genre de fiche.",
		Doc: `Les clés sont en anglais et toujours les mêmes ; l'éditeur les propose quand la première ligne du fichier nomme son schéma.
Une clé mal écrite ferait perdre ce qu'elle contient.

    teritory:        refusé : vouliez-vous dire "territory" ?
    territory:       accepté`,
	}
}
