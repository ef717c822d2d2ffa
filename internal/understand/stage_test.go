package understand_test

import "testing"

// TestStagesByFamily reads sentences of one kind each: all must say the stage, and those of "" none.
func TestStagesByFamily(t *testing.T) {
	r, _, _ := newReader(t)
	for family, test := range map[string]struct {
		stage     string
		sentences []string
	}{
		"wishes": {"idea", []string{
			"on veu fer un abitat partagé", "nous voudrions acheter l'ancien presbytère pour en faire un gîte", "on veut la même à Rethel",
			"et si on en faisait un vrai atelier vélo", "ça serait chouette un café associatif", "on y verrait bien une salle de spectacle",
			"je compte y faire du maraîchage", "on est quelques-uns à vouloir une épicerie", "nous voulons une lunetterie partagée",
			"y a un bâtiment vide, on pourrait en faire un tiers-lieu", "j'ai toujours voulu avoir une librairie",
		}},
		"plans": {"idea", []string{
			"un groupe de mamans aimerait un endroit où faire du théâtre", "on serait trois à vouloir travailler dans un même lieu", "nous projetons une maison de naissance",
			"nous sommes huit familles décidées à bâtir un habitat groupé", "on hérite d'une grosse ferme, en faire des logements", "cinq éleveurs, un projet d'abattoir mobile",
			"quatre copains, une grange en vue pour une brasserie", "je cherche un pas de porte pour une mercerie", "je veux vendre mes sculptures avec deux autres artistes",
			"huit foyers sont partants pour une chaudière à bois commune", "on fait une maison de santé, quel statut", "comment faire pour avoir une épicerie dans notre village", "mon frère et moi pensons à une brasserie",
		}},
		"closings and defaults": {"consolidation", []string{
			"on ferme une séance sur deux faute de bénévoles", "les adhérents ne paient plus leur cotisation", "on n'a plus que trois conducteurs",
			"notre association prête des voitures, les réparations mangent toute la caisse",
			"le département ne nous donne plus rien", "y a plus personne à nos assemblées",
		}},
		"steps of the setting up": {"creation", []string{
			"permis déposé", "terrain trouvé, il manque l'argent", "le bail est signé", "on a déposé les statuts hier", "AG constitutive samedi",
			"on inaugure le mois prochain", "ouverture en septembre", "notre future coopérative", "on est en train de retaper un bar",
			"demain on ouvre les portes", "c'est plus une idée, on a déposé les statuts",
		}},
		"losses and troubles": {"consolidation", []string{
			"on n'y arrive plus", "la subvention du département a sauté", "on perd des adhérents", "nos bénévoles sont épuisés",
			"notre convention n'a pas été renouvelée", "on va devoir licencier notre salariée", "notre boutique ne marche pas",
			"on est plus que trois au bureau", "j'envisage de fermer", "c'est difficile pour notre asso",
		}},
		"hardly holding": {"consolidation", []string{
			"nos loyers ne couvrent pas les charges", "la coloc seniors tient debout tout juste", "on est trop dépendants des aides publiques",
			"on peine à payer le loyer", "on doit trouver 20000 euros sinon on ferme", "personne pour remplacer le trésorier",
			"le bar associatif tourne mais je ne me paie pas", "80% de notre budget vient du département, c'est risqué",
			"les cotisations ne suffisent plus", "on survit grâce aux subventions", "les caisses sont vides",
		}},
		"steps by those who do them": {"creation", []string{
			"on attend le kbis", "nos statuts sont chez l'avocat", "on bosse sur les statuts", "l'agrément pmi est en attente",
			"on finalise l'achat du fonds de commerce", "je commence dans deux mois", "le chantier avance", "on prend la gérance du bar en avril",
		}},
		"only talk": {"idea", []string{
			"on n'en est qu'à des premières discussions", "c'est dans ma tête depuis des années", "rien n'est posé sur le papier",
			"on pense à une ferme, c'est encore vague", "ce qui manque ici c'est un endroit pour les jeunes",
		}},
		"more than can be met": {"development", []string{
			"la commune d'à côté nous demande de venir", "des villages alentour voudraient la même chose", "nos ventes ont triplé",
			"on n'a plus assez de place", "on a 60 familles en attente", "on a plus de commandes que de mains",
			"une autre communauté de communes veut qu'on fasse pareil", "on a besoin d'un atelier plus grand",
		}},
		"talked of": {"idea", []string{
			"on discute entre voisins d'une chaufferie collective", "je me demande si une épicerie tiendrait ici", "nous parlons d'un tiers-lieu",
			"on cogite sur un garage solidaire", "il manque un lieu pour les jeunes, on voudrait y remédier",
		}},
		"planned": {"idea", []string{
			"on voudrait tester un marché du soir l'été prochain avant d'investir à Mirande, une boutique éphémère quoi",
			"apicultrice, je voudrais tester des visites de ruches l'été",
		}},
		"wishes of what runs": {"", []string{
			"la fanfare voudrait répéter ailleurs", "on répare le samedi et il faudrait de quoi acheter des outils",
			"je voudrais juste qu'on m'apporte mes courses",
		}},
		"of somebody else": {"", []string{
			"ma voisine a ouvert un gîte l'an dernier", "un ancien collègue a repris une ferme", "les commerces perdent des clients",
			"mon fils a créé son entreprise", "des amis ont monté une crèche, ils cherchent du monde", "j'ai grandi dans une ferme",
		}},
		"of the world, in general, of private life": {"", []string{
			"le garage du coin a fait faillite l'an dernier", "la mairie est en déficit", "l'usine a licencié deux cents personnes",
			"on m'a dit que la scop du bourg voulait s'agrandir", "à quoi sert une étude de marché", "est-ce que vous aidez les entreprises en difficulté",
			"combien coûte la création d'une association", "j'ai déposé un dossier de retraite", "j'attends le permis de construire pour la véranda",
			"on ouvre une bouteille", "merci pour ces idées", "mon garagiste est en redressement", "ils ont ouvert le barrage, l'eau monte", "notre bourg grandit",
			"cette année les tomates ont du mal à grandir", "le notaire a perdu notre acte de vente de la maison", "une idée de recette", "je ne veux rien créer",
			"où trouver la liste des assos en redressement", "que faire quand une association n'a plus de président", "notre maire passe la main",
			"le concours est lancé depuis lundi", "l'asso de ma soeur est lancée depuis deux ans", "j'ai failli fermer la porte sur le chat", "je me pose la question du statut", "on rêve tous de soleil",
		}},
		"plans above what befell": {"idea", []string{
			"mon ancien patron m'a licenciée et j'aimerais ouvrir un salon de thé", "licencié économique, je rêve d'un food truck",
			"comme la recyclerie de Die qui a un deuxième site, on aimerait en ouvrir une", "que puis-je lancer dans mon village",
			"j'ai fait un burn-out, j'étais épuisé, maintenant j'aimerais créer une ferme pédagogique",
		}},
		"hinted ideas": {"idea", []string{
			"l'ancienne école ferait une belle salle de danse", "quel bel atelier ça ferait, cette grange", "on rigole souvent d'ouvrir un café",
			"j'y verrais un tiers-lieu", "on ferait une crèche à Langogne", "notre projet : un habitat groupé", "j'ai décidé de faire un camping",
			"on se dit qu'un camion épicerie ce serait bien", "j'ai vu un atelier de laine partagé, je voudrais pareil chez moi",
		}},
		"hinted beginnings": {"creation", []string{
			"on a récupéré les clés de l'ancienne poste", "le four arrive mardi", "les panneaux sont commandés", "premier marché début mai",
			"on repeint la salle pour le bar", "la mairie nous prête l'école pour en faire un café", "mon projet de jardin partagé avance", "j'installe une brasserie", "je suis en train d'équiper mon labo", "j'ai eu mon kbis", "ouverture le 4", "la coopérative lance un potager",
		}},
		"hinted troubles": {"consolidation", []string{
			"on puise dans nos réserves", "on tient encore huit mois", "il nous reste deux mois de trésorerie", "le festival a perdu onze mille euros",
			"plus personne ne fait les plannings", "il reste 4 adhérents à la chorale", "nos deux contrats aidés finissent en juin", "on perd 800 € par mois", "le club d'échecs se vide", "les dons baissent",
		}},
		"hinted growth": {"development", []string{
			"le camion ne suffit plus", "trois villages réclament le leur", "on voudrait couvrir les cent autres communes", "on est complets jusqu'en 2027", "après trois bourgs, on s'attaque à un quatrième",
			"on prend huit ouvriers de plus", "il faut un 2e hangar",
		}},
		"growth": {"development", []string{
			"je n'arrive plus à fournir", "on refuse du monde", "40 enfants sur liste d'attente", "ouvrir un 3e magasin",
			"passer de 20 à 40 paniers", "ajouter un café à notre librairie", "notre deuxième camionnette", "ça marche trop bien",
		}},
		"look-alikes": {"", []string{
			"à quelle heure ouvre la déchetterie", "le magasin ouvre à 9h", "aucune idée du coût", "des idées pour faire revenir les jeunes",
			"voir plus tard", "je reprends au début", "il est ouvert", "je voudrais visiter un tiers-lieu", "mes enfants grandissent",
			"j'ai failli reprendre la boulangerie", "j'ai renoncé à ouvrir mon épicerie", "qui a déjà ouvert une épicerie",
			"j'ai envie de dormir", "je n'arrive pas à ouvrir le lien", "je voudrais un modèle de statuts", "quelle idée",
			"on fonctionne uniquement avec des bénévoles", "votre site est souvent vide", "la population a doublé en vingt ans",
			"je n'arrive pas à remplir le formulaire", "peut-on ouvrir une boutique quelques semaines pour voir", "j'ai passé la main à six habitantes", "plus assez de bras", "un agrandissement du hangar du voisin a été refusé",
			"je voudrais travailler dans une ferme", "je cherche un terrain pour une tiny house", "qui va ouvrir la boutique", "notre club voudrait une salle pour répéter", "je voudrais un lieu pour mon mariage", "la mairie ne nous donne plus de nouvelles", "on est trois à vouloir adhérer à l'amap", "je vais donner des cours de maths à ma fille", "je suis contre ce projet de méthanisation", "mon fils cartonne au collège",
			"la mairie n'a plus que deux agents", "j'attends votre réponse", "les travaux du voisin sont en cours",
		}},
	} {
		for _, sentence := range test.sentences {
			if got := r.Read(sentence).Facts["stage"]; got != test.stage {
				t.Errorf("%s: %q is %q, want %q", family, sentence, got, test.stage)
			}
		}
	}
}
