package check

func ruleMissing() Rule {
	return Rule{
		Name:  "manque",
		Title: "Aucune clé obligatoire ne manque.",
		Doc: `Une fiche d'acteur dit au moins name, kind, does, stages, holders, territory, sources et verified. Le schéma de l'éditeur
marque les clés obligatoires de chaque genre de fiche. La faute est montrée au début de la fiche à laquelle il manque quelque chose.`,
	}
}
