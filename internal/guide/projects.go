package guide

import (
	"context"
	"strconv"
	"strings"

	"jalon/internal/dialogue"
)

// project is one of several that a person accompanies, under a nickname; its answers while another is open.
type project struct {
	Name    string           `json:"name"`
	Answers dialogue.Answers `json:"answers"`
}

// Bounds on the projects of one conversation.
const (
	maxProjects = 20
	maxNickname = 24
)

// projectList shows the projects, to open one or begin another.
func (t *turn) projectList() Message {
	m := Message{Title: t.say("projects.mine"), Body: t.say("projects.help")}
	if t.state.Project != "" {
		m.Body = t.say("projects.open", "name", t.state.Project) + "\n\n" + m.Body
	}
	for i, p := range t.state.Projects {
		m.Rows = append(m.Rows, []Button{{Label: short(numbered(i+1, p.Name)), Action: act(verbView, viewProject, strconv.Itoa(i))}})
	}
	m.Rows = append(m.Rows, []Button{t.button("projects.new", verbView, viewNewProject, "")}, t.onward())
	return m
}

// shelve puts the open answers back under their nickname.
func (t *turn) shelve() {
	for i := range t.state.Projects {
		if t.state.Projects[i].Name == t.state.Project {
			t.state.Projects[i].Answers = t.state.Answers
		}
	}
}

// openProject opens the project of that place in the list.
func (t *turn) openProject(ctx context.Context, arg string) (Reply, bool) {
	i, err := strconv.Atoi(arg)
	if err != nil || i < 0 || i >= len(t.state.Projects) {
		return Reply{}, false
	}
	t.shelve()
	t.state.Project, t.state.Answers = t.state.Projects[i].Name, t.state.Projects[i].Answers
	t.notice = t.say("projects.open", "name", t.state.Project)
	return t.current(ctx), true
}

// badNickname asks again for a nickname that can be read.
func (t *turn) badNickname() Reply {
	m := t.await(viewNewProject)
	m.Body = t.say("link.bad-name")
	return Reply{Messages: []Message{m}}
}

// named begins a project under the nickname typed.
func (t *turn) named(ctx context.Context, text string) Reply {
	name := clip(strings.Join(strings.Fields(text), " "), maxNickname)
	if len(t.state.Projects) >= maxProjects {
		return Reply{Messages: []Message{{Title: t.say("projects.mine"), Body: t.say("projects.full"), Rows: [][]Button{t.onward()}}}}
	}
	for i, p := range t.state.Projects {
		if p.Name == name {
			reply, _ := t.openProject(ctx, strconv.Itoa(i))
			return reply
		}
	}
	if len(t.state.Projects) == 0 && t.begun() {
		t.state.Projects = append(t.state.Projects, project{Name: name, Answers: t.state.Answers})
		t.state.Project = name
		t.notice = t.say("projects.kept", "name", name)
		return t.current(ctx)
	}
	t.shelve()
	t.state.Projects = append(t.state.Projects, project{Name: name})
	t.state.Project, t.state.Answers = name, dialogue.Answers{}
	t.notice = t.say("projects.open", "name", name)
	return t.current(ctx)
}
