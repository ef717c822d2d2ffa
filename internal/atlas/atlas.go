// Package atlas draws what is known of each department: a map of France as SVG, overseas included, and one page of HTML to
// explore it.
//
// The drawing is for everybody: a colour and a hatching a class, so that it reads in print and with any sight; the page has a
// table that says the same as its map, and needs no network. The package knows nothing of what the classes mean.
package atlas

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Class is one value of the map, drawn the same wherever it is found.
type Class struct {
	Key, Label string
	// Color is that of the ground, Ink that of the hatching and of the codes written over it.
	Color, Ink string
	// Hatch is how the class is hatched: "", "dots", "rising", "falling", "lines", "cross".
	Hatch string
}

// Area is one department or collectivity on the map.
type Area struct {
	Code, Name string
	// Class is the key of its class; Says what its tooltip says after its name.
	Class, Says string
}

// Map is one drawing.
type Map struct {
	// Title and Subtitle stand above the map; without a title, only readers of screens hear the subtitle.
	Title, Subtitle string
	// Legend is the title of the legend, Credit the line at the foot; Counted adds to each class how many areas it has.
	Legend, Credit string
	Counted        bool
	Classes        []Class
	Areas          []Area
}

// point is a corner of a shape, in half units of the drawing.
type point struct{ x, y int }

// shape is the outline of a department: rings of corners.
type shape [][]point

//go:embed data/departments.tsv
var shapesFile string

// shapes reads the outlines, by code of department.
func shapes() (map[string]shape, error) {
	all := map[string]shape{}
	for row := range strings.Lines(shapesFile) {
		code, rings, found := strings.Cut(strings.TrimRight(row, "\n"), "\t")
		if !found {
			return nil, fmt.Errorf("atlas: shape %q has no outline", row)
		}
		var s shape
		for text := range strings.FieldsSeq(rings) {
			ring, err := readRing(text)
			if err != nil {
				return nil, fmt.Errorf("atlas: shape %s: %w", code, err)
			}
			s = append(s, ring)
		}
		all[code] = s
	}
	return all, nil
}

func readRing(text string) ([]point, error) {
	var ring []point
	for corner := range strings.SplitSeq(text, "|") {
		x, y, _ := strings.Cut(corner, ",")
		px, err := strconv.Atoi(x)
		if err != nil {
			return nil, fmt.Errorf("corner %q: %w", corner, err)
		}
		py, err := strconv.Atoi(y)
		if err != nil {
			return nil, fmt.Errorf("corner %q: %w", corner, err)
		}
		ring = append(ring, point{px, py})
	}
	return ring, nil
}

// view puts an outline at its place on the drawing: scaled, then moved.
type view struct{ scale, x, y float64 }

func (v view) at(x, y float64) (float64, float64) { return v.scale*x + v.x, v.scale*y + v.y }

// path is the outline as the "d" of an SVG path, to a tenth of a unit, in relative moves.
func (s shape) path(v view) string {
	var b strings.Builder
	for _, ring := range s {
		lastX, lastY := 0, 0 // tenths
		for i, p := range ring {
			fx, fy := v.at(float64(p.x), float64(p.y))
			x, y := int(math.Round(10*fx)), int(math.Round(10*fy))
			switch i {
			case 0:
				b.WriteByte('M')
			case 1:
				b.WriteByte('l')
			default:
				b.WriteByte(' ')
			}
			b.WriteString(tenths(x-lastX) + " " + tenths(y-lastY))
			lastX, lastY = x, y
		}
		b.WriteByte('z')
	}
	return b.String()
}

// tenths writes a number of tenths: 125 is "12.5".
func tenths(n int) string {
	if n%10 == 0 {
		return strconv.Itoa(n / 10)
	}
	return strconv.FormatFloat(float64(n)/10, 'f', 1, 64)
}

// centre is the centre of gravity of the largest ring.
func (s shape) centre() (x, y float64) {
	best := 0.0
	for _, ring := range s {
		var area, cx, cy float64
		for i, p := range ring {
			q := ring[(i+1)%len(ring)]
			cross := float64(p.x*q.y - q.x*p.y)
			area += cross / 2
			cx += float64(p.x+q.x) * cross
			cy += float64(p.y+q.y) * cross
		}
		if size := max(area, -area); size > best {
			best, x, y = size, cx/(6*area), cy/(6*area)
		}
	}
	return x, y
}

// box is the smallest box that holds the outline.
func (s shape) box() (low, high point) {
	low, high = s[0][0], s[0][0]
	for _, ring := range s {
		for _, p := range ring {
			low = point{min(low.x, p.x), min(low.y, p.y)}
			high = point{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	return low, high
}
