package demo

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// files are the page: one HTML template, its style, its modules and its drawings.
//
//go:embed page
var files embed.FS

// kinds are the media types of the page's own files.
func kinds(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	default:
		return "image/svg+xml"
	}
}

// page registers the page and each of its files. Only files that exist at build time have an address.
func (d *demo) page(mux *http.ServeMux) {
	home := template.Must(template.ParseFS(files, "page/index.html"))
	var html bytes.Buffer
	if err := home.Execute(&html, d.opts); err != nil {
		panic("demo: the embedded page does not render: " + err.Error()) // the tests execute it
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		d.visitors.of(w, r)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(html.Bytes()) // the browser may have left
	})
	entries, _ := fs.Glob(files, "page/*.*") // the pattern is well formed
	for _, name := range entries {
		if strings.HasSuffix(name, ".html") {
			continue
		}
		body, err := files.ReadFile(name)
		if err != nil {
			panic("demo: embedded file: " + err.Error())
		}
		version := fmt.Sprintf(`"%x"`, sha256.Sum256(body))
		mux.HandleFunc("GET /"+path.Base(name), func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Content-Type", kinds(name))
			h.Set("Cache-Control", "no-cache") // kept, and asked for again by its version
			h.Set("ETag", version)
			http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
		})
	}
	mux.Handle("GET /favicon.ico", http.RedirectHandler("/icon.svg", http.StatusFound))
}
