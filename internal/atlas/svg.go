package atlas

import (
	"cmp"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
)

// The drawing, in its units. The outlines of the mainland are in half units.
const (
	width, height    = 880, 842
	mapX, mapY       = 8, 84
	half             = 0.5
	insetX, insetY   = 24, 702
	insetSize        = 74
	insetStep        = 92
	squareX, squareY = 506, 704
	squareSize       = 22
	zoomX, zoomY     = 646, 96
	zoomScale        = 2.6
	legendX, legendY = 646, 330
)

// overseas lists the departments drawn apart, at their own scale; nearby those of Paris, drawn again larger.
func overseas() []string { return []string{"971", "972", "973", "974", "976"} }
func nearParis() []string {
	return []string{"75", "77", "78", "91", "92", "93", "94", "95"}
}

// WriteSVG draws the map.
func (m Map) WriteSVG(w io.Writer) error {
	all, err := shapes()
	if err != nil {
		return err
	}
	d := &drawing{m: m, shapes: all}
	d.open()
	d.mainland()
	d.capital()
	d.islands()
	d.squares()
	d.legend()
	d.line(`<text x="%d" y="%d" class="small">%s</text>`, insetX, height-14, html.EscapeString(m.Credit))
	d.line("</svg>")
	if _, err := io.WriteString(w, d.String()); err != nil {
		return fmt.Errorf("atlas: %w", err)
	}
	return nil
}

// drawing is an SVG being written.
type drawing struct {
	strings.Builder
	m      Map
	shapes map[string]shape
}

func (d *drawing) line(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

func (d *drawing) class(key string) Class {
	if i := slices.IndexFunc(d.m.Classes, func(c Class) bool { return c.Key == key }); i >= 0 {
		return d.m.Classes[i]
	}
	return Class{Key: key, Color: "#ffffff", Ink: "#333333"}
}

func (d *drawing) area(code string) Area {
	if i := slices.IndexFunc(d.m.Areas, func(a Area) bool { return a.Code == code }); i >= 0 {
		return d.m.Areas[i]
	}
	return Area{Code: code, Name: code}
}

// open writes the frame, the hatchings and the title.
func (d *drawing) open() {
	top := 0
	if d.m.Title == "" {
		top = mapY - 12
	}
	d.line(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 %d %d %d" width="%d" height="%d" role="img" aria-labelledby="title desc">`, top, width, height-top, width, height-top)
	d.line(`<title id="title">%s</title>`, html.EscapeString(cmp.Or(d.m.Title, "Carte de France par département")))
	d.line(`<desc id="desc">%s</desc>`, html.EscapeString(d.m.Subtitle))
	d.line(`<style>text{font-family:"DejaVu Sans",Verdana,sans-serif;fill:#1a1a1a;font-size:12px}.title{font-size:22px;font-weight:bold}.small{font-size:10px;fill:#444}.code{text-anchor:middle;pointer-events:none}.area{stroke:#ffffff;stroke-width:.8;stroke-linejoin:round}.frame{fill:none;stroke:#777}</style>`)
	d.line("<defs>")
	for _, c := range d.m.Classes {
		d.line(`<pattern id="p-%s" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="%s"/>%s</pattern>`, c.Key, c.Color, hatch(c))
	}
	d.line("</defs>")
	d.line(`<rect y="%d" width="%d" height="%d" fill="#ffffff"/>`, top, width, height-top)
	if d.m.Title != "" {
		d.line(`<text x="24" y="40" class="title">%s</text>`, html.EscapeString(d.m.Title))
		d.line(`<text x="24" y="64">%s</text>`, html.EscapeString(d.m.Subtitle))
	}
}

// hatch is the drawing of one tile of a hatching.
func hatch(c Class) string {
	stroke := fmt.Sprintf(`stroke="%s" stroke-width=".8" stroke-opacity=".75" fill="none"`, c.Ink)
	switch c.Hatch {
	case "dots":
		return fmt.Sprintf(`<circle cx="3.5" cy="3.5" r="1" fill="%s"/>`, c.Ink)
	case "rising":
		return fmt.Sprintf(`<path d="M0 7L7 0M-2 2L2 -2M5 9L9 5" %s/>`, stroke)
	case "falling":
		return fmt.Sprintf(`<path d="M0 0L7 7M-2 5L2 9M5 -2L9 2" %s/>`, stroke)
	case "lines":
		return fmt.Sprintf(`<path d="M0 3.5H7" %s/>`, stroke)
	case "cross":
		return fmt.Sprintf(`<path d="M0 7L7 0M0 0L7 7" %s/>`, stroke)
	}
	return ""
}

// mainland draws the departments of Europe, and the code of those large enough.
func (d *drawing) mainland() {
	v := view{half, mapX, mapY}
	for _, code := range d.codes() {
		d.outline(code, v)
	}
	for _, code := range d.codes() {
		if !slices.Contains([]string{"75", "92", "93", "94"}, code) {
			d.code(code, v, 8.5)
		}
	}
}

// codes lists the departments of the mainland.
func (d *drawing) codes() []string {
	var codes []string
	for code := range d.shapes {
		if len(code) == 2 {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}

func (d *drawing) outline(code string, v view) {
	area := d.area(code)
	d.line(`<path class="area" data-code="%s" fill="url(#p-%s)" d="%s"><title>%s</title></path>`, code, area.Class, d.shapes[code].path(v), html.EscapeString(tooltip(area)))
}

func tooltip(a Area) string {
	text := fmt.Sprintf("%s (%s)", a.Name, a.Code)
	if a.Says != "" {
		text += "\u00a0: " + a.Says
	}
	return text
}

// code writes the code of a department over it, with a halo of its colour so that the hatching does not hide it.
func (d *drawing) code(code string, v view, size float64) {
	x, y := v.at(d.shapes[code].centre())
	c := d.class(d.area(code).Class)
	d.line(`<text class="code" x="%.1f" y="%.1f" style="font-size:%.1fpx;fill:%s;stroke:%s;stroke-width:%.1f;paint-order:stroke">%s</text>`, x, y+size/3, size, c.Ink, c.Color, size/3, code)
}

// capital draws Paris and its neighbours again, larger.
func (d *drawing) capital() {
	low, high := d.shapes["75"].box()
	for _, code := range []string{"92", "93", "94"} {
		l, h := d.shapes[code].box()
		low, high = point{min(low.x, l.x), min(low.y, l.y)}, point{max(high.x, h.x), max(high.y, h.y)}
	}
	const margin = 6
	w, h := float64(high.x-low.x+2*margin)*zoomScale, float64(high.y-low.y+2*margin)*zoomScale
	v := view{zoomScale, zoomX - zoomScale*float64(low.x-margin), zoomY - zoomScale*float64(low.y-margin)}
	d.line(`<clipPath id="capital"><rect x="%d" y="%d" width="%.1f" height="%.1f"/></clipPath>`, zoomX, zoomY, w, h)
	d.line(`<g clip-path="url(#capital)">`)
	for _, code := range nearParis() {
		d.outline(code, v)
	}
	d.line("</g>")
	for _, code := range []string{"75", "92", "93", "94"} {
		d.code(code, v, 14)
	}
	d.line(`<rect class="frame" x="%d" y="%d" width="%.1f" height="%.1f"/>`, zoomX, zoomY, w, h)
	d.line(`<text x="%d" y="%.0f">Paris et petite couronne</text>`, zoomX, float64(zoomY)+h+16)
}

// islands draws the overseas departments, each in a box.
func (d *drawing) islands() {
	for i, code := range overseas() {
		x := insetX + i*insetStep
		low, high := d.shapes[code].box()
		scale := float64(insetSize-12) / float64(max(high.x-low.x, high.y-low.y))
		left := float64(x) + (insetSize-scale*float64(high.x-low.x))/2
		top := insetY + (insetSize-scale*float64(high.y-low.y))/2
		d.line(`<rect class="frame" x="%d" y="%d" width="%d" height="%d"/>`, x, insetY, insetSize, insetSize)
		d.outline(code, view{scale, left - scale*float64(low.x), top - scale*float64(low.y)})
		d.line(`<text x="%d" y="%d" class="small">%s</text>`, x, insetY+insetSize+13, html.EscapeString(d.area(code).Name))
		d.line(`<text x="%d" y="%d" class="small">(%s)</text>`, x, insetY+insetSize+25, code)
	}
}

// squares draws the collectivities, too small and too far for an outline.
func (d *drawing) squares() {
	row := 0
	for _, area := range d.m.Areas {
		if d.shapes[area.Code] != nil {
			continue
		}
		x, y := squareX+(row%2)*186, squareY+(row/2)*36
		d.line(`<rect class="area" data-code="%s" fill="url(#p-%s)" x="%d" y="%d" width="%d" height="%d" style="stroke:#777;stroke-width:1"><title>%s</title></rect>`,
			area.Code, area.Class, x, y, squareSize, squareSize, html.EscapeString(tooltip(area)))
		d.line(`<text x="%d" y="%d" class="small">%s (%s)</text>`, x+squareSize+6, y+15, html.EscapeString(area.Name), area.Code)
		row++
	}
}

// legend draws one swatch a class.
func (d *drawing) legend() {
	d.line(`<text x="%d" y="%d" style="font-weight:bold">%s</text>`, legendX, legendY, html.EscapeString(d.m.Legend))
	y := legendY + 14
	for _, c := range d.m.Classes {
		n := 0
		for _, area := range d.m.Areas {
			if area.Class == c.Key {
				n++
			}
		}
		d.line(`<rect x="%d" y="%d" width="30" height="22" fill="url(#p-%s)" stroke="#777"/>`, legendX, y, c.Key)
		label := c.Label
		if d.m.Counted {
			label = fmt.Sprintf("%s (%d)", c.Label, n)
		}
		rows := wrap(label, 25)
		for i, row := range rows {
			d.line(`<text x="%d" y="%d">%s</text>`, legendX+40, y+15+i*15, html.EscapeString(row))
		}
		y += 34 + 15*(len(rows)-1)
	}
}

// wrap cuts a text in rows of at most so many characters, between words.
func wrap(text string, most int) []string {
	rows := []string{""}
	for word := range strings.FieldsSeq(text) {
		last := rows[len(rows)-1]
		switch {
		case last == "":
			rows[len(rows)-1] = word
		case len([]rune(last+" "+word)) <= most:
			rows[len(rows)-1] = last + " " + word
		default:
			rows = append(rows, word)
		}
	}
	return rows
}
