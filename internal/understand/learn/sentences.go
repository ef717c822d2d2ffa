package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jalon/internal/evaluate"
	"jalon/internal/understand"
	"jalon/knowledge"
)

// labelled is a sentence, the right answers to each question that is voted on, and where the project is: codes or names of places,
// "none" when silence is right too, nothing when it is not told.
type labelled struct {
	text    string
	answers [][]string
	places  []string
	aims    []string // what it wants, "" for nothing but to answer
}

// sets are the sentences that may be learnt from; those of sites are labelled with the place only.
type sets struct {
	fresh, others     []labelled
	freshSites, sites []labelled
	freshAims         []labelled
}

// readSets reads the labelled sentences of a room.
func readSets(room string) (sets, error) {
	var all sets
	for _, name := range []string{"practice", "sentences", "fresh", "sites", "fresh-sites", "fresh-aims"} {
		var list []evaluate.Sentence
		if err := decode(room, name, &list); err != nil {
			return sets{}, err
		}
		for _, q := range list {
			l := labelled{text: q.Text.Value, places: placesOf(q), aims: meant(q.Wanted("intent"))}
			for _, slot := range understand.Voted() {
				l.answers = append(l.answers, meant(q.Wanted(slot)))
			}
			switch {
			case name == "fresh":
				all.fresh = append(all.fresh, l)
			case name == "sites":
				all.sites = append(all.sites, l)
			case name == "fresh-sites":
				all.freshSites = append(all.freshSites, l)
			case name == "fresh-aims":
				all.freshAims = append(all.freshAims, l)
			case name == "practice" || !evaluate.Kept(l.text):
				all.others = append(all.others, l)
			}
		}
	}
	var examples []example
	if err := decode(room, "dev", &examples); err != nil {
		return sets{}, err
	}
	for _, e := range examples {
		all.others = append(all.others, e.labelled())
	}
	return all, nil
}

// placesOf lists the codes of the places that a sentence may mean, and "none" when silence is right too.
func placesOf(q evaluate.Sentence) []string {
	var codes []string
	for _, wanted := range q.Wanted("place") {
		codes = append(codes, strings.Split(wanted, "|")...)
	}
	return codes
}

// decode reads a file of sentences of a room.
func decode(room, name string, list any) error {
	path := filepath.Join(room, "testdata", name+".yaml")
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read sentences: %w", err)
	}
	if faults := knowledge.DecodeYAML(path, data, list); len(faults) > 0 {
		return fmt.Errorf("read sentences: %w", faults)
	}
	return nil
}

// example is a sentence of dev.yaml, as far as it is voted on.
type example struct {
	At      knowledge.Pos      `yaml:"-"`
	Say     knowledge.String   `yaml:"say" need:"yes"`
	Stage   knowledge.String   `yaml:"stage"`
	Holder  knowledge.String   `yaml:"holder"`
	Sector  knowledge.String   `yaml:"sector"`
	Need    knowledge.String   `yaml:"need"`
	Employs knowledge.String   `yaml:"employs"`
	Place   knowledge.String   `yaml:"place"`
	Which   knowledge.String   `yaml:"which"`
	Near    knowledge.String   `yaml:"near"`
	Abroad  knowledge.String   `yaml:"abroad"`
	Hint    []knowledge.String `yaml:"hint"`
	Intent  knowledge.String   `yaml:"intent"`
	Terms   []knowledge.String `yaml:"terms"`
}

func (e example) labelled() labelled {
	says := map[string]string{"stage": e.Stage.Value, "holder": e.Holder.Value, "sector": e.Sector.Value, "need": e.Need.Value, "employs": e.Employs.Value}
	l := labelled{text: e.Say.Value, aims: []string{e.Intent.Value}}
	for _, place := range []string{e.Place.Value, e.Which.Value, e.Near.Value} {
		if place != "" {
			l.places = append(l.places, place)
		}
	}
	for _, slot := range understand.Voted() {
		l.answers = append(l.answers, []string{says[slot]})
	}
	return l
}

// meant lists the right answers, "" for silence.
func meant(wanted []string) []string {
	if len(wanted) == 0 {
		return []string{""}
	}
	answers := slices.Clone(wanted)
	for i, a := range answers {
		if a == "none" {
			answers[i] = ""
		}
	}
	return answers
}
