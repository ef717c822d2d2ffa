package understand

import (
	"embed"
	"encoding/json"
	"math"
	"slices"

	"jalon/internal/votes"
)

//go:embed votes/*.votes votes/weights.json
var votesFiles embed.FS

// Voted are the slots on whose answers the words of a sentence vote.
func Voted() []string { return []string{"stage", "holder", "sector", "need", "employs"} }

const (
	// Enough is how many words a text has on which votes are counted: fewer say what they say.
	Enough = 8
	// doubtful is the chance of being right under which an answer that grammar read becomes a question.
	doubtful = 0.45
	// credible is the chance from which an answer is taken that grammar did not read.
	credible = 0.6
)

// jury weighs what grammar read of a sentence against the votes of its words, counted in two views (see [Testimony]). What it
// holds is learnt by the command learn.
type jury struct {
	words, phrases *votes.Model
	weights        map[string][]float64 // by slot, one for each number of [Testimony.Options]
}

// loadJury reads the embedded votes. They are part of the program: without one of the files, what grammar reads stands.
func loadJury() jury {
	read := func(name string) *votes.Model {
		file, err := votesFiles.Open("votes/" + name + ".votes")
		if err != nil {
			return nil
		}
		defer file.Close()
		m, err := votes.Read(file)
		if err != nil {
			return nil
		}
		return m
	}
	j := jury{words: read("words"), phrases: read("phrases")}
	data, err := votesFiles.ReadFile("votes/weights.json")
	if err != nil || j.words == nil || j.phrases == nil || json.Unmarshal(data, &j.weights) != nil {
		return jury{}
	}
	return j
}

// Options describes each of the answers that a slot may get, "" being none: how likely its words and its phrases make it; whether
// grammar read it, how surely, in how long a text, or was silent though something hints at an answer; then, for each answer,
// whether it is the one that grammar read.
func (t Testimony) Options(slot string, codes []string, words, phrases map[string]float64) []votes.Option {
	const least = 1e-6
	is := func(yes bool) float64 {
		if yes {
			return 1
		}
		return 0
	}
	read, confidence := t.read.Facts[slot], t.read.Confidence[slot]
	several := slot == "sector" && len(t.read.Sectors) > 1
	options := make([]votes.Option, len(codes))
	for i, code := range codes {
		mine, none := code == read && code != "", code == ""
		options[i] = votes.Option{
			math.Log(max(words[code], least)),
			math.Log(max(phrases[code], least)),
			is(mine), is(mine && confidence >= 0.9), is(mine && confidence == 1), is(mine && several),
			is(mine && t.Length < 12), is(mine && t.Length >= 20), is(mine && t.Length >= 35),
			is(none), is(none && read == ""), is(none && slices.Contains(t.read.Ambiguous, slot)), is(none && t.Length >= 35),
			is(slot == "sector" && !mine && slices.Contains(t.read.Sectors, code)),
		}
		for k := range codes {
			options[i] = append(options[i], is(mine && k == i))
		}
	}
	return options
}

// chances returns how likely each answer to each slot is to be right.
func (j jury) chances(t Testimony) map[string]map[string]float64 {
	if len(j.weights) == 0 || t.Length < Enough {
		return nil
	}
	all := map[string]map[string]float64{}
	words, phrases := j.words.Odds(t.Words), j.phrases.Odds(t.Phrases)
	for i, q := range j.words.Questions() {
		options := t.Options(q.Name, q.Answers, words[i], phrases[i])
		if len(j.weights[q.Name]) != len(options[0]) {
			continue
		}
		all[q.Name] = map[string]float64{}
		for k, chance := range votes.Chances(j.weights[q.Name], options) {
			all[q.Name][q.Answers[k]] = chance
		}
	}
	return all
}

// review weighs what grammar read: what is doubtful is left unsure, and what is credible, though grammar did not read it, is taken.
func (s *sentence) review(u *Understanding) {
	if len(s.tokens) < Enough {
		return
	}
	t := s.testimony(u)
	all := s.jury.chances(t)
	for _, slot := range Voted() {
		chances := all[slot]
		if chances == nil {
			continue
		}
		if chance, known := chances[u.Facts[slot]]; known && u.Facts[slot] != "" && chance < doubtful {
			u.withdraw(slot)
		}
		if best := likeliest(chances); u.Facts[slot] == "" && chances[best] >= credible && s.answerable(slot, best) {
			from, to := s.witness(slot, best)
			s.sure(u, slot, best, chances[best], from, to)
			if slot == "sector" {
				u.Sectors = append([]string{best}, slices.DeleteFunc(u.Sectors, func(code string) bool { return code == best })...)
			}
		}
	}
}

// answerable reports whether the base has an answer: one may lack what the votes know, and have what they do not.
func (s *sentence) answerable(slot, code string) bool {
	return code != "" && (slot == "employs" || s.base.Vocabulary.Find(slot, code) != nil)
}

// withdraw takes an answer back and records that it was hinted at.
func (u *Understanding) withdraw(slot string) {
	if slot == "sector" {
		code := u.Facts[slot]
		u.Sectors = slices.DeleteFunc(u.Sectors, func(other string) bool { return other == code })
	}
	delete(u.Facts, slot)
	delete(u.Confidence, slot)
	u.Spans = slices.DeleteFunc(u.Spans, func(span Span) bool { return span.Slot == slot })
	u.unsure(slot)
}

// likeliest returns the answer with the greatest chance.
func likeliest(chances map[string]float64) string {
	best := ""
	for code, p := range chances {
		if p > chances[best] || p == chances[best] && code < best {
			best = code
		}
	}
	return best
}

// witness returns the word that speaks most for an answer; the first of the sentence when none does.
func (s *sentence) witness(slot, code string) (from, to int) {
	most := 0.0
	for i := range s.tokens {
		if w := s.jury.words.Weight("w:"+s.tokens[i].word, slot, code); w > most && !s.taken[i] {
			from, most = i, w
		}
	}
	return from, from + 1
}
