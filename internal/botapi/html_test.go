package botapi

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func somebody(id int64) *User {
	if id == 11 {
		return &ada
	}
	return nil
}

func TestParseHTML(t *testing.T) {
	for _, c := range []struct {
		src, text string
		entities  []Entity
	}{
		{"", "", nil},
		{"élan", "élan", nil},
		{"a &lt; b &amp; c &gt; &quot;d&quot;", `a < b & c > "d"`, nil},
		{"&#233;&#xE9;&#x1f3e1;", "éé🏡", nil},
		{"&lt sans point-virgule", "< sans point-virgule", nil},
		{"&eacute;&nbsp;&apos;&laquo;", "&eacute;&nbsp;&apos;&laquo;", nil},
		{"&#99999999;&#0;&#;&", "&#99999999;&#0;&#;&", nil},
		{"🏡 <b>é🏡</b>", "🏡 é🏡", []Entity{{Type: "bold", Offset: 3, Length: 3}}},
		{"<strong>x</strong>", "x", []Entity{{Type: "bold", Length: 1}}},
		{"<em>x</em><i>y</i>", "xy", []Entity{{Type: "italic", Length: 1}, {Type: "italic", Offset: 1, Length: 1}}},
		{"<u>x</u><ins>y</ins>", "xy", []Entity{{Type: "underline", Length: 1}, {Type: "underline", Offset: 1, Length: 1}}},
		{"<s>x</s><strike>y</strike><del>z</del>", "xyz", []Entity{
			{Type: "strikethrough", Length: 1}, {Type: "strikethrough", Offset: 1, Length: 1}, {Type: "strikethrough", Offset: 2, Length: 1},
		}},
		{`<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>`, "xy", []Entity{
			{Type: "spoiler", Length: 1}, {Type: "spoiler", Offset: 1, Length: 1},
		}},
		{"<B>x</b>", "x", []Entity{{Type: "bold", Length: 1}}},
		{"<b>x</>", "x", []Entity{{Type: "bold", Length: 1}}},
		{"<b >x</b >", "x", []Entity{{Type: "bold", Length: 1}}},
		{"<b nada>x</b>", "x", []Entity{{Type: "bold", Length: 1}}},
		{"<b></b>x", "x", nil},
		{`<a href="https://example.com/?a=1&amp;b=2">x</a>`, "x", []Entity{{Type: "text_link", Length: 1, URL: "https://example.com/?a=1&b=2"}}},
		{`<a href='example.com'>x</a>`, "x", []Entity{{Type: "text_link", Length: 1, URL: "http://example.com/"}}},
		{"<a>example.com</a>", "example.com", []Entity{{Type: "text_link", Length: 11, URL: "http://example.com/"}}},
		{`<a href="nulle part">x</a>`, "x", nil},
		{`<a href="javascript:alert(1)">x</a>`, "x", nil},
		{`<a href="tg://user?id=11">x</a>`, "x", []Entity{{Type: "text_mention", Length: 1, User: &ada}}},
		{`<a href="tg://user?id=99">x</a>`, "x", nil},
		{"<code>x</code>", "x", []Entity{{Type: "code", Length: 1}}},
		{`<pre><code class="language-go">x</code></pre>`, "x", []Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{"<pre><code>x</code></pre>", "x", []Entity{{Type: "code", Length: 1}, {Type: "pre", Length: 1}}},
		{"<blockquote expandable>x</blockquote>", "x", []Entity{{Type: "expandable_blockquote", Length: 1}}},
		{"<blockquote>x</blockquote>", "x", []Entity{{Type: "blockquote", Length: 1}}},
		{`<tg-emoji emoji-id="53">🏡</tg-emoji>`, "🏡", []Entity{{Type: "custom_emoji", Length: 2, CustomEmojiID: "53"}}},
	} {
		text, entities, err := parseHTML(c.src, somebody)
		if err != nil {
			t.Errorf("parseHTML(%q) = %v", c.src, err)
			continue
		}
		if text != c.text {
			t.Errorf("parseHTML(%q) = %q, want %q", c.src, text, c.text)
		}
		if diff := cmp.Diff(c.entities, entities, cmp.AllowUnexported(Entity{})); diff != "" {
			t.Errorf("parseHTML(%q): -want +got\n%s", c.src, diff)
		}
	}
}

func TestParseHTMLRefuses(t *testing.T) {
	for src, want := range map[string]string{
		"<br>":              `Unsupported start tag "br" at byte offset 0`,
		"1 < 2":             `Unsupported start tag "" at byte offset 2`,
		"1 < 2 > 0":         `Unsupported start tag "" at byte offset 2`,
		"<b a":              `Unclosed start tag "b" at byte offset 0`,
		"<b a=":             `Unclosed start tag "b" at byte offset 0`,
		"<b =x>":            `Empty attribute name in the tag "b" at byte offset 0`,
		`<b a="x>`:          "Unclosed start tag at byte offset 0",
		"<b a=x/y>":         "Unexpected end of name token at byte offset 5",
		"<span>x</span>":    `Tag "span" must have class "tg-spoiler" at byte offset 0`,
		"<b>x</b":           "Unclosed end tag at byte offset 4",
		"<b>x</strong>":     `Unmatched end tag at byte offset 4, expected "</b>", found "</strong>"`,
		"<i><b>x":           `Can't find end tag corresponding to start tag "b"`,
		"é</i>":             "Unexpected end tag at byte offset 2",
		"&#xD83C;":          "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
		"<tg-emoji>x</>":    "Invalid custom emoji identifier specified",
		"<h1>Titre</h1>":    `Unsupported start tag "h1" at byte offset 0`,
		"ok <ul><li>x</li>": `Unsupported start tag "ul" at byte offset 3`,
	} {
		_, _, err := parseHTML(src, nil)
		if err == nil || err.Error() != "Bad Request: can't parse entities: "+want {
			t.Errorf("parseHTML(%q) = %v, want %q", src, err, want)
		}
	}
}

func TestFormat(t *testing.T) {
	s := New(Options{})
	defer s.Close()
	for _, c := range []struct {
		name, text, mode string
		want             formatted
	}{
		{"trimmed", " \n <b> x </b> \n", "HTML", formatted{"x", []Entity{{Type: "bold", Length: 1}}}},
		{"inner space kept", "<b>a </b>b", "HTML", formatted{"a b", []Entity{{Type: "bold", Length: 2}}}},
		{"blank entity dropped", "a<b> </b>b", "HTML", formatted{"a b", nil}},
		{"controls", "a\tb\r\nc\u202ed", "", formatted{"a b\ncd", nil}},
		{"dropped before an entity", "\r\u202e<i>x</i>", "HTML", formatted{"x", []Entity{{Type: "italic", Length: 1}}}},
		{"nothing inside code", "<code>a<b>b</b></code>", "HTML", formatted{"ab", []Entity{{Type: "code", Length: 2}}}},
		{"longest first", "<i><b>a</b>b</i>", "HTML", formatted{"ab", []Entity{{Type: "italic", Length: 2}, {Type: "bold", Length: 1}}}},
		{"one quote", "<blockquote>a<blockquote>b</blockquote></blockquote>", "HTML", formatted{"ab", []Entity{{Type: "blockquote", Length: 2}}}},
	} {
		got, err := s.format(c.text, c.mode, "")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(formatted{})); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
	}
	f, err := s.format(strings.Repeat("<b>x</b> ", 150), "HTML", "")
	if err != nil || len(f.entities) != entitiesMax {
		t.Errorf("150 entities: kept %d, %v, want %d", len(f.entities), err, entitiesMax)
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"/start ABC", []string{"bot_command /start"}},
		{"voilà 🏡 /aide@jalon_bot et /lieu.", []string{"bot_command /aide@jalon_bot", "bot_command /lieu"}},
		{"et/ou a/b 1/2", nil},
		{"/deux/mots", nil},
		{"écrire à @jalon_bot, ou @x", []string{"mention @jalon_bot"}},
		{"voir https://example.com/a?b=c. Ou example.fr, merci", []string{"url https://example.com/a?b=c", "url example.fr"}},
		{"contact@example.org", []string{"email contact@example.org"}},
		{"#créer #1", []string{"hashtag #créer"}},
		{"fin.Début 3.5 etc.", nil},
	} {
		f := formatted{text: c.text}
		f.detect()
		var got []string
		for _, e := range f.entities {
			got = append(got, e.Type+" "+utf16Slice(c.text, e.Offset, e.Length))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("detect(%q): -want +got\n%s", c.text, diff)
		}
	}
}

func FuzzParseHTML(f *testing.F) {
	for _, seed := range []string{
		"<b>é🏡</b> &lt;", `<a href="https://example.com">x</a>`, "<pre><code class='language-go'>x</code></pre>",
		"<b><i>x</b></i>", "&#xD83C;", "<tg-emoji emoji-id=5>x</>", "</", "<", "&", "<b a='", "\xff<b>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		text, entities, err := parseHTML(src, somebody)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "Bad Request: can't parse entities: ") {
				t.Errorf("parseHTML(%q) = %v, want a refusal in Telegram's form", src, err)
			}
			return
		}
		if !utf8.ValidString(text) || len(text) > len(src) {
			t.Errorf("parseHTML(%q) = %q: not a text shorter than its source", src, text)
		}
		out := formatted{text: text, entities: entities}
		out.clean()
		out.trim()
		out.detect()
		size := utf16Len(out.text)
		for _, e := range out.entities {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > size {
				t.Errorf("parseHTML(%q): entity %v outside of %d units", src, e, size)
			}
		}
		if !strings.ContainsAny(text, "<&") && !strings.ContainsAny(src, "<&") && text != src {
			t.Errorf("parseHTML(%q) = %q, want plain text unchanged", src, text)
		}
	})
}
