package invite

import (
	"bufio"
	"errors"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jalon/internal/geo"
	"jalon/knowledge"
)

var payloadPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func TestTablesHoldTheWholeVocabulary(t *testing.T) {
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fields() {
		if len(f.codes) >= 1<<f.bits {
			t.Errorf("%s: %d codes do not fit %d bits", f.slot, len(f.codes), f.bits)
		}
		for _, code := range base.Vocabulary.List(f.slot) {
			if !slices.Contains(f.codes, code.Code.Value) {
				t.Errorf("%s %s has no number: append it", f.slot, code.Code.Value)
			}
		}
	}
}

func TestEveryPlaceRoundTrips(t *testing.T) {
	places, err := geo.Load()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	check := func(code string) {
		n++
		want := Invite{Facts: map[string]string{"place": code}}
		payload, err := want.Payload()
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		got, ok := Read(payload)
		if diff := cmp.Diff(want, got); diff != "" || !ok {
			t.Fatalf("%s: %s", code, diff)
		}
	}
	for c := range places.Communes() {
		check(c.Code)
	}
	for _, d := range places.Departments() {
		check(d.Code)
	}
	check("FR")
	if n < 35000 {
		t.Fatalf("only %d places", n)
	}
}

// anyInvite makes a random invite with any subset of the answers.
func anyInvite(random *rand.Rand) Invite {
	i := Invite{Facts: map[string]string{}}
	for _, f := range fields() {
		if random.IntN(2) == 0 {
			i.Facts[f.slot] = f.codes[random.IntN(len(f.codes))]
		}
	}
	if place := []string{"", "FR", "48", "2A", "971", "48080", "2B033", "97411", "01001"}[random.IntN(9)]; place != "" {
		i.Facts["place"] = place
	}
	i.Campaign = []string{"", "mairie-de-luc", "a", strings.Repeat("x", MaxCampaign)}[random.IntN(4)]
	return i
}

func FuzzInvitesRoundTrip(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) {
		want := anyInvite(rand.New(rand.NewPCG(seed, 1)))
		payload, err := want.Payload()
		if err != nil || !payloadPattern.MatchString(payload) {
			t.Fatalf("payload %q: %v", payload, err)
		}
		code, err := want.Code()
		if err != nil {
			t.Fatal(err)
		}
		typed := strings.ToLower(strings.Replace(code, "-", " ", 2))
		for form, read := range map[string]func(string) (Invite, bool){payload: Read, code: ReadCode, typed: ReadCode} {
			got, ok := read(form)
			if diff := cmp.Diff(want, got); diff != "" || !ok {
				t.Fatalf("%q: %s", form, diff)
			}
		}
	})
}

func FuzzDamagedPayloads(f *testing.F) {
	f.Add("j1AAAAAAAA")
	f.Add("J-00W08-002SV")
	f.Fuzz(func(t *testing.T, payload string) {
		if i, ok := Read(payload); ok {
			again, err := i.Payload()
			if err != nil || again != payload {
				t.Fatalf("%q reads as %v, which is written %q (%v)", payload, i, again, err)
			}
		}
		if i, ok := ReadCode(payload); ok {
			if _, err := i.Code(); err != nil {
				t.Fatalf("%q reads as %v: %v", payload, i, err)
			}
		}
	})
}

func TestOneWrongCharacterIsNoticed(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	missed, tried := 0, 0
	for range 400 {
		i := anyInvite(random)
		payload, err := i.Payload()
		if err != nil {
			t.Fatal(err)
		}
		for at := range payload {
			damaged := []byte(payload)
			damaged[at] = "ABCxyz019_-"[random.IntN(11)]
			if string(damaged) == payload {
				continue
			}
			tried++
			if _, ok := Read(string(damaged)); ok {
				missed++
			}
		}
	}
	if rate := float64(missed) / float64(tried); rate > 0.003 {
		t.Errorf("%d of %d damaged links read as good ones", missed, tried)
	}
}

func TestRefused(t *testing.T) {
	for _, facts := range []map[string]string{{"stage": "tomorrow"}, {"place": "99999"}, {"place": "4808"}, {"place": "480X0"}, {"place": "2C"}} {
		if payload, err := (Invite{Facts: facts}).Payload(); !errors.Is(err, ErrFact) {
			t.Errorf("%v: %q, %v", facts, payload, err)
		}
	}
	for _, name := range []string{"Mairie", "é", "a_b", "-a", strings.Repeat("x", MaxCampaign+1)} {
		if payload, err := (Invite{Campaign: name}).Payload(); !errors.Is(err, ErrCampaign) {
			t.Errorf("%q: %q, %v", name, payload, err)
		}
	}
	for _, payload := range []string{"", "j1", "groupe", "j2AAAAAAAA", "j1AAAAAAA", "j1AAAAAAAA_", "j1AAAAAAAA_É", strings.Repeat("j", 65)} {
		if i, ok := Read(payload); ok {
			t.Errorf("%q reads as %v", payload, i)
		}
	}
	for _, word := range []string{"jardinage", "jardin partagé à Luc", "J-", "je voudrais", "j'ai une idée"} {
		if i, ok := ReadCode(word); ok {
			t.Errorf("%q reads as %v", word, i)
		}
	}
}

func TestCampaign(t *testing.T) {
	for typed, want := range map[string]string{"mairie de luc": "mairie-de-luc", "  --a!! b ": "a-b", "": "", "…": "", strings.Repeat("ab ", 20): "ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab"} {
		if got := Campaign(typed); got != want {
			t.Errorf("Campaign(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestReleasedLinksDecodeForEver(t *testing.T) {
	const name = "testdata/released.txt"
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	lines, n := bufio.NewScanner(file), 0
	for ; lines.Scan(); n++ {
		columns := strings.Split(lines.Text(), "\t")
		fromPayload, ok1 := Read(columns[0])
		fromCode, ok2 := ReadCode(columns[1])
		if !ok1 || !ok2 || describe(fromPayload) != columns[2] || describe(fromCode) != columns[2] {
			t.Errorf("line %d: %s and %s, want %s", n+1, describe(fromPayload), describe(fromCode), columns[2])
		}
	}
	if n < 60 {
		t.Fatalf("only %d released links", n)
	}
}

func describe(i Invite) string {
	parts := []string{"campaign=" + i.Campaign}
	for _, slot := range []string{"stage", "holder", "sector", "need", "employs", "place"} {
		parts = append(parts, slot+"="+i.Facts[slot])
	}
	return strings.Join(parts, " ")
}

func BenchmarkPayload(b *testing.B) {
	i := Invite{Facts: map[string]string{"stage": "idea", "sector": "care", "place": "48080"}, Campaign: "mairie"}
	for b.Loop() {
		payload, _ := i.Payload()
		Read(payload)
	}
}
