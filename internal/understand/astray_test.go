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
