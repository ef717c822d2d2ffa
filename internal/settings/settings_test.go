package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func none(string) string { return "" }

func write(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "jalon.env")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestPrecedence(t *testing.T) {
	file := write(t, "# réglages\nJALON_LOG=json\nJALON_QUEUE=7\nJALON_STORE=\"sessions.db\"\n")
	env := map[string]string{"JALON_LOG": "text", "JALON_WORKERS": "3", "TELEGRAM_BOT_TOKEN": "1:a"}
	values, problems, err := Read(func(name string) string { return env[name] }, file, map[string]string{"JALON_QUEUE": "9"})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	want := Values{"JALON_LOG": "json", "JALON_QUEUE": "9", "JALON_STORE": "sessions.db", "JALON_WORKERS": "3", "TELEGRAM_BOT_TOKEN": "1:a"}
	if diff := cmp.Diff(want, values); diff != "" {
		t.Error(diff)
	}
	if values.Int("JALON_WORKERS") != 3 || values.Text("JALON_LOG_LEVEL") != "info" || !values.Bool("JALON_WATCH") || values.Text("JALON_STORE_KEY") != "" {
		t.Errorf("read wrongly: %v", values)
	}
}

func TestProblems(t *testing.T) {
	tests := map[string]struct {
		file string
		want []string
	}{
		"every setting is checked alone": {
			"TELEGRAM_BOT_TOKEN=\"1 a\"\nTELEGRAM_API_URL=ftp://x\nJALON_LISTEN=8443\nJALON_WEBHOOK=x\nJALON_WEBHOOK_SECRET=é\nJALON_LOG=xml\nJALON_WORKERS=0\nJALON_PPROF=oui\n",
			[]string{"TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "JALON_WEBHOOK", "JALON_LISTEN", "JALON_WEBHOOK_SECRET", "JALON_PPROF", "JALON_LOG", "JALON_WORKERS"},
		},
		"and all together": {
			"JALON_WEBHOOK=https://example.org\nJALON_STORE=redis://localhost\nJALON_PPROF=true\n",
			[]string{"JALON_LISTEN", "JALON_WEBHOOK_SECRET", "JALON_STORE_KEY", "JALON_OPS"},
		},
		"listening without a webhook":  {"JALON_LISTEN=127.0.0.1:1\n", []string{"JALON_WEBHOOK"}},
		"an unknown name is a problem": {"JALON_LOGS=json\n", []string{"JALON_LOGS"}},
		"nothing wrong":                {"JALON_WEBHOOK=https://example.org\nJALON_LISTEN=:8443\nJALON_WEBHOOK_SECRET=abc\n", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, problems, err := Read(none, write(t, test.file), nil)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, p := range problems {
				names = append(names, p.Name)
				if p.Says == "" || strings.Contains(p.String(), "1 a") {
					t.Errorf("says %q", p)
				}
			}
			if diff := cmp.Diff(test.want, names); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUnreadableFiles(t *testing.T) {
	for _, file := range []string{filepath.Join(t.TempDir(), "absent"), write(t, "no equal sign here\n")} {
		if _, _, err := Read(none, file, nil); err == nil {
			t.Errorf("%s is read", file)
		}
	}
}

func TestTableIsSound(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range Table() {
		if seen[s.Name] || seen[s.Flag] && s.Flag != "" || s.Help == "" || s.Secret && s.Flag != "" {
			t.Errorf("%+v", s)
		}
		seen[s.Name], seen[s.Flag] = true, true
	}
}
