package understand_test

import (
	"slices"
	"strings"
	"testing"

	"jalon/internal/geo"
	"jalon/internal/understand"
	"jalon/knowledge"
)

// TestVotesKeepToTheBase reads with a base that lacks an answer the votes know, then with one that has another they do not know.
func TestVotesKeepToTheBase(t *testing.T) {
	const text = "avec trois amis on voudrait ouvrir un gîte et un petit camping pour les randonneurs au bord du lac"
	places, err := geo.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		change func(base *knowledge.Base)
		want   string
	}{
		{"as shipped", func(*knowledge.Base) {}, "tourism"},
		{"without tourism", func(base *knowledge.Base) {
			base.Vocabulary.Sectors = slices.DeleteFunc(base.Vocabulary.Sectors, func(c knowledge.Code) bool { return c.Code.Value == "tourism" })
			base.Lexicon = slices.DeleteFunc(base.Lexicon, func(e knowledge.LexiconEntry) bool { return e.Code.Value == "tourism" })
		}, ""},
		{"with travel instead", func(base *knowledge.Base) {
			for i := range base.Vocabulary.Sectors {
				if code := &base.Vocabulary.Sectors[i].Code; code.Value == "tourism" {
					code.Value = "travel"
				}
			}
			for i := range base.Lexicon {
				if e := &base.Lexicon[i]; e.Code.Value == "tourism" {
					e.Code.Value = "travel"
				}
			}
		}, "travel"},
	} {
		base, err := knowledge.Load(knowledge.Files)
		if err != nil {
			t.Fatal(err)
		}
		c.change(base)
		if got := understand.New(base, places).Read(text).Facts["sector"]; got != c.want {
			t.Errorf("%s: sector %q, want %q", c.name, got, c.want)
		}
	}
}

// TestVotesAndGrammar reads sentences where votes add to what grammar reads, doubt it, or have no say.
func TestVotesAndGrammar(t *testing.T) {
	r, _, _ := newReader(t)
	for _, c := range []struct{ text, slot, want string }{
		{"je m'installe comme maraîchère et j'aimerais trouver quelques hectares pour mes légumes bio", "holder", "individual"},    // added
		{"mon frère tient la boulangerie, moi je voudrais donner des cours de poterie aux enfants du village", "need", ""},         // doubted: they give courses, they want none
		{"mon frère tient la boulangerie, moi je voudrais donner des cours de poterie aux enfants du village", "sector", "crafts"}, // left
		{"une formation de potier", "need", "training"}, // too short
	} {
		u := r.Read(c.text)
		if got := u.Facts[c.slot]; got != c.want {
			t.Errorf("%q: %s %q, want %q", c.text, c.slot, got, c.want)
		}
		for _, span := range u.Spans {
			if u.Facts[span.Slot] == "" || span.Text != c.text[span.Start:span.End] || strings.TrimSpace(span.Text) == "" {
				t.Errorf("%q: span %+v of %v", c.text, span, u.Facts)
			}
		}
	}
}

// TestVotesOnPlaces reads sentences where votes leave a place that grammar takes, take one that it leaves, or have no say.
func TestVotesOnPlaces(t *testing.T) {
	r, _, _ := newReader(t)
	for _, c := range []struct{ text, want string }{
		{"on a visité le tiers-lieu de Felletin l'été dernier, on voudrait faire pareil chez nous", ""},          // left
		{"après dix ans à Toulouse je reviens à Saint-Girons reprendre la ferme avec deux amis", "09261"},        // added
		{"on est à 15 bornes de Trémargat, à Rostrenen, et on voudrait s'en inspirer pour notre halle", "22266"}, // another than grammar's
		{"notre association organise des concerts à Florac depuis dix ans et manque de bénévoles", "48061"},      // as grammar reads
		{"un café à Felletin", "23079"}, // too short
	} {
		u := r.Read(c.text)
		got := ""
		if u.Place != nil {
			got = u.Place.Code
		}
		if got != c.want {
			t.Errorf("%q: place %q, want %q", c.text, got, c.want)
		}
		if asked := slices.Contains(u.Ambiguous, "place"); asked && u.Place != nil {
			t.Errorf("%q: %s is taken and asked", c.text, got)
		}
		if shown := slices.ContainsFunc(u.Spans, func(s understand.Span) bool { return s.Slot == "place" }); shown != (u.Place != nil || len(u.Places) > 0) {
			t.Errorf("%q: place %q, spans %v", c.text, got, u.Spans)
		}
	}
}

// TestVotesOnAims reads texts where votes tell what grammar does not, and texts that look like them and tell of a project.
func TestVotesOnAims(t *testing.T) {
	r, _, _ := newReader(t)
	for text, want := range map[string]understand.Intent{
		"ma livebox clignote orange":                                    understand.Outside,
		"mon téléphone ne s'allume plus depuis ce matin":                understand.Outside,
		"une livebox pour le tiers-lieu de Guéret":                      understand.None,
		"faut créer un compte":                                          understand.Help,
		"faut créer une association":                                    understand.None,
		"je suis en dépression, je voudrais monter une ferme à Guéret":  understand.Distress,
		"recyclerie Guéret":                                             understand.None,
		"on veut monter une scic, c'est quoi la première étape ?":       understand.None,
		"on n'en peut plus des pesticides, on veut une ferme bio à Die": understand.None,
	} {
		if u := r.Read(text); u.Intent != want {
			t.Errorf("%q is %q, want %q", text, u.Intent, want)
		}
	}
}
