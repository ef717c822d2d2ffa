package geo

import (
	"slices"
	"strings"
)

// number reads a text made of digits alone (or of a Corsican code): a postcode, an INSEE code or the
// number of a department.
func (g *Gazetteer) number(key string) (Answer, bool) {
	number, cedex := strings.CutSuffix(key, " cedex")
	code := strings.ToUpper(strings.ReplaceAll(number, " ", ""))
	if code == "" || !isDigit(code[0]) {
		return Answer{}, false
	}
	if code == "20" {
		return g.exactly(ViaDepartment, "2A", "2B"), true
	}
	if d := g.departmentNumber(code); d >= 0 {
		return g.exactly(ViaDepartment, g.departments[d].code), true
	}
	switch len(code) {
	case 5:
		return g.fiveCharacters(code, cedex)
	case 4:
		return g.fourDigits(code)
	}
	return Answer{}, false
}

// exactly is the answer that names the places of the codes.
func (g *Gazetteer) exactly(via Via, codes ...string) Answer {
	a := Answer{Exact: true}
	for _, code := range codes {
		if p, ok := g.Place(code); ok {
			a.Candidates = append(a.Candidates, Match{Place: p, Via: via})
		}
	}
	return a
}

// departmentNumber returns the index of the department that the text numbers ("48", "2A", "1"), or -1.
func (g *Gazetteer) departmentNumber(code string) int {
	if len(code) == 1 {
		code = "0" + code
	}
	return g.department(strings.ToUpper(code))
}

// fiveCharacters reads a postcode, else an INSEE code; an unknown postcode (CEDEX, which are in no list)
// proposes its department. Old codes of Corsica look like postcodes and are taken for such.
func (g *Gazetteer) fiveCharacters(code string, cedex bool) (Answer, bool) {
	if found := g.byPostcode(code); len(found) > 0 {
		return Answer{Candidates: found, Exact: true}, true
	}
	if p, ok := g.Place(code); ok && !cedex && !strings.HasPrefix(code, "20") {
		return Answer{Candidates: []Match{{Place: p, Via: ViaCode}}, Exact: true}, true
	}
	if !allDigits(code) {
		return Answer{}, false
	}
	if strings.HasPrefix(code, "980") {
		return Answer{Abroad: "Monaco"}, true
	}
	if d := g.postcodeDepartment(code); d >= 0 {
		return Answer{Candidates: []Match{{Place: g.departments[d].place(), Via: ViaPostcode}}}, true
	}
	return Answer{}, false
}

// fourDigits proposes the postcode that lost its first zero, else those that begin so.
func (g *Gazetteer) fourDigits(code string) (Answer, bool) {
	if !allDigits(code) {
		return Answer{}, false
	}
	all := g.byPostcode("0" + code)
	if len(all) == 0 {
		all = g.byPostcodePrefix(code)
	}
	slices.SortStableFunc(all, func(a, b Match) int { return b.Population - a.Population })
	var found []Match
	for _, m := range all {
		known := slices.ContainsFunc(found, func(other Match) bool { return other.Code == m.Code })
		if !known && len(found) < maxProposals {
			m.Via = ViaPrefix
			found = append(found, m)
		}
	}
	return Answer{Candidates: found}, len(found) > 0
}

// byPostcode returns the communes that the postcode serves, larger population first.
func (g *Gazetteer) byPostcode(code string) []Match {
	if len(code) != 5 {
		return nil
	}
	return g.byPostcodePrefix(code)
}

func (g *Gazetteer) byPostcodePrefix(prefix string) []Match {
	first, _ := slices.BinarySearchFunc(g.postcodes, prefix, func(p postcode, prefix string) int {
		return strings.Compare(p.code, prefix)
	})
	end := first
	for end < len(g.postcodes) && strings.HasPrefix(g.postcodes[end].code, prefix) {
		end++
	}
	found := make([]Match, 0, end-first)
	for _, p := range g.postcodes[first:end] {
		found = append(found, Match{Place: g.communePlace(int(p.commune)), Via: ViaPostcode})
	}
	return found
}

// postcodeDepartment guesses the department from the beginning of a postcode; -1 when it tells nothing.
func (g *Gazetteer) postcodeDepartment(code string) int {
	switch {
	case len(code) != 5:
		return -1
	case strings.HasPrefix(code, "200") || strings.HasPrefix(code, "201"):
		return g.department("2A")
	case strings.HasPrefix(code, "20"):
		return g.department("2B")
	}
	return g.department(departmentOf(code))
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}
