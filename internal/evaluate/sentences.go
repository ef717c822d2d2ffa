package evaluate

import (
	"slices"
	"strings"

	"jalon/knowledge"
)

// Sentence is one typed sentence and the answers it contains; a slot not written is one that must not be understood.
type Sentence struct {
	At       knowledge.Pos    `yaml:"-"`
	Text     knowledge.String `yaml:"text" need:"yes"`
	Category knowledge.String `yaml:"category" need:"yes"`
	Stage    knowledge.String `yaml:"stage"`
	Holder   knowledge.String `yaml:"holder"`
	Sector   knowledge.String `yaml:"sector"`
	Need     knowledge.String `yaml:"need"`
	Employs  knowledge.String `yaml:"employs"`
	// Place is the code of the commune or department; Places are several candidates between which a person must choose.
	Place   knowledge.String   `yaml:"place"`
	Places  []knowledge.String `yaml:"places"`
	Intent  knowledge.String   `yaml:"intent"`
	Comment knowledge.String   `yaml:"comment"`
	// Or are slots where a second answer is as good: "sector: culture".
	Or []Alternative `yaml:"or"`
}

// Alternative is another right answer to a slot; "none" accepts that nothing was understood.
type Alternative struct {
	At    knowledge.Pos    `yaml:"-"`
	Slot  knowledge.String `yaml:"slot" need:"yes"`
	Value knowledge.String `yaml:"value" need:"yes"`
}

// Slots are the slots measured. The place, and the intent, which is no answer to a question, count apart from the sum.
func Slots() []string {
	return []string{"stage", "holder", "sector", "need", "employs", "place", "intent"}
}

// Summed reports whether a slot counts in the sum of the slots.
func Summed(slot string) bool { return slot != "place" && slot != "intent" }

// Wanted returns the right answers to a slot: none means that nothing must be understood.
func (s Sentence) Wanted(slot string) []string {
	first := map[string]string{
		"stage": s.Stage.Value, "holder": s.Holder.Value, "sector": s.Sector.Value, "need": s.Need.Value, "employs": s.Employs.Value, "place": s.Place.Value,
		"intent": s.Intent.Value,
	}[slot]
	var wanted []string
	if first != "" {
		wanted = append(wanted, first)
	}
	if slot == "place" && len(s.Places) > 0 {
		wanted = append(wanted, s.choice())
	}
	for _, a := range s.Or {
		if a.Slot.Value == slot {
			wanted = append(wanted, a.Value.Value)
		}
	}
	return wanted
}

// choice writes the places to choose between as one answer.
func (s Sentence) choice() string {
	codes := make([]string, len(s.Places))
	for i, p := range s.Places {
		codes[i] = p.Value
	}
	return strings.Join(codes, "|")
}

// PlaceAnswer is the answer to the slot "place" of a reader that took one place ("" for none) or gave candidates: the choice
// wanted, when all of its places are among them; nothing for candidates that nobody asked for.
func (s Sentence) PlaceAnswer(taken string, candidates []string) string {
	missing := func(p knowledge.String) bool { return !slices.Contains(candidates, p.Value) }
	if taken != "" || len(s.Places) == 0 || slices.ContainsFunc(s.Places, missing) {
		return taken
	}
	return s.choice()
}

// Tally counts the answers to one slot.
type Tally struct {
	Right   int `json:"right"`
	Wrong   int `json:"wrong"`  // understood, but otherwise, or where nothing was said
	Missed  int `json:"missed"` // said, and not understood
	Silence int `json:"silence"`
}

// Add judges one answer ("" when nothing was understood).
func (t *Tally) Add(wanted []string, got string) (right bool) {
	expected := len(wanted) > 0
	free := false
	for _, w := range wanted {
		if w == "none" {
			free = true
		}
		if w == got && got != "" {
			t.Right++
			return true
		}
	}
	switch {
	case got == "" && (!expected || free):
		t.Silence++
		return true
	case got == "":
		t.Missed++
	default:
		t.Wrong++
		if expected && !free {
			t.Missed++
		}
	}
	return false
}

// Precision is the share of what was understood that is right; 1 when nothing was.
func (t Tally) Precision() float64 { return share(t.Right, t.Right+t.Wrong) }

// Recall is the share of what was said that was understood; 1 when nothing was said.
func (t Tally) Recall() float64 { return share(t.Right, t.Right+t.Missed) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}
