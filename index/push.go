package index

import "slices"

// How much the place and the answers of the person push an entry.
const (
	atPlace     = 1.6 // met in the commune
	inCommune   = 1.5 // acts in the commune or its group of communes
	inDepart    = 1.4
	inRegion    = 1.2
	nearby      = 1.05 // acts in part of the department
	everywhere  = 1.0
	elsewhere   = 0.55
	sameSector  = 1.15
	sameStage   = 1.05
	sameHolder  = 1.05
	sameNeed    = 1.1
	otherAnswer = 0.95
)

// push is the factor that the place, the answers and the age of an entry give to its score.
func (x *Index) push(e *entry, q *Query) float64 {
	factor := nearness(e, q.Near)
	factor *= suits(e.sectors, q.Sector, sameSector) * suits(e.needs, q.Need, sameNeed)
	factor *= suits(e.stages, q.Stage, sameStage) * suits(e.holders, q.Holder, sameHolder)
	if e.past {
		factor *= pastKeeps
	}
	return factor
}

// suits is the factor of one answer: entries that name none stay as they are.
func suits(codes []string, code string, same float64) float64 {
	switch {
	case code == "" || code == "other" || len(codes) == 0:
		return 1
	case slices.Contains(codes, code):
		return same
	}
	return otherAnswer
}

// nearness is the factor of the place; near goes from the commune to the country.
func nearness(e *entry, near []string) float64 {
	if len(near) == 0 || len(e.include) == 0 && len(e.communes) == 0 {
		return 1
	}
	if has(e.communes, near[0]) {
		return atPlace
	}
	partly := false
	for _, code := range near {
		if has(e.except, code) {
			break
		}
		if has(e.include, code) {
			return levelFactor(code)
		}
		partly = partly || has(e.departments, code)
	}
	switch {
	case partly && departmentOf(near[0]) == near[0]:
		return inDepart
	case partly:
		return nearby
	}
	return elsewhere
}

func levelFactor(code string) float64 {
	switch {
	case code == "FR":
		return everywhere
	case code[0] == 'R':
		return inRegion
	case departmentOf(code) == code:
		return inDepart
	}
	return inCommune
}

func has(sorted []string, code string) bool {
	_, found := slices.BinarySearch(sorted, code)
	return found
}
