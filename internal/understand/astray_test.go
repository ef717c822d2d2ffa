package understand_test

import "testing"

// TestPlacesAstray reads, by family, places that only look like that of the project, beside sentences of the same look whose place is
// that of the project.
func TestPlacesAstray(t *testing.T) {
	families := map[string]map[string]string{
		"set at the head": {
			"peyrelevade, on a un rdv à Guéret le 23 avec la banque pour notre habitat groupé": "19164",
			"Chorges 05, depuis que Biocoop a ouvert à Gap nos paniers se vendent moins":       "05040",
			"La Loupe (28), un coach de Paris demande 3000 euros":                              "28214",
			"Signy le Petit 08, le Super U de Fourmies livre à domicile":                       "08420",
			"Louhans, Lons, j'ai visité partout, finalement c'est à Saint-Amour que j'ouvre":   "39475",
			"Paris c'est fini, on s'installe à Figeac":                                         "46102", "Die, Crest, on hésite": "? 26113 26108",
		},
		"said of us": {
			"nous à Toucy on voudrait une crèche, celle d'Auxerre est à 30 km":       "89419",
			"celle d'Auxerre est à 30 km, nous à Toucy on veut une crèche":           "89419",
			"on a visité Cahors, on a visité Gourdon, on a choisi Figeac":            "46102",
			"entre Toulouse et Figeac notre coeur balance mais ce sera Figeac":       "46102",
			"on est suivis par une conseillère de Cahors, notre café est à Figeac":   "46102",
			"après Cahors on ouvre une deuxième boutique à Figeac":                   "46102",
			"on voudrait ouvrir à Figeac la même épicerie qu'à Cahors":               "46102",
			"à Figeac tout le monde part travailler à Rodez, on veut du covoiturage": "46102",
			"Figeac est à une heure de Rodez, on veut une navette":                   "46102",
		},
		"shops and clubs": {
			"je suis seule à tenir la radio de Mirecourt, il faut que j'embauche":      "88304",
			"les papiers sont au greffe et l'épicerie de Lamastre a son numéro":        "07129",
			"chez Leclerc à Aubenas les prix sont imbattables, notre épicerie souffre": "", "la Biocoop de Gap nous prend notre public": "",
			"le garage Renault de Mende est trop cher, on veut un garage solidaire": "", "l'ancien Leclerc d'Aubenas est vide, on veut en faire un tiers-lieu": "07019",
			"le stade de Reims joue dimanche et nous on veut monter une buvette": "", "le FC Nantes a perdu et nous on cherche un local": "",
			"au stade de Figeac on voudrait une buvette": "46102", "le match contre Guingamp nous a donné l'idée d'une buvette": "",
			"le stade de Figeac est à l'abandon, on veut en faire un jardin": "46102",
		},
		"courses, meetings and errands": {
			"j'ai fait une formation à Nîmes et je veux me lancer dans la menuiserie": "", "je sors d'une formation de maraîchage à Montmorot, je cherche des terres": "",
			"je suis en formation à Angers jusqu'en juin, après j'aimerais ouvrir un café": "", "formation de maraîchers à Mende : on cherche des locaux": "48095",
			"on veut créer une formation à Mende": "48095", "réunion à Mende jeudi avec la préfecture, comment préparer notre dossier ?": "",
			"une réunion publique à Mende pour lancer notre café": "48095", "pour aller à Aurillac il faut une heure, on veut une navette": "",
			"cet été à Biarritz j'ai eu l'idée d'un bar à jus": "", "on était trois à la réunion": "", "à la réunion on était trois": "",
			"j'ai suivi une formation à Nîmes et je lance ma boîte à Aubenas": "07019",
		},
		"who serves": {
			"notre grossiste est à Rungis, comment faire sans lui": "", "notre imprimeur d'Angoulême a fermé, notre journal est en danger": "",
			"le prof de musique monte de Belfort chaque semaine": "", "des touristes de Lille nous demandent des vélos à louer": "",
			"on achète notre farine à Decize, on cherche un statut": "", "nos farines viennent d'un moulin de Decize": "",
			"un patron de Figeac nous cède sa boulangerie": "46102", "on achète une ferme à Decize": "58095",
		},
		"no longer": {
			"j'étais caissière au Super U de Loudéac, je veux ouvrir une épicerie": "", "j'ai été cuisinier dix ans à Annecy, je voudrais ouvrir une cantine": "",
			"j'avais un bar à Arles que j'ai vendu, je cherche un nouveau projet": "", "je suis originaire de Maubeuge mais je n'y vis plus": "",
			"j'ai grandi à Dax puis étudié à Bordeaux, je rêve d'un café librairie": "", "on a testé un resto à Gap et ça n'a pas marché, on veut réessayer ailleurs": "",
			"on a testé un marché à Die, ça marche, on veut continuer": "26113", "j'ai été élue à Die": "26113",
			"on est tous de Paris et on cherche une ferme à la campagne": "", "loin de Paris, une ferme collective": "", "pas loin de Die": "26113",
		},
		"asked after or told as another": {
			"qui connaît le garage solidaire de Die ? on aimerait leur poser des questions": "", "avez-vous le contact de la recyclerie de Crest ?": "",
			"celui de Thiers est trop gros, on veut un petit tiers-lieu": "", "mon village c'est Le Faouët, mais celui du Morbihan": "56057",
			"le marché de Sarlat est trop loin, on veut une épicerie": "", "façon Laguiole, des couteaux que je ferais moi-même": "",
			"je suis au garage solidaire de Die et on n'a plus de bénévoles": "26113",
		},
		"told of something else": {
			"le TER s'arrête à Culoz, il faudrait une navette": "", "la laiterie de Craponne nous paye mal, on veut une coopérative": "",
			"une troupe de Strasbourg passe chaque été chez nous, on veut une salle": "", "nos concurrents de Saint-Flour cassent les prix": "",
			"un menuisier de Vierzon nous a fait un devis pour la salle": "", "on a reçu un devis d'une boîte de Tarbes": "",
			"les bureaux de notre financeur sont à Amiens": "", "le crédit agricole de Vesoul refuse le prêt": "", "Radio Saint-Affrique a fait une émission sur nous": "",
			"la choucroute de Colmar sera au menu de notre fête": "", "la Louve à Paris nous sert de modèle": "",
			"la gendarmerie de Mirande nous a refusé la fête": "", "l'Adie de Bourges me propose un prêt, ça vaut le coup ?": "",
			"votre collègue de Tulle m'a donné le lien": "", "mes beaux-parents possèdent une pizzeria à Royan et moi je veux une boulangerie": "",
			"mon tuteur de stage habite Autun, il me conseille une SCOP": "", "mon atelier est à Millau, je voudrais le partager": "12145",
			"Les bénévoles du café de Corbigny s'épuisent, il faudrait renouveler l'équipe": "58083",
			"l'AMAP de Millau tourne au ralenti, on voudrait relancer":                      "12145",
			"le médecin de Millau s'en va, on veut un centre de santé":                      "12145",
			"les enfants de Millau n'ont rien à faire le mercredi, on veut un centre aéré":  "12145",
			"une usine désaffectée à Millau nous tente, on veut un tiers-lieu":              "12145",
			"le bus ne passe plus à Millau, on veut du covoiturage":                         "12145",
			"mon mari est muté à Rodez mais on reste à Millau et j'y ouvre un café":         "12145",
		},
		"done once": {
			"on s'est mariés à Honfleur et on rêve d'un gîte": "", "j'ai fait toute ma carrière à Valenciennes, place au projet de gîte": "",
			"on a bu un verre dans un café associatif à Lannion, depuis on veut le même": "", "on emmène les anciens à Lourdes en bus": "",
			"on s'est posés à Millau avec nos chèvres, on veut une fromagerie": "12145", "on a fait un marché test à Millau, on veut en faire un chaque mois": "12145",
			"on a rencontré les élus de Millau et on voudrait avancer": "12145", "avec ma femme on lance des balades en bateau à Decize": "58095",
		},
		"given up": {
			"marre de Lyon, envie d'un projet collectif à la campagne": "", "trop de monde à Annecy, on veut une ferme au calme": "",
			"j'adore Pézenas mais c'est trop cher, je cherche un bourg pour ma boutique": "", "à Uzès les loyers sont fous, on cherche ailleurs pour notre café": "",
		},
		"over": {
			"mon contrat à Dole finit en mars, après je crée ma boîte": "", "j'ai perdu mon emploi chez un sous-traitant à Figeac, je veux créer ma scop": "",
			"on a vendu notre appart de Nancy pour financer une ferme": "", "on avait monté une coop à Lens mais elle a coulé, on veut recommencer au vert": "",
			"muté à Évreux contre mon gré, je veux tout plaquer pour des chèvres": "", "j'ai un CAP passé à Bourges, j'aimerais ouvrir une boulangerie": "",
			"on avait repéré un local à Die": "26113", "mon contrat à Die me plaît, je veux créer une asso": "26113",
			"je pars à Lille trois jours puis je m'occupe du projet": "", "à 40 km il y a Limoges et rien entre les deux, on veut une épicerie": "",
			"mon gamin est interne à Saint-Flour, ça me laisse du temps pour un projet de café": "",
		},
		"abroad and number": {
			"on quitte la Belgique pour Ussel, gîte":                      "19275",
			"je vis en Belgique, à Bouillon, et je rêve d'ouvrir un gîte": "abroad", "on est en Belgique mais on arrive à Die": "26113", "63, projet d'épicerie": "63",
			"le devis de la chambre froide est tombé, 18 000, on a ri jaune": "", "on cherche une grange, 48 000 Mende": "48095",
		},
	}
	r, _, _ := newReader(t)
	for family, sentences := range families {
		for sentence, want := range sentences {
			if got := read(r.Read(sentence)); got != want {
				t.Errorf("%s: Read(%q) = %q, want %q", family, sentence, got, want)
			}
		}
	}
}
