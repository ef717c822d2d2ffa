package check

func ruleQuotes() Rule {
	return Rule{
		Name:  "guillemets",
		Title: "Les codes et les dates sont écrits entre guillemets.",
		Doc: `Sans guillemets, YAML lit 07 comme le nombre 7, 06000 comme le nombre 3072, et yes comme vrai. Tout ce qui est un code, une date
ou un texte qui ressemble à un nombre se met donc entre guillemets.

    include: [07]           refusé
    include: ["07"]         accepté`,
	}
}
