package understand_test

import "testing"

// TestPlacesOfOthers reads places told of somebody else, as a model, in passing or against where the project is, beside sentences of
// the same look whose place is that of the project.
func TestPlacesOfOthers(t *testing.T) {
	r, _, places := newReader(t)
	none := []string{
		"ma sœur tient un salon de thé à Pézenas et ça m'a donné envie",
		"un ami a monté une scierie à Ussel, j'aimerais me lancer aussi",
		"mon frère travaille à Limoges et il nous aide pour les comptes",
		"on est allées visiter la ressourcerie de Billom, on veut la même",
		"on a passé deux jours au tiers-lieu de Felletin, pourquoi pas chez nous",
		"j'ai fait un stage dans une ferme à Mirecourt, maintenant je cherche ma terre",
		"à Rennes il y a de tout, ici rien, on veut un fablab",
		"l'hôpital est à Nevers, on veut une maison de santé au village",
		"je travaille à Auxerre mais je voudrais ouvrir un café dans mon village",
		"le propriétaire est à Nice et ne répond pas",
		"nos clients viennent de Lyon",
		"il faut aller à Albi pour trouver un médecin",
		"notre modèle : l'épicerie de Saillans",
		"vous connaissez la recyclerie de Mende ? on veut s'en inspirer",
		"une asso de Strasbourg veut nous donner du matériel",
		"place de Verdun il y a un local vide",
		"on vend du saint nectaire au marché",
		"des colis avec du savon de Marseille",
		"un atelier pour travailler l'étain",
		"un reportage sur Ungersheim m'a décidé",
		"ils ont une super coop à Saint-Étienne",
		"le fils du boulanger est parti à Montpellier",
		"mon voisin allemand de Colmar veut s'installer",
		"ma cousine de Rodez veut bien me prêter de l'argent",
		"75 personnes à la réunion",
		"ma copine a vu un truc pareil à Strasbourg",
		"ma nièce qui est à Montpellier fait le logo",
		"dans mon ancien boulot à Reims je faisais de la com",
		"la salle la plus proche est à Albertville",
		"à la différence de Lyon ici tout le monde se connaît",
		"mon grand père a été maire de Figeac",
		"le journal de Millau a parlé de nous",
		"on aime la campagne",
		"mes enfants sont à Lyon, je m'ennuie",
		"on se demande comment ils ont fait à Mouans-Sartoux",
		"truchmol sur loire épicerie",
		"un lure pour la pêche",
		"la banque de Cahors nous refuse le prêt",
		"la chambre d'agriculture de Rodez ne répond pas",
		"le bus de Rodez passe une fois par jour",
		"le camion vient de Béziers",
		"un élu de Nantes est venu nous voir",
		"le festival d'Avignon nous donne des idées",
		"vacances à Biarritz puis on attaque le projet",
	}
	for _, text := range none {
		if u := r.Read(text); u.Place != nil {
			t.Errorf("Read(%q): place %s, want none", text, u.Place.Name)
		}
	}
	told := map[string]string{
		"mon frère a un bar à Langogne et je vais le reprendre avec lui":           "48080",
		"mes parents ont une ferme à Langogne, je veux en faire un lieu d'accueil": "48080",
		"une dame de Langogne vend son bar, on veut l'acheter à plusieurs":         "48080",
		"à Albi il y a beaucoup d'étudiants, je voudrais ouvrir une laverie":       "81004",
		"ici à Gramat il n'y a rien, à Cahors il y a tout":                         "46128",
		"je travaille à Mende et j'y monterais bien une crèche":                    "48095",
		"à Rodez il manque un café des enfants":                                    "12202",
		"jeune maman à Mende, je voudrais monter une crèche":                       "48095",
		"on ouvre un café à Sens":                                                  "89387",
		"Côte d'Or recherche terre":                                                "21",
		"alsace bas rhin potager collectif":                                        "67",
		"un café vélo au bugue":                                                    "24067",
		"burzet, on veut garder l'école":                                           "07045",
	}
	for text, code := range told {
		want, _ := places.Place(code)
		if u := r.Read(text); !names(u.Place, want) {
			t.Errorf("Read(%q): place %v, want %s", text, u.Place, want.Name)
		}
	}
}
