package telegram

import (
	"math"
	"strings"
	"testing"

	"github.com/go-telegram/bot/models"
	"github.com/google/go-cmp/cmp"

	"jalon/internal/guide"
)

func TestButtonsThatTelegramRefusesAreLeftOut(t *testing.T) {
	for name, c := range map[string]struct {
		button guide.Button
		ok     bool
	}{
		"action":             {guide.Button{Label: "a", Action: strings.Repeat("a", 64)}, true},
		"action too long":    {guide.Button{Label: "a", Action: strings.Repeat("é", 33)}, false},
		"action not UTF-8":   {guide.Button{Label: "a", Action: "\xff"}, false},
		"link":               {guide.Button{Label: "a", URL: "https://exemple.fr/é?a=b"}, true},
		"telegram link":      {guide.Button{Label: "a", URL: "tg://resolve?domain=x"}, true},
		"telephone":          {guide.Button{Label: "a", URL: "tel:+33100000000"}, false},
		"no host":            {guide.Button{Label: "a", URL: "https:///x"}, false},
		"no dot":             {guide.Button{Label: "a", URL: "https://localhost/x"}, false},
		"script":             {guide.Button{Label: "a", URL: "javascript:alert(1)"}, false},
		"copy":               {guide.Button{Label: "a", Copy: strings.Repeat("é", 256)}, true},
		"copy too long":      {guide.Button{Label: "a", Copy: strings.Repeat("é", 257)}, false},
		"share":              {guide.Button{Label: "a", Share: "épicerie 48"}, true},
		"nothing":            {guide.Button{Label: "a"}, false},
		"two kinds":          {guide.Button{Label: "a", Action: "b", URL: "https://exemple.fr"}, false},
		"no label":           {guide.Button{Action: "b"}, false},
		"label of one space": {guide.Button{Label: " \t ", Action: "b"}, false},
	} {
		if _, ok := inlineButton(c.button); ok != c.ok {
			t.Errorf("%s: ok = %v, want %v", name, ok, c.ok)
		}
	}
}

func TestKeyboardsAreBounded(t *testing.T) {
	var row []guide.Button
	for range 120 {
		row = append(row, guide.Button{Label: "a", Action: "b"})
	}
	e := encoder{}
	keyboard, ok := e.inlineKeyboard([][]guide.Button{row}).(*models.InlineKeyboardMarkup)
	if !ok {
		t.Fatal("no keyboard")
	}
	total := 0
	for _, line := range keyboard.InlineKeyboard {
		total += len(line)
		if len(line) > 8 {
			t.Errorf("a row of %d buttons", len(line))
		}
	}
	if total != 100 || e.dropped != 20 {
		t.Errorf("%d buttons and %d left out, want 100 and 20", total, e.dropped)
	}
	if e.inlineKeyboard([][]guide.Button{{}, {{Label: ""}}}) != nil {
		t.Error("an empty keyboard is not nil")
	}
}

// shape tells what parts are, in short.
func shape(parts []part) []string {
	var out []string
	for _, p := range parts {
		s := [...]string{"text", "venue", "photo", "document"}[p.kind]
		switch p.markup.(type) {
		case *models.InlineKeyboardMarkup:
			s += " buttons"
		case *models.ReplyKeyboardMarkup:
			s += " keyboard"
		case *models.ReplyKeyboardRemove:
			s += " removal"
		}
		if p.screen {
			s += " screen"
		}
		out = append(out, s)
	}
	return out
}

func TestParts(t *testing.T) {
	rows := [][]guide.Button{{{Label: "a", Action: "b"}}}
	ask := &guide.LocationRequest{Label: "Ma position", Placeholder: "Commune"}
	for name, c := range map[string]struct {
		m     guide.Message
		group bool
		up    bool
		want  []string
	}{
		"nothing":                 {guide.Message{}, false, true, nil},
		"text":                    {guide.Message{Body: "x"}, false, true, []string{"text screen"}},
		"kept":                    {guide.Message{Body: "x", Rows: rows, Keep: true}, false, true, []string{"text buttons"}},
		"long":                    {guide.Message{Body: strings.Repeat("x", 5000), Rows: rows}, false, true, []string{"text screen", "text buttons screen"}},
		"buttons alone":           {guide.Message{Rows: rows}, false, true, []string{"text buttons screen"}},
		"venue":                   {guide.Message{Venue: &guide.Venue{Title: "x"}, Rows: rows}, false, true, []string{"venue buttons"}},
		"venue off the map":       {guide.Message{Venue: &guide.Venue{Lat: math.NaN(), Title: "x"}}, false, true, nil},
		"venue without a name":    {guide.Message{Venue: &guide.Venue{}}, false, true, nil},
		"picture":                 {guide.Message{File: &guide.File{Name: "a.png", MIME: "image/png", Data: []byte("x"), Picture: true}}, false, true, []string{"photo"}},
		"picture of another kind": {guide.Message{File: &guide.File{Name: "a.svg", MIME: "image/svg+xml", Data: []byte("x"), Picture: true}}, false, true, []string{"document"}},
		"empty file":              {guide.Message{File: &guide.File{Name: "a.pdf"}, Body: "x"}, false, true, []string{"text screen"}},
		"long caption":            {guide.Message{File: &guide.File{Name: "a.pdf", Data: []byte("x")}, Body: strings.Repeat("x", 2000), Rows: rows}, false, true, []string{"document", "text buttons screen"}},
		"ask":                     {guide.Message{Body: "x", AskLocation: ask}, false, false, []string{"text keyboard screen"}},
		"ask with buttons":        {guide.Message{Body: "x", AskLocation: ask, Rows: rows}, false, false, []string{"text buttons screen", "text keyboard"}},
		"ask in a group":          {guide.Message{Body: "x", AskLocation: ask, Rows: rows}, true, false, []string{"text buttons screen"}},
		"drop":                    {guide.Message{Body: "x", DropKeyboard: true}, false, true, []string{"text removal screen"}},
		"drop with buttons":       {guide.Message{Body: "x", DropKeyboard: true, Rows: rows}, false, true, []string{"text removal", "text buttons screen"}},
		"drop nothing":            {guide.Message{Body: "x", DropKeyboard: true, Rows: rows}, false, false, []string{"text buttons screen"}},
		"drop in a group":         {guide.Message{Body: "x", DropKeyboard: true, Rows: rows}, true, true, []string{"text buttons screen"}},
	} {
		e := encoder{noted: "C'est noté.", group: c.group}
		if diff := cmp.Diff(c.want, shape(e.parts(c.m, c.up))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestFileNames(t *testing.T) {
	for in, want := range map[string]string{
		"fiche.pdf": "fiche.pdf", "../../etc/passwd": "passwd", `c:\x\y.pdf`: "y.pdf", "": "document", "/": "document", "a\nb\x00.pdf": "a b .pdf",
	} {
		if p, ok := filePart(guide.File{Name: in, Data: []byte("x")}); !ok || p.file.Name != want {
			t.Errorf("name of %q = %q, %v; want %q", in, p.file.Name, ok, want)
		}
	}
}

func TestScreen(t *testing.T) {
	for _, s := range []screen{{}, {living: 5, last: 7, shows: 1 << 63, keyboard: true}, {last: 2}} {
		if got := parseScreen(s.String()); got != s {
			t.Errorf("parseScreen(%q) = %+v, want %+v", s, got, s)
		}
	}
	if n := len(screen{living: math.MaxInt, last: math.MaxInt, shows: math.MaxUint64, keyboard: true}.String()); n > 256 {
		t.Errorf("a memory of %d bytes", n)
	}
	for _, bad := range []string{"", "1", "1:a:2:0", "2:1:2:0", "1:-1:2:0", "1:1:99999999999999999999:0", "::::", "1:1:1"} {
		if got := parseScreen(bad); got != (screen{}) {
			t.Errorf("parseScreen(%q) = %+v", bad, got)
		}
	}
}

func TestEditable(t *testing.T) {
	for name, c := range map[string]struct {
		s       screen
		pressed int
		group   bool
		want    bool
	}{
		"the living one":                  {screen{living: 5, last: 5}, 5, false, true},
		"the living one, a card below":    {screen{living: 5, last: 6}, 5, false, false},
		"a card":                          {screen{living: 5, last: 6}, 6, false, false},
		"an old one":                      {screen{living: 5, last: 6}, 3, false, false},
		"one that memory missed":          {screen{living: 5, last: 6}, 9, false, true},
		"one that memory missed, a group": {screen{living: 5, last: 6}, 9, true, false},
		"the living one in a group":       {screen{living: 5, last: 5}, 5, true, true},
		"nothing remembered":              {screen{}, 9, false, false},
		"inaccessible":                    {screen{living: 5, last: 5}, 0, false, false},
	} {
		if got := c.s.editable(c.pressed, c.group); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestTexts(t *testing.T) {
	good := Config{Token: toyToken, Texts: toyTexts()}
	if _, err := New(good, newToy()); err != nil {
		t.Errorf("New() = %v", err)
	}
	for name, spoil := range map[string]func(*Config){
		"no token":            func(c *Config) { c.Token = " " },
		"token with a break":  func(c *Config) { c.Token = "42:secret\nx" },
		"address":             func(c *Config) { c.APIURL = "ftp://x" },
		"no failure":          func(c *Config) { c.Texts.Failure = "" },
		"command in capitals": func(c *Config) { c.Texts.Commands = []Command{{"Aide", "x"}} },
		"command undescribed": func(c *Config) { c.Texts.Commands = []Command{{"aide", " "}} },
		"long name":           func(c *Config) { c.Texts.Name = strings.Repeat("é", 65) },
		"long description":    func(c *Config) { c.Texts.Description = strings.Repeat("é", 513) },
		"long short":          func(c *Config) { c.Texts.ShortDescription = strings.Repeat("é", 121) },
	} {
		c := good
		spoil(&c)
		_, err := New(c, newToy())
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
