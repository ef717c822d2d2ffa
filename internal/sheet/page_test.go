package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

// rect is what something takes on a page, in mm.
type rect struct {
	what                     string
	left, top, right, bottom float64
}

func (r rect) meets(o rect) bool {
	const touch = 0.01
	return r.left < o.right-touch && o.left < r.right-touch && r.top < o.bottom-touch && o.top < r.bottom-touch
}

// taken lists the texts of a page by the height of their capitals, which is what must never be written over.
func taken(p page) []rect {
	var all []rect
	for _, s := range p.spans {
		size := s.style.size * mmPerPoint
		all = append(all, rect{s.text, s.x, s.y - size*0.72, s.x + s.width, s.y + size*0.05})
	}
	return all
}

// checkPage tells what is wrong with the layout of a page: texts over one another, over the QR code or its quiet zone, or
// outside the margins.
func checkPage(p page, margin float64) error {
	texts := taken(p)
	inside := rect{"page", margin, margin, p.width - margin, p.height - margin}
	if p.code != nil {
		q := p.code.quiet()
		quiet := rect{"QR code", p.code.x - q, p.code.y - q, p.code.x + p.code.side + q, p.code.y + p.code.side + q}
		if quiet.left < 0 || quiet.top < 0 || quiet.right > p.width || quiet.bottom > p.height {
			return fmt.Errorf("the QR code leaves the page: %+v", quiet)
		}
		for _, b := range p.boxes {
			if (rect{"box", b.x, b.y, b.x + b.width, b.y + b.height}).meets(quiet) {
				return fmt.Errorf("a box stands in the quiet zone: %+v", b)
			}
		}
		texts = append(texts, quiet)
	}
	for i, t := range texts {
		if t.what != "QR code" && (t.left < inside.left-0.1 || t.right > inside.right+0.1 || t.top < inside.top-0.1 || t.bottom > inside.bottom+0.1) {
			return fmt.Errorf("%q leaves the margins: %+v", t.what, t)
		}
		for _, o := range texts[:i] {
			if t.meets(o) {
				return fmt.Errorf("%q and %q overlap: %+v %+v", t.what, o.what, t, o)
			}
		}
	}
	return nil
}

func newLetters(t testing.TB) *faces {
	t.Helper()
	letters, err := newFaces()
	if err != nil {
		t.Fatal(err)
	}
	return letters
}

// fullSheet has n entries a section, all of them long.
func fullSheet(n int) Sheet {
	s := toySheet()
	text := strings.Repeat("Accompagne les habitants d’un territoire rural, de l’idée au lancement. ", 12)
	for i := range s.Sections {
		s.Sections[i].Entries = nil
		for j := range n {
			s.Sections[i].Entries = append(s.Sections[i].Entries, Entry{
				fmt.Sprintf("Acteur %d.%d", i, j), text, []string{text, text, "Fiche relue le 3 novembre 2026."}, "https://www.exemple.org/" + fmt.Sprint(i, "-", j),
			})
		}
	}
	return s
}

// pages counts the pages of a PDF.
func pages(pdf []byte) int {
	return bytes.Count(pdf, []byte("/Type /Page\n"))
}

func TestSheetsOfAnyLengthAreOnePageInOrder(t *testing.T) {
	letters := newLetters(t)
	for name, s := range map[string]Sheet{"toy": toySheet(), "3 each": fullSheet(3), "40 each": fullSheet(40), "empty": {}, "strange": strangeSheet()} {
		p, err := s.page(letters)
		if err != nil {
			t.Fatal(err)
		}
		if err := checkPage(p, sheetRight-3.1); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		pdf, err := s.PDF()
		if err != nil || pages(pdf) != 1 {
			t.Errorf("%s: %d pages, %v", name, pages(pdf), err)
		}
	}
}

// strangeSheet is what nobody should send.
func strangeSheet() Sheet {
	long := strings.Repeat("é", 5000)
	arabic, emoji := strings.Repeat("مرحبا بالعالم ", 400), strings.Repeat("👩‍🌾🏡", 900)
	s := Sheet{
		Title: long, Subtitle: arabic, Date: emoji, MoreText: long, SourcesLabel: long, Sources: []string{arabic, long, emoji}, Footer: long,
		Link: "https://exemple.org/" + strings.Repeat("a", 380), Code: long, CodeLabel: "\x00\xff\u202e\t\n",
	}
	for range 60 {
		s.Answers = append(s.Answers, Line{long, arabic})
		section := Section{Title: emoji + long}
		for range 60 {
			section.Entries = append(section.Entries, Entry{long, arabic, []string{long, "", emoji, long}, "javascript:" + long})
		}
		s.Sections = append(s.Sections, section)
	}
	return s
}

func TestWhatDoesNotFitIsCounted(t *testing.T) {
	letters := newLetters(t)
	for _, n := range []int{1, 2, 3, 5, 8, 20, 40} {
		s := fullSheet(n)
		p, err := s.page(letters)
		if err != nil {
			t.Fatal(err)
		}
		shown, left := 0, 0
		for _, span := range p.spans {
			var count int
			switch {
			case strings.HasPrefix(span.text, "Acteur "):
				shown++
			default:
				if _, err := fmt.Sscanf(span.text, "…\u00a0et %d de plus", &count); err == nil {
					left += count
				} else if _, err := fmt.Sscanf(span.text, "… et %d de plus", &count); err == nil {
					left += count
				}
			}
		}
		if want := n * len(s.Sections); shown+left != want || shown == 0 {
			t.Errorf("%d entries a section: %d shown and %d said to be left out, want %d in all", n, shown, left, want)
		}
	}
}

func TestTheFirstSectionIsCutLast(t *testing.T) {
	p, err := fullSheet(6).page(newLetters(t))
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]int{}
	for _, span := range p.spans {
		if name, found := strings.CutPrefix(span.text, "Acteur "); found {
			section, _, _ := strings.Cut(name, ".")
			shown[section]++
		}
	}
	if shown["0"] < keepFirst || shown["0"] < shown["3"] {
		t.Errorf("entries shown by section: %v", shown)
	}
}

func TestPostersOfAnyLengthAreOnePageInOrder(t *testing.T) {
	letters := newLetters(t)
	s := strangeSheet()
	strange := Poster{Title: s.Title, Place: s.Subtitle, Pitch: s.Title, ScanLabel: s.Footer, Link: s.Link, LinkLabel: s.Title, Code: s.Code, CodeLabel: s.Title, Footer: s.Footer}
	emoji := Poster{Title: "👩‍🌾 Une idée ? 🏡", Place: s.Date, Link: link}
	for name, p := range map[string]Poster{"toy": toyPoster(), "empty": {}, "strange": strange, "emoji": emoji} {
		for format, width := range map[string]float64{"": 210, "A4": 210, "A5": 148} {
			p.Format = format
			placed, err := p.page(letters)
			if err != nil {
				t.Fatal(err)
			}
			if err := checkPage(placed, posterMargin*width/posterWidth-0.1); err != nil {
				t.Errorf("%s %s: %v", name, format, err)
			}
			if p.Link != "" && placed.code.side < 0.38*placed.width {
				t.Errorf("%s %s: the QR code is %.0f mm wide on %.0f", name, format, placed.code.side, placed.width)
			}
			if pdf, err := p.PDF(); err != nil || pages(pdf) != 1 {
				t.Errorf("%s %s: %d pages, %v", name, format, pages(pdf), err)
			}
		}
	}
}

func TestPosterRefusals(t *testing.T) {
	var format *FormatError
	if _, err := (Poster{Format: "A3"}).PDF(); !errors.As(err, &format) || format.Format != "A3" {
		t.Errorf("format A3: %v", err)
	}
	tooLong := "https://exemple.org/" + strings.Repeat("a", 5000)
	if _, err := (Poster{Link: tooLong}).PDF(); !errors.Is(err, ErrLink) {
		t.Errorf("long link: %v", err)
	}
	if _, err := (Sheet{Link: tooLong}).PDF(); !errors.Is(err, ErrLink) {
		t.Errorf("long link: %v", err)
	}
}

func TestTheSameContentGivesTheSameBytes(t *testing.T) {
	for name, pdf := range map[string]func() ([]byte, error){"sheet": toySheet().PDF, "poster": toyPoster().PDF, "undated": Sheet{Title: "É"}.PDF} {
		var group sync.WaitGroup
		first := made(t, pdf)
		for range 3 {
			group.Go(func() {
				again, err := pdf()
				if err != nil || !bytes.Equal(first, again) {
					t.Errorf("%s: other bytes, %v", name, err)
				}
			})
		}
		group.Wait()
	}
	early, late := toySheet(), toySheet()
	late.Created = early.Created.Add(time.Hour)
	if bytes.Equal(made(t, early.PDF), made(t, late.PDF)) {
		t.Error("the date of creation is not written")
	}
}

func made(t *testing.T, pdf func() ([]byte, error)) []byte {
	t.Helper()
	out, err := pdf()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOnlyAddressesOfTheWebCanBePressed(t *testing.T) {
	for address, want := range map[string]string{
		"https://exemple.org/a?b=c": "https://exemple.org/a?b=c", "http://exemple.org": "http://exemple.org", "https://exemple.org/é": "https://exemple.org/%C3%A9",
		"javascript:alert(1)": "", "exemple.org": "", "": "", "mailto:a@exemple.org": "", "https://": "", "https://%zz": "", "file:///etc/hosts": "",
	} {
		if got := target(address); got != want {
			t.Errorf("target(%q) = %q, want %q", address, got, want)
		}
	}
	pdf := string(made(t, toySheet().PDF))
	if got := strings.Count(pdf, "/URI ("); got != 8 {
		t.Errorf("%d links in the sheet, want 7 addresses and the QR code", got)
	}
}

// TestEveryLetterOfTheFontsCanBeWritten stands for the writing of the PDF in the fuzz targets below, which try layouts only.
func TestEveryLetterOfTheFontsCanBeWritten(t *testing.T) {
	letters := newLetters(t)
	var all []rune
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if letters.has(r) {
			all = append(all, r)
		}
	}
	out := page{width: pageWidth, height: pageHeight}
	for w := range weights {
		for i, chunk := range slices.Collect(slices.Chunk(all, 60)) {
			out.spans = append(out.spans, span{x: 10, y: 10 + float64(i), text: string(chunk), style: style{w, 6, 1, black()}, url: `https://exemple.org/(\` + string(chunk)})
		}
	}
	if pdf, err := out.pdf(letters, string(all), undated()); err != nil || pages(pdf) != 1 || len(all) < 600 {
		t.Fatalf("%d letters, %d pages, %v", len(all), pages(pdf), err)
	}
}

func FuzzSheet(f *testing.F) {
	f.Add("Votre fiche", "Une épicerie « à plusieurs » : où ?", "https://exemple.org/x", uint8(3), uint8(2))
	f.Add("👩‍🌾 \u202e مرحبا", strings.Repeat("mot-très-long/", 300), "javascript:x", uint8(40), uint8(9))
	f.Add("\U00010000\x00\xff", "\u00a0\u00a0:\u00a0", "", uint8(0), uint8(0))
	letters := newLetters(f)
	f.Fuzz(func(t *testing.T, short, text, address string, entries, sections uint8) {
		s := Sheet{Title: short, Subtitle: text, Date: short, MoreText: "… et {n} de plus", SourcesLabel: short, Sources: []string{text, address}, Footer: text, Link: address, Code: short, CodeLabel: text}
		for range sections % 5 {
			section := Section{Title: short}
			for range entries % 30 {
				section.Entries = append(section.Entries, Entry{short, text, []string{text, short}, address})
			}
			s.Sections = append(s.Sections, section)
			s.Answers = append(s.Answers, Line{short, text})
		}
		p, err := s.page(letters)
		if errors.Is(err, ErrLink) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := checkPage(p, sheetRight-3.1); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzPoster(f *testing.F) {
	f.Add("Une idée ?", "Épicerie, tiers-lieu…", link, "J-H8G41-7W0R2", true)
	letters := newLetters(f)
	f.Fuzz(func(t *testing.T, title, pitch, address, code string, small bool) {
		p := Poster{Place: pitch, Title: title, Pitch: pitch, ScanLabel: title, Link: address, LinkLabel: title, Code: code, CodeLabel: pitch, Footer: pitch}
		if small {
			p.Format = "A5"
		}
		placed, err := p.page(letters)
		if errors.Is(err, ErrLink) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := checkPage(placed, 12.9); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkSheet(b *testing.B) {
	s := toySheet()
	for b.Loop() {
		if _, err := s.PDF(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFullSheet(b *testing.B) {
	s := fullSheet(20)
	for b.Loop() {
		if _, err := s.PDF(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStrangeSheet(b *testing.B) {
	s := strangeSheet()
	for b.Loop() {
		if _, err := s.PDF(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPoster(b *testing.B) {
	p := toyPoster()
	for b.Loop() {
		if _, err := p.PDF(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestMoreTextOfNothingIsEmptyBlock(t *testing.T) {
	b, whole := newLetters(t).paragraph(" \u00a0👩‍🌾 ", style{regular, 10, 1.3, black()}, area{width: 50, most: 2})
	if diff := cmp.Diff(0, len(b.spans)); diff != "" || b.height != 0 || !whole {
		t.Errorf("an empty text takes %v mm: %s", b.height, diff)
	}
}
