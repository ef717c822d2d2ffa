// Package geo knows the places of France: communes, postcodes, intercommunalities, departments, regions.
//
// It turns what people type or share into places ([Gazetteer.Resolve], [Gazetteer.Nearest]), says how far
// apart two places are ([Km]), tells whether a territory written as codes holds a place
// ([Gazetteer.Covers]), and puts places and territories into correct French ([Gazetteer.In],
// [Gazetteer.Describe]).
//
// Rules of the room:
//   - the table is embedded and read once; a [Gazetteer] never changes and may be shared by goroutines;
//   - a name shared by several places gives all of them, the most populated first;
//   - a guess (a typing error, the beginning of a name) is proposed, never taken for exact;
//   - any text is safe: the work is bounded and nothing panics.
//
// Territory codes, the same as in the knowledge base: "FR" the 101 departments; "R84" a region; "07", "2A",
// "971" a department; "975", "977", "978", "986", "987", "988" a collectivity; "E200073096" an
// intercommunality by its SIREN; "07010" a commune by its INSEE code.
package geo

import (
	"iter"
	"slices"
)

// Kind tells what sort of place a [Place] is.
type Kind string

// The kinds of places. The overseas collectivities are departments here: see [Place.Collectivity].
const (
	KindCommune    Kind = "commune"
	KindDepartment Kind = "department"
	KindRegion     Kind = "region"
	KindCountry    Kind = "country"
)

// Place is a commune, a department, a region or the whole country.
type Place struct {
	Kind       Kind
	Code       string   // INSEE code "07010", department "07", region "R84", country "FR"
	Name       string   // as written officially: "Le Puy-en-Velay"
	Department string   // code "07"; empty for a region or the country
	Region     string   // code "84", without R; empty in the overseas collectivities
	EPCI       string   // SIREN; empty when the place has none
	Postcodes  []string // shared with the gazetteer: read only
	Population int      // inhabitants; 0 when unknown
	// Lat and Lon are degrees (WGS 84), meaningful when Located.
	Lat, Lon    float64
	Located     bool
	Approximate bool // the position may be several kilometres off
}

// Collectivity reports whether p is an overseas collectivity or lies in one: such places are outside "FR"
// and are covered by their own code only.
func (p Place) Collectivity() bool { return isCollectivity(p.Department) }

// Via tells by which road a text led to a place.
type Via string

// The roads from a text to a place. The last two are guesses.
const (
	ViaCode       Via = "code"       // an INSEE code
	ViaName       Via = "name"       // the present name of a commune
	ViaAlias      Via = "alias"      // an old, delegated or everyday name
	ViaArea       Via = "area"       // a natural region that lies in the department, alone or with others
	ViaPostcode   Via = "postcode"   // a postcode
	ViaDepartment Via = "department" // the name or number of a department
	ViaRegion     Via = "region"     // the name of a region, or the country
	ViaPrefix     Via = "prefix"     // the beginning of a name
	ViaTypo       Via = "typo"       // a name one or two typing errors away
)

// Match is a place and why the text led to it.
type Match struct {
	Place
	Via   Via
	Edits int    // typing errors supposed, for ViaTypo
	Alias string // the old, delegated or everyday name that matched
}

// Answer is what a typed text may mean.
type Answer struct {
	// Candidates are best first. Homonyms are all listed, larger population first.
	Candidates []Match
	// Exact says that the text names the candidates as they are. When false they are proposals.
	Exact bool
	// Abroad is the French name of the country when the text names a place outside France. There are
	// then no candidates, unless a French commune bears the very name.
	Abroad string
}

// Gazetteer holds the embedded tables. Make it with [Load].
type Gazetteer struct {
	communes        []commune // sorted by code, so that a department is a range
	slots           []uint16  // by numeric code: 1 + index in communes
	departments     []department
	departmentSlots [1000]uint8 // by numeric code: 1 + index in departments
	regions         []region
	epcis           []epci
	epciBySiren     map[string]uint16 // index in epcis
	merged          map[string]uint16 // old INSEE code → index in communes
	names           nameIndex
	byLatitude      []uint16          // located communes, from south to north
	postcodes       []postcode        // sorted
	abroad          map[string]string // folded name → country
	country         Place
}

// Place returns the place that bears the code: "07010" a commune (the code of a merged commune gives the
// present one), "07" a department, "R84" a region, "FR" the country.
func (g *Gazetteer) Place(code string) (Place, bool) {
	switch {
	case code == countryCode:
		return g.country, true
	case len(code) == 3 && code[0] == 'R':
		if r := g.region(code[1:]); r >= 0 {
			return g.regions[r].place(), true
		}
	case len(code) == 5:
		if c := g.commune(code); c >= 0 {
			return g.communePlace(c), true
		}
		if c, ok := g.merged[code]; ok {
			return g.communePlace(int(c)), true
		}
	default:
		if d := g.department(code); d >= 0 {
			return g.departments[d].place(), true
		}
	}
	return Place{}, false
}

// Departments returns the 101 departments then the six overseas collectivities, each in the order of codes.
func (g *Gazetteer) Departments() []Place {
	places := make([]Place, len(g.departments))
	for i := range g.departments {
		places[i] = g.departments[i].place()
	}
	return places
}

// Regions returns the 18 regions in the order of codes.
func (g *Gazetteer) Regions() []Place {
	places := make([]Place, len(g.regions))
	for i := range g.regions {
		places[i] = g.regions[i].place()
	}
	return places
}

// Communes walks all communes in the order of INSEE codes.
func (g *Gazetteer) Communes() iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for i := range g.communes {
			if !yield(g.communePlace(i)) {
				return
			}
		}
	}
}

// EPCI is an intercommunality: communes that act together.
type EPCI struct {
	SIREN       string
	Name        string   // in full: "Communauté de communes du Trièves"
	Communes    []string // INSEE codes, sorted
	Departments []string // codes, sorted; several when it spans a border
}

// EPCI returns the intercommunality that bears the SIREN number.
func (g *Gazetteer) EPCI(siren string) (EPCI, bool) {
	i, ok := g.epciBySiren[siren]
	if !ok {
		return EPCI{}, false
	}
	e := &g.epcis[i]
	found := EPCI{SIREN: e.siren, Name: e.name}
	for _, c := range e.members {
		found.Communes = append(found.Communes, g.communes[c].code)
		if d := g.departments[g.communes[c].department].code; !slices.Contains(found.Departments, d) {
			found.Departments = append(found.Departments, d)
		}
	}
	return found, true
}
