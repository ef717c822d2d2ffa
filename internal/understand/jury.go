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
	// credible is the chance of being right from which an answer is taken; under it, it becomes a question.
	credible = 0.68
	// crediblePlace is the chance of being where the project is from which a place is taken.
	crediblePlace = 0.5
)

// jury weighs what grammar read of a sentence against the votes of its words, counted in two views (see [Testimony]). What it
// holds is learnt by the command learn.
type jury struct {
	words, phrases *votes.Model
	sites, aims    *votes.Model
	weights        Weights
}

// Weights say, by slot, how much each of the numbers counts that describe the answers ([Testimony.Options]) and the grounds for
// trusting the likeliest ([Testimony.Grounds]).
type Weights struct {
	Choice map[string][]float64 `json:"choice"`
	Trust  map[string][]float64 `json:"trust"`
	Site   []float64            `json:"site"` // of the numbers of [SiteOptions]
	Aim    []float64            `json:"aim"`  // of the numbers of [Aim.Options]
}

// Votes are how likely the words and the phrases of a text make each answer to one question.
type Votes struct{ Words, Phrases map[string]float64 }

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
	j := jury{words: read("words"), phrases: read("phrases"), sites: read("sites"), aims: read("aims")}
	data, err := votesFiles.ReadFile("votes/weights.json")
	if err != nil || j.words == nil || j.phrases == nil || j.sites == nil || json.Unmarshal(data, &j.weights) != nil {
		return jury{}
	}
	return j
}

// Options describes each of the answers that a slot may get, "" being none: how likely the votes make it; whether grammar read
// it, how surely, in how long a text, or was silent though something hints at an answer; then, for each answer, whether it is the
// one that grammar read.
func (t Testimony) Options(slot string, codes []string, v Votes) []votes.Option {
	const least = 1e-6
	read, confidence := t.read.Facts[slot], t.read.Confidence[slot]
	several := slot == "sector" && len(t.read.Sectors) > 1
	options := make([]votes.Option, len(codes))
	for i, code := range codes {
		mine, none := code == read && code != "", code == ""
		options[i] = votes.Option{
			math.Log(max(v.Words[code], least)),
			math.Log(max(v.Phrases[code], least)),
			is(mine), is(mine && confidence >= 0.9), is(mine && confidence == 1), is(mine && several),
			is(mine && t.Length < 8), is(mine && t.Length < 12), is(mine && t.Length >= 20), is(mine && t.Length >= 35),
			is(none), is(none && read == ""), is(none && slices.Contains(t.read.Ambiguous, slot)), is(none && t.Length >= 35),
			is(slot == "sector" && !mine && slices.Contains(t.read.Sectors, code)),
		}
		for k := range codes {
			options[i] = append(options[i], is(mine && k == i))
		}
	}
	return options
}

// Grounds describes how far the likeliest answer to a slot can be trusted, from the chances of each of its codes, and which it is:
// its chance, that of the next and of none, what the votes of each view say of it, whether grammar read it and how surely, in how
// long a text, and which answer it is.
func (t Testimony) Grounds(slot string, codes []string, chances []float64, v Votes) (best int, grounds votes.Option) {
	best, next, none := -1, 0.0, 0.0
	for k, code := range codes {
		switch {
		case code == "":
			none = chances[k]
		case best < 0 || chances[k] > chances[best]:
			if best >= 0 {
				next = chances[best]
			}
			best = k
		default:
			next = max(next, chances[k])
		}
	}
	code, read := codes[best], t.read.Facts[slot]
	words, phrases := evidence(v.Words[code]), evidence(v.Phrases[code])
	grounds = votes.Option{
		1, evidence(chances[best]), evidence(next), evidence(none), words, phrases, math.Abs(words - phrases),
		is(read == code), is(read == ""), is(read != "" && read != code), is(read == code) * t.read.Confidence[slot],
		is(likeliest(v.Words) == code), is(likeliest(v.Phrases) == code),
		is(slices.Contains(t.read.Ambiguous, slot)),
		is(t.Length < 8), is(t.Length < 12), is(t.Length >= 20), is(t.Length >= 35),
		is(read == code && t.Length < 8), is(read == code && t.Length < 12), is(read == code && t.Length >= 20),
	}
	for k := range codes {
		grounds = append(grounds, is(k == best))
	}
	return best, grounds
}

// evidence is a probability on the scale where the reasons for it add up (log odds).
func evidence(p float64) float64 {
	const least = 1e-5
	p = min(max(p, least), 1-least)
	return math.Log(p / (1 - p))
}

// is writes a fact as a number.
func is(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
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

// Trusted returns how likely the likeliest answer is to be right.
func Trusted(weights []float64, grounds votes.Option) float64 {
	return votes.Chances(weights, []votes.Option{grounds, make(votes.Option, len(grounds))})[0]
}

// verdict is the likeliest answer to a slot, how likely it is to be right, and all the answers known.
type verdict struct {
	answer string
	trust  float64
	known  []string
}

// verdicts returns what the jury thinks of each slot.
func (j jury) verdicts(t Testimony) map[string]verdict {
	if len(j.weights.Choice) == 0 || t.Length < Enough {
		return nil
	}
	all := map[string]verdict{}
	words, phrases := j.words.Odds(t.Words), j.phrases.Odds(t.Phrases)
	for i, q := range j.words.Questions() {
		v := Votes{words[i], phrases[i]}
		options := t.Options(q.Name, q.Answers, v)
		if len(j.weights.Choice[q.Name]) != len(options[0]) {
			continue
		}
		best, grounds := t.Grounds(q.Name, q.Answers, votes.Chances(j.weights.Choice[q.Name], options), v)
		if len(j.weights.Trust[q.Name]) == len(grounds) {
			all[q.Name] = verdict{q.Answers[best], Trusted(j.weights.Trust[q.Name], grounds), q.Answers}
		}
	}
	return all
}

// review weighs what grammar read: an answer that can be trusted is taken, whether grammar read it or not; what is doubtful is
// left unsure. A code that the votes do not know stands.
func (s *sentence) review(u *Understanding) {
	if len(s.tokens) < Enough {
		return
	}
	all := s.jury.verdicts(s.testimony(u))
	for _, slot := range Voted() {
		v, judged := all[slot]
		read := u.Facts[slot]
		switch {
		case !judged, !slices.Contains(v.known, read):
		case v.trust < credible:
			if read != "" {
				u.withdraw(slot)
			}
		case slot == "holder" && (v.answer == "organisation" || v.answer == "authority") && s.privately():
		case v.answer != read && s.answerable(slot, v.answer):
			if read != "" {
				u.withdraw(slot)
			}
			from, to := s.witness(slot, v.answer)
			s.sure(u, slot, v.answer, v.trust, from, to)
			if slot == "sector" {
				u.Sectors = append([]string{v.answer}, slices.DeleteFunc(u.Sectors, func(code string) bool { return code == v.answer })...)
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
