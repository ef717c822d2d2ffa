package telegram

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"  bonjour \n", "bonjour"},
		{"a\r\nb", "a\nb"},
		{"a\x00b\x1fc\td", "a b c d"},
		{"a\xffb", "a\uFFFDb"},
		{"a\u202eb\u2066c", "abc"},
		{"5\u00a0€", "5\u00a0€"},
	} {
		if got := clean(c.in); got != c.want {
			t.Errorf("clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestUnitsAndCuts(t *testing.T) {
	if n := units("aé😀"); n != 4 {
		t.Errorf("units = %d, want 4", n)
	}
	for _, c := range []struct {
		limit int
		want  string
	}{{0, ""}, {1, "a"}, {2, "aé"}, {3, "aé"}, {4, "aé😀"}, {9, "aé😀"}} {
		if got := cut("aé😀", c.limit); got != c.want {
			t.Errorf("cut(%d) = %q, want %q", c.limit, got, c.want)
		}
	}
	if got := cutBytes("aéé", 4); got != "aé" {
		t.Errorf("cutBytes = %q", got)
	}
	if got := cutRunes("aé😀b", 3); got != "aé😀" {
		t.Errorf("cutRunes = %q", got)
	}
}

func pieces(s string, first, limit int) []string {
	var out []string
	for _, p := range split(s, first, limit) {
		out = append(out, s[p.start:p.end])
	}
	return out
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, in string
		limit    int
		want     []string
	}{
		{"nothing", " \n ", 10, nil},
		{"fits", " un deux ", 10, []string{"un deux"}},
		{"between paragraphs", "un deux\n\ntrois\nquatre", 16, []string{"un deux", "trois\nquatre"}},
		{"between lines", "un deux\ntrois quatre", 16, []string{"un deux", "trois quatre"}},
		{"between words", "un deux trois quatre", 10, []string{"un deux", "trois", "quatre"}},
		{"within a word", "abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"never within a pair", "a😀😀😀", 4, []string{"a😀", "😀😀"}},
		{"never before an accent", "abce\u0301d", 4, []string{"abc", "e\u0301d"}},
		{"never within a family", "abcd👨\u200d👩", 8, []string{"abcd", "👨\u200d👩"}},
		{"no-break space does not break", "un deux trois quatre\u00a0: cinq", 21, []string{"un deux trois", "quatre\u00a0: cinq"}},
	} {
		if diff := cmp.Diff(c.want, pieces(c.in, c.limit, c.limit)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestProse(t *testing.T) {
	p := compose(" Le\ntitre <1> ", "corps & âme")
	if diff := cmp.Diff([]string{"<b>Le titre &lt;1&gt;</b>\n\ncorps &amp; âme"}, p.pages(maxText)); diff != "" {
		t.Error(diff)
	}
	long := compose(strings.Repeat("t", 5000), "corps").pages(maxText)
	want := []string{"<b>" + strings.Repeat("t", 4096) + "</b>", "<b>" + strings.Repeat("t", 904) + "</b>\n\ncorps"}
	if diff := cmp.Diff(want, long); diff != "" {
		t.Error(diff)
	}
}

// seen is what a person reads of HTML written by prose; it fails where a tag is not closed or an entity is cut.
func seen(t *testing.T, html string) string {
	t.Helper()
	bold := false
	var b strings.Builder
	for rest := html; rest != ""; {
		switch {
		case strings.HasPrefix(rest, "<b>") && !bold:
			bold, rest = true, rest[3:]
		case strings.HasPrefix(rest, "</b>") && bold:
			bold, rest = false, rest[4:]
		case strings.HasPrefix(rest, "&amp;"):
			b.WriteByte('&')
			rest = rest[5:]
		case strings.HasPrefix(rest, "&lt;"):
			b.WriteByte('<')
			rest = rest[4:]
		case strings.HasPrefix(rest, "&gt;"):
			b.WriteByte('>')
			rest = rest[4:]
		case rest[0] == '<' || rest[0] == '>' || rest[0] == '&':
			t.Fatalf("%q stands bare in %q", rest[0], html)
		default:
			b.WriteByte(rest[0])
			rest = rest[1:]
		}
	}
	if bold {
		t.Fatalf("a tag is open at the end of %q", html)
	}
	return b.String()
}

func FuzzHTMLIsBalanced(f *testing.F) {
	f.Add("titre", "corps")
	f.Add("<b>&amp;</b>", "</b><script>&#x41;&eacute;")
	f.Add(strings.Repeat("😀", 3000), strings.Repeat("a & b\n", 2000))
	f.Add("\xff\u202e", "\x00\r\n")
	f.Fuzz(func(t *testing.T, title, body string) {
		var all strings.Builder
		for _, page := range compose(title, body).pages(maxCaption) {
			text := seen(t, page)
			if n := units(text); n == 0 || n > maxText || all.Len() == 0 && n > maxCaption {
				t.Errorf("a page of %d units", n)
			}
			if !utf8.ValidString(page) || strings.TrimSpace(text) != text {
				t.Errorf("page %q", page)
			}
			all.WriteString(text)
		}
		if got, want := letters(all.String()), letters(cleanLine(title)+clean(body)); got != want {
			t.Errorf("people read %q, want %q", got, want)
		}
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("un deux\n\ntrois", 4, 5)
	f.Add(strings.Repeat("e\u0301\u200d😀", 50), 7, 9)
	f.Fuzz(func(t *testing.T, s string, first, limit int) {
		if !utf8.ValidString(s) || first < 2 || limit < 2 || first > 1<<20 || limit > 1<<20 {
			t.Skip()
		}
		parts := pieces(s, first, limit)
		for i, p := range parts {
			room := limit
			if i == 0 {
				room = first
			}
			if n := units(p); n == 0 || n > room && i > 0 || n > max(first, limit) {
				t.Errorf("part %d of %q has %d units of %d", i, s, n, room)
			}
			if !utf8.ValidString(p) {
				t.Errorf("part %q", p)
			}
		}
		if got, want := letters(strings.Join(parts, "")), letters(s); got != want {
			t.Errorf("split(%q) = %q", s, parts)
		}
	})
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
