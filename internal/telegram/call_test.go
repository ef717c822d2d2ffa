package telegram

import "testing"

func TestEssential(t *testing.T) {
	for _, c := range []struct{ method, in, want string }{
		{"sendMessage", `{"ok":true,"result":{"chat":{"id":5},"message_id":7,"new":{"type":"unheard of"}}}`, `{"ok":true,"result":{"message_id":7}}`},
		{"editMessageText", `{"result":{"message_id":7},"ok":true}`, `{"ok":true,"result":{"message_id":7}}`},
		{"editMessageText", `{"ok":true,"result":true}`, `{"ok":true,"result":{"message_id":0}}`},
		{"editMessageText", `{"ok":false,"description":"Bad Request"}`, `{"ok":false,"description":"Bad Request"}`},
		{"sendChatAction", `{"ok":true,"result":true}`, `{"ok":true,"result":true}`},
		{"getMe", `{"ok":true,"result":{"message_id":7,"id":1}}`, `{"ok":true,"result":{"message_id":7,"id":1}}`},
	} {
		if got := string(essential(c.method, []byte(c.in))); got != c.want {
			t.Errorf("essential(%s, %s) = %s, want %s", c.method, c.in, got, c.want)
		}
	}
}

func TestReadable(t *testing.T) {
	for _, c := range []struct {
		method, in string
		want       bool
	}{
		{"sendMessage", `{"ok":true,"result":{"message_id":7}}`, true},
		{"sendMessage", `{"ok":false,"error_code":400}`, true},
		{"sendMessage", `{"ok":true,"result":[[]]}`, false},
		{"sendMessage", `{"ok":true,"result":{"message_id":"seven"}}`, false},
		{"sendMessage", `{"ok":true`, false},
		{"sendMessage", ``, false},
		{"sendChatAction", `{"ok":true,"result":true}`, true},
		{"editMessageText", `{"ok":true,"result":true}`, true},
		{"editMessageText", `{"ok":true,"result":{"message_id":7}}`, true},
		{"editMessageText", `{"ok":true,"result":[{"message_id":7}]}`, false},
		{"answerCallbackQuery", `{"ok":true,"result":true}`, true},
		{"answerCallbackQuery", `{"ok":true,"result":[]}`, false},
		{"getMyCommands", `{"ok":true,"result":[]}`, true},
		{"getUpdates", `{"ok":true,"result":[{"update_id":1,]]}`, true},
	} {
		if got := readable(c.method, []byte(c.in)); got != c.want {
			t.Errorf("readable(%s, %s) = %v, want %v", c.method, c.in, got, c.want)
		}
	}
}

func TestClientLimits(t *testing.T) {
	client := newClient(nil, 10)
	if client.Timeout != 0 || client.CheckRedirect == nil {
		t.Errorf("client = %+v, want no timeout of its own and no redirects", client)
	}
}
