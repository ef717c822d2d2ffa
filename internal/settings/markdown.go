package settings

import (
	"fmt"
	"strings"
)

// Markdown is the table of the settings as the guide for operation shows it.
func Markdown() string {
	var out strings.Builder
	out.WriteString("| réglage | option | ce qu'il fait | par défaut |\n| --- | --- | --- | --- |\n")
	for _, s := range Table() {
		flag := ""
		if s.Flag != "" {
			flag = "`--" + s.Flag + "`"
		}
		fmt.Fprintf(&out, "| `%s` | %s | %s | %s |\n", s.Name, flag, s.Help, s.Default)
	}
	return out.String()
}
