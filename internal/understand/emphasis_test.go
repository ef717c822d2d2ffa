package understand_test

import "testing"

func TestSectorByPublicsAndTrades(t *testing.T) {
	checkSlot(t, "sector", []said{
		// Places to work and to meet.
		{"des postes de travail à louer à la demi-journée", "third-places"},
		{"je cherche des gens pour partager un bureau", "third-places"},
		{"un endroit où les télétravailleurs arrêtent de bosser dans leur cuisine", "third-places"},
		{"mutualiser un local avec deux autres assos", "third-places"},
		// Work and hardship.
		{"aider les gens du coin qui ont perdu leur boulot", "inclusion"},
		{"remobiliser les jeunes ni en emploi ni en formation", "inclusion"},
		{"favoriser l'emploi des handicapés dans notre vallée", "inclusion"},
		{"des cours pour ceux qui savent ni lire ni écrire", "inclusion"},
		{"accompagner les gens pour remplir les dossiers CAF", "inclusion"},
		// Care.
		{"garder les gamins avant et après l'école", "care"},
		{"il n'y a plus un seul médecin", "care"},
		{"les vieux sortent plus de chez eux, on veut passer les voir", "care"},
		{"faire revenir un généraliste", "care"},
		{"soutenir les mères qui viennent d'accoucher", "care"},
		// Culture.
		{"apprendre le violon aux enfants du canton", "culture"},
		{"la vieille tour s'écroule, on voudrait la sauver", "culture"},
		{"donner le goût de lire aux gamins", "culture"},
		{"ya rien pour les jeunes le week end", "culture"},
		{"enregistrer la parole des anciens du village", "culture"},
		// Housing.
		{"les jeunes du pays ne trouvent pas d'appart", "housing"},
		{"les saisonniers dorment dans leur voiture, il faut faire quelque chose", "housing"},
		{"on se regroupe à 8 foyers pour vivre autrement", "housing"},
		{"rénover l'ancienne gendarmerie pour en faire des appartements", "housing"},
		// Crafts and the digital.
		{"des machines-outils communes", "crafts"},
		{"les vieux sont paumés avec internet", "crafts"},
		{"je couds des couches lavables", "crafts"},
		{"sauver la tannerie", "crafts"},
	})
}

func TestSectorMeansAndEnds(t *testing.T) {
	checkSlot(t, "sector", []said{
		{"une blanchisserie qui embauche des personnes au chômage", "inclusion"},
		{"une épicerie tenue par des personnes en insertion", "inclusion"},
		{"un restaurant qui forme des réfugiés", "inclusion"},
		{"une ressourcerie qui soit d'abord un chantier d'insertion", "inclusion"},
		{"des concerts pour les personnes âgées", "culture"},
		{"un fournil non, une forge oui", "crafts"},
		// What is somebody else's, elsewhere or a manner of speaking.
		{"ma fille est à la crèche", ""},
		{"hier soir j'étais au concert de ma nièce", ""},
		{"on s'est réunis à la médiathèque", ""},
		{"ma femme est prof de danse", ""},
		{"mon ordinateur est en panne", ""},
		{"les artistes on n'en veut pas", ""},
		{"j'habite à 5 km de Gourdon", ""},
		{"une bonne santé financière", ""},
		// Those who are there stay.
		{"je travaille à la médiathèque et je monte un festival", "culture"},
	})
}
