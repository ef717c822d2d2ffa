package botapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// form is a multipart body of fields and one file.
func form(t *testing.T, fields map[string]string, name string, data []byte) (body *bytes.Buffer, contentType string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for key, value := range fields {
		if err := w.WriteField(key, value); err != nil {
			t.Fatal(err)
		}
	}
	if name != "" {
		part, err := w.CreateFormFile(name, name+".bin")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return body, w.FormDataContentType()
}

// TestEncodings sends the same message in every way a request may come.
func TestEncodings(t *testing.T) {
	r := quick(t)
	markup := `{"inline_keyboard":[[{"text":"ok","callback_data":"d"}]]}`
	multi, multiType := form(t, map[string]string{"chat_id": "11", "text": "é & co", "reply_markup": markup}, "", nil)
	chunked, chunkedType := form(t, map[string]string{"chat_id": "11", "text": "é & co", "reply_markup": markup}, "", nil)
	values := params{"chat_id": "11", "text": "é & co", "reply_markup": markup}.values().Encode()
	for _, c := range []struct {
		name, method, query, contentType string
		body                             io.Reader
	}{
		{"query string", "GET", values, "", nil},
		{"query string, POST", "POST", values, "", nil},
		{"form", "POST", "", "application/x-www-form-urlencoded", strings.NewReader(values)},
		{"form with charset", "POST", "", "application/x-www-form-urlencoded; charset=utf-8", strings.NewReader(values)},
		{"JSON, texts", "POST", "", "application/json", strings.NewReader(`{"chat_id":"11","text":"é & co","reply_markup":` + quote(markup) + `}`)},
		{"JSON, objects", "POST", "", "application/json", strings.NewReader(`{"chat_id":11,"text":"\u00e9 & co","reply_markup":` + markup + `}`)},
		{"multipart", "POST", "", multiType, multi},
		{"multipart, chunked", "POST", "", chunkedType, io.MultiReader(chunked)}, // no length known
		{"both, the first wins", "POST", "text=%C3%A9+%26+co", "application/json", strings.NewReader(`{"chat_id":11,"text":"other","reply_markup":` + markup + `}`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			req, err := http.NewRequestWithContext(t.Context(), c.method, r.base+"sendMessage?"+c.query, c.body)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", c.contentType)
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			g := r.read(resp)
			var m wireMessage
			if !g.OK {
				t.Fatalf("answer = %s", g.body)
			}
			decode(t, g.Result, &m)
			if m.Text != "é & co" || m.ReplyMarkup == nil || m.ReplyMarkup.Rows[0][0].CallbackData != "d" {
				t.Errorf("message = %+v, want the text and its button", m)
			}
		})
	}
}

func quote(s string) string {
	raw, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// TestUnreadable checks that a request without readable parameters gets a 400
// with no JSON, as on a self-hosted server.
func TestUnreadable(t *testing.T) {
	r := quick(t)
	for _, c := range []struct{ name, contentType, body string }{
		{"empty multipart", "multipart/form-data; boundary=b", ""},
		{"multipart without part", "multipart/form-data; boundary=b", "--b--\r\n"},
		{"multipart without boundary", "multipart/form-data", "x"},
		{"cut multipart", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nx"},
		{"broken JSON", "application/json", `{"text":`},
		{"JSON list", "application/json", `[1]`},
		{"broken form", "application/x-www-form-urlencoded", "a=%zz"},
	} {
		resp, err := http.Post(r.base+"getMe", c.contentType, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		if g := r.read(resp); g.Code != http.StatusBadRequest || g.body != "" {
			t.Errorf("%s = %d %q, want 400 and no body", c.name, g.Code, g.body)
		}
	}
	resp, err := http.Post(r.base+"getMe", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if g := r.read(resp); !g.OK {
		t.Errorf("no body at all = %q, want success", g.body)
	}
}

func TestTooLarge(t *testing.T) {
	q := newQuery()
	body := io.LimitReader(zeros{}, bodyMax+1)
	err := q.readBody("application/json", body)
	var r *refusalError
	if !errors.As(err, &r) || r.status != http.StatusRequestEntityTooLarge {
		t.Errorf("readBody of %d bytes = %v, want 413", bodyMax+1, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func TestLenientNumbers(t *testing.T) {
	for text, want := range map[string]int64{"12": 12, "-7": -7, "12abc": 12, "abc": 0, "": 0, "99999999999999999999": 0} {
		if got := toInt(text); got != want {
			t.Errorf("toInt(%q) = %d, want %d", text, got, want)
		}
	}
	if got := toInt(" 12 "); got != 12 {
		t.Errorf("toInt with spaces = %d, want 12", got)
	}
	for text, want := range map[string]bool{"true": true, "True": true, "1": true, "yes": true, "false": false, "0": false, "": false, "oui": false} {
		if got := toBool(text); got != want {
			t.Errorf("toBool(%q) = %v, want %v", text, got, want)
		}
	}
	for text, want := range map[string]float64{"44.5": 44.5, "NaN": 0, "Inf": 0, "x": 0} {
		if got := toFloat(text); got != want {
			t.Errorf("toFloat(%q) = %v, want %v", text, got, want)
		}
	}
}

func FuzzReadBody(f *testing.F) {
	f.Add("application/json", []byte(`{"chat_id":11,"text":"é","reply_markup":{"a":[1,null]}}`))
	f.Add("application/x-www-form-urlencoded", []byte("a=1&b=%C3%A9&a=2"))
	f.Add("multipart/form-data; boundary=b", []byte("--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nx\r\n--b--\r\n"))
	f.Add("multipart/form-data; boundary=b", []byte("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n"))
	f.Add("text/plain", []byte("x"))
	f.Fuzz(func(t *testing.T, contentType string, body []byte) {
		q := newQuery()
		if err := q.readBody(contentType, bytes.NewReader(body)); err != nil {
			var r *refusalError
			if !errors.Is(err, errUnreadable) && !errors.As(err, &r) {
				t.Errorf("readBody(%q, %q) = %v, want a refusal", contentType, body, err)
			}
			return
		}
		size := 0
		for name, file := range q.files {
			if name == "" {
				t.Error("a file without a name")
			}
			size += len(file.data)
		}
		if size > len(body) {
			t.Errorf("files hold %d bytes of a body of %d", size, len(body))
		}
		again := newQuery()
		if err := again.readBody(contentType, bytes.NewReader(body)); err != nil {
			t.Fatalf("a second reading fails: %v", err)
		}
		if diff := cmp.Diff(q.args, again.args); diff != "" {
			t.Errorf("two readings differ: %s", diff)
		}
	})
}

// FuzzMarkup checks that no reply_markup crashes the reader, and that what it
// accepts has labels and one action a button.
func FuzzMarkup(f *testing.F) {
	f.Add(`{"inline_keyboard":[[{"text":"ok","callback_data":"d"}]]}`)
	f.Add(`{"keyboard":[["a",{"text":"b","request_location":true}]],"resize_keyboard":true}`)
	f.Add(`{"inline_keyboard":[[{"text":"x","web_app":null}]]}`)
	f.Add(`null`)
	f.Fuzz(func(t *testing.T, encoded string) {
		q := newQuery()
		q.args["reply_markup"] = encoded
		m, err := readMarkup(q)
		if err != nil || m.check(true) != nil {
			return
		}
		for _, row := range m.inline {
			for _, b := range row {
				if b.Text == "" || len(b.CallbackData) > callbackMax {
					t.Errorf("accepted %+v", b)
				}
			}
		}
	})
}
