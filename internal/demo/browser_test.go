package demo

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// shotsVariable names the environment variable of a folder where the browser tests leave pictures to look at.
const shotsVariable = "JALON_DEMO_SHOTS"

// chrome is a browser, or a tab of one, in which tabs can be opened.
type chrome struct{ ctx context.Context }

// openChromium starts a browser for the test, or skips it where there is none.
func openChromium(t *testing.T) chrome {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium on this machine: the page is not tried in a browser")
	}
	opts := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-component-update", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	chromium, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(closeBrowser)
	if err := chromedp.Do(chromium); err != nil {
		t.Fatalf("chromium: %v", err)
	}
	return chrome{chromium}
}

// tab is one page in the browser.
type tab struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu       sync.Mutex
	outside  []string // addresses asked for that are not the demo's
	messages []string // errors of the console
}

// screen is what a tab is shown on.
type screen struct {
	width, height int64
	phone, dark   bool
	large         bool // letters twice as large as usual
}

// newTab opens a page of its own: another person's browser.
func newTab(t *testing.T, c chrome, base string, s screen, opts ...chromedp.ContextOption) *tab {
	t.Helper()
	if len(opts) == 0 {
		opts = []chromedp.ContextOption{chromedp.WithNewBrowserContext()}
	}
	ctx, closeTab := chromedp.NewContext(c.ctx, opts...)
	t.Cleanup(closeTab)
	p := &tab{t: t, ctx: ctx, base: base}
	if err := chromedp.Do(ctx); err != nil { // opens it, for as long as ctx lasts
		t.Fatalf("tab: %v", err)
	}
	if err := chromedp.Listen(ctx, func(event any) {
		if sent, ok := event.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(sent.Request.URL, base) {
			p.mu.Lock()
			p.outside = append(p.outside, sent.Request.URL)
			p.mu.Unlock()
		}
	}); err != nil {
		t.Fatal(err)
	}
	console := chromedp.Console(ctx)
	go func() { // ends with the tab
		for message, err := range console {
			if err != nil {
				return
			}
			if message.Type == chromedp.ConsoleError || message.IsException() {
				p.mu.Lock()
				p.messages = append(p.messages, message.String())
				p.mu.Unlock()
			}
		}
	}()
	command(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	command(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	if s.phone {
		p.do(chromedp.EmulateViewport(s.width, s.height, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait))
	} else {
		p.do(chromedp.EmulateViewport(s.width, s.height))
	}
	p.open("/")
	if s.large {
		js[chromedp.Void](p, `document.documentElement.style.fontSize = "200%"`)
	}
	return p
}

// shareCookies makes a tab of the same browser as its parent.
func shareCookies(*chromedp.Context) {}

// grant sets whether the page may measure the position.
func grant(p *tab, setting browser.PermissionSetting) {
	p.t.Helper()
	_, err := chromedp.CallBrowser(p.ctx, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "geolocation"}, Setting: setting, Origin: p.base,
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	})
	if err != nil {
		p.t.Fatalf("permission: %v", err)
	}
}

// open goes to an address of the demo and waits for the first state of the chat.
func (p *tab) open(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.base + path))
	p.wait(`document.querySelector("#start:not([hidden]), #composer:not([hidden])")`)
}

// do runs actions and fails the test when one fails or lasts.
func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("browser: %v", err)
	}
}

// command gives a command of the browser's protocol.
func command[P, R any](p *tab, order cdp.Command[P, R], params P) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	if _, err := chromedp.Call(ctx, order, params); err != nil {
		p.t.Fatalf("browser: %v", err)
	}
}

// js evaluates an expression in the page.
func js[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// await is js for a promise.
func await[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// wait waits until an expression is true. (The poll of chromedp would need the page to allow eval.)
func (p *tab) wait(expression string) {
	p.t.Helper()
	for end := time.Now().Add(20 * time.Second); !js[bool](p, "!!("+expression+")"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.shot("stuck")
			p.t.Fatalf("never true: %s; the page shows:\n%s\n%v", expression, js[string](p, `document.body.innerText`), p.messages)
		}
	}
}

// says waits until the conversation contains a text.
func (p *tab) says(text string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`document.getElementById("messages").textContent.includes(%q)`, text))
}

// click clicks, or taps, the middle of the first visible element of a selector whose text contains the words.
func (p *tab) click(selector, words string) {
	p.t.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll(%q)].find((n) => n.checkVisibility() && n.textContent.includes(%q))`, selector, words)
	p.wait(find)
	at := js[[2]float64](p, fmt.Sprintf(`(() => { const n = %s; n.scrollIntoView({block: "nearest"}); const b = n.getBoundingClientRect();
		return [b.left + b.width / 2, b.top + b.height / 2] })()`, find))
	p.do(chromedp.MouseClickXY(at[0], at[1]))
}

// press presses keys of the keyboard.
func (p *tab) press(keys string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys))
}

// write writes a text in the field and sends it with Enter.
func (p *tab) write(text string) {
	p.t.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS("#input"), text+kb.Enter))
}

// shot leaves a picture where the environment asks for some.
func (p *tab) shot(name string) {
	p.t.Helper()
	dir := os.Getenv(shotsVariable)
	if dir == "" {
		return
	}
	time.Sleep(300 * time.Millisecond) // the end of what moves
	picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o600)
	}
	if err != nil {
		p.t.Errorf("picture %s: %v", name, err)
	}
}

// clean fails the test when the page asked for something outside or complained.
func (p *tab) clean() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.outside) > 0 {
		p.t.Errorf("the page asked for %q", p.outside)
	}
	if len(p.messages) > 0 {
		p.t.Errorf("the console says %q", p.messages)
	}
}

var (
	onPhone   = screen{width: 390, height: 844, phone: true}
	onDesktop = screen{width: 1280, height: 800}
)

func TestBrowser(t *testing.T) {
	chromium := openChromium(t)
	for name, test := range map[string]func(*testing.T, chrome){
		"walk": walk, "here": shareHere, "keyboard only": keyboardOnly, "hostile": hostileText, "break": networkBreak,
		"reading place": readingPlace, "two tabs": twoTabs, "links": deepLinks, "cards": inlineCards, "files": fileBubbles,
		"names": names, "entities": entities, "contrast": contrasts, "reflow": reflow,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, chromium)
		})
	}
}

// walk is what a new user does, on a phone.
func walk(t *testing.T, c chrome) {
	bench := newBench(t, Options{Welcome: []string{"Une démonstration, sans compte et sans réseau."}})
	p := newTab(t, c, bench.web.URL, onPhone)
	p.wait(`document.getElementById("description").textContent.includes("Je vous aide")`)
	p.shot("walk-1-intro")
	p.click("#start", "Démarrer")
	p.says("Où en est votre projet ?")
	if got := js[string](p, `document.activeElement.id`); got == "input" {
		t.Errorf("the field has the focus: a phone would open its keyboard")
	}
	if got := js[string](p, `document.querySelector(".text b").textContent`); got != "Où en est votre projet ?" {
		t.Errorf("bold text = %q", got)
	}
	p.shot("walk-2-question")

	p.click(".key", "Lent")
	p.wait(`document.querySelector('.key[aria-busy="true"]')?.textContent === "Lent"`)
	p.shot("walk-3-busy")
	command(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	p.wait(`getComputedStyle(document.querySelector('.key[aria-busy="true"]'), "::after").animationName === "none"`)
	close(bench.bot.slow)
	p.wait(`!document.querySelector('.key[aria-busy]') && document.getElementById("toasts").textContent === "C’est fait."`)
	p.click(".key", "C’est quoi ?")
	p.wait(`document.getElementById("alert").open && document.getElementById("alert-text").textContent === "Un projet peut n’être qu’une envie."`)
	p.shot("walk-4-alert")
	p.click("#alert button", "J’ai compris")
	p.click(".key", "Copier")
	p.wait(`document.getElementById("toasts").textContent === "Texte copié."`)

	js[chromedp.Void](p, `document.querySelector(".keyed").dataset.kept = "yes"`)
	p.click(".key", "1. Une idée")
	p.wait(`document.querySelector('[data-kept="yes"]').textContent.includes("Qui porte le projet ?")`)
	if got := js[int](p, `document.querySelectorAll(".keyed").length`); got != 1 {
		t.Errorf("%d messages with buttons after the edit, want 1", got)
	}
	p.wait(`document.querySelector(".keyed .meta").textContent.includes("modifié")`)

	p.write("Herm")
	p.says("Où se passe votre projet ?")
	p.wait(`document.getElementById("keyboard").checkVisibility() && document.getElementById("input").placeholder === "Commune ou code postal"`)
	if got := js[string](p, `document.getElementById("input").value`); got != "" {
		t.Errorf("the field still holds %q", got)
	}
	p.shot("walk-5-keyboard")
	p.click("#keyboard .key", "Partager ma position")
	p.wait(`document.getElementById("place").open`)
	p.do(chromedp.SendKeys(chromedp.CSS("#place-query"), "her"))
	p.wait(`document.querySelectorAll("#place-found button").length === 2`)
	p.shot("walk-6-place")
	p.click("#place-found button", "77, Seine-et-Marne")
	p.says("48,4800 ; 3,3900")
	p.says("Tiers-lieu")
	p.wait(`[...document.querySelectorAll("a")].some((a) => a.href === "https://www.openstreetmap.org/?mlat=43.70750&mlon=-1.05170#map=15/43.70750/-1.05170")`)
	p.wait(`!document.getElementById("keyboard").checkVisibility()`)
	p.shot("walk-7-venue")

	p.click("#menu-button", "Menu")
	p.wait(`document.getElementById("menu").open && document.getElementById("menu-commands").textContent.includes("/aide")`)
	p.shot("walk-8-menu")
	p.click("#menu button", "Recommencer")
	p.wait(`document.querySelectorAll(".turn").length === 3`)
	if got := js[string](p, `document.getElementById("messages").textContent`); strings.Contains(got, "Herm") {
		t.Errorf("the chat after the restart = %q", got)
	}
	p.shot("walk-9-restarted")
	p.clean()
}

// shareHere shares the position that the browser measures, or explains why it cannot.
func shareHere(t *testing.T, c chrome) {
	bench := newBench(t, Options{})
	p := newTab(t, c, bench.web.URL, onPhone)
	p.click("#start", "Démarrer")
	p.click("#menu-button", "Menu")
	p.click("#menu button", "Partager une position")
	p.wait(`document.getElementById("place").open`)
	grant(p, "denied")
	p.click("#place-here", "")
	p.wait(`document.getElementById("place-note").textContent.includes("n’a pas le droit")`)
	grant(p, "granted")
	lat, lon, accuracy := 44.5, 4.25, 30.0
	command(p, emulation.SetGeolocationOverride, emulation.SetGeolocationOverrideParams{Latitude: &lat, Longitude: &lon, Accuracy: &accuracy})
	p.click("#place-here", "")
	p.says("44,5000 ; 4,2500")
	p.says("Vous êtes là")
	p.clean()
}

// keyboardOnly goes through a conversation without a pointer.
func keyboardOnly(t *testing.T, c chrome) {
	bench := newBench(t, Options{})
	p := newTab(t, c, bench.web.URL, onDesktop)
	p.wait(`document.activeElement.id === "start"`)
	p.press(kb.Enter)
	p.says("Où en est votre projet ?")
	p.wait(`document.activeElement.id === "input"`)

	js[chromedp.Void](p, `document.querySelector(".skip").focus()`)
	var order []string
	for range 10 {
		p.press(kb.Tab)
		order = append(order, js[string](p, `(document.activeElement.id || document.activeElement.textContent).trim()`))
		if !js[bool](p, `getComputedStyle(document.activeElement).outlineStyle !== "none"`) {
			t.Errorf("no visible focus on %q", order[len(order)-1])
		}
	}
	want := []string{"menu-button", "log", "1. Une idée", "C’est quoi ?", "Lent", "Site (nouvel onglet)", "Copier", "Partager", "input", "send"}
	if !slices.Equal(order, want) {
		t.Errorf("focus order = %q, want %q", order, want)
	}

	js[chromedp.Void](p, `document.querySelector(".key").focus()`)
	p.press(kb.Enter)
	p.says("Qui porte le projet ?")
	if got := js[string](p, `document.activeElement.className`); !strings.Contains(got, "turn") {
		t.Errorf("after an edit the focus is on %q, want the message", got)
	}
	p.press(kb.Tab)
	if got := js[string](p, `document.activeElement.textContent`); got != "1. Moi" {
		t.Errorf("after an edit Tab goes to %q, want the first new button", got)
	}

	js[chromedp.Void](p, `document.getElementById("menu-button").focus()`)
	p.press(kb.Enter)
	p.wait(`document.getElementById("menu").open`)
	p.press(kb.Escape)
	p.wait(`!document.getElementById("menu").open && document.activeElement.id === "menu-button"`)
	p.do(chromedp.Focus(chromedp.CSS("#input")))
	p.press("deux")
	p.do(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(8))) // Shift
	p.press("lignes" + kb.Enter)
	p.wait(`[...document.querySelectorAll(".mine .text")].at(-1).textContent === "deux\nlignes"`)
	p.clean()
}

// hostileText checks that a text made of HTML is shown as it was written and does nothing.
func hostileText(t *testing.T, c chrome) {
	bench := newBench(t, Options{})
	p := newTab(t, c, bench.web.URL, onPhone)
	p.click("#start", "Démarrer")
	title := js[string](p, `document.title`)
	p.write(hostile)
	p.write("hostile")
	p.wait(`[...document.querySelectorAll(".text")].filter((n) => n.textContent === ` + fmt.Sprintf("%q", hostile) + `).length === 2`)
	p.wait(`[...document.querySelectorAll(".key")].some((n) => n.textContent === ` + fmt.Sprintf("%q", hostile) + `)`)
	if got := js[int](p, `document.querySelectorAll("#log img:not(.intro-mark), #log script, #log [onerror]").length`); got != 0 {
		t.Errorf("%d elements were made of a text", got)
	}
	if got := js[string](p, `document.title`); got != title {
		t.Errorf("a text ran: the title is %q", got)
	}
	p.clean()
}

// networkBreak cuts the network while the person writes.
func networkBreak(t *testing.T, c chrome) {
	bench := newBench(t, Options{})
	var cut atomic.Bool
	inner := bench.web.Config.Handler
	flaky := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if cut.Load() {
			panic(http.ErrAbortHandler)
		}
		inner.ServeHTTP(w, r)
	}))
	t.Cleanup(flaky.Close)
	t.Cleanup(flaky.CloseClientConnections)
	p := newTab(t, c, flaky.URL, onPhone)
	p.click("#start", "Démarrer")
	p.says("Où en est votre projet ?")
	p.write("n avant")
	p.says("vu n avant")

	cut.Store(true)
	flaky.CloseClientConnections()
	p.write("n pendant")
	p.write("n ensuite")
	p.wait(`document.getElementById("network").textContent.includes("Connexion perdue")`)
	p.wait(`document.querySelectorAll(".waiting").length >= 1`)
	p.shot("break")
	cut.Store(false)
	p.says("vu n ensuite")
	p.wait(`document.querySelectorAll(".waiting").length === 0 && document.getElementById("network").textContent === ""`)
	want := []string{"/start", "Bonjour", "Où en est votre projet ?\n\nÉtape 1/4.", "n avant", "vu n avant", "n pendant", "vu n pendant", "n ensuite", "vu n ensuite"}
	got := js[[]string](p, `[...document.querySelectorAll("#messages .text")].map((n) => n.textContent)`)
	if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) || slices.Index(got, "n pendant") > slices.Index(got, "n ensuite") {
		t.Errorf("after the break the page shows %q, want %q", got, want)
	}
}

// readingPlace checks that what a person reads does not move.
func readingPlace(t *testing.T, c chrome) {
	bench := newBench(t, Options{})
	p := newTab(t, c, bench.web.URL, onPhone)
	p.click("#start", "Démarrer")
	p.says("Où en est votre projet ?")
	p.write("long")
	p.says("Une ligne de texte.")
	// The beginning of a long answer stays in sight, not its end.
	p.wait(`(() => { const top = [...document.querySelectorAll(".turn")].at(-1).getBoundingClientRect().top; return top > 0 && top < 200 })()`)
	p.wait(`document.getElementById("down").checkVisibility()`)
	p.shot("long")

	js[chromedp.Void](p, `document.getElementById("log").scrollTop = 40`)
	time.Sleep(100 * time.Millisecond)
	place := js[float64](p, `document.querySelector(".keyed").getBoundingClientRect().top`)
	js[chromedp.Void](p, `void fetch("/api/say", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({key: "another-tab", text: "n 1"})})`)
	p.says("vu n 1")
	if got := js[float64](p, `document.querySelector(".keyed").getBoundingClientRect().top`); got != place {
		t.Errorf("a new message moved what is read from %v to %v", place, got)
	}
	p.wait(`document.getElementById("down-count").textContent === "2"`)
	p.shot("unread")
	p.click("#down", "")
	p.wait(`(() => { const l = document.getElementById("log"); return l.scrollHeight - l.clientHeight - l.scrollTop < 2 })()`)
	p.wait(`!document.getElementById("down").checkVisibility()`)
	p.clean()
}

// twoTabs checks that the tabs of one browser show one chat, and that another browser has its own.
func twoTabs(t *testing.T, c chrome) {
	bench := newBench(t, Options{})
	first := newTab(t, c, bench.web.URL, onPhone)
	first.click("#start", "Démarrer")
	first.says("Où en est votre projet ?")
	second := newTab(t, chrome{first.ctx}, bench.web.URL, onPhone, shareCookies)
	second.says("Où en est votre projet ?")
	second.write("n 1")
	first.says("vu n 1")
	other := newTab(t, c, bench.web.URL, onPhone)
	other.wait(`document.getElementById("start").checkVisibility()`)
	first.click("#menu-button", "Menu")
	first.click("#menu button", "Recommencer")
	second.wait(`document.querySelectorAll(".turn").length === 3`)
	first.clean()
	second.clean()
}

// deepLinks opens the bot with a payload, by the page's address and by a link to the bot.
func deepLinks(t *testing.T, c chrome) {
	bench := newBench(t, Options{})
	p := newTab(t, c, bench.web.URL, onPhone)
	p.open("/?start=v1_abc")
	p.click("#start", "Démarrer")
	p.says("Bonjour v1_abc")
	if got := js[string](p, `location.search`); got != "" {
		t.Errorf("the address keeps %q: a reload would start again", got)
	}
	p.write("https://t.me/jalon_bot?start=v1_def et https://example.org/")
	p.click(".mine .text button", "t.me")
	p.says("Bonjour v1_def")
	if got := js[string](p, `[...document.querySelectorAll(".mine .text a")].map((a) => [a.href, a.target, a.rel].join(" ")).join()`); got != "https://example.org/ _blank noopener noreferrer" {
		t.Errorf("link = %q", got)
	}
	p.write("commandes")
	p.click(".theirs .text button", "/aide")
	p.wait(`[...document.querySelectorAll(".mine .text")].at(-1).textContent === "/aide"`)
	p.clean()
}

// inlineCards tries inline mode, from a button and from the field.
func inlineCards(t *testing.T, c chrome) {
	bench := newBench(t, Options{})
	p := newTab(t, c, bench.web.URL, onPhone)
	p.click("#start", "Démarrer")
	p.click(".key", "Partager")
	p.click("#share-found button", "Carte 48")
	p.wait(`document.querySelector("#share-card b")?.textContent === "Carte" && document.querySelector("#share-card .text").textContent === "Carte & co"`)
	p.shot("card")
	p.click("#share-card button", "Ouvrir")
	p.says("Bonjour carte")
	p.do(chromedp.SendKeys(chromedp.CSS("#input"), "@jalon_bot 35"))
	p.click("#inline button", "Carte 35")
	p.wait(`document.getElementById("share").open`)
	p.press(kb.Escape)
	js[chromedp.Void](p, `document.getElementById("input").value = ""`)
	p.do(chromedp.SendKeys(chromedp.CSS("#input"), "/ai"))
	p.click("#inline button", "/aide")
	p.wait(`[...document.querySelectorAll(".mine .text")].at(-1).textContent === "/aide"`)
	p.clean()
}

// fileBubbles checks pictures and documents.
func fileBubbles(t *testing.T, c chrome) {
	bench := newBench(t, Options{})
	p := newTab(t, c, bench.web.URL, onPhone)
	p.click("#start", "Démarrer")
	p.write("fichiers")
	p.wait(`document.querySelectorAll("a[download]").length === 3`)
	p.wait(`(() => { const i = document.querySelector(".photo img"); return i?.complete && i.naturalWidth === 1 && i.alt === "Image : Le code à imprimer" })()`)
	p.wait(`document.querySelector('a[download$=".pdf"]').download === "fiche é.pdf" && document.getElementById("messages").textContent.includes("PDF · 1")`)
	if got := await[int](p, `fetch(document.querySelector('a[download$=".pdf"]').href).then((r) => r.blob()).then((b) => b.size)`); got != len(tinyPDF) {
		t.Errorf("the document holds %d bytes, want %d", got, len(tinyPDF))
	}
	p.click("#menu-button", "Menu")
	p.click("#menu button", "vocal")
	p.says("Je ne sais pas écouter.")
	p.says("Message vocal")
	p.shot("files")
	p.write("écrit")
	p.wait(`document.getElementById("status").textContent === "écrit…" && document.getElementById("typing").checkVisibility()`)
	p.shot("typing")
	p.clean()
}
