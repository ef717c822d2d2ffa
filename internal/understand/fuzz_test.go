package understand_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"jalon/internal/understand"
	"jalon/knowledge"
)

// checkReading verifies what must hold of any text whatever.
func checkReading(t *testing.T, r *understand.Reader, base *knowledge.Base, text string) {
	t.Helper()
	u := r.Read(text)
	if again := r.Read(text); !cmp.Equal(u, again) {
		t.Errorf("Read(%q) differs the second time:\n%s", text, cmp.Diff(u, again))
	}
	for _, s := range u.Spans {
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End || text[s.Start:s.End] != s.Text {
			t.Errorf("Read(%q): span %+v is not in the text", text, s)
		}
		if utf8.ValidString(text) && !utf8.ValidString(s.Text) {
			t.Errorf("Read(%q): span %+v cuts a character", text, s)
		}
	}
	for slot, code := range u.Facts {
		if slot == "employs" && (code == "yes" || code == "no") {
			continue
		}
		if base.Vocabulary.Find(slot, code) == nil {
			t.Errorf("Read(%q): %s is %q, which is no code", text, slot, code)
		}
		if slices.Contains(u.Ambiguous, slot) {
			t.Errorf("Read(%q): %s is both sure and not", text, slot)
		}
		if !slices.ContainsFunc(u.Spans, func(s understand.Span) bool { return s.Slot == slot }) {
			t.Errorf("Read(%q): %s comes from no words", text, slot)
		}
		if c := u.Confidence[slot]; c <= 0 || c > 1 {
			t.Errorf("Read(%q): confidence of %s is %v", text, slot, c)
		}
	}
	if u.Place != nil && (len(u.Places) > 0 || u.Guessed) {
		t.Errorf("Read(%q): a place and candidates", text)
	}
	if u.Place != nil && u.Place.Kind != "commune" && u.Place.Kind != "department" {
		t.Errorf("Read(%q): place of kind %s", text, u.Place.Kind)
	}
	if u.Guessed && len(u.Places) == 0 {
		t.Errorf("Read(%q): guessed nothing", text)
	}
	if u.Intent != understand.Define && len(u.Terms) > 0 {
		t.Errorf("Read(%q): intent %q and %d terms", text, u.Intent, len(u.Terms))
	}
	if len(u.Sectors) > 0 && u.Facts["sector"] != "" && u.Sectors[0] != u.Facts["sector"] {
		t.Errorf("Read(%q): sector %s, sectors %v", text, u.Facts["sector"], u.Sectors)
	}
}

// hostile are texts that nobody sane types.
func hostile() []string {
	return []string{
		"", " ", "\x00", "\xff\xfe", "à", "'", "''''", "-", "---", "(((", "l'", "d'", "à à à à", "le le le le", "9-", "-9", "48",
		"4 8", "2a", "2A004", "€", "20 000 €", "06 12 34 56 78",
		"e\u0301pi\u0300cerie", "ÉPICERIE À MENDE", "İstanbul İ", "ﬁ ligature", "ｅｐｉｃｅｒｉｅ", "épicerie\u200bà\u00a0Mende", "🙂🙂🙂",
		"👩‍🌾 ferme", "\u202eépicerie", "يبحث عن", "日本語", "s.c.i.c", "S.C.I.C.?", "a.b.c.d.e.f.g",
		strings.Repeat("a", 5000), strings.Repeat("à ", 3000), strings.Repeat("saint ", 800), strings.Repeat("épicerie à Mende ", 300), strings.Repeat("pas ", 500), strings.Repeat("(", 2000), strings.Repeat("l'", 2000), strings.Repeat("1 ", 2000), strings.Repeat("xqzwk ", 500), strings.Repeat("é", 3000),
	}
}

func TestAnyTextIsSafe(t *testing.T) {
	r, base, _ := newReader(t)
	for _, text := range hostile() {
		checkReading(t, r, base, text)
	}
	for _, e := range examples(t) {
		checkReading(t, r, base, e.Say)
		checkReading(t, r, base, strings.ToUpper(e.Say))
		for _, cut := range []int{len(e.Say) / 3, len(e.Say) / 2, len(e.Say) - 1} {
			checkReading(t, r, base, e.Say[:cut])
		}
	}
}

// TestReadingIsBounded reads the longest and most repetitive texts within a generous time: the work must not grow with them.
func TestReadingIsBounded(t *testing.T) {
	r, _, _ := newReader(t)
	for _, text := range hostile() {
		best := time.Hour
		for range 3 {
			start := time.Now()
			r.Read(text)
			best = min(best, time.Since(start))
		}
		if best > 100*time.Millisecond {
			t.Errorf("Read of %d bytes beginning %q takes %v", len(text), text[:min(len(text), 20)], best)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text)
	}
	for _, e := range examples(f) {
		f.Add(e.Say)
	}
	r, base, _ := newReader(f)
	f.Fuzz(func(t *testing.T, text string) { checkReading(t, r, base, text) })
}
