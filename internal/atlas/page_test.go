package atlas

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// TestPageAnswersItsFilters opens the page in a browser, chooses a profile, looks for a department and sorts the table.
func TestPageAnswersItsFilters(t *testing.T) {
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium on this machine: the page is not tried in a browser")
	}
	m := toyMap(t)
	p := Page{Title: "Essai", Map: m, Filters: []Filter{{Label: "Étape", All: "Toutes", Options: []string{"Idée", "Montage"}}, {Label: "Porteur", All: "Tous", Options: []string{"Un", "Plusieurs"}}}}
	for range m.Areas {
		p.Cells = append(p.Cells, []PageCell{{"near", "A", 2, ""}, {"far", "B", 1, ""}, {"far", "B", 5, "domaine"}, {"far", "C", 4, ""}})
	}
	p.Cells[len(p.Cells)-1][0] = PageCell{"far", "Z", 1, "étape"}
	var page bytes.Buffer
	if err := p.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(page.Bytes())
	}))
	t.Cleanup(server.Close)
	opts := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), opts...) //nolint:usetesting // the browser is closed by its own cleanup, after the test's context
	t.Cleanup(stop)
	tab, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(closeTab)
	tab, cancel := context.WithTimeout(tab, 60*time.Second)
	t.Cleanup(cancel)

	const choose = `(selector, value) => { const e = document.querySelector(selector); e.value = value; e.dispatchEvent(new Event("input", {bubbles: true})); }`
	const read = `[document.querySelector("#summary").textContent, [...document.querySelectorAll("#table tbody tr:first-child > *")].map(c => c.textContent).join(" | "),
		document.querySelectorAll("#table tbody tr").length + "", document.querySelector('#map [data-code="48"]').getAttribute("fill")]`
	if err := chromedp.Do(tab, chromedp.Navigate(server.URL)); err != nil {
		t.Fatal(err)
	}
	step := func(script string) []string {
		got, err := chromedp.Run(tab, chromedp.Evaluate[[]string]("(() => { const choose = "+choose+"; "+script+"; return "+read+"; })()"))
		if err != nil {
			t.Fatal(err)
		}
		for i := range got {
			got[i] = strings.ReplaceAll(got[i], "\u00a0", " ")
		}
		return got
	}
	for _, test := range []struct {
		name, script string
		want         []string
	}{
		{"at first", "", []string{"4 profils par département. Près : 106 · Loin : 1.", "Ain (01) | Près | Loin | 1 à 5 | B + 2 autres | 1 profil sur 4", "107", "url(#p-near)"}},
		{"the worst level", `choose("#shown", "worst")`, []string{"4 profils par département. Loin : 107.", "Ain (01) | Près | Loin | 1 à 5 | B + 2 autres | 1 profil sur 4", "107", "url(#p-far)"}},
		{"one stage", `choose("#shown", "best"); choose("[data-filter='0']", "1")`, []string{"2 profils par département. Loin : 107.", "Ain (01) | Loin | Loin | 4 à 5 | B + 1 autre | 1 profil sur 2", "107", "url(#p-far)"}},
		{"one profile", `choose("[data-filter='0']", "0"); choose("[data-filter='1']", "0")`, []string{"1 profil par département. Près : 106 · Loin : 1.", "Ain (01) | Près | Près | 2 | A | aucun", "107", "url(#p-near)"}},
		{"the first by level, from the farthest", `for (const n of [1, 2]) document.querySelector("[data-sort=best]").click()`, []string{"1 profil par département. Près : 106 · Loin : 1.", "Nouvelle-Calédonie (988) | Loin | Loin | 1 | Z | étape", "107", "url(#p-near)"}},
		{"one department", `choose("#search", "lozere")`, []string{"1 profil par département. Près : 106 · Loin : 1.", "Lozère (48) | Près | Près | 2 | A | aucun", "1", "url(#p-near)"}},
	} {
		if diff := cmp.Diff(test.want, step(test.script)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}
