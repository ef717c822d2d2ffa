package geo

import (
	"slices"
	"strings"
)

const (
	countryCode  = "FR"
	noDepartment = 255
	noEPCI       = 65535
)

// Qualities of a position that make it approximate: estimated from neighbours, or entered by hand for an
// island from a general reference.
const (
	qualityEstimated = 'E'
	qualityHand      = 'M'
	qualityNone      = 'N'
)

type commune struct {
	code, name string
	postcodes  []string
	lat, lon   float64
	population int32
	epci       uint16
	department uint8
	quality    byte
}

type department struct {
	code, name, region string
	the, in            string // "la Lozère", "en Lozère"
	first, end         int    // its communes are communes[first:end]
	population         int
	lat, lon           float64
	located            bool
	epcis              []uint16 // intercommunalities with a commune in it, sorted
}

type region struct {
	code, name  string
	the, in     string
	departments []uint8
	population  int
	lat, lon    float64
}

type epci struct {
	siren, name string
	members     []uint16 // communes, sorted
}

type postcode struct {
	code    string
	commune uint16
}

// isCollectivity reports whether the department code is that of a territory outside the 101 departments.
func isCollectivity(code string) bool {
	if len(code) != 3 || code[0] != '9' {
		return false
	}
	return code[1] == '8' || (code[1] == '7' && (code[2] == '5' || code[2] == '7' || code[2] == '8'))
}

// departmentOf cuts the department code out of an INSEE code.
func departmentOf(code string) string {
	if strings.HasPrefix(code, "97") || strings.HasPrefix(code, "98") {
		return code[:3]
	}
	return code[:2]
}

// slot turns an INSEE code into a number under 100,000; Corsica takes the free ranges 20 and 96.
func slot(code string) (int, bool) {
	if len(code) != 5 {
		return 0, false
	}
	n, ok := pair(code[0], code[1])
	if !ok {
		return 0, false
	}
	for i := 2; i < 5; i++ {
		if !isDigit(code[i]) {
			return 0, false
		}
		n = n*10 + int(code[i]-'0')
	}
	return n, true
}

// pair turns the first two characters of an INSEE code into a number under 100.
func pair(a, b byte) (n int, ok bool) {
	switch {
	case a == '2' && b == 'A':
		return 20, true
	case a == '2' && b == 'B':
		return 96, true
	case isDigit(a) && isDigit(b):
		n = int(a-'0')*10 + int(b-'0')
		return n, n != 20 && n != 96
	}
	return 0, false
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// commune returns the index of the commune that bears the present INSEE code, or -1.
func (g *Gazetteer) commune(code string) int {
	n, ok := slot(code)
	if !ok {
		return -1
	}
	return int(g.slots[n]) - 1
}

// departmentSlot turns a department code into a number under 1,000.
func departmentSlot(code string) (int, bool) {
	switch {
	case len(code) == 2:
		return pair(code[0], code[1])
	case len(code) == 3 && code[0] == '9' && isDigit(code[1]) && isDigit(code[2]):
		return 900 + int(code[1]-'0')*10 + int(code[2]-'0'), true
	}
	return 0, false
}

// department returns the index of the department, or -1.
func (g *Gazetteer) department(code string) int {
	n, ok := departmentSlot(code)
	if !ok {
		return -1
	}
	return int(g.departmentSlots[n]) - 1
}

// region returns the index of the region whose code comes without R, or -1.
func (g *Gazetteer) region(code string) int {
	return slices.IndexFunc(g.regions, func(r region) bool { return r.code == code })
}

func (g *Gazetteer) communePlace(i int) Place {
	c := &g.communes[i]
	p := Place{
		Kind: KindCommune, Code: c.code, Name: c.name, Department: departmentOf(c.code),
		Postcodes: c.postcodes, Population: int(c.population),
		Lat: c.lat, Lon: c.lon,
		Located:     c.quality != qualityNone,
		Approximate: c.quality == qualityEstimated || c.quality == qualityHand,
	}
	if c.department != noDepartment {
		p.Region = g.departments[c.department].region
	}
	if c.epci != noEPCI {
		p.EPCI = g.epcis[c.epci].siren
	}
	return p
}

func (d *department) place() Place {
	return Place{
		Kind: KindDepartment, Code: d.code, Name: d.name, Department: d.code, Region: d.region,
		Population: d.population, Lat: d.lat, Lon: d.lon, Located: d.located, Approximate: true,
	}
}

func (r *region) place() Place {
	return Place{
		Kind: KindRegion, Code: "R" + r.code, Name: r.name, Region: r.code,
		Population: r.population, Lat: r.lat, Lon: r.lon, Located: true, Approximate: true,
	}
}
