// Package sheet makes what people keep on paper: the orientation sheet as a PDF of one page, the poster of a link, and the
// link's QR code as a picture.
//
// The room knows no actor, tree or profile: it lays out texts that arrive ready in French. What holds:
//
//   - a sheet is one A4 page, always: what does not fit is left out from the end of the least important section and a line
//     says so; nothing overlaps, nothing leaves the margins;
//   - any text is safe: what the fonts cannot draw becomes a small square or disappears (see [Undrawable]);
//   - the fonts are inside the PDF, with the letters of French; everything can be read once printed in black and white;
//   - links can be pressed in the PDF and read in clear on paper;
//   - the same content gives the same bytes: no clock, no chance;
//   - QR codes correct errors at level M or better and keep a quiet zone of four modules.
package sheet

import "time"

// Sheet is an orientation to keep, print or forward. Every field may be empty, or longer than there is room for.
type Sheet struct {
	Title, Subtitle string
	Date            string
	// Answers are what the person said.
	Answers []Line
	// Sections come most important first: room is taken from the last ones.
	Sections []Section
	// MoreText is the line below the sections when some were shortened; "{n}" in it is the number of entries left out.
	MoreText string
	// SourcesLabel introduces Sources.
	SourcesLabel string
	Sources      []string
	Footer       string
	// Link reopens the orientation; it is in the QR code and in clear. Without it there is no QR code.
	Link string
	// Code is the same as Link, short enough to type; CodeLabel says what to do with it.
	Code, CodeLabel string
	// Created is written in the document's properties; zero gives a fixed date.
	Created time.Time
}

// Line is one answer.
type Line struct{ Label, Text string }

// Section is a list of entries, most important first.
type Section struct {
	Title   string
	Entries []Entry
}

// Entry is an actor, a step or a thing to read.
type Entry struct {
	Title, Text string
	Details     []string
	// URL is shown in clear, and can be pressed when it is an address of the web.
	URL string
}

// The page of a sheet, in mm.
const (
	pageWidth, pageHeight = 210.0, 297.0
	sheetLeft, sheetRight = 22.0, 16.0
	sheetTop, sheetBottom = 16.0, 13.0
	sheetWidth            = pageWidth - sheetLeft - sheetRight
	poleLeft, poleWidth   = 11.0, 3.0
	poleBands             = 21
)

// PDF lays the sheet out on one A4 page. It returns ErrLink when the link does not fit a QR code.
func (s Sheet) PDF() ([]byte, error) {
	letters, err := newFaces()
	if err != nil {
		return nil, err
	}
	p, err := s.page(letters)
	if err != nil {
		return nil, err
	}
	return p.pdf(letters, s.Title, s.Created)
}

// page places everything.
func (s Sheet) page(letters *faces) (page, error) {
	p := page{width: pageWidth, height: pageHeight}
	if s.Link != "" {
		q, err := newQR(s.Link)
		if err != nil {
			return p, err
		}
		p.code = &placedCode{qrCode: q, link: s.Link, x: sheetLeft + sheetWidth - codeSide, y: sheetTop, side: codeSide}
	}
	l := layout{faces: letters, sheet: s, code: p.code}
	head, foot := l.head(), l.foot()
	room := pageHeight - sheetTop - sheetBottom - head.height - foot.height
	p.put(pole(poleWidth, pageHeight-sheetTop-sheetBottom, poleBands), poleLeft, sheetTop)
	p.put(head, sheetLeft, sheetTop)
	p.put(l.body(room), sheetLeft, sheetTop+head.height)
	p.put(foot, sheetLeft, pageHeight-sheetBottom-foot.height)
	return p, nil
}
