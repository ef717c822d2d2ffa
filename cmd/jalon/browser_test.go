package main_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// shotsVariable names the environment variable of a folder where the browser test leaves pictures to look at.
const shotsVariable = "JALON_SHOTS"

// toTheCard is how long the main job may take from the page to the card, in a browser that does not think.
const toTheCard = 30 * time.Second

// TestDemoInABrowser does the main job on the real demo, in a real browser of the size of a phone: by tapping labels only, then
// by one typed sentence.
func TestDemoInABrowser(t *testing.T) {
	t.Parallel()
	address := startDemo(t)
	browser := openChromium(t)
	t.Run("tapped", func(t *testing.T) {
		p := openPage(browser, t, address)
		began := time.Now()
		p.open()
		p.shot("1-page")
		p.tap("#start", "Démarrer")
		p.says("Où en êtes-vous ?")
		p.shot("2-first-question")
		for _, label := range []string{"J'ai une idée", "Un groupe", "Commerce"} {
			p.tap(".key", label)
		}
		p.says("Où se passe le projet ?")
		p.shot("3-place")
		p.tap(".key", "Partager ma position")
		p.tap("#keyboard .key", "Partager ma position")
		p.wait(`document.getElementById("place").open`)
		p.do(chromedp.SendKeys(chromedp.CSS("#place-query"), "herm"))
		p.tap("#place-found button", "40, Landes")
		p.says("Merci. Votre position n'est pas gardée.")
		p.shot("4-communes-near")
		p.tap(".key", "Herm")
		p.tap(".key", "Passer")
		p.says("PLOUCS")
		took := time.Since(began)
		p.says("Et maintenant ?")
		p.shot("5-card")
		t.Logf("from the page to the card: %v", took.Round(10*time.Millisecond))
		if took > toTheCard {
			t.Errorf("from the page to the card: %v, want %v at most", took, toTheCard)
		}
		p.fits()
		p.tap(".key", "Pourquoi cet acteur ?")
		p.says("C'est sa mission première.")
		p.tap(".key", "Revenir au résultat")
		p.clean()
	})
	t.Run("typed", func(t *testing.T) {
		p := openPage(browser, t, address)
		began := time.Now()
		p.open()
		p.tap("#start", "Démarrer")
		p.says("Où en êtes-vous ?")
		p.write("on est quatre habitants, on a l'idée de reprendre l'épicerie de Langogne")
		p.says("J'ai compris")
		p.says("Et maintenant ?")
		p.shot("6-typed-card")
		if took := time.Since(began); took > toTheCard {
			t.Errorf("from the page to the card: %v, want %v at most", took, toTheCard)
		}
		p.fits()
		p.clean()
	})
}

// startDemo runs "jalon demo" and returns the address of its page.
func startDemo(t *testing.T) string {
	t.Helper()
	name, err := program()
	if err != nil {
		t.Fatal(err)
	}
	log := &lockedBuffer{}
	demo := exec.Command(name, "demo", "--addr", "127.0.0.1:0")
	demo.Stderr = log
	if err := demo.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = demo.Process.Kill()
		_ = demo.Wait()
	})
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if found := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(log.String()); found != "" {
			return found
		}
	}
	t.Fatalf("the demo does not start: %s", log)
	return ""
}

// openChromium starts a browser that ends with the test, or skips the test where there is none.
func openChromium(t *testing.T) context.Context {
	t.Helper()
	path := needs(t, "chromium")
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-component-update", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(closeBrowser)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("chromium: %v", err)
	}
	return ctx
}

// page is the demo on a phone.
type page struct {
	t       *testing.T
	ctx     context.Context
	address string

	mutex      sync.Mutex
	complaints []string // what the page asked for outside, and the errors of its console
}

func openPage(browser context.Context, t *testing.T, address string) *page {
	t.Helper()
	ctx, closePage := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(closePage)
	p := &page{t: t, ctx: ctx, address: address}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("page: %v", err)
	}
	if err := chromedp.Listen(ctx, func(event any) {
		if sent, ok := event.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(sent.Request.URL, address) {
			p.complain("the page asks for " + sent.Request.URL)
		}
	}); err != nil {
		t.Fatal(err)
	}
	console := chromedp.Console(ctx)
	go func() { // ends with the page
		for message, err := range console {
			if err != nil {
				return
			}
			if message.Type == chromedp.ConsoleError || message.IsException() {
				p.complain(message.String())
			}
		}
	}()
	p.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait))
	return p
}

func (p *page) complain(what string) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.complaints = append(p.complaints, what)
}

func (p *page) clean() {
	p.t.Helper()
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for _, c := range p.complaints {
		p.t.Error(c)
	}
}

func (p *page) open() {
	p.t.Helper()
	p.do(chromedp.Navigate(p.address))
	p.wait(`document.querySelector("#start:not([hidden])")`)
}

func (p *page) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("browser: %v", err)
	}
}

// ask evaluates an expression in a page.
func ask[T any](p *page, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// wait waits until an expression is true.
func (p *page) wait(expression string) {
	p.t.Helper()
	for end := time.Now().Add(20 * time.Second); !ask[bool](p, "!!("+expression+")"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.shot("stuck")
			p.t.Fatalf("never true: %s; the page shows:\n%s", expression, ask[string](p, `document.body.innerText`))
		}
	}
}

// plainText is how a text is compared in the page: no-break spaces and apostrophes as they are typed.
const plainText = `((s) => s.replaceAll("\u00a0", " ").replaceAll("\u202f", " ").replaceAll("’", "'"))`

// says waits until the conversation holds a text.
func (p *page) says(text string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`%s(document.getElementById("messages").textContent).includes(%q)`, plainText, text))
}

// tap taps the last visible element of a selector whose text has these words.
func (p *page) tap(selector, words string) {
	p.t.Helper()
	element := fmt.Sprintf(`[...document.querySelectorAll(%q)].findLast((n) => n.checkVisibility() && %s(n.textContent).includes(%q))`, selector, plainText, words)
	p.wait(element)
	size := ask[[2]float64](p, fmt.Sprintf(`(() => { const b = %s.getBoundingClientRect(); return [b.width, b.height] })()`, element))
	if size[0] < 40 || size[1] < 40 {
		p.t.Errorf("%q is %v by %v pixels: too small for a thumb", words, size[0], size[1])
	}
	at := ask[[2]float64](p, fmt.Sprintf(`(() => { const n = %s; n.scrollIntoView({block: "center"}); const b = n.getBoundingClientRect();
		return [b.left + b.width / 2, b.top + b.height / 2] })()`, element))
	p.do(chromedp.MouseClickXY(at[0], at[1]))
}

// write writes a text in the field and sends it.
func (p *page) write(text string) {
	p.t.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS("#input"), text+kb.Enter))
}

// fits checks that nothing is wider than the phone.
func (p *page) fits() {
	p.t.Helper()
	if width := ask[int](p, `document.documentElement.scrollWidth`); width > 390 {
		p.t.Errorf("the page is %d pixels wide, on a phone of 390", width)
	}
}

// shot leaves a picture where the environment asks for some.
func (p *page) shot(name string) {
	p.t.Helper()
	folder := os.Getenv(shotsVariable)
	if folder == "" {
		return
	}
	time.Sleep(300 * time.Millisecond) // the end of what moves
	picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o600)
	}
	if err != nil {
		p.t.Errorf("picture %s: %v", name, err)
	}
}
