package sheet

import (
	"fmt"
	"time"
)

// Poster is the sheet of paper that a facilitator pins up: a large QR code and how to do without it. Every field may be
// empty, or longer than there is room for.
type Poster struct {
	// Place is where it is pinned up, above Title, the words seen from afar.
	Place, Title, Pitch string
	// ScanLabel says what to do with the QR code.
	ScanLabel string
	// Link is in the QR code, and in clear after LinkLabel. Without it there is no QR code.
	Link, LinkLabel string
	// Code is the same as Link, short enough to type, after CodeLabel.
	Code, CodeLabel string
	Footer          string
	// Format is "A5" or "A4"; A4 when empty.
	Format string
	// Created is written in the document's properties; zero gives a fixed date.
	Created time.Time
}

// FormatError is a format of paper that posters do not have.
type FormatError struct{ Format string }

func (e *FormatError) Error() string {
	return fmt.Sprintf("sheet: no poster in format %q, only A4 and A5", e.Format)
}

// The poster is laid out as wide as A5; A4 is the same, larger by the ratio of their widths. In mm.
const (
	posterWidth  = 148.0
	posterMargin = 13.0
	posterInner  = posterWidth - 2*posterMargin
	bandHeight   = 3.4
	// leastCode is the least room kept for the QR code and its quiet zone, mostCode the largest side of the code.
	leastCode, mostCode = 85.0, 92.0
)

// PDF lays the poster out on one page. It returns ErrLink when the link does not fit a QR code, and a *FormatError for a
// format other than A4 and A5.
func (p Poster) PDF() ([]byte, error) {
	letters, err := newFaces()
	if err != nil {
		return nil, err
	}
	sheet, err := p.page(letters)
	if err != nil {
		return nil, err
	}
	return sheet.pdf(letters, p.Title, p.Created)
}

// page places everything.
func (p Poster) page(letters *faces) (page, error) {
	scale, height := 1.0, 210.0
	switch p.Format {
	case "", "A4":
		scale = pageWidth / posterWidth
		height = pageHeight / scale
	case "A5":
	default:
		return page{}, &FormatError{p.Format}
	}
	var code *placedCode
	least := 0.0
	if p.Link != "" {
		q, err := newQR(p.Link)
		if err != nil {
			return page{}, err
		}
		code, least = &placedCode{qrCode: q, link: p.Link}, leastCode
	}
	above, below := p.fit(letters, height-2*posterMargin-least)
	out := page{width: posterWidth * scale, height: height * scale, code: code}
	out.put(above.scaled(scale), posterMargin*scale, posterMargin*scale)
	out.put(below.scaled(scale), posterMargin*scale, (height-posterMargin-below.height)*scale)
	if code != nil {
		// The code and its quiet zone stand in the middle of what the texts leave.
		free := height - 2*posterMargin - above.height - below.height
		code.side = min(free/(1+2*quietZone/float64(code.size)), mostCode) * scale
		code.x, code.y = (out.width-code.side)/2, (posterMargin+above.height+free/2)*scale-code.side/2
	}
	return out, nil
}

// fit sets the texts above and below the code in the largest letters that take at most room mm together.
func (p Poster) fit(letters *faces, room float64) (above, below block) {
	const step, smallest = 0.05, 0.45
	for size := 1.0; ; size -= step {
		above, below = p.above(letters, size), p.below(letters, size)
		if above.height+below.height <= room || size < smallest {
			return above, below
		}
	}
}

// above is what stands over the code.
func (p Poster) above(letters *faces, size float64) block {
	var b block
	b.add(stripes(posterInner, bandHeight), 0)
	b.gap(6 * size)
	p.lines(letters, &b, size, []posterText{
		{p.Place, 2, 1.5, style{regular, 15, 1.25, soft()}, ""},
		{p.Title, 3, 3, style{bold, 31, 1.12, accent()}, ""},
		{p.Pitch, 5, 0, style{regular, 14, 1.32, black()}, ""},
	})
	return b
}

// below is what stands under the code.
func (p Poster) below(letters *faces, size float64) block {
	var b block
	p.lines(letters, &b, size, []posterText{
		{p.ScanLabel, 2, 4, style{bold, 12, 1.28, black()}, ""},
	})
	if p.Code != "" {
		p.lines(letters, &b, size, []posterText{
			{p.CodeLabel, 2, 0.6, style{regular, 11, 1.28, soft()}, ""},
			{p.Code, 2, 3, letters.widest(p.Code, style{bold, 27, 1.15, black()}, posterInner), ""},
		})
	}
	if p.Link != "" {
		p.lines(letters, &b, size, []posterText{
			{p.LinkLabel, 2, 0, style{regular, 9.5, 1.3, soft()}, ""},
			{shown(p.Link), 3, 4, letters.widest(shown(p.Link), style{regular, 11.5, 1.3, black()}, posterInner), p.Link},
		})
	}
	b.add(stripes(posterInner, bandHeight), 0)
	if p.Footer != "" {
		b.gap(2)
		p.lines(letters, &b, size, []posterText{{p.Footer, 3, 0, style{regular, 8, 1.3, soft()}, ""}})
	}
	return b
}

// posterText is one text of a poster, in at most most lines with gap mm below.
type posterText struct {
	text  string
	most  int
	gap   float64
	style style
	url   string
}

func (p Poster) lines(letters *faces, b *block, size float64, texts []posterText) {
	for _, t := range texts {
		t.style.size *= size
		lines, _ := letters.paragraph(t.text, t.style, area{width: posterInner, most: t.most, align: centre, url: t.url})
		if lines.height > 0 {
			b.add(lines, 0)
			b.gap(t.gap * size)
		}
	}
}

// widest makes the letters of a text smaller, down to a half, so that it stands on one line.
func (f *faces) widest(text string, s style, width float64) style {
	if long := f.face[s.weight].width(f.clean(text), s.size); long > width {
		s.size *= max(0.5, width/long*0.995)
	}
	return s
}
