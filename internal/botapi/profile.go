package botapi

import (
	"encoding/json"
	"regexp"
	"unicode/utf8"
)

const (
	commandsMax    = 100
	commandTextMax = 256
	nameMax        = 64
	descriptionMax = 512
	shortMax       = 120
)

var (
	reCommandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	reLanguage    = regexp.MustCompile(`^[a-z]{2}$`)
)

// profile is what people see of the bot outside its messages.
type profile struct {
	commands     map[scope]map[string][]Command // by scope, then language
	names        map[string]string              // by language
	descriptions map[string]string
	shorts       map[string]string
	menus        map[int64]json.RawMessage // by chat; 0 is the default
}

func newProfile(name string) profile {
	return profile{
		commands:     map[scope]map[string][]Command{},
		names:        map[string]string{"": name},
		descriptions: map[string]string{},
		shorts:       map[string]string{},
		menus:        map[int64]json.RawMessage{},
	}
}

// scope says who sees a list of commands.
type scope struct {
	kind string
	chat int64
	user int64
}

// readScope reads the scope of a list of commands.
func (s *Server) readScope(q *query) (scope, error) {
	encoded := q.arg("scope")
	if encoded == "" {
		return scope{kind: "default"}, nil
	}
	if !json.Valid([]byte(encoded)) {
		return scope{}, bad("Can't parse BotCommandScope JSON object")
	}
	f, ok := object(json.RawMessage(encoded))
	if !ok {
		return scope{}, bad("Can't parse BotCommandScope: BotCommandScope must be an Object")
	}
	sc, chatID, err := scopeOf(f)
	if err != nil {
		return scope{}, bad("Can't parse BotCommandScope: %v", err)
	}
	if chatID == "" {
		return sc, nil
	}
	c, err := s.chatByID(chatID)
	if err != nil {
		return scope{}, err
	}
	sc.chat = c.ID
	return sc, nil
}

// scopeOf reads the members of a scope.
func scopeOf(f fields) (sc scope, chatID string, err error) {
	if sc.kind, err = f.needText("type"); err != nil {
		return sc, "", err
	}
	switch sc.kind {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
		return sc, "", nil
	case "chat", "chat_administrators", "chat_member":
	default:
		return sc, "", wordsError("Unsupported type specified")
	}
	if chatID, err = f.needText("chat_id"); err != nil {
		return sc, "", err
	}
	if chatID == "" {
		return sc, "", wordsError("Empty chat_id specified")
	}
	if sc.kind == "chat_member" {
		if sc.user, err = f.needInt("user_id"); err == nil && sc.user <= 0 {
			err = wordsError("Invalid user_id specified")
		}
	}
	return sc, chatID, err
}

// readLanguage reads a language code of two letters, or none.
func readLanguage(q *query) (string, error) {
	code := q.arg("language_code")
	if code != "" && !reLanguage.MatchString(code) {
		return "", bad("Invalid language code specified")
	}
	return code, nil
}

// readCommands reads a list of commands.
func readCommands(q *query) ([]Command, error) {
	encoded := q.arg("commands")
	if encoded == "" {
		return nil, nil
	}
	if !json.Valid([]byte(encoded)) {
		return nil, bad("Can't parse commands JSON object")
	}
	items, ok := array(json.RawMessage(encoded))
	if !ok {
		return nil, bad("Expected an Array of BotCommand")
	}
	var out []Command
	for _, item := range items {
		f, ok := object(item)
		if !ok {
			return nil, bad("Can't parse BotCommand: expected an Object")
		}
		name, err := f.needText("command")
		if err != nil {
			return nil, bad("Can't parse BotCommand: %v", err)
		}
		text, err := f.needText("description")
		if err != nil {
			return nil, bad("Can't parse BotCommand: %v", err)
		}
		out = append(out, Command{Command: name, Description: text})
	}
	return out, checkCommands(out)
}

// checkCommands refuses what Telegram refuses, and drops a leading slash.
func checkCommands(list []Command) error {
	if len(list) > commandsMax {
		return bad("BOT_COMMANDS_TOO_MUCH")
	}
	for i, c := range list {
		if len(c.Command) > 1 && c.Command[0] == '/' {
			list[i].Command = c.Command[1:]
		}
		switch {
		case c.Command == "":
			return bad("Command must be non-empty")
		case c.Description == "":
			return bad("Command description must be non-empty")
		case !reCommandName.MatchString(list[i].Command):
			return bad("BOT_COMMAND_INVALID")
		case utf8.RuneCountInString(c.Description) > commandTextMax:
			return bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	return nil
}

func (s *Server) setMyCommands(q *query) (any, error) {
	list, err := readCommands(q)
	if err != nil {
		return nil, err
	}
	sc, err := s.readScope(q)
	if err != nil {
		return nil, err
	}
	language, err := readLanguage(q)
	if err != nil {
		return nil, err
	}
	if s.profile.commands[sc] == nil {
		s.profile.commands[sc] = map[string][]Command{}
	}
	if len(list) == 0 {
		delete(s.profile.commands[sc], language)
		return true, nil
	}
	s.profile.commands[sc][language] = list
	return true, nil
}

func (s *Server) getMyCommands(q *query) (any, error) {
	sc, err := s.readScope(q)
	if err != nil {
		return nil, err
	}
	language, err := readLanguage(q)
	if err != nil {
		return nil, err
	}
	list := s.profile.commands[sc][language]
	if list == nil {
		list = []Command{}
	}
	return list, nil
}

func (s *Server) deleteMyCommands(q *query) (any, error) {
	sc, err := s.readScope(q)
	if err != nil {
		return nil, err
	}
	language, err := readLanguage(q)
	if err != nil {
		return nil, err
	}
	delete(s.profile.commands[sc], language)
	return true, nil
}

// Commands returns the commands menu of a private chat in a language: the
// narrower scope first, then the language, then the list without language.
func (s *Server) Commands(language string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, kind := range []string{"all_private_chats", "default"} {
		for _, code := range []string{language, ""} {
			if list := s.profile.commands[scope{kind: kind}][code]; len(list) > 0 {
				return append([]Command(nil), list...)
			}
		}
	}
	return nil
}

// Description returns the text shown in the empty chat in a language.
func (s *Server) Description(language string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return inLanguage(s.profile.descriptions, language)
}

// inLanguage returns the text of a language, or the one without language.
func inLanguage(texts map[string]string, language string) string {
	if text, ok := texts[language]; ok {
		return text
	}
	return texts[""]
}

// setText sets one of the texts of the profile.
func (s *Server) setText(q *query, texts map[string]string, field string, limit int, code string) (any, error) {
	language, err := readLanguage(q)
	if err != nil {
		return nil, err
	}
	text := q.arg(field)
	if utf8.RuneCountInString(text) > limit {
		return nil, bad("%s", code)
	}
	if text == "" {
		delete(texts, language)
	} else {
		texts[language] = text
	}
	return true, nil
}

// getText returns one of the texts of the profile.
func getText(q *query, texts map[string]string, field string) (any, error) {
	language, err := readLanguage(q)
	if err != nil {
		return nil, err
	}
	return map[string]string{field: inLanguage(texts, language)}, nil
}

func (s *Server) setMyName(q *query) (any, error) {
	if q.arg("name") == "" && q.arg("language_code") == "" {
		return nil, bad("BOT_TITLE_INVALID")
	}
	return s.setText(q, s.profile.names, "name", nameMax, "BOT_TITLE_INVALID")
}

func (s *Server) getMyName(q *query) (any, error) { return getText(q, s.profile.names, "name") }

func (s *Server) setMyDescription(q *query) (any, error) {
	return s.setText(q, s.profile.descriptions, "description", descriptionMax, "BOT_DESC_INVALID")
}

func (s *Server) getMyDescription(q *query) (any, error) {
	return getText(q, s.profile.descriptions, "description")
}

func (s *Server) setMyShortDescription(q *query) (any, error) {
	return s.setText(q, s.profile.shorts, "short_description", shortMax, "BOT_ABOUT_INVALID")
}

func (s *Server) getMyShortDescription(q *query) (any, error) {
	return getText(q, s.profile.shorts, "short_description")
}
