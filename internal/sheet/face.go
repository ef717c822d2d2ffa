package sheet

import (
	"bytes"
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// weight chooses one of the three faces.
type weight int

const (
	regular weight = iota
	bold
	italic
	weights
)

// file is the TrueType file of a face. The copy belongs to the caller: the PDF library writes into what it is given.
func (w weight) file() ([]byte, error) {
	file := goregular.TTF
	switch w {
	case bold:
		file = gobold.TTF
	case italic:
		file = goitalic.TTF
	}
	file = bytes.Clone(file)
	return file, hyphenate(file)
}

// mmPerPoint turns the sizes of letters, in points, into the unit of pages.
const mmPerPoint = 25.4 / 72

// face measures the letters of a font; it remembers them and belongs to one document.
type face struct {
	file     []byte
	font     *sfnt.Font
	buffer   sfnt.Buffer
	advances map[rune]float64 // in em; negative for a letter that the font does not have
}

func newFace(w weight) (*face, error) {
	file, err := w.file()
	if err != nil {
		return nil, err
	}
	parsed, err := sfnt.Parse(file)
	if err != nil {
		return nil, fmt.Errorf("sheet: font: %w", err)
	}
	return &face{file: file, font: parsed, advances: map[rune]float64{}}, nil
}

// advance is the width of a letter in em; ok is false when the font does not have it.
func (f *face) advance(r rune) (em float64, ok bool) {
	em, known := f.advances[r]
	if !known {
		em = f.look(r)
		f.advances[r] = em
	}
	return max(em, 0), em >= 0
}

func (f *face) look(r rune) float64 {
	glyph, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil || glyph == 0 {
		return -1
	}
	unit := f.font.UnitsPerEm()
	width, err := f.font.GlyphAdvance(&f.buffer, glyph, fixed.I(int(unit)), font.HintingNone)
	if err != nil {
		return -1
	}
	return float64(width) / float64(fixed.I(int(unit)))
}

// width is the width in mm of a text at a size in points.
func (f *face) width(text string, size float64) float64 {
	total := 0.0
	for _, r := range text {
		em, _ := f.advance(r)
		total += em
	}
	return total * size * mmPerPoint
}

// faces are the three weights of one document, and the texts it has made fit for them.
type faces struct {
	face    [weights]*face
	cleaned map[string]string
}

func newFaces() (*faces, error) {
	all := &faces{cleaned: map[string]string{}}
	for w := range weights {
		f, err := newFace(w)
		if err != nil {
			return nil, err
		}
		all.face[w] = f
	}
	return all, nil
}

// has reports whether a letter can be drawn; the three faces have the same letters.
func (f *faces) has(r rune) bool {
	_, ok := f.face[regular].advance(r)
	return ok
}
