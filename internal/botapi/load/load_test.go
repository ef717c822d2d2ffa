package load_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"jalon/internal/botapi"
	"jalon/internal/botapi/load"
)

// toyBot is a small orientation: two questions, a place, a venue. It can lose
// or repeat one update in so many.
type toyBot struct {
	api          string
	client       http.Client
	loses, twice int64
	seen         atomic.Int64
}

func (b *toyBot) call(method string, params url.Values) {
	resp, err := b.client.PostForm(b.api+"/"+method, params)
	if err == nil {
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
	}
}

func (b *toyBot) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	var u struct {
		Message *struct {
			Text string
			Chat struct{ ID int64 }
		}
		Callback *struct {
			ID, Data string
			From     struct{ ID int64 }
			Message  struct {
				ID int `json:"message_id"`
			}
		} `json:"callback_query"`
	}
	if json.NewDecoder(r.Body).Decode(&u) != nil {
		return
	}
	n := b.seen.Add(1)
	if b.loses > 0 && n%b.loses == 0 {
		return
	}
	if u.Callback != nil {
		b.press(u.Callback.ID, u.Callback.Data, u.Callback.From.ID, u.Callback.Message.ID)
		return
	}
	chat := fmt.Sprint(u.Message.Chat.ID)
	switch {
	case strings.HasPrefix(u.Message.Text, "/start"):
		b.call("sendMessage", url.Values{"chat_id": {chat}, "text": {"Où en êtes-vous ?"}, "reply_markup": {choices("q1")}})
		if b.twice > 0 && n%b.twice == 0 {
			b.call("sendMessage", url.Values{"chat_id": {chat}, "text": {"Où en êtes-vous ?"}, "reply_markup": {choices("q1")}})
		}
	default:
		b.call("sendVenue", url.Values{
			"chat_id": {chat}, "latitude": {"44.7"}, "longitude": {"5.0"}, "title": {u.Message.Text}, "address": {"Place"},
			"reply_markup": {`{"remove_keyboard":true}`},
		})
	}
}

func (b *toyBot) press(id, data string, user int64, message int) {
	b.call("answerCallbackQuery", url.Values{"callback_query_id": {id}})
	chat := fmt.Sprint(user)
	switch data {
	case "q1-a", "q1-b":
		b.call("editMessageText", url.Values{
			"chat_id": {chat}, "message_id": {fmt.Sprint(message)}, "text": {"Et vous ?"}, "reply_markup": {choices("q2")},
		})
	case "q2-a", "q2-b":
		b.call("sendMessage", url.Values{
			"chat_id": {chat}, "text": {"Où ?"},
			"reply_markup": {`{"keyboard":[[{"text":"📍","request_location":true}]],"one_time_keyboard":true}`},
		})
	default:
		b.call("editMessageText", url.Values{
			"chat_id": {chat}, "message_id": {fmt.Sprint(message)}, "text": {"Où en êtes-vous ?"}, "reply_markup": {choices("q1")},
		})
	}
}

func choices(q string) string {
	home := `,[{"text":"Début","callback_data":"home"}]`
	if q == "q1" {
		home = "" // an edit to the same screen would be refused
	}
	return fmt.Sprintf(`{"inline_keyboard":[[{"text":"A","callback_data":"%s-a"}],[{"text":"B","callback_data":"%s-b"}]%s]}`, q, q, home)
}

func play(t *testing.T, bot *toyBot, plan load.Plan) load.Report {
	t.Helper()
	api := botapi.New(botapi.Options{Token: "7:toy", Quick: true, Patience: plan.Limit})
	apiServer := httptest.NewServer(api)
	bot.api = apiServer.URL + "/bot7:toy"
	hook := httptest.NewServer(bot)
	t.Cleanup(func() { api.Close(); hook.Close(); apiServer.Close() })
	plan.Server, plan.Hook, plan.Secret = api, hook.URL, "s"
	r, err := load.Run(t.Context(), plan)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEveryUpdateIsAnswered(t *testing.T) {
	r := play(t, &toyBot{}, load.Plan{Updates: 600, Users: 40, InFlight: 8, Places: []string{"Crest", "Die"}, Seed: 3, Limit: 10 * time.Second})
	if r.Updates != 600 || r.Lost != 0 || r.Repeated != 0 || r.Refused != 0 {
		t.Errorf("report = %+v, want 600 updates and nothing lost, repeated or refused", r)
	}
	if r.Presses == 0 || r.Typed == 0 || r.Finished == 0 || r.Starts == 0 || r.Presses+r.Typed+r.Starts != r.Updates {
		t.Errorf("report = %+v, want a mix of presses, typed places and finished orientations", r)
	}
	if r.P50 <= 0 || r.P99 < r.P50 || r.Max < r.P99 || r.PerSecond <= 0 {
		t.Errorf("report = %+v, want delays in order", r)
	}
}

func TestLossIsCounted(t *testing.T) {
	r := play(t, &toyBot{loses: 20}, load.Plan{Updates: 60, Users: 10, InFlight: 10, Limit: 200 * time.Millisecond})
	if r.Lost != 3 {
		t.Errorf("lost = %d, want 3 of 60", r.Lost)
	}
}

func TestRepetitionIsCounted(t *testing.T) {
	r := play(t, &toyBot{twice: 1}, load.Plan{Updates: 50, Users: 10, InFlight: 1, Limit: 5 * time.Second})
	if r.Repeated == 0 {
		t.Errorf("repeated = 0, want every start counted twice; report %+v", r)
	}
}

func TestPlanNeedsAServer(t *testing.T) {
	if _, err := load.Run(t.Context(), load.Plan{Updates: 1}); err == nil {
		t.Error("Run without a server = nil, want an error")
	}
}

// BenchmarkToyBot measures the double itself: the bot does nothing but call.
// One operation is one update, with the two calls or so that answer it, over
// loopback HTTP.
func BenchmarkToyBot(b *testing.B) {
	api := botapi.New(botapi.Options{Token: "7:toy", Quick: true})
	apiServer := httptest.NewServer(api)
	defer apiServer.Close()
	defer api.Close()
	bot := &toyBot{api: apiServer.URL + "/bot7:toy", client: http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 128}}}
	hook := httptest.NewServer(bot)
	defer hook.Close()
	b.ReportAllocs()
	r, err := load.Run(b.Context(), load.Plan{Server: api, Hook: hook.URL, Updates: b.N, Users: 256, InFlight: 64})
	if err != nil || r.Lost > 0 || r.Refused > 0 {
		b.Fatalf("report = %+v, %v", r, err)
	}
	b.ReportMetric(r.PerSecond, "updates/s")
	b.ReportMetric(float64(r.P99.Microseconds())/1000, "p99-ms")
}

// TestPolling plays against a bot that polls and confirms after handling.
func TestPolling(t *testing.T) {
	api := botapi.New(botapi.Options{Token: "7:toy", Quick: true})
	srv := httptest.NewServer(api)
	bot := &toyBot{api: srv.URL + "/bot7:toy"}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for offset := int64(0); ; {
			resp, err := bot.client.Get(fmt.Sprintf("%s/getUpdates?timeout=50&offset=%d", bot.api, offset))
			if err != nil {
				return
			}
			var batch struct {
				OK     bool
				Result []json.RawMessage
			}
			err = json.NewDecoder(resp.Body).Decode(&batch)
			_ = resp.Body.Close()
			if err != nil || !batch.OK {
				return
			}
			for _, raw := range batch.Result {
				var u struct {
					ID int64 `json:"update_id"`
				}
				if json.Unmarshal(raw, &u) != nil {
					return
				}
				offset = u.ID + 1
				bot.ServeHTTP(nil, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(string(raw))))
			}
		}
	}()
	t.Cleanup(func() { api.Close(); srv.Close(); <-ended })
	r, err := load.Run(t.Context(), load.Plan{Server: api, Updates: 200, Users: 20, InFlight: 10, Limit: 10 * time.Second})
	if err != nil || r.Updates != 200 || r.Lost != 0 || r.Repeated != 0 || r.Refused != 0 {
		t.Errorf("report = %+v, %v, want 200 updates and nothing lost", r, err)
	}
}
