package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/fnv"
	"image"
	"image/color"
	"image/png"
	"strings"

	"rsc.io/qr/coding"
)

// ErrLink is a link that a QR code readable on paper cannot hold: empty, or of more than about 400 characters.
var ErrLink = errors.New("sheet: link that a QR code cannot hold")

// ErrSize is a size in which a picture of a QR code cannot be drawn.
var ErrSize = errors.New("sheet: size of QR code out of bounds")

const (
	// quietZone is the white border that readers need, in modules.
	quietZone = 4
	// maxVersion keeps the modules large enough on the sheet: 77 on 32 mm.
	maxVersion = 15
	masks      = 8
	// MaxQRSize is the widest picture, in pixels.
	MaxQRSize = 4096
)

// qrCode is the square of modules, without its quiet zone.
type qrCode struct {
	size  int
	level coding.Level
	code  *coding.Code
}

func (q qrCode) dark(x, y int) bool { return q.code.Black(x, y) }

// newQR encodes a link in the smallest square that corrects errors at level M, then at the best level that fits that square,
// with the mask that readers find easiest.
func newQR(link string) (qrCode, error) {
	var text coding.Encoding = coding.String(link)
	if coding.Alpha(link).Check() == nil {
		text = coding.Alpha(link)
	}
	fits := func(v coding.Version, l coding.Level) bool { return text.Bits(v) <= v.DataBytes(l)*8 }
	version := coding.Version(1)
	for version <= maxVersion && !fits(version, coding.M) {
		version++
	}
	if link == "" || version > maxVersion {
		return qrCode{}, fmt.Errorf("%w: %d characters", ErrLink, len(link))
	}
	level := coding.M
	for level < coding.H && fits(version, level+1) {
		level++
	}
	best, least := qrCode{}, 0
	for mask := range coding.Mask(masks) {
		plan, err := coding.NewPlan(version, level, mask)
		if err != nil {
			return qrCode{}, fmt.Errorf("sheet: QR code: %w", err)
		}
		code, err := plan.Encode(text)
		if err != nil {
			return qrCode{}, fmt.Errorf("sheet: QR code: %w", err)
		}
		q := qrCode{code.Size, level, code}
		if p := q.penalty(); best.code == nil || p < least {
			best, least = q, p
		}
	}
	return best, nil
}

// run is a row of dark modules side by side.
type run struct{ x, y, length int }

// runs lists the dark modules row by row.
func (q qrCode) runs() []run {
	var list []run
	for y := range q.size {
		for x := 0; x < q.size; x++ {
			start := x
			for x < q.size && q.dark(x, y) {
				x++
			}
			if x > start {
				list = append(list, run{start, y, x - start})
			}
		}
	}
	return list
}

// QRPNG draws the QR code of a link as a black and white PNG of size × size pixels, its quiet zone of four modules
// included. It returns ErrLink or ErrSize when that cannot be.
func QRPNG(link string, size int) ([]byte, error) {
	q, err := newQR(link)
	if err != nil {
		return nil, err
	}
	scale := size / (q.size + 2*quietZone)
	if scale < 1 || size > MaxQRSize {
		return nil, fmt.Errorf("%w: %d pixels for %d modules", ErrSize, size, q.size+2*quietZone)
	}
	picture := image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{color.White, color.Black})
	start := (size - q.size*scale) / 2
	for _, r := range q.runs() {
		for y := range scale {
			row := picture.Pix[picture.PixOffset(start+r.x*scale, start+r.y*scale+y):]
			for x := range r.length * scale {
				row[x] = 1
			}
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("sheet: PNG: %w", err)
	}
	return out.Bytes(), nil
}

// QRSVG draws the QR code of a link as an SVG of one unit a module, its quiet zone included, with a title and the link as
// its description for those who do not see it. It returns ErrLink when the link does not fit.
func QRSVG(link string) (string, error) {
	q, err := newQR(link)
	if err != nil {
		return "", err
	}
	var path, described strings.Builder
	for _, r := range q.runs() {
		fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", r.x+quietZone, r.y+quietZone, r.length, r.length)
	}
	if err := xml.EscapeText(&described, []byte(link)); err != nil {
		return "", fmt.Errorf("sheet: SVG: %w", err)
	}
	side := q.size + 2*quietZone
	name := fnv.New32a()
	name.Write([]byte(link))
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[1]d" width="%[2]d" height="%[2]d" role="img" lang="fr" `+
		`aria-labelledby="qr-%[3]x-t qr-%[3]x-d" shape-rendering="crispEdges">
<title id="qr-%[3]x-t">Code QR</title>
<desc id="qr-%[3]x-d">%[4]s</desc>
<rect width="%[1]d" height="%[1]d" fill="#fff"/>
<path d="%[5]s" fill="#000"/>
</svg>
`, side, side*8, name.Sum32(), described.String(), path.String()), nil
}
