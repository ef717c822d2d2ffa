package geo

import (
	"cmp"
	"math"
	"slices"
)

const (
	earthRadius  = 6371.0 // km, mean
	kmPerDegree  = earthRadius * math.Pi / 180
	neighbours   = 5
	abroadBeyond = 40.0 // km from the nearest commune centre
	uncertainty  = 5.0  // km, usual error of an estimated position
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
	Km float64 // for an estimated position, the likely distance: never less than the usual error
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
	best := g.closest(lat, lon)
	near := Near{Abroad: best[0].km > abroadBeyond}
	for _, b := range best {
		near.Communes = append(near.Communes, Distant{Place: g.communePlace(b.index), Km: b.km})
	}
	if d := g.communes[best[0].index].department; !near.Abroad && d != noDepartment {
		near.Department = g.departments[d].place()
	}
	return near
}

// candidate is a commune and its likely distance.
type candidate struct {
	km    float64
	index int
}

// closest searches from the latitude of the point towards both poles, as far as a nearer commune can be.
func (g *Gazetteer) closest(lat, lon float64) [neighbours]candidate {
	var best [neighbours]candidate
	for i := range best {
		best[i].km = math.Inf(1)
	}
	up, _ := slices.BinarySearchFunc(g.byLatitude, lat, func(i uint16, lat float64) int {
		return cmp.Compare(g.communes[i].lat, lat)
	})
	down := up - 1
	for up < len(g.byLatitude) || down >= 0 {
		last := best[neighbours-1].km / kmPerDegree
		if up < len(g.byLatitude) {
			if i := g.byLatitude[up]; g.communes[i].lat-lat <= last {
				g.weigh(&best, int(i), lat, lon)
				up++
			} else {
				up = len(g.byLatitude)
			}
		}
		if down >= 0 {
			if i := g.byLatitude[down]; lat-g.communes[i].lat <= last {
				g.weigh(&best, int(i), lat, lon)
				down--
			} else {
				down = -1
			}
		}
	}
	return best
}

// weigh puts commune i at its place among the best if it is nearer than the last of them.
func (g *Gazetteer) weigh(best *[neighbours]candidate, i int, lat, lon float64) {
	c := &g.communes[i]
	km := Km(lat, lon, c.lat, c.lon)
	if c.quality == qualityEstimated {
		km = math.Hypot(km, uncertainty)
	}
	k := neighbours - 1
	if km >= best[k].km {
		return
	}
	for ; k > 0 && best[k-1].km > km; k-- {
		best[k] = best[k-1]
	}
	best[k] = candidate{km, i}
}
