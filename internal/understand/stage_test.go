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
		"growth": {"development", []string{
			"je n'arrive plus à fournir", "on refuse du monde", "40 enfants sur liste d'attente", "ouvrir un 3e magasin",
			"passer de 20 à 40 paniers", "ajouter un café à notre librairie", "notre deuxième camionnette", "ça marche trop bien",
		}},
		"look-alikes": {"", []string{
			"à quelle heure ouvre la déchetterie", "le magasin ouvre à 9h", "aucune idée du coût", "des idées pour faire revenir les jeunes",
			"voir plus tard", "je reprends au début", "il est ouvert", "je voudrais visiter un tiers-lieu", "mes enfants grandissent",
			"j'ai failli reprendre la boulangerie", "j'ai renoncé à ouvrir mon épicerie", "qui a déjà ouvert une épicerie",
			"j'ai envie de dormir", "je n'arrive pas à ouvrir le lien", "je voudrais un modèle de statuts", "quelle idée",
		}},
	} {
		for _, sentence := range test.sentences {
			if got := r.Read(sentence).Facts["stage"]; got != test.stage {
				t.Errorf("%s: %q is %q, want %q", family, sentence, got, test.stage)
			}
		}
	}
}
