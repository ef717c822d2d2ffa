package guide

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"jalon/internal/dialogue"
)

// state is what the store keeps of a conversation: codes of answers, never a word that was typed.
type state struct {
	Answers dialogue.Answers `json:"answers"`
	// Seen are the numbers of the last events handled.
	Seen []int64 `json:"seen,omitempty"`
	// Memory belongs to the channel.
	Memory string `json:"memory,omitempty"`
	// Apart is the wish for new messages rather than edited ones.
	Apart bool `json:"apart,omitempty"`
	// Day is the day of the last event, "2026-11-22".
	Day string `json:"day,omitempty"`
	// Payload is the last deep link opened: phones send it again at each tap.
	Payload string `json:"payload,omitempty"`
	// Campaign is the campaign of that link, for the counts.
	Campaign string `json:"campaign,omitempty"`
	// Campaigns are those that the person made links for.
	Campaigns []string `json:"campaigns,omitempty"`
	// Await is what the next typed words are: see the awaits.
	Await string `json:"await,omitempty"`
	// Link is the choice of answers for a link being made.
	Link linkDraft `json:"link,omitzero"`
	// Projects are those of who accompanies several, each under a nickname; Project is the one now open.
	Projects []project `json:"projects,omitempty"`
	Project  string    `json:"project,omitempty"`
	// Reported are the entries that the person said were wrong.
	Reported []string `json:"reported,omitempty"`
	// Counted is the profile whose result was last counted, Helped the one that was judged.
	Counted string `json:"counted,omitempty"`
	Helped  string `json:"helped,omitempty"`
	// Shown are the labels and actions of the buttons last shown, so that a label or a number can be typed instead.
	Shown [][2]string `json:"shown,omitempty"`
	// Proposed are the codes of the places proposed, as long as none is chosen.
	Proposed []string `json:"proposed,omitempty"`
	// Tree identifies the questions that were asked last.
	Tree string `json:"tree,omitempty"`
}

// seenKept is how many event numbers are remembered: more than the hundred that a channel may bring again after a crash, for
// all of them may be one person's.
const seenKept = 128

func (s *state) remember(id int64, now time.Time) {
	s.Day = now.UTC().Format(time.DateOnly)
	if id == 0 {
		return
	}
	s.Seen = append(s.Seen, id)
	if len(s.Seen) > seenKept {
		s.Seen = s.Seen[len(s.Seen)-seenKept:]
	}
}

// load returns the state of a conversation, a new one when there is none or it cannot be read; the error tells of a store
// that does not work.
func (g *Guide) load(ctx context.Context, key string) (state, error) {
	var s state
	data, err := g.options.Sessions.Load(ctx, key)
	if err != nil {
		g.options.Log.WarnContext(ctx, "session not loaded", "error", err)
		return s, fmt.Errorf("load session: %w", err)
	}
	if len(data) == 0 {
		return s, nil
	}
	if err := json.Unmarshal(data, &s); err != nil {
		g.options.Log.WarnContext(ctx, "session unreadable")
		return state{}, nil
	}
	return s, nil
}

func (g *Guide) save(ctx context.Context, key string, s state) error {
	data, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("encode session: %w", err)
	}
	if err := g.options.Sessions.Save(ctx, key, data); err != nil {
		return fmt.Errorf("save session: %w", err)
	}
	return nil
}
