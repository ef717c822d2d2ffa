package main

import (
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"jalon/internal/geo"
	"jalon/internal/understand"
	"jalon/internal/votes"
)

const (
	sitePenalty       = 6
	siteChoicePenalty = 2
)

// survey is a sentence that names places, and which of them are right.
type survey struct {
	sites []understand.Site
	right []bool
	free  bool // none of them is as right
	fresh bool // no rule about places was made from it
}

// surveys reads the sentences that name places.
func (t *teacher) surveys(sentences []labelled, fresh bool) []survey {
	var list []survey
	for _, q := range sentences {
		sites := t.reader.Survey(q.text)
		if len(sites) == 0 {
			continue
		}
		s := survey{sites: sites, free: len(q.places) == 0 || slices.Contains(q.places, "none"), fresh: fresh}
		for _, site := range sites {
			s.right = append(s.right, slices.ContainsFunc(site.Matches, func(m geo.Match) bool {
				return slices.ContainsFunc(q.places, func(code string) bool { return code == m.Code || code == m.Name || t.holds(m.Place, code) })
			}))
		}
		list = append(list, s)
	}
	return list
}

// holds reports whether a department holds the commune of a code.
func (t *teacher) holds(p geo.Place, code string) bool {
	commune, known := t.places.Place(code)
	return known && p.Kind == geo.KindDepartment && commune.Department == p.Code
}

// siteModel learns the votes of the words around places.
func siteModel(surveys []survey) (*votes.Model, error) {
	var examples []votes.Example
	for _, s := range surveys {
		for i, site := range s.sites {
			answers := []string{understand.Elsewhere}
			if s.right[i] {
				answers = []string{understand.Here}
				if s.free {
					answers = append(answers, understand.Elsewhere)
				}
			}
			examples = append(examples, votes.Example{Features: site.Features, Answers: [][]string{answers}})
		}
	}
	m, err := votes.Train([]votes.Question{{Name: "site", Answers: []string{understand.Elsewhere, understand.Here}}}, examples, sitePenalty)
	if err != nil {
		return nil, fmt.Errorf("learn the votes on places: %w", err)
	}
	return m, nil
}

// siteWeights learns to choose among the places that a sentence names, from fresh sentences, with votes that did not see them.
func siteWeights(surveys []survey) ([]float64, error) {
	cases := make([][]votes.Case, folds)
	var work errgroup.Group
	for fold := range folds {
		work.Go(func() error {
			var others, held []survey
			for i, s := range surveys {
				if s.fresh && i%folds == fold {
					held = append(held, s)
				} else {
					others = append(others, s)
				}
			}
			model, err := siteModel(others)
			if err != nil {
				return err
			}
			for _, s := range held {
				cases[fold] = append(cases[fold], s.choice(model))
			}
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	weights, err := votes.TrainChoice(slices.Concat(cases...), siteChoicePenalty)
	if err != nil {
		return nil, fmt.Errorf("learn to choose a place: %w", err)
	}
	return rounded(weights), nil
}

// choice is what there was to choose between, by the votes of a model.
func (s survey) choice(model *votes.Model) votes.Case {
	likely := make([]float64, len(s.sites))
	for i, site := range s.sites {
		likely[i] = model.Odds(site.Features)[0][understand.Here]
	}
	none := !slices.Contains(s.right, true) || s.free
	return votes.Case{Options: understand.SiteOptions(s.sites, likely), Right: append(slices.Clone(s.right), none)}
}
