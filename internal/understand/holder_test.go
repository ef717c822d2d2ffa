package understand_test

import "testing"

// TestHolderByFamily reads families of ways to tell who carries a project, and sentences that look like them and tell nothing.
func TestHolderByFamily(t *testing.T) {
	r, _, _ := newReader(t)
	for code, texts := range map[string][]string{
		"collective": {
			"les soignants du canton et quelques habitants, on prépare une maison médicale", "on fait du broyage en commun, dix voisins, et le groupe grossit",
			"on est 12 copropriétaires d'un ancien moulin", "notre mairie ne veut pas entendre parler d'éoliennes, on est trente à vouloir le faire",
			"on est trois dans une fanfare et on veut monter un festival",
			"avec mon épouse on tient le gîte", "on é 5 a vouloir ouvrir un café", "on est que deux", "nous sommes quinze foyers", "on est une petite dizaine", "on serait 3 associés",
			"deux frangins, une brasserie", "huit foyers autour d'une chaudière bois", "une quarantaine d'habitants ont signé pour racheter le café",
			"nous, les parents de l'école, avons un projet", "c'est pas la mairie qui porte le projet c'est nous les habitants", "chez nous on est six à vouloir ça",
			"ma frangine et moi", "moi é mon frère", "des voisins du bourg et moi", "avec trois autres maraîchers", "avec Julie on veut monter une friperie",
			"trois amis me suivent", "j'ai embarqué deux copains dans l'aventure", "mon associé est maraîcher", "je fais partie d'un collectif", "je ne suis pas seule",
			"je disais seul mais ma voisine est là, on est deux maintenant", "un collectif s'est monté dans le village",
			"nous formons un petit groupe autour d'un four à pain", "aucun de nous n'a tenu de commerce", "les copines me suivent, on monte une friperie",
			"trois artisanes s'installent dans l'ancienne école", "nous, les neuf derniers producteurs, voulons un magasin", "habitants du bourg, nous refusons la fermeture du bar",
			"on en discute entre voisines, on voudrait une crèche", "ma sœur coiffe, moi je soigne les pieds, ensemble on imagine un camion", "avec Jo on brasse de la bière",
			"nous, les anciens de la filature, on cogite à un musée", "une poignée d'irréductibles dont je fais partie veut rouvrir le lavoir", "notre famille veut faire un gîte du moulin", "on est toujours les quatre mêmes à vouloir un café", "j'ai réuni une équipe de six personnes",
		},
		"organisation": {
			"notre association fait tourner un bus. Le département voisin voudrait le même service", "on est onze au bureau de la recyclerie",
			"l'asso que je préside compte 40 membres et la mairie coupe sa subvention", "on est les salariées de l'asso", "au centre social on démarre une conciergerie",
			"le comité des fêtes tient une buvette, on aimerait en faire un café", "la régie de quartier emploie vingt personnes", "l'asso a 15 ans",
			"notre recyclerie déborde", "la ressourcerie déborde, on cherche un deuxième local", "on tient une épicerie associative", "on a 200 adhérents",
			"nos bénévoles sont fatigués", "avec l'asso on voudrait ouvrir une friperie", "à la MJC on voudrait lancer un jardin", "c'est l'asso du moulin",
			"animatrice d'un espace de vie sociale", "coordinatrice d'un tiers-lieu", "bénévole dans une recyclerie", "chargé de mission pour une SCIC",
			"l'association que je préside cherche un local", "projet porté par la MJC", "mission locale du Lot : nous cherchons des idées", "c'est moi la présidente de l'asso",
			"développer notre association", "on vient de créer une asso",
			"je viens de prendre la tête du foyer rural", "l'AMAP dont je m'occupe perd des paniers", "l'ADMR de chez nous, dont je suis secrétaire, manque de bras",
			"ici la coordinatrice de l'espace de vie sociale, on voudrait un four", "le CA m'a demandé de chercher des fonds", "je porte ça pour le comité des fêtes",
		},
		"authority": {
			"nous la mairie on voudrait un médecin", "panneaux solaires sur l'école, mairie de 300 habitants, on commence par quoi", "adjointe aux affaires scolaires, j'aimerais une cantine",
			"vice-présidente d'une communauté d'agglo, déléguée à l'ESS", "secrétaire de mairie à Nontron", "technicien à la com com", "chef de projet PVD",
			"agent du département", "je bosse pour l'agglo", "à la mairie on voudrait un commerce", "la mairie m'a recrutée pour un tiers-lieu",
			"la commune a un local vide et cherche une idée", "commune de 350 habitants cherche épicier", "le projet est porté par la commune",
			"je suis conseillère, la mairie a un terrain", "nouvelle adjointe aux affaires sociales",
			"le conseil municipal cherche un repreneur", "au conseil de la communauté de communes, on travaille à un plan vélo", "première adjointe ici, le presbytère est vide",
			"le maire et moi, son adjoint, réfléchissons à une régie",
		},
		"individual": {
			"un service de repas livrés aux aînés, seul pour l'instant", "je suis seul avec mes chèvres, je voudrais m'associer avec d'autres éleveurs",
			"il n'y a que moi", "je suis la seule à porter ça", "pour l'instant je suis seule", "je n'ai pas d'associé", "je suis boulangère et je cherche un local",
			"veuve, j'aimerais ouvrir une pension", "à 25 ans je voudrais reprendre l'épicerie", "je suis au chômage et je veux ouvrir un café",
			"je quitte mon travail pour ouvrir un gîte",
			"on était trois, je reste seul avec mon projet de café", "étant bergère, je cherche une estive", "non, pas une association, juste moi", "je démarre solo une conserverie",
		},
		"": {
			"je gère un gîte d'étape, ça vivote", "je donne un coup de main à une recyclerie", "je suis juriste et j'aide une asso",
			"les jeunes, on voudrait leur proposer un lieu", "les élus veulent un projet clair", "une asso de mon village cherche des bénévoles",
			"on est à 5 km de Mende", "on est dans un village de 200 habitants", "on est fermés le lundi", "tous les trois mois", "chez nous deux commerces ont fermé",
			"comment décider à plusieurs", "colocation à quatre", "je cherche trois associés", "une amie m'a parlé de vous", "les habitants se plaignent",
			"j'aimerais partager ma maison avec d'autres femmes", "un gîte pour des groupes de jeunes", "mettre en rapport avec des gens",
			"mission locale", "chantier d'insertion lozère", "une association a t elle le droit d'ouvrir un bar", "un local pour les associations",
			"le président d'une asso peut-il être salarié", "je suis inscrite à la mission locale", "notre future coopérative", "quel statut pour mon entreprise",
			"la MJC nous prête son four", "je suis salarié dans une grosse boîte et je veux tout plaquer", "j'ai été présidente d'une asso pendant 10 ans",
			"la mairie est d'accord", "est-ce que la commune peut acheter le local", "un maire peut-il créer une scic", "je suis aidée par la mairie",
			"ma voisine est boulangère", "je cherche un emploi de caissière", "devenir maraîcher bio", "les personnes âgées qui vivent seules",
			"un atelier à 8 clients par mois", "on m'a parlé d'une bande de copains", "des groupes de femmes qui marchent",
			"un stand de vêtements remis à neuf", "on dit qu'à plusieurs on va plus loin", "j'ai réuni huit fois les agriculteurs",
			"il paraît que la com com cherche un gérant", "ils ont repris le bar à six", "on est dix à table dimanche", "je suis seule ce soir",
			"le bourg perd ses habitants et moi j'aimerais un salon", "mon groupe sanguin est rare", "je suis agent immobilier, j'ai un local à louer", "Commune de 140 habitants, deux chevaux",
			"ma tante dirige un ESAT", "les gens veulent du bio", "je travaille à la mairie mais je vous écris pour moi", "la directrice de l'école m'a encouragée", "une maison de santé avec deux médecins serait bien",
		},
	} {
		for _, text := range texts {
			if got := r.Read(text).Facts["holder"]; got != code {
				t.Errorf("Read(%q): holder %q, want %q", text, got, code)
			}
		}
	}
}

// TestStaffByFamily reads families of ways to tell that a structure employs somebody, that it does not, and neither.
func TestStaffByFamily(t *testing.T) {
	r, _, _ := newReader(t)
	for code, texts := range map[string][]string{
		"yes": {
			"l'asso emploie une personne", "on a embauché une coordinatrice", "on paie deux personnes", "ça fait vivre trois personnes", "on a créé 3 emplois",
			"on se salarie à deux", "nos encadrants sont fatigués", "on n'arrive plus à payer nos salariés", "une salariée et 30 bénévoles", "on est deux salariées plus les bénévoles",
			"notre régie compte vingt-deux agents", "j'ai six gars en contrat d'insertion", "on a une coordinatrice à mi-temps", "on n'arrive plus à verser les salaires",
			"notre cuisinier en CDI nous quitte", "une salariée, trente bénévoles", "je suis l'unique permanent du tiers-lieu", "nous sommes une SARL de quatre personnes salariées",
		},
		"no": {
			"on n'embauche pas, on est tous bénévoles", "on emploie personne", "on a plus de salarié depuis janvier", "on n'a encore jamais embauché",
			"on avait une salariée mais elle est partie", "notre salariée est partie et on ne l'a pas remplacée", "pas un seul salarié", "avant j'avais quatre salariés, aujourd'hui plus personne",
			"notre dernière salariée est partie", "le contrat de notre salariée s'est arrêté, plus personne", "on a dû licencier notre seule salariée",
		},
		"": {
			"on aura deux salariés", "à terme deux salariés", "j'ai été salariée 10 ans", "l'entreprise qui m'emploie", "avec ou sans salarié", "on a recruté 10 bénévoles",
			"une exposition permanente", "on a un projet avec des salariés en insertion", "comment se salarier", "mes parents tenaient un hôtel de vingt salariés", "le maire a trois employés communaux", "c'est l'association qui a des salariées, pas moi",
			"mon compagnon est salarié dans une ferme", "le boucher a pris un apprenti", "j'ai un CDD jusqu'en juin", "le café serait tenu par des bénévoles",
			"on rêve d'un emploi aidé", "une asso sans salarié peut-elle ouvrir un bar", "je suis salarié dans une grosse boîte",
		},
	} {
		for _, text := range texts {
			if got := r.Read(text).Facts["employs"]; got != code {
				t.Errorf("Read(%q): employs %q, want %q", text, got, code)
			}
		}
	}
}
