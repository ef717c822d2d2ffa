package telegram

import (
	"strconv"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"jalon/internal/guide"
)

const (
	maxAnswers     = 50
	maxAnswerID    = 64 // bytes
	maxAnswerTitle = 256
	maxOpenLabel   = 64
	// openPayload is what "/start" brings when the bot is opened from the list of inline cards; it means nothing by itself.
	openPayload = "inline"
	// brief is the life, in seconds, of an answer that could not be made; the library cannot send zero.
	brief = 1
)

// inlineAnswer translates the cards of inline mode. The same answer serves everyone who types the same words: nothing in it
// is personal, and Telegram may keep it for cache seconds.
func (e *encoder) inlineAnswer(query string, cards []guide.InlineAnswer, open string, cache int) *bot.AnswerInlineQueryParams {
	p := &bot.AnswerInlineQueryParams{InlineQueryID: query, Results: []models.InlineQueryResult{}, CacheTime: max(cache, brief)}
	if label := cut(cleanLine(open), maxOpenLabel); label != "" {
		p.Button = &models.InlineQueryResultsButton{Text: label, StartParameter: openPayload}
	}
	used := make(map[string]bool, len(cards))
	for i, card := range cards {
		if len(p.Results) == maxAnswers {
			e.dropped += len(cards) - i
			break
		}
		article, ok := e.article(card)
		if !ok {
			e.dropped++
			continue
		}
		if article.ID == "" || len(article.ID) > maxAnswerID || used[article.ID] {
			article.ID = "card-" + strconv.Itoa(i)
		}
		used[article.ID] = true
		p.Results = append(p.Results, article)
	}
	return p
}

// article is one card; a card is one message, so what exceeds a message is cut.
func (e *encoder) article(card guide.InlineAnswer) (*models.InlineQueryResultArticle, bool) {
	pages := compose(card.Message.Title, card.Message.Body).pages(maxText)
	title := cut(cleanLine(card.Title), maxAnswerTitle)
	if len(pages) == 0 || title == "" {
		return nil, false
	}
	return &models.InlineQueryResultArticle{
		ID:          clean(card.ID),
		Title:       title,
		Description: cut(cleanLine(card.Description), maxAnswerTitle),
		InputMessageContent: &models.InputTextMessageContent{
			MessageText:        pages[0],
			ParseMode:          models.ParseModeHTML,
			LinkPreviewOptions: linkPreview(card.Message.Preview),
		},
		ReplyMarkup: e.inlineKeyboard(card.Message.Rows),
	}, true
}

// linkPreview forbids the preview of links unless it is the point.
func linkPreview(wanted bool) *models.LinkPreviewOptions {
	if wanted {
		return nil
	}
	return &models.LinkPreviewOptions{IsDisabled: bot.True()}
}
