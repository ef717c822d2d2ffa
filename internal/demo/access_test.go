package demo

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
)

// states brings the page into each of its states and calls check in each.
func states(p *tab, bench *bench, check func(state string)) {
	p.t.Helper()
	check("intro")
	p.click("#start", "Démarrer")
	p.says("Où en est votre projet ?")
	check("question")
	p.write("fichiers")
	p.wait(`document.querySelectorAll("a[download]").length === 3`)
	p.write("<b>https://example.org/</b> /aide")
	p.says("Où se passe votre projet ?")
	p.wait(`document.getElementById("keyboard").checkVisibility()`)
	check("keyboard")
	js[chromedp.Void](p, `document.getElementById("log").scrollTop = 0`)
	p.wait(`document.getElementById("down").checkVisibility()`)
	check("old messages")
	for _, id := range []string{"menu", "place", "share", "alert"} {
		js[chromedp.Void](p, fmt.Sprintf(`document.getElementById("alert-text").textContent = "Un texte à lire"; document.getElementById(%q).showModal()`, id))
		check(id)
		js[chromedp.Void](p, fmt.Sprintf(`document.getElementById(%q).close()`, id))
	}
	if n := bench.bot.told.Load(); n < 3 {
		p.t.Errorf("the bot was told %d things only: the states are not those meant", n)
	}
}

// names checks, on the tree that screen readers get, that everything that can be used has a name.
func names(t *testing.T, c chrome) {
	bench := newBench(t, Options{})
	p := newTab(t, c, bench.web.URL, onPhone)
	seen := map[string]int{}
	states(p, bench, func(state string) {
		tree, err := chromedp.Call(p.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err != nil {
			t.Fatal(err)
		}
		for _, node := range tree.Nodes {
			if node.Ignored || node.Role == nil {
				continue
			}
			role, name := axText(node.Role), ""
			if node.Name != nil {
				name = axText(node.Name)
			}
			switch role {
			case "button", "link", "textbox", "searchbox", "dialog", "log", "image", "group", "heading", "complementary", "RootWebArea":
				seen[role]++
				if strings.TrimSpace(name) == "" {
					t.Errorf("%s: a %s without a name", state, role)
				}
			}
		}
		for _, fault := range js[[]string](p, structure) {
			t.Errorf("%s: %s", state, fault)
		}
	})
	for _, role := range []string{"button", "link", "textbox", "searchbox", "dialog", "log", "image", "group", "heading"} {
		if seen[role] == 0 {
			t.Errorf("no %s was seen: the check is blind", role)
		}
	}
	if got := js[string](p, `["lang" in document.documentElement.attributes, document.documentElement.lang, document.getElementById("log").getAttribute("role"), getComputedStyle(document.documentElement).fontSize].join(" ")`); got != "true fr log 16px" {
		t.Errorf("page = %q", got)
	}
	p.clean()
}

// axText is the text of a value of the accessibility tree.
func axText(v *accessibility.Value) string {
	return strings.Trim(string(v.Value), `"`)
}

// structure lists faults of the page that the accessibility tree does not tell.
const structure = `(() => {
  const faults = [], ids = new Set();
  for (const n of document.querySelectorAll("[id]")) ids.has(n.id) ? faults.push("id twice: " + n.id) : ids.add(n.id);
  for (const n of document.querySelectorAll("[tabindex]")) if (n.tabIndex > 0) faults.push("tab order forced: " + n.outerHTML);
  for (const n of document.querySelectorAll("img:not([alt])")) faults.push("picture without alt: " + n.outerHTML);
  for (const n of document.querySelectorAll("[aria-labelledby], [aria-controls]"))
    for (const a of ["aria-labelledby", "aria-controls"])
      if (n.hasAttribute(a) && !document.getElementById(n.getAttribute(a))) faults.push("points to nothing: " + n.outerHTML);
  for (const n of document.querySelectorAll("*"))
    if (n.onclick || [...n.attributes].some((a) => a.name.startsWith("on"))) faults.push("inline handler: " + n.outerHTML);
  for (const n of document.querySelectorAll("div[role=button], span[role=button]")) faults.push("not a real button: " + n.outerHTML);
  const small = 44 - 1;
  for (const n of document.querySelectorAll("button:not(.plain), a.key, input, textarea")) {
    const b = n.getBoundingClientRect();
    if (n.checkVisibility() && (b.width < small || b.height < small)) faults.push("too small for a thumb: " + n.outerHTML + " " + b.width + "×" + b.height);
  }
  return faults;
})()`

// contrasts checks every visible text, and the limits of what can be pressed, in both schemes.
func contrasts(t *testing.T, c chrome) {
	for _, dark := range []bool{false, true} {
		bench := newBench(t, Options{Welcome: []string{"Un paragraphe."}})
		p := newTab(t, c, bench.web.URL, screen{width: 390, height: 844, phone: true, dark: dark})
		scheme := map[bool]string{false: "light", true: "dark"}[dark]
		if got := js[bool](p, `matchMedia("(prefers-color-scheme: dark)").matches`); got != dark {
			t.Fatalf("the scheme is not the one asked for")
		}
		states(p, bench, func(state string) {
			result := js[measured](p, contrast)
			if result.Texts == 0 {
				t.Errorf("%s, %s: no text was measured", scheme, state)
			}
			for _, fault := range result.Faults {
				t.Errorf("%s, %s: %s", scheme, state, fault)
			}
		})
		p.shot("contrast-" + scheme)
	}
}

// measured is what contrast found.
type measured struct {
	Faults []string
	Texts  int // how many were measured
}

// contrast measures the WCAG ratio of texts (4.5, or 3 for large ones) and of the borders of buttons and fields (3).
const contrast = `(() => {
  const parse = (c) => { const [r, g, b, a = 1] = c.match(/[\d.]+/g).map(Number); return [r, g, b, a]; };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
  const behind = (node) => {
    const layers = [];
    for (let n = node; n; n = n.parentElement) { layers.push(parse(getComputedStyle(n).backgroundColor)); if (n.localName === "dialog") break; }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const modal = document.querySelector("dialog[open]") ?? document.body;
  const faults = [];
  let texts = 0;
  const walk = document.createTreeWalker(modal, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const n = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !n.checkVisibility() || n.closest(".sr, script, noscript, .skip")) continue;
    texts++;
    const s = getComputedStyle(n), back = behind(n), size = parseFloat(s.fontSize);
    const got = ratio(over(parse(s.color), back), back);
    if (got < (size >= 24 || (size >= 18.66 && s.fontWeight >= 700) ? 3 : 4.5)) faults.push(got.toFixed(2) + " for " + walk.currentNode.data.trim().slice(0, 40) + " (" + n.className + ")");
  }
  for (const n of modal.querySelectorAll(".key, textarea, input, .down")) {
    if (!n.checkVisibility()) continue;
    const s = getComputedStyle(n), around = behind(n.parentElement);
    const got = Math.max(ratio(over(parse(s.borderTopColor), around), around), ratio(behind(n), around));
    if (got < 3) faults.push("limit " + got.toFixed(2) + " for " + n.outerHTML.slice(0, 80));
    if (n.placeholder) { const c = parse(getComputedStyle(n, "::placeholder").color), b = behind(n); if (ratio(over(c, b), b) < 4.5) faults.push("placeholder of " + n.id); }
  }
  return { Faults: faults, Texts: texts };
})()`

// reflow checks that nothing has to be scrolled sideways on small screens and with large letters.
func reflow(t *testing.T, c chrome) {
	for name, s := range map[string]screen{
		"320 px":                {width: 320, height: 640, phone: true},
		"phone, 200 % letters":  {width: 390, height: 844, phone: true, large: true},
		"phone, 200 % zoom":     {width: 195, height: 422},
		"desktop, 200 % zoom":   {width: 640, height: 400},
		"desktop":               {width: 1280, height: 800},
		"phone on its side":     {width: 844, height: 390, phone: true},
		"320 px, 200 % letters": {width: 320, height: 640, phone: true, large: true},
	} {
		t.Run(name, func(t *testing.T) {
			bench := newBench(t, Options{Welcome: []string{"Une démonstration, sans compte et sans réseau."}})
			p := newTab(t, c, bench.web.URL, s)
			states(p, bench, func(state string) {
				for _, fault := range js[[]string](p, sideways) {
					t.Errorf("%s: %s", state, fault)
				}
				p.shot(strings.NewReplacer(" ", "-", ",", "", "%", "").Replace(name + "-" + state))
			})
		})
	}
}

// sideways lists what leaves the screen on its sides, and a field or a first button that cannot be seen.
const sideways = `(() => {
  const faults = [], wide = innerWidth;
  for (const n of [document.documentElement, document.body, document.getElementById("log"), document.querySelector("dialog[open]")])
    if (n && n.scrollWidth > n.clientWidth) faults.push((n.id || n.localName) + " scrolls sideways: " + n.scrollWidth + " > " + n.clientWidth);
  const shown = document.querySelector("dialog[open]") ?? document.body;
  for (const n of shown.querySelectorAll("button, a, input, textarea, .bubble")) {
    const b = n.getBoundingClientRect();
    if (n.checkVisibility() && !n.matches(".skip") && b.width > 0 && (b.left < -0.5 || b.right > wide + 0.5)) faults.push("leaves the screen: " + n.outerHTML.slice(0, 90));
  }
  const field = ["start", "input"].map((id) => document.getElementById(id)).find((n) => n.checkVisibility())?.getBoundingClientRect();
  if (!field || field.top < 0 || field.bottom > innerHeight + 1) faults.push("the field is not in sight");
  if (document.getElementById("log").clientHeight < 60) faults.push("no room left for the conversation: " + document.getElementById("log").clientHeight);
  return faults;
})()`
