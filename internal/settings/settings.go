// Package settings reads how the bot is to run: one table of settings, from the environment, a file of the same names, and
// the command line, in rising order of precedence for the last over the first.
//
// Everything is read once, checked together and passed down as plain values; no other room reads the environment.
package settings

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/joho/godotenv"
)

// Setting is one line of the table.
type Setting struct {
	// Name is the name in the environment and in the file.
	Name string
	// Flag is the option of "jalon serve" that sets it too; empty: none, for what must not stand on a command line.
	Flag string
	// Help says in French what it does, Default what holds when it is not set.
	Help, Default string
	// Secret settings are never printed.
	Secret bool
	// YesNo settings are true or false; their option alone means true.
	YesNo bool
	check func(value string) string
}

// Table lists every setting, in the order in which it is documented.
func Table() []Setting {
	return []Setting{
		{Name: "TELEGRAM_BOT_TOKEN", Help: "jeton donné par BotFather", Secret: true, check: token},
		{Name: "TELEGRAM_API_URL", Help: "adresse d'un autre serveur Bot API", Default: "https://api.telegram.org", check: address},
		{Name: "JALON_KNOWLEDGE", Flag: "knowledge", Help: "dossier de la base de connaissances", Default: "celle du programme"},
		{Name: "JALON_WATCH", Flag: "watch", Help: "relire ce dossier quand il change", Default: "true", YesNo: true, check: boolean},
		{Name: "JALON_STORE", Flag: "store", Help: "sessions : fichier (créé s'il manque) ou redis://hôte:port/base", Default: "en mémoire"},
		{Name: "JALON_STORE_KEY", Help: "clé qui chiffre les sessions : 32 octets en base64 ou hexadécimal, ou une phrase d'au moins 16 caractères, dont 6 différents", Default: "créée à côté du fichier, droits 0600", Secret: true},
		{Name: "JALON_STORE_KEY_EARLIER", Help: "anciennes clés, une par ligne, pour en changer", Secret: true},
		{Name: "JALON_WEBHOOK", Flag: "webhook", Help: "adresse publique (https://…) où Telegram envoie les messages", Default: "le robot interroge Telegram", check: address},
		{Name: "JALON_LISTEN", Flag: "listen", Help: "adresse d'écoute du webhook", check: listen},
		{Name: "JALON_WEBHOOK_SECRET", Help: "secret que Telegram répète à chaque envoi : 1 à 256 lettres, chiffres, _ ou -", Secret: true, check: webhookSecret},
		{Name: "JALON_OPS", Flag: "ops", Help: "adresse d'écoute de /healthz, /readyz, /metrics et /version", Default: "aucune", check: listen},
		{Name: "JALON_PPROF", Flag: "pprof", Help: "ajouter /debug/pprof à cette adresse", Default: "false", YesNo: true, check: boolean},
		{Name: "JALON_LOG", Flag: "log", Help: "format du journal : text ou json", Default: "text", check: oneOf("text", "json")},
		{Name: "JALON_LOG_LEVEL", Flag: "log-level", Help: "niveau du journal : debug, info, warn ou error", Default: "info", check: oneOf("debug", "info", "warn", "error")},
		{Name: "JALON_WORKERS", Flag: "workers", Help: "conversations traitées à la fois", Default: "64", check: number(1, 4096)},
		{Name: "JALON_QUEUE", Flag: "queue", Help: "messages en attente au plus", Default: "1024", check: number(1, 1<<20)},
	}
}

// Values are the settings that are set, by name.
type Values map[string]string

// Problem is one setting that cannot hold.
type Problem struct{ Name, Says string }

func (p Problem) String() string { return p.Name + "\u00a0: " + p.Says }

// Read gathers the settings: the environment, then the file (may be ""), then the options given on the command line, by name
// of setting. The error is for a file that cannot be read; unknown names of the file are problems.
func Read(getenv func(string) string, file string, options map[string]string) (Values, []Problem, error) {
	values, problems := Values{}, []Problem{}
	known := map[string]bool{}
	for _, s := range Table() {
		known[s.Name] = true
		if value := getenv(s.Name); value != "" {
			values[s.Name] = value
		}
	}
	if file != "" {
		content, err := os.Open(file)
		if err != nil {
			return nil, nil, fmt.Errorf("lecture des réglages : %w", err)
		}
		defer func() { _ = content.Close() }()
		written, err := godotenv.Parse(content)
		if err != nil {
			return nil, nil, fmt.Errorf("réglages illisibles dans %s : %w", file, err)
		}
		for name, value := range written {
			if !known[name] {
				problems = append(problems, Problem{name, "réglage inconnu"})
				continue
			}
			values[name] = value
		}
	}
	for name, value := range options {
		values[name] = value
	}
	return values, append(problems, values.Check()...), nil
}

// Check tells what cannot hold, each alone and all together, in the order of the table.
func (v Values) Check() []Problem {
	var problems []Problem
	for _, s := range Table() {
		value, set := v[s.Name]
		if !set || s.check == nil || value == "" {
			continue
		}
		if says := s.check(value); says != "" {
			problems = append(problems, Problem{s.Name, says})
		}
	}
	need := func(name, with string) {
		if v[name] == "" {
			problems = append(problems, Problem{name, "manque (demandé par " + with + ")"})
		}
	}
	if v["JALON_WEBHOOK"] != "" {
		need("JALON_LISTEN", "JALON_WEBHOOK")
		need("JALON_WEBHOOK_SECRET", "JALON_WEBHOOK")
	} else if v["JALON_LISTEN"] != "" {
		need("JALON_WEBHOOK", "JALON_LISTEN")
	}
	if strings.HasPrefix(v["JALON_STORE"], "redis") {
		need("JALON_STORE_KEY", "un magasin partagé")
	}
	if v["JALON_PPROF"] == "true" {
		need("JALON_OPS", "JALON_PPROF")
	}
	return problems
}

// Text returns a setting, or its default when that is a value and not an explanation.
func (v Values) Text(name string) string {
	if value := v[name]; value != "" {
		return value
	}
	for _, s := range Table() {
		if s.Name == name && s.check != nil && s.Default != "" && s.check(s.Default) == "" {
			return s.Default
		}
	}
	return ""
}

// Int returns a setting that is a number.
func (v Values) Int(name string) int {
	n, _ := strconv.Atoi(v.Text(name))
	return n
}

// Bool returns a setting that is true or false.
func (v Values) Bool(name string) bool { return v.Text(name) == "true" }

func token(value string) string {
	if strings.ContainsAny(value, " \t\r\n/?#") {
		return "ne ressemble pas à un jeton : recopiez-le sans espace ni barre"
	}
	return ""
}

func address(value string) string {
	u, err := url.Parse(value)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "n'est pas une adresse http:// ou https://"
	}
	return ""
}

func listen(value string) string {
	if _, _, err := net.SplitHostPort(value); err != nil {
		return "n'est pas une adresse d'écoute, comme 127.0.0.1:8443"
	}
	return ""
}

func webhookSecret(value string) string {
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`).MatchString(value) {
		return "ne peut avoir que 1 à 256 lettres sans accent, chiffres, _ ou -"
	}
	return ""
}

func boolean(value string) string { return oneOf("true", "false")(value) }

func oneOf(choices ...string) func(string) string {
	return func(value string) string {
		for _, c := range choices {
			if value == c {
				return ""
			}
		}
		return "vaut " + strings.Join(choices, ", ")
	}
}

func number(low, high int) func(string) string {
	return func(value string) string {
		if n, err := strconv.Atoi(value); err != nil || n < low || n > high {
			return fmt.Sprintf("est un nombre de %d à %d", low, high)
		}
		return ""
	}
}
