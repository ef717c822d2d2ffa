package guide

import (
	"strings"
)

// action is what a button does, as text that comes back when it is pressed: "1:c:stage:idea". It needs no memory, so that
// buttons of any age work after a restart; the version lets a later form of it be told from this one.
type action struct {
	verb string
	args []string
}

const actionVersion = "1"

// The verbs of actions. They are in old messages: a verb keeps its meaning for ever.
const (
	verbChoose  = "c" // node, choice
	verbBack    = "b" // node that was asked
	verbEdit    = "e" // node
	verbExplain = "h" // node
	verbPage    = "p" // node, page
	verbRestart = "r"
	verbResume  = "s" // the question now to ask, or the result
	verbPlace   = "l" // place code
	verbLocate  = "g" // ask the phone for its position
	verbView    = "v" // view, argument
	verbEntry   = "o" // type, id, view that lists it
	verbReport  = "w" // actor id, reason
)

// maxAction is the most bytes a button may carry.
const maxAction = 64

// act encodes an action.
func act(verb string, args ...string) string {
	return strings.Join(append([]string{actionVersion, verb}, args...), ":")
}

// parseAction decodes what came back; it may be damaged, forged, or of another version: then ok is false.
func parseAction(data string) (a action, ok bool) {
	parts := strings.Split(data, ":")
	if len(data) > maxAction || len(parts) < 2 || parts[0] != actionVersion || parts[1] == "" {
		return action{}, false
	}
	return action{verb: parts[1], args: parts[2:]}, true
}

// arg returns the i-th argument, "" when there is none.
func (a action) arg(i int) string {
	if i < len(a.args) {
		return a.args[i]
	}
	return ""
}
