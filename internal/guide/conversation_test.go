package guide_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"jalon/internal/geo"
	"jalon/internal/guide"
	"jalon/internal/session"
	"jalon/knowledge"
)

var update = flag.Bool("update", false, "rewrite the answers of the golden conversations")

var gazetteer = sync.OnceValues(geo.Load)

// toyBase is the shipped tree, wording, vocabulary and glossary over a handful of made-up actors, so that the transcripts
// change with the dialogue and not with the facts.
func toyBase(t testing.TB) *knowledge.Base {
	t.Helper()
	files := fstest.MapFS{}
	take := func(from fs.FS, folders ...string) {
		for _, folder := range folders {
			err := fs.WalkDir(from, folder, func(name string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				data, err := fs.ReadFile(from, name)
				files[name] = &fstest.MapFile{Data: data}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	take(knowledge.Files, "tree", "wording", "vocabulary", "glossary", "references")
	take(os.DirFS("testdata/base"), "actors", "programmes", "projects")
	base, err := knowledge.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func newGuide(t testing.TB, base *knowledge.Base, store guide.Sessions, now func() time.Time) *guide.Guide {
	t.Helper()
	places, err := gazetteer()
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := guide.Prepare(base, places)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = snapshot.Index.Close() })
	return guide.New(snapshot, guide.Options{Sessions: store, Now: now, Username: func() string { return "jalon_bot" }, Draw: func(n int) string { return strings.Repeat("k", n) }})
}

func TestConversations(t *testing.T) {
	files, err := filepath.Glob("testdata/conversations/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no conversations: %v", err)
	}
	base := toyBase(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := replay(t, base, string(want))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// script is a conversation being replayed: lines ">" are what the person does, comments "#" stay, "! day N" lets N days
// pass, and the rest is what Jalon answers.
type script struct {
	guide   *guide.Guide
	buttons []guide.Button
	now     time.Time
	turns   int64
	out     strings.Builder
}

func replay(t *testing.T, base *knowledge.Base, text string) string {
	t.Helper()
	s := &script{now: time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return s.now }
	s.guide = newGuide(t, base, session.OpenMemory(session.Options{Now: clock}), clock)
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "#"):
			fmt.Fprintln(&s.out, line)
		case strings.HasPrefix(line, "! day "):
			days, err := strconv.Atoi(strings.TrimPrefix(line, "! day "))
			if err != nil {
				t.Fatal(err)
			}
			s.now = s.now.AddDate(0, 0, days)
			fmt.Fprintln(&s.out, line)
		case strings.HasPrefix(line, "> "):
			fmt.Fprintln(&s.out, line)
			s.turn(t, strings.TrimPrefix(line, "> "))
		}
	}
	return s.out.String()
}

func (s *script) turn(t *testing.T, did string) {
	t.Helper()
	s.turns++
	ev := s.event(t, did)
	ev.ID, ev.Key = s.turns, "someone"
	reply, err := s.guide.Turn(context.Background(), ev)
	if err != nil {
		t.Fatalf("%s: %v", did, err)
	}
	s.buttons = nil
	if reply.Toast != "" {
		fmt.Fprintf(&s.out, "< (%s)\n", reply.Toast)
	}
	for _, m := range reply.Messages {
		s.show(m)
	}
}

func (s *script) event(t *testing.T, did string) guide.Event {
	t.Helper()
	switch {
	case strings.HasPrefix(did, "/"):
		command, rest, _ := strings.Cut(did[1:], " ")
		return guide.Event{Kind: guide.KindCommand, Command: command, Text: rest}
	case strings.HasPrefix(did, "["):
		label := strings.Trim(did, "[]")
		for _, b := range s.buttons {
			if strings.ReplaceAll(b.Label, "\u00a0", " ") == label {
				return guide.Event{Kind: guide.KindPress, Action: b.Action}
			}
		}
		t.Fatalf("no button %q among %v", label, s.buttons)
	case strings.HasPrefix(did, "{press "):
		return guide.Event{Kind: guide.KindPress, Action: strings.TrimSuffix(strings.TrimPrefix(did, "{press "), "}")}
	case strings.HasPrefix(did, "{at "):
		var lat, lon float64
		if _, err := fmt.Sscanf(did, "{at %f %f}", &lat, &lon); err != nil {
			t.Fatal(err)
		}
		return guide.Event{Kind: guide.KindLocation, Lat: lat, Lon: lon}
	case did == "{voice}":
		return guide.Event{Kind: guide.KindMedia}
	}
	return guide.Event{Kind: guide.KindText, Text: did}
}

func (s *script) show(m guide.Message) {
	mark := "<"
	if m.Keep {
		mark = "<="
	}
	if m.Title != "" {
		fmt.Fprintf(&s.out, "%s **%s**\n", mark, m.Title)
	}
	for line := range strings.Lines(m.Body) {
		fmt.Fprintf(&s.out, "%s %s\n", mark, strings.TrimRight(line, "\n"))
	}
	if m.Venue != nil {
		fmt.Fprintf(&s.out, "%s carte : %s, %s\n", mark, m.Venue.Title, m.Venue.Address)
	}
	if m.File != nil {
		fmt.Fprintf(&s.out, "%s fichier : %s (%s)\n", mark, m.File.Name, m.File.MIME)
	}
	if m.AskLocation != nil {
		fmt.Fprintf(&s.out, "%s clavier : %s | %s\n", mark, m.AskLocation.Label, strings.Join(m.AskLocation.Others, " | "))
	}
	for _, row := range m.Rows {
		s.buttons = append(s.buttons, row...)
		var labels []string
		for _, b := range row {
			switch {
			case b.URL != "":
				labels = append(labels, fmt.Sprintf("[%s](%s)", b.Label, b.URL))
			case b.Copy != "":
				labels = append(labels, fmt.Sprintf("[%s](copie)", b.Label))
			default:
				labels = append(labels, "["+b.Label+"]")
			}
		}
		fmt.Fprintf(&s.out, "  %s\n", strings.Join(labels, " "))
	}
}
