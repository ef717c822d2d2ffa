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
	somewhere   = 0.87 // acts in one place only, the person's being unknown
	elsewhere   = 0.55
	sameSector  = 1.15
	sameStage   = 1.05
	sameHolder  = 1.05
	sameNeed    = 1.1
	otherAnswer = 0.95
	over        = 0.8 // tells of something that is over
)

// push is the factor that the answers of the person and the age of an entry give to its score.
func push(e *entry, q *Query) float64 {
	factor := suits(e.sectors, q.Sector, sameSector) * suits(e.needs, q.Need, sameNeed)
	factor *= suits(e.stages, q.Stage, sameStage) * suits(e.holders, q.Holder, sameHolder)
	if e.past {
		factor *= over
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
	switch {
	case len(e.include) == 0 && len(e.communes) == 0:
		return everywhere
	case len(near) == 0 && has(e.include, "FR"):
		return everywhere
	case len(near) == 0:
		return unplaced(e)
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

// unplaced is the factor of an entry with a territory when the place is not known: those who act for one place only come
// after those who act everywhere; an example is worth the same wherever it is.
func unplaced(e *entry) float64 {
	if e.kind == TypeActor || e.kind == TypeProgramme {
		return somewhere
	}
	return everywhere
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
