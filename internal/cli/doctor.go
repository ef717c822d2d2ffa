package cli

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"jalon/internal/settings"
	"jalon/internal/telegram"
	"jalon/knowledge"
)

// finding is one line of the doctor: what was looked at, whether it is well, and what to do.
type finding struct {
	Part string `json:"part"`
	OK   bool   `json:"ok"`
	Says string `json:"says"`
}

func (a *app) doctor() *cobra.Command {
	var file string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "doctor", Short: "Vérifie le jeton, le webhook, l'horloge, les sessions et la base",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			values, err := a.settings(cmd.Flags(), file)
			if err != nil {
				return err
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), 30*time.Second)
			defer cancel()
			return a.report(a.examine(ctx, values), asJSON)
		},
	}
	a.settingsFlags(cmd.Flags(), &file)
	cmd.Flags().BoolVar(&asJSON, "json", false, "réponse en JSON")
	return cmd
}

func (a *app) report(findings []finding, asJSON bool) error {
	ill := false
	for _, f := range findings {
		ill = ill || !f.OK
	}
	if asJSON {
		if err := a.printJSON(findings); err != nil {
			return err
		}
	} else {
		for _, f := range findings {
			mark := "bien  "
			if !f.OK {
				mark = "ALERTE"
			}
			fmt.Fprintf(a.Stdout, "%s  %-9s %s\n", mark, f.Part, f.Says)
		}
	}
	if ill {
		return errProblems
	}
	return nil
}

func (a *app) examine(ctx context.Context, v settings.Values) []finding {
	findings := []finding{a.examineBase()}
	findings = append(findings, a.examineStore(ctx, v))
	return append(findings, a.examineTelegram(ctx, v)...)
}

func (a *app) examineBase() finding {
	files, err := a.files()
	if err != nil {
		return finding{"base", false, err.Error()}
	}
	base, faults, err := knowledge.Read(files)
	switch {
	case err != nil:
		return finding{"base", false, err.Error()}
	case len(faults) > 0:
		return finding{"base", false, fmt.Sprintf("%s ; voir « jalon check »", plural(len(faults), "défaut", "défauts"))}
	}
	if err := speaks(base); err != nil {
		return finding{"base", false, err.Error()}
	}
	return finding{"base", true, fmt.Sprintf("version %s, %d acteurs, dont %d à relire", base.Digest, len(base.Actors), lateReviews(base, time.Now()))}
}

func (a *app) examineStore(ctx context.Context, v settings.Values) finding {
	if v.Text("JALON_STORE") == "" {
		return finding{"sessions", true, "en mémoire : elles seront perdues à chaque arrêt ; --store FICHIER les garde"}
	}
	store, err := a.openStore(ctx, v)
	if err != nil {
		return finding{"sessions", false, err.Error()}
	}
	defer func() { _ = store.Close() }()
	if err := store.Check(ctx); err != nil {
		return finding{"sessions", false, storeError("écriture", err).Error()}
	}
	return finding{"sessions", true, "s'ouvrent et s'écrivent"}
}

func (a *app) examineTelegram(ctx context.Context, v settings.Values) []finding {
	token := v.Text("TELEGRAM_BOT_TOKEN")
	if token == "" {
		return []finding{{"jeton", false, "TELEGRAM_BOT_TOKEN manque ; demandez-en un à @BotFather"}}
	}
	bot, err := telegram.New(telegram.Config{Token: token, APIURL: v.Text("TELEGRAM_API_URL"), Texts: telegram.Texts{Failure: "-", TooMany: "-"}}, idle{})
	if err != nil {
		return []finding{{"jeton", false, err.Error()}}
	}
	seen, err := bot.Look(ctx)
	if errors.Is(err, telegram.ErrToken) {
		return []finding{{"jeton", false, "refusé par Telegram ; recopiez-le, ou demandez-en un autre à @BotFather (/token)"}}
	}
	if err != nil {
		return []finding{{"telegram", false, "ne répond pas ; vérifiez le réseau et TELEGRAM_API_URL (" + err.Error() + ")"}}
	}
	return []finding{{"jeton", true, "@" + seen.Username}, examineWebhook(seen, v.Text("JALON_WEBHOOK")), examineClock(ctx, v.Text("TELEGRAM_API_URL"))}
}

func examineWebhook(seen telegram.Probe, wanted string) finding {
	switch {
	case wanted == "" && seen.Webhook != "":
		return finding{"webhook", true, "Telegram en a un, que « jalon serve » retirera au départ"}
	case wanted != "" && seen.Webhook != wanted:
		return finding{"webhook", true, "« jalon serve » le posera au départ"}
	case wanted != "" && seen.LastError != "":
		return finding{"webhook", false, fmt.Sprintf("dernière erreur vue par Telegram : %s ; %d messages attendent", seen.LastError, seen.Pending)}
	}
	return finding{"webhook", true, fmt.Sprintf("%d messages attendent", seen.Pending)}
}

// clockSlack is how far the clock may be from Telegram's.
const clockSlack = 30 * time.Second

func examineClock(ctx context.Context, api string) finding {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, api, nil)
	if err != nil {
		return finding{"horloge", false, err.Error()}
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return finding{"horloge", true, "non vérifiée"}
	}
	_ = answer.Body.Close()
	theirs, err := http.ParseTime(answer.Header.Get("Date"))
	if err != nil {
		return finding{"horloge", true, "non vérifiée : le serveur ne donne pas l'heure"}
	}
	if gap := time.Since(theirs).Abs(); gap > clockSlack {
		return finding{"horloge", false, fmt.Sprintf("%d secondes d'écart ; réglez l'heure de la machine", int(gap.Seconds()))}
	}
	return finding{"horloge", true, "à l'heure"}
}
