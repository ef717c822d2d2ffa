package understand

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Testimony is what is known of a text before its answers are weighed: its features, in two views that know nothing of each
// other (its words; the phrases of the lexicon that it holds, with the words around them and what grammar says of each), and the
// answers that grammar read. Those who learn to weigh and those who weigh share it.
type Testimony struct {
	Words, Phrases []string
	Length         int // words
	read           Understanding
}

// Testify returns the testimony of a text.
func (r *Reader) Testify(text string) Testimony {
	s := r.sentence(text)
	u := newUnderstanding()
	if len(s.tokens) == 0 {
		return Testimony{read: u}
	}
	s.definition()
	s.listen()
	s.answers(&u)
	return s.testimony(&u)
}

// testimony is that of a sentence whose answers grammar has read.
func (s *sentence) testimony(u *Understanding) Testimony {
	words := s.masked()
	base := make([]string, 0, 4*len(words)+4)
	for i := range s.tokens {
		base = append(base, "w:"+words[i])
		for _, v := range s.tokens[i].verbs {
			base = append(base, "v:"+v.verb)
		}
	}
	base = append(base, "length:"+strconv.Itoa(min(6, len(words)/8)))
	base = append(base, s.pairs(words)...)
	base = append(base, skips(words)...)
	base = slices.Clip(base)
	return Testimony{
		Words:   append(base, pieces(words)...),
		Phrases: slices.Concat(base, beginnings(words), s.phrases(words), s.grammar(u)),
		Length:  len(words),
		read:    *u,
	}
}

// masked lists the words of the sentence as votes know them: the name of a place and a number are like any other.
func (s *sentence) masked() []string {
	words := make([]string, len(s.tokens))
	for i := range s.tokens {
		switch {
		case s.taken[i]:
			words[i] = "PLACE"
		case s.tokens[i].digits():
			words[i] = "NUMBER"
		default:
			words[i] = s.tokens[i].word
		}
	}
	return words
}

// pairs lists the words that follow one another; a comma and the end of a sentence count as words.
func (s *sentence) pairs(words []string) []string {
	list := make([]string, 0, len(words)+4)
	before := "<"
	for i, w := range words {
		if i > 0 && s.tokens[i].before >= comma {
			list = append(list, "b:"+before+" ,")
			before = ","
		}
		list = append(list, "b:"+before+" "+w)
		before = w
	}
	return append(list, "b:"+before+" >")
}

// skips lists the words that have one word between them, whichever it is.
func skips(words []string) []string {
	var list []string
	for i := 2; i < len(words); i++ {
		list = append(list, "k:"+words[i-2]+" "+words[i])
	}
	return list
}

// beginnings lists the words and the pairs of words by the letters they begin with, which most forms of a word share.
func beginnings(words []string) []string {
	const letters = 6
	var list []string
	before := ""
	for i, w := range words {
		w = w[:min(len(w), letters)]
		list = append(list, "s:"+w)
		if i > 0 {
			list = append(list, "sb:"+before+" "+w)
		}
		before = w
	}
	return list
}

// pieces lists the runs of four and five letters of the longer words: they bring together the forms of a word, and its faults.
func pieces(words []string) []string {
	var list []string
	for _, w := range words {
		if len(w) < 4 {
			continue
		}
		w = "_" + w + "_"
		for size := 4; size <= 5; size++ {
			for i := 0; i+size <= len(w); i++ {
				list = append(list, "c:"+w[i:i+size])
			}
		}
	}
	return list
}

// phrases lists what the phrases of the lexicon say, and the words beside each.
func (s *sentence) phrases(words []string) []string {
	var list []string
	codes := map[string]map[string]bool{}
	word := func(i int) string {
		if i < 0 || i >= len(words) {
			return "|"
		}
		return words[i]
	}
	for _, h := range s.hits {
		if h.label {
			continue
		}
		one, two, next := "|", "|", "|"
		if s.at(h.from).before < comma {
			one = word(h.from - 1)
			if s.at(h.from-1).before < comma {
				two = word(h.from - 2)
			}
		}
		if s.at(h.to).before < comma {
			next = word(h.to)
		}
		says := h.slot + ":" + h.code
		list = append(list, "h:"+says, fmt.Sprintf("h:%s:%t:%d", says, h.weak, h.denial),
			"p:"+says+":"+one, "pp:"+says+":"+two+" "+one, "n:"+says+":"+next,
			"p:"+h.slot+":"+one, "pp:"+h.slot+":"+two+" "+one, "n:"+h.slot+":"+next,
			"at:"+says+":"+strconv.Itoa(min(3, 4*h.from/max(1, len(words)))))
		if codes[h.slot] == nil {
			codes[h.slot] = map[string]bool{}
		}
		codes[h.slot][h.code] = true
	}
	for _, slot := range slices.Sorted(maps.Keys(codes)) {
		list = append(list, "codes:"+slot+":"+strconv.Itoa(min(3, len(codes[slot]))))
	}
	return list
}

// grammar lists what grammar says of the phrases.
func (s *sentence) grammar(u *Understanding) []string {
	var list []string
	flag := func(name string, h hit, on bool) {
		if on {
			list = append(list, "g:"+name+":"+h.slot, "g:"+name+":"+h.slot+":"+h.code)
		}
	}
	for _, h := range s.hits[:min(len(s.hits), maxPhrases)] {
		if h.label {
			continue
		}
		switch h.slot {
		case "sector":
			flag("mentioned", h, s.mentioned(h, u))
			flag("orphan", h, s.orphan(h, u))
			flag("visited", h, s.visited(h))
			flag("relative", h, s.ofRelative(h))
			flag("passing", h, s.passing(h))
			flag("willed", h, s.willed(h))
			flag("rank"+strconv.Itoa(s.rankOf(h)), h, true)
		case "need":
			flag("aside", h, s.setAside(h))
			flag("asked"+strconv.Itoa(int(s.urgency(h))), h, true)
		}
		flag("somebody", h, s.ofSomebody(h.from))
	}
	for _, c := range s.cues {
		list = append(list, fmt.Sprintf("g:cue:%s:%t", c.code, c.weak))
	}
	for _, c := range s.claimed {
		list = append(list, "g:claim:"+c.code)
	}
	return list
}
