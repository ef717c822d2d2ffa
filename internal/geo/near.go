package geo

import "math"

const (
	earthRadius  = 6371.0 // km, mean
	kmPerDegree  = earthRadius * math.Pi / 180
	neighbours   = 5
	abroadBeyond = 40.0 // km from the nearest commune centre
)

// Km returns the great-circle distance in kilometres between two points in degrees.
func Km(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	sinLat := math.Sin((lat2 - lat1) * rad / 2)
	sinLon := math.Sin((lon2 - lon1) * rad / 2)
	h := sinLat*sinLat + math.Cos(lat1*rad)*math.Cos(lat2*rad)*sinLon*sinLon
	return 2 * earthRadius * math.Asin(math.Sqrt(min(h, 1)))
}

// Distant is a place and how far it is.
type Distant struct {
	Place
	Km float64
}

// Near is what lies around a point.
type Near struct {
	Department Place     // that of the nearest commune; the zero Place when Abroad
	Communes   []Distant // the five nearest, nearest first
	Abroad     bool      // the point is clearly outside France
}

// Nearest tells the department and the five nearest communes of a point in degrees. The nearest centre is
// often not the commune where the point lies: let people choose among the five.
func (g *Gazetteer) Nearest(lat, lon float64) Near {
	if !(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180) {
		return Near{Abroad: true}
	}
	var best [neighbours]struct {
		km    float64
		index int
	}
	for i := range best {
		best[i].km = math.Inf(1)
	}
	for i := range g.communes {
		c := &g.communes[i]
		last := best[neighbours-1].km
		if c.quality == qualityNone || math.Abs(c.lat-lat)*kmPerDegree > last {
			continue
		}
		km := Km(lat, lon, c.lat, c.lon)
		if km >= last {
			continue
		}
		k := neighbours - 1
		for ; k > 0 && best[k-1].km > km; k-- {
			best[k] = best[k-1]
		}
		best[k].km, best[k].index = km, i
	}
	near := Near{Abroad: best[0].km > abroadBeyond}
	for _, b := range best {
		near.Communes = append(near.Communes, Distant{Place: g.communePlace(b.index), Km: b.km})
	}
	if d := g.communes[best[0].index].department; !near.Abroad && d != noDepartment {
		near.Department = g.departments[d].place()
	}
	return near
}
