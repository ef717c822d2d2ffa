package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestDoctor(t *testing.T) {
	api := newDouble(t)
	name, err := program()
	if err != nil {
		t.Fatal(err)
	}
	store := filepath.Join(t.TempDir(), "sessions.db")
	tests := map[string]struct {
		token string
		args  []string
		code  int
		says  []string
	}{
		"all is well":     {token, []string{"--store", store}, 0, []string{"@jalon_bot", "s'ouvrent et s'écrivent", "acteurs", "à l'heure"}},
		"a wrong token":   {"1:wrong", nil, 1, []string{"ALERTE  jeton"}},
		"no token":        {"", nil, 1, []string{"@BotFather"}},
		"a wrong setting": {token, []string{"--log", "xml"}, 2, []string{"JALON_LOG"}},
		"no such base":    {token, []string{"--knowledge", filepath.Join(t.TempDir(), "absent")}, 1, []string{"ALERTE  base"}},
		"an empty base":   {token, []string{"--knowledge", t.TempDir()}, 1, []string{"ALERTE  base", "aucun acteur"}},
		"a useless store": {token, []string{"--store", t.TempDir()}, 1, []string{"ALERTE  sessions"}},
	}
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			command := exec.CommandContext(t.Context(), name, append([]string{"doctor"}, test.args...)...)
			command.Env = append(os.Environ(), "TELEGRAM_BOT_TOKEN="+test.token, "TELEGRAM_API_URL="+api.url)
			out, _ := command.CombinedOutput()
			if code := command.ProcessState.ExitCode(); code != test.code {
				t.Errorf("exit %d, want %d", code, test.code)
			}
			for _, words := range test.says {
				if !strings.Contains(plain(string(out)), words) {
					t.Errorf("lacks %q", words)
				}
			}
			if strings.Contains(string(out), test.token) && test.token != "" {
				t.Error("the token is shown")
			}
			if t.Failed() {
				t.Logf("%s", out)
			}
		})
	}
}
