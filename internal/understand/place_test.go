package understand_test

import (
	"fmt"
	"testing"

	"jalon/internal/geo"
)

// TestCommunesInSentences walks every seventeenth commune of France in two frames.
func TestCommunesInSentences(t *testing.T) {
	r, _, places := newReader(t)
	departments := map[string]string{}
	for _, d := range places.Departments() {
		departments[d.Code] = d.Name
	}
	const step = 17
	var asked, named, alone, wrong int
	n := 0
	for p := range places.Communes() {
		if n++; n%step != 0 || departments[p.Department] == "" {
			continue
		}
		asked++
		u := r.Read(fmt.Sprintf("je veux ouvrir une épicerie à %s (%s)", p.Name, departments[p.Department]))
		switch {
		case u.Place != nil && u.Place.Code == p.Code && u.Facts["sector"] == "local-shops" && u.Facts["stage"] == "creation":
			named++
		case u.Place != nil && u.Place.Code != p.Code:
			wrong++
			t.Logf("%s (%s) is read as %s (%s)", p.Name, p.Code, u.Place.Name, u.Place.Code)
		default:
			t.Logf("%s (%s): place %v, places %d, facts %v", p.Name, p.Code, u.Place, len(u.Places), u.Facts)
		}
		if bare := r.Read("à " + p.Name); names(bare.Place, p) || proposes(bare.Places, p) || outgrows(bare.Place, p) {
			alone++
		} else {
			t.Logf("à %s (%s): not found", p.Name, p.Code)
		}
	}
	t.Logf("%d communes: %d read with their department, %d wrong, %d read or proposed after « à »", asked, named, wrong, alone)
	if wrong > 0 || named < asked*995/1000 || alone < asked*995/1000 {
		t.Errorf("%d communes: %d read with their department, %d wrong, %d read or proposed after « à »", asked, named, wrong, alone)
	}
}

// TestTownsInFewWords walks every town, typed with a thumb beside a few words: it is read or proposed, but for a few whose name
// says a project ("la crèche", "trois rivières") or a department ("vienne").
func TestTownsInFewWords(t *testing.T) {
	r, _, places := newReader(t)
	frames := map[string]int{"recyclerie %s": 0, "%s recyclerie": 0, "epicerie vers %s": 0, "je veux ouvrir une creche a %s": 0, "%s, on voudrait un tiers lieu": 0}
	towns := 0
	for p := range places.Communes() {
		if p.Population < 2_000 {
			continue
		}
		towns++
		for frame := range frames {
			if u := r.Read(fmt.Sprintf(frame, geo.Fold(p.Name))); !names(u.Place, p) && !proposes(u.Places, p) && !outgrows(u.Place, p) {
				frames[frame]++
			}
		}
	}
	for frame, unread := range frames {
		if unread > towns*7/1000 {
			t.Errorf("Read(%q): %d of %d towns are neither read nor proposed", frame, unread, towns)
		} else {
			t.Logf("Read(%q): %d of %d towns are neither read nor proposed", frame, unread, towns)
		}
	}
}

// TestNamesAlone reads what is the name of a commune as it is written, though its words say a project too.
func TestNamesAlone(t *testing.T) {
	r, _, _ := newReader(t)
	for text, want := range map[string]string{
		"Mâcon": "71270", "crèche à mâcon": "71270", "maçon": "", "La Crèche": "79048", "la crèche": "", "Neuf-Marché": "76463",
		"Rivière-Salée": "97221", "Bar-Tabac": "", "Café Associatif": "", "Tiers-Lieu": "",
		"La Réunion": "974", "Vienne": "", "Vienne (38)": "38544", "Vienne 86": "86", "dans la Vienne": "86", "Haute-Vienne": "87",
		"Mauléon au Pays basque, café": "64371", "Mauléon, café": "79079",
	} {
		got := ""
		if u := r.Read(text); u.Place != nil {
			got = u.Place.Code
		}
		if got != want {
			t.Errorf("Read(%q): place %q, want %q", text, got, want)
		}
	}
}

func names(got *geo.Place, want geo.Place) bool { return got != nil && got.Code == want.Code }

// outgrows reports whether the place read is a town beside which its homonym is a hamlet: who types the name alone means it.
func outgrows(got *geo.Place, homonym geo.Place) bool {
	return got != nil && geo.Fold(got.Name) == geo.Fold(homonym.Name) && homonym.Population <= 1_000 && got.Population >= max(2_000, 10*homonym.Population)
}

func proposes(got []geo.Match, want geo.Place) bool {
	for _, m := range got {
		if m.Code == want.Code {
			return true
		}
	}
	return false
}

// TestDepartmentsInSentences reads every department as people name it; what lacks its small words is proposed at least.
func TestDepartmentsInSentences(t *testing.T) {
	r, _, places := newReader(t)
	for _, d := range places.Departments() {
		frames := []string{"une recyclerie " + places.In(d), "recyclerie département " + d.Name, "une recyclerie dans le " + d.Code, "recyclerie (" + d.Code + ")", "épicerie " + d.Code}
		for _, frame := range frames {
			u := r.Read(frame)
			if !names(u.Place, d) && (!d.Collectivity() || !proposes(u.Places, d)) && (u.Place == nil || u.Place.Department != d.Code) {
				t.Errorf("Read(%q): place %v, places %d, want %s", frame, u.Place, len(u.Places), d.Name)
			}
		}
		typed := geo.Fold(d.Name)
		for _, frame := range []string{"recyclerie " + typed, typed + " recyclerie", "un café associatif dans " + typed, d.Code + " habitat groupé", "dept " + d.Code + " habitat partagé"} {
			u := r.Read(frame)
			if !names(u.Place, d) && !proposes(u.Places, d) && (u.Place == nil || u.Place.Department != d.Code) {
				t.Errorf("Read(%q): place %v, places %d, want %s at least proposed", frame, u.Place, len(u.Places), d.Name)
			}
		}
	}
}
