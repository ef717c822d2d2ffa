package check

import (
	"fmt"
	"slices"
	"strings"

	"jalon/internal/dialogue"
	"jalon/internal/recommend"
	"jalon/internal/understand"
	"jalon/knowledge"
)

func ruleScenario() Rule {
	return Rule{
		Name:  "scénario",
		Title: "Chaque scénario donne ce qu'il attend, quel que soit le jour de la semaine.",
		Doc: `scenarios/ contient des cas écrits par ceux qui connaissent le terrain : des réponses (answers) ou une phrase (sentence), et ce qui
doit être proposé (expect). first : l'acteur en tête ; among : des acteurs proposés ; never : des acteurs qui ne doivent pas l'être ; strict :
rien n'est élargi ; relaxed : ce qui l'est ; level : le niveau du premier ; programmes : des programmes proposés ; answers : ce que la phrase
contient. Les acteurs à égalité passent chacun leur tour en tête : un scénario qui demande first doit tenir tous les jours d'une semaine. S'il
ne tient pas, corrigez la fiche, ou demandez among.`,
		whole: true,
		find:  findScenario,
	}
}

// days is how many days a scenario must hold.
const days = 7

func findScenario(s *subject) {
	reader := understand.New(s.base, s.places)
	for _, scenario := range s.base.Scenarios {
		t := &trial{subject: s, scenario: scenario, told: map[knowledge.Pos]bool{}}
		if t.prepare(reader) {
			t.run()
		}
	}
}

// trial is one scenario being tried.
type trial struct {
	*subject
	scenario *knowledge.Scenario
	profile  recommend.Profile
	told     map[knowledge.Pos]bool
}

// fail puts down an expectation that does not hold, once for all the days.
func (t *trial) fail(at knowledge.Pos, format string, args ...any) {
	if !t.told[at] {
		t.told[at] = true
		t.fault(at, format, args...)
	}
}

// prepare makes the profile of the scenario; false when it cannot be tried.
func (t *trial) prepare(reader *understand.Reader) bool {
	t.profile.Place, _ = t.places.Place(dialogue.Anywhere)
	if t.scenario.Sentence.Value != "" {
		u := reader.Read(t.scenario.Sentence.Value)
		t.understood(u)
		f := u.Facts
		t.profile = recommend.Profile{Stage: f["stage"], Holder: f["holder"], Sector: f["sector"], Need: f["need"], Employs: f["employs"], Place: t.profile.Place}
		if u.Place != nil {
			t.profile.Place = *u.Place
		}
	}
	a := t.scenario.Answers
	for _, answer := range []struct {
		given knowledge.String
		slot  *string
	}{
		{a.Stage, &t.profile.Stage}, {a.Holder, &t.profile.Holder}, {a.Sector, &t.profile.Sector}, {a.Need, &t.profile.Need}, {a.Employs, &t.profile.Employs},
	} {
		if answer.given.Value != "" {
			*answer.slot = answer.given.Value
		}
	}
	return a.Place.Value == "" || t.placed(a.Place)
}

// placed takes the place as typed: it must be one that exists, and homonyms must be told apart.
func (t *trial) placed(typed knowledge.String) bool {
	answer := t.places.Resolve(typed.Value)
	var names []string
	for _, m := range answer.Candidates {
		names = append(names, fmt.Sprintf("%s (%s)", m.Name, m.Department))
	}
	switch {
	case len(names) == 0:
		t.fail(typed.Pos, "le lieu \"%s\" est inconnu", typed.Value)
		return false
	case !answer.Exact:
		t.fail(typed.Pos, "le lieu \"%s\" est inconnu\u00a0; vouliez-vous dire %s\u00a0?", typed.Value, few(names))
		return false
	}
	t.profile.Place = answer.Candidates[0].Place
	return true
}

// understood compares what the sentence says with what was expected of it.
func (t *trial) understood(u understand.Understanding) {
	e := t.scenario.Expect.Answers
	for _, want := range []struct {
		slot  string
		value knowledge.String
	}{{"stage", e.Stage}, {"holder", e.Holder}, {"sector", e.Sector}, {"need", e.Need}, {"employs", e.Employs}} {
		if got := u.Facts[want.slot]; want.value.Value != "" && got != want.value.Value {
			t.fail(want.value.Pos, "la phrase devait dire %s\u00a0: \"%s\"\u00a0; compris\u00a0: %s", want.slot, want.value.Value, orNothing(got))
		}
	}
	if e.Place.Value == "" {
		return
	}
	got := ""
	if u.Place != nil {
		got = u.Place.Name
	}
	answer := t.places.Resolve(e.Place.Value)
	if u.Place == nil || !answer.Exact || len(answer.Candidates) == 0 || answer.Candidates[0].Code != u.Place.Code {
		t.fail(e.Place.Pos, "la phrase devait nommer le lieu \"%s\"\u00a0; compris\u00a0: %s", e.Place.Value, orNothing(got))
	}
}

func orNothing(text string) string {
	if text == "" {
		return "rien"
	}
	return "\"" + text + "\""
}

// run compares what is proposed with what is expected, on every day of a week.
func (t *trial) run() {
	e := t.scenario.Expect
	if expectsNothing(knowledge.Expect{First: e.First, Among: e.Among, Never: e.Never, Relaxed: e.Relaxed, Strict: e.Strict, Programme: e.Programme, Level: e.Level}) {
		return
	}
	around := t.engine.At(t.profile.Place)
	for day := range days {
		t.compare(around.For(t.profile, t.day.AddDate(0, 0, day), nil), t.day.AddDate(0, 0, day).Format("2006-01-02"))
	}
}

func (t *trial) compare(result recommend.Result, day string) {
	e := t.scenario.Expect
	var actors, programmes, relaxed []string
	for _, r := range result.Actors {
		actors = append(actors, r.Actor.ID)
	}
	for _, p := range result.Programmes {
		programmes = append(programmes, p.Programme.ID)
	}
	for _, criterion := range result.Relaxed {
		relaxed = append(relaxed, string(criterion))
	}
	offered := listed(actors)
	if e.First.Value != "" && (len(actors) == 0 || actors[0] != e.First.Value) {
		t.fail(e.First.Pos, "\"%s\" était attendu en premier\u00a0; proposés le %s\u00a0: %s", e.First.Value, day, offered)
	}
	for _, id := range e.Among {
		if !slices.Contains(actors, id.Value) {
			t.fail(id.Pos, "\"%s\" était attendu\u00a0; proposés le %s\u00a0: %s", id.Value, day, offered)
		}
	}
	for _, id := range e.Never {
		if slices.Contains(actors, id.Value) {
			t.fail(id.Pos, "\"%s\" ne devait pas être proposé\u00a0; proposés le %s\u00a0: %s", id.Value, day, offered)
		}
	}
	for _, id := range e.Programme {
		if !slices.Contains(programmes, id.Value) {
			t.fail(id.Pos, "le programme \"%s\" était attendu\u00a0; proposés le %s\u00a0: %s", id.Value, day, listed(programmes))
		}
	}
	if e.Strict.Value && len(relaxed) > 0 {
		t.fail(e.Strict.Pos, "rien ne devait être élargi\u00a0; élargi\u00a0: %s", listed(relaxed))
	}
	if want := knowledge.Values(e.Relaxed); len(want) > 0 && !slices.Equal(want, relaxed) {
		t.fail(e.Relaxed[0].Pos, "devait être élargi\u00a0: %s\u00a0; élargi\u00a0: %s", listed(want), listed(relaxed))
	}
	if len(result.Actors) > 0 && e.Level.Value != "" && string(result.Actors[0].Level) != e.Level.Value {
		t.fail(e.Level.Pos, "le premier acteur devait être de niveau %s\u00a0; %s est de niveau %s", e.Level.Value, actors[0], result.Actors[0].Level)
	}
}

func listed(ids []string) string {
	if len(ids) == 0 {
		return "rien"
	}
	return strings.Join(ids, ", ")
}
