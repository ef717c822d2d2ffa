package demo

import (
	"container/list"
	"crypto/rand"
	"encoding/binary"
	"net/http"
	"regexp"
	"sync"

	"jalon/internal/botapi"
)

const (
	// cookieName holds the random name of a browser.
	cookieName = "jalon_demo"
	// language is the one that the page is written in.
	language = "fr"
)

var cookieValue = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// visitor is the person who writes from one browser, in any number of tabs.
type visitor struct {
	sent replays

	mu      sync.Mutex
	user    botapi.User
	view    *view
	renewed chan struct{} // closed when user and view change, or when the visitor is forgotten
	gone    bool
	streams int
}

// newVisitor returns somebody whom the bot has never met.
func newVisitor() *visitor {
	return &visitor{user: newUser(), view: newView(), renewed: make(chan struct{})}
}

// newUser draws a user with an identifier of Telegram's size.
func newUser() botapi.User {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return botapi.User{ID: 1_000_000_000 + int64(binary.BigEndian.Uint64(b[:])>>23), FirstName: "Visiteur", Language: language}
}

// current returns who writes now, what was shown, and a channel that closes when both change.
func (v *visitor) current() (u botapi.User, shown *view, renewed <-chan struct{}, gone bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.user, v.view, v.renewed, v.gone
}

// person returns who writes now.
func (v *visitor) person() botapi.User {
	u, _, _, _ := v.current()
	return u
}

// renew makes the visitor somebody else, and returns the chat left behind.
func (v *visitor) renew(u botapi.User) (old int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	old = v.user.ID
	close(v.renewed)
	v.user, v.view, v.renewed = u, newView(), make(chan struct{})
	return old
}

// leave ends the visitor's streams, and returns the chat left behind.
func (v *visitor) leave() (old int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.gone = true
	close(v.renewed)
	v.renewed = make(chan struct{})
	return v.user.ID
}

// follow counts a stream in or out.
func (v *visitor) follow(n int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.streams += n
}

func (v *visitor) followed() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.streams > 0
}

// visitors remembers a bounded number of people, by the name of their browser.
type visitors struct {
	limit  int
	forget func(chatID int64)

	mu    sync.Mutex
	byID  map[string]*list.Element
	order *list.List // of *entry, most recent first
}

type entry struct {
	id string
	v  *visitor
}

func newVisitors(limit int, forget func(chatID int64)) *visitors {
	return &visitors{limit: limit, forget: forget, byID: map[string]*list.Element{}, order: list.New()}
}

// of returns the visitor of a request and gives a cookie to a new browser. A well-formed cookie is kept even when it is
// unknown: after a restart of the server, all the tabs of a browser agree on who they are.
func (vs *visitors) of(w http.ResponseWriter, r *http.Request) *visitor {
	id := ""
	if c, err := r.Cookie(cookieName); err == nil && cookieValue.MatchString(c.Value) {
		id = c.Value
	} else {
		id = rand.Text()
		http.SetCookie(w, &http.Cookie{Name: cookieName, Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	}
	return vs.get(id)
}

// get returns the visitor of a browser, makes it the most recent, and forgets the oldest when there are too many.
func (vs *visitors) get(id string) *visitor {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	if e, ok := vs.byID[id]; ok {
		vs.order.MoveToFront(e)
		return e.Value.(*entry).v
	}
	for vs.order.Len() >= vs.limit {
		vs.evict()
	}
	v := newVisitor()
	vs.byID[id] = vs.order.PushFront(&entry{id: id, v: v})
	return v
}

// evict forgets the least recent visitor who has no page open, or else the least recent of all.
func (vs *visitors) evict() {
	oldest := vs.order.Back()
	for e := oldest; e != nil; e = e.Prev() {
		if !e.Value.(*entry).v.followed() {
			oldest = e
			break
		}
	}
	left := vs.order.Remove(oldest).(*entry)
	delete(vs.byID, left.id)
	vs.forget(left.v.leave())
}
