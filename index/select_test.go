package index

import (
	"slices"
	"testing"
)

func TestSelect(t *testing.T) {
	base := loadShipped(t)
	x := build(t, base)
	place := []string{"40122", "E244000865", "40", "R75", "FR"}
	s := Selection{Type: TypeProgramme, Stage: "idea", Holder: "collective", Sector: "mobility", Need: "training", Territories: place, Limit: 1000}
	hits, err := x.Select(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if len(hits) < 3 {
		t.Fatalf("only %d programmes for a group with an idea in the Landes", len(hits))
	}
	for i, h := range hits {
		e := x.entry(h)
		if h.Type != TypeProgramme || !open(e.stages, s.Stage) || !open(e.holders, s.Holder) || !open(e.sectors, s.Sector) {
			t.Errorf("%s does not suit the profile", h.ID)
		}
		if _, covered := reach(e, place); !covered {
			t.Errorf("%s does not act there", h.ID)
		}
		if i > 0 && (h.Score > hits[i-1].Score || h.Score == hits[i-1].Score && h.ID < hits[i-1].ID) {
			t.Errorf("%s (%g) comes after %s (%g)", h.ID, h.Score, hits[i-1].ID, hits[i-1].Score)
		}
	}
	suited := 0
	for i := range x.entries {
		e := &x.entries[i]
		if _, covered := reach(e, place); e.kind == TypeProgramme && covered && open(e.stages, s.Stage) && open(e.holders, s.Holder) && open(e.sectors, s.Sector) {
			suited++
		}
	}
	if suited != len(hits) {
		t.Errorf("%d programmes selected, %d suit", len(hits), suited)
	}
}

func TestSelectOrder(t *testing.T) {
	x := &Index{entries: []entry{
		{id: "anywhere", kind: TypeProgramme},
		{id: "region", kind: TypeProgramme, include: []string{"R75"}},
		{id: "commune", kind: TypeProgramme, include: []string{"40122"}},
		{id: "elsewhere", kind: TypeProgramme, include: []string{"48"}},
		{id: "but", kind: TypeProgramme, include: []string{"R75"}, except: []string{"40"}},
		{id: "need", kind: TypeProgramme, include: []string{"FR"}, needs: []string{"training"}},
		{id: "sector", kind: TypeProgramme, include: []string{"FR"}, sectors: []string{"mobility"}},
		{id: "other-sector", kind: TypeProgramme, sectors: []string{"energy"}},
		{id: "other-stage", kind: TypeProgramme, stages: []string{"development"}},
		{id: "actor", kind: TypeActor},
		{id: "a-tie", kind: TypeProgramme},
	}}
	hits, err := x.Select(t.Context(), Selection{
		Type: TypeProgramme, Stage: "idea", Sector: "mobility", Need: "training", Territories: []string{"40122", "E244000865", "40", "R75", "FR"},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range hits {
		got = append(got, h.ID)
	}
	want := []string{"need", "sector", "commune", "region", "a-tie", "anywhere"}
	if !slices.Equal(got, want) {
		t.Errorf("Select = %v, want %v", got, want)
	}
	everywhere, err := x.Select(t.Context(), Selection{Type: TypeProgramme})
	if err != nil || len(everywhere) != 10 {
		t.Errorf("Select without a profile gives %d, %v; want the 10 programmes", len(everywhere), err)
	}
}

func TestNearness(t *testing.T) {
	place := []string{"48095", "E200069268", "48", "R76", "FR"}
	rising := []entry{
		{include: []string{"35"}},
		{include: []string{"FR"}},
		{include: []string{"48080"}, departments: []string{"48"}},
		{include: []string{"R76"}},
		{include: []string{"48"}},
		{include: []string{"E200069268"}},
		{include: []string{"FR"}, communes: []string{"48095"}},
	}
	for i := 1; i < len(rising); i++ {
		if a, b := nearness(&rising[i-1], place), nearness(&rising[i], place); a >= b {
			t.Errorf("%v gives %g, %v gives %g", rising[i-1].include, a, rising[i].include, b)
		}
	}
	if got := nearness(&entry{include: []string{"R76"}, except: []string{"48"}}, place); got != elsewhere {
		t.Errorf("a region but this department gives %g", got)
	}
	if got := nearness(&entry{}, place); got != everywhere {
		t.Errorf("an entry without territory gives %g", got)
	}
}

func TestDepartmentOf(t *testing.T) {
	for code, want := range map[string]string{
		"FR": "", "R76": "", "48": "48", "2A": "2A", "971": "971", "48095": "48", "2A004": "2A", "97105": "971", "E243500667": "35", "E200069268": "",
		"E242000354": "", "": "",
	} {
		if got := departmentOf(code); got != want {
			t.Errorf("departmentOf(%q) = %q, want %q", code, got, want)
		}
	}
}
