package cli

import (
	"bytes"
	"image/png"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestLink plays the scripts of testdata/link. "run CODE ARGUMENTS…" runs the program here and wants that exit code; a
// no-break space in what it prints is shown as "~".
func TestLink(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/link", RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"run": func(ts *testscript.TestScript, _ bool, args []string) {
				want, err := strconv.Atoi(args[0])
				ts.Check(err)
				var out, faults bytes.Buffer
				c := Command{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &faults, Getenv: ts.Getenv}
				code := c.Main(args[1:])
				visible := strings.NewReplacer("\u00a0", "~")
				_, _ = visible.WriteString(ts.Stdout(), out.String())
				_, _ = visible.WriteString(ts.Stderr(), faults.String())
				if code != want {
					ts.Fatalf("exit code %d, want %d: %s", code, want, faults.String())
				}
			},
			"square": func(ts *testscript.TestScript, _ bool, args []string) {
				file, err := os.Open(ts.MkAbs(args[0]))
				ts.Check(err)
				defer func() { _ = file.Close() }()
				config, err := png.DecodeConfig(file)
				ts.Check(err)
				if config.Width != config.Height || strconv.Itoa(config.Width) != args[1] {
					ts.Fatalf("%s is %d × %d", args[0], config.Width, config.Height)
				}
			},
		},
	})
}

func TestReadInvite(t *testing.T) {
	const payload, code = "j1IEAWArGp_mairie-de-luc", "J-1080B-05CD9-mairie-de-luc"
	for text, bot := range map[string]string{
		payload: "", code: "", "j 1080b o5cd9 mairie de luc": "", "https://t.me/mon_robot_bot?start=" + payload: "mon_robot_bot",
		"t.me/mon_robot_bot?start=" + payload: "mon_robot_bot", "tg://resolve?domain=mon_robot_bot&start=" + payload: "mon_robot_bot",
		"https://t.me/../x?start=" + payload: "", " " + payload + "\n": "",
	} {
		i, got, ok := readInvite(text)
		if !ok || got != bot || i.Campaign != "mairie-de-luc" || i.Facts["place"] != "48086" || i.Facts["sector"] != "local-shops" {
			t.Errorf("readInvite(%q) = %v, %q, %v", text, i, got, ok)
		}
	}
	for _, text := range []string{"", "start=", "https://t.me/x?start=" + payload + "x", "j1", "J-1080B-05CD8-mairie-de-luc", "://start=%zz", "bonjour"} {
		if i, _, ok := readInvite(text); ok {
			t.Errorf("readInvite(%q) = %v", text, i)
		}
	}
}
