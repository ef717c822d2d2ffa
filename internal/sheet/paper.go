package sheet

import (
	"bytes"
	"fmt"
	"math"
	"net/url"
	"time"

	"github.com/go-pdf/fpdf"
)

// The inks of this room.
func black() ink  { return ink{23, 35, 29} }
func soft() ink   { return ink{74, 90, 82} }
func accent() ink { return ink{26, 96, 73} }
func pale() ink   { return ink{150, 164, 156} }

// family is the name of the embedded fonts inside a PDF.
const family = "Go"

// placedCode is a QR code on a page; it can be pressed.
type placedCode struct {
	qrCode
	link       string
	x, y, side float64
}

// quiet is the width in mm of the white border that readers need around it.
func (c placedCode) quiet() float64 { return quietZone * c.side / float64(c.size) }

// page is a sheet of paper with everything placed on it, in mm from its top left corner.
type page struct {
	width, height float64
	block
	code *placedCode
}

// pdf draws the page.
func (p page) pdf(letters *faces, title string, created time.Time) ([]byte, error) {
	out := newPaper(letters, p.width, p.height, title, created)
	out.draw(p.block)
	if p.code != nil {
		out.code(*p.code)
	}
	return out.bytes()
}

// paper is the PDF being drawn.
type paper struct{ pdf *fpdf.Fpdf }

// undated is the date of a document for which none was given, so that the same content always gives the same bytes.
func undated() time.Time { return time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC) }

func newPaper(letters *faces, width, height float64, title string, created time.Time) paper {
	pdf := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: fpdf.SizeType{Wd: width, Ht: height}})
	if created.IsZero() {
		created = undated()
	}
	pdf.SetCreationDate(created.UTC())
	pdf.SetModificationDate(created.UTC())
	pdf.SetCatalogSort(true)
	pdf.SetTitle(letters.clean(title), true)
	pdf.SetCreator("Jalon", true)
	pdf.SetLang("fr")
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	for w := range weights {
		pdf.AddUTF8FontFromBytes(family, w.letter(), bytes.Clone(letters.face[w].file))
	}
	pdf.AddPage()
	return paper{pdf}
}

// letter is the PDF library's name of a weight.
func (w weight) letter() string { return [weights]string{"", "B", "I"}[w] }

func (p paper) draw(b block) {
	for _, r := range b.boxes {
		p.pdf.SetFillColor(r.ink.r, r.ink.g, r.ink.b)
		p.pdf.Rect(r.x, r.y, r.width, r.height, "F")
	}
	for _, s := range b.spans {
		p.pdf.SetFont(family, s.style.weight.letter(), s.style.size)
		p.pdf.SetTextColor(s.style.ink.r, s.style.ink.g, s.style.ink.b)
		p.pdf.Text(s.x, s.y, s.text)
		if target := target(s.url); target != "" {
			size := s.style.size * mmPerPoint
			p.pdf.SetFillColor(s.style.ink.r, s.style.ink.g, s.style.ink.b)
			p.pdf.Rect(s.x, s.y+size*0.12, s.width, size*0.05, "F")
			p.pdf.LinkString(s.x, s.y-size*0.85, s.width, size*1.15, target)
		}
	}
}

// target is the address that a press opens: only those of the web, written in plain ASCII.
func target(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return u.String()
}

// code draws a QR code. Modules are whole hundredths of a point, the finest that the PDF library writes, so that all have
// the same size: the code may come out smaller than asked by a hair.
func (p paper) code(c placedCode) {
	module := math.Floor(c.side/mmPerPoint/float64(c.size)*100) / 100 * mmPerPoint
	p.pdf.SetFillColor(0, 0, 0)
	for _, r := range c.runs() {
		left, top := c.x+float64(r.x)*module, c.y+float64(r.y)*module
		right, bottom := left+float64(r.length)*module, top+module
		p.pdf.MoveTo(left, top)
		p.pdf.LineTo(right, top)
		p.pdf.LineTo(right, bottom)
		p.pdf.LineTo(left, bottom)
		p.pdf.ClosePath()
	}
	p.pdf.DrawPath("F")
	if address := target(c.link); address != "" {
		p.pdf.LinkString(c.x, c.y, c.side, c.side, address)
	}
}

// bytes ends the document.
func (p paper) bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("sheet: PDF: %w", err)
	}
	return out.Bytes(), nil
}
