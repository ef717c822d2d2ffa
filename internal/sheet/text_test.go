package sheet

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// french is every letter and sign that French texts are made of, the rarer ones included.
const french = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" +
	"àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸñÑáíóúãõ" + ".,;:!?…'’\"“”«»()[]{}-–—/&%€°²³½@#*+=_~→•§№\u00a0"

func TestEveryFaceHasTheLettersOfFrench(t *testing.T) {
	letters := newLetters(t)
	for w, f := range letters.face {
		for _, r := range french + string(unknown) + ellipsis {
			if em, ok := f.advance(r); !ok || em <= 0 {
				t.Errorf("face %d: no %q (%U)", w, r, r)
			}
		}
	}
	for r := rune(0); r < 0x20000; r++ {
		_, has := letters.face[regular].advance(r)
		for w, f := range letters.face {
			if _, ok := f.advance(r); ok != has {
				t.Fatalf("face %d and the regular one do not agree on %U", w, r)
			}
		}
		if has && r > 0xFFFF {
			t.Fatalf("%U is beyond what the PDF library can draw", r)
		}
	}
}

func TestTheHyphenIsNoMinus(t *testing.T) {
	letters := newLetters(t)
	for w, f := range letters.face {
		hyphen, _ := f.advance('-')
		dash, _ := f.advance('–')
		minus, _ := f.advance('\u2212')
		if hyphen >= 0.8*dash || hyphen >= 0.7*minus || hyphen < 0.2 {
			t.Errorf("face %d: the hyphen is %.2f em wide, the dash %.2f, the minus sign %.2f", w, hyphen, dash, minus)
		}
	}
	if err := hyphenate([]byte("not a font")); err == nil {
		t.Error("a font was found in nothing")
	}
}

func TestClean(t *testing.T) {
	letters := newLetters(t)
	for text, want := range map[string]string{
		"Œuvre « à plusieurs » : où ?":        "Œuvre «\u00a0à plusieurs\u00a0»\u00a0: où\u00a0?",
		"déjà\u202f!  Oui\u2009;\tnon\n\nici": "déjà\u00a0! Oui\u00a0; non ici",
		"10 €, 5 %":                           "10\u00a0€, 5\u00a0%",
		"e\u0301te\u0301":                     "été",
		"Saint\u2011Flour":                    "Saint-Flour",
		"3ᵉ édition":                          "3e édition",
		"👩‍🌾 Idée 🏡 locale ✅":                 "Idée locale",
		"مرحبا بالعالم et 漢字":                 "□ □ et □",
		"a\u202eb\u200bc\u00add\x00e\xfff":    "abcdef",
		"  \u00a0 ":                           "",
		": ":                                  ":",
		"":                                    "",
		"Đặng Ștefan Łódź Žižek Ελλάδα": "Đang Ștefan Łódź Žižek Ελλάδα",
	} {
		if diff := cmp.Diff(want, letters.clean(text)); diff != "" {
			t.Errorf("clean(%q): %s", text, diff)
		}
	}
}

func TestUndrawable(t *testing.T) {
	for text, want := range map[string]string{"Épicerie « Œuf » 👩‍🌾 – 10 €…": "", "مم et 漢": "م漢", "□": ""} {
		if got, err := Undrawable(text); got != want || err != nil {
			t.Errorf("Undrawable(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
}

func TestWrap(t *testing.T) {
	f := newLetters(t).face[regular]
	const size, width = 10, 40
	for _, c := range []struct {
		text  string
		most  int
		want  []string
		whole bool
	}{
		{"Une idée", 2, []string{"Une idée"}, true},
		{"Une épicerie associative au village", 2, []string{"Une épicerie associative", "au village"}, true},
		{"Une épicerie associative au village, tenue par ses habitants", 2, []string{"Une épicerie associative", "au village, tenue par…"}, false},
		{"Une épicerie associative\u00a0: laquelle", 9, []string{"Une épicerie", "associative\u00a0: laquelle"}, true},
		{"anticonstitutionnellement-parlant", 1, []string{"anticonstitutionnellem…"}, false},
		{"exemple.org/un-chemin/vers/la-page-du-village", 9, []string{"exemple.org/un-chemin/", "vers/la-page-du-village"}, true},
		{"", 1, nil, true},
	} {
		lines, whole := f.wrap(c.text, size, width, c.most)
		if diff := cmp.Diff(c.want, lines); diff != "" || whole != c.whole {
			t.Errorf("wrap(%q, %d): whole %v, %s", c.text, c.most, whole, diff)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("Une épicerie associative au village", 40.0, 2)
	f.Add(strings.Repeat("m", 5000), 13.0, 7)
	f.Add("aaaa aaaaaaaaaaaaaa\u00a0: -/-/", 9.0, 3)
	letters := newLetters(f)
	f.Fuzz(func(t *testing.T, text string, width float64, most int) {
		if math.IsNaN(width) || width < 6 || width > 500 || most < 1 || most > 60 {
			t.Skip()
		}
		const size = 10
		clean := letters.clean(text)
		if !utf8.ValidString(clean) || letters.clean(clean) != clean {
			t.Fatalf("clean(%q) = %q is not clean", text, clean)
		}
		for w, face := range letters.face {
			lines, whole := face.wrap(clean, size, width, most)
			if len(lines) > most {
				t.Fatalf("%d lines", len(lines))
			}
			for _, line := range lines {
				if got := face.width(line, size); got > width+1e-6 || line == "" {
					t.Fatalf("face %d: line %q takes %v mm of %v", w, line, got, width)
				}
			}
			without := func(s string) string { return strings.ReplaceAll(s, " ", "") }
			if joined := without(strings.Join(lines, "")); whole && joined != without(clean) {
				t.Fatalf("%q became %q", clean, lines)
			} else if !whole && !strings.HasSuffix(lines[most-1], ellipsis) {
				t.Fatalf("%q was cut silently: %q", clean, lines)
			}
		}
	})
}

func TestBalanceKeepsTheWords(t *testing.T) {
	f := newLetters(t).face[bold]
	text := "Épicerie, tiers-lieu, recyclerie : trouvez qui peut vous aider près d’ici, en quelques questions."
	a := area{width: 100, most: 5, align: centre}
	lines, _ := f.wrap(text, 12, a.width, a.most)
	even := f.balance(slices.Clone(lines), text, 12, a)
	if len(even) != len(lines) || strings.Join(even, " ") != text {
		t.Fatalf("balanced: %q", even)
	}
	spread := func(lines []string) float64 {
		least, most := math.Inf(1), 0.0
		for _, line := range lines {
			least, most = min(least, f.width(line, 12)), max(most, f.width(line, 12))
		}
		return most - least
	}
	if spread(even) > spread(lines) {
		t.Errorf("less even than before: %q", even)
	}
}
