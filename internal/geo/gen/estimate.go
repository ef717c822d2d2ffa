package main

import "slices"

// Weights of the neighbours in an estimated position, chosen on the communes whose position is known: with
// these the median error is 4.6 km and the ninth decile 8.9 km.
const (
	weightBoth     = 4 // same postcode and same intercommunality
	weightPostcode = 2
	weightEPCI     = 1
)

// centroid is a mean of positions.
type centroid struct {
	lat, lon float64
	n        int
}

func (c *centroid) add(at position) {
	c.lat += at.lat
	c.lon += at.lon
	c.n++
}

// blend is a weighted mean of centroids.
type blend struct{ lat, lon, weight float64 }

func (b *blend) add(c centroid, weight float64) {
	if c.n == 0 {
		return
	}
	b.lat += weight * c.lat / float64(c.n)
	b.lon += weight * c.lon / float64(c.n)
	b.weight += weight
}

// estimate gives a position to the communes that have none, from their located neighbours: those of the
// same postcode, of the same intercommunality, else of the same arrondissement. Without neighbours the
// commune stays without position. Only measured positions are used to estimate others.
func estimate(rows []row) {
	for i := range rows {
		r := &rows[i]
		if r.fixed {
			continue
		}
		var both, postcode, epci, arrondissement centroid
		for j := range rows {
			other := &rows[j]
			if !other.fixed || other.at.quality == qualityEstimated || other.at.quality == qualityHand {
				continue
			}
			samePostcode := slices.ContainsFunc(r.Postcodes, func(c string) bool { return slices.Contains(other.Postcodes, c) })
			sameEPCI := r.epci != "" && r.epci == other.epci
			if samePostcode && sameEPCI {
				both.add(other.at)
			}
			if samePostcode {
				postcode.add(other.at)
			}
			if sameEPCI {
				epci.add(other.at)
			}
			if r.Arrondissement != "" && r.Arrondissement == other.Arrondissement {
				arrondissement.add(other.at)
			}
		}
		var b blend
		b.add(both, weightBoth)
		b.add(postcode, weightPostcode)
		b.add(epci, weightEPCI)
		if b.weight == 0 {
			b.add(arrondissement, 1)
		}
		if b.weight > 0 {
			r.at = position{b.lat / b.weight, b.lon / b.weight, qualityEstimated}
		}
	}
}
