package telegram

import (
	"strings"
	"testing"
)

// BenchmarkDecodeEncode measures the translation alone: a press read from JSON, a screen written as a part with its keyboard.
func BenchmarkDecodeEncode(b *testing.B) {
	raw := []byte(`{"update_id":100002,"callback_query":{"id":"99","from":{"id":5,"is_bot":false,"first_name":"A","language_code":"fr"},"message":{"message_id":13,"from":{"id":4242,"is_bot":true,"first_name":"J","username":"jouet_bot"},"chat":{"id":5,"type":"private","first_name":"A"},"date":2,"text":"Page 2\n\nOù allons-nous ?","entities":[{"type":"bold","offset":0,"length":6}],"reply_markup":{"inline_keyboard":[[{"text":"Suite","callback_data":"next"},{"text":"Carte","callback_data":"card"}]]}},"chat_instance":"5","data":"next"}}`)
	m := page(2)
	b.ReportAllocs()
	for b.Loop() {
		u, err := readUpdate(raw)
		if err != nil {
			b.Fatal(err)
		}
		if in, ok := decode(u, me()); !ok || in.event.Action != "next" {
			b.Fatal(in)
		}
		e := encoder{}
		if parts := e.parts(m, false); len(parts) != 1 || parts[0].mark() == 0 {
			b.Fatal(parts)
		}
	}
}

// BenchmarkLongText measures the cutting of a text of many pages.
func BenchmarkLongText(b *testing.B) {
	body := strings.Repeat("Une ligne é😀 <&>.\n", 3000)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if n := len(compose("Long", body).pages(maxText)); n < 10 {
			b.Fatal(n)
		}
	}
}
