package understand_test

import "testing"

// TestSectorsTold gives families of ways to say what a project is about, and look-alikes that say nothing of it ("").
func TestSectorsTold(t *testing.T) {
	r, _, _ := newReader(t)
	families := map[string][]string{
		"food-farming": {
			"relancer la culture du chanvre dans la vallée", "on voudrait que les enfants mangent bio à l'école", "je sors d'un bprea et je cherche une ferme",
			"des retraités du village voudraient cultiver ensemble un bout de terrain", "notre cantine jette la moitié des plats, on veut changer ça",
			"un frigo en libre service pour donner la nourriture en trop",
		},
		"local-shops": {
			"il n'y a plus rien pour faire ses courses au village", "livrer les courses aux personnes âgées isolées", "je veux vendre des produits sans emballage",
			"je suis pâtissière et je veux m'installer à mon compte", "un lieu pour prendre un café et acheter des produits de base",
		},
		"mobility": {
			"plateforme de trajets partagés entre hameaux", "le permis coûte trop cher pour les jeunes d'ici", "nos ados sont coincés à la maison faute de bus",
			"on voudrait remettre le train", "comment faire pour que les enfants aillent à l'école à vélo",
		},
		"energy": {
			"les factures de chauffage explosent, on veut agir ensemble", "chauffer la mairie et l'école au bois", "on veut vendre notre courant aux habitants",
			"lutter contre la précarité énergétique", "des gens ont froid chez eux l'hiver je veux les aider a isoler",
		},
		"circular-economy": {
			"on voudrait que les gens jettent moins", "broyer les branches pour faire du paillage", "sauver les objets de la benne",
			"récupérer les livres dont les gens ne veulent plus et les revendre", "apprendre aux gens à réparer au lieu d'acheter",
		},
		"tourism": {
			"héberger les cyclistes de passage", "faire découvrir le marais en barque", "roulottes à louer", "guider les visiteurs dans les gorges",
			"ouvrir 4 chambres à la ferme pour les pèlerins",
		},
		"": {
			"j'ai perdu mes clés au café", "on se voit au bistrot jeudi", "j'ai vu votre affiche à l'épicerie", "je suis boulanger de métier",
			"avant j'étais agriculteur", "j'ai bossé dix ans dans l'hôtellerie", "mon mari est menuisier", "le maire est agriculteur",
			"notre présidente est une ancienne boulangère", "un ami a une ferme en Belgique", "j'ai fait des études de tourisme", "mon vélo a été volé",
			"mon logement est humide", "où trouver un bon restaurant", "je cherche un hôtel pour ce week-end", "la santé d'abord", "bonnes vacances",
			"ma sœur tient un restaurant à Lyon", "mes poules ne pondent plus", "ma facture de gaz a doublé", "on sème des graines, on cultive le lien social", "quand aura lieu la foire agricole",
			"la médiathèque nous prête une salle le samedi", "les commerçants du bourg nous soutiennent", "mon conjoint cultive des céréales",
			"on est basés dans une pépinière d'entreprises", "nous vivons dans une ferme", "notre projet n'a rien à voir avec le tourisme",
			"on nous prend pour une ressourcerie", "j'ai vendu mon restaurant l'an dernier", "ancienne directrice d'ehpad", "je cherche une nounou pour mon fils",
			"les voisins nous ont reçus, entre le fromage et la chorale", "une dame de la boulangerie m'a donné le numéro", "un village de vignerons",
			"nous sommes musiciens mais le projet c'est tout autre chose", "il y a une amap et un club de foot mais rien qui rassemble", "je veux louer un vélo pour dimanche",
			"le supermarché agrandit son parking", "la boulangerie est fermée le lundi en août ?", "ma belle-sœur vient d'ouvrir une épicerie, moi je regarde",
			"il y a eu une coopérative laitière ici", "je n'y connais rien en agriculture", "je viens du monde du cinéma", "la scierie où travaillait mon père",
			"les légumes c'est fini pour moi", "ma copine dit que je devrais faire un gîte", "le menuisier a fini hier", "on s'est connus à la crèche", "on cherche un graphiste pour faire notre affiche", "où est la déchetterie la plus proche ?", "ce n'est pas une crèche qu'on veut",
		},
	}
	for want, texts := range families {
		for _, text := range texts {
			if got := r.Read(text).Facts["sector"]; got != want {
				t.Errorf("%q: sector %q, want %q", text, got, want)
			}
		}
	}
}

// TestSectorOfClause tells the sector that is meant from what is left, repaired, met or only a means.
func TestSectorOfClause(t *testing.T) {
	r, _, _ := newReader(t)
	for text, want := range map[string]string{
		"Notre chantier d'insertion espaces verts voudrait se lancer dans le textile": "inclusion",
		"J'ai fermé ma librairie, maintenant je pense à un habitat partagé":           "housing",
		"j'ai quitté mon restaurant pour faire du maraîchage":                         "food-farming",
		"avec ma belle-mère on veut une safranière":                                   "food-farming",
		"on veut sauver la halle et en faire un lieu de vie":                          "third-places",
		"réunion sur les éoliennes ratée, comment mobiliser les voisins":              "energy",
		"secteur : autre":                            "other",
		"ils ont réparé le pont du village":          "",
		"subvention pour réparer le toit":            "",
		"mon garagiste m'a parlé de votre service":   "",
		"le président de l'asso est menuisier":       "",
		"je repars de zéro":                          "",
		"les vieux du bureau veulent passer la main": "",
	} {
		if got := r.Read(text).Facts["sector"]; got != want {
			t.Errorf("%q: sector %q, want %q", text, got, want)
		}
	}
}

// TestMatterGivesWay reads sentences where things, animals or a public are told beside what the project is.
func TestMatterGivesWay(t *testing.T) {
	r, _, _ := newReader(t)
	for sentence, want := range map[string]string{
		"du bois, une chaudière, le gîte associatif de la vallée": "tourism",
		"des bébés et des livres à la médiathèque":                "culture",
		"nos adhérents, des seniors surtout, aiment la chorale":   "culture",
		"des chaussures et des pneus à la ressourcerie":           "circular-economy",
		"des poules": "food-farming",
		"notre maison de retraite aurait des chèvres et des légumes":  "care",
		"des refugiés tiennent une épicerie de village avec nos amis": "local-shops",
	} {
		if got := r.Read(sentence).Facts["sector"]; got != want {
			t.Errorf("%q is %q, want %q", sentence, got, want)
		}
	}
}

// TestSectorChosenAmongSeveral gives sentences that name several activities, one of which is the project.
func TestSectorChosenAmongSeveral(t *testing.T) {
	r, _, _ := newReader(t)
	for text, want := range map[string]string{
		"la voisine tient une épicerie et moi je voudrais réparer des vélos":                        "mobility",
		"le bâtiment a été une école puis un gîte, on veut en faire des appartements":               "housing",
		"le bar cherche un repreneur mais nous c'est le cinéma qu'on remet debout":                  "culture",
		"y a déjà un café asso, une amap, un repair café, il manque une crèche":                     "care",
		"la fanfare répète dans notre grange. On cherche des sous pour finir la fromagerie":         "food-farming",
		"un poney, une roulotte, des livres : je livrerais la lecture dans les hameaux":             "culture",
		"avant on faisait des paniers de légumes, maintenant on organise des concerts":              "culture",
		"je veux faire le verger, plus de camping":                                                  "food-farming",
		"je fournis trente restaurants en légumes":                                                  "food-farming",
		"mon patron veut ouvrir un second magasin, moi je rêve de bois tourné":                      "crafts",
		"les anciens ne sortent plus, on lance un minibus":                                          "mobility",
		"acheter une péniche pour en faire un café culturel":                                        "culture",
		"quelles aides pour isoler un gymnase qui deviendra notre recyclerie":                       "circular-economy",
		"on vend des légumes mais notre but c'est de remettre au travail des gens loin de l'emploi": "inclusion",
		"je retire ce que j'ai dit sur la friperie, je me concentre sur les cours de tricot":        "crafts",
		"L'insertion, c'était le projet du précédent directeur. Aujourd'hui on fait du maraîchage":  "food-farming",
	} {
		if got := r.Read(text).Facts["sector"]; got != want {
			t.Errorf("%q: sector %q, want %q", text, got, want)
		}
	}
}
