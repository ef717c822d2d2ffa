package demo

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jalon/internal/botapi"
)

// phone is one person's browser without its screen: it keeps the cookie and applies the patches as the page does.
type phone struct {
	t      *testing.T
	base   string
	client *http.Client
	keys   int

	position string
	messages map[int]json.RawMessage
	order    []int
	patches  []patch
}

func newPhone(t *testing.T, base string) *phone {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &phone{t: t, base: base, client: &http.Client{Jar: jar}, messages: map[int]json.RawMessage{}}
}

// post does one action under a new key and returns the answer.
func (b *phone) post(path string, body m) (status int, answer string) {
	b.t.Helper()
	b.keys++
	if _, ok := body["key"]; !ok {
		body["key"] = fmt.Sprintf("key-%08d", b.keys)
	}
	raw, _ := json.Marshal(body)
	res, err := b.client.Post(b.base+path, "application/json", bytes.NewReader(raw))
	if err != nil {
		b.t.Fatalf("POST %s: %v", path, err)
	}
	defer res.Body.Close()
	text, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(text)
}

// do is post of what must be accepted.
func (b *phone) do(path string, body m) string {
	b.t.Helper()
	status, answer := b.post(path, body)
	if status != http.StatusOK {
		b.t.Fatalf("POST %s %v = %d %s", path, body, status, answer)
	}
	return answer
}

// follow reads the stream from the last position until enough tells to stop. The connection is then broken.
func (b *phone) follow(enough func() bool) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), 20*time.Second)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, b.base+"/api/stream", nil)
	if b.position != "" {
		req.Header.Set("Last-Event-ID", b.position)
	}
	res, err := b.client.Do(req)
	if err != nil {
		b.t.Fatalf("stream: %v", err)
	}
	defer res.Body.Close()
	if kind := res.Header.Get("Content-Type"); kind != "text/event-stream" {
		b.t.Fatalf("stream: Content-Type = %q", kind)
	}
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<24)
	name, id := "", ""
	for lines.Scan() {
		field, value, _ := strings.Cut(lines.Text(), ": ")
		switch field {
		case "event":
			name = value
		case "id":
			id = value
		case "data":
			if name == "patch" {
				b.apply(id, value)
			}
		case "":
			if enough() {
				return
			}
		}
	}
	b.t.Fatalf("stream ended: %v", lines.Err())
}

// apply changes what is shown.
func (b *phone) apply(id, data string) {
	b.t.Helper()
	var p patch
	if err := json.Unmarshal([]byte(data), &p); err != nil {
		b.t.Fatalf("patch: %v in %s", err, data)
	}
	b.patches = append(b.patches, p)
	b.position = id
	if p.Full {
		b.messages, b.order = map[int]json.RawMessage{}, nil
	}
	for _, raw := range p.Messages {
		var head struct {
			ID int `json:"message_id"`
		}
		_ = json.Unmarshal(raw, &head)
		if _, known := b.messages[head.ID]; !known {
			b.order = append(b.order, head.ID)
		}
		b.messages[head.ID] = raw
	}
	for _, id := range p.Gone {
		delete(b.messages, id)
		b.order = slices.DeleteFunc(b.order, func(o int) bool { return o == id })
	}
}

// shown returns the messages as the page shows them.
func (b *phone) shown() []botapi.Message {
	out := make([]botapi.Message, 0, len(b.order))
	for _, id := range b.order {
		var msg botapi.Message
		if err := json.Unmarshal(b.messages[id], &msg); err != nil {
			b.t.Errorf("message %d: %v", id, err)
		}
		out = append(out, msg)
	}
	return out
}

// id returns the name that the demo gave to the browser.
func (b *phone) id() string {
	b.t.Helper()
	at, _ := url.Parse(b.base)
	return b.client.Jar.Cookies(at)[0].Value
}

// chat returns the chat of the browser.
func (b *phone) chat(bench *bench) int64 {
	b.t.Helper()
	return bench.visitors.get(b.id()).person().ID
}

// texts returns the text or caption of what is shown.
func (b *phone) texts() []string {
	var out []string
	for _, msg := range b.shown() {
		out = append(out, msg.Text+msg.Caption)
	}
	return out
}

// see follows the stream until a shown message contains the text, and returns that message.
func (b *phone) see(text string) botapi.Message {
	b.t.Helper()
	find := func() int {
		return slices.IndexFunc(b.shown(), func(msg botapi.Message) bool { return strings.Contains(msg.Text+msg.Caption, text) })
	}
	if find() < 0 {
		b.follow(func() bool { return find() >= 0 })
	}
	return b.shown()[find()]
}

// last returns the last state of a part of the patches.
func (b *phone) last(part func(patch) json.RawMessage) string {
	for _, p := range slices.Backward(b.patches) {
		if raw := part(p); raw != nil {
			return string(raw)
		}
	}
	return ""
}

func TestConversation(t *testing.T) {
	bench := newBench(t, Options{})
	b := newPhone(t, bench.web.URL)
	b.follow(func() bool { return true })
	if got := b.last(func(p patch) json.RawMessage { return p.Description }); !strings.Contains(got, "Je vous aide") {
		t.Errorf("description before the first message = %s", got)
	}
	if got := b.last(func(p patch) json.RawMessage { return p.Commands }); !strings.Contains(got, "Ce que je sais faire") {
		t.Errorf("commands before the first message = %s", got)
	}

	b.do("/api/start", m{"payload": "abc_-1"})
	question := b.see("Où en est votre projet ?")
	if got := b.texts(); got[0] != "/start abc_-1" || got[1] != "Bonjour abc_-1" {
		t.Errorf("after the start: %q", got)
	}
	if got := b.do("/api/press", m{"message": question.ID, "data": "help"}); !strings.Contains(got, `"show_alert":true`) || !strings.Contains(got, "envie") {
		t.Errorf("press of help = %s", got)
	}
	b.do("/api/press", m{"message": question.ID, "data": "idea"})
	if edited := b.see("Qui porte le projet ?"); edited.ID != question.ID {
		t.Errorf("the question was not edited in place: %d, then %d", question.ID, edited.ID)
	}

	b.do("/api/say", m{"text": "Herm"})
	b.see("Où se passe votre projet ?")
	keyboard := func() string { return b.last(func(p patch) json.RawMessage { return p.Keyboard }) }
	if !strings.Contains(keyboard(), `"request_location":true`) {
		t.Errorf("keyboard = %s", keyboard())
	}
	b.do("/api/locate", m{"lat": 43.8, "lon": -1.13})
	b.follow(func() bool {
		return slices.ContainsFunc(b.shown(), func(msg botapi.Message) bool { return msg.Venue != nil })
	})
	if keyboard() != "null" {
		t.Errorf("keyboard after the position = %s, want null", keyboard())
	}
	b.do("/api/media", m{"kind": "voice"})
	b.see("Je ne sais pas écouter.")
	if got := b.do("/api/query", m{"text": "48"}); !strings.Contains(got, "Carte 48") {
		t.Errorf("inline query = %s", got)
	}
	b.do("/api/say", m{"text": "écrit"})
	b.follow(func() bool { return b.last(func(p patch) json.RawMessage { return p.Action }) == `"typing"` })

	before := b.position
	b.do("/api/restart", m{})
	b.follow(func() bool { return len(b.texts()) == 3 })
	if want := []string{"/start", "Bonjour", "Où en est votre projet ?\n\nÉtape 1/4."}; !slices.Equal(b.texts(), want) {
		t.Errorf("after the restart: %q, want %q", b.texts(), want)
	}
	if generation(b.position) == generation(before) {
		t.Errorf("the chat kept its generation through a restart")
	}
}

// generation is the part of a position that names the chat.
func generation(position string) string {
	name, _, _ := strings.Cut(position, "-")
	return name
}

// TestResume breaks the stream at random moments of a conversation and compares what the page shows with the chat.
func TestResume(t *testing.T) {
	bench := newBench(t, Options{})
	b := newPhone(t, bench.web.URL)
	b.do("/api/start", m{})
	question := b.see("Où en est votre projet ?")
	chat := b.chat(bench)
	dice := rand.New(rand.NewPCG(1, 2))
	for i := range 30 {
		text := fmt.Sprintf("n %d", i)
		b.do("/api/say", m{"text": text})
		if i == 12 {
			b.do("/api/press", m{"message": question.ID, "data": "idea"})
		}
		if dice.IntN(3) == 0 {
			b.see("vu " + text)
		}
	}
	b.see("vu n 29")
	b.see("Qui porte le projet ?")
	if diff := cmp.Diff(lines(t, bench.api.History(chat)), lines(t, b.shown())); diff != "" {
		t.Errorf("the page lost or doubled something (-chat +page):\n%s", diff)
	}
	full, sent := 0, 0
	for _, p := range b.patches {
		sent += len(p.Messages)
		if p.Full {
			full++
		}
	}
	if full != 1 {
		t.Errorf("%d patches brought the whole chat, want only the first", full)
	}
	if most := len(b.shown()) + 1; sent > most { // each message, and one edit
		t.Errorf("%d states were sent for %d changes: some came twice", sent, most)
	}

	b.patches = nil
	b.position = "SOMEOTHERGENERATION-7"
	b.follow(func() bool { return len(b.patches) > 0 })
	if !b.patches[0].Full || len(b.shown()) != len(bench.api.History(chat)) {
		t.Errorf("an unknown position did not bring the whole chat")
	}
}

// lines is messages as JSON, a line each.
func lines(t *testing.T, messages []botapi.Message) []string {
	t.Helper()
	out := make([]string, 0, len(messages))
	for _, msg := range messages {
		raw, err := json.Marshal(msg)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(raw))
	}
	return out
}

func TestGone(t *testing.T) {
	bench := newBench(t, Options{})
	b := newPhone(t, bench.web.URL)
	b.do("/api/say", m{"text": "n 1"})
	seen := b.see("vu n 1")
	bench.bot.call(t.Context(), t, "deleteMessage", m{"chat_id": b.chat(bench), "message_id": seen.ID})
	b.follow(func() bool { return len(b.shown()) == 1 })
	if last := b.patches[len(b.patches)-1]; last.Full || !slices.Equal(last.Gone, []int{seen.ID}) {
		t.Errorf("a deleted message: full %v, gone %v", last.Full, last.Gone)
	}
}

func TestOnce(t *testing.T) {
	bench := newBench(t, Options{})
	b := newPhone(t, bench.web.URL)
	b.do("/api/start", m{})
	question := b.see("Où en est votre projet ?")
	var all sync.WaitGroup
	for range 8 { // a page that repeats itself on a weak network
		all.Go(func() {
			raw := `{"key":"the-same-key","text":"n 1"}`
			res, err := b.client.Post(b.base+"/api/say", "application/json", strings.NewReader(raw))
			if err != nil || res.StatusCode != http.StatusOK {
				t.Errorf("say: %v %v", res, err)
			}
		})
	}
	all.Wait()
	b.do("/api/say", m{"text": "n 2"})
	b.see("vu n 2")
	if got := strings.Count(strings.Join(b.texts(), "|"), "vu n 1"); got != 1 {
		t.Errorf("the same key was done %d times", got)
	}

	// A press whose page lost the connection is answered when it is asked again.
	ctx, cancel := context.WithCancel(t.Context())
	raw := fmt.Sprintf(`{"key":"slow-press","message":%d,"data":"slow"}`, question.ID)
	req, _ := http.NewRequestWithContext(ctx, http.MethodPost, b.base+"/api/press", strings.NewReader(raw))
	req.Header.Set("Content-Type", "application/json")
	left := make(chan struct{})
	go func() {
		defer close(left)
		if res, err := b.client.Do(req); err == nil {
			res.Body.Close()
			t.Error("a press not answered yet returned")
		}
	}()
	<-bench.bot.waiting
	cancel()
	<-left
	close(bench.bot.slow)
	if got := b.do("/api/press", m{"key": "slow-press", "message": question.ID, "data": "slow"}); !strings.Contains(got, "C’est fait.") {
		t.Errorf("the press asked again = %s", got)
	}
}

func TestVisitorsApart(t *testing.T) {
	bench := newBench(t, Options{})
	ada, bob := newPhone(t, bench.web.URL), newPhone(t, bench.web.URL)
	ada.do("/api/say", m{"text": "fichiers"})
	ada.see("Votre fiche")
	bob.do("/api/say", m{"text": "n 1"})
	bob.see("vu n 1")
	if got := strings.Join(bob.texts(), "|"); strings.Contains(got, "fichiers") || len(bob.texts()) != 2 {
		t.Errorf("the second browser sees %q", got)
	}
	id := ada.see("Votre fiche").Media.FileID
	for who, want := range map[*phone]int{ada: http.StatusOK, bob: http.StatusNotFound} {
		res, err := who.client.Get(bench.web.URL + "/file/" + url.PathEscape(id))
		if err != nil || res.StatusCode != want {
			t.Errorf("file = %v %v, want %d", res, err, want)
		}
	}
	// Two tabs of one browser are one person.
	tab := newPhone(t, bench.web.URL)
	tab.client.Jar = bob.client.Jar
	tab.see("vu n 1")
}

func TestVisitorsBounded(t *testing.T) {
	bench := newBench(t, Options{Visitors: 2})
	var chats []int64
	var browsers []*phone
	for i := range 3 {
		b := newPhone(t, bench.web.URL)
		text := fmt.Sprintf("n %d", i)
		b.do("/api/say", m{"text": text})
		b.see("vu " + text)
		chats = append(chats, b.chat(bench))
		browsers = append(browsers, b)
	}
	for i, want := range []int{0, 2, 2} {
		if got := len(bench.api.History(chats[i])); got != want {
			t.Errorf("chat %d of 3 holds %d messages, want %d", i, got, want)
		}
	}
	browsers[0].follow(func() bool { return true })
	if got := browsers[0].shown(); len(got) != 0 {
		t.Errorf("a forgotten browser still sees %v", got)
	}
}

// TestVisitorsEviction checks who is forgotten: the least recent, but not somebody whose page is open.
func TestVisitorsEviction(t *testing.T) {
	var forgotten []int64
	vs := newVisitors(2, func(chat int64) { forgotten = append(forgotten, chat) })
	open, idle := vs.get("open"), vs.get("idle")
	open.follow(1)
	idleChat, openChat := idle.person().ID, open.person().ID
	vs.get("third")
	if !slices.Equal(forgotten, []int64{idleChat}) {
		t.Errorf("forgotten %v, want the idle one %d", forgotten, idleChat)
	}
	vs.get("third").follow(1)
	vs.get("fourth")
	if !slices.Equal(forgotten, []int64{idleChat, openChat}) {
		t.Errorf("forgotten %v, want the oldest %d when all are open", forgotten, openChat)
	}
	if _, _, _, gone := open.current(); !gone {
		t.Errorf("the streams of a forgotten visitor are not told")
	}
}

func TestFile(t *testing.T) {
	bench := newBench(t, Options{})
	b := newPhone(t, bench.web.URL)
	b.do("/api/say", m{"text": "fichiers"})
	b.follow(func() bool { return len(b.shown()) == 4 })
	want := map[string][2]string{ // by media type told by the bot's upload
		"photo":       {"image/png", "inline; filename=qr.png"},
		"fiche é.pdf": {"application/pdf", "inline; filename*=utf-8''fiche%20%C3%A9.pdf"},
		"page.html":   {"application/octet-stream", "attachment; filename=page.html"},
	}
	for _, msg := range b.shown()[1:] {
		name := msg.Media.FileName
		if msg.Media.Kind == "photo" {
			name = "photo"
		}
		res, err := b.client.Get(bench.web.URL + "/file/" + url.PathEscape(msg.Media.FileID))
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(res.Body)
		got := [2]string{res.Header.Get("Content-Type"), res.Header.Get("Content-Disposition")}
		if got != want[name] || len(body) != msg.Media.Size {
			t.Errorf("file %s = %q, %d bytes, want %q, %d bytes", name, got, len(body), want[name], msg.Media.Size)
		}
	}
	for _, path := range []string{"/file/", "/file/..%2f..%2fetc%2fpasswd", "/file/../demo.go", "/page/index.html", "/index.html", "/..%2findex.html", "/main.js/", "/file/x"} {
		res, err := b.client.Get(bench.web.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode != http.StatusNotFound {
			t.Errorf("GET %s = %d, want 404", path, res.StatusCode)
		}
	}
}

func TestRefusals(t *testing.T) {
	bench := newBench(t, Options{})
	const key = `"key":"key-00000001"`
	for name, c := range map[string]struct {
		path, body string
		change     func(*http.Request)
		want       int
	}{
		"another site's form":   {"/api/say", `{` + key + `,"text":"a"}`, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		"another port":          {"/api/say", `{` + key + `,"text":"a"}`, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") }, 403},
		"another origin":        {"/api/say", `{` + key + `,"text":"a"}`, func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, 403},
		"an opaque origin":      {"/api/say", `{` + key + `,"text":"a"}`, func(r *http.Request) { r.Header.Set("Origin", "null") }, 403},
		"a name of a rebinding": {"/api/say", `{` + key + `,"text":"a"}`, func(r *http.Request) { r.Host = "evil.example:8080" }, 403},
		"a form":                {"/api/say", `{` + key + `,"text":"a"}`, func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 415},
		"a large body":          {"/api/say", `{` + key + `,"text":"` + strings.Repeat("a", bodyLimit) + `"}`, nil, 413},
		"no JSON":               {"/api/say", `text=a`, nil, 400},
		"no key":                {"/api/say", `{"text":"a"}`, nil, 400},
		"a strange key":         {"/api/say", `{"key":"a b","text":"a"}`, nil, 400},
		"an empty text":         {"/api/say", `{` + key + `,"text":" \n"}`, nil, 400},
		"a long text":           {"/api/say", `{` + key + `,"text":"` + strings.Repeat("é", 4097) + `"}`, nil, 400},
		"a bad payload":         {"/api/start", `{` + key + `,"payload":"é"}`, nil, 400},
		"a long payload":        {"/api/start", `{` + key + `,"payload":"` + strings.Repeat("a", 65) + `"}`, nil, 400},
		"long data":             {"/api/press", `{` + key + `,"message":1,"data":"` + strings.Repeat("a", 65) + `"}`, nil, 400},
		"no data":               {"/api/press", `{` + key + `,"message":1}`, nil, 400},
		"a position off Earth":  {"/api/locate", `{` + key + `,"lat":91,"lon":0}`, nil, 400},
		"an unknown kind":       {"/api/media", `{` + key + `,"kind":"poll"}`, nil, 400},
		"a long query":          {"/api/query", `{` + key + `,"text":"` + strings.Repeat("a", 257) + `"}`, nil, 400},
		"an unknown action":     {"/api/nothing", `{` + key + `}`, nil, 404},
	} {
		t.Run(name, func(t *testing.T) {
			req, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, bench.web.URL+c.path, strings.NewReader(c.body))
			req.Header.Set("Content-Type", "application/json")
			if c.change != nil {
				c.change(req)
			}
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			if res.StatusCode != c.want {
				t.Errorf("status = %d, want %d", res.StatusCode, c.want)
			}
		})
	}
	if calls := bench.bot.told.Load(); calls != 0 {
		t.Errorf("%d refused requests reached the bot", calls)
	}
}

func TestHost(t *testing.T) {
	for host, want := range map[string]bool{
		"127.0.0.1:8080": true, "127.0.0.1": true, "localhost:8080": true, "LocalHost": true, "[::1]:8080": true, "192.168.1.7:8080": true,
		"demo.internal": true, "evil.example": false, "evil.example:8080": false, "": false, "127.0.0.1.evil.example": false, "localhost.evil.example:80": false,
	} {
		if got := hostAllowed(host, []string{"demo.internal"}); got != want {
			t.Errorf("hostAllowed(%q) = %v, want %v", host, got, want)
		}
	}
}

// TestReadFromOutside checks that another site may link to the page and read nothing of it.
func TestReadFromOutside(t *testing.T) {
	bench := newBench(t, Options{})
	for path, want := range map[string]int{"/": 200, "/api/stream": 403, "/api/spots?q=h": 403, "/main.js": 403, "/file/x": 403} {
		req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, bench.web.URL+path, nil)
		req.Header.Set("Sec-Fetch-Site", "cross-site")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("GET %s from another site = %d, want %d", path, res.StatusCode, want)
		}
	}
}

// TestPage checks the page as it is served: its policy, and that its own files respect it.
func TestPage(t *testing.T) {
	rec := httptest.NewRecorder()
	handler := New(botapi.New(botapi.Options{}), Options{Title: `A "<b>"`, Welcome: []string{"<script>no</script>"}})
	handler.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1/", nil))
	html := rec.Body.String()
	for name, want := range map[string]string{
		"Content-Security-Policy": contentPolicy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
	} {
		if got := rec.Header().Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	cookie := rec.Result().Cookies()[0]
	if !cookieValue.MatchString(cookie.Value) || !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode {
		t.Errorf("cookie = %v", cookie)
	}
	for _, want := range []string{`<html lang="fr">`, `role="log"`, `A &#34;&lt;b&gt;&#34;`, "&lt;script&gt;no"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	forbidden := regexp.MustCompile(`(?i)<script(?:\s[^>]*)?>[^<]|\son\w+\s*=|\sstyle\s*=|(?:src|href)="(?:https?:)?//`)
	if found := forbidden.FindString(html); found != "" {
		t.Errorf("the page holds %q, which its policy forbids", found)
	}
	checkAssets(t, handler)
}

// checkAssets checks that every file of the page is served with its type and loads nothing from outside.
func checkAssets(t *testing.T, handler http.Handler) {
	t.Helper()
	names, err := fs.Glob(files, "page/*")
	if err != nil || len(names) < 10 {
		t.Fatalf("files of the page: %v %v", names, err)
	}
	outside := regexp.MustCompile(`(?i)@import|url\(["']?(?:https?:)?//|from "(?:https?:)?//|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function`)
	for _, name := range names {
		body, _ := files.ReadFile(name)
		if found := outside.Find(body); found != nil {
			t.Errorf("%s holds %q", name, found)
		}
		if strings.HasSuffix(name, ".html") {
			continue
		}
		rec := httptest.NewRecorder()
		handler.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1/"+strings.TrimPrefix(name, "page/"), nil))
		if rec.Code != http.StatusOK || !bytes.Equal(rec.Body.Bytes(), body) || rec.Header().Get("Content-Type") != kinds(name) {
			t.Errorf("GET %s = %d %s", name, rec.Code, rec.Header().Get("Content-Type"))
		}
		again := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1/"+strings.TrimPrefix(name, "page/"), nil)
		again.Header.Set("If-None-Match", rec.Header().Get("ETag"))
		rec = httptest.NewRecorder()
		handler.ServeHTTP(rec, again)
		if rec.Code != http.StatusNotModified {
			t.Errorf("GET %s again = %d, want 304", name, rec.Code)
		}
	}
}

// TestHostileText checks that what people and the bot wrote travels as data.
func TestHostileText(t *testing.T) {
	bench := newBench(t, Options{})
	b := newPhone(t, bench.web.URL)
	b.do("/api/say", m{"text": hostile})
	b.do("/api/say", m{"text": "hostile"})
	b.follow(func() bool { return strings.Count(strings.Join(b.texts(), "|"), hostile) == 2 })
	for _, p := range b.patches {
		for _, raw := range p.Messages {
			if bytes.ContainsAny(raw, "<>\n") {
				t.Errorf("a patch holds a bare mark: %s", raw)
			}
		}
	}
}

func TestSpots(t *testing.T) {
	bench := newBench(t, Options{})
	for query, want := range map[string]string{"her": "Herm Hermé", "laval": "Laval", "zzz": "", "": "", "%20": "", strings.Repeat("h", 101): ""} {
		res, err := http.Get(bench.web.URL + "/api/spots?q=" + query)
		if err != nil {
			t.Fatal(err)
		}
		var found []Spot
		if err := json.NewDecoder(res.Body).Decode(&found); err != nil || found == nil {
			t.Errorf("spots of %q: %v %v", query, found, err)
		}
		res.Body.Close()
		var names []string
		for _, s := range found {
			names = append(names, s.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("spots of %q = %q, want %q", query, got, want)
		}
	}
}

// TestStreamsEnd checks that a stream ends with its page: a server that closes waits for none.
func TestStreamsEnd(t *testing.T) {
	bench := newBench(t, Options{})
	b := newPhone(t, bench.web.URL)
	b.follow(func() bool { return true }) // gives the cookie, then leaves
	v := bench.visitors.get(b.id())
	within(t, "stream", func() bool { return !v.followed() })
}

func BenchmarkPatch(b *testing.B) {
	api := botapi.New(botapi.Options{})
	u := newUser()
	for i := range 200 {
		if _, err := api.Say(u, botapi.Chat{}, fmt.Sprintf("message %d, assez long pour ressembler à un vrai", i)); err != nil {
			b.Fatal(err)
		}
	}
	shown := newView()
	_, position, _, _ := shown.patch(api, u.ID, "")
	for b.Loop() {
		if _, _, changed, err := shown.patch(api, u.ID, position); changed || err != nil {
			b.Fatal(changed, err)
		}
	}
}
