package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"rsc.io/qr/coding"
)

// readQR reads the QR code of a picture with a decoder that knows nothing of this room; one that is not alone on its picture
// must be found first.
func readQR(picture image.Image, alone bool) (string, error) {
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		return "", fmt.Errorf("bitmap: %w", err)
	}
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
	if alone {
		hints = map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true}
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, hints)
	if err != nil {
		return "", fmt.Errorf("no QR code read: %w", err)
	}
	return result.GetText(), nil
}

// toyLinks are links of every length that fits, those of the bot among them.
func toyLinks() []string {
	links := []string{link, "https://t.me/jalon_bot?start=j1AAAAAAAA", "HTTPS://EXEMPLE.ORG/A", "1"}
	for n := 30; n <= 385; n += 37 {
		links = append(links, "https://exemple.org/?"+strings.Repeat("a9-Z_", n)[:n])
	}
	return links
}

func TestPNGReadsBack(t *testing.T) {
	for _, want := range toyLinks() {
		for _, size := range []int{200, 411} {
			file, err := QRPNG(want, size)
			if err != nil {
				t.Fatal(err)
			}
			picture, err := png.Decode(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if b := picture.Bounds(); b.Dx() != size || b.Dy() != size {
				t.Errorf("%d characters: %v, want %d", len(want), b, size)
			}
			if got, err := readQR(picture, true); got != want {
				t.Errorf("%d characters at %d pixels: read %q, %v", len(want), size, got, err)
			}
		}
	}
}

func TestCorrectionAndQuietZone(t *testing.T) {
	for _, link := range toyLinks() {
		q, err := newQR(link)
		if err != nil {
			t.Fatal(err)
		}
		if q.level < coding.M {
			t.Errorf("%d characters: level %v", len(link), q.level)
		}
		const size = 400
		file, err := QRPNG(link, size)
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		picture, _ := decoded.(*image.Paletted)
		if picture == nil {
			t.Fatalf("the PNG is no palette but %T", decoded)
		}
		border := quietZone * (size / (q.size + 2*quietZone))
		for at, dark := range picture.Pix {
			x, y := at%picture.Stride, at/picture.Stride
			if dark != 0 && min(x, y, size-1-x, size-1-y) < border {
				t.Fatalf("%d characters: dark pixel %d,%d in a quiet zone of %d", len(link), x, y, border)
			}
		}
	}
}

func TestADamagedCodeIsStillRead(t *testing.T) {
	file, err := QRPNG(link, 410)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	stained := image.NewGray(picture.Bounds())
	for x := range 410 {
		for y := range 410 {
			stained.Set(x, y, picture.At(x, y))
			if x > 190 && x < 250 && y > 190 && y < 250 { // a coffee drop: 3 % of the square
				stained.Set(x, y, color.Black)
			}
		}
	}
	if got, err := readQR(stained, false); got != link {
		t.Errorf("read %q, %v", got, err)
	}
}

// drawSVG draws the rectangles of our SVG, four pixels a unit.
func drawSVG(t *testing.T, svg string) image.Image {
	t.Helper()
	const scale = 4
	var side int
	_, box, _ := strings.Cut(svg, "viewBox=")
	if _, err := fmt.Sscanf(box, `"0 0 %d `, &side); err != nil {
		t.Fatal(err)
	}
	picture := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`).FindAllStringSubmatch(svg, -1) {
		var x, y, length int
		if _, err := fmt.Sscan(m[1], &x); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Sscan(m[2], &y); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Sscan(m[3], &length); err != nil {
			t.Fatal(err)
		}
		for px := x * scale; px < (x+length)*scale; px++ {
			for py := y * scale; py < (y+1)*scale; py++ {
				picture.SetGray(px, py, color.Gray{})
			}
		}
	}
	return picture
}

func TestSVGReadsBackAndIsDescribed(t *testing.T) {
	for _, want := range append(toyLinks(), `https://exemple.org/?a=1&b=<"é">`) {
		svg, err := QRSVG(want)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := readQR(drawSVG(t, svg), true); got != want {
			t.Errorf("read %q, %v, want %q", got, err, want)
		}
		var read struct {
			Role     string `xml:"role,attr"`
			Labelled string `xml:"aria-labelledby,attr"`
			Title    struct {
				ID   string `xml:"id,attr"`
				Text string `xml:",chardata"`
			} `xml:"title"`
			Desc struct {
				ID   string `xml:"id,attr"`
				Text string `xml:",chardata"`
			} `xml:"desc"`
		}
		if err := xml.Unmarshal([]byte(svg), &read); err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
		if read.Role != "img" || read.Title.Text == "" || read.Desc.Text != want || read.Labelled != read.Title.ID+" "+read.Desc.ID {
			t.Errorf("described as %+v", read)
		}
	}
}

func TestQRRefusals(t *testing.T) {
	for _, link := range []string{"", strings.Repeat("a", 5000)} {
		if _, err := QRPNG(link, 512); !errors.Is(err, ErrLink) {
			t.Errorf("PNG of %d characters: %v", len(link), err)
		}
		if _, err := QRSVG(link); !errors.Is(err, ErrLink) {
			t.Errorf("SVG of %d characters: %v", len(link), err)
		}
	}
	for _, size := range []int{-1, 0, 20, MaxQRSize + 1} {
		if _, err := QRPNG(link, size); !errors.Is(err, ErrSize) {
			t.Errorf("PNG of %d pixels: %v", size, err)
		}
	}
}

func TestPenalty(t *testing.T) {
	// Five alike, then one more, as the standard's own example counts: 3, then 1 for each beyond.
	for row, want := range map[string]int{"111110": 3, "1111110": 4, "10101": 0, "00001011101": 40, "10111010000": 40, "0000000": 5} {
		if got := linePenalty(len(row), func(i int) bool { return row[i] == '1' }); got != want {
			t.Errorf("linePenalty(%s) = %d, want %d", row, got, want)
		}
	}
}

func FuzzQR(f *testing.F) {
	f.Add(link, 300)
	f.Add("é\x00\xff<>&", 80)
	f.Fuzz(func(t *testing.T, link string, size int) {
		file, err := QRPNG(link, size)
		switch {
		case errors.Is(err, ErrLink), errors.Is(err, ErrSize):
		case err != nil:
			t.Fatal(err)
		default:
			config, err := png.DecodeConfig(bytes.NewReader(file))
			if err != nil || config.Width != size || config.Height != size {
				t.Fatalf("%v, %v", config, err)
			}
		}
		svg, err := QRSVG(link)
		if errors.Is(err, ErrLink) {
			return
		}
		if err := xml.Unmarshal([]byte(svg), new(struct{})); err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
	})
}

func BenchmarkQRPNG(b *testing.B) {
	for b.Loop() {
		if _, err := QRPNG(link, 800); err != nil {
			b.Fatal(err)
		}
	}
}
