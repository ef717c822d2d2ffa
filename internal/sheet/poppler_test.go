package sheet

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// poppler runs one of poppler's tools on a PDF. Without the tool the test is skipped, except in CI.
func poppler(t *testing.T, pdf []byte, tool string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		if os.Getenv("JALON_CI") != "" {
			t.Fatalf("%s is required in CI: %v", tool, err)
		}
		t.Skipf("%s is not installed", tool)
	}
	name := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	var out, faults bytes.Buffer
	for i, arg := range args {
		if arg == "PDF" {
			args[i] = name
		}
	}
	cmd := exec.CommandContext(t.Context(), tool, args...)
	cmd.Stdout, cmd.Stderr = &out, &faults
	if err := cmd.Run(); err != nil || faults.Len() > 0 {
		t.Fatalf("%s %q: %v %s", tool, args, err, faults.Bytes())
	}
	return out.Bytes()
}

// picture draws the page, in grey as a printer would.
func picture(t *testing.T, pdf []byte, dpi string) *image.Gray {
	t.Helper()
	drawn, err := png.Decode(bytes.NewReader(poppler(t, pdf, "pdftoppm", "-r", dpi, "-gray", "-png", "PDF")))
	if err != nil {
		t.Fatal(err)
	}
	grey := image.NewGray(drawn.Bounds())
	draw.Draw(grey, grey.Bounds(), drawn, image.Point{}, draw.Src)
	return grey
}

func posterOf(format string) Poster {
	p := toyPoster()
	p.Format = format
	return p
}

// documents are one PDF of each kind.
func documents(t *testing.T) map[string][]byte {
	t.Helper()
	return map[string][]byte{
		"sheet": made(t, toySheet().PDF), "full": made(t, fullSheet(20).PDF), "A4": made(t, posterOf("A4").PDF), "A5": made(t, posterOf("A5").PDF),
	}
}

func TestReadersSeeOnePageInFrenchWithItsFonts(t *testing.T) {
	sizes := map[string]string{"sheet": "595.28 x 841.89 pts", "full": "595.28 x 841.89 pts", "A4": "595.28 x 841.89 pts", "A5": "419.53 x 595.28 pts"}
	for name, pdf := range documents(t) {
		info := regexp.MustCompile(` +`).ReplaceAllString(string(poppler(t, pdf, "pdfinfo", "PDF")), " ")
		for _, want := range []string{"Pages: 1\n", "Page size: " + sizes[name], "CreationDate: Sun Nov 22 09:00:00 2026 UTC"} {
			if !strings.Contains(info, want) {
				t.Errorf("%s: no %q in %s", name, want, info)
			}
		}
		if !regexp.MustCompile("Title: (Votre fiche d’orientation|Une idée pour le village\u00a0\\?)\n").MatchString(info) {
			t.Errorf("%s: no title in %s", name, info)
		}
		if !bytes.Contains(pdf, []byte("/Lang (fr)")) {
			t.Errorf("%s: the language is not said", name)
		}
		fonts := strings.Split(strings.TrimSpace(string(poppler(t, pdf, "pdffonts", "PDF"))), "\n")[2:]
		for _, font := range fonts {
			if !strings.Contains(font, "TrueType") || !strings.Contains(font, "Identity-H       yes") {
				t.Errorf("%s: font not embedded: %s", name, font)
			}
		}
		if len(fonts) == 0 || len(pdf) > 120_000 {
			t.Errorf("%s: %d fonts, %d bytes", name, len(fonts), len(pdf))
		}
	}
}

func TestTheTextCanBeCopied(t *testing.T) {
	text := strings.ReplaceAll(string(poppler(t, made(t, toySheet().PDF), "pdftotext", "-layout", "PDF", "-")), "\u00a0", " ")
	s := toySheet()
	wanted := []string{s.Title, s.Subtitle, s.Code, "t.me/jalon_exemple_bot?start=", "j1I0QBsBwE_mairie-de-luc", "« où aller ? » – et", "Œuvre aussi", "de Ç à À :", "3 500 €", "Sources : "}
	for _, section := range s.Sections {
		wanted = append(wanted, section.Title)
		for _, e := range section.Entries {
			wanted = append(wanted, e.Title, strings.TrimPrefix(e.URL, "https://"))
		}
	}
	for _, want := range wanted {
		if !strings.Contains(text, strings.ReplaceAll(want, "\u00a0", " ")) {
			t.Errorf("no %q in %s", want, text)
		}
	}
}

func TestEveryLetterOfFrenchIsDrawn(t *testing.T) {
	letters, all := newLetters(t), strings.Split(strings.Trim(french, "\u00a0"), "")
	out := page{width: pageWidth, height: pageHeight}
	out.gap(30)
	for w := range weights {
		b, whole := letters.paragraph(strings.Join(all, " "), style{w, 14, 1.5, black()}, area{width: 150, most: 20})
		if !whole {
			t.Fatal("the letters do not fit the page")
		}
		out.add(b, 30)
	}
	pdf := made(t, func() ([]byte, error) { return out.pdf(letters, "É", undated()) })
	text := string(poppler(t, pdf, "pdftotext", "-layout", "PDF", "-"))
	for _, letter := range all {
		if n := strings.Count(text, letter); n < 3 {
			t.Errorf("%q is there %d times, want it in the three faces", letter, n)
		}
	}
	blank := inkOn(picture(t, made(t, Poster{}.PDF), "40"))
	for _, letter := range []string{"œ", "Œ", "É", "À", "Ç", "«", "»", "’", "–", "…", "€", "-"} {
		if got := inkOn(picture(t, made(t, Poster{Title: letter}.PDF), "40")); got <= blank {
			t.Errorf("%q leaves no ink", letter)
		}
	}
}

// inkOn adds up how dark a picture is.
func inkOn(drawn *image.Gray) int {
	total := 0
	for _, grey := range drawn.Pix {
		total += 255 - int(grey)
	}
	return total
}

func TestThePrintedCodeReadsBack(t *testing.T) {
	for name, pdf := range documents(t) {
		for _, dpi := range []string{"90", "150"} {
			if got, err := readQR(picture(t, pdf, dpi), false); got != link {
				t.Errorf("%s at %s dpi: read %q, %v", name, dpi, got, err)
			}
		}
	}
}

func TestTheMarginsStayWhite(t *testing.T) {
	const margin = 10 / mmPerPoint // pixels at 72 dpi
	for name, pdf := range documents(t) {
		drawn := picture(t, pdf, "72")
		width, height := drawn.Bounds().Dx(), drawn.Bounds().Dy()
		dark := 0
		for at, grey := range drawn.Pix {
			x, y := at%drawn.Stride, at/drawn.Stride
			if float64(min(x, y, width-1-x, height-1-y)) < margin-1 && grey < 0xF0 {
				dark++
			}
		}
		if dark > 0 {
			t.Errorf("%s: %d dark pixels within 10 mm of the edge", name, dark)
		}
	}
}
