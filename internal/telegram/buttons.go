package telegram

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/go-telegram/bot/models"

	"jalon/internal/guide"
)

const (
	maxCopy    = 256 // characters
	maxShare   = 256 // characters
	maxColumns = 8
	maxButtons = 100
)

// inlineKeyboard translates the buttons of a message, nil for none. A button that Telegram would refuse would take the whole
// message with it: it is left out and counted.
func (e *encoder) inlineKeyboard(rows [][]guide.Button) models.ReplyMarkup {
	var keyboard [][]models.InlineKeyboardButton
	total := 0
	for _, row := range rows {
		var line []models.InlineKeyboardButton
		for _, b := range row {
			button, ok := inlineButton(b)
			if !ok || total == maxButtons {
				e.dropped++
				continue
			}
			if len(line) == maxColumns {
				keyboard = append(keyboard, line)
				line = nil
			}
			line = append(line, button)
			total++
		}
		if len(line) > 0 {
			keyboard = append(keyboard, line)
		}
	}
	if len(keyboard) == 0 {
		return nil
	}
	return &models.InlineKeyboardMarkup{InlineKeyboard: keyboard}
}

func inlineButton(b guide.Button) (models.InlineKeyboardButton, bool) {
	out := models.InlineKeyboardButton{Text: cleanLine(b.Label)}
	kinds, fits := 0, true
	if b.Action != "" {
		kinds++
		fits = len(b.Action) <= maxData && utf8.ValidString(b.Action)
		out.CallbackData = b.Action
	}
	if b.URL != "" {
		kinds++
		fits = validLink(b.URL)
		out.URL = b.URL
	}
	if b.Copy != "" {
		kinds++
		fits = utf8.ValidString(b.Copy) && utf8.RuneCountInString(b.Copy) <= maxCopy && strings.TrimSpace(b.Copy) != ""
		out.CopyText = &models.CopyTextButton{Text: b.Copy}
	}
	if b.Share != "" {
		kinds++
		share := cutRunes(cleanLine(b.Share), maxShare)
		out.SwitchInlineQuery = &share
	}
	return out, kinds == 1 && fits && out.Text != ""
}

// validLink says whether Telegram takes an address for a button: the web or Telegram itself, a host with a dot.
func validLink(link string) bool {
	u, err := url.Parse(link)
	if err != nil || !utf8.ValidString(link) || strings.ContainsAny(link, " \t\n\r") {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return strings.Contains(strings.Trim(u.Hostname(), "."), ".")
	case "tg":
		return u.Host != ""
	}
	return false
}
