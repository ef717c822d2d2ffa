package understand_test

import "testing"

func TestNeedOnlyTold(t *testing.T) {
	checkSlot(t, "need", []said{
		// What the project will be, whom it serves.
		{"un lieu où les parents peuvent échanger avec d'autres parents", ""},
		{"une épicerie associative où les clients sont bénévoles", ""},
		{"je veux monter une couveuse d'entreprises agricoles", ""},
		{"on accompagne les porteurs de projet dans leur recherche de financement", ""},
		{"on voudrait proposer des repas à 3 euros", ""},
		{"on veut vieillir sous le même toit", ""},
		// What goes well, is had, is done already.
		{"la gouvernance est partagée entre habitants et producteurs", ""},
		{"la trésorerie va bien", ""},
		{"on est rentables depuis l'an passé", ""},
		{"on a ouvert grâce à une subvention de la région", ""},
		{"je fais la compta de l'asso", ""},
		{"un ami nous aide pour les statuts", ""},
		{"le pressoir attire du monde à l'automne", ""},
		{"on n'a aucun souci de recrutement", ""},
		{"on ne manque pas de bénévoles", ""},
		// What others lack, or are against.
		{"les agriculteurs du coin ont du mal à recruter", ""},
		{"mes voisins sont contre les éoliennes", ""},
	})
}

func TestNeedAskedForMostPlainly(t *testing.T) {
	checkSlot(t, "need", []said{
		{"notre asso a du mal à recruter", "hiring"},
		{"je découvre la compta, il me faudrait une formation", "training"},
		{"un stage de gestion associative ?", "training"},
		{"le propriétaire vend et il faut réunir 80 000 euros", "funding"},
		{"on veut un local pour répéter", "premises"},
	})
}

func TestNeedOfPeopleByFamily(t *testing.T) {
	checkSlot(t, "need", []said{
		{"comment donner envie aux voisins de venir bêcher", "participation"},
		{"reste à convaincre les parents du coin", "participation"},
		{"nos bénévoles jettent l'éponge", "participation"},
		{"il nous faut un boulanger avant Pâques", "hiring"},
		{"notre crèche cherche un directeur depuis Pâques", "hiring"},
		{"il me faudrait quelqu'un à mi-temps", "hiring"},
		{"on aimerait parler à un autre village", "network"},
		{"quelqu'un ici a déjà bossé avec des écoles ?", "network"},
		{"nous avons un chauffeur formidable", ""},
		{"trois salariés et vingt bénévoles", ""},
		{"sans salarié, je me débrouille", ""},
		{"un jardin pour rassembler les habitants", ""},
	})
}

func TestNeedOfMeansByFamily(t *testing.T) {
	checkSlot(t, "need", []said{
		{"la banque nous rit au nez", "funding"},
		{"on n'a pas le premier sou", "funding"},
		{"qui doit signer les chèques", "governance"},
		{"les fondateurs veulent tout décider", "governance"},
		{"j'ai le droit de vendre mes gâteaux sans rien déclarer ?", "legal-form"},
		{"les cafés ne paient pas le loyer", "business-model"},
		{"je voudrais me faire la main un an", "testing"},
		{"aucun de nous ne s'y connaît", "training"},
		{"le propriétaire ne renouvelle pas le bail", "premises"},
		{"un garage à tarif social", ""},
		{"ils m'ont raconté comment ils votent", ""},
		{"il reste la vitrine à peindre", ""},
	})
}

func TestNeedOfWhatHappens(t *testing.T) {
	checkSlot(t, "need", []said{
		{"on fixe les prix avec les producteurs", ""},
		{"on s'inspire de ce qui se fait au Québec", ""},
		{"c'est moi qui décide", ""},
		{"le magasin d'à côté embauche pour Noël", ""},
		{"nous ne cherchons ni à grandir ni à embaucher", ""},
		{"l'ESAT où je suis va installer une conserverie", ""},
		{"la buvette de la gare", ""},
		{"les bénévoles sont formés par la fédération", ""},
		{"une salle de concert dans une grange", ""},
		{"trente habitants sont venus à la réunion publique", ""},
		{"réduire les charges des familles", ""},
		{"on cherche une ferme à partager", "premises"},
		{"avec l'aide du département on a bouclé le budget", ""},
		{"on embauche un animateur", "hiring"},
		{"on n'arrive pas à se payer", "business-model"},
		{"on a besoin de 40 000 pour commencer", "funding"},
		{"je ne sais pas où installer ma serre", "premises"},
	})
}
