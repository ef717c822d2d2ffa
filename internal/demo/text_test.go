package demo

import (
	"encoding/json"
	"fmt"
	"testing"

	"jalon/internal/botapi"
)

// entities checks how a text and its entities become elements, with the page's own module.
func entities(t *testing.T, c chrome) {
	bench := newBench(t, Options{})
	p := newTab(t, c, bench.web.URL, onPhone)
	e := func(kind string, offset, length int) botapi.Entity {
		return botapi.Entity{Type: kind, Offset: offset, Length: length}
	}
	link := func(url string) botapi.Entity {
		return botapi.Entity{Type: "text_link", Length: 2, URL: url}
	}
	const newTab = `<span class="sr"> (nouvel onglet)</span></a>`
	for name, test := range map[string]struct {
		text     string
		entities []botapi.Entity
		want     string
	}{
		"plain":                 {"a < b & c", nil, "a &lt; b &amp; c"},
		"side by side":          {"ab cd", []botapi.Entity{e("italic", 3, 2), e("bold", 0, 2)}, "<b>ab</b> <i>cd</i>"},
		"nested":                {"abcd", []botapi.Entity{e("bold", 0, 4), e("italic", 1, 2), e("code", 2, 1)}, "<b>a<i>b<code>c</code></i>d</b>"},
		"same part":             {"ab", []botapi.Entity{e("bold", 0, 2), e("underline", 0, 2)}, "<b><u>ab</u></b>"},
		"overlapping":           {"abcd", []botapi.Entity{e("bold", 0, 3), e("italic", 2, 2)}, "<b>ab<i>c</i></b>d"},
		"after an emoji":        {"🌿é x", []botapi.Entity{e("bold", 4, 1)}, "🌿é <b>x</b>"},
		"out of the text":       {"ab", []botapi.Entity{e("bold", 1, 5), e("italic", -1, 2), e("code", 0, 0)}, "ab"},
		"unknown kind":          {"ab", []botapi.Entity{e("hashtag", 0, 2)}, "<span>ab</span>"},
		"block":                 {"a\nb\nc", []botapi.Entity{e("blockquote", 2, 1)}, "a\n<blockquote>b</blockquote>c"},
		"expandable":            {"ab", []botapi.Entity{e("expandable_blockquote", 0, 2)}, "<blockquote><details><summary>Lire la suite</summary>ab</details></blockquote>"},
		"link":                  {"ab", []botapi.Entity{link(`https://example.org/?"><b>`)}, `<a href="https://example.org/?%22%3E%3Cb%3E" target="_blank" rel="noopener noreferrer">ab` + newTab},
		"script link":           {"ab", []botapi.Entity{link("javascript:alert(1)")}, "<span>ab</span>"},
		"data link":             {"ab", []botapi.Entity{link("data:text/html,<script>1</script>")}, "<span>ab</span>"},
		"no link":               {"ab", []botapi.Entity{link("")}, "<span>ab</span>"},
		"bare address":          {"voir example.org", []botapi.Entity{e("url", 5, 11)}, `voir <a href="https://example.org/" target="_blank" rel="noopener noreferrer">example.org` + newTab},
		"address of mail":       {"a@example.org", []botapi.Entity{e("email", 0, 13)}, `<a href="mailto:a@example.org" target="_blank" rel="noopener noreferrer">a@example.org` + newTab},
		"link to the bot":       {"ab", []botapi.Entity{link("https://t.me/Jalon_Bot?start=x")}, `<button class="plain" type="button">ab</button>`},
		"link to another bot":   {"ab", []botapi.Entity{link("https://t.me/other_bot?start=x")}, `<a href="https://t.me/other_bot?start=x" target="_blank" rel="noopener noreferrer">ab` + newTab},
		"command":               {"/aide", []botapi.Entity{e("bot_command", 0, 5)}, `<button class="plain" type="button">/aide</button>`},
		"spoiler, still hidden": {"ab", []botapi.Entity{e("spoiler", 0, 2)}, `<button class="plain spoiler" type="button" aria-label="Texte masqué, toucher pour lire">ab</button>`},
	} {
		coded, err := json.Marshal(test.entities)
		if err != nil {
			t.Fatal(err)
		}
		got := await[string](p, fmt.Sprintf(`import("/text.js").then((m) => { const n = document.createElement("div");
			n.append(m.formatted(%q, %s ?? [], {open() {}, command() {}})); return n.innerHTML })`, test.text, coded))
		if got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.want)
		}
	}
	got := await[string](p, `import("/text.js").then((m) => JSON.stringify(m.fromHTML("<b>a</b> &amp; <a href='https://example.org/'>é</a>\n<script>x</script>")))`)
	want := `{"text":"a & é\nx","entities":[{"type":"bold","offset":0,"length":1},{"type":"text_link","offset":4,"url":"https://example.org/","length":1}]}`
	if got != want {
		t.Errorf("a card's HTML:\n got %s\nwant %s", got, want)
	}
	p.clean()
}

// FuzzPosition checks that whatever a page sends as its position, it gets the whole chat or what it missed.
func FuzzPosition(f *testing.F) {
	api := botapi.New(botapi.Options{})
	f.Cleanup(api.Close)
	u := newUser()
	for range 3 {
		if _, err := api.Say(u, botapi.Chat{}, "bonjour"); err != nil {
			f.Fatal(err)
		}
	}
	shown := newView()
	_, now, _, err := shown.patch(api, u.ID, "")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"", now, shown.generation + "-0", shown.generation + "-1", shown.generation + "--1", shown.generation + "-99999999999999999999", "X-1", "-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, position string) {
		p, reached, changed, err := shown.patch(api, u.ID, position)
		switch {
		case err != nil || reached != now:
			t.Errorf("position %q reaches %q, %v, want %q", position, reached, err, now)
		case p.Full && len(p.Messages) != 3:
			t.Errorf("position %q: the whole chat has %d messages, want 3", position, len(p.Messages))
		case position == now && changed:
			t.Errorf("the present position misses something: %+v", p)
		}
	})
}
