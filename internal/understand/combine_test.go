package understand_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// part is a piece of sentence and what it says of one slot.
type part struct{ text, says string }

// openings begin a sentence; what follows is the name of an activity.
func openings() []part {
	return []part{
		{"j'ai une idée de %s", "idea"}, {"je rêve d'ouvrir %s", "idea"}, {"on aimerait monter %s",
			"idea"}, {"nous réfléchissons à créer %s", "idea"}, {"j'ai envie de lancer %s", "idea"},
		{"je voudrais créer %s", "idea"}, {"et si on ouvrait %s", "idea"}, {"jaimerai monter %s", "idea"}, {"on pense ouvrir %s",
			"idea"}, {"l'idée serait de créer %s", "idea"},
		{"je veux ouvrir %s", "creation"}, {"on va créer %s", "creation"}, {"nous montons %s", "creation"}, {"on lance %s",
			"creation"}, {"je souhaite reprendre %s", "creation"},
		{"on est en train de monter %s", "creation"}, {"je vais ouvrir %s", "creation"}, {"nous voulons créer %s",
			"creation"}, {"jveux lancer %s", "creation"}, {"on cherche à monter %s", "creation"},
		{"on a ouvert %s il y a trois ans", "consolidation"}, {"nous avons lancé %s en 2020",
			"consolidation"}, {"j'ai créé %s l'an dernier", "consolidation"}, {"il faut consolider %s", "consolidation"},
		{"on veut changer d'échelle avec %s", "development"},
	}
}

func activities() []part {
	return []part{
		{"une épicerie", "local-shops"}, {"un café associatif", "local-shops"}, {"une boulangerie",
			"local-shops"}, {"un restaurant", "local-shops"}, {"une recyclerie", "circular-economy"},
		{"une friperie solidaire", "circular-economy"}, {"une ferme pédagogique", "food-farming"}, {"une brasserie",
			"food-farming"}, {"un magasin de producteurs", "food-farming"}, {"un jardin partagé", "food-farming"},
		{"un garage solidaire", "mobility"}, {"un atelier vélo", "mobility"}, {"un tiers-lieu",
			"third-places"}, {"un espace de coworking", "third-places"}, {"une micro-crèche", "care"},
		{"une maison de santé", "care"}, {"un gîte", "tourism"}, {"un camping", "tourism"}, {"une librairie",
			"culture"}, {"un festival", "culture"},
		{"un habitat partagé", "housing"}, {"une colocation pour seniors", "housing"}, {"un chantier d'insertion",
			"inclusion"}, {"un fablab", "crafts"}, {"un atelier de couture", "crafts"}, {"une centrale solaire", "energy"},
	}
}

func places() []part {
	return []part{
		{"", ""}, {"à Mende", "48095"}, {"a gueret", "23096"}, {"en Lozère", "48"}, {"dans le 48", "48"}, {"ds lardeche",
			"07"}, {"près de Langogne", "48080"}, {"du côté d'Ambert", "63003"},
		{"dans la Drôme", "26"}, {"au Puy-en-Velay", "43157"}, {"vers Figeac", "46102"}, {"à Tours",
			"37261"}, {"dans le département du Lot", "46"}, {"à 10 km de Rodez", "12202"}, {"(Creuse)", "23"}, {"à Luc (48)",
			"48086"},
	}
}

func people() []part {
	return []part{
		{"", ""}, {"avec ma sœur", "collective"}, {"on est quatre", "collective"}, {"à plusieurs", "collective"}, {"toute seule",
			""}, {"je suis maire", "authority"}, {"notre association", ""},
		{"je suis présidente d'une association", "organisation"}, {"nous sommes un groupe d'habitants",
			"collective"}, {"en couple", "collective"}, {"je suis élu à la communauté de communes", "authority"},
	}
}

func wants() []part {
	return []part{
		{"", ""}, {"je cherche un local", "premises"}, {"comment trouver des financements", "funding"}, {"quel statut choisir",
			"legal-form"}, {"on n'a pas d'argent", "funding"}, {"il faudrait embaucher", "hiring"},
		{"on a besoin de se former", "training"}, {"comment mobiliser les habitants",
			"participation"}, {"on cherche à rencontrer d'autres porteurs de projet",
			"network"}, {"je voudrais tester mon activité", "testing"}, {"on a du mal à décider ensemble",
			"governance"}, {"le modèle économique est fragile", "business-model"},
	}
}

// TestPartsTogether puts parts side by side in a thousand sentences: each must say in the whole what it says alone.
func TestPartsTogether(t *testing.T) {
	r, _, _ := newReader(t)
	random := rand.New(rand.NewPCG(7, 48))
	pick := func(list []part) part { return list[random.IntN(len(list))] }
	const total = 1000
	wrong := 0
	for range total {
		opening, activity, place, who, want := pick(openings()), pick(activities()), pick(places()), pick(people()), pick(wants())
		said := strings.TrimSpace(fmt.Sprintf(opening.text, activity.text) + " " + place.text)
		if who.text != "" && who.text != "notre association" && who.text != "toute seule" {
			said = who.text + ", " + said
		}
		if want.text != "" {
			said += ". " + want.text
		}
		u := r.Read(said)
		var faults []string
		check := func(slot, got, want string) {
			if want != "" && got != want {
				faults = append(faults, fmt.Sprintf("%s %q, want %q", slot, got, want))
			}
		}
		check("stage", u.Facts["stage"], opening.says)
		check("sector", u.Facts["sector"], activity.says)
		check("holder", u.Facts["holder"], who.says)
		check("need", u.Facts["need"], want.says)
		if place.says != "" {
			check("place", placeGot(u), place.says)
		} else if got := placeGot(u); got != "" {
			faults = append(faults, "place "+got)
		}
		if len(faults) > 0 {
			wrong++
			t.Logf("%s\n\t%s", said, strings.Join(faults, "\n\t"))
		}
	}
	if wrong > total/100 {
		t.Errorf("%d sentences of %d", wrong, total)
	}
}
