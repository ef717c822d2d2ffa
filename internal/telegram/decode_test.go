package telegram

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"jalon/internal/guide"
)

func me() identity { return identity{id: 4242, username: "jouet_bot"} }

func TestParseCommand(t *testing.T) {
	for _, c := range []struct {
		text string
		want command
		ok   bool
	}{
		{"/start", command{name: "start"}, true},
		{"/START", command{name: "start"}, true},
		{"/start abc_12", command{name: "start", rest: "abc_12"}, true},
		{"/start\nabc  d ", command{name: "start", rest: "abc  d"}, true},
		{"/start@jouet_bot abc", command{name: "start", rest: "abc"}, true},
		{"/start@Jouet_BOT", command{name: "start"}, true},
		{"/start@autre_bot", command{name: "start", foreign: true}, true},
		{"/confidentialité", command{name: "confidentialité"}, true},
		{"  /aide", command{name: "aide"}, true},
		{"voilà /aide", command{}, false},
		{"/", command{}, false},
		{"/ aide", command{}, false},
		{"//", command{}, false},
		{"/etc/passwd", command{}, false},
		{"/@jouet_bot", command{}, false},
		{"", command{}, false},
	} {
		got, ok := parseCommand(c.text, "jouet_bot")
		if ok != c.ok || got != c.want {
			t.Errorf("parseCommand(%q) = %+v, %v; want %+v, %v", c.text, got, ok, c.want, c.ok)
		}
	}
}

func decodeJSON(t *testing.T, raw string) (incoming, bool) {
	t.Helper()
	u, err := readUpdate([]byte(raw))
	if err != nil {
		t.Fatalf("readUpdate(%s): %v", raw, err)
	}
	return decode(u, me())
}

func TestDecode(t *testing.T) {
	private := `"from":{"id":7,"is_bot":false},"chat":{"id":7,"type":"private"},"date":1`
	group := `"from":{"id":7},"chat":{"id":-9,"type":"supergroup"},"date":1`
	event := func(e guide.Event) guide.Event {
		e.ID, e.Key = 5, "telegram:7:7"
		return e
	}
	inGroup := func(e guide.Event) guide.Event {
		e.ID, e.Key, e.Group = 5, "telegram:-9:7", true
		return e
	}
	for name, c := range map[string]struct {
		raw  string
		want guide.Event
		ok   bool
	}{
		"text":                  {`{"update_id":5,"message":{"message_id":1,` + private + `,"text":"un café"}}`, event(guide.Event{Kind: guide.KindText, Text: "un café"}), true},
		"command":               {`{"update_id":5,"message":{"message_id":1,` + private + `,"text":"/Start xy"}}`, event(guide.Event{Kind: guide.KindCommand, Command: "start", Text: "xy"}), true},
		"location":              {`{"update_id":5,"message":{"message_id":1,` + private + `,"location":{"latitude":45.5,"longitude":3.25}}}`, event(guide.Event{Kind: guide.KindLocation, Lat: 45.5, Lon: 3.25}), true},
		"venue":                 {`{"update_id":5,"message":{"message_id":1,` + private + `,"venue":{"title":"x","location":{"latitude":0,"longitude":-3}}}}`, event(guide.Event{Kind: guide.KindLocation, Lon: -3}), true},
		"location off the map":  {`{"update_id":5,"message":{"message_id":1,` + private + `,"location":{"latitude":95,"longitude":3.25}}}`, event(guide.Event{Kind: guide.KindMedia}), true},
		"half a location":       {`{"update_id":5,"message":{"message_id":1,` + private + `,"location":{"latitude":5}}}`, event(guide.Event{Kind: guide.KindMedia}), true},
		"voice":                 {`{"update_id":5,"message":{"message_id":1,` + private + `,"voice":{}}}`, event(guide.Event{Kind: guide.KindMedia}), true},
		"photo with caption":    {`{"update_id":5,"message":{"message_id":1,` + private + `,"photo":[],"caption":"x"}}`, event(guide.Event{Kind: guide.KindMedia}), true},
		"service message":       {`{"update_id":5,"message":{"message_id":1,` + private + `,"pinned_message":{"date":0}}}`, event(guide.Event{}), false},
		"message timer":         {`{"update_id":5,"message":{"message_id":1,` + private + `,"message_auto_delete_timer_changed":{}}}`, event(guide.Event{}), false},
		"a content of tomorrow": {`{"update_id":5,"message":{"message_id":1,` + private + `,"hologram":{"a":[1]}}}`, event(guide.Event{Kind: guide.KindMedia}), true},
		"its like in a group":   {`{"update_id":5,"message":{"message_id":1,` + group + `,"hologram":{"a":[1]},"reply_to_message":{"from":{"id":4242}}}}`, inGroup(guide.Event{}), false},
		"other's command":       {`{"update_id":5,"message":{"message_id":1,` + private + `,"text":"/aide@x_bot"}}`, event(guide.Event{Kind: guide.KindCommand, Command: "aide"}), true},
		"sent through the bot":  {`{"update_id":5,"message":{"message_id":1,` + private + `,"text":"x","via_bot":{"id":4242,"is_bot":true}}}`, guide.Event{}, false},
		"from a bot":            {`{"update_id":5,"message":{"message_id":1,"from":{"id":8,"is_bot":true},"chat":{"id":-9,"type":"group"},"text":"/aide"}}`, guide.Event{}, false},
		"without author":        {`{"update_id":5,"message":{"message_id":1,"chat":{"id":-9,"type":"group"},"text":"/aide"}}`, guide.Event{}, false},
		"group chatter":         {`{"update_id":5,"message":{"message_id":1,` + group + `,"text":"salut"}}`, inGroup(guide.Event{Kind: guide.KindText, Text: "salut"}), false},
		"group plain command":   {`{"update_id":5,"message":{"message_id":1,` + group + `,"text":"/aide"}}`, inGroup(guide.Event{Kind: guide.KindCommand, Command: "aide"}), true},
		"group other's command": {`{"update_id":5,"message":{"message_id":1,` + group + `,"text":"/aide@x_bot"}}`, inGroup(guide.Event{}), false},
		"group reply":           {`{"update_id":5,"message":{"message_id":1,` + group + `,"text":"oui","reply_to_message":{"from":{"id":4242}}}}`, inGroup(guide.Event{Kind: guide.KindText, Text: "oui"}), true},
		"group reply to other":  {`{"update_id":5,"message":{"message_id":1,` + group + `,"voice":{},"reply_to_message":{"from":{"id":1}}}}`, inGroup(guide.Event{Kind: guide.KindMedia}), false},
		"press":                 {`{"update_id":5,"callback_query":{"id":"c","from":{"id":7},"message":{"message_id":3,"date":1,"chat":{"id":7,"type":"private"}},"data":"a"}}`, event(guide.Event{Kind: guide.KindPress, Action: "a"}), true},
		"press without message": {`{"update_id":5,"callback_query":{"id":"c","from":{"id":7},"data":"a"}}`, event(guide.Event{Kind: guide.KindPress, Action: "a"}), true},
		"press of nobody":       {`{"update_id":5,"callback_query":{"id":"c","data":"a"}}`, guide.Event{}, false},
		"press in group":        {`{"update_id":5,"callback_query":{"id":"c","from":{"id":7},"message":{"message_id":3,"date":0,"chat":{"id":-9,"type":"group"}},"data":"a"}}`, inGroup(guide.Event{Kind: guide.KindPress, Action: "a"}), true},
		"blocked":               {`{"update_id":5,"my_chat_member":{"chat":{"id":7,"type":"private"},"from":{"id":7},"new_chat_member":{"status":"kicked"}}}`, event(guide.Event{Kind: guide.KindGone}), true},
		"unblocked":             {`{"update_id":5,"my_chat_member":{"chat":{"id":7,"type":"private"},"from":{"id":7},"new_chat_member":{"status":"member"}}}`, guide.Event{}, false},
		"inline":                {`{"update_id":5,"inline_query":{"id":"q","from":{"id":7},"query":"épicerie"}}`, guide.Event{ID: 5, Key: "telegram:0:7", Kind: guide.KindInline, Text: "épicerie"}, true},
		"channel post":          {`{"update_id":5,"channel_post":{"message_id":1,"chat":{"id":-9,"type":"channel"},"text":"/aide"}}`, guide.Event{}, false},
		"edited":                {`{"update_id":5,"edited_message":{"message_id":1,` + private + `,"text":"un café"}}`, guide.Event{}, false},
		"unknown kind":          {`{"update_id":5,"tomorrow":{"message_id":1}}`, guide.Event{}, false},
		"unknown shape":         {`{"update_id":5,"message":{"message_id":1,` + private + `,"text":"un café","gift":"a new shape"}}`, event(guide.Event{Kind: guide.KindText, Text: "un café"}), true},
	} {
		in, ok := decodeJSON(t, c.raw)
		if ok != c.ok {
			t.Errorf("%s: ok = %v, want %v", name, ok, c.ok)
		}
		in.event.ID >>= dateBits
		if diff := cmp.Diff(c.want, in.event); ok && diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestEventsAreKnownByNumberAndDate: another message may have the number of an earlier one, when numbers start over.
func TestEventsAreKnownByNumberAndDate(t *testing.T) {
	number := func(raw string) int64 {
		t.Helper()
		in, ok := decodeJSON(t, raw)
		if !ok {
			t.Fatalf("%s is not for the bot", raw)
		}
		return in.event.ID
	}
	const said = `{"update_id":%d,"message":{"message_id":1,"from":{"id":7},"chat":{"id":7,"type":"private"},"date":%d,"text":"un café"}}`
	const pressed = `{"update_id":%d,"callback_query":{"id":"c","from":{"id":7},"message":{"message_id":3,"date":%d,"chat":{"id":7,"type":"private"}},"data":"a"}}`
	for _, form := range []string{said, pressed} {
		first := number(fmt.Sprintf(form, 5, 1_800_000_000))
		if again := number(fmt.Sprintf(form, 5, 1_800_000_000)); again != first {
			t.Errorf("the same update is event %d, then %d", first, again)
		}
		if later := number(fmt.Sprintf(form, 5, 1_800_604_800)); later == first {
			t.Errorf("an update of another week with the same number is the same event %d", later)
		}
		if next := number(fmt.Sprintf(form, 6, 1_799_999_999)); next <= first {
			t.Errorf("event %d follows event %d", next, first)
		}
	}
	if last := number(fmt.Sprintf(said, maxUpdateID, 511)); last <= 0 {
		t.Errorf("the last number gives event %d", last)
	}
}

func TestDecodeCutsWhatTelegramWouldNotSend(t *testing.T) {
	raw := fmt.Sprintf(`{"update_id":5,"message":{"from":{"id":7},"chat":{"id":7,"type":"private"},"text":%q}}`, strings.Repeat("😀", 9000))
	in, ok := decodeJSON(t, raw)
	if !ok || units(in.event.Text) != 4096 {
		t.Errorf("a text of %d units passed", units(in.event.Text))
	}
	raw = fmt.Sprintf(`{"update_id":5,"callback_query":{"id":"c","from":{"id":7},"data":%q}}`, strings.Repeat("é", 99))
	if in, _ := decodeJSON(t, raw); len(in.event.Action) != 64 {
		t.Errorf("an action of %d bytes passed", len(in.event.Action))
	}
}

func TestSplitBatchSurvivesWhatJSONDoesNot(t *testing.T) {
	deep := `{"update_id":2,"message":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`
	body := `{ "ok" : true, "result" : [ {"update_id":1} , ` + deep + `,{"update_id":3,"message":{"text":"\ud800 ]}\""}} ] }`
	updates, ok := splitBatch([]byte(body))
	if !ok || len(updates) != 3 {
		t.Fatalf("splitBatch = %d updates, %v", len(updates), ok)
	}
	var ids []int64
	var faults []bool
	for _, raw := range updates {
		u, err := readUpdate(raw)
		ids, faults = append(ids, u.ID), append(faults, err != nil)
	}
	if diff := cmp.Diff([]int64{1, 2, 3}, ids); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]bool{false, true, false}, faults); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"", "null", "[]", `{"ok":true}`, `{"ok":false,"result":[]}`, `{"ok":true,"result":[{]}`, `{"ok":true,"result":[{"a":1}`, `{"ok":true,"result":[1,]}`, `<html>`} {
		if _, ok := splitBatch([]byte(bad)); ok {
			t.Errorf("splitBatch(%q) is taken for a batch", bad)
		}
	}
	if updates, ok := splitBatch([]byte(`{"ok":true,"result":[]}`)); !ok || len(updates) != 0 {
		t.Error("an empty batch is refused")
	}
}

func TestReadUpdateNumbers(t *testing.T) {
	for raw, want := range map[string]int64{
		`{"update_id":7,"message":5}`:                    7,
		`{"message":"x","update_id":8}`:                  8,
		`{"update_id":"9"}`:                              0,
		`{"update_id":-1}`:                               0,
		`{"update_id":9223372036854775807}`:              0,
		`{"update_id":99999999999999999999,"message":1}`: 0,
		`{"update_id":1`:                                 0,
		`[]`:                                             0,
	} {
		if u, err := readUpdate([]byte(raw)); err == nil || u.ID != want {
			t.Errorf("readUpdate(%s) = %d, %v; want %d and an error", raw, u.ID, err, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	seeds, err := filepath.Glob("testdata/updates/*.json")
	if err != nil || len(seeds) == 0 {
		f.Fatalf("no seed: %v", err)
	}
	for _, seed := range seeds {
		raw, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := readUpdate(raw)
		if err != nil {
			if u.ID < 0 || u.ID > maxUpdateID {
				t.Errorf("number %d", u.ID)
			}
			return
		}
		in, ok := decode(u, me())
		switch {
		case !ok:
			return
		case in.event.ID>>dateBits != u.ID || in.event.Key == "" || in.conv.user == 0 || in.event.Kind == "":
			t.Errorf("event %+v of %s", in, raw)
		case units(in.event.Text) > maxText || len(in.event.Action) > maxData:
			t.Errorf("too long: %+v", in.event)
		case !utf8.ValidString(in.event.Text+in.event.Action+in.event.Command) || strings.ContainsAny(in.event.Command, " /@"):
			t.Errorf("text: %+v", in.event)
		case in.event.Lat < -90 || in.event.Lat > 90 || in.event.Lon < -180 || in.event.Lon > 180:
			t.Errorf("place: %+v", in.event)
		}
	})
}

// FuzzSplitBatch holds the reader that counts brackets against encoding/json.
func FuzzSplitBatch(f *testing.F) {
	f.Add([]byte(`{"ok":true,"result":[{"update_id":1},{"a":["]"]}]}`))
	f.Add([]byte(`{"ok":true,"result":[{"update_id":1}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		got, ok := splitBatch(body)
		var want struct {
			Result []json.RawMessage `json:"result"`
		}
		if json.Unmarshal(body, &want) != nil || strings.Count(string(body), "result") != 1 || want.Result == nil || strings.Contains(string(body), `\u`) {
			return // what is not JSON may be cut anyhow, as long as nothing panics
		}
		if ok && len(got) != len(want.Result) {
			t.Errorf("%d updates, want %d in %s", len(got), len(want.Result), body)
		}
	})
}
