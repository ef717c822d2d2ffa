package understand_test

import "testing"

func TestNeedOfPremisesByFamily(t *testing.T) {
	checkSlot(t, "need", []said{
		// Trouble with the place that one has, or must leave.
		{"la salle qu'on nous prête va fermer", "premises"},
		{"le local est insalubre faut en changer", "premises"},
		{"notre salle est trop petite pour accueillir tout le monde", "premises"},
		{"on doit quitter notre hangar fin décembre", "premises"},
		{"on perd notre hangar", "premises"},
		// The place that one wants, or where to stand.
		{"je cherche une ancienne usine à réhabiliter", "premises"},
		{"on cherche à louer une ancienne supérette", "premises"},
		{"est-ce que la commune peut nous vendre le presbytère", "premises"},
		{"où est-ce que je pourrais installer ma brasserie", "premises"},
		{"on n'a nulle part où se retrouver", "premises"},
		{"faute de local on ne peut pas ouvrir", "premises"},
		{"le problème c'est le lieu", "premises"},
		// What is there, what the project is about, what others lack.
		{"on a un local en centre bourg", ""},
		{"nos locaux sont parfaits", ""},
		{"on veut transformer le presbytère en maison partagée", ""},
		{"les loyers sont trop chers pour les jeunes du village", ""},
	})
}

func TestNeedOfMoneyByFamily(t *testing.T) {
	checkSlot(t, "need", []said{
		{"la com com a baissé son aide de moitié", "funding"},
		{"nos subventions baissent chaque année", "funding"},
		{"le crédit mutuel ne veut rien entendre", "funding"},
		{"la région a rejeté notre demande", "funding"},
		{"comment on paye tout ça", "funding"},
		{"on paie tout de notre poche", "funding"},
		{"mes confitures je les vends combien", "business-model"},
		{"combien de brebis pour vivre", "business-model"},
		{"nos prix sont trop bas", "business-model"},
		{"les clients ne reviennent pas", "business-model"},
		{"une banque de graines", ""},
		{"notre subvention est renouvelée", ""},
		{"les gens n'ont plus les moyens de se chauffer", ""},
		{"les prix de l'essence augmentent", ""},
		{"la région a refusé le permis", ""},
	})
}

func TestNeedOfFormAndTrialByFamily(t *testing.T) {
	checkSlot(t, "need", []said{
		{"c'est compliqué de faire une scop ?", "legal-form"},
		{"une seule personne peut elle créer une asso", "legal-form"},
		{"la scic est elle faite pour nous", "legal-form"},
		{"nos statuts ne sont plus adaptés", "legal-form"},
		{"les statuts sont à refaire", "legal-form"},
		{"je ne sais pas si ça intéresserait quelqu'un", "testing"},
		{"on se demande si les gens suivraient", "testing"},
		{"un galop d'essai", "testing"},
		{"on sait que ça plaît aux gens", ""},
		{"une association fait ça dans la vallée voisine", ""},
		{"les statuts sont signés", ""},
	})
}
