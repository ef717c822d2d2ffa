package sheet

// ink is a colour; all of them are dark enough on white to be read once printed in grey.
type ink struct{ r, g, b int }

// style is how a text looks.
type style struct {
	weight weight
	size   float64 // points
	// leading is the distance between two lines of it, as a part of its size.
	leading float64
	ink     ink
}

// line is the height in mm of one line.
func (s style) line() float64 { return s.size * s.leading * mmPerPoint }

// span is a text on one line; y is its baseline. Places are in mm from the corner of the block that holds it.
type span struct {
	x, y, width float64
	text        string
	style       style
	url         string // clickable and underlined when not empty
}

// box is a filled rectangle.
type box struct {
	x, y, width, height float64
	ink                 ink
}

// block is a piece of a page, measured and ready to be placed.
type block struct {
	spans  []span
	boxes  []box
	height float64
}

// gap leaves white below what is there.
func (b *block) gap(mm float64) { b.height += mm }

// rule draws a line from side to side below what is there.
func (b *block) rule(width, thickness float64, color ink) {
	b.boxes = append(b.boxes, box{0, b.height, width, thickness, color})
	b.height += thickness
}

// add puts another block below, moved right by x.
func (b *block) add(other block, x float64) {
	b.put(other, x, b.height)
	b.height += other.height
}

// put places another block without making this one any higher.
func (b *block) put(other block, x, y float64) {
	for _, s := range other.spans {
		s.x, s.y = s.x+x, s.y+y
		b.spans = append(b.spans, s)
	}
	for _, s := range other.boxes {
		s.x, s.y = s.x+x, s.y+y
		b.boxes = append(b.boxes, s)
	}
}

// baseline is where letters stand in a line, as a part of its height.
const baseline = 0.76

// align says where the lines of a paragraph stand.
type align int

const (
	left align = iota
	centre
)

// area is the room that a paragraph may take.
type area struct {
	width float64
	most  int // lines
	align align
	url   string
}

// paragraph sets a text in lines; whole is false when it had to be shortened. An empty text gives an empty block.
func (f *faces) paragraph(text string, s style, a area) (b block, whole bool) {
	letters := f.face[s.weight]
	text = f.clean(text)
	lines, whole := letters.wrap(text, s.size, a.width, a.most)
	if a.align == centre && whole {
		lines = letters.balance(lines, text, s.size, a)
	}
	for _, line := range lines {
		placed := span{y: b.height + s.line()*baseline, width: letters.width(line, s.size), text: line, style: s, url: a.url}
		if a.align == centre {
			placed.x = (a.width - placed.width) / 2
		}
		b.spans = append(b.spans, placed)
		b.height += s.line()
	}
	return b, whole
}

// pole is a surveyor's pole, the sign of Jalon: white with dark bands, so that it costs little ink.
func pole(width, height float64, bands int) block {
	color, edge := accent(), width/12
	band := height / float64(bands)
	b := block{height: height}
	for i := 0; i < bands; i += 2 {
		b.boxes = append(b.boxes, box{0, float64(i) * band, width, band, color})
	}
	b.boxes = append(b.boxes, box{0, 0, edge, height, color}, box{width - edge, 0, edge, height, color})
	return b
}

// stripes is the same pole lying down.
func stripes(width, height float64) block {
	b := block{height: height}
	for _, r := range pole(height, width, poleBands).boxes {
		b.boxes = append(b.boxes, box{r.y, r.x, r.height, r.width, r.ink})
	}
	return b
}

// scaled is a block enlarged.
func (b *block) scaled(by float64) block {
	out := block{height: b.height * by}
	for _, s := range b.spans {
		s.x, s.y, s.width, s.style.size = s.x*by, s.y*by, s.width*by, s.style.size*by
		out.spans = append(out.spans, s)
	}
	for _, r := range b.boxes {
		out.boxes = append(out.boxes, box{r.x * by, r.y * by, r.width * by, r.height * by, r.ink})
	}
	return out
}
