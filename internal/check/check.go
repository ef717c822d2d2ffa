// Package check keeps the knowledge base true: the rules over its content, the coverage of every profile in every
// department, and the effect of a change.
//
// One rule, one file, one paragraph of documentation in French (Rules, Explain) and one pair of fixtures under testdata.
// Faults of form are found by the package knowledge while it reads; their rules are documented here with the others. What
// needs a whole base (scenarios, coverage, sentences never said) is looked at only when the form is right, so that one
// broken file does not drown its own fault under its consequences. The clock is an argument.
package check

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"jalon/internal/geo"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

// Options are what the rules need besides the files.
type Options struct {
	// Day is the day of the check: only its date counts.
	Day    time.Time
	Places *geo.Gazetteer
	// Engine prepares recommendations over a base that is read without fault of form. Without it, scenarios that expect
	// programmes cannot hold, since those are found by the index.
	Engine func(*knowledge.Base, *geo.Gazetteer) (*recommend.Engine, error)

	sentences string // stands for sentences.txt in tests
}

// Report is the outcome of a check.
type Report struct {
	// Errors stop the base from being used; Warnings do not. Both are sorted by place.
	Errors, Warnings knowledge.Faults
	// Files counts the files read.
	Files int
	// Partial is true when faults of form kept the rules over the whole base from being looked at.
	Partial bool
}

// ErrNoBase is returned for a folder in which there is nothing of a knowledge base.
var ErrNoBase = errors.New("no knowledge base here")

// Run looks at every rule over the base in fsys. The error is for a folder that cannot be read at all.
func Run(fsys fs.FS, o Options) (Report, error) {
	sources, others, err := readSources(fsys)
	if err != nil {
		return Report{}, err
	}
	if !slices.ContainsFunc(slices.Collect(maps.Keys(sources)), inFolder) {
		return Report{}, ErrNoBase
	}
	base, faults, err := knowledge.Read(fsys)
	if err != nil {
		return Report{}, fmt.Errorf("read: %w", err)
	}
	s := newSubject(base, sources, o)
	s.others, s.faults = others, faults
	s.pinpoint()
	s.consequences()
	partial, unsound := len(faults) > 0, s.unsound()
	var whole subject
	var wait sync.WaitGroup
	if !partial { // two cores: what needs the whole base is looked at beside the rest
		whole = *s
		whole.faults = nil
		wait.Go(func() { err = whole.lookAtWhole(o) })
	}
	s.look(func(rule Rule) bool {
		return !rule.whole && !slices.ContainsFunc(rule.sound, func(folder string) bool { return unsound[folder] })
	})
	wait.Wait()
	if err != nil {
		return Report{}, err
	}
	partial = whole.unproven(s.faults) || partial
	s.faults = append(s.faults, whole.faults...)
	s.floods()
	report := Report{Files: len(sources), Partial: partial}
	for _, f := range s.faults.Sort() {
		if f.Warning {
			report.Warnings = append(report.Warnings, f)
		} else {
			report.Errors = append(report.Errors, f)
		}
	}
	return report, nil
}

// look puts down what some of the rules find.
func (s *subject) look(chosen func(Rule) bool) {
	for _, rule := range Rules() {
		if rule.find != nil && chosen(rule) {
			s.rule = rule
			rule.find(s)
		}
	}
}

// unsound are the folders with faults of form.
func (s *subject) unsound() map[string]bool {
	folders := map[string]bool{}
	for _, f := range s.faults {
		folder, _, _ := strings.Cut(f.Pos.File, "/")
		folders[folder] = true
	}
	return folders
}

// lookAtWhole prepares recommendations and puts down what the rules over the whole base find.
func (s *subject) lookAtWhole(o Options) (err error) {
	if s.engine, err = o.engine(s.base); err != nil {
		return err
	}
	s.look(func(rule Rule) bool { return rule.whole })
	return nil
}

// inFolder reports whether a file is in a folder that bases have.
func inFolder(name string) bool {
	folder, _, _ := strings.Cut(name, "/")
	return slices.Contains(knowledge.Folders(), folder)
}

func (o Options) engine(base *knowledge.Base) (*recommend.Engine, error) {
	if o.Engine == nil {
		return recommend.New(base, o.Places, nil), nil
	}
	engine, err := o.Engine(base, o.Places)
	if err != nil {
		return nil, fmt.Errorf("prepare recommendations: %w", err)
	}
	return engine, nil
}
