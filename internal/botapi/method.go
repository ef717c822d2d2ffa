package botapi

import (
	"context"
	"strings"
)

// method is one method of the Bot API.
type method struct {
	name string
	run  func(context.Context, *Server, *query) (any, error)
}

// methods returns the methods by their name in small letters.
func methods() map[string]method {
	table := map[string]func(*Server, *query) (any, error){
		"getMe":                  (*Server).getMe,
		"logOut":                 (*Server).logOut,
		"close":                  (*Server).logOut,
		"setWebhook":             (*Server).setWebhook,
		"deleteWebhook":          (*Server).deleteWebhook,
		"getWebhookInfo":         (*Server).getWebhookInfo,
		"sendMessage":            (*Server).sendMessage,
		"sendVenue":              (*Server).sendVenue,
		"sendLocation":           (*Server).sendLocation,
		"sendContact":            (*Server).sendContact,
		"sendPhoto":              (*Server).sendPhoto,
		"sendDocument":           (*Server).sendDocument,
		"sendChatAction":         (*Server).sendChatAction,
		"editMessageText":        (*Server).editMessageText,
		"editMessageCaption":     (*Server).editMessageCaption,
		"editMessageReplyMarkup": (*Server).editMessageReplyMarkup,
		"deleteMessage":          (*Server).deleteMessage,
		"deleteMessages":         (*Server).deleteMessages,
		"pinChatMessage":         (*Server).pinChatMessage,
		"unpinChatMessage":       (*Server).unpinChatMessage,
		"unpinAllChatMessages":   (*Server).unpinAllChatMessages,
		"leaveChat":              (*Server).leaveChat,
		"getChat":                (*Server).getChat,
		"getFile":                (*Server).getFile,
		"answerCallbackQuery":    (*Server).answerCallbackQuery,
		"answerInlineQuery":      (*Server).answerInlineQuery,
		"setMyCommands":          (*Server).setMyCommands,
		"getMyCommands":          (*Server).getMyCommands,
		"deleteMyCommands":       (*Server).deleteMyCommands,
		"setMyName":              (*Server).setMyName,
		"getMyName":              (*Server).getMyName,
		"setMyDescription":       (*Server).setMyDescription,
		"getMyDescription":       (*Server).getMyDescription,
		"setMyShortDescription":  (*Server).setMyShortDescription,
		"getMyShortDescription":  (*Server).getMyShortDescription,
		"setChatMenuButton":      (*Server).setChatMenuButton,
		"getChatMenuButton":      (*Server).getChatMenuButton,
	}
	out := make(map[string]method, len(table)+1)
	for name, run := range table {
		out[strings.ToLower(name)] = method{name: name, run: func(_ context.Context, s *Server, q *query) (any, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.closed {
				return nil, errClosed()
			}
			return run(s, q)
		}}
	}
	out["getupdates"] = method{name: "getUpdates", run: func(ctx context.Context, s *Server, q *query) (any, error) {
		return s.getUpdates(ctx, q)
	}}
	return out
}
