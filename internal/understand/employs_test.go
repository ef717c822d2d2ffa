package understand_test

import "testing"

// TestStaffTold gives ways to say that a structure has staff or none, and look-alikes that say nothing of it ("").
func TestStaffTold(t *testing.T) {
	r, _, _ := newReader(t)
	for want, texts := range map[string][]string{
		"yes": {
			"notre scop (8 salariés) rêve d'une crèche", "Notre foyer rural, une salariée à mi-temps, réfléchit à un prêt d'outils", "deux éducateurs payés s'en occupent",
			"la doctoresse salariée ne prend plus de patients", "on ne paye plus les deux animatrices", "notre régie compte vingt-deux agents",
			"nous sommes 12 dans la coopérative, tous salariés", "nos deux mi-temps coûtent cher", "on a quelqu'un à mi-temps pour l'accueil", "j'ai six gars en contrat",
			"on ne sait pas comment payer nos trois salariés",
		},
		"no": {"aucun d'entre nous n'est rémunéré", "l'association n'emploie personne", "sans un seul salarié", "avant j'avais quatre salariés, aujourd'hui plus personne"},
		"": {
			"un ami a créé sa scop avec douze salariés", "mes parents tenaient un hôtel de vingt salariés", "le maire a trois employés communaux", "mon compagnon est salarié dans une ferme", "le boucher a pris un apprenti", "la crèche d'à côté a six salariées", "on cherche deux animateurs salariés",
			"la mairie nous met à disposition deux agents", "on rêve d'avoir un jour deux salariés", "j'ai un CDI et je veux le quitter",
			"les animateurs salariés de la com com passent le mercredi", "mes trois gars rentrent de l'école",
		},
	} {
		for _, text := range texts {
			if got := r.Read(text).Facts["employs"]; got != want {
				t.Errorf("%q: employs %q, want %q", text, got, want)
			}
		}
	}
}
