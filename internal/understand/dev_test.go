package understand_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"jalon/internal/geo"
	"jalon/internal/understand"
	"jalon/knowledge"
)

// example is a sentence of testdata/dev.yaml and what it says.
type example struct {
	Say     string            `yaml:"say"`
	Stage   string            `yaml:"stage"`
	Holder  string            `yaml:"holder"`
	Sector  string            `yaml:"sector"`
	Need    string            `yaml:"need"`
	Employs string            `yaml:"employs"`
	Place   string            `yaml:"place"`
	Which   string            `yaml:"which"`
	Near    string            `yaml:"near"`
	Abroad  string            `yaml:"abroad"`
	Hint    []string          `yaml:"hint"`
	Intent  understand.Intent `yaml:"intent"`
	Terms   []string          `yaml:"terms"`
}

// facts are the answers expected, place aside.
func (e example) facts() map[string]string {
	return map[string]string{"stage": e.Stage, "holder": e.Holder, "sector": e.Sector, "need": e.Need, "employs": e.Employs}
}

func examples(t testing.TB) []example {
	t.Helper()
	data, err := os.ReadFile("testdata/dev.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var list []example
	if err := yaml.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// newReader reads with the shipped base.
func newReader(t testing.TB) (*understand.Reader, *knowledge.Base, *geo.Gazetteer) {
	t.Helper()
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	places, err := geo.Load()
	if err != nil {
		t.Fatal(err)
	}
	return understand.New(base, places), base, places
}

// score counts right answers, wrong ones and missing ones.
type score struct{ right, wrong, missing int }

func (s score) precision() float64 {
	if s.right+s.wrong == 0 {
		return 1
	}
	return float64(s.right) / float64(s.right+s.wrong)
}

func (s score) recall() float64 {
	if s.right+s.missing == 0 {
		return 1
	}
	return float64(s.right) / float64(s.right+s.missing)
}

func (s *score) count(got, want string) (right bool) {
	switch {
	case got == want && want != "":
		s.right++
	case got != want:
		if got != "" {
			s.wrong++
		}
		if want != "" {
			s.missing++
		}
	}
	return got == want
}

// placeGot writes what was understood of the place, and placeWant what was expected, in one form.
func placeGot(u understand.Understanding) string {
	switch {
	case u.Place != nil:
		return u.Place.Code
	case u.Abroad != "":
		return u.Abroad
	case u.Guessed:
		return "near"
	case len(u.Places) > 0:
		return "which"
	}
	return ""
}

func placeWant(t testing.TB, places *geo.Gazetteer, e example) string {
	t.Helper()
	switch {
	case e.Place != "":
		a := places.Resolve(e.Place)
		if len(a.Candidates) == 0 {
			t.Fatalf("%s: no place %q", e.Say, e.Place)
		}
		return a.Candidates[0].Code
	case e.Abroad != "":
		return e.Abroad
	case e.Near != "":
		return "near"
	case e.Which != "":
		return "which"
	}
	return ""
}

func TestDevelopmentSentences(t *testing.T) {
	r, _, places := newReader(t)
	scores := map[string]*score{}
	for _, slot := range []string{"stage", "holder", "sector", "need", "employs", "place", "intent"} {
		scores[slot] = &score{}
	}
	for _, e := range examples(t) {
		u := r.Read(e.Say)
		var faults []string
		check := func(slot, got, want string) {
			if !scores[slot].count(got, want) {
				faults = append(faults, fmt.Sprintf("%s %q, want %q", slot, got, want))
			}
		}
		for slot, want := range e.facts() {
			check(slot, u.Facts[slot], want)
		}
		got, want := placeGot(u), placeWant(t, places, e)
		if slices.Contains(e.Hint, "place") && (got == "which" || got == "") {
			got = want
		}
		check("place", got, want)
		check("intent", string(u.Intent), string(e.Intent))
		for _, slot := range e.Hint {
			if !slices.Contains(u.Ambiguous, slot) {
				faults = append(faults, "no hint of "+slot)
			}
		}
		if e.Near != "" && !slices.ContainsFunc(u.Places, func(m geo.Match) bool { return m.Code == e.Near }) {
			faults = append(faults, "not proposed: "+e.Near)
		}
		if terms := termIDs(u); !slices.Equal(terms, e.Terms) && len(terms)+len(e.Terms) > 0 {
			faults = append(faults, fmt.Sprintf("terms %v, want %v", terms, e.Terms))
		}
		if len(faults) > 0 {
			t.Logf("%s\n\t%s", e.Say, strings.Join(faults, "\n\t"))
		}
	}
	for slot, s := range scores {
		t.Logf("%-8s precision %.3f recall %.3f (%+v)", slot, s.precision(), s.recall(), *s)
		if s.precision() < 0.99 || s.recall() < 0.98 {
			t.Errorf("%s: precision %.3f, recall %.3f", slot, s.precision(), s.recall())
		}
	}
}

func termIDs(u understand.Understanding) []string {
	var ids []string
	for _, term := range u.Terms {
		ids = append(ids, term.ID)
	}
	return ids
}
