package check

func ruleLink() Rule {
	return Rule{
		Name:  "lien",
		Title: "Chaque identifiant cité mène à une fiche, une question ou un territoire qui existe.",
		Doc: `operators et supported_by citent des acteurs, see des mots, ref des publications de references/, "area:…" des territoires nommés
de areas/, goto et next des questions. L'identifiant cité doit exister. Un mot ne se cite pas lui-même.`,
		find: findLink,
	}
}

func findLink(s *subject) {
	for _, term := range s.base.Terms {
		for _, see := range term.See {
			if see.Value == term.ID {
				s.fault(see.Pos, "le mot \"%s\" renvoie à lui-même", term.ID)
			}
		}
	}
}
