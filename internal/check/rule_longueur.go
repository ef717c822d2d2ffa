package check

func ruleLength() Rule {
	return Rule{
		Name:  "longueur",
		Title: "Aucun texte ne dépasse la longueur prévue pour sa clé.",
		Doc: `Un téléphone montre peu de lignes : 200 caractères pour ce que fait un acteur, 26 pour une réponse (un numéro est mis devant),
400 pour une définition. Coupez la phrase en gardant ce qui aide à choisir.`,
	}
}
