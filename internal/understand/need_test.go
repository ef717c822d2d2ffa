package understand_test

import "testing"

// said is a sentence and the answer of one slot that it must give, "" for none.
type said struct{ say, want string }

func checkSlot(t *testing.T, slot string, table []said) {
	t.Helper()
	r, _, _ := newReader(t)
	for _, c := range table {
		if got := r.Read(c.say).Facts[slot]; got != c.want {
			t.Errorf("Read(%q): %s is %q, want %q", c.say, slot, got, c.want)
		}
	}
}

func TestNeedLackingRefusedOrThere(t *testing.T) {
	checkSlot(t, "need", []said{
		// What is there beside what is missing.
		{"on a l'argent mais pas le local", "premises"},
		{"on a le local mais pas un rond", "funding"},
		{"l'argent on l'a, le local non", "premises"},
		{"le foncier on l'a, les statuts aussi, manque plus que des bras", "participation"},
		{"on a le terrain", ""},
		{"la mairie nous prête une salle", ""},
		{"comment faire pour qu'on nous prête une salle", "premises"},
		// What is refused, and what is wanted instead.
		{"il n'est pas question d'embaucher", ""},
		{"je n'ai pas besoin d'argent", ""},
		{"on ne cherche pas de local", ""},
		{"je ne cherche pas de formation, juste un lieu", "premises"},
		{"c'est pas un local qu'il nous faut mais des bénévoles", "participation"},
		{"ne me parlez pas de subventions", ""},
		// What stands for a place of work or a project.
		{"un centre de formation", ""},
		{"nous organisons un festival", ""},
		{"l'ancienne trésorerie", ""},
		{"on est deux salariées plus les bénévoles", ""},
	})
}

func TestNeedInQuestions(t *testing.T) {
	checkSlot(t, "need", []said{
		{"qui a déjà fait ça ?", "network"},
		{"je voudrais savoir si des gens ont déjà monté une laiterie", "network"},
		{"on a déjà fait ça", ""},
		{"y a-t-il des formations ?", "training"},
		{"il nous manque 15 000 € pour démarrer", "funding"},
		{"un budget de 30 000 euros", ""},
		{"c'est l'argent qui bloque", "funding"},
		{"comment on répartit les pouvoirs ?", "governance"},
		{"combien de clients faut-il pour vivre", "business-model"},
		{"comment devenir une coopérative", "legal-form"},
	})
}

func TestSectorChosenRefusedOrAround(t *testing.T) {
	checkSlot(t, "sector", []said{
		{"oubliez le covoiturage, on part plutôt sur la garde d'enfants", "care"},
		{"l'agriculture non merci, plutôt la culture", "culture"},
		{"une menuiserie d'insertion", "inclusion"},
		{"je pleure tous les soirs", ""},
		{"combien de points sur mon permis", ""},
		{"à quelle heure ouvre la déchetterie", ""},
		{"votre appli ne marche pas", ""},
		{"j'ai hérité d'un moulin et je voudrais le restaurer", "culture"},
		{"le moulin de Mazamet", ""},
		{"j'ai une grande maison et j'aimerais la partager", "housing"},
		{"on a trouvé un ancien garage pour notre association", ""},
		{"rouvrir l'ancien bistrot", "local-shops"},
	})
}

func TestWordsTypedAsTheySound(t *testing.T) {
	checkSlot(t, "sector", []said{
		{"un abitat partagé", "housing"}, {"recyclri", "circular-economy"}, {"bibliotek", "culture"}, {"ferm pedago", "food-farming"},
		{"kovoiturage", "mobility"}, {"1 jardin partager", "food-farming"},
	})
	checkSlot(t, "need", []said{
		{"on voudrais embocher une personne", "hiring"}, {"comment trouvé des bénevole", "participation"}, {"il mank juste lé sou", "funding"},
	})
}
