package sheet

import (
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/image/font/sfnt"
)

// errFont is a font file that has not the form expected.
var errFont = errors.New("sheet: font of an unexpected form")

// The Go fonts are made for code: they draw "-" as wide as a minus sign, and keep a true hyphen for the soft hyphen. French
// is full of hyphens, so the outline of the true one takes the place of the other; the letter stays "-" for whoever copies
// or searches the text of the PDF.
func hyphenate(file []byte) error {
	parsed, err := sfnt.Parse(file)
	if err != nil {
		return fmt.Errorf("sheet: font: %w", err)
	}
	var buffer sfnt.Buffer
	minus, err1 := parsed.GlyphIndex(&buffer, '-')
	hyphen, err2 := parsed.GlyphIndex(&buffer, '\u00ad')
	if err := errors.Join(err1, err2); err != nil || minus == 0 || hyphen == 0 {
		return fmt.Errorf("%w: no hyphen", errFont)
	}
	tables := tablesOf(file)
	to, from := outline(tables, int(minus)), outline(tables, int(hyphen))
	if len(from) == 0 || len(from) > len(to) {
		return fmt.Errorf("%w: hyphen of %d bytes for %d", errFont, len(from), len(to))
	}
	clear(to[copy(to, from):])
	const metric = 4 // bytes: advance and left side bearing
	widths := tables["hmtx"]
	if last := max(int(minus), int(hyphen)); len(widths) < (last+1)*metric {
		return fmt.Errorf("%w: no width of glyph %d", errFont, last)
	}
	copy(widths[int(minus)*metric:][:metric], widths[int(hyphen)*metric:])
	return nil
}

// tablesOf finds the tables of a TrueType file that sfnt could read; they share its bytes.
func tablesOf(file []byte) map[string][]byte {
	const header, record = 12, 16
	tables := map[string][]byte{}
	for n := range int(binary.BigEndian.Uint16(file[4:])) {
		entry := file[header+n*record:]
		start, length := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		tables[string(entry[:4])] = file[start : start+length]
	}
	return tables
}

// outline is the drawing of a glyph inside the file.
func outline(tables map[string][]byte, glyph int) []byte {
	const formatAt = 50
	places := tables["loca"]
	if binary.BigEndian.Uint16(tables["head"][formatAt:]) == 0 {
		start, end := binary.BigEndian.Uint16(places[glyph*2:]), binary.BigEndian.Uint16(places[glyph*2+2:])
		return tables["glyf"][int(start)*2 : int(end)*2]
	}
	start, end := binary.BigEndian.Uint32(places[glyph*4:]), binary.BigEndian.Uint32(places[glyph*4+4:])
	return tables["glyf"][start:end]
}
