package sheet

import "time"

// link has the form of those that the bot makes.
const link = "https://t.me/jalon_exemple_bot?start=j1I0QBsBwE_mairie-de-luc"

// toySheet is an orientation of an ordinary length.
func toySheet() Sheet {
	return Sheet{
		Title:    "Votre fiche d’orientation",
		Subtitle: "Une épicerie à plusieurs, à Luc (Lozère)",
		Date:     "Fiche du 22 novembre 2026",
		Answers: []Line{
			{"Étape", "Envie ou idée"}, {"Qui porte le projet", "Habitants à plusieurs"}, {"Domaine", "Commerces de proximité"},
			{"Lieu", "Luc (Lozère)"}, {"Besoin", "Trouver un local"},
		},
		Sections: []Section{
			{"Qui peut vous aider", []Entry{
				{
					"La Fabrique du Causse",
					"Accompagne les habitants d’un territoire rural, de l’idée au lancement d’un projet d’économie sociale et solidaire. Œuvre aussi à l’essaimage.",
					[]string{
						"Agit en Lozère ; bureau à Mende, à environ 38 km.", "Fait pour les projets d’habitants à plusieurs.",
						"Aide à trouver un local et à convaincre la mairie.", "Fiche relue le 3 novembre 2026.",
					}, "https://www.exemple.org/la-fabrique-du-causse/contact",
				},
				{"CRESS Occitanie", "La chambre régionale de l’économie sociale et solidaire renseigne et oriente, de Ç à À : « où aller ? » – et gratuitement…", []string{
					"Agit dans toute l’Occitanie.", "Tient l’annuaire des structures d’accompagnement.",
				}, "https://www.exemple.org/cress"},
				{"DLA de la Lozère", "Le dispositif local d’accompagnement aide les structures qui emploient déjà : 3 500 € de conseil en moyenne.", []string{
					"Pour plus tard : il faut au moins un emploi.",
				}, "https://www.exemple.org/dla-48"},
			}},
			{"Et ensuite", []Entry{
				{"Montage du projet : La Fabrique du Causse", "Incubateur collectif, douze mois.", nil, ""},
				{"Activité lancée : DLA de la Lozère", "Conseil sur mesure dès le premier emploi.", nil, ""},
			}},
			{"Programmes", []Entry{
				{"Café des idées", "Une soirée par mois pour dire son idée à voix haute et repartir avec un premier contact.", nil, "https://www.exemple.org/cafe-des-idees"},
			}},
			{"À lire, à regarder", []Entry{
				{"Ouvrir une épicerie de village", "", nil, "https://www.exemple.org/epicerie"},
				{"Le guide des cafés associatifs", "", nil, "https://www.exemple.org/guides/cafes"},
				{"Choisir son statut : association, SCIC, SCOP", "", nil, "https://www.exemple.org/statuts"},
			}},
		},
		MoreText:     "… et {n} de plus : rouvrez l’orientation avec le code.",
		SourcesLabel: "Sources",
		Sources:      []string{"exemple.org, page « contact », consultée le 3 novembre 2026", "annuaire de l’ESS en Lozère, juin 2026"},
		Footer:       "Jalon oriente les porteurs de projets de l’économie sociale vers l’acteur le plus proche. Une erreur ? Dites-le dans la conversation.",
		Link:         link, Code: "J-H8G41-7W0R2", CodeLabel: "Ou tapez ce code dans la conversation",
		Created: time.Date(2026, time.November, 22, 9, 0, 0, 0, time.UTC),
	}
}

func toyPoster() Poster {
	return Poster{
		Place: "Luc (Lozère)", Title: "Une idée pour le village ?",
		Pitch:     "Épicerie, tiers-lieu, recyclerie, transport, habitat : trouvez qui peut vous aider près d’ici, en quatre ou cinq questions.",
		ScanLabel: "Visez ce carré avec l’appareil photo de votre téléphone",
		Link:      link, LinkLabel: "ou ouvrez ce lien",
		Code: "J-H8G41-7W0R2-mairie-de-luc", CodeLabel: "Sans appareil photo, écrivez à @jalon_exemple_bot dans Telegram :",
		Footer:  "Jalon ne garde ni votre nom ni ce que vous écrivez.",
		Created: time.Date(2026, time.November, 22, 9, 0, 0, 0, time.UTC),
	}
}
