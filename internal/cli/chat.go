package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"jalon/internal/guide"
	"jalon/internal/session"
)

func (a *app) chat() *cobra.Command {
	return &cobra.Command{
		Use: "chat", Short: "La même conversation dans le terminal",
		Long: "La même conversation dans le terminal. Écrivez comme au robot ; #2 appuie sur le bouton #2, /aide est une commande.\nCtrl+D pour finir.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.talkative()
			if err != nil {
				return err
			}
			store := session.OpenMemory(session.Options{})
			t := terminal{guide: guide.New(s, guide.Options{Sessions: store}), out: a.Stdout}
			return t.run(cmd.Context(), a.Stdin)
		},
	}
}

// terminal is a conversation by lines: what is typed between brackets presses the button of that label, "/word" is a
// command, a number presses the button of that number in the list shown.
type terminal struct {
	guide   *guide.Guide
	out     io.Writer
	buttons []guide.Button
	turns   int64
}

func (t *terminal) run(ctx context.Context, in io.Reader) error {
	if err := t.turn(ctx, guide.Event{Kind: guide.KindCommand, Command: "start"}); err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	for t.prompt(); lines.Scan(); t.prompt() {
		if err := t.turn(ctx, t.read(strings.TrimSpace(lines.Text()))); err != nil {
			return err
		}
	}
	fmt.Fprintln(t.out)
	if err := lines.Err(); err != nil {
		return fmt.Errorf("lecture : %w", err)
	}
	return nil
}

func (t *terminal) prompt() { fmt.Fprint(t.out, "> ") }

// read turns a typed line into an event.
func (t *terminal) read(line string) guide.Event {
	if name, isCommand := strings.CutPrefix(line, "/"); isCommand {
		command, rest, _ := strings.Cut(name, " ")
		return guide.Event{Kind: guide.KindCommand, Command: strings.ToLower(command), Text: rest}
	}
	if label, found := strings.CutPrefix(line, "["); found {
		label = strings.TrimSuffix(label, "]")
		for _, b := range t.buttons {
			if strings.EqualFold(b.Label, label) && b.Action != "" {
				return guide.Event{Kind: guide.KindPress, Action: b.Action}
			}
		}
	}
	if letter, found := strings.CutPrefix(line, "#"); found {
		if n, err := strconv.Atoi(letter); err == nil && n >= 1 && n <= len(t.buttons) && t.buttons[n-1].Action != "" {
			return guide.Event{Kind: guide.KindPress, Action: t.buttons[n-1].Action}
		}
	}
	return guide.Event{Kind: guide.KindText, Text: line}
}

func (t *terminal) turn(ctx context.Context, ev guide.Event) error {
	t.turns++
	ev.ID, ev.Key = t.turns, "terminal"
	reply, err := t.guide.Turn(ctx, ev)
	if err != nil {
		return fmt.Errorf("conversation : %w", err)
	}
	t.buttons = nil
	if reply.Toast != "" {
		fmt.Fprintf(t.out, "(%s)\n", reply.Toast)
	}
	for _, m := range reply.Messages {
		t.show(m)
	}
	return nil
}

// show prints a message; buttons are numbered as #1, #2… over the whole reply.
func (t *terminal) show(m guide.Message) {
	fmt.Fprintln(t.out)
	if m.Title != "" {
		fmt.Fprintln(t.out, strings.ToUpper(m.Title))
	}
	if m.Body != "" {
		fmt.Fprintln(t.out, m.Body)
	}
	if m.Venue != nil {
		fmt.Fprintf(t.out, "%s, %s (%.3f, %.3f)\n", m.Venue.Title, m.Venue.Address, m.Venue.Lat, m.Venue.Lon)
	}
	if m.File != nil {
		fmt.Fprintf(t.out, "(%s, %d Kio)\n", m.File.Name, (len(m.File.Data)+1023)/1024)
	}
	for _, row := range m.Rows {
		var labels []string
		for _, b := range row {
			t.buttons = append(t.buttons, b)
			label := fmt.Sprintf("#%d [%s]", len(t.buttons), b.Label)
			if b.URL != "" {
				label += " " + b.URL
			}
			labels = append(labels, label)
		}
		fmt.Fprintln(t.out, "  "+strings.Join(labels, "  "))
	}
}
