package demo

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"jalon/internal/botapi"
)

// patch is what a page must change to show a chat as it is now. A part that did not change is absent.
type patch struct {
	// Full tells that Messages are all there is: what the page shows beside them must go.
	Full     bool              `json:"full,omitempty"`
	Messages []json.RawMessage `json:"messages,omitempty"` // new or edited, oldest first
	Gone     []int             `json:"gone,omitempty"`     // deleted
	// Keyboard is the reply keyboard, or null when there is none.
	Keyboard    json.RawMessage `json:"keyboard,omitempty"`
	Commands    json.RawMessage `json:"commands,omitempty"`
	Description json.RawMessage `json:"description,omitempty"`
	// Action is what the bot is doing ("typing"), or "" when it does nothing.
	Action json.RawMessage `json:"action,omitempty"`
}

// view numbers the changes of one chat, so that a page which comes back after a break asks only for what it missed.
type view struct {
	generation string

	mu       sync.Mutex
	seq      uint64
	messages map[int]mark
	parts    [4]mark // keyboard, commands, description, action
}

// mark is the last state of a thing shown and the number of the change that brought it. No state: deleted.
type mark struct {
	state []byte
	seq   uint64
}

func newView() *view { return &view{generation: rand.Text(), messages: map[int]mark{}} }

// patch returns what changed since the given position, and the position reached; ok is false when nothing did. A
// position that is not of this view gives everything.
func (v *view) patch(api *botapi.Server, chatID int64, since string) (p patch, position string, ok bool, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	ids, err := v.refresh(api, chatID)
	if err != nil {
		return patch{}, "", false, err
	}
	from, known := v.parse(since)
	p.Full = !known
	for _, id := range ids {
		if m := v.messages[id]; p.Full || m.seq > from {
			p.Messages = append(p.Messages, m.state)
		}
	}
	for id, m := range v.messages {
		if m.state == nil && m.seq > from && !p.Full {
			p.Gone = append(p.Gone, id)
		}
	}
	for i, part := range []*json.RawMessage{&p.Keyboard, &p.Commands, &p.Description, &p.Action} {
		if m := v.parts[i]; p.Full || m.seq > from {
			*part = m.state
		}
	}
	return p, v.generation + "-" + strconv.FormatUint(v.seq, 10), p.Full || v.seq > from, nil
}

// parse reads a position given by patch; known is false when it is not one of this view.
func (v *view) parse(position string) (seq uint64, known bool) {
	digits, found := strings.CutPrefix(position, v.generation+"-")
	if !found {
		return 0, false
	}
	seq, err := strconv.ParseUint(digits, 10, 64)
	return seq, err == nil && seq <= v.seq
}

// refresh numbers the changes since the last call and returns the identifiers of the messages shown, oldest first.
func (v *view) refresh(api *botapi.Server, chatID int64) ([]int, error) {
	history := api.History(chatID)
	ids := make([]int, 0, len(history))
	shown := make(map[int]bool, len(history))
	for _, m := range history {
		state, err := json.Marshal(m)
		if err != nil {
			return nil, fmt.Errorf("message %d: %w", m.ID, err)
		}
		v.messages[m.ID] = v.next(v.messages[m.ID], state)
		ids = append(ids, m.ID)
		shown[m.ID] = true
	}
	for id, m := range v.messages {
		if !shown[id] && m.state != nil {
			v.messages[id] = v.next(m, nil)
		}
	}
	action, acting := api.Action(chatID)
	if !acting {
		action = ""
	}
	parts := [4]any{api.Keyboard(chatID), api.Commands(language), api.Description(language), action}
	for i, part := range parts {
		state, err := json.Marshal(part)
		if err != nil {
			return nil, fmt.Errorf("part %d: %w", i, err)
		}
		v.parts[i] = v.next(v.parts[i], state)
	}
	return ids, nil
}

// next returns the mark of a thing that is now in the given state.
func (v *view) next(m mark, state []byte) mark {
	if m.seq > 0 && bytes.Equal(m.state, state) && (m.state == nil) == (state == nil) {
		return m
	}
	v.seq++
	return mark{state: state, seq: v.seq}
}
