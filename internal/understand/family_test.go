package understand_test

import "testing"

// TestWhoByFamily reads more families of ways to tell who carries a project, as people type them.
func TestWhoByFamily(t *testing.T) {
	r, _, _ := newReader(t)
	for code, texts := range map[string][]string{
		"authority": {
			"notre village veut rouvrir son café", "mon village veut accueillir un médecin", "la mairie de chez nous veut racheter le bistrot",
			"on vient d'être élus et on veut revitaliser le bourg", "on a été élus en mars", "pour ma comcom je cherche un modèle d'autopartage",
			"l'intercommunalité où je travaille lance un pôle ess", "je suis à la tête d'une commune de 800 habitants", "la commune que je représente veut créer une résidence",
			"notre conseil vient de voter l'achat du café", "en tant que première magistrate je voudrais sauver le dernier commerce",
		},
		"organisation": {
			"l'école voudrait faire un potager", "notre école cherche des partenaires", "notre lycée pro veut ouvrir une boutique", "le lycée agricole où j'enseigne voudrait une boutique",
			"on est salariés d'une usine et on veut la reprendre", "l'usine ferme et nous les ouvriers voulons la racheter", "on a ouvert une recyclerie il y a trois ans",
			"nous avons créé en 2018 une recyclerie", "plusieurs assos du canton cherchent à mutualiser un poste", "le comité de jumelage veut créer un café",
			"l'épicerie sociale où je suis bénévole veut un jardin", "bénévole à la croix rouge, on cherche un local",
		},
		"collective": {
			"on est un paquet à vouloir une épicerie", "nous les 4 on veut un tiers lieu", "des gens du village se sont mis ensemble pour l'épicerie",
			"mes voisins sont d'accord pour se lancer avec moi", "une vingtaine d'habitants se retrouvent pour racheter le bistrot", "cinq fermes voudraient transformer leur lait ensemble",
		},
		"individual": {
			"je suis tatoueuse et je cherche un local", "fraiseur de métier, je veux ouvrir un fablab", "je suis webdesigner, je veux un espace de coworking",
			"je peux pas porter l'épicerie toute seule", "après un licenciement je veux ouvrir une librairie", "je touche le rsa et je voudrais monter une friperie",
			"toute seule face aux démarches pour mon gîte", "personne ne veut s'associer avec moi pour la ferme", "j'étais comptable, maintenant je veux faire du pain",
		},
		"": {
			"notre village est mort, que faire", "le village n'a plus de boulangerie", "l'école va fermer", "une école Montessori", "le maire du village est contre",
			"ils ont ouvert une recyclerie il y a trois ans", "les salariés de l'usine sont au chômage", "je suis curieuse d'en savoir plus sur les scic", "créer un collectif d'habitants",
			"je suis débutante", "je suis propriétaire d'une grange",
		},
	} {
		for _, text := range texts {
			if got := r.Read(text).Facts["holder"]; got != code {
				t.Errorf("Read(%q): holder %q, want %q", text, got, code)
			}
		}
	}
}

// TestOwnStaff reads staff that the structure pays, and staff that is somebody else's.
func TestOwnStaff(t *testing.T) {
	r, _, _ := newReader(t)
	for code, texts := range map[string][]string{
		"yes": {"on paye un animateur", "il nous reste une salariée", "on a un service civique et une salariée à mi temps", "on est employeurs depuis 2 ans", "on verse trois salaires"},
		"no":  {"on n'a personne de salarié", "on bosse tous gratuitement", "tout se fait bénévolement", "on est pas payés"},
		"":    {"la mairie a deux salariés pour le multiservice", "mon voisin a deux salariés", "la commune emploie un cantonnier", "je quitte mon cdi", "je suis en cdd dans une école"},
	} {
		for _, text := range texts {
			if got := r.Read(text).Facts["employs"]; got != code {
				t.Errorf("Read(%q): employs %q, want %q", text, got, code)
			}
		}
	}
}

// TestPlaceAlone reads names without a preposition, numbers glued to them, and numbers alone.
func TestPlaceAlone(t *testing.T) {
	r, _, _ := newReader(t)
	for text, code := range map[string]string{
		"gramat46": "46128", "gueret23000 une épicerie": "23096", "épicerie-Gramat": "46128", "pas de calais": "62", "un café pas de calais": "62",
		"Wallis": "986", "wallis": "986", "une épicerie coopérative à Wallis": "986", "87 café associatif": "87",
		"à bas prix": "", "bénévole à la croix rouge": "", "48 ou 30": "", "covid19": "", "12 paniers par semaine": "",
	} {
		u, got := r.Read(text), ""
		if u.Place != nil {
			got = u.Place.Code
		}
		if got != code {
			t.Errorf("Read(%q): place %q, want %q", text, got, code)
		}
	}
	if u := r.Read("48 ou 30"); len(u.Places) != 2 {
		t.Errorf("48 ou 30: %d places to choose between, want 2", len(u.Places))
	}
}
