package knowledge_test

import (
	"strings"
	"testing"

	"jalon/knowledge"
)

func TestFill(t *testing.T) {
	for _, c := range []struct {
		sentence string
		pairs    []string
		want     string
	}{
		{"Bonjour.", []string{"name", "Luc"}, "Bonjour."},
		{"{a} et {b}", []string{"a", "un", "b", "deux"}, "un et deux"},
		{"{a}{a}", []string{"a", "x"}, "xx"},
		{"{a}", nil, "{a}"},
		{"{c} {a", []string{"a", "x"}, "{c} {a"},
		{"{{a}}", []string{"a", "x"}, "{x}"},
		{"{a}", []string{"a", "{b}", "b", "no"}, "{b}"},
		{"à {lieu}, dès {an}", []string{"an", "1901", "lieu", "Luc"}, "à Luc, dès 1901"},
		{"{a}", []string{"a"}, "{a}"},
	} {
		if got := knowledge.Fill(c.sentence, c.pairs...); got != c.want {
			t.Errorf("Fill(%q, %q) = %q, want %q", c.sentence, c.pairs, got, c.want)
		}
	}
}

// FuzzFill compares with the standard library's own replacing.
func FuzzFill(f *testing.F) {
	f.Add("{a} et {b} {", "a", "un", "b", "{a}")
	f.Add("{{a}}}", "a", "", "", "x")
	f.Fuzz(func(t *testing.T, sentence, name1, value1, name2, value2 string) {
		if name1 == name2 || strings.ContainsAny(name1+name2, "{}") {
			t.Skip("names have no brace, and differ")
		}
		want := strings.NewReplacer("{"+name1+"}", value1, "{"+name2+"}", value2).Replace(sentence)
		if got := knowledge.Fill(sentence, name1, value1, name2, value2); got != want {
			t.Errorf("Fill = %q, want %q", got, want)
		}
	})
}
