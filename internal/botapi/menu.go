package botapi

import "encoding/json"

// menuChat finds the private chat of a menu button; 0 is the default for all.
func (s *Server) menuChat(q *query) (int64, error) {
	if !q.has("chat_id") {
		return 0, nil
	}
	id := toInt(q.arg("chat_id"))
	switch {
	case id <= 0:
		return 0, bad("Invalid chat_id specified")
	case s.people[id] == nil:
		return 0, bad("User not found")
	}
	return id, nil
}

func (s *Server) setChatMenuButton(q *query) (any, error) {
	button := json.RawMessage(`{"type":"default"}`)
	if encoded := q.arg("menu_button"); encoded != "" {
		if !json.Valid([]byte(encoded)) {
			return nil, bad("Can't parse menu button JSON object")
		}
		button = json.RawMessage(encoded)
		if err := checkMenu(button); err != nil {
			return nil, bad("Can't parse menu button: %v", err)
		}
	}
	id, err := s.menuChat(q)
	if err != nil {
		return nil, err
	}
	s.profile.menus[id] = button
	return true, nil
}

// checkMenu refuses what is no menu button.
func checkMenu(raw json.RawMessage) error {
	f, ok := object(raw)
	if !ok {
		return wordsError("MenuButton must be an Object")
	}
	kind, err := f.needText("type")
	if err != nil {
		return err
	}
	switch kind {
	case "default", "commands":
		return nil
	case "web_app":
	default:
		return wordsError("MenuButton has unsupported type")
	}
	if _, err := f.needText("text"); err != nil {
		return err
	}
	inner, err := f.inner("web_app")
	if err != nil {
		return err
	}
	_, err = inner.needText("url")
	return err
}

func (s *Server) getChatMenuButton(q *query) (any, error) {
	id, err := s.menuChat(q)
	if err != nil {
		return nil, err
	}
	for _, at := range []int64{id, 0} {
		if button, ok := s.profile.menus[at]; ok {
			return button, nil
		}
	}
	return json.RawMessage(`{"type":"commands"}`), nil
}

func (s *Server) getMe(*query) (any, error) {
	me := s.me
	me.FirstName = inLanguage(s.profile.names, "")
	return struct {
		User
		CanJoinGroups     bool `json:"can_join_groups"`
		CanReadAll        bool `json:"can_read_all_group_messages"`
		SupportsInline    bool `json:"supports_inline_queries"`
		ConnectToBusiness bool `json:"can_connect_to_business"`
		HasMainWebApp     bool `json:"has_main_web_app"`
	}{User: me, CanJoinGroups: true, SupportsInline: true}, nil
}

// logOut stands for logOut and close: the bot may go on, as it would on
// another server.
func (s *Server) logOut(*query) (any, error) { return true, nil }
