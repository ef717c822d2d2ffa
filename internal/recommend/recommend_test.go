package recommend_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"jalon/index"
	"jalon/internal/geo"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

var gazetteer = sync.OnceValues(geo.Load)

func places(t testing.TB) *geo.Gazetteer {
	t.Helper()
	g, err := gazetteer()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func place(t testing.TB, code string) geo.Place {
	t.Helper()
	p, known := places(t).Place(code)
	if !known {
		t.Fatalf("no place %s", code)
	}
	return p
}

// toy makes an engine over the shipped vocabulary and wording and actors written as "id: fields".
func toy(t testing.TB, actors map[string]string) *recommend.Engine {
	t.Helper()
	files := fstest.MapFS{}
	glossary, err := fs.Glob(knowledge.Files, "glossary/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(glossary, "vocabulary/codes.yaml", "wording/bot.yaml", "tree/tree.yaml", "references/references.yaml") {
		data, err := fs.ReadFile(knowledge.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	for id, fields := range actors {
		text := fmt.Sprintf("name: \"%s\"\ndoes: \"Aide.\"\nsources: []\nverified: {on: \"2026-01-01\", by: \"test\"}\n", strings.ToUpper(id))
		given := map[string]bool{}
		for _, field := range strings.Split(fields, "; ") {
			key, value, _ := strings.Cut(field, "=")
			given[key] = true
			if key == "territory" {
				value = "{include: " + value + "}"
			}
			text += key + ": " + value + "\n"
		}
		for key, value := range map[string]string{
			"kind": "incubator", "stages": "[idea, creation, consolidation, development]",
			"holders": "[individual, collective, organisation, authority]", "territory": "{include: [\"FR\"]}",
		} {
			if !given[key] {
				text += key + ": " + value + "\n"
			}
		}
		files["actors/national/"+id+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	base, err := knowledge.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return recommend.New(base, places(t), nil)
}

func ids(r recommend.Result) []string {
	var list []string
	for _, a := range r.Actors {
		list = append(list, a.Actor.ID)
	}
	return list
}

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

var monday = day("2026-06-01")

func profile(t testing.TB, code string) recommend.Profile {
	return recommend.Profile{Stage: "idea", Holder: "individual", Sector: "mobility", Place: place(t, code)}
}

func TestOrder(t *testing.T) {
	tests := map[string]struct {
		actors map[string]string
		change func(*recommend.Profile)
		want   []string
	}{
		"never outside coverage": {
			map[string]string{"here": `territory=["48"]`, "there": `territory=["07"]`, "region": `territory=["R76"]`},
			nil, []string{"here", "region"},
		},
		"the more local first": {
			map[string]string{"nation": "name2=", "department": `territory=["48"]`, "commune": `territory=["48080"]`, "region": `territory=["R76"]`},
			nil, []string{"commune", "department", "region", "nation"},
		},
		"then the nearer office": {
			map[string]string{
				"far": `territory=["48"]; offices=[{commune: "48095"}]`, "near": `territory=["48"]; offices=[{commune: "48080"}]`, "nowhere": `territory=["48"]`,
			}, nil, []string{"near", "far", "nowhere"},
		},
		"a purpose before nearness": {
			map[string]string{"near": `territory=["48080"]`, "made": `territory=["48"]; made_for=[{holders: [individual]}]`},
			nil, []string{"made", "near"},
		},
		"a purpose for others counts for nothing": {
			map[string]string{"near": `territory=["48080"]`, "made": `territory=["48"]; made_for=[{holders: [collective]}]`},
			nil, []string{"near", "made"},
		},
		"a need that an actor answers comes first": {
			map[string]string{"near": `territory=["48080"]`, "funder": `territory=["R76"]; kind=funder; needs=[funding]`},
			func(p *recommend.Profile) { p.Need = "funding" }, []string{"funder", "near"},
		},
		"without the need a funder stays behind": {
			map[string]string{"near": `territory=["R76"]`, "funder": `territory=["48"]; kind=funder; needs=[funding]`},
			nil, []string{"near", "funder"},
		},
		"a specialist of the sector before an equal": {
			map[string]string{"any": `territory=["48"]`, "cars": `territory=["48"]; sectors=[mobility]`},
			nil, []string{"cars", "any"},
		},
		"a late review goes down": {
			map[string]string{"late": `territory=["48"]; review_by="2026-01-01"`, "fresh": `territory=["48"]; review_by="2027-01-01"`},
			nil, []string{"fresh", "late"},
		},
		"what is over is never proposed": {
			map[string]string{"over": `territory=["48080"]; status=past`, "open": `territory=["R76"]`},
			nil, []string{"open"},
		},
		"an employer gets the DLA": {
			map[string]string{
				"near": `territory=["48080"]`, "dla": `relays=department; kind=dla; conditions=[employs]; made_for=[{holders: [organisation], employs: "yes"}]`,
			},
			func(p *recommend.Profile) { p.Holder, p.Employs = "organisation", "yes" }, []string{"dla", "near"},
		},
		"nobody else gets the DLA": {
			map[string]string{
				"near": `territory=["48080"]`, "dla": `relays=department; kind=dla; conditions=[employs]; made_for=[{holders: [organisation], employs: "yes"}]`,
			},
			func(p *recommend.Profile) { p.Holder = "organisation" }, []string{"near"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for id, fields := range test.actors {
				if fields == "name2=" {
					test.actors[id] = `kind=incubator`
				}
			}
			p := profile(t, "48080")
			if test.change != nil {
				test.change(&p)
			}
			result := toy(t, test.actors).For(p, monday)
			if diff := cmp.Diff(test.want, ids(result)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRelaxation(t *testing.T) {
	tests := map[string]struct {
		actors  map[string]string
		want    []string
		relaxed []recommend.Criterion
	}{
		"nothing relaxed when someone fits, however far": {
			map[string]string{"fits": `territory=["FR"]; sectors=[mobility]`, "near": `territory=["48080"]; sectors=[energy]`},
			[]string{"fits"}, nil,
		},
		"the sector first": {
			map[string]string{"sector": `sectors=[energy]`, "holder": `holders=[authority]`},
			[]string{"sector"}, []recommend.Criterion{"sector"},
		},
		"then the holder": {
			map[string]string{"holder": `holders=[authority]`, "stage": `stages=[development]`},
			[]string{"holder"}, []recommend.Criterion{"sector", "holder"},
		},
		"then the stage": {
			map[string]string{"stage": `stages=[development]; holders=[authority]; sectors=[energy]`},
			[]string{"stage"}, []recommend.Criterion{"sector", "holder", "stage"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			result := toy(t, test.actors).For(profile(t, "48080"), monday)
			if diff := cmp.Diff(test.want, ids(result)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.relaxed, result.Relaxed); diff != "" && len(test.relaxed)+len(result.Relaxed) > 0 {
				t.Error(diff)
			}
			said := 0
			for _, reason := range result.Actors[0].Reasons {
				said += strings.Count(reason.Rule, "relaxed")
			}
			if said != len(result.Actors[0].Unmet) {
				t.Errorf("%d relaxations said, %d made", said, len(result.Actors[0].Unmet))
			}
		})
	}
}

func TestEqualsTakeTurnsByDay(t *testing.T) {
	engine := toy(t, map[string]string{"a": `territory=["48"]`, "b": `territory=["48"]`, "c": `territory=["48"]`})
	first := map[string]int{}
	for i := range 9 {
		today := monday.AddDate(0, 0, i)
		morning, evening := engine.For(profile(t, "48080"), today.Add(time.Hour)), engine.For(profile(t, "48095"), today.Add(23*time.Hour))
		if diff := cmp.Diff(ids(morning), ids(evening)); diff != "" {
			t.Errorf("two answers on one day: %s", diff)
		}
		first[ids(morning)[0]]++
	}
	if diff := cmp.Diff(map[string]int{"a": 3, "b": 3, "c": 3}, first); diff != "" {
		t.Error(diff)
	}
}

func TestPartlyCoveredDepartmentIsSaid(t *testing.T) {
	engine := toy(t, map[string]string{"part": `territory=["48080"]`, "whole": `territory=["48"]`})
	result := engine.For(profile(t, "48"), monday)
	if diff := cmp.Diff([]string{"whole"}, ids(result)); diff != "" || result.Partly != 1 {
		t.Errorf("partly %d, %s", result.Partly, diff)
	}
}

func TestPathFollowsTheStages(t *testing.T) {
	engine := toy(t, map[string]string{"start": `stages=[idea]`, "build": `stages=[creation]`, "grow": `stages=[consolidation, development]`})
	var path []string
	for _, next := range engine.For(profile(t, "48080"), monday).Path {
		path = append(path, next.Stage+" "+next.Actor.ID)
	}
	if diff := cmp.Diff([]string{"creation build", "consolidation grow", "development grow"}, path); diff != "" {
		t.Error(diff)
	}
}

func TestWhyNot(t *testing.T) {
	engine := toy(t, map[string]string{
		"near": `territory=["48"]`, "dla": `kind=dla; conditions=[employs]; holders=[organisation]; stages=[consolidation]`,
		"fabrique": `kind=fabrique; holders=[authority]; territory=["23"]`,
	})
	p := profile(t, "48080")
	result := engine.For(p, monday)
	for kind, want := range map[string][]string{"dla": {"employs", "holder"}, "fabrique": {"covers", "holder"}} {
		refusal, found := engine.WhyNot(p, kind, result)
		var rules []string
		for _, reason := range refusal.Reasons {
			rules = append(rules, reason.Rule)
		}
		if diff := cmp.Diff(want, rules); diff != "" || !found {
			t.Errorf("%s: found %v %s", kind, found, diff)
		}
	}
}

// shipped is the engine over the real base.
func shipped(t testing.TB) (*knowledge.Base, *recommend.Engine) {
	t.Helper()
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.Build(base)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ix.Close() })
	return base, recommend.New(base, places(t), ix)
}

func TestEveryReasonHasItsSentence(t *testing.T) {
	base, engine := shipped(t)
	for i, d := range places(t).Departments() {
		p := recommend.Profile{
			Stage: base.Vocabulary.Stages[i%4].Code.Value, Holder: base.Vocabulary.Holders[i/4%4].Code.Value,
			Sector: base.Vocabulary.Sectors[i%13].Code.Value, Need: base.Vocabulary.Needs[i%10].Code.Value, Employs: []string{"", "yes", "no"}[i%3], Place: d,
		}
		for _, r := range engine.For(p, monday).Actors {
			for _, reason := range r.Reasons {
				if strings.ContainsAny(reason.Text, "{}") || strings.HasPrefix(reason.Text, "reason.") || strings.HasPrefix(reason.Text, "distance.") {
					t.Errorf("%s for %s: %q", reason.Rule, r.Actor.ID, reason.Text)
				}
			}
		}
	}
}

func TestGuideCases(t *testing.T) {
	_, engine := shipped(t)
	tests := []struct {
		name  string
		p     recommend.Profile
		place string
		want  string
	}{
		{"a group with an idea in Herm", recommend.Profile{Stage: "idea", Holder: "collective", Sector: "local-shops"}, "40123", "ploucs"},
		{"somebody with an idea in Laval", recommend.Profile{Stage: "idea", Holder: "individual", Sector: "other"}, "53130", "apess-53"},
		{"somebody with an idea in Ambert", recommend.Profile{Stage: "idea", Holder: "individual", Sector: "culture"}, "63003", "la-breche"},
		{"a place to find in Crest", recommend.Profile{Stage: "creation", Holder: "collective", Sector: "third-places", Need: "premises"}, "26108", "villages-vivants"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.p.Place = place(t, test.place)
			for _, sector := range []string{test.p.Sector, "mobility", "care"} {
				test.p.Sector = sector
				if got := ids(engine.For(test.p, monday)); got[0] != test.want {
					t.Errorf("sector %s: %v, want %s first", sector, got, test.want)
				}
			}
		})
	}
}

func TestNobodyIsLeftAlone(t *testing.T) {
	base, engine := shipped(t)
	for _, d := range places(t).Departments() {
		around := engine.At(d)
		for _, stage := range base.Vocabulary.Stages {
			for _, holder := range base.Vocabulary.Holders {
				for _, sector := range base.Vocabulary.Sectors {
					p := recommend.Profile{Stage: stage.Code.Value, Holder: holder.Code.Value, Sector: sector.Code.Value}
					best, _, _, found := around.Best(p, monday)
					if !found {
						t.Fatalf("nobody for %s %s %s in %s", p.Stage, p.Holder, p.Sector, d.Name)
					}
					if engine.Contact(best.Actor, d).URL == "" {
						t.Fatalf("no way to reach %s from %s", best.Actor.ID, d.Name)
					}
				}
			}
		}
	}
}

func TestAlwaysInsideCoverage(t *testing.T) {
	base, engine := shipped(t)
	g := places(t)
	n := 0
	for commune := range g.Communes() {
		if n++; n%17 != 0 {
			continue
		}
		p := recommend.Profile{Stage: base.Vocabulary.Stages[n%4].Code.Value, Holder: base.Vocabulary.Holders[n/4%4].Code.Value, Sector: "other"}
		best, _, _, found := engine.At(commune).Best(p, monday)
		if !found {
			t.Fatalf("nobody in %s", commune.Name)
		}
		include, except := base.Codes(best.Actor.Territory)
		codes := append(recommend.Territories(commune), commune.Code)
		if !slices.ContainsFunc(include, func(c string) bool { return slices.Contains(codes, c) }) || slices.Contains(except, commune.Code) {
			t.Fatalf("%s is proposed in %s, outside %v", best.Actor.ID, commune.Name, include)
		}
	}
}

func BenchmarkFor(b *testing.B) {
	_, engine := shipped(b)
	p := recommend.Profile{Stage: "idea", Holder: "collective", Sector: "local-shops", Place: place(b, "40123")}
	for b.Loop() {
		engine.For(p, monday)
	}
}
